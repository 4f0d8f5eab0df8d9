"""The panes: one to four reports side by side, opened, closed, moved, remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from app.domain.report import Report, Section
from app.ui.controls import Ground, Words
from app.ui.pane_drops import DropHint, PaneDrops
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.reader.pane import Pane

MOST = 4
CARDS = 150
"""Least width of a card column at 100 %; what a wider pane adds to it is the reader's business."""


@dataclass(slots=True, eq=False)
class OpenReport:
    """A pane and what it shows.

    Attributes:
        starts: where each annotation begins; None for one on the whole report.
        place: where reading was left off, for a pane that has no size yet.
    """

    pane: Pane
    report: Report
    sections: Sequence[Section]
    starts: dict[UUID, int | None] = field(default_factory=dict[UUID, "int | None"])
    place: tuple[int, int] | None = None

    @property
    def id(self) -> UUID:
        return self.report.id


def silence(pane: Pane) -> None:
    """Before a pane is deleted: while its parts go one by one they would still tell each other."""
    for part in (pane, *pane.findChildren(QObject)):
        part.blockSignals(True)


class Handle(QSplitterHandle):
    """Between panes five pixels: hairline, chrome, hairline; elsewhere a hairline alone.

    A double click evens out what it parts.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        splitter = self.splitter()
        assert isinstance(splitter, Splitter)
        splitter.evened.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        splitter = self.splitter()
        assert isinstance(splitter, Splitter)
        p, look = QPainter(self), splitter.look
        p.fillRect(self.rect(), look.chrome)
        if self.orientation() is Qt.Orientation.Horizontal:
            p.fillRect(0, 0, 1, self.height(), look.line)
            p.fillRect(self.width() - 1, 0, 1, self.height(), look.line)
        else:
            p.fillRect(0, 0, self.width(), 1, look.line)
            p.fillRect(0, self.height() - 1, self.width(), 1, look.line)


class Splitter(QSplitter):
    """A splitter whose parts never vanish by being dragged too far.

    Signals:
        evened: a handle was clicked twice.
    """

    evened = Signal()

    def __init__(
        self,
        look: Look,
        orientation: Qt.Orientation,
        parent: QWidget | None = None,
        *,
        handle: int = 5,
    ) -> None:
        super().__init__(orientation, parent)
        self.look = look
        self.setHandleWidth(handle)  # of 1 px Qt lets a few more be grasped
        self.setChildrenCollapsible(False)
        look.changed.connect(self.update)

    def createHandle(self) -> QSplitterHandle:
        return Handle(self.orientation(), self)


class PaneArea(QWidget):
    """Holds the panes; knows which one is active.

    Signals:
        activated: the OpenReport that became active, or None.
        closing: a pane is about to be closed.
        arranged: panes were opened, closed, moved or resized.
        report_dropped: report id, number of the pane, and `before`, `after` or `here`.
        reports_dropped: ids of several reports, to be read together.
    """

    activated = Signal(object)
    closing = Signal()
    arranged = Signal()
    report_dropped = Signal(object, int, str)
    reports_dropped = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.open: list[OpenReport] = []
        self.active: OpenReport | None = None
        self.splitter = Splitter(look, Qt.Orientation.Horizontal)
        self.hint = Ground(look, "page")
        hint = QVBoxLayout(self.hint)
        self.hint_words = Words(
            look, self.tr("从左边的列表打开一份报告"), px=15, role="text3",
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        hint.addStretch(2)
        hint.addWidget(self.hint_words)
        hint.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.hint)
        layout.addWidget(self.splitter)
        self.splitter.hide()
        self.splitter.splitterMoved.connect(lambda *_: self.arranged.emit())
        self.splitter.evened.connect(self.spread)
        self._held: list[tuple[QWidget, float]] = []
        self.drops = PaneDrops(self, MOST)
        self._busy = DropHint(look, self)
        self.setAcceptDrops(True)

    # --- opening and closing ---

    def find(self, report: UUID) -> OpenReport | None:
        """The pane that shows a report; the active one first."""
        if self.active is not None and self.active.id == report:
            return self.active
        return next((one for one in self.open if one.id == report), None)

    def add(self, pane: Pane, report: Report, sections: Sequence[Section], at: int) -> OpenReport:
        """Put a new pane at a place among the others; all get the same width."""
        return self._add(OpenReport(pane, report, sections), at, self._place(at))

    def _add(self, one: OpenReport, at: int, place: int) -> OpenReport:
        pane = one.pane
        self.open.insert(at, one)
        self.splitter.insertWidget(place, pane)
        self.hint.hide()
        self.splitter.show()
        pane.show()
        pane.activated.connect(lambda: self.activate(one))
        pane.close_requested.connect(lambda: self.close_pane(one))
        pane.view.driven.connect(lambda _: self._drive(one))
        pane.header.drag_wished.connect(lambda: self.drops.drag(one))
        if self.isVisible():
            self.spread()
        self.arranged.emit()
        return one

    def _drive(self, one: OpenReport) -> None:
        """A person moves this pane: the others are carried along, not read."""
        for other in self.open:
            if other is not one:
                other.pane.read.set_driven(False)

    # --- panes that come after the first paint ---

    def hold(self, shares: Sequence[float]) -> None:
        """Keep places for panes that will be added one by one, with their widths."""
        self._held = []
        for share in shares:
            held = Ground(self.look, "page")
            self.splitter.addWidget(held)
            self._held.append((held, share))
        self.hint.hide()
        self.splitter.show()
        self._lay_held()

    def add_held(
        self, pane: Pane, report: Report, sections: Sequence[Section], number: int
    ) -> OpenReport:
        """Put a pane where a place was held for it."""
        held, share = self._held[number]
        at = sum(one.pane is part for one in self.open for part, _ in self._held[:number])
        self._held[number] = pane, share
        one = self._add(OpenReport(pane, report, sections), at, self.splitter.indexOf(held))
        held.hide()
        held.deleteLater()
        self._lay_held()
        return one

    def let_go(self) -> None:
        """All have come: places that stayed empty go."""
        if not self._held:
            return
        panes = [one.pane for one in self.open]
        for part, _ in self._held:
            if part not in panes:
                part.hide()
                part.deleteLater()
        self._held = []
        if not self.open:
            self.splitter.hide()
            self.hint.show()

    def _lay_held(self) -> None:
        wanted = {id(part): share for part, share in self._held}
        parts = [self.splitter.widget(k) for k in range(self.splitter.count())]
        width = max(self._room(), 1000)
        self.splitter.setSizes([round(wanted.get(id(part), 0) * width) for part in parts])

    # --- changing what is there ---

    def replace(self, one: OpenReport, report: Report, sections: Sequence[Section]) -> None:
        """Note that a pane shows another report now."""
        one.report, one.sections = report, sections
        self.arranged.emit()
        if one is self.active:
            self.activated.emit(one)

    def close_pane(self, one: OpenReport) -> None:
        if one not in self.open:
            return
        self.closing.emit()
        at = self.open.index(one)
        self.open.remove(one)
        self._held = [held for held in self._held if held[0] is not one.pane]
        silence(one.pane)
        one.pane.hide()
        # Not setParent(None): while the splitter lays out the rest, the binding then
        # loses the documents of other panes (PySide 6.9.3, seen in tests/journeys).
        one.pane.deleteLater()
        if not self.open:
            self.splitter.hide()
            self.hint.show()
        if one is self.active:
            self.active = None
            self.activate(self.open[min(at, len(self.open) - 1)] if self.open else None)
        self.spread()
        self.arranged.emit()

    def close_all(self) -> None:
        for one in list(self.open):
            self.close_pane(one)

    def activate(self, one: OpenReport | None) -> None:
        """Make a pane the active one; it does not take the focus by this."""
        if one is self.active and one is not None:
            return
        for other in self.open:
            other.pane.set_active(other is one)
        self.active = one
        self.activated.emit(one)

    def step(self, by: int) -> OpenReport | None:
        """Make the next or previous pane active and give it the focus."""
        if not self.open:
            return None
        at = self.open.index(self.active) if self.active in self.open else 0
        one = self.open[(at + by) % len(self.open)]
        self.activate(one)
        one.pane.setFocus()
        return one

    def move_active(self, by: int) -> None:
        """Move the active pane to the left (−1) or right (1)."""
        if self.active is None:
            return
        to = self.open.index(self.active) + by
        if 0 <= to < len(self.open):
            self._arrange(self.active, to)

    def swap(self, one: OpenReport, other: OpenReport) -> None:
        """Let two panes change places; each place keeps its width."""
        if one is other:
            return
        shares = self.shares()
        first, second = sorted((self.open.index(one), self.open.index(other)))
        left, right = self.open[first], self.open[second]
        self._put(right, first)
        self._put(left, second)
        self.set_shares(shares)
        self.arranged.emit()

    def swap_active(self) -> None:
        """Let the active pane change places with the next one, the last with the one before."""
        if self.active is None or len(self.open) < 2:
            return
        at = self.open.index(self.active)
        self.swap(self.active, self.open[at + 1 if at + 1 < len(self.open) else at - 1])

    def move_beside(self, one: OpenReport, other: OpenReport, *, after: bool) -> None:
        """Put a pane to the left or right of another one."""
        if one is other:
            return
        at, to = self.open.index(one), self.open.index(other) + after
        self._arrange(one, to - (at < to))

    def move_to(self, one: OpenReport, number: int) -> None:
        """Put a pane at a place among the others."""
        self._arrange(one, min(number, len(self.open) - 1))

    def _arrange(self, one: OpenReport, to: int) -> None:
        """Put a pane at another place; it takes its width with it."""
        shares = self.shares()
        shares.insert(to, shares.pop(self.open.index(one)))
        self._put(one, to)
        self.set_shares(shares)
        self.arranged.emit()

    def _put(self, one: OpenReport, to: int) -> None:
        if self.open[to] is not one:
            place = self.splitter.indexOf(self.open[to].pane)
            self.open.remove(one)
            self.open.insert(to, one)
            self.splitter.insertWidget(place, one.pane)

    def spread(self) -> None:
        """Give every text the same width: a pane that shows cards is wider by them."""
        if self._held:
            return
        room, cards = self._room(), self._cards()
        text = self.text_width()
        self.set_shares([(text + width) / room for width in cards])

    def text_width(self) -> float:
        """Width that each pane has without its cards, in pixels, when all have the same."""
        return (self._room() - sum(self._cards())) / max(1, len(self.open))

    def _room(self) -> int:
        handles = (len(self.open) - 1) * self.splitter.handleWidth()
        return max(self.width() - handles, 1)

    def _cards(self) -> list[int]:
        wide = self.look.px(CARDS)
        return [wide if one.pane.view.cards_shown else 0 for one in self.open]

    def shares(self) -> list[float]:
        """Width of each pane as a share of all."""
        widths = [one.pane.width() for one in self.open]
        total = sum(widths) or 1
        return [width / total for width in widths]

    def set_shares(self, shares: Sequence[float]) -> None:
        """Widths as shares of all; another number of them than there are panes is ignored."""
        if len(shares) != len(self.open):
            return
        width = max(self._room(), 1000)
        wanted = {id(one.pane): share for one, share in zip(self.open, shares, strict=True)}
        parts = [self.splitter.widget(k) for k in range(self.splitter.count())]
        self.splitter.setSizes([round(wanted.get(id(part), 0) * width) for part in parts])

    def _place(self, at: int) -> int:
        """Where the pane of this number stands in the splitter, which may hold closing ones."""
        if at < len(self.open):
            return self.splitter.indexOf(self.open[at].pane)
        return self.splitter.count()

    def each(self, does: Callable[[Pane], object]) -> None:
        for one in self.open:
            does(one.pane)

    # --- waiting ---

    def say_busy(self, one: OpenReport, words: str) -> None:
        """Say at once, before the window is busy, what a pane is busy with."""
        if one.pane.isVisible():
            corner = one.pane.mapTo(self, QPoint(0, 0))
            self._busy.show_at(QRect(corner, one.pane.size()), words)
            self._busy.repaint()

    def end_busy(self) -> None:
        self._busy.hide()

    # --- dropping ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.move(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self.drops.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)

"""The panes: one to four reports side by side, opened, closed, moved, remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from app.domain.report import Report, Section
from app.ui.controls import Ground, Words
from app.ui.library.library_model import dragged_reports
from app.ui.painting import panel
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.reader.pane import Pane

MOST = 4
CARDS = 150
"""Least width of a card column at 100 %; what a wider pane adds to it is the reader's business."""

EDGE_SHARE = 0.25
"""The outer quarters of a pane split it; its middle is replaced."""


@dataclass(slots=True, eq=False)
class OpenReport:
    """A pane and what it shows.

    Attributes:
        starts: where each annotation begins; None for one on the whole report.
    """

    pane: Pane
    report: Report
    sections: Sequence[Section]
    starts: dict[UUID, int | None] = field(default_factory=dict[UUID, "int | None"])

    @property
    def id(self) -> UUID:
        return self.report.id


def silence(pane: Pane) -> None:
    """Before a pane is deleted: while its parts go one by one they would still tell each other."""
    for part in (pane, *pane.findChildren(QObject)):
        part.blockSignals(True)


class Handle(QSplitterHandle):
    """Between panes five pixels: hairline, chrome, hairline; elsewhere a hairline alone."""

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
    """A splitter whose parts never vanish by being dragged too far."""

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


class DropHint(QWidget):
    """Where a dragged report would be opened."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, rect = QPainter(self), QRectF(self.rect()).adjusted(3, 3, -3, -3)
        p.setOpacity(0.6)
        panel(p, rect, self.look.accentSoft, 6)
        p.setOpacity(1)
        panel(p, rect, None, 6, self.look.accent, 2)


class PaneArea(QWidget):
    """Holds the panes; knows which one is active.

    Signals:
        activated: the OpenReport that became active, or None.
        arranged: panes were opened, closed, moved or resized.
        report_dropped: report id, number of the pane, and `before`, `after` or `here`.
    """

    activated = Signal(object)
    arranged = Signal()
    report_dropped = Signal(object, int, str)

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
        self._drop_hint = DropHint(look, self)
        self.setAcceptDrops(True)

    # --- opening and closing ---

    def find(self, report: UUID) -> OpenReport | None:
        """The pane that shows a report; the active one first."""
        if self.active is not None and self.active.id == report:
            return self.active
        return next((one for one in self.open if one.id == report), None)

    def add(self, pane: Pane, report: Report, sections: Sequence[Section], at: int) -> OpenReport:
        """Put a new pane at a place among the others; all get the same width."""
        one = OpenReport(pane, report, sections)
        place = self._place(at)
        self.open.insert(at, one)
        self.splitter.insertWidget(place, pane)
        self.hint.hide()
        self.splitter.show()
        pane.show()
        pane.activated.connect(lambda: self.activate(one))
        pane.close_requested.connect(lambda: self.close_pane(one))
        if self.isVisible():
            self.spread()
        self.arranged.emit()
        return one

    def replace(self, one: OpenReport, report: Report, sections: Sequence[Section]) -> None:
        """Note that a pane shows another report now."""
        one.report, one.sections = report, sections
        self.arranged.emit()
        if one is self.active:
            self.activated.emit(one)

    def close_pane(self, one: OpenReport) -> None:
        if one not in self.open:
            return
        at = self.open.index(one)
        self.open.remove(one)
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
        at = self.open.index(self.active)
        to = at + by
        if not 0 <= to < len(self.open):
            return
        shares = self.shares()
        shares.insert(to, shares.pop(at))
        place = self.splitter.indexOf(self.open[to].pane)
        self.open.insert(to, self.open.pop(at))
        self.splitter.insertWidget(place, self.active.pane)
        self.set_shares(shares)
        self.arranged.emit()

    def spread(self) -> None:
        """Give every text the same width: a pane that shows cards is wider by them."""
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

    # --- dropping ---

    def _target(self, x: int) -> tuple[int, str, QRect]:
        """Pane number, side, and the rectangle that would be taken."""
        if not self.open:
            return 0, "here", self.rect()
        for number, one in enumerate(self.open):
            rect = QRect(one.pane.mapTo(self, one.pane.rect().topLeft()), one.pane.size())
            if x > rect.right() and number < len(self.open) - 1:
                continue
            share = (x - rect.x()) / max(1, rect.width())
            half = rect.width() // 2
            if len(self.open) < MOST and share < EDGE_SHARE:
                return number, "before", QRect(rect.x(), rect.y(), half, rect.height())
            if len(self.open) < MOST and share > 1 - EDGE_SHARE:
                return number, "after", QRect(rect.right() - half, rect.y(), half, rect.height())
            return number, "here", rect
        return 0, "here", self.rect()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_reports(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dragged_reports(event.mimeData()):
            self._drop_hint.setGeometry(self._target(event.position().toPoint().x())[2])
            self._drop_hint.show()
            self._drop_hint.raise_()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_hint.hide()
        number, side, _ = self._target(event.position().toPoint().x())
        for report in dragged_reports(event.mimeData())[:MOST]:
            self.report_dropped.emit(report, number, side)
            side = "after"
        event.acceptProposedAction()

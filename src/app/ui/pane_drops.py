"""Dropping on the panes: a report of the list beside or into one, a pane to another place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QDrag, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.library.library_model import dragged_reports
from app.ui.painting import draw_text, panel
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.panes import OpenReport, PaneArea

PANE_MIME = "application/x-piyue-pane"
EDGE_SHARE = 0.25
"""The outer quarters of a pane split it; its middle is replaced."""

Side = Literal["before", "after", "here"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where something would land.

    Attributes:
        number: of the pane, from the left.
        taken: the rectangle it would take, in the area.
    """

    number: int
    side: Side
    taken: QRect


class DropHint(QWidget):
    """Where a dragged report would be opened, and the words for it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, taken: QRect, words: str) -> None:
        self.words = words
        self.setAccessibleName(words)
        self.setGeometry(taken)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect()).adjusted(3, 3, -3, -3)
        p.setOpacity(0.6)
        panel(p, rect, look.accentSoft, 6)
        p.setOpacity(1)
        panel(p, rect, None, 6, look.accent, 2)
        width = min(rect.width() - 16, look.width(self.words, 15, bold=True) + look.px(32))
        height = look.px(38)
        box = QRectF(
            rect.center().x() - width / 2, rect.center().y() - height / 2, width, height
        )  # fmt: skip
        panel(p, box, look.accent, 6)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_text(p, look, box, self.words, 15, look.onAccent, bold=True, align=middle)


class PaneDrops(QObject):
    """What the area of the panes does with drags; it says in words what a drop will do."""

    def __init__(self, area: PaneArea, most: int) -> None:
        super().__init__(area)
        self._area, self._most = area, most
        self.hint = DropHint(area.look, area)

    def accepts(self, data: QMimeData) -> bool:
        return bool(dragged_reports(data)) or data.hasFormat(PANE_MIME)

    # --- a pane ---

    def drag(self, one: OpenReport) -> None:
        """The header of a pane is dragged: it follows the pointer as a small picture."""
        area = self._area
        if len(area.open) < 2:
            return
        drag = QDrag(area)
        drag.setMimeData(self.mime_of(one))
        drag.setPixmap(one.pane.header.grab())
        drag.setHotSpot(QPoint(24, 12))
        drag.exec(Qt.DropAction.MoveAction)

    def mime_of(self, one: OpenReport) -> QMimeData:
        """A pane as something to be dragged within this window."""
        data = QMimeData()
        data.setData(PANE_MIME, str(self._area.open.index(one)).encode())
        return data

    def _dragged_pane(self, data: QMimeData) -> OpenReport | None:
        raw = bytes(data.data(PANE_MIME).data()) if data.hasFormat(PANE_MIME) else b""
        number = int(raw) if raw.isdigit() else -1
        return self._area.open[number] if 0 <= number < len(self._area.open) else None

    # --- where ---

    def target(self, at: QPoint, *, splits: bool = True) -> Target:
        """What a drop at a point of the area would take."""
        area = self._area
        for number, one in enumerate(area.open):
            rect = QRect(one.pane.mapTo(area, QPoint(0, 0)), one.pane.size())
            if at.x() > rect.right() and number < len(area.open) - 1:
                continue
            share, half = (at.x() - rect.x()) / max(1, rect.width()), rect.width() // 2
            if splits and share < EDGE_SHARE:
                left = QRect(rect.x(), rect.y(), half, rect.height())
                return Target(number, "before", left)
            if splits and share > 1 - EDGE_SHARE:
                right = QRect(rect.right() - half, rect.y(), half, rect.height())
                return Target(number, "after", right)
            return Target(number, "here", rect)
        return Target(0, "here", area.rect())

    def _has_room(self) -> bool:
        return len(self._area.open) < self._most

    def _words(self, data: QMimeData, target: Target) -> str:
        """What a drop there would do; empty when it would do nothing."""
        pane = self._dragged_pane(data)
        if pane is not None:
            if pane is self._area.open[target.number]:
                return ""
            return {
                "before": self.tr("移到左侧"),
                "after": self.tr("移到右侧"),
                "here": self.tr("与这一栏交换"),
            }[target.side]
        if not self._area.open:
            return self.tr("在此打开")
        if not self._has_room():
            return self.tr("已有四栏：替换这一栏")
        return {
            "before": self.tr("在左侧并排"),
            "after": self.tr("在右侧并排"),
            "here": self.tr("替换这一栏"),
        }[target.side]

    # --- the drag ---

    def move(self, event: QDropEvent) -> None:
        """Show what a drop here would do."""
        data = event.mimeData()
        if not self.accepts(data):
            event.ignore()
            return
        target = self._target_of(event)
        words = self._words(data, target)
        if words:
            self.hint.show_at(target.taken, words)
        else:
            self.hint.hide()
        event.acceptProposedAction()

    def _target_of(self, event: QDropEvent) -> Target:
        is_pane = event.mimeData().hasFormat(PANE_MIME)
        return self.target(event.position().toPoint(), splits=is_pane or self._has_room())

    def drop(self, event: QDropEvent) -> None:
        """Do what the hint said."""
        self.hint.hide()
        data, area, target = event.mimeData(), self._area, self._target_of(event)
        event.acceptProposedAction()
        pane = self._dragged_pane(data)
        if pane is not None:
            if target.side == "here":
                area.swap(pane, area.open[target.number])
            else:
                area.move_beside(pane, area.open[target.number], after=target.side == "after")
            return
        reports = dragged_reports(data)[: self._most]
        if len(reports) > 1 and target.side == "here":
            area.reports_dropped.emit(reports)
            return
        number, side = target.number, target.side
        for report in reports:
            area.report_dropped.emit(report, number, side)
            number, side = number + (side == "after"), "after"

"""The rows of the report list: how each report stands, and the keys and clicks that open it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.focus import RingedView
from app.ui.library.library_model import GROUP_ROLE, LINE_ROLE, Index, Line
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.plain_views import dress_view
from app.ui.reading_sign import paint_sign
from app.ui.theme import Look
from app.ui.wording import Wording

HEIGHT = 42


class ReportRow(QStyledItemDelegate):
    """Reading progress, unit and year; below them place and number of annotations."""

    def __init__(self, look: Look, view: ReportList, wording: Wording) -> None:
        super().__init__(view)
        self.look, self._view, self._statuses = look, view, wording.statuses()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        line: Line = index.data(LINE_ROLE)
        rect = state.rect
        group, above = index.data(GROUP_ROLE), index.sibling(index.row() - 1, 0)
        if group is not None and above.isValid() and above.data(GROUP_ROLE) != group:
            p.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 1), look.line2)
        row_ground(
            p, look, rect, selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        centre = QPointF(rect.x() + 20, rect.y() + look.px(14))
        paint_sign(p, look, centre, line.status, line.progress)
        left, right = rect.x() + 34, rect.right() - 12
        upper = QRectF(left, rect.y() + look.px(2), right - left, look.px(22))
        lower = QRectF(left, rect.y() + look.px(22), right - left, look.px(17))
        end = Qt.AlignmentFlag.AlignRight
        year = line.report.year or "—"
        draw_text(p, look, upper, year, 13, look.text2, align=end)
        upper.setWidth(upper.width() - look.width(year, 13) - 6)
        draw_text(p, look, upper, line.unit, 14, bold=state.selected)
        word = self._word(line)
        draw_text(p, look, lower, word, 12, look.text3, align=end)
        lower.setWidth(lower.width() - look.width(word, 12) - 6)
        draw_text(p, look, lower, line.place, 12, look.text3)

    def _word(self, line: Line) -> str:
        if line.annotations:
            return self.tr("批注 {count}").format(count=line.annotations)
        return self._statuses[line.status]


class ReportList(RingedView, QListView):
    """A click or Enter opens, Ctrl+Enter or the middle button opens beside.

    With several reports chosen, Enter reads them together.

    Signals:
        opened: report id, and whether beside the present one.
        typed: characters typed into the list, for the field above it.
        together: the chosen reports are to be read side by side.
    """

    opened = Signal(object, bool)
    typed = Signal(str)
    removed = Signal()
    together = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        dress_view(self, look, "dock")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def chosen(self) -> list[Line]:
        return [index.data(LINE_ROLE) for index in sorted(self.selectedIndexes())]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        dragging = self.state() is not QAbstractItemView.State.NoState
        super().mouseReleaseEvent(event)
        line: Line | None = index.data(LINE_ROLE)
        if line is None or dragging:
            return
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is Qt.MouseButton.MiddleButton:
            self.opened.emit(line.report.id, True)
        elif event.button() is Qt.MouseButton.LeftButton and plain:
            self.opened.emit(line.report.id, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line: Line | None = self.currentIndex().data(LINE_ROLE)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if len(self.selectedIndexes()) > 1:
                self.together.emit()
            elif line is not None:
                beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.opened.emit(line.report.id, beside)
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.removed.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

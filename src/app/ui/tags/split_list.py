"""The annotations of a tag that is being split: quotes, and where each of them goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.rows import AnnotationRow
from app.ui.naming import report_name
from app.ui.painting import RowState, draw_text, key_cap, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
PART_ROLE = Qt.ItemDataRole.UserRole + 1


class SplitModel(QAbstractListModel):
    """Rows with the number of the part (1..9) they go to; 0 stays."""

    assigned = Signal()

    def __init__(self, rows: Sequence[AnnotationRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = list(rows)
        self.parts = [0] * len(self.rows)
        self.names: dict[int, str] = {}

    def assign(self, numbers: Sequence[int], part: int) -> None:
        for number in numbers:
            self.parts[number] = part
            index = self.index(number)
            self.dataChanged.emit(index, index)
        self.assigned.emit()

    def of_part(self, part: int) -> tuple[UUID, ...]:
        """Ids of the annotations that go to a part."""
        pairs = zip(self.rows, self.parts, strict=True)
        return tuple(row.annotation.id for row, own in pairs if own == part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, part = self.rows[index.row()], self.parts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.quote or row.annotation.comment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            goes = self.names.get(part) or self.tr("不动")
            return f"{row.quote or row.annotation.comment}，{report_name(row.report)}，{goes}"
        if role == ROW_ROLE:
            return row
        return part if role == PART_ROLE else None


class QuoteRow(QStyledItemDelegate):
    """Two lines: the quote; report, section and where it goes."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(46))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        row: AnnotationRow = index.data(ROW_ROLE)
        part: int = index.data(PART_ROLE)
        rect = state.rect
        row_ground(
            p, look, rect, selected=state.selected, hovered=state.hovered, focused=state.focused
        )
        left = rect.x() + 14
        cap = rect.x() + 34
        if part:
            key_cap(p, look, cap, rect.center().y(), str(part))
        else:
            draw_text(p, look, QRectF(left + 6, rect.y(), 14, rect.height()), "·", 14, look.text3)
        left = cap + 10
        width, half = rect.right() - left - 12, rect.height() / 2
        quote = (row.quote or row.annotation.comment).replace("\n", " ")
        draw_text(p, look, QRectF(left, rect.y() + 3, width, half), quote, 14)
        below = [report_name(row.report), *row.section[-1:]]
        if row.annotation.comment and row.quote:
            below.append(row.annotation.comment.replace("\n", " "))
        line = QRectF(left, rect.y() + half, width, half - 3)
        draw_text(p, look, line, " · ".join(below), 12, look.text3)


class QuoteList(QListView):
    """Several rows are chosen at once; a digit sends them to a part, 0 keeps them.

    Signals:
        part_wished: 0..9 for the chosen rows.
    """

    part_wished = Signal(int)

    def __init__(self, look: Look, model: SplitModel) -> None:
        super().__init__()
        self.look = look
        self.setModel(model)
        self.setItemDelegate(QuoteRow(look, self))
        dress_view(self, look)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("这个标签的批注"))

    def numbers(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.part_wished.emit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

"""The table itself: keys, mouse, columns, heads of groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.table import Column, TableLine
from app.ui.controls import BY_KEY
from app.ui.painting import draw_text, panel, swatch
from app.ui.plain_views import dress_view
from app.ui.tables.table_head import TableHead
from app.ui.tables.table_model import COLUMNS, PICK, Head, TableModel
from app.ui.tables.table_row import LINE, TableRow
from app.ui.theme import Look

ROW = 32
NEAR = 60
"""Among so many rows the first line in sight is looked for; heads of groups may stand before it."""

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TableView(QTableView):
    """Rows of annotations. Enter or a double click opens the passage, F2 edits the comment.

    Signals:
        opened: a TableLine, and whether beside the present report.
        commented: an annotation id and its new comment.
        chose: what is chosen, or the current row, has changed.
        deleted, retagged: the chosen annotations are to be deleted, given a tag.
        copied: whether as a table.
        menu_asked: where on the screen.
        folded: the value of a group, and whether to close it.
    """

    opened = Signal(object, bool)
    commented = Signal(object, str)
    chose = Signal()
    deleted = Signal()
    retagged = Signal()
    copied = Signal(bool)
    menu_asked = Signal(object)
    folded = Signal(str, bool)

    def __init__(self, look: Look, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.lines = look, model
        self.rings = False
        self.hovered = -1
        self.text_lines = 1
        self.was_ticked = False
        self._picked: set[int] = set()
        self._is_restoring = False
        self.setModel(model)
        self.head = TableHead(look, self)
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(TableRow(look, self, model))
        dress_view(self, look, across=True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().selectionChanged.connect(lambda *_: self._note_choice())
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.set_text_lines(self.text_lines)

    def set_text_lines(self, count: int) -> None:
        """So many lines of quote and comment in a row, 1 to 3."""
        self.text_lines = count
        height = self.look.px(ROW + LINE * (count - 1))
        self.keep_place(lambda: self.verticalHeader().setDefaultSectionSize(height))
        self.verticalScrollBar().setSingleStep(self.look.px(ROW))
        self.viewport().update()

    # --- what is chosen ---

    def is_picked(self, row: int) -> bool:
        return row in self._picked

    def picks_all(self) -> bool:
        return 0 < self.lines.line_count <= len(self._picked)

    def chosen(self) -> list[TableLine]:
        """The chosen lines in their order, each once."""
        found: dict[UUID, TableLine] = {}
        for row in sorted(self._picked):
            line = self.lines.line(row)
            if line is not None:
                found[line.id] = line
        return list(found.values())

    def current_line(self) -> TableLine | None:
        return self.lines.line(self.currentIndex().row())

    def acted_on(self) -> list[TableLine]:
        """What a command means: the chosen lines, else the current one."""
        current = self.current_line()
        return self.chosen() or ([current] if current else [])

    def _note_choice(self) -> None:
        if self._is_restoring:
            return
        self._picked = {
            row
            for piece in self.selectionModel().selection().toList()
            for row in range(piece.top(), piece.bottom() + 1)
        }
        if not self._picked:
            self.was_ticked = False
        self.viewport().update()
        self.chose.emit()

    def choose(self, ids: Sequence[UUID]) -> None:
        """Choose these annotations, as far as they are shown."""
        wanted = frozenset(ids)
        if not wanted:
            self.clearSelection()
            return
        rows = [k for k, e in enumerate(self.lines.entries) if isinstance(e, TableLine) and e.id in wanted]  # fmt: skip
        selection, last = QItemSelection(), self.lines.columnCount() - 1
        start = previous = -2
        for row in [*rows, -2]:
            if row != previous + 1:
                if start >= 0:
                    top, bottom = self.lines.index(start, 0), self.lines.index(previous, last)
                    selection.select(top, bottom)
                start = row
            previous = row
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_rows(self, change: Callable[[], object]) -> None:
        """Let the model change; what is chosen, current and in sight stays so."""
        chosen = [line.id for line in self.chosen()]
        current, column = self.current_line(), self.currentIndex().column()
        self._is_restoring = True
        try:
            self.keep_place(change)
            self.choose(chosen)
        finally:
            self._is_restoring = False
        row = self.lines.row_of(current.id) if current else -1
        if row >= 0 and row != self.currentIndex().row():
            self._make_current(row, max(column, 1))
        self._note_choice()

    def _make_current(self, row: int, column: int) -> None:
        """Without choosing or scrolling."""
        index = self.lines.index(row, column)
        scroll = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setAutoScroll(scroll)

    def keep_place(self, change: Callable[[], object]) -> None:
        """Let rows or their heights change, and keep the first row in sight where it is."""
        bar, first = self.verticalScrollBar(), max(0, self.rowAt(0))
        rows = range(first, first + NEAR) if bar.value() else ()
        anchor = next((line for row in rows if (line := self.lines.line(row))), None)
        at = self.rowViewportPosition(self.lines.row_of(anchor.id)) if anchor else 0
        change()
        row = self.lines.row_of(anchor.id) if anchor else -1
        if row >= 0:
            self.updateGeometries()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - at)

    def go_to(self, id_: UUID) -> None:
        """Make the row of an annotation the current and only chosen one."""
        row = self.lines.row_of(id_)
        if row >= 0:
            self.selectRow(row)
            self.setCurrentIndex(self.lines.index(row, max(1, self.currentIndex().column())))

    def start_at_top(self) -> None:
        """The first row becomes current, nothing is chosen."""
        self.scrollToTop()
        row = next((k for k in (0, 1) if self.lines.line(k)), -1)
        if row >= 0 and self.current_line() is None:
            self._make_current(row, COLUMNS.index(Column.QUOTE) + 1)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._is_restoring:
            self.chose.emit()

    def toggle(self, row: int) -> None:
        """Choose a row in addition, or no more."""
        if self.lines.line(row) is None:
            return
        self.was_ticked = True
        flags = QItemSelectionModel.SelectionFlag
        self._make_current(row, max(1, self.currentIndex().column()))
        self.selectionModel().select(self.lines.index(row, 1), flags.Toggle | flags.Rows)

    def toggle_all(self) -> None:
        self.was_ticked = True
        if self.picks_all():
            self.clearSelection()
        else:
            self.selectAll()

    # --- editing ---

    def edit_comment(self) -> None:
        """Open the editor in the comment of the current row."""
        index = self.lines.index(self.currentIndex().row(), COLUMNS.index(Column.COMMENT) + 1)
        if index.isValid() and self.lines.line(index.row()):
            self.setColumnHidden(index.column(), False)
            self.scrollTo(index)
            self._make_current(index.row(), index.column())
            self.edit(index)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self.viewport())
        row = max(0, self.rowAt(event.rect().top()))
        while row < len(self.lines.entries):
            y = self.rowViewportPosition(row)
            if y > event.rect().bottom():
                break
            entry = self.lines.entries[row]
            if isinstance(entry, Head):
                rect = QRectF(0, y, self.viewport().width(), self.rowHeight(row))
                self._paint_head(p, rect, row, entry)
            row += 1

    def _paint_head(self, p: QPainter, rect: QRectF, row: int, head: Head) -> None:
        look, side = self.look, self.look.px(14)
        p.fillRect(rect, look.hover if row == self.hovered else look.dock)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line2)
        name = "chevron-right" if head.is_closed else "chevron-down"
        p.drawPixmap(QPointF(10, rect.center().y() - side / 2), look.pixmap(name, look.text2, 14))
        x = 10.0 + side + 6
        tag = self.lines.table.tree.get(head.tag) if head.tag else None
        if tag is not None:
            swatch(p, look, x, rect.center().y(), tag.colour, tag.kind)
            x += 18
        box = QRectF(x, rect.y(), rect.width() - x - 80, rect.height())
        x += draw_text(p, look, box, head.name, 14, bold=True) + 10
        count = self.tr("{count} 条").format(count=head.count)
        draw_text(p, look, QRectF(x, rect.y(), 80, rect.height()), count, 12, look.text3)
        if row == self.currentIndex().row() and self.hasFocus():
            panel(p, rect.adjusted(1, 1, -1, -2), None, 3, look.focus, 2)

    # --- mouse ---

    def _fold(self, head: Head) -> None:
        self.folded.emit(head.value, not head.is_closed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            entry = self.lines.entries[index.row()]
            if isinstance(entry, Head):
                self._make_current(index.row(), 0)
                self._fold(entry)
                return
            if index.column() == PICK and not event.modifiers():
                self.toggle(index.row())
                return
            if not event.modifiers():
                self.was_ticked = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            former, self.hovered = self.hovered, row
            for one in (former, row):
                if one >= 0:
                    y, width = self.rowViewportPosition(one), self.viewport().width()
                    self.viewport().update(QRect(0, y, width, self.rowHeight(one)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self.lines.line(index.row())
        if event.button() is not Qt.MouseButton.LeftButton or line is None:
            return
        column = COLUMNS[index.column() - 1] if index.column() != PICK else None
        if column is Column.COMMENT:
            self.edit_comment()
        elif column is Column.TAGS:
            self.retagged.emit()
        elif column is not None:
            control = Qt.KeyboardModifier.ControlModifier
            self.opened.emit(line, bool(event.modifiers() & control))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            current = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(current.center())
        if self.acted_on():
            self.menu_asked.emit(place)

    # --- keyboard ---

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.rings = False
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        entry = self.lines.entries[row] if 0 <= row < len(self.lines.entries) else None
        if isinstance(entry, Head) and self._key_on_head(event, entry):
            return
        if isinstance(entry, TableLine) and self._key_on_line(event, entry):
            return
        self.rings = True
        super().keyPressEvent(event)

    def _key_on_head(self, event: QKeyEvent, head: Head) -> bool:
        key = event.key()
        opens = key == Qt.Key.Key_Right and head.is_closed
        closes = key == Qt.Key.Key_Left and not head.is_closed
        if opens or closes or key in ENTER or key == Qt.Key.Key_Space:
            self._fold(head)
            return True
        return False

    def _key_on_line(self, event: QKeyEvent, line: TableLine) -> bool:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.opened.emit(line, control)
        elif key == Qt.Key.Key_F2:
            self.edit_comment()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif key == Qt.Key.Key_C and control:
            self.copied.emit(shift)
        elif key == Qt.Key.Key_T and not modifiers:
            self.retagged.emit()
        elif key == Qt.Key.Key_Space:
            self.toggle(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape and self._picked:
            self.clearSelection()
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not the beginning of a name."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fill(self.viewport().width())

"""How the cells of the table are drawn, and the editor of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.table import Column, Standing, TableLine
from app.ui.annotations.wrapping import Wrapping
from app.ui.painting import draw_text, panel, swatch
from app.ui.search.facets import paint_check
from app.ui.tables.table_model import COLUMNS, PICK, Head, TableModel
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.tables.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
PAD = 8
LINE = 20
"""Height of one line of text, at 100 %."""

EDITOR = (300, 116)
"""The least size of the editor of a comment."""

_SIGNS = {
    Standing.OPEN: ("edit", "text2"),
    Standing.RESOLVED: ("ok", "ok"),
    Standing.UNSURE: ("warning", "warn"),
    Standing.LOST: ("close", "warn"),
}


class CommentEditor(QPlainTextEdit):
    """Several lines: Ctrl+Enter or going elsewhere keeps, Escape gives up.

    Signals:
        finished: whether to keep what was typed.
    """

    finished = Signal(bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFont(look.font(13))
        self.setAccessibleName(self.tr("批注内容"))
        self.setPlaceholderText(self.tr("写批注，Ctrl+Enter 完成，Esc 放弃"))
        self.setTabChangesFocus(True)
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.raised)
        self.setPalette(palette)
        self.setStyleSheet(f"QPlainTextEdit{{border:2px solid {look.accent.name()}}}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit(True)


class TableRow(QStyledItemDelegate):
    """Paints one cell; heads of groups are painted by the view, across all columns."""

    def __init__(self, look: Look, view: TableView, model: TableModel) -> None:
        super().__init__(view)
        self.look, self._view, self._model = look, view, model
        self._take_fonts()
        look.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        self._serif = Wrapping(self.look.metrics(14, serif=True).horizontalAdvance)
        self._sans = Wrapping(self.look.metrics(13).horizontalAdvance)

    # --- painting ---

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entries[index.row()]
        if isinstance(entry, Head):
            return
        look, view, row = self.look, self._view, index.row()
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        selected = view.is_picked(row)
        ground = self._ground(row, selected=selected)
        if ground is not None:
            p.fillRect(rect, ground)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)
        if index.column() == PICK:
            side = look.px(16)
            x, y = rect.x() + look.px(9), rect.center().y() - side / 2
            paint_check(p, look, QRectF(x, y, side, side), checked=selected)
        else:
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            self._paint_cell(p, inner, entry, COLUMNS[index.column() - 1])
        if selected and view.columnViewportPosition(index.column()) == 0:
            p.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height() - 1), look.accent)
        if view.rings and index == view.currentIndex():
            panel(p, rect.adjusted(0, 0, 0, -1), None, 3, look.focus, 2)

    def _ground(self, row: int, *, selected: bool) -> QColor | None:
        look, view = self.look, self._view
        if selected:
            return look.selected
        if row == view.hovered:
            return look.hover
        return look.dock if row == view.currentIndex().row() else None

    def _paint_cell(self, p: QPainter, rect: QRectF, line: TableLine, column: Column) -> None:
        look = self.look
        if column is Column.TAGS:
            self._paint_tags(p, rect, line)
        elif column is Column.STATE:
            self._paint_state(p, rect, line)
        elif column in {Column.QUOTE, Column.COMMENT}:
            self._paint_prose(p, rect, line, column)
        else:
            text = self._model.words.cell(self._model.table, line, column)
            plain = column in {Column.UNIT, Column.YEAR}
            elide = Qt.TextElideMode.ElideRight
            draw_text(p, look, rect, text, 14 if plain else 13, look.text if plain else look.text2, elide=elide)  # fmt: skip

    def _paint_prose(self, p: QPainter, rect: QRectF, line: TableLine, column: Column) -> None:
        look, is_quote = self.look, column is Column.QUOTE
        text = self._model.words.cell(self._model.table, line, column)
        px, ink = (14, look.text) if is_quote else (13, look.text2)
        count = self._view.text_lines
        if count == 1 or not text:
            draw_text(p, look, rect, text, px, ink, serif=is_quote)
            return
        wrap = self._serif if is_quote else self._sans
        parts = wrap.lines(text, rect.width() - 2, count)
        height = look.px(LINE)
        y = rect.center().y() - len(parts) * height / 2
        for part in parts:
            box = QRectF(rect.x(), y, rect.width() + 4, height)
            draw_text(p, look, box, part, px, ink, serif=is_quote)
            y += height

    def _paint_tags(self, p: QPainter, rect: QRectF, line: TableLine) -> None:
        look, tree = self.look, self._model.table.tree
        tags = [tree[t] for t in line.tags if t in tree]
        if not tags:
            draw_text(p, look, rect, self.tr("未加标签"), 13, look.text3)
            return
        rows = min(len(tags), self._view.text_lines)
        height = look.px(LINE)
        y = rect.center().y() - rows * height / 2
        for number in range(rows):
            left = len(tags) - number - 1 if number == rows - 1 else 0
            more = f"+{left}" if left else ""
            width = look.width(more, 12) + 4 if more else 0
            tag = tags[number]
            box = QRectF(rect.x(), y, rect.width(), height)
            swatch(p, look, box.x(), box.center().y(), tag.colour, tag.kind)
            x = box.x() + 16
            if tag.code:
                x += draw_text(p, look, box.adjusted(16, 0, 0, 0), tag.code, 13, look.text3) + 5
            room = box.right() - x - width
            name = tag.name
            if tag.short_name and look.width(name, 13) > room:
                name = tag.short_name
            name_box = QRectF(x, y, max(0.0, room), height)
            x += draw_text(p, look, name_box, name, 13) + 4
            if more:
                more_box = QRectF(x, y, max(0.0, box.right() - x), height)
                draw_text(p, look, more_box, more, 12, look.text3)
            y += height

    def _paint_state(self, p: QPainter, rect: QRectF, line: TableLine) -> None:
        look = self.look
        standing = list(self._model.table.standings(line))[-1]
        icon, role = _SIGNS[Standing(standing)]
        ink: QColor = getattr(look, role)
        side = look.px(16)
        mark = look.pixmap(icon, ink, 16)
        p.drawPixmap(QPoint(round(rect.x()), round(rect.center().y() - side / 2)), mark)
        text = self._model.words.cell(self._model.table, line, Column.STATE)
        draw_text(p, look, rect.adjusted(side + 6, 0, 0, 0), text, 13, ink)

    # --- editing ---

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        editor = CommentEditor(self.look, parent)
        row = index.row()
        line = self._model.line(row)
        editor.finished.connect(lambda keep: self._end(editor, line, keep=keep))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        line = self._model.line(index.row())
        if isinstance(editor, CommentEditor) and line and not editor.toPlainText():
            editor.setPlainText(line.comment)
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        del index
        cell: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        room = self._view.viewport().rect()
        width = min(room.width(), max(cell.width(), self.look.px(EDITOR[0])))
        height = min(room.height(), max(cell.height(), self.look.px(EDITOR[1])))
        x = max(0, min(cell.x(), room.width() - width))
        y = max(0, min(cell.y(), room.height() - height))
        editor.setGeometry(x, y, width, height)

    def _end(self, editor: CommentEditor, line: TableLine | None, *, keep: bool) -> None:
        if editor.isHidden():
            return  # hiding takes the focus away, which ends the edit a second time
        typed = editor.toPlainText().strip()
        had_focus = editor.hasFocus()
        editor.hide()
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if had_focus:
            self._view.setFocus()
        if keep and line is not None and typed != line.comment:
            self._view.commented.emit(line.id, typed)

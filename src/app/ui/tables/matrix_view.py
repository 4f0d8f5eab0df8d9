"""The matrix on the screen: tinted cells, names of tags and reports that stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.tag import TagKind
from app.ui.controls import BY_KEY, Ground, Words, row
from app.ui.painting import draw_text, panel, swatch
from app.ui.plain_views import dress_view
from app.ui.tables.matrix_model import MatrixModel
from app.ui.tables.table_head import fill_rest
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.workspace.matrix import MatrixRow

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD = 31, 44
CELL, WIDEST = 76, 104
"""Least and greatest width of a column at 100 %: five characters, and more where there is room."""
NAMES, NARROW_NAMES = 196, 150
"""Width of the names of tags at 100 %, in wide and in narrow places."""

WEAKEST, STRONGEST = 0.06, 0.36
"""How much accent tints a cell."""

STEP = 14
"""Indentation of a tag under its group."""

CENTRE = Qt.AlignmentFlag.AlignHCenter


def blend(ground: QColor, ink: QColor, share: float) -> QColor:
    """An opaque tint: translucent fills are never stacked."""

    def mixed(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(
        mixed(ground.red(), ink.red()),
        mixed(ground.green(), ink.green()),
        mixed(ground.blue(), ink.blue()),
    )


class MatrixCell(QStyledItemDelegate):
    """A number on its tint; `·` for none; 缺 where a reviewer said so."""

    def __init__(self, look: Look, view: MatrixView) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, model = self.look, self._view.matrix
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        at, column = index.row(), index.column()
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)
        if self._view.begins_kind(at):
            p.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 1), look.stroke)
        box = rect.adjusted(2, 2, -1, -2)
        text = model.cell(at, column)
        is_sum = model.is_sum(index)
        if model.is_absent(at, column):
            panel(p, box, look.dangerSoft, 4, look.danger)
            draw_text(p, look, box, text, 14, look.danger, bold=True, align=CENTRE)
        else:
            share = model.share(at, column)
            if share:
                tint = blend(look.page, look.accent, WEAKEST + (STRONGEST - WEAKEST) * share)
                panel(p, box, tint, 4)
            ink = look.text3 if text == "·" else look.text2 if is_sum else look.text
            draw_text(p, look, box, text, 14, ink, align=CENTRE)
        if index == self._view.currentIndex() and self._view.is_shown:
            panel(p, box, None, 4, look.accent, 2)
        if index == self._view.currentIndex() and self._view.rings:
            panel(p, rect.adjusted(0, 0, 0, 0), None, 5, look.focus, 2)


class MatrixColumns(QHeaderView):
    """Unit over year; the full titles are in the tool tip."""

    def __init__(self, look: Look, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.look, self._view = look, view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fill_rest(self, self.look)

    def paintSection(self, p: QPainter, rect: QRect, number: int) -> None:
        look, box = self.look, QRectF(rect)
        p.fillRect(rect, look.chrome)
        p.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), look.line)
        name, year = self._view.matrix.column_names(number)
        current = self._view.is_shown and number == self._view.currentIndex().column()
        ink = look.accent if current else look.text2
        inner = box.adjusted(3, 0, -3, 0)
        if not year:
            draw_text(p, look, inner, name, 13, ink, align=CENTRE, bold=current)
            return
        half = box.height() / 2
        upper = QRectF(inner.x(), box.y() + 3, inner.width(), half - 2)
        lower = QRectF(inner.x(), box.y() + half, inner.width(), half - 4)
        draw_text(p, look, upper, name, 13, ink, align=CENTRE, bold=current)
        draw_text(p, look, lower, year, 12, ink if current else look.text3, align=CENTRE)


class MatrixRows(QHeaderView):
    """Chevron of a group, sign, code and name of the tag."""

    def __init__(self, look: Look, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.look, self._view = look, view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(self._view.names_width), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        end = self.length() - self.offset()
        rest = self.viewport().height() - end
        if rest > 0:
            p = QPainter(self.viewport())
            p.fillRect(0, end, self.viewport().width(), rest, self.look.page)

    def paintSection(self, p: QPainter, rect: QRect, number: int) -> None:
        look, box = self.look, QRectF(rect)
        current = self._view.is_shown and number == self._view.currentIndex().row()
        p.fillRect(rect, look.selected if current else look.page)
        p.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), look.line)
        if self._view.begins_kind(number):
            p.fillRect(QRectF(box.x(), box.y(), box.width(), 1), look.stroke)
        p.fillRect(QRectF(box.right() - 1, box.y(), 1, box.height()), look.line)
        model = self._view.matrix
        if number >= len(model.rows):
            draw_text(p, look, box.adjusted(12, 0, -6, 0), model.row_name(number), 13, look.text2)
            return
        shown = model.rows[number]
        x = box.x() + 6 + shown.depth * look.px(STEP)
        side = look.px(14)
        if shown.has_below:
            name = "chevron-down" if model.is_open(shown) else "chevron-right"
            mark = look.pixmap(name, look.text2, 14)
            p.drawPixmap(QPointF(x, box.center().y() - side / 2), mark)
        self._paint_tag(p, box, x + side + 4, shown)

    def _paint_tag(self, p: QPainter, box: QRectF, x: float, shown: MatrixRow) -> None:
        look, tag = self.look, shown.tag
        room = QRectF(x, box.y(), box.right() - 8 - x, box.height())
        if tag is None:
            draw_text(p, look, room, self._view.matrix.row_name(len(self._view.matrix.rows) - 1), 13, look.text3)  # fmt: skip
            return
        swatch(p, look, x, box.center().y(), tag.colour, tag.kind)
        room = room.adjusted(17, 0, 0, 0)
        if tag.code:
            used = draw_text(p, look, room, tag.code, 13, look.text3) + 5
            room = room.adjusted(used, 0, 0, 0)
        name = tag.name
        if tag.short_name and look.width(name, 13) > room.width():
            name = tag.short_name
        draw_text(p, look, room, name, 13)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.logicalIndexAt(event.position().toPoint())
        model = self._view.matrix
        if number < 0:
            return
        shown = model.rows[number] if number < len(model.rows) else None
        chevron = 6 + (shown.depth if shown else 0) * self.look.px(STEP) + self.look.px(20)
        if shown and shown.has_below and event.position().x() <= chevron:
            self._view.toggle(number)
        else:
            self._view.show_cell(number, model.columnCount() - 1)


class MatrixView(QTableView):
    """Arrows move, Enter or a click shows the passages of a cell, Space opens a group.

    Signals:
        shown: row and column of the cell whose passages are wanted.
        entered: the focus goes on to the passages.
        copied: the matrix is wanted on the clipboard.
    """

    shown = Signal(int, int)
    entered = Signal()
    copied = Signal()

    def __init__(self, look: Look, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.matrix = look, model
        self.rings = False
        self.is_shown = False
        self.names_width = NAMES
        self.setModel(model)
        self.setHorizontalHeader(MatrixColumns(look, self))
        self.setVerticalHeader(MatrixRows(look, self))
        self.setItemDelegate(MatrixCell(look, self))
        dress_view(self, look, across=True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.corner = Ground(look, "chrome", "b", parent=self)
        row(self.corner, Words(look, self.tr("标签"), px=13, role="text2"), margins=(12, 0, 8, 0))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sectionClicked.connect(
            lambda column: self.show_cell(self.matrix.rowCount() - 1, column)
        )
        model.modelReset.connect(self._fit)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look = self.look
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.horizontalHeader().setFixedHeight(look.px(HEAD))
        self.verticalHeader().setFixedWidth(look.px(self.names_width))
        self.verticalScrollBar().setSingleStep(look.px(ROW))
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Columns share the room there is, within their limits."""
        look, width = self.look, self.width() - self.look.px(self.names_width) - 12
        share = width // max(1, self.matrix.columnCount())
        size = max(look.px(CELL), min(look.px(WIDEST), share))
        self.horizontalHeader().setDefaultSectionSize(size)
        self.corner.setGeometry(0, 0, look.px(self.names_width), look.px(HEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_narrow(self, *, narrow: bool) -> None:
        width = NARROW_NAMES if narrow else NAMES
        if width != self.names_width:
            self.names_width = width
            self._restyle()
            self.updateGeometries()

    def begins_kind(self, row: int) -> bool:
        """Whether a stronger line stands above a row: another kind of tags, or the sums."""
        rows = self.matrix.rows
        if not 0 < row < len(rows):
            return row == len(rows) > 0
        above, here = rows[row - 1].tag, rows[row].tag
        return _kind(above.kind if above else None) != _kind(here.kind if here else None)

    def show_cell(self, row: int, column: int) -> None:
        """Make a cell current and show what it holds."""
        self.setCurrentIndex(self.matrix.index(row, column))
        self.is_shown = True
        self._update_all()
        self.shown.emit(row, column)

    def forget_cell(self) -> None:
        self.is_shown = False
        self._update_all()

    def _update_all(self) -> None:
        for part in (self, self.horizontalHeader(), self.verticalHeader()):
            part.viewport().update()

    def toggle(self, row: int) -> None:
        """Open or close a group; the place on the screen stays."""
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        column = self.currentIndex().column()
        self.matrix.toggle(row)
        self.setCurrentIndex(self.matrix.index(row, max(0, column)))
        self.forget_cell()
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    # --- mouse and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.show_cell(index.row(), index.column())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.matrix.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.rings = False
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.show_cell(index.row(), index.column())
            self.entered.emit()
        elif key == Qt.Key.Key_Space and index.isValid():
            self.toggle(index.row())
        elif key == Qt.Key.Key_C and control:
            self.copied.emit()
        else:
            self.rings = True
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if self.is_shown and current != previous:
            self.is_shown = False
            self._update_all()

    def keyboardSearch(self, search: str) -> None:
        """Letters are not the beginning of a number."""


def _kind(kind: TagKind | None) -> str:
    return kind.value if kind else ""

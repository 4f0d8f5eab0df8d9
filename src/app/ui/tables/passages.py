"""The passages of a cell of the matrix, or of a whole row of it side by side."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
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
)

from app.domain.annotation import Scope
from app.domain.table import TableLine
from app.domain.tag import Tag
from app.ui.annotations.wrapping import Wrapping
from app.ui.controls import BY_KEY
from app.ui.painting import draw_text, panel, swatch
from app.ui.plain_views import dress_view
from app.ui.tables.table_head import fill_rest
from app.ui.theme import Look
from app.workspace.table import Table

Index = QModelIndex | QPersistentModelIndex
WIDTH, LINE, PAD = 268, 20, 10
"""Width of one of several columns, height of a line, free space around, at 100 %."""

MOST_PANES = 4
Side = tuple[str, Sequence[TableLine]]
"""The name of a column and its passages."""

Place = Callable[[TableLine], str]


class PassageModel(QAbstractTableModel):
    """Passages under the names of their reports; the columns are not equally long."""

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sides: list[Side] = []
        self.place = place

    def show(self, sides: Sequence[Side]) -> None:
        self.beginResetModel()
        self.sides = list(sides)
        self.endResetModel()

    def line(self, index: Index) -> TableLine | None:
        if not index.isValid():
            return None
        lines = self.sides[index.column()][1]
        return lines[index.row()] if index.row() < len(lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else max((len(lines) for _, lines in self.sides), default=0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.sides)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.line(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.comment, self.place(line)) if part)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            parts = (self.quote(line), line.comment, self.place(line))
            return self.tr("。").join(part for part in parts if part)
        return None

    def quote(self, line: TableLine) -> str:
        if line.scope is Scope.REPORT:
            return self.tr("（整份报告）")
        return line.quote.replace("\n", " ")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.sides):
            return None
        name, lines = self.sides[section]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.tr("{name}，{count} 条").format(name=name, count=len(lines))
        return None


class PassageCell(QStyledItemDelegate):
    """Sign of the tag, the quote in some lines, below it what was said and where it stands."""

    def __init__(self, look: Look, view: PassageView) -> None:
        super().__init__(view)
        self.look, self._view = look, view
        self._take_fonts()
        look.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        self._serif = Wrapping(self.look.metrics(14, serif=True).horizontalAdvance)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, look = self._view, self.look
        line = view.passages.line(index)
        if line is None:
            return
        rect = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        p.fillRect(rect, look.page)
        selected = view.selectionModel().isSelected(index)  # type: ignore[arg-type]
        if selected:
            panel(p, rect.adjusted(2, 2, -2, -3), look.selected, 4)
            p.fillRect(QRectF(rect.x(), rect.y() + 4, 3, rect.height() - 9), look.accent)
        p.fillRect(QRectF(rect.x() + PAD, rect.bottom() - 1, rect.width() - 2 * PAD, 1), look.line)
        self._paint_line(p, rect.adjusted(PAD, 7, -PAD, -6), line)
        if view.rings and index == view.currentIndex():
            panel(p, rect.adjusted(1, 1, -1, -2), None, 4, look.focus, 2)

    def _paint_line(self, p: QPainter, rect: QRectF, line: TableLine) -> None:
        look, view = self.look, self._view
        height = look.px(LINE)
        tag = view.sign_of(line)
        if tag is not None:
            swatch(p, look, rect.x(), rect.y() + height / 2, tag.colour, tag.kind)
        x = rect.x() + 18
        room = rect.right() - x
        most = view.quote_lines + (0 if line.comment or view.is_wide else 1)
        y = rect.y()
        for text in self._serif.lines(view.passages.quote(line), room - 2, most):
            draw_text(p, look, QRectF(x, y, room + 4, height), text, 14, look.text, serif=True)
            y += height
        place = view.passages.place(line)
        if view.is_wide:
            words = "　｜　".join(part for part in (place, line.comment.replace("\n", " ")) if part)
            draw_text(p, look, QRectF(x, y, room, height), words, 13, look.text2)
            return
        if line.comment:
            said = line.comment.replace("\n", " ")
            draw_text(p, look, QRectF(x, y, room, height), said, 13, look.text2)
            y += height
        draw_text(p, look, QRectF(x, y, room, height), place, 12, look.text3)


class PassageHead(QHeaderView):
    """Names of the columns with the number of their passages."""

    def __init__(self, look: Look, view: PassageView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.look, self._view = look, view
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(0, self.look.px(28))

    def paintSection(self, p: QPainter, rect: QRect, number: int) -> None:
        look, box = self.look, QRectF(rect)
        p.fillRect(rect, look.chrome)
        p.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), look.line)
        p.fillRect(QRectF(box.right() - 1, box.y() + 6, 1, box.height() - 12), look.line2)
        name, lines = self._view.passages.sides[number]
        inner = box.adjusted(PAD, 0, -PAD, 0)
        count = str(len(lines))
        width = look.width(count, 12)
        draw_text(p, look, inner.adjusted(0, 0, -width - 6, 0), name, 13, look.text2, bold=True)
        right = QRectF(inner.right() - width, inner.y(), width + 1, inner.height())
        draw_text(p, look, right, count, 12, look.text3)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fill_rest(self, self.look)


class PassageView(QTableView):
    """One column as a list, several side by side; Enter or a double click opens a passage.

    Signals:
        opened: a TableLine, and whether beside the present report.
        chose: other passages are chosen.
        left: back to the matrix.
        copied: the chosen passages are wanted on the clipboard.
    """

    opened = Signal(object, bool)
    chose = Signal()
    left = Signal()
    copied = Signal()

    def __init__(self, look: Look, table: Table, place: Place) -> None:
        super().__init__()
        self.look, self.table = look, table
        self.rings = False
        self.is_wide = True
        self.quote_lines = 2
        self._branch: UUID | None = None
        self.passages = PassageModel(place, self)
        self.setModel(self.passages)
        self.setItemDelegate(PassageCell(look, self))
        self.setHorizontalHeader(PassageHead(look, self))
        dress_view(self, look, across=True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("这一格的原文"))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._fit()

    def sign_of(self, line: TableLine) -> Tag | None:
        """The tag a passage is shown under: one of the branch asked for, else its first."""
        table, branch = self.table, self._branch
        known = [tag for tag in line.tags if tag in table.tree]
        meant = [tag for tag in known if branch in table.with_groups((tag,))]
        found = next(iter(meant or known), None)
        return table.tree[found] if found else None

    def show_sides(self, table: Table, sides: Sequence[Side], branch: UUID | None) -> None:
        """Show passages; the first one becomes the chosen one.

        Args:
            branch: the tag of the cell, whose sign they bear (or that of one below it).
        """
        self.table, self._branch = table, branch
        self.is_wide = len(sides) <= 1
        self.quote_lines = 2 if self.is_wide else 4
        self.horizontalHeader().setVisible(not self.is_wide)
        self.passages.show(sides)
        self._fit()
        self.scrollToTop()
        if self.passages.rowCount():
            self.setCurrentIndex(self.passages.index(0, 0))

    def _fit(self) -> None:
        look, count = self.look, max(1, len(self.passages.sides))
        lines = self.quote_lines + (1 if self.is_wide else 2)
        self.verticalHeader().setDefaultSectionSize(look.px(LINE) * lines + 14)
        self.verticalScrollBar().setSingleStep(look.px(LINE) * 2)
        self.horizontalHeader().setFixedHeight(look.px(28))
        width = max(look.px(WIDTH), self.viewport().width() // count)
        self.horizontalHeader().setDefaultSectionSize(
            self.viewport().width() if self.is_wide else width
        )
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def chosen(self) -> list[TableLine]:
        """The chosen passages, from left to right, each once."""
        indexes = sorted(self.selectedIndexes(), key=lambda i: (i.column(), i.row()))
        found = {line.id: line for i in indexes if (line := self.passages.line(i))}
        return list(found.values())

    def choose(self, ids: Container[UUID]) -> None:
        """Choose the first of these passages that is shown."""
        for number, (_, lines) in enumerate(self.passages.sides):
            row = next((k for k, line in enumerate(lines) if line.id in ids), None)
            if row is not None:
                self.setCurrentIndex(self.passages.index(row, number))
                return

    def side_by_side(self) -> list[TableLine]:
        """One passage of each of two to four reports: the chosen ones, else the first of each column."""
        chosen = _one_each(self.chosen())
        if len(chosen) < 2:
            chosen = _one_each([lines[0] for _, lines in self.passages.sides if lines])
        return chosen[:MOST_PANES]

    def _chosen_changed(self) -> None:
        self.viewport().update()
        self.chose.emit()

    # --- mouse and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.passages.line(self.indexAt(event.position().toPoint()))
        if line is not None and event.button() is Qt.MouseButton.LeftButton:
            control = Qt.KeyboardModifier.ControlModifier
            self.opened.emit(line, bool(event.modifiers() & control))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.rings = False
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.passages.line(self.currentIndex()), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if line is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(line, control)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_C and control:
            self.copied.emit()
        else:
            self.rings = True
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are not the beginning of a quote."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.passages.rowCount():
            p, rect = QPainter(self.viewport()), QRectF(self.viewport().rect())
            words = self.tr("这一格没有批注")
            middle = Qt.AlignmentFlag.AlignHCenter
            draw_text(p, self.look, rect, words, 14, self.look.text3, align=middle)


def _one_each(lines: Sequence[TableLine]) -> list[TableLine]:
    """The first passage of each report."""
    found: dict[object, TableLine] = {}
    for line in lines:
        found.setdefault(line.report, line)
    return list(found.values())

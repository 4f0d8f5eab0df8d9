"""The list of third-party software: what ships, by group, with its licence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.notices import Shipped
from app.text.fold import fold
from app.ui.focus import RingedView
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole
ROW, HEAD = 44, 36


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        name: what it is, in words.
        below: said in small under the name.
        key: what our own words are called (`introduction`); empty for software and headings.
        shipped: the software; None for headings and our own words.
    """

    name: str
    below: str = ""
    key: str = ""
    shipped: Shipped | None = None

    @property
    def is_heading(self) -> bool:
        return not self.key and self.shipped is None


class NoticesModel(QAbstractListModel):
    """The lines that are looked for."""

    def __init__(self, lines: Sequence[Line], parent: QWidget) -> None:
        super().__init__(parent)
        self._all = tuple(lines)
        self.lines = self._all

    def look_for(self, words: str) -> None:
        """Show what has these words in its name, licence, owner or use; headings come along."""
        wanted = fold(words.strip()).split()
        found: list[Line] = []
        for line in self._all:
            if line.is_heading and found and found[-1].is_heading:
                found.pop()  # a group in which nothing was found
            if line.is_heading or all(word in _searched(line) for word in wanted):
                found.append(line)
        if found and found[-1].is_heading:
            found.pop()
        self.beginResetModel()
        self.lines = tuple(found)
        self.endResetModel()

    def row_of(self, line: Line) -> int:
        """Where a line stands; −1 while it is not shown."""
        return self.lines.index(line) if line in self.lines else -1

    # --- Qt ---

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags  # the keys pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not line.below:
                return line.name
            return self.tr("{name}：{below}").format(name=line.name, below=line.below)
        return None


def _searched(line: Line) -> str:
    parts = [line.name, line.below]
    if line.shipped is not None:
        component = line.shipped.component
        parts += [component.licence, component.copyright, component.use, component.use_en]
        parts += [component.distribution, line.shipped.inside]
    return fold(" ".join(parts))


class NoticesRow(QStyledItemDelegate):
    """A heading, or a name with what it is under it."""

    def __init__(self, look: Look, view: NoticesList) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        line: Line = index.data(LINE_ROLE)
        return QSize(0, self.look.px(HEAD if line.is_heading else ROW))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        line: Line = index.data(LINE_ROLE)
        rect = state.rect
        if line.is_heading:
            box = rect.adjusted(16, 8, -16, 0)
            draw_text(p, look, box, line.name, 13, look.text2, bold=True)
            return
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        half = rect.height() / 2
        upper = QRectF(rect.x() + 16, rect.y() + 3, rect.width() - 24, half)
        lower = QRectF(rect.x() + 16, rect.y() + half - 2, rect.width() - 24, half - 1)
        draw_text(p, look, upper, line.name, 14, bold=state.selected)
        draw_text(p, look, lower, line.below, 12, look.text3)


class NoticesList(RingedView, QListView):
    """Up and Down go from line to line; headings are passed over."""

    def __init__(self, look: Look, model: NoticesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setModel(model)
        dress_view(self, look)
        self.setItemDelegate(NoticesRow(look, self))
        self.setAccessibleName(self.tr("第三方软件"))

    def line(self) -> Line | None:
        """The chosen line."""
        return self.currentIndex().data(LINE_ROLE)

    def choose(self, place: int) -> None:
        """Choose the first line at this place or after it that is no heading."""
        model = self.model()
        for number in range(max(place, 0), model.rowCount()):
            if not model.index(number, 0).data(LINE_ROLE).is_heading:
                self.setCurrentIndex(model.index(number, 0))
                return

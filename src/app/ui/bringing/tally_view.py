"""The counts of a plan: a line for each kind of thing, what is new, here already, different."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.bringing.words import BringingWords
from app.ui.focus import RingedView
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look
from app.workspace.bringing_plan import Counted, Plan
from app.workspace.bringing_report import counted

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
HEIGHT = 30
NAME = 0.22
"""Share of the width that the name of a kind takes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind; the heads of the columns are a line without counts."""

    name: str
    counts: tuple[int, ...] | None


class Tallies(QAbstractListModel):
    """The heads, then each kind of which the file has something."""

    def __init__(self, words: BringingWords) -> None:
        super().__init__()
        self.words = words
        self.lines: list[Line] = []

    def show(self, plan: Plan | None) -> None:
        self.beginResetModel()
        names = self.words.kinds()
        self.lines = [Line("", None)] if plan else []
        if plan is not None:
            self.lines += [Line(names[kind], _numbers(count)) for kind, count in counted(plan)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_heads = index.isValid() and self.lines[index.row()].counts is None
        return Qt.ItemFlag.NoItemFlags if is_heads else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            heads = self.words.heads()
            if line.counts is None:
                return "　".join(heads)
            told = "，".join(
                f"{head} {count}" for head, count in zip(heads, line.counts, strict=True)
            )
            return f"{line.name}：{told}"
        return None


class TallyRow(QStyledItemDelegate):
    """Name at the left, numbers right-aligned under their heads; nothing is a grey dash."""

    def __init__(self, look: Look, view: TallyView, words: BringingWords) -> None:
        super().__init__(view)
        self._look, self._view, self._words = look, view, words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self._look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self._look, RowState(option)
        line: Line = index.data(LINE)
        rect = state.rect
        if line.counts is not None:
            focused = state.focused and self._view.rings
            row_ground(p, look, rect, selected=False, hovered=state.hovered, focused=focused)
            box = QRectF(rect.x() + 16, rect.y(), rect.width() * NAME, rect.height())
            draw_text(p, look, box, line.name, 14, bold=True)
        else:
            p.fillRect(QRectF(rect.x() + 16, rect.bottom(), rect.width() - 32, 1), look.line)
        cells: tuple[str | int, ...] = line.counts or self._words.heads()
        width = (rect.width() * (1 - NAME) - 32) / len(cells)
        for number, cell in enumerate(cells):
            left = rect.x() + 16 + rect.width() * NAME + number * width
            box = QRectF(left, rect.y(), width, rect.height())
            self._cell(p, box, number, cell)

    def _cell(self, p: QPainter, box: QRectF, number: int, cell: str | int) -> None:
        look, right = self._look, Qt.AlignmentFlag.AlignRight
        if isinstance(cell, str):
            draw_text(p, look, box, cell, 13, look.text3, align=right)
            return
        colour = (look.text2, look.text, look.text2, look.warn, look.danger)[number]
        text = f"{cell:,}" if cell else "–"
        shown = colour if cell else look.text3
        draw_text(p, look, box, text, 14, shown, bold=number == 1 and cell > 0, align=right)


class TallyView(RingedView, QListView):
    """Read with the arrow keys; nothing can be chosen in it."""

    def __init__(self, look: Look, words: BringingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.tallies = Tallies(words)
        self.setModel(self.tallies)
        self.setItemDelegate(TallyRow(look, self, words))
        dress_view(self, look)
        self.setAccessibleName(self.tr("导入的数量"))

    def show_plan(self, plan: Plan | None) -> None:
        self.tallies.show(plan)
        self.setFixedHeight(self.look.px(HEIGHT) * max(1, len(self.tallies.lines)) + 4)


def _numbers(count: Counted) -> tuple[int, ...]:
    return (count.total, count.added, count.present, count.conflicts, count.rejected)

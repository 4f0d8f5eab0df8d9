"""One list for all that is to be looked at: reports, questions, what is mended or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.focus import RingedView
from app.ui.painting import RowState, draw_text, panel, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look
from app.workspace.bringing_plan import Question

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
HEIGHT = 52
CHIP = 124


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    Attributes:
        icon, role: the sign at the left and the name of its colour.
        question, answer: of a row that can be decided; the answer in words.
    """

    title: str
    said: str
    icon: str = "ok"
    role: str = "text3"
    question: Question | None = None
    answer: str = ""

    @property
    def words(self) -> str:
        return "　".join(part for part in (self.title, self.said, self.answer) if part)


class Entries(QAbstractListModel):
    """The entries of one tab, or those that hold the words looked for."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Entry] = ()
        self._sought = ""
        self.shown: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        self._all = entries
        self._sieve()

    def seek(self, words: str) -> None:
        self._sought = words.strip().casefold()
        self._sieve()

    def _sieve(self) -> None:
        self.beginResetModel()
        sought = self._sought
        self.shown = [entry for entry in self._all if sought in entry.words.casefold()]
        self.endResetModel()

    def put(self, row: int, entry: Entry) -> None:
        """Another answer in a row that stays where it is."""
        self.shown[row] = entry
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.shown[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.words
        return None


class EntryRow(QStyledItemDelegate):
    """Title and what is said of it, on two lines; the answer as a chip at the right."""

    def __init__(self, look: Look, view: EntryList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self._look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self._look, RowState(option)
        entry: Entry = index.data(ENTRY)
        rect = state.rect
        focused = state.focused and self._view.rings
        row_ground(p, look, rect, selected=state.selected, hovered=state.hovered, focused=focused)
        p.fillRect(QRectF(rect.x() + 16, rect.bottom(), rect.width() - 32, 1), look.line)
        side = look.px(18)
        top = rect.y() + look.px(8)
        pixmap = look.pixmap(entry.icon, getattr(look, entry.role))
        p.drawPixmap(QPointF(rect.x() + 14, top + 2), pixmap)
        right = rect.right() - 16
        if entry.answer:
            chip = self.chip(rect)
            panel(p, chip, look.accentSoft, 4, look.line2)
            middle = Qt.AlignmentFlag.AlignHCenter
            draw_text(
                p, look, chip.adjusted(8, 0, -8, 0), entry.answer, 13, look.accent, align=middle
            )
            right = chip.x() - 12
        left = rect.x() + 14 + side + 10
        half = look.px(20)
        draw_text(p, look, QRectF(left, top, right - left, half), entry.title, 14)
        below = QRectF(left, top + half, right - left, half - 2)
        draw_text(p, look, below, entry.said, 13, look.text2)

    def chip(self, rect: QRectF) -> QRectF:
        width, height = self._look.px(CHIP), self._look.px(28)
        return QRectF(rect.right() - 16 - width, rect.center().y() - height / 2, width, height)


class EntryList(RingedView, QListView):
    """Space, Enter or a click on the answer changes it.

    Signals:
        turned: the row whose answer is to be the other one.
    """

    turned = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.entries = Entries()
        self.setModel(self.entries)
        self._row = EntryRow(look, self)
        self.setItemDelegate(self._row)
        self.setUniformItemSizes(True)
        dress_view(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and index.isValid() and index.data(ENTRY).question is not None:
            self.turned.emit(index.row())
            return
        self.rings = True
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(ENTRY).question is not None:
            chip = self._row.chip(QRectF(self.visualRect(index)))
            if chip.contains(event.position()):
                self.turned.emit(index.row())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            index = self.indexAt(event.position().toPoint())
            over = index.isValid() and bool(index.data(ENTRY).answer)
            chip = self._row.chip(QRectF(self.visualRect(index))) if over else QRectF()
            hand = chip.contains(event.position())
            shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

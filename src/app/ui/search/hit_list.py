"""Hits as a concordance: the word searched for stands in one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.search import Hit
from app.ui.painting import RowState, draw_text, panel, row_ground
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
SECTION_WIDTH = 176
KEYWORD_AT = 0.42


@dataclass(frozen=True, slots=True)
class Group:
    """The head of one report's hits; `count` is all of them, shown or not."""

    report: UUID
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundHit:
    """One hit with the heading of its section."""

    hit: Hit
    section: str


Entry = Group | FoundHit


class HitModel(QAbstractListModel):
    """Groups and hits in one list, appended to page by page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._names: dict[UUID, str] = {}
        self._counts: dict[UUID, int] = {}

    def start(self, names: dict[UUID, str], counts: dict[UUID, int]) -> None:
        """Empty the list; what follows belongs to a new search."""
        self.beginResetModel()
        self.entries, self._names, self._counts = [], names, counts
        self.endResetModel()

    def append(self, hits: Sequence[FoundHit]) -> None:
        fresh: list[Entry] = []
        last = self.entries[-1] if self.entries else None
        report = last.hit.report if isinstance(last, FoundHit) else None
        for found in hits:
            if found.hit.report != report:
                report = found.hit.report
                name = self._names.get(report, "")
                fresh.append(Group(report, name, self._counts.get(report, 0)))
            fresh.append(found)
        if fresh:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self.entries += fresh
            self.endInsertRows()

    @property
    def hit_count(self) -> int:
        return sum(isinstance(entry, FoundHit) for entry in self.entries)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and isinstance(self.entries[index.row()], Group):
            return flags & ~Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(entry, Group):
                return self.tr("{name}，{count} 处").format(name=entry.name, count=entry.count)
            hit = entry.hit
            return f"{entry.section} {hit.before}{hit.match}{hit.after}"
        return None


class HitRow(QStyledItemDelegate):
    """A group head, or section and context with the word searched for in its column."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(32))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        rect = state.rect
        entry: Entry | None = index.data(ENTRY_ROLE)
        if isinstance(entry, Group):
            p.fillRect(rect, look.dock)
            x = rect.x() + 12
            box = QRectF(x, rect.y(), rect.width() - 24, rect.height())
            x += draw_text(p, look, box, entry.name, 14, bold=True) + 10
            count = self.tr("{count} 处").format(count=entry.count)
            draw_text(
                p, look, QRectF(x, rect.y(), rect.right() - x, rect.height()), count, 12, look.text3
            )
        elif isinstance(entry, FoundHit):
            row_ground(p, look, rect, selected=state.selected, hovered=state.hovered)
            self._paint_hit(p, rect, entry)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)

    def _paint_hit(self, p: QPainter, rect: QRectF, found: FoundHit) -> None:
        look, hit = self.look, found.hit
        section = QRectF(rect.x() + 14, rect.y(), look.px(SECTION_WIDTH) - 20, rect.height())
        draw_text(p, look, section, found.section, 13, look.text2)
        left = rect.x() + look.px(SECTION_WIDTH)
        right = rect.right() - 10
        word = look.width(hit.match, 15, bold=True)
        middle = left + (right - left) * KEYWORD_AT
        start = max(left, min(middle - word / 2, right - word - 12))
        before = QRectF(left, rect.y(), max(0.0, start - 5 - left), rect.height())
        draw_text(
            p, look, before, hit.before, 15, look.text,
            align=Qt.AlignmentFlag.AlignRight, elide=Qt.TextElideMode.ElideLeft,
        )  # fmt: skip
        mark = QRectF(start - 3, rect.y() + 5, min(word + 6, right - start + 3), rect.height() - 11)
        panel(p, mark, look.hit, 3)
        box = QRectF(start, rect.y(), mark.width() - 3, rect.height())
        draw_text(p, look, box, hit.match, 15, look.text, bold=True)
        after = QRectF(
            mark.right() + 3, rect.y(), max(0.0, right - mark.right() - 3), rect.height()
        )
        draw_text(p, look, after, hit.after, 15, look.text)


class HitView(QListView):
    """Enter or a double click opens a hit, with Ctrl beside the present report.

    Signals:
        opened: a Hit, and whether to open it beside.
        more_wanted: the end of the list is in sight.
    """

    opened = Signal(object, bool)
    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(HitRow(look, self))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.page)
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.height():
            self.more_wanted.emit()

    def current_hit(self) -> Hit | None:
        entry: Entry | None = self.currentIndex().data(ENTRY_ROLE)
        return entry.hit if isinstance(entry, FoundHit) else None

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        hit = self.current_hit()
        if hit is not None:
            self.chosen.emit(hit)

    def _open(self, *, beside: bool) -> None:
        hit = self.current_hit()
        if hit is not None:
            self.opened.emit(hit, beside)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(beside=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(beside=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

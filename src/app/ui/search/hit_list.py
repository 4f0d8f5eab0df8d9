"""Hits as a concordance: the word searched for stands in one column."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.search import Hit
from app.ui.controls import BY_KEY
from app.ui.painting import RowState, draw_text, panel, row_ground, swatch
from app.ui.plain_views import dress_view
from app.ui.search.hit_model import ENTRY_ROLE, Entry, FoundHit, Group, HitModel
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
SECTION_WIDTH = 176
KEYWORD_AT = 0.42
MARKS = 3
"""Swatches shown of the tags that stand on a hit already."""


class HitRow(QStyledItemDelegate):
    """A group head, or section and context with the word searched for in its column."""

    def __init__(self, look: Look, view: HitView) -> None:
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
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        if isinstance(entry, Group):
            self._paint_group(p, rect, entry)
        elif isinstance(entry, FoundHit):
            self._paint_hit(p, rect, entry)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)

    def _paint_group(self, p: QPainter, rect: QRectF, group: Group) -> None:
        look, side = self.look, self.look.px(14)
        name = "chevron-right" if self._view.hits.is_closed(group.report) else "chevron-down"
        place = QPointF(rect.x() + 12, rect.center().y() - side / 2)
        p.drawPixmap(place, look.pixmap(name, look.text2, 14))
        x = rect.x() + 12 + side + 4
        box = QRectF(x, rect.y(), rect.width() - 96, rect.height())
        middle = Qt.TextElideMode.ElideMiddle
        x += draw_text(p, look, box, group.name, 14, bold=True, elide=middle) + 10
        count = self.tr("{count} 处").format(count=group.count)
        box = QRectF(x, rect.y(), rect.right() - x, rect.height())
        draw_text(p, look, box, count, 12, look.text3)

    def _paint_hit(self, p: QPainter, rect: QRectF, found: FoundHit) -> None:
        look, hit = self.look, found.hit
        section = QRectF(rect.x() + 14, rect.y(), look.px(SECTION_WIDTH) - 20, rect.height())
        draw_text(p, look, section, found.section or self.tr("正文开头"), 13, look.text2)
        left = rect.x() + look.px(SECTION_WIDTH)
        right = rect.right() - 10 - self._paint_marks(p, rect, found)
        word = look.width(hit.match, 15, bold=True)
        middle = left + (rect.right() - 10 - left) * KEYWORD_AT
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
        room = max(0.0, right - mark.right() - 3)
        after = QRectF(mark.right() + 3, rect.y(), room, rect.height())
        draw_text(p, look, after, hit.after, 15, look.text)

    def _paint_marks(self, p: QPainter, rect: QRectF, found: FoundHit) -> float:
        """The tags that stand on the hit already. Returns the room taken."""
        x = rect.right() - 10
        for colour, kind in found.marks[:MARKS]:
            x -= 16
            swatch(p, self.look, x + 4, rect.center().y(), colour, kind)
        return rect.right() - 10 - x


class HitView(QListView):
    """Enter or a double click opens a hit, with Ctrl beside the present report.

    A click on a report's name, or ← and →, closes and opens its hits.

    Signals:
        opened: a Hit, and whether to open it beside.
        chosen: the current Hit, or None on a report's name.
        more_wanted: the end of the list is in sight.
    """

    opened = Signal(object, bool)
    chosen = Signal(object)
    more_wanted = Signal()

    def __init__(self, look: Look, hits: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.hits = look, hits
        self.rings = False
        dress_view(self, look)
        self.setUniformItemSizes(True)
        self.setModel(hits)
        self.setItemDelegate(HitRow(look, self))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(lambda: self._scrolled(self._place()))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self.look.px(32))

    def _place(self) -> int:
        return self.verticalScrollBar().value()

    def _scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.height():
            self.more_wanted.emit()

    def current_found(self) -> FoundHit | None:
        """The current hit with its place; None on a report's name."""
        entry = self._entry()
        return entry if isinstance(entry, FoundHit) else None

    def current_hit(self) -> Hit | None:
        found = self.current_found()
        return found.hit if found else None

    def _entry(self) -> Entry | None:
        entry: Entry | None = self.currentIndex().data(ENTRY_ROLE)
        return entry

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.current_hit())

    def _act(self, modifiers: Qt.KeyboardModifier) -> None:
        """Open the hit, or close and open the group."""
        entry = self._entry()
        if isinstance(entry, FoundHit):
            beside = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            self.opened.emit(entry.hit, beside)
        elif isinstance(entry, Group):
            self._set_closed(entry.report, not self.hits.is_closed(entry.report))

    def _set_closed(self, report: UUID, closed: bool) -> None:
        if closed:
            self.setCurrentIndex(self.hits.head_of(report))
        self.hits.set_closed(report, closed)

    # --- mouse and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rings = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_group = isinstance(index.data(ENTRY_ROLE), Group)
        if event.button() is Qt.MouseButton.LeftButton and is_group:
            self._act(event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.current_hit() is not None:
            self._act(event.modifiers())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self._entry()
        if entry is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._act(event.modifiers())
        elif entry is not None and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            report = entry.report if isinstance(entry, Group) else entry.hit.report
            self._set_closed(report, event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

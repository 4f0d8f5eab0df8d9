"""The column of cards beside the text, and the card that pops up when it is closed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.painting import drop_shadow
from app.ui.reader.card import CardEditor, card_height, paint_card
from app.ui.reader.marks import Mark, Placed

if TYPE_CHECKING:
    from app.ui.reader.page import Page

GAP, SIDE_LEFT, SIDE_RIGHT, LIFT = 6, 2, 6, 3
LANES_ROOM = 12
LOOK_BACK = 40
"""Cards above the view that are laid out too, since they push down those in it."""


class Cards(QWidget):
    """Painted cards in text order, each beside its passage or under the card before it.

    Signals:
        pressed: a card was clicked. edit_wished: it was double clicked.
        edited: a comment was changed in place.
    """

    pressed = Signal(object)  # UUID
    edit_wished = Signal(object)  # UUID
    edited = Signal(object, str)  # UUID, comment

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._anchors: dict[UUID, float] = {}
        self._heights: dict[tuple[str, int, bool], float] = {}
        self._editor: CardEditor | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("批注卡"))
        page.look.changed.connect(self._restyle)

    def untagged(self) -> str:
        return self.tr("未加标签")

    def forget_layout(self) -> None:
        self._anchors.clear()
        self._place_editor()
        self.update()

    def refresh(self) -> None:
        """The marks changed."""
        self._anchors.clear()
        self.update()

    def _restyle(self) -> None:
        self._heights.clear()
        self.update()

    def move_by(self, dy: int) -> None:
        """Follow the text, painting only what came into view; the editor moves along."""
        if abs(dy) < self.height():
            self.scroll(0, dy)
        else:
            self.update()
            self._place_editor()

    def arranged(self, top: float, bottom: float) -> list[tuple[Placed, QRectF]]:
        """Cards that reach into a stretch of the document, with their places in it."""
        carded = self._page.index.carded
        width = self.width() - SIDE_LEFT - SIDE_RIGHT
        first = self._page.display.block_starts[self._page.places.number_at(top)]
        begin = bisect_left(carded, first, key=lambda p: p.start)
        found: list[tuple[Placed, QRectF]] = []
        last = -1e9
        for placed in carded[max(0, begin - LOOK_BACK) :]:
            y = max(self._anchor(placed) - LIFT, last + GAP)
            if y > bottom:
                break
            height = self._height(placed.mark, width)
            last = y + height
            if last + 8 >= top:  # the shadow of an active card reaches further
                found.append((placed, QRectF(SIDE_LEFT, y, width, height)))
        return found

    def _anchor(self, placed: Placed) -> float:
        found = self._anchors.get(placed.mark.id)
        if found is None:
            rects = self._page.places.rects(placed.start, placed.start + 1)
            found = rects[0].top() if rects else self._page.places.y_of(placed.start)
            self._anchors[placed.mark.id] = found
        return found

    def _height(self, mark: Mark, width: int) -> float:
        if self._editor is not None and self._editor.id == mark.id:
            return self._editor.wished_height()
        key = (mark.comment, width, mark.id == self._page.active)
        found = self._heights.get(key)
        if found is None:
            found = card_height(self._page.look, width, mark.comment, active=key[2])
            self._heights[key] = found
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        page, area = self._page, event.rect()
        p = QPainter(self)
        p.fillRect(area, page.look.page)
        offset = page.bar.value()
        cards = self.arranged(area.y() + offset, area.y() + area.height() + offset)
        for placed, place in sorted(cards, key=lambda c: c[0].mark.id == page.active):
            paint_card(
                p, page.look, place.translated(0, -offset), placed.mark, self.untagged(),
                active=placed.mark.id == page.active, hovered=placed.mark.id == page.hovered,
            )  # fmt: skip

    def rect_of(self, id_: UUID) -> QRect | None:
        """Where the card of a mark is, in this widget, or None when it is out of view."""
        offset = self._page.bar.value()
        for placed, place in self.arranged(offset, offset + self.height()):
            if placed.mark.id == id_:
                return place.translated(0, -offset).toRect()
        return None

    def card_at(self, point: QPoint) -> UUID | None:
        offset = self._page.bar.value()
        for placed, place in self.arranged(offset + point.y() - 1, offset + point.y() + 1):
            if place.translated(0, -offset).contains(point):
                return placed.mark.id
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        id_ = self.card_at(event.position().toPoint())
        self._page.set_hovered(id_)
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if id_ else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        del event
        self._page.set_hovered(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        id_ = self.card_at(event.position().toPoint())
        if id_ is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(id_)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        id_ = self.card_at(event.position().toPoint())
        if id_ is not None:
            self.edit_wished.emit(id_)

    def edit(self, placed: Placed) -> CardEditor:
        """Open the editor in the place of a card (or where the card would be)."""
        self.close_editor()
        editor = CardEditor(self._page.look, placed.mark, self.untagged(), self)
        self._editor = editor
        editor.committed.connect(self.edited)
        editor.closed.connect(self._editor_closed)
        self._place_editor()
        editor.show()
        editor.field.setFocus()
        self.update()
        return editor

    def close_editor(self) -> None:
        if self._editor is not None:
            self._editor.close_editor()

    def _editor_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:  # the next key is meant for the text again
            self._page.setFocus()
        self.update()

    def _place_editor(self) -> None:
        editor = self._editor
        if editor is None:
            return
        placed = self._page.index[editor.id]
        if placed is None:
            editor.close_editor(keep=False)
            return
        rect = self.rect_of(editor.id)
        top = rect.y() if rect else int(self._anchor(placed) - LIFT) - self._page.bar.value()
        width = self.width() - SIDE_LEFT - SIDE_RIGHT
        editor.setGeometry(SIDE_LEFT, top, width, editor.wished_height())


class CardPopover(QWidget):
    """The card of one mark over the text, while the column is closed."""

    edit_wished = Signal(object)  # UUID
    edited = Signal(object, str)
    closed = Signal()

    EDGE, WIDTH = 12, 240

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._mark: Mark | None = None
        self._editor: CardEditor | None = None
        self.setAccessibleName(self.tr("批注卡"))
        self.hide()

    @property
    def mark(self) -> Mark | None:
        return self._mark if self.isVisible() else None

    def open_for(self, placed: Placed, *, edit: bool = False) -> None:
        """Show (or edit) the card of a mark under its last line, else above its first."""
        self.close_popover()
        self._mark = placed.mark
        page, look = self._page, self._page.look
        width = look.px(self.WIDTH)
        height = card_height(look, width, placed.mark.comment, active=True)
        if edit:
            editor = CardEditor(look, placed.mark, page.cards.untagged(), self)
            editor.committed.connect(self.edited)
            editor.closed.connect(self._editor_closed)
            editor.setGeometry(self.EDGE, self.EDGE, width, editor.wished_height())
            height = editor.wished_height()
            self._editor = editor
        self.resize(width + 2 * self.EDGE, int(height) + 2 * self.EDGE)
        lines = page.places.rects(placed.start, placed.end)
        port = page.viewport().geometry()
        dx, dy = port.x(), port.y() - page.bar.value()
        first = lines[0].translated(dx, dy).toAlignedRect()
        last = lines[-1].translated(dx, dy).toAlignedRect()
        x = max(0, min(first.x() - self.EDGE, page.width() - page.bar.width() - self.width()))
        y = last.bottom() + LANES_ROOM - self.EDGE
        if y + self.height() > page.height():
            y = first.top() - 4 - self.height() + self.EDGE
        self.move(x, max(0, min(y, page.height() - self.height())))
        self.show()
        self.raise_()
        if self._editor is not None:
            self._editor.show()
            self._editor.field.setFocus()

    def close_popover(self) -> None:
        if self._editor is not None:
            self._editor.close_editor()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _editor_closed(self, had_focus: bool) -> None:
        self._editor = None
        if had_focus:
            self._page.setFocus()
        self.close_popover()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._mark is None:
            return
        p = QPainter(self)
        edge = self.EDGE
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        drop_shadow(p, self._page.look, rect)
        untagged = self._page.cards.untagged()
        paint_card(p, self._page.look, rect, self._mark, untagged, active=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        if self._mark is not None:
            self.edit_wished.emit(self._mark.id)

"""The column of cards beside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.menus import show_menu
from app.ui.reader.card import Body, Setter, Size, paint_card
from app.ui.reader.card_places import Places, arrange
from app.ui.reader.desk import Desk
from app.ui.reader.marks import Mark, Placed
from app.ui.reader.thread_card import EDGE, ThreadCard

if TYPE_CHECKING:
    from app.ui.reader.page import Page

SIDE_LEFT, SIDE_RIGHT, LIFT = 2, 6, 3
DRIFT = 220
"""Pixels a card may stand below its passage before the crowd around it makes itself small."""

KEPT = 20_000
"""Heights remembered."""

NOTHING = Places((), (), ())


class Cards(QWidget):
    """Painted cards in text order; the active one is a widget of its own.

    The whole column is placed at once and kept until a mark, the layout or the
    active card changes, so that scrolling only paints.

    Signals:
        pressed: a card was clicked. edit_wished: it was double clicked.
        acted: an Act of the active card.
    """

    pressed = Signal(object)  # UUID
    edit_wished = Signal(object)  # UUID
    acted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._setter = Setter(page.look)
        self._anchors: dict[int, float] = {}
        self._listed: list[Placed] = []
        self._places: Places | None = None
        self._heights: dict[tuple[int, Size, float], tuple[Mark, float]] = {}
        self._held: float | None = None
        self._pressed: UUID | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("批注卡"))
        self.desk = Desk(parent=self)
        self.card = self._make_card()
        page.look.changed.connect(self._restyle)

    def _make_card(self) -> ThreadCard:
        card = ThreadCard(self._page.look, self.desk, self._setter, self)
        card.acted.connect(self.acted)
        card.resized.connect(self._resized)
        card.left.connect(self._page.setFocus)
        card.editing_ended.connect(self._editing_ended)
        return card

    def set_desk(self, desk: Desk) -> None:
        """Share a desk with the other panes."""
        self.desk = desk
        self.card.finish(keep=False)
        self.card.deleteLater()
        self.card = self._make_card()
        desk.drafts_changed.connect(self._drafts_changed)
        self._relaid()

    def untagged(self) -> str:
        return self.tr("未加标签")

    # --- places ------------------------------------------------------------------------

    def forget_layout(self) -> None:
        """The text has another layout."""
        self._anchors.clear()
        self._relaid()

    def refresh(self) -> None:
        """Marks or drafts changed; places are kept when no card is another one than before."""
        self._follow_active()
        if self._places is None or self.listed() != self._listed:
            self._relaid()

    def _restyle(self) -> None:
        self._setter.forget()
        self._heights.clear()
        self._relaid()

    def _relaid(self) -> None:
        self._places = None
        self._place_card()
        self.update()

    def _resized(self) -> None:
        self._relaid()
        self._show_editor()

    def _drafts_changed(self, _: str) -> None:
        self._heights.clear()
        self._relaid()

    def _follow_active(self) -> None:
        """Let the card of the active mark show it as it is now."""
        active = self._page.active
        placed = self._page.index[active] if active else None
        if placed is None:
            shown = self.card.mark
            # What was written on a mark that is gone stays a draft, should it come back.
            self.card.finish(keep=shown is not None and self._page.index[shown.id] is not None)
        elif placed.mark != self.card.mark:
            self.card.show_mark(placed.mark)

    def activated(self) -> None:
        """Another mark is the active one; it stands at its passage unless it was pressed here.

        Places are kept when neither it nor the one before has a card.
        """
        before = self.card.mark.id if self.card.mark is not None else None
        if self.card.mark is not None and self.card.mark.id != self._page.active:
            self.card.finish()
        if self._pressed != self._page.active:
            self._held = None
        self._follow_active()
        listed = self.listed()
        concerned = (self._page.index[id_] for id_ in (before, self._page.active) if id_)
        if listed != self._listed or any(placed in listed for placed in concerned):
            self._relaid()
        else:
            self._place_card()

    def listed(self) -> list[Placed]:
        """Marks that have a card here, in text order."""
        index = self._page.index
        drafted = {key.partition("/")[0] for key in self.desk.drafted()}
        extra = {id_ for id_ in map(_uuid, drafted) if id_ is not None}
        if self.card.is_editing and self.card.mark is not None:
            extra.add(self.card.mark.id)
        return index.with_cards(extra)

    def places(self) -> Places:
        """Where every card stands, in coordinates of the document."""
        if self._places is None:
            self._listed = self.listed()
            self._places = self._arrange() if self._listed else NOTHING
        return self._places

    def _arrange(self) -> Places:
        page, width = self._page, self._width()
        listed = self._listed
        active = next((k for k, p in enumerate(listed) if p.mark.id == page.active), None)
        sizes = [Size.LINE if p.mark.resolved else Size.FULL for p in listed]
        if active is not None:
            sizes[active] = Size.OPEN

        def height(k: int, size: Size) -> float:
            if k == active and size is Size.OPEN:
                return self.card.height_for(width)
            return self._height(listed[k].mark, width, size)

        return arrange(
            [self._anchor(placed) - LIFT for placed in listed],
            sizes,
            height,
            bottom=max(page.places.height, page.viewport().height()),
            drift=page.look.px(DRIFT),
            active=active,
            held=self._held,
        )

    def _height(self, mark: Mark, width: float, size: Size) -> float:
        """Height of a card, remembered by the mark itself: comparing texts would take longer."""
        key = (id(mark), size, width)
        found = self._heights.get(key)
        if found is None:
            if len(self._heights) > KEPT:
                self._heights.clear()
            body = self._setter.body(mark, width, size, draft=self.desk.draft_of(mark.id))
            found = self._heights[key] = (mark, body.height)
        return found[1]

    def _body(self, placed: Placed, width: float, size: Size) -> Body:
        mark = placed.mark
        return self._setter.body(mark, width, size, draft=self.desk.draft_of(mark.id))

    def _width(self) -> int:
        return self.width() - SIDE_LEFT - SIDE_RIGHT

    def _anchor(self, placed: Placed) -> float:
        found = self._anchors.get(placed.start)
        if found is None:
            found = self._anchors[placed.start] = self._page.places.band_top(placed.start)
        return found

    def arranged(self, top: float, bottom: float) -> list[tuple[Placed, QRectF]]:
        """Cards that reach into a stretch of the document, with their places in it."""
        return [(self._listed[k], rect) for k, rect in self._between(top, bottom)]

    def _between(self, top: float, bottom: float) -> Iterator[tuple[int, QRectF]]:
        """Numbers and places of the cards that reach into a stretch of the document."""
        places, width = self.places(), self._width()
        for k in range(max(0, bisect_right(places.tops, top) - 1), len(places.tops)):
            if places.tops[k] > bottom:
                break
            if places.tops[k] + places.heights[k] >= top:
                yield k, QRectF(SIDE_LEFT, places.tops[k], width, places.heights[k])

    # --- painting ----------------------------------------------------------------------

    def move_by(self, dy: int) -> None:
        """Follow the text, painting only what came into view; the active card moves along."""
        if abs(dy) < self.height():
            self.scroll(0, dy)
        else:
            self._place_card()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, area = self._page, event.rect()
        p = QPainter(self)
        p.fillRect(area, page.look.page)
        offset, width = page.bar.value(), self._width()
        places = self.places()
        untagged = self.untagged()
        for k, rect in self._between(area.y() + offset, area.bottom() + 1 + offset):
            placed, size = self._listed[k], places.sizes[k]
            if size is not Size.OPEN:  # that one is a widget
                body = self._body(placed, width, size)
                hovered = placed.mark.id == page.hovered
                shown = rect.translated(0, -offset)
                paint_card(p, page.look, shown, placed.mark, body, untagged, hovered=hovered)

    def _place_card(self) -> None:
        """Put the widget of the active card where its place is, or away."""
        if not self.isVisible():
            return
        rect = self._rect(self._page.active) if self._page.active else None
        if rect is None:
            self.card.hide()
            return
        self.card.place(rect)
        self.card.show()
        self.card.raise_()

    def _show_editor(self) -> None:
        """Move the active card so that what is being written is in view."""
        slot = self.card.slot()
        if slot is None or not self.isVisible():
            return
        top, bottom = (self.card.y() + EDGE + y for y in slot)
        over = bottom + EDGE - self.height()
        shift = min(over, top - EDGE) if over > 0 else min(0.0, top - EDGE)
        if shift:
            self._held = self.card.y() + EDGE + self._page.bar.value() - shift
            self._pressed = self._page.active
            self._relaid()

    def _rect(self, id_: UUID) -> QRectF | None:
        """The place of a mark's card in this widget, wherever it is."""
        places, offset = self.places(), self._page.bar.value()
        for k, placed in enumerate(self._listed):
            if placed.mark.id == id_:
                top = places.tops[k] - offset
                return QRectF(SIDE_LEFT, top, self._width(), places.heights[k])
        return None

    def rect_of(self, id_: UUID) -> QRect | None:
        """Where the card of a mark is, in this widget, or None when it is out of view."""
        rect = self._rect(id_)
        if rect is None or not QRectF(self.rect()).intersects(rect):
            return None
        return rect.toRect()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._relaid()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._relaid()

    # --- mouse -------------------------------------------------------------------------

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
            rect = self._rect(id_)
            # A pressed card stays under the mouse, or a double click would miss it.
            self._pressed = id_
            self._held = rect.y() + self._page.bar.value() if rect else None
            self.pressed.emit(id_)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        id_ = self.card_at(event.position().toPoint())
        if id_ is not None:
            self.edit_wished.emit(id_)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        id_ = self.card_at(event.pos())
        if id_ is not None:
            self.pressed.emit(id_)
            show_menu(self, self.card.fill_menu, event.globalPos())

    # --- editing -----------------------------------------------------------------------

    def edit(self) -> None:
        """Open the comment of the active mark for typing."""
        self._follow_active()
        self.card.edit_comment()

    def reply(self) -> None:
        """Open a reply to the active mark for typing."""
        self._follow_active()
        self.card.add_reply()

    def finish(self) -> None:
        """End an edit, keeping what was typed."""
        self.card.finish()

    def _editing_ended(self, had_focus: bool) -> None:
        if had_focus:  # the next key is meant for the text again
            self._page.setFocus()
        self._relaid()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""The card of one mark over the text, where no column of cards is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal

from app.ui.reader.card import Setter
from app.ui.reader.desk import Desk
from app.ui.reader.marks import Mark, Placed
from app.ui.reader.thread_card import EDGE, ThreadCard

if TYPE_CHECKING:
    from app.ui.reader.page import Page

WIDTH = 280
LANES_ROOM = 12
"""Pixels under a line that its lanes take."""


class CardPopover(ThreadCard):
    """Opens under the last line of a passage, else above its first one.

    Signals:
        closed
    """

    closed = Signal()

    def __init__(self, page: Page, desk: Desk | None = None) -> None:
        super().__init__(page.look, desk or page.cards.desk, Setter(page.look), page)
        self._page = page
        self._placed: Placed | None = None
        self.resized.connect(self._stand)
        self.left.connect(self.close_popover)
        self.editing_ended.connect(self._ended)

    @property
    def shown(self) -> Mark | None:
        """The mark whose card is open."""
        return self.mark if self.isVisible() else None

    def open_for(self, placed: Placed) -> None:
        """Show the card of a mark."""
        self._placed = placed
        self.show_mark(placed.mark)
        self._stand()
        self.show()
        self.raise_()

    def _stand(self) -> None:
        placed, page = self._placed, self._page
        if placed is None or self.mark is None:
            return
        port = page.viewport().geometry()
        width = min(self.look.px(WIDTH), page.width() - page.bar.width() - 2 * EDGE)
        height = self.height_for(width)
        lines = page.places.rects(placed.start, max(placed.end, placed.start + 1))
        dx, dy = port.x(), port.y() - page.bar.value()
        first = lines[0].translated(dx, dy).toAlignedRect()
        last = lines[-1].translated(dx, dy).toAlignedRect()
        x = max(EDGE, min(first.x(), page.width() - page.bar.width() - width - EDGE))
        y = float(last.bottom() + LANES_ROOM)
        if y + height + EDGE > page.height():
            y = first.top() - 4 - height
        y = max(EDGE, min(y, page.height() - height - EDGE))
        self.place(QRectF(x, y, width, height))

    def renew(self, placed: Placed) -> None:
        """The mark changed while its card is open."""
        self._placed = placed
        self.show_mark(placed.mark)
        self._stand()

    def follow_text(self) -> None:
        """The text was scrolled: an editor goes along, a card closes."""
        if self.is_editing:
            self._stand()
        else:
            self.close_popover()

    def close_popover(self) -> None:
        """Put the card away; what is being written is kept."""
        self.finish()
        if self.isVisible():
            had_focus = self.isAncestorOf(self.window().focusWidget() or self._page)
            self.hide()
            if had_focus:
                self._page.setFocus()
            self.closed.emit()

    def _ended(self, had_focus: bool) -> None:
        if had_focus:
            self._page.setFocus()
        if self.mark is not None and not (self.mark.comment or self.mark.replies):
            self.close_popover()

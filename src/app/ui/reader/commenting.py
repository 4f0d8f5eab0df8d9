"""Writing in one pane: in the column of cards, or in a card over the text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.ui.reader.desk import Desk
from app.ui.reader.marks import Placed
from app.ui.reader.popover import CardPopover
from app.ui.reader.thread import Act, ActKind

if TYPE_CHECKING:
    from app.ui.reader.pane import Pane


class Commenting(QObject):
    """Opens editors where there is room for them, and passes on what they ask for.

    Signals:
        commented: annotation id, the comment as it is now.
        discussed: an Act that is no comment.
    """

    commented = Signal(object, str)
    discussed = Signal(object)

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane, self._view = pane, pane.view
        self.popover = CardPopover(self._view)
        self._awaited: UUID | None = None
        self._view.cards.edit_wished.connect(self.edit)
        for source in (self._view.cards, self.popover):
            source.acted.connect(self._acted)

    def set_desk(self, desk: Desk) -> None:
        """Drafts and phrases that all panes share."""
        self._view.cards.set_desk(desk)
        self.popover.desk = desk

    def choose_cards(self, ids: frozenset[UUID] | None) -> None:
        """Show only the cards of these annotations; None shows all."""
        if ids != self._view.index.chosen:
            self._view.index.chosen = ids
            self._view.cards.refresh()

    def _acted(self, act: Act) -> None:
        if act.kind is ActKind.COMMENT:
            self.commented.emit(act.id, act.text)
        else:
            self.discussed.emit(act)

    # --- opening and closing -------------------------------------------------------------

    def edit(self, id_: UUID) -> None:
        """Open the comment of a mark for typing."""
        # A mark just made may come a moment after the wish to write on it.
        self._awaited = id_ if self._view.index[id_] is None else None
        placed = self._raised(id_)
        if placed is None:
            return
        if self._view.cards_shown:
            self._view.cards.edit()
        else:
            self.popover.open_for(placed)
            self.popover.edit_comment()

    def reply(self, id_: UUID) -> None:
        """Open a new reply to a mark for typing."""
        placed = self._raised(id_)
        if placed is None:
            return
        if self._view.cards_shown:
            self._view.cards.reply()
        else:
            self.popover.open_for(placed)
            self.popover.add_reply()

    def _raised(self, id_: UUID) -> Placed | None:
        placed = self._view.index[id_]
        if placed is not None:
            self._pane.activate_annotation(id_)
            self._pane.floating.hide()
        return placed

    def show_card(self, id_: UUID) -> None:
        """The sign of a mark was pressed: without a column its card opens over the text."""
        placed = self._view.index[id_]
        if placed is not None and placed.mark.has_card and not self._view.cards_shown:
            self.popover.open_for(placed)

    def marks_changed(self) -> None:
        """The marks of the pane are others than before."""
        if self._awaited is not None and self._view.index[self._awaited]:
            self.edit(self._awaited)
        shown = self.popover.shown
        placed = self._view.index[shown.id] if shown else None
        if placed is not None:
            self.popover.renew(placed)
        elif shown is not None:
            self.popover.finish(keep=False)
            self.popover.close_popover()

    def finish(self) -> None:
        """Keep what is being written: the pane will show something else, or nothing."""
        self._awaited = None
        self._view.cards.finish()
        self.popover.close_popover()

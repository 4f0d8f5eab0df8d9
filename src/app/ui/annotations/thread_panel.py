"""The thread of one annotation under the list: the place to write where cards have no room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.controls import Ground
from app.ui.reader.card import Setter
from app.ui.reader.desk import Desk
from app.ui.reader.marks import Mark
from app.ui.reader.thread_card import EDGE, ThreadCard
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

MOST_SHARE = 0.6
"""Of the dock's height; a longer thread scrolls."""


class ThreadPanel(QScrollArea):
    """Shows a card with its thread and its editor.

    Signals:
        acted: an Act. left: the keys go back to the list; the panel is closed.
    """

    acted = Signal(object)
    left = Signal()

    def __init__(self, look: Look, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = Ground(look, "dock", "t")
        self.setWidget(self._page)
        self.card = ThreadCard(look, desk, Setter(look), self._page)
        self.card.acted.connect(self.acted)
        self.card.resized.connect(self._fit)
        self.card.left.connect(self.close_panel)
        self.card.editing_ended.connect(self._ended)
        self.setAccessibleName(self.tr("意见和回复"))
        self.hide()

    def show_mark(self, mark: Mark) -> None:
        self.card.show_mark(mark)
        self.show()
        self.card.show()
        self._fit()

    def edit(self, mark: Mark) -> None:
        """Open the comment for typing."""
        self.show_mark(mark)
        self.card.edit_comment()

    def reply(self, mark: Mark) -> None:
        """Open a new reply for typing."""
        self.show_mark(mark)
        self.card.add_reply()

    def shown(self) -> Mark | None:
        return self.card.mark if self.isVisible() else None

    def close_panel(self) -> None:
        """Put the panel away; what is being written is kept."""
        self.card.finish()
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _ended(self, had_focus: bool) -> None:
        if had_focus:
            self.close_panel()

    def _fit(self) -> None:
        if self.card.mark is None:
            return
        width = self.width() - 2 * EDGE
        height = self.card.height_for(width)
        whole = round(height) + 2 * EDGE
        dock = self.parentWidget()
        most = round((dock.height() if dock else whole) * MOST_SHARE)
        self.setFixedHeight(min(whole, max(most, 160)))
        if whole > self.height():
            width -= self.verticalScrollBar().sizeHint().width()
            height = self.card.height_for(width)
            whole = round(height) + 2 * EDGE
        self._page.resize(self.width(), whole)
        self.card.place(QRectF(EDGE, EDGE, width, height))
        slot = self.card.slot()
        if slot is not None:
            self.ensureVisible(0, round(slot[1]) + 2 * EDGE, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

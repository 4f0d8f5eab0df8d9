"""The place of the right dock: beside the panes, or over them where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

OVER_WIDTH = 260
"""Of a dock that lies over the panes, at 100 %."""


class Seat(QWidget):
    """Keeps room among the panes for a dock that is nobody's child but the page's.

    So the dock can lie over the panes without being taken out of their splitter:
    taking a widget out lays out the rest in the middle of it.

    Signals:
        moved: the dock is to be placed anew.
    """

    moved = Signal()

    def __init__(self, dock: QWidget, page: QWidget) -> None:
        super().__init__()
        self._dock, self._page = dock, page
        self._is_over = False
        dock.setParent(page)
        dock.installEventFilter(self)
        page.installEventFilter(self)

    @property
    def is_over(self) -> bool:
        return self._is_over

    def set_over(self, over: bool) -> None:
        """Let the dock lie over the panes, or beside them."""
        if over != self._is_over:
            self._is_over = over
            self._follow()

    def _follow(self) -> None:
        shown = not self._dock.isHidden()
        self.setVisible(shown and not self._is_over)
        self._place()

    def _place(self) -> None:
        page = self._page
        if self._is_over:
            look = getattr(self._dock, "look")  # noqa: B009 - any dock of the program has one
            width = min(look.px(OVER_WIDTH), page.width())
            self._dock.setGeometry(page.width() - width, 0, width, page.height())
        else:
            corner = self.mapTo(page, self.rect().topLeft())
            self._dock.setGeometry(QRect(corner, self.size()))
        self._dock.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._dock and kind in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._follow()
        elif watched is self._page and kind is QEvent.Type.Resize and self._is_over:
            self._place()
        return False

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

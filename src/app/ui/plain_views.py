"""What every list, tree and table of the program has in common: no frame, slim bars, our ground."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame

from app.ui.slim_bar import SlimBar
from app.ui.theme import Look


def dress_view(
    view: QAbstractItemView, look: Look, ground: str = "page", *, across: bool = False
) -> None:
    """Give a view the program's looks, now and whenever they change.

    Args:
        ground: name of the look's colour behind the rows.
        across: whether it may scroll sideways.
    """
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollBar(SlimBar(look, view))
    if across:
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBar(SlimBar(look, view, Qt.Orientation.Horizontal))
    else:
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    _Ground(view, look, ground)


class _Ground(QObject):
    """Keeps the colour behind the rows; lives and ends with its view."""

    def __init__(self, view: QAbstractItemView, look: Look, ground: str) -> None:
        super().__init__(view)
        self._view, self._look, self._ground = view, look, ground
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self._look.palette()
        palette.setColor(QPalette.ColorRole.Base, getattr(self._look, self._ground))
        self._view.setPalette(palette)
        self._view.scheduleDelayedItemsLayout()

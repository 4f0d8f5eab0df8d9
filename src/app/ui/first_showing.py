"""How the window comes up when nothing is remembered of it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)
"""What the frame of a window takes beside and above it, at most."""


def show(window: QWidget, *, is_first: bool) -> None:
    """Show the window; for the first time maximised where it has no room for its frame.

    A window that just fits without its frame reaches under the bar of the desktop, and the
    row that says 已保存 is hidden: so it is on the usual screen of 1366×768.
    """
    room = window.screen().availableSize()
    if is_first and not has_room(window.size(), room):
        window.showMaximized()
    else:
        window.show()


def has_room(size: QSize, room: QSize) -> bool:
    """Whether a window of this size, without its frame, fits with its frame."""
    framed = size + FRAME
    return framed.width() <= room.width() and framed.height() <= room.height()

"""Entering Chinese as an input method does."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, text: str) -> None:
    """What an input method shows while the person has not decided yet."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def enter(widget: QWidget, text: str) -> None:
    """Commit a text; the test driver's key clicks know ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)

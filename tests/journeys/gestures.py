"""What a person does in the window, with mouse and keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.anchor import Span
from app.ui.controls import Button
from app.ui.dialogs import Sheet
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from ui.reader.showing import drag

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def wait_until(claim: Callable[[], bool], seconds: float = 20) -> None:
    """Let the window work until the claim holds.

    Not qtbot.waitUntil: QTest.qWait keeps the interpreter's lock (PySide 6.9.3), so
    that no job of ours gets on while it waits.
    """
    until = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < until, "it did not come true in time"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def drop(window: MainWindow, files: Sequence[Path]) -> None:
    """Drop files onto the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    place = QPointF(window.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, none)
    window.dropEvent(event)  # Qt hands a drop on only while a real drag is under way


def sheet(window: MainWindow) -> Sheet | None:
    """The sheet that lies over the window."""
    return next((s for s in window.findChildren(Sheet) if s.isVisible()), None)


def press(widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = LEFT) -> None:
    QTest.mouseClick(widget, button, pos=at or widget.rect().center())


def press_word(parent: QWidget, word: str) -> None:
    """Press the button that says this."""
    button = next(b for b in parent.findChildren(Button) if b.text() == word and b.isVisible())
    press(button)


def press_row(window: MainWindow, row: int, button: Qt.MouseButton = LEFT) -> None:
    """Press a report in the list."""
    view = window.reading.library.view
    index = view.model().index(row, 0)
    press(view.viewport(), view.visualRect(index).center(), button)


def import_files(window: MainWindow, files: Sequence[Path]) -> None:
    """Drop files, and accept what was understood of them."""
    before = len(window.reading.library.model.lines)
    drop(window, files)
    wait_until(lambda: window.imports.is_read)
    window.imports.show()
    press(window.imports.page().import_button)
    wait_until(lambda: len(window.reading.library.model.lines) > before)
    wait_until(lambda: window.imports.is_idle)
    window.imports.close()
    wait_until(lambda: window.reading.area.active is not None)


def select(one: OpenReport, words: str) -> None:
    """Select words of a report by dragging the mouse over them."""
    text = one.pane.content.text if one.pane.content else ""
    start = text.index(words)
    one.pane.view.glide.is_instant = True
    one.pane.scroll_to(Span(start, start + len(words)))
    QApplication.processEvents()
    drag(one.pane, start, start + len(words))


def key(
    one: OpenReport, pressed: str | Qt.Key, modifiers: Qt.KeyboardModifier | None = None
) -> None:
    """Press a key in the reading pane."""
    QTest.keyClick(one.pane.view, pressed, modifiers or Qt.KeyboardModifier.NoModifier)


def close(window: MainWindow) -> None:
    """Close a window and have done with it; once more does nothing.

    A window left behind is dressed anew with every theme of the tests after it, and all
    those left behind together soon cost more than the tests.
    """
    if not isValid(window):
        return
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # sheets go first
    QCoreApplication.processEvents()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

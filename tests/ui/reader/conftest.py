"""A look, and panes that show a fictional report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.application import release_clipboard
from app.ui.reader.content import PaneContent
from app.ui.reader.pane import Pane
from app.ui.theme import Look
from ui.reader.showing import content

Opener = Callable[..., Pane]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    yield Look("light")
    release_clipboard(qapp)


@pytest.fixture
def open_pane(qtbot: QtBot, look: Look) -> Opener:
    """Opens a pane; its scrolling is immediate, so that a test sees the end of it."""

    def opened(shows: PaneContent | None = None, *, width: int = 620, height: int = 640) -> Pane:
        pane = Pane(look)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        pane.show()
        qtbot.waitExposed(pane)
        pane.view.glide.is_instant = True
        pane.show_report(shows or content())
        QCoreApplication.processEvents()
        return pane

    return opened


@pytest.fixture
def pane(open_pane: Opener) -> Pane:
    return open_pane()

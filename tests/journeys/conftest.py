"""The real window, started and closed as the program does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.settings import Settings
from app.ui.application import Dresser
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from journeys.gestures import close

Starter = Callable[..., MainWindow]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, own_home: Path) -> Iterator[Starter]:
    """Starts a window on a library (its own at first); every start reads the settings anew."""
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    opened: list[MainWindow] = []

    def started(
        library: Path | None = None, *, width: int = 1366, height: int = 768, tour: bool = False
    ) -> MainWindow:
        paths = Paths.of_user()
        look = Look("light")
        dresser = Dresser(qapp, look)
        dresser.dress()
        settings = replace(Settings.of_user(paths.config), tour_seen=not tour)
        window = MainWindow(look, paths, settings)
        dresser.setParent(window)
        window.resize(width, height)
        window.libraries.open_first(library)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        opened.append(window)
        return window

    yield started
    for window in opened:
        close(window)

"""Other windows of the program: this one's library is held, and other starts lead here."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer

from app.store.holding import PATIENCE_S, Asking, Hold, Request, asked_for
from app.ui.given_files import GivenFiles

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

log = logging.getLogger(__name__)

LOOK_MS = 50
LISTEN_AFTER_MS = 300
"""Not before the window was painted."""

TOKEN = "XDG_ACTIVATION_TOKEN"


class Neighbours(QObject):
    """Holds the window's library; brings the window forward when another start asks for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hold: Hold | None = None
        self._watcher: QFileSystemWatcher | None = None

    # --- this window's library ---

    def hold(self, path: Path) -> Hold | None:
        """Hold a library that is to be shown; None when another process shows it."""
        return Hold.take(self._window.paths.open_libraries, path)

    def keep(self, hold: Hold | None) -> None:
        """What is held now, in place of the former library."""
        self.release()
        self._hold = hold
        QTimer.singleShot(LISTEN_AFTER_MS, self, self.listen)

    def release(self) -> None:
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def listen(self) -> None:
        """Look at what other starts ask, now and whenever something is put down."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(lambda _: self._answer())
        folder = str(self._window.paths.open_libraries)
        if self._hold is not None and folder not in self._watcher.directories():
            self._watcher.addPath(folder)
        self._answer()

    def _answer(self) -> None:
        for request in self._hold.requests() if self._hold is not None else ():
            self._come_forward(request)

    def _come_forward(self, request: Request) -> None:
        window = self._window
        log.info("another start leads here with %s files", len(request.files))
        if request.token:
            os.environ[TOKEN] = request.token  # Qt's Wayland plug-in takes it from there
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        os.environ.pop(TOKEN, None)
        if request.files:
            GivenFiles(window, None, request.files).take()

    # --- another window ---

    def lead_to(self, path: Path) -> None:
        """Bring the window that shows this library forward; this one goes when it is empty."""
        window = self._window
        try:
            asking = Asking(window.paths.open_libraries, path, asked_for(()))
        except OSError:
            window.say(self.tr("那个窗口没有回应"))
            return
        until = time.monotonic() + PATIENCE_S
        timer = QTimer(self)

        def look() -> None:
            if not asking.is_answered and time.monotonic() < until:
                return
            timer.stop()
            timer.deleteLater()
            if not asking.give_up():
                window.say(self.tr("那个窗口没有回应"))
            elif window.workspace is None:
                window.close()

        timer.timeout.connect(look)
        timer.start(LOOK_MS)

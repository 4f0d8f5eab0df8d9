"""Ctrl+C during long work: stop between two files and still say what was done."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Generator
from types import FrameType

from app.workspace.progress import Watched


@contextlib.contextmanager
def stoppable(watched: Watched) -> Generator[None]:
    """The first Ctrl+C cancels the work; a second one ends the program as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may listen to signals
        return

    def cancel(number: int, frame: FrameType | None) -> None:
        del number, frame
        signal.signal(signal.SIGINT, before)
        watched.cancel()

    before = signal.signal(signal.SIGINT, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

"""A screen for the runs: an X server without a monitor, where there is one to start."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

DEBIAN_DISPLAY = ("xvfb",)
SIZE = "1366x768x24"


@contextmanager
def display() -> Iterator[Mapping[str, str]]:
    """Environment of a screen of our own: an X server, else Qt's platform without one.

    Yields variables for the program; `QT_QPA_PLATFORM` says which of the two it is.
    """
    server = shutil.which("Xvfb")
    if server is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        # The server writes the number of its display when it is ready, or closes the pipe.
        with os.fdopen(reading) as ready:
            number = ready.readline().strip()
        if not number:
            yield {"QT_QPA_PLATFORM": "offscreen"}
            return
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        process.terminate()
        process.wait()

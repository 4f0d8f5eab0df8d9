"""The processes that a parsing process has started: they end with it, however it ends.

Converters (LibreOffice, Tesseract) run in sessions of their own and start further
processes; when the parsing process is killed, nobody would end them. On Windows its job
does (see worker_main); on Linux every descendant inherits a mark by which it is found.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

MARK = "PIYUE_WORKER_FAMILY"
"""Environment variable; its value is made anew for each parsing process."""

_ROUNDS = 5
"""A process may start another while we look; nobody does so five times."""


def scratch_folder() -> Path | None:
    """A private folder of this parsing process, removed when it has ended; None elsewhere.

    Raises:
        OSError: it cannot be made.
    """
    mark = os.environ.get(MARK)
    if mark is None:
        return None
    folder = _scratch(mark)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _scratch(mark: str) -> Path:
    return Path(tempfile.gettempdir(), f"piyue-{mark}")


def end_family(mark: str) -> None:
    """End all processes that carry the mark; the parsing process itself has ended."""
    _end_members(mark)
    shutil.rmtree(_scratch(mark), ignore_errors=True)


def _end_members(mark: str) -> None:
    if sys.platform != "linux":
        return
    for _ in range(_ROUNDS):
        found = list(_members(f"{MARK}={mark}".encode()))
        if not found:
            return
        for process_id in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process_id, signal.SIGKILL)


def _members(line: bytes) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            # Other people's processes may not be read; a zombie's environment is empty.
            with contextlib.suppress(OSError):
                if line in Path(entry.path, "environ").read_bytes().split(b"\0"):
                    yield int(entry.name)

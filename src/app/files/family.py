"""The processes that a parsing process has started: they end with it, however it ends.

Converters (LibreOffice, Tesseract) run in sessions of their own and start further
processes; when the parsing process is killed, nobody would end them. On Windows its job
does (see worker_main); on Linux every descendant inherits a mark by which it is found.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

MARK = "PIYUE_WORKER_FAMILY"
"""Environment variable; its value is made anew for each parsing process."""

_ROUNDS = 5
"""A process may start another while we look; nobody does so five times."""


def end_family(mark: str) -> None:
    """End all processes that carry the mark; the parsing process itself has ended."""
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

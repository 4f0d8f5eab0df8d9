"""Hearing every complaint: standard error down to its descriptor, warnings, the log."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import tempfile
import warnings
from typing import IO, Any

from app.files.worker import COMPLAINTS

_STDERR = 2


class Hearing:
    """While it is entered, nothing is complained of unheard.

    Standard error is caught at its descriptor, so that what C libraries and child
    processes write is heard too; on leaving, it is written to the real one as well.

    Attributes:
        heard: one line each, told when it was left.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Hearing:
        stack = self._stack
        caught = stack.enter_context(tempfile.TemporaryFile())
        kept = _duplicate(_STDERR)
        stack.callback(self._tell, caught, kept)
        os.dup2(caught.fileno(), _STDERR)
        stack.callback(_restore, kept)
        # A program without a console has none, and would swallow what is said.
        usual, sys.stderr = sys.stderr, _writer(_STDERR)
        stack.callback(_give_back, usual)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("default")
        warnings.showwarning = self._warned
        self._listen_to_the_log()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _warned(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: IO[str] | None = None,
        line: str | None = None,
    ) -> None:
        del file, line
        place = os.path.basename(filename)  # noqa: PTH119 - it need not be a path
        self.heard.append(f"warning: {category.__name__}: {message} ({place}:{lineno})")

    def _listen_to_the_log(self) -> None:
        def add(handler: logging.Handler, logger: logging.Logger) -> None:
            logger.addHandler(handler)
            self._stack.callback(logger.removeHandler, handler)

        add(_Listener(self.heard, logging.WARNING), logging.getLogger())
        add(_Listener(self.heard, logging.DEBUG), COMPLAINTS)
        COMPLAINTS.setLevel(logging.DEBUG)
        self._stack.callback(COMPLAINTS.setLevel, logging.NOTSET)

    def _tell(self, caught: IO[bytes], kept: int | None) -> None:
        caught.seek(0)
        written = caught.read()
        lines = written.decode("utf-8", "replace").splitlines()
        self.heard += [f"stderr: {line}" for line in lines if line.strip()]
        if written and kept is not None:
            with contextlib.suppress(OSError):
                os.write(_STDERR, written)


class _Listener(logging.Handler):
    def __init__(self, heard: list[str], level: int) -> None:
        super().__init__(level)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if record.exc_info and record.exc_info[0] is not None:
            said += f" ({record.exc_info[0].__name__})"
        self._heard.append(f"log: {record.levelname} {record.name}: {said}")


def _duplicate(descriptor: int) -> int | None:
    """A copy of a descriptor; None when nothing is open there."""
    try:
        return os.dup(descriptor)
    except OSError:
        return None


def _restore(kept: int | None) -> None:
    if kept is None:
        os.close(_STDERR)
        return
    os.dup2(kept, _STDERR)
    os.close(kept)


def _writer(descriptor: int) -> io.TextIOWrapper:
    raw: Any = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)


def _give_back(usual: Any) -> None:
    sys.stderr.flush()
    sys.stderr = usual

"""What the command line prints: JSON or text on standard output, messages on standard error."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TextIO

from app.cli.wording import Wording, plain
from app.domain.errors import WriteFailed
from app.files.atomic import reason_of

QUOTE_SHOWN = 40
"""Characters of a quote or a comment in a table for people."""


class Output:
    """The two streams of one run."""

    def __init__(self, wording: Wording, *, as_json: bool) -> None:
        self.words = wording
        self.as_json = as_json

    def value(self, value: Any) -> None:
        """The machine's answer: one JSON document."""
        _put(json.dumps(value, ensure_ascii=False, indent=1))

    def line(self, text: str = "") -> None:
        """Part of the person's answer."""
        _put(text)

    def fact(self, name: str, value: str) -> None:
        """A named value on a line of its own."""
        colon = ": " if self.words.language == "en" else "："
        self.line(f"{name}{colon}{value}")

    def message(self, text: str) -> None:
        """Something said beside the answer."""
        if sys.stderr is not None:
            print(text, file=sys.stderr)

    def progress(self, text: str) -> None:
        """A counter that overwrites itself, for somebody who watches."""
        print(f"\r\x1b[K{plain(text)}", end="", file=sys.stderr, flush=True)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Columns as wide as their widest cell, Chinese characters counted as two."""
        cells = [[_cell(value) for value in row] for row in (heads, *rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = (
                text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
            )
            self.line("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "—"
    return plain(" ".join(str(value).split()))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def short(text: str) -> str:
    """As much of a quote or a comment as a table for people shows."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTE_SHOWN else text[: QUOTE_SHOWN - 1] + "…"


def speak_utf8() -> None:
    """Make both streams UTF-8 whatever the locale or the code page says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name may hold bytes that are no text: they are shown, not fatal.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Hand over what is still waiting.

    Raises:
        BrokenPipeError: nobody reads any more.
        WriteFailed: it cannot be written where it is sent.
    """
    if sys.stdout is not None:
        with _named_errors():
            sys.stdout.flush()


def _put(text: str) -> None:
    with _named_errors():
        print(text)


@contextlib.contextmanager
def _named_errors() -> Generator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:  # the answer was sent to a file, and the disk is full
        give_up_stdout()
        raise WriteFailed("stdout", reason_of(error, Path("stdout"))) from error


def give_up_stdout() -> None:
    """Nobody reads any more: what is left goes nowhere, also at the end of the process."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_watched(stream: TextIO | None = None) -> bool:
    """Whether a person looks at the messages as they come."""
    stream = stream or sys.stderr
    return stream is not None and stream.isatty()

"""Words: where the Chinese words of a report end, found in the worker and kept."""

from __future__ import annotations

from uuid import UUID

from app.workspace.parsing import Parsing
from app.workspace.progress import Progress, Silent
from app.workspace.session import Session

SLICE = 200
"""Paragraphs per request: between two of them the work can be stopped."""


class Words:
    """Word boundaries, derived from the text; not logged and never undone."""

    def __init__(self, session: Session, parsing: Parsing) -> None:
        self._library = session.library
        self._parsing = parsing

    def ends(self, report: UUID) -> list[tuple[int, ...]] | None:
        """Per LF-separated line the ends of its words, in code points; None when not known yet."""
        return self._library.words(report)

    def missing(self) -> list[UUID]:
        """Reports whose words are not known yet, the latest import first."""
        return self._library.wordless()

    def rest(self) -> None:
        """Nothing is left to do: give the memory of the dictionary back."""
        self._parsing.rest()

    def compute(self, report: UUID, progress: Progress | None = None) -> list[tuple[int, ...]]:
        """Find them (in the worker process) and keep them.

        Raises:
            Cancelled: by the progress, or the library was closed; nothing is kept.
            UnreadableFile: the worker failed.
        """
        watched = progress or Silent()
        lines = self._library.text(report).split("\n")
        ends: list[tuple[int, ...]] = []
        for start in range(0, len(lines), SLICE):
            watched.step(start, len(lines), "")
            ends += self._parsing.worker().words(lines[start : start + SLICE])
        watched.step(len(lines), len(lines), "")
        self._library.put_words(report, ends)
        return ends

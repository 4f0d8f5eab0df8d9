"""Pinyin of the tags' names: made in the worker, kept in the index, matched here.

The readings belong to a name, not to a tag: a renamed tag simply has another name,
and a name taken back finds its readings again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.anchor import Span
from app.workspace.parsing import Parsing
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.text.readings import Readings

SLICE = 200
"""Names per request to the worker."""

LONGEST = 60
"""Characters of a name that can be typed by pinyin; nobody types further."""


class Spelling:
    """The readings of a name, and what rules it out at a glance while somebody types.

    Attributes:
        ways: per character the ways to type it.
        letters: every letter in any of them; nothing else can be typed of this name.
        heads: per character the letters it can begin with.
    """

    __slots__ = ("heads", "letters", "ways")

    def __init__(self, ways: Readings) -> None:
        self.ways = ways
        self.letters = frozenset("".join(way for each in ways for way in each))
        self.heads = tuple("".join(way[0] for way in each) for each in ways)

    def match(self, typed: str) -> tuple[int, bool, Span] | None:
        """The best match of typed letters: 0 for initials, 1 for pinyin; whether at the start."""
        if not self.letters.issuperset(typed):
            return None
        starts = [at for at, heads in enumerate(self.heads) if typed[0] in heads]
        for kind, match in enumerate((initials_match, pinyin_match)):
            for start in starts:
                span = match(typed, self.ways, start)
                if span:
                    return kind, start == 0, span
        return None


class Pinyin:
    """The readings of all names that tags have had; derived, not logged, never undone."""

    def __init__(self, session: Session, parsing: Parsing) -> None:
        self._session = session
        self._parsing = parsing
        self._known: dict[str, Spelling] = {}
        self._asked: set[str] = set()

    def of(self, name: str) -> Spelling | None:
        """How a name is typed; None while that has not been found yet."""
        return self._known.get(name)

    def load(self) -> None:
        """Take up what the index holds of the present names; asked once per name."""
        names = {tag.name for tag in self._session.tree.tags} - self._asked
        if names:
            self._asked |= names
            found = self._session.library.readings(names)
            self._known |= {name: Spelling(ways) for name, ways in found.items()}

    def lacking(self) -> list[str]:
        """Names of tags whose readings are not known yet."""
        self.load()
        return sorted({tag.name for tag in self._session.tree.tags} - self._known.keys())

    def compute(self) -> int:
        """Find what is lacking (in the worker process) and keep it; returns how many.

        Raises:
            UnreadableFile: the worker failed.
        """
        names = self.lacking()
        for start in range(0, len(names), SLICE):
            part = names[start : start + SLICE]
            found = self._parsing.worker().readings([name[:LONGEST] for name in part])
            ways = dict(zip(part, found, strict=True))
            self._session.library.put_readings(ways)
            self._known |= {name: Spelling(readings) for name, readings in ways.items()}
        return len(names)


def initials_match(typed: str, ways: Readings, start: int) -> Span | None:
    """The characters from `start` whose first letters are `typed`, one letter each."""
    return _match(typed, ways, start, whole_letters=1)


def pinyin_match(typed: str, ways: Readings, start: int) -> Span | None:
    """The characters from `start` that `typed` spells, each at least by its first letter."""
    return _match(typed, ways, start, whole_letters=None)


def _match(typed: str, ways: Readings, start: int, whole_letters: int | None) -> Span | None:
    if not any(way[0] == typed[0] for way in ways[start]):
        return None
    dead: set[tuple[int, int]] = set()

    def end_of(at: int, index: int) -> int | None:
        """Index after the last character used, when all typed from `at` on can be spelled."""
        if at == len(typed):
            return index
        if index == len(ways) or (at, index) in dead:
            return None
        if not ways[index]:
            return end_of(at, index + 1)
        for way in ways[index]:
            for length in range(min(len(way), whole_letters or len(way)), 0, -1):
                if typed.startswith(way[:length], at):
                    end = end_of(at + length, index + 1)
                    if end is not None:
                        return end
        dead.add((at, index))
        return None

    end = end_of(0, start)
    return None if end is None else Span(start, end)


def tidied(typed: str) -> str:
    """Typed letters without blanks and apostrophes; empty when they are no pinyin."""
    letters = "".join(typed.split()).replace("'", "")
    return letters if letters.isascii() else ""

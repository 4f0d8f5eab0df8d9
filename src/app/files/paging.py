"""Paging: on which page of a written document a paragraph will stand.

A table of contents holds page numbers, and no program renews them when it opens a file
without asking the person first. So they are worked out here, for documents whose lines all
have an exact height. Fonts differ a little, so a number may be off by one; who prints
renews the contents in his program.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNIT = re.compile(
    r"[（《〈“‘【〔「『(]*[^\s!-~][，。、；：？！）》〉”’】〕」』…—,.;:?!)%]*"  # with the signs beside it
    r"|[!-~]+[，。、；：？！）》〉”’】〕」』]*|\s"
)
_HANGING = "，。、；：？！,.;:?!"
"""Signs that may stand beyond the end of a line."""
_GAP = 0.25
"""Ems that programs put between Chinese and Latin letters."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is laid out; measures in points.

    Attributes:
        before: space above it, left away at the top of every page but the first.
        keeps_next: stays whole, and on one page with the beginning of the next.
        is_whole: is not parted by the end of a page.
    """

    lines: int
    height: float
    before: float = 0
    keeps_next: bool = False
    is_whole: bool = False

    @property
    def least(self) -> int:
        """Lines that must fit where it begins: two stay together at each end of it."""
        return self.lines if self.lines <= 3 or self.is_whole else 2


class Pager:
    """Lays blocks out one after another."""

    def __init__(self, height: float) -> None:
        """
        Args:
            height: of the text on a page.
        """
        self._height = height
        self._page, self._used = 1, 0.0
        self._waiting: list[Block] = []

    def put(self, block: Block) -> int | None:
        """Lay out a block.

        Returns:
            The page on which the first of the blocks stands that had to wait for this one
            (itself, when none had to); None when this one has to wait.
        """
        self._waiting.append(block)
        if block.keeps_next:
            return None
        *kept, last = self._waiting
        self._waiting = []
        needed = sum(one.before + one.lines * one.height for one in kept)
        needed += last.before + last.least * last.height
        if self._used and self._used + needed > self._height:
            self._turn()
        first = self._page
        for one in kept:
            self._lay(one, is_whole=True)
        at = self._lay(last, is_whole=False)
        return first if kept else at

    def _lay(self, block: Block, *, is_whole: bool) -> int:
        before = block.before if self._used or self._page == 1 else 0.0
        room = int((self._height - self._used - before + 0.01) // block.height)
        if room < (block.lines if is_whole else block.least):
            self._turn()
            before, room = 0.0, int(self._height // block.height)
        first = self._page
        self._used += before
        left = block.lines
        while left > room:
            left -= room if left - room > 1 else room - 1
            self._turn()
            room = int(self._height // block.height)
        self._used += left * block.height
        return first

    def _turn(self) -> None:
        self._page, self._used = self._page + 1, 0.0


@lru_cache(maxsize=1024)
def lines_of(text: str, size: float, width: float) -> int:
    """How many lines a paragraph takes.

    Args:
        size: of the letters, in points.
        width: of a line, in points.
    """
    room = width / size
    if len(text) * (1 + _GAP) <= room and "\t" not in text:
        return 1
    lines, at, last = 1, 0.0, " "
    for unit in _UNIT.findall(text):
        wide = _width(unit)
        gap = _GAP if _is_gap(last, unit[0]) else 0.0
        last = unit[-1]
        hanging = _letter(unit[-1]) if unit[-1] in _HANGING else 0.0
        if at + gap + wide - hanging <= room + 0.02:
            at += gap + wide
        elif not unit.isspace():
            full, at = divmod(wide, room)  # a word longer than a line is broken
            lines += 1 + int(full)
    return lines


def _is_gap(before: str, after: str) -> bool:
    """Between a Chinese and a Latin letter or digit, in either order."""
    return before.isascii() != after.isascii() and before.isalnum() and after.isalnum()


@lru_cache(maxsize=4096)
def _width(unit: str) -> float:
    """Ems that a unit takes."""
    return sum(map(_letter, unit))


def _letter(sign: str) -> float:
    if sign == "\t":
        return 2.0
    if not sign.isascii():
        return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5
    if sign.isupper() or sign == "%":
        return 0.7
    return 0.5 if sign.isdigit() else 0.27 if sign in " .,;:'!|()[]ijlt/" else 0.46

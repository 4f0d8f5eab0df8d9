"""How a Chinese name can be typed with a Latin keyboard: pinyin and initials.

pypinyin is imported when first needed (it costs a noticeable part of a second),
never at the start of the program; `warm_pinyin` does it from a job thread.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, cast

from app.domain.anchor import Span

COMMON_READINGS = 3
"""Readings of one character that are tried beside the one it has in its word."""

Readings = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def readings(name: str) -> Readings:
    """Per character the ways to type it, lower case, without tones; empty when none.

    Latin letters and digits are typed as they are; punctuation and blanks need
    not be typed.
    """
    # The dictionary of phrases costs 0.1 s in one piece, during which the window stands
    # still; several readings of each character are tried anyway.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, lazy_pinyin, pinyin

    in_words = lazy_pinyin(name, errors=cast("Any", list))  # documented: a list, one per character
    found: list[tuple[str, ...]] = []
    for char, in_word in zip(name, in_words, strict=True):
        if char.isascii():
            found.append((char.lower(),) if char.isalnum() else ())
            continue
        alone = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
        if not alone:
            found.append(())
            continue
        ways = [in_word, *alone[0][:COMMON_READINGS]]
        found.append(tuple(dict.fromkeys(way.replace("ü", "v") for way in ways)))
    return tuple(found)


def initials_match(typed: str, ways: Readings, start: int) -> Span | None:
    """The characters from `start` whose first letters are `typed`, one letter each."""
    return _match(typed, ways, start, whole_letters=1)


def pinyin_match(typed: str, ways: Readings, start: int) -> Span | None:
    """The characters from `start` that `typed` spells, each at least by its first letter."""
    return _match(typed, ways, start, whole_letters=None)


def _match(typed: str, ways: Readings, start: int, whole_letters: int | None) -> Span | None:
    if not ways[start]:
        return None

    def end_of(rest: str, index: int) -> int | None:
        """Index after the last character used, when all of `rest` can be spelled."""
        if not rest:
            return index
        if index == len(ways):
            return None
        if not ways[index]:
            return end_of(rest, index + 1)
        for way in ways[index]:
            for length in range(min(len(way), whole_letters or len(way)), 0, -1):
                if rest.startswith(way[:length]):
                    end = end_of(rest[length:], index + 1)
                    if end is not None:
                        return end
        return None

    end = end_of(typed, start)
    return None if end is None else Span(start, end)

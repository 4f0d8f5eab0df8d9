"""How a Chinese name can be typed with a Latin keyboard (the only pypinyin import).

pypinyin is loaded by the first call: half a second and its dictionary of phrases, so
this runs in the worker process, never in the window's.
"""

from __future__ import annotations

from typing import Any, TypeAlias, cast

COMMON = 3
"""Readings of one character that are tried beside the one it has in its word."""

Readings: TypeAlias = tuple[tuple[str, ...], ...]
"""Per character of a name the ways to type it; empty where it need not be typed."""


def readings_of(name: str) -> Readings:
    """The ways to type each character: lower case, without tones, ü as v.

    The reading in its word comes first, then the character's own common ones, so that
    调解 answers to both diao and tiao. Latin letters and digits are typed as they are;
    punctuation and blanks need not be typed.
    """
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
        ways = [in_word, *alone[0][:COMMON]]
        found.append(tuple(dict.fromkeys(way.replace("ü", "v") for way in ways)))
    return tuple(found)

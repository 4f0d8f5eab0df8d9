"""The numbers LibreOffice shows before the items of a list, which are nowhere in the file.

Source: Open Document Format 1.3 part 3, 16.30-16.31 (list styles), 19.3 and 19.880
(continued lists); the Chinese formats and `num-list-format` are LibreOffice's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.files.docx_numbers import formatted

Element = Any
"""An lxml element; its stubs do not know what iteration yields."""

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

OUTLINE = "\0outline"
"""The name under which the numbers of headings are kept."""

_FORMATS = {  # by the first character of the pattern the file gives
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "①": "decimalEnclosedCircle", "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop", "１": "decimalFullWidth", "〇": "ideographDigital",
}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")

Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list style; `format` is one of Word's, empty for no number."""

    format: str
    start: int
    prefix: str
    suffix: str
    places: int  # how many levels the number shows
    pattern: str | None


class ListStyles:
    """The list styles of one document by name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = style.get(f"{STYLE}name") or ""
                levels = {_whole(level.get(f"{TEXT}level")): _level(level) for level in style}
                self._styles[name] = levels
                if style.tag == f"{TEXT}outline-style":
                    self._styles[OUTLINE] = levels

    def label(self, name: str, place: int, counts: Counts, start: str | None = None) -> str:
        """Count one item (levels from 1) and give its label; `•` for a bullet."""
        levels = self._styles.get(name, {})
        level = levels.get(place)
        if level is None:
            return ""
        first = level.start if start is None else _whole(start)
        counts[place] = first if place not in counts or start is not None else counts[place] + 1
        for deeper in [p for p in counts if p > place]:
            del counts[deeper]
        for higher in range(1, place):  # an item below none counts as below the first
            if higher in levels:
                counts.setdefault(higher, levels[higher].start)
        if level.format in ("", "bullet"):
            return "•" if level.format else ""

        def number(other: int) -> str:
            shown = levels.get(other)
            if shown is None or shown.format in ("", "bullet"):
                return ""
            return formatted(counts.get(other, shown.start), shown.format)

        if level.pattern:
            return _PLACE.sub(lambda match: number(int(match[1])), level.pattern)
        shown = (number(other) for other in range(max(1, place - level.places + 1), place + 1))
        return f"{level.prefix}{'.'.join(filter(None, shown))}{level.suffix}"


def _level(element: Element) -> _Level:
    kind = "bullet"
    if element.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
        pattern = element.get(f"{STYLE}num-format") or ""
        kind = _FORMATS.get(pattern[:1], "decimal") if pattern else ""
    return _Level(
        format=kind,
        start=_whole(element.get(f"{TEXT}start-value")),
        prefix=element.get(f"{STYLE}num-prefix") or "",
        suffix=element.get(f"{STYLE}num-suffix") or "",
        places=_whole(element.get(f"{TEXT}display-levels")),
        pattern=element.get(f"{_LOEXT}num-list-format"),
    )


def _whole(text: str | None) -> int:
    """A number of the file, 1 when there is none."""
    return min(int(text), 1_000_000) if text and text.isascii() and text.isdigit() else 1

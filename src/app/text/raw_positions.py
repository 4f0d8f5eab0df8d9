"""Positions that another program counts in a text as it lies in its file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.text.canonical import canonical

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count.

    Attributes:
        utf16: a character beyond the Basic Multilingual Plane is two.
        crlf_is_two: as it is in the file; else CR LF is one.
        counts_bom: a byte order mark at the beginning is one.
    """

    utf16: bool = False
    crlf_is_two: bool = True
    counts_bom: bool = True


COUNTINGS = tuple(
    Counting(utf16, two, bom)
    for bom in (True, False)
    for two in (True, False)
    for utf16 in (False, True)
)
"""All of them; the plainest first, which wins when several agree equally often."""


class RawMap:
    """Translates positions in a raw text, counted in one way, to its canonical text."""

    def __init__(self, raw: str, counting: Counting) -> None:
        self.text = canonical(raw)[0]
        body = raw.removeprefix(BOM)
        self._shift = 1 if counting.counts_bom and body != raw else 0
        self._second_units: list[int] = []
        at = before = 0
        wide = _wide(body, counting) if _has_wide(body) else ()
        for at in wide:
            self._second_units.append(at + before + 1)
            before += 1
        self._total = len(self.text) + before + self._shift

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Code points of the canonical text; None outside of it."""
        if not 0 <= start <= end <= self._total:
            return None
        return self._at(start), self._at(end)

    def _at(self, unit: int) -> int:
        unit = max(0, unit - self._shift)
        return unit - bisect_left(self._second_units, unit)


def _has_wide(body: str) -> bool:
    return "\r\n" in body or any(character > "\uffff" for character in {*body})


def _wide(body: str, counting: Counting) -> Iterable[int]:
    """The canonical positions of what counts as two."""
    at = 0
    for index, character in enumerate(body):
        if character == "\r" and body[index + 1 : index + 2] == "\n":
            if counting.crlf_is_two:
                yield at
            continue
        if counting.utf16 and character > "\uffff":
            yield at
        at += 1


Selection = tuple[str, int, int, str]
"""Key of a text, start, end, and what was selected."""


def likeliest(
    texts: Mapping[str, str], selections: Iterable[Selection]
) -> tuple[Counting, int, int]:
    """The counting under which most selections say what was selected.

    Returns:
        The counting, how many selections agree, and of how many that could.
    """
    asked = [one for one in selections if plain(one[3]) and one[0] in texts]
    best, fits = COUNTINGS[0], -1
    odd = {key for key in {one[0] for one in asked} if _is_odd(texts[key])}
    for counting in COUNTINGS if odd else COUNTINGS[:1]:
        maps: dict[str, RawMap] = {}
        agreeing = 0
        for key, start, end, quote in asked:
            known = maps.get(key) or maps.setdefault(key, RawMap(texts[key], counting))
            span = known.span(start, end)
            agreeing += span is not None and says(known.text, span, quote)
        if agreeing > fits:
            best, fits = counting, agreeing
    return best, fits, len(asked)


def says(text: str, span: tuple[int, int], quote: str) -> bool:
    """Whether a passage says this, line ends and blanks apart."""
    return plain(text[span[0] : span[1]]) == plain(quote)


def plain(text: str) -> str:
    return "".join(text.replace(BOM, "").split())


def _is_odd(raw: str) -> bool:
    """Whether the ways to count differ."""
    return raw.startswith(BOM) or _has_wide(raw)

"""How a REFI-QDA file counts: found by evidence, because programs do not agree.

The standard counts code points and reads as if the end were inclusive; programs write
exclusive ends, some count UTF-16 units, some count a line end of two characters as one,
some one character as two. Every way is tried: the one wins by which most selections say
what their name says, then that by which most begin and end where words, lines and
clauses do; then the habits of the program that wrote the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from app.domain.exchange import ENDS, LINE_ENDS, UNITS, Offsets
from app.text.canonical import canonical

WAYS = tuple(Offsets(unit, lines, end) for end, lines, unit in product(ENDS, LINE_ENDS, UNITS))
"""In the order in which they win when nothing speaks for one more than for another."""

USUAL = WAYS[0]

_HABITS = (
    ("nvivo", Offsets("utf16", "as_is", "exclusive")),
    ("atlas", Offsets("utf16", "crlf_as_one", "exclusive")),
    ("maxqda", Offsets("utf16", "as_is", "exclusive")),
)
"""By words in the name of the program; all others keep to code points of the text as it is."""

_CLEAR = 0.1
"""Ways that lead to different passages are told apart by the places of their edges only
when these are at home more often by so much of all selections."""

_OWN_FROM = 3
"""So many names must speak against the common way for a source to get its own."""

_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029\xa0]")
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"(?:\.{2,}|…+)\s*\Z")
_LETTER = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u058f]")
_OPEN = frozenset("\n \t\u3000\xa0，。；：、！？,.;:!?（(［[〔【｛{《〈<“‘「『\"'…—-·")
_SHUT = frozenset("\n \t\u3000\xa0，。；：、！？,.;:!?）)］]〕】｝}》〉>”’」』\"'…—-·")
_LOOKED_AT = 400
"""Characters of a passage that are compared with a name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A selection as its file gives it."""

    start: int
    end: int
    name: str = ""


class Counted:
    """A text of a file, canonical, and where the other ways of counting count two for one.

    Attributes:
        text: canonical.
        replaced: characters that became U+FFFD.
    """

    def __init__(self, decoded: str) -> None:
        decoded = decoded.removeprefix("\ufeff")
        self.text, self.replaced = canonical(f"\ufeff{decoded}")
        pairs = [m.start() for m in re.finditer("\r\n", decoded)] if "\r\n" in decoded else []
        self._pairs = [at - before for before, at in enumerate(pairs)]
        alone = (m.start() for m in re.finditer(r"(?<!\r)\n", decoded))
        self._alone = [at - bisect_left(pairs, at) for at in alone]
        rare = re.finditer("[\U00010000-\U0010ffff]", self.text)
        self._rare = [m.start() for m in rare]

    @property
    def has_rare(self) -> bool:
        return bool(self._rare)

    def wide(self, way: Offsets) -> tuple[int, ...]:
        """The characters of the canonical text that count two."""
        found: list[int] = []
        if way.line_ends != "crlf_as_one":
            found += self._pairs
        if way.line_ends == "lf_as_two":
            found += self._alone
        if way.unit == "utf16":
            found += self._rare
        return tuple(sorted(found))

    def spans(self, way: Offsets, marks: Sequence[Mark]) -> list[tuple[int, int, bool] | None]:
        """Start and end in the canonical text, and whether both fall between characters.

        None for a selection that does not lie in the text this way.
        """
        wide = self.wide(way)
        seconds = [at + number + 1 for number, at in enumerate(wide)]
        most = len(self.text) + len(wide)
        more = 1 if way.end == "inclusive" else 0
        found: list[tuple[int, int, bool] | None] = []
        for mark in marks:
            start, end = mark.start, mark.end + more
            if not 0 <= start <= end <= most:
                found.append(None)
                continue
            low, high = bisect_left(seconds, start), bisect_left(seconds, end)
            splits_low = low < len(seconds) and seconds[low] == start
            splits_high = high < len(seconds) and seconds[high] == end
            # Inside a line end nothing of it is meant; of a character all of it.
            whole = splits_high and (more or self.text[wide[high]] != "\n")
            at = end - high - (1 if splits_high and not whole else 0)
            first = start - low
            found.append((min(first, at), at, not splits_low and not (splits_high and not more)))
        return found


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a way, over some selections: they add up."""

    named: int = 0
    exact: int = 0
    edges: int = 0
    fits: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.named + other.named,
            self.exact + other.exact,
            self.edges + other.edges,
            self.fits + other.fits,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What the evidence says.

    Attributes:
        way: of the whole file, with how many selections speak for it.
        own: of the sources that must have been counted another way, by their keys.
        named: how many selections say what their name says.
        rivals: other ways, for which nearly as much speaks, and which lead elsewhere.
    """

    way: Offsets
    own: Mapping[str, Offsets]
    named: int = 0
    rivals: tuple[Offsets, ...] = ()


def find_way(sources: Mapping[str, tuple[Counted, Sequence[Mark]]], origin: str) -> Found:
    """The way in which a file counts.

    Args:
        sources: the texts of the file by their keys, each with its selections.
        origin: the program that wrote it, as the file says.
    """
    usual = usual_way(origin)
    ways = sorted(WAYS, key=lambda way: way != usual)
    by_source = {key: _weighed(text, marks, ways) for key, (text, marks) in sources.items()}
    sums = {way: sum((e[way] for e in by_source.values()), Evidence()) for way in ways}
    total = sum(len(marks) for _, marks in sources.values())
    best = max(ways, key=lambda way: _rank(sums[way]))  # the first of equals
    own: dict[str, Offsets] = {}
    for key, found in by_source.items():
        mine = max(ways, key=lambda way: _rank(found[way]))
        here = found[mine].named
        if here >= _OWN_FROM and found[best].named * 2 <= here:
            own[key] = mine
    least = max(2.0, _CLEAR * total)
    rivals = tuple(
        way
        for way in ways
        if way != best
        and _rank(sums[way])[:2] == _rank(sums[best])[:2]
        and sums[best].edges - sums[way].edges < least
        and any(
            text.spans(way, marks) != text.spans(best, marks)
            for key, (text, marks) in sources.items()
            if key not in own
        )
    )
    way = replace(best, fits=sums[best].fits, total=total)
    return Found(way, own, sums[best].named, rivals)


def counted_as(
    sources: Mapping[str, tuple[Counted, Sequence[Mark]]], way: Offsets = USUAL
) -> Found:
    """The same for a file whose way is known: how many selections bear it out."""
    weighed = [_weighed(text, marks, [way])[way] for text, marks in sources.values()]
    total = sum(len(marks) for _, marks in sources.values())
    found = sum(weighed, Evidence())
    return Found(replace(way, fits=found.fits, total=total), {}, found.named)


def usual_way(origin: str) -> Offsets:
    """How a program is known to count; what it writes decides, not this."""
    name = origin.casefold()
    return next((way for word, way in _HABITS if word in name), USUAL)


def _rank(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.named, evidence.exact, evidence.edges


def _weighed(
    text: Counted, marks: Sequence[Mark], ways: Sequence[Offsets]
) -> dict[Offsets, Evidence]:
    """The evidence for each way; ways that come to the same are weighed once."""
    done: dict[tuple[tuple[int, ...], str], Evidence] = {}
    found: dict[Offsets, Evidence] = {}
    for way in ways:
        same = (text.wide(way), way.end)
        if same not in done:
            spans = zip(marks, text.spans(way, marks), strict=True)
            done[same] = sum((_of_one(text.text, mark, span) for mark, span in spans), Evidence())
        found[way] = done[same]
    return found


def _of_one(text: str, mark: Mark, span: tuple[int, int, bool] | None) -> Evidence:
    if span is None or not span[2]:
        return Evidence()
    start, end, _ = span
    named, exact = _says(text[start : min(end, start + _LOOKED_AT)], end - start, mark.name)
    edges = _begins(text, start) + _ends(text, end) if start < end else 0
    return Evidence(named, exact, edges, int(bool(named) or edges == 2))


def _says(quote: str, length: int, name: str) -> tuple[int, int]:
    """Whether a passage begins with its name, and whether it is all of it.

    The latter counts double when no break of the name became a blank on its way.
    """
    literal, plain, squeezed = _name(name)
    if not plain:
        return 0, 0
    if length == len(plain) and quote == literal[:_LOOKED_AT]:
        return 1, 2
    exact = length == len(plain) and _BREAKS.sub(" ", quote) == plain[:_LOOKED_AT]
    begins = bool(squeezed) and _SPACE.sub("", quote).startswith(squeezed)
    return int(exact or begins), int(exact)


@lru_cache(maxsize=4096)
def _name(name: str) -> tuple[str, str, str]:
    """A name as a passage is compared with it: as it is; each break a blank; without any."""
    literal, _ = canonical(f"\ufeff{name}")
    plain = _BREAKS.sub(" ", literal)
    return literal, plain, _SPACE.sub("", _CUT.sub("", plain))[: _LOOKED_AT // 4]


def uncut(name: str) -> str:
    """A name without the mark that it was cut."""
    return _CUT.sub("", name).strip()


def _begins(text: str, at: int) -> int:
    """Whether a passage is likely to begin here."""
    if text[at] in " \n\t\u3000":
        return 0
    if at == 0 or text[at - 1] in _OPEN or text[at - 1] in _SHUT:
        return 1
    return int(bool(_LETTER.match(text[at])) and not _LETTER.match(text[at - 1]))


def _ends(text: str, at: int) -> int:
    """Whether a passage is likely to end here."""
    if at == len(text) or text[at - 1] in _SHUT:
        return 1
    if text[at] in _SHUT or text[at] in _OPEN:
        return 1
    return int(bool(_LETTER.match(text[at - 1])) and not _LETTER.match(text[at]))


def passages(text: str, name: str, least: int = 4) -> Iterator[int]:
    """Where a text says a name, at most twice; not looked for when it is too short."""
    words = uncut(name)
    at = text.find(words) if len(words) >= least else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)

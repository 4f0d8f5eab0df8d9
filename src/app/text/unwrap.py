"""Reading over hard line breaks: plain text that was wrapped at a fixed width.

The stored text keeps its line breaks; the rules about layout are applied to the
paragraphs they broke, and what is found is put back to where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.anchor import Span
from app.domain.report import Section
from app.text.fold import fold
from app.text.lines import BLANKS
from app.text.numbering import number_at

# Widths in columns (a Han character takes two); expect new texts to move them.
MIN_LINES = 8
MIN_WIDTH, MAX_WIDTH = 24, 140
BELOW, ABOVE = 6, 2  # a full line may be so much narrower or wider than the usual one
MIN_FULL = 0.35  # share of the lines that must be full
MIN_SOME_FULL = 0.1  # … or so many, when most of them end inside a sentence
MIN_UNFINISHED = 4  # … and at least so many do
UNFINISHED_SHARE = 0.6
PROSE_SHARE = 0.6  # of the full lines, those with a mark inside sentences
SAME_COUNT_SHARE = 0.8  # lines of one count against lines of one width: wrapped by count
FEW_INDENTED = 0.05
NEARLY_FULL = 5

_INDENT = re.compile(r"[ \u3000\xa0\u2002]{2,}|\u3000|\t")
_TITLE = re.compile("[^。；，;,]*(?:报告|总结|情况|公报|汇报|函)")
"""All of a title that fills its line, or the first line of a longer one."""
_PROSE = re.compile("[。；，;,：:]")
_ENDS = "。；;:：！？!?"


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A hard-wrapped text with whole paragraphs in its lines.

    Attributes:
        text: the paragraphs.
        breaks: how many line breaks were read over.
        origins: for every code point of `text` its place in the original.
    """

    text: str
    breaks: int
    origins: Sequence[int]

    def span(self, found: Span) -> Span:
        """Where a span of whole words or whole lines of `text` stands in the original."""
        return Span(self._after(found.start), self._after(found.end))

    def sections(self, found: Iterable[Section]) -> tuple[Section, ...]:
        """The sections at their places in the original."""
        found = list(found)
        starts = {s.span.start for s in found}

        def end(offset: int) -> int:
            return self.origins[offset] if offset in starts else self._after(offset)

        return tuple(
            replace(
                section,
                span=Span(self.origins[section.span.start], end(section.span.end)),
                heading_end=self._after(section.heading_end),
            )
            for section in found
        )

    def _after(self, offset: int) -> int:
        """Just behind the character that stands before an offset."""
        return self.origins[offset - 1] + 1 if offset else 0


def unwrapped(text: str) -> Unwrapped | None:
    """A canonical text without its hard line breaks, or None when it has none."""
    lines = text.split("\n")
    joined, breaks = unwrap(lines)
    if not breaks:
        return None
    origins: list[int] = []
    whole = "\n".join(joined)
    at = 0
    for character in whole:
        while text[at] != character:  # only blanks and line breaks were taken out
            at += 1
        origins.append(at)
        at += 1
    return Unwrapped(whole, breaks, origins)


def unwrap(lines: Sequence[str]) -> tuple[list[str], int]:
    """Join the lines of a file that was hard-wrapped.

    Args:
        lines: lines without their line breaks.

    Returns:
        The lines, and how many were joined to the one before; unchanged and 0
        when the file is not wrapped at a fixed width.
    """
    stripped = [line.rstrip(BLANKS) for line in lines]
    filled = [line for line in stripped if line]
    full = _full_width(filled)
    if full is None:
        return list(lines), 0
    measure = _measure(filled, full)
    indented = sum(_INDENT.match(line) is not None for line in filled)
    by_indent = indented >= FEW_INDENTED * len(filled)
    joined: list[str] = []
    count = 0
    before = 0
    for line in stripped:
        if not line:
            joined.append("")
            before = 0
            continue
        previous = joined[-1] if joined else ""
        is_full = before >= full - NEARLY_FULL
        width = measure(line)
        # The last line of a paragraph ends like a sentence; another short line is a heading.
        stands_alone = (
            previous[-1:] == "。" and width < full - NEARLY_FULL and line[-1] not in _ENDS
        )
        if (
            previous
            and is_full
            and not stands_alone
            and not _starts(line, previous, before, full, by_indent=by_indent)
        ):
            joined[-1] += line.strip(BLANKS)
            count += 1
        else:
            joined.append(line)
        before = width
    return (joined, count) if count else (list(lines), 0)


def _starts(line: str, previous: str, before: int, full: int, *, by_indent: bool) -> bool:
    """Whether a line begins a paragraph although the line before is full."""
    if _INDENT.match(line):
        return True
    ends = previous[-1] in _ENDS
    if number_at(fold(line.strip(BLANKS))) and (before < full - NEARLY_FULL or ends):
        return True
    if by_indent:
        return False
    is_below_title = _TITLE.fullmatch(previous) is not None and _PROSE.search(line) is not None
    return is_below_title or (ends and before < full - 3)


def _full_width(filled: Sequence[str]) -> int | None:
    """The width at which the lines were wrapped, or None when they were not."""
    if len(filled) < MIN_LINES:
        return None
    widths = [_width(line) for line in filled]
    usual = _usual(widths, below=BELOW, above=ABOVE)
    full = [
        line
        for line, width in zip(filled, widths, strict=True)
        if usual - BELOW <= width <= usual + ABOVE
    ]
    count = _usual([len(line) for line in filled])
    same = [line for line in filled if len(line) == count]
    if not MIN_WIDTH <= usual <= MAX_WIDTH:
        return None
    return usual if _are_cut(full, filled) or _are_cut(same, filled) else None


def _usual(sizes: Sequence[int], *, below: int = 0, above: int = 0) -> int:
    """The size that most lines have, of those that hardly a line exceeds."""
    ordered = sorted(sizes)
    largest = [size for size in ordered if size >= ordered[int(len(ordered) * 0.95)] - below]

    def near(size: int) -> tuple[int, int]:
        return sum(size - below <= other <= size + above for other in ordered), size

    return max(set(largest), key=near)


def _are_cut(full: Sequence[str], filled: Sequence[str]) -> bool:
    """Whether so many lines have one size, or end so, that they are no paragraphs.

    Headlines may be of one width too; they are no prose.
    """
    if sum(_PROSE.search(line) is not None for line in full) < PROSE_SHARE * len(full):
        return False
    if len(full) >= MIN_FULL * len(filled):
        return True
    unfinished = sum(line[-1] not in _ENDS for line in full)
    return (
        len(full) >= MIN_SOME_FULL * len(filled)
        and unfinished >= MIN_UNFINISHED
        and unfinished >= UNFINISHED_SHARE * len(full)
    )


def _measure(filled: Sequence[str], full: int) -> Callable[[str], int]:
    """Width of a line; in files wrapped by count of characters, full or nothing."""
    count = _usual([len(line) for line in filled])
    same = sum(len(line) == count for line in filled)
    wide = sum(full - BELOW <= _width(line) <= full + ABOVE for line in filled)
    if same <= SAME_COUNT_SHARE * wide:
        return _width
    return lambda line: full if len(line) >= count else 0


class _Widths(dict[str, int]):
    """Columns of each character; asked once, for the lines of every file are measured."""

    def __missing__(self, character: str) -> int:
        wide = unicodedata.east_asian_width(character) in "WF"
        self[character] = 2 if wide else 1
        return self[character]


_WIDTHS = _Widths()


def _width(line: str) -> int:
    return sum(map(_WIDTHS.__getitem__, line))

"""What a reader hands over: lines of text, and what it knows about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.anchor import Span
from app.domain.report import Note

_LINE_BREAKS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Raw:
    """Text before anything is understood of it.

    Attributes:
        text: lines joined by LF. Of text files this is the decoded source as it
            is; all other readers make the lines and leave no other line break.
        hints: metadata that the file itself declares, by the names of
            text.metadata.HINTS; dates are `YYYY-MM-DD`.
        furniture_hints: sorted, disjoint spans of whole lines (their LF not
            included) that are page furniture; spans are code points of `text`.
        headings: number of the line, from 0, and depth, from 1, of the headings that
            the file itself names.
    """

    text: str
    hints: Mapping[str, str] = field(default_factory=dict[str, str])
    furniture_hints: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line on its way into a Raw; `furniture` lines are kept, but hidden.

    Attributes:
        heading: its depth when the file says that it is a heading, else 0.
    """

    text: str
    furniture: bool = False
    heading: int = 0


def joined(lines: Iterable[Line]) -> tuple[str, tuple[Span, ...]]:
    """The text of the lines and the spans of its furniture, neighbours in one span."""
    texts: list[str] = []
    spans: list[Span] = []
    position = 0
    follows = False
    for line in lines:
        text = _LINE_BREAKS.sub(" ", line.text)
        texts.append(text)
        if line.furniture:
            start = spans.pop().start if follows else position
            spans.append(Span(start, position + len(text)))
        follows = line.furniture
        position += len(text) + 1
    return "\n".join(texts), tuple(spans)


def headings_of(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The headings among the lines; see Raw."""
    return tuple((number, line.heading) for number, line in enumerate(lines) if line.heading)

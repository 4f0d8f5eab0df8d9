"""Where a passage lies: spans, quotes and anchors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32
"""Code points of context kept before and after a quote."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in a report's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """An empty span is still a span (len() alone would make it false)."""
        return True

    def of(self, text: str) -> str:
        """The passage itself, cut out of the canonical text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """What a passage says, with up to CONTEXT code points on either side.

    Source: TextQuoteSelector of the W3C Web Annotation Data Model, 4.2.4.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def at(cls, text: str, span: Span) -> Quote:
        return cls(
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """A recorded place: position and words, so that either can find the other."""

    span: Span
    quote: Quote

    @classmethod
    def at(cls, text: str, span: Span) -> Anchor:
        """Anchor a span of `text`.

        Raises:
            ValueError: the span reaches past the end of the text.
        """
        if span.end > len(text):
            raise ValueError(f"span {span.start}..{span.end} in a text of {len(text)}")
        return cls(span, Quote.at(text, span))


class AnchorState(StrEnum):
    """How sure we are that an anchor still points at its passage."""

    EXACT = "exact"
    MOVED = "moved"
    TO_CONFIRM = "to_confirm"
    LOST = "lost"

    @property
    def is_sure(self) -> bool:
        """A person need not look."""
        return self in (AnchorState.EXACT, AnchorState.MOVED)

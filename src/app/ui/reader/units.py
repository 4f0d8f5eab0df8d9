"""Units of selection: the character, word, sentence or paragraph at a place of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from app.domain.anchor import Span
from app.text.sentences import paragraph_span, sentence_span
from app.text.words import fallback_ends, word_at


class Unit(IntEnum):
    """What one, two, three and four clicks select."""

    CHARACTER = 1
    WORD = 2
    SENTENCE = 3
    PARAGRAPH = 4


class Units:
    """Where units begin and end in one text.

    Until the true word boundaries are known (set_word_ends), words come from
    the list of terms and a rule of thumb.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0]
        at = text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)
        self._ends: Sequence[Sequence[int]] | None = None

    def set_word_ends(self, ends: Sequence[Sequence[int]] | None) -> None:
        """Ends of the words of every line, in code points of that line."""
        self._ends = ends if ends is not None and len(ends) == len(self._lines) else None

    def at(self, place: int, unit: Unit) -> Span:
        """The unit that holds the character at a place."""
        if unit is Unit.PARAGRAPH:
            return paragraph_span(self._text, place)
        if unit is Unit.SENTENCE:
            return sentence_span(self._text, place)
        if unit is Unit.WORD:
            start, ends = self._words_of_line(place)
            word = word_at(ends, place - start)
            if word is not None:
                return Span(start + word.start, start + word.end)
        return Span(place, place)

    def word_edge(self, place: int, step: int) -> int:
        """The next (step 1) or previous (−1) edge of a word, over line ends too."""
        start, ends = self._words_of_line(place)
        inside = place - start
        if step > 0:
            after = bisect_right(ends, inside)
            if after < len(ends):
                return start + ends[after]
            return min(len(self._text), start + (ends[-1] if ends else 0) + 1)
        edges = [0, *ends]
        before = [edge for edge in edges if edge < inside]
        return start + before[-1] if before else max(0, start - 1)

    def _words_of_line(self, place: int) -> tuple[int, Sequence[int]]:
        line = bisect_right(self._lines, place) - 1
        start = self._lines[line]
        if self._ends is not None:
            return start, self._ends[line]
        end = self._lines[line + 1] - 1 if line + 1 < len(self._lines) else len(self._text)
        return start, _fallback(self._text[start:end])


@lru_cache(maxsize=64)
def _fallback(line: str) -> tuple[int, ...]:
    return fallback_ends(line)

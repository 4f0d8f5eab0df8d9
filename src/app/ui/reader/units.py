"""Units of selection: the character, word, sentence or paragraph at a place of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.lines import BLANKS
from app.text.sentences import paragraph_span, sentence_span
from app.text.words import fallback_ends, word_at


class Unit(IntEnum):
    """What one, two, three and four clicks select."""

    CHARACTER = 1
    WORD = 2
    SENTENCE = 3
    PARAGRAPH = 4


class Units:
    """Where units begin and end in one text; all places are code points.

    Until the true word boundaries are known (set_word_ends), words come from
    the list of terms and a rule of thumb.
    """

    def __init__(self, text: str, sections: Sequence[Section] = ()) -> None:
        self._text = text
        self.set_sections(sections)
        self._lines = [0]
        at = text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)
        self._ends: Sequence[Sequence[int]] | None = None

    def set_sections(self, sections: Sequence[Section]) -> None:
        """The outline, which a person may have corrected."""
        self._sections = [s.span for s in sections if s.kind is not SectionKind.ITEM]

    def set_word_ends(self, ends: Sequence[Sequence[int]] | None) -> None:
        """Ends of the words of every line, in code points of that line."""
        self._ends = ends if ends is not None and len(ends) == len(self._lines) else None

    def at(self, place: int, unit: Unit) -> Span:
        """The unit that holds the character at a place; empty between units."""
        if unit is Unit.PARAGRAPH:
            return paragraph_span(self._text, place)
        if unit is Unit.SENTENCE:
            return sentence_span(self._text, place)
        line = self._line_at(place)
        start = self._lines[line]
        if unit is Unit.WORD:
            word = word_at(self._words(line), place - start)
            if word is not None:
                return Span(start + word.start, start + word.end)
        elif place < self._line_end(line):
            return Span(place, place + 1)
        return Span(place, place)

    def before(self, place: int, unit: Unit) -> Span:
        """The unit that ends at a place or holds the character before it; empty at a line's start.

        It is meant where somebody points past the end of a line.
        """
        return self.at(place - 1 if place > self._lines[self._line_at(place)] else place, unit)

    def edge(self, place: int, unit: Unit, step: int) -> int:
        """The next end (step 1) or the previous beginning (−1) of a unit.

        Blanks and line ends are no units: they are stepped over. The ends of
        the text bound everything.
        """
        line = self._line_at(place)
        if step > 0:
            for number in range(line, len(self._lines)):
                for span in self._spans(number, unit):
                    if span.end > place:
                        return span.end
            return len(self._text)
        for number in range(line, -1, -1):
            for span in reversed(list(self._spans(number, unit))):
                if span.start < place:
                    return span.start
        return 0

    def nearest_edge(self, place: int) -> int:
        """The end or beginning of a word that lies nearest to a place of its line."""
        word = self.at(place, Unit.WORD)
        if not len(word):
            return place
        return word.start if place - word.start <= word.end - place else word.end

    def without_blanks(self, span: Span) -> Span:
        """A span without the blanks and line breaks at its ends; empty when it holds nothing else."""
        start, end = span.start, span.end
        while start < end and self._is_blank(start):
            start += 1
        while start < end and self._is_blank(end - 1):
            end -= 1
        return Span(start, end)

    def around(self, place: int) -> list[Span]:
        """Units that hold a place, each one wider than the one before.

        Word, sentence, paragraph, the sections from the innermost out, everything.
        """
        wider = [
            *(self.at(place, unit) for unit in (Unit.WORD, Unit.SENTENCE, Unit.PARAGRAPH)),
            *sorted((s for s in self._sections if s.start <= place < s.end), key=len),
            Span(0, len(self._text)),
        ]
        found: list[Span] = []
        for span in wider:
            part = self.without_blanks(span)
            if len(part) and (not found or (part.contains(found[-1]) and part != found[-1])):
                found.append(part)
        return found

    def _is_blank(self, at: int) -> bool:
        return self._text[at] in BLANKS or self._text[at] == "\n"

    def _spans(self, line: int, unit: Unit) -> Iterator[Span]:
        """The units of a line that are more than blanks, in order."""
        start, end = self._lines[line], self._line_end(line)
        if unit is Unit.CHARACTER:
            yield from (Span(at, at + 1) for at in range(start, end) if not self._is_blank(at))
        elif unit is Unit.WORD:
            at = start
            for inside in self._words(line):
                if not self._text[at : start + inside].isspace():
                    yield Span(at, start + inside)
                at = start + inside
        elif unit is Unit.PARAGRAPH:
            yield from (s for s in (paragraph_span(self._text, start),) if len(s))
        else:
            paragraph = paragraph_span(self._text, start)
            at = paragraph.start
            while at < paragraph.end:
                sentence = sentence_span(self._text, at)
                if len(sentence):
                    yield sentence
                at = max(sentence.end, at + 1)

    def _line_at(self, place: int) -> int:
        return bisect_right(self._lines, place) - 1

    def _line_end(self, line: int) -> int:
        return self._lines[line + 1] - 1 if line + 1 < len(self._lines) else len(self._text)

    def _words(self, line: int) -> Sequence[int]:
        if self._ends is not None:
            return self._ends[line]
        return _fallback(self._text[self._lines[line] : self._line_end(line)])


@lru_cache(maxsize=64)
def _fallback(line: str) -> tuple[int, ...]:
    return fallback_ends(line)

"""Matching: where the patterns of a rule stand, and how far a mark reaches around a find."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from app.domain.anchor import Span
from app.domain.errors import Invalid
from app.domain.rule import RuleScope
from app.text.fold import fold
from app.text.sentences import paragraph_span, sentence_span
from app.text.words import term_at, word_at

MOST_IN_TEXT = 20_000
"""Finds of one text beyond which nobody looks any more."""


def compiled(pattern: str, *, exact: bool) -> re.Pattern[str]:
    """A regular expression as rules use it: letter case is ignored unless `exact`.

    Raises:
        Invalid: `bad_pattern` (pattern, reason: what Python says of it, position).
    """
    try:
        return re.compile(pattern, 0 if exact else re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        reason = error.msg if isinstance(error, re.error) else type(error).__name__
        position = (error.pos or 0) if isinstance(error, re.error) else 0
        raise Invalid(
            "bad_pattern", pattern=pattern, reason=reason, position=position + 1
        ) from error


def pattern_finds(text: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Where the patterns stand in the paragraphs of a text, each looked at by itself.

    Finds of no length are none. A hostile pattern may take for ever: call this
    where it can be killed.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        for pattern in patterns:
            found += [
                (start + m.start(), start + m.end()) for m in pattern.finditer(line) if m.group()
            ]
        start += len(line) + 1
        if len(found) > MOST_IN_TEXT:
            break
    return sorted(set(found))


class Reach:
    """How far a mark reaches around a find, in one report.

    Args:
        ends: word ends per line (see text.words); None while they are not known:
            a word is then a term of the genre, else the find itself.
    """

    def __init__(
        self,
        text: str,
        body: Span,
        furniture: Sequence[Span],
        scope: RuleScope,
        ends: Sequence[Sequence[int]] | None = None,
    ) -> None:
        self._text, self._scope, self._ends = text, scope, ends
        self._body = body
        self._hidden = sorted(furniture)
        self._hidden_starts = [span.start for span in self._hidden]
        self._lines: list[int] = []

    def holds(self, find: Span) -> bool:
        """Whether a find lies in what is read: inside the body, touching no furniture."""
        return self._body.contains(find) and not any(
            hidden.overlaps(find) for hidden in self._hidden_near(find)
        )

    def span(self, find: Span) -> Span:
        """What would be marked: holds the find, stays in the body and off the furniture."""
        start, end = self._wished(find)
        start, end = max(min(start, find.start), self._body.start), max(end, find.end)
        end = min(end, self._body.end)
        for hidden in self._hidden_near(Span(start, end)):
            if hidden.end <= find.start:
                start = max(start, hidden.end)
            elif hidden.start >= find.end:
                end = min(end, hidden.start)
        return Span(start, end)

    def surroundings(self, find: Span) -> str:
        """The words in which nothing unwanted may stand: the sentence, or the paragraph."""
        if self._scope is RuleScope.PARAGRAPH:
            return self.span(find).of(self._text)
        return self._text[slice(*self._sentence(find))]

    def _wished(self, find: Span) -> tuple[int, int]:
        match self._scope:
            case RuleScope.MATCH:
                return find.start, find.end
            case RuleScope.WORD:
                return self._word(find.start).start, self._word(find.end - 1).end
            case RuleScope.SENTENCE:
                return self._sentence(find)
            case RuleScope.PARAGRAPH:
                whole = paragraph_span(self._text, find.start)
                return whole.start, max(whole.end, paragraph_span(self._text, find.end - 1).end)

    def _sentence(self, find: Span) -> tuple[int, int]:
        first = sentence_span(self._text, find.start)
        if find.end <= first.end:
            return min(first.start, find.start), first.end
        last = sentence_span(self._text, find.end - 1)
        return min(first.start, find.start), max(last.end, find.end)

    def _word(self, place: int) -> Span:
        """The word at a code point; the code point itself where no word is known."""
        if not self._lines:
            self._lines = _line_starts(self._text)
        number = bisect_right(self._lines, place) - 1
        start = self._lines[number]
        word = None
        if self._ends is not None and number < len(self._ends):
            word = word_at(self._ends[number], place - start)
        elif self._ends is None:
            close = self._text.find("\n", place)
            word = term_at(
                self._text[start : len(self._text) if close < 0 else close], place - start
            )
        if word is None:
            return Span(place, place + 1)
        return Span(start + word.start, start + word.end)

    def _hidden_near(self, span: Span) -> Iterator[Span]:
        """Furniture that could touch a span."""
        first = max(0, bisect_left(self._hidden_starts, span.start) - 1)
        for hidden in self._hidden[first:]:
            if hidden.start >= span.end:
                return
            if hidden.overlaps(span):
                yield hidden


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts += [m.end() for m in re.finditer("\n", text)]
    return starts


def has_any(text: str, words: Iterable[str], *, exact: bool) -> bool:
    """Whether one of the words stands in a text."""
    if exact:
        return any(word in text for word in words)
    folded = fold(text)
    return any(fold(word) in folded for word in words)


def joined(finds: Iterable[tuple[Span, Span]]) -> list[tuple[Span, tuple[Span, ...]]]:
    """What is marked with the finds in it; marks that overlap become one.

    Args:
        finds: pairs of mark and find, in any order.
    """
    done: list[tuple[Span, tuple[Span, ...]]] = []
    for mark, find in sorted(finds):
        if done and done[-1][0].overlaps(mark):
            last, within = done[-1]
            wider = Span(last.start, max(last.end, mark.end))
            done[-1] = wider, tuple(sorted({*within, find}))
        else:
            done.append((mark, (find,)))
    return done

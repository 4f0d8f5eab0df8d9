"""Finding a passage by its words, when the text it was made in is not at hand.

Stricter than following.py with the former text: nothing is placed for sure on likeness
alone, and a short quote needs its context (government reports repeat themselves).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from app.domain.anchor import AnchorState, Quote, Span
from app.text.anchoring import MIN_CONTEXT, MIN_MARGIN, Placement, common_length, occurrences
from app.text.nearness import MIN_FUZZY, Nearest
from app.text.position_map import Key, key_text
from app.text.relocating import OFFERED_ERRORS, Candidate

SHORT = 7
"""A shorter quote (white space apart) is placed only where its context stands too."""

FORMULAIC = 24
"""A quote up to this long that has lost its whole context may be another passage."""

TOLD = 8
"""So much context must be recorded for its absence to say anything."""

GONE = 0.2
"""Less of the context than this stands there: it is gone."""

BEGUN = 8
"""A quote that only begins its passage and says so has at least so many characters."""

LONG = 24
CLEARLY = 4
"""One that does not say so has so many, and lacks so many of its passage."""

ELLIPSES = ("…", "...", "．．．")


class Quoting:
    """Looks for quotes in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _key(self) -> Key:
        return Key.of(self._text)

    @cached_property
    def _near(self) -> Nearest:
        return Nearest(self._key.key, [(0, len(self._key.key))])

    def stands(self, quote: str, span: Span) -> bool:
        """Whether a span says what a quote says, white space and width apart.

        Some programs cut a long quote off: its beginning is enough where they say so by an
        ellipsis, or where it is long and clearly shorter than the passage. One that lacks a
        character or two may as well mean a place beside it.
        """
        if span.end > len(self._text):
            return False
        passage = span.of(self._text)
        if passage == quote:
            return True
        words, said = key_text(passage), key_text(quote.rstrip("….． "))
        is_told = quote.rstrip().endswith(ELLIPSES) and len(said) >= BEGUN
        is_cut = len(said) >= LONG and len(words) - len(said) >= CLEARLY
        is_begun = words.startswith(said) and (is_told or is_cut)
        return bool(words) and (words == key_text(quote) or is_begun)

    def place(self, quote: Quote, hint: Span | None = None) -> Placement:
        """Where the passage stands.

        Args:
            hint: where the file says it stands; taken when these words stand there.

        Returns:
            EXACT where the hint says, or at the only place when there is no hint;
            MOVED at another place that is sure; TO_CONFIRM at the likeliest; LOST.
        """
        if hint is not None and quote.exact and self.stands(quote.exact, hint):
            return Placement(hint, AnchorState.EXACT, 1.0)
        same = self._ranked(quote, hint)
        found = same or self._alike(quote)
        if not found:
            return Placement(None, AnchorState.LOST, 0.0, 0.0)
        best = found[0]
        margin = best.score - (found[1].score if len(found) > 1 else 0.0)
        sure = AnchorState.EXACT if hint in (None, best.span) else AnchorState.MOVED
        state = sure if self._is_sure(quote, same) else AnchorState.TO_CONFIRM
        return Placement(best.span, state, best.score, margin)

    def _is_sure(self, quote: Quote, same: Sequence[Candidate]) -> bool:
        """Whether the best of the places that say the same is the passage for sure."""
        words = key_text(quote.exact)
        if not words or not same:
            return False
        told = len(key_text(quote.prefix)) + len(key_text(quote.suffix))
        agreed = [2 * candidate.score - 1 for candidate in same[:2]]
        if len(same) > 1:
            return agreed[0] >= MIN_CONTEXT and agreed[0] - agreed[1] >= MIN_MARGIN
        if len(words) < SHORT:
            return bool(told) and agreed[0] >= MIN_CONTEXT
        return not (told >= TOLD and agreed[0] < GONE and len(words) < FORMULAIC)

    def candidates(self, quote: Quote, hint: Span | None = None, limit: int = 5) -> list[Candidate]:
        """The places that come nearest, the best first; a place that says the same goes first."""
        same = self._ranked(quote, hint)
        if len(same) < limit:
            near = self._alike(quote)
            same += [c for c in near if not any(c.span.overlaps(s.span) for s in same)]
        return same[:limit]

    def _ranked(self, quote: Quote, hint: Span | None) -> list[Candidate]:
        """The places that say the same, by their context, then by their distance from the hint.

        The score is half for the words, half for the share of the context that stands there.
        """
        at = hint.start if hint else 0
        same = [
            Candidate(span, (1.0 + self._agreement(span, quote)) / 2)
            for span in self._same(quote.exact)
        ]
        return sorted(
            same,
            key=lambda c: (-c.score, c.span.of(self._text) != quote.exact, abs(c.span.start - at)),
        )

    def _same(self, exact: str) -> list[Span]:
        """Where the text says the same, white space and width apart."""
        words = key_text(exact)
        if not words:
            return [Span(at, at + len(exact)) for at in occurrences(self._text, exact)]
        places = occurrences(self._key.key, words)
        spans = [self._key.span(at, at + len(words)) for at in places]
        return [self._with_edges(span, exact) for span in spans]

    def _with_edges(self, span: Span, exact: str) -> Span:
        """The span with the white space at its ends that was quoted too."""
        lead = exact[: len(exact) - len(exact.lstrip())]
        tail = exact[len(exact.rstrip()) :]
        start, end = span.start, span.end
        if lead and self._text.endswith(lead, 0, start):
            start -= len(lead)
        if tail and self._text.startswith(tail, end):
            end += len(tail)
        return Span(start, end)

    def _alike(self, quote: Quote) -> list[Candidate]:
        words = key_text(quote.exact)
        if len(words) < MIN_FUZZY:
            return []
        found: list[Candidate] = []
        for start, end, errors in self._near.places(words, OFFERED_ERRORS):
            span = self._key.span(start, end)
            likeness = max(0.0, 1 - errors / len(words))
            found.append(Candidate(span, likeness * (1.0 + self._agreement(span, quote)) / 2))
        return sorted(found, key=lambda c: -c.score)

    def _agreement(self, span: Span, quote: Quote) -> float:
        """The share of the recorded context that stands there; 1 when none is recorded."""
        before, after = key_text(quote.prefix), key_text(quote.suffix)
        if not before and not after:
            return 1.0
        start, end = self._key.range(span)
        key = self._key.key
        left = common_length(key[max(0, start - len(before)) : start][::-1], before[::-1])
        right = common_length(key[end : end + len(after)], after)
        return (left + right) / (len(before) + len(after))

"""Finding an anchored passage again with nothing but what the anchor recorded.

With the former text at hand, relocating.py does better.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.anchor import Anchor, AnchorState, Quote, Span

MIN_CONTEXT = 0.5  # share of the context that must agree to choose between several places
MIN_MARGIN = 0.2  # and its lead over the second-best place
MAX_PLACES = 1000  # a quote that occurs more often is not told apart by context


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor lies now.

    Attributes:
        span: the passage, None when LOST.
        score: 0..1; 1 for the recorded place or the only place with full context.
        margin: lead of the score over the second-best place, 0..1.
    """

    span: Span | None
    state: AnchorState
    score: float
    margin: float = 1.0


def locate(text: str, anchor: Anchor) -> Placement:
    """Find where an anchor lies in a text, which may differ from the one it was made in.

    The recorded span first, then the only occurrence of the quote, then the
    occurrence whose context agrees best. Words are compared exactly.

    Returns:
        EXACT at the recorded span; MOVED at another place that is the only one or
        clearly the best; TO_CONFIRM at the best of several; else LOST.

    Source: selectors of the W3C Web Annotation model, section 4.2; trying the
    exact span before the quote is our choice (tests/text).
    """
    quote = anchor.quote
    if anchor.span.end <= len(text) and anchor.span.of(text) == quote.exact:
        return Placement(anchor.span, AnchorState.EXACT, 1.0)
    places = _places(text, quote.exact)
    if not places:
        return Placement(None, AnchorState.LOST, 0.0, 0.0)
    far = {place: abs(place.start - anchor.span.start) for place in places}
    ranked = sorted(places, key=lambda p: (-_agreement(text, p, quote), far[p]))
    best = ranked[0]
    score = _agreement(text, best, quote)
    if len(ranked) == 1:
        return Placement(best, AnchorState.MOVED, 0.5 + score / 2)
    lead = score - _agreement(text, ranked[1], quote)
    is_clear = score >= MIN_CONTEXT and lead >= MIN_MARGIN
    return Placement(best, AnchorState.MOVED if is_clear else AnchorState.TO_CONFIRM, score, lead)


def _places(text: str, exact: str) -> list[Span]:
    """Every occurrence, overlapping ones too, up to MAX_PLACES."""
    return [Span(at, at + len(exact)) for at in occurrences(text, exact)]


def occurrences(text: str, exact: str) -> list[int]:
    """Where a wording stands, overlapping places too, up to MAX_PLACES."""
    found: list[int] = []
    at = text.find(exact) if exact else -1
    while at >= 0 and len(found) < MAX_PLACES:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _agreement(text: str, place: Span, quote: Quote) -> float:
    """The share of the recorded context that stands around a place; 1 when none was recorded."""
    recorded = len(quote.prefix) + len(quote.suffix)
    if not recorded:
        return 1.0
    before = text[max(0, place.start - len(quote.prefix)) : place.start]
    after = text[place.end : place.end + len(quote.suffix)]
    same = common_length(before[::-1], quote.prefix[::-1]) + common_length(after, quote.suffix)
    return same / recorded


def common_length(left: str, right: str) -> int:
    """Length of the common beginning."""
    if left == right:
        return len(left)
    for i, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return i
    return min(len(left), len(right))

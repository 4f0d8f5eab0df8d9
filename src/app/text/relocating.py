"""Following passages from a former text to the one that took its place.

Every place is followed through both texts (position_map.py). Government reports are full
of formulaic sentences that differ by a name or a number, so nothing is placed silently on
likeness alone: a silent placement says the same words (white space, width and punctuation
apart) or is a passage in which only a particle was altered, between surroundings that both
stayed; and nothing else may say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.anchor import CONTEXT, AnchorState, Span
from app.text.anchoring import MAX_PLACES, Placement, common_length, occurrences
from app.text.nearness import MIN_FUZZY, Nearest, likeness
from app.text.position_map import Block, PositionMap

SURE_SCORE = 0.85  # placed without asking, from here
SURE_MARGIN = 0.10  # and with this lead over every other place
SURE_SIDE = 0.5  # share of the context that must have stayed on either side
LIKELY_SCORE = 0.5  # offered for confirmation, from here
PARTICLES = "的地得了着和与及"  # a passage in which only these were altered is the same one
FRAMED_WORDS = 0.3  # and to be offered because its surroundings stayed
MOVED_FRAME = 16  # characters, context included, that must stand once to tell a move
MOVED_ALONE = 24  # the same for a passage that is a paragraph of its own
SHORT = 12  # a shorter passage needs words beside it that are the same
TOUCHING = 4  # so many
WIDE = 160  # context looked at when the nearest one was rewritten
REACH = 2048  # how far the surroundings of two places are compared
AHEAD = 8  # by so much they must agree further to tell equal passages apart
OFFERED_ERRORS = 0.4  # share of a passage that may differ in what a person is offered
SECOND = 0.8  # what a place counts whose surroundings agree clearly less


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a passage may stand now, and how well it fits (0..1)."""

    span: Span
    score: float


def relocate(
    old: str,
    new: str,
    spans: Sequence[Span],
    step: Callable[[int, int], None] | None = None,
) -> list[Placement]:
    """Where passages of a former text lie in the new one, in the order given.

    Args:
        step: called now and then with how many are done and how many there are.

    Returns:
        EXACT: the same words at the same offsets; MOVED: surely the same passage,
        elsewhere or slightly altered; TO_CONFIRM: the best place, a person should
        look; LOST.
    """
    if old == new:
        return [Placement(span, AnchorState.EXACT, 1.0) for span in spans]
    following = Following(old, new)
    placed: list[Placement] = []
    for number, span in enumerate(spans):
        placed.append(following.place(span))
        if step and number % 100 == 99:
            step(number + 1, len(spans))
    return placed


@dataclass(frozen=True, slots=True)
class _Fit:
    """A place in the new key and what speaks for it.

    Attributes:
        words: likeness of the wording; `is_same`: white space, width and punctuation apart.
        before, after: share of the context that stands on either side.
        is_in_order: the place follows from what stands around it.
        is_single: words and context stand once in both texts.
    """

    start: int
    end: int
    words: float
    is_same: bool
    before: float
    after: float
    score: float
    is_in_order: bool = False
    is_single: bool = False


class Following:
    """Follows passages from one text to another."""

    def __init__(self, old: str, new: str) -> None:
        self.map = PositionMap(old, new)
        self._old = self.map.old
        self._new = self.map.new
        self._free = Nearest(self._new.key, self.map.come)
        self._rivals: dict[str, tuple[list[int], list[int]]] = {}
        self._again: dict[str, bool] = {}

    def place(self, span: Span) -> Placement:
        """Where one passage lies now."""
        start, end = self._old.range(span)
        if start >= end:
            return self._place_blank(span)
        fits = self._fits(start, end)
        if not fits:
            return Placement(None, AnchorState.LOST, 0.0, 0.0)
        best = fits[0]
        others = [fit.score for fit in fits[1:]]
        margin = max(0.0, best.score - max([*others, *self._rival_scores(start, end, best)] or [0]))
        if self._is_sure(start, end, best) and margin >= SURE_MARGIN:
            found = self._span(span, best)
            is_exact = found == span and found.of(self._new.text) == span.of(self._old.text)
            state = AnchorState.EXACT if is_exact else AnchorState.MOVED
            return Placement(found, state, best.score, margin)
        is_framed = (
            best.is_in_order
            and best.words >= FRAMED_WORDS
            and min(best.before, best.after) >= SURE_SIDE
        )
        if best.score >= LIKELY_SCORE or is_framed:
            return Placement(self._span(span, best), AnchorState.TO_CONFIRM, best.score, margin)
        return Placement(None, AnchorState.LOST, best.score, margin)

    def candidates(self, span: Span, limit: int = 5) -> list[Candidate]:
        """The places that come nearest to a passage, the best first.

        Places that are known to be another passage of the former text are among
        them, after the free ones: a person may know better.
        """
        start, end = self._old.range(span)
        if start >= end:
            return []
        key = self._old.key[start:end]
        fits = self._fits(start, end)
        taken = [self._elsewhere(start, end, at, at + len(key)) for at in self._all(key)]
        if len(fits) + len(taken) < limit:
            everywhere = Nearest(self._new.key, [(0, len(self._new.key))])
            near = everywhere.places(key, OFFERED_ERRORS)
            taken += [self._elsewhere(start, end, s, e) for s, e, _ in near]
        fits += [replace(fit, score=fit.score / 2) for fit in _ranked(taken)]
        return [Candidate(self._span(span, fit), fit.score) for fit in _apart(fits)[:limit]]

    # --- places -------------------------------------------------------------------

    def _fits(self, start: int, end: int) -> list[_Fit]:
        """The places that are not known to be another passage, the best first, apart."""
        fits = [fit for fit in (self._in_order(start, end),) if fit]
        if fits and fits[0].is_same and min(fits[0].before, fits[0].after) >= SURE_SIDE:
            return fits
        fits += [self._elsewhere(start, end, fit.start, fit.end) for fit in fits]
        key = self._old.key[start:end]
        for piece in self.map.moved_pieces(start, end):
            if 2 * piece.length >= end - start:
                low = piece.new - (piece.old - start)
                low, high = max(low, 0), min(low + end - start, len(self._new.key))
                fits.append(self._elsewhere(start, end, low, high))
        free, _ = self._free_places(key)
        fits += [self._elsewhere(start, end, at, at + len(key)) for at in free[:20]]
        if not any(fit.is_same for fit in fits):
            fits += [self._elsewhere(start, end, s, e) for s, e, _ in self._free.places(key)]
        return _apart(_ranked(fits))

    def _in_order(self, start: int, end: int) -> _Fit | None:
        """The place that follows from what stayed of the passage and beside it."""
        pieces = _together(self.map.pieces(start, end), end - start)
        if not pieces:
            return None
        low = self._stretched(pieces[0].old - start, pieces[0].old, pieces[0].new, -1)
        high = self._stretched(end - pieces[-1].old_end, pieces[-1].old_end, pieces[-1].new_end, 1)
        before = self._kept(max(0, start - CONTEXT), start, max(0, start - WIDE), start)
        old_end = len(self._old.key)
        after = self._kept(end, min(old_end, end + CONTEXT), end, min(old_end, end + WIDE))
        words, is_same = self._words(start, end, low, high)
        score = _score(words, before, after, end - start)
        return _Fit(low, high, words, is_same, before, after, score, is_in_order=True)

    def _stretched(self, missing: int, old: int, new: int, way: int) -> int:
        """The edge of a passage whose first or last characters were replaced.

        What stands between the surviving frame and the surviving words belongs to
        the passage, unless it is much more than what is missing.
        """
        if not missing:
            return new
        beyond = old - missing - 1 if way < 0 else old + missing
        pieces = self.map.pieces(beyond, beyond + 1) if beyond >= 0 else []
        if pieces:
            edge = pieces[0].new + 1 if way < 0 else pieces[0].new
            if 0 <= (new - edge if way < 0 else edge - new) <= 2 * missing + 8:
                return edge
        return new

    def _kept(self, near_low: int, near_high: int, wide_low: int, wide_high: int) -> float:
        if near_low >= near_high:
            return 1.0  # the text begins or ends here
        return max(self._share(near_low, near_high), self._share(wide_low, wide_high))

    def _share(self, low: int, high: int) -> float:
        return self.map.kept(low, high, least=3) / (high - low)

    def _elsewhere(self, start: int, end: int, low: int, high: int) -> _Fit:
        """A place out of order, judged by what the paragraph says beside it."""
        a, b = self._old.key, self._new.key
        words, is_same = self._words(start, end, low, high)
        first, last = self._line(start, end)
        left = min(CONTEXT, start - first)
        right = min(CONTEXT, last - end)
        before = likeness(a[start - left : start], b[max(0, low - left) : low]) if left else 0.0
        after = likeness(a[end : end + right], b[high : high + right]) if right else 0.0
        sides = [side for side, size in ((before, left), (after, right)) if size]
        if not sides:
            sides = [1.0]
        context = sum(sides) / len(sides)
        score = _score(words, context, context, end - start)
        # Without words of the same paragraph beside it, on neither side or on one, a
        # side is not evidence: both are the mean, and only a single frame makes it sure.
        is_single = is_same and self._is_single(start, end, low, high, alone=not (left or right))
        return _Fit(low, high, words, is_same, context, context, score, is_single=is_single)

    def _line(self, start: int, end: int) -> tuple[int, int]:
        """The paragraphs in which a passage of the old text begins and ends, in its key."""
        text, at = self._old.text, self._old.at
        first = text.rfind("\n", 0, at[start]) + 1
        last = text.find("\n", at[end - 1])
        span = Span(first, len(text) if last < 0 else last)
        return self._old.range(span)

    def _is_single(self, start: int, end: int, low: int, high: int, *, alone: bool) -> bool:
        """Whether the passage with what is the same beside it stands once in either text."""
        a, b = self._old.key, self._new.key
        if a[start:end] != b[low:high]:
            return False
        left, right = self._reach(start, end, low, high, MOVED_FRAME)
        frame = a[start - left : end + right]
        least = MOVED_ALONE if alone else MOVED_FRAME
        return len(frame) >= least and a.count(frame) == 1 and b.count(frame) == 1

    def _words(self, start: int, end: int, low: int, high: int) -> tuple[float, bool]:
        before, after = self._old.key[start:end], self._new.key[low:high]
        if before == after:
            return 1.0, True
        before, after = wording(before), wording(after)
        return likeness(before, after), before == after and bool(before)

    # --- other places that say the same ---------------------------------------------

    def _rival_scores(self, start: int, end: int, best: _Fit) -> Iterator[float]:
        """What speaks for other free places, and for other passages that lost theirs."""
        key = self._old.key[start:end]
        free, gone = self._free_places(key)
        near = self._free.places(key)
        if len(key) >= SHORT and self._has_come_again(key):
            yield best.score
        if not (free or gone or near):
            return
        ours = self._reach(start, end, best.start, best.end, REACH)
        for low, high, errors in near:  # what was altered there may be what is looked for
            if errors and (high <= best.start or best.end <= low):
                theirs = self._reach(start, end, low, high, REACH)
                yield (1 - errors / len(key)) * _rival_score(len(key), ours, theirs)
        for at in free:
            if at + len(key) <= best.start or best.end <= at:
                theirs = self._reach(start, end, at, at + len(key), REACH)
                is_chance = len(key) < SHORT and sum(theirs) < AHEAD
                yield _rival_score(len(key), ours, theirs) if is_chance else best.score
        for at in gone:
            if at + len(key) <= start or end <= at:
                theirs = self._reach(at, at + len(key), best.start, best.end, REACH)
                yield _rival_score(len(key), ours, theirs)

    def _free_places(self, key: str) -> tuple[list[int], list[int]]:
        """Where the same key stands in the new text and is new, and in the old and is gone."""
        known = self._rivals.get(key)
        if known is None:
            known = self._rivals[key] = (
                _mostly_within(self.map.come, self._new.key, key),
                _mostly_within(self.map.gone, self._old.key, key),
            )
        return known

    def _has_come_again(self, key: str) -> bool:
        """Whether the new text says it more often than the old one."""
        known = self._again.get(key)
        if known is None:
            known = self._again[key] = self._new.key.count(key) > self._old.key.count(key)
        return known

    def _all(self, key: str) -> list[int]:
        return occurrences(self._new.key, key)[:50]

    def _reach(self, start: int, end: int, low: int, high: int, most: int) -> tuple[int, int]:
        """How far the texts agree before and after two places; to both ends is all the way."""
        a, b = self._old.key, self._new.key
        left = common_length(
            a[max(0, start - most) : start][::-1], b[max(0, low - most) : low][::-1]
        )
        right = common_length(a[end : end + most], b[high : high + most])
        return left, right

    # --- decisions --------------------------------------------------------------------

    def _is_sure(self, start: int, end: int, fit: _Fit) -> bool:
        if fit.score < SURE_SCORE:
            return False
        if not fit.is_in_order:
            return fit.is_single
        if min(fit.before, fit.after) < SURE_SIDE:
            return False
        length = end - start
        if fit.is_same:
            if length >= SHORT:
                return True
            left, right = self._reach(start, end, fit.start, fit.end, TOUCHING)
            whole = self._line(start, end) == (start, end)
            return left + right >= TOUCHING or whole or left + right == self._available(start, end)
        before = wording(self._old.key[start:end])
        after = wording(self._new.key[fit.start : fit.end])
        return length >= MIN_FUZZY and before.translate(_LEFT_OUT) == after.translate(_LEFT_OUT)

    def _available(self, start: int, end: int) -> int:
        return min(start, TOUCHING) + min(len(self._old.key) - end, TOUCHING)

    def _place_blank(self, span: Span) -> Placement:
        """A passage of white space, or none: it stays between what stands around it."""
        at = self.map.offset(span.start)
        gap = span.of(self._old.text)
        before = self._new.text.rfind(gap, max(0, at - len(gap)), at + len(gap)) if gap else at
        if before < 0:
            return Placement(None, AnchorState.LOST, 0.0, 0.0)
        found = Span(before, before + len(gap))
        state = AnchorState.EXACT if found == span else AnchorState.TO_CONFIRM
        return Placement(found, state, 1.0 if found == span else LIKELY_SCORE, 0.0)

    def _span(self, old: Span, fit: _Fit) -> Span:
        """The place in code points, with the white space at its edges that was marked too."""
        found = self._new.span(fit.start, fit.end)
        words = old.of(self._old.text)
        lead = words[: len(words) - len(words.lstrip())]
        tail = words[len(words.rstrip()) :]
        start, end = found.start, found.end
        if lead and self._new.text.endswith(lead, 0, start):
            start -= len(lead)
        if tail and self._new.text.startswith(tail, end):
            end += len(tail)
        return Span(start, end)


_BETWEEN_FIGURES = re.compile(r"(?<=\d)[.:/\-](?=\d)")
_PUNCTUATION = re.compile(r"[.,:;!?\"'()\[\]<>·/\-]+")


def wording(key: str) -> str:
    """The key without punctuation; a point or dash between two digits is part of a figure."""
    kept = _BETWEEN_FIGURES.sub(lambda m: "\0" + str(".:/-".index(m.group())) + "\0", key)
    return _PUNCTUATION.sub("", kept)


_LEFT_OUT = dict.fromkeys(map(ord, PARTICLES))


def _score(words: float, before: float, after: float, length: int) -> float:
    """Words and context weighed: the longer a passage, the less it needs its context."""
    weight = max(0.2, 0.5 - length / 100)
    return (1 - weight) * words + weight * (before + after) / 2


def _rival_score(length: int, ours: tuple[int, int], theirs: tuple[int, int]) -> float:
    sides = [min(side, CONTEXT) / CONTEXT for side in theirs]
    score = _score(1.0, sides[0], sides[1], length)
    ahead = (ours[0] - theirs[0], ours[1] - theirs[1])
    # Of a section that stands twice, either copy agrees further on one side.
    return score * SECOND if min(ahead) >= AHEAD else score


def _together(pieces: Sequence[Block], length: int) -> Sequence[Block]:
    """The pieces that belong together: the longest, and those near to it."""
    if not pieces or pieces[-1].new_end - pieces[0].new <= 2 * length + CONTEXT:
        return pieces
    heart = max(range(len(pieces)), key=lambda index: pieces[index].length)
    low = high = heart
    most = length + length // 2 + CONTEXT
    while low > 0 and pieces[high].new_end - pieces[low - 1].new <= most:
        low -= 1
    while high + 1 < len(pieces) and pieces[high + 1].new_end - pieces[low].new <= most:
        high += 1
    return pieces[low : high + 1]


def _mostly_within(ranges: Sequence[tuple[int, int]], text: str, key: str) -> list[int]:
    """Occurrences of the key of which at least half lies in the ranges."""
    found: list[int] = []
    length = len(key)
    for low, high in ranges:
        if high - low < length - length // 2:
            continue
        at = text.find(key, max(0, low - length // 2), high + length // 2)
        while at >= 0 and len(found) < MAX_PLACES:
            inside = min(at + length, high) - max(at, low)
            if 2 * inside >= length:
                found.append(at)
            at = text.find(key, at + 1, high + length // 2)
    return found


def _ranked(fits: Iterable[_Fit]) -> list[_Fit]:
    return sorted(fits, key=lambda fit: (-fit.score, not fit.is_in_order, fit.start))


def _apart(fits: Sequence[_Fit]) -> list[_Fit]:
    """The fits without those that lie over a better one."""
    chosen: list[_Fit] = []
    for fit in fits:
        if all(fit.end <= other.start or other.end <= fit.start for other in chosen):
            chosen.append(fit)
    return chosen

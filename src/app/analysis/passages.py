"""Which sentences of two matched sections say the same thing.

Where one report tells in ten lines what the other tells in forty, the headings
alone let the two texts drift apart; a few sentences in between hold them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import log, sqrt

from app.analysis.features import bigrams
from app.domain.report import Section
from app.text.fold import fold

MIN_LIKENESS = 0.14
"""Sentences less alike are no anchors: formula words alone stay below it."""

SHORTEST = 8
"""Characters; shorter sentences say too little."""

MOST = 400
"""Sentences of a section looked at; a longer one is held by its first."""

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    words: Counter[str]


def passages(
    text_a: str,
    outline_a: Sequence[Section],
    text_b: str,
    outline_b: Sequence[Section],
    matched: Sequence[Pair],
) -> tuple[Pair, ...]:
    """Sentences that say the same thing, inside matched sections.

    Args:
        matched: sections by their places in the outlines, rising in both.

    Returns:
        Code points where such sentences begin, rising strictly in both texts.
    """
    found: list[Pair] = []
    for (i, j), following in zip_longest(matched, matched[1:]):
        stop_a = _stop(outline_a, i, following[0] if following else None)
        stop_b = _stop(outline_b, j, following[1] if following else None)
        one = _sentences(text_a, outline_a[i].heading_end, stop_a)
        other = _sentences(text_b, outline_b[j].heading_end, stop_b)
        found += _common(one, other)
    return tuple(found)


def _stop(outline: Sequence[Section], index: int, following: int | None) -> int:
    """A section ends for its sentences where the next matched one begins."""
    end = outline[index].span.end
    return end if following is None else min(end, outline[following].span.start)


def _sentences(text: str, start: int, end: int) -> list[_Sentence]:
    found: list[_Sentence] = []
    for hit in _SENTENCE.finditer(text, start, max(start, end)):
        words = hit.group()
        bare = words.lstrip()
        if len(bare) >= SHORTEST:
            at = hit.start() + len(words) - len(bare)
            found.append(_Sentence(at, Counter(bigrams(fold(bare)))))
        if len(found) == MOST:
            break
    return found


def _common(one: Sequence[_Sentence], other: Sequence[_Sentence]) -> list[Pair]:
    """The heaviest series of like sentences that runs forward in both."""
    likeness = _likeness(one, other)
    best: list[tuple[float, int]] = []
    pairs = sorted((i, j, s) for (i, j), s in likeness.items() if s >= MIN_LIKENESS)
    for k, (i, j, score) in enumerate(pairs):
        before = max(
            ((best[m][0], m) for m in range(k) if pairs[m][0] < i and pairs[m][1] < j),
            default=(0.0, -1),
        )
        best.append((before[0] + score, before[1]))
    series: list[Pair] = []
    at = max(range(len(pairs)), key=lambda k: best[k][0], default=-1)
    while at >= 0:
        i, j, _ = pairs[at]
        series.append((one[i].start, other[j].start))
        at = best[at][1]
    return series[::-1]


def _likeness(one: Sequence[_Sentence], other: Sequence[_Sentence]) -> dict[Pair, float]:
    """Cosines of sentences that share rare words, by their places."""
    frequency = Counter(word for s in (*one, *other) for word in s.words)
    total = len(one) + len(other)
    index: dict[str, list[tuple[int, float]]] = {}
    for j, sentence in enumerate(other):
        for word, x in _vector(sentence.words, frequency, total).items():
            index.setdefault(word, []).append((j, x))
    found: dict[Pair, float] = {}
    for i, sentence in enumerate(one):
        for word, x in _vector(sentence.words, frequency, total).items():
            for j, y in index.get(word, ()):
                found[i, j] = found.get((i, j), 0.0) + x * y
    return found


def _vector(words: Counter[str], frequency: Counter[str], total: int) -> dict[str, float]:
    vector = {word: log(1 + total / frequency[word]) for word in words}
    length = sqrt(sum(x * x for x in vector.values())) or 1.0
    return {word: x / length for word, x in vector.items() if frequency[word] > 1}

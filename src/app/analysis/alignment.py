"""Which sections of two reports speak about the same thing.

Numbers, order and depth do not count: what does is the heading, the words of
the section, and the entries of the codebook that both touch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.analysis.features import (
    Dimension,
    Features,
    SectionText,
    dimensions_of,
    features_of,
    section_texts,
)
from app.analysis.likeness import Pair, Table, likeness

__all__ = [
    "MIN_SCORE",
    "Dimension",
    "Features",
    "Match",
    "SectionText",
    "align",
    "chain",
    "dimensions_of",
    "features_of",
    "match",
    "section_texts",
]

MIN_SCORE = 0.35
"""Pairs below are not shown: of them a reader accepts fewer than he refuses."""

DEEP = 3
MIN_DEEP_SCORE = 0.55
"""Two sections below chapters, inside chapters that do not belong together, must be surer."""


@dataclass(frozen=True, slots=True)
class Match:
    """Section number `a` of one report and number `b` of the other.

    Attributes:
        score: the chance that a reader sets them side by side, 0..1.
        is_pinned: a person did.
    """

    a: int
    b: int
    score: float
    is_pinned: bool = False


def match(
    a: Sequence[SectionText], b: Sequence[SectionText], dimensions: Sequence[Dimension] = ()
) -> tuple[Match, ...]:
    """Pair the sections of two reports by what they are about; see `align`."""
    return align(features_of(a, dimensions), features_of(b, dimensions))


def align(
    a: Features, b: Features, pinned: Collection[Pair] = (), apart: Collection[Pair] = ()
) -> tuple[Match, ...]:
    """Pair the sections of two reports by what they are about.

    Args:
        pinned: pairs a person made.
        apart: pairs a person undid; they are never told.

    Returns:
        One-to-one pairs of at least MIN_SCORE, in the order of `a`. They may
        cross; see `chain`.
    """
    if not a.sections or not b.sections:
        return ()
    table = likeness(a, b, pinned, apart)
    told = {match.a: match.b for match in _best(table, pinned)}
    told_back = {j: i for i, j in told.items()}
    for i, row in enumerate(table):
        outer = a.around[i]
        if a.sections[i].level < DEEP or outer is None:
            continue
        for j, score in enumerate(row):
            other_outer = b.around[j]
            if score >= MIN_DEEP_SCORE or b.sections[j].level < DEEP or other_outer is None:
                continue
            is_elsewhere = outer in told or other_outer in told_back
            if told.get(outer) != other_outer and is_elsewhere:
                row[j] = 0.0
    return tuple(sorted(_best(table, pinned), key=lambda pair: pair.a))


def _best(table: Table, pinned: Collection[Pair]) -> list[Match]:
    """One-to-one pairs, the surest first."""
    ranked = sorted(
        ((score, i, j) for i, row in enumerate(table) for j, score in enumerate(row)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[Match] = []
    for score, i, j in ranked:
        if score < MIN_SCORE:
            break
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append(Match(i, j, round(score, 4), (i, j) in pinned))
    return found


def chain(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The longest series that runs forward in both reports; of equal ones the surest.

    Its members can anchor synchronised scrolling; pairs that cross it cannot.
    """
    pairs = sorted(matches, key=lambda pair: (pair.a, pair.b))
    best: list[tuple[int, float, int]] = []  # length, score, index of the pair before
    for index, pair in enumerate(pairs):
        before = max(
            (
                (best[k][0], best[k][1], k)
                for k in range(index)
                if pairs[k].a < pair.a and pairs[k].b < pair.b
            ),
            default=(0, 0.0, -1),
        )
        best.append((before[0] + 1, before[1] + pair.score, before[2]))
    found: list[Match] = []
    at = max(range(len(pairs)), key=lambda k: best[k][:2], default=-1)
    while at >= 0:
        found.append(pairs[at])
        at = best[at][2]
    return tuple(reversed(found))

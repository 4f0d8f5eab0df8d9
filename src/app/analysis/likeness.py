"""How surely two sections of two reports are about the same thing.

Two logistic functions: the first looks at the two sections alone, the second
also at what the first says of the sections around, inside and beside them.
Their weights were fitted to the pairs for tuning of the hand-made truth
(tests/data/alignment_truth.json) by tests/bench/fit_alignment.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from math import exp, log, sqrt
from operator import mul
from typing import TypeAlias

from app.analysis.features import RESULTS, TOLD_AS_DONE, Counts, Features, Role, Weights

Pair: TypeAlias = tuple[int, int]
Table: TypeAlias = list[list[float]]
"""One row per section of the first report, one number per section of the second."""
Facts: TypeAlias = list[list[tuple[float, ...] | None]]
"""What is known of each two sections; None where they cannot belong together."""

ALONE = {
    "always": -4.04,
    "heading": 1.91,
    "words": 1.92,
    "subject": 4.93,
    "part": 1.29,
    "other part": -1.11,
    "no part named": 0.48,
    "heading told in the other, the lesser": 2.39,
    "heading told in the other, the mean": 2.09,
    "levels apart": -0.52,
    "unlike in length": -0.74,
    "same role": 2.43,
    "one role unknown": -0.9,
    "only one divided": -1.08,
    "only one on top": -0.67,
    "only one tells of results by name": -0.86,
}
"""Weights of what two sections themselves say, in the order of `_facts_of`."""

AMONG = {
    "always": 0.47,
    "levels apart": 0.48,
    "same role": 0.98,
    "only one divided": 0.39,
    "alone": 0.98,
    "around": 0.7,
    "only one inside another": -0.07,
    "inside": 0.22,
    "better one in the other": -2.56,
    "better one for the other": -1.2,
}
"""Weights once the neighbours are known, in the order of `surroundings`."""

_REPEATED = tuple(list(ALONE).index(name) for name in AMONG if name in ALONE)
_alone, _among = tuple(ALONE.values()), tuple(AMONG.values())

_COMMON_WORDS, _COMMON_SUBJECTS = 0.5, 0.6
"""Words in more than this share of all sections say nothing about a subject."""
_COMMON_WORTH = 0.2
_SUREST = 0.9999
_INNER_OF_ONE = 0.5
"""Worth of an inner section that is like the whole other section, which has none."""


def likeness(
    a: Features, b: Features, pinned: Collection[Pair] = (), apart: Collection[Pair] = ()
) -> Table:
    """Chance that a reader sets two sections side by side, 0..1.

    Args:
        pinned: pairs a person made; they are sure and tell about their neighbours.
        apart: pairs a person undid.
    """
    facts = evidence(a, b)
    first = alone(facts)
    for i, j in pinned:
        first[i][j] = _SUREST
    for i, j in apart:
        first[i][j] = 0.0
    table = [
        [_chance(_among, x) if x is not None and s else 0.0 for x, s in zip(*rows, strict=True)]
        for rows in zip(surroundings(a, b, facts, first), first, strict=True)
    ]
    for i, j in pinned:
        table[i][j] = 1.0
    return table


def alone(facts: Facts, weights: tuple[float, ...] = _alone) -> Table:
    """The chances from what the sections themselves say."""
    return [[0.0 if x is None else _chance(weights, x) for x in row] for row in facts]


def _chance(weights: tuple[float, ...], facts: tuple[float, ...]) -> float:
    return 1 / (1 + exp(-sum(map(mul, weights, facts))))


# --- what two sections themselves say ----------------------------------------------------


def evidence(a: Features, b: Features) -> Facts:
    """What each two sections say of their being about the same thing."""
    named = _sections_with(a.named), _sections_with(b.named)
    headings = _products(*_rare(a.named, b.named, *named))
    words = _products(*_rare(a.words, b.words, a.sections_with, b.sections_with))
    subjects = _products(*_subjects(a, b))
    parts = _products([_unit(p) for p in a.parts], [_unit(p) for p in b.parts])
    told, told_back = _told(a, b)
    table: Facts = []
    for i, one in enumerate(a.sections):
        row: list[tuple[float, ...] | None] = []
        table.append(row)
        for j, other in enumerate(b.sections):
            role, other_role = a.roles[i], b.roles[j]
            if not _may_meet(role, other_role):
                row.append(None)
                continue
            there, back, part = told[i][j], told_back[j][i], parts[i][j]
            is_named = bool(a.parts[i]) and bool(b.parts[j])
            row.append(
                (
                    1.0,
                    headings[i][j],
                    words[i][j],
                    subjects[i][j],
                    part,
                    float(is_named and part == 0),
                    float(not is_named),
                    min(there, back),
                    (there + back) / 2,
                    float(abs(one.level - other.level)),
                    abs(log(a.shares[i] / b.shares[j])),
                    _common_role(role, other_role),
                    float(_is_one_unknown(role, other_role)),
                    float(bool(a.inside[i]) != bool(b.inside[j])),
                    float(a.is_top[i] != b.is_top[j]),
                    float(_names_results(role) != _names_results(other_role)),
                )
            )
    return table


def _may_meet(one: Role, other: Role) -> bool:
    """What was done never meets what is wanting or planned, nor one theme all results."""
    if (one.is_theme and _names_results(other)) or (other.is_theme and _names_results(one)):
        return False
    if one.codes and other.codes:
        both_done = one.codes & TOLD_AS_DONE and other.codes & TOLD_AS_DONE
        return bool(one.codes & other.codes or both_done)
    if not _is_one_unknown(one, other):
        return True
    named, unnamed = (one, other) if one.codes else (other, one)
    return named.is_own and unnamed.may_be_any


def _is_one_unknown(one: Role, other: Role) -> bool:
    """One names problems or plans, the other nothing; unnamed parts tell of results."""
    named = one.codes or other.codes
    return bool(named) and not (one.codes and other.codes) and not named & TOLD_AS_DONE


def _common_role(one: Role, other: Role) -> float:
    if not (one.is_own and other.is_own):
        return 0.0
    return len(one.codes & other.codes) / len(one.codes | other.codes)


def _names_results(role: Role) -> bool:
    return role.is_own and RESULTS in role.codes


def _sections_with(sections: Sequence[Weights]) -> Counts:
    return Counter(chain.from_iterable(sections))


def _rare(
    a: Sequence[Weights], b: Sequence[Weights], in_a: Counts, in_b: Counts
) -> tuple[list[Weights], list[Weights]]:
    """Vectors of the words that both reports use; words of few sections weigh most.

    Args:
        in_a, in_b: in how many sections of each report a word stands.
    """
    total = len(a) + len(b)
    most = max(2, total * _COMMON_WORDS)
    logs = _logs(total)
    weight = {
        word: logs[n] if (n := in_a[word] + in_b[word]) <= most else 0.0
        for word in in_a.keys() & in_b.keys()
    }

    def vector(counts: Weights, own: Counts) -> Weights:
        found: Weights = {}
        # Words of one report alone match nothing, yet make the section longer.
        square = 0.0
        for word, x in counts.items():
            rarity = weight.get(word)
            if rarity is None:
                n = own[word]
                if n <= most:
                    y = x * logs[n]
                    square += y * y
            elif rarity:
                found[word] = y = x * rarity
                square += y * y
        length = sqrt(square) or 1.0
        return {word: x / length for word, x in found.items()}

    return [vector(counts, in_a) for counts in a], [vector(counts, in_b) for counts in b]


def _logs(total: int) -> list[float]:
    """How much a word weighs that stands in n of `total` sections, by n."""
    return [0.0, *(log(total / n) for n in range(1, total + 1))]


def _subjects(a: Features, b: Features) -> tuple[list[Weights], list[Weights]]:
    """Per section the entries of the codebook whose words it uses, with their groups."""
    frequency = _sections_with((*a.subjects, *b.subjects))
    total = len(a.subjects) + len(b.subjects)
    most = max(2, total * _COMMON_SUBJECTS)
    weight = {
        word: log(total / n) if 1 < n <= most else _COMMON_WORTH for word, n in frequency.items()
    }
    entries: dict[str, list[tuple[str, str]]] = {}
    for topic in a.topics:
        for word in topic.words:
            entries.setdefault(word, []).append((topic.code, topic.group))

    def vector(counts: Weights) -> Weights:
        found: Weights = {}
        for word, n in counts.items():
            x = n * weight[word]
            for code, group in entries.get(word, ()):
                found[code] = found.get(code, 0.0) + x
                found[group] = found.get(group, 0.0) + x / 2
        return _unit(found)

    return [vector(c) for c in a.subjects], [vector(c) for c in b.subjects]


def _unit(counts: Mapping[str, float]) -> Weights:
    length = sqrt(sum(x * x for x in counts.values())) or 1.0
    return {word: x / length for word, x in counts.items()}


def _products(a: Sequence[Weights], b: Sequence[Weights]) -> Table:
    """Products of each vector of one report with each of the other.

    By way of an index of words: few words are shared, so this is several times
    faster than comparing every pair of vectors.
    """
    index: dict[str, list[tuple[int, float]]] = {}
    for j, vector in enumerate(b):
        for word, x in vector.items():
            index.setdefault(word, []).append((j, x))
    table: Table = []
    for vector in a:
        row = [0.0] * len(b)
        for word, x in vector.items():
            for j, y in index.get(word, ()):
                row[j] += x * y
        table.append(row)
    return table


def _told(a: Features, b: Features) -> tuple[Table, Table]:
    """Which share of each heading is told somewhere in each section of the other report."""
    weight = _logs(len(a.words) + len(b.words))

    def shares(headings: Sequence[Weights], others: Sequence[Weights]) -> Table:
        table: Table = []
        for heading in headings:
            words = [
                (word, weight[a.sections_with[word] + b.sections_with[word]]) for word in heading
            ]
            whole = sum(x for _, x in words) or 1.0
            table.append([sum([x for w, x in words if w in told]) / whole for told in others])
        return table

    return shares(a.named, b.words), shares(b.named, a.words)


# --- what their neighbours say -----------------------------------------------------------


def surroundings(a: Features, b: Features, facts: Facts, first: Table) -> Facts:
    """What the chances of the sections around, inside and beside add to each two."""
    best_rows = [_two_best(row) for row in first]
    best_columns = [_two_best(column) for column in zip(*first, strict=True)]
    table: Facts = []
    for i, row in enumerate(facts):
        found: list[tuple[float, ...] | None] = []
        table.append(found)
        outer = a.around[i]
        for j, x in enumerate(row):
            if x is None:
                found.append(None)
                continue
            other_outer = b.around[j]
            both = outer is not None and other_outer is not None
            chance = first[i][j]
            sure = min(max(chance, 1 - _SUREST), _SUREST)
            found.append(
                (
                    x[0],
                    *(x[k] for k in _REPEATED[1:]),
                    log(sure / (1 - sure)),
                    first[outer][other_outer] if both else 0.0,  # type: ignore[index] - both are there
                    float((outer is None) != (other_outer is None)),
                    _inside(a.inside[i], b.inside[j], i, j, first),
                    max(0.0, _best_but(best_rows[i], j) - chance),
                    max(0.0, _best_but(best_columns[j], i) - chance),
                )
            )
    return table


def _two_best(values: Sequence[float]) -> tuple[int, float, float]:
    """Place of the best value, it, and the next best."""
    best = max(range(len(values)), key=values.__getitem__)
    return best, values[best], max((v for k, v in enumerate(values) if k != best), default=0.0)


def _best_but(best: tuple[int, float, float], place: int) -> float:
    return best[2] if best[0] == place else best[1]


def _inside(one: Sequence[int], other: Sequence[int], i: int, j: int, first: Table) -> float:
    if one and other:
        there = sum(max(first[x][y] for y in other) for x in one) / len(one)
        back = sum(max(first[x][y] for x in one) for y in other) / len(other)
        return (there + back) / 2
    if one:
        return _INNER_OF_ONE * max(first[x][j] for x in one)
    if other:
        return _INNER_OF_ONE * max(first[i][y] for y in other)
    return 0.0

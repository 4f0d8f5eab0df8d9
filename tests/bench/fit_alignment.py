"""Fit the weights of app/analysis/likeness.py to the pairs for tuning of the hand-made truth.

    PYTHONPATH=src .work/venv/bin/python tests/bench/fit_alignment.py

Prints ALONE and AMONG; paste them in when the facts or the truth have changed.
Pairs held out are never looked at. Logistic regression by Newton's method with
a small ridge, so that few pairs of reports do not make a weight extreme.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import exp
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from alignment_quality import Judged, dimensions, judged  # noqa: E402 - the paths come first
from app.analysis import likeness  # noqa: E402
from app.analysis.features import Features, features_of, section_texts  # noqa: E402

RIDGE, STEPS, ENOUGH = 1.0, 12, 1e-4
ALSO_WORTH = 0.6
"""Pairs that a reader only accepts count less than those he makes himself."""

Row = tuple[tuple[float, ...], float, float]
"""Facts, whether the pair is right, what it counts."""


def rows(pair: Judged, facts: likeness.Facts) -> Iterator[Row]:
    for i, line in enumerate(facts):
        for j, known in enumerate(line):
            if known is not None:
                is_also = (i, j) in pair.also
                is_right = is_also or (i, j) in pair.same
                yield known, float(is_right), ALSO_WORTH if is_also else 1.0


def fitted(data: list[Row]) -> list[float]:
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        curve = [[0.0] * size for _ in range(size)]
        slope = [0.0] * size
        for facts, target, worth in data:
            chance = 1 / (1 + exp(-sum(w * x for w, x in zip(weights, facts, strict=True))))
            bend, miss = chance * (1 - chance) * worth, (target - chance) * worth
            for i, x in enumerate(facts):
                if x:
                    slope[i] += x * miss
                    for j, y in enumerate(facts):
                        curve[i][j] += x * y * bend
        for i in range(1, size):  # the first fact is the constant
            curve[i][i] += RIDGE
            slope[i] -= RIDGE * weights[i]
        step = solved(curve, slope)
        weights = [w + d for w, d in zip(weights, step, strict=True)]
        if max(map(abs, step)) < ENOUGH:
            break
    return weights


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss and Jordan; the ridge keeps the matrix regular."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        lines[i] = [value / lines[i][i] for value in lines[i]]
        for r in range(size):
            if r != i and lines[r][i]:
                factor = lines[r][i]
                lines[r] = [v - factor * w for v, w in zip(lines[r], lines[i], strict=True)]
    return [line[size] for line in lines]


def show(name: str, keys: dict[str, float], weights: list[float]) -> None:
    print(f"{name} = {{")
    for key, weight in zip(keys, weights, strict=True):
        print(f'    "{key}": {round(weight, 2)},')
    print("}")


def main() -> None:
    pairs = [pair for pair in judged() if not pair.is_held_out]
    seen: list[tuple[Judged, Features, Features, likeness.Facts]] = []
    for pair in pairs:
        a, b = (
            features_of(section_texts(r.text, r.sections), dimensions()) for r in (pair.a, pair.b)
        )
        seen.append((pair, a, b, likeness.evidence(a, b)))
    alone = fitted([row for pair, _, _, facts in seen for row in rows(pair, facts)])
    show("ALONE", likeness.ALONE, alone)
    among: list[Row] = []
    for pair, a, b, facts in seen:
        first = likeness.alone(facts, tuple(alone))
        among += rows(pair, likeness.surroundings(a, b, facts, first))
    show("AMONG", likeness.AMONG, fitted(among))


if __name__ == "__main__":
    main()

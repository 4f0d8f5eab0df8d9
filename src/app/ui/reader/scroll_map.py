"""The way from one text to another: a map of heights through the places that belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

EDGE = 0.5
"""Pixels from an end of the text within which a match is the end itself."""

GENTLE = 0.25, 4.0
"""Sentences that are alike hold two texts together only where the way stays this even."""

Point = tuple[float, float]


class ScrollMap:
    """A strictly increasing, piecewise linear map of one height onto another."""

    __slots__ = ("_xs", "_ys")

    def __init__(
        self,
        anchors: Iterable[tuple[float, float]],
        height_from: float,
        height_to: float,
        pins: Iterable[tuple[float, float]] = (),
        hints: Iterable[tuple[float, float]] = (),
    ) -> None:
        """
        Args:
            anchors: matched places; crossing ones are dropped, the longest chain stays.
            pins: matched by a person; they win over anchors that cross them.
            hints: probably matched places; used where they keep the way even.
        """
        top = max(1.0, height_from), max(1.0, height_to)
        fixed = increasing((_inward(x, top[0]), _inward(y, top[1])) for x, y in pins)
        free = [a for a in anchors if _is_inside(a, top) and all(_agree(a, f) for f in fixed)]
        points = [(0.0, 0.0), *sorted([*increasing(free), *fixed]), top]
        points = _with_hints(points, sorted(hints))
        self._xs = [x for x, _ in points]
        self._ys = [y for _, y in points]

    def __call__(self, x: float) -> float:
        k = self._piece(x)
        return self._ys[k] + (x - self._xs[k]) * self._slope(k)

    def slope(self, x: float) -> float:
        """Follower pixels per driver pixel at a place."""
        return self._slope(self._piece(x))

    def _piece(self, x: float) -> int:
        return min(max(bisect_right(self._xs, x) - 1, 0), len(self._xs) - 2)

    def _slope(self, k: int) -> float:
        return (self._ys[k + 1] - self._ys[k]) / (self._xs[k + 1] - self._xs[k])


def _inward(value: float, top: float) -> float:
    """A pinned place, kept off the ends of the text, which belong to each other."""
    return min(max(value, EDGE), max(EDGE, top - EDGE))


def _agree(one: Point, other: Point) -> bool:
    """Neither crosses the other nor shares a height with it."""
    return (one[0] < other[0] and one[1] < other[1]) or (one[0] > other[0] and one[1] > other[1])


def _with_hints(points: list[Point], hints: list[Point]) -> list[Point]:
    """The points with those hints between them that keep every slope gentle."""
    found: list[Point] = []
    k = 0
    for here, following in pairwise(points):
        found.append(here)
        while k < len(hints) and hints[k][0] < following[0]:
            hint = hints[k]
            if _is_gentle(found[-1], hint) and _is_gentle(hint, following):
                found.append(hint)
            k += 1
    return [*found, points[-1]]


def _is_gentle(one: Point, other: Point) -> bool:
    across, down = other[0] - one[0], other[1] - one[1]
    return across > 0 and GENTLE[0] <= down / across <= GENTLE[1]


def _is_inside(point: tuple[float, float], top: tuple[float, float]) -> bool:
    return all(EDGE <= value <= limit - EDGE for value, limit in zip(point, top, strict=True))


def increasing(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The longest chain of points that increases strictly in both coordinates."""
    ordered = sorted(set(points), key=lambda p: (p[0], -p[1]))
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, y) in enumerate(ordered):
        at = bisect_left(tails, y)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(y)
            ends.append(index)
        else:
            tails[at], ends[at] = y, index
    chain: list[tuple[float, float]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]

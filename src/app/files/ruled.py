"""Tables as their ruled lines show them: which cell a point of the page lies in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 3.0
"""Points: rules so near meet, and so near lie on one line."""

_MOST_RULES = 1_500
"""More are a drawing, not a table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line; points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_vertical(self) -> bool:
        return self.top - self.bottom > self.right - self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Attributes:
        ys: its horizontal lines from the bottom to the top.
        separators: for each row from the bottom, its vertical lines from left to right.
    """

    ys: tuple[float, ...]
    separators: tuple[tuple[float, ...], ...]

    @property
    def left(self) -> float:
        return min(row[0] for row in self.separators if row)

    @property
    def right(self) -> float:
        return max(row[-1] for row in self.separators if row)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row (from the top) and column of a point; None outside."""
        band = bisect_left(self.ys, y) - 1
        if not 0 <= band < len(self.separators):
            return None
        row = self.separators[band]
        column = bisect_left(row, x) - 1
        if not 0 <= column < len(row) - 1:
            return None
        return len(self.separators) - 1 - band, column

    def columns(self, row: int) -> int:
        return max(1, len(self.separators[len(self.separators) - 1 - row]) - 1)


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that ruled lines make; frames of one cell are none."""
    if len(rules) > _MOST_RULES:
        return []
    # Neighbouring cells that each have a border draw most lines twice.
    once = {
        tuple(round(edge / _NEAR) for edge in (rule.left, rule.bottom, rule.right, rule.top)): rule
        for rule in rules
    }
    found = [grid for group in _groups(list(once.values())) if (grid := _grid(group)) is not None]
    return [grid for grid in found if any(len(row) > 2 for row in grid.separators)]


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch, directly or by way of others."""
    left = list(rules)
    groups: list[list[Rule]] = []
    while left:
        group = [left.pop()]
        place = 0
        while place < len(group):
            rest: list[Rule] = []
            for rule in left:
                (group if _touch(group[place], rule) else rest).append(rule)
            left = rest
            place += 1
        groups.append(group)
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.bottom <= other.top + _NEAR
        and other.bottom <= one.top + _NEAR
    )


def _grid(group: Sequence[Rule]) -> Grid | None:
    upright = [rule for rule in group if rule.is_vertical]
    flat = [rule for rule in group if not rule.is_vertical]
    ys = _places([(rule.bottom + rule.top) / 2 for rule in flat])
    if len(ys) < 2 or len(upright) < 2:
        return None
    separators = tuple(
        _places(
            [
                (rule.left + rule.right) / 2
                for rule in upright
                if rule.bottom - _NEAR <= (low + high) / 2 <= rule.top + _NEAR
            ]
        )
        for low, high in pairwise(ys)
    )
    return Grid(ys, separators) if any(separators) else None


def _places(values: Sequence[float]) -> tuple[float, ...]:
    """Values in order, those near each other as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return tuple(places)

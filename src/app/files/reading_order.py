"""In which order the lines of a page are read: rows, or one column after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.files.sheets import SheetLine

_SAME_ROW = 0.35
_MIDDLE = (0.35, 0.65)
"""Where the gutter of two columns can stand, as a share of the page's width."""

_STEP = 4.0
_MOST_PLACES = 100
"""Tried for the gutter, however large a damaged file says its paper is."""

_SIDE_LINES = 4
_SIDE_EM = 8
"""Lines of a column, on the average, have so many characters; the cells of a table fewer."""

_CROSSING_SHARE = 0.3
_CHANGES_SHARE = 0.25


def in_reading_order(pieces: Sequence[SheetLine], split: float | None) -> list[SheetLine]:
    """Pieces of lines, put in order and joined to rows.

    Args:
        pieces: what stands together without a wide gap, in any order.
        split: where the gutter of two columns is; None for one column.

    Returns:
        Lines; pieces that stand in one row of one column are joined by tabs.
    """
    ordered: list[SheetLine] = []
    left: list[SheetLine] = []
    right: list[SheetLine] = []
    for piece in sorted(pieces, key=lambda line: -line.middle):
        if split is None or piece.left < split - _STEP < split + _STEP < piece.right:
            ordered += _rows(left) + _rows(right)
            left, right = [], []
            ordered.append(piece)
        else:
            (left if (piece.left + piece.right) / 2 < split else right).append(piece)
    ordered += _rows(left) + _rows(right)
    return _rows(ordered) if split is None else ordered


def gutter(pieces: Sequence[SheetLine], width: float) -> float | None:
    """Where the page is split into two columns; None when it is not."""
    places: dict[int, list[float]] = {}
    x = _MIDDLE[0] * width
    step = max(_STEP, (_MIDDLE[1] - _MIDDLE[0]) * width / _MOST_PLACES)
    while x < _MIDDLE[1] * width:
        left = [line for line in pieces if line.right <= x]
        right = [line for line in pieces if line.left >= x]
        crossing = len(pieces) - len(left) - len(right)
        if (
            min(len(left), len(right)) >= _SIDE_LINES
            and crossing <= _CROSSING_SHARE * len(pieces)
            and _is_text(left)
            and _is_text(right)
        ):
            places.setdefault(crossing, []).append(x)
        x += step
    best = places[min(places)] if places else []
    return best[len(best) // 2] if best else None


def is_interleaved(lines: Sequence[SheetLine], split: float) -> bool:
    """Whether lines come from left and right in turn, not column by column."""
    sides = [
        line.left > split
        for line in lines
        if line.right < split + _STEP or line.left > split - _STEP
    ]
    changes = sum(one != other for one, other in pairwise(sides))
    return changes > _CHANGES_SHARE * len(sides)


def _is_text(lines: Sequence[SheetLine]) -> bool:
    return sum((x.right - x.left) / x.size for x in lines) >= _SIDE_EM * len(lines)


def _rows(pieces: Sequence[SheetLine]) -> list[SheetLine]:
    """Pieces, from the top, with those in one row joined from left to right."""
    rows: list[list[SheetLine]] = []
    for piece in pieces:
        if rows and _is_same_row(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda line: line.left)) for row in rows]


def _is_same_row(one: SheetLine, other: SheetLine) -> bool:
    height = max(4.0, min(one.top - one.bottom, other.top - other.bottom))
    return abs(one.middle - other.middle) < _SAME_ROW * height


def _joined(row: Sequence[SheetLine]) -> SheetLine:
    if len(row) == 1:
        return row[0]
    return replace(
        row[0],
        text="\t".join(line.text.strip() for line in row),
        right=max(line.right for line in row),
        top=max(line.top for line in row),
        bottom=min(line.bottom for line in row),
    )

"""Tables of a report: which lines are rows, and the cells in them.

In the canonical text a row is a line with tabs between its cells. A separator is one
unit in the text shown and one in Qt's document, whether it parts lines or cells, so
that a real table keeps every position.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.anchor import Span
from app.text.lines import BLANKS

MOST_COLUMNS = 40
_FEWEST_CELLS_OF_A_LONE_ROW = 3
_LONGEST_HEAD = 24
_NUMBER = re.compile(
    r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])(?:[）)、.．]|[一是])?"
)
_FIGURE = re.compile(r"[-+−]?[0-9][0-9,，.．%％]*")
_PROSE = 40
"""A numbered line longer than this is an item of a list, not a row of two cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The shape of one table; `is_headed`: its first row names the columns."""

    rows: int
    columns: int
    is_headed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place; `across` is how many columns it takes; a figure stands at the right."""

    grid: Grid
    row: int
    column: int
    across: int
    is_figure: bool

    @property
    def is_head(self) -> bool:
        return self.grid.is_headed and self.row == 0


def cells_of(text: str, rows: Sequence[Span]) -> list[tuple[Span, Cell]] | None:
    """The cells of a run of lines, or None when they are no table.

    Args:
        rows: whole lines that follow each other, without their line breaks; a tab
            at an edge parts off an empty cell.
    """
    split = [_split(text, row) for row in rows]
    while all(len(row) > 1 and len(row[0]) == 0 for row in split):
        split = [row[1:] for row in split]  # the whole table is indented
    while all(len(row) > 1 and len(row[-1]) == 0 for row in split):
        split = [row[:-1] for row in split]
    columns = max(map(len, split))
    if columns < 2 or columns > MOST_COLUMNS or _is_list(text, split):
        return None
    if len(split) == 1 and columns < _FEWEST_CELLS_OF_A_LONE_ROW:
        return None
    grid = Grid(len(split), columns, _is_headed(text, split))

    def cell(span: Span, row: int, column: int, *, is_last: bool) -> Cell:
        is_figure = _FIGURE.fullmatch(span.of(text)) is not None
        return Cell(grid, row, column, columns - column if is_last else 1, is_figure)

    return [
        (span, cell(span, number, column, is_last=column == len(row) - 1))
        for number, row in enumerate(split)
        for column, span in enumerate(row)
    ]


def _split(text: str, line: Span) -> list[Span]:
    """The cells of a line, without the blanks around them."""
    tabs = [at for at in range(line.start, line.end) if text[at] == "\t"]
    bounds = [line.start - 1, *tabs, line.end]
    return [_trimmed(text, a + 1, b) for a, b in pairwise(bounds)]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip(BLANKS))
    return Span(left, max(left, start + len(words.rstrip(BLANKS))))


def _is_list(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Numbers with a tab and prose after them."""
    return all(
        len(row) == 2 and _NUMBER.fullmatch(row[0].of(text)) is not None for row in rows
    ) and any(len(row[1]) > _PROSE for row in rows)


def _is_headed(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    first = [cell.of(text) for cell in rows[0]]
    return len(rows) > 1 and all(
        0 < len(words) <= _LONGEST_HEAD and not _FIGURE.fullmatch(words) for words in first
    )

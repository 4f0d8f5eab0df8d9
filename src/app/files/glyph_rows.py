"""From single glyphs to the lines of a page, by geometry alone.

For formats that say where each character stands, but neither words nor lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.files.reading_order import gutter, in_reading_order
from app.files.ruled import Grid
from app.files.sheets import SheetLine

_SAME_ROW = 0.4
_SAME_GLYPH = 0.25
"""Of the em: the same character so near is the same one, printed twice to look bold."""

_TAB_GAP_EM = 1.5
_GUTTER_EM = 0.4
_WORD_GAP_EM = 0.22
_ASCENT = 0.85
_MIDDLE = 0.35
"""Of the em: the middle of a glyph above its base line."""

_WIDEST = 1.8
"""Times its natural width, a glyph is never so wide: what lies beyond is a gap."""

_WIDE = 0x2E7F
_BEFORE = 6


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; points from the lower left corner of the page.

    Attributes:
        x: where it begins.
        y: its base line.
        size: of the font, as shown.
        advance: how far the next one stands, where the file says so; else 0.
    """

    x: float
    y: float
    size: float
    character: str
    advance: float = 0.0

    @property
    def right(self) -> float:
        natural = self.size * (1.0 if ord(self.character) > _WIDE else 0.5)
        return self.x + min(self.advance or natural, _WIDEST * natural)


def lines_of(glyphs: Iterable[Glyph], width: float, grids: Sequence[Grid] = ()) -> list[SheetLine]:
    """The lines of a page of this width, in reading order; rows of ruled tables among them."""
    free: list[Glyph] = []
    cells: dict[tuple[int, int], dict[int, list[Glyph]]] = {}
    for glyph in glyphs:
        place = _cell_of(glyph, grids)
        if place is None:
            free.append(glyph)
        else:
            number, row, column = place
            cells.setdefault((number, row), {}).setdefault(column, []).append(glyph)
    table = [_table_row(grids[number], row, own) for (number, row), own in cells.items()]
    return _with_rows(_free_lines(free, width), table)


def _cell_of(glyph: Glyph, grids: Sequence[Grid]) -> tuple[int, int, int] | None:
    """Table, row and column that a glyph stands in."""
    x, y = (glyph.x + glyph.right) / 2, glyph.y + _MIDDLE * glyph.size
    for number, grid in enumerate(grids):
        cell = grid.cell_at(x, y)
        if cell is not None:
            return number, *cell
    return None


def _table_row(grid: Grid, row: int, cells: Mapping[int, Sequence[Glyph]]) -> SheetLine:
    texts: list[str] = []
    for column in range(grid.columns(row)):
        lines = [
            _line(piece).text for own in _rows(cells.get(column, ())) for piece in _pieces(own)
        ]
        texts.append("".join(lines))
    top, bottom = grid.ys[-1 - row], grid.ys[-2 - row]
    size = max(glyph.size for own in cells.values() for glyph in own)
    return SheetLine(top, bottom, grid.left, grid.right, "\t".join(texts), max(4.0, size))


def _with_rows(lines: Sequence[SheetLine], rows: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines with each row of a table before the first line that stands below it."""
    whole = list(lines)
    for row in sorted(rows, key=lambda one: -one.top):
        below = (
            place
            for place, line in enumerate(whole)
            if line.middle < row.middle and line.left < row.right and row.left < line.right
        )
        whole.insert(next(below, len(whole)), row)
    return whole


def _free_lines(glyphs: Iterable[Glyph], width: float) -> list[SheetLine]:
    rows = _rows(glyphs)
    lines = [_line(piece) for row in rows for piece in _pieces(row)]
    split = gutter(lines, width)
    if split is not None:  # where a mark hangs out of its column, the gap is narrow
        lines = [_line(piece) for row in rows for piece in _pieces(row, split)]
    return in_reading_order(lines, split)


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one base line, each row from left to right, rows from the top."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        for row in reversed(rows[-_BEFORE:]):
            if abs(row[0].y - glyph.y) < _SAME_ROW * max(glyph.size, row[0].size):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda g: g.x)
    return rows


def _pieces(row: Sequence[Glyph], split: float | None = None) -> list[list[Glyph]]:
    """A row cut at its wide gaps and at the gutter, with what is printed twice only once."""
    pieces: list[list[Glyph]] = []
    for glyph in row:
        last = pieces[-1][-1] if pieces else None
        wide = _TAB_GAP_EM
        if last is not None and split is not None and last.right <= split + 1 and split <= glyph.x:
            wide = _GUTTER_EM
        if last is None or glyph.x - last.right > wide * max(glyph.size, last.size):
            pieces.append([glyph])
            continue
        near = _SAME_GLYPH * glyph.size
        if not any(
            g.character == glyph.character and glyph.x - g.x < near for g in pieces[-1][-2:]
        ):
            pieces[-1].append(glyph)
    return pieces


def _line(piece: Sequence[Glyph]) -> SheetLine:
    size = max(glyph.size for glyph in piece)
    text = piece[0].character
    for before, glyph in pairwise(piece):
        latin = before.character.isascii() and glyph.character.isascii()
        if latin and glyph.x - before.right > _WORD_GAP_EM * size and not text.endswith(" "):
            text += " "
        text += glyph.character
    base = min(glyph.y for glyph in piece)
    top = max(glyph.y + _ASCENT * glyph.size for glyph in piece)
    bottom = base - (1 - _ASCENT) * size
    return SheetLine(top, bottom, piece[0].x, max(g.right for g in piece), text, max(4.0, size))

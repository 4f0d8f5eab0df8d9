"""The lines of a PDF page with their geometry, in the order in which pdfium reads them.

pdfium is not thread-safe; this runs in the worker process only.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

import pypdfium2.raw as _raw  # pyright: ignore[reportMissingTypeStubs] - it ships none

from app.files.pdf_rules import rules_of
from app.files.reading_order import gutter, in_reading_order, is_interleaved
from app.files.ruled import Grid, grids
from app.files.sheets import Sheet, SheetLine, is_picture

pdfium: Any = _raw
"""The C interface; it has no types."""

_HYPHEN, _NO_CHARACTER = 0x2, 0xFFFE
"""What pdfium writes for a hyphen at the end of a line, without ending the line."""

_SOFT_HYPHEN = 0xAD
_WIDE = 0x2E7F
_SAME_ROW = 0.35
_ROW_GAP_EM = 3.0
_TAB_GAP_EM = 1.5
_CUT_GAP_EM = 2.0
_HALF_EMPTY = tuple("。，、；：”’）》〕】！？")
_SHORTEST_EM = 3
_LONG_EM = 6
_SMALLEST = 4.0
_ASCENT = 0.85
_TALLEST = 2.5
"""Times the size that the file names, neither ink nor advance is ever so large."""

_TABLE_SIZE = 10.5
_SAMPLES = 60
_CLIP_PATHS = 8
_CLIP_POINTS = 64
_OUTSIDE = 1.0
"""Points by which a line must lie outside the paper or what is shown of it to be unseen."""


def page_of(page: Any) -> Sheet:
    """Read one pdfium page."""
    text_page = page.get_textpage()
    try:
        reading = _Reading(page, text_page.raw)
        lines = reading.lines()
    finally:
        text_page.close()
    picture = is_picture(lines, _picture_shares(page, reading.width * reading.height))
    return Sheet(tuple(lines), reading.width, reading.height, picture)


def _picture_shares(page: Any, area: float) -> Iterator[float]:
    """How much of the page each picture covers; those in a form count as small."""
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = image.get_bounds()
        yield (right - left) * (top - bottom) / max(1.0, area)


class _Reading:
    """The text of one page on its way to lines, as it stands upright.

    Which way is up is told by the characters, not by the page: what stands across on a
    page is turned.
    """

    def __init__(self, page: Any, raw: Any) -> None:
        self._page = page
        self._raw = raw
        self._count: int = pdfium.FPDFText_CountChars(raw)
        self._paper: tuple[float, float, float, float] = page.get_bbox()
        self._turns = self._quarter_turns()
        left, bottom, right, top = self._paper
        self.width, self.height = right - left, top - bottom
        if self._turns % 2:
            self.width, self.height = self.height, self.width
        self._grids: list[Grid] = []
        self._cells: list[dict[tuple[int, int], str]] = []
        self._lines: list[SheetLine | int] = []
        self._behind: set[SheetLine] = set()
        self._outside: list[SheetLine] = []

    def lines(self) -> list[SheetLine]:
        """The lines, rows of ruled tables among them."""
        if not self._count:
            return []
        self._grids = grids(rules_of(self._page, self._upright))
        self._cells = [{} for _ in self._grids]
        self._read_lines()
        if not self._lines:  # when all lies outside it, what is wrong is the paper
            self._lines += self._outside
        read: list[SheetLine] = []
        for line in self._lines:  # a table by its number, where its first line stood
            read += self._rows(line) if isinstance(line, int) else [line]
        split = gutter(read, self.width)
        if split is not None and is_interleaved(read, split):
            return in_reading_order(read, split)
        return _merged(read, self._behind)

    def _quarter_turns(self) -> int:
        """How many quarters most characters are turned, counter-clockwise."""
        turns: Counter[int] = Counter()
        for index in range(0, self._count, max(1, self._count // _SAMPLES)):
            angle: float = pdfium.FPDFText_GetCharAngle(self._raw, index)
            if angle >= 0:
                turns[-round(angle / (math.pi / 2)) % 4] += 1  # it counts clockwise
        return turns.most_common(1)[0][0] if turns else 0

    def _upright(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A box of the page's own units, from the lower left corner as it is read."""
        x0, y0, x1, y1 = self._paper
        if self._turns == 1:
            return bottom - y0, x1 - right, top - y0, x1 - left
        if self._turns == 2:
            return x1 - right, y1 - top, x1 - left, y1 - bottom
        if self._turns == 3:
            return y1 - top, left - x0, y1 - bottom, right - x0
        return left - x0, bottom - y0, right - x0, top - y0

    def _read_lines(self) -> None:
        raw = self._raw
        characters: list[str] = []
        indices: list[int] = []
        high = 0
        unicode_of = pdfium.FPDFText_GetUnicode
        is_unnamed = pdfium.FPDFText_HasUnicodeMapError
        for index in range(self._count):
            code = unicode_of(raw, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
            if code in (10, 13):
                self._finish(characters, indices)
                continue
            divided = code in (_NO_CHARACTER, _HYPHEN)
            if divided:
                code = _SOFT_HYPHEN
            # Without a name for its glyph, pdfium answers with the glyph's number.
            unknown = code == 0 or code > 0x10FFFF or is_unnamed(raw, index) == 1
            characters.append("\ufffd" if unknown else chr(code))
            indices.append(index)
            if divided:
                self._finish(characters, indices)
        self._finish(characters, indices)

    def _finish(self, characters: list[str], indices: list[int]) -> None:
        """Close the line collected so far."""
        begins = True
        for part in self._parts(characters, indices):
            text = "".join(characters[part.start : part.stop])
            shown = [i for i in part if not characters[i].isspace()]
            line = self._measured(text, [indices[i] for i in shown]) if shown else None
            if line is None:
                continue
            grid = self._grid_of(line)
            if grid is None:
                self._add(line, begins=begins)
            else:
                if grid not in self._lines:
                    self._lines.append(grid)
                own = slice(part.start, part.stop)
                outside = self._put_into_cells(grid, characters[own], indices[own])
                if outside.strip():
                    self._add(replace(line, text=outside), begins=begins)
            begins = False
        characters.clear()
        indices.clear()

    def _add(self, line: SheetLine, *, begins: bool) -> None:
        self._lines.append(line)
        if not begins:
            self._behind.add(line)

    def _parts(self, characters: Sequence[str], indices: Sequence[int]) -> Iterator[range]:
        """A line of pdfium's, cut at blanks that stand for a wide gap."""
        start = 0
        last = None
        for place, character in enumerate(characters):
            if character.isspace():
                continue
            if last is not None and place - last > 1:
                left = self._box(indices[place])[0]
                right = self._box(indices[last])[2]
                if left - right > _CUT_GAP_EM * max(_SMALLEST, self._font_size(indices[place])):
                    yield range(start, place)
                    start = place
            last = place
        yield range(start, len(characters))

    def _measured(self, text: str, shown: Sequence[int]) -> SheetLine | None:
        """The line with its place; only its first and last glyph are measured.

        None when it cannot be seen: printed outside the paper, or clipped away, as the
        lines of the next page are that some programs print on both.
        """
        left, bottom, _, top = self._box(shown[0])
        _, last_bottom, right, last_top = self._box(shown[-1])
        # What is measured is ink: of a closing mark, only the left half has any.
        ems = sum(1 if ord(c) > _WIDE else 0.5 for c in text.strip())
        ems -= 0.5 * text.rstrip().endswith(_HALF_EMPTY)
        size = (right - left) / ems if ems >= _SHORTEST_EM else 0.0
        if ems < _LONG_EM:
            size = max(size, 1.1 * max(top - bottom, last_top - last_bottom))
        top, bottom = max(top, last_top), min(bottom, last_bottom)
        if self._is_clipped_away(shown[0]):
            return None
        is_outside = (
            top < -_OUTSIDE
            or bottom > self.height + _OUTSIDE
            or right < -_OUTSIDE
            or left > self.width + _OUTSIDE
        )
        told = max(
            self._font_size(index) for index in (shown[0], shown[len(shown) // 2], shown[-1])
        )
        is_likely = ems < _LONG_EM or told < _TALLEST * size
        if told > _SMALLEST and top - bottom < _TALLEST * told and is_likely:
            size = told
            base = self._base_line(shown[-1])
            top, bottom = base + _ASCENT * size, base - (1 - _ASCENT) * size
        line = SheetLine(top, bottom, left, right, text, max(_SMALLEST, size))
        if is_outside:
            self._outside.append(line)
            return None
        return line

    def _base_line(self, index: int) -> float:
        """On which a glyph stands, upright; unlike its ink, the same for all of a line."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, index, ctypes.byref(x), ctypes.byref(y))
        return self._upright(x.value, y.value, x.value, y.value)[1]

    def _font_size(self, index: int) -> float:
        """Of one glyph as it is shown: the size that the file names, times its matrix."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix)):
            return 0.0
        size: float = pdfium.FPDFText_GetFontSize(self._raw, index)
        return size * math.hypot(matrix.c, matrix.d)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of one glyph, upright."""
        return self._upright(*self._own_box(index))

    def _own_box(self, index: int) -> tuple[float, float, float, float]:
        box = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._raw, index, *(ctypes.byref(edge) for edge in box))
        left, right, bottom, top = (edge.value for edge in box)
        return left, bottom, right, top

    def _is_clipped_away(self, index: int) -> bool:
        """Whether a glyph lies outside what is shown of its object.

        Only where the object's own extent agrees with the glyph's place: inside a form
        the clip counts in other units.
        """
        thing = pdfium.FPDFText_GetTextObject(self._raw, index)
        clip = pdfium.FPDFPageObj_GetClipPath(thing) if thing else None
        paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else -1
        if not 0 < paths <= _CLIP_PATHS:
            return False
        glyph = self._own_box(index)
        edges = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges))
        if _are_apart(glyph, tuple(edge.value for edge in edges)):
            return False
        return any(
            (shown := _extent(clip, path)) is not None and _are_apart(glyph, shown)
            for path in range(paths)
        )

    # --- ruled tables ---

    def _grid_of(self, line: SheetLine) -> int | None:
        """The table that a line stands in."""
        for number, grid in enumerate(self._grids):
            inside = grid.ys[0] < line.middle < grid.ys[-1]
            if inside and grid.left < line.right and line.left < grid.right:
                return number
        return None

    def _put_into_cells(
        self, number: int, characters: Sequence[str], indices: Sequence[int]
    ) -> str:
        """Put the characters of a line into the cells they stand in; what stands beside."""
        grid, cells = self._grids[number], self._cells[number]
        outside = ""
        begun: set[tuple[int, int]] = set()
        blank = ""
        for character, index in zip(characters, indices, strict=True):
            if character.isspace():
                blank = " "
                continue
            left, bottom, right, top = self._box(index)
            cell = grid.cell_at((left + right) / 2, (bottom + top) / 2)
            if cell is None:
                outside += blank + character
            else:
                before = cells.get(cell, "")
                latin = before[-1:].isascii() and before[-1:].isalnum() and character.isascii()
                gap = blank if cell in begun else " " * latin
                cells[cell] = before + gap + character
                begun.add(cell)
            blank = ""
        return outside

    def _rows(self, number: int) -> list[SheetLine]:
        """The rows of a table, cells apart by tabs."""
        grid, cells = self._grids[number], self._cells[number]
        return [
            SheetLine(
                grid.ys[-1 - row],
                grid.ys[-2 - row],
                grid.left,
                grid.right,
                "\t".join(cells.get((row, k), "").strip() for k in range(grid.columns(row))),
                _TABLE_SIZE,
            )
            for row in sorted({row for row, _ in cells})
        ]


def _extent(clip: Any, path: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of one path of a clip."""
    count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
    if not 0 < count <= _CLIP_POINTS:
        return None
    xs: list[float] = []
    ys: list[float] = []
    for number in range(count):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _are_apart(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two boxes have nothing in common."""
    return (
        one[0] > other[2] + _OUTSIDE
        or other[0] > one[2] + _OUTSIDE
        or one[1] > other[3] + _OUTSIDE
        or other[1] > one[3] + _OUTSIDE
    )


def _merged(lines: Sequence[SheetLine], behind: Set[SheetLine]) -> list[SheetLine]:
    """Put together what stands in one row and was only split by a wide gap.

    Args:
        lines: in pdfium's order.
        behind: those that pdfium had in one line with the one before.
    """
    merged: list[SheetLine] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before is None or not (line in behind or _continues_row(before, line)):
            merged.append(line)
            continue
        gap = line.left - before.right
        between = "\t" if line in behind or gap > _TAB_GAP_EM * line.size else ""
        merged[-1] = replace(
            before,
            right=line.right,
            text=before.text.rstrip() + between + line.text.lstrip(),
            top=max(before.top, line.top),
            bottom=min(before.bottom, line.bottom),
        )
    return merged


def _continues_row(before: SheetLine, line: SheetLine) -> bool:
    height = max(4.0, line.top - line.bottom)
    gap = line.left - before.right
    return abs(before.middle - line.middle) < _SAME_ROW * height and -1 <= gap < _ROW_GAP_EM * max(
        6.0, line.size
    )

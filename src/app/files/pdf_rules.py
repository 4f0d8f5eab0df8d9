"""The ruled lines of a PDF page, as far as tables are made of them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as _raw  # pyright: ignore[reportMissingTypeStubs] - it ships none

from app.files.ruled import Rule

pdfium: Any = _raw
"""The C interface; it has no types."""

Box = tuple[float, float, float, float]

_THIN = 3.0
"""Points; a filled rectangle so thin is a line."""

_SHORTEST = 8.0
_MOST_OBJECTS = 20_000
_MOST_POINTS = 2_000
_STRAIGHT = 0.5


def rules_of(page: Any, upright: Callable[[float, float, float, float], Box]) -> list[Rule]:
    """Horizontal and vertical lines drawn on a page.

    Args:
        page: of pypdfium2.
        upright: turns left, bottom, right and top of the page's units as it is read.
    """
    found: list[Rule] = []
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges)):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        width, height = right - left, top - bottom
        if min(width, height) <= _THIN:
            if max(width, height) >= _SHORTEST:
                found.append(Rule(*upright(left, bottom, right, top)))
        else:
            found += [Rule(*upright(*box)) for box in _sides(thing)]
    return found


def _sides(thing: Any) -> Iterator[Box]:
    """The straight sides of a path with an outline, in the page's units."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(thing)
    if not stroke.value or not 1 < count <= _MOST_POINTS:
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
    before = start = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(before, point)
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(point, start)
            before = start


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(across, up) <= _STRAIGHT and max(across, up) >= _SHORTEST:
        yield (
            min(one[0], other[0]), min(one[1], other[1]),
            max(one[0], other[0]), max(one[1], other[1]),
        )  # fmt: skip

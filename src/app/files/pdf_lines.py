"""The lines of a PDF page with their geometry, in the order in which pdfium reads them.

pdfium is not thread-safe; this runs in the worker process only.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Any

import pypdfium2.raw as _raw  # pyright: ignore[reportMissingTypeStubs] - it ships none

from app.files.sheets import Sheet, SheetLine

pdfium: Any = _raw
"""The C interface; it has no types."""

_SOFT_HYPHEN = 0x2
_NO_CHARACTER = 0xFFFE
_WIDE = 0x2E7F
_SAME_ROW = 0.35
_ROW_GAP_EM = 3.0
_TAB_GAP_EM = 1.5
_FEW_CHARACTERS = 8
_HALF_EMPTY = tuple("。，、；：”’）》〕】！？")
_SHORTEST_EM = 3
_LONG_EM = 6


def page_of(page: Any) -> Sheet:
    """Read one pdfium page."""
    text_page = page.get_textpage()
    try:
        lines = _merged(_read_lines(text_page.raw))
    finally:
        text_page.close()
    has_image = False
    if sum(len(line.text) for line in lines) < _FEW_CHARACTERS:
        images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2)
        has_image = next(iter(images), None) is not None
    return Sheet(tuple(lines), page.get_width(), page.get_height(), has_image)


def _read_lines(raw: Any) -> list[SheetLine]:
    lines: list[SheetLine] = []
    characters: list[str] = []
    indices: list[int] = []
    high = 0
    unicode_of = pdfium.FPDFText_GetUnicode
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = unicode_of(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (10, 13):
            _finish(raw, characters, indices, lines)
            continue
        if code in (_NO_CHARACTER, _SOFT_HYPHEN):
            code = ord("-")  # pdfium marks a hyphen at the end of a line this way
        characters.append("\ufffd" if code == 0 or code > 0x10FFFF else chr(code))
        indices.append(index)
    _finish(raw, characters, indices, lines)
    return lines


def _finish(raw: Any, characters: list[str], indices: list[int], lines: list[SheetLine]) -> None:
    """Close the line collected so far; only its first and last glyph are measured."""
    text = "".join(characters)
    if text.strip():
        shown = [i for i, c in zip(indices, characters, strict=True) if not c.isspace()]
        left, _, bottom, top = _box(raw, shown[0])
        _, right, last_bottom, last_top = _box(raw, shown[-1])
        # What is measured is ink: of a closing mark, only the left half has any.
        ems = sum(1 if ord(c) > _WIDE else 0.5 for c in text.strip())
        ems -= 0.5 * text.rstrip().endswith(_HALF_EMPTY)
        size = (right - left) / ems if ems >= _SHORTEST_EM else 0.0
        if ems < _LONG_EM:
            size = max(size, 1.1 * max(top - bottom, last_top - last_bottom))
        top, bottom = max(top, last_top), min(bottom, last_bottom)
        lines.append(SheetLine(top, bottom, left, right, text, max(4.0, size)))
    characters.clear()
    indices.clear()


def _box(raw: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of one glyph."""
    box = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(raw, index, *(ctypes.byref(edge) for edge in box))
    left, right, bottom, top = (edge.value for edge in box)
    return left, right, bottom, top


def _merged(lines: list[SheetLine]) -> list[SheetLine]:
    """Put together what stands in one row and was only split by a wide gap."""
    merged: list[SheetLine] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before is None or not _continues_row(before, line):
            merged.append(line)
            continue
        gap = line.left - before.right
        between = "\t" if gap > _TAB_GAP_EM * line.size else ""
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

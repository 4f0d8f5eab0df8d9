"""The rows of an exported workbook, read by nothing that wrote it: its own XML."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(path: Path, sheet: int = 1) -> list[list[str]]:
    """What stands in the cells of a sheet, counted from 1, row by row."""
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            tree = ElementTree.fromstring(packed.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in one.iter(f"{MAIN}t")) for one in tree]
        root = ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{sheet}.xml"))
    rows: list[list[str]] = []
    for row in root.iter(f"{MAIN}row"):
        cells: list[str] = []
        for cell in row.iter(f"{MAIN}c"):
            column = _column(cell.get("r", ""))
            cells += [""] * (column - len(cells))
            cells.append(_text(cell, shared))
        rows.append(cells)
    return rows


def _column(name: str) -> int:
    """`A1` is in column 0, `AB3` in column 27."""
    letters = re.match(r"[A-Z]*", name)
    number = 0
    for letter in letters.group() if letters else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return max(0, number - 1)


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
    value = cell.find(f"{MAIN}v")
    words = (value.text or "") if value is not None else ""
    return shared[int(words)] if cell.get("t") == "s" and words else words

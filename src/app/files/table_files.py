"""Tables in files: the sheets of a workbook, or the one of a CSV file, as plain cells."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.content import content_of
from app.files.encodings import decode
from app.files.sniffing import BROKEN_ZIP, sniff
from app.text.canonical import canonical

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    from app.files.zip_parts import Package

Cell: TypeAlias = "str | int | float | bool | datetime | None"

ROWS = 200_000
COLUMNS = 200
CELLS = 4_000_000
"""Of all sheets together; a library of a hundred thousand annotations has half as many."""
SHEETS = 50
_BLANK_ROWS = 2_000
"""After so many blank rows nothing is expected any more: some programs format a million."""
_MERGED = 20_000
_MERGED_CELLS = 500_000
_SEPARATORS = (",", "\t", ";", "，", "；", "|")
_SNIFFED_LINES = 30
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_NO_VALUE = re.compile(
    rb"</(?:\w+:)?f>(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v/>)?</(?:\w+:)?c>"
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (*BROKEN_ZIP, SyntaxError, KeyError, TypeError, AttributeError, IndexError, LookupError)
"""All that openpyxl is seen to raise on broken workbooks; lxml says SyntaxError of bad XML."""
_SEP = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        rows: of equal or different lengths; texts are canonical.
        has_guards: texts may begin with an apostrophe that is not theirs.
        uncounted: formulas that the file has no value of.
    """

    name: str
    rows: list[list[Cell]] = field(repr=False)
    has_guards: bool = False
    uncounted: int = 0


def is_table(path: Path, head: bytes) -> bool:
    """Whether a file is a workbook or a CSV file, by its content and its name."""
    if head.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as package:
                return "xl/workbook.xml" in package.namelist()[: limits.ZIP_MEMBERS]
        except BROKEN_ZIP:
            return path.suffix.lower() in (".xlsx", ".xlsm")  # a broken one; say so
    return path.suffix.lower() in (".csv", ".tsv") and not head.startswith(b"\xd0\xcf\x11\xe0")


def load_sheets(path: Path) -> list[Sheet]:
    """Every table of a file.

    Raises:
        UnreadableFile: `too_large`, `empty`, `binary`, `damaged`, `suspicious`,
            `encrypted`, `unsupported`, `not_found`.
    """
    name = path.name
    data = content_of(path)
    kind = sniff(data, name)
    if kind == "xlsx":
        return _of_workbook(data, name)
    if kind not in ("text", "markdown", "html"):
        raise UnreadableFile(name, "unsupported", detail=kind)
    return [_of_text(data, path)]


# --- CSV --------------------------------------------------------------------------------


def _of_text(data: bytes, path: Path) -> Sheet:
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(path.name, "binary")
    text = canonical(decoded.text)[0]
    if not text.strip():
        raise UnreadableFile(path.name, "empty")
    first, _, rest = text.partition("\n")
    told = _SEP.fullmatch(first)
    separator = told.group(1) if told else _separator(text)
    before = csv.field_size_limit(limits.CHARACTERS)
    try:
        reader = csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=separator)
        rows = _within(reader, path.name, [0])
    except csv.Error as error:
        raise UnreadableFile(path.name, "damaged", detail="csv") from error
    finally:
        csv.field_size_limit(before)
    return Sheet(path.stem, rows, has_guards=True)


def _separator(text: str) -> str:
    """What parts the first lines into most cells, as many in each line."""
    head = "\n".join(text.split("\n", _SNIFFED_LINES)[:_SNIFFED_LINES])

    def merit(separator: str) -> tuple[int, int]:
        try:
            reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
            widths = [len(row) for row in reader if any(row)]
        except csv.Error:
            return (0, 0)
        first = widths[0] if widths else 0
        return (sum(width == first for width in widths) if first > 1 else 0, first)

    return max(_SEPARATORS, key=merit)


# --- XLSX -------------------------------------------------------------------------------


def _of_workbook(data: bytes, name: str) -> list[Sheet]:
    from openpyxl import load_workbook

    from app.files.zip_parts import Package

    package = Package(data, name)
    parts = _checked(package, data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not know: charts, rules
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            counted = [0]
            return [
                _sheet(page, parts, name, counted)
                for page in book.worksheets[:SHEETS]
                if hasattr(page, "iter_rows")
            ]
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile(name, "damaged", detail="xlsx") from error


def _checked(package: Package, data: bytes, name: str) -> dict[str, bytes]:
    """The XML of the sheets, after a look at every part: openpyxl trusts what it is given."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as members:
        names = members.namelist()
    for member in names:
        if not member.lower().endswith((".xml", ".rels")):
            continue
        content = package.read(member) or b""
        if _DOCTYPE.search(content.replace(b"\0", b"") if b"\0" in content[:64] else content):
            raise UnreadableFile(name, "suspicious", detail="doctype")
        if member.startswith("xl/worksheets/"):
            parts[member] = content
    return parts


def _sheet(
    page: ReadOnlyWorksheet, parts: dict[str, bytes], name: str, counted: list[int]
) -> Sheet:
    page.reset_dimensions()  # what the file says of its size may be anything
    rows = _within(page.iter_rows(values_only=True), name, counted)
    part = parts.get(str(getattr(page, "_worksheet_path", "")).lstrip("/"), b"")
    _fill_merged(rows, part)
    return Sheet(page.title, rows, uncounted=len(_NO_VALUE.findall(part)))


def _within(found: Iterable[Sequence[object]], name: str, counted: list[int]) -> list[list[Cell]]:
    """The rows as cells, without those blank at the end; refuses more than we are willing to read."""
    rows: list[list[Cell]] = []
    blank = 0
    for number, values in enumerate(found):
        cells = [_cell(value) for value in values[:COLUMNS]]
        while cells and cells[-1] is None:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > _BLANK_ROWS:
            break
        limits.refuse_more(name, number + 1 - blank, ROWS, "rows")
        counted[0] += len(cells)
        limits.refuse_more(name, counted[0], CELLS, "cells")
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float | datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a table has no zone
    if isinstance(value, str):
        text = canonical(value)[0]
        if "_x" in text:
            from openpyxl.utils.escape import unescape

            text = canonical(unescape(text))[0]
        return text if text.strip() else None
    return str(value) if isinstance(value, time | timedelta) else None


def _fill_merged(rows: list[list[Cell]], part: bytes) -> None:
    """What stands in a merged cell stands in each of the cells it was made of."""
    room = _MERGED_CELLS
    for number, (left, top, right, bottom) in enumerate(_merged(part)):
        room -= (right - left + 1) * (bottom - top + 1)
        if number >= _MERGED or room < 0:
            return
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row.extend([None] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right + 1 - left)


def _merged(part: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom, counted from 0; those outside what is read left out."""
    for found in _MERGE.finditer(part):
        left, right = _column(found.group(1)), _column(found.group(3))
        top, bottom = int(found.group(2)) - 1, int(found.group(4)) - 1
        if 0 <= left <= right < COLUMNS and 0 <= top <= bottom < ROWS:
            yield left, top, right, bottom


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1

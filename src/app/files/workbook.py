"""Workbooks (XLSX) of any length: sheets of typed cells, written row by row.

openpyxl makes the package with its styles; the rows are put into its sheets as XML
while they are made, because cell by cell it takes four times as long, and because
25,000 rows of it need 300 MB.

Source: ECMA-376 part 1, 18.3 (worksheets), 18.8 (styles).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from app.files.export import readable
from app.files.packing import repack

if TYPE_CHECKING:
    from openpyxl.styles import Border, Font
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Tinted:
    """A text on a ground of a colour.

    Attributes:
        colour: RRGGBB.
    """

    text: str
    colour: str


Cell: TypeAlias = "str | int | float | date | Tinted | None"
"""A datetime is a moment in local time, a plain date a day; every text stays a text."""

CELL_LIMIT = 32_767
"""UTF-16 units that Excel holds in one cell."""
_TITLE_LIMIT = 31
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BEGINNING = re.compile(rb'<dimension ref="[^"]*" ?/>')
_ROWS = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - serial dates count local days from here
_MOMENT, _DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"
_LINE_COLOUR, _TITLE_FILL = "D0D7DE", "E8EDF3"
_TITLE_ROOM = 4
_LINE_HEIGHT, _MOST_LINES = 16, 25
"""In points, for Chinese fonts of 11 points; Excel's rows are at most 409 points high."""
_PARTS = "xl/worksheets/sheet{}.xml"
_BATCH = 100
"""Rows that are written at once."""
_LEVEL = 3
"""Of compression: half the time of the usual level, and 15 % more bytes."""
_REMEMBERED, _SHORT = 2_000, 300
"""So many texts of up to so many characters are remembered per column as they were written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be.

    Attributes:
        columns: title and width in characters of each.
        rows: made when they are written, each with a cell for every column.
        count: how many they are.
        printed: so many columns from the left go to the printer and make a row as high
            as they need; all when None.
        tints: every colour that a cell can have.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    count: int
    printed: int | None = None
    tints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself.

    Attributes:
        made: shown as when it was made and changed, UTC.
        cut_mark: ends a text that was too long for a cell.
    """

    title: str
    made: datetime
    cut_mark: str


def put_workbook(sheets: Sequence[Sheet], about: About, out: BinaryIO) -> None:
    """Write sheets with frozen, filtered titles, ready for printing on A4 across."""
    from openpyxl import Workbook
    from openpyxl.xml.functions import tostring

    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for sheet in sheets:
        _prepare(book.create_sheet(sheet_title(sheet.title, taken)), sheet)
    tints = dict.fromkeys(tint for sheet in sheets for tint in sheet.tints)
    styles = _Styles(book.worksheets[0], tints)
    bodies = [_rows_xml(sheet, styles, about.cut_mark) for sheet in sheets]
    stamp = about.made.replace(tzinfo=None)
    book.properties.title = readable(about.title)
    book.properties.creator = "Piyue"
    book.properties.created = stamp
    package = io.BytesIO()
    book.save(package)
    book.properties.modified = stamp  # saving has just set it to now
    parts: dict[str, bytes | Iterable[bytes]] = {
        "docProps/core.xml": tostring(book.properties.to_tree())
    }
    with zipfile.ZipFile(package) as saved:
        for number, (body, page) in enumerate(zip(bodies, book.worksheets, strict=True), 1):
            name = _PARTS.format(number)
            parts[name] = _sheet_xml(saved.read(name), str(page.auto_filter.ref), body)
    repack(package.getvalue(), out, parts, _LEVEL)


def fitting(text: str, cut_mark: str) -> str:
    """The text, or as much of it as a cell holds, ending with the mark."""
    if len(text) * 2 <= CELL_LIMIT or is_short_enough(text):
        return text
    room = CELL_LIMIT * 2 - len(cut_mark.encode("utf-16-le"))
    # Ignoring errors drops half a pair at the cut.
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + cut_mark


def is_short_enough(text: str) -> bool:
    """Whether a cell holds the whole text."""
    return len(text.encode("utf-16-le")) <= CELL_LIMIT * 2


def sheet_title(title: str, taken: set[str]) -> str:
    """A title that Excel accepts and `taken` does not hold; it gets the new one, folded."""
    stem = _NOT_IN_TITLE.sub(" ", readable(title))[:_TITLE_LIMIT].strip("' ") or "-"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = stem[: _TITLE_LIMIT - len(end)] + end
    taken.add(name.casefold())
    return name


# --- the package --------------------------------------------------------------------


class _Styles:
    """Style numbers of the book, by what they are for."""

    def __init__(self, page: Worksheet, tints: Iterable[str]) -> None:
        """Make the styles known to the book of the page."""
        from openpyxl.cell.cell import Cell as BookCell
        from openpyxl.styles import Alignment, Font, PatternFill

        border = _thin_border()

        def style(
            number_format: str | None = None,
            fill: str | None = None,
            *,
            vertical: str = "top",
            wraps: bool = True,
            font: Font | None = None,
        ) -> int:
            cell = BookCell(page, 1, 1)
            cell.alignment = Alignment(vertical=vertical, wrap_text=wraps)
            cell.border = border
            if number_format:
                cell.number_format = number_format
            if fill:
                cell.fill = PatternFill("solid", fgColor=fill)
            if font:
                cell.font = font
            return cell.style_id

        bold = Font(name="Calibri", size=11, bold=True, scheme="minor")
        self.head = style(fill=_TITLE_FILL, vertical="center", font=bold)
        self.text, self.number = style(), style(wraps=False)
        self.moment, self.day = style(_MOMENT, wraps=False), style(_DAY, wraps=False)
        self.tints = {colour: style(fill=colour) for colour in tints}


def _prepare(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, (_, width) in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "B2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{sheet.count + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.page_margins = PageMargins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)  # inches
    page.print_options.horizontalCentered = True
    printed = get_column_letter(sheet.printed or len(sheet.columns))
    page.print_area = f"A1:{printed}{sheet.count + 1}"
    footer = page.oddFooter
    assert footer is not None  # openpyxl makes all its parts
    assert footer.center is not None
    footer.center.text = "&P / &N"


def _thin_border() -> Border:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=_LINE_COLOUR)
    return Border(left=line, right=line, top=line, bottom=line)


def _sheet_xml(page: bytes, extent: str, rows: Iterator[str]) -> Iterator[bytes]:
    """The part of a sheet: what openpyxl made of it, with the rows in their place."""
    whole = f'<dimension ref="{extent}"/>'.encode()
    place = _ROWS.search(page)
    assert place is not None  # openpyxl writes it also for an empty sheet
    yield _BEGINNING.sub(whole, page[: place.start()], count=1) + b"<sheetData>"
    while batch := "".join(islice(rows, _BATCH)):
        yield batch.encode()
    yield b"</sheetData>" + page[place.end() :]


# --- the rows -------------------------------------------------------------------------


def _rows_xml(sheet: Sheet, styles: _Styles, cut_mark: str) -> Iterator[str]:
    printed = len(sheet.columns) if sheet.printed is None else sheet.printed
    columns = [
        _column(width if number < printed else None, styles, cut_mark)
        for number, (_, width) in enumerate(sheet.columns)
    ]
    letters = _letters(len(columns))
    yield _head_xml(sheet, letters, styles)
    places = [f'<c r="{letter}' for letter in letters]
    for number, row in enumerate(sheet.rows, 2):
        made = [cell(value) for cell, value in zip(columns, row, strict=True)]
        height = _LINE_HEIGHT * min(_MOST_LINES, max([lines for _, lines in made[:printed]]))
        cells = "".join(
            [f'{place}{number}"{xml}' for place, (xml, _) in zip(places, made, strict=True)]
        )
        yield f'<row r="{number}" ht="{height}">{cells}</row>'


def _head_xml(sheet: Sheet, letters: Sequence[str], styles: _Styles) -> str:
    lines = max((_lines(title, width) for title, width in sheet.columns), default=1)
    height = _LINE_HEIGHT * min(_MOST_LINES, lines) + _TITLE_ROOM
    cells = (
        f'<c r="{letter}1" s="{styles.head}" t="inlineStr">{_text_xml(readable(title))}</c>'
        for letter, (title, _) in zip(letters, sheet.columns, strict=True)
    )
    return f'<row r="1" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _column(width: int | None, styles: _Styles, cut_mark: str) -> Callable[[Cell], tuple[str, int]]:
    """What writes the cells of one column; texts that come again are remembered.

    Args:
        width: in characters; None where texts do not make their row higher.

    Returns:
        Of a value the XML of its cell from behind its place on, and its height in lines.
    """
    plain = f' s="{styles.text}"'
    number, moment, day = (
        f' s="{style}"><v>' for style in (styles.number, styles.moment, styles.day)
    )
    empty = (f"{plain}/>", 1)
    known: dict[str, tuple[str, int]] = {"": empty}

    def cell(value: Cell) -> tuple[str, int]:
        if isinstance(value, str):
            return known.get(value) or of_text(value)
        if value is None:
            return empty
        if isinstance(value, int):
            return f"{number}{value}</v></c>", 1
        if isinstance(value, Tinted):
            made, lines = cell(value.text)
            return made.replace(plain, f' s="{styles.tints[value.colour]}"', 1), lines
        if isinstance(value, datetime):
            since = value - _DAY_ZERO
            serial = since.days + since.seconds / 86_400  # unrounded, or 20:00 shows as 19:59
            return f"{moment}{serial}</v></c>", 1
        if isinstance(value, date):
            return f"{day}{(value - _DAY_ZERO.date()).days}</v></c>", 1
        return f"{number}{value}</v></c>", 1

    def of_text(text: str) -> tuple[str, int]:
        content = _text_xml(fitting(readable(text), cut_mark))
        found = (
            f'{plain} t="inlineStr">{content}</c>',
            1 if width is None else _lines(text, width),
        )
        if len(text) <= _SHORT and len(known) < _REMEMBERED:
            known[text] = found
        return found

    return cell


def _text_xml(text: str) -> str:
    if "_" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)  # Excel reads _x0041_ as A
    if "&" in text or "<" in text or ">" in text:
        text = escape(text, quote=False)
    return f'<is><t xml:space="preserve">{text}</t></is>'


def _lines(value: str, width: int) -> int:
    """About how many lines a text takes in a column; not every program works it out itself."""
    if "\n" in value:
        return sum(_lines(line, width) for line in value[:CELL_LIMIT].split("\n"))
    return 1 + (len(value) if value.isascii() else 2 * len(value)) // width


def _letters(count: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(n + 1) for n in range(count)]

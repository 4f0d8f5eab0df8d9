"""Annotations as a workbook: annotations, reports, tags by report, codebook, links."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO, TypeAlias
from uuid import UUID
from xml.sax.saxutils import escape

from app.domain.anchor import AnchorState
from app.domain.discussion import Reply
from app.domain.report import Report
from app.domain.rows import AnnotationRow
from app.files.export import (
    FILLS,
    Export,
    Tell,
    Words,
    level_word,
    link_line,
    links_by_end,
    paper_colour,
    readable,
)
from app.files.packing import repack

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

Cell: TypeAlias = "str | int | date | None"
"""A datetime is a moment in local time, a plain date a day."""

_CELL_LIMIT = 32_767
"""UTF-16 units that Excel holds in one cell."""
_TITLE_LIMIT = 31
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - serial dates count local days from here
_MOMENT, _DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"
_LINE_COLOUR, _TITLE_FILL = "D0D7DE", "E8EDF3"
_TITLE_ROOM = 4
_LINE_HEIGHT, _MOST_LINES = 16, 25
"""In points, for Chinese fonts of 11 points; Excel's rows are at most 409 points high."""
_PARTS = "xl/worksheets/sheet{}.xml"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet to be: its title, its columns as (title, width in characters), its rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: list[list[Cell]]
    fills: list[str | None] = field(default_factory=list[str | None])
    """Per row the name of the colour that its cell in column `filled` is filled with."""
    filled: int = 0
    printed: int | None = None
    """So many columns from the left go to the printer; ids and places stay on the screen."""


def write_xlsx(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Sheets with frozen titles and filters, that of the links only when there are any; every text is a text, never a formula.

    openpyxl makes the workbook with its styles; the rows are put into its sheets
    as XML, because cell by cell it takes four times as long.
    """
    from openpyxl import Workbook

    sheets = [
        _annotations(export, words, tell),
        _reports(export, words),
        _matrix(export, words),
        _codebook(export, words),
        *([_links(export, words)] if export.links else []),
    ]
    book = Workbook()
    book.remove(book.worksheets[0])
    styles = _Styles()
    bodies: list[bytes] = []
    for sheet in sheets:
        page = book.create_sheet(_sheet_title(sheet.title))
        _prepare(page, sheet)
        styles.take(page)
        bodies.append("".join(_row_xml(sheet, styles, words)).encode())
    _finish(book, export, bodies, out)


def _finish(book: Workbook, export: Export, bodies: Sequence[bytes], out: BinaryIO) -> None:
    from openpyxl.xml.functions import tostring

    stamp = export.newest.replace(tzinfo=None)
    book.properties.title = export.library_name
    book.properties.creator = "Piyue"
    book.properties.created = stamp
    package = io.BytesIO()
    book.save(package)
    book.properties.modified = stamp  # saving has just set it to now
    parts: dict[str, bytes] = {"docProps/core.xml": tostring(book.properties.to_tree())}
    with zipfile.ZipFile(package) as saved:
        for number, (body, page) in enumerate(zip(bodies, book.worksheets, strict=True), 1):
            name = _PARTS.format(number)
            whole = f'<dimension ref="{page.auto_filter.ref}"/>'.encode()
            content = _DIMENSION.sub(whole, saved.read(name), count=1)
            parts[name] = content.replace(b"</sheetData>", body + b"</sheetData>", 1)
    repack(package.getvalue(), out, parts)


# --- what stands in the sheets ------------------------------------------------------


def _annotations(export: Export, words: Words, tell: Tell) -> _Sheet:
    widths = {
        "title": 26,
        "organisation": 18,
        "year": 10,
        "section": 28,
        "quote": 52,
        "tags": 24,
        "comment": 40,
        "replies": 40,
        "state": 10,
        "links": 40,
        "reviewer": 12,
        "created": 17,
        "edited": 17,
        "citation": 40,
        "start": 8,
        "end": 8,
        "annotation_id": 38,
        "report_id": 38,
    }
    rows: list[list[Cell]] = []
    total = len(export.rows)
    links = links_by_end(export.links)
    for done, row in enumerate(export.rows, 1):
        id_ = row.annotation.id
        told = "\n".join(link_line(link, id_, words, export.cite) for link in links.get(id_, ()))
        rows.append(_annotation(row, told, export, words))
        tell(done, total, row.report.title)
    fills = [paper_colour(row.tags) if row.tags else None for row in export.rows]
    columns = [(words[key], width) for key, width in widths.items()]
    return _Sheet(
        words["sheet_annotations"],
        columns,
        rows,
        fills,
        filled=list(widths).index("tags"),
        printed=list(widths).index("reviewer") + 1,
    )


def _annotation(row: AnnotationRow, links: str, export: Export, words: Words) -> list[Cell]:
    annotation, report = row.annotation, row.report
    anchor, is_lost = annotation.anchor, annotation.state is AnchorState.LOST
    return [
        report.title,
        report.metadata.organisation.value,
        _year(report),
        " › ".join(row.section),
        row.quote,
        "; ".join(path for _, path in row.tags),
        annotation.comment,
        "\n".join(_reply(reply, who.name, export) for reply, who in row.replies),
        _state(row, words),
        links,
        row.reviewer.name,
        export.local(annotation.created),
        export.local(annotation.edited),
        export.cite(row),
        anchor.span.start if anchor and not is_lost else None,
        anchor.span.end if anchor and not is_lost else None,
        str(annotation.id),
        str(report.id),
    ]


def _reply(reply: Reply, name: str, export: Export) -> str:
    return f"{name} {export.local(reply.edited):%Y-%m-%d %H:%M} {reply.text}"


def _state(row: AnnotationRow, words: Words) -> str:
    """Settled, open, or nothing where nothing is said; and whether its place is in doubt."""
    said = ""
    if row.annotation.resolved:
        said = words["resolved"]
    elif row.annotation.comment or row.replies:
        said = words["open"]
    state = row.annotation.state
    return "; ".join(part for part in (said, "" if state.is_sure else words[state.value]) if part)


def _reports(export: Export, words: Words) -> _Sheet:
    widths = {
        "title": 40,
        "organisation": 24,
        "region": 14,
        "level": 10,
        "year": 10,
        "published_on": 12,
        "signed_on": 12,
        "filed_on": 12,
        "index_number": 24,
        "characters": 10,
        "annotations": 10,
        "file_name": 30,
        "imported": 17,
        "report_id": 38,
    }
    counts = Counter(row.report.id for row in export.rows)
    rows: list[list[Cell]] = []
    for report in export.every_report:
        meta = report.metadata
        rows.append(
            [
                report.title,
                meta.organisation.value,
                meta.region.value,
                level_word(report, words),
                _year(report),
                _day(meta.published_on.value),
                _day(meta.signed_on.value),
                _day(meta.filed_on.value),
                meta.index_number.value,
                report.characters,
                counts[report.id],
                report.file_name,
                export.local(report.imported),
                str(report.id),
            ]
        )
    columns = [(words[key], width) for key, width in widths.items()]
    return _Sheet(
        words["sheet_reports"], columns, rows, printed=list(widths).index("file_name") + 1
    )


def _matrix(export: Export, words: Words) -> _Sheet:
    """Tags down, reports across; a tag counts where it was given itself."""
    counts: Counter[tuple[UUID | None, UUID]] = Counter()
    paths = {tag.id: path for tag, path, _ in export.tags}
    for row in export.rows:
        for tag, path in row.tags:
            paths.setdefault(tag.id, path)
            counts[tag.id, row.report.id] += 1
        if not row.tags:
            counts[None, row.report.id] += 1
    reports = export.every_report
    lines: list[tuple[UUID | None, str]] = [*paths.items(), (None, words["untagged"])]
    rows: list[list[Cell]] = []
    for key, path in lines:
        numbers = [counts[key, report.id] for report in reports]
        rows.append([path, *(n or None for n in numbers), sum(numbers)])
    titles = [(report.title, 14) for report in reports]
    columns = [(words["tag"], 36), *titles, (words["total"], 8)]
    return _Sheet(words["sheet_matrix"], columns, rows)


def _codebook(export: Export, words: Words) -> _Sheet:
    widths = {
        "tag": 40,
        "code": 8,
        "kind": 10,
        "short_name": 14,
        "english": 28,
        "definition": 60,
        "keywords": 40,
        "slot": 8,
        "retired": 8,
        "count": 8,
        "tag_id": 38,
    }
    rows: list[list[Cell]] = [
        [
            path,
            tag.code,
            words[f"kind_{tag.kind}"],
            tag.short_name,
            tag.english,
            tag.definition,
            "; ".join(tag.keywords),
            tag.slot,
            words["yes"] if tag.retired else None,
            count,
            str(tag.id),
        ]
        for tag, path, count in export.tags
    ]
    columns = [(words[key], width) for key, width in widths.items()]
    fills = [paper_colour([(tag, path)]) for tag, path, _ in export.tags]
    return _Sheet(
        words["sheet_tags"],
        columns,
        rows,
        list[str | None](fills),
        printed=list(widths).index("count") + 1,
    )


def _links(export: Export, words: Words) -> _Sheet:
    """One link a line: what its origin is to its target."""
    widths = {
        "link_origin": 36,
        "link_origin_quote": 46,
        "link": 12,
        "link_target": 36,
        "link_target_quote": 46,
        "link_note": 30,
        "created": 17,
        "link_id": 38,
        "link_origin_id": 38,
        "link_target_id": 38,
    }
    rows: list[list[Cell]] = [
        [
            export.cite(row.origin),
            row.origin.quote,
            words[f"link_{row.link.kind.value}"],
            export.cite(row.target),
            row.target.quote,
            row.link.comment,
            export.local(row.link.created),
            str(row.link.id),
            str(row.link.origin),
            str(row.link.target),
        ]
        for row in export.links
    ]
    columns = [(words[key], width) for key, width in widths.items()]
    printed = list(widths).index("created") + 1
    return _Sheet(words["sheet_links"], columns, rows, printed=printed)


def _year(report: Report) -> Cell:
    year = report.year
    return int(year) if year and year.isascii() and year.isdigit() else year


def _day(text: str | None) -> Cell:
    """A day as a date; what is none stays the text it is."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


# --- how they are written -------------------------------------------------------------


class _Styles:
    """Style numbers of the book, by what they are for."""

    def __init__(self) -> None:
        self.text = self.moment = self.day = 0
        self.fills: dict[str, int] = {}

    def take(self, page: Worksheet) -> None:
        """Make the styles known to the page's book (again and again the same ones)."""
        from openpyxl.cell.cell import Cell as BookCell
        from openpyxl.styles import Alignment, PatternFill

        border = _thin_border()

        def style(number_format: str | None = None, fill: str | None = None) -> int:
            cell = BookCell(page, 1, 1)
            cell.alignment = Alignment(vertical="top", wrap_text=number_format is None)
            cell.border = border
            if number_format:
                cell.number_format = number_format
            if fill:
                cell.fill = PatternFill("solid", fgColor=fill)
            return cell.style_id

        self.text, self.moment, self.day = style(), style(_MOMENT), style(_DAY)
        self.fills = {name: style(fill=pair[0]) for name, pair in FILLS.items()}


def _prepare(page: Worksheet, sheet: _Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    border = _thin_border()
    height = max((_lines(title, width) for title, width in sheet.columns), default=1)
    page.row_dimensions[1].height = _LINE_HEIGHT * min(_MOST_LINES, height) + _TITLE_ROOM
    for number, (title, width) in enumerate(sheet.columns, 1):
        cell = page.cell(1, number, readable(title))
        cell.data_type = "s"
        cell.font = Font(name="Calibri", size=11, bold=True, scheme="minor")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.fill = PatternFill("solid", fgColor=_TITLE_FILL)
        cell.border = border
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "B2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    printed = get_column_letter(sheet.printed or len(sheet.columns))
    page.print_area = f"A1:{printed}{len(sheet.rows) + 1}"
    footer = page.oddFooter
    assert footer is not None  # openpyxl makes all its parts
    assert footer.center is not None
    footer.center.text = "&P / &N"


def _thin_border() -> Border:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=_LINE_COLOUR)
    return Border(left=line, right=line, top=line, bottom=line)


def _row_xml(sheet: _Sheet, styles: _Styles, words: Words) -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(n + 1) for n in range(len(sheet.columns))]
    widths = [width for _, width in sheet.columns]
    fills: Iterable[str | None] = sheet.fills or (None for _ in sheet.rows)
    for number, (row, fill) in enumerate(zip(sheet.rows, fills, strict=True), 2):
        cells = [
            _cell_xml(f"{letter}{number}", value, styles, words)
            for letter, value in zip(letters, row, strict=True)
        ]
        if fill:
            at = sheet.filled
            cells[at] = cells[at].replace(f's="{styles.text}"', f's="{styles.fills[fill]}"', 1)
        height = _LINE_HEIGHT * min(_MOST_LINES, max(map(_lines, row, widths), default=1))
        yield f'<row r="{number}" ht="{height}">{"".join(cells)}</row>'


def _cell_xml(place: str, value: Cell, styles: _Styles, words: Words) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{styles.text}"/>'
    if isinstance(value, str):
        text = escape(_LOOKS_ESCAPED.sub("_x005F_", _fitting(readable(value), words["cut_mark"])))
        return (
            f'<c r="{place}" s="{styles.text}" t="inlineStr">'
            f'<is><t xml:space="preserve">{text}</t></is></c>'
        )
    if isinstance(value, datetime):
        since = value - _DAY_ZERO
        serial = since.days + since.seconds / 86_400  # unrounded, or 20:00 shows as 19:59
        return f'<c r="{place}" s="{styles.moment}"><v>{serial}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{styles.day}"><v>{(value - _DAY_ZERO.date()).days}</v></c>'
    return f'<c r="{place}" s="{styles.text}"><v>{value}</v></c>'


def _lines(value: Cell, width: int) -> int:
    """About how many lines a text takes in a column; not every program works it out itself."""
    if not isinstance(value, str):
        return 1
    total = 0
    for line in value[:_CELL_LIMIT].split("\n"):
        total += 1 + (len(line) if line.isascii() else 2 * len(line)) // width
    return total


def _fitting(text: str, cut_mark: str) -> str:
    """The text, or as much of it as a cell holds, ending with the mark."""
    if len(text) * 2 <= _CELL_LIMIT or len(text.encode("utf-16-le")) <= _CELL_LIMIT * 2:
        return text
    room = _CELL_LIMIT * 2 - len(cut_mark.encode("utf-16-le"))
    # Ignoring errors drops half a pair at the cut.
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + cut_mark


def _sheet_title(title: str) -> str:
    return _NOT_IN_TITLE.sub(" ", readable(title))[:_TITLE_LIMIT].strip("' ") or "-"

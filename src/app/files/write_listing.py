"""Plain listings for people: a few tables under one title, as workbook, CSV, web page or text.

Unlike the exports of annotations these are notes of what was done, such as the report
of an import; every text stays a text, never a formula.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.files.atomic import write_files
from app.files.write_csv import is_risky

Cell: TypeAlias = "str | int | None"

_CELL_LIMIT = 32_000
"""Characters of a cell of a workbook; Excel holds 32,767 UTF-16 units, these are far fewer."""

_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")
_STYLE = """
body{margin:2em auto;max-width:72em;padding:0 1em;color:#1a2230;background:#fff;
font:15px/1.6 "Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","微软雅黑",sans-serif}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #dde2e9;padding:.3em .8em .3em 0;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
th{color:#404b5b;border-bottom:1px solid #788494}td.n{text-align:right}
@media print{body{margin:0;max-width:none;font-size:10pt}tr{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        columns: title and width in characters of each.
        is_main: the one a CSV file holds, which has room for a single table.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Tables under a title and a line about when and what."""

    title: str
    about: str
    tables: Sequence[Table]


def write_listing(listing: Listing, target: Path) -> Path:
    """Write a listing in the format that the target's suffix names; text for any other.

    Raises:
        WriteFailed: nothing half-written is left.
    """
    write = WRITERS.get(target.suffix.lower(), _write_text)
    return write_files([(target, lambda out: write(listing, out))])[0]


def _write_xlsx(listing: Listing, out: BinaryIO) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = _clean(listing.title)
    book.properties.creator = "Piyue"
    for table in listing.tables:
        page = book.create_sheet(_clean(table.title)[:31] or "-")
        for number, (title, width) in enumerate(table.columns, 1):
            cell = page.cell(1, number, _clean(title))
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="E8EDF3")
            page.column_dimensions[get_column_letter(number)].width = width
        for line, row in enumerate(table.rows, 2):
            for number, value in enumerate(row, 1):
                shown = _clean(value)[:_CELL_LIMIT] if isinstance(value, str) else value
                cell = page.cell(line, number, shown)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(value, str):
                    cell.data_type = "s"  # "=1+1" is the name of a file, not a formula
        page.freeze_panes = "B2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    book.save(out)


def _write_csv(listing: Listing, out: BinaryIO) -> None:
    table = next((t for t in listing.tables if t.is_main), listing.tables[-1])
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([title for title, _ in table.columns])
    for row in table.rows:
        lines.writerow(
            [f"'{cell}" if isinstance(cell, str) and is_risky(cell) else cell for cell in row]
        )
    text.flush()
    text.detach()


def _write_html(listing: Listing, out: BinaryIO) -> None:
    parts = [
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{_html(listing.title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{_html(listing.title)}</h1><p>{_html(listing.about)}</p>",
    ]
    for table in listing.tables:
        parts.append(f"<h2>{_html(table.title)}</h2><table><thead><tr>")
        parts += [f"<th>{_html(title)}</th>" for title, _ in table.columns]
        parts.append("</tr></thead><tbody>")
        for row in table.rows:
            cells = "".join(
                f'<td class="n">{cell}</td>' if isinstance(cell, int) else f"<td>{_html(cell)}</td>"
                for cell in row
            )
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</tbody></table>")
    parts.append("</body></html>\n")
    out.write("\n".join(parts).encode("utf-8", errors="replace"))


def _write_text(listing: Listing, out: BinaryIO) -> None:
    """Columns as wide as their widest cell; what is the last column may be long."""
    lines = [_plain(listing.title), _plain(listing.about)]
    for table in listing.tables:
        lines += ["", f"【{_plain(table.title)}】"]
        rows = [[_plain(title) for title, _ in table.columns]]
        rows += [[_plain("" if cell is None else str(cell)) for cell in row] for row in table.rows]
        widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (
                text + " " * (width - _columns(text))
                for text, width in zip(row, widths, strict=True)
            )
            lines.append("  ".join(cells).rstrip())
    text = "\r\n".join([*lines, ""])
    out.write(text.encode("utf-8-sig", errors="replace"))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _clean(text: str) -> str:
    return text.translate(_CONTROL)


def _plain(text: str) -> str:
    return " ".join(_clean(text).split())


def _html(text: str | None) -> str:
    return escape(_clean(text or ""))


WRITERS: Mapping[str, Callable[[Listing, BinaryIO], None]] = {
    ".xlsx": _write_xlsx,
    ".csv": _write_csv,
    ".html": _write_html,
    ".htm": _write_html,
    ".txt": _write_text,
}
"""By suffix, in the order in which they are offered."""

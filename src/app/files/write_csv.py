"""Annotations as CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO
from uuid import UUID

from app.domain.rows import ROW_COLUMNS, LinkRow, row_values
from app.files.export import Export, Tell, Words, links_by_end

CSV_COLUMNS = (*ROW_COLUMNS, "links", "citation")
"""The header: it does not change with the language, for it is for scripts too."""

_FORMULA = frozenset("=+-@＝＋－＠")
_EDGE = frozenset("\t\r\n")


def write_csv(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """One line per annotation under CSV_COLUMNS: UTF-8 with BOM, CRLF, as Excel and WPS expect.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    del words
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(CSV_COLUMNS)
    total, links = len(export.rows), links_by_end(export.links)
    for done, row in enumerate(export.rows, 1):
        id_ = row.annotation.id
        told = "\n".join(_link(link, id_) for link in links.get(id_, ()))
        values = (*row_values(row).values(), told, export.cite(row))
        lines.writerow([_cell(value) for value in values])
        tell(done, total, row.report.title)
    text.flush()
    text.detach()


def _link(row: LinkRow, annotation: UUID) -> str:
    """What the annotation is to which other one, and the note: `copied_by 1f0e…: note`."""
    note = " ".join(row.link.comment.split())
    return f"{row.role(annotation)} {row.link.other(annotation)}{': ' if note else ''}{note}"


def _cell(value: str | int | bool | None) -> str | int:
    if not isinstance(value, str):
        return "" if value is None else int(value)
    return guarded(value)


def guarded(text: str) -> str:
    """The text as it may stand in a cell: with an apostrophe if it could be run as a formula.

    A text that looks guarded already gets one more, so that `unguarded` gives it back.
    """
    return f"'{text}" if is_risky(text.lstrip("'")) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell[1:] if cell[:1] == "'" and is_risky(cell.lstrip("'")) else cell


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    Source: CSV injection, OWASP; the full-width signs because Excel and WPS in
    Chinese and Japanese read them as their ASCII twins.
    """
    return text[:1] in _EDGE or text.lstrip()[:1] in _FORMULA

"""Annotations as CSV, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from app.domain.rows import ROW_COLUMNS, row_values
from app.files.export import Export, Tell, Words

_FORMULA = frozenset("=+-@＝＋－＠")
_EDGE = frozenset("\t\r\n")


def write_csv(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """One line per annotation under ROW_COLUMNS: UTF-8 with BOM, CRLF, as Excel and WPS expect.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    del words  # the header is for scripts too: it does not change with the language
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(ROW_COLUMNS)
    total = len(export.rows)
    for done, row in enumerate(export.rows, 1):
        lines.writerow([_cell(value) for value in row_values(row).values()])
        tell(done, total, row.report.title)
    text.flush()
    text.detach()


def _cell(value: str | int | bool | None) -> str | int:
    if not isinstance(value, str):
        return "" if value is None else int(value)
    return f"'{value}" if is_risky(value) else value


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula.

    Source: CSV injection, OWASP; the full-width signs because Excel and WPS in
    Chinese and Japanese read them as their ASCII twins.
    """
    return text[:1] in _EDGE or text.lstrip()[:1] in _FORMULA

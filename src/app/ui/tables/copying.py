"""Annotations as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.citation import Citing
from app.domain.rows import AnnotationRow

_FORMULA = frozenset("=+-@＝＋－＠")

CELLS = (
    "organisation", "year", "region", "section", "quote", "tags", "comment", "reviewer",
    "created", "citation",
)  # fmt: skip
"""Keys of the labels that head the columns of a copied table."""


def quoted(rows: Iterable[AnnotationRow], citing: Citing) -> str:
    """Each quote, what was said of it, and where it stands; a blank line between them."""
    return "\n\n".join(
        "\n".join(part for part in (row.quote, row.annotation.comment, citing.row(row)) if part)
        for row in rows
    )


def row_cells(
    rows: Iterable[AnnotationRow], labels: Mapping[str, str], citing: Citing
) -> list[list[str]]:
    """Annotations as cells under CELLS, the head first."""
    found = [[labels[key] for key in CELLS]]
    for row in rows:
        meta = row.report.metadata
        found.append(
            [
                meta.organisation.value or row.report.title,
                meta.year.value or "",
                meta.region.value or "",
                " › ".join(row.section),
                row.quote,
                "; ".join(path for _, path in row.tags),
                row.annotation.comment,
                row.reviewer.name,
                row.annotation.created.astimezone().strftime("%Y-%m-%d %H:%M"),
                citing.row(row),
            ]
        )
    return found


def tabbed(lines: Iterable[Sequence[str]]) -> str:
    """Cells that a spreadsheet takes apart again: tabs between them, one row a line.

    A cell with a tab, a line break or a quotation mark stands in quotation marks, as
    spreadsheets themselves write it; one that would be run as a formula gets an
    apostrophe in front.
    """
    return "\r\n".join("\t".join(map(_cell, line)) for line in lines)


def _cell(text: str) -> str:
    if text.lstrip()[:1] in _FORMULA:
        text = f"'{text}"
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text

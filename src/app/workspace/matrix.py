"""The matrix: tags down, reports (or units, or years) across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.analysis.counting import TagCounts, count_tags
from app.domain.table import Facet, Sieve, TableLine
from app.domain.tag import Tag
from app.text.collation import OrderKey, order_key
from app.workspace.table import Table

MISSING = "V5"
"""Codebook id of the tag 缺项: something that should be there is not."""


class Across(StrEnum):
    """What the columns are."""

    REPORTS_BY_UNIT = "reports_by_unit"  # the years of one unit stand together
    REPORTS_BY_YEAR = "reports_by_year"  # newest first
    REPORTS = "reports"  # as they were imported
    UNITS = "units"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column: a report, or all reports of a unit or of a year.

    Attributes:
        key: the report's id as text, the unit or the year.
    """

    key: str
    reports: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One tag; None stands for annotations without any."""

    tag: Tag | None
    depth: int
    has_below: bool

    @property
    def id(self) -> UUID | None:
        return self.tag.id if self.tag else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of all tags of the tree by column."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    counts: TagCounts


def make_matrix(
    table: Table, lines: Iterable[TableLine], across: Across, sieve: Sieve | None = None
) -> Matrix:
    """Count lines of a table.

    Args:
        sieve: reports that its unit, year and region leave out get no column.
    """
    reports = table.reports_meant(sieve or Sieve())
    columns = _columns(table, reports, across)
    column_of = {report: column.key for column in columns for report in column.reports}
    gone = table.tree.find(MISSING)
    counts = count_tags(lines, column_of, table.with_groups, gone.id if gone else None)
    rows = [*_rows(table, None, 0)]
    if any(tag is None for tag, _ in counts.own):
        rows.append(MatrixRow(None, 0, has_below=False))
    return Matrix(tuple(columns), tuple(rows), counts)


def _columns(table: Table, reports: list[UUID], across: Across) -> list[MatrixColumn]:
    def unit(report: UUID) -> OrderKey:
        return order_key(table.unit(report))

    def year(report: UUID) -> OrderKey:
        return order_key(table.value(report, Facet.YEAR))

    if across in {Across.UNITS, Across.YEARS}:
        facet = Facet.UNIT if across is Across.UNITS else Facet.YEAR
        groups: dict[str, list[UUID]] = {}
        for report in reports:
            groups.setdefault(table.value(report, facet), []).append(report)
        found = sorted(groups, key=order_key, reverse=across is Across.YEARS)
        return [MatrixColumn(key, tuple(groups[key])) for key in found]
    if across is not Across.REPORTS:
        by_year = across is Across.REPORTS_BY_YEAR
        reports = sorted(reports, key=unit if by_year else year)
        reports.sort(key=year if by_year else unit, reverse=by_year)
    return [MatrixColumn(str(report), (report,)) for report in reports]


def _rows(table: Table, parent: UUID | None, depth: int) -> list[MatrixRow]:
    """The tree from the top, each group before its members."""
    found: list[MatrixRow] = []
    for tag in table.tree.children(parent):
        found.append(MatrixRow(tag, depth, bool(table.tree.children(tag.id))))
        found += _rows(table, tag.id, depth + 1)
    return found

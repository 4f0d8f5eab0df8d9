"""The matrix of tags by report."""

from __future__ import annotations

import pytest

from app.domain.report import Report
from app.domain.table import Facet, Sieve
from app.workspace.matrix import Across, Matrix, make_matrix
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of, tag


@pytest.fixture
def reports(workspace: Workspace) -> list[Report]:
    made = [parsed("云岭区", "2023"), parsed("安平县", "2022"), parsed("云岭区", "2022")]
    return workspace.importing.store([(one, {}) for one in made])


def mark(workspace: Workspace, report: Report, words: str, *codes: str) -> None:
    text = workspace.library.text(report.id)
    tags = [tag(workspace, code) for code in codes]
    workspace.annotating.highlight(report.id, span_of(words, text), tags)


def matrix(workspace: Workspace, across: Across, sieve: Sieve | None = None) -> Matrix:
    table = workspace.tabulating.table()
    sieve = sieve or Sieve()
    return make_matrix(table, table.sift(sieve), across, sieve)


def test_a_group_counts_an_annotation_with_two_of_its_tags_once(
    workspace: Workspace, reports: list[Report]
) -> None:
    mark(workspace, reports[0], "行政复议案件70件", "G1", "G2")
    mark(workspace, reports[0], "执法力量不足", "V2")
    mark(workspace, reports[0], "𠮷祥街道")
    counts = matrix(workspace, Across.REPORTS).counts
    here = str(reports[0].id)
    assert counts.own[tag(workspace, "G1"), here] == 1
    assert counts.whole[tag(workspace, "G"), here] == 1
    assert counts.own.get((tag(workspace, "G"), here), 0) == 0
    assert counts.own[None, here] == 1
    assert counts.totals[here] == 3


def test_every_report_has_a_column_also_without_annotations(
    workspace: Workspace, reports: list[Report]
) -> None:
    columns = matrix(workspace, Across.REPORTS).columns
    assert [column.key for column in columns] == [str(r.id) for r in reports]
    assert matrix(workspace, Across.REPORTS).rows[-1].tag is not None


def test_columns_stand_by_unit_by_year_or_are_units_or_years(
    workspace: Workspace, reports: list[Report]
) -> None:
    first, second, third = (str(r.id) for r in reports)
    by_unit = [c.key for c in matrix(workspace, Across.REPORTS_BY_UNIT).columns]
    assert by_unit == [second, third, first]
    by_year = [c.key for c in matrix(workspace, Across.REPORTS_BY_YEAR).columns]
    assert by_year == [first, second, third]
    assert [c.key for c in matrix(workspace, Across.YEARS).columns] == ["2023", "2022"]
    units = matrix(workspace, Across.UNITS).columns
    assert [c.key for c in units] == ["安平县人民政府", "云岭区人民政府"]
    assert set(units[1].reports) == {reports[0].id, reports[2].id}


def test_reports_that_a_filter_leaves_out_have_no_column(
    workspace: Workspace, reports: list[Report]
) -> None:
    sieve = Sieve({Facet.YEAR: frozenset({"2022"})})
    columns = matrix(workspace, Across.REPORTS, sieve).columns
    assert [c.key for c in columns] == [str(reports[1].id), str(reports[2].id)]


def test_a_cell_is_absent_when_every_annotation_of_it_says_so(
    workspace: Workspace, reports: list[Report]
) -> None:
    duty, missing = tag(workspace, "S3"), tag(workspace, "V5")
    workspace.annotating.annotate_report(reports[0].id, [duty, missing], "没有专门说明")
    workspace.annotating.annotate_report(reports[1].id, [duty, missing])
    mark(workspace, reports[1], "依法行政", "S3")
    absent = matrix(workspace, Across.REPORTS).counts.absent
    assert (duty, str(reports[0].id)) in absent
    assert (duty, str(reports[1].id)) not in absent
    assert not any(cell[0] == missing for cell in absent)

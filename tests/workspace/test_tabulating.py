"""The table of annotations: what is narrowed, ordered, grouped, and what a change does to it."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import Annotation
from app.domain.change import Change
from app.domain.report import Report
from app.domain.table import NONE, Column, Facet, Sieve, SortKey, Standing, TableLine
from app.workspace.sieves import sieve_fields, sieve_value
from app.workspace.table import Table
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of, tag


@pytest.fixture
def reports(workspace: Workspace) -> list[Report]:
    """Three units, one of them in two years."""
    made = [parsed("云岭区", "2023"), parsed("安平县", "2022"), parsed("云岭区", "2022")]
    return workspace.importing.store([(one, {}) for one in made])


def mark(
    workspace: Workspace, report: Report, words: str, *codes: str, say: str = ""
) -> Annotation:
    text = workspace.library.text(report.id)
    tags = [tag(workspace, code) for code in codes]
    return workspace.annotating.highlight(report.id, span_of(words, text), tags, say)


@pytest.fixture
def table(workspace: Workspace, reports: list[Report]) -> Table:
    mark(workspace, reports[0], "行政复议案件70件", "G1", "V1", say="余 7 件，未说明")
    mark(workspace, reports[0], "执法力量不足", "V2")
    mark(workspace, reports[1], "𠮷祥街道率先", say="（一）核对")
    mark(workspace, reports[2], "行政复议案件70件", "G1")
    workspace.annotating.annotate_report(reports[2].id, [tag(workspace, "V5")], "缺少履职情况")
    return workspace.tabulating.table()


def quotes(lines: list[TableLine]) -> list[str]:
    return [line.quote for line in lines]


def chosen(facet: Facet, *values: str, text: str = "") -> Sieve:
    return Sieve({facet: frozenset(values)}, text)


def test_lines_stand_by_report_and_place_and_hold_what_was_said(
    workspace: Workspace, table: Table, reports: list[Report]
) -> None:
    assert [line.id for line in table.lines] == [a.id for a in workspace.library.annotations()]
    first = table.lines[0]
    assert (first.quote, first.comment) == ("行政复议案件70件", "余 7 件，未说明")
    assert first.tags == (tag(workspace, "G1"), tag(workspace, "V1"))
    assert table.section(first) == ("一、主要举措和成效", "（一）深化“放管服”改革")
    assert table.unit(first.report) == "云岭区人民政府"
    whole = next(line for line in table.lines if line.start < 0)
    assert (whole.report, whole.quote, table.section(whole)) == (reports[2].id, "", ())


def test_facets_narrow_with_or_inside_and_and_between(workspace: Workspace, table: Table) -> None:
    assert len(table.sift(Sieve())) == 5
    assert len(table.sift(chosen(Facet.YEAR, "2022"))) == 3
    assert len(table.sift(chosen(Facet.YEAR, "2022", "2023"))) == 5
    both = chosen(Facet.YEAR, "2022").having(Facet.UNIT, frozenset({"云岭区人民政府"}))
    assert len(table.sift(both)) == 2
    assert quotes(table.sift(chosen(Facet.TAG, NONE))) == ["𠮷祥街道率先"]
    assert quotes(table.sift(chosen(Facet.SECTION, "存在的不足"))) == ["执法力量不足"]
    assert len(table.sift(chosen(Facet.COMMENT, "yes"))) == 3
    assert len(table.sift(chosen(Facet.REVIEWER, str(workspace.reviewer.id)))) == 5
    assert table.sift(chosen(Facet.STATE, Standing.RESOLVED)) == []


def test_a_group_stands_for_the_tags_below_it(workspace: Workspace, table: Table) -> None:
    group = str(tag(workspace, "V"))
    assert len(table.sift(chosen(Facet.TAG, group))) == 3
    counts = dict(table.counts(Facet.TAG, Sieve()))
    assert counts[group] == 3
    assert counts[str(tag(workspace, "G1"))] == counts[str(tag(workspace, "G"))] == 2
    assert counts[NONE] == 1


def test_words_must_all_stand_there_and_a_minus_takes_out(table: Table) -> None:
    assert len(table.sift(Sieve(text="行政复议"))) == 2
    assert len(table.sift(Sieve(text="行政复议 未说明"))) == 1
    assert len(table.sift(Sieve(text="行政复议 -未说明"))) == 1
    assert quotes(table.sift(Sieve(text="(一)"))) == ["𠮷祥街道率先"], "full and half width"
    assert quotes(table.sift(Sieve(text="𠮷"))) == ["𠮷祥街道率先"]
    assert len(table.sift(Sieve(text=" - "))) == 5


def test_counts_of_a_facet_heed_all_other_filters_and_keep_what_is_chosen(table: Table) -> None:
    sieve = chosen(Facet.YEAR, "2022", text="行政复议")
    assert table.counts(Facet.YEAR, sieve) == [("2022", 1), ("2023", 1)]
    assert table.counts(Facet.UNIT, sieve) == [("云岭区人民政府", 1)]
    assert ("2019", 0) in table.counts(Facet.YEAR, chosen(Facet.YEAR, "2019"))


def test_lines_are_ordered_by_several_columns_and_stay_in_place_otherwise(table: Table) -> None:
    by_unit = table.ordered(table.lines, [SortKey(Column.UNIT), SortKey(Column.YEAR)])
    found = [(table.unit(a.report), table.value(a.report, Facet.YEAR)) for a in by_unit]
    assert found[0] == ("安平县人民政府", "2022")
    assert [year for _, year in found[1:]] == ["2022", "2022", "2023", "2023"]
    newest = table.ordered(table.lines, [SortKey(Column.YEAR, descending=True)])
    assert quotes(newest)[:2] == ["行政复议案件70件", "执法力量不足"]
    for column in Column:
        assert len(table.ordered(table.lines, [SortKey(column)])) == 5


def test_a_line_with_two_tags_is_in_both_groups(workspace: Workspace, table: Table) -> None:
    groups = {g.value: quotes(list(g.lines)) for g in table.grouped(table.lines, Facet.TAG)}
    assert groups[str(tag(workspace, "G1"))] == ["行政复议案件70件", "行政复议案件70件"]
    assert groups[str(tag(workspace, "V1"))] == ["行政复议案件70件"]
    assert list(groups)[-1] == NONE
    sections = [g.value for g in table.grouped(table.lines, Facet.SECTION)]
    assert sections == ["主要举措和成效", "存在的不足", NONE]
    units = [g.value for g in table.grouped(table.lines, Facet.UNIT)]
    assert units == ["安平县人民政府", "云岭区人民政府"]


def test_renewing_the_touched_lines_gives_the_table_read_anew(
    workspace: Workspace, table: Table, reports: list[Report]
) -> None:
    table.sift(Sieve(text="行政"))  # the folded texts are there, and must be renewed too
    before = {line.id for line in table.lines}
    ids = [line.id for line in table.lines]
    workspace.annotating.set_comment(ids[1], "补充编制数")
    workspace.annotating.delete([ids[0]])
    made = mark(workspace, reports[1], "依法行政", "A")
    touched = frozenset({ids[0], ids[1], made.id})
    workspace.tabulating.renew(table, touched)
    fresh = workspace.tabulating.table()
    assert table.lines == fresh.lines
    assert table.sift(Sieve(text="编制数")) == fresh.sift(Sieve(text="编制数")) != []
    assert {line.id for line in table.lines} == before - {ids[0]} | {made.id}


def test_many_annotations_get_and_lose_tags_in_one_undoable_change(
    workspace: Workspace, table: Table
) -> None:
    changes: list[Change] = []
    workspace.subscribe(changes.append)
    ids = [line.id for line in table.lines]
    workspace.annotating.add_tags(ids, [tag(workspace, "V6"), tag(workspace, "V2")])
    assert len(changes) == 1
    held = [line.tags for line in workspace.tabulating.table().lines]
    assert all(tag(workspace, "V6") in tags and tag(workspace, "V2") in tags for tags in held)
    workspace.annotating.remove_tags(ids, [tag(workspace, "V6")])
    assert len(changes) == 2
    workspace.history.undo()
    workspace.history.undo()
    assert workspace.tabulating.table().lines != []
    assert [a.tags for a in workspace.tabulating.table().lines] == [a.tags for a in table.lines]


def test_rows_come_in_the_order_asked_for(workspace: Workspace, table: Table) -> None:
    ids = [line.id for line in reversed(table.lines)]
    assert [row.annotation.id for row in workspace.tabulating.rows([*ids, UUID(int=1)])] == ids
    assert workspace.tabulating.rows([]) == []


values = st.frozensets(st.sampled_from(["2022", "2023", "云岭区", "", "𠮷"]), max_size=3)
sieves = st.builds(
    lambda named, text: Sieve({f: v for f, v in named.items() if v}, text),
    st.dictionaries(st.sampled_from(list(Facet)), values),
    st.text(max_size=6),
)


@given(sieves)
def test_a_sieve_can_be_written_down_and_read_again(sieve: Sieve) -> None:
    assert sieve_value(sieve_fields(sieve)) == sieve


@pytest.mark.parametrize("raw", [None, 3, [], {"chosen": 1, "text": 2}, {"chosen": {"year": "x"}}])
def test_a_damaged_sieve_lets_everything_pass(raw: object) -> None:
    assert sieve_value(raw).is_open  # type: ignore[arg-type]

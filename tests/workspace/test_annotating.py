"""Annotating, seen by the caller: what is stored, told, refused and found again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import uuid4

import pytest

import builders
from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.change import Change, Entity
from app.domain.errors import Ambiguous, Invalid, NotFound
from app.domain.filters import Filter
from app.domain.report import Report
from app.workspace.workspace import Workspace
from workspace.samples import TEXT, parsed, span_of, tag


def test_a_highlight_keeps_its_words_tags_comment_and_reviewer(
    workspace: Workspace, report: Report
) -> None:
    span = span_of("审结63件")
    made = workspace.annotating.highlight(report.id, span, [tag(workspace, "G1")], "比上年少")
    assert workspace.library.annotation(made.id) == made
    assert made.anchor is not None
    assert made.anchor.quote.exact == "审结63件"
    assert made.reviewer == workspace.reviewer.id
    assert made.scope is Scope.PASSAGE


def test_a_rare_character_counts_as_one(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.highlight(report.id, span_of("𠮷祥街道"))
    assert made.anchor is not None
    assert made.anchor.quote.exact == "𠮷祥街道"


def test_what_cannot_be_stored_becomes_the_replacement_character(
    workspace: Workspace, report: Report
) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结"), comment="坏\udc80\0字")
    assert made.comment == "坏\ufffd\ufffd字"
    assert workspace.library.annotation(made.id) == made
    assert workspace.annotating.set_comment(made.id, "\ud800").comment == "\ufffd"
    assert workspace.tagging.create("甲\udcff").name == "甲\ufffd"


def test_a_tag_given_twice_is_kept_once(workspace: Workspace, report: Report) -> None:
    one = tag(workspace, "G1")
    made = workspace.annotating.highlight(report.id, span_of("审结"), [one, one])
    assert made.tags == (one,)


@pytest.mark.parametrize(
    ("span", "what"), [(Span(3, 3), "empty_span"), (Span(3, len(TEXT) + 1), "span_outside")]
)
def test_a_span_without_text_is_refused(
    workspace: Workspace, report: Report, span: Span, what: str
) -> None:
    with pytest.raises(Invalid) as caught:
        workspace.annotating.highlight(report.id, span)
    assert caught.value.what == what
    assert workspace.library.annotations() == []


def test_unknown_reports_tags_and_reviewers_are_refused(
    workspace: Workspace, report: Report
) -> None:
    span = span_of("审结")
    with pytest.raises(NotFound):
        workspace.annotating.highlight(uuid4(), span)
    with pytest.raises(NotFound):
        workspace.annotating.highlight(report.id, span, [uuid4()])
    with pytest.raises(NotFound):
        workspace.annotating.highlight(report.id, span, reviewer=uuid4())
    with pytest.raises(NotFound):
        workspace.annotating.annotate_report(uuid4())


def test_a_section_is_annotated_at_its_heading(workspace: Workspace, report: Report) -> None:
    section = workspace.reporting.outline(report.id)[3]
    made = workspace.annotating.annotate_section(report.id, section, comment="没有写原因")
    assert made.scope is Scope.SECTION
    assert made.anchor is not None
    assert made.anchor.quote.exact == "二、存在的不足"


def test_a_whole_report_is_annotated_without_a_place(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.annotate_report(report.id, [tag(workspace, "V5")])
    assert (made.scope, made.anchor) == (Scope.REPORT, None)


def test_changing_an_annotation_moves_its_edited_time_only(
    workspace: Workspace, report: Report
) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结"))
    changed = workspace.annotating.set_comment(made.id, "请核对")
    assert changed.comment == "请核对"
    assert changed.created == made.created
    assert changed.edited > made.edited
    assert workspace.library.annotation(made.id) == changed


def test_tags_are_added_removed_and_replaced(workspace: Workspace, report: Report) -> None:
    g1, g2, v2 = (tag(workspace, code) for code in ("G1", "G2", "V2"))
    id_ = workspace.annotating.highlight(report.id, span_of("审结"), [g1]).id
    assert workspace.annotating.add_tag(id_, v2).tags == (g1, v2)
    assert workspace.annotating.remove_tag(id_, g1).tags == (v2,)
    assert workspace.annotating.set_tags(id_, [g2, g1]).tags == (g2, g1)


def test_what_changes_nothing_is_not_recorded(workspace: Workspace, report: Report) -> None:
    g1 = tag(workspace, "G1")
    made = workspace.annotating.highlight(report.id, span_of("审结"), [g1], "好")
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.annotating.set_comment(made.id, "好")
    workspace.annotating.add_tag(made.id, g1)
    workspace.annotating.retag([made.id], [g1])
    workspace.annotating.delete([])
    assert heard == []
    assert workspace.library.annotation(made.id).edited == made.edited


def test_a_moved_span_quotes_the_new_words(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结63件"))
    moved = workspace.annotating.set_span(made.id, span_of("70件，审结63件"))
    assert moved.anchor is not None
    assert moved.anchor.quote.exact == "70件，审结63件"
    with pytest.raises(Invalid):
        workspace.annotating.set_span(made.id, Span(0, len(TEXT) + 1))
    whole = workspace.annotating.annotate_report(report.id)
    with pytest.raises(Invalid, match="not_a_passage"):
        workspace.annotating.set_span(whole.id, Span(0, 1))


def test_bulk_acts_are_one_change(workspace: Workspace, report: Report) -> None:
    ids = [workspace.annotating.highlight(report.id, Span(n, n + 2)).id for n in range(5)]
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.annotating.retag(ids, [tag(workspace, "V3")])
    workspace.annotating.delete(ids)
    assert [change.action for change in heard] == ["retag", "delete_annotations"]
    assert all(change.touched(Entity.ANNOTATION) == set(map(str, ids)) for change in heard)
    assert workspace.library.annotations() == []


def test_a_bulk_act_with_an_unknown_id_does_nothing(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结"))
    with pytest.raises(NotFound):
        workspace.annotating.delete([made.id, uuid4()])
    assert [a.id for a in workspace.library.annotations()] == [made.id]


def test_each_change_is_told_once_and_no_more_after_unsubscribing(
    workspace: Workspace, report: Report
) -> None:
    heard: list[str] = []
    end = workspace.subscribe(lambda change: heard.append(change.action))
    workspace.annotating.highlight(report.id, span_of("审结"))
    end()
    end()
    workspace.annotating.highlight(report.id, span_of("审结"))
    assert heard == ["annotate"]


def test_a_listener_that_fails_keeps_nobody_from_hearing(
    workspace: Workspace, report: Report, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(change: Change) -> None:
        raise RuntimeError(change.action)

    heard: list[str] = []
    workspace.subscribe(fails)
    workspace.subscribe(lambda change: heard.append(change.action))
    workspace.annotating.highlight(report.id, span_of("审结"))
    assert heard == ["annotate"]
    assert "A listener failed" in caplog.text
    caplog.clear()


def test_several_threads_annotate_at_once(workspace: Workspace, report: Report) -> None:
    def work() -> None:
        for n in range(10):
            workspace.annotating.highlight(report.id, Span(n, n + 1))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspace.library.annotations(report.id)) == 40
    assert workspace.library.check() == []


# --- rows -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passage", "section", "paragraph"),
    [
        ("情况报告", (), 1),
        ("𠮷祥街道", (), 2),
        ("主要举措", ("一、主要举措和成效",), 0),
        ("审结63件", ("一、主要举措和成效", "（一）深化“放管服”改革"), 1),
        ("双随机", ("一、主要举措和成效", "（二）规范行政执法"), 1),
        ("执法力量不足", ("二、存在的不足",), 1),
        ("2024年2月", ("二、存在的不足",), 3),
    ],
)
def test_a_row_names_section_and_paragraph(
    workspace: Workspace,
    report: Report,
    passage: str,
    section: tuple[str, ...],
    paragraph: int,
) -> None:
    workspace.annotating.highlight(report.id, span_of(passage))
    (row,) = workspace.annotating.rows()
    assert (row.section, row.paragraph) == (section, paragraph)


def test_rows_of_sections_and_reports_have_no_paragraph(
    workspace: Workspace, report: Report
) -> None:
    workspace.annotating.annotate_report(report.id)
    workspace.annotating.annotate_section(report.id, workspace.reporting.outline(report.id)[3])
    whole, section = workspace.annotating.rows()
    assert (whole.section, whole.paragraph, whole.quote) == ((), 0, "")
    assert (section.section, section.paragraph) == (("二、存在的不足",), 0)


def test_hidden_lines_are_no_paragraphs(workspace: Workspace) -> None:
    text = "首页 > 公开\n云岭区报告\n第一段。\n第二段。\n版权所有"
    furniture = (Span(0, 8), Span(text.index("版权"), len(text)))
    one = workspace.importing.store([(builders.parsed(text, furniture=furniture), {})])[0]
    start = text.index("第二段")
    workspace.annotating.highlight(one.id, Span(start, start + 3))
    assert workspace.annotating.rows()[0].paragraph == 3


def test_the_citation_names_unit_year_section_and_paragraph(
    workspace: Workspace, report: Report
) -> None:
    said = workspace.annotating.citation(report.id, span_of("审结63件"))
    assert said == ("云岭区人民政府·2023年度·一、主要举措和成效/（一）深化“放管服”改革·第1段")


def test_the_citation_leaves_out_what_is_not_known(workspace: Workspace, report: Report) -> None:
    workspace.reporting.correct(report.id, {"organisation": None, "year": None})
    said = workspace.annotating.citation(report.id, span_of("情况报告"))
    assert said == "云岭区2023年度法治政府建设情况报告·第1段"


FilterOf = Callable[[Workspace, Report], Filter]


def test_filters_are_or_within_and_and_between(workspace: Workspace) -> None:
    first, second = workspace.importing.store(
        [(parsed("云岭区", "2022"), {}), (parsed("青山镇", "2023"), {})]
    )
    g1, v2 = tag(workspace, "G1"), tag(workspace, "V2")
    other = workspace.annotating.add_reviewer("王复核")
    one = workspace.annotating.highlight(first.id, Span(0, 3), [g1], "数字ＡＢ")
    two = workspace.annotating.highlight(second.id, Span(0, 3), [v2])
    three = workspace.annotating.highlight(second.id, Span(0, 5), reviewer=other.id)

    def chosen(**values: object) -> set[object]:
        return {r.annotation.id for r in workspace.annotating.rows(Filter(**values))}  # type: ignore[arg-type]

    assert chosen() == {one.id, two.id, three.id}
    assert chosen(reports=frozenset({first.id})) == {one.id}
    assert chosen(years=frozenset({"2022", "2023"})) == {one.id, two.id, three.id}
    assert chosen(regions=frozenset({"青山镇"}), tags=frozenset({v2})) == {two.id}
    assert chosen(reviewers=frozenset({other.id})) == {three.id}
    assert chosen(text=("ab",)) == {one.id}
    assert chosen(text=("青山", "云岭")) == {one.id, two.id, three.id}
    assert chosen(annotations=frozenset({two.id})) == {two.id}
    group = tag(workspace, "G")
    assert chosen(tags=frozenset({group})) == {one.id}, "a group means what is below it"


def test_many_reports_are_filtered_like_few(workspace: Workspace) -> None:
    reports = workspace.importing.store([(parsed(f"第{n}镇"), {}) for n in range(25)])
    made = {workspace.annotating.highlight(r.id, Span(0, 2)).id for r in reports}
    assert {row.annotation.id for row in workspace.annotating.rows()} == made


# --- reviewers --------------------------------------------------------------------------


def test_the_reviewer_is_recorded_with_the_first_change(
    workspace: Workspace,
) -> None:
    assert workspace.library.reviewers() == []
    workspace.importing.store([(parsed(), {})])
    assert [r.name for r in workspace.library.reviewers()] == ["李审阅"]


def test_a_named_reviewer_is_found_or_made(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.reviewer_named(" 王复核 ")
    assert workspace.annotating.reviewer_named("王复核") == made
    assert workspace.annotating.reviewer_named("李审阅").id == workspace.reviewer.id
    workspace.annotating.add_reviewer("王复核")
    with pytest.raises(Ambiguous):
        workspace.annotating.reviewer_named("王复核")
    with pytest.raises(Invalid, match="name_empty"):
        workspace.annotating.reviewer_named("  ")


def test_a_new_name_is_seen_everywhere(workspace: Workspace, report: Report) -> None:
    workspace.annotating.highlight(report.id, Span(0, 2))
    workspace.annotating.rename_reviewer(workspace.reviewer.id, "李四")
    assert workspace.reviewer.name == "李四"
    assert workspace.annotating.rows()[0].reviewer.name == "李四"


def test_history_lists_every_change_of_one_annotation(workspace: Workspace, report: Report) -> None:
    made = workspace.annotating.highlight(report.id, span_of("审结"))
    workspace.annotating.set_comment(made.id, "好")
    workspace.annotating.highlight(report.id, span_of("办理"))
    workspace.annotating.delete([made.id])
    changes = workspace.history.of_annotation(made.id)
    assert [c.action for c in changes] == ["annotate", "comment", "delete_annotations"]

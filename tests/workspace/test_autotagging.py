"""Auto-tagging: what is proposed, what is left out, and that all of it is one change."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.change import Change
from app.domain.errors import Cancelled, Invalid
from app.domain.report import Report
from app.domain.rule import RuleScope
from app.workspace.autotagging import Preview, Wish
from app.workspace.progress import Watched
from app.workspace.workspace import Workspace
from workspace.samples import TEXT, parsed, span_of, state, tag


def wish(workspace: Workspace, *terms: str, **values: object) -> Wish:
    return Wish(tag(workspace, "G1"), terms, **values)  # type: ignore[arg-type]


def quotes(preview: Preview) -> list[str]:
    return [proposal.quote for proposal in preview.proposals]


def test_any_of_the_terms_is_found_folded(workspace: Workspace, report: Report) -> None:
    del report
    found = workspace.autotagging.preview(wish(workspace, "行政复议", "ＭＩＸＥＤ"))
    assert quotes(found) == ["mixed", "行政复议"]
    exact = workspace.autotagging.preview(wish(workspace, "ＭＩＸＥＤ", is_exact=True))
    assert quotes(exact) == []


def test_a_sentence_with_several_finds_is_proposed_once(
    workspace: Workspace, report: Report
) -> None:
    del report
    found = workspace.autotagging.preview(
        wish(workspace, "行政复议", "审结", scope=RuleScope.SENTENCE)
    )
    assert quotes(found) == ["全年办理行政复议案件70件，审结63件。"]
    assert len(found.proposals[0].finds) == 2
    assert found.proposals[0].before == "（一）深化“放管服”改革。"


def test_what_stands_with_an_unwanted_word_is_left_out(
    workspace: Workspace, report: Report
) -> None:
    del report
    assert quotes(workspace.autotagging.preview(wish(workspace, "行政", without=("审结",)))) == [
        "行政",
        "行政",
    ]


def test_only_the_reports_asked_for_are_looked_at(workspace: Workspace, report: Report) -> None:
    other = workspace.importing.store([(parsed("青溪市", "2022"), {})])[0]
    found = workspace.autotagging.preview(wish(workspace, "行政复议"), [other.id])
    assert [proposal.report for proposal in found.proposals] == [other.id]
    assert len(workspace.autotagging.preview(wish(workspace, "行政复议")).proposals) == 2
    assert report.id != other.id


def test_furniture_is_not_marked(workspace: Workspace) -> None:
    hidden = span_of("云岭区人民政府\n")
    workspace.importing.store([(parsed(furniture=(hidden,)), {})])
    assert quotes(workspace.autotagging.preview(wish(workspace, "人民政府"))) == []
    pattern = wish(workspace, "人民.府", is_pattern=True)
    assert quotes(workspace.autotagging.preview(pattern)) == []


def test_patterns_are_found(workspace: Workspace, report: Report) -> None:
    del report
    found = workspace.autotagging.preview(wish(workspace, r"\d+件", is_pattern=True))
    assert quotes(found) == ["70件", "63件"]


def test_a_bad_pattern_is_refused_with_its_place(workspace: Workspace, report: Report) -> None:
    del report
    with pytest.raises(Invalid) as refusal:
        workspace.autotagging.preview(wish(workspace, "行政(复议", is_pattern=True))
    assert refusal.value.what == "bad_pattern"
    assert refusal.value.values["position"] == 3


def test_a_pattern_that_never_ends_is_stopped(
    workspace: Workspace, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    del report
    monkeypatch.setattr("app.workspace.autotagging.PATTERN_SECONDS", 1.5)
    with pytest.raises(Invalid, match="slow_pattern"):
        workspace.autotagging.preview(wish(workspace, r"(?:\w|\w\w|.)+$x", is_pattern=True))


def test_without_terms_nothing_is_looked_for(workspace: Workspace, report: Report) -> None:
    del report
    with pytest.raises(Invalid, match="no_terms"):
        workspace.autotagging.preview(wish(workspace, " "))


def test_what_has_the_tag_already_is_skipped_only_for_the_same_reviewer(
    workspace: Workspace, report: Report
) -> None:
    asked = wish(workspace, "行政复议", "双随机")
    workspace.annotating.highlight(report.id, span_of("复议案件"), [asked.tag])
    other = workspace.annotating.add_reviewer("王审阅")
    workspace.annotating.highlight(report.id, span_of("双随机"), [asked.tag], "", other.id)
    found = workspace.autotagging.preview(asked)
    assert (quotes(found), found.skipped) == (["双随机"], 1)
    everything = workspace.autotagging.preview(asked, skip_tagged=False)
    assert (len(everything.proposals), everything.skipped) == (2, 0)


def test_rule_and_annotations_are_one_change_and_undone_at_once(
    workspace: Workspace, report: Report
) -> None:
    before = state(workspace)
    heard: list[Change] = []
    asked = wish(workspace, "行政复议", "双随机", scope=RuleScope.SENTENCE)
    found = workspace.autotagging.preview(asked)
    workspace.subscribe(heard.append)
    assert workspace.autotagging.apply(asked, found.proposals, "复议和检查") == 2
    assert [change.action for change in heard if change.action != "reviewer"] == ["autotag"]
    (rule,) = workspace.autotagging.rules()
    assert (rule.name, Wish.of(rule)) == ("复议和检查", asked)
    made = workspace.library.annotations(report.id)
    assert {(a.rule, a.tags) for a in made} == {(rule.id, (asked.tag,))}
    assert [a.anchor.quote.exact for a in made if a.anchor] == quotes(found)
    assert workspace.autotagging.counts() == {rule.id: 2}
    assert workspace.tagging.recent()[0] == asked.tag
    assert workspace.library.check() == []
    workspace.history.undo()
    assert (state(workspace), workspace.autotagging.rules()) == (before, [])
    workspace.history.redo()
    assert workspace.library.annotations(report.id) == made
    assert workspace.library.check() == []


def test_running_a_rule_again_proposes_only_what_is_new(
    workspace: Workspace, report: Report
) -> None:
    del report
    asked = wish(workspace, "行政复议")
    workspace.autotagging.apply(asked, workspace.autotagging.preview(asked).proposals)
    workspace.importing.store([(parsed("青溪市", "2022"), {})])
    (rule,) = workspace.autotagging.rules()
    again = workspace.autotagging.preview(Wish.of(rule))
    assert (len(again.proposals), again.skipped) == (1, 1)
    workspace.autotagging.apply(asked, again.proposals)
    assert [r.id for r in workspace.autotagging.rules()] == [rule.id]
    assert rule.name == "行政复议"


def test_a_rule_is_renamed_and_forgotten_while_its_marks_stay(
    workspace: Workspace, report: Report
) -> None:
    asked = wish(workspace, "行政复议")
    workspace.autotagging.apply(asked, workspace.autotagging.preview(asked).proposals)
    (rule,) = workspace.autotagging.rules()
    assert workspace.autotagging.rename(rule.id, " 复议 ").name == "复议"
    with pytest.raises(Invalid, match="name_empty"):
        workspace.autotagging.rename(rule.id, " ")
    workspace.autotagging.delete(rule.id)
    assert workspace.autotagging.rules() == []
    assert [a.rule for a in workspace.library.annotations(report.id)] == [rule.id]
    assert workspace.library.check() == []


def test_a_preview_and_its_carrying_out_can_be_stopped(
    workspace: Workspace, report: Report
) -> None:
    del report
    asked = wish(workspace, "行政复议")
    found = workspace.autotagging.preview(asked)
    stopped = Watched(lambda *_: None)
    stopped.cancel()
    with pytest.raises(Cancelled):
        workspace.autotagging.preview(asked, progress=stopped)
    with pytest.raises(Cancelled):
        workspace.autotagging.apply(asked, found.proposals, progress=stopped)
    assert workspace.library.annotations() == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    terms=st.lists(
        st.sampled_from(["行", "政", "复议", "。", "件，", "𠮷", "（一）", "无此"]), min_size=1
    ),
    without=st.lists(st.sampled_from(["审结", "𠮷祥", "意识"]), max_size=2),
    scope=st.sampled_from(RuleScope),
    marked=st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 9)), max_size=3),
)
def test_proposals_hold_their_finds_touch_no_mark_and_are_taken_back_whole(
    workspace: Workspace,
    report: Report,
    terms: list[str],
    without: list[str],
    scope: RuleScope,
    marked: list[tuple[int, int]],
) -> None:
    asked = wish(workspace, *terms, without=tuple(without), scope=scope)
    own = [Span(at, min(len(TEXT), at + length)) for at, length in marked]
    for span in own:
        workspace.annotating.highlight(report.id, span, [asked.tag])
    found = workspace.autotagging.preview(asked)
    body = workspace.library.body(report.id)
    for proposal in found.proposals:
        assert body.contains(proposal.span)
        assert proposal.quote == proposal.span.of(TEXT)
        assert all(proposal.span.contains(find) for find in proposal.finds)
        assert not any(proposal.span.overlaps(span) for span in own)
        assert TEXT[: proposal.span.start].endswith(proposal.before)
        assert TEXT[proposal.span.end :].startswith(proposal.after)
    before = state(workspace)
    if workspace.autotagging.apply(asked, found.proposals):
        workspace.history.undo()
    assert state(workspace) == before
    workspace.annotating.delete([a.id for a in workspace.library.annotations()])


def test_the_library_is_sound_after_whole_paragraphs(workspace: Workspace, report: Report) -> None:
    del report
    asked = wish(workspace, "，", "。", scope=RuleScope.PARAGRAPH)
    workspace.autotagging.apply(asked, workspace.autotagging.preview(asked).proposals)
    assert workspace.library.check() == []

"""Bringing files in: one change, counted, repeatable, undone whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import brought_samples
import exchange_samples
from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtTag,
)
from app.workspace.bringing_plan import Answer, Asked, Choices, Way
from app.workspace.workspace import Workspace
from brought_samples import TEXT, quoted, small

SAID = (Entity.TAG, Entity.REVIEWER, Entity.ANNOTATION, Entity.REPLY, Entity.LINK)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path / "full")
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path / "empty")
    yield workspace
    workspace.close()


def _bring(workspace: Workspace, brought: Brought, choices: Choices | None = None):
    return workspace.bringing.bring(workspace.bringing.plan(brought, choices or Choices()))


def _said(workspace: Workspace):
    content = exchange_samples.content(workspace)
    return {name: fields for name, fields in content.items() if name.startswith(SAID)}


def test_a_whole_library_comes_into_an_empty_one_as_it_was(filled: Workspace, empty: Workspace):
    outcome = _bring(empty, brought_samples.whole(filled, lossless=True))
    assert exchange_samples.content(empty) == exchange_samples.content(filled)
    assert outcome.plan.annotations.added == len(filled.library.annotations())
    assert not outcome.plan.rejects
    assert empty.library.check() == []


def test_a_format_without_fields_keeps_all_that_was_said(filled: Workspace, empty: Workspace):
    _bring(empty, brought_samples.whole(filled))
    assert _said(empty) == _said(filled)
    assert [r.id for r in empty.library.reports()] == [r.id for r in filled.library.reports()]


@pytest.mark.parametrize("lossless", [True, False])
def test_the_same_file_again_changes_nothing(filled: Workspace, empty: Workspace, lossless: bool):
    brought = brought_samples.whole(filled, lossless=lossless)
    _bring(empty, brought)
    before = exchange_samples.content(empty)
    again = _bring(empty, brought)
    assert again.change is None
    assert again.plan.annotations.present == len(brought.annotations)
    assert again.plan.tags.present == len(brought.tags)
    assert exchange_samples.content(empty) == before


def test_one_undo_takes_all_back_and_redo_brings_it_again(filled: Workspace, empty: Workspace):
    before = exchange_samples.content(empty)
    _bring(empty, brought_samples.whole(filled, lossless=True))
    after = exchange_samples.content(empty)
    assert empty.history.can_undo() == "bring_in"
    empty.history.undo()
    left = exchange_samples.content(empty)
    assert {k: v for k, v in left.items() if k in before} == before
    assert not empty.library.annotations()
    assert not empty.library.reports()
    empty.history.redo()
    assert exchange_samples.content(empty).items() >= after.items()
    assert empty.library.check() == []


def test_a_new_report_is_understood_and_found_by_search(empty: Workspace):
    from app.domain.search import Query

    outcome = _bring(empty, small(quoted("a", "全年办理行政复议案件70件")))
    (report,) = empty.library.reports()
    assert outcome.plan.sources[0].way is Way.NEW
    assert report.metadata.year.value == "2023"
    assert report.sections >= 4
    assert empty.finding.count(Query("𠮷祥镇")).occurrences == 1
    assert not empty.library.unindexed()


def test_counts_add_up_to_what_the_file_holds(empty: Workspace):
    brought = small(
        quoted("a", "全年办理行政复议案件70件"),
        quoted("b", "全年办理行政复议案件70件", source="nowhere"),
        quoted("c", ""),
        quoted("a", "审结63件"),
        BroughtAnnotation("d", "s", start=0, end=0),
        links=(BroughtLink("l", "a", "b"), BroughtLink("m", "a", "a")),
    )
    plan = empty.bringing.plan(brought)
    assert (plan.annotations.added, plan.annotations.rejected) == (1, 4)
    assert plan.links.rejected == 2
    assert {note.code for note in plan.rejects} == {
        "twice", "empty_passage", "no_place", "no_report", "link_alone", "link_self"
    }  # fmt: skip


# --- which report -------------------------------------------------------------------------------


def _stored(workspace: Workspace, text: str = TEXT):
    from app.text.understand import understand

    parsed = understand(text, file_name="松溪县.txt", file_sha256="0" * 64, media_type="text/plain")
    return workspace.importing.store([(parsed, {})])[0]


def test_a_document_with_the_same_text_is_the_report_that_is_here(empty: Workspace):
    report = _stored(empty)
    outcome = _bring(empty, small(BroughtAnnotation("a", "s", start=3, end=9)))
    assert outcome.plan.sources[0].way is Way.TEXT
    assert outcome.reports == (report.id,)
    assert len(empty.library.reports()) == 1


def test_other_line_ends_and_spaces_make_no_other_report(empty: Workspace):
    _stored(empty)
    other = TEXT.replace("\n", "\n\n  ")
    start = other.index("行政复议案件")
    brought = small(BroughtAnnotation("a", "s", start=start, end=start + 6), text=other)
    outcome = _bring(empty, brought)
    assert outcome.plan.sources[0].way is Way.WORDS
    (annotation,) = empty.library.annotations()
    assert annotation.anchor is not None
    assert annotation.anchor.quote.exact == "行政复议案件"
    assert annotation.state == "exact"
    assert annotation.placing is None


def test_a_similar_text_is_asked_about_and_its_positions_follow(empty: Workspace):
    _stored(empty)
    other = TEXT.replace("70件，审结63件", "71件，审结60件").replace(
        "执法力量不足", "执法力量还不足"
    )
    start = other.index("双随机、一公开检查81次")
    gone = other.index("71件，审结60件")
    brought = small(
        BroughtAnnotation("a", "s", start=start, end=start + 12),
        BroughtAnnotation("b", "s", start=gone, end=gone + 9),
        text=other,
    )
    plan = empty.bringing.plan(brought)
    assert plan.sources[0].way is Way.ALIKE
    assert [q.asked for q in plan.questions] == [Asked.SOURCE]
    outcome = empty.bringing.bring(plan)
    assert outcome.plan.places.to_confirm == 1
    sure, doubtful = empty.library.annotations()[1], empty.library.annotations()[0]
    assert sure.anchor is not None
    assert sure.anchor.quote.exact == "双随机、一公开检查81次"
    assert doubtful.state == "to_confirm"
    doubt = empty.reanchoring.doubt(doubtful.id)
    assert doubt.quote == "71件，审结60件"
    assert doubt.candidates


def test_a_person_can_keep_a_similar_text_as_a_report_of_its_own(empty: Workspace):
    _stored(empty)
    other = TEXT.replace("70件，审结63件", "71件，审结60件")
    brought = small(BroughtAnnotation("a", "s", start=3, end=9), text=other)
    choices = Choices({(Asked.SOURCE, "s"): Answer.NEW})
    outcome = _bring(empty, brought, choices)
    assert outcome.plan.sources[0].way is Way.NEW
    assert len(empty.library.reports()) == 2


def test_a_document_known_by_name_only_is_the_report_of_that_name(empty: Workspace):
    report = _stored(empty)
    source = replace(small().sources[0], text=None, name=report.title)
    brought = replace(small(quoted("a", "执法力量不足")), sources=(source,))
    outcome = _bring(empty, brought)
    assert outcome.plan.sources[0].way is Way.NAME
    assert outcome.plan.places.exact == 0 or outcome.plan.annotations.added == 1


# --- tags -------------------------------------------------------------------------------------


def test_a_tag_of_the_same_path_is_the_same_unless_a_person_says_no(empty: Workspace):
    top = empty.tagging.create("我的组")
    below = empty.tagging.create("经验", top.id)
    tags = (BroughtTag("1", "我的组"), BroughtTag("2", "经验", "1"), BroughtTag("3", "新的", "2"))
    brought = small(quoted("a", "规范行政执法", tags=("2", "3")), tags=tags)
    plan = empty.bringing.plan(brought)
    assert [(q.asked, q.other) for q in plan.questions] == [
        (Asked.TAG, top.id),
        (Asked.TAG, below.id),
    ]
    assert (plan.tags.present, plan.tags.added) == (2, 1)
    _bring(empty, brought, Choices({(Asked.TAG, "2"): Answer.NEW}))
    paths = {empty.tagging.path(tag.id) for tag in empty.tagging.tags()}
    assert {"我的组/经验", "我的组/经验 (2)", "我的组/经验 (2)/新的"} <= paths


def test_a_tag_of_the_same_id_keeps_what_the_library_says(empty: Workspace):
    tag = empty.tagging.create("原名", colour="red")
    brought = Brought("test", tags=(BroughtTag(str(tag.id), "新名", fields={"colour": "blue"}),))
    plan = empty.bringing.plan(brought)
    assert plan.tags.conflicts == 1
    assert plan.questions[0].differs == ("name", "colour")
    assert empty.bringing.bring(plan).change is None
    _bring(empty, brought, Choices(every={Asked.TAG_FIELDS: Answer.TAKE}))
    assert (empty.tagging.tag(tag.id).name, empty.tagging.tag(tag.id).colour) == ("新名", "blue")


def test_number_keys_that_are_taken_stay_where_they_are(empty: Workspace):
    holder = empty.tagging.in_slot(1) or empty.tagging.create("甲")
    empty.tagging.set_slot(1, holder.id)
    brought = small(tags=(BroughtTag("t", "乙", fields={"slot": 1}),))
    _bring(empty, brought)
    assert empty.tagging.in_slot(1) is not None
    assert empty.tagging.in_slot(1).id == holder.id  # pyright: ignore[reportOptionalMemberAccess] - asserted
    assert empty.tagging.ensure("乙").slot is None


def test_tags_that_lie_below_themselves_or_too_deep_end_at_the_top(empty: Workspace):
    circle = (
        BroughtTag("a", "甲圈", "b"),
        BroughtTag("b", "乙圈", "a"),
        BroughtTag("c", "丙", "没有"),
    )
    deep = tuple(BroughtTag(f"d{n}", f"层{n}", f"d{n - 1}" if n else None) for n in range(400))
    outcome = _bring(empty, small(tags=(*circle, *reversed(deep))))
    assert outcome.plan.tags.added == 403
    assert {n.code for n in outcome.plan.repairs} >= {
        "tag_circle",
        "tag_parent_missing",
        "tag_deep",
    }
    assert empty.library.check() == []


# --- people -----------------------------------------------------------------------------------


def test_a_name_alone_is_the_person_of_that_name_but_an_id_is_another_person(empty: Workspace):
    known = empty.annotating.add_reviewer("王评估")
    by_name = small(
        quoted("a", "规范行政执法", reviewer="u"), reviewers=(BroughtReviewer("u", "王评估"),)
    )
    _bring(empty, by_name)
    assert empty.library.annotations()[0].reviewer == known.id
    key = "0d3f3a5e-0000-4000-8000-000000000001"
    by_id = small(
        quoted("b", "规范行政执法", reviewer=key), reviewers=(BroughtReviewer(key, "王评估"),)
    )
    plan = empty.bringing.plan(by_id)
    assert plan.questions[0].default is Answer.NEW
    empty.bringing.bring(plan)
    assert len([r for r in empty.library.reviewers() if r.name == "王评估"]) == 2


# --- conflicts --------------------------------------------------------------------------------


def test_a_different_annotation_of_the_same_id_stays_unless_the_file_s_is_taken(empty: Workspace):
    report = _stored(empty)
    mine = empty.annotating.highlight(report.id, Span(0, 3), comment="我的")
    theirs = BroughtAnnotation(str(mine.id), "s", start=0, end=4, comment="他的")
    plan = empty.bringing.plan(small(theirs))
    assert plan.annotations.conflicts == 1
    assert plan.questions[-1].differs == ("place", "comment")
    assert empty.bringing.bring(plan).change is None
    outcome = _bring(empty, small(theirs), Choices(every={Asked.ANNOTATION: Answer.TAKE}))
    assert outcome.plan.taken == 1
    after = empty.library.annotation(mine.id)
    assert after.comment == "他的"
    assert after.anchor is not None
    assert after.anchor.span == Span(0, 4)
    assert after.reviewer == mine.reviewer


def test_the_same_remark_from_a_changed_file_is_not_doubled(empty: Workspace):
    first = small(quoted("1", "全年办理行政复议案件70件", comment="看"))
    _bring(empty, first)
    again = _bring(empty, replace(first, context="another"))
    assert again.change is None
    assert again.plan.annotations.present == 1


def test_a_section_remark_stands_on_the_heading_and_a_report_remark_on_none(empty: Workspace):
    at = TEXT.index("一、主要举措")
    brought = small(
        BroughtAnnotation("a", "s", Scope.SECTION, at + 2, at + 6, comment="章节"),
        BroughtAnnotation("b", "s", Scope.REPORT, comment="整份"),
    )
    _bring(empty, brought)
    by_scope = {a.scope: a for a in empty.library.annotations()}
    anchor = by_scope[Scope.SECTION].anchor
    assert anchor is not None
    assert anchor.quote.exact == "一、主要举措和成效"
    assert by_scope[Scope.REPORT].anchor is None


# --- the queue ----------------------------------------------------------------------------------


def test_a_doubtful_quote_waits_in_the_queue_with_the_places_it_may_have(empty: Workspace):
    report = _stored(empty)
    _bring(empty, small(quoted("a", "加强组织领导", prefix="别处的话", suffix="另一句")))
    (waiting,) = empty.reanchoring.waiting(report.id)
    doubt = empty.reanchoring.doubt(waiting.id)
    assert len([c for c in doubt.candidates if c.span.of(TEXT) == "加强组织领导"]) == 2
    placed = empty.reanchoring.place(waiting.id, doubt.candidates[1].span)
    assert placed.state == "moved"


def test_a_lost_quote_offers_what_is_nearest(empty: Workspace):
    _stored(empty)
    _bring(empty, small(quoted("a", "全年共受理行政复议案件170件，办结163件")))
    (waiting,) = empty.reanchoring.waiting()
    doubt = empty.reanchoring.doubt(waiting.id)
    assert doubt.quote == "全年共受理行政复议案件170件，办结163件"
    assert any("行政复议案件70件" in c.span.of(TEXT) for c in doubt.candidates)


def test_a_doubtful_quote_stays_in_doubt_when_the_report_gets_another_text(empty: Workspace):
    from app.text.understand import understand

    report = _stored(empty)
    _bring(empty, small(quoted("a", "加强组织领导")))
    other = TEXT.replace("执法力量不足。加强组织领导", "执法力量不足")
    parsed = understand(other, file_name="新.txt", file_sha256="1" * 64, media_type="text/plain")
    empty.versioning.replace(report.id, parsed)
    (annotation,) = empty.library.annotations()
    assert annotation.state == "to_confirm"
    assert empty.library.check() == []


def test_a_reply_may_be_called_like_its_annotation(empty: Workspace):
    replies = (BroughtReply("1", "同意。"),)
    brought = small(quoted("1", "全年办理行政复议案件70件", replies=replies))
    outcome = _bring(empty, brought)
    assert outcome.plan.replies.added == 1
    assert _bring(empty, brought).change is None

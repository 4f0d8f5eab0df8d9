"""Threads: replies, settled or open, and what became of an annotation."""

from __future__ import annotations

import pytest

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.errors import Invalid, NotFound
from app.domain.filters import Filter, Standing
from app.domain.report import Report
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of, tag


@pytest.fixture
def made(workspace: Workspace, report: Report) -> Annotation:
    return workspace.annotating.highlight(
        report.id, span_of("审结63件"), [tag(workspace, "G1")], "余 7 件？"
    )


def changes(workspace: Workspace) -> int:
    return len(workspace.library.changes())


def test_a_reply_is_one_change_and_is_undone_as_one(workspace: Workspace, made: Annotation) -> None:
    before = changes(workspace)
    reply = workspace.discussing.reply(made.id, " 已核：7 件在办。\n见𠮷祥街道台账 ")
    assert changes(workspace) == before + 1
    assert reply.text == "已核：7 件在办。\n见𠮷祥街道台账"
    assert workspace.discussing.of(made.id) == [reply]
    assert workspace.history.can_undo() == "reply"
    workspace.history.undo()
    assert workspace.discussing.of(made.id) == []
    workspace.history.redo()
    assert workspace.discussing.of(made.id) == [reply]
    assert workspace.library.check() == []


def test_an_own_reply_is_worded_anew_and_taken_away(workspace: Workspace, made: Annotation) -> None:
    reply = workspace.discussing.reply(made.id, "初稿")
    edited = workspace.discussing.edit_reply(reply.id, "定稿")
    assert (edited.text, edited.created) == ("定稿", reply.created)
    assert edited.edited > reply.edited
    same = changes(workspace)
    assert workspace.discussing.edit_reply(reply.id, "定稿") == edited
    assert changes(workspace) == same, "the same words are no change"
    workspace.discussing.delete_reply(reply.id)
    assert workspace.discussing.of(made.id) == []
    with pytest.raises(NotFound):
        workspace.library.reply(reply.id)


def test_nobody_alters_what_another_reviewer_replied(
    workspace: Workspace, made: Annotation
) -> None:
    other = workspace.annotating.add_reviewer("王复核")
    reply = workspace.discussing.reply(made.id, "不同意", other.id)
    with pytest.raises(Invalid, match="not_own"):
        workspace.discussing.edit_reply(reply.id, "同意")
    with pytest.raises(Invalid, match="not_own"):
        workspace.discussing.delete_reply(reply.id)
    assert [r.text for r in workspace.discussing.of(made.id)] == ["不同意"]


def test_an_empty_reply_is_refused(workspace: Workspace, made: Annotation) -> None:
    with pytest.raises(Invalid, match="reply_empty"):
        workspace.discussing.reply(made.id, " \n　")


def test_several_annotations_are_settled_in_one_step(
    workspace: Workspace, report: Report, made: Annotation
) -> None:
    other = workspace.annotating.highlight(report.id, Span(0, 3), comment="标题")
    before = changes(workspace)
    workspace.discussing.resolve([made.id, other.id])
    assert changes(workspace) == before + 1
    assert all(a.resolved for a in workspace.library.annotations())
    workspace.discussing.resolve([made.id])
    assert changes(workspace) == before + 1, "what is settled already is no change"
    workspace.discussing.resolve([made.id], resolved=False)
    assert workspace.history.can_undo() == "reopen"
    workspace.history.undo()
    assert workspace.library.annotation(made.id).resolved


def test_a_thread_goes_with_its_annotation_and_comes_back(
    workspace: Workspace, made: Annotation
) -> None:
    reply = workspace.discussing.reply(made.id, "好")
    workspace.annotating.delete([made.id])
    assert workspace.library.replies() == []
    workspace.history.undo()
    assert workspace.library.replies() == [reply]


def test_the_history_says_who_did_what_to_a_thread(
    workspace: Workspace, report: Report, made: Annotation
) -> None:
    w = workspace
    w.annotating.add_tag(made.id, tag(w, "V4"))
    reply = w.discussing.reply(made.id, "初稿")
    elsewhere = w.annotating.highlight(report.id, Span(0, 2))
    w.discussing.reply(elsewhere.id, "别处")
    w.discussing.edit_reply(reply.id, "定稿")
    w.discussing.resolve([made.id, elsewhere.id])
    w.history.undo()
    w.annotating.delete([made.id, elsewhere.id])
    told = [(e.action, e.reversal, e.said) for e in w.discussing.history(made.id)]
    assert told == [
        ("annotate", "", "余 7 件？"),
        ("tag", "", ""),
        ("reply", "", "初稿"),
        ("edit_reply", "", "定稿"),
        ("resolve", "", ""),
        ("resolve", "undo", ""),
        ("delete_annotations", "", told[-1][2]),
    ]
    assert w.discussing.history(made.id)[1].added == ("数据存疑",)
    assert {e.reviewer.name for e in w.discussing.history(made.id)} == {"李审阅"}


def test_annotations_are_chosen_by_how_things_stand(workspace: Workspace, report: Report) -> None:
    w = workspace
    asked = w.annotating.highlight(report.id, Span(0, 2), [tag(w, "V4")], "请核实")
    bare = w.annotating.highlight(report.id, Span(2, 4))
    settled = w.annotating.highlight(report.id, Span(4, 6), comment="已改")
    answered = w.annotating.highlight(report.id, Span(6, 8), [tag(w, "V1")])
    w.discussing.resolve([settled.id])
    w.discussing.reply(answered.id, "可推广")

    def chosen(*standings: Standing, **more: object) -> set[object]:
        wanted = Filter(standings=frozenset(standings), **more)  # type: ignore[arg-type]
        return {row.annotation.id for row in w.annotating.rows(wanted)}

    assert chosen(Standing.COMMENTED) == {asked.id, settled.id, answered.id}
    assert chosen(Standing.OPEN) == {asked.id, answered.id}
    assert chosen(Standing.RESOLVED) == {settled.id}
    assert chosen(Standing.UNTAGGED) == {bare.id, settled.id}
    assert chosen(Standing.RESOLVED, Standing.UNTAGGED) == {settled.id}, "all must hold"
    assert chosen(Standing.TO_CONFIRM) == set()
    assert chosen(Standing.OPEN, text=("推广",)) == {answered.id}


def test_rows_carry_their_thread_and_are_chosen_by_section(workspace: Workspace) -> None:
    report = workspace.importing.store([(parsed(), {})])[0]
    sections = workspace.reporting.outline(report.id)
    one = workspace.annotating.highlight(report.id, Span(0, 2))
    deep = workspace.annotating.highlight(report.id, span_of("审结63件"))
    first = workspace.discussing.reply(deep.id, "甲")
    second = workspace.discussing.reply(deep.id, "乙")
    rows = {row.annotation.id: row for row in workspace.annotating.rows()}
    assert [reply for reply, _ in rows[deep.id].replies] == [first, second]
    assert [who.name for _, who in rows[deep.id].replies] == ["李审阅"] * 2
    assert rows[one.id].replies == ()
    if sections:
        path = rows[deep.id].section[:1]
        chosen = workspace.annotating.rows(Filter(sections=frozenset({path})))
        assert [row.annotation.id for row in chosen] == [deep.id]

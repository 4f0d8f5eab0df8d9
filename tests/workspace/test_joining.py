"""Joining: one passage is one annotation; joined ones lose nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.domain.errors import Invalid
from app.domain.fields import link_fields
from app.domain.ids import new_id
from app.domain.link import Link, LinkKind
from app.domain.report import Report
from app.workspace.edits import create
from app.workspace.joining import Outcome
from app.workspace.workspace import Workspace
from workspace.samples import TEXT, span_of, tag


def changes_of(workspace: Workspace) -> list[Change]:
    told: list[Change] = []
    workspace.subscribe(told.append)
    return told


def link(workspace: Workspace, origin: UUID, target: UUID, kind: LinkKind) -> Link:
    made = Link(
        new_id(), origin, target, kind, "", workspace.reviewer.id, workspace._session.clock()
    )
    workspace._session.commit("link", [create(Entity.LINK, str(made.id), link_fields(made))])
    return made


# --- marking -----------------------------------------------------------------------------


def test_the_same_passage_with_the_same_tag_is_not_marked_twice(
    workspace: Workspace, report: Report
) -> None:
    g1 = tag(workspace, "G1")
    first = workspace.joining.mark(report.id, span_of("审结63件"), [g1])
    told = changes_of(workspace)
    again = workspace.joining.mark(report.id, span_of("审结63件"), [g1])
    assert first.outcome is Outcome.MADE
    assert again.outcome is Outcome.SAME
    assert again.annotation == first.annotation
    assert told == []


def test_another_tag_joins_the_annotation_of_the_passage(
    workspace: Workspace, report: Report
) -> None:
    g1, v1 = tag(workspace, "G1"), tag(workspace, "V1")
    first = workspace.joining.mark(report.id, span_of("审结63件"), [g1]).annotation
    told = changes_of(workspace)
    tagged = workspace.joining.mark(report.id, span_of("审结63件"), [v1])
    assert tagged.outcome is Outcome.TAGGED
    assert tagged.annotation.id == first.id
    assert tagged.annotation.tags == (g1, v1)
    assert len(told) == 1


def test_blanks_at_the_ends_make_no_other_passage(workspace: Workspace, report: Report) -> None:
    start = TEXT.index("\n") - 3
    exact = Span(start, start + 3)
    made = workspace.joining.mark(report.id, exact).annotation
    wider = workspace.joining.mark(report.id, Span(start, start + 4))
    assert wider.outcome is Outcome.SAME
    assert wider.annotation.id == made.id


def test_what_somebody_else_marked_is_marked_anew(workspace: Workspace, report: Report) -> None:
    other = workspace.annotating.add_reviewer("王审阅")
    theirs = workspace.annotating.highlight(report.id, span_of("审结63件"), reviewer=other.id)
    mine = workspace.joining.mark(report.id, span_of("审结63件"))
    assert mine.outcome is Outcome.MADE
    assert mine.annotation.id != theirs.id


def test_of_several_on_one_passage_the_one_meant_is_taken(
    workspace: Workspace, report: Report
) -> None:
    span = span_of("审结63件")
    first = workspace.annotating.highlight(report.id, span)
    workspace.annotating.highlight(report.id, span)
    marked = workspace.joining.mark(report.id, span, [tag(workspace, "G1")], prefer=first.id)
    assert marked.annotation.id == first.id


def test_a_span_outside_the_text_is_refused(workspace: Workspace, report: Report) -> None:
    with pytest.raises(Invalid):
        workspace.joining.mark(report.id, Span(3, len(TEXT) + 1))


# --- neighbours --------------------------------------------------------------------------


def test_neighbours_overlap_or_touch_and_share_a_tag(workspace: Workspace, report: Report) -> None:
    g1, v1 = tag(workspace, "G1"), tag(workspace, "V1")
    at = TEXT.index("审结63件")
    one = workspace.annotating.highlight(report.id, Span(at, at + 2), [g1])
    over = workspace.annotating.highlight(report.id, Span(at - 2, at + 1), [g1, v1])
    touches = workspace.annotating.highlight(report.id, Span(at + 2, at + 4), [g1])
    workspace.annotating.highlight(report.id, Span(at + 5, at + 6), [g1])
    workspace.annotating.highlight(report.id, Span(at, at + 3), [v1])
    other = workspace.annotating.add_reviewer("王审阅")
    workspace.annotating.highlight(report.id, Span(at, at + 3), [g1], reviewer=other.id)
    workspace.annotating.annotate_report(report.id, [g1])
    assert [a.id for a in workspace.joining.neighbours(one.id)] == [over.id, touches.id]


def test_paragraphs_with_nothing_between_but_blanks_are_neighbours(
    workspace: Workspace, report: Report
) -> None:
    end = TEXT.index("\n", TEXT.index("主要举措"))
    after = end + len(TEXT[end:]) - len(TEXT[end:].lstrip(" \n\u3000"))
    one = workspace.annotating.highlight(report.id, Span(end - 2, end))
    two = workspace.annotating.highlight(report.id, Span(after, after + 2))
    assert after > end
    assert [a.id for a in workspace.joining.neighbours(one.id)] == [two.id]
    assert [a.id for a in workspace.joining.neighbours(two.id)] == [one.id]


# --- joining -----------------------------------------------------------------------------


def test_a_join_keeps_everything_in_one_change_that_can_be_undone(
    workspace: Workspace, report: Report
) -> None:
    g1, v1 = tag(workspace, "G1"), tag(workspace, "V1")
    at = TEXT.index("审结63件")
    annotating, library = workspace.annotating, workspace.library
    older = annotating.highlight(report.id, Span(at, at + 4), [g1], "比上年少\n请核对")
    newer = annotating.highlight(report.id, Span(at - 3, at + 2), [v1, g1], "亮点")
    far = annotating.highlight(report.id, span_of("𠮷祥街道"))
    mine = workspace.discussing.reply(newer.id, "同意")
    same = link(workspace, far.id, older.id, LinkKind.SAME)
    twice = link(workspace, newer.id, far.id, LinkKind.SAME)
    copied = link(workspace, newer.id, far.id, LinkKind.COPIED)
    between = link(workspace, older.id, newer.id, LinkKind.ANSWERS)
    before = (library.annotations(), library.replies(), library.links())
    told = changes_of(workspace)

    joined = workspace.joining.join([newer.id, older.id])

    assert len(told) == 1
    assert told[0].action == "join"
    assert joined.id == older.id
    assert joined.anchor is not None
    assert joined.anchor.span == Span(at - 3, at + 4)
    assert joined.anchor.quote.exact == TEXT[at - 3 : at + 4]
    assert joined.tags == (g1, v1)
    assert joined.comment == "亮点\n比上年少\n请核对"
    assert library.annotation(joined.id) == joined
    assert {a.id for a in library.annotations()} == {older.id, far.id}
    assert [(r.id, r.annotation) for r in library.replies()] == [(mine.id, older.id)]
    assert {(k.id, k.origin, k.target) for k in library.links()} == {
        (same.id, far.id, older.id),
        (copied.id, older.id, far.id),
    }
    assert {twice.id, between.id}.isdisjoint({k.id for k in library.links()})
    workspace.history.undo()
    assert (library.annotations(), library.replies(), library.links()) == before
    workspace.history.redo()
    assert library.annotation(joined.id) == joined
    assert library.check() == []


def test_equal_comments_are_said_once(workspace: Workspace, report: Report) -> None:
    at = TEXT.index("审结63件")
    ids = [
        workspace.annotating.highlight(report.id, Span(at + k, at + k + 2), comment="核对").id
        for k in range(3)
    ]
    assert workspace.joining.join(ids).comment == "核对"


def test_what_is_not_connected_is_not_joined(workspace: Workspace, report: Report) -> None:
    at = TEXT.index("审结63件")
    one = workspace.annotating.highlight(report.id, Span(at, at + 1))
    far = workspace.annotating.highlight(report.id, Span(at + 3, at + 4))
    whole = workspace.annotating.annotate_report(report.id)
    told = changes_of(workspace)
    for ids, what in (
        ([one.id, far.id], "not_joinable"),
        ([one.id], "not_joinable"),
        ([one.id, one.id], "not_joinable"),
        ([one.id, whole.id], "not_a_passage"),
    ):
        with pytest.raises(Invalid) as refusal:
            workspace.joining.join(ids)
        assert refusal.value.what == what
    assert told == []


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, len(TEXT) - 9), st.integers(1, 8)), min_size=2, max_size=5)
)
def test_a_chain_of_neighbours_joins_to_what_they_cover(
    workspace: Workspace, report: Report, pieces: list[tuple[int, int]]
) -> None:
    spans = [Span(start, start + length) for start, length in pieces]
    made = [workspace.annotating.highlight(report.id, span) for span in spans]
    neighbours = workspace.joining.neighbours(made[0].id)
    group = [made[0].id, *(a.id for a in neighbours)]
    if len(group) > 1:
        joined = workspace.joining.join(group)
        assert joined.anchor is not None
        covered = [span for a, span in zip(made, spans, strict=True) if a.id in group]
        assert joined.anchor.span.start == min(span.start for span in covered)
        assert joined.anchor.span.end == max(span.end for span in covered)
        left = {a.id for a in workspace.library.annotations(report.id)}
        assert left == {a.id for a in made} - set(group) | {joined.id}
    workspace.annotating.delete([a.id for a in workspace.library.annotations(report.id)])

"""Links between passages: made, changed, taken back, and gone with what they join."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.change import Change
from app.domain.errors import Invalid
from app.domain.filters import Filter, Standing
from app.domain.link import LinkKind
from app.domain.report import Report
from app.workspace.linking import Passage
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of, state

PLACE = span_of("行政复议案件70件")
OTHER = span_of("双随机、一公开")


@pytest.fixture
def second(workspace: Workspace, report: Report) -> Report:
    del report
    return workspace.importing.store([(parsed("青溪市", "2022"), {})])[0]


@pytest.fixture
def ends(workspace: Workspace, report: Report, second: Report) -> tuple[Annotation, Annotation]:
    return (
        workspace.annotating.highlight(report.id, PLACE),
        workspace.annotating.highlight(second.id, PLACE),
    )


def links(workspace: Workspace) -> list[tuple[UUID, UUID, LinkKind]]:
    return [(link.origin, link.target, link.kind) for link in workspace.library.links()]


def test_two_annotations_are_linked(
    workspace: Workspace, ends: tuple[Annotation, Annotation]
) -> None:
    made = workspace.linking.link(ends[0].id, ends[1].id, LinkKind.COPIED, "一字不差")
    (row,) = workspace.linking.of_annotation(ends[1].id)
    assert row.link == made
    assert row.other(ends[1].id).annotation.id == ends[0].id
    assert (row.role(ends[0].id), row.role(ends[1].id)) == ("copied", "copied_by")
    assert workspace.linking.counts() == {ends[0].id: 1, ends[1].id: 1}
    assert workspace.library.check() == []


def test_plain_passages_become_annotations_in_the_same_change(
    workspace: Workspace, report: Report, second: Report
) -> None:
    heard: list[Change] = []
    before = state(workspace)
    workspace.subscribe(heard.append)
    workspace.linking.link(
        Passage(report.id, PLACE), Passage(second.id, OTHER), LinkKind.CONTRADICTS
    )
    assert [change.action for change in heard if change.action != "reviewer"] == ["link"]
    made = workspace.library.annotations()
    assert [(a.report, a.anchor.span, a.tags) for a in made if a.anchor] == [
        (report.id, PLACE, ()),
        (second.id, OTHER, ()),
    ]
    workspace.history.undo()
    assert state(workspace) == before
    assert links(workspace) == []
    workspace.history.redo()
    assert len(links(workspace)) == 1
    assert workspace.library.check() == []


def test_a_passage_that_is_marked_already_is_not_marked_again(
    workspace: Workspace, report: Report, ends: tuple[Annotation, Annotation]
) -> None:
    made = workspace.linking.link(Passage(report.id, PLACE), ends[1].id, LinkKind.SAME)
    assert made.origin == ends[0].id
    assert len(workspace.library.annotations()) == 2


def test_a_passage_is_not_linked_to_itself(
    workspace: Workspace, report: Report, ends: tuple[Annotation, Annotation]
) -> None:
    with pytest.raises(Invalid, match="link_self"):
        workspace.linking.link(ends[0].id, ends[0].id, LinkKind.SAME)
    with pytest.raises(Invalid, match="link_self"):
        workspace.linking.link(Passage(report.id, OTHER), Passage(report.id, OTHER), LinkKind.SAME)
    assert len(workspace.library.annotations()) == 2


def test_the_same_link_is_not_made_twice(
    workspace: Workspace, ends: tuple[Annotation, Annotation]
) -> None:
    first, second = ends[0].id, ends[1].id
    workspace.linking.link(first, second, LinkKind.SAME)
    with pytest.raises(Invalid, match="link_exists"):
        workspace.linking.link(second, first, LinkKind.SAME)
    other = workspace.linking.link(second, first, LinkKind.ANSWERS)
    with pytest.raises(Invalid, match="link_exists"):
        workspace.linking.change(other.id, kind=LinkKind.SAME)


def test_an_end_must_be_in_the_text(
    workspace: Workspace, report: Report, ends: tuple[Annotation, Annotation]
) -> None:
    for span, what in ((Span(3, 3), "empty_span"), (Span(3, 100_000), "span_outside")):
        with pytest.raises(Invalid, match=what):
            workspace.linking.link(Passage(report.id, span), ends[1].id, LinkKind.SAME)


def test_a_link_is_changed_turned_and_taken_back(
    workspace: Workspace, ends: tuple[Annotation, Annotation]
) -> None:
    made = workspace.linking.link(ends[0].id, ends[1].id, LinkKind.SAME)
    workspace.linking.change(made.id, kind=LinkKind.COPIED, comment="第二段", turned=True)
    changed = workspace.linking.find(made.id)
    assert (changed.origin, changed.target) == (ends[1].id, ends[0].id)
    assert (changed.kind, changed.comment) == (LinkKind.COPIED, "第二段")
    workspace.history.undo()
    assert workspace.linking.find(made.id) == made
    workspace.linking.delete([made.id])
    assert links(workspace) == []
    assert len(workspace.library.annotations()) == 2
    workspace.history.undo()
    assert workspace.linking.find(made.id) == made
    assert workspace.library.check() == []


def test_links_go_with_an_annotation_and_come_back_with_it(
    workspace: Workspace, ends: tuple[Annotation, Annotation]
) -> None:
    workspace.linking.link(ends[0].id, ends[1].id, LinkKind.ANSWERS)
    before = links(workspace)
    workspace.annotating.delete([ends[1].id])
    assert links(workspace) == []
    workspace.history.undo()
    assert links(workspace) == before
    assert workspace.library.check() == []


def test_links_go_with_a_report_and_come_back_with_it(
    workspace: Workspace, second: Report, ends: tuple[Annotation, Annotation]
) -> None:
    workspace.linking.link(ends[0].id, ends[1].id, LinkKind.ANSWERS)
    before = links(workspace)
    workspace.reporting.remove([second.id])
    assert links(workspace) == []
    workspace.history.undo()
    assert links(workspace) == before
    assert workspace.library.check() == []


def test_an_export_carries_the_links_of_what_it_shows(
    workspace: Workspace, tmp_path: Path, ends: tuple[Annotation, Annotation]
) -> None:
    workspace.linking.link(ends[0].id, ends[1].id, LinkKind.ANSWERS)
    workspace.exporting.export(
        "html", tmp_path / "a.html", Filter(reports=frozenset({ends[0].report}))
    )
    assert "链接：回应 青溪市人民政府·2022年度" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_linked_annotations_can_be_asked_for(
    workspace: Workspace, report: Report, ends: tuple[Annotation, Annotation]
) -> None:
    workspace.annotating.highlight(report.id, OTHER)
    workspace.linking.link(ends[0].id, ends[1].id, LinkKind.SAME)
    rows = workspace.annotating.rows(Filter(standings=frozenset({Standing.LINKED})))
    assert [(row.annotation.id, row.links) for row in rows] == [(end.id, 1) for end in ends]

"""Pins: places that a person set side by side, and sections said to be no counterparts."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, NotFound
from app.domain.pin import PinKind
from app.workspace.pinning import section_at
from app.workspace.workspace import Workspace
from workspace.conftest import Opener
from workspace.samples import TEXT, outline, parsed, span_of


@pytest.fixture
def reports(workspace: Workspace) -> list[UUID]:
    """The same unit in three years: their sections match one by one."""
    stored = workspace.importing.store(
        [(parsed(year=year), {}) for year in ("2021", "2022", "2023")]
    )
    return [report.id for report in stored]


def ends(workspace: Workspace, a: UUID, b: UUID) -> list[tuple[int, int]]:
    return [(p.a_at, p.b_at) for p in workspace.pinning.between(a, b)]


def told(workspace: Workspace, a: UUID, b: UUID) -> dict[int, int]:
    return {m.a: m.b for m in workspace.aligning.pairs(a, b)}


def test_places_of_three_reports_are_pinned_each_with_each_in_one_change(
    workspace: Workspace, reports: list[UUID]
) -> None:
    changes: list[str] = []
    workspace.subscribe(lambda change: changes.append(change.action))
    made = workspace.pinning.pair(list(zip(reports, (10, 20, 30), strict=True)))
    assert len(made) == 3
    assert changes.count("pin") == 1
    assert ends(workspace, reports[0], reports[1]) == [(10, 20)]
    assert ends(workspace, reports[2], reports[0]) == [(30, 10)]


def test_pins_outlive_a_restart_and_can_be_taken_back_and_done_again(
    workspace: Workspace, reports: list[UUID], reopen: Opener
) -> None:
    workspace.pinning.pair([(reports[0], 10), (reports[1], 20)])
    again = reopen()
    assert ends(again, reports[0], reports[1]) == [(10, 20)]
    again.history.undo()
    assert ends(again, reports[0], reports[1]) == []
    again.history.redo()
    assert ends(again, reports[0], reports[1]) == [(10, 20)]
    again.pinning.remove([p.id for p in again.pinning.between(*reports[:2])])
    assert ends(again, reports[0], reports[1]) == []


def test_a_new_pin_takes_the_place_of_those_it_crosses_in_the_same_change(
    workspace: Workspace, reports: list[UUID]
) -> None:
    a, b = reports[:2]
    for at in ((10, 10), (30, 30), (50, 50)):
        workspace.pinning.pair([(a, at[0]), (b, at[1])])
    workspace.pinning.pair([(a, 20), (b, 40)])
    assert sorted(ends(workspace, a, b)) == [(10, 10), (20, 40), (50, 50)]
    workspace.history.undo()
    assert sorted(ends(workspace, a, b)) == [(10, 10), (30, 30), (50, 50)]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=6))
def test_pins_of_two_reports_never_cross(
    workspace: Workspace, reports: list[UUID], places: list[tuple[int, int]]
) -> None:
    a, b = reports[:2]
    workspace.pinning.remove([p.id for p in workspace.pinning.between(a, b)])
    for one, other in places:
        workspace.pinning.pair([(a, one), (b, other)])
    kept = sorted(ends(workspace, a, b))
    assert all(p[0] < q[0] and p[1] < q[1] for p, q in pairwise(kept))
    assert not places or places[-1] in kept


def test_a_pin_makes_its_sections_counterparts(workspace: Workspace, reports: list[UUID]) -> None:
    a, b = reports[:2]
    assert told(workspace, a, b)[1] == 1
    first, second = outline()[1], outline()[2]
    workspace.pinning.pair([(a, first.span.start), (b, second.span.start + 3)])
    pairs = {(m.a, m.b): m for m in workspace.aligning.pairs(a, b)}
    assert pairs[1, 2].is_pinned
    assert pairs[1, 2].score == 1
    assert told(workspace, b, a)[2] == 1
    workspace.history.undo()
    assert told(workspace, a, b)[1] == 1


def test_sections_said_to_be_apart_are_no_counterparts_until_taken_back(
    workspace: Workspace, reports: list[UUID]
) -> None:
    a, b = reports[:2]
    section = outline()[1]
    made = workspace.pinning.part(a, section, b, section)
    assert made.kind is PinKind.APART
    assert told(workspace, a, b).get(1) != 1
    workspace.pinning.remove([made.id])
    assert told(workspace, a, b)[1] == 1


def test_the_last_word_counts_between_a_pair_and_apart(
    workspace: Workspace, reports: list[UUID]
) -> None:
    a, b = reports[:2]
    section = outline()[1]
    workspace.pinning.pair([(a, section.span.start + 2), (b, section.span.start + 5)])
    workspace.pinning.part(a, section, b, section)
    assert ends(workspace, a, b) == []
    workspace.pinning.pair([(a, section.span.start + 2), (b, section.span.start + 5)])
    assert workspace.pinning.between(a, b, PinKind.APART) == []
    assert told(workspace, a, b)[1] == 1


def test_sentences_of_matched_sections_run_forward_in_both_reports(
    workspace: Workspace, reports: list[UUID]
) -> None:
    way = workspace.aligning.passages(*reports[:2])
    assert way
    assert all(p[0] < q[0] and p[1] < q[1] for p, q in pairwise(way))
    assert workspace.aligning.passages(reports[1], reports[0]) == tuple((b, a) for a, b in way)
    same = span_of("办理行政复议案件70件").start
    assert (same - 4, same - 4) in way or any(a == b for a, b in way)


def test_refused_are_one_report_alone_places_outside_and_unknown_pins(
    workspace: Workspace, reports: list[UUID]
) -> None:
    a, b = reports[:2]
    with pytest.raises(Invalid, match="one_place"):
        workspace.pinning.pair([(a, 1), (a, 5)])
    with pytest.raises(Invalid, match="one_place"):
        workspace.pinning.part(a, outline()[0], a, outline()[1])
    with pytest.raises(Invalid, match="place_outside"):
        workspace.pinning.pair([(a, 1), (b, len(TEXT) + 1)])
    with pytest.raises(NotFound):
        workspace.pinning.remove([uuid4()])
    workspace.pinning.remove([])
    assert workspace.library.pins() == []


def test_pins_go_with_their_report(workspace: Workspace, reports: list[UUID]) -> None:
    workspace.pinning.pair([(reports[0], 1), (reports[1], 2)])
    workspace.reporting.remove([reports[0]])
    assert workspace.library.pins() == []


def test_the_innermost_section_holds_a_place() -> None:
    sections = outline()
    assert section_at(sections, 0) == -1
    assert section_at(sections, sections[0].span.start) == 0
    assert section_at(sections, sections[2].heading_end + 1) == 2
    assert section_at(sections, len(TEXT) - 1) == 3

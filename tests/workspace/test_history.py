"""Undo and redo: of everything, after a restart, and back to where it began."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import builders
import pytest
from app.domain.anchor import Span
from app.domain.change import Change
from app.domain.errors import Invalid, PiyueError
from app.domain.report import ReadingStatus, Report
from app.domain.tag import COLOURS
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace
from hypothesis import given, settings
from hypothesis import strategies as st
from workspace.conftest import Opener
from workspace.samples import parsed, span_of, state, tag

Act = Callable[[Workspace, Report], Any]


def _first(workspace: Workspace) -> Any:
    return workspace.library.annotations()[0].id


ACTS: dict[str, Act] = {
    "annotate": lambda w, r: w.annotating.highlight(r.id, span_of("办理"), [tag(w, "V1")]),
    "comment": lambda w, _: w.annotating.set_comment(_first(w), "改了"),
    "tag": lambda w, _: w.annotating.add_tag(_first(w), tag(w, "V2")),
    "untag": lambda w, _: w.annotating.remove_tag(_first(w), tag(w, "G1")),
    "retag": lambda w, _: w.annotating.retag([_first(w)], [tag(w, "V3")]),
    "span": lambda w, _: w.annotating.set_span(_first(w), Span(0, 4)),
    "delete_annotations": lambda w, _: w.annotating.delete([_first(w)]),
    "create_tag": lambda w, _: w.tagging.ensure("甲/乙"),
    "rename_tag": lambda w, _: w.tagging.rename(tag(w, "G1"), "复议"),
    "recolour_tag": lambda w, _: w.tagging.recolour(tag(w, "G1"), "plum"),
    "redefine_tag": lambda w, _: w.tagging.redefine(tag(w, "G1"), definition="新"),
    "move_tag": lambda w, _: w.tagging.move(tag(w, "G1"), tag(w, "H"), 0),
    "retire_tag": lambda w, _: w.tagging.retire(tag(w, "G")),
    "delete_tag": lambda w, _: w.tagging.delete(tag(w, "G")),
    "slot": lambda w, _: w.tagging.set_slot(1, tag(w, "H1")),
    "correct": lambda w, r: w.reporting.correct(r.id, {"year": "1999"}),
    "status": lambda w, r: w.reporting.set_status(r.id, ReadingStatus.DOUBTFUL),
    "import": lambda w, _: w.importing.store([(parsed("青山镇"), {})]),
    "remove_reports": lambda w, r: w.reporting.remove([r.id]),
}


@pytest.mark.parametrize("action", ACTS)
def test_every_act_is_undone_and_redone_also_after_reopening(action: str, reopen: Opener) -> None:
    workspace = reopen()
    report = workspace.importing.store([(parsed(), {})])[0]
    workspace.annotating.highlight(report.id, span_of("审结63件"), [tag(workspace, "G1")])
    workspace.reporting.set_status(report.id, ReadingStatus.READ)
    before = state(workspace)
    ACTS[action](workspace, report)
    after = state(workspace)
    assert after != before
    assert workspace.history.can_undo() == action

    workspace = reopen()
    assert workspace.history.can_undo() == action
    undone = workspace.history.undo()
    assert (undone.action, state(workspace)) == ("undo", before)
    assert workspace.history.can_redo() == action

    workspace = reopen()
    assert workspace.history.can_redo() == action
    redone = workspace.history.redo()
    assert (redone.action, redone.reverses, state(workspace)) == ("redo", undone.id, after)
    assert workspace.history.can_redo() is None

    workspace = reopen()
    workspace.history.undo()
    assert state(workspace) == before
    assert workspace.library.check() == []


def test_a_new_change_clears_redo(workspace: Workspace, report: Report) -> None:
    workspace.annotating.highlight(report.id, Span(0, 2))
    workspace.history.undo()
    workspace.annotating.highlight(report.id, Span(2, 4))
    assert workspace.history.can_redo() is None
    with pytest.raises(Invalid, match="nothing_to_redo"):
        workspace.history.redo()


def test_with_nothing_done_there_is_nothing_to_undo(workspace: Workspace) -> None:
    assert workspace.history.can_undo() is None
    with pytest.raises(Invalid, match="nothing_to_undo"):
        workspace.history.undo()


def test_undo_is_told_to_listeners_like_any_change(workspace: Workspace, report: Report) -> None:
    workspace.annotating.highlight(report.id, Span(0, 2))
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.history.undo()
    assert [change.action for change in heard] == ["undo"]


def test_many_steps_go_back_and_forth(workspace: Workspace, report: Report) -> None:
    states = [state(workspace)]
    for n in range(6):
        workspace.annotating.highlight(report.id, Span(n, n + 2))
        states.append(state(workspace))
    for wanted in reversed(states[:-1]):
        workspace.history.undo()
        assert state(workspace) == wanted
    for wanted in states[1:]:
        workspace.history.redo()
        assert state(workspace) == wanted


def test_an_undo_older_than_what_is_remembered_still_names_its_action(
    reopen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = reopen()
    report = workspace.importing.store([(parsed(), {})])[0]
    workspace.annotating.highlight(report.id, Span(0, 2))
    workspace.history.undo()
    monkeypatch.setattr("app.workspace.history.REMEMBERED", 1)
    assert reopen().history.can_redo() == "annotate"


def test_a_library_made_read_only_refuses_with_its_reason(
    reopen: Opener, paths: Paths, tmp_path: Path
) -> None:
    reopen().importing.store([(parsed(), {})])
    reopen().close()
    read_only = Workspace.open(tmp_path / "库.piyue", paths, Settings(), read_only=True)
    try:
        with pytest.raises(PiyueError) as caught:
            read_only.tagging.create("新")
        assert getattr(caught.value, "reason", "") == "read_only"
    finally:
        read_only.close()


# --- whatever is done, undoing all of it leads back ---------------------------------------

NUMBERS = st.integers(0, 10_000)


def _pick(items: list[Any], number: int) -> Any:
    return items[number % len(items)]


def _act(workspace: Workspace, kind: int, n: int, m: int) -> None:
    """Some verb on some thing; what is refused (a taken name, a circle) changes nothing."""
    reports = [line.report for line in workspace.reporting.list()]
    tags = workspace.tagging.tags()
    annotations = workspace.library.annotations()
    report = _pick(reports, n) if reports else None
    one = _pick(tags, m)
    if kind == 0:
        workspace.importing.store([(parsed(f"第{n % 4}镇"), {})])
    elif kind == 1:
        workspace.tagging.create(f"标签{n % 7}", one.id if m % 2 else None)
    elif kind == 2:
        workspace.tagging.move(one.id, _pick(tags, n).id, m % 5)
    elif kind == 3 and m % 3 == 0:
        workspace.tagging.delete(one.id)
    elif kind == 4:
        workspace.tagging.recolour(one.id, COLOURS[n % len(COLOURS)])
    elif kind == 5:
        workspace.tagging.set_slot(1 + n % 9, one.id)
    elif kind == 6:
        workspace.tagging.retire(one.id, retired=bool(n % 2))
    elif report is None:
        return
    elif kind == 7:
        start = n % 100
        workspace.annotating.highlight(report.id, Span(start, start + 1 + m % 30), [one.id])
    elif kind == 8:
        workspace.reporting.set_status(report.id, list(ReadingStatus)[m % 4])
    elif kind == 9:
        workspace.reporting.correct(report.id, {"year": str(2000 + n % 20)})
    elif kind == 10 and m % 3 == 0:
        workspace.reporting.remove([report.id])
    elif kind == 11 and annotations:
        chosen = [_pick(annotations, n).id, _pick(annotations, m).id]
        workspace.annotating.retag(chosen, [one.id])
    elif kind == 12 and annotations:
        workspace.annotating.delete([_pick(annotations, n).id])
    elif kind == 13 and workspace.history.can_undo():
        workspace.history.undo()
    elif kind == 14 and workspace.history.can_redo():
        workspace.history.redo()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), NUMBERS, NUMBERS), max_size=30))
def test_undoing_all_leads_back_to_the_beginning(acts: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = Paths(*(folder / part for part in "abcd"))
        workspace = Workspace.open(
            folder / "库.piyue", paths, Settings(), create=True, clock=builders.Clock()
        )
        try:
            start = state(workspace)
            for act in acts:
                try:
                    _act(workspace, *act)
                except Invalid as refused:
                    assert refused.what in {"name_taken", "circle"}
            end = state(workspace)
            steps = 0
            while workspace.history.can_undo():
                workspace.history.undo()
                steps += 1
            assert state(workspace) == start
            for _ in range(steps):
                workspace.history.redo()
            assert state(workspace) == end
            assert workspace.library.check() == []
        finally:
            workspace.close()

"""Undo and redo: of everything, after a restart, and back to where it began."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from app.domain.anchor import Span
from app.domain.change import Change
from app.domain.errors import Invalid, PiyueError
from app.domain.report import ReadingStatus, Report
from app.domain.tag import COLOURS
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace
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
    "reply": lambda w, _: w.discussing.reply(_first(w), "好"),
    "resolve": lambda w, _: w.discussing.resolve([_first(w)]),
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


def _move(w: Workspace, n: int, m: int) -> None:
    w.tagging.move(_pick(w.tagging.tags(), m).id, _pick(w.tagging.tags(), n).id, m % 5)


def _highlight(w: Workspace, n: int, m: int) -> None:
    span = Span(n % 100, n % 100 + 1 + m % 30)
    w.annotating.highlight(_report(w, n).id, span, [_tag(w, m).id])


def _retag(w: Workspace, n: int, m: int) -> None:
    all_ = w.library.annotations()
    w.annotating.retag([_pick(all_, n).id, _pick(all_, m).id], [_tag(w, m).id])


def _report(w: Workspace, n: int) -> Report:
    return _pick([line.report for line in w.reporting.list()], n)


def _tag(w: Workspace, n: int) -> Any:
    return _pick(w.tagging.tags(), n)


RANDOM_ACTS: list[Callable[[Workspace, int, int], Any]] = [
    lambda w, n, _: w.importing.store([(parsed(f"第{n % 4}镇"), {})]),
    lambda w, n, m: w.tagging.create(f"标签{n % 7}", _tag(w, m).id if m % 2 else None),
    _move,
    lambda w, _, m: w.tagging.delete(_tag(w, m).id),
    lambda w, n, m: w.tagging.recolour(_tag(w, m).id, COLOURS[n % len(COLOURS)]),
    lambda w, n, m: w.tagging.set_slot(1 + n % 9, _tag(w, m).id),
    lambda w, n, m: w.tagging.retire(_tag(w, m).id, retired=bool(n % 2)),
    _highlight,
    _highlight,
    lambda w, n, m: w.reporting.set_status(_report(w, n).id, list(ReadingStatus)[m % 4]),
    lambda w, n, _: w.reporting.correct(_report(w, n).id, {"year": str(2000 + n % 20)}),
    lambda w, n, _: w.reporting.remove([_report(w, n).id]),
    _retag,
    lambda w, n, _: w.annotating.delete([_pick(w.library.annotations(), n).id]),
    lambda w, _, __: w.history.undo(),
    lambda w, _, __: w.history.redo(),
]
"""Verbs on things picked by two numbers. With nothing to pick from they fail (ZeroDivisionError);
what is refused (a taken name, a circle, nothing to undo) must change nothing."""

REFUSALS = ("name_taken", "circle", "nothing_to_undo", "nothing_to_redo")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(RANDOM_ACTS) - 1), NUMBERS, NUMBERS), max_size=30))
def test_undoing_all_leads_back_to_the_beginning(acts: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = Paths(*(folder / part for part in "abcd"))
        workspace = Workspace.open(
            folder / "库.piyue", paths, Settings(), create=True, clock=builders.Clock()
        )
        try:
            start = state(workspace)
            for kind, n, m in acts:
                try:
                    RANDOM_ACTS[kind](workspace, n, m)
                except ZeroDivisionError:
                    continue
                except Invalid as refused:
                    if refused.what not in REFUSALS:
                        raise
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

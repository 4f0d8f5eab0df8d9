"""Which groups of the default codebook are offered, and bringing tags back."""

from __future__ import annotations

from app.domain.change import Change
from app.domain.report import Report
from app.workspace.workspace import Workspace
from workspace.conftest import Opener
from workspace.samples import span_of, tag

ALL = frozenset("ABCDEFGHIJSV")


def test_a_new_library_offers_every_group(workspace: Workspace) -> None:
    assert workspace.presets.offered() == ALL
    assert [g.code for g in workspace.presets.groups()] == list("ABCDEFGHIJSV")


def test_an_outline_is_read_with_structure_and_evaluation(workspace: Workspace) -> None:
    presets = workspace.presets.presets()
    assert presets["纲要2015-2020"] == ALL - {"F", "I"}
    assert presets["纲要2021-2025"] == ALL
    assert presets["必备内容核对"] == {"S", "V"}


def test_groups_not_offered_are_retired_and_come_back_with_their_keys(
    workspace: Workspace, report: Report
) -> None:
    heard: list[Change] = []
    g1 = tag(workspace, "G1")
    workspace.annotating.highlight(report.id, span_of("审结"), [g1])
    workspace.subscribe(heard.append)
    own = workspace.tagging.create("自己的")
    workspace.presets.offer({"S", "V"})
    assert workspace.presets.offered() == {"S", "V"}
    assert workspace.tagging.tag(g1).retired
    assert not workspace.tagging.tag(own.id).retired
    assert workspace.tagging.in_slot(1) is None
    assert workspace.annotating.rows()[0].tags[0][1] == "矛盾纠纷化解/行政复议"
    workspace.tagging.set_slot(2, own.id)
    workspace.presets.offer(ALL)
    assert workspace.presets.offered() == ALL
    assert [workspace.tagging.tag(tag(workspace, c)).slot for c in ("G1", "G2")] == [1, None]
    assert [c.action for c in heard] == [
        "create_tag", "offer_groups", "slot", "offer_groups",
    ]  # fmt: skip
    for _ in range(4):
        workspace.history.undo()
    assert workspace.presets.offered() == ALL
    assert workspace.tagging.in_slot(1) is not None
    assert workspace.library.check() == []


def test_a_deleted_group_comes_back_when_it_is_offered(workspace: Workspace) -> None:
    workspace.tagging.delete(tag(workspace, "J"))
    assert workspace.presets.offered() == ALL - {"J"}
    workspace.presets.offer(ALL)
    assert workspace.tagging.find("J1") is not None


def test_an_unused_library_can_have_an_empty_codebook(reopen: Opener) -> None:
    first = reopen()
    first.presets.offer(())
    assert first.tagging.tags() == []
    again = reopen()
    assert again.tagging.tags() == [], "and it stays empty"
    again.tagging.create("自己的")
    again.presets.offer({"V"})
    assert {t.code[:1] for t in again.tagging.tags()} == {"", "V"}


def test_a_used_codebook_is_retired_rather_than_removed(
    workspace: Workspace, report: Report
) -> None:
    workspace.annotating.highlight(report.id, span_of("审结"), [tag(workspace, "G1")])
    workspace.presets.offer(())
    assert workspace.presets.offered() == frozenset()
    assert all(t.retired for t in workspace.tagging.tags())


def test_missing_default_tags_are_brought_back_but_never_beside_a_namesake(
    workspace: Workspace,
) -> None:
    tagging = workspace.tagging
    assert workspace.presets.missing() == []
    tagging.delete_all([tag(workspace, "G1"), tag(workspace, "G2"), tag(workspace, "V")])
    tagging.create("行政复议", tag(workspace, "G"))
    assert [t.code for t in workspace.presets.missing()] == ["G2"]
    assert workspace.presets.restore() == 1
    assert (tagging.in_slot(2) or tagging.create("无")).code == "G2"
    assert workspace.presets.restore() == 0
    workspace.history.undo()
    assert tagging.find("G2") is None

"""A package of the change log: what goes in, and that the same comes out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import exchange_samples
from app.domain.change import Entity
from app.domain.filters import Filter
from app.files import pack_fields, write_pack
from app.files.bringing import bringer_of
from app.files.read_pack import read_pack
from app.store.rows import SHAPES
from app.workspace.bringing_plan import Answer, Asked, Choices
from app.workspace.workspace import Workspace
from pack_samples import brought_content, everything, live, make_full

RELAXED = settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


EVERYTHING = Filter()
TAKE_TAGS = Choices(every={Asked.TAG_FIELDS: Answer.TAKE})
"""Of tags of the default codebook, which are in every library."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = make_full(tmp_path_factory.mktemp("library"))
    yield workspace
    workspace.close()


def pack(
    workspace: Workspace,
    folder: Path,
    chosen: Filter = EVERYTHING,
    name: str = "包.piyuepack",
    **options: str,
) -> Path:
    [path] = workspace.exporting.export("piyuepack", folder / name, chosen, options=options)
    return path


def inside(path: Path) -> dict[str, Any]:
    """The pages of a package, and its changes under `ops`."""
    with zipfile.ZipFile(path) as package:
        pages = {
            name: json.loads(package.read(name))
            for name in package.namelist()
            if name.endswith(".json")
        }
        lines = package.read("ops.jsonl").decode().splitlines()
    return {**pages, "ops": [json.loads(line) for line in lines]}


def test_a_package_of_a_library_brings_all_of_it(full: Workspace, tmp_path: Path) -> None:
    path = pack(full, tmp_path)
    assert bringer_of(path) == "piyuepack"
    brought = read_pack(path)
    assert brought_content(brought) == everything(full)
    assert (brought.repairs, brought.rejects) == ((), ())
    assert brought.context == str(full.library.id)


@RELAXED
@given(steps=st.integers(5, 60), seed=st.integers(0, 2**32))
def test_any_history_folds_to_what_the_library_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: int, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("history")
    workspace, other = (exchange_samples.make(folder / name) for name in ("one", "other"))
    try:
        live(workspace, steps, seed)
        brought = read_pack(pack(workspace, folder))
        assert brought_content(brought) == everything(workspace)
        assert (brought.repairs, brought.rejects) == ((), ())
        other.bringing.bring(other.bringing.plan(brought, TAKE_TAGS))
        assert everything(other) == everything(workspace)
        assert other.library.check() == []
    finally:
        workspace.close()
        other.close()


def test_the_same_content_makes_the_same_bytes(full: Workspace, tmp_path: Path) -> None:
    one, two = pack(full, tmp_path), pack(full, tmp_path, name="二.piyuepack")
    assert one.read_bytes() == two.read_bytes()


def test_the_manifest_accounts_for_every_file_and_change(full: Workspace, tmp_path: Path) -> None:
    path = pack(full, tmp_path)
    found = inside(path)
    manifest = found["manifest.json"]
    with zipfile.ZipFile(path) as package:
        assert set(manifest["files"]) == set(package.namelist()) - {"manifest.json"}
    assert (
        manifest["counts"]["changes"]
        == sum("edits" in op for op in found["ops"])
        == full.library.change_count()
    )
    last = max(change["sequence"] for change in found["ops"])
    assert manifest["devices"] == {str(full.library.device): last}
    assert manifest["scope"]["kind"] == "library"
    assert manifest["scope"]["words"].startswith("3 份报告")
    assert {tag["id"] for tag in found["codebook.json"]} == {str(t.id) for t in full.library.tags()}


def test_a_report_comes_with_what_stands_on_it_and_nothing_of_the_others(
    full: Workspace, tmp_path: Path
) -> None:
    first = full.library.reports()[0].id
    path = pack(full, tmp_path, Filter(reports=frozenset({first})))
    brought = read_pack(path)
    assert [source.report for source in brought.sources] == [first]
    ours = {str(a.id) for a in full.library.annotations(first)}
    assert {a.key for a in brought.annotations} == ours
    assert {a.source for a in brought.annotations} == {str(first)}
    whole = brought_content(read_pack(pack(full, tmp_path, name="全.piyuepack")))
    assert brought_content(brought).items() <= whole.items()
    ends = {(str(x.origin), str(x.target)) for x in full.library.links()}
    assert {(x.origin, x.target) for x in brought.links} == {e for e in ends if set(e) <= ours}
    left = inside(path)["manifest.json"]["left_out"]["links"]
    assert left == sum(len(set(e) & ours) == 1 for e in ends) > 0
    assert (brought.repairs, brought.rejects) == ((), ())


def test_chosen_annotations_come_with_their_reports_tags_and_people(
    full: Workspace, tmp_path: Path
) -> None:
    chosen = [a.id for a in full.library.annotations() if a.tags][:3]
    path = pack(full, tmp_path, Filter(annotations=frozenset(chosen)))
    brought = read_pack(path)
    assert {UUID(a.key) for a in brought.annotations} == set(chosen)
    tags = {tag.key for tag in brought.tags}
    people = {reviewer.key for reviewer in brought.reviewers}
    assert all(set(a.tags) <= tags and a.reviewer in people for a in brought.annotations)
    assert (brought.repairs, brought.rejects) == ((), ())
    named = {(e["entity"], e["id"]) for op in inside(path)["ops"] for e in op["edits"]}
    assert {id_ for entity, id_ in named if entity == "annotation"} == set(map(str, chosen))


def test_whoever_has_nothing_to_do_with_a_report_is_not_named(tmp_path: Path) -> None:
    workspace = exchange_samples.make(tmp_path)
    try:
        exchange_samples.fill(workspace)
        workspace.annotating.add_reviewer("不相干的人")
        first = workspace.library.reports()[0].id
        path = pack(workspace, tmp_path, Filter(reports=frozenset({first})))
        with zipfile.ZipFile(path) as package:
            said = b"".join(package.read(name) for name in package.namelist()).decode()
        assert "不相干的人" not in said
        assert "王评估" in said
        assert str(tmp_path) not in said
    finally:
        workspace.close()


def test_without_texts_a_package_still_names_them(full: Workspace, tmp_path: Path) -> None:
    brought = read_pack(pack(full, tmp_path, texts="no"))
    assert {s.text_sha256 for s in brought.sources} == {
        r.text_sha256 for r in full.library.reports()
    }
    assert all(source.text is None for source in brought.sources)
    assert len(brought.annotations) == len(full.library.annotations())
    assert [note.code for note in brought.rejects] == ["pack_text_missing"]


def test_the_fields_of_a_package_are_those_of_the_library() -> None:
    for entity in Entity:
        assert set(pack_fields.SHAPES[entity]) == set(SHAPES[entity].fields), entity


def test_a_package_fills_an_empty_library_to_the_same_content(
    full: Workspace, tmp_path: Path
) -> None:
    path = pack(full, tmp_path)
    empty = exchange_samples.make(tmp_path / "empty")
    try:
        outcome = empty.bringing.bring(empty.bringing.plan(empty.bringing.read(path)))
        assert {note.code for note in outcome.plan.repairs} <= {"reviewer_other"}
        assert outcome.plan.rejects == ()
        assert everything(empty) == everything(full)
        assert empty.library.check() == []
        again = empty.bringing.plan(empty.bringing.read(path))
        assert again.is_empty
        assert again.rejects == ()
        empty.history.undo()
        assert empty.library.reports() == []
    finally:
        empty.close()


def test_a_package_without_texts_joins_the_reports_that_are_there(
    full: Workspace, tmp_path: Path
) -> None:
    whole, bare = pack(full, tmp_path), pack(full, tmp_path, name="无.piyuepack", texts="no")
    other = exchange_samples.make(tmp_path / "other")
    try:
        other.bringing.bring(other.bringing.plan(read_pack(whole)))
        plan = other.bringing.plan(read_pack(bare))
        assert plan.is_empty
        assert [note.code for note in plan.rejects] == ["pack_text_missing"]
    finally:
        other.close()


def test_a_large_change_is_written_in_several_lines(
    full: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_pack(pack(full, tmp_path))
    monkeypatch.setattr(write_pack, "_EDITS_IN_A_LINE", 3)
    path = pack(full, tmp_path, name="分.piyuepack")
    assert sum("more" in op for op in inside(path)["ops"]) > 5
    assert read_pack(path) == whole

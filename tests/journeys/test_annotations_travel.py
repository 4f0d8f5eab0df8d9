"""Everything said of the real reports leaves in every format, and comes back unchanged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import exchange_samples
from app.domain.change import Entity
from app.domain.filters import Filter
from app.files.write_cas import SPAN
from app.workspace.bringing_plan import Outcome
from app.workspace.workspace import Workspace
from files.standoff import Standoff
from journeys import travelling

BACK = {
    "piyuepack": ({}, frozenset[str]()),
    "qdpx": ({}, frozenset({"file_sha256"})),
    "json": ({"texts": "yes"}, frozenset({"imported", "file_sha256", "media_type", "notes"})),
}
"""Formats that carry all: with these options, leaving these facts of the files imported."""


@pytest.fixture(scope="module")
def annotated(
    real_reports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("annotated")
    workspace = exchange_samples.make(folder)
    try:
        travelling.fill(workspace, real_reports, folder)
        yield workspace
    finally:
        workspace.close()


def brought(workspace: Workspace, path: Path) -> Outcome:
    bringing = workspace.bringing
    return bringing.bring(bringing.plan(bringing.read(path)))


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What is not alike, thing by thing and field by field."""
    found: list[tuple[str, Any, Any]] = []
    for key in sorted({*one, *other}):
        a, b = one.get(key), other.get(key)
        if a is None or b is None:
            found.append((key, a, b))
        else:
            found += [(f"{key} {k}", a[k], b.get(k)) for k in a if a[k] != b.get(k)]
    return found


@pytest.mark.parametrize("format_", BACK)
def test_real_reports_come_back_whole(format_: str, annotated: Workspace, tmp_path: Path) -> None:
    options, facts = BACK[format_]
    leave = {Entity.REPORT: set(facts)}
    target = tmp_path / f"全部.{format_}"
    annotated.exporting.export(format_, target, options=options)
    before = exchange_samples.content(annotated, leave=leave)
    assert sum(key.startswith("annotation ") for key in before) >= 50

    empty = exchange_samples.make(tmp_path / "空")
    try:
        outcome = brought(empty, target)
        assert outcome.plan.rejects == ()
        assert differences(before, exchange_samples.content(empty, leave=leave)) == []
        assert empty.library.check() == []
        again = brought(empty, target)
        assert again.change is None, "a second time brings nothing new"
        empty.history.undo()
        assert not empty.library.annotations()
    finally:
        empty.close()


def test_a_copy_of_the_library_is_the_library(annotated: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "副本.piyue"
    annotated.exporting.export("piyue", target)
    copy = Workspace.open(target, annotated.paths, exchange_samples.SETTINGS)
    try:
        before = exchange_samples.content(annotated)
        assert differences(before, exchange_samples.content(copy)) == []
    finally:
        copy.close()


def test_every_format_is_written_of_the_real_reports_and_twice_the_same(
    annotated: Workspace, tmp_path: Path
) -> None:
    for format_ in annotated.exporting.formats():
        written: list[dict[str, bytes]] = []
        for time in ("一", "二"):
            folder = tmp_path / time / format_
            folder.mkdir(parents=True)
            exporting = annotated.exporting
            several = exporting.export(format_, _target(folder, format_), Filter())
            written.append({path.name: path.read_bytes() for path in several})
        assert written[0], format_
        if format_ != "piyue":  # a database: its content is compared above
            assert written[0] == written[1], format_


def _target(folder: Path, format_: str) -> Path:
    return folder if format_ in {"docx", "pdf"} else folder / f"全部.{format_}"


def test_passages_of_real_reports_say_the_same_in_the_tools_of_others(
    annotated: Workspace, tmp_path: Path
) -> None:
    """UIMA CAS as dkpro-cassis reads it, brat as a reader of its own does."""
    cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")
    placed = {str(a.id): a for a in annotated.library.annotations() if a.anchor}
    [path] = annotated.exporting.export("cas", tmp_path / "全部.zip")
    covered: dict[str, set[str]] = {}
    for name, data in _members(path):
        if name.endswith(".json"):
            cas = cassis.load_cas_from_json(data)
            for span in cas.select(SPAN):
                covered.setdefault(span.annotation, set()).add(span.get_covered_text())
    assert covered == {id_: {a.anchor.quote.exact} for id_, a in placed.items() if a.anchor}
    [path] = annotated.exporting.export("brat", tmp_path / "标注.zip")
    files = dict(_members(path))
    marks = [
        mark
        for name, text in files.items()
        if name.endswith(".txt")
        for mark in Standoff(text, files[f"{name.removesuffix('.txt')}.ann"]).marks
    ]
    assert len(marks) == sum(max(1, len(a.tags)) for a in placed.values())


def _members(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            yield name, package.read(name).decode()

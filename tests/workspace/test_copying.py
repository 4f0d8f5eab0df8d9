"""A library, or a part of it, as another library."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import exchange_extras
import exchange_samples
from app.domain.carrying import Content
from app.domain.change import Entity
from app.domain.errors import Cancelled, Invalid, LibraryError, WriteFailed
from app.domain.filters import Filter
from app.paths import Paths
from app.settings import Settings
from app.store import copying
from app.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three reports with everything there is; no test writes to it."""
    workspace = exchange_samples.make(tmp_path_factory.mktemp("source"))
    exchange_samples.fill(workspace)
    exchange_extras.enrich(workspace)
    yield workspace
    workspace.close()


class StopsAfter:
    """Progress that asks to stop after so many steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self, done: int, total: int, what: str) -> None:
        assert 0 <= done <= total, what
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Workspace]:
    paths = Paths(*(path.parent / part for part in ("documents", "config", "cache", "logs")))
    with contextlib.closing(Workspace.open(path, paths, Settings(), read_only=True)) as workspace:
        yield workspace


def everything(workspace: Workspace) -> dict[str, Any]:
    """All that a library holds, as plain fields, with the texts."""
    library = workspace.library
    found = exchange_samples.content(workspace)
    people = [who.id for who in library.reviewers()]
    keys = [(Entity.RULE, str(rule.id)) for rule in library.rules()]
    keys += [(Entity.PIN, str(pin.id)) for pin in library.pins()]
    keys += [(Entity.VERSION, version.id) for version in library.versions()]
    keys += [(Entity.STATUS, f"{r}/{who}") for who in people for r in library.statuses(who)]
    found |= {f"{entity} {key}": library.fields(entity, key) for entity, key in keys}
    found |= {f"text {r.id}": library.text(r.id) for r in library.reports()}
    found |= {f"old {v.id}": library.text_with(v.text_sha256) for v in library.versions()}
    return found


def lost(workspace: Workspace, chosen: Filter) -> dict[Content, int]:
    return {loss.content: loss.count for loss in workspace.exporting.losses("piyue", chosen)}


def test_a_copy_of_the_whole_library_holds_everything_and_its_history(
    source: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "副本.piyue"
    assert source.exporting.export("piyue", target) == [target.resolve()]
    assert lost(source, Filter()) == {}
    with opened(target) as copy:
        assert everything(copy) == everything(source)
        assert copy.library.id == source.library.id
        assert copy.library.change_count() == source.library.change_count()
        assert copy.library.check() == []


def test_a_copy_of_all_reports_by_name_holds_everything_but_the_history(
    source: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "副本.piyue"
    chosen = Filter(reports=frozenset(line.report.id for line in source.reporting.list()))
    source.exporting.export("piyue", target, chosen)
    assert set(lost(source, chosen)) == {Content.HISTORY}
    with opened(target) as copy:
        assert everything(copy) == everything(source)
        assert copy.library.check() == []


def test_a_part_holds_what_belongs_to_it_and_nothing_else(
    source: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "部分.piyue"
    first, second, third = (line.report.id for line in source.reporting.list())
    chosen = Filter(reports=frozenset({first, second}))
    source.exporting.export("piyue", target, chosen)
    with opened(target) as copy:
        whole, part = everything(source), everything(copy)
        assert part.items() <= whole.items()
        assert not [key for key in part if str(third) in key]
        assert {r.id for r in copy.library.reports()} == {first, second}
        assert {a.id for a in copy.library.annotations()} == {
            a.id for a in source.library.annotations() if a.report in chosen.reports
        }
        assert len(copy.library.pins()) == 1
        left_out = len(source.library.links()) - len(copy.library.links())
        assert copy.library.check() == []
    about = {a.id: a.report for a in source.library.annotations()}
    crossing = [x for x in source.library.links() if third in {about[x.origin], about[x.target]}]
    assert left_out == len(crossing)
    half = [x for x in crossing if {about[x.origin], about[x.target]} & chosen.reports]
    assert lost(source, chosen)[Content.LINKS] == len(half) > 0


def test_what_another_tag_or_person_has_stays_out_of_the_file(
    source: Workspace, tmp_path: Path
) -> None:
    """Not only out of sight: no byte of it is in the file."""
    target = tmp_path / "一条.piyue"
    chosen = source.library.annotations()[5]
    source.exporting.export("piyue", target, Filter(annotations=frozenset({chosen.id})))
    data = target.read_bytes()
    others = [a for a in source.library.annotations() if a.id != chosen.id]
    assert str(chosen.id).encode() in data
    assert not [a for a in others if str(a.id).encode() in data]
    with opened(target) as copy:
        assert [a.id for a in copy.library.annotations()] == [chosen.id]
        assert [r.id for r in copy.library.reports()] == [chosen.report]


@pytest.mark.parametrize("part", [True, False])
def test_the_same_content_makes_the_same_bytes(
    source: Workspace, tmp_path: Path, part: bool
) -> None:
    ids = frozenset(line.report.id for line in source.reporting.list()[:2])
    chosen = Filter(reports=ids if part else frozenset())
    for name in ("一", "二"):
        source.exporting.export("piyue", tmp_path / f"{name}.piyue", chosen)
    assert (tmp_path / "一.piyue").read_bytes() == (tmp_path / "二.piyue").read_bytes()


@pytest.mark.parametrize("part", [True, False])
def test_a_copy_that_is_stopped_or_fails_leaves_what_was_there(
    source: Workspace, tmp_path: Path, part: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = frozenset(line.report.id for line in source.reporting.list()[:2])
    chosen = Filter(reports=ids if part else frozenset())
    target = tmp_path / "副本.piyue"
    target.write_bytes(b"old")
    for after in (0, 1, 2, 3) if part else (0, 1):
        with pytest.raises(Cancelled):
            source.exporting.export("piyue", target, chosen, StopsAfter(after))
    monkeypatch.setattr(copying.checking, "problems", lambda _: ["fold: tag differs"])
    with pytest.raises(WriteFailed):
        source.exporting.export("piyue", target, chosen)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["副本.piyue"]


def test_the_library_in_use_is_never_the_target(source: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="own_library"):
        source.exporting.export("piyue", source.library.path)
    assert source.library.check() == []
    in_use = tmp_path / "别人的.piyue"
    in_use.write_bytes(b"old")
    (tmp_path / "别人的.piyue-wal").write_bytes(b"log")
    with pytest.raises(WriteFailed) as refused:
        source.exporting.export("piyue", in_use)
    assert refused.value.reason == "is_open"
    assert isinstance(refused.value.__cause__, LibraryError)
    assert in_use.read_bytes() == b"old"

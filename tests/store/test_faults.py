"""Killed processes and full disks: what was acknowledged is there, the rest is not."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.domain.errors import LibraryError
from app.domain.search import Query
from app.store.library import Library
from store.changing import DEVICE, Changes

CRASHING = Path(__file__).with_name("crashing.py")


def killed_run(path: Path, cache: Path, after_s: float) -> list[str]:
    """Ids of the changes that the process had seen acknowledged when it was killed."""
    process = subprocess.Popen(
        [sys.executable, CRASHING, path, cache],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]  # it is at work now
    time.sleep(after_s)
    process.kill()
    lines += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line.strip() for line in lines if line.endswith("\n")]


def test_a_killed_process_loses_nothing_it_had_acknowledged(
    library: Library, changes: Changes, path: Path, cache: Path
):
    changes.add_reviewer()
    changes.add_tag("0")
    library.close()
    acknowledged: list[str] = []
    rng = random.Random(20)
    for _ in range(12):
        acknowledged += killed_run(path, cache, rng.uniform(0.0, 0.15))
        survivor = Library.open(path, device=DEVICE, cache=cache)
        kept = {str(change.id) for change in survivor.changes()}
        assert kept.issuperset(acknowledged)
        assert survivor.check() == []
        # The counter and the reports are set by the same changes: no half of one is there.
        assert [t.name for t in survivor.tags()] == [str(len(survivor.reports()))]
        assert survivor.searcher().count(Query("份报告")).reports == len(survivor.reports())
        survivor.close()
    assert len(acknowledged) > 24


def fill(library: Library, changes: Changes) -> int:
    """Import until the disk is full; returns the number of changes acknowledged."""
    done: list[str] = []

    def import_for_ever() -> None:
        while len(done) < 1000:
            changes.add_report(f"{len(done)}" + "满" * 30_000)
            done.append("acknowledged")

    with pytest.raises(LibraryError, match="disk_full"):
        import_for_ever()
    return len(done)


def test_a_full_disk_is_named_and_the_library_goes_on(
    library: Library, changes: Changes, path: Path, cache: Path
):
    assert library._writer is not None
    library._writer.execute("PRAGMA max_page_count = 100")
    done = fill(library, changes)
    assert 0 < done == len(library.reports())
    assert library.check() == []
    library._writer.execute("PRAGMA max_page_count = 100000")
    changes.add_tag("之后")
    library.close()
    reopened = Library.open(path, device=DEVICE, cache=cache)
    assert reopened.check() == []
    assert len(reopened.changes()) == done + 1
    reopened.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    if os.name == "nt" or shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk for this test")
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", folder]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("this machine does not let tests mount anything")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_library_on_a_full_disk_keeps_all_that_was_acknowledged(small_disk: Path, cache: Path):
    path = small_disk / "x.piyue"
    library = Library.create(path, device=DEVICE, cache=cache)
    changes = Changes(library, uuid4())
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2_000_000))
    done = fill(library, changes)
    with pytest.raises(LibraryError, match="disk_full"):
        library.backup(small_disk / "copy.piyue")
    assert not list(small_disk.glob("copy*"))
    library.close()
    ballast.unlink()
    reopened = Library.open(path, device=DEVICE, cache=cache)
    assert reopened.check() == []
    assert len(reopened.reports()) == done > 0
    Changes(reopened, changes.reviewer).add_tag("之后")
    reopened.close()


def test_an_index_that_cannot_be_written_does_not_stop_an_import(
    library: Library, changes: Changes, caplog: pytest.LogCaptureFixture
):
    library.words(changes.add_report("先有一份"))
    assert library._index._writer is not None
    library._index._writer.execute("PRAGMA max_page_count = 1")
    changes.add_report("满" * 50_000)
    assert [r.message for r in caplog.records] == [
        "the index was not written: database or disk is full"
    ]
    assert len(library.unindexed()) == 1
    assert library.searcher().count(Query("满")).occurrences == 50_000
    assert library.check() == []


def test_a_backup_is_a_whole_library_and_replaces_an_older_one(
    library: Library, changes: Changes, tmp_path: Path, cache: Path
):
    target = tmp_path / "备份" / "b.piyue"
    with pytest.raises(LibraryError, match="no_access"):
        library.backup(target)
    target.parent.mkdir()
    for name in ("甲", "乙"):
        changes.add_tag(name)
        library.backup(target)
    assert list(target.parent.iterdir()) == [target]
    copy = Library.open(target, device=DEVICE, cache=cache)
    assert {t.name for t in copy.tags()} == {"甲", "乙"}
    assert copy.check() == []
    copy.close()

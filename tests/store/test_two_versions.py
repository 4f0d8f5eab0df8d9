"""Two versions of the program at one library: neither harms it, nor what the other one does."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.domain.errors import LibraryError
from app.store import index, migrations, opening
from app.store.library import Library
from store.changing import DEVICE, Changes

FIRST = Path(__file__).resolve().parents[1] / "data" / "library_first_version.sql"

OLDER = """
import sqlite3, sys
writer = sqlite3.connect(sys.argv[1], isolation_level=None)
writer.execute("PRAGMA journal_mode = WAL")
print(writer.execute("PRAGMA user_version").fetchone()[0], flush=True)
sys.stdin.readline()
writer.execute("UPDATE tag SET english = 'still at work'")
print("written", flush=True)
writer.close()
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A library of the first version."""
    path = tmp_path / "旧.piyue"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path


def open_library(path: Path) -> Library:
    return Library.open(path, device=DEVICE, cache=path.parent / "cache")


def test_a_library_is_not_brought_up_to_date_under_another_process_feet(
    older: Path, monkeypatch: pytest.MonkeyPatch
):
    content = older.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-c", OLDER, older],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "1\n"
    monkeypatch.setattr(opening, "ALONE_MS", 50)
    with pytest.raises(LibraryError, match="not_alone"):
        open_library(older)
    monkeypatch.undo()
    assert older.read_bytes() == content
    assert list(older.parent.glob("*backup*")) == []
    said, _ = process.communicate("\n")  # what it does next works as ever
    assert said == "written\n"
    library = open_library(older)
    assert {tag.english for tag in library.tags()} == {"still at work"}
    library.close()


def test_nobody_gets_in_while_a_library_is_brought_up_to_date(
    older: Path, monkeypatch: pytest.MonkeyPatch
):
    tried: list[str] = []

    def look(connection: sqlite3.Connection) -> None:
        other = sqlite3.connect(older, timeout=0)
        try:
            other.execute("SELECT count(*) FROM tag").fetchone()
            tried.append("read")
        except sqlite3.OperationalError as error:
            tried.append(str(error))
        other.close()

    steps = [(name, lambda c, s=step: (look(c), s(c))) for name, step in migrations.STEPS]
    monkeypatch.setattr(migrations, "STEPS", tuple(steps))
    open_library(older).close()
    assert set(tried) == {"database is locked"}


def test_a_newer_version_in_the_log_beside_the_file_is_refused_and_nothing_written(
    library: Library, changes: Changes, path: Path, tmp_path: Path
):
    """As a newer program leaves it that was killed: the file itself is of today's version."""
    changes.add_tag("甲")
    library.close()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("PRAGMA user_version = 14")
    killed = tmp_path / "killed"
    killed.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(path.with_name(path.name + suffix), killed / (path.name + suffix))
    writer.close()
    before = {file.name: file.read_bytes() for file in killed.iterdir()}
    assert opening.inspect(killed / path.name) == migrations.known_version()
    with pytest.raises(LibraryError, match="newer_version") as caught:
        open_library(killed / path.name)
    assert caught.value.values == {"found": 14, "known": migrations.known_version()}
    after = {name: (killed / name).read_bytes() for name in before}
    assert after == before


def test_two_versions_have_an_index_each(
    library: Library, changes: Changes, path: Path, monkeypatch: pytest.MonkeyPatch
):
    changes.add_report("云岭区依法行政。")
    library.index_pending(10)
    own = library._index.path
    assert own.exists()
    monkeypatch.setattr(index, "_shape", lambda: "otherone")
    other = open_library(path)
    other.index_pending(10)
    assert other._index.path != own
    assert own.exists()
    assert library.unindexed() == other.unindexed() == []
    other.close()


def test_an_index_that_nobody_uses_any_more_goes_away(
    library: Library, changes: Changes, monkeypatch: pytest.MonkeyPatch
):
    cache = library._index.path.parent
    cache.mkdir(exist_ok=True)
    names = (f"{library.id}-0123.index", f"{library.id}-0123.index-wal", "another-0123.index")
    for name in names:
        (cache / name).touch()
        long_ago = time.time() - 400 * 86_400
        os.utime(cache / name, (long_ago, long_ago))
    (cache / f"{library.id}-4567.index").touch()
    changes.add_report("云岭区依法行政。")
    library.index_pending(10)
    left = {file.name for file in cache.iterdir()}
    assert {"another-0123.index", f"{library.id}-4567.index", library._index.path.name} <= left
    assert not left & set(names[:2])

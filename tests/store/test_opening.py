"""Opening: what is a library, what is not, and that no foreign file is touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.domain.change import Entity
from app.domain.errors import LibraryError
from app.store import migrations, opening
from app.store.library import Library
from store.changing import DEVICE, Changes


def open_library(path: Path, *, read_only: bool = False) -> Library:
    return Library.open(path, device=DEVICE, cache=path.parent / "cache", read_only=read_only)


def reason_of(path: Path) -> str:
    with pytest.raises(LibraryError) as caught:
        open_library(path)
    assert caught.value.path == str(path)
    return caught.value.reason


def test_a_library_opens_with_everything_it_had(library: Library, changes: Changes, path: Path):
    changes.add_reviewer()
    report = changes.add_report()
    library.close()
    reopened = open_library(path)
    assert reopened.id == library.id
    assert not reopened.read_only
    assert [r.id for r in reopened.reports()] == [report]
    assert reopened.check() == []
    reopened.close()


def test_a_library_can_be_open_twice(library: Library, changes: Changes, path: Path):
    second = open_library(path)
    changes.add_tag("甲")
    assert [t.name for t in second.tags()] == ["甲"]
    Changes(second, changes.reviewer).add_tag("乙")
    assert {t.name for t in library.tags()} == {"甲", "乙"}
    assert library.check() == []
    second.close()


def test_two_that_write_at_once_take_turns(library: Library, changes: Changes, path: Path):
    other = open_library(path)
    failures: list[BaseException] = []

    def write(writer: Changes) -> None:
        try:
            for _ in range(60):
                writer.add_tag("甲")
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    writers = [changes, Changes(other, changes.reviewer)]
    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert [c.lamport for c in library.changes()] == list(range(1, 121))
    other.close()


def test_a_writer_waits_for_another_process_and_builds_on_what_it_wrote(
    library: Library, changes: Changes, path: Path
):
    tag = changes.add_tag("甲")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE tag SET english = 'written meanwhile'")
    commit = threading.Timer(0.2, other.execute, ["COMMIT"])
    commit.start()
    changes.set(Entity.TAG, tag, name="乙")  # a snapshot taken before would be refused
    commit.join()
    other.close()
    assert [(t.name, t.english) for t in library.tags()] == [("乙", "written meanwhile")]


def test_a_name_with_odd_characters_opens(tmp_path: Path):
    only_elsewhere = "" if sys.platform == "win32" else '?"'
    path = tmp_path / f"a b%20{only_elsewhere}#'&𠮷.piyue"
    Library.create(path, device=DEVICE, cache=tmp_path / "c").close()
    assert path.exists()
    open_library(path).close()


def test_a_missing_file_is_not_created(path: Path):
    assert reason_of(path) == "not_found"
    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04" * 100, b"SQLite format 3\0" + bytes(20)]
)
def test_a_foreign_file_is_left_alone(path: Path, content: bytes):
    path.write_bytes(content)
    assert reason_of(path) == "not_a_library"
    assert path.read_bytes() == content
    assert list(path.parent.glob(f"{path.name}-*")) == []


def test_another_program_s_database_and_a_folder_are_not_libraries(path: Path, tmp_path: Path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t(x)")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    assert reason_of(path) == "not_a_library"
    assert path.read_bytes() == content
    assert reason_of(tmp_path) == "not_a_library"


def test_a_newer_library_is_refused_untouched(library: Library, path: Path):
    library.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 14")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(LibraryError, match="newer_version") as caught:
        open_library(path)
    assert caught.value.values == {"found": 14, "known": migrations.known_version()}
    assert path.read_bytes() == content
    assert sorted(p.name for p in path.parent.glob(f"{path.name}*")) == [path.name]


def test_a_library_cut_short_is_damaged(library: Library, path: Path):
    library.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert reason_of(path) == "damaged"
    assert path.read_bytes() == content[: len(content) // 2]


def test_a_library_with_ruined_pages_is_damaged(library: Library, path: Path):
    library.close()
    content = bytearray(path.read_bytes())
    content[100:] = os.urandom(len(content) - 100)
    path.write_bytes(content)
    assert reason_of(path) == "damaged"


def test_damage_inside_is_found_by_check(library: Library, changes: Changes, path: Path):
    changes.add_report("此处受损。" * 5000)
    library.close()
    content = path.read_bytes()
    at = content.index("此处受损。".encode() * 20)
    path.write_bytes(content[:at] + b"xxx" + content[at + 3 :])
    damaged = open_library(path)
    assert any(line.startswith("text: ") for line in damaged.check())
    damaged.close()


def test_a_library_without_access_says_so(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
):
    library.close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)  # root reads everything: the fault is played
        assert reason_of(path) == "no_access"
    folder = path.parent / "fehlt" / "x.piyue"
    with pytest.raises(LibraryError, match="no_access"):
        Library.create(folder, device=DEVICE, cache=path.parent)


def test_a_library_opened_for_reading_refuses_changes(
    library: Library, changes: Changes, path: Path
):
    changes.add_tag("甲")
    library.close()
    reader = open_library(path, read_only=True)
    assert reader.read_only
    assert [t.name for t in reader.tags()] == ["甲"]
    with pytest.raises(LibraryError, match="read_only"):
        Changes(reader, changes.reviewer).add_tag("乙")
    assert reader.check() == []
    reader.close()


def test_a_library_on_a_read_only_medium_opens_for_reading(
    library: Library, changes: Changes, path: Path, monkeypatch: pytest.MonkeyPatch
):
    report = changes.add_report()
    library.close()
    content = path.read_bytes()
    connect = opening.connect

    def dead(path: Path, mode: str, **values: int) -> sqlite3.Connection:
        """A medium on which SQLite cannot make the files it puts beside a library."""
        if mode == "immutable" or path.suffix == ".index":
            return connect(path, mode, **values)
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    monkeypatch.setattr(opening, "connect", dead)
    reader = open_library(path)
    assert reader.read_only
    assert [r.id for r in reader.reports()] == [report]
    reader.close()
    assert path.read_bytes() == content
    path.with_name(path.name + "-wal").write_bytes(b"changes that never reached the file")
    assert reason_of(path) == "read_only"


MOUNT = """
import os, sys, subprocess
from pathlib import Path
from uuid import uuid4
from app.store.library import Library
folder, cache = Path(sys.argv[1]), Path(sys.argv[2])
path = folder / "x.piyue"
library = Library.open(path, device=uuid4(), cache=cache)
assert library.read_only
assert library.reports() == [] and library.check() == []
library.close()
assert [p.name for p in folder.iterdir()] == ["x.piyue"]
print("read")
"""


def test_a_library_on_a_read_only_mount_opens_for_reading(tmp_path: Path):
    folder = tmp_path / "medium"
    folder.mkdir()
    if os.name == "nt" or shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a medium for this test")
    if subprocess.run(["mount", "-t", "tmpfs", "none", folder], check=False).returncode:
        pytest.skip("this machine does not let tests mount anything")
    try:
        Library.create(folder / "x.piyue", device=DEVICE, cache=tmp_path / "c").close()
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        done = subprocess.run(
            [sys.executable, "-c", MOUNT, folder, tmp_path / "c"],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout == "read\n", done.stderr
    finally:
        subprocess.run(["umount", folder], check=True)


def test_another_process_that_writes_for_long_is_named(
    library: Library, changes: Changes, path: Path
):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert library._writer is not None
    library._writer.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LibraryError, match="locked"):
        changes.add_tag("甲")
    other.execute("ROLLBACK")
    other.close()
    changes.add_tag("甲")
    assert library.check() == []


def test_a_creation_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(connection: sqlite3.Connection) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations, "STEPS", (("first", fail),))
    with pytest.raises(LibraryError, match="disk_full"):
        Library.create(path, device=DEVICE, cache=path.parent / "cache")
    assert list(path.parent.glob("*.piyue*")) == []


def test_opening_and_creating_import_neither_sqlite_utils_nor_anything_heavy(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from uuid import uuid4\n"
        "from app.store.library import Library\n"
        "folder = Path(sys.argv[1])\n"
        "Library.create(folder / 'x.piyue', device=uuid4(), cache=folder).close()\n"
        "Library.open(folder / 'x.piyue', device=uuid4(), cache=folder).close()\n"
        "print(sorted({'sqlite_utils', 'jieba', 'click', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == "[]\n"

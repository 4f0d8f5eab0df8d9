"""Older libraries climb the steps, with a copy kept; sqlite_utils agrees with our books."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from app.domain.errors import LibraryError
from app.store import migrations
from app.store.library import Library
from store.changing import DEVICE, Changes


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE tag ADD COLUMN weight INTEGER")


def rebuild_text(connection: sqlite3.Connection) -> None:
    Database(connection)["text"].transform(defaults={"characters": 0})


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE tag")
    raise sqlite3.OperationalError("played")


@pytest.fixture
def older(library: Library, changes: Changes, path: Path) -> Path:
    changes.add_reviewer()
    changes.annotate(changes.add_report(), None, [changes.add_tag("甲")], "意见")
    library.close()
    return path


def steps(monkeypatch: pytest.MonkeyPatch, *more: migrations.Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *more))


def test_an_older_library_is_brought_up_to_date_and_kept(
    older: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    now = migrations.known_version()
    steps(monkeypatch, ("weight", add_column), ("rebuild", rebuild_text))
    library = Library.open(older, device=DEVICE, cache=cache)
    with library._reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (now + 2,)
        assert connection.execute("SELECT name, weight FROM tag").fetchall() == [("甲", None)]
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert library.check() == []
    assert library._writer is not None
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        library._writer.execute("DELETE FROM text")  # transform() had dropped the trigger
    Changes(library, library.reviewers()[0].id).add_tag("乙")
    library.close()
    kept = older.with_name(f"{older.name}.backup-s{now:03d}")
    connection = sqlite3.connect(kept)
    assert connection.execute("PRAGMA user_version").fetchone() == (now,)
    assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (1,)
    connection.close()
    monkeypatch.undo()
    with pytest.raises(LibraryError, match="newer_version"):
        Library.open(older, device=DEVICE, cache=cache)


def test_a_step_that_fails_leaves_the_library_as_it_was(
    older: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, ("odd", fail)))
        with pytest.raises(sqlite3.OperationalError, match="played"):
            Library.open(older, device=DEVICE, cache=cache)
    library = Library.open(older, device=DEVICE, cache=cache)
    assert [t.name for t in library.tags()] == ["甲"]
    assert library.check() == []
    library.close()


def test_a_step_that_breaks_a_reference_is_rolled_back(
    older: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    def orphan(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM reviewer")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS, ("orphan", orphan)))
        with pytest.raises(sqlite3.IntegrityError, match="reference"):
            Library.open(older, device=DEVICE, cache=cache)
    library = Library.open(older, device=DEVICE, cache=cache)
    assert len(library.reviewers()) == 1
    library.close()


def test_an_older_library_is_not_altered_by_a_reader(
    older: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    steps(monkeypatch, ("weight", add_column))
    content = older.read_bytes()
    with pytest.raises(LibraryError, match="read_only"):
        Library.open(older, device=DEVICE, cache=cache, read_only=True)
    assert older.read_bytes() == content


def test_the_book_of_steps_is_the_one_sqlite_utils_keeps(older: Path):
    db = Database(sqlite3.connect(older))
    book = Migrations("piyue")
    assert [m.name for m in book.applied(db)] == [name for name, _ in migrations.STEPS]
    other = Database(memory=True)
    Migrations("piyue").ensure_migrations_table(other)
    for name in ("_sqlite_migrations",):
        assert db[name].columns == other[name].columns
        assert [(i.columns, i.unique) for i in db[name].indexes] == [
            (i.columns, i.unique) for i in other[name].indexes
        ]
    db.close()
    other.close()


def test_every_table_is_strict(older: Path):
    connection = sqlite3.connect(older)
    listed = connection.execute("PRAGMA table_list").fetchall()
    connection.close()
    loose = {row[1] for row in listed if row[2] == "table" and not row[5]}
    assert {name for name in loose if not name.startswith("sqlite_")} == {"_sqlite_migrations"}


FIRST_VERSION = Path(__file__).resolve().parents[1] / "data" / "library_first_version.sql"


@pytest.fixture
def first_version(path: Path) -> Path:
    """A library as the first schema kept it: annotated, deleted, undone."""
    connection = sqlite3.connect(path)
    connection.executescript(FIRST_VERSION.read_text("utf-8"))
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path


def test_a_library_of_the_first_schema_keeps_all_it_says(first_version: Path, cache: Path):
    library = Library.open(first_version, device=DEVICE, cache=cache)
    passage = next(a for a in library.annotations() if a.anchor)
    assert (passage.comment, passage.resolved, passage.rule) == ("意见二", False, None)
    assert library.check() == []  # also: its log, which knows no such fields, folds to its tables
    assert library.replies() == library.links() == library.pins() == library.rules() == []
    library.close()
    assert first_version.with_name(f"{first_version.name}.backup-s001").exists()


def test_what_the_first_schema_deleted_comes_back_by_undo(first_version: Path, cache: Path):
    library = Library.open(first_version, device=DEVICE, cache=cache)
    last = library.changes()[-1]
    assert last.action == "delete"
    assert "resolved" not in (last.edits[0].before or {})
    Changes(library, library.reviewers()[0].id).undo(last)
    back = library.annotation(UUID(last.edits[0].id))
    assert back.resolved is False
    assert library.check() == []
    library.close()

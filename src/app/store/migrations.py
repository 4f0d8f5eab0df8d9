"""The schema of a library file, as an ordered list of steps, and the way a file climbs it.

One source of truth: STEPS. A step is a name and a function that takes a plain
sqlite3 connection, so that a new library is made without importing sqlite_utils
(80–120 ms, and the first start makes a library before its first paint). The steps a
file has taken are counted in its `user_version` and, under their names, in the table
`_sqlite_migrations` that sqlite_utils keeps; `create` writes that table in exactly
sqlite_utils' shape. An older file is brought up to date by `migrate`: a copy is put
beside it first, then sqlite_utils' `Migrations` runs the missing steps, each in its
own transaction. A step that changes a table calls
`sqlite_utils.Database(connection)[table].transform(...)`; transform() drops the
triggers of the table, therefore all triggers are put back after every step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from app.store.backup import copy_into

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x50495955  # "PIYU"
"""Marks the file as a library, in the SQLite header at byte 68."""

PAGE_SIZE = 8192

_SET = "piyue"
"""Name of our set of migrations in sqlite_utils' table."""

Step: TypeAlias = tuple[str, Callable[[sqlite3.Connection], None]]

_FIRST_TABLES = (
    """CREATE TABLE meta(
      name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    # The body is last, so that reading the other columns never touches its pages.
    """CREATE TABLE text(
      n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, characters INTEGER NOT NULL,
      body TEXT NOT NULL) STRICT""",
    """CREATE TABLE change(
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, device TEXT NOT NULL,
      sequence INTEGER NOT NULL, lamport INTEGER NOT NULL, reviewer TEXT NOT NULL,
      at TEXT NOT NULL, action TEXT NOT NULL, reverses TEXT, edits TEXT NOT NULL,
      UNIQUE(device, sequence)) STRICT""",
    "CREATE INDEX change_lamport ON change(lamport)",
    # Which change touched which thing: history without reading the whole log.
    """CREATE TABLE touched(
      id TEXT NOT NULL, entity TEXT NOT NULL, change INTEGER NOT NULL,
      PRIMARY KEY(id, entity, change)) STRICT, WITHOUT ROWID""",
    # made: the change (its n) that created the row and set every field but those named
    # in set_by, a JSON object of field: n.
    """CREATE TABLE reviewer(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      name TEXT NOT NULL) STRICT""",
    """CREATE TABLE tag(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      name TEXT NOT NULL,
      parent TEXT REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
      code TEXT NOT NULL, kind TEXT NOT NULL, colour TEXT NOT NULL,
      position INTEGER NOT NULL, slot INTEGER, short_name TEXT NOT NULL,
      english TEXT NOT NULL, definition TEXT NOT NULL, keywords TEXT NOT NULL,
      retired INTEGER NOT NULL) STRICT""",
    "CREATE INDEX tag_parent ON tag(parent)",
    """CREATE TABLE report(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      title TEXT, title_source TEXT, organisation TEXT, organisation_source TEXT,
      region TEXT, region_source TEXT, level TEXT, level_source TEXT,
      year TEXT, year_source TEXT, published_on TEXT, published_on_source TEXT,
      signed_on TEXT, signed_on_source TEXT, filed_on TEXT, filed_on_source TEXT,
      index_number TEXT, index_number_source TEXT,
      text_sha256 TEXT NOT NULL REFERENCES text(sha256) DEFERRABLE INITIALLY DEFERRED,
      characters INTEGER NOT NULL, file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL,
      media_type TEXT NOT NULL, imported TEXT NOT NULL, notes TEXT NOT NULL,
      section_count INTEGER NOT NULL, furniture_key TEXT NOT NULL) STRICT""",
    "CREATE INDEX report_text ON report(text_sha256)",
    "CREATE INDEX report_file ON report(file_sha256)",
    # Apart from the report, so that the list of reports does not read outlines.
    """CREATE TABLE layout(
      report TEXT NOT NULL PRIMARY KEY REFERENCES report(id) ON DELETE CASCADE,
      body TEXT NOT NULL, furniture TEXT NOT NULL, sections TEXT NOT NULL) STRICT""",
    """CREATE TABLE status(
      report TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      made INTEGER NOT NULL, set_by TEXT NOT NULL, status TEXT NOT NULL,
      PRIMARY KEY(report, reviewer)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX status_reviewer ON status(reviewer)",
    """CREATE TABLE annotation(
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, made INTEGER NOT NULL,
      set_by TEXT NOT NULL,
      report TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      scope TEXT NOT NULL, start INTEGER, "end" INTEGER, quote TEXT, prefix TEXT, suffix TEXT,
      state TEXT NOT NULL, comment TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL, edited TEXT NOT NULL,
      CHECK((start IS NULL) = ("end" IS NULL) AND (start IS NULL OR 0 <= start)
            AND (start IS NULL OR start <= "end"))) STRICT""",
    # The whole order of reading.annotations_of, so that nothing is sorted.
    'CREATE INDEX annotation_place ON annotation(report, start, "end" DESC, created, id)',
    "CREATE INDEX annotation_reviewer ON annotation(reviewer)",
    """CREATE TABLE annotation_tag(
      annotation INTEGER NOT NULL REFERENCES annotation(n) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      tag TEXT NOT NULL REFERENCES tag(id) DEFERRABLE INITIALLY DEFERRED,
      PRIMARY KEY(annotation, position)) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX annotation_tag_tag ON annotation_tag(tag, annotation)",
)


def _never(table: str, act: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_never_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


_TRIGGERS = (
    _never("change", "UPDATE"),
    _never("change", "DELETE"),
    _never("text", "UPDATE"),
    _never("text", "DELETE"),
)


def _first(connection: sqlite3.Connection) -> None:
    for statement in _FIRST_TABLES:
        connection.execute(statement)


_DISCUSSION_TABLES = (
    "ALTER TABLE annotation ADD COLUMN resolved INTEGER NOT NULL DEFAULT 0",
    # No reference: a rule may go, what it made keeps saying where it came from.
    "ALTER TABLE annotation ADD COLUMN rule TEXT",
    """CREATE TABLE reply(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      annotation TEXT NOT NULL REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
      text TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL, edited TEXT NOT NULL) STRICT""",
    "CREATE INDEX reply_annotation ON reply(annotation, created)",
    "CREATE INDEX reply_reviewer ON reply(reviewer)",
    """CREATE TABLE link(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      origin TEXT NOT NULL REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
      target TEXT NOT NULL REFERENCES annotation(id) DEFERRABLE INITIALLY DEFERRED,
      kind TEXT NOT NULL, comment TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL, CHECK(origin <> target)) STRICT""",
    "CREATE INDEX link_origin ON link(origin)",
    "CREATE INDEX link_target ON link(target)",
    "CREATE INDEX link_reviewer ON link(reviewer)",
    """CREATE TABLE pin(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      a TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      a_at INTEGER NOT NULL,
      b TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      b_at INTEGER NOT NULL, kind TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL, CHECK(a <> b AND 0 <= a_at AND 0 <= b_at)) STRICT""",
    "CREATE INDEX pin_a ON pin(a)",
    "CREATE INDEX pin_b ON pin(b)",
    "CREATE INDEX pin_reviewer ON pin(reviewer)",
    # No reference to the tag: the rule stays as a record of what was done.
    """CREATE TABLE rule(
      id TEXT NOT NULL PRIMARY KEY, made INTEGER NOT NULL, set_by TEXT NOT NULL,
      name TEXT NOT NULL, tag TEXT NOT NULL, terms TEXT NOT NULL, without TEXT NOT NULL,
      is_pattern INTEGER NOT NULL, is_exact INTEGER NOT NULL, scope TEXT NOT NULL,
      reviewer TEXT NOT NULL REFERENCES reviewer(id) DEFERRABLE INITIALLY DEFERRED,
      created TEXT NOT NULL) STRICT""",
    "CREATE INDEX rule_reviewer ON rule(reviewer)",
)


def _discussion(connection: sqlite3.Connection) -> None:
    for statement in _DISCUSSION_TABLES:
        connection.execute(statement)


_VERSION_TABLES = (
    # What a person corrected of the outline, and what the rules had made before that.
    "ALTER TABLE layout ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE layout ADD COLUMN recognised TEXT NOT NULL DEFAULT 'null'",
    "ALTER TABLE annotation ADD COLUMN placing TEXT NOT NULL DEFAULT 'null'",
    """CREATE TABLE version(
      report TEXT NOT NULL REFERENCES report(id) DEFERRABLE INITIALLY DEFERRED,
      text_sha256 TEXT NOT NULL REFERENCES text(sha256) DEFERRABLE INITIALLY DEFERRED,
      made INTEGER NOT NULL, set_by TEXT NOT NULL, file_name TEXT NOT NULL,
      file_sha256 TEXT NOT NULL, media_type TEXT NOT NULL, imported TEXT NOT NULL,
      replaced TEXT NOT NULL, PRIMARY KEY(report, text_sha256)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX version_text ON version(text_sha256)",
    "CREATE INDEX version_file ON version(file_sha256)",
)


def _versions(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_TABLES:
        connection.execute(statement)


STEPS: tuple[Step, ...] = (
    ("first", _first),
    ("discussion", _discussion),
    ("versions", _versions),
)
"""Append only: the number of steps is the version of the file."""


def known_version() -> int:
    return len(STEPS)


def create(connection: sqlite3.Connection, library: UUID) -> None:
    """Make the tables of a new library in an empty file.

    The caller's connection is in autocommit mode; this is one transaction.
    """
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # The table as sqlite_utils 4 makes it; tests/store compares the two.
    connection.execute(
        'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n'
        '   "migration_set" TEXT,\n   "name" TEXT,\n   "applied_at" TEXT\n)'
    )
    connection.execute(
        'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
        '    ON "_sqlite_migrations" ("migration_set", "name")'
    )
    for number, (name, step) in enumerate(STEPS, 1):
        _take(connection, step, number)
        connection.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) "
            "VALUES (?, ?, strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'))",
            (_SET, name),
        )
    connection.execute("INSERT INTO meta VALUES ('library', ?)", (str(library),))
    connection.execute("COMMIT")


def migrate(connection: sqlite3.Connection, path: Path, found: int) -> Path:
    """Bring an older library up to date; a copy of the old state is made first.

    Args:
        connection: in autocommit mode, outside a transaction.
        found: the version of the file, 1..known_version() - 1.

    Returns:
        The copy, `name.piyue.backup-sNNN` beside the library.

    Raises:
        sqlite3.Error: the step that failed was rolled back; the steps before it stay.
    """
    from sqlite_utils import Database

    kept = path.with_name(f"{path.name}.backup-s{found:03d}")
    copy_into(connection, kept)
    connection.execute("PRAGMA foreign_keys = OFF")  # rebuilding a table would fire them
    try:
        _migrations(STEPS, connection).apply(Database(connection))
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return kept


def _migrations(steps: Sequence[Step], connection: sqlite3.Connection):
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_SET)
    for number, (name, step) in enumerate(steps, 1):

        def take(
            db: Database,
            step: Callable[[sqlite3.Connection], None] = step,
            number: int = number,
        ) -> None:
            del db  # the same connection, wrapped
            _take(connection, step, number)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise sqlite3.IntegrityError(f"step {number} breaks a reference in {broken[0]}")

        migrations(name=name)(take)
    return migrations


def _take(
    connection: sqlite3.Connection, step: Callable[[sqlite3.Connection], None], number: int
) -> None:
    step(connection)
    for statement in _TRIGGERS:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {number}")

"""Checking a library: the file itself, its references, its texts, and the log.

The log is folded anew into a scratch database of the same tables; both must agree, in
every field and in who set it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from app.domain.errors import Invalid
from app.store import log
from app.store.index import Index

_SHOWN = 20
"""Problems of one kind that are listed one by one."""

_COMPARED = {
    "reviewer": "SELECT * FROM reviewer ORDER BY id",
    "tag": "SELECT * FROM tag ORDER BY id",
    "report": "SELECT * FROM report ORDER BY id",
    "layout": "SELECT * FROM layout ORDER BY report",
    "status": "SELECT * FROM status ORDER BY report, reviewer",
    "annotation": 'SELECT id, made, set_by, report, scope, start, "end", quote, prefix, suffix, '
    "state, comment, reviewer, created, edited, resolved, rule, placing FROM annotation ORDER BY id",
    "annotation_tag": "SELECT a.id, t.position, t.tag FROM annotation_tag t "
    "JOIN annotation a ON a.n = t.annotation ORDER BY a.id, t.position",
    "reply": "SELECT * FROM reply ORDER BY id",
    "link": "SELECT * FROM link ORDER BY id",
    "pin": "SELECT * FROM pin ORDER BY id",
    "rule": "SELECT * FROM rule ORDER BY id",
    "version": "SELECT * FROM version ORDER BY report, text_sha256",
    "touched": "SELECT id, entity, change FROM touched ORDER BY id, entity, change",
}


def problems(connection: sqlite3.Connection) -> list[str]:
    """Short technical phrases; empty when all is well."""
    found = [
        f"file: {line}"
        for (line,) in connection.execute(f"PRAGMA integrity_check({_SHOWN})")
        if line != "ok"
    ]
    if found:
        return found  # the rest would only report the same damage again
    found += [
        f"reference: {table} -> {parent}"
        for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    ]
    found += _changed_texts(connection)
    found += _gaps(connection)
    found += fold_differences(connection)
    return found


def _changed_texts(connection: sqlite3.Connection) -> Iterator[str]:
    for sha256, characters, body in connection.execute("SELECT sha256, characters, body FROM text"):
        if hashlib.sha256(body.encode()).hexdigest() != sha256 or len(body) != characters:
            yield f"text: {sha256}"


def _gaps(connection: sqlite3.Connection) -> Iterator[str]:
    for device, last, count in connection.execute(
        "SELECT device, max(sequence), count(*) FROM change GROUP BY device"
    ):
        if last != count:
            yield f"log: {last - count} changes of {device} are missing"
    row = connection.execute(
        "SELECT id FROM (SELECT id, lamport, lag(lamport, 1, 0) OVER (ORDER BY n) AS last "
        "FROM change) WHERE lamport <= last LIMIT 1"
    ).fetchone()
    if row:
        yield f"log: the counter goes back at {row[0]}"


def fold_differences(connection: sqlite3.Connection) -> list[str]:
    """Rebuild the tables from the log and name what differs."""
    scratch = sqlite3.connect("", isolation_level=None)  # a temporary file, gone on close
    try:
        _copy_schema(connection, scratch)
        scratch.execute("BEGIN")
        found = list(_fold(connection, scratch))
        found += _differences(connection, scratch)
        scratch.execute("ROLLBACK")
        return found
    finally:
        scratch.close()


def _copy_schema(connection: sqlite3.Connection, scratch: sqlite3.Connection) -> None:
    scratch.execute("PRAGMA foreign_keys = OFF")
    for (sql,) in connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid"
    ):
        scratch.execute(sql)
    # What foreign keys would cascade; here they are off, because texts are left out.
    for child, column, parent, key in (
        ("layout", "report", "report", "id"),
        ("annotation_tag", "annotation", "annotation", "n"),
    ):
        scratch.execute(
            f"CREATE TEMP TRIGGER {child}_goes AFTER DELETE ON main.{parent} "
            f"BEGIN DELETE FROM {child} WHERE {column} = OLD.{key}; END"
        )


def _fold(connection: sqlite3.Connection, scratch: sqlite3.Connection) -> Iterator[str]:
    stored = connection.execute(
        "SELECT n, id, device, sequence, lamport, reviewer, at, action, reverses, edits "
        "FROM change ORDER BY n"
    )
    for row in stored:
        n, id_, text = row[0], row[1], row[-1]
        edits = log.edits_value(text)
        try:
            done = log.perform(scratch, edits, n, id_)
        except (Invalid, sqlite3.Error) as error:
            yield f"log: change {id_} does not follow ({error})"
            return
        scratch.execute("INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?)", (*row[:-1], ""))
        if any(a.set_by != b.set_by for a, b in zip(done, edits, strict=True)):
            yield f"log: set_by of change {id_}"


def _differences(connection: sqlite3.Connection, scratch: sqlite3.Connection) -> Iterator[str]:
    for table, query in _COMPARED.items():
        here, folded = connection.execute(query), scratch.execute(query)
        shown = 0
        for row, expected in _pairs(here, folded):
            if row != expected:
                at = (row or expected or ("",))[0]
                yield f"fold: {table} {at}"
                shown += 1
                if shown == _SHOWN:
                    break


def _pairs(
    left: sqlite3.Cursor, right: sqlite3.Cursor
) -> Iterator[tuple[tuple[object, ...] | None, tuple[object, ...] | None]]:
    while True:
        a, b = left.fetchone(), right.fetchone()
        if a is None and b is None:
            return
        yield a, b


def index_problems(connection: sqlite3.Connection, index: Index, sample: int) -> list[str]:
    """Indexed reports, evenly chosen, whose row in the index is not what they give."""
    known = index.entries()
    indexed = [
        (id_, sha256)
        for id_, sha256, key in connection.execute(
            "SELECT id, text_sha256, furniture_key FROM report ORDER BY id"
        )
        if (sha256, key) in known
    ]
    found: list[str] = []
    for id_, sha256 in indexed[:: max(1, len(indexed) // sample)]:
        text, furniture = connection.execute(
            "SELECT t.body, l.furniture FROM text t, layout l WHERE t.sha256 = ? AND l.report = ?",
            (sha256, id_),
        ).fetchone()
        if not index.agrees(sha256, furniture, text):
            found.append(f"index: {id_}")
    return found

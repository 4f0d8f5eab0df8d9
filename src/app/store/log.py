"""The change log: every change of a library, in order, for ever.

Applying a change and recording it are one act in one transaction of the caller. The
ordinary tables are a fold of the log; checking.py folds it anew and compares.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.domain.change import Change, Edit, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import time_text, time_value
from app.store import rows


@dataclass(frozen=True, slots=True)
class NewText:
    """A canonical text that comes with a change.

    Attributes:
        sha256: hex digest of the text in UTF-8.
        tokens: its search tokens, separated by spaces; None: the store makes them.
    """

    sha256: str
    text: str
    tokens: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeHeader:
    """A change without its edits."""

    id: UUID
    action: str
    reverses: UUID | None
    sequence: int


_CHANGE = "SELECT id, device, sequence, lamport, reviewer, at, action, reverses, edits FROM change"


def apply(
    connection: sqlite3.Connection, change: Change, texts: Sequence[NewText], device: UUID
) -> Change:
    """Carry a change out and record it, inside the caller's transaction.

    Returns:
        The change with device, sequence, lamport and the set_by of its edits.

    Raises:
        Invalid: `stale` when a before-image is not what the tables hold or the
            change is already in the log; `field`, `tags`, `id`, `text_hash` for
            edits and texts that are not well made.
        sqlite3.IntegrityError: a reference to something that is not there.
    """
    if connection.execute("SELECT 1 FROM change WHERE id = ?", (str(change.id),)).fetchone():
        raise Invalid("stale", id=str(change.id))
    put_texts(connection, texts)
    n, lamport, sequence = connection.execute(
        "SELECT coalesce((SELECT max(n) FROM change), 0) + 1, "
        "coalesce((SELECT max(lamport) FROM change), 0) + 1, "
        "coalesce((SELECT max(sequence) FROM change WHERE device = ?), 0) + 1",
        (str(device),),
    ).fetchone()
    edits = perform(connection, change.edits, n, str(change.id))
    applied = replace(change, edits=edits, device=device, sequence=sequence, lamport=lamport)
    connection.execute(
        "INSERT INTO change(n, id, device, sequence, lamport, reviewer, at, action, reverses, "
        "edits) VALUES (?,?,?,?,?,?,?,?,?,CAST(? AS TEXT))",
        (
            n,
            str(change.id),
            str(device),
            sequence,
            lamport,
            str(change.reviewer),
            time_text(change.at),
            change.action,
            str(change.reverses) if change.reverses else None,
            _edits_bytes(edits),
        ),
    )
    return applied


def put_texts(connection: sqlite3.Connection, texts: Iterable[NewText]) -> None:
    """Store texts that are not there yet."""
    for new in texts:
        if hashlib.sha256(new.text.encode()).hexdigest() != new.sha256:
            raise Invalid("text_hash", sha256=new.sha256)
        connection.execute(
            "INSERT INTO text(sha256, characters, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (new.sha256, len(new.text), new.text),
        )


def perform(
    connection: sqlite3.Connection, edits: Iterable[Edit], n: int, change_id: str
) -> tuple[Edit, ...]:
    """Write the edits of change `n` to the tables; returns them with set_by filled."""
    known = {n: change_id}

    def name(number: int) -> str:
        if number not in known:
            found = connection.execute("SELECT id FROM change WHERE n = ?", (number,)).fetchone()
            known[number] = found[0]
        return known[number]

    done: list[Edit] = []
    for edit in edits:
        setters = _perform_one(connection, edit, n)
        connection.execute(
            "INSERT INTO touched VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (edit.id, edit.entity.value, n),
        )
        done.append(replace(edit, set_by={field: name(by) for field, by in setters.items()}))
    return tuple(done)


def _perform_one(connection: sqlite3.Connection, edit: Edit, n: int) -> dict[str, int]:
    """Carry one edit out; returns who had set its fields before."""
    before, after = edit.before, edit.after
    if before is None:
        if after is None or rows.read(connection, edit.entity, edit.id, ()) is not None:
            raise Invalid("stale", entity=edit.entity.value, id=edit.id)
        rows.insert(connection, edit.entity, edit.id, after, n)
        deleted: int | None = connection.execute(
            "SELECT max(change) FROM touched WHERE id = ? AND entity = ?",
            (edit.id, edit.entity.value),
        ).fetchone()[0]
        # Made anew after a deletion: that deletion set every field last.
        return {} if deleted is None else dict.fromkeys(after, deleted)
    row = rows.read(connection, edit.entity, edit.id, before)
    if row is None or row.fields != dict(before):
        raise Invalid("stale", entity=edit.entity.value, id=edit.id)
    setters = {field: row.setter(field) for field in before}
    if after is None:
        rows.delete(connection, edit.entity, edit.id)
        return setters
    if set(after) != set(before):
        odd = min(set(after).symmetric_difference(before))
        raise Invalid("field", entity=edit.entity.value, field=odd)
    set_by = row.set_by | dict.fromkeys(after, n)
    rows.update(connection, edit.entity, edit.id, after, set_by)
    return setters


def edits_text(edits: Iterable[Edit]) -> str:
    """The edits as the log keeps them: [[entity, id, before, after, set_by], …]."""
    return rows.json_text(
        [[e.entity.value, e.id, _plain(e.before), _plain(e.after), dict(e.set_by)] for e in edits]
    )


def _edits_bytes(edits: Iterable[Edit]) -> bytes:
    """The same in UTF-8, made piece by piece.

    One rare character would make one long string four bytes wide at every place.
    """
    return b"[" + b",".join(edits_text([edit])[1:-1].encode() for edit in edits) + b"]"


def _plain(fields: Any) -> dict[str, Any] | None:
    return None if fields is None else dict(fields)


def edits_value(text: str) -> tuple[Edit, ...]:
    return tuple(
        Edit(Entity(entity), id_, before, after, set_by)
        for entity, id_, before, after, set_by in json.loads(text)
    )


def _change_value(row: tuple[Any, ...]) -> Change:
    id_, device, sequence, lamport, reviewer, at, action, reverses, edits = row
    return Change(
        id=UUID(id_),
        action=action,
        edits=edits_value(edits),
        reviewer=UUID(reviewer),
        at=time_value(at),
        reverses=UUID(reverses) if reverses else None,
        device=UUID(device),
        sequence=sequence,
        lamport=lamport,
    )


def changes(connection: sqlite3.Connection, after: int, device: UUID | None) -> list[Change]:
    """Changes in the order in which this library applied them."""
    if device is None:
        found = connection.execute(f"{_CHANGE} WHERE sequence > ? ORDER BY n", (after,))
    else:
        found = connection.execute(
            f"{_CHANGE} WHERE device = ? AND sequence > ? ORDER BY sequence", (str(device), after)
        )
    return [_change_value(row) for row in found]


def stream(connection: sqlite3.Connection, upto: int) -> Iterator[Change]:
    """The first `upto` changes, in the order in which this library applied them."""
    for row in connection.execute(f"{_CHANGE} ORDER BY n LIMIT ?", (upto,)):
        yield _change_value(row)


def change(connection: sqlite3.Connection, id_: UUID) -> Change:
    row = connection.execute(f"{_CHANGE} WHERE id = ?", (str(id_),)).fetchone()
    if row is None:
        raise NotFound("change", str(id_))
    return _change_value(row)


def count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT count(*) FROM change").fetchone()[0]


def headers(connection: sqlite3.Connection, device: UUID, limit: int) -> list[ChangeHeader]:
    """The last `limit` changes of a device, oldest first."""
    found = connection.execute(
        "SELECT id, action, reverses, sequence FROM change WHERE device = ? "
        "ORDER BY sequence DESC LIMIT ?",
        (str(device), limit),
    ).fetchall()
    return [
        ChangeHeader(UUID(id_), action, UUID(reverses) if reverses else None, sequence)
        for id_, action, reverses, sequence in reversed(found)
    ]


def thread_history(connection: sqlite3.Connection, annotation: str) -> list[Change]:
    """The changes that touched an annotation or a reply to it, oldest first.

    An alteration of a reply does not name its annotation; its creation does.
    """
    found = connection.execute(
        f"{_CHANGE} WHERE n IN (SELECT change FROM touched WHERE entity = 'reply' AND id IN "
        "(SELECT t.id FROM touched t JOIN change c ON c.n = t.change "
        "WHERE t.entity = 'reply' AND instr(c.edits, ?) > 0) "
        "UNION SELECT change FROM touched WHERE entity = 'annotation' AND id = ?) ORDER BY n",
        (annotation, annotation),
    )
    return [
        change
        for change in map(_change_value, found)
        if not change.touched(Entity.REPLY) or annotation in _threads(connection, change)
    ]


def _threads(connection: sqlite3.Connection, change: Change) -> set[str]:
    """The annotations that a change concerns, those of its replies among them."""
    found = set(change.touched(Entity.ANNOTATION))
    for edit in change.edits:
        if edit.entity is Entity.REPLY:
            images = (edit.before or {}, edit.after or {})
            named = {str(image["annotation"]) for image in images if "annotation" in image}
            found |= named or {_annotation_of(connection, edit.id)}
    return found


def _annotation_of(connection: sqlite3.Connection, reply: str) -> str:
    first = history(connection, Entity.REPLY, reply)[0]
    images = (e.after or {} for e in first.edits if e.id == reply)
    return next((str(i["annotation"]) for i in images if "annotation" in i), "")


def history(connection: sqlite3.Connection, entity: Entity, id_: str) -> list[Change]:
    """The changes that touched one thing, oldest first."""
    found = connection.execute(
        f"{_CHANGE} WHERE n IN (SELECT change FROM touched WHERE id = ? AND entity = ?) ORDER BY n",
        (id_, entity.value),
    )
    return [_change_value(row) for row in found]

"""Rows: one table that says how the fields of each entity lie in the tables.

The fields are those of domain/fields.py; nothing else in the store knows a column by
name except the fast readers of reading.py. Every row also says who set its fields:
`made` is the change (its n in the log) that created the row, `set_by` a JSON object
with the fields that a later change has set. One short text per row was chosen over a
table of (entity, id, field, change): an import would write 20 rows more per report.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from app.domain.change import Entity, Value
from app.domain.errors import Invalid
from app.domain.fields import LATER
from app.domain.report import METADATA_FIELDS


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def furniture_key(furniture: str) -> str:
    """A short name of some furniture (JSON); empty for none."""
    if furniture == "[]":
        return ""
    return hashlib.blake2b(furniture.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Column:
    """One field and the columns it lies in."""

    field: str
    names: tuple[str, ...]
    dump: Callable[[Any], tuple[Any, ...]]
    load: Callable[..., Value]


def _same(value: Value) -> Value:
    return value


def _pair(value: Value, source: Value) -> Value:
    return {"value": value, "source": source}


def _plain(field: str) -> Column:
    return Column(field, (field,), lambda value: (value,), _same)


def _json(field: str) -> Column:
    return Column(field, (field,), lambda value: (json_text(value),), json.loads)


def _flag(field: str) -> Column:
    return Column(field, (field,), lambda value: (int(value),), bool)


def _sourced(field: str) -> Column:
    """A metadata field: its value and where that came from."""
    return Column(
        field,
        (field, f"{field}_source"),
        lambda pair: (pair["value"], pair["source"]),
        _pair,
    )


@dataclass(frozen=True)
class Shape:
    """How one entity lies in the tables.

    Attributes:
        key: the columns of the id; a STATUS id is split at `/`.
        side: a second table with one row per thing, keyed by `side_key`.
        tags: whether the field `tags` lies in annotation_tag.
        later: fields that came with a later schema, and what a change made
            before them means: it creates the thing without naming them.
    """

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    side: str = ""
    side_key: str = ""
    side_columns: tuple[Column, ...] = ()
    tags: bool = False
    later: Mapping[str, Value] = field(default_factory=dict[str, Value])

    @cached_property
    def fields(self) -> tuple[str, ...]:
        own = (*(c.field for c in self.columns), *(c.field for c in self.side_columns))
        return tuple(dict.fromkeys((*own, "tags") if self.tags else own))

    def key_of(self, id_: str) -> tuple[str, ...]:
        key = tuple(id_.split("/")) if len(self.key) > 1 else (id_,)
        if len(key) != len(self.key):
            raise Invalid("id", id=id_)
        return key


SHAPES: Mapping[Entity, Shape] = {
    Entity.REPORT: Shape(
        "report",
        (
            *(_sourced(name) for name in METADATA_FIELDS),
            *(
                _plain(name)
                for name in (
                    "text_sha256",
                    "characters",
                    "file_name",
                    "file_sha256",
                    "media_type",
                    "imported",
                )
            ),
            _json("notes"),
            # Only what a list of reports and the search need, so that they need not
            # read outlines; the side table, read after this one, has the whole value.
            Column("sections", ("section_count",), lambda value: (len(value),), _same),
            Column(
                "furniture", ("furniture_key",), lambda v: (furniture_key(json_text(v)),), _same
            ),
        ),
        side="layout",
        side_key="report",
        side_columns=(
            _json("body"),
            _json("furniture"),
            _json("sections"),
            _json("corrections"),
            _json("recognised"),
        ),
        later=LATER[Entity.REPORT],
    ),
    Entity.STATUS: Shape("status", (_plain("status"),), key=("report", "reviewer")),
    Entity.TAG: Shape(
        "tag",
        (
            *(
                _plain(name)
                for name in (
                    "name",
                    "parent",
                    "code",
                    "kind",
                    "colour",
                    "position",
                    "slot",
                    "short_name",
                    "english",
                    "definition",
                )
            ),
            _json("keywords"),
            _flag("retired"),
        ),
    ),
    Entity.ANNOTATION: Shape(
        "annotation",
        (
            *(
                _plain(name)
                for name in (
                    "report",
                    "scope",
                    "start",
                    "end",
                    "quote",
                    "prefix",
                    "suffix",
                    "state",
                    "comment",
                    "reviewer",
                    "created",
                    "edited",
                )
            ),
            _flag("resolved"),
            _plain("rule"),
            _json("placing"),
        ),
        tags=True,
        later=LATER[Entity.ANNOTATION],
    ),
    Entity.REVIEWER: Shape("reviewer", (_plain("name"),)),
    Entity.REPLY: Shape(
        "reply",
        tuple(map(_plain, ("annotation", "text", "reviewer", "created", "edited"))),
    ),
    Entity.LINK: Shape(
        "link",
        tuple(map(_plain, ("origin", "target", "kind", "comment", "reviewer", "created"))),
    ),
    Entity.PIN: Shape(
        "pin",
        tuple(map(_plain, ("a", "a_at", "b", "b_at", "kind", "reviewer", "created"))),
    ),
    Entity.RULE: Shape(
        "rule",
        (
            _plain("name"),
            _plain("tag"),
            _json("terms"),
            _json("without"),
            _flag("is_pattern"),
            _flag("is_exact"),
            _plain("scope"),
            _plain("reviewer"),
            _plain("created"),
        ),
    ),
    Entity.VERSION: Shape(
        "version",
        tuple(map(_plain, ("file_name", "file_sha256", "media_type", "imported", "replaced"))),
        key=("report", "text_sha256"),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What the tables hold of one thing.

    Attributes:
        made: n of the change that created it.
        set_by: n of the change per field that was set later.
    """

    fields: dict[str, Value]
    made: int
    set_by: dict[str, int]

    def setter(self, field: str) -> int:
        return self.set_by.get(field, self.made)


def read(
    connection: sqlite3.Connection, entity: Entity, id_: str, names: Iterable[str] | None = None
) -> Row | None:
    """The thing, or None; `names` limits the fields that are read."""
    shape = SHAPES[entity]
    wanted = shape.fields if names is None else tuple(names)
    unknown = set(wanted).difference(shape.fields)
    if unknown:
        raise Invalid("field", entity=entity.value, field=min(unknown))
    key = shape.key_of(id_)
    columns = _chosen(shape.columns, wanted)
    found = connection.execute(_select(shape.table, shape.key, columns, _SETTERS), key).fetchone()
    if found is None:
        return None
    fields = _load(columns, found[2:])
    side = _chosen(shape.side_columns, wanted)
    if side:
        statement = _select(shape.side, (shape.side_key,), side)
        fields |= _load(side, connection.execute(statement, key).fetchone())
    if shape.tags and "tags" in wanted:
        fields["tags"] = [
            tag
            for (tag,) in connection.execute(
                "SELECT t.tag FROM annotation a JOIN annotation_tag t ON t.annotation = a.n "
                "WHERE a.id = ? ORDER BY t.position",
                key,
            )
        ]
    return Row(fields, found[0], json.loads(found[1]))


def read_many(
    connection: sqlite3.Connection, entity: Entity, rest: str = "", values: Sequence[Any] = ()
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Ids and fields of many things at once, of an entity with one table and one key.

    Args:
        rest: what follows `FROM table` (WHERE, ORDER BY), with `values` for its marks.
    """
    shape = SHAPES[entity]
    (key,) = shape.key
    names = ", ".join([key, *_quoted(shape.columns)])
    for row in connection.execute(f"SELECT {names} FROM {shape.table} {rest}", values):
        yield row[0], _load(shape.columns, row[1:])


def insert(
    connection: sqlite3.Connection, entity: Entity, id_: str, fields: Mapping[str, Any], change: int
) -> None:
    """Create a thing with all its fields, made by the change with this n."""
    shape = SHAPES[entity]
    if shape.later:
        fields = {**shape.later, **fields}
    if set(fields) != set(shape.fields):
        odd = min(set(fields).symmetric_difference(shape.fields))
        raise Invalid("field", entity=entity.value, field=odd)
    key = shape.key_of(id_)
    connection.execute(
        _insert(shape.table, (*shape.key, "made", "set_by"), shape.columns),
        (*key, change, "{}", *_dump(shape.columns, fields)),
    )
    if shape.side:
        connection.execute(
            _insert(shape.side, (shape.side_key,), shape.side_columns),
            (*key, *_dump(shape.side_columns, fields)),
        )
    if shape.tags:
        _put_tags(connection, id_, fields["tags"])


def update(
    connection: sqlite3.Connection,
    entity: Entity,
    id_: str,
    fields: Mapping[str, Any],
    set_by: Mapping[str, int],
) -> None:
    """Set some fields of an existing thing; `set_by` is the whole new value of its row."""
    shape = SHAPES[entity]
    key = shape.key_of(id_)
    columns = _chosen(shape.columns, fields)
    connection.execute(
        _update(shape.table, shape.key, columns, ("set_by",)),
        (*_dump(columns, fields), json_text(set_by), *key),
    )
    side = _chosen(shape.side_columns, fields)
    if side:
        connection.execute(
            _update(shape.side, (shape.side_key,), side), (*_dump(side, fields), *key)
        )
    if shape.tags and "tags" in fields:
        connection.execute(
            "DELETE FROM annotation_tag WHERE annotation = (SELECT n FROM annotation WHERE id = ?)",
            key,
        )
        _put_tags(connection, id_, fields["tags"])


def delete(connection: sqlite3.Connection, entity: Entity, id_: str) -> None:
    """Take a thing out of the tables (its layout and tag rows go with it)."""
    shape = SHAPES[entity]
    connection.execute(
        f"DELETE FROM {shape.table} WHERE {_where(shape.key)}",
        shape.key_of(id_),
    )


def _put_tags(connection: sqlite3.Connection, id_: str, tags: list[str]) -> None:
    if len(set(tags)) != len(tags):
        raise Invalid("tags", id=id_)
    if not tags:
        return
    (n,) = connection.execute("SELECT n FROM annotation WHERE id = ?", (id_,)).fetchone()
    connection.executemany(
        "INSERT INTO annotation_tag VALUES (?, ?, ?)",
        [(n, position, tag) for position, tag in enumerate(tags)],
    )


def _chosen(columns: tuple[Column, ...], names: Iterable[str]) -> tuple[Column, ...]:
    wanted = set(names)
    return tuple(c for c in columns if c.field in wanted)


def _load(columns: tuple[Column, ...], values: tuple[Any, ...]) -> dict[str, Value]:
    fields: dict[str, Value] = {}
    at = 0
    for column in columns:
        width = len(column.names)
        fields[column.field] = column.load(*values[at : at + width])
        at += width
    return fields


def _dump(columns: tuple[Column, ...], fields: Mapping[str, Any]) -> list[Any]:
    return [value for column in columns for value in column.dump(fields[column.field])]


def _quoted(columns: tuple[Column, ...]) -> list[str]:
    return [f'"{name}"' for column in columns for name in column.names]


def _where(key: tuple[str, ...]) -> str:
    return " AND ".join(f"{name} = ?" for name in key)


_SETTERS = ("made", "set_by")


@lru_cache(maxsize=256)
def _select(
    table: str, key: tuple[str, ...], columns: tuple[Column, ...], first: tuple[str, ...] = ()
) -> str:
    return f"SELECT {', '.join([*first, *_quoted(columns)])} FROM {table} WHERE {_where(key)}"


@lru_cache(maxsize=256)
def _update(
    table: str, key: tuple[str, ...], columns: tuple[Column, ...], last: tuple[str, ...] = ()
) -> str:
    settings = ", ".join(f"{name} = ?" for name in [*_quoted(columns), *last])
    return f"UPDATE {table} SET {settings} WHERE {_where(key)}"


@lru_cache(maxsize=16)
def _insert(table: str, key: tuple[str, ...], columns: tuple[Column, ...]) -> str:
    names = [*key, *_quoted(columns)]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table}({', '.join(names)}) VALUES ({marks})"

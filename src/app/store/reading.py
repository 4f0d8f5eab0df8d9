"""Reading the tables into domain values, in bulk and fast.

The columns are named here a second time, beside rows.py: building 5,000 annotations
through the fields of an edit takes three times as long.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Entity
from app.domain.correction import Correction
from app.domain.discussion import Reply
from app.domain.errors import NotFound
from app.domain.fields import (
    correction_value,
    link_value,
    note_value,
    pin_value,
    placing_value,
    reply_value,
    reviewer_value,
    rule_value,
    section_value,
    tag_value,
)
from app.domain.link import Link
from app.domain.pin import Pin
from app.domain.report import (
    METADATA_FIELDS,
    Field,
    Metadata,
    ReadingStatus,
    Report,
    Section,
    Source,
)
from app.domain.reviewer import Reviewer
from app.domain.rule import Rule
from app.domain.table import TableLine
from app.domain.tag import Tag
from app.domain.version import Version
from app.store import rows

_SOURCES: dict[str | None, Source | None] = {None: None, **{s.value: s for s in Source}}
_SCOPES = {s.value: s for s in Scope}
_STATES = {s.value: s for s in AnchorState}
_NO_FIELD = Field()

_METADATA = ", ".join(f"r.{name}, r.{name}_source" for name in METADATA_FIELDS)
_REPORT = (
    "SELECT r.id, r.text_sha256, r.characters, r.section_count, r.file_name, r.media_type, "
    f"r.imported, r.notes, {_METADATA} FROM report r"
)
_FIRST_METADATA = 8

IMPORT_ORDER = "r.imported, t.n"
"""Order of import: one batch has one time, its texts came one after the other."""

# Tags as one text: a second query for them costs half as much again.
_ANNOTATION = (
    'SELECT a.id, a.report, a.scope, a.start, a."end", a.quote, a.prefix, a.suffix, '
    "a.state, a.comment, a.reviewer, a.created, a.edited, a.resolved, a.rule, a.placing, "
    "(SELECT group_concat(tag, ' ') FROM (SELECT t.tag FROM annotation_tag t "
    "WHERE t.annotation = a.n ORDER BY t.position)) FROM annotation a"
)
_LINE = (
    'SELECT a.n, a.id, a.report, a.scope, a.start, a."end", a.quote, a.state, a.comment, '
    "a.reviewer, a.created, a.edited, a.resolved FROM annotation a"
)
_PLACE_ORDER = 'a.start, a."end" DESC, a.created, a.id'


@lru_cache(maxsize=4096)
def _shared_id(text: str) -> UUID:
    """Ids that occur again and again: reports, tags, reviewers."""
    return UUID(text)


def reports(connection: sqlite3.Connection) -> list[Report]:
    found = connection.execute(
        f"{_REPORT} JOIN text t ON t.sha256 = r.text_sha256 ORDER BY {IMPORT_ORDER}"
    )
    return [_report(row) for row in found]


def report(connection: sqlite3.Connection, id_: UUID) -> Report:
    row = connection.execute(f"{_REPORT} WHERE r.id = ?", (str(id_),)).fetchone()
    if row is None:
        raise NotFound("report", str(id_))
    return _report(row)


def _report(row: tuple[Any, ...]) -> Report:
    pairs = zip(row[_FIRST_METADATA::2], row[_FIRST_METADATA + 1 :: 2], strict=True)
    return Report(
        id=_shared_id(row[0]),
        metadata=Metadata(
            *(_NO_FIELD if v is s is None else Field(v, _SOURCES[s]) for v, s in pairs)
        ),
        text_sha256=row[1],
        characters=row[2],
        sections=row[3],
        file_name=row[4],
        media_type=row[5],
        imported=datetime.fromisoformat(row[6]),
        notes=() if row[7] == "[]" else tuple(note_value(n) for n in json.loads(row[7])),
    )


def text(connection: sqlite3.Connection, id_: UUID) -> str:
    row = connection.execute(
        "SELECT t.body FROM report r JOIN text t ON t.sha256 = r.text_sha256 WHERE r.id = ?",
        (str(id_),),
    ).fetchone()
    if row is None:
        raise NotFound("report", str(id_))
    return row[0]


def text_with(connection: sqlite3.Connection, sha256: str) -> str:
    row = connection.execute("SELECT body FROM text WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise NotFound("text", sha256)
    return row[0]


def outline(connection: sqlite3.Connection, id_: UUID) -> tuple[Section, ...]:
    return tuple(section_value(row) for row in _layout(connection, id_, "sections"))


def furniture(connection: sqlite3.Connection, id_: UUID) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in _layout(connection, id_, "furniture"))


def body(connection: sqlite3.Connection, id_: UUID) -> Span:
    start, end = _layout(connection, id_, "body")
    return Span(start, end)


def corrections(connection: sqlite3.Connection, id_: UUID) -> tuple[Correction, ...]:
    return tuple(correction_value(row) for row in _layout(connection, id_, "corrections"))


def versions(connection: sqlite3.Connection, report: UUID | None) -> list[Version]:
    """Former texts, the oldest first, of one report or of all."""
    where, values = ("WHERE report = ? ", (str(report),)) if report else ("", ())
    found = connection.execute(
        "SELECT report, text_sha256, file_name, file_sha256, media_type, imported, replaced "
        f"FROM version {where}ORDER BY replaced, report, text_sha256",
        values,
    )
    return [
        Version(
            _shared_id(id_),
            sha256,
            name,
            file_sha256,
            media_type,
            datetime.fromisoformat(imported),
            datetime.fromisoformat(replaced),
        )
        for id_, sha256, name, file_sha256, media_type, imported, replaced in found
    ]


def _layout(connection: sqlite3.Connection, id_: UUID, field: str) -> list[Any]:
    """A field of the report's layout, read alone: an export asks for those of every report."""
    row = connection.execute(f"SELECT {field} FROM layout WHERE report = ?", (str(id_),)).fetchone()
    if row is None:
        raise NotFound("report", str(id_))
    return json.loads(row[0])


def report_with_text(connection: sqlite3.Connection, sha256: str) -> UUID | None:
    row = connection.execute(
        "SELECT id FROM report WHERE text_sha256 = ? ORDER BY imported, id", (sha256,)
    ).fetchone()
    return UUID(row[0]) if row else None


def report_with_former_text(connection: sqlite3.Connection, sha256: str) -> UUID | None:
    row = connection.execute(
        "SELECT report FROM version WHERE text_sha256 = ? ORDER BY replaced, report", (sha256,)
    ).fetchone()
    return UUID(row[0]) if row else None


def reports_with_file(connection: sqlite3.Connection, sha256: str) -> list[UUID]:
    found = connection.execute(
        "SELECT id FROM report WHERE file_sha256 = ? ORDER BY imported, id", (sha256,)
    )
    return [UUID(id_) for (id_,) in found]


def tags(connection: sqlite3.Connection) -> list[Tag]:
    """All tags, siblings in their order (the tree is the caller's to build)."""
    found = rows.read_many(connection, Entity.TAG, "ORDER BY position, name, id")
    return [tag_value(*one) for one in found]


def reviewers(connection: sqlite3.Connection) -> list[Reviewer]:
    found = rows.read_many(connection, Entity.REVIEWER, "ORDER BY made, id")
    return [reviewer_value(*one) for one in found]


_OF_REPORT = "IN (SELECT id FROM annotation WHERE report = ?)"


def replies(connection: sqlite3.Connection, report: UUID | None) -> list[Reply]:
    """Replies to the annotations of one report or of all, each thread in order of time."""
    where, values = (f"WHERE annotation {_OF_REPORT} ", (str(report),)) if report else ("", ())
    order = f"{where}ORDER BY annotation, created, id"
    return [reply_value(*one) for one in rows.read_many(connection, Entity.REPLY, order, values)]


def reply(connection: sqlite3.Connection, id_: UUID) -> Reply:
    for found in rows.read_many(connection, Entity.REPLY, "WHERE id = ?", (str(id_),)):
        return reply_value(*found)
    raise NotFound("reply", str(id_))


def links(connection: sqlite3.Connection, report: UUID | None) -> list[Link]:
    """Links with an end in one report, or all, in order of time."""
    ends = f"WHERE origin {_OF_REPORT} OR target {_OF_REPORT} "
    where, values = (ends, (str(report),) * 2) if report else ("", ())
    order = f"{where}ORDER BY created, id"
    return [link_value(*one) for one in rows.read_many(connection, Entity.LINK, order, values)]


def pins(connection: sqlite3.Connection, report: UUID | None) -> list[Pin]:
    """Pins with an end in one report, or all, in order of time."""
    where, values = ("WHERE a = ? OR b = ? ", (str(report),) * 2) if report else ("", ())
    order = f"{where}ORDER BY created, id"
    return [pin_value(*one) for one in rows.read_many(connection, Entity.PIN, order, values)]


def rules(connection: sqlite3.Connection) -> list[Rule]:
    """All rules in order of time."""
    found = rows.read_many(connection, Entity.RULE, "ORDER BY created, id")
    return [rule_value(*one) for one in found]


def statuses(connection: sqlite3.Connection, reviewer: UUID) -> dict[UUID, ReadingStatus]:
    found = connection.execute(
        "SELECT report, status FROM status WHERE reviewer = ?", (str(reviewer),)
    )
    return {_shared_id(report): ReadingStatus(status) for report, status in found}


@lru_cache(maxsize=4096)
def _shared_tags(text: str | None) -> tuple[UUID, ...]:
    return tuple(_shared_id(id_) for id_ in text.split(" ")) if text else ()


def annotations_of(connection: sqlite3.Connection, report: UUID | None) -> list[Annotation]:
    """Annotations by report (order of import) and place; those on a whole report first."""
    if report is None:
        found = connection.execute(
            f"{_ANNOTATION} JOIN report r ON r.id = a.report "
            "JOIN text t ON t.sha256 = r.text_sha256 "
            f"ORDER BY {IMPORT_ORDER}, {_PLACE_ORDER}"
        )
    else:
        found = connection.execute(
            f"{_ANNOTATION} WHERE a.report = ? ORDER BY {_PLACE_ORDER}", (str(report),)
        )
    return [_annotation(*row) for row in found]


def annotations_around(
    connection: sqlite3.Connection, report: UUID, span: Span
) -> list[Annotation]:
    """Annotations of a report that overlap a span or touch its ends, in text order."""
    found = connection.execute(
        f'{_ANNOTATION} WHERE a.report = ? AND a.start <= ? AND a."end" >= ? '
        f"ORDER BY {_PLACE_ORDER}",
        (str(report), span.end, span.start),
    )
    return [_annotation(*row) for row in found]


def annotations_with(connection: sqlite3.Connection, tags: Iterable[UUID]) -> list[Annotation]:
    """Annotations that carry any of these tags, each once, in no promised order."""
    found: dict[str, Annotation] = {}
    for tag in tags:
        for row in connection.execute(
            f"{_ANNOTATION} JOIN annotation_tag w ON w.annotation = a.n WHERE w.tag = ?",
            (str(tag),),
        ):
            if row[0] not in found:
                found[row[0]] = _annotation(*row)
    return list(found.values())


def annotations_named(connection: sqlite3.Connection, ids: Sequence[UUID]) -> list[Annotation]:
    """The annotations with these ids, in this order.

    Raises:
        NotFound: for the first that is missing.
    """
    found = connection.execute(
        f"{_ANNOTATION} WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps([str(id_) for id_ in ids]),),
    )
    by_id = {one.id: one for one in (_annotation(*row) for row in found)}
    missing = next((id_ for id_ in ids if id_ not in by_id), None)
    if missing is not None:
        raise NotFound("annotation", str(missing))
    return [by_id[id_] for id_ in ids]


def tag_extent(connection: sqlite3.Connection, tags: Iterable[UUID]) -> tuple[int, int]:
    """How many annotations carry any of these tags, and in how many reports."""
    annotations: set[int] = set()
    reports: set[str] = set()
    for tag in tags:
        for number, report in connection.execute(
            "SELECT a.n, a.report FROM annotation_tag w JOIN annotation a ON a.n = w.annotation "
            "WHERE w.tag = ?",
            (str(tag),),
        ):
            annotations.add(number)
            reports.add(report)
    return len(annotations), len(reports)


def table_lines(connection: sqlite3.Connection, ids: Iterable[UUID] | None) -> list[TableLine]:
    """Annotations (of these ids, or all) without what a table does not show, in no order.

    Measured with 10,000: 30 ms of CPU time, against 100 ms of annotations_of.
    """
    among, values = "", list[str]()
    if ids is not None:
        among = (
            "WHERE {} IN (SELECT n FROM annotation WHERE id IN (SELECT value FROM json_each(?)))"
        )
        values = [json.dumps([str(id_) for id_ in ids])]
    tags: dict[int, list[UUID]] = {}
    for n, tag in connection.execute(
        f"SELECT annotation, tag FROM annotation_tag {among.format('annotation')} "
        "ORDER BY annotation, position",
        values,
    ):
        tags.setdefault(n, []).append(_shared_id(tag))
    found = connection.execute(f"{_LINE} {among.format('a.n')}", values)
    return [_line(tags, *row) for row in found.fetchall()]


def _line(
    tags: dict[int, list[UUID]],
    n: int,
    id_: str,
    report: str,
    scope: str,
    start: int | None,
    end: int | None,
    quote: str | None,
    state: str,
    comment: str,
    reviewer: str,
    created: str,
    edited: str,
    resolved: int,
) -> TableLine:
    return TableLine(
        UUID(int=int(id_.replace("-", ""), 16)),  # see _annotation
        _shared_id(report),
        _SCOPES[scope],
        -1 if start is None else start,
        -1 if end is None else end,
        quote or "",
        _STATES[state],
        comment,
        _shared_id(reviewer),
        datetime.fromisoformat(created),
        datetime.fromisoformat(edited),
        tuple(tags.get(n, ())),
        bool(resolved),
    )


def annotation(connection: sqlite3.Connection, id_: UUID) -> Annotation:
    row = connection.execute(f"{_ANNOTATION} WHERE a.id = ?", (str(id_),)).fetchone()
    if row is None:
        raise NotFound("annotation", str(id_))
    return _annotation(*row)


def _annotation(
    id_: str,
    report: str,
    scope: str,
    start: int | None,
    end: int,
    quote: str,
    prefix: str,
    suffix: str,
    state: str,
    comment: str,
    reviewer: str,
    created: str,
    edited: str,
    resolved: int,
    rule: str | None,
    placing: str,
    tags: str | None,
) -> Annotation:
    return Annotation(
        # UUID(text) looks for braces and prefixes first and takes twice as long.
        UUID(int=int(id_.replace("-", ""), 16)),
        _shared_id(report),
        _SCOPES[scope],
        None if start is None else Anchor(Span(start, end), Quote(quote, prefix, suffix)),
        _shared_tags(tags),
        comment,
        _shared_id(reviewer),
        datetime.fromisoformat(created),
        datetime.fromisoformat(edited),
        _STATES[state],
        bool(resolved),
        None if rule is None else _shared_id(rule),
        None if placing == "null" else placing_value(json.loads(placing)),
    )


def annotation_counts(connection: sqlite3.Connection) -> dict[UUID, int]:
    found = connection.execute("SELECT report, count(*) FROM annotation GROUP BY report")
    return {_shared_id(id_): count for id_, count in found}


def tag_counts(connection: sqlite3.Connection) -> dict[UUID, int]:
    found = connection.execute("SELECT tag, count(*) FROM annotation_tag GROUP BY tag")
    return {_shared_id(id_): count for id_, count in found}

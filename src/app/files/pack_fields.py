"""Whether what a package says of a thing can be one: every field there, of its kind.

What passes can be written into a library as it is; a package can come from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from app.domain.anchor import AnchorState, Span
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.domain.fields import (
    correction_value,
    note_value,
    placing_value,
    section_value,
    time_text,
    time_value,
)
from app.domain.link import LinkKind
from app.domain.pin import PinKind
from app.domain.report import METADATA_FIELDS, ReadingStatus, Source
from app.domain.rule import RuleScope
from app.domain.tag import COLOURS, SLOTS, TagKind

Check = Callable[[Any], object]
"""Raises ValueError, TypeError, KeyError or IndexError for what cannot be."""

_SHA256 = re.compile("[0-9a-f]{64}")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MAX_WHOLE = 2**63 - 1
_MISSHAPEN = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def problem(entity: Entity, id_: str, fields: Mapping[str, Any]) -> str:
    """The first field that is missing or cannot be, `id`, or empty when all is well."""
    try:
        _ID[entity](id_)
    except _MISSHAPEN:
        return "id"
    for name, check in SHAPES[entity].items():
        try:
            check(fields[name])
        except _MISSHAPEN:
            return name
    if entity is Entity.ANNOTATION and not _stands(fields):
        return "start"
    return ""


def _stands(fields: Mapping[str, Any]) -> bool:
    """Whether scope and place of an annotation belong together."""
    start, end = fields["start"], fields["end"]
    words = (fields["quote"], fields["prefix"], fields["suffix"])
    if fields["scope"] == Scope.REPORT:
        return start is None and end is None and words == (None, None, None)
    return start is not None and end is not None and start <= end and None not in words


def _refuse(is_wrong: bool) -> None:
    if is_wrong:
        raise ValueError


def _text(value: Any) -> None:
    _refuse(not isinstance(value, str) or bool(_UNSTORABLE.search(value)))


def _whole(value: Any) -> None:
    _refuse(isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_WHOLE)


def _position(value: Any) -> None:
    """An order among siblings, which can be negative."""
    _whole(abs(value))


def _flag(value: Any) -> None:
    _refuse(not isinstance(value, bool))


def _uuid(value: Any) -> None:
    _text(value)
    _refuse(str(UUID(value)) != value)


def _sha256(value: Any) -> None:
    _text(value)
    _refuse(not _SHA256.fullmatch(value))


def _time(value: Any) -> None:
    _text(value)
    _refuse(time_text(time_value(value)) != value)


def _none_or(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _one_of(kind: Callable[[str], object]) -> Check:
    def check(value: Any) -> None:
        _text(value)
        kind(value)

    return check


def _list_of(check: Check, *, once: bool = False) -> Check:
    def checked(value: Any) -> None:
        _refuse(not isinstance(value, list))
        for one in value:
            check(one)
        _refuse(once and len(set(value)) != len(value))

    return checked


def _span(value: Any) -> None:
    start, end = value
    _whole(start)
    _whole(end)
    Span(start, end)


def _section(value: Any) -> None:
    level, _, label, heading, start, end, heading_end, confidence = value
    _span([start, end])
    for whole in (level, heading_end):
        _whole(whole)
    for text in (label, heading):
        _text(text)
    _refuse(not isinstance(confidence, int | float) or not 0 <= confidence <= 1)
    section_value(value)


def _correction(value: Any) -> None:
    _, level, start, end, *words = value
    _span([start, end])
    _whole(level)
    for text in words:
        _text(text)
    correction_value(value)


def _sourced(value: Any) -> None:
    """A metadata field: its value and where that came from."""
    _refuse(set(value) != {"value", "source"})
    _none_or(_text)(value["value"])
    _none_or(_one_of(Source))(value["source"])


def _note(value: Any) -> None:
    _refuse(set(value) != {"code", "values"})
    _text(value["code"])
    for name, said in value["values"].items():
        _text(name)
        _refuse(not isinstance(said, str | int))
    note_value(value)


def _placing(value: Any) -> None:
    if value is None:
        return
    score, margin, sha256, start, end = value
    for share in (score, margin):
        _refuse(not isinstance(share, int | float) or not 0 <= share <= 1)
    _sha256(sha256)
    _span([start, end])
    placing_value(value)


_LAYOUT: Mapping[str, Check] = {
    "body": _span,
    "furniture": _list_of(_span),
    "sections": _list_of(_section),
}


def _recognised(value: Any) -> None:
    _refuse(set(value) != set(_LAYOUT))
    for name, check in _LAYOUT.items():
        check(value[name])


def _slot(value: Any) -> None:
    _whole(value)
    _refuse(value not in SLOTS)


def _colour(value: Any) -> None:
    _refuse(value not in COLOURS)


SHAPES: Mapping[Entity, Mapping[str, Check]] = {
    Entity.REPORT: {
        **dict.fromkeys(METADATA_FIELDS, _sourced),
        "text_sha256": _sha256,
        "characters": _whole,
        "file_name": _text,
        "file_sha256": _text,
        "media_type": _text,
        "imported": _time,
        "notes": _list_of(_note),
        **_LAYOUT,
        "corrections": _list_of(_correction),
        "recognised": _none_or(_recognised),
    },
    Entity.STATUS: {"status": _one_of(ReadingStatus)},
    Entity.TAG: {
        "name": _text,
        "parent": _none_or(_uuid),
        "code": _text,
        "kind": _one_of(TagKind),
        "colour": _colour,
        "position": _position,
        "slot": _none_or(_slot),
        "short_name": _text,
        "english": _text,
        "definition": _text,
        "keywords": _list_of(_text),
        "retired": _flag,
    },
    Entity.ANNOTATION: {
        "report": _uuid,
        "scope": _one_of(Scope),
        "start": _none_or(_whole),
        "end": _none_or(_whole),
        "quote": _none_or(_text),
        "prefix": _none_or(_text),
        "suffix": _none_or(_text),
        "state": _one_of(AnchorState),
        "tags": _list_of(_uuid, once=True),
        "comment": _text,
        "reviewer": _uuid,
        "created": _time,
        "edited": _time,
        "resolved": _flag,
        "rule": _none_or(_uuid),
        "placing": _placing,
    },
    Entity.REVIEWER: {"name": _text},
    Entity.REPLY: {
        "annotation": _uuid,
        "text": _text,
        "reviewer": _uuid,
        "created": _time,
        "edited": _time,
    },
    Entity.LINK: {
        "origin": _uuid,
        "target": _uuid,
        "kind": _one_of(LinkKind),
        "comment": _text,
        "reviewer": _uuid,
        "created": _time,
    },
    Entity.PIN: {
        "a": _uuid,
        "a_at": _whole,
        "b": _uuid,
        "b_at": _whole,
        "kind": _one_of(PinKind),
        "reviewer": _uuid,
        "created": _time,
    },
    Entity.RULE: {
        "name": _text,
        "tag": _uuid,
        "terms": _list_of(_text),
        "without": _list_of(_text),
        "is_pattern": _flag,
        "is_exact": _flag,
        "scope": _one_of(RuleScope),
        "reviewer": _uuid,
        "created": _time,
    },
    Entity.VERSION: {
        "file_name": _text,
        "file_sha256": _text,
        "media_type": _text,
        "imported": _time,
        "replaced": _time,
    },
}
"""The fields of each kind of thing, with what they can hold; a test compares the store's."""


def _of_report(second: Check) -> Check:
    def check(value: Any) -> None:
        report, other = value.split("/")
        _uuid(report)
        second(other)

    return check


_ID: Mapping[Entity, Check] = {
    **dict.fromkeys(Entity, _uuid),
    Entity.STATUS: _of_report(_uuid),
    Entity.VERSION: _of_report(_sha256),
}

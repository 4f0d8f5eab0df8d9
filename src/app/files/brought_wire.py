"""A brought file as JSON, for the pipe between the window and the parsing process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
    ExchangeNote,
    Offsets,
)
from app.files.wire import packed, unpacked

Json = dict[str, Any]


def brought_to_json(brought: Brought) -> Json:
    return {
        "format": brought.format,
        "origin": brought.origin,
        "context": brought.context,
        "sources": [_source(source) for source in brought.sources],
        "tags": [_plain(tag) for tag in brought.tags],
        "reviewers": [_plain(one) for one in brought.reviewers],
        "annotations": [
            _plain(one) | {"replies": [_plain(reply) for reply in one.replies]}
            for one in brought.annotations
        ],
        "links": [_plain(link) for link in brought.links],
        "repairs": [_plain(note) for note in brought.repairs],
        "rejects": [_plain(note) for note in brought.rejects],
        "offsets": _plain(brought.offsets) if brought.offsets else None,
        "things": {
            entity: {id_: dict(values) for id_, values in things.items()}
            for entity, things in brought.things.items()
        },
        "texts": {sha256: packed(text) for sha256, text in brought.texts.items()},
    }


def brought_from_json(found: Json) -> Brought:
    """Raises KeyError, TypeError or ValueError when it is not a brought file."""
    return Brought(
        format=found["format"],
        origin=found["origin"],
        context=found["context"],
        sources=tuple(_source_value(row) for row in found["sources"]),
        tags=tuple(BroughtTag(**row) for row in found["tags"]),
        reviewers=tuple(BroughtReviewer(**row) for row in found["reviewers"]),
        annotations=tuple(_annotation_value(row) for row in found["annotations"]),
        links=tuple(BroughtLink(**_timed(row)) for row in found["links"]),
        repairs=tuple(ExchangeNote(**row) for row in found["repairs"]),
        rejects=tuple(ExchangeNote(**row) for row in found["rejects"]),
        offsets=Offsets(**found["offsets"]) if found["offsets"] else None,
        things=found["things"],
        texts={sha256: unpacked(text) for sha256, text in found["texts"].items()},
    )


def _plain(value: Any) -> Json:
    """The fields of a dataclass whose values are no dataclasses; what is the default is left out."""
    found: Json = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if held != field.default:
            found[field.name] = _value(held)
    return found


def _value(held: Any) -> Any:
    if isinstance(held, UUID):
        return str(held)
    if isinstance(held, datetime):
        return held.isoformat()
    if isinstance(held, Mapping):
        return dict(held)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - JSON already
    return list(held) if isinstance(held, tuple) else held  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - the same


def _source(source: BroughtSource) -> Json:
    found = _plain(source)
    if source.text is not None:
        found["text"] = packed(source.text)
    return found


def _source_value(row: Json) -> BroughtSource:
    text, report = row.pop("text", None), row.pop("report", None)
    return BroughtSource(
        **row,
        text=None if text is None else unpacked(text),
        report=UUID(report) if report else None,
    )


def _annotation_value(row: Json) -> BroughtAnnotation:
    replies = tuple(BroughtReply(**_timed(reply)) for reply in row.pop("replies"))
    values = _timed(row)
    values["scope"] = Scope(values.get("scope", Scope.PASSAGE))
    values["state"] = AnchorState(values.get("state", AnchorState.EXACT))
    values["tags"] = tuple(values.get("tags", ()))
    return BroughtAnnotation(**values, replies=replies)


def _timed(row: Json) -> Json:
    times = {
        name: datetime.fromisoformat(row[name]) for name in ("created", "edited") if row.get(name)
    }
    return {**row, **times}

"""Edits: before and after images, holding only what differs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.change import Edit, Entity, Value

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def create(entity: Entity, id_: str, fields: Mapping[str, Value]) -> Edit:
    return Edit(entity, id_, None, fields)


def delete(entity: Entity, id_: str, fields: Mapping[str, Value]) -> Edit:
    return Edit(entity, id_, fields, None)


def alter(
    entity: Entity, id_: str, before: Mapping[str, Value], after: Mapping[str, Value]
) -> Edit:
    """An edit of the fields of `after` whose value is another one than in `before`."""
    changed = [name for name in after if after[name] != before[name]]
    return Edit(
        entity, id_, {name: before[name] for name in changed}, {n: after[n] for n in changed}
    )


def storable(text: str) -> str:
    """The text with each NUL and lone surrogate as U+FFFD, as in a canonical text.

    They come from file names and arguments that are no text in the system's encoding.
    """
    return _NOT_STORABLE.sub("\ufffd", text)


def storable_fields(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The same for every text in the fields of an outside file; as a rule the very same fields."""
    made = {name: _storable_value(value) for name, value in fields.items()}
    return fields if isinstance(fields, dict) and made == fields else made


def _storable_value(value: Value) -> Value:
    match value:
        case str():
            return storable(value)
        case list():
            return [_storable_value(one) for one in value]
        case dict():
            return storable_fields(value)
        case _:
            return value

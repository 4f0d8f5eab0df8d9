"""JSON of unknown make: read within limits, and its values taken for what they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, cast

from app.domain.errors import UnreadableFile
from app.files.content import content_of
from app.files.encodings import decode
from app.text.canonical import canonical

Object = Mapping[str, Any]

DEEPEST = 64
"""Levels that are followed; no file of any tool known to us nests a quarter as deep."""
_LARGEST = 10**9
_OTHER_NAMES = ("@", "oa:", "http://www.w3.org/ns/oa#")
_LOOKED_AT = 500
"""Objects that are looked at to see which names a file uses."""
_NAMESPACES = (
    ("http://www.w3.org/ns/oa#", ""),
    ("oa:", ""),
    ("http://purl.org/dc/terms/", ""),
    ("dcterms:", ""),
    ("http://purl.org/dc/elements/1.1/", ""),
    ("http://xmlns.com/foaf/0.1/", ""),
    ("foaf:", ""),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", ""),
    ("rdf:", ""),
    ("http://www.w3.org/2000/01/rdf-schema#", ""),
    ("rdfs:", ""),
    ("https://www.w3.org/ns/activitystreams#", ""),
    ("http://www.w3.org/ns/activitystreams#", ""),
    ("as:", ""),
    ("urn:x-piyue:terms#", "piyue:"),
    ("@", ""),
)
_TERMS = {
    "hasBody": "body",
    "hasTarget": "target",
    "hasSource": "source",
    "hasSelector": "selector",
    "hasPurpose": "purpose",
    "hasStartSelector": "startSelector",
    "hasEndSelector": "endSelector",
    "motivatedBy": "motivation",
    "totalItems": "total",
    "chars": "value",
}


@dataclass(frozen=True, slots=True)
class JsonFile:
    """What stands in a file.

    Attributes:
        value: of dicts with plain keys: a JSON-LD file that was expanded, or compacted
            with other names, has the names of the Web Annotation context here.
        sha256: of the file.
    """

    value: Any
    sha256: str


def load(path: Path) -> JsonFile:
    """Read a file; also one with a JSON value on every line, which becomes a list.

    Raises:
        UnreadableFile: `too_large`, `empty`, `binary`, `damaged` (it is no JSON, or has
            numbers that are none), `suspicious` (it nests too deeply), `not_found`.
    """
    name = path.name
    data = content_of(path)
    if not data.strip():
        raise UnreadableFile(name, "empty")
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(name, "binary")
    try:
        value = _parsed(decoded.text)
    except RecursionError as error:
        raise UnreadableFile(name, "suspicious", detail="depth") from error
    except ValueError as error:
        raise UnreadableFile(name, "damaged", detail="json") from error
    if _has_other_names(value):
        value = _plain(value, 0)
    return JsonFile(value, hashlib.sha256(data).hexdigest())


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        lines = [line for line in text.splitlines() if line.strip()]
        return [json.loads(line, parse_constant=_no_constant) for line in lines]


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _has_other_names(value: Any) -> bool:
    """Whether a file calls things otherwise than the Web Annotation context does."""
    waiting = [value]
    for _ in range(_LOOKED_AT):
        if not waiting:
            return False
        one = waiting.pop(0)
        known = object_of(one) or {}
        if any(name.startswith(_OTHER_NAMES) and name != "@context" for name in known):
            return True
        inner = [known[name] for name in known if name != "@context"]
        waiting += [*inner, *(list_of(one) or ())[:_LOOKED_AT]]
    return False


def _plain(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        return None
    known = object_of(value)
    if known is not None:
        return {_term(name): _plain(inner, depth + 1) for name, inner in known.items()}
    items = list_of(value)
    return value if items is None else [_plain(inner, depth + 1) for inner in items]


@lru_cache(maxsize=1024)
def _term(name: str) -> str:
    for prefix, kept in _NAMESPACES:
        if name.startswith(prefix):
            bare = name[len(prefix) :]
            return f"{kept}{_TERMS.get(bare, bare)}" if bare else name
    return name


def object_of(value: Any) -> dict[str, Any] | None:
    """The value if it is a JSON object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def list_of(value: Any) -> list[Any] | None:
    """The value if it is a JSON array."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def objects(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The dicts in a value: it, or those of a list, or of what JSON-LD wraps around a list."""
    if depth > DEEPEST:
        return []
    inner = object_of(value)
    if inner is not None:
        if set(inner) == {"list"} or set(inner) == {"set"}:
            return objects(next(iter(inner.values())), depth + 1)
        return [inner]
    return [found for item in list_of(value) or () for found in objects(item, depth + 1)]


def values(value: Any) -> list[Any]:
    """A value as a list; nothing is an empty one."""
    items = list_of(value)
    if items is not None:
        return items
    return [] if value is None else [value]


def text_of(value: Any, depth: int = 0) -> str:
    """A text, canonical; the first of several; empty when there is none."""
    if isinstance(value, str):
        return canonical(value)[0]
    if isinstance(value, bool) or depth > DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value)
    known = object_of(value)
    if known is not None:
        inner = next((known[name] for name in ("value", "id", "name") if name in known), None)
        return text_of(inner, depth + 1)
    found = (text_of(item, depth + 1) for item in list_of(value) or ())
    return next(filter(None, found), "")


def scalar_of(value: Any) -> Any:
    """The only element of a list, the value of a literal; else the value itself."""
    items = list_of(value)
    if items is not None:
        value = items[0] if len(items) == 1 else None
    known = object_of(value)
    return known.get("value") if known is not None else value


def number_of(value: Any) -> int | None:
    """A whole number from 0 to 10**9, however it is wrapped; None when it is none."""
    value = scalar_of(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _LARGEST else None


def time_of(value: Any) -> datetime | None:
    """A moment as ISO 8601 has it; one without a zone is taken for UTC, as the model asks."""
    text = text_of(value).strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

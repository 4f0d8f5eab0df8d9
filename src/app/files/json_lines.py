"""JSON of any length, written as it is made: one line per thing, nothing kept in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, cast

_BATCH = 200
"""Lines that are written at once."""


def put_json(value: Mapping[str, Any], out: BinaryIO) -> None:
    """Write an object; an iterator in it, at any depth of objects, becomes an array.

    Each value of the object and each element of such an array stands on a line of its
    own, which a person can find and a comparison can show. Lone surrogates become `?`.
    Measured with 25,000 annotations: a fifth of the time that an indented whole takes,
    because the encoder in C does not indent.
    """
    lines = _object(value)
    while batch := "".join(islice(lines, _BATCH)):
        out.write(batch.encode("utf-8", errors="replace"))
    out.write(b"\n")


def _object(value: Mapping[str, Any]) -> Iterator[str]:
    before = "{"
    for key, inner in value.items():
        yield f"{before}\n{_dumped(key)}: "
        yield from _value(inner)
        before = ","
    yield "\n}" if value else "{}"


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, Iterator):
        yield from _array(cast("Iterator[Any]", value))
    elif _streams(value):
        yield from _object(value)
    else:
        yield _dumped(value)


def _array(elements: Iterator[Any]) -> Iterator[str]:
    before = "["
    for element in elements:
        yield f"{before}\n{_dumped(element)}"
        before = ","
    yield "\n]" if before == "," else "[]"


def _streams(value: Any) -> bool:
    """Whether an object holds, at any depth of objects, what is written piece by piece."""
    return isinstance(value, Mapping) and any(
        isinstance(inner, Iterator) or _streams(inner)
        for inner in cast("Mapping[str, Any]", value).values()
    )


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

"""Sieves as plain JSON, to be remembered under a name."""

from __future__ import annotations

from typing import Any, cast

from app.domain.table import Facet, Sieve
from app.settings import Json


def sieve_fields(sieve: Sieve) -> dict[str, Json]:
    """A sieve as plain JSON."""
    chosen: dict[str, Json] = {
        facet.value: list[Json](sorted(values)) for facet, values in sieve.chosen.items() if values
    }
    return {"text": sieve.text, "chosen": chosen}


def sieve_value(fields: Json) -> Sieve:
    """A sieve from plain JSON; what is not understood is left out."""
    if not isinstance(fields, dict):
        return Sieve()
    raw, text = fields.get("chosen"), fields.get("text")
    chosen: dict[Facet, frozenset[str]] = {}
    for facet in Facet:
        values = raw.get(facet.value) if isinstance(raw, dict) else None
        if isinstance(values, list):
            chosen[facet] = frozenset(v for v in cast("list[Any]", values) if isinstance(v, str))
    return Sieve(chosen, text if isinstance(text, str) else "")

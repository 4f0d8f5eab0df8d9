"""Filters: which annotations are meant."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Filter:
    """A selection of annotations: OR within one field, AND between fields.

    Empty fields select everything. `tags` includes the tags below them.
    `text` matches quote or comment, folded as in a search.
    """

    reports: frozenset[UUID] = frozenset()
    years: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    reviewers: frozenset[UUID] = frozenset()
    tags: frozenset[UUID] = frozenset()
    text: tuple[str, ...] = ()
    annotations: frozenset[UUID] = frozenset()

"""Filters: which annotations are meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """How things stand with an annotation; several may hold at once."""

    COMMENTED = "commented"  # something is said of it
    OPEN = "open"  # something is said and not settled
    RESOLVED = "resolved"
    UNTAGGED = "untagged"
    LINKED = "linked"  # a link joins it with another one
    TO_CONFIRM = "to_confirm"  # its passage was found again only probably
    LOST = "lost"  # its passage is not in the report's present text


@dataclass(frozen=True, slots=True)
class Filter:
    """A selection of annotations: OR within one field, AND between fields.

    Empty fields select everything; of `standings` all must hold. `tags` includes
    the tags below them, unless `exact_tags`. `text` matches quote, comment or a reply, folded as in a
    search. `sections` are paths of headings from the top, with what lies below them.
    """

    reports: frozenset[UUID] = frozenset()
    years: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    reviewers: frozenset[UUID] = frozenset()
    tags: frozenset[UUID] = frozenset()
    text: tuple[str, ...] = ()
    annotations: frozenset[UUID] = frozenset()
    standings: frozenset[Standing] = frozenset()
    sections: frozenset[tuple[str, ...]] = frozenset()
    exact_tags: bool = False

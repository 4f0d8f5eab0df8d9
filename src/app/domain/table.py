"""The table of annotations: its lines, and by what they are narrowed, ordered and grouped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope


class TableLine(NamedTuple):
    """One annotation as a table shows it.

    A tuple, because ten thousand of them are made when the table opens: as frozen
    dataclasses with anchor and quote they take three times as long.

    Attributes:
        start, end: code points; both -1 for an annotation on the whole report.
        tags: in the annotation's order.
    """

    id: UUID
    report: UUID
    scope: Scope
    start: int
    end: int
    quote: str
    state: AnchorState
    comment: str
    reviewer: UUID
    created: datetime
    edited: datetime
    tags: tuple[UUID, ...]
    resolved: bool = False


class Facet(StrEnum):
    """By what the lines can be narrowed and grouped. A line can have several values of one."""

    UNIT = "unit"  # the organisation, or the title of a report without one
    YEAR = "year"
    REGION = "region"
    TAG = "tag"  # ids; a group stands for all tags below it
    SECTION = "section"  # heading of the top section, without its number
    REVIEWER = "reviewer"  # ids
    STATE = "state"  # values of Standing
    COMMENT = "comment"  # `yes` or `no`


NONE = ""
"""The value of a facet that a line does not have: no year, no tag, before the first section."""


class Standing(StrEnum):
    """Values of Facet.STATE."""

    OPEN = "open"
    RESOLVED = "resolved"
    UNSURE = "unsure"  # its passage is to be confirmed
    LOST = "lost"  # its passage is not in the report's present text


class Column(StrEnum):
    """What a table shows of a line, and what it can be ordered by."""

    TAGS = "tags"
    QUOTE = "quote"
    COMMENT = "comment"
    UNIT = "unit"
    YEAR = "year"
    REGION = "region"
    SECTION = "section"
    REVIEWER = "reviewer"
    STATE = "state"
    CREATED = "created"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which lines are meant: OR within a facet, AND between facets.

    Attributes:
        chosen: per facet the values that pass; a facet that is not named lets all pass.
        text: words that must all stand in quote or comment, folded as in a search;
            one that begins with `-` must not.
    """

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return not self.text.strip() and not any(self.chosen.values())

    def of(self, facet: Facet) -> frozenset[str]:
        return self.chosen.get(facet, frozenset())

    def having(self, facet: Facet, values: frozenset[str]) -> Sieve:
        """A copy in which these values of a facet pass; none of them named lets all pass."""
        rest = {f: v for f, v in self.chosen.items() if f is not facet and v}
        return Sieve({**rest, facet: values} if values else rest, self.text)


@dataclass(frozen=True, slots=True)
class SortKey:
    column: Column
    descending: bool = False

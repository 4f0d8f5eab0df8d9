"""Links: what one passage has to do with another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class LinkKind(StrEnum):
    """How the origin of a link stands to its target."""

    SAME = "same"  # both say the same thing; no direction
    CONTRADICTS = "contradicts"  # no direction
    COPIED = "copied"  # the origin is copied from the target
    ANSWERS = "answers"  # the origin answers the target

    @property
    def is_directed(self) -> bool:
        return self in {LinkKind.COPIED, LinkKind.ANSWERS}


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link between two annotations, of one report or of two.

    Attributes:
        origin, target: ids of annotations; never the same one.
        comment: plain text, may be empty.
        created: aware, UTC.
    """

    id: UUID
    origin: UUID
    target: UUID
    kind: LinkKind
    comment: str
    reviewer: UUID
    created: datetime

    def other(self, annotation: UUID) -> UUID:
        """The end that is not this one."""
        return self.target if annotation == self.origin else self.origin

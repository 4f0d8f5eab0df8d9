"""What a person said about a report's outline and furniture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.anchor import Anchor


class CorrectionKind(StrEnum):
    """What the passage is, whatever the rules make of it."""

    HEADING = "heading"  # the heading of a section of `level`
    PLAIN = "plain"  # no section begins here
    BODY = "body"  # these whole lines are the report's
    FURNITURE = "furniture"  # these whole lines are page furniture


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; of two about the same place, the later counts.

    Attributes:
        anchor: the heading, or the lines; so that it can follow into a new text.
        level: of a HEADING, 1 is the top; 0 otherwise.
    """

    kind: CorrectionKind
    anchor: Anchor
    level: int = 0

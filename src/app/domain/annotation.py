"""Annotations: a passage, a section or a whole report, with what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState


class Scope(StrEnum):
    """What an annotation stands on."""

    PASSAGE = "passage"
    SECTION = "section"  # the anchor is the section's heading
    REPORT = "report"  # no anchor


@dataclass(frozen=True, slots=True)
class Placing:
    """How an annotation came to its place when its report got a new text.

    Attributes:
        score: 0..1, how well the place agrees with the recorded passage.
        margin: 0..1, the score's lead over the second-best place.
        text_sha256: of the text in which the passage last stood for sure.
        start, end: where it stood there, code points.
    """

    score: float
    margin: float
    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One remark of one reviewer.

    Attributes:
        anchor: None only for Scope.REPORT. While `state` is TO_CONFIRM or LOST, its
            quote is of the text that `placing` names; its span is of the report's
            present text: the likeliest place, or, when LOST, empty where the passage
            would stand.
        tags: ids in the order in which they were given; the first gives the colour.
        comment: plain text, paragraphs separated by LF; may be empty.
        created, edited: aware, UTC.
        resolved: whether what the comment asks for has been settled.
        rule: the rule that made it; None for one made by hand.
        placing: None while its report has the text it was made in.
    """

    id: UUID
    report: UUID
    scope: Scope
    anchor: Anchor | None
    tags: tuple[UUID, ...]
    comment: str
    reviewer: UUID
    created: datetime
    edited: datetime
    state: AnchorState = AnchorState.EXACT
    resolved: bool = False
    rule: UUID | None = None
    placing: Placing | None = None

"""Changes: the one way in which the content of a library is altered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
"""What a field of an edit can hold: plain JSON."""


class Entity(StrEnum):
    """Kinds of things an edit can touch."""

    REPORT = "report"
    STATUS = "status"  # reading status of one report for one reviewer
    TAG = "tag"
    ANNOTATION = "annotation"
    REVIEWER = "reviewer"
    REPLY = "reply"  # an answer in the thread of an annotation
    LINK = "link"  # between two annotations
    PIN = "pin"  # between two places of two reports
    RULE = "rule"  # by which passages were tagged all at once
    VERSION = "version"  # a former text of a report


@dataclass(frozen=True, slots=True)
class Edit:
    """Before and after image of one thing.

    Attributes:
        entity: what kind of thing.
        id: its id as text (for STATUS `report-id/reviewer-id`, for VERSION
            `report-id/text-sha256`).
        before: the changed fields before; None when the thing is created.
        after: the changed fields after; None when the thing is deleted.
            A creation and a deletion carry every field.
        set_by: per changed field, the change that last set it (as text). Filled
            by the store when the change is applied; the merge rule needs it.
    """

    entity: Entity
    id: str
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None
    set_by: Mapping[str, str] = field(default_factory=dict[str, str])

    def reversed(self) -> Edit:
        return Edit(self.entity, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded, undoable step.

    Attributes:
        action: a verb such as `annotate` or `import`; ui words it for people.
        edits: applied in this order, undone in the opposite one.
        reviewer: who did it.
        at: wall time, aware UTC; shown, never used to decide.
        reverses: the change this one takes back, or None. An undo reverses a
            change; a redo reverses that undo.
        sequence, lamport, device: given by the store when it is applied.
    """

    id: UUID
    action: str
    edits: tuple[Edit, ...]
    reviewer: UUID
    at: datetime
    reverses: UUID | None = None
    device: UUID | None = None
    sequence: int = 0
    lamport: int = 0

    def touched(self, entity: Entity) -> frozenset[str]:
        """Ids of the things of one kind that this change creates, alters or deletes."""
        return frozenset(e.id for e in self.edits if e.entity is entity)

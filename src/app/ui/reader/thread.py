"""What is said at a mark: replies as a card shows them, and what a person asks for there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as a card shows it.

    Attributes:
        is_own: written by the reviewer at work, who alone may alter it.
    """

    id: UUID
    text: str
    reviewer_name: str = ""
    at: datetime | None = None
    is_own: bool = False


class ActKind(StrEnum):
    """What a person does in a thread."""

    COMMENT = "comment"
    REPLY = "reply"
    EDIT_REPLY = "edit_reply"
    DELETE_REPLY = "delete_reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing asked for.

    Attributes:
        id: of the reply for EDIT_REPLY and DELETE_REPLY, else of the annotation.
    """

    kind: ActKind
    id: UUID
    text: str = ""

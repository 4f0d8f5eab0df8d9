"""Discussion: what reviewers answer to an annotation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer in the thread of an annotation; threads have one level.

    Attributes:
        text: plain text, paragraphs separated by LF.
        created, edited: aware, UTC.
    """

    id: UUID
    annotation: UUID
    text: str
    reviewer: UUID
    created: datetime
    edited: datetime

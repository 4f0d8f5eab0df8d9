"""Search: the question, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.anchor import Span


@dataclass(frozen=True, slots=True)
class Query:
    """A literal to look for.

    Attributes:
        text: at least one character; punctuation counts.
        exact: letter case and full/half width matter.
        furniture: also look in hidden page furniture.
        reports: look only in these (None: all).
    """

    text: str
    exact: bool = False
    furniture: bool = False
    reports: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence, with up to CONTEXT characters of its own paragraph around it."""

    report: UUID
    span: Span
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class Count:
    """Every occurrence, overlapping ones too, and the reports that hold them."""

    occurrences: int
    reports: int

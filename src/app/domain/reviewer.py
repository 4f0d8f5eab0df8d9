"""Reviewers: who annotates."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

DEFAULT_NAME = "审阅人"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person, known by a random id; the name can change."""

    id: UUID
    name: str = DEFAULT_NAME

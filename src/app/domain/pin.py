"""Pins: what a person said about which places of two reports belong together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PinKind(StrEnum):
    PAIR = "pair"  # these two places belong together
    APART = "apart"  # the sections that begin here are no counterparts


@dataclass(frozen=True, slots=True)
class Pin:
    """A place of one report set beside a place of another.

    Attributes:
        a, b: ids of two different reports.
        a_at, b_at: code points in their canonical texts.
        created: aware, UTC.
    """

    id: UUID
    a: UUID
    a_at: int
    b: UUID
    b_at: int
    kind: PinKind
    reviewer: UUID
    created: datetime

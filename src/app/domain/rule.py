"""Rules: how passages were found that got a tag all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class RuleScope(StrEnum):
    """How far a mark reaches around what was found."""

    MATCH = "match"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Rule:
    """A recorded search whose hits were given a tag.

    Attributes:
        tag: what the hits get; the rule is kept as a record when the tag goes.
        terms: any of these is a hit.
        without: none of these may stand in the sentence of the hit, or in its
            paragraph when that is what is marked.
        is_pattern: whether the terms are regular expressions (`without` never is).
        created: aware, UTC.
        is_exact: letter case matters, and for plain terms also full or half width.
    """

    id: UUID
    name: str
    tag: UUID
    terms: tuple[str, ...]
    without: tuple[str, ...]
    is_pattern: bool
    scope: RuleScope
    reviewer: UUID
    created: datetime
    is_exact: bool = False

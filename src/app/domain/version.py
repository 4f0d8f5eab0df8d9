"""Versions: the former texts of a report, and texts that may be another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a report had until a corrected one took its place.

    Attributes:
        text_sha256: of the former canonical text, which stays in the library.
        imported, replaced: when it came and when it went; aware, UTC.
    """

    report: UUID
    text_sha256: str
    file_name: str
    file_sha256: str
    media_type: str
    imported: datetime
    replaced: datetime

    @property
    def id(self) -> str:
        return version_id(self.report, self.text_sha256)


@dataclass(frozen=True, slots=True)
class Kinship:
    """What makes a text that comes in look like another version of a report.

    Attributes:
        report: the report of the library.
        likeness: 0..1, the share of both texts that stands in both.
        changed, added, removed: paragraphs of the report's present text.
        is_former: it is, to the character, a text that the report had before.
    """

    report: UUID
    likeness: float
    changed: int = 0
    added: int = 0
    removed: int = 0
    is_former: bool = False


def version_id(report: UUID, text_sha256: str) -> str:
    return f"{report}/{text_sha256}"

"""Versions: the former texts of a report."""

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


def version_id(report: UUID, text_sha256: str) -> str:
    return f"{report}/{text_sha256}"

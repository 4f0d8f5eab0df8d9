"""Where the value of one metadata field came from, and which values it had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.change import Edit, Entity
from app.domain.errors import Invalid
from app.domain.report import METADATA_FIELDS, Field, Source
from app.text.metadata import metadata
from app.workspace.edits import alter
from app.workspace.session import Session


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a field held from a moment on.

    Attributes:
        reviewer: name of who set it; empty for what came with the import.
    """

    at: datetime
    reviewer: str
    field: Field


class FieldHistory:
    """Reads the log for one field, and takes its corrections back."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, report: UUID, name: str) -> list[FieldValue]:
        """The values of a field, oldest first.

        Raises:
            Invalid: `unknown_field` (field).
        """
        if name not in METADATA_FIELDS:
            raise Invalid("unknown_field", field=name)
        library = self._session.library
        names = {r.id: r.name for r in library.reviewers()}
        found: list[FieldValue] = []
        for change in library.report_history(report):
            for edit in change.edits:
                value = _field(edit, report, name)
                if value is not None and (not found or found[-1].field != value):
                    who = names.get(change.reviewer, "") if value.source is Source.USER else ""
                    found.append(FieldValue(change.at, who, value))
        return found

    def recognised(self, report: UUID, name: str) -> Field:
        """What the machine last made of a field; read from the text anew when the log has none."""
        known = [v.field for v in self.of(report, name) if v.field.source is not Source.USER]
        if known:
            return known[-1]
        library = self._session.library
        hints = {"file_name": library.report(report).file_name}
        return metadata(library.text(report), library.body(report), hints)[name]

    def restore(self, report: UUID, name: str) -> Field:
        """Take a person's correction of a field back; nothing happens where there is none."""
        with self._session.lock:
            field = self._session.library.report(report).metadata[name]
            if field.source is not Source.USER:
                return field
            before = {"value": field.value, "source": field.source}
            found = self.recognised(report, name)
            after = {"value": found.value, "source": found.source}
            edit = alter(Entity.REPORT, str(report), {name: before}, {name: after})
            self._session.commit("restore_field", [edit])
        return found


def _field(edit: Edit, report: UUID, name: str) -> Field | None:
    if edit.entity is not Entity.REPORT or edit.id != str(report) or not edit.after:
        return None
    pair: Any = edit.after.get(name)
    if pair is None:
        return None
    source = pair.get("source")
    return Field(pair.get("value"), Source(source) if source else None)

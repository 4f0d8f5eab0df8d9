"""The JSON of the command line: stable names, documented in resources/help/command-line.md."""

from __future__ import annotations

from typing import Any

from app.domain.report import METADATA_FIELDS, Note, Report, Section, Source
from app.domain.rows import AnnotationRow, row_values
from app.domain.search import Hit
from app.domain.version import Kinship


def year_value(text: str | None) -> int | None:
    """The year as a number."""
    return int(text) if text and text.isdigit() else None


def note_value(note: Note) -> dict[str, Any]:
    return {"code": note.code, **note.values}


def kinship_value(kinship: Kinship | None) -> dict[str, Any] | None:
    """The report of which a file seems to be another version, and what differs."""
    if kinship is None:
        return None
    return {
        "report": str(kinship.report),
        "likeness": kinship.likeness,
        "changed": kinship.changed,
        "added": kinship.added,
        "removed": kinship.removed,
        "former": kinship.is_former,
    }


def metadata_value(report: Report) -> dict[str, dict[str, Any]]:
    """Every field with value and source; unknown ones are null."""
    found: dict[str, dict[str, Any]] = {}
    for name in METADATA_FIELDS:
        known = report.metadata[name]
        value: str | int | None = year_value(known.value) if name == "year" else known.value
        is_said = value is not None or known.source is Source.USER  # a person: there is none
        source = known.source.value if known.source and is_said else None
        found[name] = {"value": value, "source": source}
    return found


def report_value(report: Report, annotations: int) -> dict[str, Any]:
    """One line of `list`."""
    meta = report.metadata
    return {
        "report": str(report.id),
        "title": report.title,
        "organisation": meta.organisation.value,
        "region": meta.region.value,
        "level": meta.level.value,
        "year": year_value(meta.year.value),
        "published_on": meta.published_on.value,
        "signed_on": meta.signed_on.value,
        "sections": report.sections,
        "annotations": annotations,
        "file": report.file_name,
    }


def section_value(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "start": section.span.start,
        "end": section.span.end,
        "kind": section.kind.value,
    }


def hit_value(hit: Hit, section: str) -> dict[str, Any]:
    return {
        "report": str(hit.report),
        "start": hit.span.start,
        "end": hit.span.end,
        "before": hit.before,
        "match": hit.match,
        "after": hit.after,
        "section": section,
    }


def row_value(row: AnnotationRow) -> dict[str, Any]:
    """A row under the names of the CSV header, the year as a number."""
    values: dict[str, Any] = dict(row_values(row))
    values["year"] = year_value(row.report.year)
    values["replies"] = [
        {
            "reply": str(reply.id),
            "text": reply.text,
            "reviewer": who.name,
            "created": reply.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "edited": reply.edited.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        for reply, who in row.replies
    ]
    return values

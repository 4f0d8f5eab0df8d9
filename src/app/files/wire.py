"""What goes over the pipe between the window and the parsing process, as JSON."""

from __future__ import annotations

import base64
from typing import Any

from app.domain.anchor import Span
from app.domain.fields import (
    Fields,
    metadata_fields,
    metadata_value,
    note_fields,
    note_value,
    section_fields,
    section_value,
)
from app.domain.report import ParsedReport


def parsed_to_json(parsed: ParsedReport) -> dict[str, Any]:
    return {
        "file_name": parsed.file_name,
        "file_sha256": parsed.file_sha256,
        "media_type": parsed.media_type,
        "text": parsed.text,
        "text_sha256": parsed.text_sha256,
        "metadata": metadata_fields(parsed.metadata),
        "sections": [section_fields(section) for section in parsed.sections],
        "furniture": [[span.start, span.end] for span in parsed.furniture],
        "body": [parsed.body.start, parsed.body.end],
        "notes": [note_fields(note) for note in parsed.notes],
        "search_tokens": parsed.search_tokens,
    }


def parsed_from_json(fields: Fields) -> ParsedReport:
    """Raises KeyError, TypeError or ValueError when the fields are not a parsed report."""
    return ParsedReport(
        file_name=fields["file_name"],
        file_sha256=fields["file_sha256"],
        media_type=fields["media_type"],
        text=fields["text"],
        text_sha256=fields["text_sha256"],
        metadata=metadata_value(fields["metadata"]),
        sections=tuple(section_value(row) for row in fields["sections"]),
        furniture=tuple(Span(start, end) for start, end in fields["furniture"]),
        body=Span(*fields["body"]),
        notes=tuple(note_value(row) for row in fields["notes"]),
        search_tokens=fields["search_tokens"],
    )


def packed(text: str) -> str:
    """A text for the pipe: as JSON escapes it would be three times as long."""
    return base64.b64encode(text.encode("utf-16-le", "surrogatepass")).decode("ascii")


def unpacked(text: str) -> str:
    return base64.b64decode(text).decode("utf-16-le", "surrogatepass")

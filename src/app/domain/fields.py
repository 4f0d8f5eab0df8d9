"""Values as the plain fields of an edit, and back.

The change log, the undo images and the merge rule all speak of fields: JSON
values under stable names. This module is the one place that knows the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.domain.annotation import Annotation, Placing, Scope
from app.domain.change import Entity, Value
from app.domain.correction import Correction, CorrectionKind
from app.domain.discussion import Reply
from app.domain.link import Link, LinkKind
from app.domain.pin import Pin, PinKind
from app.domain.report import (
    METADATA_FIELDS,
    Field,
    Metadata,
    Note,
    ParsedReport,
    Report,
    Section,
    SectionKind,
    Source,
)
from app.domain.reviewer import Reviewer
from app.domain.rule import Rule, RuleScope
from app.domain.tag import Tag, TagKind
from app.domain.version import Version

Fields = Mapping[str, Any]

LATER: Mapping[Entity, Mapping[str, Value]] = {
    Entity.REPORT: {"corrections": [], "recognised": None},
    Entity.ANNOTATION: {"resolved": False, "rule": None, "placing": None},
}
"""Fields that came later, and what a change made before them means that does not name them."""


def time_text(moment: datetime) -> str:
    """UTC with `Z`, to the microsecond: sorts as text in the order of time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_value(text: str) -> datetime:
    if not text.endswith("Z"):
        raise ValueError(text)
    return datetime.fromisoformat(text)


# --- reports -------------------------------------------------------------------


def metadata_fields(metadata: Metadata) -> dict[str, Value]:
    return {
        name: {"value": metadata[name].value, "source": metadata[name].source}
        for name in METADATA_FIELDS
    }


def metadata_value(fields: Fields) -> Metadata:
    def field(name: str) -> Field:
        pair: dict[str, Any] = fields.get(name) or {}
        source = pair.get("source")
        return Field(pair.get("value"), Source(source) if source else None)

    return Metadata(**{name: field(name) for name in METADATA_FIELDS})


def section_fields(section: Section) -> list[Value]:
    """[level, kind, label, heading, start, end, heading end, confidence]."""
    return [
        section.level,
        section.kind.value,
        section.label,
        section.heading,
        section.span.start,
        section.span.end,
        section.heading_end,
        section.confidence,
    ]


_SECTION_KINDS = {kind.value: kind for kind in SectionKind}
"""Looked up in a third of the time that SectionKind(…) takes; libraries have many sections."""


def section_value(row: list[Any]) -> Section:
    level, kind, label, heading, start, end, heading_end, confidence = row
    return Section(
        level, _SECTION_KINDS[kind], label, heading, Span(start, end), heading_end, confidence
    )


def note_fields(note: Note) -> dict[str, Value]:
    return {"code": note.code, "values": dict(note.values)}


def note_value(row: Mapping[str, Any]) -> Note:
    return Note(row["code"], row["values"])


def correction_fields(correction: Correction) -> list[Value]:
    """[kind, level, start, end, exact, prefix, suffix]."""
    anchor = correction.anchor
    return [
        correction.kind.value,
        correction.level,
        anchor.span.start,
        anchor.span.end,
        anchor.quote.exact,
        anchor.quote.prefix,
        anchor.quote.suffix,
    ]


def correction_value(row: list[Any]) -> Correction:
    kind, level, start, end, exact, prefix, suffix = row
    anchor = Anchor(Span(start, end), Quote(exact, prefix, suffix))
    return Correction(CorrectionKind(kind), anchor, level)


def layout_fields(
    body: Span, furniture: Iterable[Span], sections: Iterable[Section]
) -> dict[str, Value]:
    """Body, furniture and outline as the report's fields of these names."""
    return {
        "body": [body.start, body.end],
        "furniture": [[s.start, s.end] for s in furniture],
        "sections": [section_fields(s) for s in sections],
    }


def parsed_fields(parsed: ParsedReport, imported: datetime) -> dict[str, Value]:
    """Every field of the report that an import creates."""
    return {
        **metadata_fields(parsed.metadata),
        "text_sha256": parsed.text_sha256,
        "characters": len(parsed.text),
        "file_name": parsed.file_name,
        "file_sha256": parsed.file_sha256,
        "media_type": parsed.media_type,
        "imported": time_text(imported),
        "notes": [note_fields(n) for n in parsed.notes],
        **layout_fields(parsed.body, parsed.furniture, parsed.sections),
        "corrections": [],
        "recognised": None,
    }


def report_value(id_: str, fields: Fields, sections: int) -> Report:
    """A report from its fields; `sections` is their number (the outline is not read)."""
    return Report(
        id=UUID(id_),
        metadata=metadata_value(fields),
        text_sha256=fields["text_sha256"],
        characters=fields["characters"],
        sections=sections,
        file_name=fields["file_name"],
        media_type=fields["media_type"],
        imported=time_value(fields["imported"]),
        notes=tuple(note_value(n) for n in fields["notes"]),
    )


# --- annotations ---------------------------------------------------------------


def annotation_fields(annotation: Annotation) -> dict[str, Value]:
    anchor = annotation.anchor
    return {
        "report": str(annotation.report),
        "scope": annotation.scope.value,
        "start": anchor.span.start if anchor else None,
        "end": anchor.span.end if anchor else None,
        "quote": anchor.quote.exact if anchor else None,
        "prefix": anchor.quote.prefix if anchor else None,
        "suffix": anchor.quote.suffix if anchor else None,
        "state": annotation.state.value,
        "tags": [str(t) for t in annotation.tags],
        "comment": annotation.comment,
        "reviewer": str(annotation.reviewer),
        "created": time_text(annotation.created),
        "edited": time_text(annotation.edited),
        "resolved": annotation.resolved,
        "rule": str(annotation.rule) if annotation.rule else None,
        "placing": placing_fields(annotation.placing),
    }


def placing_fields(placing: Placing | None) -> list[Value] | None:
    """[score, margin, text sha256, start, end]."""
    if placing is None:
        return None
    return [placing.score, placing.margin, placing.text_sha256, placing.start, placing.end]


def placing_value(row: list[Any] | None) -> Placing | None:
    return None if row is None else Placing(*row)


def annotation_value(id_: str, fields: Fields) -> Annotation:
    anchor = None
    if fields["start"] is not None:
        span = Span(fields["start"], fields["end"])
        anchor = Anchor(span, Quote(fields["quote"], fields["prefix"], fields["suffix"]))
    return Annotation(
        id=UUID(id_),
        report=UUID(fields["report"]),
        scope=Scope(fields["scope"]),
        anchor=anchor,
        tags=tuple(UUID(t) for t in fields["tags"]),
        comment=fields["comment"],
        reviewer=UUID(fields["reviewer"]),
        created=time_value(fields["created"]),
        edited=time_value(fields["edited"]),
        state=AnchorState(fields["state"]),
        resolved=fields["resolved"],
        rule=UUID(fields["rule"]) if fields["rule"] else None,
        placing=placing_value(fields["placing"]),
    )


# --- tags, reviewers -------------------------------------------------------------


def tag_fields(tag: Tag) -> dict[str, Value]:
    return {
        "name": tag.name,
        "parent": str(tag.parent) if tag.parent else None,
        "code": tag.code,
        "kind": tag.kind.value,
        "colour": tag.colour,
        "position": tag.position,
        "slot": tag.slot,
        "short_name": tag.short_name,
        "english": tag.english,
        "definition": tag.definition,
        "keywords": list(tag.keywords),
        "retired": tag.retired,
    }


def tag_value(id_: str, fields: Fields) -> Tag:
    return Tag(
        id=UUID(id_),
        name=fields["name"],
        parent=UUID(fields["parent"]) if fields["parent"] else None,
        code=fields["code"],
        kind=TagKind(fields["kind"]),
        colour=fields["colour"],
        position=fields["position"],
        slot=fields["slot"],
        short_name=fields["short_name"],
        english=fields["english"],
        definition=fields["definition"],
        keywords=tuple(fields["keywords"]),
        retired=fields["retired"],
    )


def reviewer_fields(reviewer: Reviewer) -> dict[str, Value]:
    return {"name": reviewer.name}


def reviewer_value(id_: str, fields: Fields) -> Reviewer:
    return Reviewer(UUID(id_), fields["name"])


# --- replies, links, pins, rules ---------------------------------------------------


def reply_fields(reply: Reply) -> dict[str, Value]:
    return {
        "annotation": str(reply.annotation),
        "text": reply.text,
        "reviewer": str(reply.reviewer),
        "created": time_text(reply.created),
        "edited": time_text(reply.edited),
    }


def reply_value(id_: str, fields: Fields) -> Reply:
    return Reply(
        id=UUID(id_),
        annotation=UUID(fields["annotation"]),
        text=fields["text"],
        reviewer=UUID(fields["reviewer"]),
        created=time_value(fields["created"]),
        edited=time_value(fields["edited"]),
    )


def link_fields(link: Link) -> dict[str, Value]:
    return {
        "origin": str(link.origin),
        "target": str(link.target),
        "kind": link.kind.value,
        "comment": link.comment,
        "reviewer": str(link.reviewer),
        "created": time_text(link.created),
    }


def link_value(id_: str, fields: Fields) -> Link:
    return Link(
        id=UUID(id_),
        origin=UUID(fields["origin"]),
        target=UUID(fields["target"]),
        kind=LinkKind(fields["kind"]),
        comment=fields["comment"],
        reviewer=UUID(fields["reviewer"]),
        created=time_value(fields["created"]),
    )


def pin_fields(pin: Pin) -> dict[str, Value]:
    return {
        "a": str(pin.a),
        "a_at": pin.a_at,
        "b": str(pin.b),
        "b_at": pin.b_at,
        "kind": pin.kind.value,
        "reviewer": str(pin.reviewer),
        "created": time_text(pin.created),
    }


def pin_value(id_: str, fields: Fields) -> Pin:
    return Pin(
        id=UUID(id_),
        a=UUID(fields["a"]),
        a_at=fields["a_at"],
        b=UUID(fields["b"]),
        b_at=fields["b_at"],
        kind=PinKind(fields["kind"]),
        reviewer=UUID(fields["reviewer"]),
        created=time_value(fields["created"]),
    )


def rule_fields(rule: Rule) -> dict[str, Value]:
    return {
        "name": rule.name,
        "tag": str(rule.tag),
        "terms": list(rule.terms),
        "without": list(rule.without),
        "is_pattern": rule.is_pattern,
        "is_exact": rule.is_exact,
        "scope": rule.scope.value,
        "reviewer": str(rule.reviewer),
        "created": time_text(rule.created),
    }


def rule_value(id_: str, fields: Fields) -> Rule:
    return Rule(
        id=UUID(id_),
        name=fields["name"],
        tag=UUID(fields["tag"]),
        terms=tuple(fields["terms"]),
        without=tuple(fields["without"]),
        is_pattern=fields["is_pattern"],
        is_exact=fields["is_exact"],
        scope=RuleScope(fields["scope"]),
        reviewer=UUID(fields["reviewer"]),
        created=time_value(fields["created"]),
    )


def version_fields(version: Version) -> dict[str, Value]:
    return {
        "file_name": version.file_name,
        "file_sha256": version.file_sha256,
        "media_type": version.media_type,
        "imported": time_text(version.imported),
        "replaced": time_text(version.replaced),
    }


def version_value(id_: str, fields: Fields) -> Version:
    report, text_sha256 = id_.split("/")
    return Version(
        report=UUID(report),
        text_sha256=text_sha256,
        file_name=fields["file_name"],
        file_sha256=fields["file_sha256"],
        media_type=fields["media_type"],
        imported=time_value(fields["imported"]),
        replaced=time_value(fields["replaced"]),
    )


def status_id(report: UUID, reviewer: UUID) -> str:
    return f"{report}/{reviewer}"

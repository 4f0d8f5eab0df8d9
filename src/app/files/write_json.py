"""Annotations as a W3C Web Annotation collection (JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import uuid5

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation, Scope
from app.domain.discussion import Reply
from app.domain.ids import NAMESPACE
from app.domain.report import METADATA_FIELDS, Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow, LinkRow
from app.domain.tag import Tag
from app.files.export import Export, Tell, Words
from app.files.json_lines import put_json

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        # Our own terms, all prefixed; none of them changes the meaning of the standard's.
        "piyue": "urn:x-piyue:terms#",
        "piyue:tag": {"@type": "@id"},  # the codebook entry that a tagging body names
        "piyue:parent": {"@type": "@id"},  # the entry above it
        "piyue:reports": {"@container": "@set"},  # reports, with what is known of them
        "piyue:tags": {"@container": "@set"},  # the codebook
        "piyue:origin": {"@type": "@id"},  # the annotation at the first end of a link
        "piyue:linkTarget": {"@type": "@id"},  # the one at its second end
        # piyue:linkKind   same | contradicts | copied | answers: what the origin is to the other
        # piyue:scope      passage | section | report
        # piyue:state      exact | moved | to_confirm | lost: how sure the selectors are
        # piyue:resolved   true: what the comment asks for has been settled
        # piyue:section    headings from the top, joined by ` › `
        # piyue:paragraph  1-based number of the paragraph inside its section
        # piyue:textSha256 SHA-256 of the text that the positions count in (code points)
    },
]


def write_json(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """The rows as one AnnotationCollection with its only page embedded.

    Positions count Unicode code points, as the data model asks; a quote with
    its context stands beside each.

    Source: W3C Web Annotation Data Model, sections 3 to 5.
    """
    del words
    ids = list(_ids(export))
    identity = "\n".join(ids)
    collection = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid5(NAMESPACE, 'collection:' + identity)}",
        "type": "AnnotationCollection",
        "label": export.library_name,
        "total": len(ids),
        "first": {
            "id": f"urn:uuid:{uuid5(NAMESPACE, 'page:' + identity)}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": _items(export, tell),
        },
        "piyue:reports": (_report(report) for report in export.every_report),
        "piyue:tags": (_tag(tag, path) for tag, path, _ in export.tags),
    }
    put_json(collection, out)


def _ids(export: Export) -> Iterator[str]:
    """The ids of all items, in their order."""
    for row in export.rows:
        yield f"urn:uuid:{row.annotation.id}"
        yield from (f"urn:uuid:{reply.id}" for reply, _ in row.replies)
    yield from (f"urn:uuid:{row.link.id}" for row in export.links)


def _items(export: Export, tell: Tell) -> Iterator[dict[str, Any]]:
    """Annotations with the answers to them, then links."""
    total = len(export.rows)
    for done, row in enumerate(export.rows, 1):
        yield _annotation(row)
        yield from (_reply(row, reply, who) for reply, who in row.replies)
        tell(done, total, row.report.title)
    yield from map(_link, export.links)


def _annotation(row: AnnotationRow) -> dict[str, Any]:
    annotation = row.annotation
    value: dict[str, Any] = {
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "creator": {
            "id": f"urn:uuid:{row.reviewer.id}",
            "type": "Person",
            "name": row.reviewer.name,
        },
        "created": _time(annotation.created),
        "modified": _time(annotation.edited),
    }
    if body := _bodies(row):
        value["body"] = body
    value["target"] = _target(annotation)
    value["piyue:scope"] = annotation.scope.value
    value["piyue:state"] = annotation.state.value
    if annotation.resolved:
        value["piyue:resolved"] = True
    if row.section:
        value["piyue:section"] = " › ".join(row.section)
    if row.paragraph:
        value["piyue:paragraph"] = row.paragraph
    return value


def _reply(row: AnnotationRow, reply: Reply, who: Reviewer) -> dict[str, Any]:
    """An answer: its target is the annotation itself (data model, 3.3.5 `replying`)."""
    return {
        "id": f"urn:uuid:{reply.id}",
        "type": "Annotation",
        "motivation": "replying",
        "creator": {"id": f"urn:uuid:{who.id}", "type": "Person", "name": who.name},
        "created": _time(reply.created),
        "modified": _time(reply.edited),
        "body": {
            "type": "TextualBody",
            "purpose": "replying",
            "format": "text/plain",
            "value": reply.text,
        },
        "target": f"urn:uuid:{row.annotation.id}",
    }


def _link(row: LinkRow) -> dict[str, Any]:
    """A link: both passages are targets, the origin first (data model, 3.3.5 `linking`)."""
    link = row.link
    value: dict[str, Any] = {
        "id": f"urn:uuid:{link.id}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"id": f"urn:uuid:{link.reviewer}", "type": "Person"},
        "created": _time(link.created),
        "target": [_target(row.origin.annotation), _target(row.target.annotation)],
        "piyue:linkKind": link.kind.value,
        "piyue:origin": f"urn:uuid:{link.origin}",
        "piyue:linkTarget": f"urn:uuid:{link.target}",
    }
    if link.comment:
        value["body"] = {
            "type": "TextualBody",
            "purpose": "linking",
            "format": "text/plain",
            "value": link.comment,
        }
    return value


def _motivation(annotation: Annotation) -> str:
    if annotation.comment:
        return "commenting"
    if not annotation.tags:
        return "highlighting"
    return "tagging" if annotation.scope is Scope.PASSAGE else "classifying"


def _bodies(row: AnnotationRow) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = [
        {
            "type": "TextualBody",
            "purpose": "tagging",
            "value": path,
            "piyue:tag": f"urn:uuid:{tag.id}",
        }
        for tag, path in row.tags
    ]
    if row.annotation.comment:
        bodies.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/plain",
                "value": row.annotation.comment,
            }
        )
    return bodies


def _target(annotation: Annotation) -> dict[str, Any]:
    source = f"urn:uuid:{annotation.report}"
    anchor = annotation.anchor
    if anchor is None:
        return {"type": "SpecificResource", "source": source}
    quote = {
        "type": "TextQuoteSelector",
        "exact": anchor.quote.exact,
        "prefix": anchor.quote.prefix,
        "suffix": anchor.quote.suffix,
    }
    place = {
        "type": "TextPositionSelector",
        "start": anchor.span.start,
        "end": anchor.span.end,
    }
    # The words of a lost passage stand nowhere in the text: there is no position to give.
    selector = [quote] if annotation.state is AnchorState.LOST else [quote, place]
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _report(report: Report) -> dict[str, Any]:
    known = {f"piyue:{name}": report.metadata[name].value for name in METADATA_FIELDS}
    return {
        "id": f"urn:uuid:{report.id}",
        **{name: value for name, value in known.items() if value},
        "piyue:fileName": report.file_name,
        "piyue:characters": report.characters,
        "piyue:textSha256": report.text_sha256,
        "piyue:imported": _time(report.imported),
    }


def _tag(tag: Tag, path: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": f"urn:uuid:{tag.id}",
        "piyue:path": path,
        "piyue:name": tag.name,
        "piyue:kind": tag.kind.value,
        "piyue:colour": tag.colour,
    }
    if tag.parent:
        value["piyue:parent"] = f"urn:uuid:{tag.parent}"
    texts = {
        "code": tag.code,
        "shortName": tag.short_name,
        "english": tag.english,
        "definition": tag.definition,
    }
    value.update({f"piyue:{name}": text for name, text in texts.items() if text})
    if tag.keywords:
        value["piyue:keywords"] = list(tag.keywords)
    if tag.retired:
        value["piyue:retired"] = True
    return value


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

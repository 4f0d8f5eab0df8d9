"""Annotations as a W3C Web Annotation collection (JSON-LD), an item a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO, TypeAlias
from uuid import UUID, uuid5

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.domain.annotation import Annotation, Placing, Scope
from app.domain.carrying import Content
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
        "piyue:reviewers": {"@container": "@set"},  # everybody in the library
        "piyue:origin": {"@type": "@id"},  # the annotation at the first end of a link
        "piyue:linkTarget": {"@type": "@id"},  # the one at its second end
        "piyue:rule": {"@type": "@id"},  # the rule that made an annotation
        "piyue:record": None,  # a report's outline and the like: no statements, for Piyue alone
        # piyue:linkKind   same | contradicts | copied | answers: what the origin is to the other
        # piyue:scope      passage | section | report
        # piyue:state      exact | moved | to_confirm | lost: how sure the selectors are
        # piyue:placing    where it last stood for sure: score, margin, textSha256, start, end
        # piyue:lostAt     where a lost passage would stand
        # piyue:context    lengths of the recorded prefix and suffix, where longer ones are given
        # piyue:resolved   true: what the comment asks for has been settled
        # piyue:section    headings from the top, joined by ` › `
        # piyue:paragraph  1-based number of the paragraph inside its section
        # piyue:citation   in the form that the person chose
        # piyue:text       of a report: canonical (LF), the one that positions count in
        # piyue:textSha256 SHA-256 of the text that the positions count in (code points)
    },
]

Item: TypeAlias = dict[str, Any]
Contexts: TypeAlias = Mapping[UUID, Quote]
"""Quotes with a context that makes them unique, of the annotations that need a longer one."""

CARRIES = frozenset(Content) - {
    *(Content.TEXTS, Content.OUTLINES, Content.CORRECTIONS),  # with option `texts`
    *(Content.VERSIONS, Content.RULES, Content.PINS, Content.STATUSES, Content.HISTORY),
}

_LONGEST = 512
"""Code points of context that are tried to make a quote unique."""


def write_json(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """The rows as one AnnotationCollection with its only page embedded.

    Positions count Unicode code points, as the data model asks; a quote with its
    context stands beside each. The context is as long as it must be for the quote to
    stand once in the text, because a quote means all places that it matches.

    Option `texts`: the reports' texts and outlines go along (`yes`).

    Source: W3C Web Annotation Data Model, sections 3 to 5; 4.2.4 on quotes.
    """
    del words
    has_texts = export.options.get("texts", "no") == "yes"
    contexts: dict[UUID, Quote] = {}
    ids = [str(id_) for id_ in _ids(export)]
    identity = "\n".join(f"urn:uuid:{id_}" for id_ in ids)
    collection = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid5(NAMESPACE, 'collection:' + identity)}",
        "type": "AnnotationCollection",
        "label": export.library_name,
        "total": len(ids),
    }
    # What the texts show of the quotes must be known before the items are written.
    reports = {"piyue:reports": _reports(export, contexts, has_texts=has_texts)}
    if not has_texts:  # few words, which may stand at the end
        reports = {"piyue:reports": iter(list(reports["piyue:reports"]))}
    first = {
        "id": f"urn:uuid:{uuid5(NAMESPACE, 'page:' + identity)}",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": _items(export, contexts, tell),
    }
    codebook = {
        "piyue:tags": (_tag(tag, path) for tag, path, _ in export.tags),
        "piyue:reviewers": map(_person, export.reviewers),
    }
    if has_texts:
        put_json({**collection, **reports, **codebook, "first": first}, out)
    else:
        put_json({**collection, "first": first, **reports, **codebook}, out)


def _ids(export: Export) -> Iterator[UUID]:
    """Of everything that _items will write, in the same order."""
    for row in export.rows:
        yield row.annotation.id
        yield from (reply.id for reply, _ in row.replies)
    yield from (row.link.id for row in export.links)


def _items(export: Export, contexts: Contexts, tell: Tell) -> Iterator[Item]:
    names = {reviewer.id: reviewer for reviewer in export.reviewers}
    total = len(export.rows)
    for done, row in enumerate(export.rows, 1):
        yield _annotation(row, contexts, export.cite(row))
        for reply, who in row.replies:
            yield _reply(row, reply, who)
        tell(done, total, row.report.title)
    for link in export.links:
        yield _link(link, contexts, names.get(link.link.reviewer, Reviewer(link.link.reviewer)))


# --- annotations, replies, links --------------------------------------------------------


def _annotation(row: AnnotationRow, contexts: Contexts, citation: str) -> Item:
    annotation = row.annotation
    value: Item = {
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "creator": _person(row.reviewer),
        "created": _time(annotation.created),
        "modified": _time(annotation.edited),
    }
    if body := _bodies(row):
        value["body"] = body
    value["target"] = _target(annotation, contexts)
    value["piyue:scope"] = annotation.scope.value
    value["piyue:state"] = annotation.state.value
    if annotation.resolved:
        value["piyue:resolved"] = True
    if annotation.rule:
        value["piyue:rule"] = f"urn:uuid:{annotation.rule}"
    if annotation.placing:
        value["piyue:placing"] = _placing(annotation.placing)
    anchor = annotation.anchor
    if anchor and annotation.state is AnchorState.LOST:
        value["piyue:lostAt"] = anchor.span.start
    if anchor and annotation.id in contexts:
        value["piyue:context"] = {
            "piyue:prefix": len(anchor.quote.prefix),
            "piyue:suffix": len(anchor.quote.suffix),
        }
    if row.section:
        value["piyue:section"] = " › ".join(row.section)
    if row.paragraph:
        value["piyue:paragraph"] = row.paragraph
    value["piyue:citation"] = citation
    return value


def _reply(row: AnnotationRow, reply: Reply, who: Reviewer) -> Item:
    """An answer: its target is the annotation itself (data model, 3.3.5 `replying`)."""
    return {
        "id": f"urn:uuid:{reply.id}",
        "type": "Annotation",
        "motivation": "replying",
        "creator": _person(who),
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


def _link(row: LinkRow, contexts: Contexts, who: Reviewer) -> Item:
    """A link: both passages are targets, the origin first (data model, 3.3.5 `linking`)."""
    link = row.link
    value: Item = {
        "id": f"urn:uuid:{link.id}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": _person(who),
        "created": _time(link.created),
        "target": [
            _target(row.origin.annotation, contexts),
            _target(row.target.annotation, contexts),
        ],
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


def _bodies(row: AnnotationRow) -> list[Item]:
    bodies: list[Item] = [
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


def _target(annotation: Annotation, contexts: Contexts) -> Item:
    source = f"urn:uuid:{annotation.report}"
    anchor = annotation.anchor
    if anchor is None:
        return {"type": "SpecificResource", "source": source}
    said = contexts.get(annotation.id, anchor.quote)
    quote: Item = {"type": "TextQuoteSelector", "exact": said.exact}
    if said.prefix:
        quote["prefix"] = said.prefix
    if said.suffix:
        quote["suffix"] = said.suffix
    place = {
        "type": "TextPositionSelector",
        "start": anchor.span.start,
        "end": anchor.span.end,
    }
    # The words of a lost passage stand nowhere in the text: there is no position to give.
    selector = [quote] if annotation.state is AnchorState.LOST else [quote, place]
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _placing(placing: Placing) -> Item:
    return {
        "piyue:score": placing.score,
        "piyue:margin": placing.margin,
        "piyue:textSha256": placing.text_sha256,
        "piyue:start": placing.start,
        "piyue:end": placing.end,
    }


def _person(reviewer: Reviewer) -> Item:
    return {"id": f"urn:uuid:{reviewer.id}", "type": "Person", "name": reviewer.name}


# --- reports ----------------------------------------------------------------------------


def _reports(export: Export, contexts: dict[UUID, Quote], *, has_texts: bool) -> Iterator[Item]:
    """The reports, those with a page first; what their texts show of quotes goes into `contexts`."""
    shown: set[UUID] = set()
    for page in export.pages:
        shown.add(page.report.id)
        contexts.update(unique_quotes(page.text, (row.annotation for row in page.rows)))
        value = _report(page.report)
        if has_texts:
            value["piyue:text"] = page.text
            value["piyue:record"] = dict(export.record(page.report.id))
        yield value
    yield from (_report(report) for report in export.every_report if report.id not in shown)


def _report(report: Report) -> Item:
    known = {f"piyue:{name}": report.metadata[name].value for name in METADATA_FIELDS}
    return {
        "id": f"urn:uuid:{report.id}",
        **{name: value for name, value in known.items() if value},
        "piyue:fileName": report.file_name,
        "piyue:characters": report.characters,
        "piyue:textSha256": report.text_sha256,
        "piyue:imported": _time(report.imported),
    }


def unique_quotes(text: str, annotations: Iterator[Annotation]) -> dict[UUID, Quote]:
    """For each annotation whose recorded quote stands more than once, one that stands once.

    Where 512 code points on either side do not make it unique, the position has to.
    """
    found: dict[UUID, Quote] = {}
    for annotation in annotations:
        anchor = annotation.anchor
        if anchor is None or not _says(text, anchor):
            continue
        if (quote := _unique(text, anchor)) is not None:
            found[annotation.id] = quote
    return found


def _says(text: str, anchor: Anchor) -> bool:
    """Whether the quote is of this text and place; a lost or moved one may be of a former text."""
    span, quote = anchor.span, anchor.quote
    return (
        bool(quote.exact)
        and text.startswith(quote.exact, span.start)
        and text.endswith(quote.prefix, 0, span.start)
        and text.startswith(quote.suffix, span.end)
        and len(span) == len(quote.exact)
    )


def _unique(text: str, anchor: Anchor) -> Quote | None:
    """The quote with more context; None when what is recorded is enough, or nothing helps."""
    span, quote = anchor.span, anchor.quote
    before, after = len(quote.prefix), len(quote.suffix)
    while _is_repeated(text, Span(max(0, span.start - before), min(len(text), span.end + after))):
        before, after = max(16, before) * 2, max(16, after) * 2
        if before > _LONGEST:
            return None
    if before <= len(quote.prefix):
        return None
    return Quote(
        quote.exact,
        text[max(0, span.start - before) : span.start],
        text[span.end : span.end + after],
    )


def _is_repeated(text: str, span: Span) -> bool:
    said = span.of(text)
    first = text.find(said)
    return first != span.start or text.find(said, first + 1) >= 0


# --- the codebook -----------------------------------------------------------------------


def _tag(tag: Tag, path: str) -> Item:
    value: Item = {
        "id": f"urn:uuid:{tag.id}",
        "piyue:path": path,
        "piyue:name": tag.name,
        "piyue:kind": tag.kind.value,
        "piyue:colour": tag.colour,
        "piyue:position": tag.position,
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
    if tag.slot:
        value["piyue:slot"] = tag.slot
    if tag.keywords:
        value["piyue:keywords"] = list(tag.keywords)
    if tag.retired:
        value["piyue:retired"] = True
    return value


def _time(moment: datetime) -> str:
    """As xsd:dateTime in UTC, with fractions of a second only where there are any."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
    return f"{text}Z"

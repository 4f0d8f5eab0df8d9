"""What only our own REFI-QDA files tell, laid over what any program reads from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from app.domain.annotation import Scope
from app.domain.change import Value
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
)
from app.domain.fields import (
    annotation_fields,
    annotation_value,
    link_value,
    reply_value,
    report_value,
    tag_fields,
    tag_value,
)
from app.domain.report import METADATA_FIELDS
from app.files.refi_extras import Things
from app.files.refi_project import is_guid

_WRONG = (KeyError, ValueError, TypeError, AttributeError)
"""What fields that cannot be raise: they are then not believed."""


def is_on_report(fields: Any, report: str) -> bool:
    """Whether the fields of an annotation say that it stands on a whole report."""
    if not isinstance(fields, dict):
        return False
    said = cast("dict[str, Any]", fields)
    return said.get("scope") == Scope.REPORT and said.get("report") == report


def names_in(told: Any) -> list[str]:
    """The texts of a list; none of them if it is no list."""
    if not isinstance(told, list):
        return []
    return [name for name in cast("list[Any]", told) if isinstance(name, str)]


def as_told(brought: Brought, told: Things) -> Brought:
    """The same with everything as it was in the library that the file came from."""
    return replace(
        brought,
        sources=tuple(_source(source, told["reports"]) for source in brought.sources),
        tags=tuple(_tag(tag, told["tags"]) for tag in brought.tags),
        reviewers=tuple(_reviewer(who, told["reviewers"]) for who in brought.reviewers),
        annotations=tuple(
            _annotation(_answered(one, told), told) for one in brought.annotations
        ),
        links=tuple(_link(link, told["links"]) for link in brought.links),
    )  # fmt: skip


def _source(source: BroughtSource, told: Mapping[str, Any]) -> BroughtSource:
    if not is_guid(source.key) or source.key not in told:
        return source
    try:
        fields = _report_fields(told[source.key])
        report = report_value(source.key, fields, 0)
    except _WRONG:
        return source
    known = {name: report.metadata[name].value for name in METADATA_FIELDS}
    return replace(
        source,
        report=report.id,
        text_sha256=report.text_sha256,
        file_name=report.file_name,
        metadata={name: value for name, value in known.items() if value},
        fields=fields if source.text is not None else None,
    )


def _report_fields(told: Mapping[str, Any]) -> dict[str, Value]:
    """A whole report: its file is not at hand, so that the text stands for it."""
    layout = ("body", "furniture", "sections")
    names = (*METADATA_FIELDS, "text_sha256", "characters", "file_name", "media_type")
    fields: dict[str, Value] = {name: told[name] for name in (*names, "imported", "notes", *layout)}
    return {**fields, "file_sha256": told["text_sha256"], "corrections": [], "recognised": None}


def _tag(tag: BroughtTag, told: Mapping[str, Any]) -> BroughtTag:
    if tag.key not in told:
        return tag
    try:
        value = tag_value(tag.key, told[tag.key])
        fields = tag_fields(value)
    except _WRONG:
        return tag
    parent = str(value.parent) if value.parent else None
    return BroughtTag(tag.key, value.name, parent, fields)


def _reviewer(who: BroughtReviewer, told: Mapping[str, Any]) -> BroughtReviewer:
    fields = told.get(who.key)
    name = cast("dict[str, Any]", fields).get("name") if isinstance(fields, dict) else None
    return replace(who, name=name) if isinstance(name, str) else who


def _annotation(one: BroughtAnnotation, told: Things) -> BroughtAnnotation:
    one = replace(one, resolved=one.key in told["resolved"])
    if one.key not in told["annotations"]:
        return one
    try:
        value = annotation_value(one.key, told["annotations"][one.key])
        fields = annotation_fields(value)
    except _WRONG:
        return one
    anchor = value.anchor
    return replace(
        one,
        scope=value.scope,
        start=anchor.span.start if anchor else None,
        end=anchor.span.end if anchor else None,
        quote=anchor.quote.exact if anchor else "",
        prefix=anchor.quote.prefix if anchor else "",
        suffix=anchor.quote.suffix if anchor else "",
        tags=tuple(str(tag) for tag in value.tags),
        comment=value.comment,
        reviewer=str(value.reviewer),
        created=value.created,
        edited=value.edited,
        resolved=value.resolved,
        state=value.state,
        fields=fields,
    )


def _answered(one: BroughtAnnotation, told: Things) -> BroughtAnnotation:
    if not one.replies or not told["replies"]:
        return one
    return replace(one, replies=tuple(_reply(reply, told["replies"]) for reply in one.replies))


def _reply(reply: BroughtReply, told: Mapping[str, Any]) -> BroughtReply:
    if reply.key not in told:
        return reply
    try:
        value = reply_value(reply.key, told[reply.key])
    except _WRONG:
        return reply
    return BroughtReply(reply.key, value.text, str(value.reviewer), value.created, value.edited)


def _link(link: BroughtLink, told: Mapping[str, Any]) -> BroughtLink:
    if link.key not in told:
        return link
    try:
        value = link_value(link.key, told[link.key])
    except _WRONG:
        return link
    return BroughtLink(
        link.key,
        str(value.origin),
        str(value.target),
        value.kind.value,
        value.comment,
        str(value.reviewer),
        value.created,
    )

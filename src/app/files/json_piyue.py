"""Piyue's own terms in a Web Annotation file: reports, codebook, people, whole annotations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.domain.annotation import Annotation, Placing, Scope
from app.domain.change import Value
from app.domain.exchange import BroughtReviewer, BroughtSource, BroughtTag
from app.domain.fields import annotation_fields, tag_fields
from app.domain.link import LinkKind
from app.domain.report import METADATA_FIELDS
from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.files.json_values import (
    Object,
    number_of,
    object_of,
    objects,
    scalar_of,
    text_of,
    values,
)
from app.files.web_annotation import Item, bare
from app.text.canonical import canonical, sha256_of

RECORD = frozenset(
    {
        *METADATA_FIELDS,
        *("text_sha256", "characters", "file_name", "file_sha256", "media_type", "imported"),
        *("notes", "body", "furniture", "sections", "corrections", "recognised"),
    }
)
"""Fields of a report, all of which must be there for it to be taken as it is."""


def source_of(value: Object) -> BroughtSource | None:
    """A report of `piyue:reports`; None when it has no id of ours."""
    key = bare(text_of(value.get("id")))
    report = uuid_of(key)
    if report is None:
        return None
    metadata = {name: text_of(value.get(f"piyue:{name}")) for name in METADATA_FIELDS}
    metadata = {name: text for name, text in metadata.items() if text}
    file_name = text_of(value.get("piyue:fileName"))
    text = value.get("piyue:text")
    text = canonical(text)[0] if isinstance(text, str) and text else None
    sha256 = text_of(value.get("piyue:textSha256"))
    record = object_of(value.get("piyue:record"))
    is_whole = text is not None and record is not None and record.keys() >= RECORD
    return BroughtSource(
        key=key,
        name=metadata.get("title") or file_name,
        text=text,
        report=report,
        text_sha256=sha256 or (sha256_of(text) if text is not None else ""),
        file_name=file_name,
        metadata=metadata,
        fields=_chosen(record) if is_whole and record else None,
    )


def _chosen(record: Mapping[str, Any]) -> dict[str, Value]:
    return {name: record[name] for name in sorted(RECORD)}


def tag_of(value: Object) -> BroughtTag | None:
    """A tag of `piyue:tags`; None when it has no id or no name."""
    key = bare(text_of(value.get("id")))
    name = text_of(value.get("piyue:name")).strip()
    if not key or not name:
        return None
    parent = bare(text_of(value.get("piyue:parent"))) or None
    tag = Tag(
        id=uuid_of(key) or UUID(int=0),
        name=name,
        code=text_of(value.get("piyue:code")),
        kind=kind_of(text_of(value.get("piyue:kind"))) or TagKind.TOPIC,
        colour=colour if (colour := text_of(value.get("piyue:colour"))) in COLOURS else "slate",
        position=number_of(value.get("piyue:position")) or 0,
        slot=slot if (slot := number_of(value.get("piyue:slot"))) in SLOTS else None,
        short_name=text_of(value.get("piyue:shortName")),
        english=text_of(value.get("piyue:english")),
        definition=text_of(value.get("piyue:definition")),
        keywords=tuple(filter(None, map(text_of, values(value.get("piyue:keywords"))))),
        retired=scalar_of(value.get("piyue:retired")) is True,
    )
    fields = {k: v for k, v in tag_fields(tag).items() if k not in ("name", "parent")}
    return BroughtTag(key, name, parent, fields)


def reviewer_of(value: Object) -> BroughtReviewer | None:
    key = bare(text_of(value.get("id")))
    return BroughtReviewer(key, text_of(value.get("name"))) if key else None


def kind_of(name: str) -> TagKind | None:
    return next((kind for kind in TagKind if kind.value == name), None)


def link_kind_of(value: Object) -> str:
    name = text_of(value.get("piyue:linkKind"))
    return name if name in {kind.value for kind in LinkKind} else ""


def uuid_of(key: str) -> UUID | None:
    try:
        return UUID(key) if len(key) == 36 else None
    except ValueError:
        return None


def whole_annotation(item: Item) -> Mapping[str, Value] | None:
    """All fields of an annotation that Piyue wrote; None when it is not one, or not whole."""
    raw = item.raw
    if "piyue:scope" not in raw or "piyue:state" not in raw or len(item.targets) != 1:
        return None
    try:
        return annotation_fields(_annotation(item))
    except (KeyError, TypeError, ValueError):
        return None


def _annotation(item: Item) -> Annotation:
    raw, target = item.raw, item.targets[0]
    comments = [body.text for body in item.bodies if body.purpose == "commenting"]
    tags = [UUID(body.own) for body in item.bodies if body.purpose == "tagging"]
    scope, state = Scope(text_of(raw["piyue:scope"])), AnchorState(text_of(raw["piyue:state"]))
    rule = bare(text_of(raw.get("piyue:rule")))
    return Annotation(
        id=UUID(item.key),
        report=UUID(bare(target.source)),
        scope=scope,
        anchor=None if scope is Scope.REPORT else _anchor(item, state),
        tags=tuple(tags),
        comment="\n".join(comments),
        reviewer=UUID(item.agent.key),
        created=_moment(item.created),
        edited=_moment(item.modified),
        state=state,
        resolved=scalar_of(raw.get("piyue:resolved")) is True,
        rule=UUID(rule) if rule else None,
        placing=_placing(raw.get("piyue:placing")),
    )


def _moment(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("no time")
    return moment


def _anchor(item: Item, state: AnchorState) -> Anchor:
    target = item.targets[0]
    prefix, suffix = recorded_context(item)
    if state is AnchorState.LOST:
        at = _number(item.raw.get("piyue:lostAt"))
        span = Span(at, at)
    else:
        span = Span(_number(target.start), _number(target.end))
    return Anchor(span, Quote(target.exact, prefix, suffix))


def recorded_context(item: Item) -> tuple[str, str]:
    """Prefix and suffix as they were recorded, where the file gives longer ones."""
    target, lengths = item.targets[0], next(iter(objects(item.raw.get("piyue:context"))), None)
    if lengths is None:
        return target.prefix, target.suffix
    before = number_of(lengths.get("piyue:prefix"))
    after = number_of(lengths.get("piyue:suffix"))
    if before is None or after is None:
        return target.prefix, target.suffix
    return target.prefix[max(0, len(target.prefix) - before) :], target.suffix[:after]


def _number(value: Any) -> int:
    number = number_of(value)
    if number is None:
        raise ValueError("no number")
    return number


def _placing(value: Any) -> Placing | None:
    found = objects(value)
    if not found:
        return None
    value = found[0]
    return Placing(
        score=_share(value["piyue:score"]),
        margin=_share(value["piyue:margin"]),
        text_sha256=text_of(value["piyue:textSha256"]),
        start=_number(value["piyue:start"]),
        end=_number(value["piyue:end"]),
    )


def _share(value: Any) -> float:
    value = scalar_of(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("no share")
    return value

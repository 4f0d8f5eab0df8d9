"""Brought values for tests: a whole library as a file would bring it, and small ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.domain.change import Entity
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
)
from app.domain.fields import annotation_fields, tag_fields
from app.workspace.workspace import Workspace

TEXT = (
    "松溪县2023年度法治政府建设情况报告\n"
    "2023年，松溪县坚持依法行政，𠮷祥镇率先完成改革，mixed 中English。\n"
    "\n"
    "一、主要举措和成效\n"
    "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件。\n"
    "（二）规范行政执法。开展双随机、一公开检查81次。加强组织领导。\n"
    "二、存在的不足\n"
    "一是法治意识有待提升。二是执法力量不足。加强组织领导。\n"
    "松溪县人民政府\n"
    "2024年2月10日"
)


def whole(workspace: Workspace, *, lossless: bool = False) -> Brought:
    """Everything in a library.

    Args:
        lossless: with the fields of reports and annotations, as a Piyue file has them;
            else only what other programs' formats carry.
    """
    library = workspace.library
    replies: dict[UUID, list[BroughtReply]] = {}
    for reply in library.replies():
        replies.setdefault(reply.annotation, []).append(
            BroughtReply(
                str(reply.id), reply.text, str(reply.reviewer), reply.created, reply.edited
            )
        )
    return Brought(
        format="test",
        context="test",
        sources=tuple(
            BroughtSource(
                str(report.id),
                report.title,
                library.text(report.id),
                report.id,
                report.text_sha256,
                report.file_name,
                fields=library.fields(Entity.REPORT, str(report.id)) if lossless else None,
            )
            for report in library.reports()
        ),
        tags=tuple(
            BroughtTag(
                str(tag.id), tag.name, str(tag.parent) if tag.parent else None, tag_fields(tag)
            )
            for tag in library.tags()
        ),
        reviewers=tuple(BroughtReviewer(str(r.id), r.name) for r in library.reviewers()),
        annotations=tuple(
            BroughtAnnotation(
                str(a.id),
                str(a.report),
                a.scope,
                a.anchor.span.start if a.anchor else None,
                a.anchor.span.end if a.anchor else None,
                a.anchor.quote.exact if a.anchor else "",
                a.anchor.quote.prefix if a.anchor else "",
                a.anchor.quote.suffix if a.anchor else "",
                tuple(map(str, a.tags)),
                a.comment,
                str(a.reviewer),
                a.created,
                a.edited,
                a.resolved,
                a.state,
                tuple(replies.get(a.id, ())),
                annotation_fields(a) if lossless else None,
            )
            for a in library.annotations()
        ),
        links=tuple(
            BroughtLink(
                str(k.id),
                str(k.origin),
                str(k.target),
                k.kind.value,
                k.comment,
                str(k.reviewer),
                k.created,
            )
            for k in library.links()
        ),
        things=_things(workspace) if lossless else {},
    )


def _things(workspace: Workspace) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    library = workspace.library
    ids = {
        Entity.RULE: [str(rule.id) for rule in library.rules()],
        Entity.PIN: [str(pin.id) for pin in library.pins()],
        Entity.STATUS: [
            f"{report}/{reviewer.id}"
            for reviewer in library.reviewers()
            for report in library.statuses(reviewer.id)
        ],
    }
    return {
        str(entity): {id_: library.fields(entity, id_) or {} for id_ in found}
        for entity, found in ids.items()
    }


def quoted(key: str, quote: str, **values: Any) -> BroughtAnnotation:
    """An annotation of which a table knows the words."""
    return BroughtAnnotation(key, values.pop("source", "s"), quote=quote, **values)


def small(*annotations: BroughtAnnotation, text: str | None = TEXT, **values: Any) -> Brought:
    """One document `s` with annotations."""
    source = BroughtSource("s", "松溪县报告", text, file_name="松溪县.txt")
    return Brought("test", context="c", sources=(source,), annotations=annotations, **values)

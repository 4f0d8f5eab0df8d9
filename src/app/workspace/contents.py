"""Contents: how much there is of each kind of content, and what a format leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.carrying import Content, Loss
from app.domain.rows import AnnotationRow, LinkRow
from app.domain.tag import Tag
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.files.writing import Format


def losses_of(
    format_: Format, present: Mapping[Content, int], options: Mapping[str, str]
) -> list[Loss]:
    """What of the content that is there a format does not hold, in the order of Content."""
    carried = format_.carried(options)
    partly = format_.partly - format_.left(options)
    return [
        Loss(content, count, content in partly)
        for content in Content
        if (count := present.get(content, 0)) and content not in carried
    ]


def content_of(
    session: Session,
    rows: Iterable[AnnotationRow],
    links: Sequence[LinkRow],
    reports: Collection[UUID],
) -> dict[Content, int]:
    """How many things of each kind an export would hold that left nothing out.

    Args:
        rows, links: the annotations meant and the links with an end among them.
        reports: those whose texts are meant.
    """
    found = dict.fromkeys(Content, 0)
    found |= _said(rows)
    found |= _codebook(session.tree.tags, rows)
    found |= _kept(session, frozenset(reports))
    found[Content.LINKS] = len(links)
    return found


def _said(rows: Iterable[AnnotationRow]) -> dict[Content, int]:
    found = dict.fromkeys(Content, 0)
    people: set[UUID] = set()
    for row in rows:
        a = row.annotation
        people.add(row.reviewer.id)
        people.update(who.id for _, who in row.replies)
        found[Content.TIMES] += 1
        found[Content.THREADS] += len(row.replies)
        for content, holds in (
            (Content.PLACES, a.scope is Scope.PASSAGE),
            (Content.SECTION_REMARKS, a.scope is Scope.SECTION),
            (Content.REPORT_REMARKS, a.scope is Scope.REPORT),
            (Content.TAGS, bool(row.tags)),
            (Content.COMMENTS, bool(a.comment)),
            (Content.RESOLVED, a.resolved),
            (Content.DOUBTS, a.state in {AnchorState.TO_CONFIRM, AnchorState.LOST}),
        ):
            found[content] += holds
    found[Content.REVIEWERS] = len(people)
    return found


def _codebook(tags: Sequence[Tag], rows: Iterable[AnnotationRow]) -> dict[Content, int]:
    used = {tag.id for row in rows for tag, _ in row.tags}
    return {
        Content.TAG_TREE: sum(tag.id not in used for tag in tags),
        Content.TAG_DETAILS: sum(_has_details(tag) for tag in tags),
        Content.TAG_COLOURS: len(tags),
    }


def _has_details(tag: Tag) -> bool:
    return bool(tag.definition or tag.code or tag.short_name or tag.english or tag.keywords)


def _kept(session: Session, reports: frozenset[UUID]) -> dict[Content, int]:
    """What the library keeps beside the annotations, of these reports."""
    library = session.library
    people = [reviewer.id for reviewer in library.reviewers()]
    statuses = [report for who in people for report in library.statuses(who)]
    return {
        Content.TEXTS: len(reports),
        Content.OUTLINES: len(reports),
        Content.METADATA: len(reports),
        Content.CORRECTIONS: sum(bool(library.corrections(report)) for report in reports),
        Content.VERSIONS: sum(version.report in reports for version in library.versions()),
        Content.RULES: len(library.rules()),
        Content.PINS: sum(pin.a in reports and pin.b in reports for pin in library.pins()),
        Content.STATUSES: sum(report in reports for report in statuses),
        Content.HISTORY: library.change_count(),
    }

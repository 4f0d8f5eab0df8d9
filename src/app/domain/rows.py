"""Rows: annotations and links with everything an export or a list shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation
from app.domain.discussion import Reply
from app.domain.link import Link, LinkKind
from app.domain.report import Report
from app.domain.reviewer import Reviewer
from app.domain.tag import Tag


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """One annotation, resolved.

    Attributes:
        section: headings from the top, label included (`一、总体情况`); empty
            when it stands before the first section or on the whole report.
        paragraph: 1-based number of the paragraph inside its deepest section,
            0 for an annotation on a section or a report.
        tags: in the annotation's order, each with its path of names from the
            top, joined by `/`.
        replies: what was answered, in order of time, each with who wrote it.
        links: how many links join it with other annotations.
    """

    annotation: Annotation
    report: Report
    section: tuple[str, ...]
    paragraph: int
    tags: tuple[tuple[Tag, str], ...]
    reviewer: Reviewer
    replies: tuple[tuple[Reply, Reviewer], ...] = ()
    links: int = 0

    @property
    def quote(self) -> str:
        anchor = self.annotation.anchor
        return anchor.quote.exact if anchor else ""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link with what stands at its ends."""

    link: Link
    origin: AnnotationRow
    target: AnnotationRow

    def other(self, annotation: UUID) -> AnnotationRow:
        """What stands at the end that is not this one."""
        return self.target if annotation == self.link.origin else self.origin

    def role(self, annotation: UUID) -> str:
        """What this end is to the other: a key of LINK_ROLES."""
        kind = self.link.kind
        is_end = kind.is_directed and annotation != self.link.origin
        return f"{kind.value}_by" if is_end else kind.value


LINK_ROLES = (
    LinkKind.SAME.value,
    LinkKind.CONTRADICTS.value,
    LinkKind.COPIED.value,
    "copied_by",
    LinkKind.ANSWERS.value,
    "answers_by",
)
"""What an end of a link can be to the other one; `_by` is the target of a directed kind."""

ROW_COLUMNS = (
    "annotation",
    "report",
    "title",
    "organisation",
    "region",
    "level",
    "year",
    "section",
    "start",
    "end",
    "quote",
    "tags",
    "comment",
    "reviewer",
    "created",
    "edited",
    "replies",
    "resolved",
    "state",
    "scope",
    "prefix",
    "suffix",
    "tag_ids",
    "reviewer_id",
)
"""Keys of a row on the command line and in a CSV file, in order: ids first, new ones last."""


def row_values(row: AnnotationRow) -> dict[str, str | int | bool | None]:
    """The row as plain values under ROW_COLUMNS.

    `section` is joined by ` › `, `tags` (paths) by `; `, times are UTC with `Z`,
    `start`/`end` None for an annotation on the whole report and for one whose passage
    is lost, `replies` one `name: text` per line, `state` how sure its place is,
    `prefix` and `suffix` what stands around the quote, `tag_ids` joined as `tags`.
    """
    a, meta = row.annotation, row.report.metadata
    place = a.anchor.span if a.anchor and a.state is not AnchorState.LOST else None
    return {
        "annotation": str(a.id),
        "report": str(row.report.id),
        "title": row.report.title,
        "organisation": meta.organisation.value,
        "region": meta.region.value,
        "level": meta.level.value,
        "year": meta.year.value,
        "section": " › ".join(row.section),
        "start": place.start if place else None,
        "end": place.end if place else None,
        "quote": row.quote,
        "tags": "; ".join(path for _, path in row.tags),
        "comment": a.comment,
        "reviewer": row.reviewer.name,
        "created": a.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "edited": a.edited.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "replies": "\n".join(f"{who.name}: {reply.text}" for reply, who in row.replies),
        "resolved": a.resolved,
        "state": a.state.value,
        "scope": a.scope.value,
        "prefix": a.anchor.quote.prefix if a.anchor else "",
        "suffix": a.anchor.quote.suffix if a.anchor else "",
        "tag_ids": "; ".join(str(tag.id) for tag, _ in row.tags),
        "reviewer_id": str(row.reviewer.id),
    }

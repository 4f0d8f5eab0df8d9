"""Contents: how much there is of each kind of content, and what a format leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation, Scope
from app.domain.carrying import Content, Loss
from app.domain.discussion import Reply
from app.domain.tag import Tag
from app.files.workbook import CELL_LIMIT, is_short_enough
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


class Tally:
    """Counts what is said, one annotation after another."""

    def __init__(self) -> None:
        self.annotations = 0
        self.used: set[UUID] = set()
        self._people: set[UUID] = set()
        self._found = dict.fromkeys(Content, 0)

    def add(self, a: Annotation, replies: Collection[Reply]) -> None:
        found = self._found
        self.annotations += 1
        self.used.update(a.tags)
        self._people.add(a.reviewer)
        self._people.update(reply.reviewer for reply in replies)
        found[Content.THREADS] += len(replies)
        for content, holds in (
            (Content.PLACES, a.scope is Scope.PASSAGE),
            (Content.SECTION_REMARKS, a.scope is Scope.SECTION),
            (Content.REPORT_REMARKS, a.scope is Scope.REPORT),
            (Content.TAGS, bool(a.tags)),
            (Content.COMMENTS, bool(a.comment)),
            (Content.RESOLVED, a.resolved),
            (Content.LONG_TEXTS, _is_long(a, replies)),
            (Content.DOUBTS, a.state in {AnchorState.TO_CONFIRM, AnchorState.LOST}),
        ):
            found[content] += holds

    def counts(self) -> dict[Content, int]:
        said = {Content.REVIEWERS: len(self._people), Content.TIMES: self.annotations}
        return self._found | said


def _is_long(a: Annotation, replies: Collection[Reply]) -> bool:
    """Whether something that is said, or what it is said of, is more than a cell holds."""
    quote = a.anchor.quote.exact if a.anchor else ""
    answers = sum(len(reply.text) for reply in replies)
    if len(quote) + len(a.comment) + answers <= CELL_LIMIT // 2:
        return False
    told = "\n".join(reply.text for reply in replies)
    return not all(map(is_short_enough, (quote, a.comment, told)))


def content_of(
    session: Session, tally: Tally, links: int, reports: Collection[UUID]
) -> dict[Content, int]:
    """How many things of each kind an export would hold that left nothing out.

    Args:
        tally: of the annotations meant.
        links: those with an end among them.
        reports: those whose texts are meant.
    """
    found = tally.counts() | _codebook(session.tree.tags, tally.used)
    return found | _kept(session, frozenset(reports)) | {Content.LINKS: links}


def _codebook(tags: Sequence[Tag], used: Collection[UUID]) -> dict[Content, int]:
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

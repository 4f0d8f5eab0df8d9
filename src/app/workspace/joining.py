"""Joining: one passage of one reviewer is one annotation, whatever tags it gets.

Marking what is marked already makes no second annotation there; annotations that
overlap or touch and have a tag in common can be made one, with all that was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from uuid import UUID

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Edit, Entity
from app.domain.errors import Invalid
from app.domain.fields import annotation_fields, link_fields, reply_fields
from app.domain.link import Link
from app.text.lines import BLANKS
from app.workspace.annotating import Annotating
from app.workspace.edits import alter, delete
from app.workspace.session import Session


class Outcome(Enum):
    """What marking a passage came to."""

    MADE = auto()
    TAGGED = auto()
    """The passage was marked already; it has the tags now, too."""
    SAME = auto()
    """The passage was marked already, with these tags; nothing changed."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The annotation that now stands on a passage, and how it came to."""

    annotation: Annotation
    outcome: Outcome


class Joining:
    """Verbs that keep annotations of one passage together."""

    def __init__(self, session: Session, annotating: Annotating) -> None:
        self._session = session
        self._library = session.library
        self._annotating = annotating

    def mark(
        self, report: UUID, span: Span, tags: Sequence[UUID] = (), *, prefer: UUID | None = None
    ) -> Marked:
        """Mark a passage, or give tags to one's own annotation that stands on just this passage.

        Blanks at the ends make no difference.

        Args:
            prefer: which one to take when several stand there.

        Raises:
            Invalid, NotFound: as annotating.highlight.
        """
        with self._session.lock:
            here = self._standing_on(report, span)
            if not here:
                made = self._annotating.highlight(report, span, tags)
                return Marked(made, Outcome.MADE)
            same = [a for a in here if set(tags) <= set(a.tags)]
            chosen = next((a for a in same or here if a.id == prefer), (same or here)[-1])
            if same:
                return Marked(chosen, Outcome.SAME)
            tagged = self._annotating.set_tags(chosen.id, (*chosen.tags, *tags))
            return Marked(tagged, Outcome.TAGGED)

    def _standing_on(self, report: UUID, span: Span) -> list[Annotation]:
        """One's own annotations on just this passage, the oldest first."""
        text = self._library.text(report)
        if span.end > len(text):
            return []
        wanted = _bare(text, span)
        found = [
            a
            for a in self._library.annotations_around(report, span)
            if a.scope is Scope.PASSAGE
            and a.anchor is not None
            and a.reviewer == self._session.reviewer.id
            and a.state.is_sure
            and a.anchor.span.overlaps(span)
            and _bare(text, a.anchor.span) == wanted
        ]
        return sorted(found, key=lambda a: a.created)

    def neighbours(self, id_: UUID) -> list[Annotation]:
        """Annotations that could be joined with one, in text order, itself left out.

        They are the same reviewer's, have a tag in common with it (or neither has
        any), and overlap it or are parted from it by nothing but blanks.
        """
        one = self._library.annotation(id_)
        if one.scope is not Scope.PASSAGE or one.anchor is None or not one.state.is_sure:
            return []
        text = self._library.text(one.report)
        return [
            other
            for other in self._library.annotations_around(one.report, _reach(text, one.anchor.span))
            if other.id != id_
            and other.scope is Scope.PASSAGE
            and other.anchor is not None
            and other.state.is_sure
            and other.reviewer == one.reviewer
            and (set(other.tags) & set(one.tags) or not (other.tags or one.tags))
            and _meet(text, one.anchor.span, other.anchor.span)
        ]

    def join(self, ids: Iterable[UUID]) -> Annotation:
        """Make one annotation of several of one report, as one change.

        The oldest one stays: from the first beginning to the last end, with the tags
        and the different comments of all in text order, their replies and their links.
        A link between two of them goes, as does one that would be there twice.

        Raises:
            Invalid: `not_a_passage`; `not_joinable` when they are fewer than two, of
                several reports or reviewers, or text that is in none lies between them.
        """
        with self._session.lock:
            library = self._library
            parts = library.annotations_named(ids)
            parts.sort(key=_span)
            self._check(parts)
            kept = min(parts, key=lambda a: (a.created, _span(a)))
            whole = Span(_span(parts[0]).start, max(_span(a).end for a in parts))
            joined = replace(
                kept,
                anchor=Anchor.at(library.text(kept.report), whole),
                tags=tuple(dict.fromkeys(tag for a in (kept, *parts) for tag in a.tags)),
                comment=_together(a.comment for a in parts),
                resolved=all(a.resolved for a in parts),
                rule=kept.rule if all(a.rule == kept.rule for a in parts) else None,
                edited=self._session.clock(),
            )
            gone = [a for a in parts if a.id != kept.id]
            edits = [_altered(kept, joined), *self._moved(kept, gone)]
            edits += [delete(Entity.ANNOTATION, str(a.id), annotation_fields(a)) for a in gone]
            self._session.commit("join", edits)
            return joined

    def _check(self, parts: Sequence[Annotation]) -> None:
        if any(a.scope is not Scope.PASSAGE for a in parts):
            raise Invalid("not_a_passage")
        if len(parts) < 2 or len({(a.report, a.reviewer) for a in parts}) > 1:
            raise Invalid("not_joinable")
        text = self._library.text(parts[0].report)
        reach = _span(parts[0])
        for _, after in pairwise(parts):
            if not _meet(text, reach, _span(after)):
                raise Invalid("not_joinable")
            reach = Span(reach.start, max(reach.end, _span(after).end))

    def _moved(self, kept: Annotation, gone: Sequence[Annotation]) -> list[Edit]:
        """Replies and links of those that go, given to the one that stays."""
        former = {a.id for a in gone}
        edits: list[Edit] = []
        for reply in self._library.replies(kept.report):
            if reply.annotation in former:
                after = replace(reply, annotation=kept.id)
                fields = reply_fields(reply), reply_fields(after)
                edits.append(alter(Entity.REPLY, str(reply.id), *fields))
        links = self._library.links(kept.report)
        known = {_ends(link) for link in links if not former & {link.origin, link.target}}
        for link in links:
            if not former & {link.origin, link.target}:
                continue
            after = replace(
                link,
                origin=kept.id if link.origin in former else link.origin,
                target=kept.id if link.target in former else link.target,
            )
            if after.origin == after.target or _ends(after) in known:
                edits.append(delete(Entity.LINK, str(link.id), link_fields(link)))
            else:
                known.add(_ends(after))
                edits.append(
                    alter(Entity.LINK, str(link.id), link_fields(link), link_fields(after))
                )
        return edits


def _ends(link: Link) -> tuple[object, ...]:
    """What makes a link another one: its kind and ends, in their order only where that counts."""
    ends = (link.origin, link.target)
    return (link.kind, *(ends if link.kind.is_directed else sorted(ends)))


def _altered(before: Annotation, after: Annotation) -> Edit:
    fields = annotation_fields(before), annotation_fields(after)
    return alter(Entity.ANNOTATION, str(before.id), *fields)


def _span(annotation: Annotation) -> Span:
    return annotation.anchor.span if annotation.anchor else Span(0, 0)


def _bare(text: str, span: Span) -> Span:
    """A span without the blanks at its ends; as it is when there is nothing else."""
    words = span.of(text)
    left = span.start + len(words) - len(words.lstrip(BLANKS + "\n"))
    right = span.start + len(words.rstrip(BLANKS + "\n"))
    return Span(left, right) if left < right else span


def _reach(text: str, span: Span) -> Span:
    """A span with the blanks around it."""
    blanks = BLANKS + "\n"
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in blanks:
        start -= 1
    while end < len(text) and text[end] in blanks:
        end += 1
    return Span(start, end)


def _meet(text: str, one: Span, other: Span) -> bool:
    """Whether two spans overlap, or nothing but blanks lies between them."""
    first, second = min(one, other), max(one, other)
    between = text[first.end : second.start]
    return second.start <= first.end or not between.strip(BLANKS + "\n")


def _together(comments: Iterable[str]) -> str:
    """Different comments, one under the other."""
    said = dict.fromkeys(comment.strip() for comment in comments)
    return "\n".join(comment for comment in said if comment)

"""Linking: saying what one passage has to do with another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import annotation_fields, link_fields
from app.domain.filters import Filter
from app.domain.ids import new_id
from app.domain.link import Link, LinkKind
from app.domain.rows import AnnotationRow, LinkRow
from app.workspace.edits import alter, create, delete, storable
from app.workspace.rows import collect_rows, link_counts
from app.workspace.session import Session


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text that need not be annotated yet."""

    report: UUID
    span: Span


End = UUID | Passage
"""One end of a link to be: an annotation, or a passage that becomes one."""


class Linking:
    """Verbs on links; each makes one change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library

    # --- making -----------------------------------------------------------------

    def link(
        self,
        origin: End,
        target: End,
        kind: LinkKind,
        comment: str = "",
        reviewer: UUID | None = None,
    ) -> Link:
        """Link two passages; one that is not annotated becomes an annotation without tags.

        An annotation of the same reviewer on exactly that passage is taken instead of
        making a second one.

        Raises:
            Invalid: `link_self`; `link_exists` (kind) when the two are linked this way
                already, in either direction; `empty_span`, `span_outside`.
            NotFound: an annotation, a report or the reviewer is not in the library.
        """
        session = self._session
        with session.lock:
            who = session.reviewer_of(reviewer)
            first, made_first = self._end(origin, who)
            second, made_second = self._end(target, who)
            if _is_same_place(first, second):
                raise Invalid("link_self")
            self._refuse_again(first.id, second.id, kind)
            link = Link(
                new_id(), first.id, second.id, kind, storable(comment), who, session.clock()
            )
            edits = [
                create(Entity.ANNOTATION, str(a.id), annotation_fields(a))
                for a in (*made_first, *made_second)
            ]
            edits.append(create(Entity.LINK, str(link.id), link_fields(link)))
            session.commit("link", edits)
        return link

    def _end(self, end: End, reviewer: UUID) -> tuple[Annotation, list[Annotation]]:
        """The annotation of an end, and the same in a list when it is to be made."""
        if isinstance(end, UUID):
            return self._library.annotation(end), []
        text = self._library.text(end.report)
        if not len(end.span):
            raise Invalid("empty_span", start=end.span.start, end=end.span.end)
        if end.span.end > len(text):
            raise Invalid("span_outside", start=end.span.start, end=end.span.end, length=len(text))
        for known in self._library.annotations(end.report):
            if known.reviewer == reviewer and _is_on(known, end.span):
                return known, []
        now = self._session.clock()
        anchor = Anchor.at(text, end.span)
        made = Annotation(new_id(), end.report, Scope.PASSAGE, anchor, (), "", reviewer, now, now)
        return made, [made]

    def _refuse_again(self, a: UUID, b: UUID, kind: LinkKind, but: UUID | None = None) -> None:
        for known in self._library.links():
            if known.id != but and known.kind is kind and {known.origin, known.target} == {a, b}:
                raise Invalid("link_exists", kind=kind.value)

    # --- changing ---------------------------------------------------------------

    def change(
        self,
        id_: UUID,
        *,
        kind: LinkKind | None = None,
        comment: str | None = None,
        turned: bool = False,
    ) -> Link:
        """Give a link another kind or note, or (`turned`) the opposite direction.

        Raises:
            Invalid: `link_exists`. NotFound: the link is gone.
        """
        with self._session.lock:
            old = self.find(id_)
            new = replace(
                old,
                kind=old.kind if kind is None else kind,
                comment=old.comment if comment is None else storable(comment),
                origin=old.target if turned else old.origin,
                target=old.origin if turned else old.target,
            )
            if new.kind is not old.kind:
                self._refuse_again(new.origin, new.target, new.kind, but=id_)
            if new != old:
                edit = alter(Entity.LINK, str(id_), link_fields(old), link_fields(new))
                self._session.commit("edit_link", [edit])
        return new

    def delete(self, ids: Sequence[UUID]) -> None:
        """Remove links; the annotations at their ends stay."""
        with self._session.lock:
            edits = [
                delete(Entity.LINK, str(id_), link_fields(self.find(id_)))
                for id_ in dict.fromkeys(ids)
            ]
            if edits:
                self._session.commit("unlink", edits)

    # --- reading ----------------------------------------------------------------

    def find(self, id_: UUID) -> Link:
        """The link with this id.

        Raises:
            NotFound: there is none.
        """
        found = next((link for link in self._library.links() if link.id == id_), None)
        if found is None:
            raise NotFound("link", str(id_))
        return found

    def of_annotation(self, annotation: UUID) -> list[LinkRow]:
        """Links with an end in one annotation, oldest first."""
        return self.rows(
            link for link in self._library.links() if annotation in (link.origin, link.target)
        )

    def counts(self, report: UUID | None = None) -> dict[UUID, int]:
        """Links per annotation that has any; of those with an end in one report, or of all."""
        return link_counts(self._library.links(report))

    def rows(self, links: Iterable[Link] | None = None) -> list[LinkRow]:
        """Links (all of them when none are named) with what stands at their ends."""
        return link_rows(self._session, self._library.links() if links is None else links)


def link_rows(
    session: Session, links: Iterable[Link], known: Mapping[UUID, AnnotationRow] | None = None
) -> list[LinkRow]:
    """Links with what stands at their ends.

    Args:
        known: annotations at hand, by id; only the others are read.
    """
    chosen = list(links)
    found = dict(known or {})
    ends = frozenset(end for link in chosen for end in (link.origin, link.target)) - found.keys()
    if ends:
        others = collect_rows(session, Filter(annotations=ends))
        found |= {row.annotation.id: row for row in others}
    return [
        LinkRow(link, found[link.origin], found[link.target])
        for link in chosen
        if link.origin in found and link.target in found
    ]


def _is_on(annotation: Annotation, span: Span) -> bool:
    anchor = annotation.anchor
    return annotation.scope is Scope.PASSAGE and anchor is not None and anchor.span == span


def _is_same_place(a: Annotation, b: Annotation) -> bool:
    if a.id == b.id:
        return True
    if (a.reviewer, a.report, a.scope) != (b.reviewer, b.report, b.scope):
        return False
    return (a.anchor.span if a.anchor else None) == (b.anchor.span if b.anchor else None)

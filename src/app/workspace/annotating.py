"""Annotating: marking passages, sections and reports, and changing what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Edit, Entity
from app.domain.citation import Citing
from app.domain.errors import Ambiguous, Invalid, NotFound
from app.domain.fields import annotation_fields, link_fields, reply_fields, reviewer_fields
from app.domain.filters import Filter
from app.domain.ids import new_id
from app.domain.report import Section
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.store.library import Library
from app.workspace.edits import alter, create, delete, storable
from app.workspace.places import Place
from app.workspace.rows import collect_rows
from app.workspace.session import Session


class Annotating:
    """Verbs on annotations; those that name several things make one change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library

    # --- making -----------------------------------------------------------------

    def highlight(
        self,
        report: UUID,
        span: Span,
        tags: Sequence[UUID] = (),
        comment: str = "",
        reviewer: UUID | None = None,
    ) -> Annotation:
        """Mark a passage.

        Raises:
            Invalid: `empty_span`, or `span_outside` (length: of the report's text).
            NotFound: the report, a tag or the reviewer is not in the library.
        """
        text = self._library.text(report)
        if not len(span):
            raise Invalid("empty_span", start=span.start, end=span.end)
        if span.end > len(text):
            raise Invalid("span_outside", start=span.start, end=span.end, length=len(text))
        return self._make(report, Scope.PASSAGE, Anchor.at(text, span), tags, comment, reviewer)

    def annotate_section(
        self,
        report: UUID,
        section: Section,
        tags: Sequence[UUID] = (),
        comment: str = "",
        reviewer: UUID | None = None,
    ) -> Annotation:
        """Say something of a whole section; it is anchored at the heading."""
        text = self._library.text(report)
        if section.heading_span.end > len(text):
            heading = section.heading_span
            raise Invalid("span_outside", start=heading.start, end=heading.end, length=len(text))
        anchor = Anchor.at(text, section.heading_span)
        return self._make(report, Scope.SECTION, anchor, tags, comment, reviewer)

    def annotate_report(
        self,
        report: UUID,
        tags: Sequence[UUID] = (),
        comment: str = "",
        reviewer: UUID | None = None,
    ) -> Annotation:
        """Say something of a whole report."""
        self._library.report(report)
        return self._make(report, Scope.REPORT, None, tags, comment, reviewer)

    def _make(
        self,
        report: UUID,
        scope: Scope,
        anchor: Anchor | None,
        tags: Sequence[UUID],
        comment: str,
        reviewer: UUID | None,
    ) -> Annotation:
        session = self._session
        with session.lock:
            now = session.clock()
            annotation = Annotation(
                id=new_id(),
                report=report,
                scope=scope,
                anchor=anchor,
                tags=self._known(tags),
                comment=storable(comment),
                reviewer=session.reviewer_of(reviewer),
                created=now,
                edited=now,
            )
            fields = annotation_fields(annotation)
            session.commit("annotate", [create(Entity.ANNOTATION, str(annotation.id), fields)])
        return annotation

    # --- changing ---------------------------------------------------------------

    def set_comment(self, id_: UUID, comment: str) -> Annotation:
        said = storable(comment)
        return self._change("comment", [id_], lambda a: replace(a, comment=said))[0]

    def set_tags(self, id_: UUID, tags: Sequence[UUID]) -> Annotation:
        return self.retag([id_], tags)[0]

    def add_tag(self, id_: UUID, tag: UUID) -> Annotation:
        """Give one more tag; nothing happens when it is there already."""
        return self.add_tags([id_], [tag])[0]

    def remove_tag(self, id_: UUID, tag: UUID) -> Annotation:
        return self.remove_tags([id_], [tag])[0]

    def add_tags(self, ids: Sequence[UUID], tags: Sequence[UUID]) -> list[Annotation]:
        """Give several annotations more tags, as one change."""
        known = self._known(tags)
        return self._change("tag", ids, lambda a: replace(a, tags=_once((*a.tags, *known))))

    def remove_tags(self, ids: Sequence[UUID], tags: Sequence[UUID]) -> list[Annotation]:
        """Take tags from several annotations, as one change."""
        gone = frozenset(tags)
        return self._change(
            "untag", ids, lambda a: replace(a, tags=tuple(t for t in a.tags if t not in gone))
        )

    def retag(self, ids: Sequence[UUID], tags: Sequence[UUID]) -> list[Annotation]:
        """Replace the tags of several annotations."""
        known = self._known(tags)
        return self._change("retag", ids, lambda a: replace(a, tags=known))

    def set_span(self, id_: UUID, span: Span) -> Annotation:
        """Move the ends of a passage.

        Raises:
            Invalid: `empty_span`, `span_outside`, or `not_a_passage` for an
                annotation on a section or a report.
        """
        annotation = self._library.annotation(id_)
        if annotation.scope is not Scope.PASSAGE:
            raise Invalid("not_a_passage")
        text = self._library.text(annotation.report)
        if not len(span):
            raise Invalid("empty_span", start=span.start, end=span.end)
        if span.end > len(text):
            raise Invalid("span_outside", start=span.start, end=span.end, length=len(text))
        anchor = Anchor.at(text, span)
        placed = {"anchor": anchor, "state": AnchorState.EXACT, "placing": None}
        return self._change("span", [id_], lambda a: replace(a, **placed))[0]

    def delete(self, ids: Sequence[UUID]) -> None:
        """Remove annotations, as one change."""
        with self._session.lock:
            edits = removal(self._library, self._library.annotations_named(ids))
            if edits:
                self._session.commit("delete_annotations", edits)

    def _change(
        self, action: str, ids: Sequence[UUID], make: Callable[[Annotation], Annotation]
    ) -> list[Annotation]:
        """Remake annotations in one change; those that stay the same are left out of it."""
        with self._session.lock:
            now = self._session.clock()
            edits: list[Edit] = []
            result: list[Annotation] = []
            for old in self._library.annotations_named(ids):
                new = make(old)
                if new != old:
                    new = replace(new, edited=now)
                    before, after = annotation_fields(old), annotation_fields(new)
                    edits.append(alter(Entity.ANNOTATION, str(old.id), before, after))
                result.append(new)
            if edits:
                self._session.commit(action, edits)
        return result

    def _known(self, tags: Iterable[UUID]) -> tuple[UUID, ...]:
        tree = self._session.tree
        for tag in tags:
            if tag not in tree:
                raise NotFound("tag", str(tag))
        return _once(tags)

    # --- reading ----------------------------------------------------------------

    def of_report(self, report: UUID) -> list[Annotation]:
        """By start, the longer first, then in the order in which they were made."""
        return self._library.annotations(report)

    def rows(self, filter: Filter = Filter()) -> list[AnnotationRow]:  # noqa: A002, B008 - the word callers use; a frozen value
        """The annotations meant, resolved, by report and position."""
        return collect_rows(self._session, filter)

    def place(self, report: UUID, offset: int) -> Place:
        """In which section and paragraph a code point lies."""
        return self._session.places(report).at(offset)

    def citation(self, report: UUID, span: Span, citing: Citing | None = None) -> str:
        """Where a passage stands, in the form chosen or in another one."""
        place = self._session.places(report).at(span.start)
        citing = citing or self._session.citing
        return citing.passage(self._library.report(report), place.section, place.paragraph)

    # --- reviewers --------------------------------------------------------------

    def reviewers(self) -> list[Reviewer]:
        """Everybody in the library; the one at work is always among them."""
        known = self._library.reviewers()
        me = self._session.reviewer
        return known if any(r.id == me.id for r in known) else [*known, me]

    def add_reviewer(self, name: str) -> Reviewer:
        """Make a reviewer of this name, even when there is one already.

        Raises:
            Invalid: `name_empty`.
        """
        reviewer = Reviewer(new_id(), _clean(name))
        edit = create(Entity.REVIEWER, str(reviewer.id), reviewer_fields(reviewer))
        self._session.commit("reviewer", [edit])
        return reviewer

    def reviewer_named(self, name: str) -> Reviewer:
        """The one reviewer of this name; made when there is none.

        Raises:
            Ambiguous: several reviewers have this name.
        """
        named = [r for r in self.reviewers() if r.name == _clean(name)]
        if len(named) > 1:
            raise Ambiguous("reviewer", name, tuple(str(r.id) for r in named))
        return named[0] if named else self.add_reviewer(name)

    def rename_reviewer(self, id_: UUID, name: str) -> Reviewer:
        """Give a reviewer of this library another name.

        Not undone with Ctrl+Z: a name is a setting of the person, not a remark.

        Raises:
            NotFound: nobody has this id. Invalid: `name_empty`.
        """
        session = self._session
        new = Reviewer(session.reviewer_of(id_), _clean(name))
        with session.lock:
            old = next((r for r in self._library.reviewers() if r.id == id_), None)
            if id_ == session.reviewer.id:
                session.reviewer = new
            if old is not None and old != new:
                before, after = reviewer_fields(old), reviewer_fields(new)
                session.commit("reviewer", [alter(Entity.REVIEWER, str(id_), before, after)])
        return new


def removal(library: Library, annotations: Sequence[Annotation]) -> list[Edit]:
    """Edits that take annotations away, and first what hangs on them: replies and links."""
    gone = {a.id for a in annotations}
    reports = {a.report for a in annotations}
    edits = [
        delete(Entity.REPLY, str(reply.id), reply_fields(reply))
        for report in reports
        for reply in library.replies(report)
        if reply.annotation in gone
    ]
    links = {link.id: link for report in reports for link in library.links(report)}
    edits += [
        delete(Entity.LINK, str(link.id), link_fields(link))
        for link in links.values()
        if not gone.isdisjoint((link.origin, link.target))
    ]
    edits += [delete(Entity.ANNOTATION, str(a.id), annotation_fields(a)) for a in annotations]
    return edits


def _once(tags: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(tags))


def _clean(name: str) -> str:
    if not name.strip():
        raise Invalid("name_empty")
    return storable(name.strip())

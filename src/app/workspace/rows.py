"""Rows: annotations with their report, place, tags and reviewer, filtered."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation, Scope
from app.domain.discussion import Reply
from app.domain.errors import NotFound
from app.domain.filters import Filter, Standing
from app.domain.link import Link
from app.domain.region import within
from app.domain.report import Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.text.fold import fold
from app.workspace.places import Place
from app.workspace.session import Session

FEW_ANNOTATIONS = 50
"""Up to this many chosen annotations are read one by one."""

NOWHERE = Place((), 0)
"""Where an annotation on a whole report stands."""

Threads: TypeAlias = dict[UUID, list[Reply]]

FEW_REPORTS = 20
"""Up to this many chosen reports are read one by one, more by one pass over all."""


def collect_rows(session: Session, chosen: Filter) -> list[AnnotationRow]:
    """The annotations that a filter selects, by report (order of import) and position."""
    picking = Picking(session, chosen)
    found = map(picking.row, picking.annotations(picking.all_at_once()))
    return [row for row in found if _is_in(row.section, chosen.sections)]


class Picking:
    """The annotations that a filter selects, one after another."""

    def __init__(self, session: Session, chosen: Filter) -> None:
        self._session, self._chosen = session, chosen
        self.reports = {r.id: r for r in session.library.reports() if is_meant(r, chosen)}
        self.threads = _threads(session, chosen)
        self.links = link_counts(session.library.links())
        self._reviewers = {r.id: r for r in session.library.reviewers()}
        self._wants = _test(session, chosen, self.threads, self.links)
        tree = session.tree
        self._tags = {tag.id: (tag, tree.path(tag.id)) for tag in tree.tags}

    def all_at_once(self) -> Iterable[Annotation]:
        """Where to pick from, as fast as can be; most of it may be in memory together."""
        return _annotations(self._session, self.reports, self._chosen.annotations)

    def report_by_report(self) -> Iterable[Annotation]:
        """Where to pick from, with no more than one report's in memory."""
        library = self._session.library
        return (a for id_ in self.reports for a in library.annotations(id_))

    def annotations(self, among: Iterable[Annotation]) -> Iterator[Annotation]:
        """Those that are meant, but for the sections that the filter names."""
        return (a for a in among if a.report in self.reports and self._wants(a))

    def row(self, annotation: Annotation) -> AnnotationRow:
        """The annotation with what is shown of it."""
        place = NOWHERE
        if annotation.anchor:
            places = self._session.places(annotation.report)
            place = places.at(annotation.anchor.span.start)
        return AnnotationRow(
            annotation=annotation,
            report=self.reports[annotation.report],
            section=place.section,
            paragraph=place.paragraph if annotation.scope is Scope.PASSAGE else 0,
            tags=tuple([self._tags[t] for t in annotation.tags if t in self._tags]),
            reviewer=self._reviewer(annotation.reviewer),
            replies=tuple(
                [
                    (reply, self._reviewer(reply.reviewer))
                    for reply in self.threads.get(annotation.id, ())
                ]
            ),
            links=self.links.get(annotation.id, 0),
        )

    def _reviewer(self, id_: UUID) -> Reviewer:
        return self._reviewers.get(id_) or Reviewer(id_)

    def is_in_section(self, annotation: Annotation) -> bool:
        """Whether it stands where the filter says, if it says so."""
        chosen = self._chosen.sections
        return not chosen or _is_in(self.row(annotation).section, chosen)


def _threads(session: Session, chosen: Filter) -> Threads:
    """The replies to each annotation, in order of time; perhaps to others, too."""
    library = session.library
    reports: Iterable[UUID | None] = [None]
    if 0 < len(chosen.annotations) <= FEW_ANNOTATIONS:
        reports = {a.report for a in _found(session, chosen.annotations)}
    elif len(chosen.reports) == 1:
        reports = chosen.reports
    threads: Threads = {}
    for reply in (reply for id_ in reports for reply in library.replies(id_)):
        threads.setdefault(reply.annotation, []).append(reply)
    return threads


def link_counts(links: Iterable[Link]) -> dict[UUID, int]:
    """Links per annotation that has any."""
    return Counter(end for link in links for end in (link.origin, link.target))


def _is_in(section: tuple[str, ...], chosen: frozenset[tuple[str, ...]]) -> bool:
    return not chosen or any(section[: len(path)] == path for path in chosen)


def stands(annotation: Annotation, *, answered: bool, linked: bool = False) -> frozenset[Standing]:
    """Everything that holds of an annotation; `answered`: there are replies to it."""
    talked = bool(annotation.comment) or answered
    holds = {
        Standing.COMMENTED: talked,
        Standing.OPEN: talked and not annotation.resolved,
        Standing.RESOLVED: annotation.resolved,
        Standing.UNTAGGED: not annotation.tags,
        Standing.LINKED: linked,
        Standing.TO_CONFIRM: annotation.state is AnchorState.TO_CONFIRM,
        Standing.LOST: annotation.state is AnchorState.LOST,
    }
    return frozenset(standing for standing, true in holds.items() if true)


def _annotations(
    session: Session, reports: Iterable[UUID], chosen: frozenset[UUID]
) -> Iterable[Annotation]:
    ids = list(reports)
    if 0 < len(chosen) <= FEW_ANNOTATIONS:
        return _named(session, ids, chosen)
    if len(ids) > FEW_REPORTS:
        return session.library.annotations()
    return (a for id_ in ids for a in session.library.annotations(id_))


def _named(session: Session, reports: list[UUID], chosen: Iterable[UUID]) -> list[Annotation]:
    """Annotations by their ids, in the order of all the others; those that are gone left out."""
    order = {id_: place for place, id_ in enumerate(reports)}
    found = _found(session, chosen)
    return sorted(found, key=lambda a: (order.get(a.report, -1), *place_order(a)))


def _found(session: Session, chosen: Iterable[UUID]) -> Iterator[Annotation]:
    """Annotations by their ids; those that are gone left out."""
    for id_ in chosen:
        with contextlib.suppress(NotFound):
            yield session.library.annotation(id_)


def place_order(annotation: Annotation) -> tuple[int, int, datetime]:
    """How annotations of one report are ordered: on the whole report first, then by place."""
    span = annotation.anchor.span if annotation.anchor else None
    return (span.start, -span.end, annotation.created) if span else (-1, 0, annotation.created)


def is_meant(report: Report, chosen: Filter) -> bool:
    """Whether a filter selects a report, whatever is annotated in it."""
    meta = report.metadata
    return (
        (not chosen.reports or report.id in chosen.reports)
        and (not chosen.years or meta.year.value in chosen.years)
        and (not chosen.regions or any(within(meta.region.value, r) for r in chosen.regions))
    )


def _test(
    session: Session, chosen: Filter, threads: Threads, links: Mapping[UUID, int]
) -> Callable[[Annotation], bool]:
    tags = chosen.tags if chosen.exact_tags else session.tree.with_below(chosen.tags)
    words = tuple(fold(word) for word in chosen.text if word)

    def wants(annotation: Annotation) -> bool:
        if chosen.annotations and annotation.id not in chosen.annotations:
            return False
        if chosen.reviewers and annotation.reviewer not in chosen.reviewers:
            return False
        if chosen.tags and tags.isdisjoint(annotation.tags):
            return False
        if chosen.standings:
            answered, linked = annotation.id in threads, annotation.id in links
            if not chosen.standings <= stands(annotation, answered=answered, linked=linked):
                return False
        if not words:
            return True
        quote = annotation.anchor.quote.exact if annotation.anchor else ""
        answers = "\n".join(reply.text for reply in threads.get(annotation.id, ()))
        said = fold(f"{quote}\n{annotation.comment}\n{answers}")
        return any(word in said for word in words)

    return wants

"""Survey: everything that an export of some annotations would show, before it is written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload
from uuid import UUID

from app.domain.carrying import Content
from app.domain.filters import Filter
from app.domain.report import Report
from app.domain.rows import AnnotationRow, LinkRow
from app.store.library import Library
from app.workspace.contents import Tally, content_of
from app.workspace.linking import link_rows
from app.workspace.rows import Picking, collect_rows, is_meant
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.files.export import ReportPage


@dataclass(frozen=True, slots=True)
class Survey:
    """What is meant, read from the library at one moment.

    Attributes:
        chosen: the annotations asked for.
        rows, links: the annotations meant, and the links with an end among them.
        reports: those whose texts are meant, in order of import.
        listed: those that an overview names.
        present: how many things there are of each kind of content.
        annotations: how many are meant; of a glance, `rows` holds only the first.
        leading_out: how many of the links have their other end elsewhere.
    """

    chosen: Filter
    rows: Sequence[AnnotationRow]
    links: Sequence[LinkRow]
    reports: Sequence[UUID]
    listed: Sequence[Report]
    present: Mapping[Content, int]
    annotations: int
    leading_out: int

    @property
    def is_everything(self) -> bool:
        """Whether nothing of the library is left out."""
        return self.chosen == Filter()

    @property
    def has_chosen(self) -> bool:
        """Whether only some annotations of the reports are asked for."""
        return _chooses_annotations(self.chosen)

    def first(self, rows: int) -> Survey:
        """The beginning of it: so many annotations, and the first report they are of."""
        few = self.rows[:rows]
        shown = {row.annotation.id for row in few}
        first = {row.report.id for row in few[:1]} or set(self.reports[:1])
        return replace(
            self,
            rows=few,
            links=[x for x in self.links if not shown.isdisjoint((x.link.origin, x.link.target))],
            reports=[id_ for id_ in self.reports if id_ in first],
            listed=self.listed[:rows],
        )


def survey(session: Session, chosen: Filter) -> Survey:
    """What a filter means: its annotations, and the reports that go with them."""
    rows = collect_rows(session, chosen)
    tally, shown = Tally(), {row.annotation.id: row for row in rows}
    for row in rows:
        tally.add(row.annotation, [reply for reply, _ in row.replies])
    annotated = {row.report.id for row in rows}
    return _survey(session, chosen, rows, tally, shown, annotated)


def glance(session: Session, chosen: Filter, keep: int) -> Survey:
    """As `survey`, with the first `keep` rows only; the others are counted and let go.

    A window shows it while the person goes on choosing: a fraction of the work, and
    hardly anything for the collector of garbage to stop all threads for.
    """
    picking, tally = Picking(session, chosen), Tally()
    rows: list[AnnotationRow] = []
    ids: set[UUID] = set()
    annotated: set[UUID] = set()
    for annotation in picking.annotations(picking.report_by_report()):
        if not picking.is_in_section(annotation):
            continue
        tally.add(annotation, picking.threads.get(annotation.id, ()))
        ids.add(annotation.id)
        annotated.add(annotation.report)
        if len(rows) < keep:
            rows.append(picking.row(annotation))
    return _survey(session, chosen, rows, tally, ids, annotated)


def _survey(
    session: Session,
    chosen: Filter,
    rows: list[AnnotationRow],
    tally: Tally,
    ids: Container[UUID],
    annotated: Container[UUID],
) -> Survey:
    told = [x for x in session.library.links() if x.origin in ids or x.target in ids]
    kept = {row.annotation.id: row for row in rows}
    every = session.library.reports()
    reports = _shown(every, annotated, chosen, says_any=bool(rows))
    listed = _listed(every, reports, chosen)
    return Survey(
        chosen=chosen,
        rows=rows,
        links=link_rows(session, (x for x in told if x.origin in kept or x.target in kept), kept),
        reports=reports,
        listed=listed,
        present=content_of(session, tally, len(told), [report.id for report in listed]),
        annotations=tally.annotations,
        leading_out=sum((x.origin in ids) != (x.target in ids) for x in told),
    )


def _shown(
    every: Iterable[Report], annotated: Container[UUID], chosen: Filter, *, says_any: bool
) -> list[UUID]:
    names_reports = chosen.reports or chosen.years or chosen.regions
    takes_all = not _chooses_annotations(chosen) and (names_reports or not says_any)
    return [r.id for r in every if r.id in annotated or (takes_all and is_meant(r, chosen))]


def _listed(every: Iterable[Report], shown: Iterable[UUID], chosen: Filter) -> list[Report]:
    """The reports of an overview: a filter that only chooses reports leaves none of them out."""
    if _chooses_annotations(chosen):
        shown = frozenset(shown)
        return [report for report in every if report.id in shown]
    return [report for report in every if is_meant(report, chosen)]


def _chooses_annotations(chosen: Filter) -> bool:
    """Whether a filter asks for some annotations, and not only for some reports."""
    return bool(
        chosen.tags
        or chosen.text
        or chosen.reviewers
        or chosen.annotations
        or chosen.standings
        or chosen.sections
    )


class Pages(Sequence["ReportPage"]):
    """The reports of an export, each read when it is asked for and not kept."""

    def __init__(
        self, library: Library, reports: Sequence[UUID], rows: Iterable[AnnotationRow]
    ) -> None:
        self._library, self._reports = library, reports
        self._rows: dict[UUID, list[AnnotationRow]] = {}
        for row in rows:
            self._rows.setdefault(row.report.id, []).append(row)

    def __len__(self) -> int:
        return len(self._reports)

    @overload
    def __getitem__(self, index: int) -> ReportPage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ReportPage]: ...
    def __getitem__(self, index: int | slice) -> ReportPage | Sequence[ReportPage]:
        if isinstance(index, slice):
            return [self._page(id_) for id_ in self._reports[index]]
        return self._page(self._reports[index])

    def _page(self, id_: UUID) -> ReportPage:
        from app.files.export import ReportPage

        library = self._library
        return ReportPage(
            report=library.report(id_),
            text=library.text(id_),
            sections=library.outline(id_),
            furniture=library.furniture(id_),
            body=library.body(id_),
            rows=tuple(self._rows.get(id_, ())),
        )

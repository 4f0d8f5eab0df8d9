"""Exporting: annotations and annotated reports as files for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, overload
from uuid import UUID

from app.domain.filters import Filter
from app.domain.report import Report
from app.domain.rows import AnnotationRow, LinkRow
from app.store.library import Library
from app.workspace.labels import LABELS
from app.workspace.linking import link_rows
from app.workspace.progress import Progress, Silent
from app.workspace.rows import collect_rows, is_meant
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.files.export import ReportPage


class Exporting:
    """The verb that writes files. May run in a job thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def formats(self) -> tuple[str, ...]:
        """Names of the formats, in the order in which they are offered."""
        from app.files.writing import FORMATS

        return tuple(FORMATS)

    def export(
        self,
        format: str,  # noqa: A002 - the word callers use
        target: Path,
        filter: Filter = Filter(),  # noqa: A002, B008 - the word callers use; a frozen value
        progress: Progress | None = None,
        *,
        report: UUID | None = None,
        words: Mapping[str, str] | None = None,
    ) -> list[Path]:
        """Write the annotations meant.

        Args:
            format: one of `formats()`.
            target: a file; for docx of several reports a folder.
            report: only this one, with its text where the format can show it. A
                docx is made for each report meant: this one, those that the filter
                chooses by name, year or region, or else those with annotations; of
                a library without any annotation, all.
            words: labels for people; Chinese when not given (see labels.py).

        Returns:
            The files written.

        Raises:
            Invalid: `unknown_format`, or `no_reports` for docx without any report.
            WriteFailed: nothing half-written is left. Cancelled: likewise.
        """
        from app.files.export import Export
        from app.files.writing import FORMATS, write

        session = self._session
        if report is not None:
            session.library.report(report)
            filter = replace(filter, reports=frozenset({report}))  # noqa: A001 - see above
        rows = collect_rows(session, filter)
        chosen = FORMATS.get(format)
        meant = self._reports_shown(rows, filter)
        shows_text = chosen is not None and (
            chosen.needs_pages or chosen.takes_all or (chosen.uses_pages and len(meant) == 1)
        )
        counts = session.library.tag_counts()
        tree = session.tree
        export = Export(
            rows=rows,
            pages=Pages(session.library, meant, rows) if shows_text else (),
            tags=[(tag, tree.path(tag.id), counts.get(tag.id, 0)) for tag in tree.tags],
            library_name=session.library.path.stem,
            made=session.clock().astimezone(),
            listed=self._reports_listed(meant, filter),
            links=self._links(rows),
            reviewers=session.library.reviewers(),
            library=session.library.id,
        )
        return write(format, export, target, words or LABELS["zh"], (progress or Silent()).step)

    def _links(self, rows: Iterable[AnnotationRow]) -> list[LinkRow]:
        shown = {row.annotation.id: row for row in rows if row.links}
        links = self._session.library.links() if shown else []
        told = (link for link in links if link.origin in shown or link.target in shown)
        return link_rows(self._session, told, shown)

    def _reports_shown(self, rows: Iterable[AnnotationRow], chosen: Filter) -> list[UUID]:
        """The reports meant, in order of import."""
        annotated = {row.report.id for row in rows}
        names_reports = chosen.reports or chosen.years or chosen.regions
        takes_all = not _chooses_annotations(chosen) and (names_reports or not annotated)
        return [
            r.id
            for r in self._session.library.reports()
            if r.id in annotated or (takes_all and is_meant(r, chosen))
        ]

    def _reports_listed(self, shown: Iterable[UUID], chosen: Filter) -> list[Report]:
        """The reports of an overview: a filter that only chooses reports leaves none of them out."""
        reports = self._session.library.reports()
        if _chooses_annotations(chosen):
            shown = frozenset(shown)
            return [report for report in reports if report.id in shown]
        return [report for report in reports if is_meant(report, chosen)]


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

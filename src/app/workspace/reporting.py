"""Reporting: what is known of the reports themselves, and how far they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.anchor import Span
from app.domain.change import Edit, Entity, Value
from app.domain.errors import Ambiguous, Invalid, NotFound
from app.domain.fields import metadata_fields, pin_fields, status_id, version_fields
from app.domain.report import METADATA_FIELDS, Level, ReadingStatus, Report, Section
from app.text.fold import fold
from app.workspace.annotating import removal
from app.workspace.edits import alter, create, delete, storable
from app.workspace.session import Session

DATES = frozenset({"published_on", "signed_on", "filed_on"})
_YEAR = re.compile(r"[12][0-9]{3}\Z")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the library's list."""

    report: Report
    annotations: int
    status: ReadingStatus


class Reporting:
    """Verbs on reports."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library

    # --- reading ----------------------------------------------------------------

    def list(self) -> list[ReportLine]:
        """Every report in order of import; neither texts nor outlines are read."""
        counts = self._library.annotation_counts()
        statuses = self._library.statuses(self._session.reviewer.id)
        return [
            ReportLine(r, counts.get(r.id, 0), statuses.get(r.id, ReadingStatus.UNREAD))
            for r in self._library.reports()
        ]

    def report(self, id_: UUID) -> Report:
        return self._library.report(id_)

    def text(self, report: UUID) -> str:
        return self._library.text(report)

    def outline(self, report: UUID) -> tuple[Section, ...]:
        return self._library.outline(report)

    def furniture(self, report: UUID) -> tuple[Span, ...]:
        return self._library.furniture(report)

    def body(self, report: UUID) -> Span:
        return self._library.body(report)

    def status(self, report: UUID) -> ReadingStatus:
        """How far the reviewer at work has come with a report."""
        statuses = self._library.statuses(self._session.reviewer.id)
        return statuses.get(report, ReadingStatus.UNREAD)

    def resolve(self, name_or_id: str) -> Report:
        """The report with this id, this title, or the only one whose title contains it.

        Letter case and full or half width do not matter.

        Raises:
            NotFound: no report answers to it.
            Ambiguous: several do; candidates are `id title`.
        """
        typed = name_or_id.strip()
        reports = self._library.reports()
        try:
            wanted = UUID(typed)
        except ValueError:
            wanted = None
        for report in reports:
            if report.id == wanted:
                return report
        part = fold(typed)
        found = [r for r in reports if part and part in fold(r.title)]
        whole = [r for r in found if fold(r.title) == part]
        if len(whole) == 1 or len(found) == 1:
            return (whole or found)[0]
        if found:
            raise Ambiguous("report", typed, tuple(f"{r.id} {r.title}" for r in found))
        raise NotFound("report", typed)

    # --- changing ---------------------------------------------------------------

    def correct(self, report: UUID, values: Mapping[str, str | None]) -> Report:
        """Set metadata as a person knows it; None or blank means unknown.

        Raises:
            Invalid: `unknown_field` (field), `bad_value` (field, value): a year is
                four digits, a date `YYYY-MM-DD`, a level one of Level.
        """
        return self.correct_many([report], values)[0]

    def correct_many(
        self, reports: Iterable[UUID], values: Mapping[str, str | None]
    ) -> list[Report]:
        """The same correction for several reports, as one change."""
        checked = checked_values(values)
        with self._session.lock:
            edits: list[Edit] = []
            ids = list(dict.fromkeys(reports))
            for id_ in ids:
                metadata = self._library.report(id_).metadata
                before = metadata_fields(metadata)
                after = metadata_fields(metadata.corrected(checked))
                if after != before:
                    edits.append(alter(Entity.REPORT, str(id_), before, after))
            if edits:
                self._session.commit("correct", edits)
            return [self._library.report(id_) for id_ in ids]

    def confirm(self, reports: Iterable[UUID], names: Iterable[str]) -> None:
        """Make what the machine found in some fields a person's own word, as one change."""
        wanted = tuple(names)
        unknown = set(wanted) - set(METADATA_FIELDS)
        if unknown:
            raise Invalid("unknown_field", field=min(unknown))
        with self._session.lock:
            edits: list[Edit] = []
            for id_ in dict.fromkeys(reports):
                metadata = self._library.report(id_).metadata
                found = {name: metadata[name].value for name in wanted}
                before = metadata_fields(metadata)
                after = metadata_fields(metadata.corrected(found))
                if after != before:
                    edits.append(alter(Entity.REPORT, str(id_), before, after))
            if edits:
                self._session.commit("confirm_fields", edits)

    def differing(self, reports: Iterable[UUID], values: Mapping[str, str | None]) -> int:
        """How many reports a correction would give another value."""
        checked = checked_values(values)
        known = (self._library.report(id_).metadata for id_ in dict.fromkeys(reports))
        return sum(any(m[name].value != value for name, value in checked.items()) for m in known)

    def set_status(self, report: UUID, status: ReadingStatus) -> None:
        """Say how far the reviewer at work has come with a report."""
        self.set_statuses([report], status)

    def set_statuses(self, reports: Iterable[UUID], status: ReadingStatus) -> None:
        """The same status for several reports, as one change."""
        me = self._session.reviewer.id
        new = {"status": status.value}
        with self._session.lock:
            edits: list[Edit] = []
            for report in dict.fromkeys(reports):
                self._library.report(report)
                id_ = status_id(report, me)
                old = self._library.fields(Entity.STATUS, id_)
                if old is not None and old["status"] != status.value:
                    edits.append(alter(Entity.STATUS, id_, old, new))
                elif old is None and status is not ReadingStatus.UNREAD:
                    edits.append(create(Entity.STATUS, id_, new))
            if edits:
                self._session.commit("status", edits)

    def remove(self, reports: Iterable[UUID]) -> None:
        """Take reports out of the library with all that was said of them.

        Their texts stay in the file, so that undo brings everything back.
        """
        library = self._library
        with self._session.lock:
            found: dict[UUID, Mapping[str, Value]] = {}
            for id_ in reports:
                fields = library.fields(Entity.REPORT, str(id_))
                if fields is None:
                    raise NotFound("report", str(id_))
                found[id_] = fields
            edits = removal(library, [a for id_ in found for a in library.annotations(id_)])
            edits += [
                delete(Entity.PIN, str(pin.id), pin_fields(pin))
                for pin in library.pins()
                if pin.a in found or pin.b in found
            ]
            edits += [
                delete(Entity.VERSION, version.id, version_fields(version))
                for id_ in found
                for version in library.versions(id_)
            ]
            for id_, fields in found.items():
                edits += self._statuses_of(id_)
                edits.append(delete(Entity.REPORT, str(id_), fields))
            if edits:
                self._session.commit("remove_reports", edits)

    def _statuses_of(self, report: UUID) -> list[Edit]:
        """Edits that forget how far everybody has read a report."""
        ids = [status_id(report, reviewer.id) for reviewer in self._library.reviewers()]
        found = {id_: self._library.fields(Entity.STATUS, id_) for id_ in ids}
        return [delete(Entity.STATUS, id_, fields) for id_, fields in found.items() if fields]


def checked_values(values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Corrections as they are stored, or Invalid; see Reporting.correct."""
    checked: dict[str, str | None] = {}
    for name, value in values.items():
        if name not in METADATA_FIELDS:
            raise Invalid("unknown_field", field=name)
        cleaned = storable(value or "").strip() or None
        if cleaned and not _is_good(name, cleaned):
            raise Invalid("bad_value", field=name, value=cleaned)
        checked[name] = cleaned
    return checked


def _is_good(name: str, value: str) -> bool:
    if name == "year":
        return bool(_YEAR.match(value))
    if name == "level":
        return value in tuple(Level)
    if name in DATES:
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return True

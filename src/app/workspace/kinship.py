"""Kinship: whether a text that comes in is another version of a report of the library."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.domain.change import Change, Entity
from app.domain.errors import NotFound
from app.domain.report import Metadata, ParsedReport
from app.domain.version import Kinship
from app.text.comparing import DifferenceKind, differences, pieces, shared
from app.text.position_map import key_text
from app.workspace.session import Session

SAME_UNIT_AND_YEAR = 0.25
"""Share of the text that must be the same when unit and year, or the title, are."""

UNKNOWN = 0.5
"""The same when unit or year is not known on one side, and nothing contradicts."""

CONTRARY = 0.9
"""The same when unit or year differ: one of them may have been recognised wrongly."""


COMMON = 24
"""A sentence that so many reports share says nothing of where a text comes from."""

REMEMBERED = 200
"""Texts that were just compared, and are likely to be stored next."""


@dataclass(frozen=True, slots=True)
class _Known:
    pieces: Mapping[int, int]
    unit: str
    year: str
    title: str


class Kin:
    """Finds the report of which a text may be another version.

    A file's name says nothing. What is known of the library's texts is made when it
    is first asked for (a millisecond a report) and kept in step with the changes.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()
        self._known: dict[UUID, _Known] | None = None
        self._having: dict[int, set[UUID]] = {}
        self._stale: set[UUID] = set()
        self._recent: dict[str, Mapping[int, int]] = {}
        session.follow(self._forget)

    def of(self, parsed: ParsedReport) -> Kinship | None:
        """The report that this seems to be another text of; None for a new one.

        None too for the text that a report of the library has now: that is the same
        report and no other version of it.
        """
        library = self._session.library
        if library.report_with_text(parsed.text_sha256):
            return None
        former = library.report_with_former_text(parsed.text_sha256)
        if former is not None:
            return self._kinship(former, parsed, is_former=True)
        best = self._likest(parsed)
        return self._kinship(best, parsed) if best else None

    def _likest(self, parsed: ParsedReport) -> UUID | None:
        mine = _seen(pieces(parsed.text[parsed.body.start : parsed.body.end]), parsed.metadata)
        with self._lock:
            known = self._all()
            reports = {id_: 0 for id_, other in known.items() if _is_namesake(mine, other)}
            for piece, length in mine.pieces.items():
                having = self._having.get(piece, ())
                if len(having) < COMMON:
                    for report in having:
                        reports[report] = reports.get(report, 0) + length
            self._remember(parsed.text_sha256, mine.pieces)
            likest = sorted(reports, key=lambda report: -reports[report])[:20]
            scored = [
                (likeness - least, str(report), report)
                for report in likest
                if (likeness := shared(mine.pieces, known[report].pieces))
                >= (least := _least(mine, known[report]))
            ]
        return max(scored)[2] if scored else None

    def _kinship(self, report: UUID, parsed: ParsedReport, *, is_former: bool = False) -> Kinship:
        library = self._session.library
        text, body = library.text(report), library.body(report)
        counts = dict.fromkeys(DifferenceKind, 0)
        for difference in differences(text, parsed.text, body, parsed.body):
            counts[difference.kind] += 1
        likeness = shared(
            pieces(text[body.start : body.end]),
            pieces(parsed.text[parsed.body.start : parsed.body.end]),
        )
        return Kinship(
            report,
            round(likeness, 4),
            counts[DifferenceKind.CHANGED],
            counts[DifferenceKind.ADDED],
            counts[DifferenceKind.REMOVED],
            is_former,
        )

    # --- what is known ------------------------------------------------------------

    def _all(self) -> dict[UUID, _Known]:
        if self._known is None:
            self._known, self._having = {}, {}
            self._stale = {report.id for report in self._session.library.reports()}
        while self._stale:
            id_ = self._stale.pop()
            known = self._known.pop(id_, None)
            for piece in known.pieces if known else ():
                self._having[piece].discard(id_)
            self._learn(self._known, id_)
        return self._known

    def _learn(self, known: dict[UUID, _Known], id_: UUID) -> None:
        library = self._session.library
        try:
            report = library.report(id_)
            found = self._recent.pop(report.text_sha256, None)
            if found is None:
                body = library.body(id_)
                found = pieces(library.text(id_)[body.start : body.end])
            known[id_] = _seen(found, report.metadata)
        except NotFound:
            return  # it was removed meanwhile
        for piece in known[id_].pieces:
            self._having.setdefault(piece, set()).add(id_)

    def _remember(self, text_sha256: str, found: Mapping[int, int]) -> None:
        self._recent[text_sha256] = found
        if len(self._recent) > REMEMBERED:
            del self._recent[next(iter(self._recent))]

    def _forget(self, change: Change) -> None:
        touched = change.touched(Entity.REPORT)
        if touched:
            with self._lock:
                self._stale |= set(map(UUID, touched))


def _seen(found: Mapping[int, int], metadata: Metadata) -> _Known:
    return _Known(
        found,
        key_text(metadata.organisation.value or ""),
        metadata.year.value or "",
        key_text(metadata.title.value or ""),
    )


def _is_namesake(mine: _Known, other: _Known) -> bool:
    """Whether both are called the same, or are of one unit and year."""
    if mine.title and mine.title == other.title:
        return True
    return bool(mine.unit and mine.year) and (mine.unit, mine.year) == (other.unit, other.year)


def _least(mine: _Known, other: _Known) -> float:
    """The share of the text that must be the same for two reports to be one."""
    same_unit = bool(mine.unit) and mine.unit == other.unit
    same_year = bool(mine.year) and mine.year == other.year
    contrary_unit = bool(mine.unit and other.unit) and not same_unit
    contrary_year = bool(mine.year and other.year) and not same_year
    if contrary_year:
        return CONTRARY
    if (same_unit and same_year) or (mine.title and mine.title == other.title):
        return SAME_UNIT_AND_YEAR
    return CONTRARY if contrary_unit else UNKNOWN

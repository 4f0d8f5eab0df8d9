"""Importing: outside files into the library, a few at a time."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from uuid import UUID

from app.domain.change import Edit, Entity
from app.domain.errors import Cancelled, UnreadableFile
from app.domain.fields import parsed_fields
from app.domain.ids import report_id
from app.domain.incoming import AS_DETECTED, Choices, Incoming
from app.domain.report import Note, ParsedReport, Report
from app.domain.version import Kinship
from app.files.suffixes import REPORT_SUFFIXES
from app.store.library import NewText
from app.workspace.edits import create
from app.workspace.gathering import gather, opened, shown, shown_name, under_shown_name
from app.workspace.parsing import Parsing
from app.workspace.progress import InOneOf, Progress, Silent
from app.workspace.reporting import checked_values
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.workspace.kinship import Kin
    from app.workspace.versioning import Versioning

BATCH = 50
"""Reports stored by one change: one step of undo, and one short hold on the library."""

LARGEST_HASHED = 100 * 2**20
"""Bytes; a larger file is not looked up by its content before it is read."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file would become; nothing is stored.

    Attributes:
        file: name without folders.
        parsed: None when the file cannot be read; then `error` says why.
        duplicate_of: the report of the library that has the same text.
        same_as: index (in the list of results) of an earlier file with the same text.
        version_of: the report of the library of which it seems to be a corrected text.
        kinship: how like that report's text it is, and what differs.
        members, choices: see Incoming.
    """

    path: Path
    file: str
    parsed: ParsedReport | None = None
    error: UnreadableFile | None = None
    duplicate_of: UUID | None = None
    same_as: int | None = None
    version_of: UUID | None = None
    kinship: Kinship | None = None
    members: tuple[str, ...] = ()
    choices: Choices = AS_DETECTED

    @property
    def incoming(self) -> Incoming:
        return Incoming(self.path, self.members, self.choices)

    def as_result(self) -> ImportResult:
        """What would become of the file, as the result of storing it."""
        is_known = self.duplicate_of is not None or self.same_as is not None
        status = Status.DUPLICATE if is_known else Status.ADDED
        return ImportResult(
            self.path,
            self.file,
            Status.FAILED if self.error else status,
            notes=self.parsed.notes if self.parsed else (),
            error=self.error,
            members=self.members,
            kinship=self.kinship,
        )


class Wanted(NamedTuple):
    """What is to be stored of one file.

    Attributes:
        corrections: metadata fields with the person's values; see Reporting.correct.
        replaces: the report whose text it takes the place of; None for a new report.
    """

    parsed: ParsedReport
    corrections: Mapping[str, str | None] = {}
    replaces: UUID | None = None


class Status(StrEnum):
    """What became of one file."""

    ADDED = "added"
    VERSION = "version"  # the new text of a report that was in the library
    DUPLICATE = "duplicate"  # the text is in the library already; counts as done
    SKIPPED = "skipped"  # a person decided so
    FAILED = "failed"
    CANCELLED = "cancelled"  # not reached before the user stopped the work


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file.

    Attributes:
        report: the new report, or for a duplicate the existing one.
        members: see Incoming.
        kinship: the report of which a new one seems to be another version.
    """

    path: Path
    file: str
    status: Status
    report: Report | None = None
    notes: tuple[Note, ...] = ()
    error: UnreadableFile | None = None
    members: tuple[str, ...] = ()
    kinship: Kinship | None = None


class Importing:
    """Verbs that bring reports in. All may run in a job thread."""

    def __init__(self, session: Session, parsing: Parsing) -> None:
        self._session = session
        self._library = session.library
        self._parsing = parsing
        # Two imports at once must not both find that a text is new.
        self._storing = threading.Lock()

    def use_libreoffice(self, mode: str) -> None:
        """Say when an installed LibreOffice converts old Word files: settings.LIBREOFFICE_MODES."""
        self._parsing.use_libreoffice(mode)

    def examine(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Examined]:
        """Read files and folders and say what they would become, in the order named.

        Raises:
            Cancelled: by the progress; nothing was stored.
        """
        return list(self.examining(paths, progress))

    def examining(
        self, paths: Sequence[Path], progress: Progress | None = None
    ) -> Iterator[Examined]:
        """As `examine`, each file as it is read; `same_as` counts what was yielded."""
        watched = progress or Silent()
        files = self._gathered(paths, watched)
        first: dict[str, int] = {}
        for index, outcome in self._outcomes(files, watched):
            file = files[index][0]
            if isinstance(outcome, UnreadableFile):
                yield Examined(file.path, shown(file), error=outcome, members=file.members)
                continue
            same_as = first.setdefault(outcome.text_sha256, index)
            yield self._known_to_library(
                Examined(
                    file.path,
                    shown(file),
                    parsed=outcome,
                    members=file.members,
                    same_as=None if same_as == index else same_as,
                )
            )

    def files(self, paths: Sequence[Path]) -> list[Path]:
        """The files meant, in their order; nothing is read, archives are not opened."""
        return [path for path, _ in gather(paths, REPORT_SUFFIXES, self._session.library.path)]

    def file_sha256(self, examined: Examined) -> str:
        """Of the file's bytes, also when it could not be read; empty when there are none to see."""
        if examined.parsed is not None:
            return examined.parsed.file_sha256
        return "" if examined.members else _digest(examined.path) or ""

    def examine_again(self, examined: Examined, choices: Choices) -> Examined:
        """Read one file once more, as a person wishes it read; nothing is stored."""
        if choices.recognise:
            return self.recognise(replace(examined, choices=choices))
        incoming = Incoming(examined.path, examined.members, choices)
        try:
            outcome = under_shown_name(incoming, self._parsing.worker().parse(incoming))
        except UnreadableFile as error:
            outcome = error
        if isinstance(outcome, UnreadableFile):
            return Examined(
                examined.path,
                examined.file,
                error=outcome,
                members=examined.members,
                choices=choices,
            )
        return self._known_to_library(
            replace(examined, parsed=outcome, error=None, same_as=None, choices=choices)
        )

    def can_recognise(self) -> bool:
        """Whether a Tesseract with Chinese is installed; it is looked for, not run."""
        from app.files.tesseract import find_tesseract

        return find_tesseract() is not None

    def recognise(self, examined: Examined, progress: Progress | None = None) -> Examined:
        """Read one file with the text of its picture pages recognised; nothing is stored.

        Args:
            examined: a scanned file (its error is `scanned`), or one whose notes say
                `mixed_scan`.
            progress: counts pages; a page takes seconds. It is asked many times a
                second, so that work can be given up in the middle of a page.

        Returns:
            The report, with a note `recognised`. When nothing came of it, `error` says
            why, and `parsed` is still what it was.

        Raises:
            Cancelled: by the progress.
        """
        wanted = replace(examined, choices=replace(examined.choices, recognise=True))
        outcome = self._recognised(wanted.incoming, progress or Silent(), wanted.file)
        if isinstance(outcome, UnreadableFile):
            return replace(wanted, error=outcome)
        return self._known_to_library(replace(wanted, parsed=outcome, error=None, same_as=None))

    def _recognised(
        self, incoming: Incoming, progress: Progress, name: str
    ) -> ParsedReport | UnreadableFile:
        from app.files.recognising import recognised_report

        def watch(done: int, total: int) -> None:
            progress.step(done, total, name)

        try:
            report = recognised_report(self._parsing.worker(), incoming, watch)
        except UnreadableFile as error:
            return under_shown_name(incoming, error)
        return under_shown_name(incoming, report)

    def store(
        self,
        items: Sequence[Wanted | tuple[ParsedReport, Mapping[str, str | None]]],
        progress: Progress | None = None,
    ) -> list[Report]:
        """Store chosen reports with a person's corrections, at most BATCH to a change.

        One that replaces the text of a report is a change of its own; see Versioning.

        Returns:
            The report of each item; for a text that is in the library already,
            the existing one, whose metadata are left alone.

        Raises:
            Invalid: a correction is no good (nothing was stored); see Reporting.correct.
            Cancelled: between two changes; what is stored stays.
        """
        watched = progress or Silent()
        wanted = [item if isinstance(item, Wanted) else Wanted(*item) for item in items]
        corrected = [(one.parsed, checked_values(one.corrections)) for one in wanted]
        reports: dict[int, Report] = {}
        new = [number for number, one in enumerate(wanted) if one.replaces is None]
        for start in range(0, len(new), BATCH):
            part = new[start : start + BATCH]
            watched.step(start, len(corrected), corrected[part[0]][0].file_name)
            stored = self._store_batch([corrected[number] for number in part])
            reports |= {n: report for n, (report, _) in zip(part, stored, strict=True)}
        for number, one in enumerate(wanted):
            if one.replaces is not None:
                watched.step(len(reports), len(corrected), one.parsed.file_name)
                replaced = self._versioning.replace(one.replaces, one.parsed, one.corrections)
                reports[number] = replaced.report
        if corrected:
            watched.step(len(corrected), len(corrected), "")
        return [reports[number] for number in range(len(wanted))]

    def add(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        *,
        recognise: bool = False,
    ) -> list[ImportResult]:
        """Read and store files and folders as they come, at most BATCH in memory.

        Args:
            paths: files and folders.
            progress: counts files.
            recognise: pages that are only pictures are recognised; see recognise().

        Returns:
            One result per file, in the order named and walked. When the work was
            cancelled, the files not stored by then are CANCELLED; what is stored stays.
        """
        watched = progress or Silent()
        try:
            files = self._gathered(paths, watched)
        except Cancelled:
            return [
                ImportResult(path, shown_name(path), Status.CANCELLED)
                for path, _ in gather(paths, REPORT_SUFFIXES, self._session.library.path)
            ]
        results: list[ImportResult | None] = [None] * len(files)
        batch: list[tuple[int, ParsedReport]] = []
        known: dict[int, Report] = {}

        def settle() -> None:
            kin = [self._kin.of(parsed) for _, parsed in batch]
            stored = self._store_batch([(parsed, {}) for _, parsed in batch])
            for (index, parsed), like, (report, is_new) in zip(batch, kin, stored, strict=True):
                file = files[index][0]
                status = Status.ADDED if is_new else Status.DUPLICATE
                results[index] = ImportResult(
                    file.path, shown(file), status, report, parsed.notes, kinship=like
                )
            batch.clear()

        def is_known(index: int, file: Incoming) -> bool:
            same = [] if file.members else self._reports_with_content(file.path)
            if same:
                known[index] = self._library.report(same[0])
            return bool(same)

        try:
            for index, first in self._outcomes(files, watched, is_known):
                outcome = first
                if recognise and _has_pictures(first):
                    name = shown(files[index][0])
                    step = InOneOf(watched, index, len(files), name)
                    outcome = self._recognised(files[index][0], step, name)
                if isinstance(outcome, UnreadableFile):
                    file = files[index][0]
                    results[index] = ImportResult(
                        file.path, shown(file), Status.FAILED, error=outcome
                    )
                else:
                    batch.append((index, outcome))
                    if len(batch) == BATCH:
                        settle()
            settle()
        except Cancelled:
            batch.clear()
        for index, report in known.items():
            file = files[index][0]
            results[index] = ImportResult(
                file.path, shown(file), Status.DUPLICATE, report, report.notes
            )
        return [
            replace(
                result or ImportResult(file.path, shown(file), Status.CANCELLED),
                members=file.members,
            )
            for (file, _), result in zip(files, results, strict=True)
        ]

    # --- how ----------------------------------------------------------------------

    @cached_property
    def _kin(self) -> Kin:
        from app.workspace.kinship import Kin

        return Kin(self._session)

    @cached_property
    def _versioning(self) -> Versioning:
        from app.workspace.versioning import Versioning

        return Versioning(self._session)

    def _known_to_library(self, examined: Examined) -> Examined:
        """With what the library has of it: the same text, or another text of the report."""
        assert examined.parsed is not None
        kinship = self._kin.of(examined.parsed)
        return replace(
            examined,
            duplicate_of=self._library.report_with_text(examined.parsed.text_sha256),
            version_of=kinship.report if kinship else None,
            kinship=kinship,
        )

    def _gathered(
        self, paths: Sequence[Path], progress: Progress
    ) -> list[tuple[Incoming, UnreadableFile | None]]:
        """The files meant, those inside archives one by one.

        Raises:
            Cancelled: by the progress.
        """
        found = gather(paths, REPORT_SUFFIXES, self._session.library.path)

        def members(path: Path) -> list[tuple[str, ...]] | None:
            progress.step(0, len(found), shown_name(path))
            return self._parsing.worker().members(path)

        return list(opened(found, members))

    def _outcomes(
        self,
        files: Sequence[tuple[Incoming, UnreadableFile | None]],
        progress: Progress,
        skip: Callable[[int, Incoming], bool] | None = None,
    ) -> Iterator[tuple[int, ParsedReport | UnreadableFile]]:
        """Index and outcome of each file, in order; those that `skip` takes are left out."""
        troubles = {index: error for index, (_, error) in enumerate(files) if error}
        sent: list[int] = []

        def readable() -> Iterator[Incoming]:
            for index, (file, error) in enumerate(files):
                if error is None and not (skip and skip(index, file)):
                    sent.append(index)
                    yield file

        done = 0
        if files:
            progress.step(0, len(files), shown(files[0][0]))
        parsed = cast(
            "Generator[tuple[Incoming, ParsedReport | UnreadableFile]]",
            self._parsing.worker().parse_many(readable()),
        )
        with contextlib.closing(parsed):  # which gives up what is still being parsed
            for number, (incoming, outcome) in enumerate(parsed):
                index = sent[number]
                while done < index:
                    if done in troubles:
                        yield done, troubles.pop(done)
                    done += 1
                yield index, under_shown_name(incoming, outcome)
                done = index + 1
                progress.step(done, len(files), shown(incoming))
        for index in sorted(troubles):
            yield index, troubles[index]
        if files:
            progress.step(len(files), len(files), shown(files[-1][0]))

    def _store_batch(
        self, items: Sequence[tuple[ParsedReport, Mapping[str, str | None]]]
    ) -> list[tuple[Report, bool]]:
        """Store what is new in one change; each report, and whether it is new."""
        session = self._session
        with self._storing:
            now = session.clock()
            ids: list[tuple[UUID, bool]] = []
            made: dict[str, UUID] = {}
            edits: list[Edit] = []
            texts: list[NewText] = []
            for parsed, corrections in items:
                sha = parsed.text_sha256
                existing = (
                    made.get(sha)
                    or self._library.report_with_text(sha)
                    or self._library.report_with_former_text(sha)
                )
                if existing:
                    ids.append((existing, False))
                    continue
                id_ = made[sha] = report_id(sha)
                corrected = replace(parsed, metadata=parsed.metadata.corrected(corrections))
                edits.append(create(Entity.REPORT, str(id_), parsed_fields(corrected, now)))
                texts.append(NewText(sha, parsed.text, parsed.search_tokens))
                ids.append((id_, True))
            if edits:
                session.commit_aside("import", edits, texts)
            return [(self._library.report(id_), is_new) for id_, is_new in ids]

    def _reports_with_content(self, path: Path) -> list[UUID]:
        """Reports made from a file with exactly these bytes."""
        digest = _digest(path)
        return self._library.reports_with_file(digest) if digest else []


def _has_pictures(outcome: ParsedReport | UnreadableFile) -> bool:
    """Whether pages of a file are only pictures."""
    if isinstance(outcome, UnreadableFile):
        return outcome.reason == "scanned"
    return any(note.code == "mixed_scan" for note in outcome.notes)


def _digest(path: Path) -> str | None:
    """SHA-256 of a file's bytes; None of one that is too large or cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_HASHED:
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None  # the worker will say what is wrong with it

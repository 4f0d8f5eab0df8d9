"""Bringing: what another program or another library wrote comes into this one, as one change.

Three steps: `read` a file, `plan` what it would do, `bring` it in. Nothing is guessed in
silence: every decision is in the plan, and what is doubtful waits for a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.change import Change, Entity
from app.domain.errors import Cancelled, Invalid, UnreadableFile
from app.domain.exchange import Brought, BroughtSource, ExchangeNote, TableColumn
from app.domain.incoming import Incoming
from app.files.suffixes import REPORT_SUFFIXES
from app.workspace import brought_codebook, brought_documents, brought_remarks, brought_things
from app.workspace.bringing_plan import (
    Choices,
    Counted,
    Delivered,
    Fate,
    Memo,
    Outcome,
    Places,
    Plan,
    SourcePlan,
    Way,
)
from app.workspace.brought_codebook import Codebook, People
from app.workspace.brought_documents import Document, Documents
from app.workspace.brought_remarks import Remarks
from app.workspace.brought_things import Things
from app.workspace.gathering import is_of_library, shown_name
from app.workspace.parsing import Parsing
from app.workspace.progress import InOneOf, Progress, Silent
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.workspace.kinship import Kin

NOTES = (
    *brought_documents.NOTES,
    *brought_codebook.NOTES,
    *brought_remarks.NOTES,
    *brought_things.NOTES,
)
"""Codes of what is mended or left out here; ui and cli have the words."""

AS_ASKED = Choices()

_ANYBODYS = frozenset({".json", ".csv", ".xlsx", ".zip", ".db", ".xml"})
"""Suffixes that say nothing of the format."""

TRIES = 3
"""A change made meanwhile makes the plan anew, so often at most."""


class Bringing:
    """Verbs that bring exchange files in. All may run in a job thread."""

    def __init__(self, session: Session, parsing: Parsing) -> None:
        self._session = session
        self._library = session.library
        self._parsing = parsing
        self._changes = 0
        session.follow(self._count)

    def _count(self, change: Change) -> None:
        del change
        self._changes += 1

    @cached_property
    def _kin(self) -> Kin:
        from app.workspace.kinship import Kin

        return Kin(self._session)

    # --- reading ----------------------------------------------------------------------------

    def format_of(self, path: Path) -> str | None:
        """The format of an exchange file, or None: it is none, or cannot be looked at."""
        from app.files.bringing import HEAD_BYTES, bringer_of
        from app.store.bringing import DATABASES

        if is_of_library(path, self._session.library.path):
            return None
        try:
            head = b""
            if path.is_file():
                with path.open("rb") as file:
                    head = file.read(HEAD_BYTES)
            elif not path.is_dir():
                return None
            for name, one in DATABASES.items():
                if one.recognises(path, head):
                    return name
            return bringer_of(path) or self._by_suffix(path)
        except OSError:
            return None

    def _by_suffix(self, path: Path) -> str | None:
        """The only format that has this suffix: its reader says what is wrong with the file."""
        from app.files.bringing import BRINGERS
        from app.store.bringing import DATABASES

        suffix = path.suffix.lower()
        formats = {**BRINGERS, **DATABASES}
        named = [name for name, one in formats.items() if suffix in one.suffixes]
        is_theirs = suffix not in REPORT_SUFFIXES and suffix not in _ANYBODYS
        return named[0] if len(named) == 1 and is_theirs else None

    def suffixes(self) -> list[str]:
        """Of the files that can be brought in, with the dot."""
        from app.files.bringing import BRINGERS
        from app.store.bringing import DATABASES

        found = [s for one in (*BRINGERS.values(), *DATABASES.values()) for s in one.suffixes]
        return list(dict.fromkeys(found))

    def columns(self, path: Path) -> list[TableColumn]:
        """The columns of a table whose header is not understood (`no_columns`).

        Raises:
            UnreadableFile
        """
        rows = self._parsing.worker().ask("columns", Incoming(path))
        return [TableColumn(header, means, tuple(examples)) for header, means, examples in rows]

    def read(
        self,
        path: Path,
        progress: Progress | None = None,
        columns: Mapping[str, int] | None = None,
    ) -> Brought:
        """Read an exchange file; nothing is stored.

        Args:
            columns: of a table, what a person says: by the name of a field (see
                TableColumn.means) the number of its column, from 0.

        Raises:
            UnreadableFile: also `unsupported`, when it is no exchange file.
            Cancelled: by the progress.
        """
        watched = progress or Silent()
        from app.files.bringing import BRINGERS
        from app.store.bringing import DATABASES

        format_ = self.format_of(path)
        if format_ in DATABASES:
            return DATABASES[format_].read(path)
        if format_ not in BRINGERS:
            raise UnreadableFile(shown_name(path), "unsupported")
        name = shown_name(path)
        worker = self._parsing.worker()
        how = {} if columns is None else {"columns": dict(columns)}
        return worker.brought(path, format_, lambda: watched.step(0, 0, name), **how)

    # --- planning ---------------------------------------------------------------------------

    def plan(
        self,
        brought: Brought,
        choices: Choices = AS_ASKED,
        progress: Progress | None = None,
        memo: Memo | None = None,
    ) -> Plan:
        """What bringing a file in would do; nothing is stored.

        Args:
            memo: of an earlier plan of the same file, which makes this one faster.

        Raises:
            Cancelled: by the progress.
        """
        watched = progress or Silent()
        kept = memo or Memo()
        stamp = self._changes
        documents = Documents(self._session, self._kin, brought, choices, kept)
        codebook = Codebook(self._session, brought, choices)
        people = People(self._session, brought, choices)
        things = Things(self._library, brought, documents, codebook, people)
        remarks = Remarks(self._session, brought, choices, documents, codebook, people)
        documents.decide(watched)
        codebook.decide()
        people.decide()
        remarks.decide(watched)
        things.decide()
        sources = _sources(brought, documents)
        deciders = (documents, codebook, people, remarks, things)
        edits = [
            *people.edits,
            *codebook.edits,
            *documents.edits,
            *remarks.edits,
            *things.edits,
        ]
        texts = documents.new_texts([*remarks.referred, *things.referred])
        return Plan(
            brought=brought,
            choices=choices,
            reports=Counted.of(_fate(documents.found[plan.key]) for plan in sources),
            tags=Counted.of(codebook.fates[tag.key] for tag in brought.tags),
            reviewers=Counted.of(people.fates[one.key] for one in brought.reviewers),
            annotations=Counted.of(plan.fate for plan in remarks.each),
            replies=Counted.of(remarks.replies),
            links=Counted.of(remarks.links),
            things={entity: Counted.of(fates) for entity, fates in things.fates.items()},
            places=Places.of(plan.state for plan in remarks.each if plan.state),
            taken=codebook.taken + remarks.taken,
            sources=tuple(sources),
            each=tuple(remarks.each),
            questions=tuple(
                question
                for one in (documents, codebook, people, remarks)
                for question in one.questions
            ),
            repairs=(*brought.repairs, *(note for one in deciders for note in one.repairs)),
            rejects=(
                *brought.rejects,
                *(_missing(plan) for plan in sources if plan.way is Way.NONE),
                *(note for one in (codebook, remarks, things) for note in one.rejects),
            ),
            edits=tuple(edits),
            texts=tuple(texts),
            memo=kept,
            stamp=stamp,
        )

    # --- doing ------------------------------------------------------------------------------

    def bring(
        self, plan: Plan, choices: Choices | None = None, progress: Progress | None = None
    ) -> Outcome:
        """Bring a file in as one change, as planned or with a person's answers.

        The plan is made anew first when anything changed meanwhile.

        Raises:
            Cancelled: by the progress; nothing happened.
            Invalid: `stale`, when the library changes faster than a plan is made.
        """
        answers = plan.choices if choices is None else choices
        last: Invalid | None = None
        for _ in range(TRIES):
            fresh = plan
            if (plan.stamp, plan.choices) != (self._changes, answers) or last is not None:
                fresh = self.plan(plan.brought, answers, progress, plan.memo)
            if not fresh.edits:
                return Outcome(fresh, None, _touched(fresh))
            try:
                change = self._session.commit_aside(
                    "bring_in",
                    fresh.edits,
                    fresh.texts,
                    records=_speaks_of_me(self._session, fresh),
                )
            except Invalid as error:
                if error.what != "stale":
                    raise
                last = error
                continue
            return Outcome(fresh, change, _touched(fresh))
        assert last is not None
        raise last

    def add(
        self, paths: Sequence[Path], progress: Progress | None = None, *, dry_run: bool = False
    ) -> list[Delivered]:
        """Read files and bring each in, one change a file.

        Args:
            paths: exchange files; see `format_of`.
            dry_run: only plan; nothing is stored.

        Returns:
            One for each path; those not reached when the work was cancelled have no plan.
        """
        watched = progress or Silent()
        done: list[Delivered] = []
        try:
            for number, path in enumerate(paths):
                watched.step(number, len(paths), shown_name(path))
                within = InOneOf(watched, number, len(paths), shown_name(path))
                done.append(self._delivered(path, within, dry_run=dry_run))
        except Cancelled:
            left = paths[len(done) :]
            done += [Delivered(p, shown_name(p), self.format_of(p) or "") for p in left]
        return done

    def _delivered(self, path: Path, progress: Progress, *, dry_run: bool) -> Delivered:
        format_ = self.format_of(path) or ""
        name = shown_name(path)
        try:
            brought = self.read(path, progress)
        except UnreadableFile as error:
            return Delivered(path, name, format_, error=error)
        plan = self.plan(brought, progress=progress)
        if not dry_run:
            plan = self.bring(plan, progress=progress).plan
        return Delivered(path, name, format_, plan, is_done=not dry_run)


def _sources(brought: Brought, documents: Documents) -> list[SourcePlan]:
    counts: dict[str, int] = {}
    for annotation in brought.annotations:
        counts[annotation.source] = counts.get(annotation.source, 0) + 1
    return [_source(source, documents, counts) for source in brought.sources]


def _source(source: BroughtSource, documents: Documents, counts: Mapping[str, int]) -> SourcePlan:
    found = documents.found[source.key]
    name = source.name or source.file_name
    return SourcePlan(
        source.key,
        name,
        found.way,
        found.report,
        found.title,
        found.likeness,
        counts.get(source.key, 0),
    )


def _fate(document: Document) -> Fate:
    if document.way is Way.NEW:
        return Fate.ADDED
    if document.way is Way.NONE:
        return Fate.REJECTED
    return Fate.CONFLICT if document.differs else Fate.PRESENT


def _missing(plan: SourcePlan) -> ExchangeNote:
    return ExchangeNote("source_missing", plan.name, {"count": plan.annotations})


def _touched(plan: Plan) -> tuple[UUID, ...]:
    """The reports that are new or got annotations, in the order of the file."""
    changed = {a.report for a in plan.each if a.fate is Fate.ADDED}
    return tuple(
        dict.fromkeys(
            s.report for s in plan.sources if s.report and (s.way is Way.NEW or s.report in changed)
        )
    )


def _speaks_of_me(session: Session, plan: Plan) -> bool:
    me = str(session.reviewer.id)
    return any(
        edit.after is not None
        and (edit.after.get("reviewer") == me or (edit.entity is Entity.STATUS and me in edit.id))
        for edit in plan.edits
    )

"""The library: one `*.piyue` file, opened by one installation.

One writing connection under a lock; everything that only reads borrows a connection
of its own (see opening.Readers) and waits for nobody. The index beside it is derived.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.change import Change, Entity, Value
from app.domain.correction import Correction
from app.domain.discussion import Reply
from app.domain.errors import Invalid, LibraryError, NotFound
from app.domain.link import Link
from app.domain.pin import Pin
from app.domain.report import ReadingStatus, Report, Section
from app.domain.reviewer import Reviewer
from app.domain.rule import Rule
from app.domain.table import TableLine
from app.domain.tag import Tag
from app.domain.version import Version
from app.store import backup, checking, log, migrations, opening, reading, rows
from app.store.index import Index, Indexed
from app.store.log import ChangeHeader, NewText
from app.store.search import Bodies, Searcher
from app.text.readings import Readings

__all__ = ["ChangeHeader", "Library", "NewText", "Searcher"]

_AT_ONCE = 50
"""Reports of one change indexed by one transaction of the index."""

_SAMPLE = 25
"""Indexed reports that check() compares with the library."""


class Library:
    """An open library. All methods may be called from any thread.

    Attributes:
        path: the file.
        id: made with the file; copies share it.
        device: this installation, which numbers its changes.
        read_only: nothing can be applied.
    """

    def __init__(
        self, path: Path, device: UUID, cache: Path, writer: sqlite3.Connection | None, mode: str
    ) -> None:
        """Use create() or open()."""
        self.path = path
        self.device = device
        self.read_only = writer is None
        self._writer = writer
        self._lock = threading.Lock()
        self._open_reader = lambda: opening.connect(path, mode)
        self._readers = opening.Readers(self._open_reader)
        self._searchers: weakref.WeakSet[Searcher] = weakref.WeakSet()
        self._bodies = Bodies()
        self._is_closed = False
        with self._reading() as connection:
            found = connection.execute("SELECT value FROM meta WHERE name = 'library'").fetchone()
        if found is None:
            raise LibraryError(str(path), "damaged")
        self.id = UUID(found[0])
        self._index = Index(cache, self.id, path)

    @classmethod
    def create(cls, path: Path, *, device: UUID, cache: Path) -> Library:
        """Make an empty library and open it.

        It is built under another name and appears whole or not at all.

        Raises:
            LibraryError: exists, no_access, read_only, disk_full, input_output.
        """
        if path.exists():
            raise LibraryError(str(path), "exists")
        part = path.with_name(path.name + ".part")
        with opening.named_errors(path):
            part.unlink(missing_ok=True)
            try:
                _build(part)
                part.rename(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            backup.sync_folder(path.parent)
        return cls.open(path, device=device, cache=cache)

    @classmethod
    def open(cls, path: Path, *, device: UUID, cache: Path, read_only: bool = False) -> Library:
        """Open a library; an older one is brought up to date, after a copy of it was made.

        Raises:
            LibraryError: not_found, not_a_library, newer_version (found, known),
                locked, damaged, no_access, input_output, and read_only for an
                older library that cannot be written. The file is left as it was.
        """
        opening.inspect(path)
        writer: sqlite3.Connection | None = None
        with opening.named_errors(path):
            if not read_only and opening.is_writable(path):
                writer = opening.connect_up_to_date(path)
            mode = "ro" if writer else opening.reading_mode(path)
            try:
                if writer is None:
                    opening.refuse_older(path, mode)
                return cls(path, device, cache, writer, mode)
            except BaseException:
                if writer:
                    writer.close()
                raise

    def close(self) -> None:
        """Stop searches and put everything into the one file. Idempotent."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        for searcher in list(self._searchers):
            searcher.close()
        self._index.close()
        self._readers.close()
        if self._writer is not None:
            # A full disk or another reader may forbid it; the log beside the file is
            # then part of the library and the next opening takes it up.
            with contextlib.suppress(sqlite3.OperationalError):
                self._writer.execute("PRAGMA optimize")
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.close()

    # --- writing -------------------------------------------------------------------

    def apply(self, change: Change, texts: Sequence[NewText] = ()) -> Change:
        """Carry a change out, record it in the log, and make both durable: all or nothing.

        Args:
            texts: canonical texts that the change's reports refer to. With their
                tokens given, the reports are indexed at once.

        Returns:
            The change with device, sequence, lamport and the set_by of its edits.

        Raises:
            Invalid: `stale` (a before-image is not what the library holds),
                `reference` (something referred to is missing, or something deleted
                is still referred to), `values`, `field`, `tags`, `id`, `text_hash`.
            LibraryError: read_only, disk_full, locked, input_output, damaged.
        """
        with self._lock, opening.named_errors(self.path):
            if self._writer is None:
                raise LibraryError(str(self.path), "read_only")
            with _transaction(self._writer):
                applied = log.apply(self._writer, change, texts, self.device)
        self._index_texts(applied, texts)
        return applied

    def _index_texts(self, change: Change, texts: Sequence[NewText]) -> None:
        new = {text.sha256: text for text in texts}
        items: list[Indexed] = []
        for edit in change.edits:
            fields: Any = edit.after
            if edit.entity is Entity.REPORT and fields and fields.get("text_sha256") in new:
                text = new[fields["text_sha256"]]
                furniture = fields.get("furniture")
                if furniture is None:  # it stayed as it was while the text was replaced
                    furniture = (self.fields(Entity.REPORT, edit.id) or {}).get("furniture")
                items.append(
                    Indexed(text.sha256, rows.json_text(furniture), text.text, text.tokens)
                )
        for start in range(0, len(items), _AT_ONCE):  # a thousand prepared at once are heavy
            self._index.add(items[start : start + _AT_ONCE])

    # --- reading -------------------------------------------------------------------

    def fields(self, entity: Entity, id: str) -> dict[str, Value] | None:  # noqa: A002 - the field is called id
        """Every field of a thing as an edit names it, or None when there is no such thing."""
        with self._reading() as connection:
            row = rows.read(connection, entity, id)
        return row.fields if row else None

    def reports(self) -> list[Report]:
        """All reports in order of import; neither texts nor outlines are read."""
        with self._reading() as connection:
            return reading.reports(connection)

    def report(self, id: UUID) -> Report:  # noqa: A002 - the field is called id
        with self._reading() as connection:
            return reading.report(connection, id)

    def text(self, report: UUID) -> str:
        with self._reading() as connection:
            return reading.text(connection, report)

    def text_with(self, sha256: str) -> str:
        """A text of the library, also one that no report has any more."""
        with self._reading() as connection:
            return reading.text_with(connection, sha256)

    def outline(self, report: UUID) -> tuple[Section, ...]:
        with self._reading() as connection:
            return reading.outline(connection, report)

    def furniture(self, report: UUID) -> tuple[Span, ...]:
        with self._reading() as connection:
            return reading.furniture(connection, report)

    def body(self, report: UUID) -> Span:
        with self._reading() as connection:
            return reading.body(connection, report)

    def corrections(self, report: UUID) -> tuple[Correction, ...]:
        """What a person said about the outline and furniture, in the order it was said."""
        with self._reading() as connection:
            return reading.corrections(connection, report)

    def versions(self, report: UUID | None = None) -> list[Version]:
        """Former texts, the oldest first, of one report or of all."""
        with self._reading() as connection:
            return reading.versions(connection, report)

    def report_with_text(self, sha256: str) -> UUID | None:
        with self._reading() as connection:
            return reading.report_with_text(connection, sha256)

    def report_with_former_text(self, sha256: str) -> UUID | None:
        """The report that had this text before it got another one."""
        with self._reading() as connection:
            return reading.report_with_former_text(connection, sha256)

    def reports_with_file(self, file_sha256: str) -> list[UUID]:
        with self._reading() as connection:
            return reading.reports_with_file(connection, file_sha256)

    def tags(self) -> list[Tag]:
        """All tags, by position and name; the tree is in their parents."""
        with self._reading() as connection:
            return reading.tags(connection)

    def reviewers(self) -> list[Reviewer]:
        with self._reading() as connection:
            return reading.reviewers(connection)

    def statuses(self, reviewer: UUID) -> dict[UUID, ReadingStatus]:
        with self._reading() as connection:
            return reading.statuses(connection, reviewer)

    def annotations(self, report: UUID | None = None) -> list[Annotation]:
        """By report (order of import), start, longest first, time; of all reports or one."""
        with self._reading() as connection:
            return reading.annotations_of(connection, report)

    def annotations_around(self, report: UUID, span: Span) -> list[Annotation]:
        """Those of a report that overlap a span or touch its ends, in text order."""
        with self._reading() as connection:
            return reading.annotations_around(connection, report, span)

    def annotations_with(self, tags: Iterable[UUID]) -> list[Annotation]:
        """Annotations that carry any of these tags, each once, in no promised order."""
        with self._reading() as connection:
            return reading.annotations_with(connection, tags)

    def tag_extent(self, tags: Iterable[UUID]) -> tuple[int, int]:
        """How many annotations carry any of these tags, and in how many reports."""
        with self._reading() as connection:
            return reading.tag_extent(connection, tags)

    def annotations_named(self, ids: Iterable[UUID]) -> list[Annotation]:
        """Those with these ids, each once, in this order; NotFound when one is missing."""
        with self._reading() as connection:
            return reading.annotations_named(connection, list(dict.fromkeys(ids)))

    def annotation(self, id: UUID) -> Annotation:  # noqa: A002 - the field is called id
        with self._reading() as connection:
            return reading.annotation(connection, id)

    def replies(self, report: UUID | None = None) -> list[Reply]:
        """By annotation and time; to the annotations of one report or of all."""
        with self._reading() as connection:
            return reading.replies(connection, report)

    def reply(self, id: UUID) -> Reply:  # noqa: A002 - the field is called id
        with self._reading() as connection:
            return reading.reply(connection, id)

    def links(self, report: UUID | None = None) -> list[Link]:
        """By time; those with an end in one report, or all."""
        with self._reading() as connection:
            return reading.links(connection, report)

    def pins(self, report: UUID | None = None) -> list[Pin]:
        """By time; those with an end in one report, or all."""
        with self._reading() as connection:
            return reading.pins(connection, report)

    def rules(self) -> list[Rule]:
        """By time."""
        with self._reading() as connection:
            return reading.rules(connection)

    def table_lines(self, ids: Iterable[UUID] | None = None) -> list[TableLine]:
        """What a table shows of annotations: of these (missing ones left out), or all."""
        with self._reading() as connection:
            return reading.table_lines(connection, ids)

    def annotation_counts(self) -> dict[UUID, int]:
        """Annotations per report that has any."""
        with self._reading() as connection:
            return reading.annotation_counts(connection)

    def tag_counts(self) -> dict[UUID, int]:
        """Annotations per tag that has any."""
        with self._reading() as connection:
            return reading.tag_counts(connection)

    def changes(self, after_sequence: int = 0, device: UUID | None = None) -> list[Change]:
        """Changes with a greater sequence, of one device or of all, in order."""
        with self._reading() as connection:
            return log.changes(connection, after_sequence, device)

    def log_until(self, end: int) -> Iterator[Change]:
        """The first `end` changes in the order of the log, read one at a time."""
        with self._reading() as connection:
            yield from log.stream(connection, end)

    def recent_headers(self, limit: int) -> list[ChangeHeader]:
        """The last `limit` changes of this device, oldest first."""
        with self._reading() as connection:
            return log.headers(connection, self.device, limit)

    def change_count(self) -> int:
        """How many changes the log holds."""
        with self._reading() as connection:
            return log.count(connection)

    def change(self, id: UUID) -> Change:  # noqa: A002 - the field is called id
        with self._reading() as connection:
            return log.change(connection, id)

    def report_history(self, id: UUID) -> list[Change]:  # noqa: A002 - the field is called id
        """Every change that touched a report itself, oldest first."""
        with self._reading() as connection:
            return log.history(connection, Entity.REPORT, str(id))

    def annotation_history(self, id: UUID) -> list[Change]:  # noqa: A002 - the field is called id
        """Every change that touched an annotation, oldest first, also after its deletion."""
        with self._reading() as connection:
            return log.history(connection, Entity.ANNOTATION, str(id))

    def thread_history(self, id: UUID) -> list[Change]:  # noqa: A002 - the field is called id
        """Every change of an annotation and of the replies to it, oldest first."""
        with self._reading() as connection:
            return log.thread_history(connection, str(id))

    # --- search and index ----------------------------------------------------------

    def searcher(self) -> Searcher:
        """A searcher for one thread; closed with the library at the latest."""
        searcher = Searcher(self._open_reader, self._index, self._bodies, self.path)
        self._searchers.add(searcher)
        return searcher

    def words(self, report: UUID) -> list[tuple[int, ...]] | None:
        """Token ends per paragraph, in code points inside it; None when not computed yet."""
        return self._index.words(self._sha256(report))

    def put_words(self, report: UUID, ends: Sequence[Sequence[int]]) -> None:
        self._index.put_words(self._sha256(report), ends)

    def wordless(self) -> list[UUID]:
        """Reports whose words are not computed yet, the latest import first."""
        known = self._index.texts_with_words()
        with self._reading() as connection:
            found = connection.execute(
                "SELECT id, text_sha256 FROM report ORDER BY imported DESC, id"
            ).fetchall()
        return [UUID(id_) for id_, sha256 in found if sha256 not in known]

    def readings(self, names: Iterable[str]) -> dict[str, Readings]:
        """The ways to type these names, as far as they were computed."""
        return self._index.readings(names)

    def put_readings(self, readings: Mapping[str, Readings]) -> None:
        self._index.put_readings(readings)

    def _sha256(self, report: UUID) -> str:
        with self._reading() as connection:
            row = rows.read(connection, Entity.REPORT, str(report), ("text_sha256",))
        if row is None:
            raise NotFound("report", str(report))
        return str(row.fields["text_sha256"])

    def unindexed(self) -> list[UUID]:
        """Reports that are searched by scanning because the index lacks them."""
        known = self._index.entries()
        with self._reading() as connection:
            found = connection.execute(
                "SELECT id, text_sha256, furniture_key FROM report ORDER BY imported, id"
            )
            return [UUID(id_) for id_, *key in found if tuple(key) not in known]

    def index_pending(self, limit: int) -> int:
        """Index up to `limit` reports; returns how many, 0 when all is done (or cannot be)."""
        waiting = [str(id_) for id_ in self.unindexed()[:limit]]
        with self._reading() as connection:
            items = [
                Indexed(*row)
                for id_ in waiting
                for row in connection.execute(
                    "SELECT r.text_sha256, l.furniture, t.body FROM report r "
                    "JOIN layout l ON l.report = r.id JOIN text t ON t.sha256 = r.text_sha256 "
                    "WHERE r.id = ?",
                    (id_,),
                )
            ]
        return self._index.add(items)

    def rebuild_index(self) -> None:
        """Forget the index; reports are scanned until index_pending() has filled it again."""
        self._index.clear()

    # --- care ----------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong, in short technical phrases; empty when all is well."""
        with self._reading() as connection:
            found = checking.problems(connection)
            if not found:
                found += checking.index_problems(connection, self._index, _SAMPLE)
        return found

    def backup(self, target: Path) -> None:
        """Write a compact, consistent copy; an existing target is replaced when it is whole.

        Raises:
            LibraryError: with the target's path.
        """
        with opening.named_errors(target):
            connection = self._open_reader()
            try:
                backup.copy_into(connection, target)
            finally:
                connection.close()

    @contextlib.contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        with opening.named_errors(self.path), self._readers.lend() as connection:
            yield connection


def _build(part: Path) -> None:
    """A library under construction: made without waiting for the disk, then flushed once."""
    connection = opening.connect(part, "rwc")
    try:
        connection.execute("PRAGMA synchronous = OFF")
        migrations.create(connection, uuid4())
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    with part.open("rb+") as written:
        os.fsync(written.fileno())


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None]:
    """BEGIN IMMEDIATE … COMMIT; anything else undoes all of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        is_reference = error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
        raise Invalid("reference" if is_reference else "values", detail=str(error)) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")

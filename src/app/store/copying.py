"""Copying: a library as another file, whole or in part, checked before it gets its name."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.domain.change import Change
from app.domain.errors import Cancelled, LibraryError
from app.domain.fields import time_text
from app.store import backup, checking, log, migrations, opening
from app.store.library import Library
from app.store.log import NewText

Step = Callable[[str], None]
"""Told now and then what is being done; what it raises (Cancelled) stops the work."""

_EVERY = 50_000
"""Instructions of SQLite between two steps: some milliseconds."""


@dataclass(frozen=True, slots=True)
class NewLibrary:
    """A library to be made.

    Attributes:
        device: who its changes are said to come from.
        changes: in order, each with the texts that come with it; the same changes
            make the same bytes.
    """

    id: UUID
    device: UUID
    changes: Iterable[tuple[Change, Sequence[NewText]]]


def copy_whole(library: Library, target: Path, step: Step) -> None:
    """Write a compact copy of an open library.

    Raises:
        LibraryError: with the target's path; `locked` when it is a library in use.
        Cancelled: likewise no copy was made, and what lay there is untouched.
    """
    with _appearing(target) as part:
        library.backup(part)
        step("check")
        _verify(part, step)


def write_library(made: NewLibrary, target: Path, step: Step) -> None:
    """Write a new library.

    Raises:
        LibraryError, Cancelled: as copy_whole.
        Invalid: a change does not fit.
    """
    with _appearing(target) as part, _scratch(part) as scratch:
        connection = opening.connect(scratch, "rwc")
        try:
            _fill(connection, made, step)
            backup.copy_into(connection, part)
        finally:
            connection.close()
        step("check")
        _verify(part, step)


def _fill(connection: sqlite3.Connection, made: NewLibrary, step: Step) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # a scratch file: the copy of it is flushed
    connection.execute("PRAGMA journal_mode = MEMORY")
    migrations.create(connection, made.id)
    connection.execute("BEGIN")
    last = ""
    for change, texts in made.changes:
        step("write")
        log.apply(connection, change, texts, made.device)
        last = time_text(change.at)
    connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (last,))
    connection.execute("COMMIT")


def _verify(part: Path, step: Step) -> None:
    """Fold the copy's log anew and compare, as `check` does.

    Raises:
        LibraryError: damaged.
    """
    connection = opening.connect(part, "ro")
    stopped: list[Cancelled] = []

    def stop() -> int:
        try:
            step("check")
        except Cancelled as asked:
            stopped.append(asked)
        return len(stopped)

    try:
        connection.set_progress_handler(stop, _EVERY)
        found = checking.problems(connection)
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.close()
    if found:
        raise LibraryError(str(part), "damaged")


@contextlib.contextmanager
def _appearing(target: Path) -> Generator[Path]:
    """A name beside the target that becomes the target when nothing was raised."""
    part = target.parent / f".{secrets.token_hex(8)}.tmp"
    with opening.named_errors(target):
        _refuse_in_use(target)
        try:
            yield part
            part.replace(target)
            backup.sync_folder(target.parent)
        finally:
            for suffix in ("", "-wal", "-shm", "-journal", ".part"):
                part.with_name(part.name + suffix).unlink(missing_ok=True)


@contextlib.contextmanager
def _scratch(part: Path) -> Generator[Path]:
    """Where a library is built before it is written compactly."""
    scratch = part.with_name(part.name + ".new")
    try:
        yield scratch
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            scratch.with_name(scratch.name + suffix).unlink(missing_ok=True)


def _refuse_in_use(target: Path) -> None:
    """A log beside the target would be taken for the new file's: it belongs to another one.

    Raises:
        LibraryError: locked.
    """
    beside = target.with_name(target.name + "-wal")
    if beside.exists() and beside.stat().st_size > 0:
        raise LibraryError(str(target), "locked")
    if target.exists():
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)

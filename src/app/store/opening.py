"""Opening library files: checks that touch nothing, connections, and named errors."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from urllib.parse import quote

from app.domain.errors import Cancelled, LibraryError
from app.store import migrations

BUSY_MS = 5000
"""How long a writer waits for another process, in milliseconds."""

ALONE_MS = 1000
"""How long a library that is to be brought up to date is waited for."""

_PRIMARY = 0xFF  # the primary result code is the low byte of an extended one

_REASONS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FORMAT: "damaged",
    sqlite3.SQLITE_CANTOPEN: "no_access",
    sqlite3.SQLITE_PERM: "no_access",
    sqlite3.SQLITE_AUTH: "no_access",
    sqlite3.SQLITE_IOERR: "input_output",
    sqlite3.SQLITE_PROTOCOL: "locked",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for errors that the sqlite3 module raises itself."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


@contextlib.contextmanager
def named_errors(path: Path) -> Generator[None]:
    """Turn trouble of the environment into LibraryError; bugs pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        if primary_code(error) == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        reason = _REASONS.get(primary_code(error))
        if reason is None:
            raise
        raise LibraryError(str(path), reason) from error
    except OSError as error:
        raise LibraryError(str(path), _reason_of(error)) from error


def _reason_of(error: OSError) -> str:
    import errno

    return {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "disk_full",
        errno.EROFS: "read_only",
        errno.EACCES: "no_access",
        errno.EPERM: "no_access",
        errno.ENOENT: "no_access",
        errno.ENOTDIR: "no_access",
    }.get(error.errno or 0, "input_output")


def inspect(path: Path) -> int:
    """The version of a library file, read from its first bytes without SQLite.

    Raises:
        LibraryError: not_found, no_access, input_output, not_a_library,
            newer_version (with found and known), damaged (cut off). The file is
            only read.
    """
    if not path.exists():
        raise LibraryError(str(path), "not_found")
    if not path.is_file():
        raise LibraryError(str(path), "not_a_library")
    try:
        with path.open("rb") as opened:
            header = opened.read(100)
            size = os.fstat(opened.fileno()).st_size
    except OSError as error:
        raise LibraryError(str(path), _reason_of(error)) from error
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise LibraryError(str(path), "not_a_library")
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != migrations.APPLICATION_ID or version < 1:
        raise LibraryError(str(path), "not_a_library")
    refuse_newer(path, version)
    _refuse_cut_off(path, header, size)
    return version


def refuse_newer(path: Path, found: int) -> None:
    known = migrations.known_version()
    if found > known:
        raise LibraryError(str(path), "newer_version", found=found, known=known)


def _refuse_cut_off(path: Path, header: bytes, size: int) -> None:
    """A file shorter than its header says is damaged, unless the log completes it."""
    page = struct.unpack(">H", header[16:18])[0]
    pages = struct.unpack(">I", header[28:32])[0]
    written, valid_for = struct.unpack(">I64xI", header[24:96])
    if (
        written == valid_for
        and not _has_log(path)
        and size < (65536 if page == 1 else page) * pages
    ):
        raise LibraryError(str(path), "damaged")


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def connect(
    path: Path, mode: str, *, cache_kb: int = 8192, alone: bool = False
) -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any one thread at a time.

    No memory mapping: it gained 8 % on reading 1,000 texts, counts as resident
    memory and turns a file cut short by others into a crash of the process.

    Args:
        mode: `rw`, `rwc`, `ro` or `immutable` (a medium that nobody can write).
        alone: the first access fails (SQLITE_BUSY) when any other connection has
            the file open, and none gets in before this one is closed.
    """
    name = path.absolute().as_posix()
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}"
    uri += "?immutable=1" if mode == "immutable" else f"?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for pragma in (
            # Before anything is read: only then does it keep readers out of a WAL file.
            *(("locking_mode = EXCLUSIVE",) if alone else ()),
            f"busy_timeout = {ALONE_MS if alone else BUSY_MS}",
            "trusted_schema = OFF",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            f"cache_size = -{cache_kb}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if mode in {"ro", "immutable"}:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_writer(path: Path) -> sqlite3.Connection:
    """The one writing connection of an existing library: every commit is on the disk."""
    connection = connect(path, "rw", cache_kb=32768)
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise LibraryError(str(path), "read_only")
        for pragma in (
            "synchronous = FULL",
            "wal_autocheckpoint = 1000",
            "journal_size_limit = 67108864",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_up_to_date(path: Path) -> sqlite3.Connection | None:
    """The writing connection; an older library is migrated, a copy of it kept beside.

    None when the medium forbids writing.

    Raises:
        LibraryError: newer_version; not_alone, when an older library is open elsewhere.
    """
    try:
        if _has_log(path):
            refuse_newer(path, _version_read(path))  # its log may be newer than its first page
        writer = connect_writer(path)
    except sqlite3.OperationalError as error:
        if primary_code(error) in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            return None
        raise
    try:
        found = _version(writer)
        refuse_newer(path, found)
    except BaseException:
        writer.close()
        raise
    if found == migrations.known_version():
        return writer
    writer.close()
    _migrate_alone(path)
    return connect_writer(path)


def _migrate_alone(path: Path) -> None:
    """Bring an older library up to date, under nobody's feet.

    A program of the older version, which knows of no other lock, is kept out and seen
    by SQLite's own: while a WAL file is open, everyone holds a share of it.
    """
    connection: sqlite3.Connection | None = None
    try:
        try:
            connection = connect(path, "rw", alone=True)
            found = _version(connection)
        except sqlite3.OperationalError as error:
            if primary_code(error) == sqlite3.SQLITE_BUSY:
                raise LibraryError(str(path), "not_alone") from error
            raise
        refuse_newer(path, found)
        if found < migrations.known_version():
            migrations.migrate(connection, path, found)
    finally:
        if connection is not None:
            connection.close()


def _version_read(path: Path) -> int:
    """The version with what the log beside the file says, and nothing written."""
    connection = connect(path, "ro")
    try:
        return _version(connection)
    finally:
        connection.close()


def refuse_older(path: Path, mode: str) -> None:
    """A library that can only be read must be of today's version already.

    Raises:
        LibraryError: newer_version, or read_only when it would have to be migrated.
    """
    connection = connect(path, mode)
    try:
        found, known = _version(connection), migrations.known_version()
    finally:
        connection.close()
    refuse_newer(path, found)
    if found < known:
        raise LibraryError(str(path), "read_only", found=found, known=known)


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def reading_mode(path: Path) -> str:
    """How a library can be opened only for reading: `ro`, or `immutable` on a dead medium.

    Raises:
        LibraryError: read_only, when changes still lie in the log beside the file
            and the medium does not let SQLite read them.
    """
    try:
        connection = connect(path, "ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if primary_code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
        if _has_log(path):
            raise LibraryError(str(path), "read_only") from error
        return "immutable"
    return "ro"


def is_writable(path: Path) -> bool:
    """Whether the file and its folder (for the log beside it) can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


class Readers:
    """Read-only connections, lent to whoever reads.

    A pool and not one connection per thread: threads of jobs come and go, and a
    thread that ends would leave its connection to the garbage collector. A pool and
    not the writer's connection: a reader would then wait for the lock of an import
    (40–60 ms per 50 reports); in WAL mode it never does. Lending costs about 3 µs,
    the transaction that gives several statements one state about 6 µs.
    """

    def __init__(self, open_one: Callable[[], sqlite3.Connection]) -> None:
        self._open_one = open_one
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    @contextlib.contextmanager
    def lend(self) -> Generator[sqlite3.Connection]:
        """A connection that sees one state of the library until it is given back."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the library is closed")
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._open_one()
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._give_back(connection)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

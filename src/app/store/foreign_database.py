"""Databases of other programs, read without trusting them.

Opened read-only. Only plain tables are read, never views or virtual tables, so that no
statement of the file runs; lengths are limited, and a reading that takes too long ends.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from app.domain.errors import UnreadableFile

MAGIC = b"SQLite format 3\0"

MEGABYTE = 1 << 20
FILE_BYTES = 1_024 * MEGABYTE
VALUE_BYTES = 64 * MEGABYTE
ROWS = 2_000_000
"""Of one table."""

TEXT_CHARACTERS = 5_000_000
ALL_CHARACTERS = 100_000_000
"""Of one text, and of all texts of a file."""

SECONDS = 60.0
_STEPS_BETWEEN_LOOKS = 100_000

_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}

Row = dict[str, Any]


class ForeignDatabase:
    """An open database of another program.

    Attributes:
        tables: names of the plain tables, in small letters.
    """

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            UnreadableFile: `damaged`, `too_large`, `no_access`, `not_found`.
        """
        self._name = path.name
        self._characters = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        try:
            if path.stat().st_size > FILE_BYTES:
                limit = FILE_BYTES // MEGABYTE
                raise UnreadableFile(path.name, "too_large", limit=limit, unit="MB")
            self._connection = self._opened(path)
        except FileNotFoundError as error:
            raise UnreadableFile(path.name, "not_found") from error
        except OSError as error:
            raise UnreadableFile(path.name, "no_access") from error
        try:
            self._until = time.monotonic() + SECONDS
            self._connection.set_progress_handler(self._is_late, _STEPS_BETWEEN_LOOKS)
            with self._named():
                self.tables = self._plain_tables()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> ForeignDatabase:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        if hasattr(self, "_connection"):
            self._connection.close()
        if self._folder is not None:
            self._folder.cleanup()

    def rows(self, table: str, columns: Sequence[str], order: str) -> Iterator[Row]:
        """The rows of a table; a column that this version of the program lacks is None.

        Args:
            table, columns, order: names known here, never from the file.
        """
        if table not in self.tables:
            return
        there = self.columns(table)
        wanted = [name for name in columns if name in there]
        shown = ", ".join(f'"{name}"' for name in wanted) or "1"
        ordered = f' ORDER BY "{order}"' if order in there else ""
        with self._named():
            found = self._connection.execute(f'SELECT {shown} FROM "{table}"{ordered} LIMIT {ROWS}')
            for values in found:
                row = dict.fromkeys(columns)
                row.update(zip(wanted, values, strict=False))
                yield row

    def columns(self, table: str) -> frozenset[str]:
        """Names of the columns, in small letters; none of a table that is not there."""
        if table not in self.tables:
            return frozenset()
        with self._named():
            found = self._connection.execute(f'SELECT * FROM "{table}" LIMIT 0')
            return frozenset(str(column[0]).lower() for column in found.description)

    def count(self, table: str) -> int:
        """How many rows a table has; 0 when there is none of that name."""
        return sum(1 for _ in self.rows(table, (), ""))

    def text(self, value: Any) -> str:
        """A text of the file, of the size that one can have.

        Raises:
            UnreadableFile: `too_large`.
        """
        found = text_of(value)
        self._characters += len(found)
        if len(found) > TEXT_CHARACTERS or self._characters > ALL_CHARACTERS:
            raise UnreadableFile(self._name, "too_large", limit=TEXT_CHARACTERS, unit="characters")
        return found

    # --- opening ------------------------------------------------------------------

    def _opened(self, path: Path) -> sqlite3.Connection:
        mode = "immutable=1"
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            # Changes lie beside the file: only together, and writable, are they its content.
            self._folder = tempfile.TemporaryDirectory()
            copy = Path(self._folder.name) / "copy.db"
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy.with_name("copy.db-wal"))
            path, mode = copy, "mode=rw"
        name = path.absolute().as_posix()
        uri = f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?{mode}"
        try:
            connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        except sqlite3.Error as error:
            raise UnreadableFile(self._name, "damaged") from error
        try:
            with self._named():
                for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
                    connection.execute(f"PRAGMA {pragma}")
            connection.text_factory = _decoded
            for limit, value in _LIMITS.items():
                connection.setlimit(limit, value)
            connection.set_authorizer(_only_reading)
        except BaseException:
            connection.close()
            raise
        return connection

    def _plain_tables(self) -> frozenset[str]:
        found = self._connection.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(
            10_000
        )
        return frozenset(
            str(name).lower()
            for kind, name, sql in found
            if kind == "table" and str(sql or "").lstrip()[:13].upper().startswith("CREATE TABLE")
        )

    def _is_late(self) -> bool:
        return time.monotonic() > self._until

    @contextmanager
    def _named(self) -> Generator[None]:
        """Trouble with the file as UnreadableFile."""
        try:
            yield
        except UnicodeDecodeError as error:  # of a message that names something of the file
            raise UnreadableFile(self._name, "damaged") from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_INTERRUPT:
                raise UnreadableFile(self._name, "timeout", limit=int(SECONDS)) from error
            reason = {
                sqlite3.SQLITE_CANTOPEN: "no_access",
                sqlite3.SQLITE_TOOBIG: "suspicious",
                sqlite3.SQLITE_AUTH: "suspicious",
            }.get(code, "damaged")
            raise UnreadableFile(self._name, reason) from error


def _only_reading(
    action: int, first: str | None, second: str | None, schema: str | None, inside: str | None
) -> int:
    """Denies all but reading columns of tables; `inside` names a view or trigger at work."""
    del first, second, schema
    return sqlite3.SQLITE_OK if action in _ALLOWED and inside is None else sqlite3.SQLITE_DENY


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def text_of(value: Any) -> str:
    """A column that should hold text."""
    if isinstance(value, bytes):
        return _decoded(value)
    return "" if value is None else str(value)


def number_of(value: Any) -> int | None:
    """A column that should hold a whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None


def moment_of(value: Any, zone: tzinfo | None) -> datetime | None:
    """A column with `YYYY-MM-DD HH:MM:SS`, in this zone (None: that of the machine)."""
    try:
        found = datetime.fromisoformat(text_of(value).strip())
        return (found.replace(tzinfo=zone) if found.tzinfo is None else found).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None

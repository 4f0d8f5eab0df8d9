"""The database engine that this program runs with."""

from __future__ import annotations

import contextlib
import sqlite3


def engine_version() -> str:
    """The version of SQLite."""
    return sqlite3.sqlite_version


def has_full_text_index() -> bool:
    """Whether it was built with FTS5, which makes searching fast; it works without."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(x)")
        except sqlite3.OperationalError:
            return False
    return True

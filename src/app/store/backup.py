"""Copies of a library: consistent while it is in use, compact, and whole or not there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Write a compact copy of the open library; an existing target is replaced.

    Args:
        connection: outside a transaction; may be read-only.

    Raises:
        sqlite3.Error, OSError: no copy was made and an older one is untouched.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        connection.execute("PRAGMA query_only = OFF")  # it would forbid VACUUM INTO as well
        connection.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, where the platform can."""
    # Windows cannot open a folder; there the rename is journalled by the file system.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""The exchange files that are SQLite databases: projects of Taguette, QualCoder and the like.

They are read here because SQL is; files/bringing.py has the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.exchange import Brought


@dataclass(frozen=True, slots=True)
class Database:
    """One kind of project file.

    Attributes:
        recognises: by its name and its first files.bringing.HEAD_BYTES; it may open
            the file read-only, but not read all of it.
        read: runs in a job thread; raises UnreadableFile.
        suffixes: of file names, with the dot, for the file dialog.
    """

    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path], Brought]
    suffixes: tuple[str, ...]


DATABASES: dict[str, Database] = {}
"""By the name of the format. A reader's module is imported when it is needed."""

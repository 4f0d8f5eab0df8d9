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
            the file read-only, but not read all of it. A folder has no first bytes.
        read: runs in a job thread; raises UnreadableFile.
        suffixes: of file names, with the dot, for the file dialog.
    """

    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path], Brought]
    suffixes: tuple[str, ...]


def _is_taguette(path: Path, head: bytes) -> bool:
    from app.store.read_taguette import recognises

    return recognises(path, head)


def _read_taguette(path: Path) -> Brought:
    from app.store.read_taguette import read_taguette

    return read_taguette(path)


def _is_qualcoder(path: Path, head: bytes) -> bool:
    from app.store.read_qualcoder import recognises

    return recognises(path, head)


def _read_qualcoder(path: Path) -> Brought:
    from app.store.read_qualcoder import read_qualcoder

    return read_qualcoder(path)


DATABASES: dict[str, Database] = {
    "taguette": Database(_is_taguette, _read_taguette, (".sqlite3",)),
    "qualcoder": Database(_is_qualcoder, _read_qualcoder, (".qda",)),
}
"""By the name of the format. A reader's module is imported when it is needed."""

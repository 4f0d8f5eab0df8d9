"""Gathering: from files and folders named by a person to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.workspace.edits import storable


def gather(
    paths: Iterable[Path], suffixes: Iterable[str]
) -> list[tuple[Path, UnreadableFile | None]]:
    """The files meant, in the order named, folders walked in the order of their names.

    A file that is named itself is always meant. Of a folder: files with a known
    suffix, in all its folders, but nothing hidden and no lock file of an office
    program (`~$…`). Links to folders are not followed, so a walk always ends.

    Returns:
        Each file, or folder that could not be listed, with what is wrong with it.
    """
    known = frozenset(suffix.lower() for suffix in suffixes)
    found: list[tuple[Path, UnreadableFile | None]] = []
    for path in paths:
        if path.is_dir():
            found.extend(_walk(path, known))
        elif path.exists():
            found.append((path, None))
        else:
            found.append((path, UnreadableFile(shown_name(path), "not_found")))
    return found


def _walk(top: Path, known: frozenset[str]) -> list[tuple[Path, UnreadableFile | None]]:
    found: list[tuple[Path, UnreadableFile | None]] = []

    def note_refusal(error: OSError) -> None:
        folder = Path(str(error.filename))
        found.append((folder, UnreadableFile(shown_name(folder), "no_access")))

    for folder, folders, names in os.walk(top, onerror=note_refusal):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        found.extend(
            (Path(folder, name), None)
            for name in sorted(names)
            if not _is_hidden(name) and Path(name).suffix.lower() in known
        )
    return found


def shown_name(path: Path) -> str:
    """The name of a file as text.

    A name that is none in the system's encoding (unpacked from an archive made
    on a Chinese Windows) is read as GB18030; what then is no text becomes U+FFFD.
    """
    name = path.name
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return storable(name)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))

"""Gathering: from files and folders named by a person to the files to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.domain.incoming import Incoming
from app.domain.report import METADATA_FIELDS, Metadata, ParsedReport
from app.files.saved_pages import belongs_to_page, is_page
from app.workspace.edits import storable

LIBRARY_SUFFIXES = frozenset({".piyue", ".piyue-wal", ".piyue-shm", ".piyue-journal"})


def is_of_library(path: Path, library: Path) -> bool:
    """Whether a file is a library or lies beside one, or is this open one by another name.

    Such a file must not be opened to see what it is: closing it would drop the locks that
    SQLite holds for this process (POSIX), and another program would then take the log away.
    """
    if path.suffix.lower() in LIBRARY_SUFFIXES:
        return True
    try:
        return library.samefile(path)
    except OSError:
        return False


def gather(
    paths: Iterable[Path], suffixes: Iterable[str], library: Path
) -> list[tuple[Path, UnreadableFile | None]]:
    """The files meant, in the order named, folders walked in the order of their names.

    A file that is named itself is always meant. Of a folder: files with a known
    suffix, in all its folders, but nothing hidden, no lock file of an office
    program (`~$…`), and no web page in the folder that was saved with another page
    (`报告_files` beside `报告.html`): those are read with the page they belong to.
    Links to folders are not followed, so a walk always ends.

    Args:
        library: the open one, which is never read as a file.

    Returns:
        Each file, or folder that could not be listed, with what is wrong with it.
    """
    known = frozenset(suffix.lower() for suffix in suffixes)
    found: list[tuple[Path, UnreadableFile | None]] = []
    for path in paths:
        if path.is_dir():
            found.extend(_walk(path, known))
        elif is_of_library(path, library):
            found.append((path, UnreadableFile(shown_name(path), "library")))
        elif path.exists():
            found.append((path, None))
        else:
            found.append((path, UnreadableFile(shown_name(path), "not_found")))
    return found


def opened(
    files: Iterable[tuple[Path, UnreadableFile | None]],
    members: Callable[[Path], list[tuple[str, ...]] | None],
) -> Iterator[tuple[Incoming, UnreadableFile | None]]:
    """The files, and instead of each archive the reports in it.

    Args:
        files: as gathered.
        members: the ways to the reports in a file; None when it is no archive. It is
            asked only about files that begin as an archive does.
    """
    for path, trouble in files:
        if trouble is not None or not _begins_as_archive(path):
            yield Incoming(path), trouble
            continue
        try:
            ways = members(path)
        except UnreadableFile as error:
            named = UnreadableFile(shown_name(path), error.reason, **error.values)
            yield Incoming(path), named
            continue
        for way in ((),) if ways is None else ways:
            yield Incoming(path, way), None


def _begins_as_archive(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False  # reading it will say why


def shown(file: Incoming) -> str:
    """What people call a file, as text; see shown_name."""
    return Incoming(Path(shown_name(file.path)), file.members).name


def _walk(top: Path, known: frozenset[str]) -> list[tuple[Path, UnreadableFile | None]]:
    found: list[tuple[Path, UnreadableFile | None]] = []

    def note_refusal(error: OSError) -> None:
        folder = Path(str(error.filename))
        found.append((folder, UnreadableFile(shown_name(folder), "no_access")))

    parts_of_pages: set[str] = set()  # folders saved with a page, and what lies in them
    for folder, folders, names in os.walk(top, onerror=note_refusal):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        in_page = str(Path(folder)) in parts_of_pages
        pages = {name.lower() for name in names if is_page(name)}
        parts_of_pages.update(
            str(Path(folder, name))
            for name in folders
            if in_page or belongs_to_page(f"{name}/", pages)
        )
        found.extend(
            (Path(folder, name), None)
            for name in sorted(names)
            if not _is_hidden(name)
            and Path(name).suffix.lower() in known
            and not (in_page and is_page(name))
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


def under_shown_name(
    file: Incoming, outcome: ParsedReport | UnreadableFile
) -> ParsedReport | UnreadableFile:
    """The outcome under a name that can be stored; a file name need not be text."""
    name = shown(file)
    if name == file.name:
        return outcome
    if isinstance(outcome, UnreadableFile):
        return UnreadableFile(name, outcome.reason, **outcome.values)
    known = {field: outcome.metadata[field] for field in METADATA_FIELDS}
    clean = {
        field: replace(value, value=storable(value.value) if value.value else None)
        for field, value in known.items()
    }
    return replace(outcome, file_name=name, metadata=Metadata(**clean))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))

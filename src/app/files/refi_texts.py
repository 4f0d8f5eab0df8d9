"""The texts of a REFI-QDA project: of its sources and of its notes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.encodings import decode
from app.files.refi_package import QdaPackage
from app.files.refi_project import Document
from app.text.canonical import canonical

RICH = "qda_rich_text"
OUTSIDE = "qda_outside"
MISSING = "qda_text_missing"


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a source as its file holds it, and what was the matter with it.

    Attributes:
        text: None when there is none, or only blanks.
        why: RICH when only the styled document is there, OUTSIDE when its path leads out
            of the package, MISSING when the package does not hold it.
    """

    text: str | None
    why: str = ""


def text_of(document: Document, package: QdaPackage) -> Found:
    """The text that the positions of a source count in, line ends and mark as they are.

    Raises:
        UnreadableFile: the package is hostile.
    """
    plain = _plain(document.plain, package) if document.text is None else document.text
    if plain and plain.strip("\ufeff\0 \t\r\n"):
        return Found(plain)
    if rich := _rich(document.rich, package):
        return Found(rich, RICH)
    is_outside = any(
        reference and "internal:" not in reference.casefold()
        for reference in (document.plain, document.rich)
    )
    return Found(None, OUTSIDE if is_outside else MISSING)


def words_of(note: Document, package: QdaPackage) -> str:
    """What a note says; its description where it has nothing else."""
    if note.text is not None:
        return note.text
    return canonical(text_of(note, package).text or note.description)[0].strip("\n")


def _plain(reference: str, package: QdaPackage) -> str | None:
    name = package.find(reference) if reference else None
    data = package.read(name) if name else None
    if data is None:
        return None
    try:
        return data.decode("utf-8")  # with its mark, if it has one
    except UnicodeDecodeError:
        found = decode(data)
        return found.text if found else None


def _rich(reference: str, package: QdaPackage) -> str | None:
    """The text of a styled document, as reports of that format are read."""
    from app.files.reading import read_raw

    name = package.find(reference) if reference else None
    data = package.read(name) if name else None
    if name is None or not data or len(data) > limits.FILE_BYTES:
        return None
    try:
        return read_raw(data, name.rpartition("/")[2])[1].text
    except UnreadableFile:
        return None

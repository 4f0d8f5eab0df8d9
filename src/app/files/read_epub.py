"""Electronic books: the chapters in their reading order, each by the way of web pages.

Source: EPUB 3.3, Open Container Format and Package Documents; EPUB 2 differs in nothing
that is used here.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files import limits
from app.files.raw import Line, Raw, joined
from app.files.read_html import all_lines
from app.files.zip_parts import Element, Package

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_CHAPTERS = frozenset(
    {"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"}
)
_EMPTY_TAG = re.compile(
    rb"<(title|script|style|textarea|iframe|noscript|a|p|div|span|h[1-6]|b|i|em|strong)(\s[^<>]*)?/>"
)
"""Tags that a chapter may close in one; read as a web page they would swallow what follows."""


def read(data: bytes, file_name: str) -> Raw:
    """Read a book.

    Raises:
        UnreadableFile: `damaged`, `copy_protected`, `suspicious`, `no_text`.
    """
    package = Package(data, file_name)
    place = _package_document(package, file_name)
    root = package.xml(place)
    if root is None:
        raise UnreadableFile(file_name, "damaged", detail="package")
    folder = posixpath.dirname(place)
    locked = _locked(package)
    lines: list[str] = []
    replaced = missing = lossy = 0
    unhidden = False
    characters = 0
    for chapter in _chapters(root, folder):
        if chapter in locked:
            raise UnreadableFile(file_name, "copy_protected")
        content = package.read(chapter)
        if content is None:
            missing += 1
            continue
        if not content.strip():
            continue
        found, notes = all_lines(_EMPTY_TAG.sub(rb"<\1\2></\1>", content), file_name)
        lines += found
        characters += sum(map(len, found))
        limits.refuse_more(file_name, characters, limits.CHARACTERS, "characters")
        for note in notes:
            if note.code == "replaced":
                replaced += int(note.values["count"])
            elif note.code == "text_loss":
                lossy = max(lossy, int(note.values["percent"]))
            else:
                unhidden = True
    text, _ = joined(Line(line) for line in lines)
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    notes = _notes(replaced, missing, lossy)
    return Raw(text, notes=(*notes, Note("unhidden")) if unhidden else tuple(notes))


def _notes(replaced: int, missing: int, lossy: int) -> list[Note]:
    notes: list[Note] = []
    if missing:
        notes.append(Note("parts_missing", {"count": missing}))
    if replaced:
        notes.append(Note("replaced", {"count": replaced}))
    if lossy:
        notes.append(Note("text_loss", {"percent": lossy}))
    return notes


def _package_document(package: Package, file_name: str) -> str:
    container = package.xml("META-INF/container.xml")
    for rootfile in container.iter(f"{_CONTAINER}rootfile") if container is not None else ():
        if place := rootfile.get("full-path"):
            return unquote(str(place)) if package.read(str(place)) is None else str(place)
    raise UnreadableFile(file_name, "damaged", detail="container")


def _chapters(root: Element, folder: str) -> list[str]:
    """The members that hold the text, in reading order; the table of contents is none."""
    manifest: dict[str, Element] = {
        str(item.get("id")): item for item in root.iter(f"{_OPF}item") if item.get("id")
    }
    chapters: list[str] = []
    listed: set[str] = set()  # none may stand in the order twice
    for reference in root.iter(f"{_OPF}itemref"):
        item = manifest.get(str(reference.get("idref")))
        if item is None:
            chapters.append("")  # named, but not there
            continue
        if "nav" in str(item.get("properties") or "").split():
            continue
        if str(item.get("media-type") or "").lower() in _CHAPTERS:
            place = unquote(str(item.get("href") or "").partition("#")[0])
            member = posixpath.normpath(posixpath.join(folder, place))
            if member not in listed:
                listed.add(member)
                chapters.append(member)
    return chapters


def _locked(package: Package) -> set[str]:
    """The members that only a bought licence opens; hidden fonts do no harm."""
    root = package.xml("META-INF/encryption.xml")
    locked: set[str] = set()
    for entry in root.iter(f"{_ENCRYPTION}EncryptedData") if root is not None else ():
        method = entry.find(f"{_ENCRYPTION}EncryptionMethod")
        if method is not None and method.get("Algorithm") in _FONT_ALGORITHMS:
            continue
        for reference in entry.iter(f"{_ENCRYPTION}CipherReference"):
            locked.add(unquote(str(reference.get("URI") or "")))
    return locked

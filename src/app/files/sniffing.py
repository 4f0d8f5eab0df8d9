"""What a file is, judged by its content; its name is only ever a tie-breaker."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from app.domain.errors import UnreadableFile
from app.files import limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (  # the first that is present decides
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ZIP_PARTS = (
    ("word/document.xml", "docx"),
    ("OFD.xml", "ofd"),
    ("META-INF/container.xml", "epub"),
    ("content.xml", "odt"),
    ("encrypted-package", "encrypted"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_MAGIC = (
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, RuntimeError, NotImplementedError, OverflowError),
)
"""All that zipfile is seen to raise on packages that are broken or of an unknown make."""

_OFD_ROOT = re.compile(r"[\\/]*OFD\.xml", re.IGNORECASE)
_CONTENT_TYPES_BYTES = 1 << 20
_PDF = re.compile(rb"%PDF-\d")
_RTF = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]{0,64}\{\\rtf")
_MHTML = re.compile(rb"^(?:From: <Saved by|MIME-Version:)", re.IGNORECASE | re.MULTILINE)
_MHTML_TYPE = re.compile(rb"content-type:\s*(?:multipart/|text/html)", re.IGNORECASE)
_OFFICE_XML = (
    (re.compile(rb"<pkg:package[\s>]"), "flat_opc"),
    (re.compile(rb"<office:document[\s>]"), "flat_odt"),
    (re.compile(rb"<w:wordDocument[\s>]|progid=\"Word\.Document\""), "word_2003"),
    (re.compile(rb"progid=\"Excel\.Sheet\"|<Workbook[\s>][^<]*schemas-microsoft"), "xls"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|ucapcontent)[\s/>]", re.IGNORECASE
)
_TAG = re.compile(rb"<(?:p|div|br|td|span|table|font|h\d|i?frame|frameset)\b[^<>]*>", re.IGNORECASE)


def sniff(data: bytes, file_name: str) -> str:
    """The kind of file: `pdf`, `docx`, `html`, or `text` when nothing else fits.

    Other kinds (`doc`, `rtf`, `ofd`, `image`…) are returned by name too; whether a
    kind can be read is not judged here.

    Raises:
        UnreadableFile: `empty`, `encrypted`, or a broken package (`truncated`,
            `damaged`, `suspicious`).
    """
    if not data:
        raise UnreadableFile(file_name, "empty")
    if _PDF.search(data, 0, 1024):
        return "pdf"
    if data.startswith(b"PK"):
        return _kind_of_package(data, file_name)
    if data.startswith(_OLE):
        return _kind_of_ole(data, file_name)
    if _RTF.match(data):
        return "rtf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return _kind_of_markup(data[:4096], file_name)


def _kind_of_markup(head: bytes, file_name: str) -> str:
    plain = head.replace(b"\0", b"")  # UTF-16 shows its ASCII this way
    if _MHTML.search(plain) and _MHTML_TYPE.search(plain):
        return "mhtml"
    for pattern, kind in _OFFICE_XML:
        if pattern.search(plain):
            return kind
    named_html = file_name.lower().endswith((".htm", ".html", ".shtml", ".xhtml"))
    if _HTML.search(plain) or (named_html and _TAG.search(plain)):
        return "html"
    return "markdown" if file_name.lower().endswith((".md", ".markdown")) else "text"


def _kind_of_ole(data: bytes, file_name: str) -> str:
    """By the streams of its root: a document may have others, with a password, inside it."""
    from app.files.doc_stream import Streams

    try:
        names = Streams(data, file_name).names()
        found = (kind for stream, kind in _OLE_STREAMS if stream.lower() in names)
    except UnreadableFile:  # the reader will say what is wrong with it
        found = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
    kind = next(found, "ole")
    if kind == "encrypted":
        raise UnreadableFile(file_name, "encrypted")
    return kind


def _kind_of_package(data: bytes, file_name: str) -> str:
    if data.count(b"PK\x01\x02") > limits.ZIP_MEMBERS:
        raise UnreadableFile(file_name, "suspicious", detail="members")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = kind_of_members(package)
    except BROKEN_ZIP as error:
        # The directory of a package stands at its end: without it, the file was cut.
        cut = data.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in data[-70_000:]
        raise UnreadableFile(file_name, "truncated" if cut else "damaged") from error
    if kind == "encrypted":  # OpenDocument with a password, of LibreOffice since 24.8
        raise UnreadableFile(file_name, "encrypted")
    return kind or "archive"


def kind_of_members(package: zipfile.ZipFile) -> str | None:
    """The kind of document a package is by its members; None for a mere archive.

    Raises:
        zipfile.BadZipFile: it is only the last member of a longer one that was cut.
    """
    _refuse_last_member(package)
    names = set(package.namelist())
    kind = next((kind for part, kind in _ZIP_PARTS if part in names), None)
    if kind is None and any(_OFD_ROOT.fullmatch(name) for name in names):
        return "ofd"
    return "docx" if kind is None and _leads_to_word(package) else kind


def _refuse_last_member(package: zipfile.ZipFile) -> None:
    """The directory nearest the end is taken, also that of a package inside a cut package."""
    first = min((member.header_offset for member in package.infolist()), default=0)
    if first and package.fp is not None:
        package.fp.seek(0)
        if package.fp.read(4) == b"PK\x03\x04":
            raise zipfile.BadZipFile("members before the first")


def _leads_to_word(package: zipfile.ZipFile) -> bool:
    """Whether the package names a main part of Word that has an unusual name."""
    try:
        entry = package.getinfo("[Content_Types].xml")
        with package.open(entry) as part:
            return b"wordprocessingml" in part.read(_CONTENT_TYPES_BYTES)
    except (KeyError, *BROKEN_ZIP):
        return False

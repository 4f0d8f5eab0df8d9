"""Web pages saved as one file (.mht, .mhtml): the page and its frames, nothing from outside.

The headers are read by the standard library; the parts are cut by hand, because its
parser takes a line at a time and a saved page is mostly pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import unquote, urljoin

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.encodings import decode_declared
from app.files.page_address import web_address
from app.files.raw import Raw

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_TEXT = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_MAX_DEPTH = 8
_MAX_PARTS = 5_000
_HEADER_BYTES = 1 << 16
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class _Part:
    """One part that is text; `is_last` when the file ends before the part is closed."""

    headers: Message
    body: bytes
    is_cut: bool

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    @property
    def id(self) -> str:
        return str(self.headers.get("Content-ID") or "").strip().strip("<>")

    @property
    def location(self) -> str:
        return "".join(str(self.headers.get("Content-Location") or "").split())


def read(data: bytes, file_name: str, encoding: str | None = None) -> Raw:
    """Read a page saved with all that belongs to it.

    Args:
        encoding: what a person says the page is in; by default it is found out.

    Raises:
        UnreadableFile: `binary`, `no_text`, `truncated`, `damaged`, `suspicious`,
            `frames_missing`.
    """
    from app.files.read_html import read as read_html

    whole = _Part(*_split_head(data), is_cut=False)
    parts = list(_texts(whole, file_name, 0))
    page = _main_part(whole.headers, parts)
    if page is None:
        raise UnreadableFile(file_name, "no_text")
    if page.is_cut:
        raise UnreadableFile(file_name, "truncated")

    def frames(place: str, source: str) -> tuple[str, bytes] | None:
        base = place or page.location
        for index, part in enumerate(parts):
            if part is not page and not part.is_cut and _is_meant(part, base, source):
                return part.location or f"cid:{index}", _content(part)[0]
        return None

    content, declared = _content(page)
    if page.kind == "text/plain":
        from app.files.read_text import read as read_text

        raw = read_text(content, file_name, encoding)
        if not raw.text.strip():
            raise UnreadableFile(file_name, "no_text")
        return raw
    raw = read_html(content if encoding is None else _decoded(page), file_name, encoding, frames)
    if declared and encoding is None:  # it was handed on as UTF-8
        notes = tuple(
            replace(note, values={"name": declared}) if note.code == "encoding" else note
            for note in raw.notes
        )
        raw = replace(raw, notes=notes)
    return _with_address(raw, str(whole.headers.get("Snapshot-Content-Location") or page.location))


def _with_address(raw: Raw, location: str) -> Raw:
    """The archive knows best where the page was saved from."""
    address = web_address("".join(location.split()))
    if not address:
        return raw
    others = (note for note in raw.notes if note.code != "address")
    return replace(raw, notes=(*others, Note("address", {"url": address})))


def _split_head(data: bytes) -> tuple[Message, bytes]:
    """Headers and body; the mark that some programs put before them is none of either."""
    data = data.removeprefix(_UTF8_MARK).lstrip(b"\r\n")
    end = _BLANK_LINE.search(data, 0, _HEADER_BYTES)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data[:_HEADER_BYTES], b"")
    return BytesHeaderParser().parsebytes(head + b"\n\n"), body


def _texts(part: _Part, file_name: str, depth: int) -> Iterator[_Part]:
    """The parts that hold text, in the order of the file."""
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        if part.kind in _TEXT:
            yield part
        return
    if depth == _MAX_DEPTH:
        raise UnreadableFile(file_name, "suspicious", detail="depth")
    mark = re.compile(
        rb"(?:^|\r?\n)--"
        + re.escape(boundary.encode("latin-1", "replace"))
        + rb"(--)?[ \t]*(?=\r?\n|$)"
    )
    start: int | None = None
    for count, found in enumerate(mark.finditer(part.body)):
        if start is not None:
            headers, body = _split_head(part.body[start : found.start()])
            yield from _texts(_Part(headers, body, is_cut=False), file_name, depth + 1)
        start = None if found[1] else found.end()
        if count > _MAX_PARTS:
            raise UnreadableFile(file_name, "suspicious", detail="members")
    if start is not None:  # the closing mark is missing: the file was cut in this part
        headers, body = _split_head(part.body[start:])
        yield from _texts(_Part(headers, body, is_cut=True), file_name, depth + 1)


def _main_part(headers: Message, parts: list[_Part]) -> _Part | None:
    """The part that the file names as its start, else its first page, else its first text."""
    start = headers.get_param("start")
    wanted = start.strip().strip("<>") if isinstance(start, str) else ""
    named = next((part for part in parts if wanted and part.id == wanted), None)
    page = next((part for part in parts if part.kind != "text/plain"), None)
    return named or page or next(iter(parts), None)


def _is_meant(part: _Part, base: str, source: str) -> bool:
    if source.lower().startswith("cid:"):
        return bool(part.id) and unquote(source[4:]) in (part.id, unquote(part.id))
    if not part.location:
        return False
    try:
        return part.location in (source, urljoin(base, source))
    except ValueError:
        return False


def _decoded(part: _Part) -> bytes:
    """The bytes of a part without their transfer encoding."""
    message = Message()
    message["Content-Transfer-Encoding"] = str(
        part.headers.get("Content-Transfer-Encoding") or "8bit"
    )
    message.set_payload(part.body.decode("ascii", "surrogateescape"))
    payload = message.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else part.body


def _content(part: _Part) -> tuple[bytes, str]:
    """A page as bytes, and its encoding when the part names the right one.

    The part's own word comes before the page's, since programs that save a page
    convert it and leave its tags as they were; then it is handed on in UTF-8.
    """
    data = _decoded(part)
    charset = part.headers.get_param("charset")
    if isinstance(charset, str) and charset and not data.startswith((_UTF8_MARK, b"\xff\xfe")):
        decoded = decode_declared(data, charset)
        if decoded is not None:
            return _UTF8_MARK + decoded.text.encode("utf-8", "replace"), decoded.encoding
    return data, ""

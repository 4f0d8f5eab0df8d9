"""From a file to a parsed report: limits, sniffing, the right reader, understanding.

Runs in the worker process (worker_main.py); readers are imported when first needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import UnreadableFile
from app.domain.incoming import AS_DETECTED, Choices, Incoming
from app.domain.report import Note, ParsedReport
from app.files import limits
from app.files.content import content_of
from app.files.raw import Raw
from app.files.recognising import pictures_of, recognised_page
from app.files.sniffing import sniff
from app.files.suffixes import REPORT_SUFFIXES
from app.files.tesseract import Recognised

if TYPE_CHECKING:
    from app.files.html_frames import Frames

__all__ = ["FORMATS", "REPORT_SUFFIXES", "Format", "read_raw", "read_report"]


# One function a reader, not a table of module names: a name in a string is seen neither by
# the packager, which would leave the module out, nor by the checker of imports and types.


def _read_text(data: bytes, file_name: str) -> Raw:
    from app.files.read_text import read

    return read(data, file_name)


def _read_html(data: bytes, file_name: str) -> Raw:
    from app.files.read_html import read

    return read(data, file_name)


def _read_text_as(data: bytes, file_name: str, choices: Choices) -> Raw:
    from app.files.read_text import read

    return read(data, file_name, choices.encoding)


def _read_html_as(data: bytes, file_name: str, choices: Choices) -> Raw:
    from app.files.read_html import read

    return read(data, file_name, choices.encoding)


def _read_docx(data: bytes, file_name: str) -> Raw:
    from app.files.read_docx import read

    return read(data, file_name)


def _read_doc(data: bytes, file_name: str) -> Raw:
    from app.files.read_office import read

    return read(data, file_name)


def _read_pdf(data: bytes, file_name: str) -> Raw:
    from app.files.read_pdf import read

    return read(data, file_name)


def _read_ofd(data: bytes, file_name: str) -> Raw:
    from app.files.read_ofd import read

    return read(data, file_name)


def _read_rtf(data: bytes, file_name: str) -> Raw:
    from app.files.read_rtf import read

    return read(data, file_name)


def _read_odt(data: bytes, file_name: str) -> Raw:
    from app.files.read_odt import read

    return read(data, file_name)


def _read_flat_odt(data: bytes, file_name: str) -> Raw:
    from app.files.read_odt import read_flat

    return read_flat(data, file_name)


def _read_flat_opc(data: bytes, file_name: str) -> Raw:
    from app.files.flat_word import read_flat_opc

    return read_flat_opc(data, file_name)


def _read_word_2003(data: bytes, file_name: str) -> Raw:
    from app.files.flat_word import read_word_2003

    return read_word_2003(data, file_name)


def _read_epub(data: bytes, file_name: str) -> Raw:
    from app.files.read_epub import read

    return read(data, file_name)


def _read_mhtml(data: bytes, file_name: str, choices: Choices = AS_DETECTED) -> Raw:
    from app.files.read_mhtml import read

    return read(data, file_name, choices.encoding)


def _read_markdown(data: bytes, file_name: str, choices: Choices = AS_DETECTED) -> Raw:
    from app.files.read_markdown import read

    return read(data, file_name, choices.encoding)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can become a report.

    Attributes:
        kind: the name `sniff` gives it.
        limit: bytes; larger files are refused.
        read: makes lines of its bytes.
        read_as: the same as a person wants it, for formats in which that is a difference.
    """

    kind: str
    media_type: str
    limit: int
    read: Callable[[bytes, str], Raw]
    read_as: Callable[[bytes, str, Choices], Raw] | None = None


FORMATS = (
    Format("text", "text/plain", limits.TEXT_BYTES, _read_text, _read_text_as),
    Format("html", "text/html", limits.HTML_BYTES, _read_html, _read_html_as),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        limits.FILE_BYTES,
        _read_docx,
    ),
    Format("doc", "application/msword", limits.FILE_BYTES, _read_doc),
    Format("pdf", "application/pdf", limits.FILE_BYTES, _read_pdf),
    Format("ofd", "application/ofd", limits.FILE_BYTES, _read_ofd),
    Format("rtf", "application/rtf", limits.FILE_BYTES, _read_rtf),
    Format("odt", "application/vnd.oasis.opendocument.text", limits.FILE_BYTES, _read_odt),
    Format(
        "flat_odt",
        "application/vnd.oasis.opendocument.text-flat-xml",
        limits.PART_BYTES,
        _read_flat_odt,
    ),
    Format("flat_opc", "application/vnd.ms-word.flat+xml", limits.PART_BYTES, _read_flat_opc),
    Format("word_2003", "application/vnd.ms-word.2003+xml", limits.PART_BYTES, _read_word_2003),
    Format("epub", "application/epub+zip", limits.FILE_BYTES, _read_epub),
    Format("mhtml", "multipart/related", limits.FILE_BYTES, _read_mhtml, _read_mhtml),
    Format("markdown", "text/markdown", limits.TEXT_BYTES, _read_markdown, _read_markdown),
)
_BY_KIND = {format_.kind: format_ for format_ in FORMATS}


def read_report(
    file: Incoming | Path, recognised: Mapping[int, Recognised | None] | None = None
) -> ParsedReport:
    """Read one outside file as a report.

    Args:
        file: which, and how.
        recognised: what recognition made of its picture pages, by page from 0.

    Raises:
        UnreadableFile: with the reason; `file_name` is the name without folders.
    """
    from app.text.canonical import canonical
    from app.text.understand import understand

    incoming = Incoming.of(file)
    name = incoming.name
    data = _content(incoming)
    format_, raw = read_raw(data, name, incoming.choices, recognised, _frames(incoming))
    text, replaced = canonical(raw.text)
    if not text.strip():
        raise UnreadableFile(name, "no_text")
    notes = raw.notes
    if replaced:
        notes = (*notes, Note("replaced", {"count": replaced}))
    return understand(
        text,
        file_name=name,
        file_sha256=hashlib.sha256(data).hexdigest(),
        media_type=format_.media_type,
        hints=raw.hints,
        furniture_hints=raw.furniture_hints,
        notes=notes,
        headings=raw.headings,
        may_be_wrapped=(
            format_.kind in ("text", "markdown")
            and not raw.furniture_hints
            and not incoming.choices.keep_breaks
        ),
        whole_page=incoming.choices.whole_page,
    )


def read_raw(
    data: bytes,
    file_name: str,
    choices: Choices = AS_DETECTED,
    recognised: Mapping[int, Recognised | None] | None = None,
    frames: Frames | None = None,
) -> tuple[Format, Raw]:
    """Sniff the format and read the lines, without understanding them.

    Args:
        data: the whole file.
        file_name: as people see it.
        choices: how a person wants it read.
        recognised: see read_report.
        frames: finds the pages that were saved together with a web page.

    Raises:
        UnreadableFile
    """
    kind = sniff(data, file_name)
    format_ = _BY_KIND.get(kind)
    if format_ is None:
        raise UnreadableFile(file_name, "unsupported", kind=kind)
    limits.refuse_larger(file_name, len(data), format_.limit)
    if recognised and (pictures := pictures_of(kind)):
        raw = pictures.read(data, file_name, recognised)
    elif kind == "html" and frames is not None:
        from app.files.read_html import read as read_page

        raw = read_page(data, file_name, choices.encoding, frames)
    elif format_.read_as is not None and choices != AS_DETECTED:
        raw = format_.read_as(data, file_name, choices)
    else:
        raw = format_.read(data, file_name)
    limits.refuse_more(file_name, len(raw.text), limits.CHARACTERS, "characters")
    return format_, raw


def picture_pages(file: Incoming) -> list[int]:
    """The pages of a file, from 0, that are pictures without text; see read_report."""
    data = _content(file)
    pictures = pictures_of(sniff(data, file.name))
    return pictures.picture_pages(data, file.name) if pictures else []


def recognise_page(file: Incoming, number: int) -> dict[str, Any]:
    """What recognition makes of one page, as JSON; see recognising.answers_of."""
    data = _content(file)
    pictures = pictures_of(sniff(data, file.name))
    if pictures is None:
        raise UnreadableFile(file.name, "unsupported")
    return recognised_page(pictures, data, file.name, number)


def _frames(file: Incoming) -> Frames:
    """What was saved beside a page, on the disk or in its archive."""
    from app.files.saved_pages import frames_beside, frames_by_name

    if not file.members:
        return frames_beside(file.path)
    from app.files.archive import companion

    return frames_by_name(file.members[-1], lambda name: companion(file.path, file.members, name))


def _content(file: Incoming) -> bytes:
    """The bytes of a file or of a member of an archive, within the limits."""
    if not file.members:
        return content_of(file.path)
    from app.files.archive import read_member

    return read_member(file.path, file.members, file.name)

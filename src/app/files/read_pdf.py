"""PDF files that hold text; scans and fonts without characters are named as such.

Runs in the worker process only: pdfium is not thread-safe.
"""

from __future__ import annotations

import re
from typing import Any

import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - it ships none

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files import limits
from app.files.pdf_glyphs import is_unreadable
from app.files.pdf_join import paragraphs
from app.files.pdf_lines import PdfPage, page_of, pdfium
from app.files.raw import Raw, joined

_TAIL_BYTES = 2048
_UNREADABLE_SHARE = 0.1
_SCANNED_CHARACTERS = 20
"""Fewer characters per page than this, beside images, are a stamp or a page number."""

_LINEARIZED = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})|/L\s+(\d{1,12})[^>]{0,200}?/Linearized\b"
)


def read(data: bytes, file_name: str) -> Raw:
    """Read the text of a PDF.

    Raises:
        UnreadableFile: `encrypted`, `truncated`, `damaged`, `scanned`,
            `garbled_fonts`, `no_text`, `too_large`.
    """
    document = _opened(data, file_name)
    try:
        pages = _pages(document, file_name)
    finally:
        document.close()
    _judge(pages, file_name)
    text, furniture = joined(paragraphs(pages))
    scanned = sum(page.has_image for page in pages)
    notes = (Note("mixed_scan", {"pages": scanned}),) if scanned else ()
    return Raw(text, furniture_hints=furniture, notes=notes)


def _opened(data: bytes, file_name: str) -> Any:
    """The document; a cut file is refused even where pdfium mends it, for pages are missing."""
    cut = _is_cut(data)
    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        code: int | None = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableFile(file_name, "encrypted") from error
        raise UnreadableFile(file_name, "truncated" if cut else "damaged") from error
    if cut:
        document.close()
        raise UnreadableFile(file_name, "truncated")
    return document


def _is_cut(data: bytes) -> bool:
    """Whether the end of the file is missing."""
    declared = _LINEARIZED.search(data, 0, _TAIL_BYTES)
    if declared and int(declared[1] or declared[2]) > len(data):
        return True
    tail = data[-_TAIL_BYTES:]
    return b"%%EOF" not in tail and b"startxref" not in tail


def _pages(document: Any, file_name: str) -> list[PdfPage]:
    limits.refuse_more(file_name, len(document), limits.PDF_PAGES, "pages")
    if not len(document):
        raise UnreadableFile(file_name, "damaged", detail="pages")
    pages: list[PdfPage] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(file_name, "damaged", detail=f"page {index + 1}") from error
        try:
            pages.append(page_of(page))
        finally:
            page.close()
        characters += pages[-1].characters
        limits.refuse_more(file_name, characters, limits.CHARACTERS, "characters")
    return pages


def _judge(pages: list[PdfPage], file_name: str) -> None:
    """Refuse what would come out as nothing or as nonsense."""
    characters = sum(page.characters for page in pages)
    if characters < _SCANNED_CHARACTERS * len(pages) and any(p.has_image for p in pages):
        raise UnreadableFile(file_name, "scanned", pages=len(pages))
    if not characters:
        raise UnreadableFile(file_name, "no_text")
    unreadable = sum(
        is_unreadable(character) for page in pages for line in page.lines for character in line.text
    )
    if unreadable > _UNREADABLE_SHARE * characters:
        raise UnreadableFile(file_name, "garbled_fonts")

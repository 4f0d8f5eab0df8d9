"""PDF files that hold text; scans and fonts without characters are named as such.

Runs in the worker process only: pdfium is not thread-safe.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - it ships none

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.pdf_lines import page_of, pdfium
from app.files.raw import Raw
from app.files.read_sheets import raw_of_sheets
from app.files.recognising import PageImage
from app.files.sheets import Sheet
from app.files.tesseract import DOTS_PER_INCH, POINTS_PER_INCH, Recognised

_TAIL_BYTES = 2048
_LINEARIZED = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})|/L\s+(\d{1,12})[^>]{0,200}?/Linearized\b"
)


def read(
    data: bytes, file_name: str, recognised: Mapping[int, Recognised | None] | None = None
) -> Raw:
    """Read the text of a PDF.

    Args:
        data: the file.
        file_name: for the error.
        recognised: what recognition made of its picture pages, by page from 0.

    Raises:
        UnreadableFile: `encrypted`, `truncated`, `damaged`, `scanned`,
            `garbled_fonts`, `no_text`, `too_large`.
    """
    with _open(data, file_name) as document:
        pages = _pages(document, file_name)
    return raw_of_sheets(pages, file_name, recognised)


def picture_pages(data: bytes, file_name: str) -> list[int]:
    """The pages, from 0, that are pictures without text; see read for the errors."""
    with _open(data, file_name) as document:
        return [number for number, page in enumerate(_pages(document, file_name)) if page.has_image]


def page_images(data: bytes, file_name: str, number: int) -> list[PageImage]:
    """One page as a grey PNM image at the resolution of recognition."""
    with _open(data, file_name) as document:
        page = document[number]
        try:
            width, height = page.get_size()
            scale = DOTS_PER_INCH / POINTS_PER_INCH
            scale = min(scale, (limits.PAGE_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            head = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
            rows = memoryview(bitmap.buffer).cast("B")
            lines = (
                rows[start : start + bitmap.width]
                for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
            )
            image = head + b"".join(lines)
            bitmap.close()
        finally:
            page.close()
    return [PageImage(image, width, height)]


@contextmanager
def _open(data: bytes, file_name: str) -> Generator[Any]:
    document = _opened(data, file_name)
    try:
        yield document
    finally:
        document.close()


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


def _pages(document: Any, file_name: str) -> list[Sheet]:
    limits.refuse_more(file_name, len(document), limits.PDF_PAGES, "pages")
    if not len(document):
        raise UnreadableFile(file_name, "damaged", detail="pages")
    pages: list[Sheet] = []
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

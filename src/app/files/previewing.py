"""Previewing: the beginning of a written file as something that can be shown.

What is shown is the writer's own output, read back; nothing is made up for it.
"""

from __future__ import annotations

import csv
import io
import json
import threading
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - lxml has no other name

MOST_ROWS = 40
MOST_PARAGRAPHS = 160
MOST_CHARACTERS = 16_000
"""Of a text for programs: what nobody reads to the end need not be set."""

PICTURE_WIDTH = 1000
"""Pixels of a page drawn as a picture."""

_pdfium = threading.Lock()
"""pdfium must not be entered by two threads."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name (empty when it has none) and its first rows, the head first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tables:
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read: HTML or Markdown of the simple kind that a text view can set."""

    text: str
    is_markdown: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Text for programs.

    Attributes:
        name: of the member of a package it stands in; empty for a plain file.
    """

    text: str
    name: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The first page, as rows of pixels of four bytes: blue, green, red, nothing."""

    width: int
    height: int
    pixels: bytes
    pages: int


Preview = Tables | Page | Code | Picture


def preview_of(format_: str, suffix: str, data: bytes) -> Preview:
    """Read a written file back.

    Args:
        format_: the key of the format.
        suffix: of its files.
    """
    if format_ == "csv":
        return Tables((Sheet("", _csv_rows(data)),))
    if suffix == ".xlsx":
        return Tables(tuple(_workbook(data)))
    if suffix == ".docx":
        return Page(_word(data))
    if suffix == ".html":
        return Page(_web(data.decode("utf-8")))
    if suffix == ".md":
        return Page(_first(data.decode("utf-8"))[0], is_markdown=True)
    if suffix == ".pdf":
        return _picture(data)
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _package(data)
    return _code(data, suffix)


# --- tables -------------------------------------------------------------------------------


def _csv_rows(data: bytes) -> tuple[tuple[str, ...], ...]:
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return tuple(tuple(cells) for cells, _ in zip(lines, range(MOST_ROWS + 1), strict=False))


def _workbook(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # 60 ms; only when a workbook is looked at

    book = load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        last = min(sheet.max_row, MOST_ROWS + 1)
        rows = sheet.iter_rows(max_row=last, values_only=True)
        yield Sheet(sheet.title, tuple(tuple(_cell(value) for value in cells) for cells in rows))
    book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat(" ", "minutes") if hasattr(value, "hour") else str(value)


# --- pages --------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word(data: bytes) -> str:
    """The paragraphs of a Word document, and its comments after them."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"), parser)
        has_comments = "word/comments.xml" in package.namelist()
        notes = package.read("word/comments.xml") if has_comments else b"<none/>"
    found = [
        _paragraph(one) for one, _ in zip(body.iter(f"{_W}p"), range(MOST_PARAGRAPHS), strict=False)
    ]
    said = [
        f"<p><sup>[{number}]</sup> <b>{escape(note.get(f'{_W}author') or '')}</b>："
        f"{'<br/>'.join(escape(_plain(one)) for one in note.iter(f'{_W}p'))}</p>"
        for number, note in enumerate(etree.fromstring(notes, parser).iter(f"{_W}comment"), 1)
    ]
    return "".join([*found, *(["<hr/>"] if said else []), *said[:MOST_PARAGRAPHS]])


def _paragraph(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    level = next((n for n in range(1, 5) if name == f"heading{n}"), 1 if name == "title" else 0)
    inside = "".join(_pieces(paragraph))
    tag = f"h{level}" if level else "p"
    return f"<{tag}>{inside or '&nbsp;'}</{tag}>"


def _pieces(paragraph: Element) -> Iterator[str]:
    for run in paragraph.iter(f"{_W}r"):
        shade = run.find(f"{_W}rPr/{_W}shd")
        fill = (shade.get(f"{_W}fill") or "") if shade is not None else ""
        text = escape(_plain(run))
        if run.find(f"{_W}rPr/{_W}b") is not None:
            text = f"<b>{text}</b>"
        if len(fill) == 6:
            text = f'<span style="background-color:#{escape(fill)}">{text}</span>'
        mark = run.find(f"{_W}commentReference")
        if mark is not None:
            text += f"<sup>[{int(mark.get(f'{_W}id') or 0) + 1}]</sup>"
        yield text


def _plain(part: Element) -> str:
    said = part.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
    return "".join((one.text or "") if one.tag == f"{_W}t" else " " for one in said)


def _web(text: str) -> str:
    """A page as a text view can set it: it does not know the element `mark`."""
    return text.replace("<mark ", "<span ").replace("</mark>", "</span>")


def _picture(data: bytes) -> Picture:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - it ships none

    pdfium: Any = pypdfium2
    with _pdfium:
        document: Any = pdfium.PdfDocument(data)
        try:
            page = document[0]
            bitmap: Any = page.render(scale=PICTURE_WIDTH / page.get_width(), rev_byteorder=False)
            wide = bitmap.width * 4
            rows = bytes(bitmap.buffer)
            if bitmap.n_channels == 4:
                pixels = b"".join(
                    rows[y * bitmap.stride : y * bitmap.stride + wide] for y in range(bitmap.height)
                )
            else:
                pixels = _four(rows, bitmap.width, bitmap.height, bitmap.stride)
            return Picture(bitmap.width, bitmap.height, pixels, len(document))
        finally:
            document.close()


def _four(rows: bytes, width: int, height: int, stride: int) -> bytes:
    """Three bytes for each pixel as four."""
    found = bytearray(b"\xff") * (width * height * 4)
    for y in range(height):
        line = rows[y * stride : y * stride + width * 3]
        for channel in range(3):
            start = y * width * 4 + channel
            found[start : (y + 1) * width * 4 : 4] = line[channel::3]
    return bytes(found)


# --- text for programs ----------------------------------------------------------------------

_SHOWN_FIRST = (".qde", ".jsonl", ".ann", ".xml", ".json", ".txt")


def _package(data: bytes) -> Code:
    """The member of a package that tells most."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = _by_worth(package.namelist())
        if not names:
            return Code("")
        inside = _code(package.read(names[0]), PurePosixPath(names[0]).suffix)
    return Code(inside.text, names[0], inside.is_cut)


def _by_worth(names: Iterable[str]) -> Sequence[str]:
    def worth(name: str) -> int:
        suffix = PurePosixPath(name).suffix
        return _SHOWN_FIRST.index(suffix) if suffix in _SHOWN_FIRST else len(_SHOWN_FIRST)

    return sorted((name for name in names if not name.endswith("/")), key=worth)


def _code(data: bytes, suffix: str) -> Code:
    text = data.decode("utf-8", "replace")
    if suffix == ".json":
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    elif text.lstrip("\ufeff").startswith("<"):
        text = _indented(data)
    text, is_cut = _first(text)
    return Code(text, is_cut=is_cut)


def _indented(data: bytes) -> str:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), encoding="unicode", pretty_print=True)


def _first(text: str) -> tuple[str, bool]:
    return text[:MOST_CHARACTERS], len(text) > MOST_CHARACTERS

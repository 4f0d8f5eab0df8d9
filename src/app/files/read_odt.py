"""OpenDocument texts: paragraphs as LibreOffice shows them, computed list numbers included.

Tracked deletions stand apart in the file and are left out, insertions are kept, text
boxes come once after their paragraph, notes at the end, as in Word documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.docx_numbers import numbered_text
from app.files.odt_numbers import OUTLINE, TEXT, Counts, ListStyles
from app.files.raw import Line, Raw, joined
from app.files.table_rows import Cell, row_lines
from app.files.zip_parts import Element, Package, xml_root

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = b"encryption-data"

_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_BOXES = frozenset({f"{_DRAW}text-box", f"{_DRAW}custom-shape"})
_WRAPPERS = _BOXES | frozenset(
    f"{TEXT}{name}"
    for name in (
        "section", "index-body", "index-title", "table-of-content", "alphabetical-index",
        "illustration-index", "table-index", "object-index", "user-index", "bibliography",
    )
) | {f"{_DRAW}frame", f"{_DRAW}g", f"{_DRAW}a"}  # fmt: skip
_ROW_GROUPS = frozenset(
    f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_LEFT_OUT = frozenset(
    {f"{_OFFICE}annotation", f"{TEXT}ruby-text", f"{TEXT}tracked-changes", f"{TEXT}number"}
    | {f"{TEXT}note-citation", f"{TEXT}script", f"{_DRAW}object", f"{_DRAW}image"}
    | {"{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}" + n for n in ("title", "desc")}
)
_KINDS = {"spreadsheet": "ods", "presentation": "odp", "drawing": "odp", "chart": "ods"}
_SPACES = re.compile("[ \t\r\n]+")
_MOST_REPEATED = 50


def read(data: bytes, file_name: str) -> Raw:
    """Read an OpenDocument text.

    Raises:
        UnreadableFile: `damaged`, `encrypted`, `suspicious`, `no_text`, `unsupported`.
    """
    package = Package(data, file_name)
    if _MANIFEST in (package.read("META-INF/manifest.xml") or b""):
        raise UnreadableFile(file_name, "encrypted")
    content = package.xml("content.xml")
    if content is None:
        raise UnreadableFile(file_name, "damaged", detail="content")
    styles = package.xml("styles.xml")
    return _read(content, [content] if styles is None else [styles, content], file_name)


def read_flat(data: bytes, file_name: str) -> Raw:
    """Read an OpenDocument text that is one XML file (.fodt).

    Raises:
        UnreadableFile: `damaged`, `suspicious`, `no_text`, `unsupported`.
    """
    root = xml_root(data, file_name)
    return _read(root, [root], file_name)


def _read(root: Element, styles: list[Element], file_name: str) -> Raw:
    body = root.find(f"{_OFFICE}body")
    if body is None:
        raise UnreadableFile(file_name, "damaged", detail="body")
    text_body = body.find(f"{_OFFICE}text")
    if text_body is None:
        names = (str(child.tag).partition("}")[2] for child in body)
        kind = next((_KINDS[name] for name in names if name in _KINDS), None)
        if kind:
            raise UnreadableFile(file_name, "unsupported", kind=kind)
        raise UnreadableFile(file_name, "damaged", detail="body")
    reader = _Reader(ListStyles(styles))
    text, _ = joined(Line(line) for line in reader.lines(text_body))
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, notes=tuple(reader.notes()))


class _Reader:
    """One document on its way to lines."""

    def __init__(self, styles: ListStyles) -> None:
        self._styles = styles
        self._headings: Counts = {}
        self._counts_of: dict[str, Counts] = {}  # by the name of the list's style
        self._counts_by_id: dict[str, Counts] = {}
        self._used_notes: list[str] = []
        self._boxes: list[Element] = []
        self._numbered = 0
        self._deletions = 0

    def lines(self, body: Element) -> list[str]:
        self._deletions = sum(1 for _ in body.iter(f"{TEXT}deletion"))
        lines: list[str] = []
        self._blocks(body, lines)
        lines += [f"[注{number}] {note}" for number, note in enumerate(self._used_notes, 1)]
        return lines

    def notes(self) -> Iterator[Note]:
        if self._numbered:
            yield Note("automatic_numbers", {"count": self._numbered})
        if self._deletions:
            yield Note("tracked_changes", {"count": self._deletions})

    # --- blocks; the parser lets nothing nest deeper than 256 ---

    def _blocks(self, parent: Element, lines: list[str]) -> None:
        for element in parent:
            tag = element.tag
            if tag in _PARAGRAPHS:
                self._paragraph(element, lines, self._heading_label(element))
            elif tag == f"{TEXT}list":
                self._list(element, lines)
            elif tag == f"{TEXT}numbered-paragraph":
                self._numbered_paragraph(element, lines)
            elif tag == f"{_TABLE}table":
                for row in _rows(element):
                    lines += row_lines(self._cells(row))
            elif tag in _WRAPPERS:
                self._blocks(element, lines)

    def _paragraph(self, paragraph: Element, lines: list[str], label: str = "") -> None:
        text = self._text(paragraph)
        given = paragraph.find(f"{TEXT}number")
        label = ("" if given is None else given.text or "").strip() or label
        text, is_numbered = numbered_text((label, "tab"), text)
        self._numbered += is_numbered
        lines += [part.rstrip() for part in text.split("\n") if part.strip()]
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box, lines)

    def _heading_label(self, element: Element) -> str:
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        level = element.get(f"{TEXT}outline-level") or "1"
        place = int(level) if level.isascii() and level.isdigit() else 1
        start = element.get(f"{TEXT}start-value")
        if element.get(f"{TEXT}restart-numbering") != "true":
            start = None
        return self._styles.label(OUTLINE, place, self._headings, start)

    # --- lists ---

    def _list(self, element: Element, lines: list[str]) -> None:
        name = element.get(f"{TEXT}style-name") or ""
        counts: Counts | None = None
        if earlier := element.get(f"{TEXT}continue-list"):
            counts = self._counts_by_id.get(earlier)
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counts = self._counts_of.get(name)
        counts = {} if counts is None else counts
        self._counts_of[name] = counts
        if own := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self._counts_by_id[own] = counts
        self._items(element, lines, name, 1, counts)

    def _items(
        self, listing: Element, lines: list[str], name: str, place: int, counts: Counts
    ) -> None:
        for item in listing:
            if item.tag == f"{TEXT}list-header":
                self._blocks(item, lines)
            elif item.tag == f"{TEXT}list-item":
                self._item(item, lines, name, place, counts)

    def _item(self, item: Element, lines: list[str], name: str, place: int, counts: Counts) -> None:
        has_number = has_list = False
        for child in item:
            if child.tag == f"{TEXT}list":
                if has_list and child.get(f"{TEXT}continue-numbering") != "true":
                    for deeper in [p for p in counts if p > place]:
                        del counts[deeper]
                own = child.get(f"{TEXT}style-name") or name
                self._items(child, lines, own, place + 1, counts)
                has_list = True
            elif child.tag in _PARAGRAPHS and not has_number:
                start = item.get(f"{TEXT}start-value")
                self._paragraph(child, lines, self._styles.label(name, place, counts, start))
                has_number = True
            elif child.tag in _PARAGRAPHS:
                self._paragraph(child, lines)
            else:
                self._blocks([child], lines)

    def _numbered_paragraph(self, element: Element, lines: list[str]) -> None:
        name = element.get(f"{TEXT}style-name") or ""
        key = element.get(f"{TEXT}list-id") or name
        level = element.get(f"{TEXT}level") or "1"
        place = int(level) if level.isascii() and level.isdigit() else 1
        counts = self._counts_by_id.setdefault(key, {})
        label = self._styles.label(name, place, counts, element.get(f"{TEXT}start-value"))
        for child in element:
            if child.tag in _PARAGRAPHS:
                self._paragraph(child, lines, label)

    # --- tables ---

    def _cells(self, row: Element) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            if element.tag not in _CELLS:
                continue
            cell = Cell(holds_table=element.find(f".//{_TABLE}table") is not None)
            self._blocks(element, cell.lines)
            repeated = element.get(f"{_TABLE}number-columns-repeated") or "1"
            count = int(repeated) if repeated.isascii() and repeated.isdigit() else 1
            cells += [cell] * max(1, min(count, _MOST_REPEATED))
        return cells

    # --- inside a paragraph ---

    def _text(self, paragraph: Element) -> str:
        """Its text; runs of white space in the file are one space, as in a web page."""
        pieces: list[str] = []
        todo: list[Element | str] = [*_children(paragraph), paragraph.text or ""]
        while todo:
            item = todo.pop()
            if not isinstance(item, str):
                self._inline(item, pieces, todo)
            elif text := _SPACES.sub(" ", item):
                follows = bool(pieces) and not pieces[-1].endswith((" ", "\n"))
                pieces.append(text if follows else text.lstrip(" "))
        return "".join(pieces)

    def _inline(self, element: Element, pieces: list[str], todo: list[Element | str]) -> None:
        tag = element.tag
        if tag == f"{TEXT}s":
            count = element.get(f"{TEXT}c") or "1"
            pieces.append(" " * min(int(count) if count.isascii() and count.isdigit() else 1, 200))
        elif tag == f"{TEXT}tab":
            pieces.append("\t")
        elif tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif tag == f"{TEXT}note":
            pieces.append(self._note_mark(element))
        elif tag in _BOXES:
            self._boxes.append(element)
        elif tag in _PARAGRAPHS or tag == f"{_TABLE}table":
            pieces.append(" ")  # where none should stand; its words are kept
            todo += [*_children(element), element.text or ""]
        elif tag not in _LEFT_OUT and isinstance(tag, str):
            todo += [*_children(element), element.text or ""]

    def _note_mark(self, note: Element) -> str:
        number = len(self._used_notes)
        self._used_notes.append("")
        lines: list[str] = []
        body = note.find(f"{TEXT}note-body")
        boxes, self._boxes = self._boxes, []
        if body is not None:
            self._blocks(body, lines)
        self._boxes = boxes
        self._used_notes[number] = _SPACES.sub(" ", " ".join(lines)).strip()
        return f"[注{number + 1}]"


def _children(element: Element) -> list[Element | str]:
    """Its children and the text after each, last first."""
    found: list[Element | str] = []
    for child in reversed(element):
        found += (child.tail or "", child)
    return found


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element)

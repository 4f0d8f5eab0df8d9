"""Word documents: paragraphs as Word shows them, computed list numbers included.

Written afresh because no library does all of it: Chinese list numbers, tracked
insertions kept and deletions left out, text boxes once, content controls, notes.
Titles and authors in docProps are not read: templates and earlier files leave theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.docx_numbers import Numbers, W, numbered_text, value_of
from app.files.raw import Line, Raw, joined
from app.files.table_rows import is_prose, squeezed
from app.files.word_symbols import symbol_text
from app.files.zip_parts import Element, Package

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
"""Files saved as Strict Open XML differ in their namespaces only."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_LEFT_OUT = frozenset(
    {f"{W}{name}" for name in ("instrText", "delInstrText", "pPr", "rPr", "rt", "softHyphen")}
    | {_FALLBACK}
)
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTE_MARKS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo")
) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice",
}
_MAX_NESTING = 60
_MAX_STYLE_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    base: str | None
    number: str | None
    level: str | None


def read(data: bytes, file_name: str) -> Raw:
    """Read a Word document.

    Raises:
        UnreadableFile: `damaged`, `encrypted`, `suspicious`, `no_text`.
    """
    package = Package(data, file_name)
    main = _main_part(package)
    document = package.xml(main, _STRICT)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise UnreadableFile(file_name, "damaged", detail="body")
    reader = _Reader(package, main.rpartition("/")[0])
    lines = reader.lines(body)
    text, _ = joined(Line(line) for line in lines)
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, notes=tuple(reader.notes()))


def _main_part(package: Package) -> str:
    """The main part is found through the package's relations, not by its name."""
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


class _Reader:
    """One document on its way to lines."""

    def __init__(self, package: Package, folder: str) -> None:
        prefix = f"{folder}/" if folder else ""
        self._numbers = Numbers.of_part(package.xml(f"{prefix}numbering.xml", _STRICT))
        self._styles = _styles(package.xml(f"{prefix}styles.xml", _STRICT))
        self._default_style = self._styles.get("")
        self._note_texts = {
            kind: _note_texts(package.xml(f"{prefix}{kind}.xml", _STRICT))
            for kind in ("footnotes", "endnotes")
        }
        self._lines: list[str] = []
        self._used_notes: list[str] = []
        self._boxes: list[Element] = []
        self._carried = ""  # a paragraph whose end was deleted runs on into the next
        self._numbered = 0
        self._deletions = 0
        self._unknown_symbols = 0

    def lines(self, body: Element) -> list[str]:
        self._blocks(body, 0)
        if self._carried:
            self._put(self._carried)
        for number, note in enumerate(self._used_notes, 1):
            self._lines.append(f"[注{number}] {note}")
        return self._lines

    def notes(self) -> Iterator[Note]:
        if self._numbered:
            yield Note("automatic_numbers", {"count": self._numbered})
        if self._deletions:
            yield Note("tracked_changes", {"count": self._deletions})
        if self._unknown_symbols:
            yield Note("replaced", {"count": self._unknown_symbols})

    # --- blocks ---

    def _blocks(self, parent: Element, depth: int) -> None:
        todo = list(reversed(parent))
        while todo:
            element = todo.pop()
            if element.tag == f"{W}p":
                self._paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                self._table(element, depth + 1)
            elif element.tag in _WRAPPERS:
                todo.extend(reversed(element))

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        text = self._carried + self._text(paragraph)
        self._carried = ""
        if _end_is_deleted(paragraph):
            self._carried = text
        else:
            self._put(self._numbered_text(paragraph, text))
        boxes, self._boxes = self._boxes, []
        if depth < _MAX_NESTING:
            for box in boxes:
                self._blocks(box, depth + 1)

    def _put(self, text: str) -> None:
        self._lines.extend(part.rstrip() for part in text.split("\n") if part.strip())

    def _table(self, table: Element, depth: int) -> None:
        """Rows of short cells become tab-separated lines; a cell of prose is walked."""
        for row in _rows(table):
            cells = _cells(row)
            if depth < _MAX_NESTING and any(_is_prose(cell) for cell in cells):
                for cell in cells:
                    self._blocks(cell, depth)
                continue
            texts = [self._cell_text(cell) for cell in cells]
            if any(texts):
                self._lines.append("\t".join(texts))

    def _cell_text(self, cell: Element) -> str:
        pieces: list[str] = []
        for paragraph in cell.iter(f"{W}p"):
            text = self._text(paragraph)
            pieces.append(self._numbered_text(paragraph, text))
        while self._boxes:
            box = self._boxes.pop(0)
            pieces += [self._text(paragraph) for paragraph in box.iter(f"{W}p")]
            self._boxes.clear()  # inner boxes were met by iter already
        return squeezed(" ".join(piece for piece in pieces if piece))

    # --- inside a paragraph ---

    def _text(self, paragraph: Element) -> str:
        pieces: list[str] = []
        todo = list(reversed(paragraph))
        while todo:
            element = todo.pop()
            tag = element.tag
            if tag in (f"{W}t", _MATH_TEXT):
                pieces.append(element.text or "")
            elif tag in _CHARACTERS:
                pieces.append(_CHARACTERS[tag])
            elif tag in _DELETED:
                self._deletions += any(True for _ in element.iter(f"{W}delText", f"{W}t"))
            elif tag == f"{W}sym":
                pieces.append(self._symbol(element))
            elif tag in _NOTE_MARKS:
                pieces.append(self._note_mark(tag, element))
            elif tag == f"{W}txbxContent":
                self._boxes.append(element)
            elif tag not in _LEFT_OUT and isinstance(tag, str):
                todo.extend(reversed(element))
        return "".join(pieces)

    def _symbol(self, element: Element) -> str:
        try:
            code = int(element.get(f"{W}char") or "", 16)
        except ValueError:
            code = 0
        text = symbol_text(code, str(element.get(f"{W}font") or ""))
        self._unknown_symbols += text == "\ufffd"
        return text

    def _note_mark(self, tag: str, element: Element) -> str:
        text = self._note_texts[_NOTE_MARKS[tag]].get(element.get(f"{W}id") or "")
        if text is None:
            return ""
        self._used_notes.append(text)
        return f"[注{len(self._used_notes)}]"

    # --- numbers ---

    def _numbered_text(self, paragraph: Element, text: str) -> str:
        """The text with its list number; empty paragraphs count but show nothing."""
        number, level = self._number_of(paragraph)
        if number is None:
            return text
        shown, is_numbered = numbered_text(self._numbers.label(number, level), text)
        self._numbered += is_numbered
        return shown

    def _number_of(self, paragraph: Element) -> tuple[str | None, int]:
        """List and level: the paragraph's own, else by its style and what that is based on."""
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else properties.find(f"{W}numPr")
        number, level = value_of(own, "numId"), value_of(own, "ilvl")
        name = value_of(properties, "pStyle")
        style = self._styles.get(name) if name else self._default_style
        for _ in range(_MAX_STYLE_CHAIN):
            if style is None or number is not None:
                break
            number, level = style.number, level or style.level
            if number is None:
                name = style.base
                style = self._styles.get(name) if name else None
        if number is None:
            return None, 0
        if level is None:
            return number, self._numbers.level_of_style(number, name)
        return number, int(level) if level.isdigit() else 0


def _styles(root: Element | None) -> dict[str, _Style]:
    """Paragraph styles by id; the default one also by the empty id."""
    found: dict[str, _Style] = {}
    for element in root.iter(f"{W}style") if root is not None else ():
        if element.get(f"{W}type") not in (None, "paragraph"):
            continue
        properties = element.find(f"{W}pPr")
        numbers = None if properties is None else properties.find(f"{W}numPr")
        style = _Style(
            value_of(element, "basedOn"), value_of(numbers, "numId"), value_of(numbers, "ilvl")
        )
        found[element.get(f"{W}styleId") or ""] = style
        if element.get(f"{W}default") in ("1", "true"):
            found[""] = style
    return found


def _note_texts(root: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for note in root if root is not None else ():
        if note.get(f"{W}type") in (None, "normal"):
            text = "".join(t.text or "" for t in note.iter(f"{W}t"))
            found[note.get(f"{W}id") or ""] = squeezed(text)
    return found


def _end_is_deleted(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _rows(table: Element) -> Iterator[Element]:
    for row in _unwrapped(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: Element) -> list[Element]:
    return list(_unwrapped(row, f"{W}tc"))


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Children of one kind, also those inside content controls."""
    todo = list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            todo.extend(reversed(element))


def _is_prose(cell: Element) -> bool:
    """Whether a cell holds text of its own, so that the table only arranges the page."""
    paragraphs = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")]
    return is_prose(paragraphs)

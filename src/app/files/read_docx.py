"""Word documents: paragraphs as Word shows them, computed list numbers included.

Written afresh because no library does all of it: Chinese list numbers, tracked
insertions kept and deletions left out, text boxes once, content controls, notes.
Titles and authors in docProps are not read: templates and earlier files leave theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.docx_fields import Fields, mark_fields
from app.files.docx_numbers import Numbers, W, numbered_text, value_of
from app.files.docx_parts import Parts, Styles, hidden_by, outline_depth
from app.files.raw import Line, Raw, headings_of, joined
from app.files.table_rows import is_prose, squeezed
from app.files.word_symbols import symbol_text
from app.files.zip_parts import Element, Package

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE = f"{_COMPATIBILITY}AlternateContent"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_LEFT_OUT = frozenset(
    {f"{W}{name}" for name in ("delInstrText", "pPr", "rPr", "rt", "softHyphen")} | {_FALLBACK}
)
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
) | {_ALTERNATE, _CHOICE}
_EMBEDDED = frozenset({
    f"{W}altChunk",  # another file, as a whole
    "{urn:schemas-microsoft-com:office:office}OLEObject",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
})  # fmt: skip
_SOURCE_BREAKS = re.compile("[\r\n\t]+")


def read(data: bytes, file_name: str) -> Raw:
    """Read a Word document.

    Raises:
        UnreadableFile: `damaged`, `encrypted`, `suspicious`, `no_text`.
    """
    parts = Parts(Package(data, file_name))
    document = parts.main()
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise UnreadableFile(file_name, "damaged", detail="body")
    reader = _Reader(parts)
    lines = reader.lines(body)
    text, _ = joined(lines)
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, notes=tuple(reader.notes()), headings=headings_of(lines))


class _Reader:
    """One document on its way to lines."""

    def __init__(self, parts: Parts) -> None:
        self._numbers = Numbers.of_part(parts.of("numbering"))
        self._styles = Styles(parts.of("styles"))
        self._note_texts = {
            kind: _note_elements(parts.of(kind)) for kind in ("footnotes", "endnotes")
        }
        self._fields = Fields()
        self._lines: list[Line] = []
        self._used_notes: list[Element] = []
        self._boxes: list[Element] = []
        self._carried = ""  # a paragraph whose end was deleted runs on into the next
        self._numbered = 0
        self._deletions = 0
        self._hidden = 0
        self._embedded = 0
        self._unknown_symbols = 0

    def lines(self, body: Element) -> list[Line]:
        mark_fields(body, _LEFT_OUT | _DELETED)
        lines = self._collected(body)
        for number, note in enumerate(self._used_notes, 1):
            mark_fields(note, _LEFT_OUT | _DELETED)
            self._fields = Fields()
            text = squeezed(" ".join(_texts(self._collected(note))))
            lines.append(Line(f"[注{number}] {text}"))
        return lines

    def notes(self) -> Iterator[Note]:
        for code, count in (
            ("automatic_numbers", self._numbered),
            ("tracked_changes", self._deletions),
            ("hidden_text", self._hidden),
            ("embedded", self._embedded),
            ("replaced", self._unknown_symbols),
        ):
            if count:
                yield Note(code, {"count": count})

    # --- blocks ---

    def _collected(self, parent: Element) -> list[Line]:
        """The lines of all blocks in an element. Nesting is bounded by the XML parser."""
        outer, self._lines = self._lines, []
        carried, self._carried = self._carried, ""
        for block in _blocks(parent):
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self._table(block)
            else:
                self._embedded += 1
        self._put(self._carried)
        self._carried = carried
        lines, self._lines = self._lines, outer
        return lines

    def _paragraph(self, paragraph: Element) -> None:
        text = self._carried + self._text(paragraph)
        self._carried = ""
        if self._end_is_unseen(paragraph):
            self._carried = text
        else:
            self._put(self._numbered_text(paragraph, text), self._depth(paragraph))
        boxes, self._boxes = self._boxes, []
        fields = self._fields
        for box in boxes:
            self._fields = Fields()
            self._lines += self._collected(box)
        self._fields = fields

    def _put(self, text: str, heading: int = 0) -> None:
        parts = (part.rstrip() for part in text.split("\n") if part.strip())
        self._lines += [Line(part, heading=heading) for part in parts]

    def _table(self, table: Element) -> None:
        """Rows of short cells become tab-separated lines; cells of prose keep their paragraphs."""
        for row in _unwrapped(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._deletions += 1
                continue
            cells = [self._collected(cell) for cell in _unwrapped(row, f"{W}tc")]
            if any(is_prose(_texts(cell)) for cell in cells):
                for cell in cells:
                    self._lines += cell
                continue
            texts = [squeezed(" ".join(_texts(cell))) for cell in cells]
            if any(texts):
                self._lines.append(Line("\t".join(texts)))

    # --- inside a paragraph ---

    def _text(self, paragraph: Element) -> str:
        style = value_of(paragraph.find(f"{W}pPr"), "pStyle")
        style_hides = self._styles.hides(style, or_default=True)
        pieces: list[str] = []
        was_hidden = False
        todo = list(reversed(paragraph))
        while todo:
            element = todo.pop()
            tag = element.tag
            if tag == f"{W}r":
                is_hidden = self._is_hidden(element, by_style=style_hides)
                if is_hidden:
                    self._hidden += not was_hidden and _has_text(element)
                    # A field may begin or end in what is hidden.
                    todo.extend(element.iterchildren(f"{W}fldChar", reversed=True))
                else:
                    todo.extend(reversed(element))
                was_hidden = is_hidden
            elif tag == f"{W}fldChar":
                pieces.append(self._fields.meet(element))
            elif tag == f"{W}instrText":
                self._fields.add_code(element.text or "")
            elif tag == _ALTERNATE:
                todo.extend(reversed(_chosen(element)))
            elif tag in _DELETED:
                self._deletions += any(True for _ in element.iter(f"{W}delText", f"{W}t"))
            elif tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            elif self._fields.in_code and tag != f"{W}txbxContent":
                todo.extend(reversed(element))
            else:
                pieces.append(self._shown(element, todo))
        return "".join(pieces)

    def _shown(self, element: Element, todo: list[Element]) -> str:
        """What one element shows; elements to go on with are put on `todo`."""
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            return _SOURCE_BREAKS.sub(" ", element.text or "")
        if tag in _CHARACTERS:
            return _CHARACTERS[tag]
        if tag == f"{W}sym":
            return self._symbol(element)
        if tag in _NOTE_MARKS:
            return self._note_mark(tag, element)
        if tag == f"{W}txbxContent":
            self._boxes.append(element)
            return ""
        self._embedded += tag in _EMBEDDED
        todo.extend(reversed(element))
        return ""

    def _is_hidden(self, run: Element, *, by_style: bool) -> bool:
        properties = run.find(f"{W}rPr")
        own = hidden_by(properties)
        if own is not None:
            return own
        return by_style or self._styles.hides(value_of(properties, "rStyle"))

    def _end_is_unseen(self, paragraph: Element) -> bool:
        """Whether the mark at the end was deleted, moved away or hidden: what follows joins."""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return False
        is_gone = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
        return is_gone or hidden_by(mark) is True

    def _symbol(self, element: Element) -> str:
        try:
            code = int(element.get(f"{W}char") or "", 16)
        except ValueError:
            code = 0
        text = symbol_text(code, str(element.get(f"{W}font") or ""))
        self._unknown_symbols += text == "\ufffd"
        return text

    def _note_mark(self, tag: str, element: Element) -> str:
        note = self._note_texts[_NOTE_MARKS[tag]].pop(element.get(f"{W}id") or "", None)
        if note is None:
            return ""
        self._used_notes.append(note)
        return f"[注{len(self._used_notes)}]"

    # --- headings and numbers ---

    def _depth(self, paragraph: Element) -> int:
        """Of a heading, by its own outline level or that of its style; 0 of body text."""
        properties = paragraph.find(f"{W}pPr")
        own = value_of(properties, "outlineLvl")
        return outline_depth(own) if own else self._styles.depth(value_of(properties, "pStyle"))

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
        names: list[str] = []
        for name, style in self._styles.chain(value_of(properties, "pStyle"), or_default=True):
            names.append(name)
            if number is None:
                number, level = style.number, level or style.level
        if number is None:
            return None, 0
        if level is None:
            return number, self._numbers.level_of_styles(number, names)
        return number, int(level) if level.isdigit() else 0


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def _note_elements(root: Element | None) -> dict[str, Element]:
    return {
        note.get(f"{W}id") or "": note
        for note in (root if root is not None else ())
        if note.get(f"{W}type") in (None, "normal")
    }


def _has_text(run: Element) -> bool:
    return any(text.text for text in run.iter(f"{W}t"))


def _chosen(alternate: Element) -> Element:
    """Of several forms of the same thing the first; the others would repeat its text."""
    choice = alternate.find(_CHOICE)
    if choice is not None:
        return choice
    fallback = alternate.find(_FALLBACK)
    return alternate if fallback is None else fallback


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs, tables and foreign parts, also those inside content controls."""
    todo = list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield element
        elif element.tag == _ALTERNATE:
            todo.extend(reversed(_chosen(element)))
        elif element.tag in _WRAPPERS:
            todo.extend(reversed(element))


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Children of one kind, also those inside content controls."""
    todo = list(reversed(parent))
    while todo:
        element = todo.pop()
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            todo.extend(reversed(element))

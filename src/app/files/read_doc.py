"""Binary Word files (.doc of Word 97 to 2003, WPS Writer's .wps): paragraphs as Word shows them.

Written afresh because no library does it: list numbers computed, tracked deletions and
hidden text left out, fields as their results, rows of tables, notes and text boxes.
Source: [MS-DOC] 2.4 (basic operations), 2.8.25 (fields), 2.4.3 (tables), 2.9.72 (FTXBXS).
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.doc_formats import (
    Character,
    Formats,
    Paragraph,
    character_changed,
    paragraph_changed,
)
from app.files.doc_lists import lists_of
from app.files.doc_stream import BROKEN, Head, Pieces, Streams, head_of, pieces_of
from app.files.docx_numbers import Numbers, numbered_text
from app.files.raw import Line, Raw, headings_of, joined
from app.files.table_rows import is_prose, squeezed
from app.files.word_symbols import field_text, symbol_text

_TEXT, _FOOTNOTES, _ENDNOTES, _BOXES = 0, 1, 4, 5  # parts of the document
_FOOTNOTE_MARKS, _FOOTNOTE_SPANS, _ENDNOTE_MARKS, _ENDNOTE_SPANS = 2, 3, 46, 47
_FONTS, _SHAPES, _BOX_SPANS = 15, 40, 56

_CELL_END, _LINE_BREAK, _PAGE_END, _PARAGRAPH_END = 0x07, 0x0B, 0x0C, 0x0D
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = 0x13, 0x14, 0x15
_NOTE, _SHAPE, _SYMBOL = 0x02, 0x08, 0x28
_CONTROLS = {
    0x09: "\t", _LINE_BREAK: "\n", _PAGE_END: "\n", 0x0E: "\n", 0x1E: "-",
    _PARAGRAPH_END: "\n", _CELL_END: " ",
}  # fmt: skip
_ENDS = (_CELL_END, _PAGE_END, _PARAGRAPH_END)
_LONGEST_CODE = 500
_DELETED, _HIDDEN, _CODE = 1, 2, 3  # why a unit is not seen


def read(data: bytes, file_name: str) -> Raw:
    """Read a binary Word document.

    Raises:
        UnreadableFile: `damaged`, `truncated`, `encrypted`, `too_old`, `unsupported`,
            `too_large`, `no_text`.
    """
    streams = Streams(data, file_name)
    head = head_of(streams, file_name)
    pieces = pieces_of(head, file_name)
    formats = Formats(head, streams.read("Data") or b"", file_name)
    try:
        reader = _Reader(head, pieces, formats)
        lines = reader.lines()
    except BROKEN as error:
        raise UnreadableFile(file_name, "damaged", detail="text") from error
    text, _ = joined(lines)
    if not text.strip():
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, notes=tuple(reader.notes()), headings=headings_of(lines))


@dataclass(slots=True)
class _Row:
    """A row of a table on its way: for each cell its lines, inner rows as lines of their own."""

    cells: list[list[str]] = field(default_factory=list[list[str]])
    cell: list[str] = field(default_factory=list[str])
    inner: list[str] = field(default_factory=list[str])

    def end_cell(self) -> None:
        self.end_inner_row()
        self.cells.append(self.cell)
        self.cell = []

    def end_inner_row(self) -> None:
        if any(self.inner):
            self.cell.append("\t".join(self.inner))
        self.inner = []


class _Reader:
    """One document on its way to lines."""

    def __init__(self, head: Head, pieces: Pieces, formats: Formats) -> None:
        self._head = head
        self._pieces = pieces
        self._formats = formats
        lists = lists_of(head)
        self._numbers = Numbers(lists.by_number)
        self._numbers_are_sure = lists.is_whole and formats.is_whole
        self._fonts = _fonts(head)
        self._unseen = bytearray(len(pieces.units))
        self._symbols: dict[int, tuple[int, int]] = {}
        self._note_spans: dict[int, tuple[int, int]] = {}
        self._boxes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._loose_boxes: list[tuple[int, int]] = []
        self._field_texts: dict[int, str] = {}
        self._mark_characters()
        self._find_notes()
        self._find_boxes()
        for part in (_TEXT, _FOOTNOTES, _ENDNOTES, _BOXES):
            self._find_fields(*head.part(part))
        self._lines: list[Line] = []
        self._used_notes: list[tuple[int, int]] = []
        self._pending: list[tuple[int, int]] = []  # text boxes of the paragraph being read
        self._numbered = 0
        self._unknown_symbols = 0

    def lines(self) -> list[Line]:
        start, end = self._head.part(_TEXT)
        self._blocks(start, end)
        for box in self._loose_boxes:
            self._blocks(*box)
        for number, (begin, finish) in enumerate(self._used_notes, 1):
            text = squeezed(self._text(begin, finish))
            self._lines.append(Line(f"[注{number}] {text}"))
        return self._lines

    def notes(self) -> Iterator[Note]:
        if self._numbered:
            yield Note("automatic_numbers", {"count": self._numbered})
        if not self._numbers_are_sure:
            yield Note("numbers_missing")
        deleted, hidden = _groups(self._unseen, _DELETED), _groups(self._unseen, _HIDDEN)
        if deleted:
            yield Note("tracked_changes", {"count": deleted})
        if hidden:
            yield Note("hidden_text", {"count": hidden})
        counted = sum(self._head.parts) + 1  # a mark closes what has notes or boxes
        if len(self._unseen) > counted:
            yield Note("uncounted", {"count": len(self._unseen) - counted})
        if self._unknown_symbols:
            yield Note("replaced", {"count": self._unknown_symbols})

    # --- what is known of the text before it is read ---

    def _mark_characters(self) -> None:
        pieces = self._pieces
        runs = self._formats.characters
        spans = [(start, end) for start, end, _ in runs]
        starts = [start for start, _ in spans]
        for first, last in pieces.positions(spans):
            _, _, character = runs[bisect_right(starts, pieces.offset_of(first)) - 1]
            self._mark(first, last, character)
        for piece, change in enumerate(pieces.changes):
            if change:
                character = character_changed(Character(), change)
                self._mark(pieces.starts[piece], pieces.starts[piece + 1], character)

    def _mark(self, first: int, last: int, character: Character) -> None:
        if character.deleted or character.hidden:
            self._unseen[first:last] = bytes([_DELETED if character.deleted else _HIDDEN]) * (
                last - first
            )
        if character.symbol is not None:
            for position in range(first, last):
                if self._pieces.units[position] == _SYMBOL:
                    self._symbols[position] = character.symbol

    def _find_notes(self) -> None:
        for part, marks_at, spans_at in (
            (_FOOTNOTES, _FOOTNOTE_MARKS, _FOOTNOTE_SPANS),
            (_ENDNOTES, _ENDNOTE_MARKS, _ENDNOTE_SPANS),
        ):
            marks = _positions(self._head.of_table(marks_at), 2)
            spans = _positions(self._head.of_table(spans_at), 0)
            base, end = self._head.part(part)
            for mark, start, stop in zip(marks[:-1], spans, spans[1:], strict=False):
                if start <= stop <= end - base:
                    self._note_spans[mark] = (base + start, base + stop)

    def _find_boxes(self) -> None:
        table = self._head.of_table(_SHAPES)
        anchors = _positions(table, 26)
        shapes: dict[int, int] = {}
        for number, anchor in enumerate(anchors[:-1]):
            (shape,) = struct.unpack_from("<I", table, 4 * len(anchors) + 26 * number)
            shapes[shape] = anchor
        table = self._head.of_table(_BOX_SPANS)
        spans = _positions(table, 22)
        base, end = self._head.part(_BOXES)
        for number, (start, stop) in enumerate(pairwise(spans[:-1])):
            (shape,) = struct.unpack_from("<I", table, 4 * len(spans) + 22 * number + 14)
            box = (base + start, base + stop)
            if not start < stop <= end - base:
                continue
            if shape in shapes:
                self._boxes[shapes[shape]].append(box)
            else:  # part of a group of shapes: where it stands is not known
                self._loose_boxes.append(box)

    def _find_fields(self, start: int, end: int) -> None:
        """Hide the codes of fields; a beginning without an end hides nothing."""
        units, unseen = self._pieces.units, self._unseen
        open_: list[tuple[int, int]] = []  # begin, and where the result starts
        codes: dict[int, tuple[int, bool]] = {}  # where a code ends, whether a result follows
        for position in range(start, end):
            unit = units[position]
            if unit == _FIELD_BEGIN:
                open_.append((position, 0))
            elif unit == _FIELD_RESULT and open_:
                open_[-1] = (open_[-1][0], open_[-1][1] or position)
            elif unit == _FIELD_END and open_:
                begin, result = open_.pop()
                codes[begin] = (result or position, bool(result))
        hidden_to = start
        for begin in sorted(codes):
            code_end, has_result = codes[begin]
            if begin < hidden_to:
                continue
            if not has_result and code_end - begin < _LONGEST_CODE:
                self._field_texts[begin] = field_text(self._pieces.text(begin + 1, code_end))
            unseen[begin + 1 : code_end] = bytes([_CODE]) * (code_end - begin - 1)
            hidden_to = code_end

    # --- blocks ---

    def _blocks(self, start: int, end: int) -> None:
        carried: list[str] = []  # a paragraph whose end was deleted runs on into the next
        row: _Row | None = None
        for begin, finish, mark in self._paragraphs(start, end):
            text = self._text(begin, finish - 1 if mark else finish)
            if mark == _PARAGRAPH_END and self._unseen[finish - 1] in (_DELETED, _HIDDEN):
                carried.append(text)
                continue
            text = "".join((*carried, text))
            carried.clear()
            paragraph = self._paragraph_at(finish - 1)
            in_table = paragraph.depth > 0 or mark == _CELL_END
            if row is not None and not in_table:
                self._put_row(row)
                row = None
            if not (paragraph.ends_row or paragraph.inner_row):
                text = self._numbered_text(paragraph, text)
            if not in_table:
                self._put(text, self._formats.outline_of(paragraph))
                self._put_boxes()
                continue
            row = row or _Row()
            if paragraph.ends_row and mark == _CELL_END:
                self._put_row(row)
                row = None
                self._put_boxes()
            elif paragraph.inner_row:
                row.end_inner_row()
            elif paragraph.inner_cell:
                row.inner.append(squeezed(text))
            else:
                row.end_inner_row()
                row.cell += [part for part in text.split("\n") if part.strip()]
                if mark == _CELL_END:
                    row.end_cell()
        if row is not None:
            self._put_row(row)
        if carried:
            self._put("".join(carried))
        self._put_boxes()

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and closing mark of each paragraph; 0 when the text ends without one."""
        units = self._pieces.units
        begin = start
        for position in range(start, end):
            unit = units[position]
            if unit not in _ENDS or (unit == _PAGE_END and not self._ends_paragraph(position)):
                continue
            yield begin, position + 1, unit
            begin = position + 1
        if begin < end:
            yield begin, end, 0

    def _ends_paragraph(self, position: int) -> bool:
        """A page break stands inside a paragraph, the end of a section closes one."""
        offset = self._pieces.offset_of(position)
        width = self._pieces.offset_of(position + 1) - offset
        _, end = self._formats.paragraph_at(offset)
        return not end or offset + max(1, width) >= end

    def _paragraph_at(self, position: int) -> Paragraph:
        paragraph, _ = self._formats.paragraph_at(self._pieces.offset_of(position))
        change = self._pieces.change_at(position)
        return paragraph_changed(paragraph, change) if change else paragraph

    def _put(self, text: str, heading: int = 0) -> None:
        parts = (part.rstrip() for part in text.split("\n") if part.strip())
        self._lines += [Line(part, heading=heading) for part in parts]

    def _put_boxes(self) -> None:
        pending, self._pending = self._pending, []
        for box in pending:
            self._blocks(*box)

    def _put_row(self, row: _Row) -> None:
        """Short cells become one tab-separated line; cells of prose keep their paragraphs."""
        if row.cell or row.inner:
            row.end_cell()
        if any(is_prose(cell) for cell in row.cells):
            for cell in row.cells:
                self._lines += map(Line, cell)
            return
        texts = [squeezed(" ".join(cell)) for cell in row.cells]
        if any(texts):
            self._lines.append(Line("\t".join(texts)))

    # --- inside a paragraph ---

    def _text(self, start: int, end: int) -> str:
        """What is seen of a stretch."""
        found: list[str] = []
        units, unseen = self._pieces.units, self._unseen
        plain = start
        for position in range(start, end):
            unit = units[position]
            if not unseen[position] and unit >= 0x20 and unit != _SYMBOL:
                continue
            if plain < position:
                found.append(self._pieces.text(plain, position))
            plain = position + 1
            if not unseen[position]:
                found.append(self._special(position, unit))
        if plain < end:
            found.append(self._pieces.text(plain, end))
        text = "".join(found)
        # A character of two units that was cut by what is left out between its halves.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _special(self, position: int, unit: int) -> str:
        if position in self._note_spans:
            self._used_notes.append(self._note_spans.pop(position))
            return f"[注{len(self._used_notes)}]"
        if unit == _FIELD_BEGIN:
            return self._field_texts.get(position, "")
        if unit == _SHAPE:
            self._pending += self._boxes.pop(position, [])
            return ""
        if unit == _SYMBOL:
            if position not in self._symbols:
                return "("
            font, code = self._symbols[position]
            name = self._fonts[font] if font < len(self._fonts) else ""
            text = symbol_text(code, name)
            self._unknown_symbols += text == "\ufffd"
            return text
        return _CONTROLS.get(unit, "")

    def _numbered_text(self, paragraph: Paragraph, text: str) -> str:
        number, level, styles = self._formats.number_of(paragraph)
        if not number:
            return text
        name = str(number)
        place = self._numbers.level_of_styles(name, styles) if level is None else level
        shown, is_numbered = numbered_text(self._numbers.label(name, place), text)
        self._numbered += is_numbered
        return shown


def _groups(unseen: bytearray, kind: int) -> int:
    """How many stretches of text are unseen for one reason."""
    return len(re.findall(b"%c+" % kind, unseen))


def _positions(table: bytes, size: int) -> Sequence[int]:
    """The positions at the head of a table whose entries have `size` bytes."""
    count = (len(table) - 4) // (4 + size)
    if count < 1:
        return ()
    return struct.unpack_from(f"<{count + 1}I", table, 0)


def _fonts(head: Head) -> list[str]:
    """Names of the fonts, by number."""
    table = head.of_table(_FONTS)
    names: list[str] = []
    place = 4
    while place < len(table):
        size = table[place]
        names.append(
            table[place + 40 : place + 1 + size].decode("utf-16-le", "replace").partition("\0")[0]
        )
        place += 1 + size
    return names

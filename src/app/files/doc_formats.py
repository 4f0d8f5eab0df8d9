"""Binary Word files: how paragraphs and characters are formatted, as far as it changes the text.

Source: [MS-DOC] 2.4.6 (properties), 2.6 (Sprms), 2.9.175 (PapxFkp), 2.9.33 (ChpxFkp),
2.9.271 (STSH).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.errors import UnreadableFile
from app.files.doc_stream import BROKEN, Head

_PAGE = 512
_STYLE_SHEET, _CHARACTER_PAGES, _PARAGRAPH_PAGES = 1, 12, 13
_MOST_RUNS = 2_000_000
_MAX_STYLE_CHAIN = 20
_PARAGRAPH_STYLE = 1
_NO_STYLE = 0xFFF
_BODY_TEXT = 9

_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_DEFINITION, _TABS = 0xD608, 0xC615
_HUGE = (0x6645, 0x6646, 0x646B)


def changes_in(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each change of properties; a broken one ends the list."""
    place = 0
    while place + 2 <= len(properties):
        code = properties[place] | properties[place + 1] << 8
        place += 2
        size = _OPERAND_SIZES[code >> 13]
        if size < 0:
            if place >= len(properties):
                return
            if code == _TABLE_DEFINITION:
                if place + 2 > len(properties):
                    return
                size = 1 + (properties[place] | properties[place + 1] << 8)
            elif code == _TABS and properties[place] == 255:
                return  # its length must be counted out; nothing we read follows it
            else:
                size = 1 + properties[place]
        if place + size > len(properties):
            return
        yield code, properties[place : place + size]
        place += size


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What decides where a paragraph stands and what number is before it.

    Attributes:
        list: the number of its list, 0 for none; None when not said.
        depth: of tables around it; 0 outside of tables.
        ends_row: it is the mark at the end of a row.
        inner_cell, inner_row: its mark ends a cell or a row of an inner table.
    """

    style: int = 0
    list: int | None = None
    level: int | None = None
    outline: int | None = None
    depth: int = 0
    ends_row: bool = False
    inner_cell: bool = False
    inner_row: bool = False


def paragraph_changed(known: Paragraph, properties: bytes, more: bytes = b"") -> Paragraph:
    """A copy with changes of properties applied; `more` is the stream huge ones lie in."""
    for code, operand in changes_in(properties):
        value = int.from_bytes(operand[:4], "little")
        if code == 0x460B:
            known = replace(known, list=value if value < 0x7FF else 0)
        elif code == 0x260A:
            known = replace(known, level=value)
        elif code == 0x2640:
            known = replace(known, outline=value)
        elif code == 0x2416:
            known = replace(known, depth=max(known.depth, 1) if value else 0)
        elif code == 0x6649:
            known = replace(known, depth=min(value, 99))
        elif code == 0x2417:
            known = replace(known, ends_row=bool(value))
        elif code == 0x244B:
            known = replace(known, inner_cell=bool(value))
        elif code == 0x244C:
            known = replace(known, inner_row=bool(value))
        elif code == 0x4600:
            known = replace(known, style=value)
        elif code in _HUGE and value + 2 <= len(more):
            size = more[value] | more[value + 1] << 8
            known = paragraph_changed(known, more[value + 2 : value + 2 + size])
    return known


@dataclass(frozen=True, slots=True)
class Character:
    """What decides whether a run of characters is seen.

    Attributes:
        symbol: font number and code of a symbol, when the character stands for one.
    """

    deleted: bool = False
    hidden: bool = False
    symbol: tuple[int, int] | None = None


def character_changed(known: Character, properties: bytes) -> Character:
    for code, operand in changes_in(properties):
        if code == 0x0800:
            known = replace(known, deleted=operand[0] in (1, 0x81))
        elif code == 0x083C:
            known = replace(known, hidden=operand[0] in (1, 0x81))
        elif code == 0x6A09:
            font, code_ = struct.unpack("<HH", operand)
            known = replace(known, symbol=(font, code_))
    return known


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: what it says itself, and what it is based on."""

    base: int | None
    kind: int  # 1 to 9 are the built-in headings
    name: str
    says: Paragraph


class Formats:
    """Paragraph and character properties by their place in the main stream.

    Attributes:
        styles: by number.
        characters: sorted, disjoint runs of the stream that are deleted, hidden or symbols.
        is_whole: False when pages of formatting lie outside of the file.
    """

    def __init__(self, head: Head, more: bytes, file_name: str) -> None:
        """Args: more: the stream in which large properties lie; may be empty.

        Raises:
            UnreadableFile: `damaged`.
        """
        self._more = more
        try:
            runs = sorted(_paragraph_runs(head), key=lambda run: run[0])
            self.styles = _styles(head.of_table(_STYLE_SHEET))
            self.characters = _merged(_character_runs(head))
        except BROKEN as error:
            raise UnreadableFile(file_name, "damaged", detail="formats") from error
        self.is_whole = _pages_are_whole(head)
        self._starts = [run[0] for run in runs]
        self._runs = runs
        self._known: dict[bytes, Paragraph] = {}

    def paragraph_at(self, offset: int) -> tuple[Paragraph, int]:
        """The paragraph a place belongs to, and where its run ends; 0 when not known."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._runs[place][1]:
            return Paragraph(), 0
        _, end, properties = self._runs[place]
        known = self._known.get(properties)
        if known is None:
            style = int.from_bytes(properties[:2], "little")
            known = paragraph_changed(Paragraph(style), properties[2:], self._more)
            self._known[properties] = known
        return known, end

    def number_of(self, paragraph: Paragraph) -> tuple[int, int | None, list[str]]:
        """List, level, and the styles that may name the level; list 0 for none."""
        list_, level = paragraph.list, paragraph.level
        names: list[str] = []
        for number, says in self._chain(paragraph.style):
            names.append(str(number))
            if list_ is None:
                list_, level = says.list, says.level if level is None else level
        return list_ or 0, level, names

    def outline_of(self, paragraph: Paragraph) -> int:
        """Depth of a heading, 1 to 9; 0 for body text."""
        if paragraph.outline is not None:
            return paragraph.outline + 1 if paragraph.outline < _BODY_TEXT else 0
        for number, says in self._chain(paragraph.style):
            if says.outline is not None:
                return says.outline + 1 if says.outline < _BODY_TEXT else 0
            if 1 <= self.styles[number].kind <= _BODY_TEXT:
                return self.styles[number].kind
        return 0

    def _chain(self, number: int) -> Iterator[tuple[int, Paragraph]]:
        next_: int | None = number
        for _ in range(_MAX_STYLE_CHAIN):
            style = None if next_ is None else self.styles.get(next_)
            if style is None or next_ is None:
                return
            yield next_, style.says
            next_ = style.base


def _pages(head: Head, place: int) -> Iterator[bytes]:
    """The pages of formatting that a table names, each once."""
    seen: set[int] = set()
    for page in _page_numbers(head, place):
        if page not in seen and (page + 1) * _PAGE <= len(head.main):
            seen.add(page)
            yield head.main[page * _PAGE : (page + 1) * _PAGE]


def _page_numbers(head: Head, place: int) -> list[int]:
    table = head.of_table(place)
    count = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()
    return [number & 0x3FFFFF for number in numbers]


def _pages_are_whole(head: Head) -> bool:
    return all(
        (page + 1) * _PAGE <= len(head.main)
        for place in (_CHARACTER_PAGES, _PARAGRAPH_PAGES)
        for page in _page_numbers(head, place)
    )


def _paragraph_runs(head: Head) -> Iterator[tuple[int, int, bytes]]:
    count_of_runs = 0
    for page in _pages(head, _PARAGRAPH_PAGES):
        count = page[-1]
        if 4 * (count + 1) + 13 * count > _PAGE - 1:
            continue
        ends = struct.unpack_from(f"<{count + 1}I", page, 0)
        count_of_runs += count
        if count_of_runs > _MOST_RUNS:
            raise ValueError(count_of_runs)
        for run in range(count):
            at = page[4 * (count + 1) + 13 * run] * 2
            if at == 0:
                yield ends[run], ends[run + 1], b""
                continue
            size = page[at] * 2 - 1
            at += 1
            if size < 0:
                size = page[at] * 2
                at += 1
            yield ends[run], ends[run + 1], page[at : min(at + size, _PAGE - 1)]


def _character_runs(head: Head) -> Iterator[tuple[int, int, Character]]:
    known: dict[bytes, Character] = {b"": Character()}
    count_of_runs = 0
    for page in _pages(head, _CHARACTER_PAGES):
        count = page[-1]
        if 5 * count + 4 > _PAGE - 1:
            continue
        ends = struct.unpack_from(f"<{count + 1}I", page, 0)
        count_of_runs += count
        if count_of_runs > _MOST_RUNS:
            raise ValueError(count_of_runs)
        for run in range(count):
            at = page[4 * (count + 1) + run] * 2
            properties = page[at + 1 : at + 1 + page[at]] if at else b""
            if properties not in known:
                known[properties] = character_changed(Character(), properties)
            character = known[properties]
            if character != known[b""] and ends[run] < ends[run + 1]:
                yield ends[run], ends[run + 1], character


def _merged(runs: Iterator[tuple[int, int, Character]]) -> list[tuple[int, int, Character]]:
    """Sorted and disjoint: where runs overlap, the first one holds."""
    found: list[tuple[int, int, Character]] = []
    last = 0
    for start, end, character in sorted(runs, key=lambda run: run[:2]):
        if end > last:
            found.append((max(start, last), end, character))
            last = end
    return found


def _styles(sheet: bytes) -> Mapping[int, Style]:
    if len(sheet) < 6:
        return {}
    head_size, count, base_size = struct.unpack_from("<HHH", sheet, 0)
    place = 2 + head_size
    found: dict[int, Style] = {}
    for number in range(min(count, _NO_STYLE)):
        if place + 2 > len(sheet):
            break
        (size,) = struct.unpack_from("<H", sheet, place)
        style = _style(sheet[place + 2 : place + 2 + size], base_size)
        if style is not None:
            found[number] = style
        place += 2 + size + size % 2
    return found


def _style(content: bytes, base_size: int) -> Style | None:
    if len(content) < max(base_size, 10) + 2:
        return None
    kind, based = struct.unpack_from("<HH", content, 0)
    if based & 0xF != _PARAGRAPH_STYLE:
        return None
    place = base_size
    (length,) = struct.unpack_from("<H", content, place)
    name = content[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    place += 2 + 2 * length + 2
    place += place % 2
    says = Paragraph()
    if place + 4 <= len(content):
        (size,) = struct.unpack_from("<H", content, place)
        says = paragraph_changed(says, content[place + 4 : place + 2 + size])
    base = based >> 4
    return Style(None if base == _NO_STYLE else base, kind & 0xFFF, name, says)

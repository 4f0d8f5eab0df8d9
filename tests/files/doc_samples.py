"""A writer of binary Word files, as small as readers allow: streams, text, formats, lists.

Source: [MS-CFB] for the compound file, [MS-DOC] for what is in it.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x800

DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
INNER = IN_TABLE + struct.pack("<HI", 0x6649, 2)
INNER_CELL = INNER + struct.pack("<HB", 0x244B, 1)
INNER_ROW = INNER_CELL + struct.pack("<HB", 0x244C, 1)


def symbol(font: int, code: int) -> bytes:
    return struct.pack("<HHH", 0x6A09, font, code)


def in_list(number: int, level: int | None = 0) -> bytes:
    """Properties of a paragraph in the list of that number."""
    place = b"" if level is None else struct.pack("<HB", 0x260A, level)
    return place + struct.pack("<HH", 0x460B, number)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; streams are padded to the size below which they would be packed."""
    contents = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains = {name: -(-len(data) // SECTOR) for name, data in contents.items()}
    directory_sectors = -(-(len(contents) + 1) // 4)
    used = sum(chains.values()) + directory_sectors
    fat_sectors = -(-(used + used // 100 + 2) // (SECTOR // 4))
    fat = [_FAT] * fat_sectors
    starts: dict[str, int] = {}
    for name, count in (("", directory_sectors), *chains.items()):
        starts[name] = len(fat)
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    fat += [_FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, starts[""], 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    head += struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    names = list(contents)
    entries = [_entry("Root Entry", 5, 1 if names else _FREE, _FREE, _END, 0)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, _FREE, right, starts[name], len(contents[name])))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    body = b"".join(d.ljust(chains[n] * SECTOR, b"\0") for n, d in contents.items())
    return head + struct.pack(f"<{len(fat)}I", *fat) + directory + body


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIII", raw, len(raw), kind, 1, _FREE, right, child, 0, start, size, 0
    )


@dataclass(frozen=True)
class P:
    """One paragraph: its text without the mark, properties, and runs of its characters."""

    text: str
    properties: bytes = b""
    runs: Sequence[tuple[int, int, bytes]] = ()
    mark: str = "\r"
    style: int = 0
    mark_run: bytes = b""


@dataclass(frozen=True)
class Style:
    """A paragraph style; `kind` 1 to 9 are the built-in headings."""

    name: str
    base: int = 0xFFF
    kind: int = 0xFFE
    properties: bytes = b""


@dataclass(frozen=True)
class Lvl:
    """One level of a list; `%1` in its text is the count of the first level."""

    format: int
    text: str
    start: int = 1
    flags: int = 0
    gap: int = 2
    limit: int = 0

    def packed(self) -> bytes:
        units: list[int] = []
        places: list[int] = []
        rest = self.text
        while rest:
            if rest[0] == "%" and rest[1:2].isdigit():
                units.append(int(rest[1]) - 1)
                places.append(len(units))
                rest = rest[2:]
            else:
                units.append(ord(rest[0]))
                rest = rest[1:]
        head = struct.pack("<iBB", self.start, self.format, self.flags)
        head += bytes(places).ljust(9, b"\0") + bytes([self.gap])
        head += struct.pack("<IIBBBB", 0, 0, 0, 0, self.limit, 0)
        return head + struct.pack(f"<H{len(units)}H", len(units), *units)


@dataclass(frozen=True)
class Use:
    """A list as paragraphs name it; overrides are level, start and a level of its own."""

    list: int
    overrides: Sequence[tuple[int, int | None, Lvl | None]] = ()


@dataclass(frozen=True)
class Document:
    """What to write. Text of one byte per character where `narrow` says so."""

    paragraphs: Sequence[P]
    styles: Sequence[Style] = (Style("Normal", kind=0),)
    lists: Sequence[Sequence[Lvl]] = ()
    list_styles: Sequence[Sequence[int]] = ()
    uses: Sequence[Use] = ()
    footnotes: Sequence[tuple[int, str]] = ()
    endnotes: Sequence[tuple[int, str]] = ()
    boxes: Sequence[tuple[int, str]] = ()
    fonts: Sequence[str] = ()
    narrow: Sequence[tuple[int, int]] = ()
    changes: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    flags: int = 0
    version: int = 0xC1
    magic: int = 0xA5EC
    tables: Mapping[int, bytes] = field(default_factory=dict)

    def bytes(self) -> bytes:
        main, table = self.streams()
        return compound({"WordDocument": main, "1Table": table})

    def streams(self) -> tuple[bytes, bytes]:
        text = "".join(p.text + p.mark for p in self.paragraphs)
        notes = "".join(f"\x02{note}\r" for _, note in self.footnotes)
        ends = "".join(f"\x02{note}\r" for _, note in self.endnotes)
        boxes = "".join(f"{box}\r" for _, box in self.boxes)
        parts = [_size(part) for part in (text, notes, "", "", ends, boxes, "")]
        whole = text + notes + ends + boxes + ("\r" if notes or ends or boxes else "")
        stored, pieces = self._pieces(whole)
        main = bytearray(_TEXT_AT) + stored
        main = main.ljust(-(-len(main) // SECTOR) * SECTOR, b"\0")
        offsets = _offsets(pieces, _size(whole))
        tables: dict[int, bytes] = {
            1: self._style_sheet(),
            12: self._pages(main, self._character_runs(), offsets, characters=True),
            13: self._pages(main, self._paragraph_runs(_size(whole)), offsets, characters=False),
            33: self._clx(pieces, _size(whole)),
        }
        tables |= _note_tables(2, self.footnotes) | _note_tables(46, self.endnotes)
        tables |= self._box_tables() | self._font_table() | dict(self.tables)
        lists = self._list_tables()
        return self._with_head(main, tables, lists, parts)

    def _pieces(self, whole: str) -> tuple[bytes, list[tuple[int, int, bool, bytes]]]:
        """The stored text; pieces as start, offset, whether narrow, changes laid over."""
        cuts = {0, *(n for span in (*self.narrow, *self.changes) for n in span)}
        starts = sorted(cut for cut in cuts if cut < _size(whole))
        units = whole.encode("utf-16-le", "surrogatepass")
        stored = b""
        pieces: list[tuple[int, int, bool, bytes]] = []
        for start, end in zip(starts, [*starts[1:], _size(whole)], strict=True):
            part = units[2 * start : 2 * end]
            is_narrow = any(a <= start < b for a, b in self.narrow)
            change = next((c for (a, b), c in self.changes.items() if a <= start < b), b"")
            pieces.append((start, _TEXT_AT + len(stored), is_narrow, change))
            stored += part.decode("utf-16-le").encode("cp1252") if is_narrow else part
        return stored, pieces

    def _clx(self, pieces: list[tuple[int, int, bool, bytes]], size: int) -> bytes:
        laid = b""
        table = struct.pack(f"<{len(pieces) + 1}I", *(p[0] for p in pieces), size)
        for count, (_, offset, is_narrow, change) in enumerate(pieces):
            place = offset * 2 | 0x40000000 if is_narrow else offset
            table += struct.pack("<HIH", 0, place, count << 1 | 1 if change else 0)
            laid += struct.pack("<BH", 1, len(change)) + change
        return laid + struct.pack("<BI", 2, len(table)) + table

    def _paragraph_runs(self, size: int) -> list[tuple[int, int, bytes]]:
        runs: list[tuple[int, int, bytes]] = []
        place = 0
        for p in self.paragraphs:
            end = place + _size(p.text + p.mark)
            runs.append((place, end, struct.pack("<H", p.style) + p.properties))
            place = end
        return [*runs, (place, size, b"\0\0")] if place < size else runs

    def _character_runs(self) -> list[tuple[int, int, bytes]]:
        runs: list[tuple[int, int, bytes]] = []
        place = 0
        for p in self.paragraphs:
            runs += [(place + a, place + b, change) for a, b, change in p.runs]
            end = place + _size(p.text + p.mark)
            if p.mark_run:
                runs.append((end - 1, end, p.mark_run))
            place = end
        return runs

    def _pages(
        self,
        main: bytearray,
        runs: list[tuple[int, int, bytes]],
        offsets: list[int],
        *,
        characters: bool,
    ) -> bytes:
        """Write pages of eight runs each; the table that names them."""
        firsts: list[int] = []
        numbers: list[int] = []
        for at in range(0, len(runs), 8):
            part = runs[at : at + 8]
            bounds: list[int] = []
            properties: list[bytes] = []
            for start, end, change in part:
                if bounds and bounds[-1] < offsets[start]:
                    properties.append(b"")
                    bounds.append(offsets[start])
                elif not bounds:
                    bounds.append(offsets[start])
                properties.append(change)
                bounds.append(_end_offset(offsets, end))
            numbers.append(len(main) // SECTOR)
            firsts.append(bounds[0])
            last = bounds[-1]
            main += _page(bounds, properties, characters=characters)
            if at + 8 >= len(runs):
                firsts.append(last)
        if not numbers:
            return b""
        return struct.pack(f"<{len(firsts)}I{len(numbers)}I", *firsts, *numbers)

    def _style_sheet(self) -> bytes:
        sheet = struct.pack("<HHH", 18, len(self.styles), 10).ljust(20, b"\0")
        for number, style in enumerate(self.styles):
            content = struct.pack("<HHHHH", style.kind, style.base << 4 | 1, 2, 0, 0)
            content += struct.pack("<H", len(style.name)) + style.name.encode("utf-16-le") + b"\0\0"
            properties = struct.pack("<H", number) + style.properties
            content += struct.pack("<H", len(properties)) + properties
            content += b"\0" * (len(content) % 2) + b"\0\0"
            sheet += struct.pack("<H", len(content)) + content
        return sheet

    def _list_tables(self) -> tuple[bytes, bytes, bytes]:
        """List definitions, the levels that follow them, and their uses."""
        if not self.lists:
            return b"", b"", b""
        table = struct.pack("<H", len(self.lists))
        levels = b""
        for number, own in enumerate(self.lists):
            styles = self.list_styles[number] if self.list_styles else ()
            styles = [*styles, *[0xFFF] * (9 - len(styles))]
            table += struct.pack("<iI9HBB", number, 0, *styles, len(own) == 1, 0)
            full = own if len(own) == 1 else [*own, *[Lvl(0, "")] * (9 - len(own))]
            levels += b"".join(level.packed() for level in full)
        uses = struct.pack("<I", len(self.uses))
        more = b""
        for use in self.uses:
            uses += struct.pack("<iIIBBBB", use.list, 0, 0, len(use.overrides), 0, 0, 0)
            more += struct.pack("<I", 0xFFFFFFFF)
            for place, start, own_level in use.overrides:
                flags = place | (0x10 if start is not None else 0) | (0x20 if own_level else 0)
                more += struct.pack("<iI", start or 0, flags)
                more += own_level.packed() if own_level else b""
        return table, levels, uses + more

    def _box_tables(self) -> dict[int, bytes]:
        if not self.boxes:
            return {}
        anchors = [position for position, _ in self.boxes]
        shapes = struct.pack(f"<{len(anchors) + 1}I", *anchors, anchors[-1] + 1)
        shapes += b"".join(struct.pack("<I22x", 1000 + n) for n in range(len(anchors)))
        ends = [0]
        for _, box in self.boxes:
            ends.append(ends[-1] + _size(box) + 1)
        spans = struct.pack(f"<{len(ends) + 1}I", *ends, ends[-1] + 1)
        for number in range(len(anchors) + 1):
            spans += struct.pack("<14xII", 1000 + number, 0)
        return {40: shapes, 56: spans}

    def _font_table(self) -> dict[int, bytes]:
        table = struct.pack("<HH", len(self.fonts), 0)
        for name in self.fonts:
            content = bytes(39) + name.encode("utf-16-le") + b"\0\0"
            table += bytes([len(content)]) + content
        return {15: table}

    def _with_head(
        self,
        main: bytearray,
        tables: Mapping[int, bytes],
        lists: tuple[bytes, bytes, bytes],
        parts: list[int],
    ) -> tuple[bytes, bytes]:
        table = b""
        pairs: dict[int, tuple[int, int]] = {}
        for number, content in tables.items():
            pairs[number] = (len(table), len(content))
            table += content
        definitions, levels, uses = lists
        if definitions:
            pairs[73] = (len(table), len(definitions))
            table += definitions + levels
            pairs[74] = (len(table), len(uses))
            table += uses
        struct.pack_into("<HH", main, 0, self.magic, self.version)
        struct.pack_into("<H", main, 10, 0x0200 | self.flags)
        struct.pack_into("<H", main, 0x20, 14)
        longs = [len(main), 0, 0, *parts[:3], 0, *parts[3:], *[0] * 11]
        struct.pack_into("<H22i", main, 0x3E, 22, *longs)
        struct.pack_into("<H", main, 0x98, 0x5D)
        for number, (offset, size) in pairs.items():
            struct.pack_into("<II", main, 0x9A + 8 * number, offset, size)
        return bytes(main), table


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _offsets(pieces: list[tuple[int, int, bool, bytes]], size: int) -> list[int]:
    """Where each unit lies."""
    offsets: list[int] = []
    for number, (start, offset, is_narrow, _) in enumerate(pieces):
        end = pieces[number + 1][0] if number + 1 < len(pieces) else size
        width = 1 if is_narrow else 2
        offsets += [offset + n * width for n in range(end - start)]
    return [*offsets, offsets[-1] + (1 if pieces[-1][2] else 2)]


def _end_offset(offsets: list[int], end: int) -> int:
    """Where a run ends: behind its last unit, which need not be where the next one begins."""
    step = offsets[end] - offsets[end - 1]
    return offsets[end - 1] + (1 if step == 1 else 2)


def _page(bounds: list[int], properties: list[bytes], *, characters: bool) -> bytes:
    page = bytearray(SECTOR)
    count = len(properties)
    struct.pack_into(f"<{count + 1}I", page, 0, *bounds)
    place = SECTOR - 1
    for number, change in enumerate(properties):
        if not change:
            continue
        if characters:
            content = bytes([len(change)]) + change
        elif len(change) % 2:
            content = bytes([(len(change) + 1) // 2]) + change
        else:
            content = bytes([0, len(change) // 2]) + change
        place = (place - len(content)) // 2 * 2
        page[place : place + len(content)] = content
        at = 4 * (count + 1) + (number if characters else 13 * number)
        page[at] = place // 2
    page[-1] = count
    return bytes(page)


def _note_tables(place: int, notes: Sequence[tuple[int, str]]) -> dict[int, bytes]:
    if not notes:
        return {}
    marks = struct.pack(f"<{len(notes) + 1}I", *(at for at, _ in notes), notes[-1][0] + 1)
    marks += b"\1\0" * len(notes)
    ends = [0]
    for _, note in notes:
        ends.append(ends[-1] + _size(note) + 2)
    return {place: marks, place + 1: struct.pack(f"<{len(ends) + 1}I", *ends, ends[-1] + 1)}

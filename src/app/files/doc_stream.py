"""Binary Word files (Word 97 to 2003 and WPS Writer): their streams, head and pieces of text.

Source: [MS-DOC] 2.4.1 (retrieving text), 2.5 (the Fib), 2.8.35 (Clx), 2.9.177 (Pcd).
Nothing a file says of itself is trusted: every offset is checked against the stream it
points into, and every list is bounded by the bytes it is made of.
"""

from __future__ import annotations

import io
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import olefile

from app.domain.errors import UnreadableFile
from app.files import limits

BROKEN = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError,
    OverflowError, ZeroDivisionError, RecursionError, struct.error,
)  # fmt: skip
"""What a parser of binary structures runs into when the bytes are not what they should be."""

_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_WORD_97 = 0x00C1
_MAGIC = 0xA5EC
_MAGIC_BEFORE = (0xA5DC, 0xA59B, 0xA5DB, 0x37FE, 0xA697, 0xA699)
"""Marks of Word 2 to 95 and their East Asian editions."""

_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LONGS_AT = 0x3E
_PARTS = (3, 4, 5, 7, 8, 9, 10)  # longs that count text, footnotes, headers, comments…
_COMPRESSED = 0x40000000
_CLX = 33


class Streams:
    """The streams of a compound file, each read whole and checked for its length."""

    def __init__(self, data: bytes, file_name: str) -> None:
        """Raises UnreadableFile: `damaged`, `truncated`."""
        self._file_name = file_name
        self._size = len(data)
        shift, mini = struct.unpack_from("<HH", data.ljust(512, b"\0"), 30)
        if shift not in _SECTOR_SHIFTS or mini != _MINI_SHIFT:
            raise UnreadableFile(file_name, "damaged", detail="sectors")
        try:
            self._file: Any = cast(Any, olefile).OleFileIO(io.BytesIO(data))
        except BROKEN as error:
            raise UnreadableFile(file_name, "damaged", detail="directory") from error

    def names(self) -> frozenset[str]:
        """Names of the streams and folders of the root, in small letters."""
        return frozenset(self._file.root.kids_dict)

    def read(self, name: str) -> bytes | None:
        """One stream of the root, or None when there is none of that name.

        Raises:
            UnreadableFile: `truncated` when the file ends before the stream does.
        """
        try:
            if not self._file.exists(name) or self._file.get_type(name) != olefile.STGTY_STREAM:
                return None
            size: int = self._file.get_size(name)
            if size > self._size:
                raise UnreadableFile(self._file_name, "truncated", detail=name)
            if not self._is_a_chain(name, size):
                raise UnreadableFile(self._file_name, "damaged", detail="sectors")
            data: bytes = self._file.openstream(name).read()
        except BROKEN as error:
            raise UnreadableFile(self._file_name, "truncated", detail=name) from error
        if len(data) < size:
            raise UnreadableFile(self._file_name, "truncated", detail=name)
        return data

    def _is_a_chain(self, name: str, size: int) -> bool:
        """Whether the sectors of a stream are all different; in a ring, parts come again."""
        entry: Any = self._file.root.kids_dict[name.lower()]
        is_small: bool = size < self._file.minisectorcutoff
        if is_small and self._file.minifat is None:
            self._file.loadminifat()
        table = cast(Sequence[int], self._file.minifat if is_small else self._file.fat)
        unit: int = self._file.minisectorsize if is_small else self._file.sectorsize
        seen: set[int] = set()
        sector: int = entry.isectStart
        for _ in range(-(-size // unit)):
            if sector in seen or sector >= len(table):
                return False
            seen.add(sector)
            sector = table[sector]
        return True


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of the file says: where its tables are, how long its parts.

    Attributes:
        parts: UTF-16 units of text, footnotes, headers, comments, endnotes, text
            boxes, text boxes of headers, in the order in which they follow each other.
    """

    main: bytes
    table: bytes
    parts: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]

    def part(self, place: int) -> tuple[int, int]:
        """Start and end of one part, in units of the whole."""
        start = sum(self.parts[:place])
        return start, start + self.parts[place]

    def of_table(self, place: int) -> bytes:
        """One of the tables, by its number in the head; empty when there is none."""
        if place >= len(self.pairs):
            return b""
        offset, size = self.pairs[place]
        return self.table[offset : offset + size]


def head_of(streams: Streams, file_name: str) -> Head:
    """Read the head.

    Raises:
        UnreadableFile: `unsupported`, `too_old`, `encrypted`, `damaged`, `truncated`.
    """
    main = streams.read("WordDocument")
    if main is None:
        raise UnreadableFile(file_name, "unsupported", kind="ole")
    if len(main) < _LONGS_AT:
        raise UnreadableFile(file_name, "truncated", detail="head")
    magic, version = struct.unpack_from("<HH", main, 0)
    if magic in _MAGIC_BEFORE or (magic == _MAGIC and version < _WORD_97):
        raise UnreadableFile(file_name, "too_old")
    if magic != _MAGIC:
        raise UnreadableFile(file_name, "damaged", detail="head")
    (flags,) = struct.unpack_from("<H", main, 10)
    if flags & _ENCRYPTED:
        raise UnreadableFile(file_name, "encrypted")
    table = streams.read("1Table" if flags & _SECOND_TABLE else "0Table")
    if table is None:
        raise UnreadableFile(file_name, "damaged", detail="table")
    try:
        (words,) = struct.unpack_from("<H", main, 0x20)
        longs_at = 0x22 + 2 * words
        (count,) = struct.unpack_from("<H", main, longs_at)
        longs = struct.unpack_from(f"<{count}i", main, longs_at + 2)
        pairs_at = longs_at + 2 + 4 * count
        (count,) = struct.unpack_from("<H", main, pairs_at)
        flat = struct.unpack_from(f"<{2 * count}I", main, pairs_at + 2)
        parts = tuple(longs[place] for place in _PARTS)
    except (struct.error, IndexError) as error:
        raise UnreadableFile(file_name, "damaged", detail="head") from error
    if min(parts) < 0 or parts[0] == 0 or len(flat) < 2 * (_CLX + 1):
        raise UnreadableFile(file_name, "damaged", detail="head")
    limits.refuse_more(file_name, sum(parts), limits.CHARACTERS, "characters")
    return Head(main, table, parts, tuple(zip(flat[::2], flat[1::2], strict=True)))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text in order, put together from where it lies in the stream.

    Attributes:
        units: UTF-16 units; positions in them are what the tables call CP.
        starts: position of each piece, and the end of the last.
        offsets: where each piece lies in the main stream (what the tables call FC).
        widths: bytes per unit of each piece, 1 or 2.
        changes: formatting laid over each piece when the file was saved fast.
    """

    units: array[int]
    starts: Sequence[int]
    offsets: Sequence[int]
    widths: Sequence[int]
    changes: Sequence[bytes]

    def offset_of(self, position: int) -> int:
        """Where a unit lies in the main stream."""
        piece = max(0, min(bisect_right(self.starts, position) - 1, len(self.offsets) - 1))
        return self.offsets[piece] + (position - self.starts[piece]) * self.widths[piece]

    def change_at(self, position: int) -> bytes:
        piece = max(0, min(bisect_right(self.starts, position) - 1, len(self.changes) - 1))
        return self.changes[piece]

    def positions(self, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The spans of positions that lie in sorted, disjoint runs of the stream."""
        run_starts = [start for start, _ in runs]
        for piece, offset in enumerate(self.offsets):
            width, start = self.widths[piece], self.starts[piece]
            length = self.starts[piece + 1] - start
            place = max(0, bisect_right(run_starts, offset) - 1)
            for run_start, run_end in runs[place:]:
                if run_start >= offset + length * width:
                    break
                first = max(0, -(-(run_start - offset) // width))
                last = min(length, -(-(run_end - offset) // width))
                if first < last:
                    yield start + first, start + last

    def text(self, start: int, end: int) -> str:
        return self.units[start:end].tobytes().decode("utf-16-le", "surrogatepass")


def pieces_of(head: Head, file_name: str) -> Pieces:
    """Put the text together.

    Raises:
        UnreadableFile: `damaged`, `truncated`, `too_large`.
    """
    table, changes = _piece_table(head.of_table(_CLX), file_name)
    count = (len(table) - 4) // 12
    if count < 1:
        raise UnreadableFile(file_name, "damaged", detail="pieces")
    starts = struct.unpack_from(f"<{count + 1}I", table, 0)
    if starts[0] != 0 or any(a > b for a, b in pairwise(starts)):
        raise UnreadableFile(file_name, "damaged", detail="pieces")
    if starts[-1] < sum(head.parts):
        raise UnreadableFile(file_name, "truncated", detail="pieces")
    # One unit more than its parts closes a document that has notes or headers.
    limits.refuse_more(file_name, starts[-1], limits.CHARACTERS, "characters")
    units = array("H")
    offsets: list[int] = []
    widths: list[int] = []
    laid: list[bytes] = []
    for piece in range(count):
        _, place, change = struct.unpack_from("<HIH", table, 4 * (count + 1) + 8 * piece)
        length = starts[piece + 1] - starts[piece]
        width = 1 if place & _COMPRESSED else 2
        offset = (place & 0x3FFFFFFF) // (2 if width == 1 else 1)
        content = head.main[offset : offset + length * width]
        if len(content) < length * width:
            raise UnreadableFile(file_name, "truncated", detail="text")
        units.frombytes(_widened(content) if width == 1 else content)
        offsets.append(offset)
        widths.append(width)
        laid.append(_laid_over(change, changes))
    return Pieces(units, starts, offsets, widths, laid)


def _piece_table(clx: bytes, file_name: str) -> tuple[bytes, list[bytes]]:
    """The piece table, and the formatting that pieces refer to."""
    changes: list[bytes] = []
    place = 0
    try:
        while clx[place] == 1:
            (size,) = struct.unpack_from("<H", clx, place + 1)
            changes.append(clx[place + 3 : place + 3 + size])
            place += 3 + size
        if clx[place] != 2:
            raise UnreadableFile(file_name, "damaged", detail="pieces")
        (size,) = struct.unpack_from("<I", clx, place + 1)
    except (IndexError, struct.error) as error:
        raise UnreadableFile(file_name, "damaged", detail="pieces") from error
    table = clx[place + 5 : place + 5 + size]
    if len(table) < size:
        raise UnreadableFile(file_name, "truncated", detail="pieces")
    return table, changes


_SHORT_CHANGES = {  # the numbers that a piece has room for, and what they stand for
    0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C,
}  # fmt: skip


def _laid_over(change: int, changes: Sequence[bytes]) -> bytes:
    """Source: [MS-DOC] 2.9.214 (Prm0) and 2.9.215 (Prm1)."""
    if change & 1:
        place = change >> 1
        return changes[place] if place < len(changes) else b""
    code = _SHORT_CHANGES.get((change >> 1) & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, change >> 8)


_HOLES = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})  # of the Western code page
_WINDOWS = [b if b in _HOLES else ord(bytes([b]).decode("cp1252")) for b in range(256)]


def _widened(content: bytes) -> bytes:
    """Text of one byte per character is in the Western code page, whatever the language."""
    return array("H", (_WINDOWS[byte] for byte in content)).tobytes()

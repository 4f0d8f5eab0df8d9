"""A picture of a screen, taken from outside, and what can be found in it.

Nothing here knows the program: rows of writing are rows of ink, a button is a filled
block of one colour. So the same works whatever font or system draws it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Colour = tuple[int, int, int]

INK = 110
"""The darkest pixel of a row of writing is at most this bright (0 to 255, green)."""

LINE_HEIGHT = (6, 60)
"""In pixels: what is lower is a rule, what is higher is no row of writing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[int, int]:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of four bytes: blue, green, red, zero."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def of_xwd(cls, data: bytes) -> Picture:
        """Out of an X window dump of 32 bits a pixel, such as Xvfb keeps of its screen."""
        head = struct.unpack(">25I", data[:100])
        header, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        if head[1] != 7 or head[11] != 32:
            raise ValueError("not a window dump of 32 bits a pixel")
        start = header + 12 * colours
        rows = (data[start + y * line : start + y * line + 4 * width] for y in range(height))
        pixels = bytearray(b"".join(rows))
        pixels[3::4] = bytes(len(pixels) // 4)
        return cls(width, height, bytes(pixels))

    @property
    def whole(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def colour(self, x: int, y: int) -> Colour:
        at = 4 * (y * self.width + x)
        blue, green, red = self.pixels[at : at + 3]
        return red, green, blue

    def row(self, y: int, left: int, right: int) -> bytes:
        return self.pixels[4 * (y * self.width + left) : 4 * (y * self.width + right)]

    def png(self) -> bytes:
        lines: list[bytes] = []
        for y in range(self.height):
            row = self.row(y, 0, self.width)
            line = bytearray(3 * self.width)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            lines.append(b"\0" + bytes(line))

        def chunk(kind: bytes, body: bytes) -> bytes:
            check = zlib.crc32(kind + body)
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(lines), 6)
        return (
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
        )

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.png())
        return path

    def differing(self, other: Picture, enough: int | None = None) -> int:
        """In how many pixels another picture of this size is not the same.

        Args:
            enough: nothing is counted any more when there are more than so many.
        """
        if (self.width, self.height) != (other.width, other.height):
            return self.width * self.height
        count = 0
        for y in range(self.height):
            mine, its = self.row(y, 0, self.width), other.row(y, 0, self.width)
            if mine != its:
                count += sum(mine[at : at + 4] != its[at : at + 4] for at in range(0, len(mine), 4))
            if enough is not None and count > enough:
                break
        return count

    # --- what can be found ----------------------------------------------------------

    def rows_of_ink(self, within: Box, *, lightest: int = INK) -> list[Box]:
        """Rows of writing, from the top; each as wide as its ink."""
        rows: list[Box] = []
        top: int | None = None
        for y in range(within.top, within.bottom + 1):
            greens = self.row(y, within.left, within.right)[1::4] if y < within.bottom else b""
            has_ink = bool(greens) and min(greens) <= lightest
            if has_ink and top is None:
                top = y
            elif not has_ink and top is not None:
                if LINE_HEIGHT[0] <= y - top <= LINE_HEIGHT[1]:
                    rows.append(self._as_wide_as_ink(within, top, y, lightest))
                top = None
        return rows

    def _as_wide_as_ink(self, within: Box, top: int, bottom: int, lightest: int) -> Box:
        inked = [
            x
            for y in range(top, bottom)
            for x, green in enumerate(self.row(y, within.left, within.right)[1::4])
            if green <= lightest
        ]
        return Box(within.left + min(inked), top, within.left + max(inked) + 1, bottom)

    def _runs(self, y: int, within: Box, colour: Colour, least: int) -> Iterator[tuple[int, int]]:
        """Where a row has at least so many pixels of one colour side by side."""
        red, green, blue = colour
        pixel = bytes((blue, green, red, 0))
        row, wanted, at = self.row(y, within.left, within.right), pixel * least, 0
        while (at := row.find(wanted, at)) >= 0:
            if at % 4:
                at += 1
                continue
            end = at + len(wanted)
            while row[end : end + 4] == pixel:
                end += 4
            yield within.left + at // 4, within.left + end // 4
            at = end

    def blocks(self, colour: Colour, within: Box, *, width: int, height: int) -> list[Box]:
        """Filled blocks of one colour of at least this size, from the top.

        What is written on a block may interrupt it: the rows over and under the writing
        are what is looked for, and those at the same place belong together.
        """
        found: list[Box] = []
        for y in range(within.top, within.bottom):
            for left, right in self._runs(y, within, colour, width):
                for number, box in enumerate(found):
                    near = abs(box.left - left) <= 12 and abs(box.right - right) <= 12
                    if near and y - box.bottom <= 40:
                        found[number] = Box(
                            min(box.left, left), box.top, max(box.right, right), y + 1
                        )
                        break
                else:
                    found.append(Box(left, y, right, y + 1))
        return [box for box in found if box.height >= height]

"""What stands on one OFD page: glyphs in their places, pictures, ruled lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.domain.errors import UnreadableFile
from app.files.glyph_rows import Glyph, lines_of
from app.files.ofd_package import OfdPage, descendants, local_name, numbers
from app.files.ruled import Rule, grids
from app.files.sheets import Sheet, is_picture
from app.files.zip_parts import Element

_POINTS_PER_MM = 72 / 25.4
_DEFAULT_SIZE = 3.8
_DEEPEST = 12
_MOST_OBJECTS = 400_000
"""Objects of one page, counted as often as they are drawn: more is a trap of references."""

_LONGEST_PATH = 4_000
_STRAIGHT = 0.5
_SHORTEST = 8.0
_WIDE = 0x2E7F
_PLACEHOLDER = "\u00a4"
"""Written by some producers where only the number of a glyph is known."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, inner: Matrix) -> Matrix:
        """First `inner`, then this."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture and where it stands, in points from the lower left corner.

    Attributes:
        share: of the page that it covers.
    """

    part: str
    left: float
    bottom: float
    width: float
    height: float
    share: float


@dataclass(slots=True)
class OfdContent:
    """What one page shows, in millimetres from its upper left corner.

    Attributes:
        glyphs: as they stand, but with y downwards.
        pictures: in points, with y upwards.
        rules: of tables, likewise.
    """

    glyphs: list[Glyph] = field(default_factory=list[Glyph])
    pictures: list[Picture] = field(default_factory=list["Picture"])
    rules: list[Rule] = field(default_factory=list[Rule])


def content_of(page: OfdPage, file_name: str) -> OfdContent:
    """Walk the objects of a page, its templates and the units they draw.

    Raises:
        UnreadableFile: `suspicious` when units draw units without end.
    """
    content = OfdContent()
    left, top = page.box[0], page.box[1]
    outer = Matrix(e=-left, f=-top)
    todo: list[tuple[Element, Matrix, int]] = [(root, outer, 0) for root in reversed(page.contents)]
    seen = 0
    while todo:
        element, matrix, depth = todo.pop()
        seen += 1
        if seen > _MOST_OBJECTS or depth > _DEEPEST:
            raise UnreadableFile(file_name, "suspicious", detail="objects")
        name = local_name(element)
        if element.get("Visible") == "false":
            continue
        if name == "TextObject":
            content.glyphs += _glyphs(element, matrix.after(_own(element)))
        elif name == "ImageObject":
            part = page.resources.images.get(element.get("ResourceID") or "")
            if part:
                content.pictures.append(_picture(part, element, matrix, page))
        elif name == "PathObject":
            content.rules += _rules(element, matrix.after(_own(element)), page.box[3])
        elif name == "CompositeObject":
            unit = page.resources.units.get(element.get("ResourceID") or "")
            if unit is not None:
                todo.append((unit, matrix.after(_own(element)), depth + 1))
        elif name not in _LEAVES:
            todo.extend((child, matrix, depth) for child in reversed(element))
    return content


_LEAVES = frozenset({"Area", "Actions", "Clips", "Substitution", "Thumbnail"})


def sheet_of(page: OfdPage, file_name: str) -> Sheet:
    """The page as lines in reading order.

    Raises:
        UnreadableFile
    """
    content = content_of(page, file_name)
    width, height = page.box[2] * _POINTS_PER_MM, page.box[3] * _POINTS_PER_MM
    glyphs = [
        Glyph(
            glyph.x * _POINTS_PER_MM,
            height - glyph.y * _POINTS_PER_MM,
            glyph.size * _POINTS_PER_MM,
            glyph.character,
            glyph.advance * _POINTS_PER_MM,
        )
        for glyph in content.glyphs
    ]
    lines = lines_of(glyphs, width, grids(content.rules))
    picture = is_picture(lines, (picture.share for picture in content.pictures))
    return Sheet(tuple(lines), width, height, picture)


def _own(element: Element) -> Matrix:
    """From an object's own units to those of what it stands in."""
    boundary = numbers(element.get("Boundary"))
    place = Matrix(e=boundary[0], f=boundary[1]) if len(boundary) >= 2 else Matrix()
    own = numbers(element.get("CTM"))
    return place.after(Matrix(*own)) if len(own) == 6 else place


def _picture(part: str, element: Element, matrix: Matrix, page: OfdPage) -> Picture:
    boundary = (*numbers(element.get("Boundary")), 0.0, 0.0, 0.0, 0.0)
    left, top = matrix.at(boundary[0], boundary[1])
    right, bottom = matrix.at(boundary[0] + boundary[2], boundary[1] + boundary[3])
    width, height = abs(right - left), abs(bottom - top)
    return Picture(
        part,
        min(left, right) * _POINTS_PER_MM,
        (page.box[3] - max(top, bottom)) * _POINTS_PER_MM,
        width * _POINTS_PER_MM,
        height * _POINTS_PER_MM,
        width * height / (page.box[2] * page.box[3]),
    )


def _rules(element: Element, matrix: Matrix, paper: float) -> Iterator[Rule]:
    """The straight horizontal and vertical strokes of a path, in points."""
    data = next(descendants(element, "AbbreviatedData"), None)
    words = ((data.text if data is not None else None) or "").split()
    if len(words) > _LONGEST_PATH:
        return
    points: list[tuple[float, float]] = []
    place = 0
    while place < len(words):
        kind = words[place].upper()
        if kind == "C" and len(points) > 1:  # back to where it began
            yield from _straight(points[-1], points[0])
        elif kind in ("M", "S", "L"):
            at = numbers(" ".join(words[place + 1 : place + 3]))
            if len(at) == 2:
                x, y = matrix.at(*at)
                point = x * _POINTS_PER_MM, (paper - y) * _POINTS_PER_MM
                points = [*points, point] if kind == "L" else [point]
                if kind == "L" and len(points) > 1:
                    yield from _straight(points[-2], point)
        place += 1


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(across, up) <= _STRAIGHT and max(across, up) >= _SHORTEST:
        yield Rule(
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )


def _glyphs(element: Element, matrix: Matrix) -> Iterator[Glyph]:
    sizes = numbers(element.get("Size"))
    size = sizes[0] if sizes and sizes[0] > 0 else _DEFAULT_SIZE
    scale = math.hypot(matrix.a, matrix.b) or 1.0
    shown = size * (math.hypot(matrix.c, matrix.d) or 1.0)
    by_number = next(descendants(element, "CGTransform"), None) is not None
    x = y = 0.0
    for code in descendants(element, "TextCode"):
        text = (code.text or "").replace("\n", "").replace("\r", "")
        x, y = _first(code.get("X"), x), _first(code.get("Y"), y)
        across = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        for place, character in enumerate(text):
            known = not (by_number and character == _PLACEHOLDER)
            step = across[place] if place < len(across) else 0.0
            glyph = Glyph(*matrix.at(x, y), shown, character if known else "\ufffd", step * scale)
            if not character.isspace():
                yield glyph
            if place < len(across):
                x += step
            elif not down or any(across):
                x += size * (1.0 if ord(character) > _WIDE else 0.5)
            y += down[place] if place < len(down) else 0.0


def _first(text: str | None, otherwise: float) -> float:
    found = numbers(text)
    return found[0] if found else otherwise


def _steps(text: str | None, most: int) -> list[float]:
    """Distances between glyphs; `g 3 4.5` stands for three of 4.5, never more than needed."""
    found: list[float] = []
    words = (text or "").split()
    place = 0
    while place < len(words) and len(found) < most:
        if words[place] == "g" and place + 2 < len(words):
            count, step = numbers(words[place + 1]), numbers(words[place + 2])
            if count and step:
                found += step * max(0, min(int(count[0]), most - len(found)))
            place += 3
        else:
            found += numbers(words[place])
            place += 1
    return found

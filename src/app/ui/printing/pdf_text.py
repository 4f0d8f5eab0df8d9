"""The text inside a PDF that Qt wrote: what each glyph is called (ToUnicode).

Qt (6.9) names a glyph by the smallest code point that the font gives it. So a search for
高 found nothing, because Noto shares its glyph with the Kangxi radical U+2FBC; a blank
was copied as a tab; and 𠮷, beyond the first plane, or a figure beside a Latin letter,
which is another glyph there, had no name at all.

What is painted is known: it is drawn once more, piece by piece, on a last page that is
taken out again, and the glyphs of each piece get the names of its characters.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextDocument, QTextFormat

from app.files.pdf_objects import Name, Pdf, Ref, Stream
from app.text.fold import RADICALS

Sample: TypeAlias = tuple[QFont, str]
"""Something painted in one font, without a line break."""

Glyph: TypeAlias = tuple[int, int]
"""The number of a font's object, and a code in it."""

_STEP = 16
_LONGEST = 400
"""Characters of a sample: what is compared should stay short."""

_BLOCK = re.compile(rb"BT\n/(F\d+) [^\n]*Tm\n[-\d.]+ (-?[\d.]+) Td (.*?)\nET", re.DOTALL)
"""A run of glyphs: its font, its height on the page, its codes."""
_CODE = re.compile(rb"<([0-9A-F]{4})> Tj")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:<([0-9A-F]{4})>|\[([^\]]*)\])")
_MOST = 100
"""Names in one stretch of a table."""


class Samples:
    """What was painted, each piece once in each face."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Sample] = {}

    def add(self, samples: Iterable[Sample]) -> None:
        for font, text in samples:
            face = font.family(), int(font.weight())
            # The first name of a glyph holds: a blank before all that looks like one.
            self._found.setdefault((*face, " "), (font, " "))
            for start in range(0, len(text), _LONGEST):
                part = text[start : start + _LONGEST]
                self._found.setdefault((*face, part), (font, part))

    @property
    def all(self) -> list[Sample]:
        return list(self._found.values())


def painted_in(document: QTextDocument) -> Iterator[Sample]:
    """What a document paints, by the fonts of its parts."""
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            form = fragment.charFormat()
            has_font = form.hasProperty(QTextFormat.Property.FontFamilies)
            yield form.font() if has_font else document.defaultFont(), fragment.text()
            part += 1
        block = block.next()


def draw_samples(p: QPainter, samples: Sequence[Sample]) -> None:
    """Fill the page that tells which glyphs the samples are."""
    for number, (font, text) in enumerate(samples, 1):
        p.setFont(font)
        p.drawText(QPointF(0, number * _STEP), text)


def name_glyphs(pdf: Pdf, samples: Sequence[Sample]) -> None:
    """Put right what the glyphs are called; takes out the last page, that of the samples."""
    drawn = _drawn(pdf)
    pdf.drop_page(-1)
    seen: set[int] = set()
    names: dict[Glyph, str] = {}
    for page in pdf.pages:
        fonts = pdf.dictionary(pdf.dictionary(pdf.dictionary(page)["Resources"])["Font"])
        for ref in fonts.values():
            if isinstance(ref, Ref) and ref.number not in seen:
                seen.add(ref.number)
                table = bytes(pdf.stream(pdf.dictionary(ref)["ToUnicode"]).data)
                names.update(((ref.number, code), name) for code, name in _names(table))
                _name_subset(pdf, ref, len(seen))
    known: dict[Glyph, str] = {}
    several: set[Glyph] = set()
    unlike: list[tuple[list[Glyph], str]] = []
    for number, (_, text) in enumerate(samples, 1):
        glyphs = drawn.get(number, [])
        if len(glyphs) == len(text):
            for glyph, character in zip(glyphs, text, strict=True):
                if known.setdefault(glyph, character) != character and not glyph[1]:
                    several.add(glyph)
        else:
            unlike.append((glyphs, text))
    # Glyph 0 stands for all that a font lacks; a single one can still be found.
    names.update((glyph, name) for glyph, name in known.items() if glyph not in several)
    for glyphs, text in unlike:
        _align(glyphs, text, names)
    for number in seen:
        own = {code: name for (font, code), name in names.items() if font == number}
        pdf.dictionary(Ref(number))["ToUnicode"] = pdf.add(Stream({}, _table(own)))


def _drawn(pdf: Pdf) -> dict[int, list[Glyph]]:
    """The glyphs of each sample, by its number from 1."""
    page = pdf.dictionary(pdf.pages[-1])
    fonts = pdf.dictionary(pdf.dictionary(page["Resources"])["Font"])
    found: dict[int, list[Glyph]] = {}
    for block in _BLOCK.finditer(zlib.decompress(pdf.stream(page["Contents"]).data)):
        font, height, codes = block.groups()
        ref = fonts[font.decode()]
        assert isinstance(ref, Ref)
        glyphs = found.setdefault(round(-float(height) / _STEP), [])
        # Where a font has no bold, Qt draws twice, the second time as a span that says nothing.
        once = codes.partition(b"/Span")[0]
        glyphs += [(ref.number, int(code, 16)) for code in _CODE.findall(once)]
    return found


def _align(glyphs: Sequence[Glyph], text: str, names: MutableMapping[Glyph, str]) -> None:
    """Name glyphs of a piece that has ligatures: those between others that are known."""
    called = [names.get(glyph, "") for glyph in glyphs]
    for kind, a, b, c, d in SequenceMatcher(None, called, list(text), autojunk=False).get_opcodes():
        if kind == "replace" and b - a == 1:
            names[glyphs[a]] = text[c:d]
        elif kind == "replace" and b - a == d - c:
            names.update(zip(glyphs[a:b], text[c:d], strict=True))


def _name_subset(pdf: Pdf, ref: Ref, number: int) -> None:
    """Qt makes the sign of a subset from the place in the file, and leaves it out here and there."""
    font = pdf.dictionary(ref)
    below = pdf.dictionary(pdf.items(font["DescendantFonts"])[0])
    about = pdf.dictionary(below["FontDescriptor"])
    about.pop("CIDSet", None)  # optional, and Qt counts it wrongly
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters = chr(ord("A") + letter) + letters
    family = str(about["FontName"]).rpartition("+")[2]
    about["FontName"] = below["BaseFont"] = font["BaseFont"] = Name(f"{letters}+{family}")


def _names(table: bytes) -> Iterator[tuple[int, str]]:
    """What Qt calls each glyph."""
    for first, last, one, several in _RANGE.findall(table):
        start, end = int(first, 16), int(last, 16)
        if several:
            codes = [int(name.strip(b"<>"), 16) for name in several.split()]
        else:
            codes = [int(one, 16) + k for k in range(end - start + 1)]
        yield from ((glyph, chr(code)) for glyph, code in enumerate(codes, start) if code)


def _table(names: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    written = [f"<{code:04X}> <{_written(name)}>" for code, name in sorted(names.items()) if name]
    for start in range(0, len(written), _MOST):
        some = written[start : start + _MOST]
        lines += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def _written(name: str) -> str:
    name = "".join(RADICALS.get(character, character) for character in name)
    return name.encode("utf-16-be", errors="replace").hex().upper()

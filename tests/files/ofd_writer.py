"""A tiny writer of OFD files: lines of text set on pages, in the ways producers set them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from files.reading_fixtures import package

EM = 5.6
"""Millimetres: 三号 type."""

LEFT, RIGHT, TOP, BOTTOM, PITCH = 28.0, 182.0, 37.0, 262.0, 9.9
CLOSING = "，。、；：”）》？！"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one line, from where they begin; y is the base line."""

    x: float
    y: float
    text: str
    em: float = EM


def width_of(character: str) -> float:
    return EM if ord(character) > 0x2E7F else EM / 2


def set_paragraphs(
    paragraphs: Iterable[str], columns: int = 1, head: str = "", numbered: bool = True
) -> list[list[Run]]:
    """Pages of lines: full lines, two characters of indent, no mark at the start of a line."""
    gap = 3 * EM
    width = (RIGHT - LEFT - gap * (columns - 1)) / columns
    lines: list[str] = []
    for paragraph in paragraphs:
        line = "　　"
        for character in paragraph:
            full = sum(map(width_of, line + character)) > width + 0.01
            hangs = character in CLOSING and line[-1] not in CLOSING
            if full and not hangs:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    rows = int((BOTTOM - TOP) / PITCH)
    pages: list[list[Run]] = []
    for number, line in enumerate(lines):
        place = number % (rows * columns)
        if not place:
            pages.append([])
            if head:
                pages[-1].append(Run(LEFT, 20, head, 4))
            if numbered:
                pages[-1].append(Run(100, 282, f"— {len(pages)} —", 4))
        column, row = divmod(place, rows)
        x = LEFT + column * (width + gap)
        pages[-1].append(Run(x, TOP + row * PITCH, line))
    return pages


def text_object(run: Run, more: str = "", inner: str = "") -> str:
    """One TextObject whose TextCode says each distance, equal ones as a `g` run."""
    text = run.text
    steps = [width_of(character) * run.em / EM for character in text[:-1]]
    words: list[str] = []
    while steps:
        count = next((i for i, s in enumerate(steps) if s != steps[0]), len(steps))
        words.append(
            f"g {count} {steps[0]:g}" if count > 2 else " ".join([f"{steps[0]:g}"] * count)
        )
        steps = steps[count:]
    delta = f' DeltaX="{" ".join(words)}"' if words else ""
    return (
        f'<ofd:TextObject ID="7" Boundary="{run.x:g} {run.y - run.em:g} 160 {run.em * 1.3:g}"'
        f' Font="3" Size="{run.em:g}"{more}>{inner}'
        f'<ofd:TextCode X="0" Y="{run.em:g}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def glyph_by_glyph(run: Run) -> str:
    """The same line as one TextObject per character, blanks left out."""
    pieces: list[str] = []
    x = run.x
    for character in run.text:
        if not character.isspace():
            pieces.append(text_object(Run(x, run.y, character, run.em)))
        x += width_of(character) * run.em / EM
    return "".join(pieces)


def content(objects: str, more: str = "") -> str:
    return f'{more}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>'


def ofd(
    pages: Sequence[str],
    *,
    common: str = "",
    info: str = "",
    parts: Sequence[tuple[str, str | bytes]] = (),
    prefix: str = "ofd",
    documents: int = 1,
    backslashes: bool = False,
) -> bytes:
    """An OFD file.

    Args:
        pages: what each Page holds, with the prefix ofd; see content().
        common: more elements of CommonData.
        info: elements of DocInfo.
        parts: further parts; names begin with Doc_0/.
        prefix: of the name space; empty for none.
        documents: the pages are dealt out to so many document bodies.
        backslashes: names of parts are written as on Windows, in another letter case.
    """
    per = -(-len(pages) // documents)
    members: list[tuple[str, str | bytes]] = []
    bodies = ""
    for number in range(documents):
        own = pages[number * per : (number + 1) * per]
        folder = f"Doc_{number}"
        named = "".join(
            f'<ofd:Page ID="{k + 10}" BaseLoc="Pages/Page_{k}/Content.xml"/>'
            for k in range(len(own))
        )
        box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        document = f"<ofd:CommonData>{box}{common}</ofd:CommonData><ofd:Pages>{named}</ofd:Pages>"
        members.append((f"{folder}/Document.xml", _root("Document", document)))
        members += [
            (f"{folder}/Pages/Page_{k}/Content.xml", _root("Page", page))
            for k, page in enumerate(own)
        ]
        about = f"<ofd:DocInfo>{info}</ofd:DocInfo>" if info else ""
        bodies += (
            f"<ofd:DocBody>{about}<ofd:DocRoot>/{folder}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        )
    members += parts
    members.append(("OFD.xml", _root("OFD", bodies)))
    if prefix != "ofd":
        mark = f"{prefix}:" if prefix else ""
        members = [
            (
                name,
                c.replace("ofd:", mark).replace(
                    "xmlns:ofd", f"xmlns:{prefix}" if prefix else "xmlns"
                ),
            )
            if isinstance(c, str)
            else (name, c)
            for name, c in members
        ]
        members = [
            (name, c.replace("xmlns:=", "xmlns=") if isinstance(c, str) else c)
            for name, c in members
        ]
    if backslashes:
        members = [(name.replace("/", "\\").upper(), c) for name, c in members]
    return package(members)


def resources(inner: str) -> str:
    return _root("Res", inner, ' BaseLoc="Res"')


def _root(name: str, inner: str, more: str = "") -> str:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {space}{more}>{inner}</ofd:{name}>'

"""A tiny writer of PDF files with Chinese text in a font that is named, not embedded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from files.reading_fixtures import pdf

EM = 14.0
LEFT, RIGHT, TOP, BOTTOM, PITCH = 70.0, 525.0, 770.0, 70.0, 24.0
CLOSING = "，。、；：”）》？！"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters from a point on, in points from the lower left corner."""

    x: float
    y: float
    text: str
    em: float = EM


def width_of(character: str) -> float:
    return EM if ord(character) > 0x2E7F else EM / 2


def set_lines(
    paragraphs: Iterable[str], columns: int = 1, head: str = "", foot: bool = False
) -> list[list[Run]]:
    """Paragraphs with two characters of indent as pages of lines, column after column."""
    gap = 3 * EM
    width = (RIGHT - LEFT - gap * (columns - 1)) / columns
    lines: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        indent, line = 2 * EM, ""
        for character in paragraph:
            full = indent + sum(map(width_of, line + character)) > width + 0.01
            if full and not (character in CLOSING and line[-1:] not in CLOSING):
                lines.append((indent, line))
                indent, line = 0.0, ""
            line += character
        lines.append((indent, line))
    rows = int((TOP - BOTTOM) / PITCH)
    pages: list[list[Run]] = []
    for number, (indent, line) in enumerate(lines):
        place = number % (rows * columns)
        if not place:
            pages.append([])
            if head:
                pages[-1].append(Run(LEFT, 810, head, 9))
            if foot:
                pages[-1].append(Run(280, 35, f"— {len(pages)} —", 9))
        column, row = divmod(place, rows)
        pages[-1].append(Run(LEFT + column * (width + gap) + indent, TOP - row * PITCH, line))
    return pages


def shown(runs: Iterable[Run]) -> bytes:
    """The operators that show runs of text."""
    return b"".join(
        b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n"
        % (run.em, run.x, run.y, run.text.encode("utf-16-be").hex().encode())
        for run in runs
    )


def rectangle(left: float, bottom: float, right: float, top: float) -> bytes:
    return b"%.2f %.2f %.2f %.2f re" % (left, bottom, right - left, top - bottom)


_FONT = (
    (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [4 0 R] >>"
    ),
    (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /W [1 95 500 814 939 500] /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> >>"
    ),
    (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    ),
)


def chinese_pdf(
    pages: Sequence[bytes],
    *,
    page: bytes = b"/MediaBox [0 0 595 842]",
    form: bytes = b"",
    form_matrix: bytes = b"[1 0 0 1 0 0]",
    password: str | None = None,
) -> bytes:
    """A PDF of pages given as their operators.

    Args:
        pages: operators; see shown().
        page: entries of each page.
        form: operators of a form that pages may draw as /X.
        form_matrix: of that form.
        password: needed to open it; empty when only changes are forbidden.
    """
    font = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >>"
    kids = b" ".join(b"%d 0 R" % (7 + 2 * k) for k in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        *_FONT,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Matrix %s"
        b" /Resources << /Font << /F1 3 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
        % (form_matrix, len(form), form),
    ]
    for k, operators in enumerate(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R %s %s /Contents %d 0 R >>" % (page, font, 8 + 2 * k),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(operators), operators),
        ]
    if password is None:
        return pdf(objects)
    return _locked(objects, password)


# --- the standard lock of PDF 1.4, with 40 bits -------------------------------------------

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"
_RIGHTS = -64


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _locked(objects: Sequence[bytes], password: str) -> bytes:
    """The file with its streams encrypted; the owner's password is `owner`.

    Source: algorithms 3.1 to 3.4 of the PDF reference, revision 2 of the handler.
    """
    user = (password.encode() + _PADDING)[:32]
    owner_key = hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5]
    owner = _rc4(owner_key, user)
    rights = _RIGHTS.to_bytes(4, "little", signed=True)
    key = hashlib.md5(user + owner + rights + _ID).digest()[:5]
    closed: list[bytes] = []
    for number, content in enumerate(objects, 1):
        head, mark, rest = content.partition(b"\nstream\n")
        if mark:
            own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
            rest = _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
        closed.append(head + mark + rest)
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >> /ID [<%s> <%s>]" % (
        _RIGHTS,
        owner.hex().encode(),
        _rc4(key, _PADDING).hex().encode(),
        _ID.hex().encode(),
        _ID.hex().encode(),
    )
    return pdf(closed, lock)

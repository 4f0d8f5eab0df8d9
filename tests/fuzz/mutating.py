"""Changes to a file, aware of how it is built: a zip package is changed inside its parts."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Members = list[tuple[str, bytes]]

_OLE = b"\xd0\xcf\x11\xe0"
_TAG = re.compile(rb"<[^<>]{1,300}>")
_ATTRIBUTE = re.compile(rb"([\w:-]{1,40}\s*=\s*\")([^\"<>]{0,200})\"")
_NUMBER = re.compile(rb"-?\d{1,12}")
_VALUES = (
    b"", b"0", b"1", b"-1", b"9", b"99", b"256", b"65536", b"2147483648", b"-2147483649", b"1e309", b"NaN",
    b"0x10", b"999999999999", b"\xe4\xb8\x80", b"true", b"%1%2%9", b"../../x", b"a b c", b"1 2 3 4", b"g 9999999 1",
)  # fmt: skip
_WORDS = (
    b"<", b">", b"&", b"&lt;", b"&#0;", b"&#x10FFFF;", b"&#55296;", b"&nope;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x ?>",
    b"<!DOCTYPE a>", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf0\xa0\xae\xb7",
    b"%PDF-1.7", b"endstream", b"endobj", b"<<", b">>", b"[", b"]", b"obj", b"stream\n", b"\\u-8000?", b"\\bin999 ", b"\\'ff", b"{", b"}", b"{\\*",
    b"PK\x03\x04", b"Content-Type: text/html; charset=x\r\n", b"\r\n\r\n", b"--b1", b"\t", b"<table>", b"<br>", b"</p>",
    "一、".encode(), "（一）".encode(), "2023年".encode(), "附件：".encode(), "\u3000".encode(), b"<w:p>", b"</w:p>", b"<w:tbl>",
)  # fmt: skip


def mutated(data: bytes, rng: random.Random, times: int = 3) -> bytes:
    """The file after some changes."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.85:
        members = unpacked(data)
        if members:
            for _ in range(times):
                members = _change_members(members, rng)
            return repacked(members, rng)
    keeps_length = data.startswith(_OLE) and rng.random() < 0.85
    for _ in range(times * 3 if keeps_length else times):
        data = _overwrite(data, rng) if keeps_length and data else _change(data, rng)
    return data


def unpacked(data: bytes) -> Members | None:
    """The members of a package; None when it is none any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(m.filename, archive.read(m)[: 1 << 20]) for m in archive.infolist()[:100]]
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ):
        return None


def repacked(members: Members, rng: random.Random | None = None) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if rng and rng.random() < 0.2 else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            # A name written twice is a file to be expected, here the warning is none.
            archive.NameToInfo.pop(name, None)
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def _change_members(members: Members, rng: random.Random) -> Members:
    if not members:
        return members
    members = list(members)
    at = rng.randrange(len(members))
    name, content = members[at]
    match rng.randrange(20):
        case 0:
            del members[at]
        case 1:
            members.insert(at, (name, _change(content, rng)))
        case 2:
            other = rng.choice(members)
            members[at] = (name, other[1])
        case 3:
            strange = (
                name.upper(),
                name.replace("/", "\\"),
                f"../{name}",
                f"/{name}",
                f"C:\\{name}",
                "",
            )
            members[at] = (rng.choice(strange) or "x", content)
        case 4:
            members[at] = (name, b"")
        case _:
            members[at] = (name, _change(content, rng))
    return members


def _change(data: bytes, rng: random.Random) -> bytes:
    return rng.choice(_CHANGES)(data, rng) if data else rng.choice(_WORDS)


def _flip(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _overwrite(data: bytes, rng: random.Random) -> bytes:
    """Some bytes, the length kept: the sectors of a compound file are found by their place."""
    places = [i for i in (rng.randrange(len(data)) for _ in range(8)) if data[i]]
    at = rng.choice(places) if places else rng.randrange(len(data))
    value = rng.choice(
        (
            b"\0",
            b"\1",
            b"\xff",
            b"\x7f\xff",
            b"\xff\xff\xff\xff",
            b"\0\0\0\x80",
            b"\x07",
            b"\x13",
            b"\x14",
        )
    )
    value = value if rng.random() < 0.6 else rng.randbytes(rng.randrange(1, 5))
    return data[:at] + value + data[at + len(value) :]


def _cut(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, 64) :]


def _truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 200)]
    return data[:start] + piece * rng.choice((2, 3, 40, 300)) + data[start:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_WORDS) * rng.choice((1, 1, 1, 2, 50)) + data[at:]


def _move(data: bytes, rng: random.Random) -> bytes:
    start, to = rng.randrange(len(data)), rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 100)]
    rest = data[:start] + data[start + len(piece) :]
    return rest[:to] + piece + rest[to:]


def _renumber(data: bytes, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return _flip(data, rng)
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(_VALUES) + data[match.end() :]


def _change_attribute(data: bytes, rng: random.Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return _renumber(data, rng)
    match = rng.choice(found)
    value = rng.choice((*_VALUES, rng.choice(found)[2]))
    return data[: match.start(2)] + value + data[match.end(2) :]


def _change_tag(data: bytes, rng: random.Random) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return _cut(data, rng)
    match, other = rng.choice(found), rng.choice(found)
    before, tag, after = data[: match.start()], match[0], data[match.end() :]
    match rng.randrange(5):
        case 0:
            return before + after
        case 1:
            return before + other[0] + after
        case 2:
            return before + tag * rng.choice((2, 70, 300)) + after
        case 3:
            start, end = sorted((match.start(), other.start()))
            return data[:start] + data[end:]
        case _:
            start, end = sorted((match.start(), other.start()))
            return data[:end] + data[start:end] + data[end:]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _overwrite, _cut, _truncate, _repeat, _insert, _insert, _move, _renumber, _change_attribute, _change_attribute,
    _change_tag, _change_tag,
)  # fmt: skip


# --- changes that leave the text as it is ------------------------------------------------


def disturbed(kind: str, data: bytes, rng: random.Random) -> bytes:
    """The file after changes that no reader may lose text over: noise outside the words."""
    if data.startswith(b"PK\x03\x04"):
        members = unpacked(data) or []
        made = [(n, _noise_xml(c, rng) if c.lstrip().startswith(b"<") else c) for n, c in members]
        for _ in range(rng.randrange(3)):
            name = rng.choice(("media/image1.png", "x/y.bin", "说明.dat", "a" * 200))
            made.insert(rng.randrange(1, len(made) + 1), (name, rng.randbytes(30)))
        return repacked(made, rng)
    make = _NOISE.get(kind)
    return make(data, rng) if make else data


def _noise_xml(data: bytes, rng: random.Random) -> bytes:
    """Comments, processing instructions, character references and strange attributes."""
    head, body = data[:0], data
    if data.startswith(b"<?xml"):
        end = data.index(b"?>") + 2
        head, body = data[:end], data[end:]
    root = body.find(b">") + 1
    head, body = head + body[:root], body[root:]
    for _ in range(rng.randrange(1, 5)):
        match rng.randrange(4):
            case 0:
                body = _between(body, rng, rng.choice((b"<!-- c -->", b"<!---->", b"<?x y?>")))
            case 1:
                body = _within_words(body, rng, rng.choice((b"<!-- c -->", b"<?x y?>")))
            case 2:
                body = _as_reference(body, rng)
            case _:
                body = _more_attributes(body, rng)
    return head + body


def _noise_html(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randrange(1, 5)):
        match rng.randrange(5):
            case 0:
                data = _between(
                    data,
                    rng,
                    rng.choice((b"<!-- c -->", b"<!---->", b"<script>if(a<b){}</script>")),
                )
            case 1:
                data = _within_words(
                    data, rng, rng.choice((b"<!-- c -->", b"<b></b>", b"<o:p></o:p>", b"</i>"))
                )
            case 2:
                data = _as_reference(data, rng)
            case 3:
                data = _more_attributes(data, rng)
            case _:
                data = _between(
                    data, rng, rng.choice((b"</x>", b"<font>", b"<x-y>", b"<p>", b"</span>"))
                )
    return data


def _noise_text(data: bytes, rng: random.Random) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    ends = rng.choice(("\n", "\r\n", "\r", "\n\n"))
    return ends.join(text.split("\n")).encode(
        rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16"))
    )


def _noise_rtf(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randrange(1, 5)):
        places = [m.start() for m in re.finditer(rb"\\par |\\u-?\d+\?", data)]
        if places:
            at = rng.choice(places)
            noise = rng.choice(
                (b"{\\*\\strange abc}", b"\\strange9 ", b"\r\n", b"{\\b }", b"{\\*\\x{\\y z}}")
            )
            data = data[:at] + noise + data[at:]
    return data


def _noise_pdf(data: bytes, rng: random.Random) -> bytes:
    return data + rng.choice(
        (b"\n", b"\r\n\r\n", b"\0" * 400, b"% a comment\n", b"<!-- served by x -->")
    )


def _noise_mhtml(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\r\n")
    lines.insert(
        rng.randrange(1, 3),
        rng.choice((b"X-Strange: \xff\xfe", b"X-Long: " + b"a" * 3000, b"Date: never")),
    )
    return rng.choice((b"\r\n", b"\n")).join(lines)


def _between(data: bytes, rng: random.Random, what: bytes) -> bytes:
    """Something beside a tag, in the body."""
    start = max(data.find(b"<body"), 0)
    places = [m.end() for m in re.finditer(rb"</(?:[\w.]+:)?p>|<br>", data) if m.end() > start]
    if not places:
        return data
    at = rng.choice(places)
    return data[:at] + what + data[at:]


def _word_places(data: bytes) -> list[int]:
    """Places between two Chinese characters of UTF-8, in the body and in no tag."""
    start = max(data.find(b"<body"), 0)
    found = re.finditer(rb"[\xe4-\xe9][\x80-\xbf]{2}(?=[\xe4-\xe9])", data)
    return [
        m.end()
        for m in found
        if m.end() > start and data.rfind(b"<", 0, m.start()) <= data.rfind(b">", 0, m.start())
    ]


def _within_words(data: bytes, rng: random.Random, what: bytes) -> bytes:
    places = _word_places(data)
    if not places:
        return data
    at = rng.choice(places)
    return data[:at] + what + data[at:]


def _as_reference(data: bytes, rng: random.Random) -> bytes:
    """A character by its number."""
    places = _word_places(data)
    if not places:
        return data
    at = rng.choice(places)
    return data[: at - 3] + b"&#%d;" % ord(data[at - 3 : at].decode()) + data[at:]


def _more_attributes(data: bytes, rng: random.Random) -> bytes:
    tags = [
        m.end() for m in re.finditer(rb"<(?:[\w.]+:)?(?:p|span|t|r|h|TextObject)(?=[\s>/])", data)
    ]
    if not tags:
        return data
    at = rng.choice(tags)
    value = rng.choice((b"", b"x", b"9999999999", b"&lt;p&gt;", b"-1"))
    return data[:at] + b' strange%d="%s"' % (rng.getrandbits(40), value) + data[at:]


_NOISE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "html": _noise_html,
    "text": _noise_text,
    "markdown": _noise_text,
    "rtf": _noise_rtf,
    "pdf": _noise_pdf,
    "mhtml": _noise_mhtml,
    **dict.fromkeys(("flat_odt", "flat_opc", "word_2003"), _noise_xml),
}

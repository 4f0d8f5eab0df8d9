"""Files made to do harm, by the rows of one table, and what must become of each.

Every file is made on the fly and small on the disk, whatever it would unpack to.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.files import limits
from app.files.reading import FORMATS
from files.reading_fixtures import docx, latin_pdf, package, paragraph, text
from fuzz.mutating import repacked, unpacked
from fuzz.seeds import LINES, SEEDS, TEXT, chinese_pdf

KINDS = frozenset(format_.kind for format_ in FORMATS)
SECRET = "本机秘密文件之内容"
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Case:
    """One harmful file.

    Attributes:
        expected: `read`, or the reasons with which it may be refused.
        keeps: words that must be in the text when it is read.
        kind: of the format it belongs to; a row counts once that format is read.
    """

    name: str
    make: Callable[[], bytes]
    expected: tuple[str, ...]
    keeps: str = ""
    kind: str = "text"


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def overloaded(pattern: str) -> bytes:
    """One tag of 200,000 attributes: libxml2's time grows with their square."""
    return html("<p " + " ".join(pattern.format(i) for i in range(200_000)) + ">一、正文</p>")


def changed(kind: str, change: Callable[[str, bytes], bytes], end: str = "") -> bytes:
    """The first good package of a kind, each part after a change; see fuzz.seeds."""
    seed = SEEDS[kind]()[0]
    members = unpacked(seed.data)
    if members is None:  # one XML file, which is its own main part
        return change(main_part(kind), seed.data)
    return repacked([(n, change(n, c) if n.endswith(end) else c) for n, c in members])


def main_part(kind: str) -> str:
    return {
        "docx": "document.xml",
        "odt": "content.xml",
        "ofd": "Content.xml",
        "epub": "one.xhtml",
    }.get(kind, "")


def with_prolog(kind: str, prolog: str, entity: str) -> bytes:
    """A document type in the main part, and its entity in the middle of the words."""

    def change(name: str, content: bytes) -> bytes:
        head, found, rest = (
            content.partition(b"?>") if content[:5] == b"<?xml" else (b"", b"", content)
        )
        used = rest.replace("坚持".encode(), f"坚{entity}持".encode(), 1)
        return head + found + prolog.encode() + used

    return changed(kind, change, main_part(kind))


def laughs(kind: str) -> bytes:
    entities = '<!ENTITY a0 "lol文字">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    return with_prolog(kind, f"<!DOCTYPE w [{entities}]>", "&a9;")


def deep(kind: str) -> bytes:
    """200,000 nested elements around the words."""
    tags = {"odt": "text:span", "flat_odt": "text:span", "ofd": "ofd:PageBlock", "epub": "div"}
    tag = tags.get(kind, "w:sdtContent")

    def change(name: str, content: bytes) -> bytes:
        opening = {
            "odt": b"<text:p>",
            "flat_odt": b"<text:p>",
            "ofd": b'<ofd:Layer ID="9">',
            "epub": b"<body>",
        }.get(kind, b"<w:body>")
        closing = opening.replace(b"<", b"</").replace(b' ID="9"', b"")
        head, _, rest = content.partition(opening)
        inner, _, tail = rest.rpartition(closing)
        levels = 200_000
        return (
            head + opening + f"<{tag}>".encode() * levels + inner + f"</{tag}>".encode() * levels + closing + tail
        )  # fmt: skip

    return changed(kind, change, main_part(kind))


def in_utf32(kind: str) -> bytes:
    """A document type where a search for its ASCII bytes does not find it."""
    prolog = '<!DOCTYPE w [<!ENTITY x "一个实体">]>'

    def change(name: str, content: bytes) -> bytes:
        rest = content.partition(b"?>")[2] if content[:5] == b"<?xml" else content
        words = rest.decode().replace("坚持", "坚&x;持", 1)
        return ("\ufeff" + '<?xml version="1.0" encoding="UTF-32"?>' + prolog + words).encode(
            "utf-32-le"
        )

    return changed(kind, change, main_part(kind))


def bomb(part: str, others: Iterable[tuple[str, bytes]] = (), megabytes: int = 700) -> bytes:
    """700 MB of blanks in less than one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in others:
            archive.writestr(name, content)
        with archive.open(part, "w", force_zip64=True) as stream:
            for _ in range(megabytes):
                stream.write(b" " * MEGABYTE)
    return buffer.getvalue()


def quiet_bomb() -> bytes:
    """Two hundred parts that are each innocent, together far too much."""
    content = bytes(3_000_000)
    return package(
        [*((f"word/media/{i}.bin", content) for i in range(200)), ("word/document.xml", "<x/>")]
    )


def nested_bomb() -> bytes:
    inner = package([("甲.txt", b" " * 60_000_000)])
    for name in ("二.zip", "三.zip", "四.zip"):
        inner = package((f"{i}{name}", inner) for i in range(8))
    return inner


def claiming(data: bytes, size: int) -> bytes:
    """A package whose directory gives every member another unpacked size."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", size)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def members(names: Iterable[str]) -> bytes:
    return package((name, TEXT) for name in names)


def damaged(data: bytes, bytes_: int) -> bytes:
    """Bytes changed behind the head of the file."""
    made, rng = bytearray(data), random.Random(5)
    for _ in range(bytes_):
        made[rng.randrange(20, len(made))] = rng.randrange(256)
    return bytes(made)


def with_password() -> bytes:
    """What Word writes around an encrypted document: an OLE file with that stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(2_000)


def many_glyphs() -> bytes:
    """A run form that asks for a hundred million places."""

    def change(name: str, content: bytes) -> bytes:
        head, _, rest = content.partition(b'DeltaX="')
        return head + b'DeltaX="g 99999999 4' + rest[rest.index(b'"') :]

    return changed("ofd", change, "Content.xml")


def every(
    kinds: Iterable[str], name: str, make: Callable[[str], bytes], *expected: str
) -> list[Case]:
    """One row for each kind of package."""
    return [Case(f"{name}.{kind}", lambda k=kind: make(k), expected, kind=kind) for kind in kinds]


def endless_book() -> bytes:
    """A chapter of a few hundred thousand characters, a hundred thousand times in the order."""

    def change(name: str, content: bytes) -> bytes:
        content = content.replace(b'<itemref idref="c2"/>', b'<itemref idref="c1"/>' * 100_000)
        return content.replace(b"</body>", "<p>政府工作。</p>".encode() * 50_000 + b"</body>")

    return changed("epub", change)


def endless_page() -> bytes:
    """A PDF of some 80 KB whose one page shows tens of millions of characters."""
    packed = zlib.compress(b"BT /F1 12 Tf 72 700 Td\n" + b"(AAAAAAAA) Tj\n" * 3_000_000 + b"ET", 9)
    whole = latin_pdf(["A"])
    at, end = whole.index(b"<< /Length"), whole.index(b"\nendstream")
    made = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s" % (len(packed), packed)
    return whole[:at] + made + whole[end:]


PACKAGES = ("docx", "odt", "ofd", "epub")
FLAT = ("flat_odt", "flat_opc", "word_2003")
OFFICE = ("docx", "odt", "ofd", *FLAT)  # a chapter of an EPUB may well name its document type
FILE_ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OUTER_TYPE = '<!DOCTYPE w SYSTEM "file:///etc/hostname">'

SLOW: tuple[Case, ...] = (
    Case("没完没了的一页.pdf", endless_page, ("crashed", "memory", "timeout", "too_large")),
    Case("八百万空段.docx", lambda: docx("<w:p/>" * 8_000_000), ("memory", "timeout"), kind="docx"),
    Case("四百万段.html", lambda: html("<p>a" * 4_000_000), ("memory", "timeout", "too_large", "read")),
    Case("一百万个标题.txt", lambda: "一、\n".encode() * 1_200_000, ("timeout", "read")),
)  # fmt: skip
"""Files that only the limits of time and memory stop; each costs some seconds."""

TABLE: tuple[Case, ...] = (
    # XML
    *every(OFFICE, "大笑", laughs, "suspicious"),
    *every(("epub",), "大笑", laughs, "suspicious", "read"),
    *every(OFFICE, "外部实体", lambda k: with_prolog(k, FILE_ENTITY, "&x;"), "suspicious"),
    *every(("epub",), "外部实体", lambda k: with_prolog(k, FILE_ENTITY, "&x;"), "suspicious", "read"),
    *every(OFFICE, "外部类型", lambda k: with_prolog(k, OUTER_TYPE, ""), "suspicious"),
    *every(("epub",), "外部类型", lambda k: with_prolog(k, OUTER_TYPE, ""), "suspicious", "read"),
    *every(OFFICE, "藏起的类型", in_utf32, "suspicious", "damaged"),
    *every(OFFICE, "过深", deep, "suspicious"),
    *every(("epub",), "过深", deep, "suspicious", "read"),
    # packages
    Case("炸弹.docx", lambda: bomb("word/document.xml"), ("suspicious",), kind="docx"),
    Case("旁边的炸弹.docx", lambda: bomb("x.bin", [("word/document.xml", b"<x/>")], 120), ("suspicious",), kind="docx"),
    Case("悄悄的炸弹.docx", quiet_bomb, ("suspicious",), kind="docx"),
    Case("炸弹.zip", lambda: bomb("甲.txt", megabytes=200), ("suspicious",)),
    Case("套中套的炸弹.zip", nested_bomb, ("nested_archives", "suspicious")),
    Case("三层.zip", lambda: package([("乙.zip", members(["丙.zip"]))]), ("nested_archives", "suspicious", "no_members", "read")),
    Case("越界.zip", lambda: members(["../../x.txt", "C:\\a.txt", "/etc/y.txt", "a/../../b.txt"]), ("read",), "坚持依法行政"),
    Case("成员过多.zip", lambda: members(f"{i}.txt" for i in range(limits.ZIP_MEMBERS + 1)), ("suspicious",)),
    Case("自称很大.zip", lambda: claiming(members(["甲.txt"]), 0xFFFFFFF0), ("suspicious",)),
    Case("自称很小.zip", lambda: claiming(members(["甲.txt"]), 9), ("damaged",)),
    Case("截断.zip", lambda: members(f"{i}.txt" for i in range(50))[:4000], ("truncated",)),
    Case("空.zip", lambda: package([]), ("no_members",)),
    Case("自称很大.docx", lambda: claiming(docx(paragraph("字")), 0xFFFFFFF0), ("suspicious",), kind="docx"),
    Case("自称很小.docx", lambda: claiming(docx(paragraph(text())), 9), ("damaged",), kind="docx"),
    Case("成员过多.docx", lambda: members(f"{i}.xml" for i in range(limits.ZIP_MEMBERS + 1)), ("suspicious",), kind="docx"),
    Case("没有正文.docx", lambda: package([("a.txt", "x")]), ("unsupported", "read", "no_text"), kind="docx"),
    Case("名为DOCX的PDF.docx", lambda: latin_pdf(["A report of the district"]), ("read",), "A report"),
    Case("截断.docx", lambda: docx(paragraph(text()))[:900], ("truncated",), kind="docx"),
    Case("有密码.docx", with_password, ("encrypted",)),
    Case("乱码.doc", lambda: SEEDS["doc"]()[0].data[:512] + noise(50_000), ("damaged", "truncated", "unsupported"), kind="doc"),
    Case("四百字节不对.doc", lambda: damaged(SEEDS["doc"]()[0].data, 400), ("damaged", "truncated", "unsupported", "too_large", "no_text", "read"), kind="doc"),
    Case("截断.doc", lambda: SEEDS["doc"]()[0].data[:3000], ("truncated", "damaged"), kind="doc"),
    # web pages
    Case("过深.html", lambda: html("<div>" * 200_000 + "底下的文字"), ("read",), "底下的文字"),
    Case("过深的行内.html", lambda: html("<span>" * 100_000 + "底下的文字。"), ("read",), "底下的文字"),
    Case("属性.html", lambda: overloaded("a{}=1"), ("read",), "一、正文"),
    Case("带引号的属性.html", lambda: overloaded('a{}=">"'), ("read",), "一、正文"),
    Case("27兆一个节点.html", lambda: html("政府，" * 3_000_000), ("too_large",)),
    Case("一个节点.html", lambda: html("政府，" * 1_800_000), ("too_large",)),
    Case("括号.html", lambda: b"<html>" + b"<" * 4_000_000, ("read", "no_text")),
    Case("注释.html", lambda: b"<html>" + b"<!--" * 2_000_000, ("no_text",)),
    Case("乱码.html", lambda: b"<html>" + noise(200_000), ("binary",)),
    Case("空.html", lambda: b"", ("empty",)),
    # text and noise
    Case("空.txt", lambda: b"", ("empty",)),
    Case("乱码.txt", lambda: noise(200_000), ("binary",)),
    Case("乱码.docx", lambda: noise(200_000), ("binary",)),
    Case("乱码包.docx", lambda: b"PK\x03\x04" + noise(200_000), ("truncated", "damaged")),
    Case("超过五百万字.txt", lambda: ("政府" * 2_600_000).encode("utf-16"), ("too_large",)),
    # PDF
    Case("截断.pdf", lambda: latin_pdf(["A report"])[:400], ("truncated",)),
    Case("乱码.pdf", lambda: b"%PDF-1.7\n" + noise(50_000), ("truncated", "damaged")),
    Case("四百字节不对.pdf", lambda: damaged(chinese_pdf(LINES * 40), 400), ("read", "damaged", "truncated", "no_text", "garbled_fonts")),
    Case("页数过多.pdf", lambda: latin_pdf(["A"]).replace(b"/Count 1 ", b"/Count 999999 "), ("damaged", "too_large")),
    # books and OFD
    Case("没完没了.epub", endless_book, ("read",), "坚持依法行政", kind="epub"),
    Case("字数是编的.ofd", many_glyphs, ("suspicious", "too_large", "read"), kind="ofd"),
)  # fmt: skip
"""The table of ingest.md, section 7, and the limits below it."""


def cases() -> list[Case]:
    """The rows whose format can be read."""
    return [case for case in TABLE if case.kind in KINDS]


# --- exchange files ----------------------------------------------------------------------


def qdpx(project: str | bytes, *others: tuple[str, str | bytes]) -> bytes:
    return package([*others, ("project.qde", project)])


def qde(inside: str = "", prolog: str = "", more: str = "") -> str:
    return f'<?xml version="1.0"?>{prolog}<Project name="x"{more} xmlns="urn:QDA-XML:project:1.0">{inside}</Project>'


def locked(data: bytes) -> bytes:
    """A package whose members say that they need a password."""
    made = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def in_utf16(text: str) -> bytes:
    return text.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")


def xlsx(sheet: str | bytes) -> bytes:
    """A workbook with this as its only sheet."""
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    members = unpacked(out.getvalue()) or []
    data = sheet if isinstance(sheet, bytes) else sheet.encode()
    return repacked([(n, data if n.endswith("sheet1.xml") else c) for n, c in members])


_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
_ENTITY = '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

EXCHANGE: tuple[Case, ...] = (
    Case("大笑.qdpx", lambda: qdpx(qde("<Description>&a9;</Description>", f'<!DOCTYPE Project [<!ENTITY a0 "lol">{_LAUGHS}]>')), ("suspicious",)),
    Case("属性里的大笑.qdpx", lambda: qdpx(qde("", f'<!DOCTYPE Project [<!ENTITY a0 "lol">{_LAUGHS}]>', ' origin="&a9;"')), ("suspicious",)),
    Case("外部实体.qdpx", lambda: qdpx(qde("<Description>&x;</Description>", _ENTITY)), ("suspicious",)),
    Case("藏起的类型.qdpx", lambda: qdpx(in_utf16(qde("<Description>&x;</Description>", _ENTITY))), ("suspicious",)),
    Case("外部类型.qdpx", lambda: qdpx(qde("", '<!DOCTYPE Project SYSTEM "file:///etc/hostname">')), ("suspicious",)),
    Case("过深.qdpx", lambda: qdpx("<Project>" + "<Code>" * 200_000), ("suspicious",)),
    Case("属性太大.qdpx", lambda: qdpx(qde(more=f' origin="{"政府" * 6_000_000}"')), ("suspicious", "damaged")),
    Case("一个节点.qdpx", lambda: qdpx(qde(f"<Description>{'政府' * 6_000_000}</Description>")), ("suspicious", "damaged")),
    Case("炸弹.qdpx", lambda: bomb("project.qde", megabytes=30), ("suspicious",)),
    Case("来源炸弹.qdpx", lambda: bomb("sources/a.txt", [("project.qde", qde('<Sources><TextSource guid="a" plainTextPath="internal://a.txt"/></Sources>').encode())], 30), ("suspicious",)),
    Case("越界.qdpx", lambda: qdpx(qde(), ("../../x.txt", "x")), ("suspicious",)),
    Case("盘符.qdpx", lambda: qdpx(qde(), ("C:\\a.txt", "x")), ("suspicious",)),
    Case("没有项目.qdpx", lambda: package([("a.txt", "x")]), ("unsupported",)),
    Case("不是项目.qdpx", lambda: qdpx("<html/>"), ("damaged",)),
    Case("截断.qdpx", lambda: qdpx(qde())[:-40], ("truncated",)),
    Case("有密码.qdpx", lambda: locked(qdpx(qde())), ("encrypted",)),
    Case("乱码.qdpx", lambda: noise(200_000), ("damaged",)),
    Case("乱码包.qdpx", lambda: b"PK\x03\x04" + noise(200_000), ("truncated", "damaged")),
    Case("空.qdpx", lambda: b"", ("empty",)),
    Case("大笑.qdc", lambda: qde("", f'<!DOCTYPE Project [<!ENTITY a0 "lol">{_LAUGHS}]>').encode(), ("suspicious",)),
    Case("乱码.qdc", lambda: noise(200_000), ("damaged",)),
    *(
        Case(name, lambda text=text: text.encode(), reasons)
        for name, text, reasons in (
            ("过深.json", '{"type": "Annotation", "a": ' + "[" * 300_000, ("suspicious", "damaged")),
            ("过深的标签.json", '{"name": "x", "tags": [' + '{"name": "a", "children": [' * 200_000, ("suspicious", "damaged")),
            ("巨数.json", '{"type": "Annotation", "target": ' + "9" * 500_000 + "}", ("damaged",)),
            ("无限.json", '[{"type": "Annotation", "target": Infinity}]', ("damaged",)),
            ("半截.json", '{"type": "Annotation", "target": {"source": "x"', ("damaged",)),
            ("不是批注.json", '["anno.jsonld"]', ("unsupported",)),
            ("没有表头.csv", "甲,乙\n一,二\n", ("no_columns",)),
            ("百万列.csv", "甲" + "," * 6_000_000, ("no_columns",)),
            ("百万行.csv", "标签,定义\n" + "a,b\n" * 300_000, ("too_large",)),
        )
    ),
    Case("乱码.csv", lambda: noise(200_000), ("binary",)),
    Case("空.csv", lambda: b"", ("empty",)),
    Case("大笑.xlsx", lambda: xlsx(f'<!DOCTYPE w [<!ENTITY a0 "lol">{_LAUGHS}]><worksheet><sheetData>&a9;</sheetData></worksheet>'), ("suspicious",)),
    Case("外部实体.xlsx", lambda: xlsx(f'{_ENTITY}<worksheet><sheetData>&x;</sheetData></worksheet>'), ("suspicious",)),
    Case("藏起的实体.xlsx", lambda: xlsx(f'<?xml version="1.0" encoding="UTF-16"?>{_ENTITY}<worksheet>&x;</worksheet>'.encode("utf-16")), ("suspicious",)),
    Case("炸弹.xlsx", lambda: bomb("xl/worksheets/sheet1.xml", [("xl/workbook.xml", b"<workbook/>")], 70), ("suspicious",)),
    Case("没有表.xlsx", lambda: package([("xl/workbook.xml", "<workbook/>")]), ("damaged",)),
    Case("截断.xlsx", lambda: xlsx("<worksheet/>")[:-60], ("truncated", "damaged")),
    Case("有密码.xlsx", lambda: locked(xlsx("<worksheet/>")), ("encrypted",)),
)  # fmt: skip
"""Projects, codebooks, annotations and tables of other programs."""

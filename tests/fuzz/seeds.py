"""Small good files of every kind that can be read: what fuzzing starts from.

Short, uncompressed where the format allows it, and with the odd things of real files in
them (a table, a list, a note, an inserted and a deleted passage), so that a change of a
few bytes reaches most branches of a reader.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from app.files.reading import FORMATS
from files.doc_samples import DELETED, IN_TABLE, ROW_END, Document, Lvl, P, Use, in_list
from files.reading_fixtures import METAS, docx, level, page, paragraph, pdf, table

LINES = (
    "云岭区2023年度法治政府建设情况报告",
    "2023年，云岭区坚持依法行政，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）深化“放管服”改革。全年办理许可3,412件，𠮷祥街道率先完成，mixed 中English。",
    "（二）规范行政执法。开展“双随机、一公开”检查81次。",
    "二、存在的不足",
    "一是法治意识有待提升。二是执法力量不足，需要在下一年度认真加以解决。",
    "云岭区人民政府",
    "2024年2月10日",
)
CELLS = (("事项", "件数"), ("行政复议", "70"), ("行政诉讼", "12"))
TEXT = "\n".join(LINES)


@dataclass(frozen=True, slots=True)
class Seed:
    """A good file.

    Attributes:
        words: text that must come out of it, blanks aside.
    """

    name: str
    data: bytes
    words: str = TEXT


def packed(parts: Iterable[tuple[str, str | bytes]], *, stored: bool = True) -> bytes:
    """A zip package; stored, so that fuzzing meets the text itself."""
    buffer = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def _html(body: str, head: str = "") -> bytes:
    return page(body, head).encode()


def _paragraphs(template: str, lines: Sequence[str] = LINES) -> str:
    return "".join(template.replace("{}", escape(line, quote=False)) for line in lines)


def _table_html() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in CELLS)
    return f"<table>{rows}</table>"


# --- kinds ---------------------------------------------------------------------------


def text_seeds() -> list[Seed]:
    return [
        Seed("a.txt", TEXT.encode()),
        Seed("b.txt", TEXT.encode("gb18030")),
        Seed("c.txt", TEXT.encode("utf-16")),
        Seed("d.txt", TEXT.replace("\n", "\r\n\r\n").encode("utf-8-sig")),
    ]


def html_seeds() -> list[Seed]:
    menu = '<div class="nav"><a href="/">首页</a></div>'
    return [
        Seed("a.html", _html(f'{menu}<div id="zoom">{_paragraphs("<p>{}</p>")}{_table_html()}</div>')),
        Seed("b.htm", _html(f"<table><tr><td>{_paragraphs('{}<br>')}</td></tr></table>", METAS)),
        Seed(
            "c.html",
            page(f"<div class=TRS_Editor>{_paragraphs('<p><span>{}</span>')}</div>",
                 "<meta charset=gb2312>").encode("gb18030"),
        ),
        Seed("d.html", _html(f"<pre>{escape(TEXT, quote=False)}</pre>")),
    ]  # fmt: skip


def docx_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "decimal", "%1.%2")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    odd = (
        "<w:r><w:t>收到来件</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>补入的话</w:t></w:r></w:ins><w:r><w:tab/><w:t>其后</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r>"
        "</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>框内文字</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = (
        "".join(paragraph(line) for line in report)
        + paragraph("总体要求", (1, 0))
        + paragraph("基本原则", style="b")
        + paragraph(odd)
        + paragraph(box)
        + table(CELLS)
        + "<w:sdt><w:sdtContent>"
        + paragraph("控件之中")
        + "</w:sdtContent></w:sdt>"
    )
    words = TEXT + "总体要求基本原则收到来件补入的话其后框内文字控件之中脚注文字"
    words += "".join("".join(row) for row in CELLS)
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>脚注文字</w:t></w:r></w:p></w:footnote>'
    made = docx(body, numbering=numbering, styles=styles, footnotes=notes)
    return [Seed("a.docx", restored(made), words), Seed("b.docx", made, words)]


def restored(package: bytes) -> bytes:
    """The same package with its members stored, not compressed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return packed((member.filename, archive.read(member)) for member in archive.infolist())


def pdf_seeds() -> list[Seed]:
    return [Seed("a.pdf", chinese_pdf(LINES)), Seed("b.pdf", chinese_pdf(LINES[:2] * 2), LINES[0])]


def chinese_pdf(lines: Sequence[str], per_page: int = 5) -> bytes:
    """Pages in a Chinese font that is named, not embedded, as old printers' drivers wrote."""
    groups = [lines[i : i + per_page] for i in range(0, len(lines), per_page)]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(len(groups)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(groups)),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
            b" /DescendantFonts [4 0 R] >>"
        ),
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
            b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
            b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
    ]
    for i, group in enumerate(groups):
        shown = b"".join(
            b"1 0 0 1 72 %d Tm <%s> Tj\n"
            % (740 - 24 * row, line.encode("utf-16-be").hex().encode())
            for row, line in enumerate(group)
        )
        stream = b"BT /F1 12 Tf\n" + shown + b"ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (7 + 2 * i),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return pdf(objects)


def rtf_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    def escaped(text: str) -> str:
        units = text.encode("utf-16-le")
        codes = (
            int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
        )
        return "".join(
            chr(c) if 31 < c < 127 and chr(c) not in "\\{}" else f"\\u{c}?" for c in codes
        )

    def by_bytes(text: str) -> str:
        return "".join(
            chr(b) if 31 < b < 127 and chr(b) not in "\\{}" else f"\\'{b:02x}"
            for b in text.replace("𠮷", "吉").encode("gbk")
        )

    head = (
        r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\generator x;}\f0 "
    )
    cells = "".join(
        r"\trowd " + "".join(f"{escaped(c)}\\cell " for c in row) + r"\row " for row in CELLS
    )
    listed = r"{\listtext\pard 1.\tab}"
    return [
        Seed("a.rtf", (head + r"\par ".join(map(escaped, report)) + r"\par " + cells + "}").encode("ascii")),
        Seed("b.doc", (head + listed + r"\par ".join(map(by_bytes, report)) + "}").encode("ascii"),
             TEXT.replace("𠮷", "吉")),
    ]  # fmt: skip


def odt_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "drawing")
    )
    lines = _paragraphs("<text:p>{}</text:p>", report)
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in CELLS
    )
    odd = (
        '<text:h text:outline-level="1">总体<text:s text:c="2"/>要求</text:h>'
        "<text:list><text:list-item><text:p>列表之中</text:p></text:list-item></text:list>"
        "<text:p>前<text:span>中<text:tab/></text:span>后<text:line-break/>另行</text:p>"
        f'<text:section text:name="s"><table:table>{rows}</table:table></text:section>'
    )
    body = f"<office:body><office:text>{lines}{odd}</office:text></office:body>"
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("styles.xml", f"<office:document-styles {spaces}/>"),
        ("META-INF/manifest.xml", manifest),
    ]
    words = TEXT + "总体要求列表之中前中后另行" + "".join("".join(row) for row in CELLS)
    return [Seed("a.odt", packed(parts), words)]


def flat_odt_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    """The same text as one XML document."""
    seed = odt_seeds(report)[0]
    with zipfile.ZipFile(io.BytesIO(seed.data)) as archive:
        content = archive.read("content.xml")
    flat = content.replace(b"office:document-content", b"office:document")
    return [Seed("a.fodt", flat, seed.words)]


def epub_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="c1" href="one.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="c2" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>'
    )

    def chapter(lines: Sequence[str]) -> str:
        return (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>报告</title></head><body>{_paragraphs('<p>{}</p>', lines)}</body></html>"
        )

    parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/content.opf", package),
        ("OEBPS/one.xhtml", chapter(report[:4])),
        ("OEBPS/two.xhtml", chapter(report[4:])),
    ]
    return [Seed("a.epub", packed(parts))]


def mhtml_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    html = _html(f'<div id="zoom">{_paragraphs("<p>{}</p>", report)}</div>')
    coded = base64.encodebytes(html).decode("ascii").replace("\n", "\r\n")
    quoted = "".join(f"={b:02X}" if b > 126 or b == 61 else chr(b) for b in html)
    quoted = "=\r\n".join(quoted[i : i + 72] for i in range(0, len(quoted), 72))

    def whole(encoding: str, content: str) -> bytes:
        return (
            "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; type="text/html"; boundary="--b1"\r\n\r\n'
            "----b1\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n"
            f"Content-Location: http://a.example/x.html\r\n\r\n{content}\r\n"
            "----b1\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n"
            "----b1--\r\n"
        ).encode("ascii")

    return [
        Seed("a.mhtml", whole("base64", coded)),
        # A quoted escape must not be cut by a soft break.
        Seed("b.mht", whole("quoted-printable", _soft(quoted.replace("=\r\n", "")))),
    ]


def _soft(quoted: str) -> str:
    lines: list[str] = []
    while len(quoted) > 72:
        cut = 72
        while quoted[cut - 1] == "=" or quoted[cut - 2] == "=":
            cut -= 1
        lines.append(quoted[:cut] + "=")
        quoted = quoted[cut:]
    return "\r\n".join([*lines, quoted])


def markdown_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    text_ = (
        f"# {report[0]}\n\n"
        + "\n\n".join(report[1:])
        + "\n\n1. 列表\n\n> 引文\n\n| 事项 | 件数 |\n|---|---|\n"
    )
    return [Seed("a.md", text_.encode())]


def archive_seeds() -> list[Seed]:
    members = [
        ("报告/甲.txt", TEXT.encode()),
        ("报告/乙.docx", docx("".join(paragraph(line) for line in LINES))),
        ("__MACOSX/._甲.txt", b"\0\1"),
    ]
    return [Seed("a.zip", packed(members)), Seed("b.zip", packed(members, stored=False))]


def ofd_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    pages = [_ofd_page(report[i : i + 30], space) for i in range(0, len(report), 30)]
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    document = (
        f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    main = (
        f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>报告'
        "</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    fonts = f'<ofd:Res {space}><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>'
    parts = [
        ("OFD.xml", main),
        ("Doc_0/Document.xml", document),
        ("Doc_0/PublicRes.xml", fonts),
        *((f"Doc_0/Pages/Page_{i}/Content.xml", page_) for i, page_ in enumerate(pages)),
    ]
    return [Seed("a.ofd", packed(parts))]


def _ofd_page(lines: Sequence[str], space: str) -> str:
    words = "".join(
        f'<ofd:TextObject ID="{20 + row}" Boundary="20 {20 + 8 * row} 170 6" Font="3" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(line) - 1} 4">{escape(line, quote=False)}'
        "</ofd:TextCode></ofd:TextObject>"
        for row, line in enumerate(lines)
    )
    return f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="9">{words}</ofd:Layer></ofd:Content></ofd:Page>'


def doc_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    outline = [Lvl(37, "%1、"), Lvl(0, "%2.")]
    odd = [
        P("总体要求", in_list(1)),
        P("基本原则", in_list(1, 1)),
        P("收到删去来件", runs=[(2, 4, DELETED)]),
        *(P(cell, IN_TABLE, mark="\x07") for cell in CELLS[1]),
        P("", ROW_END, mark="\x07"),
        P("其后"),
    ]
    made = Document(
        [P(f"{report[0]}\x02"), *(P(line) for line in report[1:]), *odd],
        lists=[outline],
        uses=[Use(0)],
        footnotes=[(len(report[0]), "脚注文字")],
        fonts=["SimSun"],
    )
    words = TEXT + "总体要求基本原则收到来件脚注文字其后" + "".join(CELLS[1])
    return [Seed("a.doc", made.bytes(), words), Seed("b.wps", made.bytes(), words)]


def flat_opc_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    """The Word document with its parts one after the other."""
    seed = docx_seeds(report)[0]
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(seed.data)) as archive:
        for member in archive.infolist():
            content = archive.read(member).decode()
            content = content[content.index("?>") + 2 :] if content.startswith("<?") else content
            parts.append(
                f'<pkg:part pkg:name="/{member.filename}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
            )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    flat = f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}">{"".join(parts)}</pkg:package>'
    return [Seed("a.xml", flat.encode(), seed.words)]


def word_2003_seeds(report: Sequence[str] = LINES) -> list[Seed]:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    lines = _paragraphs("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", report)
    odd = (
        '<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr></w:pPr>'
        "<w:r><w:t>总体要求</w:t></w:r></w:p>"
    )
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in CELLS
    )
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:nfc w:val="37"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef>'
        '<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    )
    made = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{space}">'
        f"{lists}<w:body>{lines}{odd}<w:tbl>{rows}</w:tbl></w:body></w:wordDocument>"
    )
    words = TEXT + "总体要求" + "".join("".join(row) for row in CELLS)
    return [Seed("a.doc", made.encode(), words)]


KINDS = (*(format_.kind for format_ in FORMATS), "archive")
"""Everything that is fuzzed: a format without an entry below fails a test."""

SEEDS: dict[str, Callable[..., list[Seed]]] = {
    "text": text_seeds,
    "html": html_seeds,
    "docx": docx_seeds,
    "pdf": pdf_seeds,
    "doc": doc_seeds,
    "rtf": rtf_seeds,
    "odt": odt_seeds,
    "flat_odt": flat_odt_seeds,
    "flat_opc": flat_opc_seeds,
    "word_2003": word_2003_seeds,
    "epub": epub_seeds,
    "mhtml": mhtml_seeds,
    "markdown": markdown_seeds,
    "archive": archive_seeds,
    "ofd": ofd_seeds,
}

"""Files to read: one invented report in many wrappings, and files made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

from app.domain.errors import UnreadableFile
from app.files.raw import Raw
from app.files.reading import read_raw

TITLE = "云岭区2023年度法治政府建设情况报告"

_MEASURES = (
    "深化“放管服”改革，全年办理许可3,412件，网上办结率98.5%，比上年提高2.1个百分点",
    "规范行政执法，开展“双随机、一公开”检查81次，公示执法信息1.2万条",
    "办理行政复议案件70件，审结63件，纠错率11.1%，负责人出庭应诉率100%",
    "开展普法宣传260余场（次），发放资料4万份，在𠮷祥街道建成法治公园1处",
    "完善mixed 中English平台与12345热线联动机制，办结群众诉求5,021件",
)


def paragraphs() -> list[str]:
    """The report without its title: 一、（一）1. headings, run-in headings, a signature."""
    lines = [
        "2023年，云岭区坚持以习近平法治思想为指导，扎实推进法治政府建设，现将有关情况报告如下。"
    ]
    for number, part in zip(
        "一二三", ("主要举措和成效", "存在的不足和原因", "下一年度安排"), strict=True
    ):
        lines.append(f"{number}、{part}")
        for inner, measure in zip("一二三四五", _MEASURES, strict=True):
            lines.append(f"（{inner}）{measure[:8].strip()}")
            lines.append(f"1.{measure}。同时，健全督察考核机制，压实第一责任人职责，成效明显。")
            lines.append(f"2.围绕“{part}”，{measure}，《云岭区办法》〔2023〕2号文件得到落实。" * 2)
    return [*lines, "云岭区人民政府", "2024年2月10日"]


def text() -> str:
    return "\n".join([TITLE, *paragraphs()])


def squeezed(line: str) -> str:
    """A line without blanks, for comparing what layout may have spaced differently."""
    return "".join(line.split())


def visible_lines(raw: Raw) -> list[str]:
    """The lines that are not hinted to be furniture."""
    found: list[str] = []
    position = 0
    for line in raw.text.split("\n"):
        if not any(s.start <= position < s.end for s in raw.furniture_hints):
            found.append(line)
        position += len(line) + 1
    return found


def raw_of(data: bytes, file_name: str = "报告") -> Raw:
    return read_raw(data, file_name)[1]


def reason_of(data: bytes, file_name: str = "报告") -> str:
    """Why bytes cannot be read; fails when they can."""
    try:
        read_raw(data, file_name)
    except UnreadableFile as error:
        return error.reason
    raise AssertionError("the file was read")


# --- web pages -----------------------------------------------------------------------

_MENU = ("首页", "走进云岭", "政务公开", "政务服务", "互动交流", "数据开放", "长者模式", "ENGLISH")
_NEWS = (
    "区领导调研重点项目建设推进情况",
    "我区召开第三季度安全生产工作会议",
    "2023年事业单位公开招聘工作人员公告",
    "行政执法人员资格考试成绩公示",
)
INFO = (
    '<div class="info"><span>发布时间：2024-02-15 09:27</span>　<span>来源：云岭区政府办</span>　'
    "字号：【<a>大</a> <a>中</a> <a>小</a>】</div>"
)
METAS = (
    '<meta name="SiteName" content=""><meta name="SiteName" content="云岭区人民政府网">'
    f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-02-15 09:27">'
    '<meta name="ContentSource" content="云岭区人民政府"><meta name="Description" content="不是正文">'
)
LABELS = (
    "<table><tr><td>[ 索引号 ]</td><td>11500111/2024-00019</td><td>[ 发布机构 ]</td>"
    "<td>云岭区人民政府</td></tr><tr><td>[ 成文日期 ]</td><td>2024-02-10</td><td>[ 有效性 ]</td>"
    "<td></td></tr></table>"
)


def menu() -> str:
    items = "".join(f'<li><a href="/{i}">{word}</a></li>' for i, word in enumerate(_MENU))
    crumbs = '<div class="position">您当前的位置：<a>首页</a> &gt; <a>政府信息公开</a></div>'
    return f'<div class="header"><ul class="nav">{items}</ul></div>{crumbs}'


def foot() -> str:
    return (
        '<div class="share">分享到：<a>微信</a></div><p>【打印本页】 【关闭窗口】</p>'
        '<div class="footer"><p>主办单位：云岭区人民政府办公室</p>'
        "<p>网站标识码：5001110015　ICP备案编号：渝ICP备09007544号-1</p></div>"
        "<script>var 统计 = 1;</script>"
    )


def links(count: int = 40) -> str:
    items = "".join(f"<li><a href='{i}'>{_NEWS[i % 4]}</a></li>" for i in range(count))
    return f'<div class="side"><h3>相关信息</h3><ul>{items}</ul></div>'


def page(body: str, head: str = "") -> str:
    title = f"<title>{TITLE}_政务公开_云岭区人民政府</title>"
    return f"<!DOCTYPE html><html><head>{head}{title}</head><body>{body}</body></html>"


def wrapped(template: str) -> str:
    """Every paragraph, escaped, in a template with {}."""
    return "\n".join(template.replace("{}", escape(line)) for line in paragraphs())


PAGES: dict[str, str] = {
    "trs_editor": page(
        menu()
        + f'<h1 class="tit">{TITLE}</h1>{INFO}<div id="zoom"><div class=TRS_Editor>'
        + "<style>.TRS_Editor P{line-height:2}</style>"
        + wrapped('<p align="justify">{}</p>')
        + "</div></div>"
        + links()
        + foot(),
        METAS,
    ),
    "vsb_mso_runs": page(
        menu()
        + f'<h2>{TITLE}</h2><div id="vsb_content_1001"><div class="v_news_content">'
        + "<!--[if gte mso 9]><xml>x</xml><![endif]-->"
        + wrapped('<p class="MsoNormal"><span lang="EN-US">&nbsp;</span><span>{}</span></p>')
        + "</div></div>"
        + foot()
    ),
    "br_in_one_cell": page(
        f"<table><tr><td>{menu()}</td></tr><tr><td><table><tr><td width=200>{links(9)}</td>"
        f"<td><table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>"
        + wrapped("&nbsp;&nbsp;{}<br>")
        + f"</td></tr></table></td></tr></table></td></tr><tr><td>{foot()}</td></tr></table>"
    ),
    "cell_per_paragraph": page(
        menu()
        + f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td><table>"
        + wrapped("<tr><td>{}</td></tr>")
        + "</table></td></tr></table>"
        + links(12)
        + foot()
    ),
    "nested_sections": page(
        menu()
        + f"<div><h1>{TITLE}</h1>"
        + wrapped(
            '<section data-role="paragraph"><section><p><span>{}</span></p></section><p><br></p></section>'
        )
        + "</div>"
        + foot()
    ),
    "wechat": page(
        f'<div class="rich_media_content" id="js_content"><h1>{TITLE}</h1>'
        + wrapped('<p style="line-height:1.75em"><span>{}</span></p>')
        + "</div>"
        + foot()
    ),
    "no_class_names": page(
        "".join(f"<a href=x>{word}</a> " for word in _MENU)
        + f"<div><h3>{TITLE}</h3><div>"
        + wrapped("<div>　　{}</div>")
        + "</div></div><ul>"
        + "".join(f"<li><a href=y>{news}</a></li>" for news in _NEWS * 9)
        + "</ul>"
        + foot()
    ),
    "unclosed_tags": page(
        menu() + f"<center><h3>{TITLE}</h3></center>" + wrapped("<p>&#12288;&#12288;{}") + foot()
    ),
}


# --- office packages -------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{}"/></Relationships>'
)


def package(parts: Iterable[tuple[str, str | bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, main: str = "word/document.xml", prolog: str = "", **parts: str) -> bytes:
    """A Word file; `parts` are numbering, styles, footnotes… without their root's namespace."""
    spaces = (
        f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    folder = main.rpartition("/")[0]
    members: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", "<Types>wordprocessingml</Types>"),
        ("_rels/.rels", _RELATIONS.format(main)),
        (main, f"{prolog}<w:document {spaces}><w:body>{body}</w:body></w:document>"),
    ]
    for name, content in parts.items():
        root = f'<w:{name} xmlns:w="{WORD}">{content}</w:{name}>'
        members.append((f"{folder}/{name}.xml".lstrip("/"), root))
    return package(members)


def paragraph(content: str, number: tuple[int, int] | None = None, style: str = "") -> str:
    """One w:p; `number` is list and level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        list_, level = number
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    run = content if content.startswith("<") else f"<w:r><w:t>{escape(content)}</w:t></w:r>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def level(place: int, format_: str, text_: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text_}"/></w:lvl>'
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """A w:tbl of cells that are text or ready w:p elements."""
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<w:') else paragraph(c)}</w:tc>" for c in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


# --- PDF by hand -----------------------------------------------------------------------


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is the catalogue."""
    data = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = b"/Size %d /Root 1 0 R " % (len(objects) + 1)
    data += b"trailer\n<< " + size + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % table_start
    return data


def _shown(lines: Sequence[str]) -> bytes:
    return b"".join(
        b"1 0 0 1 72 %d Tm (%s) Tj\n" % (760 - 16 * row, line.encode("ascii"))
        for row, line in enumerate(lines)
    )


_LATIN_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> >> >>"
)


def latin_pdf(lines: Sequence[str], trailer: bytes = b"") -> bytes:
    """One page of Latin lines in a font every reader has."""
    stream = b"BT /F1 12 Tf\n" + _shown(lines) + b"ET"
    return pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _LATIN_PAGE,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ),
        trailer,
    )


_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray"
    b" /BitsPerComponent 8 /Length 4 >>\nstream\n\x00\xff\xff\x00\nendstream"
)


def image_pdf(pages: int = 2, lines: Sequence[str] = ()) -> bytes:
    """Pages that are one image each, as a scanner makes them, the first with `lines` too."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(pages))
    resources = b"/Resources << /XObject << /I 3 0 R >> /Font << /F1 4 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        _IMAGE,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i in range(pages):
        stream = b"q 500 0 0 700 40 60 cm /I Do Q"
        if i == 0:
            stream += b" BT /F1 12 Tf\n" + _shown(lines) + b"ET"
        page_ = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>"
        objects += [
            page_ % (6 + 2 * i, resources),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return pdf(objects)

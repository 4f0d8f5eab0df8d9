"""Styles and fixed parts of the Word document of quotes.

Every paragraph has lines of an exact height and no space below, so that the pages of the
headings can be told without laying the document out (see paging).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.files.docx_styles import HEAD, W

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LATIN = "Times New Roman"
_SERIF = (
    f'<w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" '
    f'w:eastAsia="宋体" w:cs="{_LATIN}"/>'
)
_SANS = (
    '<w:rFonts w:hint="eastAsia" w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/>'
)
_GREY = '<w:color w:val="586475"/>'

PAGE_WIDTH, PAGE_HEIGHT = 436.5, 697.9
"""Of the text on A4, in points."""
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" '
    'w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; measures in points.

    Attributes:
        name: as programs know it: built-in names are kept in English.
        look: properties of its runs.
        more: further properties of its paragraphs, in the order of the standard.
    """

    id: str
    name: str
    size: float
    height: float
    before: float = 0
    indent: float = 0
    look: str = ""
    more: str = ""
    keeps_next: bool = False
    outline: int = 0

    @property
    def width(self) -> float:
        """Of its lines."""
        return PAGE_WIDTH - self.indent

    def xml(self) -> str:
        size = round(self.size * 2)
        keep = "<w:keepNext/><w:keepLines/>" if self.keeps_next else ""
        indent = f'<w:ind w:left="{round(self.indent * 20)}"/>' if self.indent else ""
        centre = '<w:jc w:val="center"/>' if self.id in _CENTRED else ""
        outline = f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{self.more}'
            f'<w:spacing w:before="{round(self.before * 20)}" w:after="0" '
            f'w:line="{round(self.height * 20)}" w:lineRule="exact"/>{indent}{centre}'
            f"{outline}</w:pPr><w:rPr>{self.look}"
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )


_CENTRED = frozenset({"Title", "Subtitle", "TOCHeading", "Footer"})
_LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8730"/></w:tabs>'


def _heading(level: int) -> Style:
    size, height, before = {1: (16, 28, 22), 2: (14, 26, 18)}.get(level, (12, 22, 14))
    return Style(
        f"Heading{level}",
        f"heading {level}",
        size,
        height,
        before,
        look=f"{_SANS}<w:b/>",
        keeps_next=True,
        outline=level,
    )


HEADINGS = tuple(_heading(level) for level in range(1, 10))
CONTENTS = (
    Style("TOC1", "toc 1", 12, 24, 4, look=_SANS, more=_LEADER),
    Style("TOC2", "toc 2", 12, 22, indent=18, more=_LEADER),
    Style("TOC3", "toc 3", 11, 20, indent=36, more=_LEADER),
)
TITLE = Style("Title", "Title", 20, 34, look=f"{_SANS}<w:b/>")
ABOUT = Style("Subtitle", "Subtitle", 10.5, 22, 6, look=_GREY)
CONTENTS_HEAD = Style("TOCHeading", "TOC Heading", 14, 28, 24, look=f"{_SANS}<w:b/>")
QUOTE = Style("Quote", "Quote", 12, 22, 12, 14)
SOURCE = Style("QuoteSource", "Quote Source", 10.5, 18, 2, 14, look=_GREY)
REMARK = Style("QuoteRemark", "Quote Remark", 11, 20, 4, 14)
REPLY = Style("QuoteReply", "Quote Reply", 11, 20, 2, 36)
FOOTER = Style("Footer", "footer", 9, 14)
STYLES = (TITLE, ABOUT, CONTENTS_HEAD, *CONTENTS, *HEADINGS, QUOTE, SOURCE, REMARK, REPLY, FOOTER)


def styles() -> str:
    """The style sheet."""
    return (
        f'{HEAD}<w:styles xmlns:w="{W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_SERIF}"
        '<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:line="440" w:lineRule="exact"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        f"{''.join(style.xml() for style in STYLES)}</w:styles>"
    )


def settings() -> str:
    """Settings of today's Word; punctuation keeps its width, so that lines are as long as told."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer() -> str:
    """The number of the page, as official documents write it: — 1 —."""
    page = field("PAGE", "1")
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{page}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def section(*, is_front: bool) -> str:
    """Page properties: the front has Roman numbers, the rest begins with 1."""
    numbers = 'w:fmt="upperRoman" w:start="1"' if is_front else 'w:fmt="decimal" w:start="1"'
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:type w:val="nextPage"/>{_PAGE}<w:pgNumType {numbers}/></w:sectPr>'
    )


def field(code: str, shown: str) -> str:
    """A field with what it shows until it is renewed."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = ("styles", "settings", "fontTable", "footer")

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}.{part}+xml"/>'
        for part in _PARTS
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{part.capitalize()}" Type="{R}/{part}" Target="{part}.xml"/>'
        for part in _PARTS
    )
    + "</Relationships>"
)

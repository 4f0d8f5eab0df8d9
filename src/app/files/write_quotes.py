"""Quotes as a Word document: under headings, with their sources and what was said of them.

Source: ECMA-376 part 1: 17.16 (fields), 17.16.5.68 (TOC), 17.16.5.45 (PAGEREF),
17.5.2.12 (the control that Word shows around a table of contents).
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import BinaryIO
from uuid import UUID

from app.domain.colours import RGB
from app.domain.rows import LinkRow
from app.files.digest import Entry, Heading, Part, digest, link_words, quote_lines, signs_of
from app.files.docx_styles import HEAD, W, fonts
from app.files.export import Export, Tell, Words, links_by_end, readable
from app.files.packing import entry
from app.files.paging import Block, Pager, lines_of
from app.files.quote_styles import (
    ABOUT,
    CONTENT_TYPES,
    CONTENTS,
    CONTENTS_HEAD,
    DOCUMENT_RELATIONS,
    HEADINGS,
    PAGE_HEIGHT,
    QUOTE,
    RELATIONS,
    REMARK,
    REPLY,
    SOURCE,
    TITLE,
    R,
    Style,
    field,
    footer,
    section,
    settings,
    styles,
)

_SHORT = 3
"""A quote of up to as many lines is not parted from its source."""
_MIDDLING = 12
"""Under a heading, a paragraph of up to as many lines is not parted by the end of a page:
programs differ in how much of a longer one they keep with the heading."""


def write_quotes(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Title, table of contents, then every quote under its heading."""
    title = words["digest_title"].format(library=export.library_name)
    parts = digest(export, words)
    maker = _Maker(export, words)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "docProps/core.xml": _core(title, export.newest),
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/styles.xml": styles(),
            "word/settings.xml": settings(),
            "word/fontTable.xml": fonts(),
            "word/footer.xml": footer(),
        }.items():
            package.writestr(entry(name), part.encode())
        pages = maker.pages(parts)
        with package.open(entry("word/document.xml"), "w", force_zip64=True) as document:
            document.write(f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'.encode())
            document.write(maker.front(title, parts, pages).encode())
            number, is_first = 0, False
            for done, part in enumerate(parts, 1):
                if isinstance(part, Heading):
                    number += 1
                    document.write(_bookmarked(part, number).encode())
                else:
                    for paragraph in maker.paragraphs(part, is_first=is_first):
                        document.write(paragraph.xml().encode())
                is_first = isinstance(part, Heading)
                tell(done, len(parts), "" if isinstance(part, Heading) else part.row.report.title)
            document.write(f"{section(is_front=False)}</w:body></w:document>".encode())


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph under a heading.

    Attributes:
        name: who says it; stands before the words, in bold.
        colour: of the bar at its left, RGB; empty for none.
        continues: it belongs to the one above.
        keeps_next: stays with the one below.
        is_whole: is not parted by the end of a page.
    """

    style: Style
    words: str
    name: str = ""
    colour: str = ""
    continues: bool = False
    keeps_next: bool = False
    is_whole: bool = False

    @property
    def block(self) -> Block:
        lines = lines_of(self.name + self.words, self.style.size, self.style.width)
        before = 0 if self.continues else self.style.before
        return Block(lines, self.style.height, before, self.keeps_next, self.is_whole)

    def xml(self) -> str:
        height = round(self.style.height * 20)
        own = "<w:keepNext/>" if self.keeps_next else ""
        if self.keeps_next or self.is_whole:
            own += "<w:keepLines/>"
        if self.colour:
            own += (
                '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" '
                f'w:color="{self.colour}"/></w:pBdr>'
            )
        if self.continues:
            own += f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
        name = _run(self.name, "<w:b/>") if self.name else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style.id}"/>{own}</w:pPr>'
            f"{name}{_run(self.words)}</w:p>"
        )


class _Maker:
    """Makes the paragraphs of an export."""

    def __init__(self, export: Export, words: Words) -> None:
        self._export, self._words = export, words
        self._talks = export.options.get("comments", "yes") == "yes"
        self._links: dict[UUID, list[LinkRow]] = links_by_end(export.links) if self._talks else {}

    def paragraphs(self, part: Entry, *, is_first: bool) -> Iterator[_Paragraph]:
        """One annotation; `is_first`: a heading stands above it."""
        words, row = self._words, part.row
        colour = RGB[part.colour]
        lines = quote_lines(row, words)
        last = len(lines) - 1
        for number, line in enumerate(lines):
            size = lines_of(line, QUOTE.size, QUOTE.width)
            yield _Paragraph(
                QUOTE,
                line,
                colour=colour,
                continues=number > 0,
                keeps_next=number == last and size <= _SHORT,
                is_whole=is_first and number == 0 and size <= _MIDDLING,
            )
        signs = "".join(f"（{sign}）" for sign in signs_of(row, words))
        yield _Paragraph(SOURCE, f"—— {self._export.cite(row)}{signs}")
        if part.tags:
            tags = "; ".join(part.tags)
            yield _Paragraph(SOURCE, words[part.label].format(tags=tags), continues=True)
        if self._talks:
            yield from self._talk(part)

    def _talk(self, part: Entry) -> Iterator[_Paragraph]:
        row = part.row
        said = row.annotation.comment
        if row.replies and not said:
            said = self._words["highlight_only"]
        if said:
            yield from self._said(REMARK, row.reviewer.name, row.annotation.edited, said)
        for reply, who in row.replies:
            yield from self._said(REPLY, who.name, reply.edited, reply.text)
        for link in self._links.get(row.annotation.id, ()):
            yield _Paragraph(SOURCE, link_words(link, row, self._export, self._words))

    def _said(self, style: Style, name: str, when: datetime, text: str) -> Iterator[_Paragraph]:
        first, *rest = [line for line in readable(text).split("\n") if line.strip()] or [""]
        day = f"{self._export.local(when):%Y-%m-%d}"
        yield _Paragraph(style, first, f"{readable(name)}（{day}）：")
        for line in rest:
            yield _Paragraph(style, line, continues=True)

    def pages(self, parts: Sequence[Part]) -> list[int]:
        """The page of each heading."""
        pager = Pager(PAGE_HEIGHT)
        found: list[int] = []
        waiting = 0
        for part in parts:
            if isinstance(part, Heading):
                style = HEADINGS[min(part.level, 9) - 1]
                lines = lines_of(_titled(part), style.size * 1.05, style.width)  # bold is wider
                pager.put(Block(lines, style.height, style.before, keeps_next=True))
                waiting += 1
                continue
            for paragraph in self.paragraphs(part, is_first=waiting > 0):
                page = pager.put(paragraph.block)
                if page is not None and waiting:
                    found += [page] * waiting
                    waiting = 0
        return found

    def front(self, title: str, parts: Sequence[Part], pages: Sequence[int]) -> str:
        """Title, counts and contents, on pages of their own."""
        export, words = self._export, self._words
        about = words["summary"].format(annotations=len(export.rows), reports=len(export.reports))
        headings = [part for part in parts if isinstance(part, Heading)]
        return "".join(
            (
                _paragraph(TITLE, title),
                _paragraph(ABOUT, about),
                _contents(headings, pages, words["contents"]) if headings else "",
                f"<w:p><w:pPr>{section(is_front=True)}</w:pPr></w:p>" if headings else "",
            )
        )


def _contents(headings: Sequence[Heading], pages: Sequence[int], title: str) -> str:
    """The field with an entry for each heading of the first levels."""
    shown = [
        (heading, number, page)
        for number, (heading, page) in enumerate(zip(headings, pages, strict=True), 1)
        if heading.level <= len(CONTENTS)
    ]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{len(CONTENTS)}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="{CONTENTS[heading.level - 1].id}"/></w:pPr>'
        f"{begin if place == 0 else ''}"
        f'<w:hyperlink w:anchor="{_mark(number)}" w:history="1">{_run(_titled(heading))}'
        f"<w:r><w:tab/></w:r>{_page_of(number, page)}</w:hyperlink></w:p>"
        for place, (heading, number, page) in enumerate(shown)
    ]
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{_paragraph(CONTENTS_HEAD, title)}{''.join(lines)}"
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
    )


def _page_of(number: int, page: int) -> str:
    return field(f"PAGEREF {_mark(number)} \\h", str(page))


def _titled(heading: Heading) -> str:
    return f"{heading.words}（{heading.count}）"


def _mark(number: int) -> str:
    """The bookmark of a heading; Word takes names of this kind for those of contents."""
    return f"_Toc{number:09}"


def _bookmarked(heading: Heading, number: int) -> str:
    style = HEADINGS[min(heading.level, 9) - 1]
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>'
        f'<w:bookmarkStart w:id="{number}" w:name="{_mark(number)}"/>'
        f'{_run(_titled(heading))}<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def _paragraph(style: Style, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>{_run(words)}</w:p>'


def _run(words: str, look: str = "") -> str:
    """Words of the East Asian font where they can be of either: quotation marks are full width."""
    content = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else ""
        for part in readable(words).replace("\n", " ").split("\t")
    )
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>{content}</w:r>'


def _core(title: str, stamp: datetime) -> str:
    moment = f"{stamp:%Y-%m-%dT%H:%M:%SZ}"
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return (
        f"{HEAD}<cp:coreProperties {spaces}><dc:title>{escape(readable(title), quote=False)}</dc:title>"
        "<dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )

"""A report as a Word document with its annotations as real comments."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from app.domain.annotation import Scope
from app.domain.report import Report
from app.domain.rows import AnnotationRow, LinkRow
from app.files.docx_styles import HEAD, W, fonts, settings, styles
from app.files.export import (
    FILLS,
    Export,
    ReportPage,
    Tell,
    Words,
    link_line,
    links_by_end,
    paper_colour,
    readable,
)
from app.files.packing import repack
from app.files.pages import Mark, Paragraph, Piece, highlights, marks, paragraphs, pieces

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.rel import Relationships

_UNUSED = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml", "numbering")
"""Ends of relationship types: parts of python-docx's template that say nothing of ours."""

_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" '
    'w:bottom="1440" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
"""A4."""


def write_docx(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """The only page of the export: its text by paragraph, comments at the passages.

    python-docx makes the package; text and comments are written here, because
    its comments mark whole runs and are dated now.

    Source: ECMA-376 part 1, 17.13.4 (comments).
    """
    from docx import Document

    page = export.pages[0]
    body, rows = _Body(page, words).written()
    parts = {
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}{_PAGE}</w:body></w:document>'
        ),
        "word/styles.xml": styles(),
        "word/fontTable.xml": fonts(),
        "word/settings.xml": settings(),
        "word/comments.xml": _comments(rows, export, words),
    }
    document = Document()
    _lighten(document)
    _describe(document, page.report, export)
    assert document.comments is not None  # asking for them makes their part
    package = io.BytesIO()
    document.save(package)
    repack(package.getvalue(), out, {name: part.encode() for name, part in parts.items()})
    tell(1, 1, page.report.title)


# --- the text --------------------------------------------------------------------


class _Body:
    """Writes the paragraphs and numbers the comments in the order of their places."""

    def __init__(self, page: ReportPage, words: Words) -> None:
        self._page = page
        self._words = words
        self._rows: list[tuple[AnnotationRow, bool]] = []

    def written(self) -> tuple[str, list[tuple[AnnotationRow, bool]]]:
        """Paragraphs as XML, and the commented rows with whether their passage was found."""
        page = self._page
        shown = paragraphs(page)
        placed, whole, astray = marks(page, shown)
        at_title = [*((row, True) for row in whole), *((row, False) for row in astray)]
        parts: list[str] = []
        titles = [index for index, paragraph in enumerate(shown) if paragraph.is_title]
        if not titles:
            parts.append(self._title_paragraph(at_title))
        numbers: dict[int, int] = {}
        for index, (paragraph, cut) in enumerate(zip(shown, pieces(shown, placed), strict=True)):
            first, last = titles[:1] == [index], titles[-1:] == [index]
            opening, closing = "", ""
            if first and at_title:
                title_numbers = [self._number(row, is_found=is_found) for row, is_found in at_title]
                opening = "".join(_range_start(n) for n in title_numbers)
                numbers[-1] = title_numbers[0]
            inner = "".join(self._piece(piece, paragraph, numbers) for piece in cut)
            if last and at_title:
                start = numbers[-1]
                closing = "".join(_range_end(start + n) for n in range(len(at_title)))
            parts.append(f"<w:p>{_properties(paragraph)}{opening}{inner}{closing}</w:p>")
        return "".join(parts), self._rows

    def _title_paragraph(self, at_title: Sequence[tuple[AnnotationRow, bool]]) -> str:
        numbers = [self._number(row, is_found=is_found) for row, is_found in at_title]
        return (
            '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>'
            f"{''.join(_range_start(n) for n in numbers)}"
            f"{_run(self._page.report.title, '')}"
            f"{''.join(_range_end(n) for n in numbers)}</w:p>"
        )

    def _piece(self, piece: Piece, paragraph: Paragraph, numbers: dict[int, int]) -> str:
        starts: list[str] = []
        for mark in piece.opening:
            numbers[id(mark)] = self._number(mark.row)
            starts.append(_range_start(numbers[id(mark)]))
        look = _shading(piece)
        if paragraph.level and not paragraph.is_heading and piece.end <= paragraph.heading_end:
            look = f"<w:b/>{look}"
        text = self._page.text[piece.start : piece.end]
        ends = (_range_end(numbers[id(mark)]) for mark in piece.closing)
        return f"{''.join(starts)}{_run(text, look)}{''.join(ends)}"

    def _number(self, row: AnnotationRow, *, is_found: bool = True) -> int:
        self._rows.append((row, is_found))
        return len(self._rows) - 1


def _properties(paragraph: Paragraph) -> str:
    if paragraph.is_title:
        return '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    if not paragraph.level:
        return '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
    level = min(paragraph.level, 9)
    if paragraph.is_heading:
        return f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>'
    # A run-in heading: body text that the navigation pane still lists.
    return f'<w:pPr><w:pStyle w:val="BodyText"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'


def _shading(piece: Piece) -> str:
    over: list[Mark] = highlights(piece)
    if not over:
        return ""
    fill = FILLS[paper_colour(over[-1].row.tags)][len(over) > 1]
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    content = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in readable(text).replace("\n", " ").split("\t")
    )
    return f"<w:r>{properties}{content}</w:r>"


def _range_start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def _range_end(number: int) -> str:
    return (
        f'<w:commentRangeEnd w:id="{number}"/>'
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


# --- the comments ------------------------------------------------------------------


def _comments(rows: Sequence[tuple[AnnotationRow, bool]], export: Export, words: Words) -> str:
    links = links_by_end(export.links)
    inner = "".join(
        _comment(number, row, is_found, export, links, words)
        for number, (row, is_found) in enumerate(rows)
    )
    return f'{HEAD}<w:comments xmlns:w="{W}">{inner}</w:comments>'


def _comment(
    number: int,
    row: AnnotationRow,
    is_found: bool,
    export: Export,
    links: Mapping[UUID, Sequence[LinkRow]],
    words: Words,
) -> str:
    name = readable(row.reviewer.name)
    # Word shows this time as it stands, so it is local time and carries no zone.
    moment = export.local(row.annotation.edited).isoformat()
    said = _comment_lines(row, is_found, links.get(row.annotation.id, ()), words)
    lines = list(said) or [words["highlight_only"]]
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    texts = "".join(
        '<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{reference if first else ''}{_run(line, '')}</w:p>"
        for first, line in zip([True] + [False] * (len(lines) - 1), lines, strict=True)
    )
    return (
        f'<w:comment w:id="{number}" w:author={quoteattr(name)} w:date="{moment}" '
        f"w:initials={quoteattr(initials(name))}>{texts}</w:comment>"
    )


def _comment_lines(
    row: AnnotationRow, is_found: bool, links: Sequence[LinkRow], words: Words
) -> Iterator[str]:
    if not is_found:
        yield f"{words['not_located']}{readable(row.quote)}"
    if row.annotation.scope is not Scope.PASSAGE:
        yield words["on_report" if row.annotation.scope is Scope.REPORT else "on_section"]
    if row.tags:
        yield "; ".join(path for _, path in row.tags)
    if row.annotation.comment:
        yield from readable(row.annotation.comment).split("\n")
    for link in links:
        yield readable(link_line(link, row.annotation.id, words)).replace("\n", " ")


def initials(name: str) -> str:
    """First letters of a name in Latin letters; a Chinese name is short enough as it is."""
    if name.isascii():
        return "".join(part[0] for part in name.split()).upper()
    return name.strip()[:4]


# --- the package -------------------------------------------------------------------


def _lighten(document: WordDocument) -> None:
    def drop(relations: Relationships) -> None:
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[key]

    package = document.part.package
    assert package is not None
    drop(document.part.rels)
    drop(package.rels)


def _describe(document: WordDocument, report: Report, export: Export) -> None:
    stamp = export.newest.replace(tzinfo=None)
    about = document.core_properties
    about.title = readable(report.title)[:255]
    about.author = readable(report.metadata.organisation.value or "")[:255]
    about.last_modified_by = ""
    about.comments = ""
    about.keywords = ""
    about.language = "zh-CN"
    about.revision = 1
    about.created = about.modified = stamp

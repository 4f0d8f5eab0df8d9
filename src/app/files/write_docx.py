"""A report as a Word document with its annotations as real comments."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from app.domain.annotation import Scope
from app.domain.report import Report
from app.domain.rows import AnnotationRow, LinkRow
from app.files.docx_comments import Note, comments, ends, extend, notes_of, starts
from app.files.docx_styles import HEAD, W, fonts, settings, styles
from app.files.export import (
    FILLS,
    Cite,
    Export,
    ReportPage,
    Tell,
    Words,
    link_line,
    links_by_end,
    paper_colour,
    readable,
    without_resolved,
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

    page = without_resolved(export.pages[0], export.options)
    body, notes = _Body(page, words).written()
    links = links_by_end(export.links)
    parts = {
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}{_PAGE}</w:body></w:document>'
        ),
        "word/styles.xml": styles(),
        "word/fontTable.xml": fonts(),
        "word/settings.xml": settings(),
        "word/comments.xml": comments(
            notes, lambda note: _lines(note, links, words, export.cite), export.local, _run
        ),
    }
    document = Document()
    _lighten(document)
    _describe(document, page.report, export)
    assert document.comments is not None  # asking for them makes their part
    extend(document, notes)
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
        self._notes: list[Note] = []

    def written(self) -> tuple[str, list[Note]]:
        """Paragraphs as XML, and the comments in the order of their numbers."""
        page = self._page
        shown = paragraphs(page)
        placed, whole, astray = marks(page, shown)
        at_title = [*((row, True) for row in whole), *((row, False) for row in astray)]
        parts: list[str] = []
        titles = [index for index, paragraph in enumerate(shown) if paragraph.is_title]
        if not titles:
            parts.append(self._title_paragraph(at_title))
        numbers: dict[int, range] = {}
        at_top = range(0)
        for index, (paragraph, cut) in enumerate(zip(shown, pieces(shown, placed), strict=True)):
            first, last = titles[:1] == [index], titles[-1:] == [index]
            opening, closing = "", ""
            if first and at_title:
                at_top = self._number_all(at_title)
                opening = starts(at_top)
            inner = "".join(self._piece(piece, paragraph, numbers) for piece in cut)
            if last and at_title:
                closing = ends(at_top)
            parts.append(f"<w:p>{_properties(paragraph)}{opening}{inner}{closing}</w:p>")
        return "".join(parts), self._notes

    def _title_paragraph(self, at_title: Sequence[tuple[AnnotationRow, bool]]) -> str:
        numbers = self._number_all(at_title)
        return (
            '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>'
            f"{starts(numbers)}{_run(self._page.report.title, '')}{ends(numbers)}</w:p>"
        )

    def _piece(self, piece: Piece, paragraph: Paragraph, numbers: dict[int, range]) -> str:
        opened: list[str] = []
        for mark in piece.opening:
            numbers[id(mark)] = self._number(mark.row)
            opened.append(starts(numbers[id(mark)]))
        look = _shading(piece)
        if paragraph.level and not paragraph.is_heading and piece.end <= paragraph.heading_end:
            look = f"<w:b/>{look}"
        text = self._page.text[piece.start : piece.end]
        closed = (ends(numbers[id(mark)]) for mark in piece.closing)
        return f"{''.join(opened)}{_run(text, look)}{''.join(closed)}"

    def _number(self, row: AnnotationRow, *, is_found: bool = True) -> range:
        """Number an annotation and its thread; they stand at the same passage."""
        first = len(self._notes)
        self._notes += notes_of(row, first, is_found=is_found)
        return range(first, len(self._notes))

    def _number_all(self, rows: Sequence[tuple[AnnotationRow, bool]]) -> range:
        first = len(self._notes)
        for row, is_found in rows:
            self._number(row, is_found=is_found)
        return range(first, len(self._notes))


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
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else ""
        for part in readable(text).replace("\n", " ").split("\t")
    )
    return f"<w:r>{properties}{content}</w:r>"


# --- the comments ------------------------------------------------------------------


def _lines(
    note: Note, links: Mapping[UUID, Sequence[LinkRow]], words: Words, cite: Cite
) -> list[str]:
    if note.reply is not None:
        return readable(note.reply[0].text).split("\n")
    row = note.row
    said = _comment_lines(row, note.is_found, links.get(row.annotation.id, ()), words, cite)
    return list(said) or [words["highlight_only"]]


def _comment_lines(
    row: AnnotationRow, is_found: bool, links: Sequence[LinkRow], words: Words, cite: Cite
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
        yield readable(link_line(link, row.annotation.id, words, cite)).replace("\n", " ")


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

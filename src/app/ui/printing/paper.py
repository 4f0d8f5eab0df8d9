"""Pages: a report set for A4, its marks under the letters, its notes beside them.

Everything is laid out in pixels of 1/96 inch; a painter is scaled to the device.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.ui.painting import draw_text
from app.ui.printing.notes import Card, Note, fitting, paint_card, placed, wrapped
from app.ui.reader.content import PaneContent
from app.ui.reader.document import Role
from app.ui.reader.marks import MarkIndex
from app.ui.reader.places import Places
from app.ui.reader.typesetting import LINE_HEIGHT, Measures, typeset
from app.ui.reader.underpaint import paint_marks
from app.ui.theme import Look

PAGE = QSizeF(794, 1123)
"""A4 at 96 dots per inch."""

DOTS = 96
TOP, BOTTOM, LEFT, RIGHT = 72.0, 70.0, 68.0, 40.0
NOTES, BETWEEN = 200.0, 16.0
SIZES = {"small": 13, "medium": 14, "large": 16}
"""Em of the body in pixels: 小五, 五号, 小四."""


class Notes(StrEnum):
    """Where what was said stands."""

    MARGIN = "margin"
    END = "end"
    NONE = "none"  # neither notes nor marks: the report alone


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is printed; `names_tags`: marks without words say their tag too."""

    notes: Notes = Notes.MARGIN
    size: str = "medium"
    names_tags: bool = True


class PrintedReport:
    """One report, paginated; pages count from 0.

    The colours are those of the light theme, whatever the screen shows.
    """

    def __init__(self, content: PaneContent, notes: Sequence[Note], options: Options) -> None:
        self._look = Look("light")
        self._title = content.title
        self._options = options
        px = SIZES[options.size]
        self._measures = Measures(px, round(px * LINE_HEIGHT), 2.0, 3.0)
        self._notes = tuple(notes) if options.notes is not Notes.NONE else ()
        display = content.display(show_furniture=False)
        self._index = MarkIndex(display)
        self._index.set_all(note.mark for note in self._notes)
        self._display = display
        self._document = QTextDocument()
        typeset(self._document, display, self._look, self._measures)
        self._has_margin = options.notes is Notes.MARGIN and bool(self._notes)
        right = RIGHT + (NOTES + BETWEEN if self._has_margin else 28.0)
        _paginate(self._document, right)
        self._places = Places(self._document, display, self._index, self._measures)
        self._keep_headings()
        self._text_pages = max(1, self._document.pageCount())
        self._cards: list[list[tuple[float, Card]]] = [[] for _ in range(self._text_pages)]
        self._at_end = self._list(self._lay_cards())
        more = self._at_end.pageCount() if self._at_end is not None else 0
        self.pages = self._text_pages + more

    def _keep_headings(self) -> None:
        """A heading at the foot of a page goes over to the page of what it heads."""
        paragraphs = self._display.paragraphs
        for number, paragraph in enumerate(paragraphs[:-1]):
            tops = self._places.tops()
            here, below = (int(tops[k] // PAGE.height()) for k in (number, number + 1))
            if paragraph.role is Role.HEADING and here != below:
                cursor = QTextCursor(self._places.block(number))
                block = cursor.blockFormat()
                block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(block)
                self._places.forget()

    # --- notes -------------------------------------------------------------------

    def _lay_cards(self) -> list[Note]:
        """Put cards into the margins. Returns the notes that stand at the end instead."""
        if not self._has_margin:
            return [note for note in self._notes if note.said or self._options.names_tags]
        wishes: list[list[tuple[float, Card]]] = [[] for _ in range(self._text_pages)]
        for note in self._notes:
            if note.said or self._options.names_tags:
                page, y = self._anchor(note)
                wishes[page].append((y, wrapped(self._look, note, NOTES)))
        top, bottom = TOP, PAGE.height() - BOTTOM
        rest: list[Note] = []
        for page, wished in enumerate(wishes):
            kept, left = fitting(sorted(wished, key=lambda one: one[0]), bottom - top)
            tops = placed(kept, top, bottom)
            self._cards[page] = [(at, card) for at, (_, card) in zip(tops, kept, strict=True)]
            rest += [card.note for card in left if card.note.said]
        return rest

    def _anchor(self, note: Note) -> tuple[int, float]:
        """Page and height on it of the first line of a note's passage."""
        mark = self._index[note.mark.id]
        if mark is None:
            return 0, TOP
        y = self._places.y_of(mark.start)
        page = min(self._text_pages - 1, int(y // PAGE.height()))
        return page, y - page * PAGE.height()

    def _list(self, notes: Sequence[Note]) -> QTextDocument | None:
        """A document of notes that are not in the margin; None for none."""
        if not notes:
            return None
        look, px = self._look, self._measures.px
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(look.font(px - 1))
        cursor = QTextCursor(document)
        plain, strong = QTextCharFormat(), QTextCharFormat()
        plain.setFont(look.font(px - 1))
        strong.setFont(look.font(px - 1, bold=True))
        title = QTextCharFormat()
        title.setFont(look.font(px + 4, bold=True))
        block = QTextBlockFormat()
        block.setBottomMargin(4)
        cursor.setBlockFormat(block)
        words = (
            QCoreApplication.translate("Printing", "页边放不下的批注")
            if self._has_margin
            else QCoreApplication.translate("Printing", "批注")
        )
        cursor.insertText(words, title)
        quoted = QTextCharFormat(plain)
        quoted.setForeground(look.text2)
        whole = QCoreApplication.translate("Printing", "（对整份报告）")
        for note in notes:
            head = QTextBlockFormat(block)
            head.setTopMargin(10)
            cursor.insertBlock(head)
            number = f"{note.number} " if note.number else ""
            cursor.insertText(number + note.name, strong)
            inner = QTextBlockFormat(block)
            inner.setLeftMargin(20)
            cursor.insertBlock(inner)
            quote = note.quote.replace("\n", " ").replace("\t", " ")
            cursor.insertText(f"“{quote}”" if quote else whole, quoted)
            for said in note.said:
                for k, paragraph in enumerate(said.words.split("\n")):
                    cursor.insertBlock(inner)
                    if k == 0:
                        cursor.insertText(f"{said.who}：", strong)
                    cursor.insertText(paragraph, plain)
        _paginate(document, RIGHT + 28.0)
        return document

    # --- painting ----------------------------------------------------------------

    def paint_page(self, p: QPainter, page: int) -> None:
        """Draw one page; the painter's unit is a pixel of the layout, its origin the corner."""
        p.save()
        self._paint_frame(p, page)
        if page < self._text_pages:
            self._paint_text(p, page)
        elif self._at_end is not None:
            _draw(p, self._at_end, page - self._text_pages, self._look)
        p.restore()

    def _paint_text(self, p: QPainter, page: int) -> None:
        start = page * PAGE.height()
        p.save()
        p.setClipRect(QRectF(0, TOP - 8, PAGE.width(), PAGE.height() - TOP - BOTTOM + 16))
        p.translate(0, -start)
        for number, top in self._places.blocks_between(start, start + PAGE.height()):
            geometry = self._places.geometry_of(number)
            if geometry.bands:
                left = self._places.left(number)
                p.translate(left, top)
                paint_marks(p, self._look, self._measures, geometry)
                p.translate(-left, -top)
        p.restore()
        _draw(p, self._document, page, self._look)
        x = PAGE.width() - RIGHT - NOTES
        for top, card in self._cards[page]:
            paint_card(p, self._look, card, QRectF(x, top, NOTES, card.height))
        self._paint_numbers(p, page)

    def _paint_numbers(self, p: QPainter, page: int) -> None:
        """Beside each line the numbers of the notes that begin in it."""
        lines: dict[float, list[str]] = {}
        for note in self._notes:
            if note.number and self._index[note.mark.id] is not None:
                on, y = self._anchor(note)
                if on == page:
                    lines.setdefault(y, []).append(str(note.number))
        for y, numbers in lines.items():
            box = QRectF(4, y, LEFT - 12, self._measures.line)
            words = "·".join(numbers)
            draw_text(p, self._look, box, words, 12, align=Qt.AlignmentFlag.AlignRight)

    def _paint_frame(self, p: QPainter, page: int) -> None:
        look, width = self._look, PAGE.width() - LEFT - RIGHT
        draw_text(p, look, QRectF(LEFT, 30, width, 20), self._title, 12, look.text3)
        p.fillRect(QRectF(LEFT, 54, width, 0.75), look.line2)
        words = QCoreApplication.translate("Printing", "第 {page} 页，共 {pages} 页")
        foot = QRectF(LEFT, PAGE.height() - 48, width, 20)
        words = words.format(page=page + 1, pages=self.pages)
        draw_text(p, look, foot, words, 12, look.text3, align=Qt.AlignmentFlag.AlignHCenter)


def _paginate(document: QTextDocument, right: float) -> None:
    """Break a document into pages with our margins."""
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(TOP)
    frame.setBottomMargin(BOTTOM)
    frame.setLeftMargin(LEFT)
    frame.setRightMargin(right)
    document.rootFrame().setFrameFormat(frame)
    document.setPageSize(PAGE)


def _draw(p: QPainter, document: QTextDocument, page: int, look: Look) -> None:
    """The letters of one page of a document."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, look.text)  # type: ignore[attr-defined]  # a field the stubs lack
    start = page * PAGE.height()
    context.clip = QRectF(0, start, PAGE.width(), PAGE.height())  # type: ignore[attr-defined]
    p.save()
    p.setClipRect(QRectF(0, 0, PAGE.width(), PAGE.height()))
    p.translate(0, -start)
    document.documentLayout().draw(p, context)
    p.restore()


def write_pdf(printed: PrintedReport, device: QIODevice, title: str) -> None:
    """Write every page to an open device."""
    writer = QPdfWriter(device)
    writer.setTitle(title)
    writer.setCreator("Piyue")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DOTS * 12)
    p = QPainter(writer)
    p.scale(12, 12)
    for page in range(printed.pages):
        if page:
            writer.newPage()
        printed.paint_page(p, page)
    p.end()

"""Pages: a report set for paper, its marks under the letters, its notes beside them.

Everything is laid out in pixels of 1/96 inch; a painter is scaled to the device.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTextCursor, QTextDocument, QTextFormat

from app.domain.annotation import Scope
from app.files.export import Words
from app.ui.painting import draw_text
from app.ui.printing.end_notes import EndNotes, Group
from app.ui.printing.notes import Card, Note, fitting, is_enough, paint_card, placed, stub, wrapped
from app.ui.printing.pdf_text import Sample, painted_in
from app.ui.printing.sheet import (
    BETWEEN,
    BOTTOM,
    LEFT,
    NOTES,
    PAGE,
    RIGHT,
    SIZES,
    TOP,
    WIDER,
    Notes,
    Options,
    draw,
    lay_out,
    paginate,
)
from app.ui.reader.content import PaneContent
from app.ui.reader.document import Role
from app.ui.reader.marks import MarkIndex
from app.ui.reader.places import Places
from app.ui.reader.typesetting import LINE_HEIGHT, Measures, typeset
from app.ui.reader.underpaint import paint_marks
from app.ui.theme import Look


class PrintedReport:
    """One report, paginated; pages count from 0.

    The colours are those of the light theme, whatever the screen shows.

    Args:
        notes: in text order, not numbered.
        about: a line on the report below its title, for the first page.
        look: of the light theme; one for many reports is cheaper.
    """

    def __init__(
        self,
        content: PaneContent,
        notes: Sequence[Note],
        options: Options,
        words: Words,
        about: str = "",
        look: Look | None = None,
    ) -> None:
        self.look = look or Look("light")
        self.content, self.options = content, options
        self._words, self._about = words, about
        px = SIZES[options.size]
        self._measures = Measures(px, round(px * LINE_HEIGHT), 2.0, 3.0)
        self.display = content.display(show_furniture=False)
        self.index = MarkIndex(self.display)
        shown = notes if options.notes is not Notes.NONE else ()
        self.index.set_all(note.mark for note in shown)
        self.notes, self._missing = self._numbered(shown)
        self._document = QTextDocument()
        typeset(self._document, self.display, self.look, self._measures)
        self._has_margin = options.notes is Notes.MARGIN and bool(self.notes)
        paginate(self._document, RIGHT + (NOTES + BETWEEN if self._has_margin else WIDER))
        lay_out(self._document)
        self.places = Places(self._document, self.display, self.index, self._measures)
        self._keep_headings()
        self.text_pages = max(1, self._document.pageCount())
        self.cards: list[list[tuple[float, Card]]] = [[] for _ in range(self.text_pages)]
        self.end = self._list(self._lay_cards())
        self.pages = self.text_pages + (self.end.pages if self.end is not None else 0)

    def _numbered(self, notes: Sequence[Note]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
        """Notes with numbers, those whose passage is not shown behind the others; and these."""
        found: list[Note] = []
        missing: list[Note] = []
        for note in notes:
            is_there = self.index[note.id] is not None
            (found if is_there else missing).append(note)
        number = 0
        for some in (found, missing):
            for k, note in enumerate(some):
                if self.options.names_tags or not note.is_silent or some is missing:
                    number += 1
                    some[k] = replace(note, number=number)
        return (*found, *missing), tuple(missing)

    @property
    def _lacks_title(self) -> bool:
        """Whether the text shown does not begin with the report's title."""
        return all(paragraph.role is not Role.TITLE for paragraph in self.display.paragraphs)

    def _keep_headings(self) -> None:
        """A heading at the foot of a page goes over to the page of what it heads."""
        paragraphs = self.display.paragraphs
        for number, paragraph in enumerate(paragraphs[:-1]):
            if paragraph.role is not Role.HEADING:
                continue
            # Of the lines, not of the blocks: a block whose first line has no room any more
            # begins on the page before it.
            starts = self.display.block_starts[number : number + 2]
            here, below = (int(self.places.y_of(at) // PAGE.height()) for at in starts)
            if here != below:
                cursor = QTextCursor(self.places.block(number))
                block = cursor.blockFormat()
                block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(block)
                self.places.forget()

    # --- notes -------------------------------------------------------------------

    def _lay_cards(self) -> list[Note]:
        """Put cards into the margins. Returns the notes in the text that stand at the end."""
        entries = [note for note in self.notes if note.number and note not in self._missing]
        if not self._has_margin:
            return entries
        wishes: list[list[tuple[float, Note]]] = [[] for _ in range(self.text_pages)]
        for note in entries:
            page, y = self.place_of(note)
            wishes[page].append((y, note))
        top, bottom = TOP, PAGE.height() - BOTTOM
        rest: list[Note] = []
        for page, wished in enumerate(wishes):
            cards = self._cards_for(sorted(wished, key=lambda one: one[0]), bottom - top)
            kept, left = fitting(cards, bottom - top)
            tops = placed(kept, top, bottom)
            self.cards[page] = [(at, card) for at, (_, card) in zip(tops, kept, strict=True)]
            rest += left
        return rest

    def _cards_for(
        self, wished: Sequence[tuple[float, Note]], room: float
    ) -> list[tuple[float, Card, Card]]:
        """Cards and stubs of one page; without citations where these would send notes away."""
        look, words = self.look, self._words["see_end"]
        cards: list[tuple[float, Card, Card]] = []
        for cites in (True, False) if self.options.cites else (False,):
            cards = [
                (y, wrapped(look, note, NOTES, cites=cites), stub(look, note, NOTES, words))
                for y, note in wished
            ]
            if is_enough(cards, room):
                break
        return cards

    def place_of(self, note: Note) -> tuple[int, float]:
        """Page and height on it of the first line of a note's passage, which is shown."""
        mark = self.index[note.id]
        if mark is None or mark.mark.scope is Scope.REPORT:
            return 0, TOP
        y = self.places.y_of(mark.start)
        page = min(self.text_pages - 1, int(y // PAGE.height()))
        return page, y - page * PAGE.height()

    def _list(self, rest: Sequence[Note]) -> EndNotes | None:
        """What stands behind the text; None for nothing."""
        words = self._words
        title = words["notes_at_end" if self._has_margin else "sheet_annotations"]
        where: dict[UUID, int] = {note.id: self.place_of(note)[0] + 1 for note in rest}
        groups = [Group(title, rest, where), Group(words["notes_unplaced"], self._missing, {})]
        groups = [group for group in groups if group.notes]
        if not groups:
            return None
        return EndNotes(self.look, self._measures.px, groups, words, cites=self.options.cites)

    # --- painting ----------------------------------------------------------------

    def paint_page(self, p: QPainter, page: int) -> None:
        """Draw one page; the painter's unit is a pixel of the layout, its origin the corner."""
        p.save()
        self._paint_frame(p, page)
        if page < self.text_pages:
            self._paint_text(p, page)
        elif self.end is not None:
            draw(p, self.end.document, page - self.text_pages, self.look)
        p.restore()

    def samples(self) -> Iterator[Sample]:
        """Everything the pages say, by the fonts it is set in."""
        look = self.look
        plain, strong = look.font(12), look.font(12, bold=True)
        yield strong, self.content.title
        frame = (self.content.title, self._about, self._words["page_of"], "0123456789–…")
        yield from ((plain, words) for words in frame)
        yield from painted_in(self._document)
        if self.end is not None:
            yield from painted_in(self.end.document)
        for cards in self.cards:
            for _, card in cards:
                yield from ((strong if ink.is_bold else plain, line) for line, ink in card.lines)

    def _paint_text(self, p: QPainter, page: int) -> None:
        start = page * PAGE.height()
        p.save()
        p.setClipRect(QRectF(0, TOP - 8, PAGE.width(), PAGE.height() - TOP - BOTTOM + 16))
        p.translate(0, -start)
        for number, top in self.places.blocks_between(start, start + PAGE.height()):
            geometry = self.places.geometry_of(number)
            if geometry.bands:
                left = self.places.left(number)
                p.translate(left, top)
                paint_marks(p, self.look, self._measures, geometry)
                p.translate(-left, -top)
        p.restore()
        draw(p, self._document, page, self.look)
        for rect, card in self.cards_of(page):
            paint_card(p, self.look, card, rect)
        self._paint_numbers(p, page)

    def cards_of(self, page: int) -> list[tuple[QRectF, Card]]:
        """The cards in the margin of a page of text."""
        x = PAGE.width() - RIGHT - NOTES
        return [(QRectF(x, top, NOTES, card.height), card) for top, card in self.cards[page]]

    def _paint_numbers(self, p: QPainter, page: int) -> None:
        """Beside each line the numbers of the notes that begin in it."""
        lines: dict[float, list[int]] = {}
        for note in self.notes:
            mark = self.index[note.id]
            if note.number and mark is not None and mark.mark.scope is not Scope.REPORT:
                on, y = self.place_of(note)
                if on == page:
                    lines.setdefault(y, []).append(note.number)
        for y, numbers in lines.items():
            box = QRectF(4, y, LEFT - 12, self._measures.line)
            # Those of one line follow each other: two of them say all.
            words = str(numbers[0]) + (f"–{numbers[-1]}" if len(numbers) > 1 else "")
            draw_text(p, self.look, box, words, 12, align=Qt.AlignmentFlag.AlignRight)

    def _paint_frame(self, p: QPainter, page: int) -> None:
        look, width = self.look, PAGE.width() - LEFT - RIGHT
        is_title = page == 0 and self._lacks_title
        px, colour = (16, look.text) if is_title else (12, look.text3)
        head = QRectF(LEFT, 28, width, 22)
        draw_text(p, look, head, self.content.title, px, colour, bold=is_title)
        p.fillRect(QRectF(LEFT, 54, width, 0.75), look.line2)
        if page == 0:
            draw_text(p, look, QRectF(LEFT, 56, width, 20), self._about, 12, look.text3)
        foot = QRectF(LEFT, PAGE.height() - 48, width, 20)
        words = self._words["page_of"].format(page=page + 1, pages=self.pages)
        draw_text(p, look, foot, words, 12, look.text3, align=Qt.AlignmentFlag.AlignHCenter)

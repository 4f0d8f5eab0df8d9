"""The pages behind the report: notes that found no room beside it, or no passage in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.files.export import Words
from app.ui.printing.notes import Note
from app.ui.printing.sheet import PAGE, RIGHT, WIDER, lay_out, paginate
from app.ui.theme import Look

_LONGEST_QUOTE = 160
"""Of words that stand in the text as well, with the number beside them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes under one heading; `page_of`: where their passages stand, from 1."""

    title: str
    notes: Sequence[Note]
    page_of: dict[UUID, int]


class EndNotes:
    """Notes set as running text, paginated."""

    def __init__(
        self, look: Look, px: int, groups: Sequence[Group], words: Words, *, cites: bool
    ) -> None:
        self._look, self._words, self._cites = look, words, cites
        self.title = groups[0].title
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(look.font(px - 1))
        self.document.setUndoRedoEnabled(False)
        self._cursor = QTextCursor(self.document)
        self._plain = self._form(px - 1)
        self._strong = self._form(px - 1, bold=True)
        self._title = self._form(px + 4, bold=True)
        self._pale = self._form(px - 1)
        self._pale.setForeground(look.text3)
        self._quoted = self._form(px - 1)
        self._quoted.setForeground(look.text2)
        self._blocks: dict[UUID, tuple[int, int]] = {}
        for group in groups:
            self._put_heading(group.title)
            for note in group.notes:
                self._put(note, group.page_of.get(note.id, 0))
        paginate(self.document, RIGHT + WIDER)
        lay_out(self.document)

    @property
    def pages(self) -> int:
        return self.document.pageCount()

    def place_of(self, id_: UUID) -> tuple[int, float, float] | None:
        """Page (from 0), top on it and bottom (of the first page) of a note's entry."""
        blocks = self._blocks.get(id_)
        if blocks is None:
            return None
        layout = self.document.documentLayout()
        first, last = (
            layout.blockBoundingRect(self.document.findBlockByNumber(number)) for number in blocks
        )
        page = int(first.top() // PAGE.height())
        top = first.top() - page * PAGE.height()
        return page, top, min(last.bottom() - page * PAGE.height(), PAGE.height() - 60)

    # --- setting -------------------------------------------------------------------

    def _form(self, px: int, *, bold: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font(px, bold=bold))
        return form

    def _block(self, above: float = 0, left: float = 20) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setBottomMargin(4)
        block.setLeftMargin(left)
        if self.document.isEmpty():
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)

    def _put_heading(self, title: str) -> None:
        self._block(24 if not self.document.isEmpty() else 0, left=0)
        self._cursor.insertText(title, self._title)

    def _put(self, note: Note, page: int) -> None:
        self._block(12, left=0)
        block = self._cursor.blockFormat()
        # Its name does not stand alone at the foot of a page.
        block.setProperty(QTextFormat.Property.BlockNonBreakableLines, True)
        first = self._cursor.blockNumber()
        self._cursor.insertText(f"{note.number} {note.name}", self._strong)
        if page:
            where = self._words["on_page"].format(page=page)
            self._cursor.insertText(f"  {where}", self._pale)
        if note.quote:
            quote = " ".join(note.quote.split("\n")).replace("\t", " ")
            if page and len(quote) > _LONGEST_QUOTE:
                quote = f"{quote[: _LONGEST_QUOTE - 40]}……{quote[-40:]}"
            self._line(f"“{quote}”", self._quoted)
        self._paragraphs(note.said.text)
        self._line(" · ".join((note.who(0), *note.signs)), self._pale)
        for number, reply in enumerate(note.replies, 1):
            self._line(f"↳ {note.who(number)}", self._strong)
            self._paragraphs(reply.text)
        for link in note.links:
            self._line(link, self._plain)
        if self._cites and note.place:
            self._line(note.place, self._pale)
        self._blocks[note.id] = first, self._cursor.blockNumber()

    def _paragraphs(self, text: str) -> None:
        for paragraph in text.split("\n") if text else ():
            self._line(paragraph, self._plain)

    def _line(self, text: str, form: QTextCharFormat) -> None:
        self._block()
        self._cursor.insertText(text, form)

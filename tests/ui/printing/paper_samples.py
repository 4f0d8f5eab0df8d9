"""A fictional report on paper, with notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid5

import pypdfium2

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.ids import NAMESPACE
from app.files.pdf_markup import About, Saying
from app.ui.printing.notes import Note
from app.ui.printing.paper import PrintedReport
from app.ui.printing.sheet import Options
from app.ui.printing.write_pdf import pdf_of
from app.ui.reader.marks import Mark
from app.workspace.labels import LABELS
from ui.reader.showing import DOUBT, TOPIC, content, long_text

TEXT = long_text(8)
WORDS = LABELS["zh"]
MOMENT = datetime(2024, 3, 1, 8, tzinfo=UTC)


def saying(text: str, author: str = "李审阅") -> Saying:
    return Saying(uuid5(NAMESPACE, author + text), author, text, MOMENT, MOMENT)


def note(
    words: str,
    comment: str = "",
    *replies: Saying,
    at: int = 0,
    place: str = "",
    signs: tuple[str, ...] = (),
) -> Note:
    """On a passage of TEXT."""
    start = TEXT.index(words, at)
    span = Span(start, start + len(words))
    mark = Mark(mark_id(f"{start} {comment}"), span, tags=(TOPIC, DOUBT), comment=comment)
    said = saying(comment)
    dates = ("2024-03-01",) * (1 + len(replies))
    return Note(0, mark, "行政复议", words, said, replies, signs, (), place, "行政复议", dates)


def whole(comment: str) -> Note:
    """On the whole report."""
    mark = Mark(mark_id(comment), None, Scope.REPORT, comment=comment)
    return Note(0, mark, "整份报告", "", saying(comment), dates=("2024-03-01",))


def lost(quote: str, comment: str) -> Note:
    """Of a passage that is not in TEXT."""
    mark = Mark(mark_id(comment), None, tags=(TOPIC,), comment=comment, lost_quote=quote)
    dates = ("2024-03-01",)
    return Note(0, mark, "行政复议", quote, saying(comment), signs=("原文找不到",), dates=dates)


def mark_id(words: str) -> UUID:
    return uuid5(NAMESPACE, f"note {words}")


def printed(
    notes: Sequence[Note] = (), options: Options | None = None, text: str = TEXT
) -> PrintedReport:
    return PrintedReport(content(text), notes, options or Options(), WORDS, "云岭区 · 2023")


def pdf(notes: Sequence[Note] = (), options: Options | None = None, text: str = TEXT) -> bytes:
    return pdf_of(printed(notes, options, text), About("题", "云岭区", MOMENT))


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(BytesIO(data))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def without_blanks(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "")


def said_in(data: bytes) -> str:
    """Everything that can be found in a file, without blanks."""
    return without_blanks("\n".join(page_texts(data)))

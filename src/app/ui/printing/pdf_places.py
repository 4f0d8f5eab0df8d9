"""Where on the pages of a PDF comments, headings and jumps lie, in points."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid5

from PySide6.QtCore import QRectF

from app.domain.ids import NAMESPACE
from app.domain.report import SectionKind
from app.files.export import FILLS, UNTAGGED
from app.files.pdf_markup import Bookmark, Box, Comment, Saying
from app.ui.printing.notes import Note
from app.ui.printing.paper import PrintedReport
from app.ui.printing.sheet import DOTS, LEFT, NOTES, PAGE, PAPERS, RIGHT, TOP

_LINE = 20.0


class PdfPlaces:
    """One printed report among the pages of a file.

    Args:
        first: the page of the file on which the report begins, from 0.
    """

    def __init__(self, printed: PrintedReport, first: int) -> None:
        self._printed, self._first = printed, first
        self._scale = 72 / DOTS * PAPERS[printed.options.paper].zoom

    # --- comments ------------------------------------------------------------------

    def comments(self) -> Iterator[Comment]:
        """Every annotation; a passage over several pages is marked on each of them."""
        for note in self._printed.notes:
            on_pages = self._bands(note)
            said = Saying(note.id, note.said.author, _words_of(note), note.said.made,
                          note.said.edited)  # fmt: skip
            page, box = self._stand(note)
            if on_pages:
                page = min(on_pages)
            first = Comment(
                page=self._first + page,
                boxes=tuple(self._box(rect) for rect in on_pages.pop(page, ())),
                place=self._box(box),
                said=said,
                replies=note.replies,
                colour=_colour(note),
                subject=note.paths or note.name,
                resolved=note.mark.resolved,
            )
            yield first
            for further, rects in sorted(on_pages.items()):
                id_ = uuid5(NAMESPACE, f"pdf-page:{note.id}:{further - page}")
                yield Comment(
                    page=self._first + further,
                    boxes=tuple(self._box(rect) for rect in rects),
                    place=first.place,
                    said=Saying(id_, said.author, f"← {note.number or ''}".rstrip(), said.made,
                                said.edited),
                    replies=(),
                    colour=first.colour,
                    subject=first.subject,
                    resolved=False,
                )  # fmt: skip

    def _bands(self, note: Note) -> dict[int, list[QRectF]]:
        """The rectangles of a passage by page of the report."""
        found: dict[int, list[QRectF]] = {}
        mark = self._printed.index[note.id]
        if mark is not None and mark.length:
            for rect in self._printed.places.rects(mark.start, mark.end):
                page = int(rect.center().y() // PAGE.height())
                found.setdefault(page, []).append(rect.translated(0, -page * PAGE.height()))
        return found

    def _stand(self, note: Note) -> tuple[int, QRectF]:
        """Page and place of what was said: its card, its entry at the end, or the top."""
        printed = self._printed
        if (place := self._entry(note)) is not None:
            return place
        for rect, card in printed.cards_of(0):
            if card.note.id == note.id:
                return 0, QRectF(rect.x(), rect.y(), _LINE, _LINE)
        return 0, QRectF(PAGE.width() - RIGHT - _LINE, TOP, _LINE, _LINE)

    def _entry(self, note: Note) -> tuple[int, QRectF] | None:
        end = self._printed.end
        place = end.place_of(note.id) if end is not None else None
        if place is None:
            return None
        page, top, _ = place
        width = PAGE.width() - LEFT - RIGHT
        return self._printed.text_pages + page, QRectF(LEFT, top, width, _LINE)

    # --- jumps ---------------------------------------------------------------------

    def jumps(self) -> Iterator[tuple[int, Box, int, float]]:
        """From what stands in the margin for a note to its entry at the end, and back."""
        printed = self._printed
        for note in printed.notes:
            entry = self._entry(note)
            if entry is None or printed.index[note.id] is None:
                continue
            end, place = entry
            page, y = printed.place_of(note)
            yield self._first + end, self._box(place), self._first + page, self._points(y)
            for rect, card in printed.cards_of(page):
                if card.note.id == note.id:
                    box = QRectF(rect.x(), rect.y(), NOTES, rect.height())
                    top = self._points(place.top())
                    yield self._first + page, self._box(box), self._first + end, top

    # --- headings --------------------------------------------------------------------

    def bookmarks(self, below: int = 0) -> Iterator[Bookmark]:
        """The headings that are shown; `below`: levels above the first."""
        printed = self._printed
        if below:
            yield Bookmark(below, printed.content.report.title, self._first, self._points(TOP))
        for section in printed.content.sections:
            at = section.span.start
            if section.kind is SectionKind.ITEM or not printed.display.shows(at):
                continue
            y = printed.places.y_of(printed.display.to_display(at))
            page = min(printed.text_pages - 1, int(y // PAGE.height()))
            title = " ".join(f"{section.label}{section.heading}".split())
            top = self._points(y - page * PAGE.height())
            yield Bookmark(below + section.level, title, self._first + page, top)
        if printed.end is not None:
            yield Bookmark(
                below + 1, printed.end.title, self._first + printed.text_pages, self._points(TOP)
            )

    def _points(self, pixels: float) -> float:
        return pixels * self._scale

    def _box(self, rect: QRectF) -> Box:
        scale = self._scale
        return Box(
            rect.left() * scale, rect.top() * scale, rect.right() * scale, rect.bottom() * scale
        )


def _words_of(note: Note) -> str:
    """What a reader of comments shows of an annotation, without its replies."""
    words = [f"【{note.name}】" if note.paths or note.number else ""]
    words += [note.said.text, *note.signs]
    if note.mark.lost_quote:
        words.append(f"“{note.mark.lost_quote}”")
    words += [*note.links, note.place]
    return "\n".join(part for part in words if part)


def _colour(note: Note) -> str:
    colour = note.mark.colour if note.mark.tags else UNTAGGED
    return FILLS.get(colour, FILLS[UNTAGGED])[0]

"""The sheet of paper: its measures in pixels of 1/96 inch, and a document broken into such pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)

from app.ui.theme import Look

PAGE = QSizeF(794, 1123)
"""A4 at 96 dots per inch; a larger sheet shows the same, larger."""

DOTS = 96
TOP, BOTTOM, LEFT, RIGHT = 84.0, 70.0, 68.0, 40.0
NOTES, BETWEEN = 206.0, 14.0
WIDER = 28.0
"""More at the right where there are no notes, so that the text stands in the middle."""

SIZES = {"medium": 14, "small": 13, "large": 16}
"""Em of the body in pixels: 五号, 小五, 小四."""


class Notes(StrEnum):
    """Where what was said stands."""

    MARGIN = "margin"
    END = "end"
    NONE = "none"  # neither notes nor marks: the report alone


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper; `zoom`: how much larger than A4 everything is."""

    size: QPageSize.PageSizeId
    zoom: float


PAPERS = {
    "a4": Paper(QPageSize.PageSizeId.A4, 1.0),
    "a3": Paper(QPageSize.PageSizeId.A3, 2**0.5),
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is printed.

    Attributes:
        size: a key of SIZES; `paper` one of PAPERS.
        names_tags: marks without words say their tag too.
        cites: a note with words says its citation, in the margin where that sends none away.
    """

    notes: Notes = Notes.MARGIN
    size: str = "medium"
    names_tags: bool = True
    paper: str = "a4"
    cites: bool = True


def paginate(document: QTextDocument, right: float) -> None:
    """Break a document into pages with our margins."""
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(TOP)
    frame.setBottomMargin(BOTTOM)
    frame.setLeftMargin(LEFT)
    frame.setRightMargin(right)
    document.rootFrame().setFrameFormat(frame)
    document.setPageSize(PAGE)


def lay_out(document: QTextDocument) -> None:
    """Find the place of every line, block by block: other threads have their turn between."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        layout.blockBoundingRect(block)
        block = block.next()


def draw(p: QPainter, document: QTextDocument, page: int, look: Look) -> None:
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

"""The format `pdf`: painted pages with comments, bookmarks and text that can be searched.

May run in any thread: it touches no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from traceback import clear_frames
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app.domain.errors import Invalid
from app.files.export import Export, ReportPage, Tell, Words, level_word
from app.files.pdf_markup import About, Bookmark, Box, Comment, Markup
from app.files.pdf_objects import Pdf
from app.ui.printing.noting import notes_of
from app.ui.printing.paper import PrintedReport
from app.ui.printing.pdf_places import PdfPlaces
from app.ui.printing.pdf_text import Samples, draw_samples, name_glyphs
from app.ui.printing.sheet import DOTS, PAPERS, Notes, Options
from app.ui.reader.content import PaneContent
from app.ui.theme import Look

_FINE = 12
"""Units of the file per pixel of the layout."""

Step = Callable[[int, int], None]
"""Pages painted, pages in all; what it raises stops the painting."""


def write_pdf(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Every report of the export, one after the other.

    Raises:
        Invalid: `no_chinese_font`.
    """
    # Qt's layouts start timers, which need this in a thread that Qt did not start.
    loop = QEventLoop()
    try:
        _write(export, out, words, tell)
    except BaseException as problem:
        # What is reported goes to the window's thread; the documents must end in this one.
        clear_frames(problem.__traceback__)
        raise
    finally:
        del loop


def _write(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    look = Look("light")
    if not look.has_chinese_font:
        raise Invalid("no_chinese_font")
    options = options_of(export.options)
    total = len(export.pages)
    with closing(Painting(options, look)) as painting:
        for done, page in enumerate(export.pages):
            printed = printed_of(export, page, options, words, look)
            title = page.report.title

            def step(painted: int, pages: int, done: int = done, title: str = title) -> None:
                if total == 1:
                    tell(painted, pages, title)
                else:  # counted in reports, but a long one can be stopped
                    tell(done + (painted == pages), total, title)

            painting.add(printed, step, is_one_of_many=total > 1)
        painting.write(out, about(export))


def options_of(chosen: Mapping[str, str]) -> Options:
    """The options of a layout, from those of the format."""
    usual = Options()
    return Options(
        Notes(chosen.get("notes", usual.notes)),
        chosen.get("letters", usual.size),
        chosen.get("tag_names", "yes") == "yes",
        chosen.get("paper", usual.paper),
        chosen.get("citations", "yes") == "yes",
    )


def chosen_of(options: Options) -> dict[str, str]:
    """The options of the format, from those of a layout."""
    return {
        "notes": options.notes.value,
        "letters": options.size,
        "tag_names": "yes" if options.names_tags else "no",
        "paper": options.paper,
        "citations": "yes" if options.cites else "no",
    }


def printed_of(
    export: Export, page: ReportPage, options: Options, words: Words, look: Look
) -> PrintedReport:
    """One report of an export, laid out."""
    return PrintedReport(
        PaneContent(
            page.report, page.text, page.sections, page.furniture, page.body, page.report.title
        ),
        notes_of(export, page.rows, words),
        options,
        words,
        facts(page, words),
        look,
    )


def facts(page: ReportPage, words: Words) -> str:
    """Unit, year, region, level, and how many annotations there are."""
    meta = page.report.metadata
    said = (
        meta.organisation.value,
        page.report.year,
        meta.region.value,
        level_word(page.report, words),
        f"{words['annotations']} {len(page.rows)}" if page.rows else "",
    )
    return " · ".join(part for part in said if part)


def about(export: Export) -> About:
    """What the file is: of one report its title and unit, of several the library's name."""
    reports = [page.report for page in export.pages[:2]]
    if len(reports) == 1:
        author = reports[0].metadata.organisation.value or ""
        return About(reports[0].title, author, export.newest, reports[0].year or "")
    return About(export.library_name, "", export.newest)


@dataclass(slots=True)
class _Found:
    """What the pages painted so far say beside their ink."""

    comments: list[Comment]
    jumps: list[tuple[int, Box, int, float]]
    bookmarks: list[Bookmark]


class Painting:
    """Pages painted one report after the other, then finished as a file."""

    def __init__(self, options: Options, look: Look) -> None:
        self._look = look
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        paper = PAPERS[options.paper]
        self._writer.setPageSize(QPageSize(paper.size))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setResolution(DOTS * _FINE)
        painter = QPainter(self._writer)
        painter.scale(_FINE * paper.zoom, _FINE * paper.zoom)
        self._painter: QPainter | None = painter
        self._pages = 0
        self._found = _Found([], [], [])
        self._samples = Samples()

    def add(self, printed: PrintedReport, step: Step, *, is_one_of_many: bool = False) -> None:
        """Paint the pages of one report."""
        assert self._painter is not None
        places = PdfPlaces(printed, self._pages)
        found = self._found
        found.comments += places.comments()
        found.jumps += places.jumps()
        found.bookmarks += places.bookmarks(int(is_one_of_many))
        self._samples.add(printed.samples())
        for page in range(printed.pages):
            if self._pages:
                self._writer.newPage()
            printed.paint_page(self._painter, page)
            self._pages += 1
            step(page + 1, printed.pages)

    def close(self) -> None:
        """Stop painting; a painter must end before what it paints on.

        It is let go rather than told to end: embedding the fonts takes a tenth of a second
        and more, and only when it destroys something does the binding (PySide6 6.9.3) let
        the window's thread go on meanwhile.
        """
        self._painter = None

    def write(self, out: BinaryIO, about: About) -> None:
        """Finish the file."""
        samples = self._samples.all
        self._writer.newPage()
        assert self._painter is not None
        draw_samples(self._painter, samples)
        self.close()
        pdf = Pdf(bytes(self._buffer.data().data()))
        self._buffer.close()
        self._buffer.setData(QByteArray())  # it is not needed twice
        name_glyphs(pdf, samples)
        markup = Markup(pdf)
        for comment in self._found.comments:
            markup.comment(comment)
        for jump in self._found.jumps:
            markup.jump(*jump)
        markup.bookmarks(self._found.bookmarks)
        markup.lay_down()
        pdf.write(out, markup.describe(about))


def _silent(painted: int, pages: int) -> None:
    del painted, pages


def pdf_of(printed: PrintedReport, about: About) -> bytes:
    """The file of one report that is laid out already."""
    out = BytesIO()
    with closing(Painting(printed.options, printed.look)) as painting:
        painting.add(printed, _silent)
        painting.write(out, about)
    return out.getvalue()

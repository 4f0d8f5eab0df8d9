"""What is on paper: all of the text, every note once, in a file that can be searched."""

from __future__ import annotations

from uuid import uuid4

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.text.fold import RADICALS
from app.ui.printing.flow import pdf_bytes
from app.ui.printing.notes import GAP, Card, Note, Said, fitting, placed, wrapped
from app.ui.printing.paper import NOTES, PAGE, Notes, Options, PrintedReport
from app.ui.reader.marks import Mark
from app.ui.theme import Look
from ui.reader.showing import DOUBT, TOPIC, content, long_text

TEXT = long_text(8)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look("light")


def note(number: int, words: str, *said: str, at: int = 0) -> Note:
    start = TEXT.index(words, at)
    mark = Mark(uuid4(), Span(start, start + len(words)), tags=(TOPIC, DOUBT))
    return Note(number, mark, "行政复议", words, tuple(Said("李审阅", one) for one in said))


def whole_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(pages)


def without_blanks(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "")


@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(1, 12)), max_size=40))
def test_cards_of_a_page_never_overlap_nor_leave_it(wishes: list[tuple[float, int]]) -> None:
    mark = Mark(uuid4(), None, Scope.REPORT)
    cards = [
        (y, Card(Note(1, mark, "甲", "", (Said("乙", "丙"),)), (("行", False),) * lines))
        for y, lines in sorted(wishes)
    ]
    kept, left = fitting(cards, 1000.0)
    assert len(kept) + len(left) == len(cards)
    tops = placed(kept, 0.0, 1000.0)
    free = 0.0
    for top, (_, card) in zip(tops, kept, strict=True):
        assert top >= free - 1e-6
        free = top + card.height + GAP
    assert free - GAP <= 1000.0 + 1e-6


def test_marks_without_words_give_way_to_comments() -> None:
    mark = Mark(uuid4(), None, Scope.REPORT)
    silent = Card(Note(0, mark, "甲", "", ()), ())
    loud = Card(Note(1, mark, "甲", "", (Said("乙", "丙"),)), (("行", False),))
    kept, left = fitting([(0.0, loud), (1.0, silent), (2.0, loud)], 2 * loud.height + GAP)
    assert [card for _, card in kept] == [loud, loud]
    assert left == [silent]


def test_a_thread_names_who_said_what(look: Look) -> None:
    mark = Mark(uuid4(), None, Scope.REPORT)
    thread = Note(1, mark, "甲", "", (Said("李", "数据存疑"), Said("王", "已核实\n无误")))
    assert wrapped(look, thread, NOTES).lines == (
        ("李", True),
        ("数据存疑", False),
        ("王", True),
        ("已核实", False),
        ("无误", False),
    )


@pytest.mark.parametrize("notes", Notes)
@pytest.mark.parametrize("size", ["small", "large"])
def test_the_pdf_says_all_that_the_report_says(qapp: QApplication, notes: Notes, size: str) -> None:
    shows = content(TEXT)
    found = [note(1, "依法行政。𠮷祥街道", "请核对来源")]
    said = without_blanks(
        whole_text(pdf_bytes(PrintedReport(shows, found, Options(notes, size)), "题"))
    )
    for paragraph in shows.display(show_furniture=False).paragraphs[1:8]:
        words = without_blanks(paragraph.span.of(TEXT))
        assert words[:12] in said
        assert words[-8:] in said
    assert not set(said).intersection(RADICALS)
    assert ("请核对来源" in said) == (notes is not Notes.NONE)
    assert "首页>政务公开" not in said  # page furniture is not printed


def test_every_note_is_printed_once_wherever_it_finds_room(qapp: QApplication) -> None:
    at = TEXT.index("（一）")
    found = [note(k + 1, "全年受理", f"第{k}号意见。" + "很长的话" * 40, at=at) for k in range(30)]
    printed = PrintedReport(content(TEXT), found, Options())
    said = without_blanks(whole_text(pdf_bytes(printed, "题")))
    for k in range(30):
        assert said.count(f"第{k}号意见") == 1, k
    assert "页边放不下的批注" in said


def test_a_note_on_the_whole_report_stands_on_the_first_page(qapp: QApplication) -> None:
    mark = Mark(uuid4(), None, Scope.REPORT, comment="总评")
    whole = Note(1, mark, "整份报告", "", (Said("李审阅", "总评写在这里"),))
    pdf = pdf_bytes(PrintedReport(content(TEXT), [whole], Options()), "题")
    document = pypdfium2.PdfDocument(pdf)
    assert "总评写在这里" in without_blanks(document[0].get_textpage().get_text_bounded())
    document.close()


def test_no_heading_stands_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    for parts in range(6, 14):
        text = long_text(parts, filler=2)
        shows = content(text)
        pdf = pdf_bytes(PrintedReport(shows, (), Options(Notes.NONE)), "题")
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            lines = page.get_textpage().get_text_bounded().split()
            assert "、推进第" not in lines[-2], (parts, lines[-3:])  # the last line is the number
        document.close()


def test_the_preview_is_drawn_with_marks_and_without(qapp: QApplication) -> None:
    found = [note(1, "依法行政", "意见")]

    def page(options: Options) -> QImage:
        image = QImage(PAGE.toSize(), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        p = QPainter(image)
        PrintedReport(content(TEXT), found, options).paint_page(p, 0)
        p.end()
        return image

    marked, bare = page(Options()), page(Options(Notes.NONE))
    fill = Look("light").tag(TOPIC.colour).fill.rgb()

    def has(image: QImage, colour: int) -> bool:
        return any(
            image.pixel(x, y) == colour
            for y in range(0, image.height(), 2)
            for x in range(0, image.width(), 3)
        )

    assert has(marked, fill)
    assert not has(bare, fill)

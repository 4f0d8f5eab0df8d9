"""What is on paper: all of the text, every note once, in a file that can be searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.annotation import Scope
from app.text.fold import RADICALS
from app.ui.printing.notes import GAP, Card, Ink, Note, fitting, placed, wrapped
from app.ui.printing.sheet import NOTES, PAGE, Notes, Options
from app.ui.reader.marks import Mark
from app.ui.theme import Look
from ui.printing.paper_samples import (
    TEXT,
    lost,
    mark_id,
    note,
    page_texts,
    pdf,
    printed,
    said_in,
    saying,
    whole,
    without_blanks,
)
from ui.reader.showing import TOPIC, content, long_text


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look("light")


def card(number: int, lines: int) -> Card:
    mark = Mark(mark_id(str(number)), None, Scope.REPORT)
    inks = ((("行", Ink.NAME),) + (("行", Ink.TEXT),) * lines) if lines else (("行", Ink.NAME),)
    return Card(Note(number, mark, "甲", "", saying("丙")), inks)


@given(st.lists(st.tuples(st.floats(0, 1000), st.integers(0, 60)), max_size=60))
def test_cards_of_a_page_never_overlap_nor_leave_it(wishes: list[tuple[float, int]]) -> None:
    cards = [(y, card(k, lines), card(k, 0)) for k, (y, lines) in enumerate(sorted(wishes))]
    kept, left = fitting(cards, 1000.0)
    shown = [one.note.number for _, one in kept if len(one.lines) > 1]
    told = sorted([*shown, *(one.number for one in left)])
    assert [k for k, (_, one, _) in enumerate(cards) if len(one.lines) > 1 or k in told] == told
    tops = placed(kept, 0.0, 1000.0)
    free = 0.0
    for top, (_, one) in zip(tops, kept, strict=True):
        assert top >= free - 1e-6
        free = top + one.height + GAP
    assert free - GAP <= 1000.0 + 1e-6


def test_the_longest_comment_goes_to_the_end_and_leaves_its_number(look: Look) -> None:
    cards = [(0.0, card(1, 3), card(1, 0)), (1.0, card(2, 30), card(2, 0))]
    kept, left = fitting(cards, cards[0][1].height + cards[1][2].height + GAP)
    assert [len(one.lines) for _, one in kept] == [4, 1]
    assert [one.number for one in left] == [2]


def test_a_card_says_number_tags_comment_author_date_thread_and_place(look: Look) -> None:
    answer = saying("已核实\n无误", "王评估")
    thread = note(
        "全年受理", "数据存疑", answer, place="云岭区·2023年度·第2段", signs=("✓ 已解决",)
    )
    [name, *lines] = wrapped(look, thread, NOTES).lines
    assert name == ("行政复议", Ink.NAME)
    assert lines == [
        ("数据存疑", Ink.TEXT),
        ("李审阅 2024-03-01 · ✓ 已解决", Ink.PALE),
        ("↳ 王评估 2024-03-01", Ink.WHO),
        ("已核实", Ink.TEXT),
        ("无误", Ink.TEXT),
        ("云岭区·2023年度·第2段", Ink.PALE),
    ]


def test_a_name_too_long_for_its_card_is_wrapped_and_not_cut(look: Look) -> None:
    long = "".join(f"第{k}个标签、" for k in range(20))
    mark = Mark(mark_id("long"), None, Scope.REPORT, tags=(TOPIC,) * 20)
    lines = wrapped(look, Note(12, mark, long, "", saying("")), NOTES).lines
    assert "".join(line for line, _ in lines) == f"12 {long}"


@pytest.mark.parametrize("notes", Notes)
@pytest.mark.parametrize("size", ["small", "large"])
def test_the_pdf_says_all_that_the_report_says(qapp: QApplication, notes: Notes, size: str) -> None:
    found = [note("依法行政。𠮷祥街道", "请核对来源A1𠮷")]
    said = said_in(pdf(found, Options(notes, size)))
    for paragraph in content(TEXT).display(show_furniture=False).paragraphs:
        words = without_blanks(paragraph.span.of(TEXT)).replace("😀", "")
        assert words[:12] in said
        assert words[-8:] in said
    assert not set(said).intersection(RADICALS)
    assert ("请核对来源A1𠮷" in said) == (notes is not Notes.NONE)
    assert "首页>政务公开" not in said  # page furniture is not printed


def test_every_note_is_printed_once_wherever_it_finds_room(qapp: QApplication) -> None:
    at = TEXT.index("（一）")
    found = [note("全年受理", f"第{k}号意见。" + "很长的话" * 40, at=at) for k in range(30)]
    said = said_in(pdf(found))
    for k in range(30):
        assert said.count(f"第{k}号意见") == 1, k
    assert "页边放不下的批注" in said
    assert "见文末" in said


def test_a_comment_longer_than_a_page_is_printed_whole(qapp: QApplication) -> None:
    words = "".join(chr(0x4E00 + k) for k in range(3000))
    data = pdf([note("全年受理", words)])
    said = without_blanks("".join(_without_frame(page) for page in page_texts(data)))
    assert all(words[k : k + 20] in said for k in range(0, 3000, 500))


def _without_frame(page: str) -> str:
    return "".join(
        line for line in page.splitlines() if "第 " not in line and line != "云岭区 2023"
    )


def test_a_passage_that_is_not_in_the_text_is_listed_at_the_end_with_its_words(
    qapp: QApplication,
) -> None:
    data = pdf([note("全年受理", "在正文里"), lost("找不到的原文" * 60, "没有位置")])
    last = without_blanks(page_texts(data)[-1])
    assert "正文中没有位置的批注" in last
    assert "“" + "找不到的原文" * 60 + "”" in last
    assert "没有位置李审阅2024-03-01·原文找不到" in last
    assert "2行政复议“" in last  # numbered behind those in the text


def test_citations_give_way_before_comments_do(qapp: QApplication) -> None:
    def cards(count: int) -> list[Card]:
        at = TEXT.index("（一）")
        found = [note("全年受理", f"意见{k}", at=at, place="云岭区·第2段") for k in range(count)]
        return [card for _, card in printed(found).cards_of(0)]

    assert all(("云岭区·第2段", Ink.PALE) in card.lines for card in cards(3))
    many = cards(14)
    assert len(many) == 14
    assert not any(card.is_stub or ("云岭区·第2段", Ink.PALE) in card.lines for card in many)


def test_a_note_on_the_whole_report_stands_on_the_first_page(qapp: QApplication) -> None:
    assert "总评写在这里" in without_blanks(page_texts(pdf([whole("总评写在这里")]))[0])


def test_no_heading_stands_alone_at_the_foot_of_a_page(qapp: QApplication) -> None:
    for parts in range(6, 14):
        for page in page_texts(pdf((), Options(Notes.NONE), long_text(parts, filler=2))):
            lines = [line for line in page.split() if not line.startswith(("第", "共"))]
            assert "、推进第" not in lines[-1], (parts, lines[-3:])


def test_the_preview_is_drawn_with_marks_and_without(qapp: QApplication) -> None:
    found = [note("依法行政", "意见")]

    def page(options: Options) -> QImage:
        image = QImage(PAGE.toSize(), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        p = QPainter(image)
        printed(found, options).paint_page(p, 0)
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

"""Tables of a report are shown as tables, and every place in them stays its own."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor, QTextDocument

from app.domain.anchor import Span
from app.ui.reader.document import DisplayMap, Role, paragraphs_of
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane
from app.ui.reader.typesetting import Measures, typeset
from app.ui.theme import Look
from ui.reader.showing import TOPIC, content

TABLE = (
    "2023年，𠮷祥街道开展检查。\n"
    "指标\t2022年度\t2023年度\t说明\n"
    "行政复议案件（件）\t70\t63\t-10%\n"
    "\t其中：经调解结案的\t21\t\n"
    "合计\t91\n"
    "全年情况如上。"
)
Opener = Callable[..., Pane]


def span_of(words: str, text: str = TABLE) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def cells(text: str) -> list[tuple[str, int, int, int]]:
    shown = paragraphs_of(text, (), (), "")
    return [
        (p.span.of(text), p.cell.row, p.cell.column, p.cell.across)
        for p in shown
        if p.cell is not None
    ]


def test_rows_with_tabs_become_cells() -> None:
    found = cells(TABLE)
    assert found[:4] == [
        ("指标", 0, 0, 1),
        ("2022年度", 0, 1, 1),
        ("2023年度", 0, 2, 1),
        ("说明", 0, 3, 1),
    ]
    assert found[8:12] == [
        ("", 2, 0, 1),
        ("其中：经调解结案的", 2, 1, 1),
        ("21", 2, 2, 1),
        ("", 2, 3, 1),
    ]
    assert found[12:] == [("合计", 3, 0, 1), ("91", 3, 1, 3)]


def test_a_numbered_list_is_no_table() -> None:
    text = f"1.\t{'加强领导' * 15}。\n2.\t{'压实责任' * 15}。"
    assert cells(text) == []
    assert [p.role for p in paragraphs_of(text, (), (), "")] == [Role.BODY, Role.BODY]


def test_one_line_with_one_tab_is_no_table() -> None:
    assert cells("单位：\t云岭区司法局\n正文。") == []


def test_the_first_row_is_a_head_only_where_it_has_no_figures() -> None:
    heads = [p.cell.is_head for p in paragraphs_of(TABLE, (), (), "") if p.cell]
    assert heads == [True] * 4 + [False] * 10
    assert not any(p.cell.is_head for p in paragraphs_of("甲\t1\n乙\t2\n", (), (), "") if p.cell)


def test_the_page_sets_cells_of_a_row_side_by_side(open_pane: Opener) -> None:
    view = open_pane(content(TABLE)).view
    places = view.places
    numbers = {view.display.block_of(span_of(w).start): w for w in ("行政复议", "70", "-10%")}
    tops = {places.tops()[n] for n in numbers}
    lefts = [places.left(n) for n in sorted(numbers)]
    assert len(tops) == 1
    assert lefts == sorted(set(lefts))


@pytest.mark.parametrize(
    "words", ["复议案件", "70", "63\t-10", "其中：经调解结案的\t21", "合计\t91"]
)
def test_a_mark_in_a_table_is_painted_where_its_words_are(open_pane: Opener, words: str) -> None:
    pane = open_pane(content(TABLE))
    mark = Mark(uuid4(), span_of(words), tags=(TOPIC,))
    pane.set_annotations([mark])
    view = pane.view
    shown = view.display.display_range(span_of(words))
    assert shown is not None
    rects = view.places.rects(*shown)
    assert rects
    for rect in rects:
        found = view.places.marks_at(rect.center())
        assert [p.mark.id for p in found] == [mark.id]
    cursor = QTextCursor(view.document())
    cursor.setPosition(shown[0])
    caret = view.cursorRect(cursor)
    first = rects[0].translated(0, -view.bar.value())
    assert abs(first.left() - caret.center().x()) <= 2
    assert first.top() <= caret.center().y() <= first.bottom()


def test_a_press_in_a_cell_means_the_character_under_it(open_pane: Opener) -> None:
    view = open_pane(content(TABLE)).view
    for words in ("案件", "63", "说明"):
        shown = view.display.display_range(span_of(words))
        assert shown is not None
        (rect,) = view.places.rects(*shown)
        point = QPointF(rect.left() + 4, rect.center().y() - view.bar.value())
        assert view.place_at(point) == span_of(words).start


def test_the_reading_line_in_a_row_is_that_of_its_first_cell(open_pane: Opener) -> None:
    view = open_pane(content(TABLE), height=200).view
    number = view.display.block_of(span_of("21").start)
    place, _ = view.line_at(view.places.tops()[number] + 2)
    assert view.display.block_of(place) < number
    assert view.places.tops()[view.display.block_of(place)] == view.places.tops()[number]


def test_selected_cells_are_the_passage_from_the_first_to_the_last(open_pane: Opener) -> None:
    view = open_pane(content(TABLE)).view
    wished = Span(span_of("行政复议").start, span_of("-10%").end)
    view.select(wished)
    assert view.selection() == wished
    view.select(Span(span_of("复议").start, span_of("6").end))
    assert view.selection() == Span(span_of("行政复议").start, span_of("63").end)  # whole cells


def test_a_part_of_one_cell_can_be_selected(open_pane: Opener) -> None:
    view = open_pane(content(TABLE)).view
    view.select(span_of("复议案件"))
    assert view.selection() == span_of("复议案件")


def test_a_selection_may_reach_from_the_text_into_a_table(open_pane: Opener) -> None:
    view = open_pane(content(TABLE)).view
    view.select(Span(span_of("开展").start, span_of("复议").end))
    found = view.selection()
    assert found is not None
    assert found.start == span_of("开展").start
    assert found.contains(Span(span_of("开展").start, span_of("复议").end))


CELL = st.text("法治𠮷😀1２%　 a", max_size=6)
LINE = st.lists(CELL, min_size=1, max_size=5).map("\t".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(LINE, max_size=8), st.data())
def test_whatever_the_tables_the_document_holds_the_shown_text(
    look: Look, lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join(lines)
    display = DisplayMap(text, paragraphs_of(text, (), (), ""))
    document = QTextDocument()
    typeset(document, display, look, Measures.at(100, look))
    assert document.characterCount() - 1 == display.length
    block = document.begin()
    for paragraph, start in zip(display.paragraphs, display.block_starts, strict=True):
        assert (block.position(), block.text()) == (start, paragraph.span.of(text))
        block = block.next()
    bounds = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    shown = display.display_range(Span(*bounds))
    if shown is not None:
        span = display.text_span(*shown)
        assert span is not None
        assert Span(*bounds).contains(span)


@pytest.mark.parametrize("words", ["云岭区人民政府", "2024年2月10日"])
def test_a_mark_on_the_signature_at_the_right_lies_under_its_words(
    open_pane: Opener, words: str
) -> None:
    view = open_pane().view
    at = view.display.text.rindex(words)
    shown = view.display.display_range(Span(at, at + len(words)))
    assert shown is not None
    (rect,) = view.places.rects(*shown)
    ends = []
    for unit in shown:
        cursor = QTextCursor(view.document())
        cursor.setPosition(unit)
        ends.append(view.cursorRect(cursor).center().x())
    assert abs(rect.left() - ends[0]) <= 2
    assert abs(rect.right() - ends[1]) <= 2

"""What is shown of a text, and where it lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.ui.reader.document import DisplayMap, Role, paragraphs_of
from ui.reader.showing import content, long_text, outline

TEXT = "导航 > 首页\n\n　　𠮷野家😀报告：国务院\n \xa0\n表头\t数量\n　　第二段。\n版权所有"
FURNITURE = (Span(0, 8), Span(TEXT.index("版权"), len(TEXT)))


def small(*, show_furniture: bool = False) -> DisplayMap:
    shown = paragraphs_of(TEXT, (), FURNITURE, "", show_furniture=show_furniture)
    return DisplayMap(TEXT, shown)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_furniture_empty_lines_and_indentation_are_not_shown() -> None:
    assert small().shown_text == "𠮷野家😀报告：国务院\n表头\t数量\n第二段。"


def test_furniture_can_be_shown() -> None:
    display = small(show_furniture=True)
    assert display.shown_text.startswith("导航 > 首页\n𠮷")
    assert display.paragraphs[0].role is Role.FURNITURE


def test_the_document_is_as_long_as_its_utf16() -> None:
    display = small()
    assert display.length == utf16(display.shown_text)


@pytest.mark.parametrize("words", ["国务院", "𠮷", "😀报", "报告：国务院", "第二段"])
def test_a_passage_after_rare_characters_is_found_again(words: str) -> None:
    display = small()
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    shown = display.display_range(span)
    assert shown is not None
    units = display.shown_text.encode("utf-16-le")[2 * shown[0] : 2 * shown[1]]
    assert units.decode("utf-16-le") == words
    assert display.text_span(*shown) == span


def test_a_passage_in_hidden_furniture_is_not_shown() -> None:
    assert small().display_range(Span(0, 4)) is None
    assert small().display_range(Span(TEXT.index("版权"), len(TEXT))) is None


def test_a_passage_that_begins_in_hidden_text_is_shown_from_where_it_is_seen() -> None:
    display = small()
    shown = display.display_range(Span(2, TEXT.index("野家")))
    assert shown == (0, 2)


def test_a_selection_over_a_paragraph_end_has_no_line_break_at_its_ends() -> None:
    display = small()
    first_end = display.block_starts[1] - 1
    span = display.text_span(first_end, first_end + 3)
    assert span is not None
    assert span.of(TEXT) == "表头"
    assert display.text_span(first_end, first_end + 1) is None


def test_roles_follow_outline_title_and_signature() -> None:
    text = long_text(2)
    one = content(text)
    shown = paragraphs_of(text, outline(text), one.furniture, one.report.title)
    roles = [p.role for p in shown]
    assert roles[0] is Role.TITLE
    assert roles[-2:] == [Role.SIGNATURE, Role.SIGNATURE]
    headings = [p for p in shown if p.role is Role.HEADING]
    assert [h.span.of(text) for h in headings] == ["一、推进第1项工作", "二、推进第2项工作"]
    run_in = [p for p in shown if p.role is Role.BODY and p.heading_end > p.span.start]
    assert run_in[0].span.of(text).startswith("（一）健全机制第1。")


PIECE = st.text(alphabet="国务𠮷😀a，\t 　\n", max_size=60)


@given(PIECE, st.data())
def test_every_shown_place_comes_back_to_itself(text: str, data: st.DataObject) -> None:
    display = DisplayMap(text, paragraphs_of(text, (), (), ""))
    assert display.length == utf16(display.shown_text)
    for paragraph in display.paragraphs:
        for place in range(paragraph.span.start, paragraph.span.end + 1):
            assert display.to_text(display.to_display(place)) == place
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    shown = display.display_range(Span(a, b))
    if shown is not None:
        span = display.text_span(*shown)
        assert span is not None
        assert a <= span.start < span.end <= b


@given(PIECE, st.data())
def test_a_selection_is_always_a_span_of_the_text(text: str, data: st.DataObject) -> None:
    display = DisplayMap(text, paragraphs_of(text, (), (), ""))
    a = data.draw(st.integers(0, display.length))
    b = data.draw(st.integers(a, display.length))
    span = display.text_span(a, b)
    assert span is None or 0 <= span.start < span.end <= len(text)


def test_the_unit_that_signs_a_covering_letter_is_no_title() -> None:
    title = "云岭新区管理委员会关于报送《云岭新区2022年度法治政府建设情况》的报告"
    text = (
        "云岭新区管理委员会关于报送\n《云岭新区2022年度法治政府建设情况》的报告\n省政府：\n"
        "现将《云岭新区2022年度法治政府建设情况》随文呈报。\n云岭新区管理委员会\n2023年1月12日\n"
        "云岭新区2022年度法治政府建设情况\n2022年，云岭新区坚持依法行政。"
    )
    roles = [p.role for p in paragraphs_of(text, (), (), title)]
    assert roles == [
        Role.TITLE, Role.TITLE, Role.BODY, Role.BODY, Role.BODY, Role.BODY, Role.TITLE, Role.BODY,
    ]  # fmt: skip

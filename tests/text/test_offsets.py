"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.text.offsets import OffsetMap

TEXTS = st.text(st.sampled_from("甲乙，a\r\n 𠮷😀\U0001f468"), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_positions_agree_with_the_encoding(text: str) -> None:
    offsets = OffsetMap(text)
    assert [offsets.to_utf16(i) for i in range(len(text) + 1)] == [
        units(text[:i]) for i in range(len(text) + 1)
    ]
    assert offsets.length_utf16 == units(text)


@given(TEXTS)
def test_the_way_back_leads_to_the_same_place(text: str) -> None:
    offsets = OffsetMap(text)
    for i in range(len(text) + 1):
        assert offsets.to_code_point(offsets.to_utf16(i)) == i


def test_a_position_inside_a_pair_belongs_to_its_end() -> None:
    offsets = OffsetMap("甲𠮷乙")
    assert [offsets.to_code_point(u) for u in range(5)] == [0, 1, 2, 2, 3]


def test_a_passage_behind_rare_characters_is_the_same_passage() -> None:
    text = "𠮷野家😀报告：国务院"
    offsets = OffsetMap(text)
    start = text.index("国务院")
    assert offsets.span_utf16(Span(start, start + 3)) == (start + 2, start + 5)
    assert offsets.span(start + 2, start + 5) == Span(start, start + 3)

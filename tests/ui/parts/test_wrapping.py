"""Breaking lines by the widths of characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.ui.annotations.wrapping import NO_END, NO_START, Wrapping


def width(char: str) -> float:
    return 7 if char.isascii() else 13


TEXTS = st.text(alphabet="审结率一二三，。（）“”《》90% abcXYZ𠮷", max_size=80)


def test_a_full_stop_does_not_begin_a_line() -> None:
    assert Wrapping(width).lines("在镇街设点，可作经验。", 130, 3) == ["在镇街设点，可作经", "验。"]


def test_a_number_is_not_torn() -> None:
    assert Wrapping(width).lines("全年共办理案件1148件", 13 * 8, 3) == ["全年共办理案件", "1148件"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert Wrapping(width).lines("x" * 30, 70, 9) == ["x" * 10] * 3


def test_the_last_line_holds_all_that_is_left() -> None:
    assert Wrapping(width).lines("一二三四五六七八九十", 39, 2) == ["一二三", "四五六七八九十"]


@given(TEXTS, st.integers(30, 200))
def test_nothing_is_lost_but_blanks_between_lines(text: str, room: int) -> None:
    lines = Wrapping(width).lines(text, room, 99)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.integers(60, 200))
def test_lines_fit_and_begin_and_end_well(text: str, room: int) -> None:
    lines = Wrapping(width).lines(text, room, 99)
    for line, following in pairwise(lines):
        assert sum(map(width, line)) <= room
        runs_of_marks = line[-1] in NO_START or following[:1] in NO_END
        assert runs_of_marks or len(line) > 1

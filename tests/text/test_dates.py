"""Dates as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.dates import find_date, is_date, trailing_date
from app.text.fold import fold


@pytest.mark.parametrize(
    "written",
    [
        "2023-01-12 08:43",
        "2023/01/12/ 09:27",
        "2023/1/12 14:45:33",
        "2023年1月12日",
        "２０２３年０１月１２日",
        "2023 年 1 月 12 日",
        "| 2023-01-12 |",
        "12.01.2023 13:07",
        "二○二三年一月十二日",
        "二〇二三年一月十二日",
        "二0二三年一月十二日",
        "时间:2023.01.12来源",
    ],
)
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    assert find_date(fold(written)) == "2023-01-12"


@pytest.mark.parametrize(
    "written", ["2023年", "2023-13-01", "2023年2月30日", "1月12日", "12345", ""]
)
def test_what_is_no_whole_or_possible_date_is_none(written: str) -> None:
    assert find_date(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("二○二一年十二月三十一日", "2021-12-31"), ("二〇二〇年二月二十日", "2020-02-20")],
)
def test_chinese_tens_are_read(written: str, expected: str) -> None:
    assert find_date(written) == expected


def test_a_line_that_is_only_a_date_is_told_from_one_that_ends_with_it() -> None:
    assert is_date("2023年1月12日")
    assert not is_date("云岭区2023年1月12日")
    assert trailing_date("云岭区2023年1月12日") == 3
    assert trailing_date("2023年1月12日印发") is None


@given(st.text(st.sampled_from("二一〇○十三年月日0123-/. 9"), max_size=24))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = find_date(text)
    assert found is None or len(found) == 10

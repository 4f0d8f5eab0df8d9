"""Numbers at the beginning of headings."""

from __future__ import annotations

import pytest

from app.text.fold import fold
from app.text.numbering import Style, number_at

NUMBERS = [
    ("一、总则", Style.CHINESE, 1),
    ("一.总则", Style.CHINESE, 1),
    ("一，总则", Style.CHINESE, 1),
    ("一　总则", Style.CHINESE, 1),
    ("十二、其他", Style.CHINESE, 12),
    ("三十一、其他", Style.CHINESE, 31),
    ("三、2021年工作思路", Style.CHINESE, 3),
    ("（一）“放管服”改革", Style.CHINESE_BRACKETS, 1),
    ("(二)放管服", Style.CHINESE_BRACKETS, 2),
    ("( 三 ) 放管服", Style.CHINESE_BRACKETS, 3),
    ("㈣放管服", Style.CHINESE_BRACKETS, 4),
    ("1.加强领导", Style.ARABIC, 1),
    ("１０．加强领导", Style.ARABIC, 10),
    ("3、 理顺关系", Style.ARABIC, 3),
    ("2.2023年完成改革", Style.ARABIC, 2),
    ("⒊加强领导", Style.ARABIC, 3),
    ("（1）加强领导", Style.ARABIC_BRACKETS, 1),
    ("⑵加强领导", Style.ARABIC_BRACKETS, 2),
    ("3）加强领导", Style.ARABIC_BRACKET, 3),
    ("④加强领导", Style.CIRCLE, 4),
    ("一是一线力量不足", Style.CLAUSE, 1),
    ("三是三个一批", Style.CLAUSE, 3),
    ("二要加强领导", Style.DUTY, 2),
    ("第一，加强领导", Style.ORDINAL, 1),
    ("第一部分 总体情况", Style.PART, 1),
    ("第三章 执法", Style.PART, 3),
    ("第２节　执法", Style.CHAPTER_SECTION, 2),
]


@pytest.mark.parametrize(("line", "style", "value"), NUMBERS)
def test_a_number_is_known_by_style_and_value(line: str, style: Style, value: int) -> None:
    number = number_at(fold(line))
    assert number is not None
    assert (number.style, number.value) == (style, value)


@pytest.mark.parametrize(
    "line",
    [
        "2020年，我区",
        "1.2亿元用于",
        "3.5%的增长",
        "2.1万件案件",
        "1-4年级",
        "12345热线",
        "第一条 为了规范",
        "一是否落实",
        "一、二、三类事项全部下放",
        "（2020）第5号",
        "二○二○年",
        "二〇二三年",
        "五个一、四个有",
        "一方面，",
        "三要素齐全",
        "第一编制完成",
        "1 加强领导",
        "",
        "甲",
    ],
)
def test_what_only_looks_like_a_number_is_none(line: str) -> None:
    assert number_at(fold(line)) is None


def test_the_label_ends_before_the_blanks_that_follow() -> None:
    number = number_at(fold("（一）　改革"))
    assert number is not None
    assert (number.label, number.rest) == (3, 4)

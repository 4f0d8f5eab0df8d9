"""The order of Chinese names."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from app.text.collation import order_key


def test_names_stand_in_the_order_of_their_pronunciation() -> None:
    names = ["荣昌区", "璧山区", "大足区", "安康市", "兰州新区", "东湖高新区", "铜梁区"]
    assert sorted(names, key=order_key)[:5] == [
        "安康市",
        "大足区",
        "东湖高新区",
        "兰州新区",
        "荣昌区",
    ]


def test_chongqing_is_not_read_zhongqing() -> None:
    assert sorted(["中山市", "重庆市", "成都市"], key=order_key) == ["成都市", "重庆市", "中山市"]


def test_numbers_are_ordered_by_value_and_years_as_numbers() -> None:
    assert sorted(["第10号", "第9号"], key=order_key) == ["第9号", "第10号"]
    assert sorted(["2022", "2019", "2023"], key=order_key) == ["2019", "2022", "2023"]


def test_rare_characters_and_full_width_forms_have_a_place() -> None:
    assert len(sorted(["𠮷祥街道", "（试）区", "ＡＢ区", "綦江区", ""], key=order_key)) == 5
    assert order_key("") == ()


@example(["第²号"])
@given(st.lists(st.text(max_size=8), max_size=8))
def test_every_name_can_be_ordered_and_equal_names_are_equal(names: list[str]) -> None:
    ordered = sorted(names, key=order_key)
    assert sorted(ordered) == sorted(names)
    assert all(order_key(name) == order_key(str(name)) for name in names)

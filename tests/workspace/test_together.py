"""Which reports belong together: one unit over the years, one year over the units."""

from __future__ import annotations

import pytest

import builders
from app.domain.report import Report
from app.text.organisations import unit_key
from app.workspace.together import is_same_unit, nearest_years, of_unit, of_year


def report(name: str | None, year: str | None, region: str | None = "重庆", level: str | None = "county") -> Report:  # fmt: skip
    return builders.report(organisation=name, year=year, region=region, level=level)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("重庆市大足区人民政府", "大足区"),
        ("大足区人民政府办公室", "大足区"),
        ("中共大足区委全面依法治区委员会办公室", "大足区"),
        ("中共大足区委依法治区办", "大足区"),
        ("重慶市大足區人民政府", "大足区"),
        ("大足区 人民政府", "大足区"),
        ("大足区司法局", "大足区司法局"),
        ("甘肃省兰州新区管理委员会", "兰州新区"),
        ("兰州新区管委会", "兰州新区"),
        ("湖南省长沙市岳麓区人民政府", "岳麓区"),
        ("青溪镇人民政府", "青溪镇"),
        ("青溪镇党委", "青溪镇"),
        ("𠮷祥街道办事处", "𠮷祥街道"),
        ("重庆市人民政府", "重庆市"),
        ("市林业局", "市林业局"),
        ("重庆市城市管理局", "重庆市城市管理局"),
    ],
)
def test_a_unit_is_known_by_any_of_its_names(name: str, key: str) -> None:
    assert unit_key(name) == key


def test_a_short_name_of_another_region_is_another_unit() -> None:
    here, there = report("朝阳区人民政府", "2023", "北京"), report("长春市朝阳区", "2022", "吉林")
    assert not is_same_unit(here, there)
    assert is_same_unit(here, report("北京市朝阳区人民政府", "2022", None))
    assert not is_same_unit(report(None, "2023"), report(None, "2022"))


def test_a_unit_stands_in_the_order_of_its_years() -> None:
    newest = report("重庆市云岭区人民政府", "2023")
    oldest, undated = report("云岭区", "2021"), report("云岭区人民政府", None)
    other = report("青溪市人民政府", "2022")
    assert of_unit(newest, [newest, undated, other, oldest]) == [oldest, newest, undated]


def test_of_many_years_the_nearest_are_meant() -> None:
    years = [report("云岭区", str(year)) for year in range(2015, 2024)]
    chosen = nearest_years(years[6], years, 4)
    assert chosen == [r.id for r in years[4:8]]


def test_of_a_year_the_most_alike_come_first() -> None:
    one = report("云岭区", "2023")
    far = report("远山县", "2023", "甘肃")
    town = report("青溪镇", "2023", "重庆", "township")
    twin = report("平川区", "2023")
    again = report("重庆市云岭区人民政府", "2023")
    old = report("平川区", "2022")
    listed = [far, town, again, old, one, twin]
    assert of_year(one, listed) == [one, twin, far, town]


def test_without_a_year_nothing_is_of_its_year() -> None:
    one = report("云岭区", None)
    assert of_year(one, [one, report("平川区", None)]) == []

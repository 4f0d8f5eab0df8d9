"""Names of units, their level and their province."""

from __future__ import annotations

import pytest

from app.domain.report import Level
from app.text.divisions import (
    province_mentioned_most,
    province_named,
    province_of_county,
    province_of_licence,
    province_of_prefecture,
)
from app.text.organisations import is_office, is_unit_name, level_of, unit_in_title


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("云岭区2023年度法治政府建设情况报告", "云岭区"),
        ("2023年云岭区法治政府建设情况报告", "云岭区"),
        ("云岭市人民政府关于2023年度法治政府建设情况的报告", "云岭市人民政府"),
        ("关于云岭县2023年法治政府建设工作情况的报告", "云岭县"),
        ("云岭市市场监督管理局2023年度法治政府建设工作报告", "云岭市市场监督管理局"),
        ("云岭高新区2023年度法治政府建设工作总结", "云岭高新区"),
        ("云岭经济技术开发区管理委员会关于2023年工作的报告", "云岭经济技术开发区管理委员会"),
        ("云岭縣2023年法治政府建設情況報告", "云岭縣"),
        ("2023年度法治政府建设工作总结", None),
    ],
)
def test_the_unit_of_a_title_is_found(title: str, unit: str | None) -> None:
    assert unit_in_title(title) == unit


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("山西省人民政府", Level.PROVINCE),
        ("重庆市人民政府", Level.PROVINCE),
        ("广西壮族自治区人民政府", Level.PROVINCE),
        ("太原市人民政府", Level.CITY),
        ("凉山彝族自治州人民政府", Level.CITY),
        ("新疆维吾尔自治区阿克苏地区", Level.CITY),
        ("重庆市大足区人民政府", Level.COUNTY),
        ("义乌市人民政府", Level.COUNTY),
        ("浙江省义乌市人民政府", Level.COUNTY),
        ("玉田县", Level.COUNTY),
        ("上海市浦东新区人民政府", Level.COUNTY),
        ("云岭县永安镇人民政府", Level.TOWNSHIP),
        ("云岭区长宁街道办事处", Level.TOWNSHIP),
        ("云岭高新区", Level.ZONE),
        ("云岭新区管理委员会", Level.ZONE),
        ("云岭岛试验区管委会", Level.ZONE),
        ("云岭东湖新技术开发区", Level.ZONE),
        ("云岭县财政局", Level.DEPARTMENT),
        ("山西省农业农村厅", Level.DEPARTMENT),
        ("云岭市发展和改革委员会", Level.DEPARTMENT),
        ("云岭县人民政府办公室", Level.DEPARTMENT),
        ("中共云岭县委", Level.COUNTY),
        ("中共云岭县委员会、云岭县人民政府", Level.COUNTY),
        ("某某", None),
    ],
)
def test_a_name_tells_its_level(name: str, level: Level | None) -> None:
    assert level_of(name) is level


def test_an_office_signs_for_another() -> None:
    assert is_office("中共云岭区委全面依法治区委员会办公室")
    assert is_office("云岭区司法局")
    assert not is_office("云岭区人民政府")
    assert not is_office("中共云岭县委、云岭县人民政府")


def test_a_line_of_text_is_no_unit() -> None:
    assert is_unit_name("云岭区人民政府(盖章)")
    assert not is_unit_name("以上报告妥否")


def test_a_province_is_known_by_name_city_county_and_licence() -> None:
    assert province_named("陕西省司法厅") == "陕西"
    assert province_named("云岭区") is None
    assert province_named("海南藏族自治州") is None
    assert province_named("天津市河北区") == "天津"
    assert province_of_prefecture("安康高新区") == "陕西"
    assert province_of_prefecture("朝阳区人民政府") is None
    assert province_of_county("义乌市市场监督管理局") == "浙江"
    assert province_of_county("鼓楼区人民政府") is None
    assert province_of_licence("陇icp备12345678号-1") == "甘肃"
    assert province_of_licence("网站备案") is None


def test_a_text_tells_its_province_by_the_cities_it_names() -> None:
    assert province_mentioned_most("按照阳江市委、阳江市政府部署，赴武汉市学习") == "广东"
    assert province_mentioned_most("全区") is None

"""Provinces, prefectures and counties, from the shipped table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from app.paths import resource

_MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})
_LONGEST_NAME = 15
_LICENCE_PREFIXES = {
    "京": "北京", "津": "天津", "冀": "河北", "晋": "山西", "蒙": "内蒙古", "辽": "辽宁", "吉": "吉林",
    "黑": "黑龙江", "沪": "上海", "苏": "江苏", "浙": "浙江", "皖": "安徽", "闽": "福建", "赣": "江西",
    "鲁": "山东", "豫": "河南", "鄂": "湖北", "湘": "湖南", "粤": "广东", "桂": "广西", "琼": "海南",
    "渝": "重庆", "川": "四川", "蜀": "四川", "黔": "贵州", "贵": "贵州", "滇": "云南", "云": "云南",
    "藏": "西藏", "陕": "陕西", "陇": "甘肃", "甘": "甘肃", "青": "青海", "宁": "宁夏", "新": "新疆",
}  # fmt: skip
_LICENCE = re.compile(r"([一-鿿])(?:icp备|公网安备)")
# 海南藏族自治州 is no province, 河北区 a district of 天津, 吉林路 a street.
_NOT_A_PROVINCE = r"(?!区|县|路|街|镇|乡|村|州|藏族|东路|西路|南路|北路|中路|大学|银行)"


@dataclass(frozen=True, slots=True)
class _Table:
    """Provinces by prefecture (short name) and by county (full name; may be several)."""

    provinces: tuple[str, ...]
    prefectures: dict[str, str]
    counties: dict[str, tuple[str, ...]]
    province: re.Pattern[str]
    prefecture: re.Pattern[str]


@cache
def _table() -> _Table:
    """The table, read when first needed (about 3 ms)."""
    provinces: dict[str, None] = {}
    prefectures: dict[str, str] = {}
    counties: dict[str, tuple[str, ...]] = {}
    for line in resource("words/divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        province, prefecture, names = line.split("\t")
        provinces[province] = None
        if prefecture != "-":
            prefectures[prefecture] = province
        for name in names.split():
            counties[name] = (*counties.get(name, ()), province)
    names_of = "|".join(sorted(prefectures, key=len, reverse=True))
    return _Table(
        tuple(provinces),
        prefectures,
        counties,
        re.compile(f"({'|'.join(provinces)}){_NOT_A_PROVINCE}"),
        # 朝阳市 and 安康高新区, but not 朝阳区 or 朝阳路
        re.compile(rf"({names_of})(?!区|县|旗|镇|乡|路|街|村)"),
    )


def province_named(name: str) -> str | None:
    """The province (short name) that a unit's name or a title begins with or contains."""
    match = _table().province.search(name)
    return match.group(1) if match else None


def province_of_prefecture(name: str) -> str | None:
    """The province of the prefecture-level city whose name comes first in `name`."""
    match = _table().prefecture.search(name)
    return _table().prefectures[match.group(1)] if match else None


def province_of_county(name: str) -> str | None:
    """The province of the one county-level division that `name` contains; None if several."""
    counties = _table().counties
    found: set[str] = set()
    for start in range(len(name)):
        for end in range(start + _LONGEST_NAME, start + 1, -1):
            provinces = counties.get(name[start:end])
            if provinces:
                found.update(provinces)
                break
        if found:
            break
    return found.pop() if len(found) == 1 else None


def province_of_licence(folded: str) -> str | None:
    """The province of a site's filing number, such as 陕ICP备… (folded text)."""
    for match in _LICENCE.finditer(folded):
        province = _LICENCE_PREFIXES.get(match.group(1))
        if province:
            return province
    return None


def province_mentioned_most(text: str) -> str | None:
    """The province whose cities (with 市 or 州) and own name a text mentions most often."""
    table = _table()
    found: Counter[str] = Counter(re.findall(f"({'|'.join(table.provinces)})省", text))
    for match in re.finditer(r"[市州]", text):
        for length in (2, 3, 4):
            province = table.prefectures.get(text[max(0, match.start() - length) : match.start()])
            if province:
                found[province] += 1
    return found.most_common(1)[0][0] if found else None


def is_municipality(city: str) -> bool:
    """Whether a city (with 市) is a province of its own."""
    return city.removesuffix("市")[-2:] in _MUNICIPALITIES


def is_county_level_city(name: str) -> bool:
    """Whether a name ends with a county-level city (with 市); longer names may precede it."""
    return any(name[start:] in _table().counties for start in range(len(name) - 2))

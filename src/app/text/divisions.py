"""Provinces, prefectures and counties, from the shipped table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
class Place:
    """Where something lies; a city is empty below a municipality, or where none is known."""

    province: str
    city: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    """Provinces by prefecture (short name) and by county (full name; may be several)."""

    provinces: tuple[str, ...]
    prefectures: dict[str, str]
    counties: dict[str, tuple[str, ...]]
    places: dict[str, tuple[Place, ...]]
    province: re.Pattern[str]
    prefecture: re.Pattern[str]


@cache
def _table() -> _Table:
    """The table, read when first needed (about 3 ms)."""
    provinces: dict[str, None] = {}
    prefectures: dict[str, str] = {}
    counties: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for line in resource("words/divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        province, prefecture, names = line.split("\t")
        provinces[province] = None
        if prefecture != "-":
            prefectures[prefecture] = province
        for name in names.split():
            counties[name] = (*counties.get(name, ()), province)
            city = "" if prefecture == "-" else prefecture
            places[name] = (*places.get(name, ()), Place(province, city, name))
    names_of = "|".join(sorted(prefectures, key=len, reverse=True))
    return _Table(
        tuple(provinces),
        prefectures,
        counties,
        places,
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


@cache
def _zones() -> tuple[tuple[str, Place], ...]:
    """Functional zones whose names do not tell where they are, the longest first."""
    lines = resource("words/zones.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    found = [(zone, Place(province, city.strip("-"))) for zone, province, city in rows]
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def zone_in(name: str) -> Place | None:
    """Where the functional zone lies that a unit's name contains."""
    return next((place for zone, place in _zones() if zone in name), None)


def place_in(names: Iterable[str], province: str | None) -> Place | None:
    """The city and county that some names tell, the surest name first.

    Args:
        names: of units and sites, or titles.
        province: short name, where it is known: names of other provinces do not count.

    Returns:
        None without any; a county that several cities have is told apart by the city
        or the province, else left out.
    """
    found = Place(province or "")
    for name in names:
        for one in (_city_in(name), *_counties_in(name, found), zone_in(name)):
            if one is not None and _refines(one, found):
                found = Place(one.province, one.city or found.city, one.county or found.county)
    return found if found.city or found.county else None


def _refines(one: Place, known: Place) -> bool:
    """Whether a place says more than what is known, and nothing against it."""
    return (
        known.province in ("", one.province)
        and (not known.city or one.city == known.city)
        and not known.county
    )


def _city_in(name: str) -> Place | None:
    match = _table().prefecture.search(name)
    return Place(_table().prefectures[match.group(1)], match.group(1)) if match else None


def _counties_in(name: str, known: Place) -> list[Place]:
    """The county a name contains, if only one of its name fits what is known."""
    places = _table().places
    city = _city_in(name)
    for start in range(len(name)):
        for end in range(min(len(name), start + _LONGEST_NAME), start + 1, -1):
            there = places.get(name[start:end], ())
            if end - start == 2 and (start == 0 or name[start - 1] != "市"):
                continue  # 城区 and 郊区 are words, unless a city stands before them
            fitting = [
                p
                for p in there
                if known.province in ("", p.province)
                and (not known.city or p.city == known.city)
                and (city is None or p.city == city.city or city.city in p.county)
            ]
            if len(fitting) == 1:
                return fitting
            if there:
                return []
    return []


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

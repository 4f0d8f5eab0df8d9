"""What other programs tell of a report: their words for its fields, and values of any make."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.report import METADATA_FIELDS, Level

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "Title"),
    "organisation": ("单位", "Organisation"),
    "region": ("地区", "Region"),
    "level": ("层级", "Level"),
    "year": ("报告年度", "Year", "年度", "年份"),
    "published_on": ("发布日期", "Published"),
    "signed_on": ("成文日期", "Signed"),
    "filed_on": ("报送日期", "Filed"),
    "index_number": ("索引号", "Index number"),
}
"""By field: the Chinese word, the English one, then others that are understood."""

LEVEL_NAMES: Mapping[Level, tuple[str, ...]] = {
    Level.PROVINCE: ("省级", "Province"),
    Level.CITY: ("市级", "City"),
    Level.COUNTY: ("县级", "County"),
    Level.TOWNSHIP: ("乡镇街道", "Township"),
    Level.DEPARTMENT: ("部门", "Department"),
    Level.ZONE: ("功能区", "Zone"),
}

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_PREFIX = re.compile(r".{0,40}[:：]\s*")
"""Programs put before the name of a variable what it speaks of: `Cases:`, `单位：`."""

_FIELDS = {
    word.casefold(): field
    for field, words in FIELD_NAMES.items()
    for word in (field, *words)
    if field in METADATA_FIELDS
}
_LEVELS = {
    word.casefold(): level.value for level, words in LEVEL_NAMES.items() for word in (level, *words)
}


def field_called(name: str) -> str:
    """The field of a report that is called so; empty when none is."""
    said = name.strip().casefold()
    return _FIELDS.get(said) or _FIELDS.get(_PREFIX.sub("", said, count=1), "")


def value_of(field: str, said: str) -> str:
    """A value as reports have it; empty when it cannot be."""
    if field == "level":
        return _LEVELS.get(said.strip().casefold(), "")
    if field == "year":
        found = _YEAR.search(said)
        return found[0] if found else ""
    if field.endswith("_on"):
        day = _DAY.search(said)
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""
    return said

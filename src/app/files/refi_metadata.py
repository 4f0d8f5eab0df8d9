"""Variables of REFI-QDA projects as what is known of a report."""

from __future__ import annotations

import re

from app.domain.report import METADATA_FIELDS, Level
from app.files.refi import derived, key_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_PREFIX = re.compile(r".{0,40}[:：]\s*")
"""Programs put before the name of a variable what it speaks of: `Cases:`, `单位：`."""

_BY_ID = {str(derived("variable", name)): name for name in METADATA_FIELDS}


def field_of(variable: str, name: str) -> str:
    """The field of a report that a variable tells; empty when it is none."""
    if variable in _BY_ID:
        return _BY_ID[variable]
    field = key_of(name) or key_of(_PREFIX.sub("", name, count=1))
    return field if field in METADATA_FIELDS else ""


def value_of(field: str, said: str) -> str:
    """A value as reports have it; empty when it cannot be."""
    if field == "level":
        level = key_of(said, "level_").removeprefix("level_")
        return level if level in set(Level) else ""
    if field == "year":
        found = _YEAR.search(said)
        return found[0] if found else ""
    if field.endswith("_on"):
        day = _DAY.search(said)
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""
    return said

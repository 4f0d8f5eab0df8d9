"""Dates as official pages and reports write them."""

from __future__ import annotations

import re
from datetime import date

_YEAR = r"(?:19|20)\d\d"
_NUMERIC = re.compile(
    rf"({_YEAR})\s*(?:[-/.–—]|年)\s*(\d{{1,2}})\s*(?:[-/.–—]|月)\s*(\d{{1,2}})(?!\d)"
)
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})[./](\d{{1,2}})[./]({_YEAR})(?!\d)")
_CHINESE = re.compile(
    r"([二一][〇○零o0九八七六五四三二一]{3})\s*年\s*([一二三四五六七八九十]{1,3})\s*月"
    r"\s*([一二三四五六七八九十]{1,3})\s*日"
)
_DIGITS = {
    **{character: str(value) for value, character in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○o0", "0"),
}

_YEAR_WRITTEN = re.compile("([二一][〇○零o0九八七六五四三二一]{3})(?=年)")
_DATE_ONLY = re.compile(
    rf"(?:{_YEAR}(?:年\d{{1,2}}月\d{{1,2}}日?|([-/.])\d{{1,2}}\1\d{{1,2}})"
    r"|[二一][〇○零o0九八七六五四三二一]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)


def find_date(folded: str) -> str | None:
    """The first date in a folded text as YYYY-MM-DD, or None; impossible days are none."""
    found: list[tuple[int, str]] = []
    for match in _NUMERIC.finditer(folded):
        year, month, day = map(int, match.groups())
        if text := _iso(year, month, day):
            found.append((match.start(), text))
            break
    for match in _CHINESE.finditer(folded):
        written, month_text, day_text = match.groups()
        year = int("".join(_DIGITS[c] for c in written))
        if text := _iso(year, _chinese_number(month_text), _chinese_number(day_text)):
            found.append((match.start(), text))
            break
    for match in _DAY_FIRST.finditer(folded):
        day, month, year = map(int, match.groups())
        if text := _iso(year, month, day):
            found.append((match.start(), text))
            break
    return min(found)[1] if found else None


def with_arabic_years(folded: str) -> str:
    """二〇二三年 as 2023年; other lengths stay as they are."""
    return _YEAR_WRITTEN.sub(lambda m: "".join(_DIGITS[c] for c in m.group()), folded)


def is_date(compact: str) -> bool:
    """Whether a folded line without blanks is a date and nothing else."""
    return _DATE_ONLY.fullmatch(compact) is not None


def trailing_date(compact: str) -> int | None:
    """Where a date begins that ends a folded line without blanks, or None."""
    for match in _DATE_ONLY.finditer(compact):
        if match.end() == len(compact):
            return match.start()
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _chinese_number(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int("".join(_DIGITS[c] for c in written))
    return int(_DIGITS[tens[-1:]] if tens else "1") * 10 + int(_DIGITS[ones] if ones else "0")

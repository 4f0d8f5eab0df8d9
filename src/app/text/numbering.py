"""The numbers that begin headings and items in Chinese official documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.text.fold import fold
from app.text.lines import BLANKS

_DIGIT = "一二三四五六七八九"
_CHINESE = f"(?:[{_DIGIT}]?十[{_DIGIT}]?|[{_DIGIT}])"  # 1 to 99
_VALUE = {character: value for value, character in enumerate(_DIGIT, 1)}
_BLANK = f"[{BLANKS}]"
_PARTS = "(?:部分|编(?!制|办)|篇(?!章|幅)|章(?!程))"
_YEAR = r"(?:19|20)\d\d年"


class Style(StrEnum):
    """A way of numbering, from the outermost by convention to the innermost."""

    PART = "part"  # 第一部分 第一编 第一章
    CHAPTER_SECTION = "chapter_section"  # 第一节
    CHINESE = "chinese"  # 一、
    CHINESE_BRACKETS = "chinese_brackets"  # （一） ㈠
    ARABIC = "arabic"  # 1. 1、 ⒈
    ARABIC_BRACKETS = "arabic_brackets"  # （1） ⑴
    ARABIC_BRACKET = "arabic_bracket"  # 1）
    CIRCLE = "circle"  # ①
    ORDINAL = "ordinal"  # 第一，
    CLAUSE = "clause"  # 一是
    DUTY = "duty"  # 一要


RANK = {style: rank for rank, style in enumerate(Style)}
"""Depth by convention; smaller is further out. Real depth comes from use."""

ENUMERATING = frozenset({Style.ORDINAL, Style.CLAUSE, Style.DUTY})
"""Styles that count statements; they never make a heading."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the beginning of a line.

    Attributes:
        label: length of the number as written, its punctuation included.
        rest: where the words after it begin (blanks skipped).
    """

    style: Style
    value: int
    label: int
    rest: int


_PATTERNS: tuple[tuple[Style, str], ...] = (
    (
        Style.PART,
        rf"第{_BLANK}*({_CHINESE}|\d{{1,2}}){_BLANK}*{_PARTS}[、:.,]?",
    ),
    (
        Style.CHAPTER_SECTION,
        rf"第{_BLANK}*({_CHINESE}|\d{{1,2}}){_BLANK}*节(?![日气假水课约点能目])[、:.,]?",
    ),
    # 一、二、三类事项 and 一、二季度 are lists of numbers, no heading; 一.2 and 三,5 are none either.
    (
        Style.CHINESE,
        rf"({_CHINESE}){_BLANK}*(?:、(?!{_CHINESE}(?:、|季度|级|类|线|期))|[.,:](?!\d)|{_BLANK}+(?=[一-鿿“]))",
    ),
    (Style.CHINESE_BRACKETS, rf"[(〔﹝\[]{_BLANK}*({_CHINESE}){_BLANK}*[)〕﹞\]][、.]?"),
    (Style.CHINESE_BRACKETS, rf"({_CHINESE})\)"),
    (Style.CHINESE_BRACKETS, r"([㈠-㈩])[、.]?"),
    # 1.2亿 and 3,5 are figures, 1-4年级 a range; 1.2023年… begins with a year.
    (
        Style.ARABIC,
        rf"(\d{{1,2}}){_BLANK}*(?:、(?!\d)|、(?={_YEAR})|\.(?!\d)|\.(?={_YEAR})|,(?=[一-鿿“]))",
    ),
    (Style.ARABIC, r"([⒈-⒛])"),
    (Style.ARABIC_BRACKETS, rf"[(]{_BLANK}*(\d{{1,2}}){_BLANK}*[)][、.]?"),
    (Style.ARABIC_BRACKETS, r"([⑴-⒇])[、.]?"),
    (Style.ARABIC_BRACKET, r"(\d{1,2})\)[、.]?"),
    (Style.CIRCLE, r"([①-⑳])[、.]?"),
    (Style.ORDINAL, rf"第({_CHINESE})[,、:]"),
    (Style.CLAUSE, rf"({_CHINESE})是(?![否的])"),
    (Style.DUTY, rf"({_CHINESE})要(?![求点素件闻])"),
)
_BY_FIRST: dict[str, list[tuple[Style, re.Pattern[str]]]] = {}
for _first, _styles in (
    ("第", {Style.PART, Style.CHAPTER_SECTION, Style.ORDINAL}),
    (_DIGIT + "十", {Style.CHINESE, Style.CHINESE_BRACKETS, Style.CLAUSE, Style.DUTY}),
    ("([〔﹝", {Style.CHINESE_BRACKETS, Style.ARABIC_BRACKETS}),
    ("0123456789", {Style.ARABIC, Style.ARABIC_BRACKET}),
    ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", {Style.CHINESE_BRACKETS}),
    ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", {Style.ARABIC}),
    ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", {Style.ARABIC_BRACKETS}),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", {Style.CIRCLE}),
):
    for _character in _first:
        _BY_FIRST[_character] = [(s, re.compile(p)) for s, p in _PATTERNS if s in _styles]

_SIGNS = "㈠⒈⑴①"
"""First signs of the one-character numbers; up to 19 others follow in Unicode's order."""


def number_at(line: str) -> Number | None:
    """The number a line begins with, or None.

    Args:
        line: a trimmed line in the search fold (Line.folded): full-width
            digits and punctuation are ASCII in it.

    Articles (第X条), years, document numbers and figures are no numbers here.
    """
    if not line:
        return None
    for style, pattern in _BY_FIRST.get(line[0], ()):
        match = pattern.match(line)
        if match:
            rest = match.end()
            while rest < len(line) and line[rest] in BLANKS:
                rest += 1
            label = len(match.group().rstrip(BLANKS))
            value = value_of(match.group(1))
            return Number(style, value, label, rest) if value else None
    return None


def value_of(written: str) -> int:
    """一 … 九十九, 1 … 99 and their one-character forms as an integer; 0 when unknown."""
    written = fold(written)
    if written.isdecimal():
        return int(written)
    for first in _SIGNS:
        if first <= written < chr(ord(first) + 20):
            return ord(written) - ord(first) + 1
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _VALUE.get(written, 0)
    return _VALUE.get(tens, 1) * 10 + _VALUE.get(ones, 0)

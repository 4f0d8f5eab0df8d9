"""Hard line breaks."""

from __future__ import annotations

import re

import pytest

from app.text.unwrap import unwrap
from text.reading import OPENING, SENTENCE

PARAGRAPHS = [
    "云岭区2023年度法治政府建设情况报告",
    OPENING + SENTENCE,
    "一、主要举措和成效",
    f"（一）深化“放管服”改革。{SENTENCE}{SENTENCE}",
    f"（二）规范行政执法。{SENTENCE}𠮷祥镇{SENTENCE}",
    f"1．健全制度，mixed 中English。{SENTENCE}",
    "二、存在的不足",
    SENTENCE + SENTENCE,
    "云岭区人民政府",
]


def wrapped(paragraph: str, width: int) -> list[str]:
    return [paragraph[i : i + width] for i in range(0, len(paragraph), width)]


def squeezed(lines: list[str]) -> list[str]:
    return [re.sub(r"\s", "", line) for line in lines if line.strip()]


@pytest.mark.parametrize("indent", ["　　", "    ", ""])
@pytest.mark.parametrize("blank_between", [False, True])
def test_paragraphs_wrapped_at_a_fixed_width_are_restored(indent: str, blank_between: bool) -> None:
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        lines += wrapped(indent + paragraph, 36) + ([""] if blank_between else [])
    joined, count = unwrap(lines)
    assert squeezed(joined) == squeezed(PARAGRAPHS)
    assert count == len(squeezed(lines)) - len(PARAGRAPHS)


def test_a_file_that_is_not_wrapped_is_left_alone() -> None:
    assert unwrap(PARAGRAPHS) == (PARAGRAPHS, 0)


def test_a_few_short_lines_are_left_alone() -> None:
    lines = ["甲乙丙丁戊己庚辛"] * 7
    assert unwrap(lines) == (lines, 0)


def test_nothing_is_joined_to_nothing() -> None:
    assert unwrap([]) == ([], 0)
    assert unwrap(["", "  "]) == (["", "  "], 0)

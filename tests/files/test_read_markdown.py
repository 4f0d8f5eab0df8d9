"""Markdown: the text a reader of the page would see, numbers untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.reading import read_raw
from files.reading_fixtures import text, visible_lines


def lines_of(source: str) -> list[str]:
    return read_raw(source.encode(), "报告.md")[1].text.split("\n")


def test_a_report_without_marks_stays_as_it_is() -> None:
    assert lines_of(text()) == text().split("\n")
    assert read_raw(text().encode(), "a.md")[0].kind == "markdown"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# 总结 #", "总结"),
        ("## 一、总体情况", "一、总体情况"),
        ("##一、总体情况", "一、总体情况"),
        ("#一、总体情况", "一、总体情况"),
        ("#法治# 话题", "#法治# 话题"),
        ("1. 深化改革", "1. 深化改革"),
        ("2、放管服", "2、放管服"),
        ("- 一项", "•一项"),
        ("  * [x] 一项", "  •一项"),
        ("> **引文**", "引文"),
        ("**（一）深化“放管服”改革。**全年办理", "（一）深化“放管服”改革。全年办理"),
        ("完成*重点*工作与~~旧~~新", "完成重点工作与旧新"),
        ("3*4*5、a_b_c、__重__", "3*4*5、a_b_c、重"),
        ('[通知](http://x/a(1).html)与![图](a.png "题")', "通知与图"),
        ("〔2023〕5号[注](见附件)", "〔2023〕5号[注](见附件)"),
        ("`a*b*` 与 \\*星\\*", "a*b* 与 *星*"),
        ("<font color=red>红</font>&lt", "红&lt"),
        ("| 指标 | **数** |", "指标\t数"),
        ("𠮷祥 **𠮷**", "𠮷祥 𠮷"),
    ],
)
def test_marks_are_taken_off(source: str, shown: str) -> None:
    assert lines_of(f"头\n{source}\n尾") == ["头", *shown.split("\n"), "尾"]


def test_lines_that_only_draw_are_left_out() -> None:
    source = (
        "标题\n====\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n***\n- - -\n[1]: http://x\n<!-- 注 -->尾"
    )
    assert [line for line in lines_of(source) if line] == ["标题", "a\tb", "1\t2", "尾"]


def test_code_is_kept_as_it_is() -> None:
    assert lines_of("```text\n# 不是标题\n**a**\n```\n尾\n```\n没有结尾") == [
        "# 不是标题", "**a**", "尾", "没有结尾",
    ]  # fmt: skip


def test_a_line_break_in_a_table_or_a_line_is_one() -> None:
    assert lines_of("甲<br>乙") == ["甲", "乙"]


def test_settings_before_the_text_are_hidden_and_used() -> None:
    source = '---\ntitle: "云岭区总结"\ndate: 2024-02-15 09:00\ntags: [a]\n---\n正文'
    raw = read_raw(source.encode(), "a.md")[1]
    assert visible_lines(raw) == ["正文"]
    assert "tags: [a]" in raw.text
    assert raw.hints == {"title": "云岭区总结", "published_on": "2024-02-15"}


def test_a_rule_at_the_start_is_no_block_of_settings() -> None:
    assert lines_of("---\n正文\n---\n尾") == ["正文", "尾"]


@given(st.text("#*_-`>|[]()!<~\\ \n一、1.甲", max_size=60))
def test_no_word_is_ever_lost(source: str) -> None:
    words = [c for c in source if c in "一甲"]
    shown = lines_of(f"头{source}\n尾")
    kept = [c for c in "".join(shown) if c in "一甲"]
    if "](" not in source and "<" not in source and "]:" not in source and "][" not in source:
        assert kept == words

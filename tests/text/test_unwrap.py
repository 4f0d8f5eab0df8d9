"""Hard line breaks."""

from __future__ import annotations

import re

import pytest

from app.domain.report import ParsedReport
from app.text.understand import understand
from app.text.unwrap import unwrap, unwrapped
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


def test_what_is_found_in_a_wrapped_text_stands_where_the_text_has_it() -> None:
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        lines += [line + " " for line in wrapped("　　" + paragraph, 24)]
    text = "\n".join(["首页 | 要闻 | 公开 ", *lines, "2024年2月10日", "版权所有：云岭区 "])

    def read(source: str, *, may_be_wrapped: bool) -> ParsedReport:
        return understand(
            source,
            file_name="a.txt",
            file_sha256="",
            media_type="text/plain",
            may_be_wrapped=may_be_wrapped,
        )

    found = read(text, may_be_wrapped=True)
    whole = read(re.sub(r" *\n(?!　|首|2024|版)", "", text), may_be_wrapped=False)
    assert found.text == text
    assert found.metadata == whole.metadata
    assert [(s.level, s.label, s.heading) for s in found.sections] == [
        (s.level, s.label, s.heading) for s in whole.sections
    ]
    assert len(found.sections) == 5
    for section, same in zip(found.sections, whole.sections, strict=True):
        assert text[section.span.start :].startswith(section.label)
        for span, other in (
            (section.span, same.span),
            (section.heading_span, same.heading_span),
        ):
            assert squeezed([span.of(text)]) == squeezed([other.of(whole.text)])
    assert [squeezed([s.of(text)]) for s in found.furniture] == [
        squeezed([s.of(whole.text)]) for s in whole.furniture
    ]
    assert squeezed([found.body.of(text)]) == squeezed([whole.body.of(whole.text)])
    assert "unwrapped" in [note.code for note in found.notes]


def test_a_text_without_hard_breaks_is_read_as_it_is() -> None:
    assert unwrapped("\n".join(PARAGRAPHS)) is None


def test_wide_lines_are_known_by_ending_inside_sentences() -> None:
    short = [f"{n}、依法履职第{n}项\n{SENTENCE}".split("\n") for n in "一二三四五六"]
    paragraphs = [line for pair in short for line in pair]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, 44)]
    assert unwrap(lines)[0] == paragraphs


def test_a_heading_below_a_full_last_line_stands_alone() -> None:
    full = "，".join(["全年开展活动三十六场次"] * 6)[:69] + "。满"
    paragraphs = ([SENTENCE + SENTENCE] * 4) + [full[:71].replace("满", "等") + "。", "存在的问题"]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, 36)]
    assert len(lines[-2]) == 36
    assert unwrap(lines)[0] == paragraphs


def test_a_title_that_fills_its_line_is_no_part_of_the_text() -> None:
    title = "白石县住房和城乡建设局关于二〇二三年度法治政府建设情况的报告"
    paragraphs = [title, *[SENTENCE + SENTENCE] * 5]
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph, len(title))]
    assert unwrap(lines)[0] == paragraphs


def test_headlines_of_one_width_are_not_joined() -> None:
    news = [f"关于开展法治政府建设专项督察工作第{n}号通知2023-05-1{n}" for n in range(9)]
    lines = [*news, *news, "白石县2022年度法治政府建设情况报告", *PARAGRAPHS[1:4]]
    assert unwrap(lines) == (lines, 0)

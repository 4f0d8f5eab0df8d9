"""A person's corrections of outline and page furniture, laid over what was recognised."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Anchor, Span
from app.domain.correction import Correction, CorrectionKind
from app.domain.report import SectionKind
from app.text.correcting import Parts, corrected, reanchored, settled
from app.text.furniture import find_furniture
from app.text.outline import outline

HEADING, PLAIN = CorrectionKind.HEADING, CorrectionKind.PLAIN
BODY, FURNITURE = CorrectionKind.BODY, CorrectionKind.FURNITURE

REPORT = (
    "首页 > 政务公开 > 法治政府\n"
    "云岭区2023年度法治政府建设情况报告\n"
    "2023年，云岭区坚持依法行政。𠮷祥街道率先完成改革，全年没有发生重大行政违法案件，成效明显。\n"
    "\n"
    "一、主要举措和成效\n"
    "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件，按时办结率百分之百。\n"
    "　　（二）规范行政执法。开展双随机、一公开检查81次，全部结果都已向社会公开。\n"
    "队伍建设\n"
    "举办培训班12期，培训执法人员1600人次，mixed 中English，考试合格率达到百分之九十八。\n"
    "二、存在的不足\n"
    "（一）法治意识有待提升。个别部门对合法性审查认识不够，有的文件没有送审就印发。\n"
    "三、下一步安排\n"
    "继续加强法治政府建设，完善制度，压实责任，确保各项任务落到实处、取得实效。\n"
    "云岭区人民政府\n"
    "2024年2月10日\n"
    "\n"
    "版权所有：云岭区人民政府办公室\n"
    "网站标识码5001110001\n"
)


def machine(text: str = REPORT) -> Parts:
    body, furniture = find_furniture(text)
    return Parts(body, furniture, outline(text, body, furniture))


def said(kind: CorrectionKind, words: str, level: int = 0, text: str = REPORT) -> Correction:
    start = text.index(words)
    return Correction(kind, Anchor.at(text, Span(start, start + len(words))), level)


def names(parts: Parts) -> list[tuple[int, str]]:
    return [(s.level, s.label + s.heading) for s in parts.sections]


def apply(*corrections: Correction, text: str = REPORT) -> Parts:
    parts = corrected(text, machine(text), corrections)
    check(text, parts)
    return parts


def check(text: str, parts: Parts) -> None:
    """What every outline and page keeps."""
    assert 0 <= parts.body.start <= parts.body.end <= len(text)
    for a, b in pairwise(parts.furniture):
        assert a.end <= b.start
    for span in parts.furniture:
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end - 1] == "\n"
    before = 0
    for section in parts.sections:
        assert 1 <= section.level <= before + 1
        before = section.level
        assert parts.body.contains(section.span)
        assert section.span.start < section.heading_end <= section.span.end
        assert not any(f.start <= section.span.start < f.end for f in parts.furniture)
    for index, section in enumerate(parts.sections):
        after = [s for s in parts.sections[index + 1 :] if s.level <= section.level]
        end = after[0].span.start if after else parts.body.end
        assert section.span.end == end
        if index + 1 < len(parts.sections):
            following = parts.sections[index + 1].span.start
            assert section.span.start < following
            assert section.heading_end <= following


def test_without_corrections_the_machines_own_layout_holds() -> None:
    assert apply() == machine()
    assert names(machine())[:3] == [
        (1, "一、主要举措和成效"),
        (2, "（一）深化“放管服”改革"),
        (2, "（二）规范行政执法"),
    ]


def test_a_line_becomes_a_heading_of_the_level_a_person_chose() -> None:
    parts = apply(said(HEADING, "队伍建设", 2))
    found = parts.sections[3]
    assert (found.level, found.label, found.heading) == (2, "", "队伍建设")
    assert found.kind is SectionKind.OWN_LINE
    assert found.confidence == 1.0
    assert found.span.of(REPORT).endswith("百分之九十八。\n")
    assert parts.sections[2].span.end == found.span.start


def test_a_heading_up_to_a_point_of_its_line_is_run_in() -> None:
    parts = apply(said(HEADING, "举办培训班12期，", 3))
    found = parts.sections[3]
    assert found.kind is SectionKind.RUN_IN
    assert found.heading == "举办培训班12期"
    assert found.level == 3


def test_indentation_and_number_are_told_from_the_words() -> None:
    parts = apply(said(HEADING, "（二）规范行政执法", 1))
    found = parts.sections[2]
    assert (found.label, found.heading, found.level) == ("（二）", "规范行政执法", 1)
    assert REPORT[found.span.start] == "（"


def test_what_is_no_heading_joins_the_section_above() -> None:
    parts = apply(said(PLAIN, "（二）规范行政执法"))
    assert "（二）规范行政执法" not in [words for _, words in names(parts)]
    assert "双随机" in parts.sections[1].span.of(REPORT)


def test_a_promoted_heading_takes_those_below_it_along() -> None:
    text = REPORT.replace("队伍建设\n", "1.队伍建设\n")
    parts = apply(said(HEADING, "（二）规范行政执法", 1, text), text=text)
    assert names(parts)[:5] == [
        (1, "一、主要举措和成效"),
        (2, "（一）深化“放管服”改革"),
        (1, "（二）规范行政执法"),
        (2, "1.队伍建设"),
        (1, "二、存在的不足"),
    ]


def test_a_demoted_heading_takes_those_below_it_along() -> None:
    parts = apply(said(HEADING, "二、存在的不足", 2))
    assert names(parts)[3:] == [
        (2, "二、存在的不足"),
        (3, "（一）法治意识有待提升"),
        (1, "三、下一步安排"),
    ]


def test_a_heading_lies_at_most_one_level_below_the_one_before_it() -> None:
    parts = apply(said(HEADING, "二、存在的不足", 6))
    assert names(parts)[3] == (3, "二、存在的不足")


def test_the_headings_of_a_level_stay_neighbours_when_the_one_above_them_goes() -> None:
    parts = apply(said(PLAIN, "一、主要举措和成效"))
    assert names(parts)[:3] == [
        (1, "（一）深化“放管服”改革"),
        (1, "（二）规范行政执法"),
        (1, "二、存在的不足"),
    ]


def test_confirming_a_heading_moves_nothing() -> None:
    for section in machine().sections:
        words = section.heading_span.of(REPORT)
        assert names(apply(said(HEADING, words, section.level))) == names(machine())


def test_a_heading_can_run_over_two_lines() -> None:
    parts = apply(said(HEADING, "队伍建设\n举办培训班12期，", 2))
    assert parts.sections[3].heading == "队伍建设举办培训班12期"
    assert parts.sections[3].kind is SectionKind.RUN_IN


def test_a_heading_that_takes_in_the_next_line_ends_what_began_there() -> None:
    words = "一、主要举措和成效\n（一）深化“放管服”改革"
    parts = apply(said(HEADING, words, 1))
    assert names(parts)[:2] == [
        (1, "一、主要举措和成效（一）深化“放管服”改革"),
        (2, "（二）规范行政执法"),
    ]


def test_the_later_word_on_a_line_counts() -> None:
    heading, plain = said(HEADING, "队伍建设", 2), said(PLAIN, "队伍建设")
    assert apply(heading, plain) == apply(plain)
    assert apply(plain, heading) == apply(heading)
    hide, show = said(FURNITURE, "队伍建设"), said(BODY, "队伍建设")
    assert apply(hide, show).furniture == machine().furniture
    assert apply(show, hide) == apply(hide)


def test_hidden_lines_take_their_headings_along() -> None:
    parts = apply(said(FURNITURE, "（二）规范行政执法"))
    line = next(s for s in parts.furniture if "双随机" in s.of(REPORT))
    assert line.of(REPORT).startswith("　　（二）")
    assert line.of(REPORT).endswith("公开。\n")
    assert "（二）规范行政执法" not in [words for _, words in names(parts)]


def test_the_body_ends_where_the_last_shown_line_ends() -> None:
    hidden = said(FURNITURE, "云岭区人民政府\n2024年2月10日")
    parts = apply(hidden)
    assert parts.body.of(REPORT).endswith("取得实效。")
    assert parts.sections[-1].span.end == parts.body.end
    back = apply(hidden, said(BODY, "2024年2月10日"))
    assert back.body == machine().body
    assert "云岭区人民政府\n" in [s.of(REPORT) for s in back.furniture]


def test_the_body_begins_with_the_first_shown_line() -> None:
    parts = apply(said(FURNITURE, "云岭区2023年度法治政府建设情况报告"))
    assert parts.body.of(REPORT).startswith("2023年，云岭区")
    wide = apply(said(BODY, "首页 > 政务公开 > 法治政府"))
    assert wide.body.start == 0
    assert [s.of(REPORT) for s in wide.furniture] == [machine().furniture[-1].of(REPORT)]


def test_a_heading_brought_back_with_its_line_is_found() -> None:
    text = REPORT.replace("版权所有：", "四、附录\n版权所有：")
    hidden = machine(text)
    if any(s.heading == "附录" for s in hidden.sections):
        hidden = corrected(text, hidden, [said(FURNITURE, "四、附录", text=text)])
    assert "四、附录" not in [words for _, words in names(hidden)]
    parts = corrected(text, hidden, [said(BODY, "四、附录", text=text)])
    check(text, parts)
    assert (1, "四、附录") in names(parts)


def test_hiding_everything_hides_nothing() -> None:
    everything = Correction(FURNITURE, Anchor.at(REPORT, Span(0, len(REPORT))))
    assert apply(everything) == machine()


def test_a_hidden_line_is_no_heading_whatever_was_said_of_it() -> None:
    parts = apply(said(HEADING, "队伍建设", 2), said(FURNITURE, "队伍建设"))
    assert "队伍建设" not in [words for _, words in names(parts)]


# --- any corrections of any text ------------------------------------------------------

LINES = (
    "一、主要举措", "（一）改革。全年办理70件，审结63件，按时办结率百分之百，群众满意。", "1.𠮷祥街道", "　　二、不足",
    "一是意识不强。", "", " ", "继续加强法治政府建设，完善各项制度，压实各方责任，确保任务落实。", "首页 > 公开", "（二）执法", "# 三、打算",
    "版权所有", "2024年2月10日", "。。", "①普法", "mixed 中English 1.2亿",
)  # fmt: skip


@st.composite
def corrected_texts(draw: st.DrawFn) -> tuple[str, Parts, list[Correction]]:
    text = "\n".join(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=14)))
    ends = st.integers(0, len(text))
    corrections = []
    for _ in range(draw(st.integers(0, 6))):
        a, b = sorted((draw(ends), draw(ends)))
        kind = draw(st.sampled_from(CorrectionKind))
        level = draw(st.integers(1, 5)) if kind is HEADING else 0
        corrections.append(Correction(kind, Anchor.at(text, Span(a, b)), level))
    return text, machine(text), corrections


@given(corrected_texts())
def test_sections_nest_and_furniture_is_of_whole_lines(
    case: tuple[str, Parts, list[Correction]],
) -> None:
    text, found, corrections = case
    check(text, found)
    check(text, corrected(text, found, corrections))


@given(corrected_texts())
def test_saying_it_twice_changes_nothing(case: tuple[str, Parts, list[Correction]]) -> None:
    text, found, corrections = case
    once = corrected(text, found, corrections)
    assert corrected(text, found, [*corrections, *corrections]) == once


@given(corrected_texts())
def test_what_was_said_before_can_be_forgotten(
    case: tuple[str, Parts, list[Correction]],
) -> None:
    text, found, corrections = case
    kept = settled(text, corrections)
    assert corrected(text, found, kept) == corrected(text, found, corrections)
    assert settled(text, kept) == kept


@given(corrected_texts())
def test_corrections_stay_where_they_are_in_the_same_text(
    case: tuple[str, Parts, list[Correction]],
) -> None:
    text, found, corrections = case
    kept = settled(text, corrections)
    moved, lost = reanchored([c for c in kept if len(c.anchor.span)], text)
    assert not [c for c in lost if c.kind in (BODY, FURNITURE)]
    assert [c for c in kept if c in moved] == moved
    check(text, corrected(text, found, moved))


# --- another text --------------------------------------------------------------------


def test_corrections_follow_their_lines_into_another_text() -> None:
    made = [said(HEADING, "队伍建设", 2), said(FURNITURE, "云岭区人民政府\n2024年2月10日")]
    newer = "更正说明\n" + REPORT.replace("70件", "71件")
    kept, lost = reanchored(made, newer)
    assert not lost
    assert [c.anchor.span.of(newer) for c in kept] == ["队伍建设", "云岭区人民政府\n2024年2月10日"]
    parts = corrected(newer, machine(newer), kept)
    check(newer, parts)
    assert (2, "队伍建设") in names(parts)


def test_a_correction_whose_line_is_gone_is_told() -> None:
    made = [said(HEADING, "队伍建设", 2), said(PLAIN, "三、下一步安排")]
    newer = REPORT.replace("队伍建设\n", "")
    kept, lost = reanchored(made, newer)
    assert [c.anchor.quote.exact for c in kept] == ["三、下一步安排"]
    assert [c.anchor.quote.exact for c in lost] == ["队伍建设"]


@pytest.mark.parametrize("words", ["队伍建设", "举办培训班"])
def test_a_line_that_stands_at_two_places_alike_is_not_guessed(words: str) -> None:
    page = "第1页\n" + words + "\n第2页\n"
    made = [said(FURNITURE, words, text=page)]
    newer = "另一份文件\n" + words + "\n另一段\n" + words + "\n另一段\n"
    kept, lost = reanchored(made, newer)
    assert not kept
    assert len(lost) == 1

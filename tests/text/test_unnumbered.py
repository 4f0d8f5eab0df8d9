"""Headings that have no number."""

from __future__ import annotations

from text.reading import OPENING, SENTENCE, read, shape

HEAD = f"白石县人民政府\n2016年度法治政府建设情况报告\n{OPENING}\n"
FOOT = "\n白石县人民政府\n2017年3月6日\n主办：白石县人民政府 技术支持：县电子政务中心\n"


def headings(text: str) -> list[tuple[int, str, str, str]]:
    return [shape(s) for s in read(text).sections]


def test_short_lines_above_paragraphs_are_headings_where_none_is_numbered() -> None:
    names = ["依法履职能力增强", "行政决策更加科学", "存在的主要困难", "今后的打算"]
    text = HEAD + "\n".join(f"{name}\n　　{SENTENCE}\n　　{SENTENCE}" for name in names) + FOOT
    assert headings(text) == [(1, "own_line", "", name) for name in names]


def test_they_are_shown_as_uncertain_and_reach_to_the_next_of_them() -> None:
    text = HEAD + "\n".join(f"{name}\n{SENTENCE}" for name in ("成效显著", "存在问题", "明年打算"))
    report = read(text)
    assert all(s.confidence < 0.8 for s in report.sections)
    assert [s.span.end for s in report.sections[:-1]] == [s.span.start for s in report.sections[1:]]
    assert report.sections[-1].span.end == report.body.end


def test_a_line_above_others_is_their_chapter_and_so_is_a_required_part() -> None:
    text = HEAD + (
        f"工作成效\n营商环境更优\n{SENTENCE}\n制度审核更严\n{SENTENCE}\n问题与不足\n{SENTENCE}\n"
        f"明年思路\n在基层基础上加力\n{SENTENCE}\n在示范创建上加力\n{SENTENCE}"
    )
    assert [(level, words) for level, _, _, words in headings(text)] == [
        (1, "工作成效"),
        (2, "营商环境更优"),
        (2, "制度审核更严"),
        (1, "问题与不足"),
        (1, "明年思路"),
        (2, "在基层基础上加力"),
        (2, "在示范创建上加力"),
    ]


def test_the_first_heading_may_follow_an_opening_that_ends_in_a_colon() -> None:
    opening = "2016年，白石县坚持用法治给权力定规矩、划界限，主要情况如下："
    text = f"白石县2016年度法治政府建设情况报告\n{opening}\n工作成效\n环境更优\n{SENTENCE}\n审核更严\n{SENTENCE}"
    assert [(level, words) for level, _, _, words in headings(text)] == [
        (1, "工作成效"),
        (2, "环境更优"),
        (2, "审核更严"),
    ]


def test_numbered_statements_lie_below_the_heading_they_stand_under() -> None:
    text = HEAD + (
        f"主要工作\n一是加强领导。{SENTENCE}\n二是优化服务。{SENTENCE}\n存在问题\n{SENTENCE}\n"
        f"工作打算\n1.健全机制。{SENTENCE}\n（1）完善制度。{SENTENCE}\n2.抓好队伍。{SENTENCE}"
    )
    assert [(level, label) for level, _, label, _ in headings(text)] == [
        (1, ""), (2, "一是"), (2, "二是"), (1, ""), (1, ""), (2, "1."), (3, "（1）"), (2, "2."),
    ]  # fmt: skip
    report = read(text)
    assert report.sections[2].span.end == report.sections[3].span.start


def test_a_report_that_numbers_its_chapters_has_no_other_headings() -> None:
    text = HEAD + (
        f"一、成效\n强化领导\n{SENTENCE}\n优化环境\n{SENTENCE}\n规范执法\n{SENTENCE}\n二、不足\n{SENTENCE}"
    )
    assert [label for _, _, label, _ in headings(text)] == ["一、", "二、"]


def test_captions_dates_names_and_tables_are_no_headings() -> None:
    text = HEAD + "\n".join(
        f"{line}\n{SENTENCE}"
        for line in (
            "主要数据如下表",
            "2016年12月",
            "白石县司法局",
            "项目\t数量",
            "单位：件",
            "附件1",
        )
    )
    assert headings(text) == []

"""The outline of a report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.lines import BLANKS
from app.text.outline import outline
from text.reading import OPENING, SENTENCE, read, shape


def sections_of(text: str) -> tuple[Section, ...]:
    return outline(text, Span(0, len(text)))


def headings(text: str) -> list[tuple[int, str, str, str]]:
    return [shape(s) for s in sections_of(text)]


def test_own_line_and_run_in_headings_nest_by_their_numbers() -> None:
    text = (
        f"一、主要举措和成效\n（一）加强领导。{SENTENCE}\n1．健全机制。{SENTENCE}\n"
        f"（1）完善制度。{SENTENCE}\n二、存在的不足\n{SENTENCE}"
    )
    assert headings(text) == [
        (1, "own_line", "一、", "主要举措和成效"),
        (2, "run_in", "（一）", "加强领导"),
        (3, "run_in", "1．", "健全机制"),
        (4, "run_in", "（1）", "完善制度"),
        (1, "own_line", "二、", "存在的不足"),
    ]


def test_a_section_holds_its_sub_sections_and_ends_where_its_sibling_begins() -> None:
    text = f"一、甲的情况\n（一）乙的情况\n{SENTENCE}\n二、丙的情况\n{SENTENCE}"
    first, inner, second = sections_of(text)
    assert first.span.end == second.span.start == inner.span.end
    assert second.span.end == len(text)
    assert first.span.contains(inner.span)
    assert first.heading_span.of(text) == "一、甲的情况"


def test_a_skipped_level_is_no_level() -> None:
    text = f"一、存在的不足\n一是力量不足。{SENTENCE}\n二是经费不足。{SENTENCE}\n"
    assert [(s.level, s.label) for s in sections_of(text)] == [
        (1, "一、"),
        (2, "一是"),
        (2, "二是"),
    ]


def test_statements_on_lines_of_their_own_are_items() -> None:
    text = f"一、不足\n一是力量不足。{SENTENCE}\n二是经费不足。{SENTENCE}"
    items = sections_of(text)[1:]
    assert [shape(i) for i in items] == [
        (2, "item", "一是", "力量不足"),
        (2, "item", "二是", "经费不足"),
    ]


def test_statements_inside_one_paragraph_are_no_sections() -> None:
    text = (
        f"一、不足\n一是力量不足。二是经费不足。{SENTENCE}\n二、安排\n一是加强学习；二是加强监督。"
    )
    assert [s.label for s in sections_of(text)] == ["一、", "二、"]


def test_numbered_sentences_inside_one_paragraph_are_no_sections() -> None:
    text = f"三、问题\n1、力量不足问题仍然存在。2、意识有待提高，{SENTENCE}\n四、打算\n{SENTENCE}"
    assert [s.label for s in sections_of(text)] == ["三、", "四、"]


def test_one_sentence_list_items_are_items_to_the_last() -> None:
    text = (
        "三、努力方向\n（一）严格依照法定权限制定文件，做好审查工作。\n"
        "（二）健全机构，落实制度。\n（三）继续完善法律顾问制度。\n某某区管委会\n2020年1月3日"
    )
    assert [s.kind for s in sections_of(text)[1:]] == [SectionKind.ITEM] * 3


def test_items_that_end_with_a_semicolon_are_items() -> None:
    text = f"二、举措\n1、优化服务；\n2、强化监管；\n3、化解矛盾。\n三、安排\n{SENTENCE}"
    assert [s.kind.value for s in sections_of(text)] == ["own_line", *["item"] * 3, "own_line"]


def test_a_heading_that_ends_with_a_full_stop_and_has_children_is_a_heading() -> None:
    text = f"（一）科学谋划，夯实基础。\n1.加强学习。{SENTENCE}\n（二）完善制度。\n{SENTENCE}"
    assert [s.kind.value for s in sections_of(text)] == ["own_line", "run_in", "own_line"]
    assert [s.heading for s in sections_of(text)] == ["科学谋划，夯实基础", "加强学习", "完善制度"]


def test_a_heading_broken_over_two_lines_is_one_heading() -> None:
    text = f"（一）依法落实好行政复议、行政应诉法定职责，多元\n\n化纠纷解决机制定分止争。\n\n{SENTENCE}"
    (section,) = sections_of(text)
    assert section.heading == "依法落实好行政复议、行政应诉法定职责，多元化纠纷解决机制定分止争"
    assert section.heading_span.of(text).endswith("定分止争")
    assert section.confidence < 0.8


def test_an_unnumbered_line_below_a_heading_is_not_drawn_into_it() -> None:
    text = f"（一）全面加强党对法治政府建设工作的领导\n压实主体责任\n{SENTENCE}"
    assert sections_of(text)[0].heading == "全面加强党对法治政府建设工作的领导"


def test_a_mistyped_stop_still_ends_the_heading() -> None:
    plans = "《碧水保卫战联席会议制度》《河湖岸线巡查工作方案》《铁腕治理联合巡查工作方案》"
    text = f"1.坚决打赢“碧水”保卫战、印发{plans}，落实责任。{SENTENCE}"
    (section,) = sections_of(text)
    assert (section.heading, section.kind) == ("坚决打赢“碧水”保卫战", SectionKind.RUN_IN)
    assert section.confidence < 0.8


def test_a_stop_inside_quotes_does_not_end_a_heading() -> None:
    text = f"（一）落实“谁执法谁普法。”责任制，增强意识。{SENTENCE}"
    assert sections_of(text)[0].heading == "落实“谁执法谁普法。”责任制，增强意识"


def test_a_colon_inside_a_line_of_its_own_belongs_to_the_heading() -> None:
    text = f"（一）突出一个“严”字：规范行政执法\n{SENTENCE}"
    assert sections_of(text)[0].heading == "突出一个“严”字：规范行政执法"


def test_some_reports_number_in_brackets_below_arabic_numbers() -> None:
    text = "一、成效\n" + "".join(
        f"{n}.完善机制\n（一）健全制度。{SENTENCE}\n（二）强化审查。{SENTENCE}\n" for n in (1, 2, 3)
    )
    assert [s.level for s in sections_of(text)] == [1, *[2, 3, 3] * 3]


def test_numbers_that_run_on_under_the_next_heading_keep_their_level() -> None:
    text = f"（一）甲\n1.一方面。{SENTENCE}\n2.另方面。{SENTENCE}\n（二）乙\n3.三方面。{SENTENCE}"
    assert [(s.level, s.confidence >= 0.8) for s in sections_of(text)] == [
        (1, True),
        (2, True),
        (2, True),
        (1, True),
        (2, True),
    ]


def test_a_number_that_begins_again_is_uncertain() -> None:
    text = f"（一）甲\n{SENTENCE}\n（二）乙\n{SENTENCE}\n（一）丙\n{SENTENCE}"
    assert [s.confidence >= 0.8 for s in sections_of(text)] == [True, True, False]


def test_parts_chapters_and_sections_of_a_long_report_nest() -> None:
    text = f"第一部分　举措\n第一节　领导\n{SENTENCE}\n一、学习\n{SENTENCE}\n第二部分　不足\n{SENTENCE}"
    assert [(s.level, s.label) for s in sections_of(text)] == [
        (1, "第一部分"),
        (2, "第一节"),
        (3, "一、"),
        (1, "第二部分"),
    ]


def test_a_table_of_contents_is_no_outline() -> None:
    names = ["总体情况", "工作措施", "存在问题", "工作安排"]
    numbers = "一二三四"
    contents = "".join(
        f"{n}、{name}……{i}\n" for i, (n, name) in enumerate(zip(numbers, names, strict=True))
    )
    text = (
        "目录\n"
        + contents
        + "".join(f"{n}、{m}\n{SENTENCE}\n" for n, m in zip(numbers, names, strict=True))
    )
    found = sections_of(text)
    assert [s.heading for s in found] == names
    assert all(s.span.start > text.index(SENTENCE) - 10 for s in found)


def test_a_short_table_of_contents_is_known_by_its_name() -> None:
    text = f"目　录\n第一部分　回顾\n第二部分　思路\n{OPENING}\n第一部分　回顾\n{SENTENCE}\n第二部分　思路\n{SENTENCE}"
    found = sections_of(text)
    assert [s.label for s in found] == ["第一部分", "第二部分"]
    assert found[0].span.start > text.index(OPENING)


def test_a_heading_goes_on_where_the_next_line_cannot_begin_one() -> None:
    for first, second in (
        ("坚持统筹谋划", "，在机制上持续发力"),
        ("变“九龙治水”", "为“一窗受理、并联审批”"),
        ("抓改革，着力建设“不见面”“不跑腿”的", "便民政府"),
        ("坚持简政便民，打造市场化法治化国际化", "营商环境"),
    ):
        text = f"一、成效\n（一）{first}\n{second}\n{SENTENCE}"
        assert headings(text)[1:] == [(2, "own_line", "（一）", first + second)]


def test_a_short_line_below_a_complete_heading_is_no_part_of_it() -> None:
    text = f"一、工作开展情况\n主要做法有以下三条\n（一）加强领导。{SENTENCE}\n（二）加强监督。{SENTENCE}"
    assert headings(text)[0] == (1, "own_line", "一、", "工作开展情况")


def test_a_statement_is_cut_at_a_clause_not_inside_a_list() -> None:
    text = f"一、安排\n（一）公开权力清单，群众通过手机提交申请、查询进度、下载证件和反映意见{'等' * 40}\n（二）{SENTENCE}"
    assert sections_of(text)[1].heading == "公开权力清单"


def test_lists_of_attachments_are_no_sections() -> None:
    text = f"一、情况\n{SENTENCE}\n附件：1.案件统计表\n2.人员名单\n某某局\n2020年1月3日"
    assert [s.label for s in sections_of(text)] == ["一、"]


def test_figures_years_and_articles_at_a_line_start_are_no_sections() -> None:
    text = f"2022年，我区{OPENING}\n2.1万件案件得到办理。\n第三条 为了规范\n1-4年级普法。"
    assert sections_of(text) == ()


def test_a_report_without_numbers_has_no_outline_and_says_so() -> None:
    report = read(f"东平区2022年度法治政府建设情况报告\n{OPENING}\n坚持党的领导\n{SENTENCE}")
    assert report.sections == ()
    assert "no_outline" in [n.code for n in report.notes]


def test_furniture_is_no_section() -> None:
    text = f"一、登录须知\n一、总体情况\n{SENTENCE}"
    hidden = Span(0, text.index("\n") + 1)
    assert [s.heading for s in outline(text, Span(0, len(text)), [hidden])] == ["总体情况"]


def test_the_marks_of_markdown_headings_are_no_part_of_a_heading() -> None:
    text = f"# 云岭县2022年工作报告\n\n## 一、总体情况\n\n{SENTENCE}\n\n### （一）加强领导\n\n{SENTENCE}"
    assert [s.heading_span.of(text) for s in sections_of(text)] == [
        "一、总体情况",
        "（一）加强领导",
    ]
    assert read(text).metadata.title.value == "云岭县2022年工作报告"


def test_rare_characters_do_not_shift_a_section() -> None:
    text = f"𠮷祥镇😀\n一、𠮷祥镇的mixed 情况\n{SENTENCE}"
    assert sections_of(text)[0].heading_span.of(text) == "一、𠮷祥镇的mixed 情况"


PIECES = st.sampled_from(
    [
        "一、", "二、", "三、", "（一）", "(二)", "㈢", "1.", "2、", "３．", "（1）", "2）", "①", "一是", "二是", "三要",
        "第一，", "第一部分", "第二节", "附件：", "2022年", "情况", "加强领导", "，", "。", "：", "；", "“", "”", "《", "、印发",
        " ", "\u3000", "\n", "\n", "\n\n", "𠮷", "abc", SENTENCE, OPENING,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_whatever_the_text_its_sections_nest_inside_it(text: str) -> None:
    text = text.replace("\r", "")
    sections = sections_of(text)
    assert [s.span.start for s in sections] == sorted({s.span.start for s in sections})
    for i, section in enumerate(sections):
        assert section.span.end <= len(text)
        assert section.span.start < section.heading_end <= section.span.end
        assert text.startswith(section.label, section.span.start)
        assert section.label or section.kind is SectionKind.OWN_LINE
        assert section.heading == section.heading.strip(BLANKS)
        assert 1 <= section.level <= (sections[i - 1].level + 1 if i else 1)
        assert 0 < section.confidence <= 1
        for other in sections[i + 1 :]:
            if other.level > section.level and other.span.start < section.span.end:
                assert section.span.contains(other.span)
            else:
                assert other.span.start >= section.span.end


@given(TEXTS, st.integers(0, 100), st.integers(0, 100))
def test_no_section_lies_outside_the_body(text: str, a: int, b: int) -> None:
    body = Span(min(a, b, len(text)), min(max(a, b), len(text)))
    for section in outline(text, body):
        assert body.start <= section.span.start
        assert section.span.end <= body.end


def test_a_long_heading_of_the_first_level_is_whole_when_it_has_no_stop() -> None:
    long = "深入学习贯彻上级决策部署，全面落实实施纲要各项任务，统筹推进依法行政、严格执法、社会治理各方面工作取得新进展新成效"
    text = f"一、{long}\n{SENTENCE}\n二、存在的不足\n{SENTENCE}"
    assert headings(text)[0] == (1, "own_line", "一、", long)


def test_a_heading_that_lost_its_line_break_ends_at_the_gap() -> None:
    text = f"一、成效\n1. 强化领导　　{SENTENCE}\n2. 优化服务  {SENTENCE}"
    assert headings(text)[1:] == [
        (2, "run_in", "1.", "强化领导"),
        (2, "run_in", "2.", "优化服务"),
    ]


def test_numbers_that_are_counted_together_begin_no_heading() -> None:
    text = (
        f"一、成效\n一、二季度开展检查，{SENTENCE}\n三、四级联动，{SENTENCE}\n二、不足\n{SENTENCE}"
    )
    assert [s.label for s in sections_of(text)] == ["一、", "二、"]

"""Body and furniture of a copied page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.text.furniture import find_furniture
from text.reading import OPENING, SENTENCE

TITLE = "云岭区2023年度法治政府建设情况报告"
REPORT = f"{TITLE}\n{OPENING}\n一、成效\n{SENTENCE}\n云岭区人民政府\n2024年2月10日"


def shown(text: str, hints: tuple[Span, ...] = ()) -> list[str]:
    """The lines that are not hidden, trimmed, without blank ones."""
    _, furniture = find_furniture(text, hints)
    for span in reversed(furniture):
        text = text[: span.start] + text[span.end :]
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_a_page_of_nothing_but_the_report_hides_nothing() -> None:
    body, furniture = find_furniture(REPORT)
    assert furniture == ()
    assert body == Span(0, len(REPORT))


def test_navigation_above_and_footer_below_are_hidden() -> None:
    page = (
        "无障碍 | 长者模式 | 繁体\n首页 政务公开\n您当前的位置：首页 > 政务公开 > 正文\n"
        + REPORT
        + "\n\n扫一扫在手机上查看当前页面\n上一篇：没有了\n返 回\n顶 部\n"
        "主办：云岭区人民政府办公室 承办：云岭区大数据中心\n渝ICP备12345678号 网站标识码：5001110000\n"
    )
    assert shown(page) == REPORT.split("\n")
    body, _ = find_furniture(page)
    assert body.of(page) == REPORT


def test_data_between_title_and_text_is_hidden_and_the_salutation_stays() -> None:
    page = (
        f"{TITLE}\n发布日期：2024-02-11 来源：云岭区司法局 浏览次数：12\n【字体：大 中 小】 [ 打印 ] [ 关闭 ]\n"
        f"区委、区政府：\n{OPENING}\n"
    )
    assert shown(page) == [TITLE, "区委、区政府：", OPENING]


def test_a_table_of_labelled_data_at_the_head_is_hidden() -> None:
    page = (
        "[ 索引号 ] | 115001/2024-00019 | [ 发文字号 ] | |\n[ 发布机构 ] | 云岭区政府办公室 |\n"
        f"[ 发布日期 ] | 2024-02-15 | [ 有效性 ] |\n{REPORT}"
    )
    assert shown(page) == REPORT.split("\n")


def test_labels_with_their_values_on_the_next_lines_are_hidden() -> None:
    page = f"索 引 号：\n  115001/2024-00019\n发布机构：\n  云岭区司法局\n标  题：\n  {TITLE}\n{REPORT}"
    assert shown(page) == REPORT.split("\n")


def test_furniture_is_made_of_whole_lines_with_their_line_breaks() -> None:
    page = f"首页\n  {TITLE}\n 来源：本网\n{OPENING}\n一、成效\n{SENTENCE}\n主办：云岭区\n"
    _, furniture = find_furniture(page)
    assert [span.of(page) for span in furniture] == ["首页\n", " 来源：本网\n", "主办：云岭区\n"]


def test_number_and_masthead_of_a_document_are_the_reports() -> None:
    page = f"云岭区人民政府文件\n云政发〔2024〕5号\n{REPORT}"
    body, furniture = find_furniture(page)
    assert (body.start, furniture) == (0, ())


def test_attachments_and_copies_below_the_signature_are_the_reports() -> None:
    foot = "（此件公开发布）\n附件：1．案件统计表\n2．人员名单\n抄送：市委依法治市办。"
    page = f"{REPORT}\n{foot}\n相关信息\n友情链接\n"
    assert shown(page) == [*REPORT.split("\n"), *foot.split("\n")]


def test_nothing_else_below_the_signature_is_the_reports() -> None:
    page = f"{REPORT}\n\n云岭区\n云岭要闻\n官方微信\n"
    assert shown(page) == REPORT.split("\n")


def test_a_signed_letter_above_the_report_does_not_end_it() -> None:
    page = (
        f"关于报送《{TITLE}》的函\n区委依法治区办：\n现将{TITLE}随函报送，请予审阅。\n"
        f"云岭区人民政府\n2024年1月5日\n{TITLE}\n{OPENING}\n一、成效\n{SENTENCE}\n云岭区\n官方微博\n"
    )
    assert shown(page)[-1] == SENTENCE
    assert len(shown(page)) == 9


def test_a_last_line_without_date_stays_when_nobody_has_signed() -> None:
    page = f"{TITLE}\n{OPENING}\n一、成效\n{SENTENCE}\n云岭区水务局\n版权所有：云岭区人民政府\n"
    assert shown(page)[-1] == "云岭区水务局"


def test_lines_of_the_text_that_speak_of_such_things_stay() -> None:
    text = (
        "一、版权保护\n" + SENTENCE + "\n二、首页信息公开\n" + SENTENCE + "\n"
        "主办单位：各科室应当认真组织法治讲座并做好记录，及时公布来源：本区普法资料库。\n"
        + SENTENCE
    )
    assert find_furniture(text) == (Span(0, len(text)), ())


def test_what_the_reader_of_the_file_knows_is_hidden() -> None:
    page = f"{TITLE}\n阳光云岭\n{OPENING}\n一、成效\n{SENTENCE}\n"
    at = page.index("阳光云岭")
    assert "阳光云岭" not in shown(page, (Span(at, at + 5),))
    assert "阳光云岭" in shown(page)


def test_a_text_of_nothing_but_furniture_is_shown() -> None:
    page = "首页\n联系我们\n"
    assert shown(page) == ["首页", "联系我们"]


def test_an_empty_text_has_an_empty_body() -> None:
    assert find_furniture("") == (Span(0, 0), ())


LINES = st.sampled_from(
    [
        "首页", "当前位置：首页 > 公开", TITLE, OPENING, SENTENCE, "一、成效", "（一）改革。" + SENTENCE, "来源：本网",
        "索引号：", "2024-01-02 10:00", "云岭区人民政府", "2024年1月5日", "附件：", "1．名单", "渝ICP备1号", "返 回", "",
        "  ", "区政府：", "云政发〔2024〕5号", "𠮷", "某某",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(LINES, max_size=25).map("\n".join)))
def test_whatever_the_page_its_parts_are_whole_lines_in_order(page: str) -> None:
    body, furniture = find_furniture(page)
    assert body.end <= len(page)
    end = 0
    for span in furniture:
        assert end <= span.start < span.end <= len(page)
        assert span.start == 0 or page[span.start - 1] == "\n"
        assert span.end == len(page) or page[span.end - 1] == "\n"
        end = span.end
    if page.strip():
        assert body.of(page).strip()


@given(st.lists(LINES, max_size=25))
def test_running_text_between_the_first_and_last_numbered_line_is_never_hidden(
    lines: list[str],
) -> None:
    page = "\n".join([TITLE, "一、成效", SENTENCE, *lines, "二、不足", SENTENCE])
    hidden = [line for line in lines if line and line not in shown(page)]
    assert SENTENCE not in hidden
    assert "一、成效" not in hidden


def test_the_buttons_of_a_tool_bar_are_hidden() -> None:
    text = f"云岭区2023年度法治政府建设情况报告\n打印\n保存\n分享\n{OPENING}\n一、成效\n{SENTENCE}"
    _, furniture = find_furniture(text)
    assert [span.of(text) for span in furniture] == ["打印\n保存\n分享\n"]


def test_what_a_site_recommends_below_a_report_is_hidden_though_it_is_prose() -> None:
    report = f"白石县2022年度法治政府建设情况报告\n{OPENING}\n一、成效\n{SENTENCE}\n二、不足\n{SENTENCE}\n"
    others = f"推荐阅读\n区领导调研重点项目\n{SENTENCE}\n全区大会召开\n{SENTENCE}\n"
    body, _ = find_furniture(report + others)
    assert body.of(report + others) == report.rstrip("\n")


def test_a_line_of_such_words_inside_a_report_ends_nothing() -> None:
    text = f"白石县2022年度法治政府建设情况报告\n{OPENING}\n一、成效\n最新动态\n{SENTENCE}\n二、不足\n{SENTENCE}"
    body, _ = find_furniture(text)
    assert body.end == len(text)


def test_page_numbers_between_the_lines_of_a_report_are_hidden() -> None:
    text = f"白石县2022年度法治政府建设情况报告\n{OPENING}\n— 1 —\n一、成效\n{SENTENCE}\n－ 2 －\n{SENTENCE}\n第3页 共3页\n{SENTENCE}\n2023\n{SENTENCE}"
    _, furniture = find_furniture(text)
    assert [s.of(text).strip() for s in furniture] == ["— 1 —", "－ 2 －", "第3页 共3页"]


def test_a_report_that_speaks_of_consent_and_websites_is_no_notice_of_a_site() -> None:
    lines = [
        "重大执法决定未经法制审核同意的，一律不得作出，全年审核重大执法决定58件。",
        "二是规范网站管理。对本网站版权声明等栏目开展清理，下架信息46条，纠正错误链接18处。",
        "（三）优化网上服务，政务服务网适配主流浏览器版本12个，网办率达到98.5%以上。",
    ]
    text = "\n".join([f"白石县2022年度法治政府建设情况报告\n{OPENING}\n一、成效", *lines])
    body, furniture = find_furniture(text)
    assert (body.end, furniture) == (len(text), ())

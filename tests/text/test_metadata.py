"""Metadata of report pages: shapes met in practice, with invented names and numbers."""

from __future__ import annotations

import pytest

from app.domain.report import Metadata, Source
from app.text.metadata import metadata
from text.reading import OPENING, SENTENCE, read

BODY = f"{OPENING}\n一、主要工作\n{SENTENCE}\n"

# name, beginning of the page, expected values
SHAPES: list[tuple[str, str, dict[str, str | None]]] = [
    (
        "site name and source line",
        (
            "津州市云岭区人民政府 2019年12月3日星期二\n\n无障碍 简体| 繁体\n\n云岭区2023年度法治政府建设情况报告\n"
            "来源:云岭区人民政府办公室 发布时间:2024-03-28 09:01\n"
        ),
        {
            "title": "云岭区2023年度法治政府建设情况报告",
            "organisation": "云岭区",
            "year": "2023",
            "published_on": "2024-03-28",
        },
    ),
    (
        "page clock and breadcrumb",
        (
            "今天是:2019年10月31日 星期三 农历十月初七\n工作报告\n您所在的位置:政务公开 > 工作报告\n"
            "2020年云岭区法治政府建设情况报告\n文章来源:司法局 更新时间:2021/03/29 11:00:01\n"
        ),
        {"organisation": "云岭区", "year": "2020", "published_on": "2021-03-29"},
    ),
    (
        "spaced labels in lines",
        (
            "当前位置: 网站首页 -> 政务公开 -> 正文\n索 引 号 szfb/2022-00999 发布机构 市政府办\n"
            "公开目录 法治建设 发布日期 2022-02-19 00:00\n名  称 青石县人民政府2021年度法治政府建设工作报告\n"
            "青石县人民政府2021年度法治政府建设工作报告\n"
        ),
        {
            "title": "青石县人民政府2021年度法治政府建设工作报告",
            "organisation": "青石县人民政府",
            "index_number": "szfb/2022-00999",
            "published_on": "2022-02-19",
            "level": "county",
        },
    ),
    (
        "title with a space, twice",
        (
            "白河县人民政府 2021年法治政府建设工作报告\n\n白河县人民政府 2021年法治政府建设工作报告\n\n"
            "发布时间: 2022-01-29 18:01 字体:[大 中 小]\n"
        ),
        {
            "title": "白河县人民政府2021年法治政府建设工作报告",
            "organisation": "白河县人民政府",
            "published_on": "2022-01-29",
        },
    ),
    (
        "table with empty cells",
        (
            "索 引 号 | 11620300000000000R/2025-10001 | 主题分类 | 其他 |\n发文字号 | | 制发机构 | |\n有效性 | |||\n"
            "成文日期 | 2025-06-13 | 发布日期 | 2025-06-30 |\n标 题 | 金泽市2024年法治政府建设情况报告 |\n"
            "金泽市2024年法治政府建设情况报告\n"
        ),
        {
            "title": "金泽市2024年法治政府建设情况报告",
            "index_number": "11620300000000000R/2025-10001",
            "published_on": "2025-06-30",
            "signed_on": "2025-06-13",
            "organisation": "金泽市",
        },
    ),
    (
        "labels and values on lines of their own",
        (
            "返回顶部\n\n• 索引号:\n\n    6107000000/2024-000001\n  • 主题分类:\n\n  • 发文机构:\n\n    镇川县人民政府\n"
            "  • 发文日期:\n\n    2024年04月06日 16:40\n  • 发布日期:\n\n    2024年04月07日 16:34\n  • 内容概述:\n\n"
            "镇川县2023年法治政府建设情况报告\n"
        ),
        {
            "title": "镇川县2023年法治政府建设情况报告",
            "organisation": "镇川县人民政府",
            "index_number": "6107000000/2024-000001",
            "published_on": "2024-04-07",
            "signed_on": "2024-04-06",
        },
    ),
    (
        "traditional characters",
        (
            "索 引 號: 000010000/2022-00001 主題分類: 綜合政務\n發文機關: 辰川縣人民政府 成文日期: 2022年03月15日\n"
            "發布日期: 2022年04月11日\n辰川縣2021年法治政府建設情況報告\n"
        ),
        {
            "title": "辰川縣2021年法治政府建設情況報告",
            "organisation": "辰川縣人民政府",
            "index_number": "000010000/2022-00001",
            "published_on": "2022-04-11",
        },
    ),
    (
        "title over two lines",
        "道川县文广新局2013年度依法行政工作\n年度报告\n",
        {"title": "道川县文广新局2013年度依法行政工作年度报告", "organisation": "道川县文广新局"},
    ),
    (
        "unit, year and genre on three lines",
        "首页 > 政务公开\n松江县市场监督管理局\n2023年度法治政府建设\n工作报告\n发布时间：2024-01-19 16:22\n",
        {
            "title": "松江县市场监督管理局2023年度法治政府建设工作报告",
            "organisation": "松江县市场监督管理局",
            "level": "department",
            "published_on": "2024-01-19",
        },
    ),
    (
        "label glued to the time before",
        "辰川县2021年法治政府建设情况报告\n发布时间:2022-04-11 15:01信息来源:辰川县司法局\n",
        {"published_on": "2022-04-11", "organisation": "辰川县"},
    ),
    (
        "an editor as source",
        "2023年法治政府建设工作情况报告\n时间:2023-05-07 17:00:05 来源:网友投稿\n",
        {"year": "2023", "published_on": "2023-05-07", "organisation": None},
    ),
    (
        "no title, period of the figures",
        "本报告所列数据的统计时限自2012年1月1日至2012年12月31日，内容包括概述和工作情况等五个部分，特此说明并请予监督指导。\n",
        {"title": None, "year": "2012"},
    ),
    (
        "archiving time is no publication",
        "归档时间:2023-06-15\n当前位置: 首页 > 公开领域\n\n南川县住房和城乡建设局2018年度依法行政 工作报告\n\n详细信息\n",
        {
            "title": "南川县住房和城乡建设局2018年度依法行政工作报告",
            "published_on": None,
            "organisation": "南川县住房和城乡建设局",
        },
    ),
    (
        "bulleted stamp and site as source",
        (
            "智能问答   |   无障碍浏览   |   ENGLISH\n2020年云岭经济技术开发区法治政府建设情况工作报告\n"
            "  • 2021-02-20 11:55\n  • 来源: 云岭政务网\n  • 分享到\n"
        ),
        {
            "published_on": "2021-02-20",
            "organisation": "云岭经济技术开发区",
            "level": "zone",
            "year": "2020",
        },
    ),
    (
        "covering title over two lines",
        "云岭新区管理委员会关于报送\n《云岭新区2022年度法治政府建设情况》的报告\n\n 2023/01/12/ 09:27 来源：本网\n",
        {
            "title": "云岭新区管理委员会关于报送《云岭新区2022年度法治政府建设情况》的报告",
            "published_on": "2023-01-12",
            "organisation": "云岭新区管理委员会",
        },
    ),
    (
        "range of years",
        "秦川区法治政府建设工作报告（2021—2022年）\n发布日期：2023-02-20　来源：区政府办\n",
        {"year": "2022", "published_on": "2023-02-20", "organisation": "秦川区"},
    ),
    (
        "rows of a web table",
        (
            "标题\t天河县2020年度法治政府建设工作报告\n发布机构\t天河县政府办公室\t索引号\tTH/2021-0099\n"
            "发布日期\t2021-03-31\t文号\t\n\n天河县2020年度法治政府建设工作报告\n"
        ),
        {
            "title": "天河县2020年度法治政府建设工作报告",
            "index_number": "TH/2021-0099",
            "published_on": "2021-03-31",
            "organisation": "天河县",
        },
    ),
    (
        "filed on a stated day",
        "云岭县2022年法治政府建设情况报告\n发布日期：2023-03-20 报送日期：2023-02-24\n",
        {"filed_on": "2023-02-24", "published_on": "2023-03-20"},
    ),
    (
        "data in heavy brackets",
        (
            "今天是2025年3月8日 星期六\n云岭县2023年法治政府建设年度报告\n"
            "【信息时间：2024/2/5  阅读次数：88】【打印】【关闭】\n"
        ),
        {"published_on": "2024-02-05"},
    ),
    (
        "a bracketed date",
        "云岭县2023年法治政府建设年度报告\n[ 2024-02-05 ]\n",
        {"published_on": "2024-02-05"},
    ),
    (
        "many lines of navigation",
        "".join(f"栏目{i}\n" for i in range(70))
        + "云岭县财政局2024年法治政府建设情况报告\n公开日期：2025-01-21\n",
        {
            "title": "云岭县财政局2024年法治政府建设情况报告",
            "organisation": "云岭县财政局",
            "published_on": "2025-01-21",
        },
    ),
]


def values(found: Metadata, names: dict[str, str | None]) -> dict[str, str | None]:
    return {name: found[name].value for name in names}


@pytest.mark.parametrize(("page", "expected"), [s[1:] for s in SHAPES], ids=[s[0] for s in SHAPES])
def test_a_page_beginning_of_this_shape_is_read(page: str, expected: dict[str, str | None]) -> None:
    assert values(read(page + BODY).metadata, expected) == expected


def test_the_signature_outranks_the_table() -> None:
    page = (
        "发布机构 | 云岭区政府办公室 | 成文日期 | 2023-02-15 | 发布日期 | 2023-02-16 |\n"
        f"云岭区2022年法治政府建设情况报告\n{BODY}云岭区人民政府\n2023年2月10日"
    )
    found = read(page).metadata
    assert (found.organisation.value, found.organisation.source) == ("云岭区人民政府", Source.TEXT)
    assert (found.signed_on.value, found.signed_on.source) == ("2023-02-10", Source.TEXT)
    assert (found.published_on.value, found.published_on.source) == ("2023-02-16", Source.TABLE)


def test_an_office_that_signs_is_not_the_reporting_unit() -> None:
    page = (
        f"2020年云岭区法治政府建设情况报告\n{BODY}     中共云岭区委全面依法治区\n\n     委员会办公室\n\n"
        "          2020年11月21日\n"
    )
    found = read(page).metadata
    assert (found.organisation.value, found.signed_on.value) == ("云岭区", "2020-11-21")


def test_joint_signatures_name_both() -> None:
    page = f"关于2023年法治建设情况的报告\n{BODY}中共柳林县委员会\n柳林县人民政府\n2024年1月31日"
    found = read(page).metadata
    assert found.organisation.value == "中共柳林县委员会、柳林县人民政府"
    assert found.level.value == "county"


def test_a_letter_signed_above_its_report_gives_unit_and_date() -> None:
    page = (
        "云岭新区管理委员会关于报送《云岭新区2022年度法治政府建设情况》的报告\n省政府:\n"
        "现将《云岭新区2022年度法治政府建设情况》随文呈报，请审阅。\n  云岭新区管理委员会\n\n  2023年1月12日\n\n"
        f"云岭新区2022年度法治政府建设情况\n{BODY}\n云岭新区\n官方微信\n"
    )
    found = read(page).metadata
    assert found.signed_on.value == "2023-01-12"
    assert (found.organisation.value, found.level.value) == ("云岭新区管理委员会", "zone")


@pytest.mark.parametrize(
    "ending",
    [
        "云岭区水务局\n二○二一年十二月三十一日",
        "云岭区水务局　　2021年12月31日",
        "云岭区水务局（盖章）\n2021-12-31",
    ],
)
def test_signatures_in_other_dress_are_read(ending: str) -> None:
    found = read(f"2021年度法治政府建设工作总结\n{BODY}{ending}\n").metadata
    assert (found.organisation.value, found.signed_on.value) == ("云岭区水务局", "2021-12-31")


def test_a_name_without_date_at_the_end_signs() -> None:
    found = read(f"2021年度法治政府建设工作总结\n{BODY}特此报告。\n云岭区水务局\n").metadata
    assert (found.organisation.value, found.signed_on.value) == ("云岭区水务局", None)


@pytest.mark.parametrize(
    "below", ["——云岭区水务局", "（云岭区水务局  2021年12月）", "云岭区 水务局"]
)
def test_a_unit_below_the_title_reports(below: str) -> None:
    found = read(f"2021年度法治政府建设工作总结\n{below}\n{BODY}").metadata
    assert (found.organisation.value, found.organisation.source) == ("云岭区水务局", Source.TEXT)


def test_a_meeting_is_no_reporting_unit() -> None:
    page = f"在全省法治政府建设推进会上的发言\n云岭市人民政府\n（2023年5月）\n{BODY}"
    assert read(page).metadata.organisation.value == "云岭市人民政府"


def test_the_province_is_stated_or_a_guess() -> None:
    named = read(f"陕西省云岭县2021年法治政府建设情况报告\n{BODY}").metadata.region
    assert (named.value, named.source) == ("陕西", Source.TEXT)
    by_city = read(f"安康高新区2021年法治政府建设情况报告\n{BODY}").metadata.region
    assert (by_city.value, by_city.source) == ("陕西·安康", Source.GUESS)
    by_site = read(f"云岭区2021年法治政府建设情况报告\n{BODY}粤ICP备2021014343号\n").metadata.region
    assert (by_site.value, by_site.source) == ("广东", Source.GUESS)
    unknown = read(f"云岭区2021年法治政府建设情况报告\n{BODY}").metadata.region
    assert (unknown.value, unknown.source) == (None, None)


def test_tags_of_a_page_are_used_and_the_shown_date_wins() -> None:
    page = f"云岭县2021年法治政府建设情况报告\n发布日期：2022-03-01\n{BODY}"
    found = read(
        page,
        title="云岭县2021年法治政府建设情况报告",
        published_on="2022-03-05 10:00",
        index_number="YL/1",
        organisation="云岭县人民政府",
    ).metadata
    assert (found.title.source, found.index_number.source) == (Source.META, Source.META)
    assert found.published_on.value == "2022-03-01"
    assert (found.organisation.value, found.organisation.source) == ("云岭县人民政府", Source.META)


def test_a_tag_gives_the_date_that_the_page_does_not_show() -> None:
    found = read(f"云岭县2021年报告\n{BODY}", published_on="2022-03-05 10:00").metadata
    assert (found.published_on.value, found.published_on.source) == ("2022-03-05", Source.META)


def test_the_file_name_gives_a_title_when_nothing_else_does() -> None:
    found = read(BODY, file_name="云岭县2021年法治政府建设情况报告.docx").metadata
    assert (found.title.value, found.title.source) == (
        "云岭县2021年法治政府建设情况报告",
        Source.GUESS,
    )
    assert (found.year.value, found.organisation.value) == ("2021", "云岭县")


def test_the_day_of_filing_is_never_inferred() -> None:
    page = f"云岭区2022年法治政府建设情况报告\n{BODY}云岭区人民政府\n2023年2月10日"
    assert read(page).metadata.filed_on.value is None


def test_metadata_can_be_read_for_a_body_that_is_known() -> None:
    page = f"首页\n云岭区2022年法治政府建设情况报告\n{BODY}云岭区人民政府\n2023年2月10日"
    parsed = read(page)
    assert metadata(page, parsed.body) == parsed.metadata


@pytest.mark.parametrize("year", ["（2023年度）", "(2023年)"])
def test_a_year_in_brackets_below_the_title_belongs_to_it(year: str) -> None:
    found = read(f"云岭县法治政府建设工作报告\n{year}\n{OPENING}\n一、成效\n{SENTENCE}").metadata
    assert found.title.value == f"云岭县法治政府建设工作报告{year}"
    assert found.year.value == "2023"


def test_the_office_that_issues_a_report_is_not_its_unit() -> None:
    found = read(
        "中共云岭市委全面依法治市委员会办公室\n关于云岭市2022年法治政府建设情况的报告\n"
        f"{OPENING}\n一、成效\n{SENTENCE}\n中共云岭市委全面依法治市\n委员会办公室\n2023年2月15日"
    ).metadata
    assert found.organisation.value == "云岭市"


def test_the_sign_of_a_footnote_is_no_part_of_the_title() -> None:
    found = read(f"云岭区2023年度法治政府建设情况报告[注1]\n{BODY}[注1] 本报告经审议通过。")
    assert found.metadata.title.value == "云岭区2023年度法治政府建设情况报告"

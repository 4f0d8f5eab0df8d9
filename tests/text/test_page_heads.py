"""Heads and feet of pages in many shapes: what they say of a report, and what is shown of them."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from text.reading import OPENING, SENTENCE, read

TITLE = "青禾县人民政府2022年度法治政府建设情况报告"
UNIT = "青禾县人民政府"
TEXT = (
    f"{OPENING}\n一、工作开展情况\n（一）加强领导。{SENTENCE}\n（二）规范执法。{SENTENCE}\n"
    f"二、存在的问题\n{SENTENCE}\n三、下一步打算\n{SENTENCE}\n"
)


class Shape(NamedTuple):
    """What stands above and below a report, and what a careful person takes from it."""

    name: str
    head: str
    foot: str = ""
    title: str | None = TITLE
    organisation: str | None = UNIT
    published_on: str | None = None
    signed_on: str | None = None
    index_number: str | None = None
    year: str = "2022"


FIELDS = ("title", "organisation", "published_on", "signed_on", "index_number", "year")

SHAPES = (
    Shape(
        "bullets, values below",
        f"青禾县人民政府\n\n  • 索引号:\n\n    6107280000/2024-001005\n  • 主题分类:\n\n  • 来源:\n\n  • 发文机构:\n\n    县政府网站\n  • 发文日期:\n\n    2023年04月06日 16:40\n  • 发布日期:\n\n    2023年04月06日 16:34\n  • 内容概述:\n\n{TITLE}\n\n",
        published_on="2023-04-06",
        signed_on="2023-04-06",
        index_number="6107280000/2024-001005",
    ),
    Shape(
        "the day of saving on top",
        f"某某县人民政府 2019年12月3日星期二\n无障碍 简体| 繁体\n{TITLE}\n来源:青禾县人民政府办公室 发布时间:2023-03-28 09:18\n\n{TITLE}\n\n",
        published_on="2023-03-28",
    ),
    Shape(
        "the day of saving by two calendars",
        f"今天是:2019年10月31日 星期四 农历十月初七\n工作报告\n\n您所在的位置:政务公开 > 工作报告\n{TITLE}\n文章来源:司法局 更新时间:2023/03/29 11:30:01\n\n\n{TITLE}\n\n",
        published_on="2023-03-29",
    ),
    Shape(
        "a table in bars",
        f"| 索引号 | 11220000/2023-00123 | 分类 | 法治；报告 |\n| 发文机关 | 青禾县人民政府 | 成文日期 | 2023年01月20日 |\n| 标题 | {TITLE} |\n| 发文字号 | 青政发〔2023〕1号 | 发布日期 | 2023年02月01日 |\n\n{TITLE}\n",
        published_on="2023-02-01",
        signed_on="2023-01-20",
        index_number="11220000/2023-00123",
    ),
    Shape(
        "labels in square brackets",
        f"[索 引 号] 1122/2023-1 [发文日期] 2023-01-20\n[信息来源] 青禾县司法局 [公开日期] 2023-02-01\n{TITLE}\n",
        published_on="2023-02-01",
        signed_on="2023-01-20",
        index_number="1122/2023-1",
    ),
    Shape(
        "labels in heavy brackets",
        f"【索引号】QH-2023-1\u3000【公开日期】2023-02-01\u3000【浏览次数】：56\n{TITLE}\n",
        published_on="2023-02-01",
        index_number="QH-2023-1",
    ),
    Shape(
        "letterhead and number",
        f"青禾县人民政府文件\n青政发〔2023〕15号\u3000\u3000\u3000签发人：李某\n\n{TITLE}\n市人民政府：\n",
        foot="\n青禾县人民政府\n2023年2月3日\n（此件公开发布）\n抄送：市司法局。\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "a date in brackets below the title", f"{TITLE}\n（2023年2月3日）\n", signed_on="2023-02-03"
    ),
    Shape(
        "unit and date below the title",
        "2022年度法治政府建设情况报告\n青禾县司法局\n（2023年2月3日）\n",
        title="2022年度法治政府建设情况报告",
        organisation="青禾县司法局",
        signed_on="2023-02-03",
    ),
    Shape(
        "the unit above the title",
        "青禾县司法局\n2022年度法治政府建设情况报告\n",
        title="青禾县司法局2022年度法治政府建设情况报告",
        organisation="青禾县司法局",
    ),
    Shape(
        "a year in Chinese numerals",
        "青禾县人民政府二〇二二年度法治政府建设情况报告\n",
        foot="\n青禾县人民政府\n二○二三年二月三日\n",
        title="青禾县人民政府二〇二二年度法治政府建设情况报告",
        signed_on="2023-02-03",
    ),
    Shape(
        "name and date in one line",
        f"{TITLE}\n",
        foot="\n青禾县人民政府 2023年2月3日\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "the date above the name",
        f"{TITLE}\n",
        foot="\n2023年2月3日\n青禾县人民政府\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "a date with dots",
        f"{TITLE}\n",
        foot="\n青禾县人民政府\n2023.2.3\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "two signers in one line",
        f"{TITLE}\n",
        foot="\n中共青禾县委员会\u3000\u3000青禾县人民政府\n2023年2月3日\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "an office that prints",
        "2022年青禾县法治政府建设年度报告\n",
        foot="\n青禾县人民政府办公室\n2023年2月3日印发\n",
        title="2022年青禾县法治政府建设年度报告",
        organisation="青禾县",
    ),
    Shape(
        "a title that begins with 关于",
        "关于青禾县2022年度法治政府建设工作情况的报告\n",
        foot="\n青禾县司法局\n2023年2月3日\n",
        title="关于青禾县2022年度法治政府建设工作情况的报告",
        organisation="青禾县",
        signed_on="2023-02-03",
    ),
    Shape(
        "a range of years",
        "青禾县2021—2022年法治政府建设工作总结\n",
        title="青禾县2021—2022年法治政府建设工作总结",
        organisation="青禾县",
    ),
    Shape(
        "next year in the title",
        "青禾镇2022年法治政府建设工作总结及2023年工作计划\n",
        title="青禾镇2022年法治政府建设工作总结及2023年工作计划",
        organisation="青禾镇",
    ),
    Shape(
        "the window title above",
        f"{TITLE} - 青禾县人民政府门户网站\n首页>政务公开\n{TITLE}\n发布时间：2023-2-1 8:05\u3000浏览量：12\n",
        published_on="2023-02-01",
    ),
    Shape(
        "a date with slashes",
        f"2023/02/01 08:12:00 来源：县府办 浏览：33\n{TITLE}\n",
        published_on="2023-02-01",
    ),
    Shape(
        "a date with its weekday",
        f"发布日期：2023年2月1日 星期三 字号：大 中 小\n{TITLE}\n",
        published_on="2023-02-01",
    ),
    Shape(
        "site, date and source in one line",
        f"{TITLE}\n青禾县人民政府网 www.example.gov.cn 2023-02-01 来源： 县司法局\n",
        published_on="2023-02-01",
    ),
    Shape(
        "date and time alone",
        f"{TITLE}\n2023年02月01日 09:11\n【字体：大 中 小】\n",
        published_on="2023-02-01",
    ),
    Shape(
        "labels without colons",
        f"{TITLE}\n发布时间 2023-02-01 | 来源 县司法局 | 阅读 88\n",
        published_on="2023-02-01",
    ),
    Shape(
        "a division city",
        "第八十师北垦市2022年度法治政府建设工作报告\n",
        foot="\n第八十师北垦市司法局\n2023年1月2日\n",
        title="第八十师北垦市2022年度法治政府建设工作报告",
        organisation="第八十师北垦市",
        signed_on="2023-01-02",
    ),
    Shape(
        "a tax bureau",
        "国家税务总局青禾县税务局2022年法治税务建设情况报告\n",
        title="国家税务总局青禾县税务局2022年法治税务建设情况报告",
        organisation="国家税务总局青禾县税务局",
    ),
    Shape(
        "a title below its unit",
        "青禾市应急管理局\n关于2022年度法治政府建设情况的报告\n",
        foot="\n青禾市应急管理局\n2023年2月3日\n附件：1.案件统计表\n\u3000\u3000\u30002.人员名单\n",
        title="青禾市应急管理局关于2022年度法治政府建设情况的报告",
        organisation="青禾市应急管理局",
        signed_on="2023-02-03",
    ),
    Shape(
        "an office that reports for its city",
        "中共青禾市委全面依法治市委员会办公室关于青禾市2022年度法治政府建设情况的报告\n",
        title="中共青禾市委全面依法治市委员会办公室关于青禾市2022年度法治政府建设情况的报告",
        organisation="青禾市",
    ),
    Shape(
        "an autonomous county",
        "青禾土家族苗族自治县人民政府2022年度法治政府建设情况报告\n",
        title="青禾土家族苗族自治县人民政府2022年度法治政府建设情况报告",
        organisation="青禾土家族苗族自治县人民政府",
    ),
    Shape(
        "a league",
        "青禾盟行政公署2022年法治政府建设情况报告\n",
        foot="\n青禾盟行政公署\n2023年2月3日",
        title="青禾盟行政公署2022年法治政府建设情况报告",
        organisation="青禾盟行政公署",
        signed_on="2023-02-03",
    ),
    Shape(
        "the year behind the title",
        "青禾县法治政府建设情况报告（2022年度）\n",
        title="青禾县法治政府建设情况报告（2022年度）",
        organisation="青禾县",
    ),
    Shape(
        "a contact below the date",
        f"{TITLE}\n",
        foot="\n青禾县人民政府\n2023年2月3日\n\n（联系人：张某；联系电话：0000-0000）\n上一条：无\n",
        signed_on="2023-02-03",
    ),
    Shape("blanks in the title", "青禾县人民政府 2022 年度法治政府建设情况报告\n"),
    Shape(
        "full-width digits",
        "青禾县人民政府２０２２年度法治政府建设情况报告\n",
        foot="\n青禾县人民政府\n２０２３年２月３日\n",
        title="青禾县人民政府２０２２年度法治政府建设情况报告",
        signed_on="2023-02-03",
    ),
    Shape(
        "motto",
        "凝心聚力谱新篇 依法行政促发展\n——青禾县2022年度法治政府建设工作总结\n",
        title="凝心聚力谱新篇依法行政促发展——青禾县2022年度法治政府建设工作总结",
        organisation="青禾县",
    ),
    Shape(
        "letterhead lines",
        f"{TITLE}\n\n\n发布日期：\n2023-02-01\n来源：\n青禾县司法局\n浏览次数：\n35\n分享：\n",
        published_on="2023-02-01",
    ),
    Shape(
        "tabs",
        f"索引号：\tQH1/2023-1\t信息分类：\t综合政务\n发布机构：\t青禾县人民政府\t生成日期：\t2023-01-20\n有效性：\t有效\t文\u3000\u3000号：\t青政〔2023〕2号\n{TITLE}\n",
        signed_on="2023-01-20",
        index_number="QH1/2023-1",
    ),
    Shape(
        "no colon",
        f"索引号 QH1/2023-1 主题分类 司法\n发布机构 青禾县人民政府 成文日期 2023-01-20\n发布日期 2023-02-01 文号 无\n{TITLE}\n",
        published_on="2023-02-01",
        signed_on="2023-01-20",
        index_number="QH1/2023-1",
    ),
    Shape(
        "footer long",
        f"{TITLE}\n",
        foot="\n青禾县人民政府\n2023年2月3日\n主办：青禾县人民政府办公室\n承办：青禾县政务服务和数据管理局\n运行维护：青禾县电子政务中心\n政府网站标识码：0000000001\n琅公网安备 00000000000001号\n地址：青禾县人民路1号\n邮编：000000\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "related",
        f"{TITLE}\n",
        foot="\n青禾县人民政府\n2023年2月3日\n\n相关阅读\n2021年度法治政府建设情况报告\n2020年度法治政府建设情况报告\n\n政府机构\n县直部门\n乡镇街道\n",
        signed_on="2023-02-03",
    ),
    Shape(
        "letter year diff",
        "青禾县人民政府关于报送2022年度法治政府建设情况的函\n市司法局：\n现将我县2022年度法治政府建设情况报告报上，请审阅。\n青禾县人民政府\n2023年1月30日\n青禾县2022年度法治政府建设情况报告\n",
        title="青禾县人民政府关于报送2022年度法治政府建设情况的函",
        signed_on="2023-01-30",
    ),
    Shape(
        "五年",
        "青禾县法治政府建设（2021—2025年）中期评估报告\n",
        title="青禾县法治政府建设（2021—2025年）中期评估报告",
        organisation="青禾县",
        year="2025",
    ),
    Shape(
        "copied header",
        f"{TITLE}\n日期：2023-02-01 15:33\u3000来源：青禾县司法局\u3000作者：办公室\u3000【字号：大 中 小】\u3000打印\n扫一扫分享\n",
        published_on="2023-02-01",
    ),
    Shape(
        "hl views",
        f"2023-02-01 10:20:33\n青禾县司法局\n阅读（ 233 ）\n{TITLE}\n",
        published_on="2023-02-01",
    ),
    Shape(
        "year only title",
        "2022年法治政府建设年度报告\n来源：青禾县农业农村局 时间：2023-01-18\n",
        title="2022年法治政府建设年度报告",
        organisation="青禾县农业农村局",
        published_on="2023-01-18",
    ),
    Shape(
        "我局",
        "市场监管局2022年度法治政府建设情况报告\n",
        foot="\n青禾县市场监督管理局\n2023年1月10日\n",
        title="市场监管局2022年度法治政府建设情况报告",
        organisation="青禾县市场监督管理局",
        signed_on="2023-01-10",
    ),
    Shape(
        "hospital",
        "青禾县供销合作社联合社2022年度法治建设工作总结\n",
        title="青禾县供销合作社联合社2022年度法治建设工作总结",
        organisation="青禾县供销合作社联合社",
    ),
    Shape(
        "zone",
        "青禾国家级旅游度假区管理办公室2022年度法治政府建设工作总结\n",
        title="青禾国家级旅游度假区管理办公室2022年度法治政府建设工作总结",
        organisation="青禾国家级旅游度假区管理办公室",
    ),
    Shape(
        "ethnic",
        "青禾回族乡人民政府关于2022年法治政府建设工作情况的自查报告\n",
        title="青禾回族乡人民政府关于2022年法治政府建设工作情况的自查报告",
        organisation="青禾回族乡人民政府",
    ),
    Shape("disclose", f"【年度报告】{TITLE}\n", title=f"【年度报告】{TITLE}"),
    Shape("draft", f"{TITLE}（征求意见稿）\n", title=f"{TITLE}（征求意见稿）"),
    Shape(
        "sign w/o year",
        "青禾县法治政府建设工作情况汇报\n（2022年度）\n",
        foot="\n青禾县人民政府\n2023年3月\n",
        title="青禾县法治政府建设工作情况汇报（2022年度）",
    ),
)


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_what_a_page_says_of_a_report_is_taken_from_it(shape: Shape) -> None:
    metadata = read(shape.head + TEXT + shape.foot).metadata
    told = {name: metadata[name].value for name in Shape._fields if name in FIELDS}
    assert told == {name: getattr(shape, name) for name in told}


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.name for shape in SHAPES])
def test_all_of_the_text_is_shown_and_outlined(shape: Shape) -> None:
    report = read(shape.head + TEXT + shape.foot)
    start = report.text.index(TEXT)
    assert not any(s.start < start + len(TEXT) and start < s.end for s in report.furniture)
    assert [s.label for s in report.sections] == ["一、", "（一）", "（二）", "二、", "三、"]


def visible(text: str) -> str:
    """What is shown of a text."""
    report = read(text)
    hidden = {i for span in report.furniture for i in range(span.start, span.end)}
    return "".join(c for i, c in enumerate(report.text) if i not in hidden)


def test_a_name_below_its_date_is_shown() -> None:
    assert visible(f"{TITLE}\n{TEXT}2023年2月3日\n{UNIT}\n").endswith(f"2023年2月3日\n{UNIT}\n")


def test_the_motto_above_a_title_is_shown() -> None:
    assert visible(f"凝心聚力谱新篇\n——{TITLE}\n{TEXT}").startswith("凝心聚力谱新篇\n")


def test_an_attachment_below_the_signature_is_shown_with_its_table() -> None:
    attachment = "附件1\n2022年统计表\n单位\t许可\n县公安局\t120\n县市监局二队\t41\n"
    shown = visible(f"{TITLE}\n{TEXT}{UNIT}\n2023年2月3日\n{attachment}上一篇：无\n主办：{UNIT}\n")
    assert shown.endswith(attachment)


def test_what_a_site_lists_below_a_report_is_hidden() -> None:
    foot = "附件：\n无\n分享：\n微信\n相关阅读\n2021年度法治政府建设情况报告\n"
    assert visible(f"{TITLE}\n{TEXT}{UNIT}\n2023年2月3日\n{foot}").endswith(
        "2023年2月3日\n附件：\n"
    )

"""Web pages as government sites make them, around any report: with their class names, and blind.

The shapes are those of public pages; names, numbers and words are invented. A blind page
has lost every class, id, meta tag and comment, so that its structure alone tells the
report from what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

_MENU = [
    "首页",
    "走进本地",
    "新闻中心",
    "政务公开",
    "政务服务",
    "互动交流",
    "投资指南",
    "数据开放",
    "专题专栏",
    "无障碍浏览",
    "长者模式",
    "智能问答",
    "繁體版",
    "ENGLISH",
    "登录",
    "注册",
]
_NEWS = (
    "区领导调研重点项目建设推进情况",
    "我区召开第三季度安全生产工作会议",
    "关于公开征求《国土空间总体规划》意见的公告",
    "2023年事业单位公开招聘工作人员公告",
    "市委书记到我区检查指导防汛工作",
    "全区优化营商环境大会召开",
    "关于开展“三下乡”活动的通知",
    "行政执法人员资格考试成绩公示",
    "“双随机、一公开”抽查结果公示（第12期）",
    "转发关于印发提升行政执法质量三年行动计划的通知",
)
_COLUMNS = ("机构职能", "领导之窗", "政策文件", "规划计划", "财政信息", "法治政府建设", "应急管理")


@dataclass(frozen=True, slots=True)
class Text:
    """What a page is made around.

    Attributes:
        paragraphs: lines below the title; a line with tabs is a row of a table of figures.
    """

    title: str
    organisation: str
    paragraphs: tuple[str, ...]


SHORT = Text(
    "区医保局2020年法治政府建设报告",
    "白石区医疗保障局",
    (
        "2020年，区医保局未制定规范性文件，未发生行政复议和行政诉讼案件。",
        "一、主要做法",
        "加强组织领导，落实第一责任人职责。",
        "二、存在问题",
        "执法人员力量不足。",
        "三、下一步打算",
        "继续抓好培训。",
        "白石区医疗保障局",
        "2021年1月8日",
    ),
)
"""A report that the links of its page outweigh many times over."""


def neutral_lines(text: Text) -> frozenset[str]:
    """What pages say of the report itself: neither report nor frame, and counted nowhere."""
    return frozenset(
        squeezed(line)
        for line in (
            _plain(_info(text)),
            _plain(_labels_line(text)),
            *(_plain(row) for row in _labels_rows(text)),
        )
    )


def squeezed(line: str) -> str:
    return "".join(line.split())


# --- the frame --------------------------------------------------------------------------


def _menu() -> str:
    items = "".join(f'<li><a href="/{i}/">{word}</a></li>' for i, word in enumerate(_MENU))
    return (
        '<div class="header"><div class="logo"><a href="/"><img src="/l.png" alt="政府网站"></a></div>'
        '<form action="/s"><input type="text" value="请输入关键字"><button>搜索</button></form>'
        f'<ul class="nav">{items}</ul></div>'
    )


def _crumbs() -> str:
    return (
        '<div class="position">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a>'
        " &gt; <a href='/f/'>法定主动公开内容</a> &gt; 法治政府建设年度报告</div>"
    )


def _side(count: int = 30) -> str:
    items = "".join(
        f'<li><a href="/a/{i}.html" title="{escape(_NEWS[i % 10])}">{escape(_NEWS[i % 10])}</a>'
        f"<span>2023-0{i % 9 + 1}-1{i % 9}</span></li>"
        for i in range(count)
    )
    return f'<div class="side"><h3>相关信息</h3><ul>{items}</ul></div>'


def _foot() -> str:
    return (
        '<div class="share"><span>分享到：</span><a>微信</a><a>微博</a><a>QQ空间</a></div>'
        '<div class="ewm"><img src="q.png"><p>扫一扫在手机打开当前页</p></div>'
        '<div class="print"><a href="#">【打印本页】</a> <a href="#">【关闭窗口】</a></div>'
        '<div class="links"><select><option>国务院部门网站</option></select></div>'
        '<div class="footer"><p>主办单位：白石区人民政府办公室　承办单位：白石区大数据中心</p>'
        "<p>网站标识码：0000000015　ICP备案编号：琅ICP备00007544号-1　琅公网安备00090202000123号</p>"
        "<p>地址：白石区政府大院　邮编：000099　联系电话：0000-3362200</p>"
        '<p><a href="/map">网站地图</a> | <a>关于我们</a> | <a>隐私声明</a></p></div>'
        "<script>var 统计 = 1;</script>"
    )


def _info(text: Text) -> str:
    return (
        '<div class="info"><span>发布时间：2024-02-15 09:27</span>　'
        f"<span>来源：{text.organisation}</span>　<span>浏览次数：<em>132</em>次</span>　"
        "字号：【<a>大</a> <a>中</a> <a>小</a>】</div>"
    )


def _labels_rows(text: Text) -> list[str]:
    rows = (
        ("[ 索引号 ]", "BS00347908/2024-00019", "[ 发文字号 ]", "白府办发〔2024〕12号"),
        ("[ 主题分类 ]", "综合政务", "[ 体裁分类 ]", "其他公文"),
        ("[ 发布机构 ]", text.organisation, "[ 发布日期 ]", "2024-02-15"),
        ("[ 成文日期 ]", "2024-02-10", "[ 有效性 ]", ""),
    )
    return ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]


def _labels(text: Text) -> str:
    rows = "".join(f"<tr>{row}</tr>" for row in _labels_rows(text))
    return f'<table class="xxgk_tab" border="0">{rows}</table>'


def _labels_line(text: Text) -> str:
    return f"索引号：BS00347908/2024-00019　发布机构：{text.organisation}　成文日期：2024-02-10"


def _metas(text: Text) -> str:
    return (
        '<meta name="SiteName" content=""><meta name="SiteName" content="白石区人民政府">'
        f'<meta name="ArticleTitle" content="{escape(text.title)}">'
        '<meta name="PubDate" content="2024-02-15 08:43">'
        f'<meta name="ContentSource" content="{escape(text.organisation)}">'
        '<meta name="Description" content="不是正文">'
    )


def _page(text: Text, body: str, head: str = "") -> str:
    title = f"<title>{escape(text.title)}_政务公开_白石区人民政府</title>"
    charset = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<!DOCTYPE html><html><head>{charset}{title}{head}</head><body>{body}</body></html>"


def _plain(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


# --- the report -------------------------------------------------------------------------

Shape = Callable[[str], str]


def _filled(paragraphs: Iterable[str], shape: str | Shape, between: str = "\n") -> str:
    """Every paragraph in a template with {}, runs of rows as tables."""
    make: Shape = (lambda p: shape.replace("{}", p)) if isinstance(shape, str) else shape
    pieces: list[str] = []
    rows: list[str] = []
    for line in [*paragraphs, ""]:
        if "\t" in line:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t"))
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            pieces.append(f'<table border="1">{"".join(rows)}</table>')
            rows = []
        if line:
            pieces.append(make(escape(line, quote=False)))
    return between.join(pieces)


def _in_runs(paragraph: str) -> str:
    """Cut into runs of three to twenty characters, none of them a word's."""
    runs: list[str] = []
    size = 3
    while paragraph:
        size = size * 7 % 18 + 3
        cut = size
        while 0 < cut < len(paragraph) and paragraph[:cut].count("&") > paragraph[:cut].count(";"):
            cut += 1  # not inside an entity
        runs.append(f'<span style="font-size:16pt"><font>{paragraph[:cut]}</font></span>')
        paragraph = paragraph[cut:]
    return f"<p>{''.join(runs)}</p>"


def _latin_apart(paragraph: str) -> str:
    parts = re.split(r"([0-9A-Za-z.%]+)", paragraph)
    runs = "".join(
        f'<span lang="EN-US">{part}</span>' if part.isascii() else f"<span>{part}</span>"
        for part in parts
        if part
    )
    return (
        f'<p class="MsoNormal" style="text-indent:32.0pt"><span><o:p>&nbsp;</o:p></span>{runs}</p>'
    )


def _headed(paragraph: str) -> str:
    if re.match("(?:[一二三四五六七八九十]+、|第.部分)", paragraph) and len(paragraph) < 40:
        return f"<h2>{paragraph}</h2>"
    if re.match("[（(][一二三四五六七八九十]+[）)]", paragraph) and len(paragraph) < 40:
        return f"<h3>{paragraph}</h3>"
    return f"<p>{paragraph}</p>"


def _centred_or_indented(paragraph: str) -> str:
    if len(paragraph) < 30:
        return f'<div style="text-align:center"><strong>{paragraph}</strong></div>'
    return f"<div>　　{paragraph}</div>"


def _trs(text: Text) -> str:
    body = _filled(text.paragraphs, '<p style="text-indent:2em" align="justify">{}</p>')
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="con"><h1 class="tit">{text.title}</h1>{_info(text)}'
        '<div class="zoom" id="zoom"><div class=TRS_Editor><style>.TRS_Editor P{line-height:2;}</style>'
        f'<div class="Custom_UnionStyle">{body}</div></div></div></div>{_side()}{_foot()}',
        _metas(text),
    )


def _trs_ueditor(text: Text) -> str:
    body = _filled(text.paragraphs, '<p style="text-indent: 32pt; font-size: 16pt;">{}</p>')
    return _page(
        text,
        f'{_menu()}{_crumbs()}{_labels(text)}<p class="tit1">{text.title}</p>'
        f'<div class="view TRS_UEDITOR trs_paper_default trs_web">{body}</div>{_foot()}',
        _metas(text),
    )


def _vsb(text: Text) -> str:
    return _page(
        text,
        f'{_menu()}{_crumbs()}<h2>{text.title}</h2>{_info(text)}<div id="vsb_content_1001">'
        '<div class="v_news_content"><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->'
        f"{_filled(text.paragraphs, _latin_apart)}</div></div>{_side(12)}{_foot()}",
    )


def _old_table(text: Text) -> str:
    news = "".join(f'<tr><td><a href="a{i}.asp">{n}</a></td></tr>' for i, n in enumerate(_NEWS))
    body = _filled(text.paragraphs, "&nbsp;&nbsp;&nbsp;&nbsp;{}", "<br>\n")
    return _page(
        text,
        f'<table width="1000"><tr><td>{_menu()}</td></tr><tr><td><table><tr><td width="200"><table>{news}'
        f"</table></td><td><table><tr><td align=center><font size=5><b>{text.title}</b></font></td></tr>"
        f'<tr><td>{_info(text)}</td></tr><tr><td class="content">{body}</td></tr></table></td></tr>'
        f"</table></td></tr><tr><td>{_foot()}</td></tr></table>",
    )


def _double_breaks(text: Text) -> str:
    body = _filled(text.paragraphs, "　　{}", "<br><br>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="article"><div class="title">{text.title}</div>{_info(text)}'
        f'<div class="cont">{body}</div></div>{_foot()}',
    )


def _runs(text: Text) -> str:
    body = _filled(text.paragraphs, _in_runs)
    return _page(
        text, f'{_menu()}<div id="xxgk"><h1>{text.title}</h1>{_info(text)}{body}</div>{_foot()}'
    )


def _ucap(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>　　{}</p>")
    return _page(
        text,
        f"{_menu()}{_crumbs()}<h1><UCAPTITLE>{text.title}</UCAPTITLE></h1>{_info(text)}"
        '<div class="share-box"><script>document.write("<a>分享</a>");</script><a>微信</a></div>'
        f'<div class="pages_content" id="UCAP-CONTENT"><UCAPCONTENT>{body}</UCAPCONTENT></div>'
        f'<div class="xgjd"><h3>相关稿件</h3>{_side(8)}</div>{_foot()}',
        _metas(text),
    )


def _divs(text: Text) -> str:
    body = _filled(text.paragraphs, _centred_or_indented)
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="detail"><div class="t">{text.title}</div>{_info(text)}'
        f'<div class="c">{body}</div></div>{_side(40)}{_foot()}',
    )


def _ergodic(text: Text) -> str:
    body = _filled(text.paragraphs, "<section><section><p><span>{}</span></p></section></section>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="bt">{text.title}</div><div style="display:none" id="desc">'
        f'{text.paragraphs[0][:120]}</div><div class="j-fontContent" ergodic="article">{body}</div>'
        f'<textarea style="display:none">{escape("<p>模板内容</p>") * 20}</textarea>{_foot()}',
        _metas(text),
    )


def _among_links(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_side(80)}<div class="main"><h1>{text.title}</h1>{_info(text)}{body}</div>{_side(80)}{_foot()}',
    )


def _table_inside(text: Text) -> str:
    rows = ["项目\t上年\t本年", "规章（件）\t0\t1", "行政规范性文件（件）\t12\t9"]
    body = _filled([*text.paragraphs[:4], *rows, *text.paragraphs[4:]], "<p>{}</p>")
    body = body.replace('<table border="1">', '<div><table class="wrap"><tr><td><table border="1">')
    body = body.replace("</table>", "</table></td></tr></table></div>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}{_labels(text)}<h1>{text.title}</h1><div class="TRS_Editor">{body}</div>{_foot()}',
        _metas(text),
    )


def _headings(text: Text) -> str:
    body = _filled(text.paragraphs, _headed)
    return _page(
        text,
        f"{_menu()}{_crumbs()}<article><h1>{text.title}</h1>{_info(text)}{body}</article>{_foot()}",
    )


def _hanweb(text: Text) -> str:
    body = _filled(text.paragraphs, '<p style="text-indent: 2em;">{}</p>')
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="main-fl"><!--<$[标题名称(html)]>begin--><p class="title">{text.title}'
        f'</p><!--<$[标题名称(html)]>end-->{_info(text)}<div id="zoom"><!--<$[信息内容]>begin-->{body}'
        f"<!--<$[信息内容]>end--></div></div>{_side(20)}{_foot()}",
        _metas(text),
    )


def _wechat(text: Text) -> str:
    body = _filled(
        text.paragraphs,
        '<section data-role="paragraph"><p style="line-height:1.75em"><span>{}</span></p><p><br></p></section>',
    )
    return _page(
        text,
        f'{_menu()}<div class="rich_media_content"><h1>{text.title}</h1>{body}</div>{_foot()}',
    )


def _unclosed(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>&#12288;&#12288;{}")
    return _page(
        text,
        f"{_menu()}<center><h3>{text.title}</h3></center>{body}</td></tr></table></div>{_foot()}",
    )


def _few_words(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<h1>{text.title}</h1>{_info(text)}<div class="bt_content">{body}</div>{_side(50)}{_foot()}',
    )


def _cells(text: Text) -> str:
    body = _filled(text.paragraphs, "<tr><td>{}</td></tr>").replace(
        '<table border="1">', '<tr><td><table border="1">'
    )
    body = re.sub(r"</table>", "</table></td></tr>", body)
    return _page(
        text,
        f'{_menu()}<table class="layout"><tr><td><h1>{text.title}</h1></td></tr><tr><td><table>{body}</table>'
        f"</td></tr></table>{_side(15)}{_foot()}",
    )


def _paged(text: Text) -> str:
    middle = len(text.paragraphs) // 2
    halves = (text.paragraphs[:middle], text.paragraphs[middle:])
    body = "".join(f'<div class="TRS_Editor">{_filled(half, "<p>{}</p>")}</div>' for half in halves)
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="detail"><h1>{text.title}</h1>{_info(text)}<div>{body}</div></div>{_foot()}',
        _metas(text),
    )


def _frames(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        '<iframe src="top.html">您的浏览器不支持框架</iframe><noscript>请启用脚本浏览本站全部内容</noscript>'
        f'{_crumbs()}<div class="xxgk_content"><h1>{text.title}</h1>{_info(text)}{body}</div>'
        f'<iframe srcdoc="<p>相关栏目</p>"></iframe>{_side(10)}{_foot()}',
    )


def _columns(text: Text) -> str:
    """Columns at the left, the report at the right, data of it line by line above."""
    columns = "".join(f'<li><a href="/c{i}/">{word}</a></li>' for i, word in enumerate(_COLUMNS))
    body = _filled(text.paragraphs, "<p><span>{}</span></p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="left-nav"><h3>政府信息公开</h3><ul>{columns}</ul></div>'
        f'<div class="right"><div class="attr">{_labels_line(text)}</div><h1>{text.title}</h1>'
        f'<div class="zfxxgk_zw_content">{body}</div></div>{_foot()}',
    )


def _one_paragraph(text: Text) -> str:
    """Pasted from a plain file: line breaks kept by style, all in one element."""
    body = _filled(text.paragraphs, "　　{}", "\n")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="wz"><h2>{text.title}</h2>{_info(text)}'
        f'<div class="newscontent" style="white-space: pre-wrap">{body}</div></div>{_side(20)}{_foot()}',
    )


# --- frames that are made of words ---------------------------------------------------

_TEASERS = (
    "近日，区委主要负责同志带队深入部分重点项目现场，实地了解建设进度，协调解决困难问题，要求各部门强化服务意识。",
    "为方便群众办事，区政务服务中心推出周末不打烊服务，涉及社保、医保、不动产登记等高频事项一百余项，受到好评。",
    "记者从区交通运输局获悉，环城路改造工程主体完工，预计下月中旬通车，届时通行时间将缩短一半以上。",
)


def _teasers(count: int = 3) -> str:
    items = "".join(
        f"<div class=item><h4><a href=/n{i}>{_NEWS[i]}</a></h4><p>{_TEASERS[i % 3]}<a href=/n{i}>[详细]</a></p></div>"
        for i in range(count)
    )
    return f'<div class="recommend"><h3>推荐阅读</h3>{items}</div>'


def _words_for_links(text: Text) -> str:
    """Menus and lists of plain words that a script makes clickable."""
    menu = "".join(f'<span onclick="go({i})">{word}</span> ' for i, word in enumerate(_MENU))
    news = "".join(f'<div onclick="go({i})">{_NEWS[i % 10]}</div>' for i in range(30))
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'<div class="nav">{menu}</div><div><h1>{text.title}</h1>{_info(text)}<div class="con">{body}</div></div>'
        f'<div class="list"><div>热点新闻</div>{news}</div>{_foot()}',
    )


def _teased(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="main"><div class="art"><h1>{text.title}</h1>{_info(text)}'
        f'<div class="txt">{body}</div></div>{_teasers()}</div>{_foot()}',
    )


def _notices(text: Text) -> str:
    """Whole sentences of the site around the report: declarations, aids, counters."""
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f"{_menu()}<div>为了获得最佳浏览效果，建议使用新版浏览器访问本网站，部分功能在旧版浏览器中可能无法使用。</div>{_crumbs()}"
        f"<h1>{text.title}</h1>{_info(text)}<div>语音播报：播放 暂停 语速 1.0x</div><div>{body}</div>"
        "<div><p>声明：凡注明来源为本网的稿件，版权均属本网所有，未经授权不得转载、摘编或以其他方式使用。</p>"
        "<p>您是第 1024567 位访问者</p><p>用微信扫描二维码</p><p>分享至好友和朋友圈</p></div>"
        f"{_side(6)}{_foot()}",
    )


def _pager(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="xl"><p align=center><b>{text.title}</b></p>{_info(text)}<div>{body}'
        "<div>1 <a href=2>2</a> <a href=3>3</a> <a href=2>下一页</a></div>"
        "<p>附件：<a href=a.docx>统计表.docx</a></p></div>"
        "<table><tr><td>上一篇：</td><td><a href=p>没有了</a></td></tr><tr><td>下一篇：</td>"
        f"<td><a href=n>{_NEWS[1]}</a></td></tr></table></div>{_foot()}",
    )


def _spaced_words(text: Text) -> str:
    """Indented with &ensp; and set letter by letter for the screen of a telephone."""
    body = _filled(text.paragraphs, "<p>&ensp;&ensp;&ensp;&ensp;<span>{}</span><br></p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="tit">&ensp;{text.title}&ensp;</div>{_info(text)}<div>{body}</div>'
        f"<ul><li>手机版</li><li>客户端</li><li>微信公众号</li></ul>{_side(25)}{_foot()}",
    )


def _definition_list(text: Text) -> str:
    body = _filled(text.paragraphs, "<dd>{}</dd>")
    return _page(
        text,
        f"{_menu()}{_crumbs()}<dl><dt>{text.title}</dt>{body}</dl>{_side(18)}{_foot()}",
    )


def _twice(text: Text) -> str:
    """The report for wide screens, and again for narrow ones."""
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="pc"><h1>{text.title}</h1>{_info(text)}<div id="zoom">{body}</div></div>'
        f'<div class="wap"><h1>{text.title}</h1><div class="zoom-m">{body}</div></div>{_foot()}',
    )


def _short_among_teasers(text: Text) -> str:
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f'{_menu()}{_crumbs()}<div class="content"><h1>{text.title}</h1>{_info(text)}{body}</div>'
        f"{_teasers(2)}{_side(30)}{_foot()}",
    )


def _calendar(text: Text) -> str:
    days = "".join(
        "<tr>" + "".join(f"<td>{week * 7 + day + 1}</td>" for day in range(7)) + "</tr>"
        for week in range(4)
    )
    body = _filled(text.paragraphs, "<p>{}</p>")
    return _page(
        text,
        f"{_menu()}<table><tr><td valign=top><table><tr><td>日</td><td>一</td><td>二</td><td>三</td></tr>{days}</table>"
        "<p>晴 18℃～27℃ 东南风2级</p><form>用户名：<input> 密码：<input> <input type=submit value=登录></form></td>"
        f"<td><center><b>{text.title}</b></center>{_info(text)}{body}</td></tr></table>{_foot()}",
    )


TEMPLATES: dict[str, Callable[[Text], str]] = {
    "trs": _trs,
    "trs ueditor, labels above": _trs_ueditor,
    "vsb, runs of a word processor": _vsb,
    "old tables, br in one cell": _old_table,
    "double br": _double_breaks,
    "span per run": _runs,
    "ucap": _ucap,
    "div per paragraph": _divs,
    "ergodic, hidden template": _ergodic,
    "among 160 links": _among_links,
    "table of figures inside": _table_inside,
    "h2 and h3": _headings,
    "hanweb, comment markers": _hanweb,
    "wechat sections": _wechat,
    "unclosed tags": _unclosed,
    "above 50 links": _few_words,
    "cell per paragraph": _cells,
    "paged siblings": _paged,
    "frames around": _frames,
    "columns at the side": _columns,
    "breaks kept by style": _one_paragraph,
    "words made links by script": _words_for_links,
    "teasers below": _teased,
    "sentences of the site": _notices,
    "pager and neighbours": _pager,
    "spaced words": _spaced_words,
    "definition list": _definition_list,
    "twice, for two screens": _twice,
    "short, above teasers": _short_among_teasers,
    "calendar and weather": _calendar,
}

SHORT_ONES = frozenset({"above 50 links", "short, above teasers"})
"""Templates that are filled with the short report only."""

_NAMES = re.compile(r"\s(?:class|id|ergodic|data-role|lang)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)")
_META = re.compile(r"<meta name=[^>]*>")
_OWN_TAGS = re.compile(r"</?UCAP\w+>")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_SPEAKING_TAGS = re.compile(r"<(/?)article>")


def blind(page: str) -> str:
    """The page without what names its parts."""
    for pattern in (_COMMENTS, _META, _OWN_TAGS, _NAMES):
        page = pattern.sub("", page)
    return _SPEAKING_TAGS.sub(r"<\1div>", page)

"""Lines of a web page that are not the report's: what they look like.

All patterns are matched against Line.compact: search fold, blanks removed.
"""

from __future__ import annotations

import re

from app.text.dates import find_date
from app.text.labels import has_label
from app.text.lines import Line

# Lengths in code points; expect new texts to move them.
MAX_CHROME = 120
MAX_BREADCRUMB = 120
MAX_NAVIGATION_CELL = 12
PROSE = 60  # a line so long, with sentence marks, is running text
SHORT_PROSE = 24  # … or so long when it ends like a sentence

_STARTS = re.compile(
    r"[•·※\[【(<>|]*(?:"
    r"您?(?:现在|当前|目前)?(?:所在|的)*(?:所在)?位置[:：]|当前位置|您所?在的?位置|首页|网站首页|今天是|现在是"
    r"|您好[,!]?欢迎|欢迎(?:您|访问|光临|来到)|智能问答|智能机器人|无障碍|适老|长者|关怀版|老年模式|繁体|简体|中文简体|english"
    r"|网站地图|站点地图|设为首页|加入收藏|收藏本|联系我们|关于我们|网站声明|隐私|使用帮助|网站纠错|我要纠错"
    r"|返回(?:顶部|首页|上页|上一页|列表)?$|回到?顶部|顶部$|分享(?:到|至|:|$)|(?:保存|收藏)(?:本页|此页|页面|文章)?$|打印(?:本页|此页|页面|文章)?[|\]】)]?(?:关闭|$|\|)"
    r"|(?:\[|【)?关闭(?:窗口|本页|\]|】|$)|字体[:\[大]|字号[:\[大]|大中小$|视力保护|保护视力|背景色|朗读|语音播报"
    r"|(?:浏览|阅读|访问|点击)(?:人数|人次|次数|数|量|率)|扫一扫|扫描二维码|扫码|用?(?:手机|微信)扫|二维码"
    r"|(?:上|下)一(?:篇|条|页)|相关(?:信息|文章|链接|阅读|新闻|文件|解读|稿件|附件下载)|附件下载|关联(?:稿件|信息|文件)|文档下载|下载(?:附件|word|pdf)"
    r"|主办(?:单位|方)?:|承办(?:单位)?:|协办(?:单位)?:|技术支持|运维|管理维护|版权|copyright|©|网站标识码|备案(?:编号|号)|(?:网站)?icp"
    r"|责任编辑:|责编:|编辑:|审核:|初审:|复审:|终审:|监督电话:|网站管理"
    r"|官方(?:微信|微博)|微信公众号|政务(?:微信|微博)|新浪微博|手机版$|手机站|移动版|客户端$|公众号$|微信$|微博$"
    r"|友情链接|站内搜索|搜索$|登录|注册$|网站支持ipv6|本站(?:支持|由)|本网站|为(?:了)?(?:确保|获得)最佳"
    r"|正文$|详细信息$|公开具体内容|公文$|政策原文|图解|文字解读"
    r")"
)
_ANYWHERE = re.compile(
    r"icp备|icp证|公网安备|网站标识码|allrightsreserved|版权所有|copyright[©(]|扫一扫在手机|主办.{0,40}(?:承办|维护|协办)"
    r"|智能问答\||无障碍(?:浏览|阅读)?\||\[大\]?\[?中\]?\[?小\]|\[?大中小\]|阅读次数:|浏览次数:|\[关闭\]|打印本页|关闭窗口|关闭本页"
    r"|今天是:?(?:19|20)\d\d"
)
_BREADCRUMB = re.compile(r">>|»|->|(?:首页|主页|位置).*>|>.*>|＞.*＞")
_CONTACT = re.compile(
    r"(?:联系|单位|办公|通讯|详细)?(?:地址|邮编|邮政编码|电话|传真|邮箱|电子邮箱|热线|招商电话|联系电话|24小时传真)[:：]"
)
_REMARK = re.compile(
    r"附件|附[:：]|抄送|抄报|主送[:：]|此件|[(]此件|联系人|[(]?联系(?:人|电话)|印发$|.*印发$|注[:：]|信息公开(?:选项|属性)|公开(?:方式|属性)[:：]"
)
_DOCUMENT_NUMBER = re.compile(
    r"[一-鿿]{1,14}[〔\[【(﹝](?:19|20)\d\d[〕\]】)﹞](?:第)?\d{1,4}号(?:签发人.*)?"
)
_MASTHEAD = re.compile(r"[一-鿿]{4,30}文件|[★☆]+|机密|秘密|内部资料|签发人:.*")
_STAMP = re.compile(
    r"[•·\-—()\[\]【]*(?:发布|更新|编辑)?(?:(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})/?(?:\d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\d{1,2}:\d\d(?::\d\d)?)"
    r"[)\]】]*"
)
_PAGE_NUMBER = re.compile(r"[-—–－]{1,2}\d{1,3}[-—–－]{1,2}|第\d{1,3}页(?:[,/]?共\d{1,3}页)?")
_OTHER_ARTICLES = re.compile(
    r"(?:推荐|相关|延伸|拓展|热门|精彩)(?:阅读|推荐|新闻|文章|报道|内容|稿件|专题|信息|链接)|(?:热点|最新|图片|视频|更多)(?:新闻|推荐|动态|发布|资讯|文章)"
    r"|猜你喜欢|往期回顾|为您推荐|您可能(?:还)?感兴趣的?(?:内容|文章)?"
)
_SITE_SENTENCE = re.compile(
    r"最佳(?:浏览|显示|视觉)效果|(?:建议|推荐|请)(?:您)?使用.{0,30}浏览器|浏览器(?:版本|不支持)|(?:启用|开启)(?:javascript|脚本)"
    r"|(?:凡|注明).{0,20}来源.{0,40}(?:版权|稿件|作品)|未经.{0,12}(?:授权|许可|同意).{0,6}(?:不得|禁止|严禁).{0,6}(?:转载|摘编|复制|镜像|下载)"
    r"|您是第.{0,3}\d+.{0,3}位|本(?:网|网站|站).{0,12}(?:版权|不承担|免责|cookie)|(?:声明|版权)[:：].{0,20}(?:转载|本网|本站)"
)
"""Sentences that a site says of itself; `is_chrome` knows them though they end in 。"""
_NUMBERED = re.compile(r"[(第]?[一二三四五六七八九十\d]{1,3}[、.)是要部章节]")
_MAX_SITE_SENTENCE = 200
_ENDS_SENTENCE = "。!?;"
_NOT_NAVIGATION = re.compile(r"[。;,、]")


def is_prose(line: Line) -> bool:
    """Running text of the report: a long line with sentence marks."""
    text = line.folded
    if is_site_sentence(line.compact):
        return False
    if len(text) >= PROSE and ("。" in text or text.count(",") >= 2):
        return not is_footer(line)
    return len(text) >= SHORT_PROSE and text[-1] in _ENDS_SENTENCE and not is_footer(line)


def is_page_number(line: Line) -> bool:
    """— 3 — or 第3页 alone in its line: of the paper the text was copied from."""
    return _PAGE_NUMBER.fullmatch(line.compact) is not None


def begins_other_articles(line: Line) -> bool:
    """The heading above what a site has besides: 推荐阅读, 热点新闻 …"""
    return _OTHER_ARTICLES.fullmatch(line.compact.strip(":>|[]【】")) is not None


def is_site_sentence(compact: str) -> bool:
    """A notice of the site itself, in folded text without blanks: best seen with …, do not copy …"""
    if len(compact) > _MAX_SITE_SENTENCE or _NUMBERED.match(compact):
        return False
    return _SITE_SENTENCE.search(compact) is not None


def is_footer(line: Line) -> bool:
    """Words that only the frame of a page has, in a line that is not a whole paragraph."""
    return len(line) <= MAX_CHROME and _ANYWHERE.search(line.compact) is not None


def is_chrome(line: Line) -> bool:
    """Navigation, tool bars, breadcrumbs, footers: never part of a report."""
    compact = line.compact
    if is_site_sentence(compact) or begins_other_articles(line):
        return True
    if not compact or len(line) > MAX_CHROME or compact[-1] == "。":
        return False
    if _STARTS.match(compact) or _ANYWHERE.search(compact) or _is_navigation(line):
        return True
    return len(line) <= MAX_BREADCRUMB and _BREADCRUMB.search(compact) is not None


def is_head_matter(line: Line) -> bool:
    """Labelled data and time stamps between navigation and text."""
    return (
        len(line) <= MAX_CHROME * 2
        and "。" not in line.compact
        and (has_label(line) or is_stamp(line))
    )


def is_stamp(line: Line) -> bool:
    """A date as pages show it (digits, often with the time), perhaps with its source."""
    match = _STAMP.match(line.compact)
    if not match:
        return False
    rest = line.compact[match.end() :]
    return not rest or has_label(line) or rest.startswith(("来源", "作者", "浏览", "点击", "阅读"))


def is_contact(line: Line) -> bool:
    """Address, telephone … of a site's footer; also of a letter's foot."""
    return len(line) <= MAX_CHROME and _CONTACT.match(line.compact) is not None


def is_remark(line: Line) -> bool:
    """What an official document prints below its signature: attachments, copies to …"""
    return len(line) <= MAX_CHROME and _REMARK.match(line.compact) is not None


def is_masthead(line: Line) -> bool:
    """What an official document prints above its title: its number, 文件, secrecy."""
    return (
        _DOCUMENT_NUMBER.fullmatch(line.compact) is not None
        or _MASTHEAD.fullmatch(line.compact) is not None
    )


def is_page_clock(line: Line) -> bool:
    """今天是: the day on which the page was saved."""
    return line.compact.startswith(("今天是", "现在是")) and find_date(line.folded) is not None


def _is_navigation(line: Line) -> bool:
    """Several short cells between bars, and no sentence."""
    text = line.folded
    if text.count("|") < 1 or _NOT_NAVIGATION.search(text):
        return False
    cells = [cell.strip() for cell in text.split("|") if cell.strip()]
    return len(cells) >= 3 and all(len(cell) <= MAX_NAVIGATION_CELL for cell in cells)

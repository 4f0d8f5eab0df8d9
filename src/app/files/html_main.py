"""Where on a government web page the report itself stands.

First the containers that the common publishing systems use, then, for pages of unknown
make, the place where the Chinese text is densest. Found by reading public pages and
crawlers; new containers are appended to the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.files.html_tree import Element, han_count
from app.text.chrome import is_site_sentence
from app.text.fold import fold
from app.text.lines import without_blanks

_LEAST_HAN = 60
_CHILD_SHARE = 0.86
_SMALL_BLOCK = 400

# From the surest mark to the vaguest.
_CONTAINERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("tag", frozenset({"ucapcontent"})),
    ("id", frozenset({"ucap-content"})),
    ("ergodic", frozenset({"article"})),
    ("id", frozenset({"vsb_content"})),
    ("class", frozenset({"v_news_content"})),
    ("id", frozenset({"zoom", "zoomcon", "ivs_content", "js_content"})),
    ("class", frozenset({"trs_editor", "trs_ueditor", "trs_editor_view", "trs_paper_default"})),
    ("class", frozenset({"pages_content", "j-fontcontent", "arc_cont", "zscont"})),
    ("class", frozenset({"zfxxgk_zw_content", "xxgk_content", "bt_content", "newscontent"})),
    ("class", frozenset({"article-content", "art-con", "rich_media_content"})),
    ("id", frozenset({"newscontent", "printarea", "content"})),
)

BLOCKS = frozenset({
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "tr", "table", "tbody", "thead", "tfoot", "caption", "blockquote", "pre", "center",
    "form", "fieldset", "legend", "header", "footer", "nav", "aside", "main", "figure",
    "figcaption", "hr", "address", "details", "summary", "body", "td", "th", "option",
    "ucapcontent", "ucaptitle",
})  # fmt: skip
_CHROME_TAGS = frozenset({"nav", "footer", "button", "aside"})
_CHROME_NAME = re.compile(
    r"(?:^|[_\-\s])(?:nav|menu|header|footer|foot|share|side|crumbs?|position|location|copyright"
    r"|links?|related|xgjd|ewm|print|toolbar|search|login)(?:[_\-\s\d]|$)",
    re.IGNORECASE,
)
_CHROME_LINE = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|Copyright|扫一扫|分享到|【?打印本页|关闭窗口"
    r"|^(?:主办|承办|协办)(?:单位)?[:：]|^相关(?:信息|稿件|文章|链接|阅读)|^(?:上|下)一(?:篇|条)"
    r"|^返\s*回|^顶\s*部|^【?(?:打印|关\s*闭)|^责任编辑|^(?:官方微(?:信|博)|微信|微博)$|^\[\s*(?:打印|关\s*闭)"
    r"|^您?(?:现在|当前)的?(?:所在)?(?:的)?位置|^网站地图",
    re.IGNORECASE,
)
_CHROME_LINE_LENGTH = 160
_STOP = re.compile("[。；！？]")
_HEADLINES = 8  # short lines in a row that are a list of news, not a report
_HEADLINE_HAN = 40
_HEADLINE_SHARE = 0.9
_PUNCTUATION = re.compile("[，。；、,;：！？]")


@dataclass(slots=True)
class _Weight:
    """What one element holds, sub-elements included; in Han characters."""

    han: int = 0
    text: float = 0.0  # outside links, sentence marks counted six-fold
    links: int = 0
    stops: int = 0  # 。 and the like: what headlines do not have

    @property
    def good(self) -> float:
        return self.text - 3 * self.links


def is_chrome_line(line: str) -> bool:
    """Whether a line of text says that it belongs to the page, not to the report."""
    if len(line) < _CHROME_LINE_LENGTH and is_site_sentence(without_blanks(fold(line))):
        return True
    if len(line) >= _CHROME_LINE_LENGTH or "。" in line:
        return False
    return bool(_CHROME_LINE.search(line))


def main_element(body: Element, skipped: set[Element]) -> tuple[Element, set[Element]]:
    """The element that holds the report, and the blocks known to be no part of it.

    Args:
        body: the page.
        skipped: elements whose content is not shown (their tails are).
    """
    elements = [e for e in body.iter() if isinstance(e.tag, str)]
    weights, chrome = _weigh(body, elements, skipped)
    known = _known(elements, weights)
    if known is not None:
        return known, chrome
    return _densest(body, weights), chrome


def _known(elements: list[Element], weights: dict[Element, _Weight]) -> Element | None:
    marked: dict[tuple[str, str], list[int]] = {}
    for place, element in enumerate(elements):
        if weights[element].han >= _LEAST_HAN:
            for mark in _marks(element):
                marked.setdefault(mark, []).append(place)
    for attribute, names in _CONTAINERS:
        places = {place for name in names for place in marked.get((attribute, name), ())}
        if not places:
            continue
        hits = [elements[place] for place in sorted(places)]  # of two alike, the outer one
        best = max(hits, key=lambda e: weights[e].han)
        parent = best.getparent()
        pages = [e for e in hits if e.getparent() is parent]
        # A report paged into sibling containers is their parent's.
        return parent if len(pages) > 1 and parent is not None else best
    return None


def _marks(element: Element) -> Iterator[tuple[str, str]]:
    """What an element is called: by its tag, id, classes."""
    yield "tag", element.tag.rpartition(":")[2]
    for attribute in ("id", "class", "ergodic"):
        value: str = (element.get(attribute) or "").lower()
        for name in value.split():
            yield attribute, name
        # One publishing system numbers its containers: vsb_content_1001.
        if value.startswith("vsb_content_"):
            yield attribute, "vsb_content"


def _weigh(
    body: Element, elements: list[Element], skipped: set[Element]
) -> tuple[dict[Element, _Weight], set[Element]]:
    """Weigh every element from the leaves up."""
    weights = {element: _Weight() for element in elements}
    chrome: set[Element] = set()
    for element in reversed(elements):  # children before parents
        weight = weights[element]
        if element in skipped:
            continue
        _add_text(weight, element.text, in_link=element.tag == "a")
        for child in element:
            if child in weights:
                inner = weights[child]
                weight.han += inner.han
                weight.text += inner.text
                weight.links += inner.links
                weight.stops += inner.stops
            _add_text(weight, child.tail, in_link=element.tag == "a")
        if element.tag == "a":
            weight.links, weight.text = weight.han, 0.0
        elif element is not body and _is_chrome(element, weight):
            weight.text, weight.links = 0.0, 0
            chrome.add(element)
        elif _is_headlines(element, weight, weights):
            weight.text = 0.0  # it weighs nothing, yet inside a report it is shown
    return weights, chrome


def _add_text(weight: _Weight, text: str | None, *, in_link: bool) -> None:
    if not text:
        return
    han = han_count(text)
    weight.han += han
    weight.stops += len(_STOP.findall(text))
    if in_link:
        return
    if is_chrome_line(text.strip()):
        return
    weight.text += han + 6 * len(_PUNCTUATION.findall(text)) if han else 0


def _is_chrome(element: Element, weight: _Weight) -> bool:
    if element.tag in _CHROME_TAGS:
        return weight.han < _SMALL_BLOCK or weight.links > weight.han / 2
    if weight.han >= _SMALL_BLOCK and weight.links < weight.han * 0.8:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(name.strip()) and bool(_CHROME_NAME.search(name))


def _is_headlines(element: Element, weight: _Weight, weights: dict[Element, _Weight]) -> bool:
    """Titles of other pages, one below the other, that are no links in the file."""
    if weight.stops or element.tag == "tr":
        return False
    lines = [weights[c].han for c in element if c in weights and weights[c].han]
    short = sum(han <= _HEADLINE_HAN for han in lines)
    return len(lines) >= _HEADLINES and short >= _HEADLINE_SHARE * len(lines)


def _densest(body: Element, weights: dict[Element, _Weight]) -> Element:
    """Descend while one child holds nearly all of the good text."""
    node = body
    while True:
        children = [c for c in node if c in weights and weights[c].good > 0]
        if not children:
            break
        best = max(children, key=lambda c: weights[c].good)
        if weights[best].good < _CHILD_SHARE * weights[node].good or best.tag not in BLOCKS:
            break
        if best.tag == "p":
            break
        node = best
    while node.tag in ("tr", "tbody", "thead") and node.getparent() is not None:
        node = node.getparent()
    return node

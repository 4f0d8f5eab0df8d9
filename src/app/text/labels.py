"""Labelled values at the head of a page: 索引号, 发布日期, 来源 …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.text.lines import BLANKS, Line, Page


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


LABELS: dict[str, tuple[str, ...]] = {
    "published_on": _words(
        "发布时间 发布日期 公开时间 公开日期 发表时间 发表日期 公布日期 公布时间 上网时间 上网日期 信息时间 信息日期 "
        "录入时间 录入日期 添加时间 添加日期 上传时间 上传日期 编辑时间 编辑日期 更新时间 更新日期 "
        "时间 日期"
    ),
    "signed_on": _words(
        "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 制发日期 制发时间 印发日期 印发时间 "
        "签发日期 签发时间 形成日期 形成时间 产生日期 产生时间"
    ),
    "filed_on": _words("报送日期 报送时间 送达日期 送达时间 上报日期 上报时间"),
    "organisation": _words(
        "发布机构 发文机关 发文机构 制发机构 制发机关 发文单位 制发单位 发布单位 公开主体 责任部门 "
        "信息提供"
    ),
    "index_number": _words("索引号 信息索引号 信息索引 索取号"),
    "title": _words("信息名称 文件名称 公文名称 标题 名称"),
    "source": _words("文章来源 信息来源 稿件来源 内容来源 来源 源自"),
}
"""Labels of our fields, in order of preference: a page may show several of one field."""

_OTHER = _words(
    "发文字号 文号 文件编号 主题分类 体裁分类 公文种类 有效性 主题词 公开目录 信息分类 组配分类 "
    "浏览次数 浏览量 浏览 阅读次数 阅读量 阅读 访问次数 访问量 点击次数 点击数 点击量 点击 "
    "字体大小 字体 字号 作者 编辑 责任编辑 审核 内容概述 分享到 分享 打印 失效日期 废止日期 归档时间 "
    "公开方式 公开类型 公开时限 公开范围 信息类别 生效日期 实施日期 文件状态 服务对象"
)
_COMMON_WORDS = frozenset(
    _words("时间 日期 名称 标题 来源 作者 编辑 审核 浏览 阅读 点击 字体 字号 分享 打印 文号")
)
"""Labels that are words of every text too: only with a colon, bar or bracket."""

_ALL = sorted({word for words in LABELS.values() for word in words} | set(_OTHER), key=len)[::-1]
_LABEL = re.compile(
    r"(?:(?<![一-鿿])|(?<=[室府局会委处站日次]))([\[【(]?)\s*("
    + "|".join(r"\s*".join(word) for word in _ALL)
    + r")[^\S\t]*[\]】)]?[^\S\t]*([:|\t]|(?=\s)|$|(?<=[\]】]))"
)
_VALUE_END = re.compile(r"[|\[【\t]|\s{2,}")
_TRADITIONAL = str.maketrans(
    "發佈時間來號機關題構時說資訊於與縣區國辦閱讀編輯點擊統計報書現將後總結會稱標訪問瀏覽單責類鎮鄉廳員務",
    "发布时间来号机关题构时说资讯于与县区国办阅读编辑点击统计报书现将后总结会称标访问浏览单责类镇乡厅员务",
)
_MAX_LINE = 400
_NEXT_LINE = 3  # a value on a line of its own follows within so many lines


def as_simplified(folded: str) -> str:
    """The traditional characters that labels, titles and unit names need, as simplified ones."""
    return folded.translate(_TRADITIONAL)


def has_label(line: Line) -> bool:
    """Whether the line shows a labelled value, or a label whose value follows below."""
    return any(True for _ in _labels_in(line.folded))


def has_only_source(line: Line) -> bool:
    """Whether a line names its source, and no other of our fields."""
    fields = {
        name
        for word, _, _ in _labels_in(line.folded)
        for name, words in LABELS.items()
        if word in words
    }
    return fields == {"source"}


def is_label_alone(line: Line) -> bool:
    """Whether the line ends in a label without value."""
    found = list(_labels_in(line.folded))
    return bool(found) and not line.folded[found[-1][2] :].strip(" |]】")


def labelled(page: Page, indices: Sequence[int]) -> dict[str, str]:
    """Values by field name; of a field's labels the preferred one that has a value.

    Args:
        page: the text as lines.
        indices: the lines to read: head or foot of the page.
    """
    values: dict[str, str] = {}
    for position, index in enumerate(indices):
        line = page.lines[index]
        found = list(_labels_in(line.folded))
        for i, (word, _, after) in enumerate(found):
            stop = found[i + 1][1] if i + 1 < len(found) else len(line.folded)
            value = _value(page.source(line)[after:stop], line.folded[after:stop])
            if not value and i + 1 == len(found):
                value = _value_below(page, index, indices[position + 1 : position + 2])
            if value and word not in values:
                values[word] = value
    return {
        name: values[word]
        for name, words in LABELS.items()
        for word in reversed(words)
        if word in values
    }


def _labels_in(folded: str) -> list[tuple[str, int, int]]:
    """Label words of a line with where each begins and its value begins."""
    if len(folded) > _MAX_LINE:
        return []
    found: list[tuple[str, int, int]] = []
    for match in _LABEL.finditer(as_simplified(folded)):
        word = "".join(match.group(2).split())
        is_spaced = len(match.group(2)) > len(word)  # 名  称: set as in a table
        has_sign = bool(match.group(1) or match.group(3) or is_spaced)
        if has_sign or word not in _COMMON_WORDS:
            found.append((word, match.start(), match.end()))
    return found


def _value(source: str, folded: str) -> str:
    lead = len(folded) - len(folded.lstrip(BLANKS + "|:]】"))
    source, folded = source[lead:], folded[lead:]
    end = _VALUE_END.search(folded)
    return source[: end.start() if end else len(source)].strip(BLANKS + "|：:•·")


def _value_below(page: Page, index: int, following: Sequence[int]) -> str:
    for below in following:
        line = page.lines[below]
        if below - index <= _NEXT_LINE and not has_label(line) and len(line) <= 80:
            return page.source(line).strip(BLANKS + "•·|")
    return ""

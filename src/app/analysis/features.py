"""What alignment looks at in each section of one report.

Everything here depends on one report alone, so it is computed once however
many reports stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from typing import Any, TypeAlias

from app.domain.report import Section
from app.text.fold import fold

Counts: TypeAlias = Counter[str]
Weights: TypeAlias = dict[str, float]

_WORDS = re.compile(r"[^\W\d_]+")
_FILLERS = re.compile(
    "切实|持续|深入|不断|推进|加强|健全|完善|提升|强化|积极|扎实|全面|进一步|深化|优化|提高|增强|着力"
    "|加大|严格|规范化?|创新|促进|推动|抓好|抓实|开展|落实|坚持|做好|力度|水平|工作|情况|建设"
)
"""What headings of every subject are made of."""

RESULTS, PROBLEMS, DUTY, PLANS, OTHER = "S1", "S2", "S3", "S4", "S5"
"""The required contents (roles) by their codes in the codebook."""
TOLD_AS_DONE = frozenset({RESULTS, DUTY})
"""What the first responsible person did is told among the results as often as apart."""

_ROLES = {
    RESULTS: "举措|成效|开展情况|主要工作|主要做法|完成情况",
    PROBLEMS: "不足|问题|差距|原因|短板|困难",
    DUTY: "第一责任人职责",
    PLANS: r"下一?步|下一年|打算|思路|努力方向|工作(?:安排|计划)|\d年重点工作",
    OTHER: "其他需要",
}
"""How top headings name the roles."""

_PARTS = {
    "A": "党的领导|组织领导|推进机制|统筹|谋划|部署|责任落实|主体责任|责任制|建设责任|夯实.{0,4}基础"
    "|督察|考核|述法|示范创建|习近平法治思想|第一责任人|顶层设计|领导小组|机构设置",
    "B": "政府职能|营商环境|放管服|简政|审批|许可|政务服务|便民|便企|代办|权责清单|职责|市场活力"
    "|市场主体|经营主体|市场化|企业|服务质效|公共服务|招商|助企|公平竞争",
    "C": "依法行政制度|制度体系|规范性文件|制度建设|制度供给|立法|良法|合法性审[查核]|备案"
    "|文件.{0,4}(?:公开|管理|清理)",
    "D": "决策|法律顾问|合同|公众参与|专家论证|风险评估",
    "E": "执法|三项制度|裁量|监管|案卷|处罚|整治",
    "F": "突发|应急|预案|安全|疫情|救援|防灾",
    "G": "矛盾|纠纷|复议|应诉|诉讼|信访|调解|解纷|公平正义|咨询投诉|热线|枫桥|源头治理",
    "H": "制约|监督|公开|诚信|信用|督查|审计|问责|阳光|透明|廉洁|契约",
    "I": "数字|信息化|智慧|互联网|数据|平台|科技",
    "J": "普法|法治宣传|宣传教育|学法|学习|培训|法治思维|法治意识|依法行政.{0,2}意识|法治队伍|人才"
    "|公共法律服务|法律服务|律师|法治社会|法治文化|社会宣传|惠民",
    "K": "社会治理|治安|平安|扫黑|社区|防控|治理能力|基层治理",
    "L": "生态|环境保护|保卫战|蓝天|碧水|净土",
}
"""How headings name the parts of the outlines of 2015–2020 and 2021–2025.

A to J are groups of the codebook; K and L stand in reports though the outlines
have no part of their own for them. One list for both periods: that a heading of
2019 meets one of 2022 is the point.
"""

_HEADING_WORTH, _MOST_IN_BODY = 3, 3
"""A codebook word in the heading counts as much as three in the body, which never
counts more than three."""

_SMALLEST_SHARE = 0.003
FEW_THEMES = 2

_MOST_COUNTED = 1000
_damping = [0.0, *(1 + log(n) for n in range(1, _MOST_COUNTED + 1))]

_role_patterns = {code: re.compile(words) for code, words in _ROLES.items()}
_part_patterns = {code: re.compile(words) for code, words in _PARTS.items()}


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as alignment sees it.

    Attributes:
        level: depth, 1 is the top.
        heading: without its label.
        body: its own words, those of its sub-sections left out.
        start, end: its span in the report; sub-sections lie inside.
    """

    level: int
    heading: str
    body: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing a section can be about.

    Attributes:
        code: codebook id, `G1`.
        group: id of the entry above it; its own for a group.
        words: words that hint at it.
        is_role: it is a required content (S1 to S4) and stands in top headings.
    """

    code: str
    group: str
    words: tuple[str, ...]
    is_role: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """Required contents of a section.

    Attributes:
        codes: empty when no heading says.
        is_own: its own heading names them; else they are those of the section around it.
        may_be_any: an unnamed part at the end, where problems and plans stand.
        is_theme: an unnamed part of several: it tells of one theme, not of all results.
    """

    codes: frozenset[str]
    is_own: bool
    may_be_any: bool
    is_theme: bool


@dataclass(frozen=True, slots=True)
class Features:
    """A report as alignment sees it; each tuple runs along its sections.

    Attributes:
        around: the section directly around each one.
        inside: the sections directly inside each one.
        named: pairs of letters of the headings, fillers left out.
        words: pairs of letters of everything inside.
        subjects: words of the codebook inside. All three damped: the tenth time
            a word is used says little more than the ninth.
        sections_with: in how many sections each pair of letters stands.
        parts: parts of the outlines that the heading names.
        shares: length as a share of the report.
        topics: the dimensions that are no roles.
    """

    sections: tuple[SectionText, ...]
    around: tuple[int | None, ...]
    inside: tuple[tuple[int, ...], ...]
    named: tuple[Weights, ...]
    words: tuple[Weights, ...]
    subjects: tuple[Weights, ...]
    sections_with: Counts
    parts: tuple[Counts, ...]
    shares: tuple[float, ...]
    roles: tuple[Role, ...]
    is_top: tuple[bool, ...]
    topics: tuple[Dimension, ...]


def section_texts(text: str, sections: Sequence[Section]) -> tuple[SectionText, ...]:
    """The outline of a canonical text as alignment wants it."""
    # A section's own words end where the next heading begins, inner or not.
    edges = [*(section.span.start for section in sections[1:]), len(text)]
    return tuple(
        SectionText(
            section.level,
            section.heading,
            text[section.heading_end : max(section.heading_end, min(section.span.end, edge))],
            section.span.start,
            section.span.end,
        )
        for section, edge in zip(sections, edges, strict=False)
    )


def dimensions_of(codebook: Mapping[str, Any]) -> tuple[Dimension, ...]:
    """The dimensions of a codebook as shipped (`piyue-codebook/1`, parsed JSON).

    Topics and structure only: evaluations say how a passage is, not what it is about.
    """
    found: list[Dimension] = []
    for group in codebook["tags"]:
        if group["kind"] not in {"topic", "structure"}:
            continue
        is_role = group["kind"] == "structure"
        entries = (group, *group.get("children", ()))
        found.extend(
            Dimension(entry["id"], group["id"], tuple(map(fold, entry["keywords"])), is_role)
            for entry in entries
            if entry["keywords"]
        )
    return tuple(found)


def features_of(sections: Sequence[SectionText], dimensions: Sequence[Dimension] = ()) -> Features:
    """Look at a report once, for any number of comparisons."""
    headings = [fold(section.heading) for section in sections]
    bodies = [fold(section.body) for section in sections]
    around = _around(sections)
    topics = tuple(d for d in dimensions if not d.is_role)
    words = [
        Counter(bigrams(f"{heading} {body}"))
        for heading, body in zip(headings, bodies, strict=True)
    ]
    subjects = _subjects(headings, bodies, topics)
    inside: list[list[int]] = [[] for _ in sections]
    for index in range(len(sections) - 1, -1, -1):  # inner ones stand behind
        outer = around[index]
        if outer is not None:
            inside[outer].append(index)
            words[outer].update(words[index])
            subjects[outer].update({w: min(n, _MOST_IN_BODY) for w, n in subjects[index].items()})
    whole = max(1, sum(len(s.heading) + len(s.body) for s in sections))
    is_top = _tops(sections)
    return Features(
        tuple(sections),
        tuple(around),
        tuple(map(tuple, inside)),
        tuple(_damped(Counter(bigrams(_FILLERS.sub(" ", heading)))) for heading in headings),
        tuple(map(_damped, words)),
        tuple(map(_damped, subjects)),
        Counter(chain.from_iterable(words)),
        tuple(_parts(heading) for heading in headings),
        tuple(max(_SMALLEST_SHARE, (s.end - s.start) / whole) for s in sections),
        tuple(_roles(headings, is_top)),
        tuple(is_top),
        topics,
    )


def bigrams(folded: str) -> list[str]:
    """Pairs of neighbouring letters; digits and punctuation part them."""
    return [run[n : n + 2] for run in _WORDS.findall(folded) for n in range(len(run) - 1)]


def _damped(counts: Counts) -> Weights:
    return {word: _damping[min(n, _MOST_COUNTED)] for word, n in counts.items()}


def _around(sections: Sequence[SectionText]) -> list[int | None]:
    """For each section the one directly around it."""
    found: list[int | None] = []
    above: list[int] = []
    for index, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        found.append(above[-1] if above else None)
        above.append(index)
    return found


def _tops(sections: Sequence[SectionText]) -> list[bool]:
    levels = Counter(section.level for section in sections)
    # A single section above all others is a title, not a part.
    top = min((level for level, n in levels.items() if n > 1), default=min(levels, default=1))
    return [section.level <= top for section in sections]


def _subjects(
    headings: Sequence[str], bodies: Sequence[str], topics: Sequence[Dimension]
) -> list[Counts]:
    """Words of the codebook in each section's heading and own body."""
    words = {word for topic in topics for word in topic.words}
    found: list[Counts] = []
    for heading, body in zip(headings, bodies, strict=True):
        here: Counts = Counter()
        for word in words:
            n = _HEADING_WORTH * (word in heading) + min(_MOST_IN_BODY, body.count(word))
            if n:
                here[word] = n
        found.append(here)
    return found


def _parts(heading: str) -> Counts:
    found: Counts = Counter()
    for code, pattern in _part_patterns.items():
        if hits := {hit.group() for hit in pattern.finditer(heading)}:
            found[code] = len(hits)
    return found


def _roles(headings: Sequence[str], is_top: Sequence[bool]) -> list[Role]:
    """Roles that top headings name, handed down to the sections inside."""
    tops = [index for index, top in enumerate(is_top) if top]
    named = {index: _role_codes(headings[index]) for index in tops}
    unnamed = [index for index in tops if not named[index]]
    has_results = any(RESULTS in codes for codes in named.values())
    found: list[Role] = []
    current = frozenset[str]()
    for index, top in enumerate(is_top):
        current = named.get(index, current)
        is_theme = index in unnamed and (has_results or len(unnamed) > FEW_THEMES)
        found.append(Role(current, top and bool(current), index in tops[-2:], is_theme))
    return found


def _role_codes(heading: str) -> frozenset[str]:
    codes = frozenset(c for c, words in _role_patterns.items() if words.search(heading))
    # 下一步工作举措 tells of no results.
    return codes - {RESULTS} if codes & {PROBLEMS, PLANS} else codes

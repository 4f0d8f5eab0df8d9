"""Headings without numbers: short lines, each above the paragraphs it names.

Only for reports that number no chapter. In plain text nothing but the layout tells
such a line, so the outline shows these headings as uncertain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.chrome import is_chrome, is_contact, is_head_matter, is_prose, is_remark
from app.text.dates import find_date
from app.text.lines import Line, Page
from app.text.numbering import Style, number_at
from app.text.organisations import is_unit_name

MIN_HEADING, MAX_HEADING = 4, 26  # in code points
MIN_OPENING = 24  # a paragraph that ends in a colon
LEAST = 3  # a report with fewer such lines has no headings of this kind
MAX_CHAPTER = 18  # a heading that names a required part of the report
CONFIDENCE = 0.7
NAMED_CONFIDENCE = 0.9  # the file itself says so
MAX_NAMED = 60

_CHAPTERS = frozenset({Style.PART, Style.CHAPTER_SECTION, Style.CHINESE})
_NO_HEADING = re.compile(
    r"[。;!?|\t,、:.…]$|[。;!?|\t]|(?:19|20)\d\d年.*(?:报告|总结)|表$|单位:|^注|^[\d.%()+\-\s]+$"
)
_TITLE = re.compile(r"(?:19|20)\d\d年.*(?:报告|总结)")
_REQUIRED = re.compile(
    r"问题|不足|短板|困难|差距|打算|安排|思路|计划|下一步|下一?年|明年|今后|第一责任人|负责人履"
    r"|(?:主要|重点)(?:做法|举措|措施|工作|成效)|工作(?:成效|情况|回顾|开展)|总体情况|基本情况|其他(?:需要|情况)"
)
"""Words of the parts that every such report must have: these name chapters."""


def with_unnumbered(
    sections: Sequence[Section],
    page: Page,
    lines: Sequence[int],
    body: Span,
    headings: Sequence[tuple[int, int]] = (),
) -> tuple[Section, ...]:
    """The outline with its unnumbered headings; numbered sections go below them.

    Args:
        sections: what numbers tell, in text order.
        page: the text as lines.
        lines: the filled lines of the report that are not furniture.
        body: the report itself.
        headings: lines and depths that the file itself names.
    """
    labels = (number_at(section.label + "某") for section in sections)
    if any(number and number.style in _CHAPTERS for number in labels):
        return tuple(sections)
    found, confidence = _named(page, lines, headings), NAMED_CONFIDENCE
    if not found:
        found, confidence = _headings(page, lines), CONFIDENCE
        if len(found) < LEAST:
            return tuple(sections)
    bare: list[Section] = []
    for index, level in found:
        line = page.lines[index]
        following = next((page.lines[i].start for i, n in found if i > index and n <= level), None)
        end = body.end if following is None else following
        bare.append(
            Section(
                level=level,
                kind=SectionKind.OWN_LINE,
                label="",
                heading=page.source(line),
                span=Span(line.start, end),
                heading_end=line.end,
                confidence=confidence,
            )
        )
    return _merged(bare, sections)


def _named(
    page: Page, lines: Sequence[int], headings: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Line and level of the headings the file names, without the title and the numbered ones."""
    kept = set(lines)
    found = [
        (index, depth)
        for index, depth in headings
        if index in kept
        and len(page.lines[index].compact) <= MAX_NAMED
        and number_at(page.lines[index].folded) is None
        and not _TITLE.search(page.lines[index].compact)
    ]
    depths = sorted({depth for _, depth in found})
    return [(index, depths.index(depth) + 1) for index, depth in found]


def _headings(page: Page, lines: Sequence[int]) -> list[tuple[int, int]]:
    """Line and level of each heading: those that stand above others are the first level."""
    first = next((p for p, i in enumerate(lines) if _is_paragraph(page.lines[i])), len(lines))
    found: list[tuple[int, bool]] = []
    for position in range(first + 1, len(lines) - 1):
        line, below = (page.lines[lines[p]] for p in (position, position + 1))
        if not _may_be_heading(line):
            continue
        if _is_paragraph(below) or _opens_list(below):
            found.append((lines[position], False))
        elif position + 2 < len(lines) and _may_be_heading(below):
            after = page.lines[lines[position + 2]]
            if _is_paragraph(after) or _opens_list(after):
                found.append((lines[position], True))
    if not any(stands_above for _, stands_above in found):
        return [(index, 1) for index, _ in found]
    chapters = [above or _names_chapter(page.lines[i]) for i, above in found]
    chapters[0] = True
    return [(i, 1 if is_one else 2) for (i, _), is_one in zip(found, chapters, strict=True)]


def _may_be_heading(line: Line) -> bool:
    if not MIN_HEADING <= len(line.compact) <= MAX_HEADING or number_at(line.folded):
        return False
    if _NO_HEADING.search(line.folded) or find_date(line.folded) or is_unit_name(line.compact):
        return False
    return not (is_chrome(line) or is_contact(line) or is_remark(line) or is_head_matter(line))


def _is_paragraph(line: Line) -> bool:
    """Running text; the opening of a report often ends in a colon."""
    return is_prose(line) or (len(line) >= MIN_OPENING and line.folded[-1] == ":")


def _opens_list(line: Line) -> bool:
    number = number_at(line.folded)
    return number is not None and number.value == 1


def _names_chapter(line: Line) -> bool:
    return len(line.compact) <= MAX_CHAPTER and _REQUIRED.search(line.compact) is not None


def _merged(bare: Sequence[Section], numbered: Sequence[Section]) -> tuple[Section, ...]:
    """Numbered sections below the heading they stand under, and within it."""
    starts = [b.span.start for b in bare]
    merged = list(bare)
    above: Section | None = None
    open_: list[int] = []  # levels by number of the sections that have not ended
    for section in numbered:
        at = bisect_right(starts, section.span.start)
        if at and bare[at - 1] is not above:
            above, open_ = bare[at - 1], []
        while open_ and open_[-1] >= section.level:
            open_.pop()
        open_.append(section.level)
        end = min([section.span.end, *starts[at : at + 1]])
        merged.append(
            replace(
                section,
                level=len(open_) + (above.level if above else 0),
                span=Span(section.span.start, end),
            )
        )
    return tuple(sorted(merged, key=lambda s: s.span.start))

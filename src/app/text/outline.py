"""The outline of a report, found from the numbers its headings begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.broken_headings import is_broken
from app.text.lines import BLANKS, Page
from app.text.numbering import ENUMERATING, RANK, Number, Style, number_at
from app.text.sentences import first_sentence_end
from app.text.unnumbered import with_unnumbered

# Lengths are in code points, without label. They were tuned on few reports:
# expect new texts to move them.
MAX_OWN_LINE = 60  # a heading on a line of its own
MAX_LONG_LINE = 90  # … of the first level, where not even its end has a mark
MAX_SENTENCE_HEADING = 46  # … that ends with 。 and stands below the first level
MAX_COMMAS = 3  # a sentence with more is a statement, not a heading
MAX_RUN_IN = 48  # a heading that is the first sentence of its paragraph
MIN_GAP, MIN_AFTER_GAP = 2, 24  # a heading before a gap, and the text after it
MIN_CUT = 6  # a heading whose 。 was mistyped is at least so long
SHORT_LINE = 14  # date or signature: no body text of a section
MIN_CONTENTS = 3  # headings in a row that recur later: a table of contents
MIN_TITLED_CONTENTS = 2  # … below a line that says so

CONFIDENT = 1.0
RUN_IN_CONFIDENCE = 0.95
ITEM_CONFIDENCE = 0.9
SKIPPED_CONFIDENCE = 0.9  # the number before is missing
RESTART_CONFIDENCE = 0.7  # 一、 again within the same parent
UNSURE_CONFIDENCE = 0.6  # joined from two lines, or cut at a mistyped mark
OUT_OF_ORDER_CONFIDENCE = 0.5

_ENDS = "。!?;"
_NO_HEADING_END = "。;:,、.!?；：，"
_MISTYPED_STOP = re.compile(r"[、,;](?=印发|制定|出台|开展|建立|根据|按照)|(?=一是)")
_SENTENCE_END = re.compile(f"[{_ENDS}][{BLANKS}]*")
_CLAUSE_END = re.compile(r"[,;:]")
_LESSER_CLAUSE_END = re.compile("、")
_GAP = re.compile(f"[{BLANKS}]{{2,}}")
"""What parts a heading from its text in a line that lost its break."""
_CONTENTS = frozenset({"目录", "目次", "[目录]", "(目录)"})
_CONTENTS_TAIL = re.compile(r"[.…·\-\s\d]+$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A numbered line that may be a section.

    Attributes:
        line: index in the page.
        last_line: the line in which the heading ends.
        start: offset of the label; `words` that of the heading's first word.
        end: where the heading ends; `heading` is its text.
        level: depth, 0 until known.
    """

    line: int
    last_line: int
    number: Number
    kind: SectionKind
    start: int
    words: int
    end: int
    heading: str
    confidence: float
    level: int = 0


def outline(text: str, body: Span, furniture: Sequence[Span] = ()) -> tuple[Section, ...]:
    """The sections of a report in text order, all levels.

    Args:
        text: canonical text.
        body: the report itself; nothing outside it is a section.
        furniture: spans of whole lines that are not the report's.
    """
    return outline_of(Page.of(text), body, furniture)


def outline_of(
    page: Page,
    body: Span,
    furniture: Sequence[Span] = (),
    headings: Sequence[tuple[int, int]] = (),
) -> tuple[Section, ...]:
    """As outline(), for a page already split into lines.

    Args:
        headings: lines, from 0, and depths that the file itself names; they count where
            the report numbers no chapter.
    """
    lines = _report_lines(page, body, furniture)
    numbered = _with_siblings(list(_candidates(page, lines)), page)
    found = _without_contents(numbered, page, lines)
    nested = _nested(found)
    settled = _statements_as_items(nested, page, lines)
    return with_unnumbered(_sections(settled, page, body), page, lines, body, headings)


def _report_lines(page: Page, body: Span, furniture: Sequence[Span]) -> list[int]:
    """The filled lines of the body that are not furniture."""
    hidden = {i for span in furniture for i in page.within(span)}
    return [
        i for i in page.filled if body.start <= page.lines[i].start < body.end and i not in hidden
    ]


# --- candidates ---------------------------------------------------------------------


def _candidates(page: Page, lines: Sequence[int]) -> Iterator[_Candidate]:
    in_attachments = False
    taken = -1
    for position, index in enumerate(lines):
        line = page.lines[index]
        if index <= taken:
            continue
        number = number_at(line.folded)
        if number is None or number.rest >= len(line.folded):
            in_attachments = line.compact.startswith("附件") and len(line) <= MAX_OWN_LINE
            continue
        if in_attachments and number.style is Style.ARABIC:
            continue
        in_attachments = False
        candidate = _candidate(page, index, number)
        if candidate.kind is SectionKind.OWN_LINE:
            following = [page.lines[i] for i in lines[position + 1 : position + 3]]
            if is_broken(line, line.folded[number.rest :], following):
                candidate = _joined(page, candidate, lines[position + 1])
        if candidate.heading:
            taken = candidate.last_line
            yield candidate


def _candidate(page: Page, index: int, number: Number) -> _Candidate:
    line = page.lines[index]
    kind, length, confidence = _shape(line.folded[number.rest :], number.style)
    words = line.start + number.rest
    heading = page.text[words : words + length].rstrip(_NO_HEADING_END + BLANKS)
    return _Candidate(
        line=index,
        last_line=index,
        number=number,
        kind=kind,
        start=line.start,
        words=words,
        end=words + len(heading),
        heading=heading,
        confidence=confidence,
    )


def _shape(rest: str, style: Style) -> tuple[SectionKind, int, float]:
    """Kind, length of the heading and confidence of what stands after a number."""
    end = first_sentence_end(rest)
    if style in ENUMERATING:
        return SectionKind.ITEM, _item_length(rest, end), ITEM_CONFIDENCE
    is_outer = RANK[style] <= RANK[Style.CHINESE]
    gap = _GAP.search(rest, MIN_GAP, MAX_RUN_IN)
    if gap and gap.end() <= len(rest) - MIN_AFTER_GAP and "。" not in rest[: gap.start()]:
        return SectionKind.RUN_IN, gap.start(), UNSURE_CONFIDENCE
    longest = MAX_LONG_LINE if is_outer and rest[-1] != ":" else MAX_OWN_LINE
    if len(rest) <= longest and not any(mark in rest for mark in _ENDS):
        return SectionKind.OWN_LINE, len(rest), CONFIDENT
    longest = MAX_OWN_LINE if is_outer else MAX_SENTENCE_HEADING
    is_sentence = end is not None and end >= len(rest)
    if is_sentence and rest.count(",") <= MAX_COMMAS and len(rest) <= longest:
        return SectionKind.OWN_LINE, len(rest), CONFIDENT
    if end is not None and end < len(rest) and end <= MAX_RUN_IN:
        return SectionKind.RUN_IN, end, RUN_IN_CONFIDENCE
    cut = _MISTYPED_STOP.search(rest, MIN_CUT, MAX_RUN_IN)
    if cut and RANK[style] <= RANK[Style.ARABIC] and end != len(rest):
        return SectionKind.RUN_IN, cut.start(), UNSURE_CONFIDENCE
    return SectionKind.ITEM, _item_length(rest, end), ITEM_CONFIDENCE


def _item_length(rest: str, end: int | None) -> int:
    """How much of a statement stands for it: its first sentence, or whole clauses."""
    if end is not None and end <= MAX_OWN_LINE:
        return end
    if len(rest) <= MAX_OWN_LINE:
        return len(rest)
    for mark in (_CLAUSE_END, _LESSER_CLAUSE_END):
        clauses = [m.start() for m in mark.finditer(rest, 1, MAX_RUN_IN)]
        if clauses:
            return clauses[-1]
    return MAX_RUN_IN


def _joined(page: Page, first: _Candidate, index: int) -> _Candidate:
    line = page.lines[index]
    second = page.source(line).rstrip(_NO_HEADING_END + BLANKS)
    whole = page.source(page.lines[first.line])[first.number.rest :]
    return replace(
        first,
        last_line=index,
        heading=whole + second,
        end=line.start + len(second),
        confidence=UNSURE_CONFIDENCE,
    )


def _with_siblings(found: Sequence[_Candidate], page: Page) -> list[_Candidate]:
    """Without the 一是 (or 1、) whose 二是 follows inside the same paragraph, if at all."""

    def has_neighbour(i: int, step: int) -> bool:
        number = found[i].number
        at = i + step
        while 0 <= at < len(found):
            other = found[at].number
            if RANK[other.style] <= RANK[number.style]:
                return other.style is number.style and other.value == number.value + step
            at += step
        return False

    return [
        candidate
        for i, candidate in enumerate(found)
        if not (candidate.number.style in ENUMERATING or _counts_on(candidate, page))
        or has_neighbour(i, -1)
        or has_neighbour(i, 1)
    ]


def _counts_on(candidate: _Candidate, page: Page) -> bool:
    """Whether the next number follows a sentence of the same paragraph: 1、…。2、…。"""
    number = candidate.number
    if candidate.kind is SectionKind.OWN_LINE or RANK[number.style] <= RANK[Style.CHINESE]:
        return False
    line = page.lines[candidate.line].folded
    following = (number_at(line[m.end() : m.end() + 8]) for m in _SENTENCE_END.finditer(line))
    return any(n and n.style is number.style and n.value == number.value + 1 for n in following)


def _without_contents(
    found: list[_Candidate], page: Page, lines: Sequence[int]
) -> list[_Candidate]:
    """Without a table of contents: bare headings line by line that come again later."""
    position = {index: i for i, index in enumerate(lines)}
    keys = [_CONTENTS_TAIL.sub("", c.heading) for c in found]
    last = {key: i for i, key in enumerate(keys)}
    dropped: set[int] = set()
    start = 0
    for i in range(1, len(found) + 1):
        if (
            i < len(found)
            and found[i - 1].kind is found[i].kind is SectionKind.OWN_LINE
            and position[found[i].line] == position[found[i - 1].last_line] + 1
        ):
            continue
        above = position[found[start].line] - 1
        is_titled = above >= 0 and page.lines[lines[above]].compact in _CONTENTS
        recurring = [k for k in range(start, i) if last.get(keys[k], k) > k]
        if len(recurring) >= (MIN_TITLED_CONTENTS if is_titled else MIN_CONTENTS):
            dropped.update(recurring)
        start = i
    return [c for i, c in enumerate(found) if i not in dropped]


# --- levels -------------------------------------------------------------------------


def _nested(found: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates with their levels; those out of all order are left out.

    The level is the depth in a stack of number styles: a style already open is
    a sibling there, another one goes below the styles of smaller rank. So a
    level that a report skips is no level.
    """
    rank = _ranks_used(found)
    open_: list[tuple[Style, int]] = []
    last: dict[Style, int] = {}
    nested: list[_Candidate] = []
    for candidate in found:
        style, value = candidate.number.style, candidate.number.value
        styles = [s for s, _ in open_]
        if style in styles:
            depth = styles.index(style)
            order = _order_confidence(value, open_[depth][1])
        else:
            depth = len([s for s in styles if rank[s] < rank[style]])
            starts = value == 1 or value == last.get(style, 0) + 1
            order = CONFIDENT if starts else OUT_OF_ORDER_CONFIDENCE
        is_weak = candidate.kind is SectionKind.ITEM or rank[style] > rank[Style.ARABIC]
        if order == OUT_OF_ORDER_CONFIDENCE and is_weak:
            continue
        open_[depth:] = [(style, value)]
        last[style] = value
        confidence = min(candidate.confidence, order)
        nested.append(replace(candidate, level=depth + 1, confidence=confidence))
    return nested


def _order_confidence(value: int, before: int) -> float:
    if value == before + 1:
        return CONFIDENT
    if value == before + 2:
        return SKIPPED_CONFIDENCE
    return RESTART_CONFIDENCE if value == 1 else OUT_OF_ORDER_CONFIDENCE


def _ranks_used(found: Sequence[_Candidate]) -> dict[Style, int]:
    """Ranks of the styles in this report: some number 一、 then 1. then （一）."""
    rank: dict[Style, int] = dict(RANK)
    inner, outer = Style.CHINESE_BRACKETS, Style.ARABIC
    usual = unusual = 0
    before: Style | None = None
    for candidate in found:
        style, value = candidate.number.style, candidate.number.value
        if RANK[style] < RANK[inner]:
            before = None
        elif style in (inner, outer):
            usual += before is inner and style is outer and value == 1
            unusual += before is outer and style is inner and value == 1
            before = style
    if unusual >= 2 and unusual > usual:
        rank[inner], rank[outer] = rank[outer], rank[inner]
    return rank


# --- items and sections -------------------------------------------------------------


def _statements_as_items(
    found: list[_Candidate], page: Page, lines: Sequence[int]
) -> list[_Candidate]:
    """One sentence on its own line, without text or sections below it, is an item."""

    def is_sentence(candidate: _Candidate) -> bool:
        return page.lines[candidate.last_line].folded[-1] in _ENDS

    position = {index: i for i, index in enumerate(lines)}
    settled: list[_Candidate] = []
    for i, candidate in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        stop = position[following.line] if following else len(lines)
        below = lines[position[candidate.last_line] + 1 : stop]
        has_text = any(len(page.lines[j]) > SHORT_LINE for j in below)
        has_children = following is not None and following.level > candidate.level
        follows_item = any(
            before.kind is SectionKind.ITEM
            and before.number.style is candidate.number.style
            and before.number.value == candidate.number.value - 1
            for before in settled[-1:]
        )
        if (
            candidate.kind is SectionKind.OWN_LINE
            and is_sentence(candidate)
            and not has_children
            and (not has_text or follows_item)
        ):
            candidate = replace(  # noqa: PLW2901 - the settled form of the same candidate
                candidate,
                kind=SectionKind.ITEM,
                confidence=min(candidate.confidence, ITEM_CONFIDENCE),
            )
        settled.append(candidate)
    return settled


def _sections(found: Sequence[_Candidate], page: Page, body: Span) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_: list[int] = []  # indices of the sections that have not ended
    ends = [body.end] * len(found)
    for i, candidate in enumerate(found):
        while open_ and found[open_[-1]].level >= candidate.level:
            ends[open_.pop()] = candidate.start
        open_.append(i)
    for candidate, end in zip(found, ends, strict=True):
        label = page.text[candidate.start : candidate.start + candidate.number.label]
        sections.append(
            Section(
                level=candidate.level,
                kind=candidate.kind,
                label=label,
                heading=candidate.heading,
                span=Span(candidate.start, end),
                heading_end=min(candidate.end, end),
                confidence=candidate.confidence,
            )
        )
    return tuple(sections)

"""What of a report is shown, and where each shown character lies in its text.

The page leaves out page furniture, empty lines and the blanks that indent a
source line; all of them stay part of the text. Everything outside this room
speaks of code points of the text, Qt of UTF-16 units of its document:
DisplayMap is the one bridge.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.lines import BLANKS
from app.text.offsets import OffsetMap
from app.ui.reader.grids import Cell, cells_of

_DATE = re.compile(r"[（(]?[12二][0-9〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日[)）]?")
_TITLE_WORDS = re.compile(r"法治|依法|报告|总结|情况|工作|年度|\d年")
_SENTENCE_MARKS = "。！？!?；;：:，,、"
_LONGEST_SIGNATURE = 30
_SHORTEST_TITLE_PART = 4


class Role(Enum):
    """How a paragraph is set."""

    TITLE = auto()
    HEADING = auto()
    BODY = auto()
    TABLE = auto()
    SIGNATURE = auto()
    FURNITURE = auto()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One shown line of the source, or one cell of a line that is a row of a table.

    Attributes:
        span: what is shown of it, without indentation, in code points.
        level: of the heading, 1 is the top; 0 elsewhere.
        heading_end: where a heading inside the paragraph ends; span.start for none.
        cell: its place in a table; None for what stands in no table.
    """

    span: Span
    role: Role
    level: int
    heading_end: int
    cell: Cell | None = None


def paragraphs_of(
    text: str,
    sections: Sequence[Section],
    furniture: Sequence[Span],
    title: str,
    *,
    show_furniture: bool = False,
) -> list[Paragraph]:
    """The paragraphs to show, in text order; at least one, which may be empty."""
    headings = {s.span.start: s for s in sections if s.kind is not SectionKind.ITEM}
    heading_starts = sorted(headings)
    first_heading = heading_starts[0] if heading_starts else len(text)
    furniture_ends = [span.end for span in furniture]
    compact_title = _compact(title)
    shown: list[Paragraph] = []
    broken: Section | None = None  # a heading that goes on in the next line
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = _trimmed(text, start, end)
        start = end + 1
        if len(line) == 0:
            continue
        near = bisect_right(furniture_ends, line.start)
        hidden = near < len(furniture) and furniture[near].overlaps(line)
        if hidden and not show_furniture:
            line = _without(line, furniture[near])
            if len(line) == 0:
                continue
            hidden = False
        if hidden:
            shown.append(Paragraph(line, Role.FURNITURE, 0, line.start))
            continue
        at = bisect_left(heading_starts, line.start)
        if at < len(heading_starts) and heading_starts[at] < line.end:
            broken = headings[heading_starts[at]]
        if broken is not None and line.start < broken.heading_end:
            if broken.kind is SectionKind.OWN_LINE or line.end < broken.heading_end:
                shown.append(Paragraph(line, Role.HEADING, broken.level, line.end))
            else:
                shown.append(Paragraph(line, Role.BODY, 0, broken.heading_end))
            continue
        shown.append(
            Paragraph(line, _role(text, line, compact_title, first_heading), 0, line.start)
        )
    _drop_false_titles(text, shown, compact_title)
    _right_align_signature(text, shown)
    shown = _with_tables(text, shown)
    return shown or [Paragraph(Span(0, 0), Role.BODY, 0, 0)]


def _with_tables(text: str, shown: Sequence[Paragraph]) -> list[Paragraph]:
    """Rows that follow each other become cells; what is no table becomes plain body.

    Qt wants a paragraph before and after a table: an empty one is shown where the
    report has none.
    """
    result: list[Paragraph] = []
    at = 0
    while at < len(shown):
        if shown[at].role is not Role.TABLE:
            result.append(shown[at])
            at += 1
            continue
        last = at + 1
        while (
            last < len(shown)
            and shown[last].role is Role.TABLE
            and text.count("\n", shown[last - 1].span.end, shown[last].span.start) == 1
        ):
            last += 1
        lines = [_whole_line(text, one.span) for one in shown[at:last]]
        cells = cells_of(text, lines)
        if cells is None:
            result += [replace(one, role=Role.BODY) for one in shown[at:last]]
        else:
            if not result or result[-1].cell is not None:
                result.append(_nothing(lines[0].start))
            result += [Paragraph(s, Role.TABLE, 0, s.start, cell) for s, cell in cells]
            if last == len(shown):
                result.append(_nothing(lines[-1].end))
        at = last
    return result


def _nothing(at: int) -> Paragraph:
    return Paragraph(Span(at, at), Role.BODY, 0, at)


def _whole_line(text: str, span: Span) -> Span:
    """A shown line with the blanks around it: a tab at its edge parts off an empty cell."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    return Span(
        span.start if text[start : span.start].strip(BLANKS) else start,
        span.end if text[span.end : end].strip(BLANKS) else end,
    )


def _role(text: str, line: Span, compact_title: str, first_heading: int) -> Role:
    words = line.of(text)
    if "\t" in words:
        return Role.TABLE
    if line.end <= first_heading and compact_title:
        compact = _compact(words)
        if len(compact) >= _SHORTEST_TITLE_PART and compact in compact_title:
            return Role.TITLE
    return Role.BODY


def _drop_false_titles(text: str, shown: list[Paragraph], compact_title: str) -> None:
    """A unit's name alone is a part of the title only where the title goes on below it."""
    for index, one in enumerate(shown):
        if one.role is not Role.TITLE:
            continue
        words = _compact(one.span.of(text))
        if _TITLE_WORDS.search(words):
            continue
        below = _compact(shown[index + 1].span.of(text)) if index + 1 < len(shown) else ""
        if not below or words + below not in compact_title:
            shown[index] = Paragraph(one.span, Role.BODY, 0, one.span.start)


def _right_align_signature(text: str, shown: list[Paragraph]) -> None:
    """The date that closes a report, and the units above it, stand at the right."""
    last = len(shown) - 1
    while last >= 0 and shown[last].role is Role.FURNITURE:
        last -= 1
    if last < 1 or not _DATE.fullmatch(_compact(shown[last].span.of(text))):
        return
    first = last
    while first > 1 and last - first < 3:
        above = shown[first - 1]
        words = above.span.of(text)
        if above.role is not Role.BODY or above.heading_end > above.span.start:
            break
        if len(words) > _LONGEST_SIGNATURE or words[-1] in _SENTENCE_MARKS:
            break
        first -= 1
    for index in range(first, last + 1):
        one = shown[index]
        shown[index] = Paragraph(one.span, Role.SIGNATURE, 0, one.span.start)


def _compact(words: str) -> str:
    return "".join(c for c in words if c not in BLANKS)


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    left = start + len(line) - len(line.lstrip(BLANKS))
    return Span(left, max(left, start + len(line.rstrip(BLANKS))))


def _without(line: Span, hidden: Span) -> Span:
    """What remains of a line of which a part is furniture (its longer side)."""
    before = Span(line.start, max(line.start, min(line.end, hidden.start)))
    after = Span(min(line.end, max(line.start, hidden.end)), line.end)
    return before if len(before) >= len(after) else after


class DisplayMap:
    """Positions in the text (code points) and in the shown document (UTF-16 units).

    Built once per text and choice of what is shown; each look-up is a bisection.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self.text = text
        self.paragraphs = tuple(paragraphs)
        self._offsets = OffsetMap(text)
        to_utf16 = self._offsets.to_utf16
        self._starts = [p.span.start for p in paragraphs]
        self._ends = [p.span.end for p in paragraphs]
        self._units = [to_utf16(start) for start in self._starts]
        self.block_starts: list[int] = []
        """First UTF-16 unit of each block of the document."""
        at = 0
        for unit, end in zip(self._units, self._ends, strict=True):
            self.block_starts.append(at)
            at += to_utf16(end) - unit + 1
        self.length = at - 1
        """UTF-16 units of the document, without Qt's own last mark."""

    @property
    def shown_text(self) -> str:
        return "\n".join(p.span.of(self.text) for p in self.paragraphs)

    def to_display(self, code_point: int) -> int:
        """Where a place of the text is shown; a hidden place: the nearest shown one before it."""
        block = self.block_of(code_point)
        code_point = min(max(code_point, self._starts[block]), self._ends[block])
        return self.block_starts[block] + self._offsets.to_utf16(code_point) - self._units[block]

    def shows(self, code_point: int) -> bool:
        """Whether the character at a place of the text is shown."""
        block = self.block_of(code_point)
        return self._starts[block] <= code_point < self._ends[block]

    def hidden_in(self, span: Span) -> list[Span]:
        """Lines inside a span that are not shown, empty ones left out."""
        found: list[Span] = []
        for block in range(self.block_of(span.start), self.block_of(max(0, span.end - 1))):
            at, end = self._ends[block], self._starts[block + 1]
            for line in self.text[at:end].split("\n"):
                if line.strip(BLANKS):
                    found.append(Span(at, at + len(line)))
                at += len(line) + 1
        return found

    def shown_of(self, span: Span) -> str:
        """The text of a span without the lines that are not shown."""
        pieces, at = list[str](), span.start
        for hidden in self.hidden_in(span):
            pieces.append(self.text[at : hidden.start])
            at = min(len(self.text), hidden.end + 1)  # its line break goes with it
        return "".join((*pieces, self.text[at : span.end]))

    def to_text(self, unit: int) -> int:
        """The place in the text of a position in the document."""
        block = self.block_at(unit)
        inside = self._units[block] + unit - self.block_starts[block]
        return min(self._offsets.to_code_point(inside), self._ends[block])

    def display_range(self, span: Span) -> tuple[int, int] | None:
        """What is shown of a span, or None when all of it is hidden (or it is empty)."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if last < first or span.start == span.end:
            return None
        start = max(span.start, self._starts[first])
        end = min(span.end, self._ends[last])
        if end <= start:
            return None
        return self._in_block(first, start), self._in_block(last, end)

    def text_span(self, start: int, end: int) -> Span | None:
        """The span of a range of the document, without line breaks at its ends; None if empty."""
        first = bisect_right(self.block_starts, start) - 1
        a = self.to_text(start)
        if a >= self._ends[first] and first + 1 < len(self._starts) and start < end:
            first += 1
            a = max(a, self._starts[first])
        last = bisect_left(self.block_starts, end) - 1
        if last < 0:
            return None
        b = min(self.to_text(end), self._ends[last])
        return Span(a, b) if a < b else None

    def block_of(self, code_point: int) -> int:
        """The block that shows a place of the text, or the nearest one before it."""
        return max(0, bisect_right(self._starts, code_point) - 1)

    def block_at(self, unit: int) -> int:
        return max(0, bisect_right(self.block_starts, unit) - 1)

    def _in_block(self, block: int, code_point: int) -> int:
        return self.block_starts[block] + self._offsets.to_utf16(code_point) - self._units[block]

"""A report's text as paragraphs cut at the edges of its highlights (DOCX, HTML)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.domain.anchor import AnchorState, Span
from app.domain.annotation import Scope
from app.domain.report import SectionKind
from app.domain.rows import AnnotationRow
from app.files.export import ReportPage

_TITLE_LINES = 4
"""A title is looked for in runs of up to this many lines."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the body, without the white space around it.

    Attributes:
        level: of the heading it is or begins with, 0 when it is plain text.
        heading_end: up to where it is a heading; span.start when it is plain text.
        is_title: it is (part of) the report's title.
    """

    span: Span
    level: int = 0
    heading_end: int = 0
    is_title: bool = False

    @property
    def is_heading(self) -> bool:
        """The whole line is a heading, nothing runs on behind it."""
        return self.level > 0 and self.heading_end >= self.span.end


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation's passage, shrunk to what the paragraphs show of it."""

    row: AnnotationRow
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph under the same marks, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def opening(self) -> list[Mark]:
        """Marks that begin here, the outer ones first."""
        return [mark for mark in self.marks if mark.start == self.start]

    @property
    def closing(self) -> list[Mark]:
        """Marks that end here, the inner ones first."""
        return [mark for mark in reversed(self.marks) if mark.end == self.end]


def paragraphs(page: ReportPage) -> list[Paragraph]:
    """The lines of the body that hold anything, furniture left out, in order."""
    spans = [
        line for part in _without(page.body, page.furniture) for line in _lines(page.text, part)
    ]
    title = _title_lines(page, spans)
    headings = [s for s in page.sections if s.kind is not SectionKind.ITEM]
    starts = [s.span.start for s in headings]
    found: list[Paragraph] = []
    for index, span in enumerate(spans):
        if index in title:
            found.append(Paragraph(span, 0, span.start, is_title=True))
            continue
        # The last heading that begins before the line ends: on the line, or, when
        # it is broken over lines, still running here.
        before = bisect_left(starts, span.end) - 1
        if before >= 0 and headings[before].heading_end > span.start:
            heading = headings[before]
            end = span.end if heading.kind is SectionKind.OWN_LINE else heading.heading_end
            found.append(Paragraph(span, heading.level, min(end, span.end)))
        else:
            found.append(Paragraph(span, 0, span.start))
    return found


def marks(
    page: ReportPage, shown: Sequence[Paragraph]
) -> tuple[list[Mark], list[AnnotationRow], list[AnnotationRow]]:
    """Where the annotations stand.

    Returns:
        Marks in order of start, longer ones first; rows on the report as a whole;
        rows whose passage is not (or not surely) in the text shown.
    """
    starts = [p.span.start for p in shown]
    ends = [p.span.end for p in shown]
    placed: list[Mark] = []
    whole: list[AnnotationRow] = []
    astray: list[AnnotationRow] = []
    for row in page.rows:
        anchor = row.annotation.anchor
        if anchor is None:
            whole.append(row)
            continue
        start, end = anchor.span.start, anchor.span.end
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        if first < len(shown) and last >= 0:
            start, end = max(start, starts[first]), min(end, ends[last])
        else:
            end = start
        if start < end and _is_sure(row, page.text):
            placed.append(Mark(row, start, end))
        else:
            astray.append(row)
    placed.sort(key=lambda m: (m.start, -m.end, m.row.annotation.created, m.row.annotation.id))
    for rows in (whole, astray):
        rows.sort(key=lambda row: (row.annotation.created, row.annotation.id))
    return placed, whole, astray


def pieces(shown: Sequence[Paragraph], placed: Sequence[Mark]) -> Iterator[list[Piece]]:
    """For each paragraph its pieces; cut at the edges of marks and of a run-in heading.

    Args:
        placed: in the order in which `marks` gives them.
    """
    upcoming = 0
    open_marks: list[Mark] = []
    for paragraph in shown:
        start, end = paragraph.span.start, paragraph.span.end
        open_marks = [mark for mark in open_marks if mark.end > start]
        while upcoming < len(placed) and placed[upcoming].start < end:
            open_marks.append(placed[upcoming])
            upcoming += 1
        cuts = {start, end}
        for mark in open_marks:
            cuts.update((max(mark.start, start), min(mark.end, end)))
        if paragraph.level:
            cuts.add(paragraph.heading_end)
        yield [
            Piece(a, b, tuple(m for m in open_marks if m.start <= a and b <= m.end))
            for a, b in pairwise(sorted(cuts))
        ]


def highlights(piece: Piece) -> list[Mark]:
    """The marks of a piece that colour it: those on passages."""
    return [mark for mark in piece.marks if mark.row.annotation.scope is Scope.PASSAGE]


def _is_sure(row: AnnotationRow, text: str) -> bool:
    annotation = row.annotation
    if annotation.anchor is None or annotation.state in {
        AnchorState.LOST,
        AnchorState.TO_CONFIRM,
    }:
        return False
    # A moved anchor keeps the words it was made with.
    return (
        annotation.state is AnchorState.MOVED
        or annotation.anchor.span.of(text) == annotation.anchor.quote.exact
    )


def _without(body: Span, furniture: Sequence[Span]) -> Iterator[Span]:
    """The parts of the body between pieces of furniture."""
    at = body.start
    for hole in sorted(furniture):
        if hole.start >= body.end:
            break
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < body.end:
        yield Span(at, body.end)


def _lines(text: str, part: Span) -> Iterator[Span]:
    """The lines of a part of the text that are not blank, trimmed."""
    at = part.start
    for line in part.of(text).split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            yield Span(start, start + len(bare))
        at += len(line) + 1


def _title_lines(page: ReportPage, spans: Sequence[Span]) -> range:
    """The lines above the first section that together spell the report's title."""
    wanted = "".join(page.report.title.split())
    first = page.sections[0].span.start if page.sections else page.body.end
    above = bisect_left([span.start for span in spans], first)
    words = ["".join(span.of(page.text).split()) for span in spans[:above]]
    for start in range(above):
        for end in range(start + 1, min(start + _TITLE_LINES, above) + 1):
            if "".join(words[start:end]) == wanted:
                return range(start, end)
    return range(0)

"""Annotated reports as one web page that needs nothing else, for screens and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO
from uuid import UUID

from app.domain.report import Report
from app.domain.rows import AnnotationRow
from app.files.export import (
    Export,
    ReportPage,
    Tell,
    Words,
    level_word,
    paper_colour,
    without_resolved,
)
from app.files.html_notes import Notes, text
from app.files.html_style import LANES, POLICY, STYLE
from app.files.pages import Mark, Paragraph, Piece, highlights, marks, paragraphs, pieces

_LISTED_LEVELS = 2
"""Headings down to this level stand in the contents of a single report."""


def write_html(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Contents, then report by report: its text with marked passages, the notes beside it.

    On a wide screen a note stands in the margin, level with its passage or below the one
    before it; on a narrow one and on paper it follows the paragraph. Without texts (the
    option `texts`, or no pages) the notes are a list.
    """
    has_texts = bool(export.pages) and export.options.get("texts") != "no"
    hides = export.options.get("resolved") == "no"
    rows = [row for row in export.rows if not (hides and row.annotation.resolved)]
    notes = Notes(export, words, frozenset(row.annotation.id for row in rows))
    by_report: dict[UUID, list[AnnotationRow]] = {}
    for row in rows:
        by_report.setdefault(row.report.id, []).append(row)
    reports = export.reports
    single = export.pages[0] if has_texts and len(reports) == 1 else None

    def put(parts: Iterable[str]) -> None:
        out.writelines(f"{part}\n".encode("utf-8", errors="replace") for part in parts)

    put(_head(export, len(rows), len(reports), words))
    put(_contents(reports, by_report, words) if single is None else _headings(single, words))
    put(["<main>"])
    for done, report in enumerate(reports, 1):
        put(
            [
                f'<section class="report" id="r-{report.id}">',
                f'<div class="head"><h2>{text(report.title)}</h2>',
                f'<p class="about">{_about(report, words)}</p></div>',
            ]
        )
        if has_texts and done <= len(export.pages):
            page = single or export.pages[done - 1]
            put(_Text(without_resolved(page, export.options), notes).lines())
        else:
            put(['<div class="list">'])
            put(notes.note(row) for row in by_report.get(report.id, ()))
            put(["</div>"])
        put(["</section>"])
        tell(done, len(reports), report.title)
    put(["</main>", "</div>", "</body>", "</html>"])


def _head(export: Export, annotations: int, reports: int, words: Words) -> Iterator[str]:
    name = text(export.library_name)
    counts = words["summary"].format(annotations=annotations, reports=reports)
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{name}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield '<body><div class="page">'
    yield f'<header><h1>{name}</h1><p class="about">{text(counts)}</p></header>'


def _contents(
    reports: Sequence[Report],
    rows: Mapping[UUID, Sequence[AnnotationRow]],
    words: Words,
) -> Iterator[str]:
    """The reports with how much is said of each."""
    yield f'<nav id="contents"><h2>{text(words["contents"])}</h2>'
    yield "<ol>"
    for report in reports:
        count = len(rows.get(report.id, ()))
        yield f'<li><a href="#r-{report.id}">{text(report.title)}</a> ({count})</li>'
    yield "</ol></nav>"


def _headings(page: ReportPage, words: Words) -> Iterator[str]:
    """The upper headings of the only report."""
    yield f'<nav id="contents"><h2>{text(words["contents"])}</h2>'
    yield "<ol>"
    yield f'<li><a href="#r-{page.report.id}">{text(page.report.title)}</a>'
    depth = 0
    for paragraph in paragraphs(page):
        level = min(paragraph.level, depth + 1)
        if not 0 < level <= _LISTED_LEVELS:
            continue
        if level > depth:
            yield "<ol>"
        elif level < depth:
            yield "</li></ol>" * (depth - level)
        if level <= depth:
            yield "</li>"
        depth = level
        heading = page.text[paragraph.span.start : paragraph.heading_end]
        yield f'<li><a href="#{_heading_id(page, paragraph)}">{text(heading)}</a>'
    yield "</li></ol>" * depth + "</li></ol></nav>"


def _heading_id(page: ReportPage, paragraph: Paragraph) -> str:
    return f"h-{page.report.id}-{paragraph.span.start}"


def _about(report: Report, words: Words) -> str:
    meta = report.metadata
    facts = (meta.organisation.value, report.year, meta.region.value, level_word(report, words))
    return text(" · ".join(fact for fact in facts if fact))


# --- the text ------------------------------------------------------------------------


class _Text:
    """Writes one report's text with its marks, and each note where its passage begins."""

    def __init__(self, page: ReportPage, notes: Notes) -> None:
        self._page = page
        self._notes = notes
        self._shown = paragraphs(page)
        self._placed, whole, astray = marks(page, self._shown)
        self._above = [*whole, *astray]
        numbered = enumerate(self._placed, len(self._above) + 1)
        self._numbers = {id(mark): number for number, mark in numbered}
        self._lanes = _lanes(self._placed)

    def lines(self) -> Iterator[str]:
        if self._above:
            yield '<div class="list head">'
            for number, row in enumerate(self._above, 1):
                yield self._notes.note(row, number)
            yield "</div>"
        yield '<div class="text">'
        for paragraph, cut in zip(self._shown, pieces(self._shown, self._placed), strict=True):
            yield self._paragraph(paragraph, cut)
        yield "</div>"

    def _paragraph(self, paragraph: Paragraph, cut: Sequence[Piece]) -> str:
        """A paragraph, with the notes on what begins in it."""
        line = self._line(paragraph, cut)
        beginning = [mark for piece in cut for mark in piece.opening]
        if not beginning:
            return line
        notes = "\n".join(
            self._notes.note(mark.row, self._numbers[id(mark)], is_marked=True)
            for mark in beginning
        )
        kind = "row heading" if paragraph.is_heading else "row"
        # The notes come first for a wide screen, where nothing can float up to the line.
        return f'<div class="{kind}"><aside class="notes">\n{notes}\n</aside>\n{line}</div>'

    def _line(self, paragraph: Paragraph, cut: Sequence[Piece]) -> str:
        inner: list[str] = []
        for piece in cut:
            words = self._piece(piece)
            run_in = paragraph.level and not paragraph.is_heading
            is_bold = run_in and piece.end <= paragraph.heading_end
            inner.append(f"<b>{words}</b>" if is_bold else words)
        content = "".join(inner)
        if paragraph.is_title:
            return f'<p class="doctitle">{content}</p>'
        id_ = f' id="{_heading_id(self._page, paragraph)}"' if paragraph.level else ""
        if paragraph.is_heading:
            depth = min(paragraph.level + 2, 6)
            return f"<h{depth}{id_}>{content}</h{depth}>"
        return f"<p{id_}>{content}</p>"

    def _piece(self, piece: Piece) -> str:
        words = text(self._page.text[piece.start : piece.end])
        if not piece.marks:
            return words
        over = highlights(piece)
        colour = f"c-{paper_colour(over[-1].row.tags)}" if over else "section"
        if len(over) > 1:
            colour += " over"
        for mark in over:
            lane, line = self._lanes[id(mark)], paper_colour(mark.row.tags)
            words = f'<span class="l{lane} k-{line}">{words}</span>'
        ids = " ".join(str(mark.row.annotation.id) for mark in piece.marks)
        title = text("\n".join(_told(mark) for mark in piece.marks))
        refs = "".join(self._reference(mark) for mark in piece.opening)
        return f'{refs}<mark class="{colour}" data-ids="{ids}" title="{title}">{words}</mark>'

    def _reference(self, mark: Mark) -> str:
        """The number of a note before its passage; shown by the style, so no text is added."""
        id_, number = mark.row.annotation.id, self._numbers[id(mark)]
        return (
            f'<a class="ref" id="p-{id_}" href="#a-{id_}" '
            f'aria-label="{number}" data-n="{number}"></a>'
        )


def _lanes(placed: Sequence[Mark]) -> dict[int, int]:
    """At which depth each mark is underlined: another one than those it crosses, while there are."""
    free_from = [0] * LANES
    found: dict[int, int] = {}
    for mark in placed:
        lane = next((n for n, end in enumerate(free_from) if end <= mark.start), LANES - 1)
        free_from[lane] = max(free_from[lane], mark.end)
        found[id(mark)] = lane + 1
    return found


def _told(mark: Mark) -> str:
    tags = "; ".join(path for _, path in mark.row.tags)
    facts = (mark.row.reviewer.name, tags, mark.row.annotation.comment)
    return " · ".join(fact for fact in facts if fact)

"""A report's text is cut at the edges of its highlights and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Anchor, Span
from app.domain.report import Section, SectionKind
from app.files.export import ReportPage
from app.files.pages import marks, paragraphs, pieces
from files.write_samples import TEXT, make_page, row

PAGE = make_page()
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda pair: Span(min(pair), max(pair))
)


def with_spans(spans: list[Span]) -> ReportPage:
    base = PAGE.rows[0].annotation
    rows = [
        row(PAGE.report, replace(base, id=UUID(int=n), anchor=Anchor.at(TEXT, span)))
        for n, span in enumerate(spans)
    ]
    return replace(PAGE, rows=tuple(rows))


@given(st.lists(SPANS, max_size=12), st.lists(SPANS, max_size=3))
def test_pieces_join_to_the_paragraphs_and_marks_to_their_visible_words(
    spans: list[Span], furniture: list[Span]
) -> None:
    page = replace(with_spans(spans), furniture=tuple(furniture))
    shown = paragraphs(page)
    placed, _, astray = marks(page, shown)
    assert len(placed) + len(astray) == len(spans)  # every annotation is in exactly one place
    opened, closed = 0, 0
    seen: dict[UUID, str] = {mark.row.annotation.id: "" for mark in placed}
    for paragraph, cut in zip(shown, pieces(shown, placed), strict=True):
        text = "".join(TEXT[piece.start : piece.end] for piece in cut)
        assert text == paragraph.span.of(TEXT) == text.strip() != ""
        for piece in cut:
            opened += len(piece.opening)
            closed += len(piece.closing)
            for mark in piece.marks:
                seen[mark.row.annotation.id] += TEXT[piece.start : piece.end]
    assert opened == closed == len(placed)
    for mark in placed:
        visible = "".join(
            TEXT[max(mark.start, p.span.start) : max(p.span.start, min(mark.end, p.span.end))]
            for p in shown
            if p.span.start < mark.end and mark.start < p.span.end
        )
        assert seen[mark.row.annotation.id] == visible != ""


@given(st.lists(SPANS, max_size=4))
def test_furniture_is_never_shown(furniture: list[Span]) -> None:
    for paragraph in paragraphs(replace(PAGE, furniture=tuple(furniture))):
        assert not any(paragraph.span.overlaps(hole) for hole in furniture if len(hole))


def test_a_heading_broken_over_two_lines_is_a_heading_on_both() -> None:
    text = "（六）落实法定职责，多元\n化解纠纷\n正文。"
    end = text.index("\n正文")
    broken = Section(2, SectionKind.OWN_LINE, "（六）", "x", Span(0, len(text)), end)
    page = ReportPage(PAGE.report, text, (broken,), (), Span(0, len(text)), ())
    assert [(p.level, p.is_heading) for p in paragraphs(page)] == [
        (2, True),
        (2, True),
        (0, False),
    ]


def test_numbered_statements_are_no_headings() -> None:
    text = "一是开展检查。"
    item = Section(2, SectionKind.ITEM, "一是", "开展检查", Span(0, len(text)), len(text))
    page = ReportPage(PAGE.report, text, (item,), (), Span(0, len(text)), ())
    assert [p.level for p in paragraphs(page)] == [0]


def test_the_writers_load_no_library_before_they_write() -> None:
    code = (
        "import sys, app.files.writing; "
        "print(sorted({'openpyxl', 'docx', 'lxml', 'zipfile'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "PATH": ""},
    )
    assert found.stdout.strip() in {"[]", "['zipfile']"}

"""How well reports are cut out of web pages: thirty shapes, with their class names and blind."""

from __future__ import annotations

import pytest

import page_quality as quality
from reading_quality import UNSEEN, Score
from web_pages import SHORT, SHORT_ONES, TEMPLATES, blind

NAMED, BLIND = 0.99, 0.95
LEAST_PAGE = 0.9
"""No page, however odd, may be worse than this."""


@pytest.mark.parametrize("is_blind", [False, True], ids=["named", "blind"])
@pytest.mark.parametrize("name", UNSEEN)
def test_the_report_is_shown_and_nothing_else(name: str, is_blind: bool) -> None:
    least = BLIND if is_blind else NAMED
    score = sum((cut.shown for cut in quality.cuts(name, is_blind=is_blind)), Score())
    assert score.recall >= least
    assert score.precision >= least


@pytest.mark.parametrize("is_blind", [False, True], ids=["named", "blind"])
@pytest.mark.parametrize("name", UNSEEN)
def test_every_paragraph_is_exactly_one_line(name: str, is_blind: bool) -> None:
    score = sum((cut.lines for cut in quality.cuts(name, is_blind=is_blind)), Score())
    assert score.recall >= NAMED


@pytest.mark.parametrize("is_blind", [False, True], ids=["named", "blind"])
@pytest.mark.parametrize("name", UNSEEN)
def test_title_and_organisation_are_read_from_the_page(name: str, is_blind: bool) -> None:
    score = sum((cut.named for cut in quality.cuts(name, is_blind=is_blind)), Score())
    assert score.recall >= 0.95


@pytest.mark.parametrize("is_blind", [False, True], ids=["named", "blind"])
@pytest.mark.parametrize("name", UNSEEN)
def test_no_shape_of_page_is_left_behind(name: str, is_blind: bool) -> None:
    poor = {
        cut.template: (cut.shown.recall, cut.shown.precision)
        for cut in quality.cuts(name, is_blind=is_blind)
        if min(cut.shown.recall, cut.shown.precision) < LEAST_PAGE
    }
    assert poor == {}


@pytest.mark.parametrize("name", UNSEEN)
def test_of_a_page_copied_as_text_the_report_is_shown(name: str) -> None:
    score = sum((cut.shown for cut in quality.copied_cuts(name)), Score())
    assert score.recall >= NAMED
    assert score.precision >= NAMED


@pytest.mark.parametrize("template", sorted(SHORT_ONES))
def test_a_very_short_report_among_links_is_found_blind(template: str) -> None:
    report = quality.read(blind(TEMPLATES[template](SHORT)).encode())
    assert report.metadata.title.value == SHORT.title
    assert len(quality.visible_lines(report)) == len(SHORT.paragraphs) + 1


def test_a_copy_of_a_paragraph_counts_as_wrong() -> None:
    page = f"<html><body><h1>{SHORT.title}</h1>" + "".join(
        f"<p>{line}</p>" for line in (*SHORT.paragraphs[:2], *SHORT.paragraphs)
    )
    assert quality.cut("-", SHORT, page).shown.precision < 1

"""What the program reads of fictional reports, measured against what people wrote down of them."""

from __future__ import annotations

import json

import pytest

import reading_quality as quality
from app.domain.report import ParsedReport
from reading_quality import Score

LEAST_HEADINGS = 0.97
LEAST_FIELD = 0.95
LEAST_BODY = 0.99


@pytest.mark.parametrize("name", quality.SETS)
def test_headings_of_three_levels_are_found_and_none_invented(name: str) -> None:
    score = quality.pooled(quality.headings(one)[0] for one in quality.judged(name))
    assert score.wanted > 50
    assert score.f1 >= LEAST_HEADINGS


@pytest.mark.parametrize("field", quality.FIELDS)
@pytest.mark.parametrize("name", quality.SETS)
def test_a_field_is_what_a_careful_person_says(name: str, field: str) -> None:
    score = quality.pooled(quality.field(one, field) for one in quality.judged(name))
    assert score.f1 >= LEAST_FIELD


@pytest.mark.parametrize("name", quality.SETS)
def test_a_heading_is_told_from_a_statement(name: str) -> None:
    score = quality.pooled(map(quality.kinds, quality.judged(name)))
    assert score.f1 >= LEAST_HEADINGS


@pytest.mark.parametrize("name", [*quality.UNSEEN, quality.LATE])
def test_the_report_is_shown_and_the_page_around_it_hidden(name: str) -> None:
    score = quality.pooled(map(quality.body, quality.judged(name)))
    assert score.recall >= LEAST_BODY
    assert score.precision >= LEAST_BODY


@pytest.mark.parametrize("name", [*quality.UNSEEN, quality.LATE])
def test_the_truth_speaks_of_every_unseen_report(name: str) -> None:
    folder, truth = quality.SETS[name]
    rows = json.loads(truth.read_text(encoding="utf-8"))
    assert {p.name for p in folder.glob("*.txt")} == set(rows)
    assert len(rows) >= 6
    for file, row in rows.items():
        text = (folder / file).read_text(encoding="utf-8")
        for _, label, _, _ in row["headings"]:
            assert label in text


def test_scores_add_up_over_reports() -> None:
    total = Score(found=2, wanted=4, right=2) + Score(found=2, wanted=0, right=0)
    assert (total.precision, total.recall, total.f1) == (0.5, 0.5, 0.5)
    assert isinstance(quality.judged("second set")[0].report, ParsedReport)

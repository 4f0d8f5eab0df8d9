"""At least 95 of 100 paragraphs come back whole from the PDF files of each program."""

from __future__ import annotations

import pytest

import pdf_quality as quality

WANTED = 0.95
ONE_COLUMN = quality.Setting(running=True)
TWO_COLUMNS = quality.Setting(columns=2, running=True)


@pytest.mark.parametrize("producer", quality.PRODUCERS, ids=lambda producer: producer.name)
def test_paragraphs_come_back_whole(producer: quality.Producer, qapp: object) -> None:
    if not producer.is_installed:
        pytest.skip(f"{producer.program} is not installed")
    if not quality.has_chinese_font():
        pytest.skip("no Chinese font is installed: no PDF can be made here")
    gold = quality.sample_golds()[-1]
    settings = [s for s in (ONE_COLUMN, TWO_COLUMNS) if s in producer.settings]
    for setting, scores, _ in quality.measured(producer, [gold], settings):
        (score,) = scores
        assert score.whole >= WANTED * score.paragraphs, (setting.name, score.missed)


@pytest.mark.long
@pytest.mark.parametrize("producer", quality.PRODUCERS, ids=lambda producer: producer.name)
def test_real_reports_come_back_whole(
    producer: quality.Producer, qapp: object, real_reports: object
) -> None:
    if not producer.is_installed:
        pytest.skip(f"{producer.program} is not installed")
    for setting, scores, _ in quality.measured(producer, quality.real_golds(), producer.settings):
        whole, all_ = sum(s.whole for s in scores), sum(s.paragraphs for s in scores)
        assert whole >= WANTED * all_, setting.name

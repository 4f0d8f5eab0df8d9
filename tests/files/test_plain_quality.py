"""Plain text in seven encodings, at every length and cut, and wrapped in every way."""

from __future__ import annotations

import pytest

import plain_quality as quality
from plain_quality import ENCODINGS, LAYOUTS, LENGTHS, WIDTHS
from reading_quality import UNSEEN, Score

LEAST_DECODED = 0.99
LEAST_RESTORED = 0.97


@pytest.mark.parametrize("cut", [0, 1], ids=["whole", "cut inside a character"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", UNSEEN)
def test_a_file_of_any_length_is_decoded_as_it_was(name: str, encoding: str, cut: int) -> None:
    for length in LENGTHS:
        score = quality.decoding(name, encoding, length, cut)
        assert score.recall >= LEAST_DECODED, length


@pytest.mark.parametrize("by_columns", [False, True], ids=["by count", "by columns"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", UNSEEN)
def test_paragraphs_wrapped_at_a_width_are_read_as_they_were(
    name: str, layout: str, by_columns: bool
) -> None:
    for width in WIDTHS:
        score = quality.restoring(name, layout, width, by_columns=by_columns)
        assert score.recall >= LEAST_RESTORED, width


@pytest.mark.parametrize("name", UNSEEN)
def test_texts_that_are_not_wrapped_are_left_alone(name: str) -> None:
    assert quality.left_alone(name) == Score(*[quality.left_alone(name).wanted] * 3)

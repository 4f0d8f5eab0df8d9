"""Tag colours as other programs write them."""

from __future__ import annotations

import json

import pytest

from app.domain.colours import RGB, colour_of
from app.domain.tag import COLOURS
from app.paths import resource


def test_colours_outside_are_those_of_the_light_theme() -> None:
    tokens = json.loads(resource("themes/tokens.json").read_text(encoding="utf-8"))
    lines = {name: tag["line"] for name, tag in tokens["themes"]["light"]["tags"].items()}
    assert {name: f"#{rgb}" for name, rgb in RGB.items()} == lines
    assert set(RGB) == set(COLOURS)


@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_that_went_out_comes_back(name: str) -> None:
    assert colour_of(f"#{RGB[name]}") == name
    assert colour_of(RGB[name].lower()) == name


@pytest.mark.parametrize(
    ("rgb", "name"), [("#F00", "red"), ("#1E6FD9", "blue"), ("#00FF00", "green"), ("blau", None)]
)
def test_any_colour_becomes_the_one_that_looks_most_like_it(rgb: str, name: str | None) -> None:
    assert colour_of(rgb) == name

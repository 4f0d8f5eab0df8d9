"""What a licence expression lets one choose, and what would bind the whole program."""

from __future__ import annotations

import pytest

from app.domain.notices import Catalogue, alternatives, binds_the_whole, shipped_of


@pytest.mark.parametrize(
    ("expression", "choices"),
    [
        ("MIT", [["MIT"]]),
        ("A OR B", [["A"], ["B"]]),
        ("A AND B OR C", [["A", "B"], ["C"]]),
        ("A AND (B OR C)", [["A", "B"], ["A", "C"]]),
        ("X WITH Y OR Z", [["X WITH Y"], ["Z"]]),
        ("(FTL OR GPL-2.0-only) AND Zlib", [["FTL", "Zlib"], ["GPL-2.0-only", "Zlib"]]),
    ],
)
def test_an_expression_is_read_as_choices(expression: str, choices: list[list[str]]) -> None:
    assert alternatives(expression) == choices


@pytest.mark.parametrize("wrong", ["", "A AND", "OR B", "(A", "A)", "A B", "A WITH"])
def test_a_broken_expression_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="licence expression"):
        alternatives(wrong)


@pytest.mark.parametrize(
    "free",
    [
        "LGPL-3.0-only OR GPL-3.0-only",
        "LGPL-2.1-or-later",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "AFL-2.1 OR GPL-2.0-or-later",
        "(FTL OR GPL-2.0-only) AND Zlib",
    ],
)
def test_what_leaves_another_choice_does_not_bind_the_whole(free: str) -> None:
    assert not binds_the_whole(free)


@pytest.mark.parametrize(
    "bound", ["GPL-3.0-only", "AGPL-3.0-or-later", "GPL-2.0-only AND MIT", "GPL-2.0-only OR AGPL-3.0-only"]
)  # fmt: skip
def test_the_gpl_alone_binds_the_whole(bound: str) -> None:
    assert binds_the_whole(bound)


def test_a_part_says_what_it_stands_inside() -> None:
    entry = {"licence": "MIT", "copyright": "©", "texts": [], "use": "用", "use_en": "use", "group": "qt"}  # fmt: skip
    catalogue = Catalogue.of(
        {
            "component": [
                {**entry, "id": "whole", "name": "Whole"},
                {**entry, "id": "part", "name": "Part", "within": "whole"},
                {**entry, "id": "absent", "name": "Absent"},
            ],
            "build_only": [],
            "not_shipped": [],
        }
    )
    whole, part = shipped_of(catalogue.components, {"whole": "1.2", "part": ""})
    assert (whole.full_name, whole.inside) == ("Whole 1.2", "")
    assert (part.full_name, part.inside) == ("Part", "Whole 1.2")
    assert catalogue["part"].used_for("en") == "use"
    assert catalogue["part"].used_for("zh") == "用"

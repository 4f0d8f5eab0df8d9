"""The search fold."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import RADICALS, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("（１）ＡＢｃ，。：；！？％", "(1)abc,。:;!?%"),
        ("甲\u3000乙", "甲 乙"),
        ("⻓江⻅面⼀⽇", "长江见面一日"),
        ("İĞΣΑΣ", "İğσασ"),
        ("①㈠㎡Ⅲ", "①㈠㎡ⅲ"),
        ("𠮷Mixed中English", "𠮷mixed中english"),
    ],
)
def test_forms_that_look_alike_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_character_folds_to_one_that_folds_no_further() -> None:
    for code in range(sys.maxunicode + 1):
        if code % 7 and code > 0x20000:  # a sample of the planes without letters
            continue
        once = fold(chr(code) + "甲")
        assert len(once) == 2
        assert fold(once) == once


def test_the_table_of_radicals_reaches_all_that_have_an_ideograph() -> None:
    assert len(RADICALS) == 214 + 114
    assert all(len(f) == 1 and not 0x2E80 <= ord(f) <= 0x2FDF for f in RADICALS.values())


@given(st.text(), st.text())
def test_a_part_folds_to_the_same_part_of_the_whole(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text(st.sampled_from([chr(c) for c in range(0xFF01, 0xFF5F)]), min_size=60))
def test_a_text_with_many_wide_forms_keeps_its_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text).isascii()

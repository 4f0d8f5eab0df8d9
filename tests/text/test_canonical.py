"""Canonical text and its identity."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.canonical import canonical, sha256_of

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\n"])
def test_every_line_break_becomes_lf(line_break: str) -> None:
    assert canonical(f"一、总则{line_break}（一）放管服") == ("一、总则\n（一）放管服", 0)


def test_only_a_leading_byte_order_mark_is_dropped() -> None:
    assert canonical("\ufeff\ufeff甲\ufeff") == ("\ufeff甲\ufeff", 0)


@pytest.mark.parametrize("character", ["\x00", "\ufdd0", "\ufdd1", chr(0xD800), chr(0xDFFF)])
def test_what_cannot_be_stored_is_replaced_and_counted(character: str) -> None:
    assert canonical(f"甲{character}乙{character}") == ("甲\ufffd乙\ufffd", 2)


def test_nothing_else_is_changed() -> None:
    text = "\u3000\u3000①㎡Ⅲ（一），\xa0凉 隆\t𠮷野家😀 \n"
    assert canonical(text) == (text, 0)


@given(ANY)
def test_canonical_text_is_its_own_canonical_text(text: str) -> None:
    once, _ = canonical(text)
    again = once.removeprefix("\ufeff")  # a second mark is the text's own
    assert canonical(again) == (again, 0)
    assert "\r" not in once


@given(ANY)
def test_every_canonical_text_has_an_identity(text: str) -> None:
    once, _ = canonical(text)
    assert sha256_of(once) == hashlib.sha256(once.encode()).hexdigest()

"""Search tokens of texts and queries."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from app.text.tokens import query_tokens, search_tokens

CHARACTERS = st.one_of(
    st.sampled_from("甲乙丙复议，。：“”（）()%12aBＣ İΣς①㈠⻓𠮷😀\n\u3000、—"), st.characters()
)
TEXTS = st.text(CHARACTERS, max_size=40)


def test_a_text_has_its_characters_and_bigrams_once() -> None:
    assert set(search_tokens("复议，复议A").split()) == {"复", "议", "a", "复议", "议a"}


def test_a_query_has_the_bigrams_of_its_runs() -> None:
    assert query_tokens("行政复议，案") == ["行政", "政复", "复议", "案"]


def test_one_character_is_its_own_token() -> None:
    assert query_tokens("％败") == ["败"]


def test_punctuation_alone_has_no_tokens() -> None:
    assert query_tokens("。——“”") == []


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_every_part_of_a_text_is_found_by_its_tokens(text: str, a: int, b: int) -> None:
    part = text[min(a, b) : max(a, b)]
    assert set(query_tokens(part)) <= set(search_tokens(text).split(" "))


@given(TEXTS)
def test_every_literal_with_a_letter_or_digit_has_tokens(text: str) -> None:
    assert bool(query_tokens(text)) == any(c.isalnum() for c in text)


@given(TEXTS)
def test_the_index_splits_tokens_as_we_do(text: str) -> None:
    tokens = query_tokens(text)
    index = sqlite3.connect(":memory:")
    try:
        index.execute("create virtual table t using fts5(x, tokenize='ascii')")
        index.execute("create virtual table v using fts5vocab(t, 'row')")
        index.execute("insert into t values (?)", (search_tokens(text).replace("\x00", ""),))
        stored = {term for (term,) in index.execute("select term from v")}
    finally:
        index.close()
    assert set(tokens) <= stored

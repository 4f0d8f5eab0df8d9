"""A passage is found by its words where that is sure, and offered where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import AnchorState, Quote, Span
from app.text.quoting import Quoting

TEXT = (
    "一、总体情况\n全年办理行政复议案件70件，𠮷祥镇审结63件。加强组织领导。\n\n"
    "二、存在的不足\n执法力量不足，加强组织领导。Ｇ２０ mixed　中English。\n"
)
QUOTING = Quoting(TEXT)


def _state(exact: str, prefix: str = "", suffix: str = "", hint: Span | None = None):
    return QUOTING.place(Quote(exact, prefix, suffix), hint).state


def test_a_long_quote_that_stands_once_is_sure():
    placed = QUOTING.place(Quote("行政复议案件70件"))
    assert placed.state is AnchorState.EXACT
    assert placed.span is not None
    assert placed.span.of(TEXT) == "行政复议案件70件"


def test_a_short_quote_needs_its_context():
    assert _state("𠮷祥镇") is AnchorState.TO_CONFIRM
    assert _state("𠮷祥镇", "案件70件，", "审结63件") is AnchorState.EXACT


def test_of_several_places_only_the_context_decides():
    assert _state("加强组织领导") is AnchorState.TO_CONFIRM
    placed = QUOTING.place(Quote("加强组织领导", "执法力量不足，", "。"))
    assert placed.state is AnchorState.EXACT
    assert placed.span is not None
    assert placed.span.start == TEXT.rindex("加强组织领导")


def test_a_position_is_believed_when_the_words_stand_there():
    at = TEXT.rindex("加强组织领导")
    assert _state("加强组织领导", hint=Span(at, at + 6)) is AnchorState.EXACT
    assert _state("加强组织领导", hint=Span(at - 1, at + 5)) is AnchorState.TO_CONFIRM


def test_a_position_elsewhere_makes_a_sure_place_a_moved_one():
    assert _state("行政复议案件70件", hint=Span(0, 9)) is AnchorState.MOVED


@pytest.mark.parametrize(
    "quote", ["办理行政复议案件７０件", "办理 行政复议\n案件70件", "G20 mixed 中English"]
)
def test_width_and_white_space_make_no_difference(quote: str):
    placed = QUOTING.place(Quote(quote))
    assert placed.state is AnchorState.EXACT


def test_another_wording_is_offered_and_never_placed_for_sure():
    placed = QUOTING.place(Quote("全年办理行政复议案件71件，𠮷祥镇审结60件"))
    assert placed.state is AnchorState.TO_CONFIRM
    assert placed.span is not None
    assert "70件" in placed.span.of(TEXT)


def test_what_does_not_stand_there_is_lost():
    placed = QUOTING.place(Quote("完全没有说过的另一句长长的话语在这里"))
    assert (placed.span, placed.state) == (None, AnchorState.LOST)


def test_a_quote_cut_off_by_another_program_stands_where_its_passage_begins():
    at = TEXT.index("全年办理")
    assert QUOTING.stands("全年办理行政复议案件…", Span(at, at + 25))
    assert not QUOTING.stands("全年办理行政复议案件…", Span(at + 1, at + 25))


@given(st.data())
def test_with_its_whole_context_every_passage_is_found_at_its_place(data: st.DataObject):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = Span(start, end)
    placed = QUOTING.place(Quote.at(TEXT, span))
    if placed.state in (AnchorState.EXACT, AnchorState.MOVED):
        assert placed.span is not None
        assert "".join(placed.span.of(TEXT).split()) == "".join(span.of(TEXT).split())
    candidates = QUOTING.candidates(Quote.at(TEXT, span), limit=50)
    if span.of(TEXT).strip():
        assert any(
            "".join(c.span.of(TEXT).split()) == "".join(span.of(TEXT).split()) for c in candidates
        )


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("一、主要举措和成", False),  # one short: it may as well mean a place beside it
        ("一、主要举措和成…", True),
        ("全年办理行政复议案件七十件，审结六十三件，开展双随机", True),
        ("全年办理行政复议案件七十件，审结六十三件，开展双随机、一公开检", False),
    ],
)
def test_the_beginning_of_a_passage_is_enough_only_where_it_was_clearly_cut(
    quote: str, stands: bool
) -> None:
    passages = (
        "一、主要举措和成效",
        "全年办理行政复议案件七十件，审结六十三件，开展双随机、一公开检查",
    )
    text = "\n".join(passages)
    passage = next(p for p in passages if p[0] == quote[0])
    start = text.index(passage)
    assert Quoting(text).stands(quote, Span(start, start + len(passage))) is stands

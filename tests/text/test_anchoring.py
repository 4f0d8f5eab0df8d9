"""Finding anchored passages again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.text.anchoring import locate

TEXT = (
    "一、总体情况。𠮷祥街道办理行政复议案件70件，审结63件。\n二、不足。行政复议案件办理力量不足。"
)


def anchor_of(text: str, words: str, nth: int = 0) -> Anchor:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Anchor.at(text, Span(at, at + len(words)))


def test_an_unchanged_passage_is_exact() -> None:
    anchor = anchor_of(TEXT, "行政复议案件", 1)
    placement = locate(TEXT, anchor)
    assert (placement.span, placement.state, placement.score) == (anchor.span, AnchorState.EXACT, 1)


def test_a_passage_that_stands_once_is_found_where_it_moved() -> None:
    changed = "新增一段。\n" + TEXT
    placement = locate(changed, anchor_of(TEXT, "审结63件"))
    assert placement.state is AnchorState.MOVED
    assert placement.span is not None
    assert placement.span.of(changed) == "审结63件"


def test_context_tells_equal_passages_apart() -> None:
    changed = "新增一段。\n" + TEXT
    placement = locate(changed, anchor_of(TEXT, "行政复议案件", 1))
    assert placement.state is AnchorState.MOVED
    assert placement.span == anchor_of(changed, "行政复议案件", 1).span


def test_without_telling_context_the_nearest_is_to_confirm() -> None:
    anchor = Anchor(Span(6, 8), Quote("复议", "某某", "某某"))
    placement = locate("复议。一二三四复议。", anchor)
    assert (placement.state, placement.span) == (AnchorState.TO_CONFIRM, Span(7, 9))


def test_a_passage_that_is_gone_is_lost() -> None:
    placement = locate("全文已改写。", anchor_of(TEXT, "审结63件"))
    assert (placement.span, placement.state, placement.score) == (None, AnchorState.LOST, 0)


def test_a_span_past_the_end_is_no_error() -> None:
    assert locate("短", anchor_of(TEXT, "力量不足")).state is AnchorState.LOST


@given(st.text(min_size=1), st.data())
def test_whatever_was_anchored_is_found_in_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = Anchor.at(text, Span(start, end))
    assert locate(text, anchor).span == anchor.span


@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.data())
def test_a_placement_always_says_what_the_anchor_says(
    text: str, other: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Anchor.at(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    placement = locate(other + text, anchor)
    assert placement.span is not None
    assert placement.span.of(other + text) == anchor.quote.exact
    assert 0 <= placement.score <= 1

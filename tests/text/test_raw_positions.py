"""Positions in a text as it lies in a file: the way of counting is found by what was selected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.canonical import canonical
from app.text.raw_positions import COUNTINGS, Counting, RawMap, likeliest

RAW = "\ufeff第一段𠮷祥\r\n第二段😀行政\r\n第三段复议。"


def counted(raw: str, counting: Counting) -> list[int]:
    """Where each character of the canonical text begins, by plain counting; and the end."""
    body = raw.removeprefix("\ufeff")
    at = 1 if counting.counts_bom and body != raw else 0
    starts: list[int] = []
    rest = body
    while rest:
        starts.append(at)
        if rest.startswith("\r\n"):
            at += 2 if counting.crlf_is_two else 1
            rest = rest[2:]
        else:
            at += 2 if counting.utf16 and rest[0] > "\uffff" else 1
            rest = rest[1:]
    return [*starts, at]


@given(
    raw=st.text(st.sampled_from("甲𠮷\r\n\ufeffa"), max_size=25),
    counting=st.sampled_from(COUNTINGS),
    data=st.data(),
)
def test_positions_lead_to_the_canonical_text(
    raw: str, counting: Counting, data: st.DataObject
) -> None:
    starts = counted(raw, counting)
    text = canonical(raw)[0]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert RawMap(raw, counting).span(starts[start], starts[end]) == (start, end)
    assert RawMap(raw, counting).span(0, starts[-1] + 1) is None


@pytest.mark.parametrize("counting", COUNTINGS)
def test_what_was_selected_tells_how_it_was_counted(counting: Counting) -> None:
    text, starts = canonical(RAW)[0], counted(RAW, counting)
    selections = [
        ("a", starts[at], starts[at + 4], text[at : at + 4]) for at in range(0, len(text) - 4, 3)
    ]
    found, fits, total = likeliest({"a": RAW}, selections)
    assert found == counting
    assert fits == total == len(selections)


def test_without_anything_selected_the_plainest_way_holds() -> None:
    assert likeliest({"a": RAW}, [("a", 0, 3, ""), ("b", 0, 1, "甲")]) == (COUNTINGS[0], 0, 0)
    assert likeliest({"a": "甲乙丙"}, [("a", 0, 2, "甲乙")]) == (COUNTINGS[0], 1, 1)

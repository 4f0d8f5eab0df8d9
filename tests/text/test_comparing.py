"""Two versions of a text: what they share and which paragraphs differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.text.comparing import DifferenceKind, differences, pieces, shared

OLD = "甲县报告\n一、行政复议案件七十件，审结六十三件。\n\n二、开展检查八十一次，覆盖全县。\n落款𠮷"


def told(old: str, new: str) -> list[tuple[DifferenceKind, str, str]]:
    return [
        (d.kind, d.old.of(old) if d.old else "", d.new.of(new) if d.new else "")
        for d in differences(old, new)
    ]


def test_spaces_width_and_blank_lines_are_no_difference() -> None:
    assert differences(OLD, OLD.replace("，", ", ").replace("\n\n", "\n\u3000\n\n")) == []


def test_a_paragraph_that_was_altered_is_told_with_both_wordings() -> None:
    new = OLD.replace("七十件", "七十二件")
    assert told(OLD, new) == [
        (
            DifferenceKind.CHANGED,
            "一、行政复议案件七十件，审结六十三件。",
            "一、行政复议案件七十二件，审结六十三件。",
        )
    ]


def test_a_paragraph_cut_short_was_altered_and_not_exchanged() -> None:
    long = OLD.replace("覆盖全县。", "覆盖全县。" + "这里另有一大段说明文字，讲的是别的事情。" * 3)
    assert [kind for kind, _, _ in told(long, OLD)] == [DifferenceKind.CHANGED]


def test_what_came_and_what_went() -> None:
    new = OLD.replace("二、开展检查八十一次，覆盖全县。", "𠮷祥街道率先建成公共法律服务站。")
    assert [kind for kind, _, _ in told(OLD, new)] == [
        DifferenceKind.REMOVED,
        DifferenceKind.ADDED,
    ]


@given(st.text(alphabet="甲乙丙𠮷。\n ，a1", max_size=80))
def test_a_text_shares_all_with_itself_and_nothing_with_none(text: str) -> None:
    own = pieces(text)
    assert differences(text, text) == []
    assert shared(own, own) == (1 if own else 0)
    assert shared(own, {}) == 0


def test_line_breaks_make_no_other_sentences() -> None:
    wrapped = "\n".join(OLD[i : i + 7] for i in range(0, len(OLD), 7))
    assert shared(pieces(OLD), pieces(wrapped)) == 1

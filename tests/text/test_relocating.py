"""Following passages from a former text to the one that took its place."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchoring_quality import Score, altered, formulaic, judge, passages
from app.domain.anchor import AnchorState, Span
from app.text.anchoring import Placement
from app.text.position_map import PositionMap, key_of, key_text
from app.text.relocating import Following, relocate, wording

FORMULA = "认真贯彻落实《{}》，组织专题培训{}次，覆盖全区各镇街。"
TEXT = "\n".join(
    (
        "云岭区2023年度法治政府建设情况报告",
        "一、加强组织领导",
        FORMULA.format("法治政府建设实施纲要", 12) + "𠮷祥街道率先完成改革。",
        "二、规范行政执法",
        FORMULA.format("行政处罚法", 15),
        "全年办理行政复议案件70件，审结63件，纠错率8.5%。",
        "三、下一步打算",
        "继续推进乡镇综合执法改革，补齐基层力量短板，健全监督机制。",
    )
)
SILENT = (AnchorState.EXACT, AnchorState.MOVED)


def span_of(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def place(words: str, new: str, old: str = TEXT) -> Placement:
    return relocate(old, new, [span_of(words, old)])[0]


def said(placement: Placement, text: str) -> str | None:
    return placement.span.of(text) if placement.span else None


def test_an_unaltered_text_keeps_every_place() -> None:
    placement = place("审结63件", TEXT)
    assert placement == Placement(span_of("审结63件"), AnchorState.EXACT, 1.0)


@pytest.mark.parametrize("words", ["审结63件", "𠮷祥街道", "二、规范行政执法", "短板，健全"])
def test_a_paragraph_put_before_moves_what_follows(words: str) -> None:
    new = "更正说明：𠮷。\n" + TEXT
    placement = place(words, new)
    assert (placement.state, said(placement, new)) == (AnchorState.MOVED, words)


def test_what_stands_before_the_change_is_exact() -> None:
    assert place("组织专题培训12次", TEXT + "\n附件一份。").state is AnchorState.EXACT


def test_width_spaces_and_punctuation_are_no_change_of_words() -> None:
    new = TEXT.replace("，", ", ").replace("。", "。\u3000").replace("、", "､")
    placement = place("全年办理行政复议案件70件，审结63件", new)
    assert placement.state is AnchorState.MOVED
    assert said(placement, new) == "全年办理行政复议案件70件, 审结63件"


def test_a_point_within_a_figure_is_no_punctuation() -> None:
    new = TEXT.replace("8.5%", "85%")
    assert place("审结63件，纠错率8.5%", new).state is AnchorState.TO_CONFIRM


def test_hard_line_breaks_do_not_part_a_passage() -> None:
    new = "\n".join(TEXT[i : i + 17] for i in range(0, len(TEXT), 17))
    assert place("补齐基层力量短板，健全监督机制", new).state in SILENT


def test_a_passage_that_was_edited_is_found_between_its_surroundings_and_asked_about() -> None:
    new = TEXT.replace("70件", "82件")
    placement = place("全年办理行政复议案件70件，审结63件", new)
    assert placement.state is AnchorState.TO_CONFIRM
    assert said(placement, new) == "全年办理行政复议案件82件，审结63件"
    assert 0.8 < placement.score < 1


def test_words_replaced_at_its_edge_belong_to_the_passage() -> None:
    new = TEXT.replace("全年办理", "一年来共受理")
    placement = place("全年办理行政复议案件70件", new)
    assert placement.state is AnchorState.TO_CONFIRM
    assert said(placement, new) == "一年来共受理行政复议案件70件"


def test_a_particle_altered_is_the_same_passage() -> None:
    old = TEXT.replace("健全监督机制", "健全监督的机制")
    placement = place("补齐基层力量短板，健全监督的机制", TEXT, old)
    assert placement.state is AnchorState.MOVED
    assert said(placement, TEXT) == "补齐基层力量短板，健全监督机制"


def test_another_name_in_the_same_place_is_asked_about() -> None:
    new = TEXT.replace("法治政府建设实施纲要", "优化营商环境条例")
    placement = place(FORMULA.format("法治政府建设实施纲要", 12), new)
    assert placement.state is AnchorState.TO_CONFIRM


def test_a_formulaic_neighbour_does_not_attract_what_was_deleted() -> None:
    words = FORMULA.format("法治政府建设实施纲要", 12)
    placement = place(words, TEXT.replace(words, ""))
    assert placement.state is AnchorState.LOST
    assert placement.span is None


def test_the_same_words_twice_are_told_apart_by_what_stands_around() -> None:
    old = "甲部分另有说明。加强领导。乙部分已经完成。\n丙部分尚未开始。加强领导。丁部分正在推进。"
    new = old.replace("甲部分另有说明。加强领导。乙部分已经完成。\n", "")
    first = span_of("加强领导。", old)
    second = Span(old.rindex("加强领导。"), old.rindex("加强领导。") + 5)
    placed = relocate(old, new, [first, second])
    assert placed[0].state is AnchorState.LOST
    assert (placed[1].state, said(placed[1], new)) == (AnchorState.MOVED, "加强领导。")


def test_a_section_that_stands_twice_now_is_asked_about() -> None:
    section = TEXT[TEXT.index("二、") : TEXT.index("三、")]
    placement = place("全年办理行政复议案件70件，审结63件", TEXT.replace(section, section * 2))
    assert placement.state is AnchorState.TO_CONFIRM


def test_a_section_that_changed_places_takes_its_passages_along() -> None:
    section = TEXT[TEXT.index("二、") : TEXT.index("三、")]
    new = TEXT.replace(section, "") + "\n" + section
    placement = place("审结63件，纠错率8.5%", new)
    assert (placement.state, said(placement, new)) == (AnchorState.MOVED, "审结63件，纠错率8.5%")


def test_the_white_space_at_its_ends_stays_in_the_passage() -> None:
    old = "甲乙丙丁。\n  戊己庚辛\n壬癸子丑。"
    placement = relocate(old, "新。\n" + old, [Span(6, 13)])[0]
    assert said(placement, "新。\n" + old) == "  戊己庚辛\n"


def test_places_of_a_lost_passage_are_offered_with_their_scores() -> None:
    words = FORMULA.format("法治政府建设实施纲要", 12)
    new = TEXT.replace(words, "")
    offered = Following(TEXT, new).candidates(span_of(words))
    assert [c.span.of(new) for c in offered][:1] == [FORMULA.format("行政处罚法", 15)]
    assert offered[0].score < 0.5


# --- whatever happens to a text ------------------------------------------------------------


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str, list[int], list[Span]]:
    rng = random.Random(draw(st.integers(0, 10**9)))
    text = draw(st.sampled_from([TEXT, formulaic(random.Random(1))]))
    new, origins = altered(text, rng, draw(st.integers(1, 15)))
    return text, new, origins, passages(text, rng, 6)


@settings(max_examples=60, deadline=None)
@given(versions())
def test_every_passage_is_in_one_state_inside_the_text(
    case: tuple[str, str, list[int], list[Span]],
) -> None:
    old, new, _, spans = case
    for placed in relocate(old, new, spans):
        assert (placed.span is None) == (placed.state is AnchorState.LOST)
        assert placed.span is None or 0 <= placed.span.start < placed.span.end <= len(new)
        assert 0 <= placed.score <= 1
        assert 0 <= placed.margin <= 1


@settings(max_examples=60, deadline=None)
@given(versions())
def test_what_is_placed_silently_says_the_same(
    case: tuple[str, str, list[int], list[Span]],
) -> None:
    old, new, _, spans = case
    particles = dict.fromkeys(map(ord, "的地得了着和与及"))
    for span, placed in zip(spans, relocate(old, new, spans), strict=True):
        if placed.state in SILENT and placed.span is not None:
            before, after = span.of(old), placed.span.of(new)
            assert wording(key_text(before)).translate(particles) == wording(
                key_text(after)
            ).translate(particles)
            if placed.state is AnchorState.EXACT:
                assert (before, span) == (after, placed.span)


@settings(max_examples=60, deadline=None)
@given(versions())
def test_blocks_are_equal_and_in_order(case: tuple[str, str, list[int], list[Span]]) -> None:
    old, new, _, _ = case
    found = PositionMap(old, new)
    a, b = key_of(old).key, key_of(new).key
    old_at = new_at = 0
    for block in found.blocks:
        assert block.old >= old_at
        assert block.new >= new_at
        assert a[block.old : block.old_end] == b[block.new : block.new_end]
        old_at, new_at = block.old_end, block.new_end
    for block in found.moved:
        assert a[block.old : block.old_end] == b[block.new : block.new_end]
    for at in range(0, len(old), 7):
        assert 0 <= found.offset(at) <= len(new)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_no_text_is_too_odd(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    span = Span(start, data.draw(st.integers(start, len(old))))
    placed = relocate(old, new, [span])[0]
    assert placed.span is None or placed.span.end <= len(new)


def test_silent_placements_are_right_on_texts_altered_by_chance() -> None:
    score = Score()
    for number in range(12):
        judge(formulaic(random.Random(number)), random.Random(number), score, 4, 40)
    assert score.precision == 1, score.wrong
    assert score.recall > 0.8

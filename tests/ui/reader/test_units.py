"""Where units of selection begin and end, for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.text.words import word_ends
from app.ui.reader.units import Unit, Units

TEXT = "标题\n\n　　第一句“放管服”改革。第二句；末句 mixed 98.5%\n　　𠮷祥镇行政复议😀。"
WRITTEN = st.text(
    st.sampled_from("行政复议双随机、一公开，。；！”“ab1 \u3000\xa0𠮷😀\n\n"), max_size=60
)
LARGER = st.sampled_from([Unit.WORD, Unit.SENTENCE, Unit.PARAGRAPH])


def edges(text: str, unit: Unit, step: int) -> list[str]:
    """The text cut at every edge met on the way from one end to the other."""
    units = Units(text)
    at = 0 if step > 0 else len(text)
    met = [at]
    while (after := units.edge(at, unit, step)) != at:
        at = after
        met.append(at)
    met.sort()
    return [text[a:b] for a, b in itertools.pairwise(met)]


def test_words_are_met_at_their_ends_forwards_and_at_their_beginnings_backwards() -> None:
    forwards = [part.strip("\n　 ") for part in edges(TEXT, Unit.WORD, 1)]
    assert forwards[:4] == ["标题", "第一", "句", "“"]
    assert "放管服" in forwards
    assert "98.5%" in forwards
    assert all(forwards)
    backwards = [part.strip("\n　 ") for part in edges(TEXT, Unit.WORD, -1)]
    assert [part for part in backwards if part] == forwards


def test_sentences_and_paragraphs_are_met_across_empty_lines() -> None:
    assert [part.strip("\n　 ") for part in edges(TEXT, Unit.SENTENCE, 1)] == [
        "标题", "第一句“放管服”改革。", "第二句；", "末句 mixed 98.5%", "𠮷祥镇行政复议😀。",
    ]  # fmt: skip
    assert [part.strip("\n　 ") for part in edges(TEXT, Unit.PARAGRAPH, 1)] == [
        "标题", "第一句“放管服”改革。第二句；末句 mixed 98.5%", "𠮷祥镇行政复议😀。",
    ]  # fmt: skip


@given(WRITTEN, st.integers(0, 60), LARGER)
def test_a_unit_holds_its_place_and_lies_in_its_line(text: str, place: int, unit: Unit) -> None:
    place = min(place, len(text))
    found = Units(text).at(place, unit)
    assert 0 <= found.start <= found.end <= len(text)
    assert "\n" not in found.of(text)
    if unit is Unit.WORD and place < len(text) and text[place] != "\n":
        assert found.start <= place < found.end


@settings(deadline=None)  # jieba is loaded by the first example
@given(WRITTEN, LARGER, st.booleans())
def test_words_cover_every_line(text: str, unit: Unit, known: bool) -> None:
    units = Units(text)
    if known:
        units.set_word_ends(word_ends(text.split("\n")))
    at, covered = 0, ""
    while at < len(text):
        word = units.at(at, Unit.WORD)
        covered += word.of(text) or text[at]
        at = max(word.end, at + 1)
    assert covered == text
    assert not any(part.isspace() for part in edges(text, unit, 1)[:-1])


@given(WRITTEN, st.sampled_from(list(Unit)), st.integers(0, 60))
def test_edges_go_strictly_on_until_the_end_of_the_text(text: str, unit: Unit, at: int) -> None:
    units, at = Units(text), min(at, len(text))
    for step, end in ((1, len(text)), (-1, 0)):
        here = at
        for _ in range(len(text) + 1):
            after = units.edge(here, unit, step)
            assert (after - here) * step > 0 or after == end
            if after == end:
                break
            here = after
        assert units.edge(end, unit, step) == end


@given(WRITTEN, st.integers(0, 60))
def test_what_lies_around_a_place_grows_strictly(text: str, place: int) -> None:
    around = Units(text).around(min(place, len(text)))
    for inner, outer in itertools.pairwise(around):
        assert outer.contains(inner)
        assert inner != outer
    if text.strip(" \u3000\xa0\n"):
        assert around[-1].of(text) == text.strip(" \u3000\xa0\n")


@given(WRITTEN, st.integers(0, 60))
def test_the_nearest_edge_is_an_edge_of_the_word_there(text: str, place: int) -> None:
    place = min(place, len(text))
    units = Units(text)
    word = units.at(place, Unit.WORD)
    assert units.nearest_edge(place) in {place, word.start, word.end}
    assert abs(units.nearest_edge(place) - place) * 2 <= len(word)


def test_the_sections_around_a_place_come_after_its_paragraph() -> None:
    text = "一、甲\n（一）乙。丙。\n丁。\n二、戊\n己。"
    whole = Section(1, SectionKind.OWN_LINE, "一、", "甲", Span(0, text.index("二、")), 3)
    inner = Section(2, SectionKind.RUN_IN, "（一）", "乙", Span(4, text.index("二、")), 9)
    item = Section(3, SectionKind.ITEM, "", "丙", Span(9, 11), 11)
    units = Units(text, [whole, inner, item])
    found = [span.of(text) for span in units.around(text.index("丙"))]
    assert found == [
        "丙", "丙。", "（一）乙。丙。", "（一）乙。丙。\n丁。", "一、甲\n（一）乙。丙。\n丁。", text,
    ]  # fmt: skip


@pytest.mark.parametrize("unit", list(Unit))
def test_past_the_end_of_a_line_the_last_unit_is_meant(unit: Unit) -> None:
    text = "甲乙。\n\n丙"
    assert Units(text).before(3, unit).end == 3
    assert len(Units(text).before(4, unit)) == 0

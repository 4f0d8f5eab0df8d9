"""Where the patterns of a rule stand, and how far a mark reaches."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from app.domain.anchor import Span
from app.domain.errors import Invalid
from app.domain.rule import RuleScope
from app.text.matching import Reach, compiled, has_any, joined, pattern_finds
from app.text.words import fallback_ends

TEXT = builders.SMALL_TEXT
ALPHABET = "行政复议，。；！“”　 \n𠮷ａA1（）"


def reach(scope: RuleScope, text: str = TEXT, **values: object) -> Reach:
    facts = {"body": Span(0, len(text)), "furniture": (), "ends": None, **values}
    return Reach(text, facts["body"], facts["furniture"], scope, facts["ends"])  # type: ignore[arg-type]


def find(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_match_is_marked_as_it_stands() -> None:
    assert reach(RuleScope.MATCH).span(find("政复议")) == find("政复议")


def test_a_sentence_reaches_to_its_full_stop() -> None:
    marked = reach(RuleScope.SENTENCE).span(find("行政复议"))
    assert marked.of(TEXT) == "全年办理行政复议案件70件，审结63件。"


def test_a_find_across_two_sentences_takes_both() -> None:
    marked = reach(RuleScope.SENTENCE).span(find("改革。全年"))
    assert marked.of(TEXT) == "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件。"


def test_a_paragraph_is_the_line_without_its_indentation() -> None:
    text = "标题\n　　全年办结案件。\n末行"
    assert reach(RuleScope.PARAGRAPH, text).span(find("办结", text)).of(text) == "全年办结案件。"


def test_a_word_comes_from_the_known_boundaries() -> None:
    ends = [fallback_ends(line) for line in TEXT.split("\n")]
    marked = reach(RuleScope.WORD, ends=ends).span(find("随机、一"))
    assert marked.of(TEXT) == "双随机、一公开"


def test_without_known_boundaries_a_word_is_a_term_of_the_genre_or_the_find() -> None:
    assert reach(RuleScope.WORD).span(find("随机、一")).of(TEXT) == "双随机、一公开"
    assert reach(RuleScope.WORD).span(find("𠮷")).of(TEXT) == "𠮷"


def test_a_mark_stays_off_furniture_in_its_line() -> None:
    text = "首页 导航 全年办理行政复议案件。"
    hidden = Span(0, 6)
    marked = reach(RuleScope.PARAGRAPH, text, furniture=(hidden,)).span(find("复议", text))
    assert marked.of(text) == "全年办理行政复议案件。"


def test_what_lies_in_furniture_or_outside_the_body_is_no_find() -> None:
    text = "行政复议\n行政复议\n行政复议"
    held = reach(RuleScope.MATCH, text, body=Span(5, len(text)), furniture=(Span(5, 9),))
    assert [held.holds(Span(at, at + 4)) for at in (0, 5, 10)] == [False, False, True]


def test_what_may_not_stand_near_is_looked_for_in_the_sentence() -> None:
    near = reach(RuleScope.MATCH).surroundings(find("行政复议"))
    assert has_any(near, ["７０件"], exact=False)
    assert not has_any(near, ["７０件"], exact=True)
    assert not has_any(near, ["放管服"], exact=False)


def test_patterns_work_paragraph_by_paragraph_and_ignore_case() -> None:
    text = "共A12件\n\n共a3件。𠮷"
    found = pattern_finds(text, [compiled(r"^共(a\d+)件", exact=False), compiled("x*", exact=True)])
    assert [text[start:end] for start, end in found] == ["共A12件", "共a3件"]


@pytest.mark.parametrize("pattern", ["(复议", "[复", "*复议", "复\\", "(?<=复+)议", "(?P<a>复"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid) as refusal:
        compiled(pattern, exact=False)
    assert refusal.value.what == "bad_pattern"
    assert refusal.value.values["pattern"] == pattern


@given(st.text(ALPHABET, min_size=1, max_size=80), st.data())
def test_a_mark_holds_its_find_and_stays_in_the_body(text: str, data: st.DataObject) -> None:
    cut = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    body, hidden = Span(cut[0], cut[3]), (Span(cut[1], cut[2]),) if cut[1] < cut[2] else ()
    scope = data.draw(st.sampled_from(RuleScope))
    ends = data.draw(st.sampled_from([None, [fallback_ends(line) for line in text.split("\n")]]))
    reaching = Reach(text, body, hidden, scope, ends)
    start = data.draw(st.integers(0, len(text) - 1))
    found = Span(start, data.draw(st.integers(start + 1, len(text))))
    if reaching.holds(found):
        mark = reaching.span(found)
        assert mark.contains(found)
        assert body.contains(mark)
        assert not any(mark.overlaps(span) for span in hidden)
        assert found.of(text) in reaching.surroundings(found)


spans = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=12))
def test_joined_marks_are_apart_in_order_and_cover_the_same(marks: list[Span]) -> None:
    done = joined((mark, mark) for mark in marks)
    assert all(a.end <= b.start for (a, _), (b, _) in itertools.pairwise(done))
    assert {c for m in marks for c in range(m.start, m.end)} == {
        c for m, _ in done for c in range(m.start, m.end)
    }
    assert sorted({*marks}) == sorted(find for _, finds in done for find in finds)
    assert all(mark.contains(find) for mark, finds in done for find in finds)


@given(st.text("一二 \n", max_size=40))
def test_pattern_finds_are_those_of_each_line(text: str) -> None:
    pattern = re.compile("一+")
    expected = [m.span() for m in pattern.finditer(text)]
    assert pattern_finds(text, [pattern]) == expected

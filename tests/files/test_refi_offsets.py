"""How a REFI-QDA file counts is found by what its selections say."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.domain.exchange import Offsets
from app.files.read_qdpx import read_qdpx
from app.files.refi_offsets import WAYS, Counted, Mark, find_way
from files.qda_packages import SOURCE, counted, packed, project, selection, source, sources
from files.write_samples import TEXT

PIECES = st.sampled_from(
    ("\n", "\r\n", "\r", "\x85", "\u2028", "\xa0", "𠮷", "😀", "一", "的", "。", "，", " ", "ab", "c", "\ufeff", "\t")
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)


def canonical(decoded: str) -> str:
    for mark in ("\r\n", "\r", "\x85", "\u2028"):
        decoded = decoded.replace(mark, "\n")
    return decoded


def marks_of(decoded: str, spans: list[tuple[int, int]], way: Offsets, *, named: bool = True):
    text = canonical(decoded)
    places = counted(decoded, spans, way)
    return [
        Mark(low, high, text[start:end] if named else "")
        for (start, end), (low, high) in zip(spans, places, strict=True)
    ]


@st.composite
def coded(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    decoded = draw(TEXTS)
    length = len(canonical(decoded))
    places = st.integers(0, length - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, length))
    )
    return decoded, draw(st.lists(places, min_size=1, max_size=8))


@settings(max_examples=400, deadline=None)
@given(coded(), st.sampled_from(WAYS), st.booleans())
def test_any_text_counted_any_way_gives_the_same_spans(
    drawn: tuple[str, list[tuple[int, int]]], way: Offsets, has_mark: bool
) -> None:
    """Unless the names fit another way as well: that alone is ambiguous."""
    decoded, spans = drawn
    assume(not decoded.startswith("\ufeff"))
    text = Counted(("\ufeff" if has_mark else "") + decoded)
    marks = marks_of(decoded, spans, way)
    possible = {tuple(spans)}
    for other in WAYS:
        placed = text.spans(other, marks)
        if all(p is not None and text.text[p[0] : p[1]] == m.name for p, m in zip(placed, marks, strict=True)):  # fmt: skip
            possible.add(tuple((p[0], p[1]) for p in placed if p))
    assume(len(possible) == 1)
    found = find_way({"s": (text, marks)}, "")
    placed = text.spans(found.way, marks)
    assert [(p[0], p[1]) for p in placed if p] == spans
    assert not found.rivals
    assert found.way.fits == found.way.total == len(spans)


@given(coded(), st.sampled_from(WAYS))
def test_every_way_undoes_what_it_did(
    drawn: tuple[str, list[tuple[int, int]]], way: Offsets
) -> None:
    decoded, spans = drawn
    assume(not decoded.startswith("\ufeff"))
    text = Counted(decoded)
    assert text.text == canonical(decoded)
    placed = text.spans(way, marks_of(decoded, spans, way))
    assert placed == [(start, end, True) for start, end in spans]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=coded(), way=st.sampled_from(WAYS), encoding=st.sampled_from(("utf-8", "utf-8-sig")))
def test_the_same_holds_through_a_whole_package(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[str, list[tuple[int, int]]],
    way: Offsets,
    encoding: str,
) -> None:
    decoded, spans = drawn
    assume(not decoded.startswith("\ufeff") and canonical(decoded).strip("\ufeff\0 \t\r\n"))
    text = canonical(decoded)
    spans = [(start, end) for start, end in spans if text[start:end].strip()]
    marked = [
        selection(n + 1, mark.start, mark.end, name=mark.name)
        for n, mark in enumerate(marks_of(decoded, spans, way))
    ]
    path = tmp_path_factory.getbasetemp() / "package.qdpx"
    files = {f"sources/{SOURCE}.txt": decoded.encode(encoding)}
    path.write_bytes(packed(project(sources(source(*marked))), files))
    brought = read_qdpx(path)
    assert brought.sources[0].text == text
    found = [(a.start, a.end) for a in brought.annotations]
    # What is ambiguous may be taken otherwise, but never so that it says something else.
    assert [text[a:b] for a, b in found] == [text[a:b] for a, b in spans]
    for place, (start, end) in zip(found, spans, strict=True):
        if sum(text.startswith(text[start:end], at) for at in range(len(text))) == 1:
            assert place == (start, end)


LONG = TEXT * 8


def clauses(text: str, count: int, seed: int = 3) -> list[tuple[int, int]]:
    """Passages as people mark them: from the beginning of a clause to its end."""
    edges = [0] + [i + 1 for i, sign in enumerate(text) if sign in "。，\n；"]
    rng = random.Random(seed)
    found: list[tuple[int, int]] = []
    while len(found) < count:
        start, end = sorted(rng.sample(edges, 2))
        while start < end and text[start] in "\n\u3000 ":
            start += 1
        while start < end and text[end - 1] in "\n，。；":
            end -= 1
        if start < end:
            found.append((start, end))
    return found


@pytest.mark.parametrize("way", [way for way in WAYS if way.end == "exclusive"], ids=str)
@pytest.mark.parametrize("lines", ["\n", "\r\n"])
def test_without_names_the_edges_of_words_and_clauses_decide(way: Offsets, lines: str) -> None:
    decoded = LONG.replace("\n", lines)
    spans = clauses(LONG, 60)
    text = Counted(decoded)
    marks = marks_of(decoded, spans, way, named=False)
    found = find_way({"s": (text, marks)}, "")
    assert [(p[0], p[1]) for p in text.spans(found.way, marks) if p] == spans
    assert found.way.fits >= 55


@pytest.mark.parametrize("mark", ["…", "...", "…… "])
def test_names_that_were_cut_count_as_well(mark: str) -> None:
    decoded = LONG.replace("\n", "\r\n")
    spans = clauses(LONG, 30)
    way = Offsets("utf16", "as_is", "exclusive")
    text = Counted(decoded)
    marks = [
        Mark(m.start, m.end, m.name[:6].replace("\n", " ") + mark)
        for m in marks_of(decoded, spans, way)
    ]
    found = find_way({"s": (text, marks)}, "")
    assert [(p[0], p[1]) for p in text.spans(found.way, marks) if p] == spans


def test_a_source_that_counts_unlike_the_others_is_found_out() -> None:
    own, usual = Offsets("utf16", "as_is", "exclusive"), Offsets()
    decoded = LONG.replace("\n", "\r\n")
    spans = clauses(LONG, 10)
    one = (Counted(LONG), marks_of(LONG, clauses(LONG, 40), usual))
    two = (Counted(decoded), marks_of(decoded, spans, own))
    found = find_way({"one": one, "two": two}, "")
    assert (found.way.unit, found.way.line_ends) == ("code_points", "as_is")
    assert found.own == {"two": own}


def test_where_nothing_speaks_the_habit_of_the_program_does_and_it_is_told() -> None:
    text = Counted("字" * 20 + "𠮷" + "字" * 60)
    marks = [Mark(30, 40), Mark(50, 61)]
    assert find_way({"s": (text, marks)}, "NVivo for Windows 12.6").way.unit == "utf16"
    found = find_way({"s": (text, marks)}, "")
    assert found.way.unit == "code_points"
    assert found.rivals


def test_ways_that_come_to_the_same_are_no_doubt() -> None:
    text = Counted("没有生僻字，也没有换行。")
    found = find_way({"s": (text, [Mark(0, 5, "没有生僻字")])}, "")
    assert not found.rivals
    assert (found.way.unit, found.way.line_ends, found.way.end) == (
        "code_points",
        "as_is",
        "exclusive",
    )


def test_no_selections_no_doubt() -> None:
    assert find_way({"s": (Counted("字"), [])}, "").way.total == 0
    assert find_way({}, "").way.total == 0


@pytest.mark.parametrize("end", [10**12, -5])
def test_positions_that_cannot_be_speak_for_nothing(end: int) -> None:
    found = find_way({"s": (Counted("一二三"), [Mark(0, end, "一")])}, "")
    assert found.way.fits == 0

"""Synchronised scrolling."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.reader.flow import height_of, place_at
from app.ui.reader.pane import Pane
from app.ui.reader.scroll_map import EDGE, ScrollMap, increasing
from app.ui.reader.sync import ScrollSync, ref_y
from journeys.gestures import wait_until
from ui.reader.conftest import Opener
from ui.reader.showing import content, long_text
from ui.reader.test_pane import wheel

HEIGHT = st.floats(10, 1e5)
POINTS = st.lists(st.tuples(st.floats(-10, 1.1e5), st.floats(-10, 1.1e5)), max_size=20)


@given(POINTS, POINTS, HEIGHT, HEIGHT)
def test_a_map_never_runs_back_and_joins_both_ends(
    anchors: list[tuple[float, float]], pins: list[tuple[float, float]], a: float, b: float
) -> None:
    way = ScrollMap(anchors, a, b, pins)
    steps = [way(a * k / 50) for k in range(51)]
    assert steps == sorted(steps)
    assert steps[0] == 0
    assert steps[-1] == pytest.approx(b)


@given(POINTS)
def test_the_chain_increases_in_both_texts(points: list[tuple[float, float]]) -> None:
    chain = increasing(points)
    assert set(chain) <= set(points)
    assert all(p[0] < q[0] and p[1] < q[1] for p, q in pairwise(chain))
    assert bool(chain) == bool(points)


def test_a_pin_wins_over_matches_that_cross_it() -> None:
    way = ScrollMap([(10, 80), (20, 90), (80, 95)], 100, 100, pins=[(50, 30)])
    assert way(50) == pytest.approx(30)
    assert way(80) == pytest.approx(95)


RISING = st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), max_size=12).map(
    lambda steps: list(zip(*(accumulate(s[k] for s in steps) for k in (0, 1)), strict=True))
)
"""Places that belong together, as headings, sentences or pins give them."""


@given(RISING, RISING, RISING, st.integers(0, 3000), st.integers(0, 3000))
def test_every_way_rises_joins_both_ends_and_keeps_each_pin(
    anchors: list[tuple[float, float]],
    hints: list[tuple[float, float]],
    pins: list[tuple[float, float]],
    more_a: int,
    more_b: int,
) -> None:
    a, b = (
        more + 1 + max([EDGE, *(p[k] for p in (*anchors, *hints, *pins))])
        for k, more in ((0, more_a), (1, more_b))
    )
    way = ScrollMap(anchors, a, b, pins, hints)
    steps = [way(a * k / 200) for k in range(201)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, pytest.approx(b))
    for x, y in pins:
        assert way(x) == pytest.approx(y)


@given(RISING, RISING, RISING)
def test_there_and_back_again_is_where_one_was(
    anchors: list[tuple[float, float]],
    hints: list[tuple[float, float]],
    pins: list[tuple[float, float]],
) -> None:
    def turned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(y, x) for x, y in points]

    a, b = (1 + max([EDGE, *(p[k] for p in (*anchors, *hints, *pins))]) for k in (0, 1))
    there = ScrollMap(anchors, a, b, pins, hints)
    back = ScrollMap(turned(anchors), b, a, turned(pins), turned(hints))
    for k in range(41):
        x = a * k / 40
        assert back(there(x)) == pytest.approx(x, abs=1)


def test_alike_sentences_never_make_the_way_uneven() -> None:
    way = ScrollMap([], 1000, 1000, (), [(100, 130), (110, 600), (500, 480), (700, 705)])
    assert way(500) == pytest.approx(480)
    assert all(0.25 <= way.slope(x) <= 4 for x in range(0, 1000, 10))


@pytest.fixture
def panes(open_pane: Opener) -> list[Pane]:
    sizes = [(12, 3), (12, 1), (10, 4), (12, 2)]
    return [open_pane(content(long_text(n, filler=f)), width=460) for n, f in sizes]


@pytest.fixture
def sync(panes: list[Pane]) -> ScrollSync:
    made = ScrollSync()
    made.set_panes(panes)
    for k, a in enumerate(panes):
        for b in panes[k + 1 :]:
            made.set_matches(a, b, [(i, i) for i in range(20)])
    return made


def drive(pane: Pane, value: int) -> None:
    pane.view.driven.emit(False)
    pane.view.bar.setValue(value)


def test_matched_headings_meet_at_the_reading_line(panes: list[Pane], sync: ScrollSync) -> None:
    first = panes[0]
    bar = first.view.bar
    y = first.section_y(8)
    drive(first, round(y * bar.maximum() / first.view.places.height))
    for other in panes[1:]:
        assert ref_y(other) == pytest.approx(other.section_y(8), abs=3)


@pytest.mark.parametrize("mode", ["section", "proportional"])
def test_both_ends_of_all_panes_meet(panes: list[Pane], sync: ScrollSync, mode: str) -> None:
    sync.set_mode(mode)  # type: ignore[arg-type]
    drive(panes[1], panes[1].view.bar.maximum())
    assert [p.view.bar.value() for p in panes] == [p.view.bar.maximum() for p in panes]
    drive(panes[1], 0)
    assert [p.view.bar.value() for p in panes] == [0, 0, 0, 0]


def test_four_panes_follow_without_echo(panes: list[Pane], sync: ScrollSync) -> None:
    """The driver stands where it was put, and each follower moves once per step."""
    moves: list[Pane] = []
    for one in panes:
        one.scrolled.connect(lambda one=one: moves.append(one))
    bar = panes[2].view.bar
    for value in range(40, bar.maximum(), bar.maximum() // 20):
        moves.clear()
        drive(panes[2], value)
        QApplication.processEvents()
        assert bar.value() == value
        assert len(moves) == len({id(p) for p in moves}) <= 4


def test_going_and_coming_back_ends_at_the_same_place(panes: list[Pane], sync: ScrollSync) -> None:
    drive(panes[0], 700)
    before = [p.view.bar.value() for p in panes]
    for value in (2000, 300, 1500, 700):
        drive(panes[0], value)
    assert [p.view.bar.value() for p in panes] == pytest.approx(before, abs=1)


def test_off_leaves_the_others_alone(panes: list[Pane], sync: ScrollSync) -> None:
    sync.set_mode("off")
    drive(panes[0], 800)
    assert [p.view.bar.value() for p in panes[1:]] == [0, 0, 0]


def test_alt_and_wheel_move_one_pane_and_keep_its_new_distance(
    panes: list[Pane], sync: ScrollSync
) -> None:
    drive(panes[0], 900)
    still = [p.view.bar.value() for p in panes]
    wheel(panes[1], -2, Qt.KeyboardModifier.AltModifier)
    moved = panes[1].view.bar.value()
    assert moved > still[1]
    assert [panes[k].view.bar.value() for k in (0, 2, 3)] == [still[k] for k in (0, 2, 3)]
    drive(panes[0], 901)
    assert panes[1].view.bar.value() == pytest.approx(moved, abs=4)
    drive(panes[0], 900)
    assert panes[1].view.bar.value() == pytest.approx(moved, abs=2)


def test_a_pin_holds_what_stands_side_by_side(panes: list[Pane], sync: ScrollSync) -> None:
    drive(panes[0], 900)
    wheel(panes[1], -3, Qt.KeyboardModifier.AltModifier)
    at = sync.places()
    for k, a in enumerate(panes):
        for n in range(k + 1, 4):
            sync.set_pins(a, panes[n], [(at[k], at[n])])
    sync.rebase()
    together = [p.view.bar.value() for p in panes]
    drive(panes[0], 0)
    assert panes[1].view.bar.value() == 0
    drive(panes[0], 900)
    assert [p.view.bar.value() for p in panes] == pytest.approx(together, abs=3)


def test_a_place_says_its_height_to_the_pixel(panes: list[Pane]) -> None:
    view = panes[0].view
    for y in range(0, round(view.places.height) - 60, 37):
        place = place_at(view, y)
        back = height_of(view, place)
        line = view.measures.line
        is_in_a_gap = abs(back - y) > line / 10 and place_at(view, y + line / 5) >= place
        assert abs(back - y) <= line / 10 or is_in_a_gap


def test_matches_that_arrive_late_move_nothing_at_once(panes: list[Pane]) -> None:
    """The way changes under a pane that follows; it goes over to it bit by bit."""
    sync = ScrollSync()
    sync.set_panes(panes[:2])
    drive(panes[0], 900)
    before = panes[1].view.bar.value()
    sync.set_matches(panes[0], panes[1], [(k, k) for k in range(20)])
    assert panes[1].view.bar.value() == before
    drive(panes[0], 910)
    assert abs(panes[1].view.bar.value() - before) < 30
    for value in range(910, 1900, 10):
        drive(panes[0], value)
    way = sync.map_between(panes[0], panes[1])
    assert ref_y(panes[1]) == pytest.approx(way(ref_y(panes[0])), abs=2)


def test_another_pane_taking_over_moves_nothing_at_once(
    panes: list[Pane], sync: ScrollSync
) -> None:
    """Three ways between three panes need not agree; the difference is no jump."""
    sync.set_matches(panes[1], panes[2], [(k, k + 1) for k in range(19)])
    drive(panes[0], 900)
    before = panes[2].view.bar.value()
    drive(panes[1], panes[1].view.bar.value() + 4)
    assert abs(panes[2].view.bar.value() - before) < 30


def test_the_wheel_over_a_whole_report_moves_the_others_forward_and_never_far(
    panes: list[Pane], sync: ScrollSync
) -> None:
    sync.set_matches(panes[0], panes[2], [(i, i) for i in (0, 3, 4, 9, 12)])
    sync.set_pins(panes[0], panes[1], [(700, 400)])
    driver, followers = panes[0], panes[1:]
    bar = driver.view.bar
    for notch in (-1, 1):
        turns = 0
        while bar.value() != (bar.maximum() if notch < 0 else 0):
            before = [p.view.bar.value() for p in panes]
            wheel(driver, notch)
            after = [p.view.bar.value() for p in panes]
            step = abs(after[0] - before[0])
            limit = driver.view.measures.line * 3
            assert 0 < step <= limit, "the driver goes where the wheel puts it"
            for one, was, now in zip(followers, before[1:], after[1:], strict=True):
                assert (now - was) * -notch >= 0, "never backwards"
                way = sync.map_between(driver, one)
                top = max(way.slope(x) for x in range(0, round(driver.view.places.height), 5))
                assert abs(now - was) <= top * step + 4, "never further than the way says"
            QApplication.processEvents()
            assert bar.value() == after[0], "its followers never move it"
            turns += 1
        assert turns > 10


def test_a_steep_way_is_eased_in_small_steps(panes: list[Pane], sync: ScrollSync) -> None:
    """A short section beside a long one: the long one glides past, frame by frame."""
    short, long = panes[1], panes[2]
    sync.set_panes([short, long])
    sync.set_matches(short, long, [(4, 2), (6, 18)])
    y = short.section_y(4)
    drive(short, round((y - 20) * short.view.bar.maximum() / short.view.places.height))
    long.view.glide.is_instant = False
    seen = [long.view.bar.value()]
    long.view.scrolled.connect(lambda: seen.append(long.view.bar.value()))
    drive(short, short.view.bar.value() + 90)
    wait_until(lambda: not long.view.glide.is_active)
    assert seen == sorted(seen)
    assert len(seen) > 3


def test_level_headings_are_what_a_person_means_to_pin(panes: list[Pane]) -> None:
    sync = ScrollSync()
    sync.set_panes(panes[:2])
    for pane, index in ((panes[0], 8), (panes[1], 10)):
        pane.view.bar.setValue(round(pane.section_y(index)) - 10)
    heights: list[float] = []
    for pane, start in zip(panes[:2], sync.places_beside(), strict=True):
        assert pane.content is not None
        assert start in {section.span.start for section in pane.content.sections}
        heights.append(height_of(pane.view, start) - pane.view.bar.value())
    assert heights[0] == pytest.approx(heights[1], abs=2)


def test_the_wheel_makes_a_pane_the_driver(
    panes: list[Pane], sync: ScrollSync, qtbot: QtBot
) -> None:
    wheel(panes[3], -4)
    assert all(p.view.bar.value() > 0 for p in panes)


def test_another_report_in_a_pane_forgets_its_matches(panes: list[Pane], sync: ScrollSync) -> None:
    panes[1].show_report(content("一份很短的报告。"))
    drive(panes[0], 900)
    assert panes[2].view.bar.value() > 0


def test_a_resize_does_not_move_the_other_panes(panes: list[Pane], sync: ScrollSync) -> None:
    drive(panes[0], 900)
    before = [p.view.bar.value() for p in panes[1:]]
    panes[0].resize(380, 640)
    QApplication.processEvents()
    assert [p.view.bar.value() for p in panes[1:]] == before

"""Synchronised scrolling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.reader.pane import Pane
from app.ui.reader.sync import ScrollMap, ScrollSync, increasing, ref_y
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
    sync.pin_here()
    together = [p.view.bar.value() for p in panes]
    drive(panes[0], 0)
    assert panes[1].view.bar.value() == 0
    drive(panes[0], 900)
    assert [p.view.bar.value() for p in panes] == pytest.approx(together, abs=3)


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

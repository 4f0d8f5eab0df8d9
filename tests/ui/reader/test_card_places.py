"""Where cards stand in their column."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.ui.reader.card import Size
from app.ui.reader.card_places import GAP, Places, arrange

HEIGHTS = {Size.LINE: 28, Size.BRIEF: 53}


def column(
    wanted: list[float],
    full: list[float],
    *,
    active: int | None = None,
    held: float | None = None,
    bottom: float = 1e9,
) -> Places:
    sizes = [Size.OPEN if k == active else Size.FULL for k in range(len(wanted))]

    def height(k: int, size: Size) -> float:
        return full[k] * 2 if size is Size.OPEN else HEIGHTS.get(size, full[k])

    return arrange(wanted, sizes, height, bottom=bottom, drift=220, active=active, held=held)


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    wanted = sorted(draw(st.lists(st.floats(0, 3000), max_size=40)))
    full = [draw(st.floats(60, 300)) for _ in wanted]
    return wanted, full


@given(columns(), st.data())
def test_no_card_lies_over_another_whatever_is_active(
    cards: tuple[list[float], list[float]], data: st.DataObject
) -> None:
    wanted, full = cards
    active = data.draw(st.none() | st.integers(0, len(wanted) - 1)) if wanted else None
    held = data.draw(st.none() | st.floats(-200, 4000))
    bottom = data.draw(st.floats(0, 4000))
    places = column(wanted, full, active=active, held=held, bottom=bottom)
    assert all(top >= 0 for top in places.tops)
    for (a, height), (b, _) in pairwise(zip(places.tops, places.heights, strict=True)):
        assert b - (a + height) >= GAP - 1e-6


@given(columns())
def test_a_card_with_room_stands_at_its_passage(cards: tuple[list[float], list[float]]) -> None:
    wanted, full = cards
    places = column(wanted, full)
    free = 0.0
    for want, top, height in zip(wanted, places.tops, places.heights, strict=True):
        assert top >= want
        if want >= free:
            assert top == want
        free = top + height + GAP


def test_the_active_card_stands_at_its_passage_and_the_others_make_way() -> None:
    wanted = [100.0, 110.0, 320.0, 330.0]
    places = column(wanted, [90.0] * 4, active=3)
    assert places.tops[3] == 330
    assert places.tops[2] + places.heights[2] + GAP <= 330
    assert column(wanted, [90.0] * 4).tops[3] > 330


def test_a_held_card_stays_where_it_was_pressed() -> None:
    wanted = [100.0, 110.0, 120.0]
    places = column(wanted, [90.0] * 3, active=2, held=300.0)
    assert places.tops[2] == 300


def test_only_a_crowd_makes_itself_small() -> None:
    wanted = [0.0, 1000.0, *(1010.0 + k for k in range(6)), 5000.0]
    places = column(wanted, [150.0] * len(wanted))
    assert places.sizes[0] is Size.FULL
    assert places.sizes[-1] is Size.FULL
    assert Size.LINE in places.sizes[1:-1]


@given(columns())
def test_no_card_drifts_far_where_smaller_ones_would_not(
    cards: tuple[list[float], list[float]],
) -> None:
    wanted, full = cards
    places = column(wanted, full)
    smallest = column(wanted, [HEIGHTS[Size.LINE]] * len(wanted))
    for want, top, least in zip(wanted, places.tops, smallest.tops, strict=True):
        assert top - want <= max(220, least - want) + 1e-6


def test_a_card_that_is_small_by_itself_never_grows() -> None:
    def height(k: int, size: Size) -> float:
        return HEIGHTS.get(size, 150)

    sizes = [Size.LINE, *[Size.FULL] * 6]
    places = arrange([0.0] * 7, sizes, height, bottom=1e9, drift=220)
    assert places.sizes[0] is Size.LINE


def test_a_crowd_gives_back_what_room_is_left() -> None:
    wanted = [0.0, 200.0, 400.0, *(600.0 + k for k in range(6))]
    places = column(wanted, [190.0] * len(wanted))
    assert places.sizes[0] is Size.FULL
    assert Size.LINE in places.sizes


def test_raising_a_card_makes_no_other_one_smaller() -> None:
    wanted = [100.0 * k for k in range(8)]
    calm = column(wanted, [95.0] * 8).sizes
    raised = column(wanted, [95.0] * 8, active=3).sizes
    assert [s for k, s in enumerate(raised) if k != 3] == [s for k, s in enumerate(calm) if k != 3]


def test_the_last_cards_end_with_the_text_where_there_is_room() -> None:
    places = column([10.0, 900.0, 950.0], [100.0] * 3, bottom=1000)
    assert places.tops[-1] + places.heights[-1] == 1000
    assert places.tops[0] == 10

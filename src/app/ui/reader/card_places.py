"""Where cards stand: each beside its passage, none over another, none left out of reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.reader.card import Size

GAP = 6
SMALLER = {Size.OPEN: Size.BRIEF, Size.FULL: Size.BRIEF, Size.BRIEF: Size.LINE}
"""What a card in a crowd becomes."""

PASSES = 4
"""How often crowds are looked for; each time they shrink by one step."""


@dataclass(frozen=True, slots=True)
class Places:
    """Tops and sizes of cards, in their order; ends never overlap the next top."""

    tops: tuple[float, ...]
    heights: tuple[float, ...]
    sizes: tuple[Size, ...]


def arrange(
    wanted: Sequence[float],
    sizes: Sequence[Size],
    height: Callable[[int, Size], float],
    *,
    bottom: float,
    drift: float,
    active: int | None = None,
    held: float | None = None,
) -> Places:
    """Place cards in a column.

    A card stands where it is wanted or under the one before. Where cards crowd so
    that one would drift too far from its passage, those in the crowd shrink. The
    active card stands at its own passage (or where it is held), the others move
    around it.

    Args:
        wanted: top that each card would like, rising.
        sizes: as large as each may be; OPEN for none but the active one.
        height: of a card (by its number) in a size.
        bottom: cards are moved up so that they end here, as far as there is room.
        drift: how far a card may be pushed down before the crowd shrinks.
        active, held: number of the active card and the top it is held at.
    """
    calm = list(sizes)
    for _ in range(PASSES):
        crowds = _crowds(wanted, [height(k, size) for k, size in enumerate(calm)], drift)
        if not crowds:
            break
        for first, end in crowds:
            calm[first:end] = [SMALLER.get(size, size) for size in calm[first:end]]
    _grow_back(wanted, calm, sizes, height, drift)
    # Raising a card moves its neighbours, but makes none of them smaller.
    final = [sizes[k] if k == active else size for k, size in enumerate(calm)]
    heights = [height(k, size) for k, size in enumerate(final)]
    if active is None:
        tops = _down(wanted, heights, 0.0)
    else:
        tops = _around(wanted, heights, active, wanted[active] if held is None else held)
    if tops and tops[-1] + heights[-1] > bottom:
        tops = _down(_up(tops, heights, len(tops) - 1, bottom), heights, 0.0)
    return Places(tuple(tops), tuple(heights), tuple(final))


def _grow_back(
    wanted: Sequence[float],
    calm: list[Size],
    sizes: Sequence[Size],
    height: Callable[[int, Size], float],
    drift: float,
) -> None:
    """Give shrunken cards their size back, the first ones first, where none drifts too far."""
    if all(small >= min(size, Size.FULL) for small, size in zip(calm, sizes, strict=True)):
        return
    heights = [height(k, size) for k, size in enumerate(calm)]
    tops = _down(wanted, heights, 0.0)
    behind = _room_behind(wanted, tops, heights, drift)
    pushed, free = 0.0, 0.0
    for k, top in enumerate(tops):
        if top > free:  # it stands free: what was pushed before ended in the gap above it
            pushed = 0.0
        free = top + heights[k] + GAP
        most = min(sizes[k], Size.FULL)
        for size in (most, min(most, Size.BRIEF)):
            more = height(k, size) - heights[k] if size > calm[k] else 0.0
            if 0 < more <= behind[k] - pushed:
                calm[k] = size
                pushed += more
                break


def _room_behind(
    wanted: Sequence[float], tops: Sequence[float], heights: Sequence[float], drift: float
) -> list[float]:
    """How much each card may grow: as far as those it pushes neither drift nor leave their run."""
    count = len(tops)
    behind = [0.0] * count
    room = 0.0
    for k in range(count - 1, -1, -1):
        gap = tops[k + 1] - tops[k] - heights[k] - GAP if k + 1 < count else drift
        behind[k] = gap if gap > 0 else room
        room = min(behind[k], drift - (tops[k] - wanted[k]))
    return behind


def _down(wanted: Sequence[float], heights: Sequence[float], first: float) -> list[float]:
    """From the top: each where it is wanted, or under the one before."""
    tops: list[float] = []
    free = first
    for want, height in zip(wanted, heights, strict=True):
        top = max(want, free)
        tops.append(top)
        free = top + height + GAP
    return tops


def _up(tops: Sequence[float], heights: Sequence[float], last: int, limit: float) -> list[float]:
    """From card `last` upwards: each ends at the limit, or above the one after."""
    moved = list(tops)
    for k in range(last, -1, -1):
        if moved[k] + heights[k] <= limit:
            break
        moved[k] = limit - heights[k]
        limit = moved[k] - GAP
    return moved


def _around(
    wanted: Sequence[float], heights: Sequence[float], active: int, place: float
) -> list[float]:
    """The active card at its place; those before it give way upwards, those after downwards."""
    above = heights[:active]
    before = _up(_down(wanted[:active], above, 0.0), above, active - 1, place - GAP)
    before = _down(before, above, 0.0)  # none above the beginning
    top = max(place, before[-1] + above[-1] + GAP if before else 0.0)
    free = top + heights[active] + GAP
    return [*before, top, *_down(wanted[active + 1 :], heights[active + 1 :], free)]


def _crowds(
    wanted: Sequence[float], heights: Sequence[float], drift: float
) -> list[tuple[int, int]]:
    """Runs of touching cards up to the last that is pushed further than it may be."""
    found: list[tuple[int, int]] = []
    tops = _down(wanted, heights, 0.0)
    first, end = 0, 0
    for k, (top, want) in enumerate(zip(tops, wanted, strict=True)):
        if top <= want:  # it stands free: a run begins here
            if end:
                found.append((first, end))
            first, end = k, 0
        if top - want > drift:
            end = k + 1
    if end:
        found.append((first, end))
    return found

"""Where cards stand: each beside its passage, none over another, none left out of reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.reader.card import Size

GAP = 6
SMALLER = (Size.BRIEF, Size.LINE)
"""What crowded cards become, one after the other."""


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
    for smaller in SMALLER:
        calm_heights = [height(k, size) for k, size in enumerate(calm)]
        crowds = _crowds(wanted, calm_heights, drift)
        if not crowds:
            break
        for first, end in crowds:
            calm[first:end] = [min(size, smaller) for size in calm[first:end]]
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
    """Runs of touching cards in which one is pushed further than it may be."""
    found: list[tuple[int, int]] = []
    tops = _down(wanted, heights, 0.0)
    first, is_far = 0, False
    for k, (top, want) in enumerate(zip(tops, wanted, strict=True)):
        if top <= want:  # it stands free: a run begins here
            if is_far:
                found.append((first, k))
            first, is_far = k, False
        is_far = is_far or top - want > drift
    if is_far:
        found.append((first, len(tops)))
    return found

"""Regions as paths: `湖北·武汉·洪山区`, from the province down as far as it is known.

Province and city stand in their short form, a county with its 区, 县 or 市. A region
may be any other text that a person typed; then it is a path of one part.
"""

from __future__ import annotations

SEPARATOR = "·"


def path_of(*parts: str) -> str:
    """The parts from the top as one region."""
    return SEPARATOR.join(part for part in parts if part)


def within(region: str | None, wanted: str) -> bool:
    """Whether a region is the wanted one or lies in it."""
    return region is not None and (region == wanted or region.startswith(wanted + SEPARATOR))


def with_above(region: str) -> tuple[str, ...]:
    """The region and those that hold it, the largest first."""
    parts = region.split(SEPARATOR)
    return tuple(SEPARATOR.join(parts[: k + 1]) for k in range(len(parts)))


def agree(one: str | None, other: str | None) -> bool:
    """Whether two regions can be one place: one lies in the other, or one is not known."""
    return not one or not other or within(one, other) or within(other, one)

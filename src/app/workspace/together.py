"""Together: which reports are worth reading side by side with one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from app.domain.region import agree, with_above
from app.domain.report import Report
from app.text.organisations import unit_key


def is_same_unit(a: Report, b: Report) -> bool:
    """Whether two reports are of one unit, however its name is written.

    Short names occur in several provinces: known regions must not differ, unless
    the whole name is the same.
    """
    first, second = a.metadata.organisation.value, b.metadata.organisation.value
    if not first or not second:
        return False
    if first == second:
        return True
    return unit_key(first) == unit_key(second) and agree(
        a.metadata.region.value, b.metadata.region.value
    )


def of_unit(report: Report, reports: Iterable[Report]) -> list[Report]:
    """The reports of one unit over the years, this one included; those without a year last."""
    same = [r for r in reports if r.id == report.id or is_same_unit(report, r)]
    return sorted(same, key=lambda r: (r.year is None, r.year or ""))


def of_year(report: Report, reports: Iterable[Report]) -> list[Report]:
    """The reports of one year, this one first, then the most alike: same region, same level.

    Empty when the year is not known. Among equals the order given is kept, one
    report for each other unit.
    """
    if report.year is None:
        return []
    region, level = report.metadata.region.value, report.metadata.level.value

    def unlikeness(other: Report) -> tuple[int, bool]:
        meta = other.metadata
        same_region = region is not None and _province(meta.region.value) == _province(region)
        same_level = level is not None and meta.level.value == level
        return -(same_region + same_level), not same_level

    others: list[Report] = []
    for other in reports:
        is_meant = other.id != report.id and other.year == report.year
        if is_meant and not is_same_unit(report, other):
            others.append(other)
    return [report, *sorted(others, key=unlikeness)]


def _province(region: str | None) -> str | None:
    return with_above(region)[0] if region else None


def nearest_years(report: Report, same: list[Report], most: int) -> list[UUID]:
    """Of more reports than fit: this one and those of the years nearest to it, in order."""
    year = int(report.year) if report.year else 0
    near = sorted(
        (r for r in same if r.id != report.id),
        key=lambda r: abs(int(r.year) - year) if r.year and year else 10_000,
    )[: most - 1]
    chosen = {report.id, *(r.id for r in near)}
    return [r.id for r in same if r.id in chosen]

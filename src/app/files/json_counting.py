"""Whether the positions of a Web Annotation file count code points or UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.exchange import BroughtAnnotation, BroughtSource, Offsets
from app.text.offsets import OffsetMap


def counting_of(annotations: Iterable[BroughtAnnotation]) -> Offsets | None:
    """What the quotes beside the positions say; None when they leave it open.

    A quote with a character beyond the first plane has another length in each unit.
    """
    fits = {"code_points": 0, "utf16": 0}
    total = 0
    for one in annotations:
        if one.start is None or one.end is None:
            continue
        units = len(one.quote.encode("utf-16-le")) // 2
        if units == len(one.quote):
            continue
        total += 1
        fits["code_points"] += one.end - one.start == len(one.quote)
        fits["utf16"] += one.end - one.start == units
    if not total:
        return None
    unit = "utf16" if fits["utf16"] > fits["code_points"] else "code_points"
    return Offsets(unit, fits=fits[unit], total=total)


def in_code_points(
    annotations: Iterable[BroughtAnnotation], sources: Mapping[str, BroughtSource]
) -> list[BroughtAnnotation]:
    """Annotations that count UTF-16 units, in code points.

    Without the text only the length can be set right; the quote then decides the place.
    """
    return [_counted(one, sources.get(one.source)) for one in annotations]


def _counted(one: BroughtAnnotation, source: BroughtSource | None) -> BroughtAnnotation:
    if one.start is None or one.end is None:
        return one
    if source is not None and source.text is not None:
        span = OffsetMap(source.text).span(one.start, one.end)
        return replace(one, start=span.start, end=span.end)
    return replace(one, end=one.start + len(one.quote)) if one.quote else one

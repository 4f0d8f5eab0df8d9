"""How often each tag was given in each column of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.domain.table import TableLine

Cell = tuple[UUID | None, str]
"""A tag (None: annotations without any) and a column."""


@dataclass(frozen=True, slots=True)
class TagCounts:
    """Annotations by tag and column; what is not named is 0.

    Attributes:
        own: with the tag itself.
        whole: with the tag or one below it; an annotation with two of them counts once.
        absent: cells in which every annotation also says that the thing is missing.
        totals: all annotations of a column, each once, whatever its tags.
    """

    own: Mapping[Cell, int]
    whole: Mapping[Cell, int]
    absent: frozenset[Cell]
    totals: Mapping[str, int]


def count_tags(
    lines: Iterable[TableLine],
    column_of: Mapping[UUID, str],
    with_groups: Callable[[tuple[UUID, ...]], frozenset[UUID]],
    missing: UUID | None = None,
) -> TagCounts:
    """Count the tags of lines.

    Args:
        column_of: per report its column; lines of other reports are not counted.
        with_groups: the tags and all groups above them.
        missing: the tag by which a reviewer says that something is missing (缺项).
    """
    kinds = Counter(
        (line.tags, column_of[line.report]) for line in lines if line.report in column_of
    )
    own: Counter[Cell] = Counter()
    whole: Counter[Cell] = Counter()
    absent: Counter[Cell] = Counter()
    totals: Counter[str] = Counter()
    for (tags, column), count in kinds.items():
        totals[column] += count
        groups = with_groups(tags)
        for tag in tags if groups else (None,):
            own[tag, column] += count
        for tag in groups or (None,):
            whole[tag, column] += count
            if missing in tags and tag != missing:
                absent[tag, column] += count
    gone = frozenset(cell for cell, count in absent.items() if whole[cell] == count)
    return TagCounts(own, whole, gone, totals)

"""The table: all annotations of a library as lines, narrowed, ordered, grouped and counted.

Made for ten thousand lines: everything that only the shown lines need (sections,
paragraphs, names) is worked out when asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.region import with_above
from app.domain.report import Report
from app.domain.reviewer import Reviewer
from app.domain.table import NONE, Column, Facet, Sieve, SortKey, Standing, TableLine
from app.text.collation import order_key
from app.text.fold import fold
from app.workspace.places import Headings
from app.workspace.tree import TagTree

_UNSURE = {AnchorState.TO_CONFIRM: Standing.UNSURE, AnchorState.LOST: Standing.LOST}
_PARTS = "\0"
"""Between the texts that are folded together; no stored text holds it."""

_OF_REPORT = frozenset({Facet.UNIT, Facet.YEAR, Facet.REGION})


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that share a value of a facet; a line with two tags is in two groups."""

    value: str
    lines: Sequence[TableLine]


class Table:
    """The lines of one moment. Not for several threads.

    Attributes:
        lines: by report (order of import), place in the text, time.
        reports: by id, in order of import.
    """

    def __init__(
        self,
        lines: Iterable[TableLine],
        reports: Iterable[Report],
        reviewers: Iterable[Reviewer],
        tree: TagTree,
        headings: Callable[[UUID], Headings],
    ) -> None:
        """
        Args:
            headings: gives the headings of a report; asked only when needed.
        """
        self.reports = {report.id: report for report in reports}
        self.reviewers = {reviewer.id: reviewer for reviewer in reviewers}
        self.tree = tree
        self._headings = headings
        self._order = {id_: place for place, id_ in enumerate(self.reports)}
        self._tag_order = {tag.id: place for place, tag in enumerate(tree.tags)}
        self.lines = self._in_order(lines)
        self._folded: dict[UUID, str] | None = None
        self._tops: dict[UUID, tuple[list[int], list[str]]] = {}
        self._above: dict[tuple[UUID, ...], frozenset[UUID]] = {}

    def _in_order(self, lines: Iterable[TableLine]) -> list[TableLine]:
        # Each place is looked up once: hashing an id is a good part of the work.
        order = self._order
        placed = [
            (place, a.start, -a.end, a.created, a.id, a)
            for a in lines
            if (place := order.get(a.report)) is not None
        ]
        placed.sort()
        return [entry[-1] for entry in placed]

    def renew(self, touched: frozenset[UUID], fresh: Iterable[TableLine]) -> None:
        """Put lines in the place of those touched; ones that are not among them are gone."""
        fresh = list(fresh)
        self.lines = self._in_order(
            [*(line for line in self.lines if line.id not in touched), *fresh]
        )
        if self._folded is not None:
            for line in fresh:
                self._folded[line.id] = fold(f"{line.quote}\n{line.comment}")

    # --- what a line is --------------------------------------------------------------

    def unit(self, report: UUID) -> str:
        """The organisation that reports, or the title of the report."""
        found = self.reports[report]
        return found.metadata.organisation.value or found.title

    def reviewer_name(self, reviewer: UUID) -> str:
        found = self.reviewers.get(reviewer)
        return found.name if found else Reviewer(reviewer).name

    def section(self, line: TableLine) -> tuple[str, ...]:
        """Headings from the top, label included."""
        return self._headings(line.report).path(line.start) if line.start >= 0 else ()

    def standings(self, line: TableLine) -> Iterable[str]:
        """Resolved or open, and whether its passage is unsure."""
        return _standings(line)

    def with_groups(self, tags: tuple[UUID, ...]) -> frozenset[UUID]:
        """The tags and all groups above them."""
        found = self._above.get(tags)
        if found is None:
            above: set[UUID] = set()
            for tag in tags:
                at: UUID | None = tag
                while at is not None and at not in above and at in self.tree:
                    above.add(at)
                    at = self.tree[at].parent
            found = self._above[tags] = frozenset(above)
        return found

    def _values(self, facet: Facet) -> Callable[[TableLine], Iterable[str]]:
        """A function that gives the values a line has of a facet."""
        if facet in _OF_REPORT:
            of_report = {id_: (self.value(id_, facet),) for id_ in self.reports}
            return lambda line: of_report[line.report]
        if facet is Facet.TAG:
            of_tags: dict[tuple[UUID, ...], tuple[str, ...]] = {(): (NONE,)}

            def tags(line: TableLine) -> tuple[str, ...]:
                found = of_tags.get(line.tags)
                if found is None:
                    known = tuple(str(t) for t in line.tags if t in self.tree)
                    found = of_tags[line.tags] = known or (NONE,)
                return found

            return tags
        if facet is Facet.SECTION:
            return lambda line: (self._top(line),)
        if facet is Facet.REVIEWER:
            ids = {line.reviewer: (str(line.reviewer),) for line in self.lines}
            return lambda line: ids[line.reviewer]
        if facet is Facet.COMMENT:
            return lambda line: ("yes",) if line.comment else ("no",)
        return _standings

    def value(self, report: UUID, facet: Facet) -> str:
        """Unit, year or region of a report."""
        meta = self.reports[report].metadata
        if facet is Facet.UNIT:
            return self.unit(report)
        return (meta.year if facet is Facet.YEAR else meta.region).value or NONE

    def _top(self, line: TableLine) -> str:
        """The heading of the top section a line stands in."""
        tops = self._tops.get(line.report)
        if tops is None:
            tops = self._tops[line.report] = _top_sections(self._headings(line.report))
        starts, names = tops
        return names[bisect_right(starts, line.start) - 1] if line.start >= 0 else NONE

    # --- narrowing -------------------------------------------------------------------

    def sift(self, sieve: Sieve) -> list[TableLine]:
        """The lines that pass, in the order of all."""
        return self._sift(sieve, [f for f in Facet if sieve.of(f)])

    def _sift(self, sieve: Sieve, facets: Iterable[Facet]) -> list[TableLine]:
        lines = self.lines
        facets = list(facets)
        of_report = [f for f in facets if f in _OF_REPORT]
        if of_report:
            meant = frozenset(self.reports_meant(sieve, of_report))
            lines = [line for line in lines if line.report in meant]
        for facet in facets:
            if facet in _OF_REPORT:
                continue
            if facet is Facet.TAG:
                lines = self._with_tags(lines, sieve.of(facet))
            else:
                lines = self._having(lines, facet, sieve.of(facet))
        return self._saying(lines, sieve.text)

    def reports_meant(self, sieve: Sieve, facets: Iterable[Facet] = _OF_REPORT) -> list[UUID]:
        """The reports that pass these facets of a report, annotated or not."""
        tests = [(f, sieve.of(f)) for f in facets if sieve.of(f)]
        return [
            id_
            for id_ in self.reports
            if all(not wanted.isdisjoint(self._passing(id_, f)) for f, wanted in tests)
        ]

    def _passing(self, report: UUID, facet: Facet) -> tuple[str, ...]:
        """The values by which a report passes: its own, and the regions that hold its region."""
        value = self.value(report, facet)
        return with_above(value) if facet is Facet.REGION and value else (value,)

    def _having(
        self, lines: list[TableLine], facet: Facet, wanted: frozenset[str]
    ) -> list[TableLine]:
        values = self._values(facet)
        return [line for line in lines if not wanted.isdisjoint(values(line))]

    def _with_tags(self, lines: list[TableLine], wanted: frozenset[str]) -> list[TableLine]:
        ids = {UUID(value) for value in wanted if value}
        bare, passes = NONE in wanted, dict[tuple[UUID, ...], bool]()
        found: list[TableLine] = []
        for line in lines:
            tags = line.tags
            known = passes.get(tags)
            if known is None:
                above = self.with_groups(tags)
                known = passes[tags] = not ids.isdisjoint(above) or (bare and not above)
            if known:
                found.append(line)
        return found

    def _saying(self, lines: list[TableLine], text: str) -> list[TableLine]:
        words = fold(text).split()
        without = [word[1:] for word in words if word.startswith("-") and len(word) > 1]
        wanted = [word for word in words if not word.startswith("-")]
        if not words:
            return lines
        said = self._said()
        for word in wanted:
            lines = [line for line in lines if word in said[line.id]]
        for word in without:
            lines = [line for line in lines if word not in said[line.id]]
        return lines

    def _said(self) -> dict[UUID, str]:
        """Quote and comment of every line, folded: together, which takes a tenth of the time."""
        if self._folded is None:
            whole = _PARTS.join(f"{line.quote}\n{line.comment}" for line in self.lines)
            parts = fold(whole).split(_PARTS) if self.lines else []
            self._folded = dict(zip((line.id for line in self.lines), parts, strict=True))
        return self._folded

    # --- counting ---------------------------------------------------------------------

    def counts(self, facet: Facet, sieve: Sieve) -> list[tuple[str, int]]:
        """Values of a facet with how many lines have them, given all other facets, in order.

        Of tags, a line counts once for each group above its tags. What is chosen is
        among them even when no line has it.
        """
        lines = self._sift(sieve, [f for f in Facet if sieve.of(f) and f is not facet])
        tally: Counter[str] = Counter()
        if facet is Facet.TAG:
            for tags, times in Counter(line.tags for line in lines).items():
                for tag in self.with_groups(tags) or ("",):
                    tally[str(tag)] += times
        else:
            values = self._values(facet)
            # A province is offered with all that lies in it.
            above = {
                id_: self._passing(id_, facet) for id_ in self.reports if facet is Facet.REGION
            }
            for line in lines:
                tally.update(above.get(line.report) or values(line))
        for value in sieve.of(facet):
            tally.setdefault(value, 0)
        return [(value, tally[value]) for value in self._ordered(facet, tally)]

    def _ordered(self, facet: Facet, values: Iterable[str]) -> list[str]:
        """Values of a facet as a person looks for them; what has none comes last."""
        return sorted(values, key=self._value_key(facet))

    def _value_key(self, facet: Facet) -> Callable[[str], Any]:
        if facet is Facet.TAG:
            places = {str(id_): place for id_, place in self._tag_order.items()}
            return lambda value: places.get(value, len(places))
        if facet is Facet.REVIEWER:
            names = {str(r): self.reviewer_name(r) for r in {li.reviewer for li in self.lines}}
            return lambda value: (order_key(names.get(value, "")), value)
        if facet is Facet.STATE:
            standings = [standing.value for standing in Standing]
            return standings.index
        if facet is Facet.COMMENT:
            return lambda value: value != "yes"
        if facet is Facet.SECTION:
            ranks = self._section_ranks()
            return lambda value: (not value, ranks.get(value, 0), order_key(value))
        return lambda value: (not value, order_key(value))

    def _section_ranks(self) -> dict[str, float]:
        """Where in their reports the sections of one heading stand, on average."""
        places: dict[str, list[int]] = {}
        for _, names in self._tops.values():
            for place, name in enumerate(names):
                places.setdefault(name, []).append(place)
        return {name: sum(found) / len(found) for name, found in places.items()}

    # --- ordering and grouping ----------------------------------------------------------

    def ordered(self, lines: Iterable[TableLine], keys: Sequence[SortKey]) -> list[TableLine]:
        """Lines by the first key, those that are equal by the second, at last by their place."""
        found = list(lines)
        for key in reversed(keys):
            found.sort(key=self._line_key(key.column), reverse=key.descending)
        return found

    def _line_key(self, column: Column) -> Callable[[TableLine], Any]:
        if column in {Column.UNIT, Column.YEAR, Column.REGION}:
            facet = Facet(column.value)
            keys = {id_: order_key(self.value(id_, facet)) for id_ in self.reports}
            return lambda line: keys[line.report]
        if column is Column.SECTION:
            order = self._order
            return lambda line: (order[line.report], line.start, -line.end)
        if column is Column.TAGS:
            places, last = self._tag_order, len(self._tag_order)
            return lambda line: tuple(places.get(t, last) for t in line.tags) or (last,)
        if column is Column.REVIEWER:
            names = {r: order_key(self.reviewer_name(r)) for r in {a.reviewer for a in self.lines}}
            return lambda line: names[line.reviewer]
        if column is Column.STATE:
            return lambda line: (line.resolved, list(AnchorState).index(line.state))
        if column is Column.QUOTE:
            return lambda line: line.quote.encode("gb18030", errors="replace")
        if column is Column.COMMENT:
            return lambda line: (not line.comment, line.comment.encode("gb18030", "replace"))
        return (lambda a: a.created) if column is Column.CREATED else (lambda a: a.edited)

    def grouped(self, lines: Iterable[TableLine], facet: Facet) -> list[LineGroup]:
        """Lines under each value of a facet, the values in their order."""
        values = self._values(facet)
        groups: dict[str, list[TableLine]] = {}
        for line in lines:
            for value in values(line):
                groups.setdefault(value, []).append(line)
        return [LineGroup(value, groups[value]) for value in self._ordered(facet, groups)]


def _standings(line: TableLine) -> Iterable[str]:
    standing = Standing.RESOLVED if line.resolved else Standing.OPEN
    return (standing, _UNSURE[line.state]) if line.state in _UNSURE else (standing,)


def _top_sections(headings: Headings) -> tuple[list[int], list[str]]:
    """Where the top sections begin, and their headings; before the first and after the last: none."""
    starts, names = [-1], [NONE]
    end = 0
    for section in headings.sections:
        if section.span.start < end:
            continue
        if section.span.start > end > 0:
            starts.append(end)
            names.append(NONE)
        starts.append(section.span.start)
        names.append(section.heading)
        end = section.span.end
    starts.append(end)
    names.append(NONE)
    return starts, names

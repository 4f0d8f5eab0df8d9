"""How good the alignment of sections is: precision and recall on pairs judged by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from app.analysis.alignment import (
    Dimension,
    align,
    dimensions_of,
    features_of,
    match,
    section_texts,
)
from app.domain.report import ParsedReport, SectionKind
from app.files.reading import read_report
from app.paths import resource

TESTS = Path(__file__).resolve().parent
TRUTH = TESTS / "data" / "alignment_truth.json"
SAMPLES = (TESTS.parent / "resources" / "samples", TESTS / "data" / "second_set")
REAL = TESTS.parents[1] / "shared" / "reports"
TOP = 2
"""Levels that count as chapters; a pair is one of chapters when either side is."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader said of two reports; sections by their place in the outline.

    Attributes:
        same: pairs a reader sets side by side.
        also: pairs a reader accepts besides.
    """

    a: ParsedReport
    b: ParsedReport
    name: str
    is_real: bool
    is_held_out: bool
    same: frozenset[Pair]
    also: frozenset[Pair]

    def is_chapter(self, pair: Pair) -> bool:
        sections = self.a.sections[pair[0]], self.b.sections[pair[1]]
        return any(s.level <= TOP and s.kind is not SectionKind.ITEM for s in sections)


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts that add up over pairs of reports.

    Attributes:
        found, right: pairs told, and those of them a reader accepts.
        wanted, met: rows of the truth, and those of them with a side in a right pair.
    """

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0

    def __add__(self, other: Quality) -> Quality:
        return Quality(
            self.found + other.found,
            self.right + other.right,
            self.wanted + other.wanted,
            self.met + other.met,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.wanted if self.wanted else 1.0


def judged() -> list[Judged]:
    """The truth on this machine: pairs of real reports only where those are."""
    entries: list[dict[str, Any]] = json.loads(TRUTH.read_text(encoding="utf-8"))["pairs"]
    found: list[Judged] = []
    for entry in entries:
        paths = _path(entry["a"]), _path(entry["b"])
        if not all(paths):
            continue
        a, b = (_read(path) for path in paths if path)
        places = _places(a), _places(b)
        rows = [
            frozenset((places[0][one], places[1][other]) for one, other in entry[key])
            for key in ("same", "also")
        ]
        name = f"{_short(entry['a'])}–{_short(entry['b'])}"
        held_out = entry["use"] == "held_out"
        found.append(Judged(a, b, name, entry["origin"] == "real", held_out, rows[0], rows[1]))
    return found


def quality(pair: Judged, told: Iterable[Pair], *, chapters: bool = False) -> Quality:
    """Measure the pairs that an alignment told; `chapters` counts those of levels 1–2 only."""

    def counted(pairs: Iterable[Pair]) -> list[Pair]:
        return [p for p in pairs if not chapters or pair.is_chapter(p)]

    told = list(told)
    right = [p for p in told if p in pair.same or p in pair.also]
    left, other = {a for a, _ in right}, {b for _, b in right}
    wanted = counted(pair.same)
    met = sum(a in left or b in other for a, b in wanted)
    return Quality(len(counted(told)), len(counted(right)), len(wanted), met)


def aligned(pair: Judged) -> list[Pair]:
    """What the program says of two reports."""
    one, other = (section_texts(r.text, r.sections) for r in (pair.a, pair.b))
    return [(m.a, m.b) for m in match(one, other, dimensions())]


def align_all(reports: Sequence[ParsedReport]) -> int:
    """Align every two of some reports, outlines given; the number of pairs told."""
    seen = [features_of(section_texts(r.text, r.sections), dimensions()) for r in reports]
    return sum(len(align(a, b)) for a, b in combinations(seen, 2))


@cache
def dimensions() -> tuple[Dimension, ...]:
    return dimensions_of(json.loads(resource("codebook.json").read_text(encoding="utf-8")))


@cache
def _read(path: Path) -> ParsedReport:
    return read_report(path)


def _path(name: str) -> Path | None:
    if len(name) == 3:
        return next(iter(REAL.glob(f"{name}_*")), None)
    return next((folder / name for folder in SAMPLES if (folder / name).exists()), None)


def _short(name: str) -> str:
    return name if len(name) == 3 else f"{name[:2]}{name[name.index('20') :][:4]}"


def _places(report: ParsedReport) -> Mapping[str, int]:
    """Place in the outline by the labels on the way to each section."""
    found: dict[str, int] = {}
    way: list[tuple[int, str]] = []
    for number, section in enumerate(report.sections):
        while way and way[-1][0] >= section.level:
            way.pop()
        way.append((section.level, section.label))
        found.setdefault("".join(label for _, label in way), number)
    return found


def pooled(measured: Sequence[Quality]) -> Quality:
    return sum(measured, Quality())

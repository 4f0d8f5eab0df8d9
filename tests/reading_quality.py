"""How well reports are understood: headings, metadata and body against what people wrote down.

Four sets of fictional reports and, where they are, the real ones. The two halves
of the unseen set were written before anyone who wrote it had read the rules:
failures of `dev` may be looked at when a rule is mended, those of `held_out`
are only counted. `late` was written when the rules had been mended: it tells what a
report that no rule was made for is read like.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.report import ParsedReport, SectionKind
from app.files.reading import read_report

TESTS = Path(__file__).resolve().parent
DATA = TESTS / "data"
SETS = {
    "samples": (TESTS.parent / "resources" / "samples", DATA / "samples_truth.json"),
    "second set": (DATA / "second_set", DATA / "second_set" / "truth.json"),
    "unseen, dev": (DATA / "unseen" / "dev", DATA / "unseen" / "dev" / "truth.json"),
    "unseen, held out": (
        DATA / "unseen" / "held_out",
        DATA / "unseen" / "held_out" / "truth.json",
    ),
    "unseen, late": (DATA / "unseen" / "late", DATA / "unseen" / "late" / "truth.json"),
}
LATE = "unseen, late"
UNSEEN = ("unseen, dev", "unseen, held out")
FIELDS = ("title", "organisation", "year", "published_on", "signed_on", "index_number")
DEEPEST = 3
"""Levels of headings that are counted."""

Heading = tuple[int, str, str]
"""Level, label and words, as a person compares them."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over reports.

    Attributes:
        found, wanted: what the program told, what the truth holds.
        right: told and true.
    """

    found: int = 0
    wanted: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.wanted + other.wanted, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One report as the program reads it, and what a person wrote down of it."""

    name: str
    report: ParsedReport
    truth: dict[str, Any]

    def wanted(self) -> list[tuple[Heading, bool]]:
        """The headings of the truth, and whether each is a statement, not a heading."""
        return [
            (_heading(level, label, words), kind == "item")
            for level, label, words, kind in self.truth["headings"]
            if level <= DEEPEST
        ]

    def found(self) -> list[Heading]:
        return [
            _heading(s.level, s.label, s.heading)
            for s in self.report.sections
            if s.level <= DEEPEST
        ]

    def told(self, field: str) -> str | None:
        value = self.report.metadata[field].value
        return _bare(value) if value and field == "title" else value

    def meant(self, field: str) -> str | None:
        value: str | None = self.truth[field]
        return _bare(value) if value and field == "title" else value


@cache
def judged(name: str) -> tuple[Judged, ...]:
    """A set by its name in SETS."""
    folder, truth = SETS[name]
    rows: dict[str, dict[str, Any]] = json.loads(truth.read_text(encoding="utf-8"))
    return tuple(Judged(file, read_report(folder / file), row) for file, row in rows.items())


def headings(one: Judged) -> tuple[Score, list[Heading], list[Heading]]:
    """The headings of levels 1–3: counts, those missed, and those that are none."""
    extra = one.found()
    missed: list[Heading] = []
    for true, is_item in one.wanted():
        told = next((h for h in extra if _is_same(true, h, is_item)), None)
        if told is None:
            missed.append(true)
        else:
            extra.remove(told)
    wanted = len(one.wanted())
    return Score(len(one.found()), wanted, wanted - len(missed)), missed, extra


def kinds(one: Judged) -> Score:
    """How often a heading that was found is rightly called a heading or a statement."""
    told = {
        _heading(s.level, s.label, s.heading): s.kind is SectionKind.ITEM
        for s in one.report.sections
    }
    both = [is_item == told[true] for true, is_item in one.wanted() if true in told]
    return Score(len(both), len(both), sum(both))


def field(one: Judged, name: str) -> Score:
    """One field of one report; a value where there is none is as wrong as a wrong one."""
    return Score(1, 1, int(one.told(name) == one.meant(name)))


def body(one: Judged) -> Score:
    """Characters shown against those of the report; lines of the site's own tables count nowhere."""
    lines = one.report.text.split("\n")
    hidden = set[int]()
    for span in one.report.furniture:
        hidden.update(range(span.start, span.end))
    first, last = one.truth["body_lines"]
    neutral = {n for a, b in one.truth["neutral_lines"] for n in range(a, b + 1)}
    score, at = Score(), 0
    for number, line in enumerate(lines, 1):
        if number not in neutral:
            ink = {at + i for i, c in enumerate(line) if not c.isspace()}
            shown, is_body = len(ink - hidden), first <= number <= last
            score += Score(shown, len(ink) * is_body, shown * is_body)
        at += len(line) + 1
    return score


def pooled(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def _heading(level: int, label: str, words: str) -> Heading:
    return level, _bare(label).rstrip("：:"), _bare(words).rstrip("。；：.;:")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_same(true: Heading, told: Heading, is_item: bool) -> bool:
    """Equal; of a statement, which is a whole sentence, its opening clauses will do."""
    if true == told:
        return True
    rest = true[2].removeprefix(told[2])
    return is_item and true[:2] == told[:2] and rest != true[2] and rest[0] in "，；,;"


def show(sets: Sequence[str] = tuple(SETS), *, failures: Sequence[str] = ()) -> str:
    """The figures as lines for people; of the sets named, the failures too."""
    lines: list[str] = []
    for name in sets:
        reports = judged(name)
        score = pooled(headings(one)[0] for one in reports)
        lines.append(
            f"{name}: headings P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}; "
            + "; ".join(f"{f} {pooled(field(one, f) for one in reports).f1:.2f}" for f in FIELDS)
        )
        lines.append(f"  kinds {pooled(map(kinds, reports)).f1:.3f}")
        if name in {*UNSEEN, LATE}:
            shown = pooled(map(body, reports))
            lines.append(f"  body P {shown.precision:.3f} R {shown.recall:.3f}")
        if name in failures:
            for one in reports:
                _, missed, extra = headings(one)
                lines += [f"  {one.name}"] * bool(missed or extra)
                lines += [f"    missed {h}" for h in missed] + [f"    extra {h}" for h in extra]
                lines += [
                    f"    {one.name} {f}: {one.told(f)} for {one.meant(f)}"
                    for f in FIELDS
                    if one.told(f) != one.meant(f)
                ]
    return "\n".join(lines)

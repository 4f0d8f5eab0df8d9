"""The sample reports, read from their files, compared with what a careful person says of them.

The truth is written by the grammar of the genre, not by the program's output:
where the two differ, the program is to be looked at first.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.domain.report import ParsedReport
from app.files.reading import read_report

TESTS = Path(__file__).resolve().parents[1]
RESOURCES = TESTS.parent / "resources"
SAMPLES = RESOURCES / "samples"
SECOND_SET = TESTS / "data" / "second_set"  # written for tests alone, by another hand
SHIPPED: dict[str, dict[str, Any]] = json.loads(
    (TESTS / "data" / "samples_truth.json").read_text(encoding="utf-8")
)
TRUTH: dict[str, dict[str, Any]] = SHIPPED | json.loads(
    (SECOND_SET / "truth.json").read_text(encoding="utf-8")
)
FIELDS = (
    "title",
    "organisation",
    "region",
    "level",
    "year",
    "published_on",
    "signed_on",
    "index_number",
)
ENOUGH = 0.97

Heading = tuple[int, str, str, str]


@cache
def read(file: str) -> ParsedReport:
    return read_report((SAMPLES if file in SHIPPED else SECOND_SET) / file)


def wanted(file: str) -> list[Heading]:
    return [(level, label, text, kind) for level, label, text, kind in TRUTH[file]["headings"]]


def found(file: str) -> list[Heading]:
    return [(s.level, s.label, s.heading, s.kind.value) for s in read(file).sections]


def is_same(true: Heading, told: Heading) -> bool:
    """Equal; of an item, which is a whole sentence, its opening clauses will do."""
    if true == told:
        return True
    rest = true[2].removeprefix(told[2])
    shares_place = (true[0], true[1], true[3]) == (told[0], told[1], told[3])
    return shares_place and true[3] == "item" and rest != true[2] and rest[0] in "，；,;"


def agreed(file: str) -> tuple[int, list[Heading], list[Heading]]:
    """How many headings agree, those missed and those that are none."""
    extra = found(file)
    missed: list[Heading] = []
    for true in wanted(file):
        told = next((heading for heading in extra if is_same(true, heading)), None)
        if told is None:
            missed.append(true)
        else:
            extra.remove(told)
    return len(wanted(file)) - len(missed), missed, extra


def test_the_truth_speaks_of_every_sample() -> None:
    reports = {
        p.name for p in SAMPLES.iterdir() if p.is_file() and p.suffix not in {".md", ".json"}
    }
    assert reports == set(SHIPPED)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("file", TRUTH)
def test_a_field_is_what_a_careful_person_says(file: str, field: str) -> None:
    assert read(file).metadata[field].value == TRUTH[file][field]


def test_the_headings_are_found_and_nothing_else_is_taken_for_one() -> None:
    outcome = {file: agreed(file) for file in TRUTH}
    right = sum(count for count, _, _ in outcome.values())
    precision = right / sum(len(found(file)) for file in TRUTH)
    recall = right / sum(len(wanted(file)) for file in TRUTH)
    assert precision >= ENOUGH, {file: extra for file, (_, _, extra) in outcome.items()}
    assert recall >= ENOUGH, {file: missed for file, (_, missed, _) in outcome.items()}


@pytest.mark.parametrize("file", TRUTH)
def test_headings_come_in_the_order_of_the_text(file: str) -> None:
    expected = [label + text for _, label, text, _ in TRUTH[file]["headings"]]
    told = [s.label + s.heading for s in read(file).sections]
    common = set(expected) & set(told)
    assert [h for h in told if h in common] == [h for h in expected if h in common]


def test_every_sample_annotation_names_one_passage_and_known_tags() -> None:
    codebook = json.loads((RESOURCES / "codebook.json").read_text(encoding="utf-8"))
    known: set[str] = set()
    rest = list(codebook["tags"])
    while rest:
        tag = rest.pop()
        known.add(tag["id"])
        rest += tag.get("children", [])
    for row in json.loads((SAMPLES / "annotations.json").read_text(encoding="utf-8")):
        assert set(row["tags"]) <= known, row
        if row["scope"] == "report":
            assert row["quote"] is None, row
            continue
        report = read(row["file"])
        assert report.text.count(row["quote"]) == 1, row
        at = report.text.index(row["quote"])
        assert not any(s.start < at + len(row["quote"]) and at < s.end for s in report.furniture), (
            row
        )
        if row["scope"] == "section":
            assert row["quote"] in {s.heading for s in report.sections}, row

"""The five real reports, as they are and with full-width punctuation.

Only facts are kept here: line numbers (1-based), levels, field values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.report import Metadata, ParsedReport, SectionKind
from app.text.canonical import canonical
from text.reading import line_of, read, widen


@dataclass(frozen=True)
class Facts:
    """What a careful reader finds in one report.

    Attributes:
        title: lines of the title.
        body: first and last line of the report.
        hidden: filled lines inside the body that are furniture.
        headings: lines of the headings, by level.
        items: lines of statements that are no headings.
    """

    title: tuple[int, ...]
    body: tuple[int, int]
    hidden: tuple[int, ...]
    headings: dict[int, list[int]]
    fields: dict[str, str | None]
    items: list[int] = field(default_factory=list[int])


FACTS = {
    "000": Facts(
        title=(3,),
        body=(3, 89),
        hidden=(5,),
        headings={
            1: [9, 79, 83],
            2: [11, 19, 33, 39, 47, 55, 63, 73, 85, 87, 89],
            3: [
                *[13, 15, 17, 21, 23, 25, 27, 29, 31, 35, 37, 41, 43, 45, 49, 51, 53],
                *[57, 59, 61, 65, 67, 69, 71, 75, 77],
            ],
        },
        fields={
            "organisation": "安康高新区",
            "region": "陕西·安康",
            "level": "zone",
            "year": "2020",
            "published_on": "2021-02-27",
            "signed_on": None,
            "index_number": None,
        },
    ),
    "001": Facts(
        title=(3, 4),
        body=(3, 74),
        hidden=(6,),
        headings={
            1: [20, 30, 44, 58],
            2: [24, 26, 28, 34, 36, 38, 40, 42, 48, 50, 52, 54, 56, 62, 64, 66, 68, 70, 72],
        },
        fields={
            "organisation": "兰州新区管理委员会",
            "region": "甘肃·兰州",
            "level": "zone",
            "year": "2022",
            "published_on": "2023-01-12",
            "signed_on": "2023-01-12",
            "index_number": None,
        },
    ),
    "002": Facts(
        title=(13,),
        body=(13, 52),
        hidden=(),
        headings={1: [15, 45, 47], 2: [16, 20, 25, 29, 33, 37, 41]},
        items=[
            *[17, 18, 19, 21, 22, 23, 24, 26, 27, 28, 30, 31, 32, 34, 35, 36, 38, 39, 40],
            *[42, 43, 44],
        ],
        fields={
            "organisation": "重庆市大足区人民政府",
            "region": "重庆·大足区",
            "level": "county",
            "year": "2022",
            "published_on": "2023-02-15",
            "signed_on": "2023-02-10",
            "index_number": "11500111009347908d/2023-00019",
        },
    ),
    "003": Facts(
        title=(3,),
        body=(3, 95),
        hidden=(5, 6, 7),
        headings={1: [13, 55, 67], 2: [15, 19, 31, 39, 45, 49, 71, 75, 79, 83, 87]},
        items=[21, 25, 27, 29, 33, 35, 37, 41, 43, 59, 61, 63, 65],
        fields={
            "organisation": "武汉东湖新技术开发区",
            "region": "湖北·武汉",
            "level": "zone",
            "year": "2020",
            "published_on": "2021-02-20",
            "signed_on": "2020-11-21",
            "index_number": None,
        },
    ),
    "004": Facts(
        title=(5,),
        body=(5, 79),
        hidden=(6,),
        headings={
            1: [10, 53, 62],
            2: [11, 23, 27, 31, 45, 49],
            3: [12, 14, 15, 17, 19, 21, 33, 35, 37, 39, 41, 43],
        },
        items=[57, 59, 60, 64, 66, 68, 70, 72, 74],
        fields={
            "organisation": "海陵试验区管委会",
            "region": "广东·阳江",
            "level": "zone",
            "year": "2019",
            "published_on": "2020-04-13",
            "signed_on": "2019-12-13",
            "index_number": None,
        },
    ),
}

pytestmark = [
    pytest.mark.parametrize("key", FACTS),
    pytest.mark.parametrize("wide", [False, True], ids=["as it is", "full width"]),
]


@pytest.fixture
def text(real_reports: dict[str, Path], key: str, wide: bool) -> str:
    if key not in real_reports:
        pytest.skip(f"report {key} is not on this machine")
    source, _ = canonical(real_reports[key].read_text(encoding="utf-8"))
    return widen(source) if wide else source


@pytest.fixture
def report(text: str) -> ParsedReport:
    return read(text)


def lines(text: str, kinds: set[SectionKind], report: ParsedReport) -> list[tuple[int, int]]:
    return [(line_of(text, s.span.start), s.level) for s in report.sections if s.kind in kinds]


def test_every_heading_is_found_at_its_level_and_none_is_invented(
    text: str, report: ParsedReport, key: str
) -> None:
    expected = sorted((n, level) for level, at in FACTS[key].headings.items() for n in at)
    assert lines(text, {SectionKind.OWN_LINE, SectionKind.RUN_IN}, report) == expected


def test_statements_on_lines_of_their_own_are_items(
    text: str, report: ParsedReport, key: str
) -> None:
    assert [n for n, _ in lines(text, {SectionKind.ITEM}, report)] == FACTS[key].items


def test_fields_are_right(text: str, report: ParsedReport, key: str) -> None:
    metadata: Metadata = report.metadata
    expected = FACTS[key].fields
    assert {name: metadata[name].value for name in expected} == expected
    assert metadata.filed_on.value is None


def test_the_title_is_its_lines_without_blanks(text: str, report: ParsedReport, key: str) -> None:
    source = text.split("\n")
    title = "".join(source[n - 1] for n in FACTS[key].title)
    assert report.metadata.title.value == re.sub(r"\s", "", title)


def test_body_and_furniture_are_told_apart(text: str, report: ParsedReport, key: str) -> None:
    first, last = FACTS[key].body
    assert (line_of(text, report.body.start), line_of(text, report.body.end)) == (first, last)
    hidden = {
        n
        for span in report.furniture
        for n in range(line_of(text, span.start), line_of(text, span.end - 1) + 1)
    }
    filled = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    outside = {n for n in filled if not first <= n <= last}
    assert hidden & filled == outside | set(FACTS[key].hidden)


def test_headings_read_as_they_stand(text: str, report: ParsedReport, key: str) -> None:
    for section in report.sections:
        written = re.sub(r"\s", "", section.heading_span.of(text))
        assert written == re.sub(r"\s", "", section.label + section.heading)
        assert section.heading[-1] not in "。；;，,"

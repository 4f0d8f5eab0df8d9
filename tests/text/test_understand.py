"""The one entry for the readers of files."""

from __future__ import annotations

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.fields import parsed_fields
from app.domain.report import METADATA_FIELDS, Note
from app.text.canonical import canonical, sha256_of
from app.text.tokens import search_tokens
from app.text.understand import understand
from builders import NOON
from text.reading import OPENING, SENTENCE, read

REPORT = (
    "首页\n云岭区2023年度法治政府建设情况报告\n"
    f"{OPENING}\n一、成效\n（一）改革。{SENTENCE}\n云岭区人民政府\n2024年2月10日"
)


def test_a_text_becomes_a_report_with_all_its_parts() -> None:
    report = read(REPORT)
    assert report.text == REPORT
    assert report.text_sha256 == sha256_of(REPORT)
    assert report.metadata.title.value == "云岭区2023年度法治政府建设情况报告"
    assert [s.level for s in report.sections] == [1, 2]
    assert report.furniture == (Span(0, 3),)
    assert report.body == Span(3, len(REPORT))
    assert report.search_tokens == search_tokens(REPORT)


def test_what_the_reader_notes_comes_first() -> None:
    report = understand(
        REPORT,
        file_name="a.html",
        file_sha256="",
        media_type="text/html",
        furniture_hints=[Span(0, 3)],
        notes=[Note("encoding", {"name": "GB18030"})],
    )
    assert [n.code for n in report.notes] == ["encoding", "furniture"]
    assert report.notes[1].values == {"lines": 1}


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_becomes_a_report(text: str) -> None:
    text, _ = canonical(text)
    report = read(text)
    assert report.body.end <= len(text)
    for name in METADATA_FIELDS:
        field = report.metadata[name]
        assert (field.value is None) == (field.source is None)
        assert field.value != ""
    assert json.dumps(parsed_fields(report, NOON)).isascii()


def test_the_same_text_always_gives_the_same_report() -> None:
    assert read(REPORT) == read(REPORT)


def test_a_hostile_text_is_understood_in_reasonable_time() -> None:
    hostile = [
        "一、" * 40_000,
        "（一）" * 30_000,
        "“" * 100_000,
        "一、a\n" * 8_000,
        "一是甲\n" * 8_000,
        "索引号：" * 20_000,
        "首页 > " * 20_000,
        "2023年1月1日\n" * 5_000,
        " " * 200_000,
        "\n" * 100_000,
        "法治委员会" * 20_000,
    ]
    for text in hostile:
        start = time.process_time()
        read(text)
        assert time.process_time() - start < 4, text[:10]


def test_a_report_of_usual_length_takes_a_few_milliseconds() -> None:
    body = "".join(f"（{n}）改革措施之{n}。{SENTENCE * 3}\n" for n in "一二三四五六七八九")
    text = f"云岭区2023年度法治政府建设情况报告\n{OPENING}\n" + "".join(
        f"{n}、各项工作\n{body}" for n in "一二三四五"
    )
    read(text)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.040 * len(text) / 8000  # measured 0.004; a busy machine is slower


def _seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start

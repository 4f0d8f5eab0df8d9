"""The report of an import: every file with what became of it, and why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

import builders
from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.workspace.import_report import SUFFIXES, WORDS, grouped, save_report
from app.workspace.importing import ImportResult, Status

WHEN = datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001 - shown as it is


def result(name: str, status: Status, reason: str = "") -> ImportResult:
    error = UnreadableFile(name, reason) if reason else None
    report = builders.report() if status is Status.ADDED else None
    notes = (Note("furniture", {"lines": 14}),) if report else ()
    return ImportResult(Path(name), name, status, report, notes, error)


RESULTS = [
    result("好.txt", Status.ADDED),
    result("扫描.pdf", Status.FAILED, "scanned"),
    result("副本.txt", Status.DUPLICATE),
    result("空.txt", Status.FAILED, "empty"),
    result("空2.txt", Status.FAILED, "empty"),
    result("不要.txt", Status.SKIPPED),
]


def save(target: Path, language: str = "zh") -> Path:
    return save_report(
        RESULTS,
        target,
        WHEN,
        language=language,
        word_error=lambda e: f"{e.file_name}：{e.reason}，请看一看。",
        word_note=lambda n: f"隐藏 {n.values['lines']} 行",
    )


def test_what_went_wrong_stands_first_and_many_before_few() -> None:
    found = [(g.status.value, g.reason, len(g.results)) for g in grouped(RESULTS)]
    assert found == [
        ("failed", "empty", 2),
        ("failed", "scanned", 1),
        ("skipped", "", 1),
        ("duplicate", "", 1),
        ("added", "", 1),
    ]


def test_the_workbook_counts_gives_reasons_and_lists_every_file(tmp_path: Path) -> None:
    summary, reasons, files = load_workbook(save(tmp_path / "报告.xlsx")).worksheets
    counts = {row[0].value: row[1].value for row in summary.iter_rows(min_row=2)}
    assert counts == {"已导入": 1, "重复": 1, "未选，跳过": 1, "无法读取": 3}
    assert sum(counts.values()) == len(RESULTS)
    assert [c.value for c in reasons[2]] == ["empty，请看一看。", 2, "空.txt、空2.txt"]
    rows = list(files.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [r.file for r in RESULTS]
    assert rows[0][8] == "隐藏 14 行"
    assert rows[1][2] == "scanned，请看一看。"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_in_every_language_is_written(
    tmp_path: Path, suffix: str, language: str
) -> None:
    assert save(tmp_path / f"a{suffix}", language).stat().st_size > 300


def test_every_status_has_its_words_and_its_place() -> None:
    from app.workspace.import_report import ORDER

    assert set(ORDER) == set(Status)
    for words in WORDS.values():
        assert {status.value for status in Status} <= set(words)

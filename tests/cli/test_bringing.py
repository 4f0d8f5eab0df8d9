"""`import` takes files of other programs and libraries too, and says what came of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import builders
from cli.conftest import Piyue

TEXT = builders.SMALL_TEXT


def _annotation(number: int, quote: str, **more: object) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": f"urn:uuid:0d3f3a5e-0000-4000-8000-{number:012d}",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": "王评估"},
        "body": [
            {"type": "TextualBody", "value": "请核对", "purpose": "commenting"},
            {"type": "TextualBody", "value": "外来标签", "purpose": "tagging"},
        ],
        "target": {
            "source": "云岭区2023年度法治政府建设情况报告",
            "selector": {"type": "TextQuoteSelector", "exact": quote},
        },
        **more,
    }


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Three Web Annotations: one sure, one that stands twice, one that stands nowhere."""
    path = tmp_path / "外来.jsonld"
    items = [
        _annotation(1, "全年办理行政复议案件70件"),
        _annotation(2, "法治"),
        _annotation(3, "从来没有人说过的一整句很长很长的话"),
    ]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": items,
    }
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def test_annotations_and_tags_are_counted_with_repairs_and_rejects(
    filled: Piyue, foreign: Path
) -> None:
    ran = filled("import", foreign, "--json")
    assert ran.code == 0
    (entry,) = ran.value
    assert entry["status"] == "added"
    assert entry["format"] == "json"
    found = entry["annotations"]
    assert found["added"] == 3
    assert (found["exact"], found["to_confirm"], found["lost"]) == (1, 1, 1)
    assert entry["tags"]["added"] == 1
    assert {"code", "where", "message", "values"} <= set(entry["repairs"][0])
    assert entry["rejects"] == []
    assert entry["offsets"] is None
    waiting = filled("annotations", "--state", "to_confirm", "--json").value
    assert len(waiting) == 1
    assert filled("check", "--json").value["ok"]


def test_a_dry_run_says_the_same_and_changes_nothing(
    filled: Piyue, foreign: Path, files: Path
) -> None:
    (report, entry) = filled(
        "import", "--dry-run", files / "云岭区2023.txt", foreign, "--json"
    ).value
    assert report["status"] == "duplicate"
    assert entry["annotations"]["added"] == 3
    assert not entry["stored"]
    assert filled("annotations", "--json").value == []


def test_a_second_import_adds_nothing(filled: Piyue, foreign: Path) -> None:
    filled("import", foreign)
    ran = filled("import", foreign, "--json")
    assert ran.value[0]["status"] == "duplicate"
    assert ran.value[0]["annotations"]["present"] == 3


def test_reports_of_the_same_call_come_first(piyue: Piyue, files: Path, foreign: Path) -> None:
    ran = piyue("import", foreign, files / "云岭区2023.txt")
    assert ran.code == 0
    assert "批注：文件里 3，新增 3" in ran.out
    assert "待确认 1，找不到 1" in ran.out


def test_what_has_no_report_is_told_with_the_way_out(piyue: Piyue, foreign: Path) -> None:
    ran = piyue("import", foreign)
    assert "没有导入 4 处" in ran.out
    assert "请先导入报告" in ran.out


def test_a_damaged_file_is_refused_by_name_with_the_way_out(filled: Piyue, tmp_path: Path) -> None:
    path = tmp_path / "坏.piyuepack"
    path.write_bytes(b"PK\x03\x04 broken")
    ran = filled("import", path, "--json")
    assert ran.code == 1
    assert ran.value[0]["status"] == "failed"
    assert "坏.piyuepack" in ran.value[0]["error"]["message"]
    assert "重新导出" in ran.value[0]["error"]["message"]


def test_the_report_holds_counts_notes_and_every_annotation(
    filled: Piyue, foreign: Path, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "结果.xlsx"
    filled("import", foreign, files / "空.txt", "--report", target)
    book = load_workbook(target)
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert {"外来.jsonld", "空.txt", "全年办理行政复议案件70件", "待确认"} <= set(cells)


def test_english_has_its_own_words(filled: Piyue, foreign: Path) -> None:
    ran = filled("--lang", "en", "import", foreign)
    assert "Annotations: 3 in the file, 3 added" in ran.out

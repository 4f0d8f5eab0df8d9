"""`import --replace`: another text for a report, on the command line."""

from __future__ import annotations

from pathlib import Path

import builders
from app.domain.ids import report_id
from cli.conftest import Piyue

TEXT = builders.SMALL_TEXT
YUNLING = str(report_id(builders.sha256(TEXT)))
NEWER = TEXT.replace("70件", "72件")


def corrected(folder: Path) -> Path:
    path = folder / "改过的.txt"
    path.write_text(NEWER, encoding="utf-8")
    return path


def test_a_corrected_text_is_suggested_and_stays_a_report_of_its_own(
    filled: Piyue, tmp_path: Path
) -> None:
    ran = filled("import", corrected(tmp_path), "--json")
    (entry,) = ran.value
    assert entry["status"] == "added"
    assert entry["version_of"]["report"] == YUNLING
    assert entry["version_of"]["changed"] == 1
    assert 0.25 < entry["version_of"]["likeness"] < 1


def test_the_suggestion_is_said_with_the_command(filled: Piyue, tmp_path: Path) -> None:
    ran = filled("import", corrected(tmp_path))
    assert f"piyue import --replace {YUNLING}" in ran.out


def test_replacing_keeps_the_report_and_says_what_became_of_its_annotations(
    filled: Piyue, tmp_path: Path
) -> None:
    at = TEXT.index("70件")
    filled("annotate", YUNLING, "--start", at, "--end", at + 3, "--comment", "核对")
    ran = filled("import", "--replace", YUNLING, corrected(tmp_path), "--json")
    assert ran.code == 0
    assert ran.value["report"] == YUNLING
    found = ran.value["annotations"]
    assert sum(found.values()) == 1
    assert found["to_confirm"] == 1
    listed = filled("annotations", "--state", "to_confirm", "--json").value
    assert [row["state"] for row in listed] == ["to_confirm"]
    assert listed[0]["quote"] == "70件"
    assert filled("annotations", "--state", "lost", "--json").value == []
    assert filled("check").code == 0


def test_replacing_says_so_to_people(filled: Piyue, tmp_path: Path) -> None:
    ran = filled("import", "--replace", YUNLING, corrected(tmp_path))
    assert "已更换文本" in ran.out
    english = filled("import", "--replace", YUNLING, tmp_path, "--lang", "en")
    assert english.code == 2


def test_an_unknown_report_is_a_mistake_of_use(filled: Piyue, tmp_path: Path) -> None:
    assert filled("import", "--replace", "没有这份", corrected(tmp_path)).code == 2

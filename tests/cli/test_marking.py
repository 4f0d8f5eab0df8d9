"""Marking by rule, and the list of links, from the command line."""

from __future__ import annotations

from cli.conftest import Piyue
from cli.test_commands import YUNLING


def test_a_dry_run_lists_and_changes_nothing(filled: Piyue) -> None:
    ran = filled("autotag", "G1", "--term", "行政复议", "--extent", "sentence", "--dry-run")
    assert "（一）深化“放管服”改革。【全年办理行政复议案件70件，审结63件。】" in ran.out
    assert "将新增 2 处标记，涉及 2 份报告；跳过已有的 0 处。未作改动。" in ran.out
    assert filled("--json", "annotations").value == []


def test_passages_are_marked_once(filled: Piyue) -> None:
    words = ("autotag", "G1", "--term", "行政复议", "--report", "云岭区", "--name", "复议")
    first = filled("--json", *words).value
    assert {key: first[key] for key in ("marked", "count", "reports", "skipped", "cut")} == {
        "marked": True,
        "count": 1,
        "reports": 1,
        "skipped": 0,
        "cut": False,
    }
    assert [p["quote"] for p in first["passages"]] == ["行政复议"]
    (made,) = filled("--json", "annotations").value
    assert (made["report"], made["tags"]) == (YUNLING, "矛盾纠纷化解/行政复议")
    assert "已新增 0 处标记，涉及 0 份报告；跳过已有的 1 处。" in filled(*words).out


def test_what_stands_with_an_unwanted_word_is_left_alone(filled: Piyue) -> None:
    ran = filled("--json", "autotag", "G1", "--term", "行政", "--without", "审结", "--dry-run")
    assert ran.value["count"] == 4


def test_a_bad_pattern_is_a_wrong_use(filled: Piyue) -> None:
    ran = filled("autotag", "G1", "--term", "复议(", "--pattern")
    assert ran.code == 2
    assert "第 3 个字处有错" in ran.err
    assert filled("autotag", "G1").code == 2
    assert filled("autotag", "没有的标签", "--term", "复议").code == 2


def test_a_pattern_is_found(filled: Piyue) -> None:
    ran = filled("--json", "autotag", "G1", "--term", r"\d+件", "--pattern", "--exact", "--dry-run")
    assert [p["quote"] for p in ran.value["passages"]] == ["70件", "63件"] * 2


def test_a_library_without_links_says_so(filled: Piyue) -> None:
    assert filled("--json", "links").value == []
    assert "没有链接。" in filled("links").err

"""The program with a window, called with words on Windows: no streams, and nobody waits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app import __version__
from app.cli.exits import Exit
from app.cli.without_console import run_without_console
from app.main import main


@pytest.fixture(autouse=True)
def no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


def shown_of(words: Sequence[str], says: str, code: int) -> list[str]:
    def run(words: Sequence[str]) -> int:
        print(says)
        print(words, file=sys.stderr)
        return code

    shown: list[str] = []
    assert run_without_console(words, run, shown.append) == code
    return shown


def test_a_call_that_is_not_understood_is_explained():
    (text,) = shown_of(["nonsense"], "用法有误", Exit.USAGE)
    assert text.startswith("用法有误")
    assert "nonsense" in text  # what went to either stream


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_was_asked_for_is_shown(word: str):
    assert shown_of([word], "piyue", Exit.DONE)


@pytest.mark.parametrize("code", [Exit.DONE, Exit.SOME_FAILED, Exit.LIBRARY])
def test_work_of_the_night_waits_for_nobody(code: Exit):
    assert shown_of(["export", "--format", "xlsx"], "已导出", code) == []


def test_the_whole_program_works_without_streams(tmp_path: Path):
    library = tmp_path / "a.piyue"
    (tmp_path / "报告.txt").write_text(
        "某市2023年法治政府建设情况报告\n一、主要做法\n", encoding="utf-8"
    )
    command = ["--library", str(library), "import", str(tmp_path / "报告.txt")]
    assert main(command) == Exit.DONE
    assert library.exists()
    assert main(["nonsense"]) == Exit.USAGE  # the box is one of Windows: nothing waits here
    assert main(["--version"]) == Exit.DONE
    assert __version__

"""Pinyin of tag names: how they are typed, who works it out, and where it is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.text.readings import readings_of
from app.workspace.pinyin import initials_match, pinyin_match
from app.workspace.workspace import Workspace
from workspace.conftest import Opener
from workspace.samples import tag

SOURCE = Path(__file__).resolve().parents[2] / "src"


def found(workspace: Workspace, typed: str) -> list[str]:
    return [s.tag.name for s in workspace.tagging.suggest(typed)]


def test_a_character_answers_to_its_reading_in_the_word_and_to_its_own() -> None:
    assert readings_of("行政")[0][0] == "xing"
    assert {"diao", "tiao"} <= set(readings_of("调解")[0])
    assert readings_of("12345热线")[:2] == (("1",), ("2",))
    assert readings_of("绿、𠮷A")[0] == ("lv", "lu")
    assert readings_of("绿、𠮷A")[1] == ()
    assert readings_of("绿、𠮷A")[-1] == ("a",)


def test_without_readings_tags_are_found_by_characters_code_and_english(
    workspace: Workspace,
) -> None:
    assert found(workspace, "xzfy") == []
    assert found(workspace, "复议")[0] == "行政复议"
    assert found(workspace, "Reconsid") == ["行政复议"]


def test_the_worker_finds_them_and_the_index_keeps_them(reopen: Opener) -> None:
    first = reopen()
    assert len(first.tagging.pinyin.lacking()) > 70
    first.tagging.pinyin.compute()
    assert found(first, "xzfy")[0] == "行政复议"
    assert first.tagging.pinyin.lacking() == []
    again = reopen()
    assert again.tagging.pinyin.lacking() == []
    assert found(again, "xzfy")[0] == "行政复议"
    again.tagging.rename(tag(again, "G1"), "听证𠮷")
    assert again.tagging.pinyin.lacking() == ["听证𠮷"]
    assert again.tagging.pinyin.compute() == 1
    assert found(again, "tz")[0] == "听证𠮷"
    again.history.undo()
    assert again.tagging.pinyin.lacking() == [], "a name taken back has its readings still"
    again.library.rebuild_index()
    assert found(again, "xzfy")[0] == "行政复议", "what is known stays known until the next start"


def test_no_process_but_the_worker_loads_pypinyin(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from app.paths import Paths; from app.settings import Settings\n"
        "from app.workspace.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]), Paths.of_user(), Settings(), create=True)\n"
        "w.tagging.pinyin.compute()\n"
        "print([s.tag.code for s in w.tagging.suggest('xzfy')][:1], 'pypinyin' in sys.modules)\n"
        "w.close()"
    )
    env = {**os.environ, "PYTHONPATH": str(SOURCE), "PIYUE_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "库.piyue")],
        capture_output=True, text=True, check=True, env=env,
    )  # fmt: skip
    assert run.stdout.strip() == "['G1'] False"


@given(st.text(min_size=1, max_size=12))
def test_no_name_breaks_the_reading_of_names(name: str) -> None:
    ways = readings_of(name)
    assert len(ways) == len(name)
    for start in range(len(name)):
        initials_match("xzfy", ways, start)
        pinyin_match("xzfy", ways, start)


@pytest.mark.parametrize(
    ("typed", "span"),
    [("xingzhengfuyi", (0, 4)), ("fuyi", (2, 4)), ("zhfuy", (1, 4)), ("q", None)],
)
def test_letters_spell_characters(typed: str, span: tuple[int, int] | None) -> None:
    ways = readings_of("行政复议")
    matches = [m for at in range(4) if (m := pinyin_match(typed, ways, at))]
    assert matches[:1] == ([Span(*span)] if span else [])


def test_a_name_of_many_same_letters_is_matched_at_once() -> None:
    """Every split of the letters would be tried without remembering what led nowhere."""
    ways = readings_of("啊" * 40)
    assert pinyin_match("a" * 41, ways, 0) is None
    assert pinyin_match("a" * 40, ways, 0) == Span(0, 40)

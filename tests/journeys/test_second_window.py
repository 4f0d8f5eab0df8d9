"""The same library in a second window: polite, safe, and gone with the process that had it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import builders
from app import main
from app.paths import Paths
from app.store.holding import holder, is_held
from app.ui.dialogs import Prose
from app.ui.given_files import GivenFiles
from journeys.conftest import Starter
from journeys.gestures import press_word, sheet, wait_until
from store.test_holding import Other

SRC = Path(main.__file__).resolve().parents[1]


def piyue(*words: object) -> subprocess.Popen[str]:
    """A process of its own; its home is this test's."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def library(tmp_path: Path, start: Starter) -> Path:
    path = tmp_path / "库.piyue"
    window = start()
    assert window.libraries.open(path, create=True)
    window.close()
    return path


@pytest.fixture
def other(library: Path) -> Iterator[Other]:
    """Another process that shows the library, as far as can be seen."""
    process = Other(Paths.of_user().open_libraries, library)
    yield process
    process.kill()


def test_a_library_open_elsewhere_is_told_and_can_be_read(
    start: Starter, library: Path, other: Other
):
    window = start(library)
    said = sheet(window)
    assert said is not None
    assert window.workspace is None
    press_word(said, "只读打开")
    assert window.workspace is not None
    assert window.workspace.library.read_only
    assert other.process.poll() is None


def test_the_window_that_has_it_can_be_gone_to(start: Starter, library: Path, other: Other):
    window = start(library)
    said = sheet(window)
    assert said is not None
    press_word(said, "转到那个窗口")
    other.go_on()  # it looks at what was asked
    assert other.line() == "0"
    wait_until(lambda: not window.isVisible())  # it had nothing to show


def test_a_window_lets_go_of_the_library_it_leaves(start: Starter, library: Path, tmp_path: Path):
    window = start(library)
    folder = Paths.of_user().open_libraries
    before = Other(folder, library)
    assert before.said == "refused"
    before.kill()
    window.libraries.open(tmp_path / "乙.piyue", create=True)
    first, second = Other(folder, library), Other(folder, tmp_path / "乙.piyue")
    assert (first.said, second.said) == ("held", "refused")
    first.kill()
    second.kill()


def test_a_second_start_leads_to_the_running_window_and_a_crash_frees_the_library(
    library: Path, tmp_path: Path
):
    report = tmp_path / "云岭区.txt"
    report.write_text(builders.SMALL_TEXT, encoding="utf-8")
    home = Paths.of_user()
    first = piyue("--library", library)
    until = time.monotonic() + 30
    while holder(home.open_libraries, library) != first.pid:
        assert time.monotonic() < until
        time.sleep(0.05)
    second = piyue("--library", library, report)
    assert (*second.communicate(timeout=30), second.returncode) == ("", "", 0)
    assert "leads here with 1 files" in (home.logs / "piyue.log").read_text(encoding="utf-8")
    wrote = piyue("import", "--library", library, report)  # the command line is not kept out
    wrote.communicate(timeout=60)
    assert wrote.returncode == 0
    first.kill()
    first.communicate()
    assert not is_held(home.open_libraries, library)


def test_a_library_of_a_newer_version_is_refused_in_one_sentence_and_left_as_it_is(
    start: Starter, library: Path
):
    connection = sqlite3.connect(library)
    connection.execute("PRAGMA user_version = 14")
    connection.close()
    content = library.read_bytes()
    window = start()
    before = window.workspace
    GivenFiles(window, None, [library]).take()
    said = sheet(window)
    assert said is not None
    words = said.findChild(Prose)
    assert words is not None
    assert words.text() == (
        "“库”由更新版本的批阅创建（结构 14），本机版本只认识到 3。"
        f"文件未改动。请升级后再打开。\n{library}"
    )
    assert window.workspace is before  # what was open stays open
    assert library.read_bytes() == content

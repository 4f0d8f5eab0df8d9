"""Files given to the program: what a double click or `piyue FILE…` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import builders
from app import main
from app.cli.arguments import COMMANDS
from app.cli.names import COMMAND_NAMES, is_file, path_of
from app.ui.given_files import GivenFiles
from app.ui.main_window import MainWindow
from journeys.conftest import Starter
from journeys.gestures import sheet, wait_until

SRC = Path(main.__file__).resolve().parents[1]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "云岭区 2023 年度𠮷.txt"
    path.write_text(builders.SMALL_TEXT, encoding="utf-8")
    return path


def given(window: MainWindow, *files: Path) -> None:
    GivenFiles(window, None, files).take()


def test_a_word_is_a_command_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "import").mkdir()
    (tmp_path / "报送").mkdir()
    assert {command.name for command in COMMANDS} == COMMAND_NAMES
    assert [
        is_file(word)
        for word in ("import", "./import", "报送", "a.docx", "/x/y", "exprot", "--json", "gui")
    ] == [False, True, True, True, True, False, False, False]


def test_an_address_of_a_file_manager_names_the_file():
    assert path_of("file:///a/%E6%8A%A5%E5%91%8A%20b.docx") == Path("/a/报告 b.docx")
    assert path_of("file:///E:/a.docx") == Path("E:/a.docx")
    assert path_of("a b.docx") == Path("a b.docx")


def test_reports_and_folders_open_the_page_of_the_import(start: Starter, report: Path):
    window = start()
    given(window, report, report.parent)
    assert window.page == "import"
    wait_until(lambda: window.imports.is_read)
    assert sheet(window) is None


def test_a_library_is_opened_and_the_rest_brought_into_it(
    start: Starter, report: Path, tmp_path: Path
):
    first = start(tmp_path / "第一.piyue")
    first.libraries.open(tmp_path / "第一.PIYUE", create=True)
    first.close()
    asked = GivenFiles(first, None, (report, tmp_path / "第一.PIYUE"))
    assert asked.library == tmp_path / "第一.PIYUE"
    window = start(asked.library)
    GivenFiles(window, None, (tmp_path / "第一.PIYUE", report)).take()
    assert window.workspace is not None
    assert window.workspace.library.path == tmp_path / "第一.PIYUE"
    assert window.page == "import"


def test_what_is_not_there_is_said_in_the_window(start: Starter, report: Path):
    window = start()
    missing = report.with_name("不在.docx")
    given(window, missing, report)
    said = sheet(window)
    assert said is not None
    assert "没有找到" in said.accessibleName()
    assert window.page == "import"  # the one that is there is not lost


def test_a_package_opens_its_sheet(start: Starter, tmp_path: Path):
    window = start()
    pack = tmp_path / "同事.piyuepack"
    pack.write_bytes(b"PK\x05\x06" + bytes(18))
    given(window, pack)
    wait_until(lambda: sheet(window) is not None)


@pytest.mark.parametrize("kind", ["missing.docx", "."])
def test_the_program_starts_with_whatever_it_is_given(tmp_path: Path, kind: str):
    ran = subprocess.run(
        [sys.executable, "-m", "app", "gui", "--quit-after-first-paint", str(tmp_path / kind)],
        env={**os.environ, "PYTHONPATH": str(SRC), "PIYUE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")

"""What an administrator set, as a person sees it; and a stick that cannot be written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import Paths
from app.preset import read_preset
from app.settings import Settings
from app.ui.controls import Button, Words
from app.ui.main_window import MainWindow
from app.ui.settings.settings_page import SettingsPage
from app.ui.start_notices import StartNotices
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from journeys.gestures import close, press, sheet, wait_until

BOOK = "名称,编码,上级\n问题,,\n数据不实,N1,问题\n亮点,N2,\n"


@pytest.fixture
def home(own_home: Path) -> Path:
    own_home.mkdir()
    return own_home


def preset(home: Path, **said: object) -> Settings:
    (home / "preset.json").write_text(json.dumps(said), encoding="utf-8")
    paths = Paths.of_user()
    return Settings.of_user(paths.config, read_preset(paths.presets))


@pytest.fixture
def window_of(qtbot: QtBot, qapp: QApplication):
    opened: list[MainWindow] = []

    def make(settings: Settings, paths: Paths | None = None) -> MainWindow:
        window = MainWindow(Look("light"), paths or Paths.of_user(), settings)
        window.libraries.open_first(None)
        window.show()
        opened.append(window)
        return window

    yield make
    for window in opened:
        close(window)


def test_what_is_locked_is_grey_and_says_who_set_it(home: Path, window_of):
    settings = preset(home, settings={"theme": "dark", "zoom": 120}, locked=["theme"])
    window = window_of(settings)
    page = SettingsPage(window.look, window.wording, window.settings)
    said = [words for words in page.findChildren(Words) if "由管理员设定" in words.text()]
    assert len(said) == 1
    grey = [b for b in page.findChildren(Button) if not b.isEnabled()]
    assert [button.text() for button in grey] == ["深色"]
    assert grey[0].accessibleDescription() == "由管理员设定"
    window.set_theme("light")  # by its key, too
    assert (window.settings.theme, window.look.name) == ("dark", "dark")
    window.set_zoom(130)
    assert window.settings.zoom == 130
    page.deleteLater()


def test_a_bad_preset_is_told_once_with_the_file_and_the_line(
    home: Path, window_of, caplog: pytest.LogCaptureFixture
):
    (home / "preset.json").write_text('// 说明\n{"settings": {"zoom": 120},}', encoding="utf-8")
    paths = Paths.of_user()
    window = window_of(Settings.of_user(paths.config, read_preset(paths.presets)))
    caplog.clear()
    notices = StartNotices(window)
    notices.show()
    bar = notices.bar
    assert bar is not None
    assert "1 处没有生效" in bar.words.text()
    press(bar.act)
    assert sheet(window) is not None
    assert "第 2 行" in notices.details
    assert str(home / "preset.json") in notices.details


def test_without_anything_to_say_nothing_is_said(home: Path, window_of):
    notices = StartNotices(window_of(preset(home, settings={"theme": "dark"})))
    notices.show()
    assert notices.bar is None


def test_a_stick_that_cannot_be_written_is_told(
    home: Path, window_of, monkeypatch: pytest.MonkeyPatch
):
    paths = replace(Paths.of_user(), portable=home)
    window = window_of(Settings(), paths)
    wait_until(lambda: "便携" in [words.text() for words in window.status.findChildren(Words)])
    monkeypatch.setattr("app.ui.start_notices.can_write", lambda _: False)
    notices = StartNotices(window)
    notices.show()
    assert notices.bar is not None
    assert "不能写入" in notices.bar.words.text()
    assert str(home) in notices.details


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_a_new_library_has_the_codebook_the_administrator_chose(home: Path, suffix: str):
    book = home / f"codebook.{suffix}"
    if suffix == "csv":
        book.write_text(BOOK, encoding="utf-8-sig")
    elif suffix == "xlsx":
        import openpyxl

        sheet_ = openpyxl.Workbook()
        for line in BOOK.split():
            sheet_.active.append(line.split(","))
        sheet_.save(book)
    else:
        tags = [
            {"name": "问题", "children": [{"name": "数据不实", "code": "N1"}]},
            {"name": "亮点"},
        ]
        book.write_text(json.dumps({"tags": tags}), encoding="utf-8")
    settings = preset(home, codebook=f"codebook.{suffix}")
    workspace = Workspace.open(home / "新.piyue", Paths.of_user(), settings, create=True)
    assert {tag.name for tag in workspace.library.tags()} == {"问题", "数据不实", "亮点"}
    assert workspace.codebook_fault is None
    assert workspace.history.can_undo() is None  # it is the library's beginning
    assert workspace.library.check() == []
    workspace.close()


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "not_found"), (b"", "empty"), (b"%PDF-1.7", "unsupported")]
)
def test_a_codebook_that_cannot_be_read_costs_one_message(
    home: Path, window_of, content: bytes | None, reason: str, caplog: pytest.LogCaptureFixture
):
    if content is not None:
        (home / "codebook.csv").write_bytes(content)
    window = window_of(preset(home, codebook="codebook.csv"))
    assert window.workspace is not None
    assert window.workspace.codebook_fault is not None
    assert window.workspace.codebook_fault.reason == reason
    assert len(window.workspace.library.tags()) > 20  # the shipped one
    assert sheet(window) is not None
    caplog.clear()

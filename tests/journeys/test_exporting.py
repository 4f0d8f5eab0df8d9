"""Exporting from the window: from where one is to files on the disk."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu

import exchange_samples
from app.domain.anchor import Span
from app.domain.filters import Filter
from app.ui.dialogs import Page, Sheet
from app.ui.exporting.sheet import ExportSheet
from app.ui.main_window import MainWindow
from journeys.gestures import CONTROL, press_word, sheet, wait_until

Starter = Callable[..., MainWindow]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports with sixty-three annotations; each test works on a copy."""
    folder = tmp_path_factory.mktemp("library")
    with contextlib.closing(exchange_samples.make(folder)) as workspace:
        exchange_samples.fill(workspace)
        return workspace.library.path


@pytest.fixture
def window(start: Starter, library: Path, tmp_path: Path) -> MainWindow:
    """On the library, the first report open."""
    window = start(Path(shutil.copy(library, tmp_path)))
    window.reading.open_report(workspace_of(window).reporting.list()[0].report.id)
    wait_until(lambda: window.reading.area.active is not None)
    return window


def workspace_of(window: MainWindow):
    assert window.workspace is not None
    return window.workspace


def dialog(window: MainWindow) -> ExportSheet:
    """The export dialog, when it has found out everything."""
    wait_until(lambda: sheet(window) is not None)
    opened = sheet(window)
    assert isinstance(opened, Sheet)
    content = opened.content
    assert isinstance(content, ExportSheet)
    wait_until(lambda: content.is_settled)
    return content


def answer_with(monkeypatch: pytest.MonkeyPatch, *, file: Path | None, folder: Path | None = None):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_, **__: (str(file) if file else "", "")
    )
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder) if folder else ""
    )


def message(window: MainWindow, title: str) -> str:
    """What a sheet with this title says."""

    def found() -> Page | None:
        pages = (p for s in window.findChildren(Sheet) if s.isVisible() for p in [s.content])
        return next((p for p in pages if p.accessibleName() == title), None)

    wait_until(lambda: found() is not None)
    page = found()
    assert isinstance(page, Page)
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_the_whole_way_by_keyboard(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "出.csv"
    answer_with(monkeypatch, file=target)
    QTest.keyClick(window, Qt.Key.Key_E, CONTROL)
    content = dialog(window)
    assert content.summary.text() == "63 条批注，3 份报告（只预览开头）"
    focus = content.formats.rows["xlsx"]
    assert focus.hasFocus()
    while content.formats.chosen != "csv":
        QTest.keyClick(content.formats.rows[content.formats.chosen], Qt.Key.Key_Down)
    wait_until(lambda: content.is_settled)
    for _ in range(30):
        focused = window.focusWidget()
        if focused is content.export_button:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert content.export_button.hasFocus()
    QTest.keyClick(content.export_button, Qt.Key.Key_Return)
    said = message(window, "导出完成")
    assert "出.csv" in said
    assert "3 份报告的全文" in said
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    press_word(window, "知道了")
    assert window.settings.export_choices["format"] == "csv"
    window.transfers.ask_export()
    assert dialog(window).formats.chosen == "csv"


def test_no_place_chosen_leaves_the_dialog_open(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, file=None)
    window.transfers.ask_export()
    content = dialog(window)
    content.export_button.click()
    assert sheet(window) is not None
    content.cancel_button.click()
    assert sheet(window) is None


def test_files_of_the_same_name_in_a_folder_are_asked_about(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "出"
    folder.mkdir()
    answer_with(monkeypatch, file=None, folder=folder)
    window.remember(export_choices={"format": "docx"})
    window.transfers.ask_export()
    content = dialog(window)
    names = workspace_of(window).exporting.names("docx", content.survey)
    assert len(names) == 3
    old = folder / names[0]
    old.write_bytes(b"old")
    content.export_button.click()
    assert names[0] in message(window, "替换已有的文件")
    press_word(window, "取消")
    assert old.read_bytes() == b"old"
    content.export_button.click()
    message(window, "替换已有的文件")
    press_word(window, "替换")
    assert "3 个文件" in message(window, "导出完成")
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert old.read_bytes()[:2] == b"PK"


def test_what_cannot_be_written_is_told_and_can_be_tried_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, file=tmp_path / "没有" / "出.csv")
    window.remember(export_choices={"format": "csv"})
    window.transfers.ask_export()
    dialog(window).export_button.click()
    assert "出.csv" in message(window, "没有导出")
    press_word(window, "重新选择…")
    assert dialog(window).formats.chosen == "csv"


def test_the_dialog_begins_with_what_it_was_opened_for(window: MainWindow) -> None:
    workspace = workspace_of(window)
    ids = [a.id for a in workspace.library.annotations()][:5]
    report = workspace.reporting.list()[1].report.id
    tag = workspace.tagging.find("G1")
    assert tag is not None
    transfers = window.transfers
    for begin, wanted in (
        (lambda: transfers.export_annotations(ids), Filter(annotations=frozenset(ids))),
        (lambda: transfers.export_passage(ids), Filter(annotations=frozenset(ids))),
        (lambda: transfers.export_reports([report]), Filter(reports=frozenset({report}))),
        (lambda: transfers.export_tag(tag.id), Filter(tags=frozenset({tag.id}))),
    ):
        begin()
        content = dialog(window)
        assert content.choice().wanted == wanted
        content.leave()


def test_the_menus_lead_to_it(window: MainWindow) -> None:
    one = window.reading.area.active
    assert one is not None
    assert one.pane.content is not None
    start = one.pane.content.text.index("𠮷祥街道")
    one.pane.select(Span(start, start + 1))
    for fill, words in (
        (lambda menu: window.pane_menus.fill_context(menu, one), "导出选中文字里的"),
        (
            lambda menu: window.reading.library.fill_menu(
                menu, window.reading.library.model.lines[:2]
            ),
            "导出…",
        ),
    ):
        menu = QMenu()
        fill(menu)
        action = next(a for a in menu.actions() if a.text().startswith(words))
        action.trigger()
        content = dialog(window)
        assert content.choice().wanted != Filter()
        content.leave()
        menu.deleteLater()


def test_the_table_exports_what_it_lists(window: MainWindow) -> None:
    window.show_page("tables")
    page = window.tables_panel.page()
    page.export_button.click()
    content = dialog(window)
    assert content.scope.kind == "table"
    assert len(content.choice().wanted.annotations) == 63


def test_what_is_chosen_where_one_is_comes_before_the_last_choice(window: MainWindow) -> None:
    window.remember(export_choices={"format": "csv", "scope": "library"})
    window.show_page("tables")
    window.transfers.ask_export()
    content = dialog(window)
    assert content.scope.kind == "table"
    content.leave()
    view = window.tables_panel.page().part.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 2))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.transfers.ask_export()
    content = dialog(window)
    assert content.scope.kind == "selection"
    assert len(content.choice().wanted.annotations) == 2


def test_control_and_enter_export_from_anywhere_in_the_dialog(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, file=tmp_path / "出.qdc")
    window.remember(export_choices={"format": "qdc"})
    window.transfers.ask_export()
    content = dialog(window)
    assert content.export_button.text() == "导出…"
    QTest.keyClick(content.formats.rows["qdc"], Qt.Key.Key_Return, CONTROL)
    assert "出.qdc" in message(window, "导出完成")

"""The codebook in the window: opened by its key, changed as a whole, taken back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.domain.anchor import Span
from app.ui.dialogs import Sheet
from app.ui.main_window import MainWindow
from app.ui.tags.codebook_page import CodebookPage
from app.ui.tags.groups_page import GroupsPage
from app.ui.tags.merge_page import MergePage
from app.ui.tags.split_page import SplitPage
from app.workspace.workspace import Workspace
from journeys.conftest import Starter
from journeys.gestures import import_files, press_row, press_word, wait_until

TEXT = "云岭区2023年度法治政府建设情况报告\n一、主要举措\n办理行政复议案件70件，调解纠纷80件𠮷。\n"


@pytest.fixture
def window(start: Starter, tmp_path: Path) -> MainWindow:
    file = tmp_path / "云岭区.txt"
    file.write_text(TEXT, encoding="utf-8")
    window = start()
    import_files(window, [file])
    press_row(window, 0)
    workspace = library(window)
    report = workspace.library.reports()[0].id
    text = workspace.reporting.text(report)
    for words, code in (("行政复议", "G1"), ("调解纠纷", "G2"), ("80件𠮷", "G2")):
        start = text.index(words)
        span = Span(start, start + len(words))
        workspace.annotating.highlight(report, span, [known(window, code)])
    return window


def library(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def known(window: MainWindow, code: str) -> UUID:
    tag = library(window).tagging.find(code)
    assert tag is not None
    return tag.id


def sheets(window: MainWindow) -> list[Sheet]:
    """Those that lie over the window, the upmost last."""
    return [s for s in window.findChildren(Sheet) if s.isVisible()]


def open_codebook(window: MainWindow) -> CodebookPage:
    window.commands.trigger("codebook")
    page = sheets(window)[-1].content
    assert isinstance(page, CodebookPage)
    return page


def counts(window: MainWindow) -> dict[str, int]:
    tagging = library(window).tagging
    return {tagging.tag(tag).code: count for tag, count in tagging.counts().items()}


def test_two_tags_are_merged_in_the_editor_and_taken_apart_by_one_undo(window: MainWindow) -> None:
    page = open_codebook(window)
    page.choose(known(window, "G2"))
    press_word(page, "合并到…")
    merge = sheets(window)[-1].content
    assert isinstance(merge, MergePage)
    QTest.keyClicks(merge.pick.field, "g1")
    QTest.keyClick(merge.pick.field, Qt.Key.Key_Return)
    assert counts(window) == {"G1": 3}
    assert library(window).tagging.find("G2") is None
    assert len(sheets(window)) == 1, "the editor stays open"
    window.commands.trigger("undo")
    assert counts(window) == {"G1": 1, "G2": 2}
    assert library(window).tagging.in_slot(2) is not None
    assert library(window).library.check() == []


def test_the_annotations_of_a_tag_are_divided_by_digits(window: MainWindow) -> None:
    window.codebook.split(known(window, "G2"))
    split = sheets(window)[-1].content
    assert isinstance(split, SplitPage)
    QTest.keyClicks(split.pick.field, "Mediation2")
    QTest.keyClick(split.pick.field, Qt.Key.Key_Return)
    QTest.keyClick(split.quotes, Qt.Key.Key_1)
    press_word(split, "拆分 1 处")
    made = library(window).tagging.find("矛盾纠纷化解/Mediation2")
    assert made is not None
    assert library(window).tagging.counts()[made.id] == 1
    assert counts(window)["G2"] == 1
    window.commands.trigger("undo")
    assert counts(window) == {"G1": 1, "G2": 2}


def test_a_tag_without_annotations_is_not_split_and_it_is_said(window: MainWindow) -> None:
    window.codebook.split(known(window, "H1"))
    assert sheets(window) == []


def test_deleting_says_how_much_and_can_be_turned_into_retiring(window: MainWindow) -> None:
    page = open_codebook(window)
    page.choose(known(window, "G"))
    press_word(page, "删除…")
    asked = sheets(window)[-1].content
    words = " ".join(w.text() for w in asked.findChildren(QLabel))
    assert "1 份报告里的 3 处批注会去掉这些标签" in words
    press_word(asked, "改为停用")
    assert library(window).tagging.tag(known(window, "G1")).retired
    assert counts(window) == {"G1": 1, "G2": 2}


def test_the_definition_asked_for_in_the_dock_is_written_in_the_editor(window: MainWindow) -> None:
    window.right_pages.tags.definition_asked.emit(known(window, "G1"))
    page = sheets(window)[-1].content
    assert isinstance(page, CodebookPage)
    assert QApplication.focusWidget() is page.form.definition
    page.form.definition.setPlainText("只指行政复议案件。")
    sheets(window)[-1].close_sheet()
    assert library(window).tagging.tag(known(window, "G1")).definition == "只指行政复议案件。"


def test_a_new_library_asks_which_groups_it_shall_offer(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "新库.piyue"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.libraries.ask_new()
    wait_until(lambda: bool(sheets(window)))
    page = sheets(window)[-1].content
    assert isinstance(page, GroupsPage)
    page.use_preset("必备内容核对")
    press_word(page, "就用这些")
    assert library(window).library.path == target
    offered = [t.code for t in library(window).tagging.tags() if not t.parent and not t.retired]
    assert offered == ["S", "V"]

"""Choosing tags in the window: several at once, new ones, and taking them away again."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.workspace.workspace import Workspace
from journeys.conftest import Starter
from journeys.gestures import import_files, key, press_row, select

TEXT = "云岭区2023年度法治政府建设情况报告\n一、主要举措\n坚持和发展枫桥经验𠮷，办理行政复议案件70件。\n"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(start: Starter, tmp_path: Path) -> MainWindow:
    file = tmp_path / "云岭区.txt"
    file.write_text(TEXT, encoding="utf-8")
    window = start()
    import_files(window, [file])
    press_row(window, 0)
    return window


def reading(window: MainWindow) -> OpenReport:
    one = window.reading.area.active
    assert one is not None
    return one


def library(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def focused() -> QWidget:
    field = QApplication.focusWidget()
    assert field is not None
    return field


def tags_of_all(window: MainWindow) -> list[list[str]]:
    tagging = library(window).tagging
    return [
        [tagging.tag(tag).name for tag in annotation.tags]
        for annotation in library(window).library.annotations()
    ]


def known(window: MainWindow, code: str) -> UUID:
    tag = library(window).tagging.find(code)
    assert tag is not None
    return tag.id


def test_several_tags_are_given_and_one_is_taken_away_again(window: MainWindow) -> None:
    select(reading(window), "行政复议")
    assert reading(window).pane.floating.isVisible()
    key(reading(window), "t")
    assert not reading(window).pane.floating.isVisible()  # the palette lies where it was
    QTest.keyClicks(focused(), "g1")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    QTest.keyClicks(focused(), "v1")
    QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)
    assert tags_of_all(window) == [["行政复议", "亮点"]]
    QTest.keyClicks(focused(), "g1")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert tags_of_all(window) == [["亮点"]]
    assert reading(window).pane.view.hasFocus()


def test_one_key_makes_a_tag_of_the_selected_words(window: MainWindow) -> None:
    select(reading(window), "枫桥经验𠮷")
    key(reading(window), "n")
    assert tags_of_all(window) == [["枫桥经验𠮷"]]
    window.reverse("undo")
    window.reverse("undo")
    assert library(window).tagging.find("枫桥经验𠮷") is None


def test_words_too_long_for_a_name_make_nothing_and_it_is_said(window: MainWindow) -> None:
    select(reading(window), "坚持和发展枫桥经验𠮷，办理行政复议案件70件")
    said: list[str] = []
    window.reading.commands.hinted.connect(said.append)
    key(reading(window), "n")
    assert tags_of_all(window) == []
    assert said == ["所选文字太长，标签名最多 20 个字"]


def test_a_new_tag_goes_into_the_group_that_was_chosen(window: MainWindow) -> None:
    select(reading(window), "办理")
    key(reading(window), "t")
    QTest.keyClicks(focused(), "New")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "h")
    assert focused().accessibleDescription().startswith("H ")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert library(window).tagging.find("权力制约与监督/New") is not None
    assert tags_of_all(window) == [["New"]]


def test_a_number_key_is_given_in_the_palette_and_used_in_the_text(window: MainWindow) -> None:
    select(reading(window), "办理")
    key(reading(window), "t")
    QTest.keyClicks(focused(), "h1")
    QTest.keyClick(focused(), Qt.Key.Key_3, CONTROL)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    key(reading(window), "3")
    assert library(window).tagging.in_slot(3) == library(window).tagging.find("H1")
    assert [[tag] for (tag,) in tags_of_all(window)] == [
        [library(window).tagging.tag(known(window, "H1")).name]
    ]

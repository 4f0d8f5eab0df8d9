"""The print sheet as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.choice_row import ChoiceRow
from app.ui.controls import Button
from app.ui.printing.print_sheet import PrintSheet
from app.ui.printing.sheet import Notes, Options
from app.ui.theme import Look
from ui.printing.paper_samples import note, printed


@pytest.fixture
def sheet(qtbot: QtBot) -> PrintSheet:
    found = [note("全年受理", "意见")]
    shown = PrintSheet(Look("light"), lambda o: printed(found, o), "云岭区 2023", 1, Options())
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def button(sheet: PrintSheet, words: str) -> Button:
    return next(b for b in sheet.findChildren(Button) if b.text() == words)


def test_pages_are_turned_by_buttons_and_keys(sheet: PrintSheet) -> None:
    printed = sheet.preview.printed
    assert printed is not None
    assert printed.pages > 2
    QTest.mouseClick(button(sheet, "下一页"), Qt.MouseButton.LeftButton)
    assert sheet.preview.page == 1
    QTest.keyClick(sheet.preview, Qt.Key.Key_End)
    assert sheet.preview.page == printed.pages - 1
    assert not button(sheet, "下一页").isEnabled()
    QTest.keyClick(sheet.preview, Qt.Key.Key_Home)
    assert sheet.preview.page == 0
    assert not button(sheet, "上一页").isEnabled()


def test_a_choice_lays_the_pages_out_again_and_is_told(sheet: PrintSheet, qtbot: QtBot) -> None:
    rows = {row.text(): row for row in sheet.findChildren(ChoiceRow)}
    with qtbot.waitSignal(sheet.changed) as told:
        QTest.mouseClick(rows["只印正文"], Qt.MouseButton.LeftButton)
    assert told.args == [Options(Notes.NONE)]
    before = sheet.preview.printed
    QTest.mouseClick(button(sheet, "小四"), Qt.MouseButton.LeftButton)
    assert sheet.options == Options(Notes.NONE, "large")
    assert sheet.preview.printed is not before


def test_the_pdf_asked_for_is_the_one_shown(sheet: PrintSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.pdf_wished) as asked:
        QTest.mouseClick(button(sheet, "存为 PDF…"), Qt.MouseButton.LeftButton)
    assert asked.args == [sheet.preview.printed]

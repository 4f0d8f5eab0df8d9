"""A table of opinions comes into the window, also one whose header nobody understands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.bringing.desk import BringingDesk
from app.ui.main_window import MainWindow
from journeys.conftest import Starter
from journeys.gestures import import_files, wait_until

TEXT = "云岭区2023年度法治政府建设情况报告\n一、主要举措\n办理行政复议案件70件，𠮷祥街道率先完成改革。\n云岭区人民政府\n2024年2月10日\n"


@pytest.fixture
def window(start: Starter, tmp_path: Path) -> MainWindow:
    file = tmp_path / "云岭区.txt"
    file.write_text(TEXT, encoding="utf-8")
    window = start()
    import_files(window, [file])
    return window


def open_file(window: MainWindow, path: Path) -> BringingDesk:
    desk = window.transfers.bringing
    desk.open([path])
    return desk


def quotes(window: MainWindow) -> list[str]:
    assert window.workspace is not None
    return [a.anchor.quote.exact for a in window.workspace.library.annotations() if a.anchor]


def bring(window: MainWindow, desk: BringingDesk) -> None:
    wait_until(lambda: desk.content is not None and desk.content.plan is not None)
    assert desk.content is not None
    QTest.keyClick(desk.content.buttons["bring"], Qt.Key.Key_Space)
    wait_until(lambda: bool(quotes(window)))


def test_a_table_of_opinions_is_brought_in_and_taken_back(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "意见汇总.csv"
    path.write_text(
        "单位,年度,原文,标签,意见,审阅人\n云岭区人民政府,2023,行政复议案件70件,行政复议,请附台账,赵处长\n"
        ",,𠮷祥街道率先完成改革,,,赵处长\n",
        encoding="gb18030",
    )
    desk = open_file(window, path)
    bring(window, desk)
    assert sorted(quotes(window)) == ["行政复议案件70件", "𠮷祥街道率先完成改革"]
    window.reverse("undo")
    wait_until(lambda: not quotes(window))


def test_columns_that_are_not_understood_are_asked_for(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "怪表.csv"
    path.write_text(
        "甲,乙,丙\n云岭区2023年度法治政府建设情况报告,行政复议案件70件,请附台账\n", encoding="utf-8"
    )
    desk = open_file(window, path)
    wait_until(lambda: desk.columns is not None)
    page = desk.columns
    assert page is not None
    assert page.first_choice.hasFocus()
    assert not page.buttons["read"].isEnabled()
    for number, means in enumerate(("title", "comment", "comment")):
        page.choose(number, means)
    assert page.meant() == {"title": 0, "comment": 2}
    page.choose(1, "quote")
    assert page.choices[1].accessibleName() == "乙：原文"
    QTest.keyClick(page.buttons["read"], Qt.Key.Key_Space)
    bring(window, desk)
    assert window.workspace is not None
    [one] = window.workspace.library.annotations()
    assert (one.anchor and one.anchor.quote.exact, one.comment) == (
        "行政复议案件70件",
        "请附台账",
    )


def test_leaving_the_columns_leaves_everything_as_it_was(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "怪表.csv"
    path.write_text("甲,乙\n一,二\n", encoding="utf-8")
    desk = open_file(window, path)
    wait_until(lambda: desk.columns is not None)
    assert desk.sheet is not None
    QTest.keyClick(desk.sheet, Qt.Key.Key_Escape)
    wait_until(lambda: desk.sheet is None)
    assert quotes(window) == []

"""The export sheet."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.filters import Filter
from app.domain.tag import Tag
from app.ui.export_sheet import ChoiceRow, ExportSheet
from app.ui.theme import Look
from app.workspace.workspace import Workspace

Show = Callable[[QWidget, int, int], None]
HERE, BESIDE = uuid4(), uuid4()
TAG = Tag(uuid4(), "行政复议", code="G1")


def count(wanted: Filter) -> tuple[int, int]:
    """Twelve annotations in two reports; none of the one beside has the tag."""
    if wanted.reports == {BESIDE}:
        return (0, 0)
    return (3, 1) if wanted.tags else (12, 2)


@pytest.fixture
def sheet(look: Look, shown: Show) -> ExportSheet:
    sheet = ExportSheet(
        look, current=(HERE, "云岭区 2023"), opened=[HERE, BESIDE], tags=[TAG], count=count
    )
    shown(sheet, 560, 560)
    return sheet


def row(sheet: ExportSheet, start: str) -> ChoiceRow:
    return next(r for r in sheet.findChildren(ChoiceRow) if r.text().startswith(start))


def test_it_begins_with_a_table_of_the_whole_library(sheet: ExportSheet) -> None:
    choice = sheet.choice()
    assert (choice.format, choice.wanted, choice.report) == ("xlsx", Filter(), None)
    assert sheet.summary.text() == "12 条批注，2 份报告"


def test_everything_fits_into_560_by_560(sheet: ExportSheet) -> None:
    assert (sheet.width(), sheet.height()) == (560, 560)
    button = sheet.export_button
    corner = button.mapTo(sheet, button.rect().bottomRight())
    assert sheet.rect().contains(corner)


def test_every_format_of_the_workspace_is_offered(
    qtbot: QtBot, sheet: ExportSheet, workspace: Workspace
) -> None:
    offered: list[str] = []
    for choice_row in sheet.findChildren(ChoiceRow):
        if "（." in choice_row.text():
            qtbot.mouseClick(choice_row, Qt.MouseButton.LeftButton)
            offered.append(sheet.choice().format)
            assert sheet.limits.text().startswith("带不走")
    assert set(offered) == set(workspace.exporting.formats())


def test_the_current_report_and_the_open_ones_can_be_meant(
    qtbot: QtBot, sheet: ExportSheet
) -> None:
    qtbot.mouseClick(row(sheet, "当前报告"), Qt.MouseButton.LeftButton)
    assert sheet.choice().report == HERE
    assert sheet.choice().format == "xlsx"
    qtbot.mouseClick(row(sheet, "打开的 2 份"), Qt.MouseButton.LeftButton)
    assert sheet.choice().wanted.reports == {HERE, BESIDE}
    assert sheet.choice().report is None


def test_arrows_move_among_the_formats(qtbot: QtBot, sheet: ExportSheet) -> None:
    row(sheet, "Excel").setFocus()
    qtbot.keyClick(row(sheet, "Excel"), Qt.Key.Key_Down)
    assert sheet.choice().format == "docx"


def test_one_tag_can_be_meant(qtbot: QtBot, sheet: ExportSheet) -> None:
    qtbot.mouseClick(sheet.tag_button, Qt.MouseButton.LeftButton)
    menu = next(m for m in sheet.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text() == "G1 行政复议").trigger()
    menu.close()
    assert sheet.choice().wanted.tags == {TAG.id}
    assert sheet.summary.text() == "3 条批注，1 份报告"


def test_nothing_to_export_cannot_be_exported(look: Look, shown: Show) -> None:
    sheet = ExportSheet(look, current=None, opened=[], tags=[], count=lambda _: (0, 0))
    shown(sheet, 560, 560)
    assert not sheet.export_button.isEnabled()


def test_export_tells_the_choice_and_escape_cancels(qtbot: QtBot, sheet: ExportSheet) -> None:
    with qtbot.waitSignal(sheet.accepted) as accepted:
        qtbot.mouseClick(sheet.export_button, Qt.MouseButton.LeftButton)
    assert accepted.args == [sheet.choice()]
    with qtbot.waitSignal(sheet.cancelled):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)

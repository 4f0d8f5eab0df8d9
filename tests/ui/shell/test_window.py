"""The window itself: start, narrow rows, panes, actions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.paths import Paths
from app.settings import Settings, ViewState
from app.ui.actions import SPECS
from app.ui.application import Dresser
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from journeys.gestures import close

HEAVY = ("jieba", "pypinyin", "openpyxl", "docx", "lxml", "pypdfium2", "sqlite_utils")
SOURCE = Path(__file__).resolve().parents[3] / "src"

REPORTING_START = """
import json, sys
from app.ui import first_paint
measured = first_paint.measures
def measures():
    return {**measured(), "modules": sorted({name.split(".")[0] for name in sys.modules}
        | {name for name in sys.modules if name.startswith("PySide6.")})}
first_paint.measures = measures
from app.main import main
sys.exit(main(["gui", "--library", sys.argv[1], "--quit-after-first-paint"]))
"""


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, look: Look, workspace: Workspace
) -> Iterator[MainWindow]:
    dresser = Dresser(qapp, look)
    dresser.dress()
    paths = Paths.of_user()
    window = MainWindow(look, paths, Settings(reviewer_named=True, tour_seen=True))
    dresser.setParent(window)
    window.resize(1366, 768)
    window.set_workspace(workspace, ViewState(paths.config, workspace.library.id))
    window.show()
    qtbot.waitExposed(window)
    yield window
    close(window)


def open_all(window: MainWindow) -> None:
    for number, line in enumerate(window.reading.library.model.lines):
        window.reading.open_report(line.report.id, beside=number > 0)


def test_the_first_paint_needs_none_of_the_heavy_modules(
    workspace: Workspace, own_home: Path
) -> None:
    path = workspace.library.path
    report = workspace.library.reports()[0].id
    view = ViewState(Paths.of_user().config, workspace.library.id)
    view.set(None, "panes", [str(report)])
    view.save()
    workspace.close()
    env = {**os.environ, "PIYUE_FIRST_PAINT": "1", "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", REPORTING_START, str(path)]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    assert not set(HEAVY) & set(told["modules"])
    assert "PySide6.QtPrintSupport" not in told["modules"]
    assert 0 < told["rss_mb"] <= 160
    assert "app" in told["modules"]


def test_every_action_of_the_table_is_unique_in_name_and_key() -> None:
    ids = [spec.id for spec in SPECS]
    keys = [key for spec in SPECS for key in spec.keys.split(" ") if key]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)


def test_a_narrow_window_shortens_its_commands_instead_of_growing(window: MainWindow) -> None:
    open_all(window)
    QCoreApplication.processEvents()
    window.resize(1366, 768)
    QCoreApplication.processEvents()
    assert window.command_row.sync_button.text() == "同步滚动：按章节"
    window.resize(900, 600)
    QCoreApplication.processEvents()
    assert window.width() == 900
    assert window.command_row.sync_button.text() == "按章节"
    right = window.command_row.export_button.geometry().right()
    assert right <= window.command_row.width()


def test_two_panes_and_a_card_column_leave_twenty_two_characters_a_line(
    window: MainWindow,
) -> None:
    lines = window.reading.library.model.lines
    window.reading.open_report(lines[0].report.id)
    window.reading.open_report(lines[1].report.id, beside=True)
    QCoreApplication.processEvents()
    area = window.reading.area
    assert [one.pane.view.cards_shown for one in area.open] == [True, False]
    assert window.reading.left.isVisible()
    assert window.reading.right.isVisible()
    around = 60  # gutter, paddings and overview bar (look.md, section 2)
    assert area.text_width() - around >= 22 * 16


def test_a_third_pane_takes_the_cards_before_it_takes_the_text(window: MainWindow) -> None:
    open_all(window)
    assert not any(one.pane.view.cards_shown for one in window.reading.area.open)


def test_at_most_four_panes_and_each_report_once(window: MainWindow) -> None:
    open_all(window)
    open_all(window)
    area = window.reading.area
    assert len(area.open) == 3
    window.reading.set_columns(1)
    assert [one is area.active for one in area.open] == [True]


def test_a_report_dropped_at_an_edge_splits_the_pane(window: MainWindow) -> None:
    lines = window.reading.library.model.lines
    window.reading.open_report(lines[0].report.id)
    area = window.reading.area
    area.report_dropped.emit(lines[1].report.id, 0, "before")
    area.report_dropped.emit(lines[2].report.id, 1, "here")
    assert [one.id for one in area.open] == [lines[1].report.id, lines[2].report.id]


def test_panes_change_places_and_keep_their_widths(window: MainWindow) -> None:
    open_all(window)
    area = window.reading.area
    before = [one.id for one in area.open]
    area.activate(area.open[0])
    area.move_active(1)
    assert [one.id for one in area.open] == [before[1], before[0], before[2]]
    lefts = [one.pane.x() for one in area.open]
    QCoreApplication.processEvents()
    assert lefts == sorted(lefts) or [one.pane.x() for one in area.open] == sorted(
        one.pane.x() for one in area.open
    )


def test_the_theme_reaches_every_view_at_once(window: MainWindow, look: Look) -> None:
    open_all(window)
    window.set_theme("dark")
    QCoreApplication.processEvents()
    for view in (window.reading.library.view, window.reading.outline.tree):
        shown = view.viewport().palette().base().color()
        assert shown == look.dock
    window.set_theme("light")


def test_docks_and_command_row_hide_and_come_back(window: MainWindow) -> None:
    for id_, part in (
        ("left_dock", window.reading.left),
        ("right_dock", window.reading.right),
        ("command_row", window.command_row),
    ):
        window.commands.trigger(id_)
        assert not part.isVisible()
        window.commands.trigger(id_)
        assert part.isVisible()


def test_in_a_narrow_window_the_right_dock_opens_over_the_panes(window: MainWindow) -> None:
    open_all(window)
    window.resize(1366, 768)
    QCoreApplication.processEvents()
    reading = window.reading
    beside = reading.area.width()
    assert reading.right.isVisible()
    window.resize(1200, 700)
    QCoreApplication.processEvents()
    assert not reading.right.isVisible(), "the text keeps its room"
    widths = [one.pane.width() for one in reading.area.open]
    window.commands.trigger("right_dock")
    QCoreApplication.processEvents()
    assert reading.right.isVisible()
    assert reading.right.geometry().right() == reading.rect().right()
    assert [one.pane.width() for one in reading.area.open] == widths, "no text is wrapped anew"
    QTest.keyClick(reading.right, Qt.Key.Key_Escape)
    assert not reading.right.isVisible()
    assert not window.commands["right_dock"].isChecked()
    assert window.settings.right_dock_shown, "what is hidden for want of room is not given up"
    window.resize(1366, 768)
    QCoreApplication.processEvents()
    assert reading.right.isVisible()
    assert reading.area.width() == beside


def test_phrases_are_remembered_as_they_were_put_in_order(window: MainWindow) -> None:
    from app.ui.annotations.phrases_sheet import PhrasesPage

    sheet = window.questions.ask_phrases()
    page = sheet.content
    assert isinstance(page, PhrasesPage)
    rows = page.rows
    first, second = rows.phrases()[:2]
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    page.buttons["yes"].click()
    assert window.settings.phrases[0] == second
    assert first not in window.settings.phrases
    assert window.reading.desk.phrases == window.settings.phrases


def test_zoom_stays_within_its_bounds(window: MainWindow) -> None:
    window.set_zoom(1000)
    assert window.settings.zoom == 300
    window.set_zoom(1)
    assert window.settings.zoom == 60
    window.commands.trigger("zoom_reset")
    assert window.settings.zoom == 100


def test_a_read_only_library_says_so_and_offers_no_writing(
    qtbot: QtBot, look: Look, workspace: Workspace
) -> None:
    path = workspace.library.path
    workspace.close()
    window = MainWindow(look, Paths.of_user(), Settings())
    window.libraries.open(path, read_only=True)
    window.show()
    qtbot.waitExposed(window)
    assert window.status.saved.text() == "只读"
    assert not window.commands["highlight"].isEnabled()
    assert not window.commands["import_files"].isEnabled()
    close(window)


def test_another_key_is_shown_and_acts_everywhere_at_once(window: MainWindow) -> None:
    open_all(window)
    keys, row = window.commands.keys, window.command_row
    keys.give("highlight", "M")
    keys.give("import_files", "Ctrl+I")
    keys.give("page_search", "Ctrl+2")
    assert row.highlight_button.toolTip() == "标记（M）"
    assert window.title_row.tabs["search"].toolTip() == "检索页（Ctrl+2）"
    assert window.commands["import_files"].shortcut().toString() == "Ctrl+I"
    assert window.settings.keys == keys.changes()
    assert Settings.load(window.paths.config).keys == keys.changes()
    keys.reset_all()
    assert row.highlight_button.toolTip() == "标记（H）"
    assert Settings.load(window.paths.config).keys == {}


def test_a_single_letter_acts_in_the_reading_text_only(window: MainWindow) -> None:
    open_all(window)
    one = window.reading.area.active
    assert one is not None
    one.pane.select(Span(0, 4))
    QTest.keyClick(window.reading.outline.tree, "h")
    assert not one.starts
    QTest.keyClick(one.pane.view, "h")
    assert len(one.starts) == 1
    window.commands.keys.swap("highlight", "M")
    one.pane.select(Span(6, 9))
    QTest.keyClick(one.pane.view, "h")
    assert len(one.starts) == 1
    QTest.keyClick(one.pane.view, "m")
    assert len(one.starts) == 2


def test_menus_name_the_keys_of_the_text(window: MainWindow) -> None:
    open_all(window)
    one = window.reading.area.active
    assert one is not None
    one.pane.select(Span(0, 4))
    window.commands.keys.give("comment", "B")
    menu = QMenu(window)
    window.pane_menus.fill_context(menu, one)
    assert "批注…\tB" in [action.text() for action in menu.actions()]

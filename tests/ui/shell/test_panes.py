"""Panes in the real window: dropped, moved, swapped, doubled, read together, left and restored."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import builders
from app.domain.report import ReadingStatus
from app.paths import Paths
from app.settings import Settings
from app.ui.application import Dresser
from app.ui.dialogs import Sheet
from app.ui.library.library_model import MIME
from app.ui.library.together_page import TogetherPage
from app.ui.main_window import MainWindow
from app.ui.pane_drops import DropHint
from app.ui.panes import OpenReport
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from journeys.gestures import LEFT, close, wait_until
from ui.reader.showing import long_text, outline

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

UNITS = (
    ("重庆市云岭区人民政府", "2021", "重庆", "county"),
    ("云岭区人民政府", "2023", "重庆", "county"),
    ("云岭区人民政府办公室", "2022", "重庆", "county"),
    ("平川县人民政府", "2023", "重庆", "county"),
    ("青溪市人民政府", "2023", "江西", "city"),
    ("祥云镇人民政府", "2023", "重庆", "township"),
    ("远山县人民政府", "2023", "甘肃", "county"),
)


def stored(workspace: Workspace) -> None:
    parsed = []
    for number, (name, year, region, level) in enumerate(UNITS):
        text = long_text(8) + f"\n{number}"
        values = {"organisation": name, "year": year, "region": region, "level": level}
        parsed.append(
            builders.parsed(text, sections=outline(text), file_name=f"{number}.txt", **values)
        )
    workspace.importing.store([(one, {}) for one in parsed])


@pytest.fixture
def library(tmp_path: Path, own_home: Path) -> Path:
    path = tmp_path / "并排.piyue"
    workspace = Workspace.open(path, Paths.of_user(), Settings(), create=True)
    stored(workspace)
    workspace.close()
    return path


class Windows:
    """Starts windows on one library, each as the program would after the last was closed."""

    def __init__(self, app: QApplication, library: Path) -> None:
        self._app, self._library = app, library
        self.all: list[MainWindow] = []

    def start(self, width: int = 1366, height: int = 768) -> MainWindow:
        paths, look = Paths.of_user(), Look("light")
        dresser = Dresser(self._app, look)
        dresser.dress()
        settings = Settings.load(paths.config)
        window = MainWindow(look, paths, settings)
        window.remember(reviewer_named=True)
        dresser.setParent(window)
        window.resize(width, height)
        window.libraries.open_first(self._library)
        window.show()
        window.activateWindow()
        wait_until(window.isActiveWindow)
        self.all.append(window)
        return window


@pytest.fixture
def windows(qapp: QApplication, library: Path) -> Iterator[Windows]:
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    made = Windows(qapp, library)
    yield made
    for window in made.all:
        close(window)


@pytest.fixture
def window(windows: Windows) -> MainWindow:
    return windows.start()


def ids(window: MainWindow) -> list[UUID]:
    return [line.report.id for line in window.reading.library.model.lines]


def shown(window: MainWindow) -> list[int]:
    """What the panes show from the left, as places in the list."""
    known = ids(window)
    return [known.index(one.id) for one in window.reading.area.open]


def open_first(window: MainWindow, count: int) -> list[OpenReport]:
    for number, report in enumerate(ids(window)[:count]):
        one = window.reading.open_report(report, beside=number > 0)
        assert one is not None
        one.pane.view.glide.is_instant = True
    QCoreApplication.processEvents()
    return list(window.reading.area.open)


def reports_data(*reports: UUID) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, b"".join(report.bytes for report in reports))
    return data


def place(window: MainWindow, number: int, share: float) -> QPointF:
    """A point at a share of a pane's width."""
    area = window.reading.area
    pane = area.open[number].pane
    corner = pane.mapTo(area, QPoint(0, 0))
    return QPointF(corner.x() + share * pane.width(), pane.height() / 2)


def drop(window: MainWindow, data: QMimeData, at: QPointF) -> str:
    """Drag over a point and drop there; returns what the hint said."""
    area, action = window.reading.area, Qt.DropAction.CopyAction
    area.dragEnterEvent(QDragEnterEvent(at.toPoint(), action, data, LEFT, NONE))
    move = QDragMoveEvent(at.toPoint(), action, data, LEFT, NONE)
    area.dragMoveEvent(move)
    hint = area.drops.hint
    words = hint.words if hint.isVisible() else ""
    assert hint.isHidden() or area.rect().contains(hint.geometry())
    area.dropEvent(QDropEvent(at, action, data, LEFT, NONE))
    assert hint.isHidden()
    QCoreApplication.processEvents()
    return words


# --- dropping and moving ---------------------------------------------------------------


def test_a_report_is_dropped_left_right_or_into_a_pane(window: MainWindow) -> None:
    open_first(window, 1)
    known = ids(window)
    assert drop(window, reports_data(known[1]), place(window, 0, 0.1)) == "在左侧并排"
    assert shown(window) == [1, 0]
    assert drop(window, reports_data(known[2]), place(window, 1, 0.9)) == "在右侧并排"
    assert shown(window) == [1, 0, 2]
    assert drop(window, reports_data(known[3]), place(window, 1, 0.5)) == "替换这一栏"
    assert shown(window) == [1, 3, 2]
    lefts = [one.pane.x() for one in window.reading.area.open]
    assert lefts == sorted(lefts)
    active = window.reading.area.active
    assert active is not None
    assert active.id == known[3]


def test_four_panes_are_the_most_and_the_hint_says_so(window: MainWindow) -> None:
    open_first(window, 4)
    words = drop(window, reports_data(ids(window)[4]), place(window, 2, 0.05))
    assert words == "已有四栏：替换这一栏"
    assert shown(window) == [0, 1, 4, 3]


def test_several_reports_dropped_into_a_pane_are_read_together(window: MainWindow) -> None:
    open_first(window, 1)
    known = ids(window)
    drop(window, reports_data(*known[2:5]), place(window, 0, 0.5))
    assert shown(window) == [2, 3, 4]


def test_an_open_report_dropped_at_an_edge_brings_its_pane_there(window: MainWindow) -> None:
    open_first(window, 3)
    drop(window, reports_data(ids(window)[0]), place(window, 2, 0.95))
    assert shown(window) == [1, 2, 0]


def test_a_pane_dragged_by_its_header_is_moved_or_changes_places(window: MainWindow) -> None:
    first, _, third = open_first(window, 3)
    area = window.reading.area
    data = area.drops.mime_of(first)
    assert drop(window, data, place(window, 0, 0.5)) == ""
    assert drop(window, data, place(window, 2, 0.5)) == "与这一栏交换"
    assert shown(window) == [2, 1, 0]
    assert drop(window, area.drops.mime_of(third), place(window, 1, 0.9)) == "移到右侧"
    assert shown(window) == [1, 2, 0]


def test_other_things_are_not_taken_by_the_panes(window: MainWindow) -> None:
    open_first(window, 1)
    data = QMimeData()
    data.setText("别的")
    event = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, LEFT, NONE)
    window.reading.area.dragEnterEvent(event)
    assert not event.isAccepted()
    assert window.reading.area.drops.hint.isHidden()


def test_panes_move_and_change_places_by_keys(window: MainWindow) -> None:
    open_first(window, 3)
    area = window.reading.area
    area.activate(area.open[0])
    area.open[0].pane.setFocus()
    QTest.keyClick(area.open[0].pane.view, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert shown(window) == [1, 0, 2]
    QTest.keyClick(area.open[1].pane.view, Qt.Key.Key_X, CTRL | SHIFT)
    assert shown(window) == [1, 2, 0]
    QTest.keyClick(area.open[2].pane.view, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert shown(window) == [1, 0, 2]
    QTest.keyClick(area.open[1].pane.view, Qt.Key.Key_W, CTRL | SHIFT)
    assert shown(window) == [0]
    QTest.keyClick(area.open[0].pane.view, Qt.Key.Key_W, CTRL)
    assert shown(window) == []
    assert area.hint.isVisible()


def test_one_report_stands_in_two_panes_at_two_places(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    one.pane.go_to_section(5)
    place_ = one.pane.reading_position()[0]
    QTest.keyClick(one.pane.view, Qt.Key.Key_Backslash, CTRL)
    assert shown(window) == [0, 0]
    copy = window.reading.area.active
    assert copy is not None
    assert copy is not one
    assert copy.pane.reading_position()[0] == place_
    copy.pane.view.selectAll()
    window.reading.commands.run("highlight")
    assert len(one.pane.view.index.marks) == len(copy.pane.view.index.marks) == 1
    window.reverse("undo")
    assert not one.pane.view.index.marks
    assert not copy.pane.view.index.marks


def test_a_double_click_between_panes_makes_them_even(window: MainWindow) -> None:
    open_first(window, 2)
    area = window.reading.area
    area.set_shares([0.3, 0.7])
    QCoreApplication.processEvents()
    handle = area.splitter.handle(1)
    QTest.mouseDClick(handle, LEFT, pos=handle.rect().center())
    QCoreApplication.processEvents()
    texts = [o.pane.view.viewport().width() for o in area.open]
    assert abs(texts[0] - texts[1]) <= 24


def test_two_panes_at_1366_keep_twenty_two_characters_and_four_at_1920_eighteen(
    windows: Windows,
) -> None:
    for width, height, count, least in (
        (1366, 768, 2, 22),
        (1920, 1080, 3, 22),
        (1920, 1080, 4, 18),
    ):
        window = windows.start(width, height)
        window.reading.opening.read_together(ids(window)[:count])
        QCoreApplication.processEvents()
        area = window.reading.area
        assert window.reading.left.isVisible()
        assert window.reading.right.isVisible()
        for one in area.open:
            view = one.pane.view
            assert view.viewport().width() - 16 >= least * view.measures.px - 1
            header = one.pane.header
            assert header.close_button.geometry().right() <= header.width()
        if count == 2:
            assert [one.pane.view.cards_shown for one in area.open] == [True, False]
        close(window)


# --- back and forward ------------------------------------------------------------------


def test_alt_and_arrows_go_back_across_reports(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    one.pane.travel.trail.clock = iter(range(0, 10**6, 3600)).__next__  # type: ignore[assignment]
    one.pane.go_to_section(6)
    where = one.pane.reading_position()
    window.reading.open_report(ids(window)[1])
    assert shown(window) == [1]
    QTest.keyClick(one.pane.view, Qt.Key.Key_Left, ALT)
    assert shown(window) == [0]
    assert one.pane.reading_position() == where
    QTest.keyClick(one.pane.view, Qt.Key.Key_Left, ALT)
    assert one.pane.view.bar.value() == 0
    QTest.keyClick(one.pane.view, Qt.Key.Key_Right, ALT)
    QTest.keyClick(one.pane.view, Qt.Key.Key_Right, ALT)
    assert shown(window) == [1]


def test_a_removed_report_is_no_place_to_go_back_to(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    first, second = ids(window)[:2]
    window.reading.open_report(second)
    assert window.workspace is not None
    window.workspace.reporting.remove([first])
    assert not one.pane.travel.trail.can_go_back
    assert one.id == second


# --- status ----------------------------------------------------------------------------


def test_the_status_is_set_in_the_header_by_key_and_undone(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    chip = one.pane.header.status_chip
    assert chip.text() == "未读"
    QTest.keyClick(one.pane.view, Qt.Key.Key_D, CTRL)
    assert chip.text() == "已阅"
    line = window.reading.library.model.line(one.id)
    assert line is not None
    assert line.status is ReadingStatus.READ
    QTest.keyClick(one.pane.view, Qt.Key.Key_Z, CTRL)
    assert chip.text() == "未读"
    menu = QMenu()
    one.pane.header.fill_status_menu(menu)
    menu.actions()[3].trigger()
    assert chip.text() == "存疑"


def test_a_status_for_many_reports_is_one_change(window: MainWindow) -> None:
    known = ids(window)
    window.reading.library.status_asked.emit(known[:3], ReadingStatus.READ)
    window.reverse("undo")
    statuses = [line.status for line in window.reading.library.model.lines]
    assert set(statuses) == {ReadingStatus.UNREAD}


def test_reading_never_changes_a_status_by_itself(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    one.pane.view.driven.emit(False)
    one.pane.view.bar.setValue(one.pane.view.bar.maximum())
    for _ in range(3):
        one.pane.read.tick()
    assert one.pane.header.done_button.isVisible()
    assert one.pane.header.status_chip.text() == "未读"
    line = window.reading.library.model.line(one.id)
    assert line is not None
    assert line.progress > 0
    QTest.mouseClick(one.pane.header.done_button, LEFT)
    assert one.pane.header.status_chip.text() == "已阅"
    assert one.pane.header.done_button.isHidden()


def test_a_pane_carried_along_by_synchronised_scrolling_is_not_read(window: MainWindow) -> None:
    first, second = open_first(window, 2)
    window.set_sync_mode("proportional")
    window.reading.area.activate(first)
    first.pane.view.driven.emit(False)
    first.pane.view.bar.setValue(first.pane.view.bar.maximum() // 2)
    wait_until(lambda: second.pane.view.bar.value() > 0)
    for _ in range(4):
        first.pane.read.tick()
        second.pane.read.tick()
    assert first.pane.read.share() > 0
    assert second.pane.read.share() == 0


# --- reading together ------------------------------------------------------------------


def test_chosen_reports_are_read_together_in_the_order_of_the_list(window: MainWindow) -> None:
    open_first(window, 1)
    window.set_sync_mode("off")
    dock, view = window.reading.library, window.reading.library.view
    for row, modifier in ((4, NONE), (1, CTRL), (3, CTRL)):
        at = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(view.viewport(), LEFT, modifier, at)
    assert dock.bar.isVisible()
    assert dock.bar_words.text() == "已选 3 份"
    QTest.mouseClick(dock.together_button, LEFT)
    assert shown(window) == [1, 3, 4]
    assert window.settings.sync_mode == "section"
    assert window.reading.area.active is window.reading.area.open[0]
    assert not dock.bar.isVisible()


def test_one_chosen_report_is_not_enough(window: MainWindow) -> None:
    open_first(window, 1)
    window.commands.trigger("read_together")
    assert shown(window) == [0]


def test_the_reports_of_a_unit_stand_in_the_order_of_their_years(window: MainWindow) -> None:
    window.reading.open_report(ids(window)[1])
    QCoreApplication.processEvents()
    window.commands.trigger("same_unit")
    assert [one.report.year for one in window.reading.area.open] == ["2021", "2022", "2023"]
    assert shown(window) == [0, 2, 1]


def test_of_more_than_four_units_of_a_year_four_are_chosen(window: MainWindow) -> None:
    window.reading.open_report(ids(window)[3])
    QCoreApplication.processEvents()
    window.commands.trigger("same_year")
    sheet = next(s for s in window.findChildren(Sheet) if s.isVisible())
    page = sheet.content
    assert isinstance(page, TogetherPage)
    known = ids(window)
    assert page.ticked() == [known[3], known[1], known[6], known[5]]
    assert page.buttons["yes"].text() == "一起阅读 4 份"
    page.list.setCurrentIndex(page.filter.index(4, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.said.text() == "最多 4 份。请先去掉一份，再选这一份。"
    page.list.setCurrentIndex(page.filter.index(1, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    page.field.setText("青溪")
    assert page.filter.rowCount() == 1
    page.list.setCurrentIndex(page.filter.index(0, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.mouseClick(page.buttons["yes"], LEFT)
    assert shown(window) == [3, 6, 5, 4]


def test_without_year_or_companion_it_is_said_and_nothing_moves(window: MainWindow) -> None:
    window.reading.open_report(ids(window)[4])
    QCoreApplication.processEvents()
    window.commands.trigger("same_unit")
    assert shown(window) == [4]
    assert window.workspace is not None
    window.workspace.reporting.correct(ids(window)[4], {"year": None})
    window.commands.trigger("same_year")
    assert shown(window) == [4]


# --- what is remembered ----------------------------------------------------------------


def test_panes_come_back_at_their_places_the_active_one_first(windows: Windows) -> None:
    window = windows.start()
    first, _, third = open_first(window, 3)
    first.pane.go_to_section(6)
    third.pane.go_to_section(9)
    window.reading.area.activate(first)
    window.reading.opening.duplicate(first)
    window.reading.area.open[1].pane.go_to_section(2)
    window.reading.area.activate(window.reading.area.open[2])
    window.reading.library.sort_by("unit")
    window.reading.library.filter.set_wanted("year", frozenset({"2023"}))
    before = shown(window), [one.pane.current_section() for one in window.reading.area.open]
    close(window)

    again = windows.start()
    area = again.reading.area
    wait_until(lambda: len(area.open) == 4)
    assert shown(again) == before[0]
    assert area.active is area.open[2]
    QCoreApplication.processEvents()
    assert [one.pane.current_section() for one in area.open] == before[1]
    assert again.reading.library.filter.order == "unit"
    assert again.reading.library.filter.wanted["year"] == frozenset({"2023"})


def test_only_the_active_pane_is_made_before_the_first_paint(windows: Windows) -> None:
    window = windows.start()
    open_first(window, 3)
    close(window)
    paths, look = Paths.of_user(), Look("light")
    again = MainWindow(look, paths, Settings.load(paths.config))
    windows.all.append(again)
    again.resize(1366, 768)
    again.libraries.open_first(window.settings.last_library)
    assert shown(again) == [2]
    again.show()
    wait_until(lambda: len(again.reading.area.open) == 3)
    assert shown(again) == [0, 1, 2]
    widths = [one.pane.width() for one in again.reading.area.open]
    assert max(widths) - min(widths) < 160


def test_a_window_closed_at_once_forgets_no_pane(windows: Windows) -> None:
    window = windows.start()
    open_first(window, 3)
    close(window)
    paths = Paths.of_user()
    hasty = MainWindow(Look("light"), paths, Settings.load(paths.config))
    hasty.libraries.open_first(window.settings.last_library)
    assert shown(hasty) == [2]
    close(hasty)
    again = windows.start()
    wait_until(lambda: len(again.reading.area.open) == 3)


def view_file(window: MainWindow) -> Path:
    assert window.workspace is not None
    return window.paths.config / "views" / f"{window.workspace.library.id}.json"


def test_a_report_that_has_gone_is_left_out_quietly(windows: Windows) -> None:
    window = windows.start()
    open_first(window, 3)
    assert window.workspace is not None
    gone, path = ids(window)[0], view_file(window)
    close(window)
    values = json.loads(path.read_text(encoding="utf-8"))
    values["library"]["panes"][1] = str(UUID(int=7))
    path.write_text(json.dumps(values), encoding="utf-8")
    again = windows.start()
    wait_until(lambda: len(again.reading.area.open) == 2)
    assert [one.id for one in again.reading.area.open] == [gone, ids(again)[2]]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"library": []},
        {"library": {"panes": "不是列表", "shares": {}, "active": "x", "list": 3}},
        {"library": {"panes": [1, None, []], "places": [1], "shares": ["a"], "active": -4}},
        {"library": {"panes": [], "list": {"order": 5, "wanted": [1], "top": {}}}},
    ],
)
def test_a_spoilt_view_file_costs_only_the_view(windows: Windows, spoilt: object) -> None:
    window = windows.start()
    open_first(window, 2)
    path = view_file(window)
    close(window)
    path.write_text(json.dumps(spoilt), encoding="utf-8")
    again = windows.start()
    assert shown(again) == []
    open_first(again, 2)
    assert shown(again) == [0, 1]


def test_half_spoilt_places_and_shares_still_open_the_panes(windows: Windows) -> None:
    window = windows.start()
    open_first(window, 2)
    path = view_file(window)
    close(window)
    values = json.loads(path.read_text(encoding="utf-8"))
    values["library"] |= {"places": [None, ["a", {}]], "shares": [0], "active": 99}
    path.write_text(json.dumps(values), encoding="utf-8")
    again = windows.start()
    wait_until(lambda: shown(again) == [0, 1])


def test_one_report_keeps_its_own_text_size(windows: Windows) -> None:
    window = windows.start()
    first, second = open_first(window, 2)
    window.reading.opening.zoom_one(first, 30)
    window.set_zoom(120)
    assert [first.pane.view.zoom, second.pane.view.zoom] == [150, 120]
    close(window)
    again = windows.start()
    wait_until(lambda: len(again.reading.area.open) == 2)
    assert [one.pane.view.zoom for one in again.reading.area.open] == [150, 120]
    again.reading.opening.zoom_one(again.reading.area.open[0], None)
    assert [one.pane.view.zoom for one in again.reading.area.open] == [120, 120]


def test_closing_and_opening_panes_over_and_over_keeps_every_document(window: MainWindow) -> None:
    known = ids(window)
    for turn in range(6):
        window.reading.opening.read_together(known[turn % 3 : turn % 3 + 3])
        QCoreApplication.processEvents()
        for one in list(window.reading.area.open):
            window.reading.opening.close(one)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    window.reading.opening.read_together(known[:3])
    gc.collect()
    for one in window.reading.area.open:
        one.pane.view.places.forget()
        assert one.pane.view.places.height > 0
    assert not window.grab().isNull()


def test_another_library_closes_every_pane_of_the_first(window: MainWindow, tmp_path: Path) -> None:
    open_first(window, 3)
    window.libraries.open(tmp_path / "另一个.piyue", create=True)
    assert window.reading.area.open == []
    assert window.reading.area.active is None
    assert not window.commands["close_pane"].isEnabled()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_undo_of_a_removal_brings_the_report_back_to_the_list(window: MainWindow) -> None:
    open_first(window, 2)
    assert window.workspace is not None
    gone = ids(window)[0]
    window.workspace.reporting.remove([gone])
    assert shown(window) == [0]
    window.reverse("undo")
    assert gone in ids(window)
    window.reading.open_report(gone, beside=True)
    assert len(window.reading.area.open) == 2


def test_a_report_that_cannot_be_read_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    open_first(window, 1)
    with qtbot.waitSignal(window.reading.opening.unreadable):
        assert window.reading.open_report(UUID(int=5)) is None
    sheet = next(s for s in window.findChildren(Sheet) if s.isVisible())
    assert sheet.accessibleName() == "这份报告打不开"
    assert shown(window) == [0]


def test_two_panes_of_one_report_do_not_follow_each_other(window: MainWindow) -> None:
    (one,) = open_first(window, 1)
    copy = window.reading.opening.duplicate(one)
    assert copy is not None
    QCoreApplication.processEvents()
    window.reading.open_report(ids(window)[1], beside=True)
    third = window.reading.area.active
    assert third is not None
    window.set_sync_mode("proportional")
    one.pane.view.driven.emit(False)
    one.pane.view.bar.setValue(one.pane.view.bar.maximum() // 2)
    wait_until(lambda: third.pane.view.bar.value() > 0)
    assert copy.pane.view.bar.value() == 0


def test_each_library_keeps_its_text_size_sync_mode_and_dock_page(
    windows: Windows, tmp_path: Path
) -> None:
    window = windows.start()
    open_first(window, 2)
    path = window.workspace.library.path if window.workspace else Path()
    window.set_zoom(130)
    window.set_sync_mode("off")
    window.reading.right.show_page(2)
    window.libraries.open(tmp_path / "另一个.piyue", create=True)
    window.set_zoom(90)
    window.set_sync_mode("proportional")
    window.libraries.open(path)
    assert (window.settings.zoom, window.settings.sync_mode) == (130, "off")
    assert window.reading.right.current == 2
    wait_until(lambda: len(window.reading.area.open) == 2)
    assert {one.pane.view.zoom for one in window.reading.area.open} == {130}
    close(window)
    again = windows.start()
    assert again.settings.zoom == 130
    assert again.reading.right.current == 2


def test_closed_headings_and_cards_are_found_as_they_were_left(windows: Windows) -> None:
    window = windows.start()
    open_first(window, 2)
    tree = window.reading.outline.tree
    tree.collapse(tree.model().index(1, 0))
    closed = window.reading.outline.closed()
    assert len(closed) == 1
    first = window.reading.area.open[0]
    window.reading.area.activate(first)
    assert window.reading.outline.closed() == []
    window.reading.area.activate(window.reading.area.open[1])
    assert window.reading.outline.closed() == closed
    cards = [one.pane.view.cards_shown for one in window.reading.area.open]
    assert cards == [True, False]
    close(window)
    again = windows.start()
    wait_until(lambda: len(again.reading.area.open) == 2)
    assert again.reading.outline.closed() == closed
    assert [one.pane.view.cards_shown for one in again.reading.area.open] == cards


def test_a_very_long_report_is_announced_before_the_window_is_busy(window: MainWindow) -> None:
    assert window.workspace is not None
    text = "𠮷祥街道全年受理行政复议案件。\n" * 40_000
    window.workspace.importing.store([(builders.parsed(text, file_name="长.txt"), {})])
    said: list[str] = []
    area = window.reading.area
    open_first(window, 1)
    say = area.say_busy

    def heard(one: OpenReport, words: str) -> None:
        say(one, words)
        said.append(words)

    area.say_busy = heard  # type: ignore[method-assign]
    window.reading.open_report(ids(window)[-1])
    assert len(said) == 1
    assert "640,000 字" in said[0]
    assert area.active is not None
    assert area.active.report.characters == len(text)
    assert not any(hint.isVisible() for hint in area.findChildren(DropHint))


def test_the_ticks_of_the_chosen_reports_are_painted(window: MainWindow, qtbot: QtBot) -> None:
    lines = window.reading.library.model.lines
    page = TogetherPage(window.look, "选", lines, {lines[0].report.id}, 4)
    qtbot.addWidget(page)
    page.resize(500, 500)
    page.show()
    image = page.list.viewport().grab().toImage()

    def has_accent(row: int) -> bool:
        y = page.list.visualRect(page.filter.index(row, 0)).center().y()
        box = [(x, y + dy) for x in range(14, 36) for dy in range(-8, 9)]
        return any(image.pixelColor(*at) == window.look.accent for at in box)

    assert [has_accent(0), has_accent(1)] == [True, False]

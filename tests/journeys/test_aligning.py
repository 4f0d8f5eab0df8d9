"""Two and three reports read section by section: counterparts, pins, undo, after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.files.reading import read_report
from app.paths import Paths
from app.settings import Settings
from app.ui.library.outline_dock import ACCESSIBLE_ROLE, SIGN_ROLE, Tie
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.ui.reader.flow import height_of
from app.ui.reader.sync import ref_y
from app.workspace.samples import sample_files
from app.workspace.workspace import Workspace
from journeys.gestures import CONTROL, close, wait_until

Starter = Callable[..., MainWindow]
SHIFT = Qt.KeyboardModifier.ShiftModifier
THIS_YEAR, LAST_YEAR, OTHER = "云岭区2023", "云岭区2022", "青溪市2023"


def open_beside(window: MainWindow, *files: str) -> list[OpenReport]:
    """Open reports side by side and wait until it is known what they have in common."""
    reading = window.reading
    lines = reading.library.model.lines
    for number, file in enumerate(files):
        report = next(line.report for line in lines if line.report.file_name.startswith(file))
        reading.open_report(report.id, beside=number > 0)
    panes = reading.area.open
    for one in panes:
        one.pane.view.glide.is_instant = True
    common = reading.syncing.common
    wait_until(lambda: all(common(a.id, b.id) for a in panes for b in panes if a.id != b.id))
    panes[0].pane.setFocus()
    if len(panes) > 1:
        wait_until(lambda: tie(window, 0) is not None)
    return panes


def tie(window: MainWindow, number: int) -> Tie | None:
    sign = window.reading.outline._items[number].data(SIGN_ROLE)
    return sign.tie if sign else None


def number_of(one: OpenReport, heading: str) -> int:
    return next(k for k, s in enumerate(one.sections) if heading in s.heading)


def row_point(window: MainWindow, number: int, *, at_sign: bool = False) -> QPoint:
    outline = window.reading.outline
    index = outline._items[number].index()
    outline.tree.scrollTo(index)
    rect = outline.tree.visualRect(index)
    x = outline.tree.viewport().width() - 18 if at_sign else rect.center().x()
    return QPoint(x, rect.center().y())


def menu_of(window: MainWindow, number: int) -> QMenu:
    """The context menu of a row of the outline, opened as a person does."""
    tree, at = window.reading.outline.tree, row_point(window, number)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, at, tree.viewport().mapToGlobal(at))
    QApplication.sendEvent(tree.viewport(), event)
    wait_until(lambda: any(m.isVisible() for m in window.reading.outline.findChildren(QMenu)))
    return next(m for m in window.reading.outline.findChildren(QMenu) if m.isVisible())


def choose(menu: QMenu, words: str) -> None:
    action = next(a for a in menu.actions() if words in a.text())
    assert action.isEnabled()
    action.trigger()
    menu.close()
    QApplication.processEvents()


def drive(one: OpenReport, value: int) -> None:
    one.pane.view.driven.emit(False)
    one.pane.view.bar.setValue(value)


def pins(window: MainWindow) -> int:
    assert window.workspace is not None
    return len(window.workspace.library.pins())


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample reports, made once: reading them takes seconds."""
    folder = tmp_path_factory.mktemp("samples")
    path = folder / "对读.piyue"
    workspace = Workspace.open(path, Paths(*[folder] * 4), Settings(), create=True)
    workspace.importing.store([(read_report(file), {}) for file in sample_files()])
    workspace.close()
    return path


@pytest.fixture
def window(start: Starter, samples: Path, tmp_path: Path) -> MainWindow:
    window = start(Path(copy(samples, tmp_path)))
    window.set_sync_mode("section")
    return window


def test_the_outline_says_which_sections_have_a_counterpart(window: MainWindow) -> None:
    first, _ = open_beside(window, THIS_YEAR, OTHER)
    review, emergency = number_of(first, "矛盾纠纷化解体系"), number_of(first, "突发事件应对")
    wait_until(lambda: tie(window, review) in {Tie.SURE, Tie.MAYBE})
    assert tie(window, emergency) is Tie.NONE
    item = window.reading.outline._items[emergency]
    assert "无对应章节" in item.data(Qt.ItemDataRole.ToolTipRole)
    assert "无对应章节" in item.data(ACCESSIBLE_ROLE)
    words = window.reading.outline._items[review].data(Qt.ItemDataRole.ToolTipRole)
    assert "青溪市 2023" in words
    assert "化解矛盾纠纷" in words


def test_a_report_removed_while_it_is_matched_is_passed_over(window: MainWindow) -> None:
    """Matching runs beside the window; what it asks for may be gone by then."""
    (one,) = open_beside(window, THIS_YEAR)[:1]
    syncing, removed = window.reading.syncing, uuid4()
    syncing._match(one.id, removed)
    wait_until(lambda: frozenset((one.id, removed)) not in syncing._asked)
    assert syncing.common(one.id, removed) is None


def test_a_report_alone_has_no_signs(window: MainWindow) -> None:
    _, second = open_beside(window, THIS_YEAR, OTHER)
    window.reading.area.close_pane(second)
    wait_until(lambda: tie(window, 0) is None)


def test_a_click_on_the_sign_brings_both_sections_to_the_top(window: MainWindow) -> None:
    first, second = open_beside(window, THIS_YEAR, OTHER)
    review = number_of(first, "矛盾纠纷化解体系")
    QTest.mouseClick(
        window.reading.outline.tree.viewport(),
        Qt.MouseButton.LeftButton,
        pos=row_point(window, review, at_sign=True),
    )
    assert first.pane.current_section() == review
    assert second.pane.current_section() == number_of(second, "化解矛盾纠纷")


def test_ctrl_j_pins_what_three_panes_show_and_undo_takes_it_back(window: MainWindow) -> None:
    panes = open_beside(window, THIS_YEAR, LAST_YEAR, OTHER)
    drive(panes[0], 900)
    QTest.keyClick(window, "j", CONTROL)
    assert pins(window) == 3
    assert window.workspace is not None
    assert window.workspace.history.can_undo() == "pin"
    before = [one.pane.view.bar.value() for one in panes]
    drive(panes[0], 0)
    drive(panes[0], 900)
    line = panes[0].pane.view.measures.line
    assert [one.pane.view.bar.value() for one in panes] == pytest.approx(before, abs=line)
    QTest.keyClick(window, "z", CONTROL)
    assert pins(window) == 0


def test_a_pin_outlives_a_restart_and_is_kept_exactly(start: Starter, window: MainWindow) -> None:
    first, second = open_beside(window, THIS_YEAR, OTHER)
    assert window.workspace is not None
    path: Path = window.workspace.library.path
    here, there = first.sections[5].span.start, second.sections[9].span.start
    window.workspace.pinning.pair([(first.id, here), (second.id, there)])
    wait_until(lambda: tie(window, 5) is Tie.PINNED)
    close(window)
    window = start(path)
    first, second = open_beside(window, THIS_YEAR, OTHER)
    wait_until(lambda: tie(window, 5) is Tie.PINNED)
    view = first.pane.view
    y = height_of(view, here)
    drive(first, round(y * view.bar.maximum() / view.places.height))
    assert ref_y(second.pane) == pytest.approx(height_of(second.pane.view, there), abs=3)


def test_a_pin_is_taken_back_by_key_and_by_the_menu_of_its_section(window: MainWindow) -> None:
    first, second = open_beside(window, THIS_YEAR, OTHER)
    drive(first, 600)
    QTest.keyClick(window, "j", CONTROL)
    assert pins(window) == 1
    QTest.keyClick(window, "j", CONTROL | SHIFT)
    assert pins(window) == 0
    QTest.keyClick(window, "j", CONTROL | SHIFT)
    assert "没有手动对齐" in window.status.said.text()
    menu = menu_of(window, 5)
    choose(menu, "的当前位置对齐")
    assert pins(window) == 1
    wait_until(lambda: tie(window, 5) is Tie.PINNED)
    choose(menu_of(window, 5), "取消本章节的手动对齐")
    assert pins(window) == 0
    assert second in window.reading.area.open


def test_sections_can_be_parted_and_matched_again(window: MainWindow) -> None:
    first, second = open_beside(window, THIS_YEAR, OTHER)
    review = number_of(first, "矛盾纠纷化解体系")
    other = number_of(second, "化解矛盾纠纷")
    counterparts = window.reading.counterparts

    def beside() -> list[int]:
        return [c.number for c in counterparts.of(first, review) or ()]

    wait_until(lambda: beside() == [other])
    choose(menu_of(window, review), "取消与")
    wait_until(lambda: other not in beside())
    choose(menu_of(window, review), "恢复自动对应")
    wait_until(lambda: beside() == [other])


def test_a_pin_is_shown_in_the_gutters_with_the_report_beside(window: MainWindow) -> None:
    first, second = open_beside(window, THIS_YEAR, OTHER)
    drive(first, 600)
    QTest.keyClick(window, "j", CONTROL)
    for one, other in ((first, second), (second, first)):
        gutter = one.pane.view.gutter
        y = ref_y(one.pane) - one.pane.view.bar.value()
        place = gutter.pins.at(y)
        assert place is not None
        assert gutter.pins.reports_at(place) == [other.pane.header.accessibleName()]


def test_the_mode_is_remembered(start: Starter, window: MainWindow) -> None:
    assert window.workspace is not None
    path = window.workspace.library.path
    window.set_sync_mode("proportional")
    close(window)
    assert start(path).reading.syncing.mode == "proportional"

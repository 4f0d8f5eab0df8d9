"""Every stop of the Tab key is named, has a role, and shows that it has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.paths import Paths
from app.settings import Settings, ViewState
from app.ui.accessible import describe_widgets
from app.ui.application import Dresser
from app.ui.bindings import regions
from app.ui.dialogs import Sheet
from app.ui.focus import show
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.samples import make_samples
from app.workspace.workspace import Workspace
from journeys.gestures import close

TAB, BACK = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
DULL = {QAccessible.Role.Client, QAccessible.Role.NoRole, QAccessible.Role.Pane}
MOST = 150
SHEETS = ("settings", "keys", "about", "manual", "export")


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, look: Look, tmp_path: Path, own_home: Path
) -> Iterator[MainWindow]:
    describe_widgets(qapp)
    qapp.setCursorFlashTime(0)
    dresser = Dresser(qapp, look)
    dresser.dress()
    settings = Settings(reviewer_named=True)
    workspace = Workspace.open(tmp_path / "库.piyue", Paths.of_user(), settings, create=True)
    make_samples(workspace)
    window = MainWindow(look, Paths.of_user(), settings)
    dresser.setParent(window)
    window.resize(1366, 768)
    window.set_workspace(workspace, ViewState(Paths.of_user().config, workspace.library.id))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    for number, title in enumerate(("云岭区2023", "云岭区2022")):
        report = workspace.reporting.resolve(title)
        window.reading.open_report(report.id, beside=number > 0)
    QCoreApplication.processEvents()
    yield window
    close(window)


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def walk(key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the Tab key leads, once round."""
    stops: list[QWidget] = []
    while len(stops) < MOST:
        QTest.keyClick(focused(), key)
        if focused() in stops:
            break
        stops.append(focused())
    return stops


def part(stop: QWidget) -> QImage:
    """How a widget and what lies over it look."""
    window = stop.window()
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    QCoreApplication.processEvents()
    return window.grab(place).toImage()


def shows_focus(stop: QWidget) -> bool:
    stop.setFocus(TAB)
    show(stop)
    ringed = part(stop)
    stop.clearFocus()
    return part(stop) != ringed


def said(stop: QWidget) -> tuple[str, QAccessible.Role]:
    described = QAccessible.queryAccessibleInterface(stop)
    return described.text(QAccessible.Text.Name), described.role()


def faults(stops: list[QWidget]) -> list[str]:
    found: list[str] = []
    for stop in stops:
        name, role = said(stop)
        where = f"{type(stop).__name__} {name!r}"
        found += [f"{where} has no name"] * (not name)
        found += [f"{where} is a {role.name}"] * (role in DULL)
        found += [f"{where} does not show its focus"] * (not shows_focus(stop))
    return found


@pytest.mark.parametrize("page", [0, 1, 2], ids=["tags", "annotations", "details"])
def test_the_reading_page_is_gone_through_by_tab(window: MainWindow, page: int) -> None:
    window.reading.right.show_page(page)
    QCoreApplication.processEvents()
    window.title_row.library.setFocus(TAB)
    stops = walk()
    assert len(stops) > 30
    assert faults(stops) == []


def test_the_search_page_is_gone_through_by_tab(window: MainWindow) -> None:
    window.search("行政")
    QCoreApplication.processEvents()
    assert faults(walk()) == []


def test_an_empty_library_is_gone_through_by_tab(window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    window.set_workspace(None, None)
    workspace.close()
    window.title_row.library.setFocus(TAB)
    assert faults(walk()) == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_gone_through_by_tab(window: MainWindow, name: str) -> None:
    window.commands.trigger(name)
    QCoreApplication.processEvents()
    sheet = next(s for s in window.findChildren(Sheet) if s.isVisible())
    stops = walk()
    assert all(sheet.isAncestorOf(stop) for stop in stops)
    assert faults(stops) == []
    assert said(sheet)[1] is QAccessible.Role.Dialog
    assert said(sheet)[0]


def test_the_find_bar_is_gone_through_by_tab(window: MainWindow) -> None:
    one = window.reading.area.active
    assert one is not None
    one.pane.open_find()
    bar = one.pane.find_bar
    stops = [stop for stop in walk() if bar.isAncestorOf(stop)]
    assert len(stops) >= 3
    assert faults(stops) == []


def test_tab_goes_from_the_title_to_the_right_dock_and_back_the_same_way(
    window: MainWindow,
) -> None:
    window.title_row.library.setFocus(TAB)
    there = walk()
    number = {
        stop: next(n for n, region in enumerate(regions(window)) if region.isAncestorOf(stop))
        for stop in there
    }
    order = [number[stop] for stop in there[:-1]]  # the last one closes the circle
    start = order.index(0, 5) if 0 in order[5:] else len(order)
    assert order[:start] == sorted(order[:start])
    window.title_row.library.setFocus(TAB)
    assert list(reversed(walk(Qt.Key.Key_Backtab)[:-1])) == there[:-1]


def test_f6_goes_round_the_regions_and_shift_f6_back(window: MainWindow) -> None:
    one = window.reading.area.active
    assert one is not None
    one.pane.setFocus()
    reached: list[QWidget] = []
    for _ in regions(window):
        window.commands.trigger("next_region")
        reached.append(focused())
    reading = window.reading
    assert reading.library.view in reached
    assert reading.outline.tree in reached
    assert one.pane.view in reached
    here = focused()
    window.commands.trigger("next_region")
    window.commands.trigger("previous_region")
    assert focused() is here


def test_a_click_shows_no_ring(window: MainWindow) -> None:
    button = window.command_row.highlight_button
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    clicked = part(button)
    button.clearFocus()
    assert part(button) == clicked


@pytest.mark.parametrize("theme", ["dark", "eyecare", "contrast"])
def test_the_ring_is_seen_in_every_theme(window: MainWindow, theme: str) -> None:
    window.set_theme(theme)
    reading = window.reading
    stops: list[QWidget] = [
        window.title_row.library,
        reading.library.view,
        reading.outline.tree,
        reading.area.open[0].pane.view,
    ]
    assert faults(stops) == []


def test_roles_say_what_a_control_does(window: MainWindow) -> None:
    role = QAccessible.Role
    roles: list[tuple[QWidget, QAccessible.Role]] = [
        (window.title_row.tabs["search"], role.PageTab),
        (window.title_row.library, role.ButtonMenu),
        (window.command_row.undo_button, role.Button),
        (window.reading.right.segments[0], role.PageTab),
        (window.status.saved, role.StaticText),
        (window.reading.area.open[0].pane.header, role.Grouping),
        (window.reading.area.open[0].pane.view, role.EditableText),
        (window.reading.library.view, role.List),
    ]
    for widget, wanted in roles:
        assert said(widget)[1] is wanted


def test_a_screen_reader_presses_a_tab(window: MainWindow) -> None:
    tab = window.title_row.tabs["search"]
    action = QAccessible.queryAccessibleInterface(tab).actionInterface()
    assert "Press" in action.actionNames()
    action.doAction("Press")
    QCoreApplication.processEvents()
    assert window.page == "search"
    assert QAccessible.queryAccessibleInterface(tab).state().selected  # type: ignore[attr-defined]


@pytest.fixture
def telling(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader would hear of the first pane."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(event.message())
    )
    return heard


def test_an_annotation_is_told_once_when_the_caret_gets_there(
    window: MainWindow, telling: list[str]
) -> None:
    one, workspace = window.reading.area.active, window.workspace
    assert one is not None
    assert workspace is not None
    tag = workspace.tagging.in_slot(1)
    assert tag is not None
    workspace.annotating.highlight(one.id, Span(5, 9), [tag.id], "待核")
    view = one.pane.view
    view.setFocus()
    start = view.display.to_display(0)
    cursor = view.textCursor()
    cursor.setPosition(start)
    view.setTextCursor(cursor)
    telling.clear()
    for _ in range(12):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert telling == [f"批注，{tag.name}，意见：待核。"]
    window.menus.set_manner(announces=False)
    for _ in range(12):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert len(telling) == 1

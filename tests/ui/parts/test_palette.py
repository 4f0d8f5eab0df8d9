"""The tag palette."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.text.readings import readings_of
from app.ui.tags.palette import TagPalette
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
SELECTION = QRectF(100, 40, 200, 24)


@pytest.fixture
def palette(look: Look, workspace: Workspace, shown: Show, qtbot: QtBot) -> TagPalette:
    window = QWidget()
    shown(window, 900, 640)
    palette = TagPalette(look, workspace.tagging.suggest, window)
    names = {t.name: readings_of(t.name) for t in workspace.tagging.tags()}
    workspace.library.put_readings(names)
    # The window keeps the palette alive; this keeps the window.
    palette.window_kept = window  # type: ignore[attr-defined]
    palette.open_at(SELECTION)
    qtbot.waitUntil(palette.field.hasFocus)
    return palette


def test_initials_and_enter_give_the_tag(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    qtbot.keyClicks(palette.field, "xzfy")
    with qtbot.waitSignal(palette.tag_chosen) as chosen, qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    found = workspace.tagging.find("G1")
    assert found is not None
    assert chosen.args == [found.id, False]
    assert palette.isHidden()


def test_shift_enter_keeps_it_open_for_another(qtbot: QtBot, palette: TagPalette) -> None:
    enter(palette.field, "亮点")
    with qtbot.waitSignal(palette.tag_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chosen.args is not None
    assert chosen.args[1] is True
    assert palette.isVisible()
    assert palette.field.text() == ""


def test_escape_closes_without_a_choice(qtbot: QtBot, palette: TagPalette) -> None:
    with qtbot.assertNotEmitted(palette.tag_chosen), qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_a_click_outside_closes_it(qtbot: QtBot, palette: TagPalette) -> None:
    window = palette.parentWidget()
    with qtbot.waitSignal(palette.closed):
        qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(880, 620))
    assert palette.isHidden()


def test_arrows_stay_inside_the_list(qtbot: QtBot, palette: TagPalette) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.choices.current == 0
    for _ in range(40):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.choices.current == palette.choices.count - 1


def test_a_click_on_a_row_gives_its_tag(qtbot: QtBot, palette: TagPalette) -> None:
    second = palette.choices.items[1]
    with qtbot.waitSignal(palette.tag_chosen) as chosen:
        qtbot.mouseClick(
            palette.choices, Qt.MouseButton.LeftButton, pos=QPoint(60, palette.look.px(46) + 10)
        )
    assert chosen.args == [second.tag.id, False]


def test_a_name_nobody_has_can_be_created(qtbot: QtBot, palette: TagPalette) -> None:
    enter(palette.field, "府院联动")
    assert palette.choices.count == 1
    with qtbot.waitSignal(palette.new_tag) as made:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert made.args == ["府院联动", False]


def test_an_existing_name_is_not_offered_as_new(qtbot: QtBot, palette: TagPalette) -> None:
    enter(palette.field, "行政复议")
    assert palette.choices.new_name == ""


def test_it_stays_inside_its_window(palette: TagPalette) -> None:
    palette.open_at(QRectF(880, 620, 10, 20))
    window = palette.parentWidget()
    assert window.rect().contains(palette.geometry())


def test_it_opens_in_50_ms_of_processor_time(palette: TagPalette) -> None:
    palette.close_palette()
    times: list[float] = []
    for _ in range(5):
        started = time.process_time()
        palette.open_at(SELECTION)
        palette.repaint()
        times.append(time.process_time() - started)
        palette.close_palette()
    assert sorted(times)[2] < 0.05

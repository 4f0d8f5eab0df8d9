"""The tag palette."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.text.readings import readings_of
from app.ui.tags.palette import Request, TagPalette
from app.ui.tags.palette_rows import Row, RowKind
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.entering import compose, enter

Show = Callable[[QWidget, int, int], None]
SELECTION = QRectF(100, 40, 200, 24)


@pytest.fixture
def palette(look: Look, workspace: Workspace, shown: Show, qtbot: QtBot) -> TagPalette:
    window = QWidget()
    shown(window, 900, 640)
    palette = TagPalette(look, window)
    names = {t.name: readings_of(t.name) for t in workspace.tagging.tags()}
    workspace.library.put_readings(names)
    # The window keeps the palette alive; this keeps the window.
    palette.window_kept = window  # type: ignore[attr-defined]
    palette.open_at(SELECTION, Request(workspace.tagging))
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
    assert made.args == ["府院联动", None, False]


def test_an_existing_name_is_not_offered_as_new(qtbot: QtBot, palette: TagPalette) -> None:
    enter(palette.field, "行政复议")
    assert RowKind.NEW not in {row.kind for row in palette.choices.rows}


def test_it_stays_inside_its_window(palette: TagPalette, workspace: Workspace) -> None:
    palette.open_at(QRectF(880, 620, 10, 20), Request(workspace.tagging))
    window = palette.parentWidget()
    assert window.rect().contains(palette.geometry())


# --- several tags -------------------------------------------------------------------------


def known(workspace: Workspace, code: str) -> UUID:
    tag = workspace.tagging.find(code)
    assert tag is not None
    return tag.id


def rows(palette: TagPalette) -> list[Row]:
    return palette.choices.rows


def test_what_the_annotation_has_is_ticked_and_enter_gives_what_it_has_not(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    given = {known(workspace, "G4"), known(workspace, "V2")}
    palette.open_at(SELECTION, Request(workspace.tagging, lambda: frozenset(given)))
    assert [row.given for row in rows(palette)[:3]] == [True, True, False]
    with qtbot.waitSignal(palette.tag_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert chosen.args[0] not in given


def test_ctrl_enter_and_space_go_on_and_the_ticks_follow(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    given: set[UUID] = set()
    palette.tag_chosen.connect(lambda tag, _: given.symmetric_difference_update({tag}))
    palette.open_at(SELECTION, Request(workspace.tagging, lambda: frozenset(given)))
    qtbot.keyClick(palette.field, Qt.Key.Key_Space)
    assert len(given) == 1
    assert palette.isVisible()
    enter(palette.field, "亮点")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(given) == 2
    assert (palette.isVisible(), palette.field.text()) == (True, "")
    assert sum(row.given for row in rows(palette)) == 2
    enter(palette.field, "亮点")
    assert rows(palette)[0].given
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert known(workspace, "V1") not in given


def test_a_space_between_syllables_is_typed(qtbot: QtBot, palette: TagPalette) -> None:
    qtbot.keyClicks(palette.field, "xing zheng fu yi")
    assert palette.field.text() == "xing zheng fu yi"
    assert palette.choices.items[0].tag.code == "G1"


# --- new tags --------------------------------------------------------------------------------


def test_tab_asks_for_the_group_of_a_new_tag_and_the_next_one_goes_there_too(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    enter(palette.field, "府院联动")
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert rows(palette)[0].kind is RowKind.TOP
    qtbot.keyClicks(palette.field, "mdjf")
    assert palette.choices.items[0].tag.code == "G"
    with qtbot.waitSignal(palette.new_tag) as made:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert made.args == ["府院联动", known(workspace, "G"), False]
    palette.open_at(SELECTION, Request(workspace.tagging))
    enter(palette.field, "另一个")
    with qtbot.waitSignal(palette.new_tag) as made:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert made.args == ["另一个", known(workspace, "G"), False]


def test_escape_leaves_the_choice_of_a_group_with_the_name_kept(
    qtbot: QtBot, palette: TagPalette
) -> None:
    enter(palette.field, "府院联动")
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert (palette.isVisible(), palette.field.text()) == (True, "府院联动")
    assert [row.kind for row in rows(palette)] == [RowKind.NEW]


def test_a_path_is_made_as_it_was_typed(qtbot: QtBot, palette: TagPalette) -> None:
    enter(palette.field, "G1/听证/公开")
    assert rows(palette)[-1].path == "矛盾纠纷化解/行政复议/听证"
    with qtbot.waitSignal(palette.new_tag) as made:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert made.args == ["G1/听证/公开", None, False]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("枫桥经验", "枫桥经验"),
        ("，“枫桥经验”。\n", "枫桥经验"),
        ("复议/应诉", "复议／应诉"),
        ("一" * 20, "一" * 20),
        ("一" * 21, ""),
        ("。", ""),
    ],
)
def test_short_selected_words_are_offered_as_a_tag(
    palette: TagPalette, workspace: Workspace, words: str, name: str
) -> None:
    palette.open_at(SELECTION, Request(workspace.tagging, words=words))
    offered = [row.name for row in rows(palette) if row.kind is RowKind.IN_VIVO]
    assert offered == ([name] if name else [])


def test_one_key_makes_the_selected_words_a_tag(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    palette.open_at(SELECTION, Request(workspace.tagging, words="枫桥经验"))
    with qtbot.waitSignal(palette.new_tag) as made, qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert made.args == ["枫桥经验", None, False]


# --- retired tags, number keys, input methods ---------------------------------------------------


def test_a_retired_tag_is_not_offered_but_said_when_typed_exactly(
    palette: TagPalette, workspace: Workspace
) -> None:
    workspace.tagging.retire(known(workspace, "G1"))
    enter(palette.field, "行政复")
    assert "停用" not in palette.field.accessibleDescription()
    enter(palette.field, "议")
    assert palette.field.text() == "行政复议"
    assert all(row.item is None or row.item.tag.code != "G1" for row in rows(palette))
    assert RowKind.NEW not in {row.kind for row in rows(palette)}
    assert "停用" in palette.field.accessibleDescription()


def test_ctrl_and_a_digit_give_the_chosen_tag_that_key(
    qtbot: QtBot, palette: TagPalette, workspace: Workspace
) -> None:
    enter(palette.field, "行政复议")
    with qtbot.waitSignal(palette.slot_wished) as wished:
        qtbot.keyClick(palette.field, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert wished.args == [7, known(workspace, "G1")]
    assert palette.isVisible()


def test_what_an_input_method_still_composes_chooses_nothing(
    qtbot: QtBot, palette: TagPalette
) -> None:
    compose(palette.field, "xing'zheng")
    with qtbot.assertNotEmitted(palette.tag_chosen), qtbot.assertNotEmitted(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    enter(palette.field, "行政复议")
    with qtbot.waitSignal(palette.tag_chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_readings_that_arrive_while_it_is_open_are_taken_up(
    palette: TagPalette, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.tagging.rename(known(workspace, "G1"), "复核")
    qtbot.keyClicks(palette.field, "fuhe")
    assert palette.choices.items == []
    workspace.tagging.pinyin.compute()
    palette.refresh()
    assert [item.tag.name for item in palette.choices.items] == ["复核"]

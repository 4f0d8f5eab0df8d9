"""The sheet of keys: found by words or by a key, changed, exchanged, given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.about.keys import KeysPage
from app.ui.actions import SPECS
from app.ui.dialogs import Sheet
from app.ui.theme import Look
from app.ui.window_actions import Actions

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1000, 760)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close()


@pytest.fixture
def actions(look: Look, window: QWidget) -> Actions:
    return Actions(look, window)


@pytest.fixture
def page(look: Look, window: QWidget, actions: Actions) -> KeysPage:
    page = KeysPage(look, actions)
    page.chosen.connect(page.act)
    Sheet(look, page, window, QSize(680, 700)).open_sheet()
    return page


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, as a person does."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def shown(page: KeysPage) -> list[str]:
    return [entry.spec.id for entry in page.model.entries if entry.spec]


def ask(page: KeysPage, words: str) -> None:
    """Find an action by its words and ask for a new key, by keys alone."""
    page.field.setFocus()
    page.field.setText(words)
    press(Key.Key_Down)
    press(Key.Key_Return)


def test_every_action_stands_in_the_sheet_once(page: KeysPage) -> None:
    assert sorted(shown(page)) == sorted(spec.id for spec in SPECS)


def test_words_and_keys_find_an_action(page: KeysPage) -> None:
    page.field.setText("撤销")
    assert shown(page) == ["undo"]
    page.field.setText("ctrl+z")
    assert shown(page) == ["undo"]
    page.field.setText("shift+z")
    assert shown(page) == ["redo"]
    page.field.setText("没有这样的")
    assert shown(page) == []
    assert page.nothing.isVisible()
    press(Key.Key_Escape)
    assert page.field.text() == ""
    assert len(shown(page)) == len(SPECS)


def test_a_pressed_key_finds_what_it_does(page: KeysPage) -> None:
    page.by_key.click()
    press(Key.Key_T)
    assert shown(page) == ["palette"]
    press(Key.Key_Down, CONTROL)
    assert shown(page) == ["next_section"]
    press(Key.Key_F7, SHIFT | CONTROL)
    assert shown(page) == []
    press(Key.Key_Escape)
    assert not page.by_key.isChecked()
    assert page.field.hasFocus()


def test_a_new_key_is_pressed_and_holds(page: KeysPage, actions: Actions) -> None:
    ask(page, "终点后移一个词")
    press(Key.Key_E)
    assert actions.key("end_on") == "E"
    assert page.list.hasFocus()
    spec = page.list.spec()
    assert spec is not None
    assert spec.id == "end_on"


def test_a_key_that_everybody_needs_is_refused_with_the_reason(
    page: KeysPage, actions: Actions
) -> None:
    ask(page, "终点后移一个词")
    press(Key.Key_C, CONTROL)
    assert page.bar.words.text() == "Ctrl+C 到处都要用，请换一个键"
    assert page.bar.field.hasFocus()
    press(Key.Key_Escape)
    ask(page, "撤销")
    press(Key.Key_U)
    assert page.bar.words.text() == "U 要用来打字，请加上 Ctrl 或 Alt"
    assert not actions.keys.changes()


def test_a_key_of_another_action_is_exchanged_or_left(page: KeysPage, actions: Actions) -> None:
    ask(page, "终点后移一个词")
    press(Key.Key_T)
    assert page.bar.words.text() == "T 现在是“标签”的键"
    press(Key.Key_Tab)  # from 交换 to 取消
    press(Key.Key_Return)
    assert not actions.keys.changes()
    ask(page, "终点后移一个词")
    press(Key.Key_T)
    press(Key.Key_Return)
    assert (actions.key("end_on"), actions.key("palette")) == ("T", "Alt+Shift+→")


def test_escape_gives_up_the_new_key_and_not_the_sheet(page: KeysPage, actions: Actions) -> None:
    ask(page, "终点后移一个词")
    press(Key.Key_Escape)
    assert page.isVisible()
    assert page.list.hasFocus()
    assert not actions.keys.changes()


def test_one_or_all_keys_go_back_to_the_default(page: KeysPage, actions: Actions) -> None:
    assert not page.buttons["reset"].isEnabled()
    actions.keys.give("undo", "F4")
    actions.keys.give("redo", "F5")
    page.field.setText("撤销")
    assert page.bar.reset.isEnabled()
    page.bar.reset.click()
    assert list(actions.keys.changes()) == ["redo"]
    page.buttons["reset"].click()
    assert page.bar.words.text() == "改过的 1 项都恢复默认？"
    press(Key.Key_Return)
    assert not actions.keys.changes()


def test_a_key_can_be_taken_away_from_an_action(page: KeysPage, actions: Actions) -> None:
    page.field.setText("退出")
    page.bar.remove.click()
    assert actions.key("quit") == ""
    assert page.bar.words.text() == "退出：没有按键"


def test_a_fixed_key_says_that_it_is_fixed(page: KeysPage) -> None:
    ask(page, "打开所选报告")
    assert page.bar.words.text() == "打开所选报告：固定的，不能改。"
    assert not page.bar.field.isVisible()


def test_a_row_is_read_with_its_keys(page: KeysPage, actions: Actions) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    actions.keys.give("undo", "F4")
    rows = {
        entry.spec.id: page.model.index(row).data(role)
        for row, entry in enumerate(page.model.entries)
        if entry.spec
    }
    assert rows["undo"] == "撤销：F4，已改"
    assert rows["redo"] == "重做：Ctrl+Y、Ctrl+Shift+Z"
    assert rows["save_copy"] == "另存副本：没有按键"


def test_the_list_is_copied_and_printed_whole(page: KeysPage, qtbot: QtBot) -> None:
    page.field.setText("撤销")
    page.buttons["copy"].click()
    copied = QGuiApplication.clipboard().text()
    assert "撤销\tCtrl+Z\n" in copied
    assert "退出\tCtrl+Q\n" in copied
    with qtbot.waitSignal(page.print_asked) as asked:
        page.buttons["print"].click()
    printed = asked.args[0].toPlainText()  # type: ignore[index]
    assert "退出" in printed
    assert "Ctrl+Q" in printed


def test_no_shortcut_of_the_window_acts_under_a_sheet(
    page: KeysPage, actions: Actions, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(actions["left_dock"].triggered):
        press(Key.Key_F9)
    with qtbot.waitSignal(actions["manual"].triggered):
        press(Key.Key_F1)

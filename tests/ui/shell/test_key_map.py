"""The key map: defaults, what the person changes, what a key press means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.actions import SPECS
from app.ui.key_map import KeyMap, Refusal, canonical, cap

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def keys(qapp: QApplication) -> KeyMap:
    return KeyMap(SPECS)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_every_key_of_the_table_is_one_that_qt_knows() -> None:
    for spec in SPECS:
        if not spec.is_fixed:
            for key in spec.keys.split(" "):
                assert not key or canonical(key) in {key, "Del"}, spec.id


def test_no_default_is_refused_or_taken_twice(keys: KeyMap) -> None:
    for spec in SPECS:
        for key in keys.keys(spec.id):
            assert keys.refusal(spec.id, key) is None
            assert keys.holder(key, spec.id) is None


@pytest.mark.parametrize(
    ("event", "action"),
    [
        (press(Qt.Key.Key_H, text="h"), "highlight"),
        (press(Qt.Key.Key_H, text="H"), "highlight"),  # with the Caps Lock on
        (press(Qt.Key.Key_H, SHIFT, "H"), None),
        (press(Qt.Key.Key_H, CONTROL, "\x08"), None),
        (press(Qt.Key.Key_3, text="3"), "tag_3"),
        (press(Qt.Key.Key_3, KEYPAD, "3"), "tag_3"),
        (press(Qt.Key.Key_3, SHIFT, "3"), "tag_3"),  # where digits are the shifted signs
        (press(Qt.Key.Key_BracketLeft, text="["), "previous"),
        (press(Qt.Key.Key_BracketLeft, text="【"), "previous"),
        (press(Qt.Key.Key_Question, SHIFT, "？"), "keys"),
        (press(Qt.Key.Key_Slash, SHIFT, "?"), "keys"),
        (press(Qt.Key.Key_Down, CONTROL | KEYPAD), "next_section"),
        (press(Qt.Key.Key_Delete, text="\x7f"), "delete"),
        (press(Qt.Key.Key_F3, SHIFT), "previous_hit"),
        (press(Qt.Key.Key_Shift, SHIFT), None),
        (press(Qt.Key.Key_Z, text="z"), None),
        (press(Qt.Key(0x4E2D), text="中"), None),
    ],
)
def test_a_key_press_means_an_action(keys: KeyMap, event: QKeyEvent, action: str | None) -> None:
    assert keys.action_of(event) == action


def test_an_own_key_replaces_the_default_and_only_it_is_kept(keys: KeyMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keys.changed):
        keys.give("highlight", "M")
    assert keys.action_of(press(Qt.Key.Key_M, text="m")) == "highlight"
    assert keys.action_of(press(Qt.Key.Key_H, text="h")) is None
    assert keys.changes() == {"highlight": "M"}
    assert KeyMap(SPECS, keys.changes()).shown("highlight") == "M"
    keys.give("highlight", "H")
    assert keys.changes() == {}


def test_a_given_key_is_taken_from_the_action_that_had_it(keys: KeyMap) -> None:
    keys.give("highlight", "T")
    assert keys.keys("highlight") == ("T",)
    assert keys.keys("palette") == ()
    assert keys.shown("palette") == ""


def test_two_actions_exchange_their_keys(keys: KeyMap) -> None:
    keys.swap("highlight", "T")
    assert (keys.shown("highlight"), keys.shown("palette")) == ("T", "H")
    keys.reset("palette")
    assert keys.changes() == {}


def test_an_exchange_leaves_no_letter_to_an_action_outside_the_text(keys: KeyMap) -> None:
    keys.swap("highlight", "F9")
    assert keys.keys("left_dock") == ()


def test_an_exchange_keeps_the_second_key_of_both(keys: KeyMap) -> None:
    keys.swap("undo", "Ctrl+Y")
    assert keys.keys("undo") == ("Ctrl+Y",)
    assert keys.keys("redo") == ("Ctrl+Z", "Ctrl+Shift+Z")


def test_a_key_can_be_taken_away(keys: KeyMap) -> None:
    keys.give("quit", "")
    assert keys.keys("quit") == ()
    assert keys.changes() == {"quit": ""}
    assert KeyMap(SPECS, {"quit": ""}).keys("quit") == ()


@pytest.mark.parametrize(
    ("id_", "key", "refusal"),
    [
        ("highlight", "Ctrl+C", Refusal.KEPT),
        ("undo", "Tab", Refusal.KEPT),
        ("undo", "Shift+F10", Refusal.KEPT),
        ("undo", "U", Refusal.LETTER),
        ("undo", "/", Refusal.LETTER),
        ("keys", "?", None),
        ("highlight", "U", None),
        ("undo", "F4", None),
    ],
)
def test_keys_that_everybody_needs_are_refused(
    keys: KeyMap, id_: str, key: str, refusal: Refusal | None
) -> None:
    assert keys.refusal(id_, key) is refusal


def test_what_the_person_set_wins_over_a_default_of_a_later_version(qapp: QApplication) -> None:
    keys = KeyMap(SPECS, {"undo": "F3", "of a newer version": "Ctrl+?+?", "redo": "§§"})
    assert keys.keys("undo") == ("F3",)
    assert keys.keys("next_hit") == ()
    assert keys.keys("redo") == ()
    assert keys.changes()["of a newer version"] == "Ctrl+?+?"
    keys.reset_all()
    assert list(keys.changes()) == ["of a newer version"]
    assert keys.keys("next_hit") == ("F3",)


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Ctrl+Down", "Ctrl+↓"), ("Ctrl++", "Ctrl++"), ("+", "+"), ("Del", "Delete"), ("[", "[")],
)
def test_a_key_is_shown_as_it_stands_on_the_keyboard(key: str, shown: str) -> None:
    assert cap(key) == shown

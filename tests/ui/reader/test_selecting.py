"""Selecting by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.ui.reader.pane import Pane
from ui.reader.showing import DOUBT, PLAIN, TOPIC, click, drag, mark, point_of

LEFT = Qt.MouseButton.LeftButton


def words(pane: Pane) -> str:
    span = pane.selection()
    assert pane.content is not None
    return span.of(pane.content.text) if span else ""


def place(pane: Pane, of: str) -> int:
    assert pane.content is not None
    return pane.content.text.index(of)


def test_a_drag_selects_exactly_its_span(pane: Pane, qtbot: QtBot) -> None:
    start = place(pane, "率先完成")
    with qtbot.waitSignal(pane.selection_settled) as settled:
        drag(pane, start, start + 6)
    assert settled.args == [Span(start, start + 6)]
    assert words(pane) == "率先完成改革"


def test_a_drag_over_astral_characters_selects_code_points(pane: Pane) -> None:
    start = place(pane, "𠮷祥街道😀")
    drag(pane, start, start + 5)
    assert words(pane) == "𠮷祥街道😀"


def test_a_drag_over_a_hidden_indentation_keeps_the_stored_text(pane: Pane) -> None:
    start = place(pane, "推进第1项")
    drag(pane, start, place(pane, "健全机制第1"))
    assert words(pane) == "推进第1项工作\n　　（一）"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (2, "行政复议"),
        (3, "（一）健全机制第1。"),
        (4, "（一）健全机制第1。" + PLAIN),
    ],
)
def test_clicks_select_word_sentence_and_paragraph(pane: Pane, times: int, expected: str) -> None:
    at = place(pane, "行政复议") + 1 if times == 2 else place(pane, "健全机制")
    click(pane, at, times)
    assert words(pane) == expected


def test_true_word_ends_replace_the_rule_of_thumb(pane: Pane) -> None:
    assert pane.content is not None
    lines = pane.content.text.split("\n")
    pane.set_word_ends([tuple(range(1, len(line) + 1)) for line in lines])
    click(pane, place(pane, "行政复议"), 2)
    assert words(pane) == "行"


def test_a_drag_after_a_double_click_grows_by_word(pane: Pane) -> None:
    port = pane.view.viewport()
    start = place(pane, "审结63件")
    inside = point_of(pane, start) + QPoint(4, 0)
    QTest.mouseClick(port, LEFT, pos=inside)
    QTest.mousePress(port, LEFT, pos=inside)
    far = point_of(pane, start + len("审结63件；出")) + QPoint(4, 0)
    for at in ((inside + far) / 2, far):
        QTest.mouseMove(port, at)
    QTest.mouseRelease(port, LEFT, pos=far)
    assert words(pane).startswith("审结63件；出具")


def test_the_bar_appears_on_release_and_not_while_dragging(pane: Pane) -> None:
    port = pane.view.viewport()
    start = place(pane, "率先完成")
    pane.set_recent_tags([TOPIC, DOUBT])
    QTest.mousePress(port, LEFT, pos=point_of(pane, start))
    QTest.mouseMove(port, point_of(pane, start + 2))
    QTest.mouseMove(port, point_of(pane, start + 4))
    assert not pane.floating.isVisible()
    QTest.mouseRelease(port, LEFT, pos=point_of(pane, start + 4))
    assert pane.floating.isVisible()
    assert pane.rect().contains(pane.floating.geometry().center())
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not pane.floating.isVisible()


def test_the_bar_offers_the_tags_used_last(pane: Pane, qtbot: QtBot) -> None:
    pane.set_recent_tags([DOUBT, TOPIC])
    start = place(pane, "率先完成")
    drag(pane, start, start + 4)
    with qtbot.waitSignal(pane.tag_chosen) as chosen:
        pane.floating._tag_buttons[0].click()
    assert chosen.args == [DOUBT.id]


def test_in_a_narrow_pane_the_bar_keeps_its_words_and_leaves_tags_out(pane: Pane) -> None:
    pane.set_recent_tags([DOUBT, TOPIC])
    start = place(pane, "率先完成")
    drag(pane, start, start + 4)
    bar = pane.floating
    assert [button.isVisible() for button in bar._tag_buttons] == [True, True]
    wide = bar.width()
    line = QRect(20, 60, 60, 20)
    shown = []
    for room in (wide, wide - 60, wide - 200):
        bar.show_at(line, line, QRect(0, 0, room, 300))
        assert bar.width() - 28 <= room  # without its shadow
        shown.append([button.isVisible() for button in bar._tag_buttons])
    assert shown == [[True, True], [True, False], [False, False]]
    bar.show_at(line, line, QRect(0, 0, wide, 300))
    assert [button.isVisible() for button in bar._tag_buttons] == [True, True]


def test_shift_and_arrows_select_and_the_release_of_shift_settles(pane: Pane, qtbot: QtBot) -> None:
    click(pane, place(pane, "率先完成"))
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(3):  # keyClick would let go of Shift every time
        QTest.keyPress(pane.view, Qt.Key.Key_Right, shift)
    assert not pane.floating.isVisible()
    with qtbot.waitSignal(pane.selection_settled):
        QTest.keyRelease(pane.view, Qt.Key.Key_Shift)
    assert len(words(pane)) == 3
    assert pane.floating.isVisible()


def test_alt_shift_arrows_move_the_end_by_a_word(pane: Pane) -> None:
    start = place(pane, "行政复议案件70")
    pane.select(Span(start, start + 4))
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.view, Qt.Key.Key_Right, both)
    assert words(pane) == "行政复议案件"
    QTest.keyClick(pane.view, Qt.Key.Key_Left, both)
    assert words(pane) == "行政复议"
    QTest.keyClick(pane.view, Qt.Key.Key_Left, both | Qt.KeyboardModifier.ControlModifier)
    assert words(pane).endswith("行政复议")
    assert len(words(pane)) > 4


def test_without_a_selection_the_active_mark_is_moved(pane: Pane, qtbot: QtBot) -> None:
    one = mark(pane, "行政复议")
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.span_moved) as moved:
        QTest.keyClick(pane.view, Qt.Key.Key_Right, both)
    assert one.span is not None
    assert moved.args == [one.id, Span(one.span.start, one.span.end + 2)]


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_H, "highlight"),
        (Qt.Key.Key_7, "tag_7"),
        (Qt.Key.Key_T, "palette"),
        (Qt.Key.Key_C, "comment"),
        (Qt.Key.Key_Delete, "delete"),
        (Qt.Key.Key_Question, "keys"),
    ],
)
def test_a_single_key_is_a_command(pane: Pane, qtbot: QtBot, key: Qt.Key, command: str) -> None:
    with qtbot.waitSignal(pane.command) as asked:
        QTest.keyClick(pane.view, key)
    assert asked.args == [command]


def test_with_ctrl_a_letter_is_no_command(pane: Pane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.command):
        QTest.keyClick(pane.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def test_input_methods_do_not_compose_in_the_text(pane: Pane) -> None:
    off = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not pane.view.testAttribute(off)
    assert not pane.view.viewport().testAttribute(off)


def test_copy_gives_the_stored_text_and_its_citation(pane: Pane) -> None:
    pane.set_citation(lambda span: f"云岭区·2023·第{span.start}字")
    start = place(pane, "推进第1项")
    pane.select(Span(start, place(pane, "健全机制第1")))
    pane.view.copy()
    expected = f"推进第1项工作\n　　（一）\n云岭区·2023·第{start}字"
    assert QGuiApplication.clipboard().text() == expected
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]

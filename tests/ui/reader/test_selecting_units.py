"""Selecting by word, sentence and paragraph, with mouse and keyboard."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.text.words import word_ends
from app.ui.reader.pane import Pane
from ui.reader.conftest import Opener
from ui.reader.showing import PLAIN, click, content, drag, long_text, mark, point_of
from ui.reader.test_selecting import place, words

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
FIRST = "出具法律意见书12份。"


def hold_after_clicks(pane: Pane, at: int, times: int) -> None:
    """Click, and keep the button down at the last click."""
    port, point = pane.view.viewport(), point_of(pane, at) + QPoint(4, 0)
    for k in range(times - 1):
        (QTest.mouseDClick if k % 2 else QTest.mouseClick)(port, LEFT, pos=point)
    QTest.mousePress(port, LEFT, pos=point)


def move_to(pane: Pane, at: int) -> None:
    port, point = pane.view.viewport(), point_of(pane, at) + QPoint(4, 0)
    QTest.mouseMove(port, point - QPoint(2, 0))
    QTest.mouseMove(port, point)


def let_go(pane: Pane, at: int) -> None:
    QTest.mouseRelease(pane.view.viewport(), LEFT, pos=point_of(pane, at) + QPoint(4, 0))


def test_a_drag_after_a_double_click_goes_back_over_its_start(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    hold_after_clicks(pane, start + 1, 2)
    move_to(pane, start + 5)
    assert words(pane) == "行政复议案件"
    move_to(pane, start - 1)
    let_go(pane, start - 1)
    assert words(pane) == "受理行政复议"
    assert pane.view.textCursor().position() < pane.view.textCursor().anchor()


def test_a_drag_after_a_triple_click_grows_by_sentence(pane: Pane) -> None:
    start = place(pane, FIRST)
    hold_after_clicks(pane, start + 2, 3)
    assert words(pane) == FIRST
    move_to(pane, start + len(FIRST) + 2)
    assert words(pane) == FIRST + "负责人出庭应诉率100%。"
    move_to(pane, start - 3)
    let_go(pane, start - 3)
    assert words(pane) == "全年受理行政复议案件70件，审结63件；" + FIRST


def test_a_drag_after_four_clicks_grows_by_paragraph_over_headings(pane: Pane) -> None:
    start = place(pane, "推进第1项工作")
    hold_after_clicks(pane, start, 4)
    assert words(pane) == "一、推进第1项工作"
    move_to(pane, place(pane, "健全机制第1"))
    let_go(pane, place(pane, "健全机制第1"))
    assert words(pane) == f"一、推进第1项工作\n　　（一）健全机制第1。{PLAIN}"


def test_a_click_with_shift_keeps_the_unit(pane: Pane) -> None:
    port = pane.view.viewport()
    start = place(pane, "行政复议案件")
    click(pane, start + 1, 2)
    QTest.mouseClick(port, LEFT, SHIFT, point_of(pane, start + 5) + QPoint(4, 0))
    assert words(pane) == "行政复议案件"
    QTest.mouseClick(port, LEFT, SHIFT, point_of(pane, start - 1) + QPoint(4, 0))
    assert words(pane) == "受理行政复议"


def test_a_click_with_shift_goes_on_from_the_caret_by_character(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start))
    QTest.mouseClick(pane.view.viewport(), LEFT, SHIFT, point_of(pane, start + 3))
    assert words(pane) == "行政复"


def test_a_press_inside_a_selection_begins_another_one(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    pane.select(Span(start, start + 6))
    port = pane.view.viewport()
    QTest.mousePress(port, LEFT, pos=point_of(pane, start + 2))
    for at in (start + 4, start + 5):
        QTest.mouseMove(port, point_of(pane, at))
    QTest.mouseRelease(port, LEFT, pos=point_of(pane, start + 5))
    assert words(pane) == "复议案"


def test_a_press_soon_after_a_drag_is_a_first_click(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    for _ in range(3):
        drag(pane, start, start + 5)
        assert words(pane) == "行政复议案"


def test_past_the_end_of_a_line_the_last_word_is_taken(pane: Pane) -> None:
    port = pane.view.viewport()
    assert pane.content is not None
    pane.set_word_ends(word_ends(pane.content.text.split("\n")))
    at = point_of(pane, place(pane, "项工作")) + QPoint(4, 0)
    beyond = QPoint(port.width() - 12, at.y())
    QTest.mouseClick(port, LEFT, pos=beyond)
    QTest.mouseDClick(port, LEFT, pos=beyond)
    assert words(pane) == "工作"


def test_a_drag_beyond_the_edge_scrolls_and_goes_on_selecting(pane: Pane) -> None:
    view = pane.view
    start = place(pane, "行政复议案件")
    hold_after_clicks(pane, start + 1, 2)
    below = QPoint(60, view.viewport().height() + 40)
    QTest.mouseMove(view.viewport(), QPoint(60, view.viewport().height() - 30))
    QTest.mouseMove(view.viewport(), below)
    scroll = view.selecting._scroll
    assert scroll.is_active
    before, length = view.bar.value(), len(words(pane))
    for _ in range(5):
        scroll.scroll()
    assert view.bar.value() > before
    assert len(words(pane)) > length
    QTest.mouseRelease(view.viewport(), LEFT, pos=below)
    assert not scroll.is_active


def test_a_word_in_the_first_line_does_not_make_the_page_run(pane: Pane) -> None:
    view = pane.view
    view.bar.setValue(view.bar.maximum() // 2)
    QTest.mousePress(view.viewport(), LEFT, pos=QPoint(60, 6))
    QTest.mouseMove(view.viewport(), QPoint(90, 7))
    QTest.mouseMove(view.viewport(), QPoint(120, 5))
    assert not view.selecting._scroll.is_active
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(120, 5))


def test_the_caret_moves_by_chinese_words(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start))
    at = lambda: pane.view.display.to_text(pane.view.textCursor().position()) - start  # noqa: E731 - said thrice
    QTest.keyClick(pane.view, Qt.Key.Key_Right, CONTROL)
    assert at() == 4
    QTest.keyClick(pane.view, Qt.Key.Key_Right, CONTROL)
    assert at() == 6
    QTest.keyClick(pane.view, Qt.Key.Key_Left, CONTROL)
    assert at() == 4


def test_ctrl_shift_arrows_select_words_and_paragraphs(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start))
    QTest.keyPress(pane.view, Qt.Key.Key_Right, CONTROL | SHIFT)
    QTest.keyPress(pane.view, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert words(pane) == "行政复议案件"
    assert not pane.floating.isVisible()
    QTest.keyRelease(pane.view, Qt.Key.Key_Shift)
    assert pane.floating.isVisible()
    QTest.keyClick(pane.view, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert words(pane) == PLAIN[PLAIN.index("行政复议") :]
    QTest.keyClick(pane.view, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert words(pane).startswith("（一）健全机制第1。")


def test_the_caret_steps_over_hidden_lines_by_word(open_pane: Opener) -> None:
    hidden = "返回顶部 打印"
    text = f"甲乙丙。\n{hidden}\n行政复议。"
    values = content(text)
    at = text.index(hidden)
    shows = type(values)(
        **{
            **{name: getattr(values, name) for name in values.__slots__},
            "furniture": (Span(at, at + len(hidden) + 1),),
        }
    )
    pane = open_pane(shows)
    pane.select(Span(3, 4))
    QTest.keyClick(pane.view, Qt.Key.Key_Right, CONTROL)
    assert pane.view.display.to_text(pane.view.textCursor().position()) == text.index("。", at)
    QTest.keyClick(pane.view, Qt.Key.Key_Left, CONTROL)
    QTest.keyClick(pane.view, Qt.Key.Key_Left, CONTROL)
    assert pane.view.display.to_text(pane.view.textCursor().position()) == 3


def test_f8_takes_more_and_more_and_shift_f8_less(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start + 1))
    taken: list[str] = []
    for _ in range(6):
        QTest.keyClick(pane.view, Qt.Key.Key_F8)
        taken.append(words(pane))
    assert taken[0] == "行政复议"
    assert taken[1] == "全年受理行政复议案件70件，审结63件；"
    assert taken[2] == f"（一）健全机制第1。{PLAIN}"
    assert taken[3].startswith("（一）健全机制第1。")
    assert taken[4].startswith("一、推进第1项工作")
    assert taken[5].startswith("云岭区2023年度")
    assert all(len(a) < len(b) for a, b in itertools.pairwise(taken))
    assert pane.floating.isVisible()
    for expected in reversed(taken[:-1]):
        QTest.keyClick(pane.view, Qt.Key.Key_F8, SHIFT)
        assert words(pane) == expected
    QTest.keyClick(pane.view, Qt.Key.Key_F8, SHIFT)
    assert words(pane) == ""


def test_after_f8_arrows_extend_until_esc(pane: Pane) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start + 1))
    QTest.keyClick(pane.view, Qt.Key.Key_F8)
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert words(pane) == "行政复议案"
    QTest.keyClick(pane.view, Qt.Key.Key_Right, CONTROL)
    assert words(pane) == "行政复议案件"
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert words(pane) == "行政复议案件"
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert words(pane) == ""


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Period, Qt.KeyboardModifier.NoModifier, "行政复议案件7"),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.NoModifier, "行政复议案"),
        (Qt.Key.Key_Greater, SHIFT, "政复议案件"),
        (Qt.Key.Key_Less, SHIFT, "理行政复议案件"),
        (Qt.Key.Key_Down, ALT | SHIFT, "行政复议案件70件，审结63件；"),
        (Qt.Key.Key_Up, CONTROL | ALT | SHIFT, "全年受理行政复议案件"),
        (Qt.Key.Key_Left, ALT | SHIFT, "行政复议"),
        (Qt.Key.Key_Right, CONTROL | ALT | SHIFT, "案件"),
    ],
)
def test_an_end_of_the_selection_moves_by_character_word_and_sentence(
    pane: Pane, key: Qt.Key, modifiers: Qt.KeyboardModifier, expected: str
) -> None:
    start = place(pane, "行政复议案件")
    pane.select(Span(start, start + 6))
    QTest.keyClick(pane.view, key, modifiers)
    assert words(pane) == expected


def test_quick_presses_move_the_active_mark_once(pane: Pane, qtbot: QtBot) -> None:
    one = mark(pane, "行政复议")
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    moved: list[object] = []
    pane.span_moved.connect(lambda id_, span: moved.append((id_, span)))
    for _ in range(3):
        QTest.keyClick(pane.view, Qt.Key.Key_Period)
    assert moved == []
    with qtbot.waitSignal(pane.span_moved):
        pass
    assert one.span is not None
    assert moved == [(one.id, Span(one.span.start, one.span.end + 3))]


def test_another_key_settles_a_move_by_keys_first(pane: Pane) -> None:
    one = mark(pane, "行政复议")
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    moved: list[object] = []
    pane.span_moved.connect(lambda _, span: moved.append(span))
    pane.command.connect(moved.append)
    QTest.keyClick(pane.view, Qt.Key.Key_Period)
    QTest.keyClick(pane.view, Qt.Key.Key_T)
    assert one.span is not None
    assert moved == [Span(one.span.start, one.span.end + 1), "palette"]


def test_esc_takes_a_move_by_keys_back(pane: Pane, qtbot: QtBot) -> None:
    one = mark(pane, "行政复议")
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    with qtbot.assertNotEmitted(pane.span_moved, wait=700):
        QTest.keyClick(pane.view, Qt.Key.Key_Period)
        QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    placed = pane.view.index[one.id]
    assert placed is not None
    assert placed.mark.span == one.span
    assert pane.view.active == one.id


def test_the_caret_is_seen_while_the_text_has_the_keyboard(pane: Pane, qtbot: QtBot) -> None:
    start = place(pane, "行政复议案件")
    QTest.mouseClick(pane.view.viewport(), LEFT, pos=point_of(pane, start))
    pane.activateWindow()
    qtbot.waitUntil(pane.view.hasFocus)
    seen = pane.view.viewport().grab().toImage()
    rect = pane.view.cursorRect()
    columns = range(rect.x() - 1, rect.x() + 3)
    height = range(rect.top() + 3, rect.bottom() - 3)
    assert any(all(seen.pixelColor(x, y).lightness() < 60 for y in height) for x in columns)


def test_long_reports_select_to_their_end(open_pane: Opener) -> None:
    pane = open_pane(content(long_text(4)))
    pane.view.setFocus()
    QTest.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    span = pane.selection()
    assert span is not None
    assert pane.content is not None
    text = pane.content.text
    assert span == Span(text.index("云岭区2023"), text.index("10日\n") + 3)
    assert pane.view.places.marks_at(QPointF(0, 0)) == []


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_what_is_selected_comes_back_as_it_was_shown(pane: Pane, data: st.DataObject) -> None:
    assert pane.content is not None
    text = pane.content.text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    backwards = data.draw(st.booleans())
    shown = pane.view.display.display_range(Span(start, end))
    pane.clear_selection()
    pane.view.select(Span(start, end), backwards=backwards)
    found = pane.selection()
    if shown is None:
        assert found is None
        return
    assert found is not None
    assert Span(start, end).contains(found)
    assert pane.view.display.shows(found.start)
    assert pane.view.display.shows(found.end - 1)
    dropped = text[start : found.start] + text[found.end : end]
    hidden = "".join(span.of(text) for span in pane.content.furniture)
    assert not any(c.strip(" \n\u3000") and c not in hidden for c in dropped)
    pane.view.select(found, backwards=not backwards)
    assert pane.selection() == found


def test_going_to_the_next_mark_takes_the_caret_along(pane: Pane) -> None:
    one = mark(pane, "率先完成")
    pane.set_annotations([one])
    pane.next_annotation()
    assert one.span is not None
    assert pane.view.display.to_text(pane.view.textCursor().position()) == one.span.start
    QTest.keyClick(pane.view, Qt.Key.Key_F8)
    assert words(pane) == "率先"

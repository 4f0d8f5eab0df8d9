"""The handles at the ends of the active mark."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane
from app.ui.theme import Look
from ui.reader.showing import TOPIC, mark, point_of
from ui.reader.test_selecting import place, words

LEFT = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def one(pane: Pane) -> Mark:
    """An active mark on 行政复议案件 in the first paragraph that has it."""
    made = mark(pane, "行政复议案件")
    pane.set_annotations([made])
    pane.activate_annotation(made.id)
    QApplication.processEvents()
    return made


def knob(pane: Pane, *, of_start: bool) -> QPoint:
    knobs = pane.view.bounds.knobs()
    assert knobs is not None
    return (knobs[0] if of_start else knobs[1]).toPoint()


def hold(pane: Pane, *, of_start: bool) -> None:
    QTest.mousePress(pane.view.viewport(), LEFT, pos=knob(pane, of_start=of_start))


def pull(pane: Pane, to: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Move the held handle to the gap before a code point; the knob is off its line."""
    view = pane.view
    target = QPointF(point_of(pane, to)) + view.bounds._grip
    at = view.viewport().mapToGlobal(target)
    event = QMouseEvent(QEvent.Type.MouseMove, target, at, LEFT, LEFT, modifiers)
    QApplication.sendEvent(view.viewport(), event)


def let_go(pane: Pane) -> None:
    QTest.mouseRelease(pane.view.viewport(), LEFT, pos=QPoint(5, 5))


def shown(pane: Pane, one: Mark) -> str:
    placed = pane.view.index[one.id]
    assert placed is not None
    assert placed.mark.span is not None
    assert pane.content is not None
    return placed.mark.span.of(pane.content.text)


def test_a_drag_moves_the_end_by_words_and_asks_once(pane: Pane, one: Mark, qtbot: QtBot) -> None:
    assert one.span is not None
    asked: list[object] = []
    pane.span_moved.connect(lambda id_, span: asked.append((id_, span)))
    hold(pane, of_start=False)
    for to in (one.span.end + 2, one.span.end + 3, one.span.end + 6):
        pull(pane, to)
    assert shown(pane, one).startswith("行政复议案件70件，审结")
    assert asked == []
    pull(pane, one.span.end + 2)
    assert shown(pane, one) == "行政复议案件70"
    let_go(pane)
    assert asked == [(one.id, Span(one.span.start, one.span.end + 2))]
    assert words(pane) == ""


def test_the_start_is_moved_by_its_own_handle(pane: Pane, one: Mark, qtbot: QtBot) -> None:
    assert one.span is not None
    hold(pane, of_start=True)
    pull(pane, one.span.start - 4)
    assert shown(pane, one) == "全年受理行政复议案件"
    with qtbot.waitSignal(pane.span_moved) as moved:
        let_go(pane)
    assert moved.args == [one.id, Span(one.span.start - 4, one.span.end)]


@pytest.mark.parametrize("key", [ALT, Qt.KeyboardModifier.ControlModifier])
def test_with_alt_or_ctrl_it_moves_by_character(
    pane: Pane, one: Mark, key: Qt.KeyboardModifier
) -> None:
    assert one.span is not None
    hold(pane, of_start=False)
    pull(pane, one.span.end - 1, key)
    assert shown(pane, one) == "行政复议案"
    pane.view.bounds.cancel()


def test_the_ends_never_pass_each_other(pane: Pane, one: Mark) -> None:
    assert one.span is not None
    hold(pane, of_start=False)
    pull(pane, one.span.start - 20)
    assert shown(pane, one) == "行政复议"
    pull(pane, one.span.start - 20, ALT)
    assert shown(pane, one) == "行"
    pane.view.bounds.cancel()
    hold(pane, of_start=True)
    pull(pane, one.span.end + 20)
    assert shown(pane, one) == "案件"


def test_esc_lets_go_and_changes_nothing(pane: Pane, one: Mark, qtbot: QtBot) -> None:
    assert one.span is not None
    with qtbot.assertNotEmitted(pane.span_moved):
        hold(pane, of_start=False)
        pull(pane, one.span.end + 6)
        QTest.keyClick(pane.view, Qt.Key.Key_Escape)
        assert shown(pane, one) == "行政复议案件"
        pull(pane, one.span.end + 9)
        let_go(pane)
    assert pane.view.active == one.id


def test_a_handle_put_back_asks_for_nothing(pane: Pane, one: Mark, qtbot: QtBot) -> None:
    assert one.span is not None
    with qtbot.assertNotEmitted(pane.span_moved):
        hold(pane, of_start=False)
        pull(pane, one.span.end + 6)
        pull(pane, one.span.end)
        let_go(pane)


def test_a_mark_can_be_drawn_over_several_paragraphs(pane: Pane, one: Mark, qtbot: QtBot) -> None:
    assert one.span is not None
    hold(pane, of_start=False)
    pull(pane, place(pane, "推进第2项工作"))
    with qtbot.waitSignal(pane.span_moved) as moved:
        let_go(pane)
    span: Span = moved.args[1]
    assert pane.content is not None
    assert span.of(pane.content.text).count("\n") == 4
    # 二、 is a word of its own by the rule of thumb, so the end lies before the heading.
    assert span.end >= place(pane, "二、推进") - 1


def test_a_drag_beyond_the_edge_scrolls(pane: Pane, one: Mark) -> None:
    view = pane.view
    hold(pane, of_start=False)
    below = QPointF(80, view.viewport().height() + 30)
    at = view.viewport().mapToGlobal(below)
    event = QMouseEvent(QEvent.Type.MouseMove, below, at, LEFT, LEFT, NONE)
    QApplication.sendEvent(view.viewport(), event)
    before, length = view.bar.value(), len(shown(pane, one))
    for _ in range(6):
        view.bounds._scroll.scroll()
    assert view.bar.value() > before
    assert len(shown(pane, one)) > length
    let_go(pane)
    assert not view.bounds._scroll.is_active


def test_a_handle_takes_the_mouse_in_ten_pixels_and_shows_it(pane: Pane, one: Mark) -> None:
    view = pane.view
    for of_start in (True, False):
        centre = knob(pane, of_start=of_start)
        for dx, dy in ((-5, 0), (5, 0), (0, -5), (0, 5)):
            assert view.bounds.end_at(QPointF(centre + QPoint(dx, dy))) is of_start
    QTest.mouseMove(view.viewport(), knob(pane, of_start=False))
    assert view.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(view.viewport(), QPoint(200, 500))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


@pytest.mark.parametrize("theme", ["light", "dark", "eyecare", "contrast"])
def test_the_handles_have_the_colour_of_the_tag_in_every_theme(
    pane: Pane, one: Mark, look: Look, theme: str
) -> None:
    look.set_theme(theme)
    QApplication.processEvents()
    image = pane.view.viewport().grab().toImage()
    for of_start in (True, False):
        assert image.pixelColor(knob(pane, of_start=of_start)) == look.tag(TOPIC.colour).line


def test_only_a_passage_that_may_be_changed_has_handles(pane: Pane, one: Mark) -> None:
    view = pane.view
    assert view.bounds.stems() is not None
    view.bounds.can_move = False
    assert view.bounds.stems() is None
    view.bounds.can_move = True
    heading = Mark(one.id, one.span, Scope.SECTION, one.tags)
    pane.set_annotations([heading])
    assert view.bounds.stems() is None
    pane.activate_annotation(None)
    assert view.bounds.stems() is None


def test_while_something_is_selected_there_are_no_handles(pane: Pane, one: Mark) -> None:
    at = knob(pane, of_start=True)
    ink = pane.look.tag(TOPIC.colour).line
    assert pane.view.viewport().grab().toImage().pixelColor(at) == ink
    start = place(pane, "率先完成")
    pane.select(Span(start, start + 4))
    QApplication.processEvents()
    assert pane.view.bounds.end_at(QPointF(at)) is None
    assert pane.view.viewport().grab().toImage().pixelColor(at) != ink
    pane.clear_selection()
    assert pane.view.bounds.end_at(QPointF(at)) is True


def test_the_tool_tip_names_the_new_ends(
    pane: Pane, one: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    assert one.span is not None
    monkeypatch.setattr(
        "app.ui.reader.bounds.QToolTip.showText", lambda _at, words, _w: said.append(words)
    )
    hold(pane, of_start=False)
    pull(pane, one.span.end + 3)
    assert said[-1] == "“行政复议案件70件”，9 字"
    pull(pane, one.span.end + 60)
    assert said[-1].startswith("“行政复议案件70件，审结…")
    let_go(pane)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.booleans(), st.lists(st.integers(-60, 240), min_size=1, max_size=4), st.booleans())
def test_whatever_the_drag_the_mark_stays_a_passage_between_words(
    pane: Pane, of_start: bool, ways: list[int], freely: bool
) -> None:
    one = mark(pane, "行政复议案件")
    pane.view.bounds.cancel()
    pane.view.bar.setValue(0)
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    assert one.span is not None
    assert pane.content is not None
    text = pane.content.text
    hold(pane, of_start=of_start)
    for way in ways:
        pull(pane, min(len(text) - 40, max(40, one.span.start + way)), ALT if freely else NONE)
        placed = pane.view.index[one.id]
        assert placed is not None
        span = placed.mark.span
        assert span is not None
        assert (span.end == one.span.end) if of_start else (span.start == one.span.start)
        assert span.of(text).strip(" \n\u3000") == span.of(text)
        assert len(span) > 0
        if not freely:
            moved = span.start if of_start else span.end
            assert pane.view.units.nearest_edge(moved) == moved
    asked: list[Span] = []
    pane.span_moved.connect(lambda _, span: asked.append(span))
    let_go(pane)
    assert asked == ([span] if span != one.span else [])
    pane.span_moved.disconnect()

"""Back and forward in a pane, what counts as read, and the header above the text."""

from __future__ import annotations

import itertools
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.domain.report import ReadingStatus
from app.ui.reader.having_read import NEAR, TICKS, HavingRead, joined
from app.ui.reader.header import PaneHeader
from app.ui.reader.pane import Pane
from app.ui.reader.trail import STAY_S, Stop, Trail
from app.ui.theme import Look
from ui.reader.conftest import Opener
from ui.reader.showing import content

REPORT, OTHER = uuid4(), uuid4()
NAMES = {
    ReadingStatus.UNREAD: "未读",
    ReadingStatus.READING: "在读",
    ReadingStatus.READ: "已阅",
    ReadingStatus.DOUBTFUL: "存疑",
}


class Hours:
    """A clock in which nobody ever hurries."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 3600
        return self.now


def stop(place: int, report: object = REPORT) -> Stop:
    return Stop(report, (place, 0))  # type: ignore[arg-type]


def test_a_trail_goes_back_to_where_each_jump_began() -> None:
    trail = Trail(Hours())
    trail.jump(stop(5), stop(100))
    trail.jump(stop(120), stop(300))
    assert trail.step(stop(333), -1) == stop(120)
    assert trail.step(stop(120), -1) == stop(5)
    assert trail.step(stop(5), -1) is None
    assert trail.step(stop(5), 1) == stop(120)
    assert trail.step(stop(120), 1) == stop(333)
    assert not trail.can_go_forward


def test_a_new_jump_forgets_what_lay_ahead() -> None:
    trail = Trail(Hours())
    trail.jump(stop(0), stop(100))
    trail.step(stop(100), -1)
    trail.jump(stop(0), stop(200))
    assert not trail.can_go_forward
    assert trail.step(stop(200), -1) == stop(0)


def test_places_passed_through_at_once_are_no_stops() -> None:
    times = iter([0.0, 10.0, 10.0 + STAY_S / 2, 10.0 + STAY_S * 0.9, 30.0])
    trail = Trail(lambda: next(times))
    trail.jump(stop(0), stop(100))
    trail.jump(stop(100), stop(200))
    trail.jump(stop(200), stop(300))
    trail.jump(stop(300), stop(400))
    assert trail.step(stop(400), -1) == stop(100)


def test_a_removed_report_is_left_out_of_the_trail() -> None:
    trail = Trail(Hours())
    trail.jump(stop(0), stop(1, OTHER))
    trail.jump(stop(1, OTHER), stop(2))
    trail.forget(OTHER)  # type: ignore[arg-type]
    assert trail.step(stop(2), -1) == stop(0)


def test_going_back_returns_to_the_line_that_was_read(pane: Pane) -> None:
    pane.travel.trail.clock = Hours()
    pane.view.bar.setValue(90)
    before = pane.reading_position()
    pane.go_to_section(12)
    pane.go_to_section(20)
    assert pane.sticky.back_button.isEnabled()
    assert not pane.sticky.forward_button.isEnabled()
    QTest.mouseClick(pane.sticky.back_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pane.sticky.back_button, Qt.MouseButton.LeftButton)
    assert pane.reading_position() == before
    assert not pane.sticky.back_button.isEnabled()
    QTest.mouseClick(pane.sticky.forward_button, Qt.MouseButton.LeftButton)
    assert pane.current_section() == 12


def test_the_side_buttons_of_the_mouse_go_back_and_forward(pane: Pane) -> None:
    pane.go_to_section(12)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(60, 60))
    assert pane.view.bar.value() == 0
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.ForwardButton, pos=QPoint(60, 60))
    assert pane.current_section() == 12


def test_a_passage_in_view_is_no_journey(pane: Pane) -> None:
    assert pane.content is not None
    start = pane.content.text.index("𠮷祥街道")
    pane.scroll_to(Span(start, start + 4))
    assert not pane.travel.trail.can_go_back


def test_another_report_in_the_pane_is_a_stop_of_its_own(pane: Pane, qtbot: QtBot) -> None:
    first = pane.content
    assert first is not None
    pane.go_to_section(12)
    pane.show_report(content())
    with qtbot.waitSignal(pane.travel.elsewhere) as wished:
        pane.travel.back()
    there: Stop = wished.args[0]
    assert there.report == first.report.id


# --- what counts as read ---------------------------------------------------------------


def look_long(pane: Pane) -> None:
    """Stay at one place for as long as reading takes."""
    for _ in range(TICKS):
        pane.read.tick()


@pytest.fixture
def driven(pane: Pane, qtbot: QtBot) -> Pane:
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.read.set_driven(True)
    return pane


def test_what_stayed_on_screen_is_read_and_nothing_else(driven: Pane) -> None:
    look_long(driven)
    first = driven.read.share()
    assert 0 < first < 0.5
    driven.view.bar.setValue(driven.view.bar.maximum())
    driven.read.tick()
    assert driven.read.share() == first
    look_long(driven)
    assert first < driven.read.share() < 1
    assert driven.read.is_at_end


def test_a_text_read_screen_by_screen_is_read_whole(driven: Pane) -> None:
    bar = driven.view.bar
    while True:
        look_long(driven)
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + bar.pageStep() - driven.view.measures.line)
    assert driven.read.share() == 1
    assert driven.header.facts() == "重庆 · 区县 · 已读 100%"


def test_a_pane_carried_along_by_another_is_not_read(driven: Pane) -> None:
    driven.read.set_driven(False)
    driven.view.bar.setValue(driven.view.bar.maximum())
    look_long(driven)
    assert driven.read.share() == 0


def test_turning_the_wheel_over_a_pane_means_reading_it(driven: Pane) -> None:
    driven.read.set_driven(False)
    driven.view.driven.emit(False)
    look_long(driven)
    assert driven.read.share() > 0


def test_what_was_read_before_counts_again(open_pane: Opener) -> None:
    shows = replace(content(), seen=((0, 200), (400, 500)))
    pane = open_pane(shows)
    assert list(pane.read.seen) == [(0, 200), (400, 500)]
    part = open_pane(replace(content(), progress=0.5)).read.share()
    assert abs(part - 0.5) < 0.01


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=12))
def test_joined_parts_are_sorted_apart_and_lose_nothing(parts: list[tuple[int, int]]) -> None:
    whole = joined(parts)
    assert whole == sorted(whole)
    assert all(b[0] - a[1] > NEAR for a, b in itertools.pairwise(whole))
    for start, end in parts:
        assert start >= end or any(a <= start and end <= b for a, b in whole)
    assert joined([*whole, *parts]) == whole


def test_watching_stops_by_itself(driven: Pane) -> None:
    reading: HavingRead = driven.read
    look_long(driven)
    reading.tick()
    assert not reading._timer.isActive()


# --- the header ------------------------------------------------------------------------


@pytest.fixture
def header(qtbot: QtBot, look: Look) -> PaneHeader:
    header = PaneHeader(look, None)  # type: ignore[arg-type]
    qtbot.addWidget(header)
    header.show_report("云岭区 2023", "重庆 · 区县")
    header.set_status(ReadingStatus.READING, NAMES)
    header.set_progress(0.48)
    header.resize(700, 36)
    header.show()
    return header


def test_a_narrow_header_gives_up_what_says_least(header: PaneHeader) -> None:
    said: list[tuple[str, str, str]] = []
    for width in (700, 415, 380, 270):
        header.resize(width, 36)
        buttons = header.status_chip, header.cards_button
        said.append((header.shown_facts, *(b.text() for b in buttons)))  # type: ignore[arg-type]
        assert header.close_button.geometry().right() <= width
        assert header.done_button.isHidden()
    assert said == [
        ("重庆 · 区县 · 已读 48%", "在读", "批注卡"),
        ("已读 48%", "在读", ""),
        ("已读 48%", "", ""),
        ("", "", ""),
    ]
    assert header.status_chip.accessibleName() == "审阅状态：在读"
    assert header.outline_button.accessibleName() == "目录"


def test_at_the_end_the_header_offers_to_mark_the_report_as_read(
    header: PaneHeader, qtbot: QtBot
) -> None:
    assert header.done_button.isHidden()
    header.set_progress(0.97, at_end=True)
    assert header.done_button.isVisible()
    with qtbot.waitSignal(header.status_wished) as wished:
        header.done_button.click()
    assert wished.args == [ReadingStatus.READ]
    header.set_status(ReadingStatus.READ, NAMES)
    assert header.done_button.isHidden()


def test_a_long_name_is_cut_before_the_offer_gives_way(header: PaneHeader) -> None:
    header.show_report("临江高新技术产业开发区 2023", "江西 · 功能区")
    header.set_progress(0.9, at_end=True)
    seen: list[bool] = []
    for width in (700, 490, 400, 270):
        header.resize(width, 36)
        seen.append(header.done_button.isVisible())
        assert header.close_button.geometry().right() <= width
    assert seen == [True, True, True, False]


def test_the_status_menu_names_the_four_and_ticks_the_present_one(
    header: PaneHeader, qtbot: QtBot
) -> None:
    menu = QMenu()
    header.fill_status_menu(menu)
    assert [(a.text(), a.isChecked()) for a in menu.actions()] == [
        ("未读", False), ("在读", True), ("已阅", False), ("存疑", False),
    ]  # fmt: skip
    with qtbot.waitSignal(header.status_wished) as wished:
        menu.actions()[3].trigger()
    assert wished.args == [ReadingStatus.DOUBTFUL]


def test_dragging_the_header_drags_the_pane(header: PaneHeader, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(header.drag_wished):
        QTest.mousePress(header, left, pos=QPoint(20, 20))
        QTest.mouseMove(header, QPoint(60, 20))
    with qtbot.assertNotEmitted(header.drag_wished):
        QTest.mouseMove(header, QPoint(90, 20))
        QTest.mouseRelease(header, left, pos=QPoint(90, 20))

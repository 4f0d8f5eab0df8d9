"""Moving through a report: sections, zoom, finding, wheel, positions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import Span
from app.text.understand import understand
from app.ui.reader.content import PaneContent
from app.ui.reader.header import StickyHeading
from app.ui.reader.pane import Pane
from app.ui.reader.scrolling import step_unit
from app.ui.reader.typesetting import LARGEST_MEASURE
from app.ui.theme import Look
from ui.reader.conftest import Opener
from ui.reader.showing import content, long_text, point_of

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def wheel(pane: Pane, notches: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    port = pane.view.viewport()
    at = QPointF(50, 50)
    event = QWheelEvent(
        at, port.mapToGlobal(at), QPoint(0, 0), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def test_the_section_path_follows_the_scroll(pane: Pane, qtbot: QtBot) -> None:
    assert pane.sticky.path == (pane.content.report.title,) if pane.content else False
    with qtbot.waitSignal(pane.section_changed) as changed:
        pane.go_to_section(5)
    assert changed.args == [5]
    assert pane.sticky.path == ("三、推进第3项工作", "（一）健全机制第3")
    pane.go_to_section(4)
    assert pane.current_section() == 4
    assert pane.sticky.path == ("三、推进第3项工作",)


def test_a_long_section_path_is_cut_in_its_outer_parts(qtbot: QtBot, look: Look) -> None:
    sticky = StickyHeading(look, None)  # type: ignore[arg-type]
    qtbot.addWidget(sticky)
    sticky.set_path(("四、持续推进依法行政和政府职能转变", "（二）复议应诉工作持续加强"))
    full = sticky.shown(2000)
    assert full == "四、持续推进依法行政和政府职能转变  ›  （二）复议应诉工作持续加强"
    short = sticky.shown(300)
    assert short.startswith("四、…")
    assert short.endswith("（二）复议应诉工作持续加强")
    assert look.width(short, 13) <= 300


def test_ctrl_and_arrows_go_from_section_to_section(pane: Pane) -> None:
    for expected in (0, 1, 2):
        QTest.keyClick(pane.view, Qt.Key.Key_Down, CTRL)
        assert pane.current_section() == expected
    QTest.keyClick(pane.view, Qt.Key.Key_Up, CTRL)
    assert pane.current_section() == 1


def test_zoom_keeps_the_line_being_read(pane: Pane) -> None:
    pane.go_to_section(9)
    place, pixels = pane.reading_position()
    for percent in (150, 300, 60, 100):
        pane.set_zoom(percent)
        assert pane.reading_position() == (place, pixels)
        top = pane.view.y_of_line((place, pixels))
        assert abs(top - pane.view.bar.value()) <= 1


def test_a_narrower_pane_keeps_the_line_being_read(pane: Pane) -> None:
    pane.go_to_section(9)
    place, _ = pane.reading_position()
    heading = pane.section_y(9) - pane.view.bar.value()
    for width in (560, 430, 380, 900, 620):
        pane.resize(width, 640)
        QApplication.processEvents()
        assert pane.reading_position()[0] == place
    assert abs(pane.section_y(9) - pane.view.bar.value() - heading) <= 1


def test_a_reading_position_survives_closing(open_pane: Opener) -> None:
    first = open_pane()
    first.go_to_section(7)
    kept = first.reading_position()
    second = open_pane(width=460)
    second.restore(kept)
    assert second.reading_position() == kept
    assert second.current_section() == 7


def test_a_wide_pane_keeps_a_readable_measure(open_pane: Opener) -> None:
    pane = open_pane(width=1400)
    port = pane.view.viewport().geometry()
    assert port.width() <= (LARGEST_MEASURE + 1) * pane.view.measures.px
    left, right = port.left(), pane.view.width() - port.right()
    assert abs(left - right) < 40


def test_the_line_height_is_fixed_whatever_the_font(pane: Pane) -> None:
    block = pane.view.display.block_of(long_text().index("全年受理"))
    layout = pane.view.places.text_layout(block)
    steps = {
        round(layout.lineAt(k + 1).y() - layout.lineAt(k).y())
        for k in range(layout.lineCount() - 1)
    }
    assert steps == {28}


def test_finding_counts_every_occurrence(pane: Pane) -> None:
    assert pane.content is not None
    expected = pane.content.text.count("行政复议")
    assert pane.find("行政复议") == expected
    assert len(pane.view.hits) == expected
    assert pane.find("没有这个词") == 0


@pytest.mark.parametrize("typed", ["MIXED 中english", "ｍｉｘｅｄ　中English"])
def test_finding_does_not_mind_case_and_width(pane: Pane, typed: str) -> None:
    assert pane.find(typed) == 1


def test_what_is_hidden_is_not_found(pane: Pane) -> None:
    assert pane.find("政务公开") == 0
    pane.set_show_furniture(True)
    assert pane.find("政务公开") == 1


def test_the_find_bar_counts_and_steps(pane: Pane, qtbot: QtBot) -> None:
    QTest.keyClick(pane.view, Qt.Key.Key_F, CTRL)
    assert pane.find_bar.isVisible()
    pane.find_bar.field.setText("出具法律意见书")
    qtbot.waitUntil(lambda: bool(pane.view.hits))
    total = len(pane.view.hits)
    assert pane.find_bar.count.text() == f"第 1 处，共 {total} 处"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == f"第 2 处，共 {total} 处"
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, shift)
    QTest.keyClick(pane.view, Qt.Key.Key_F3, shift)
    assert pane.find_bar.count.text() == f"第 {total} 处，共 {total} 处"
    current = pane.view.current_hit
    assert current is not None
    y = pane.view.places.y_of(current[0]) - pane.view.bar.value()
    assert 0 <= y <= pane.view.viewport().height()
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.view.hits == []


def test_a_wheel_notch_moves_three_lines(pane: Pane) -> None:
    wheel(pane, -1)
    assert pane.view.bar.value() == 3 * pane.view.measures.line


def test_the_wheel_glides_and_ends_at_its_place(pane: Pane, qtbot: QtBot) -> None:
    pane.view.glide.is_instant = False
    wheel(pane, -1)
    wheel(pane, -1)
    assert pane.view.bar.value() < 6 * pane.view.measures.line
    qtbot.waitUntil(lambda: not pane.view.glide.is_active)
    assert pane.view.bar.value() == 6 * pane.view.measures.line


def test_ctrl_and_wheel_ask_for_zoom(pane: Pane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.zoom_wished) as wished:
        wheel(pane, 1, CTRL)
    assert wished.args == [1]
    assert pane.view.bar.value() == 0


@pytest.mark.parametrize(("ratio", "unit"), [(1, 1), (1.25, 4), (1.5, 2), (1.75, 4), (2, 1)])
def test_scroll_steps_are_whole_device_pixels(ratio: float, unit: int) -> None:
    assert step_unit(ratio) == unit


def test_furniture_is_shown_on_wish_and_the_place_is_kept(pane: Pane) -> None:
    pane.go_to_section(6)
    place, _ = pane.reading_position()
    pane.set_show_furniture(True)
    assert pane.view.toPlainText().startswith("首页 > 政务公开")
    assert pane.reading_position()[0] == place


def test_a_passage_is_brought_into_view(pane: Pane) -> None:
    assert pane.content is not None
    start = pane.content.text.rindex("审结63件")
    pane.scroll_to(Span(start, start + 4), flash=True)
    assert pane.view.viewport().rect().contains(point_of(pane, start))
    assert pane.view.flashed is not None


def test_cards_are_shown_by_width_unless_it_was_decided(open_pane: Opener) -> None:
    def opened(cards: bool | None, width: int) -> bool:
        return open_pane(content(cards=cards), width=width).view.cards_shown

    assert [opened(None, 800), opened(None, 460), opened(True, 460)] == [True, False, True]


def test_the_card_switch_tells_the_window(pane: Pane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.cards_toggled) as toggled:
        pane.header.cards_button.click()
    assert toggled.args == [True]
    assert pane.view.cards.isVisible()


def test_clicking_a_pane_activates_it(pane: Pane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.activated):
        QTest.mouseClick(pane.header, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


def test_escape_takes_away_what_the_search_of_all_reports_has_boxed(pane: Pane) -> None:
    assert pane.content is not None
    pane.set_hits([Span(0, 2), Span(6, 8)])
    assert pane.finding.hits
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert pane.finding.hits == []


def test_everything_has_a_name_for_a_screen_reader(pane: Pane) -> None:
    assert pane.view.accessibleName() == "正文：云岭区2023年度法治政府建设情况报告"
    header = pane.header
    named = (
        header.outline_button, header.cards_button, header.more_button, header.close_button,
        pane.view.gutter, pane.view.cards, pane.view.bar, pane.sticky, pane.floating,
    )  # fmt: skip
    assert all(widget.accessibleName() for widget in named)


def test_real_reports_are_shown_whole(open_pane: Opener, real_reports: dict[str, Path]) -> None:
    for path in real_reports.values():
        text = path.read_text(encoding="utf-8")
        parsed = understand(text, file_name=path.name, file_sha256="", media_type="text/plain")
        report = builders.report(text, title=parsed.metadata.title.value or "")
        pane = open_pane(
            PaneContent(report, text, parsed.sections, parsed.furniture, parsed.body, "题")
        )
        shown = {c for p in pane.view.display.paragraphs for c in range(p.span.start, p.span.end)}
        hidden = {c for f in parsed.furniture for c in range(f.start, f.end)}
        for place in range(parsed.body.start, parsed.body.end):
            assert place in shown or place in hidden or text[place].isspace()

"""Marks in the text, in the gutter, on cards and in the overview."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import uuid4

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.ui.reader.document import DisplayMap, paragraphs_of
from app.ui.reader.gutter import GUTTER
from app.ui.reader.marks import Mark, MarkIndex
from app.ui.reader.pane import Pane
from app.ui.theme import THEMES, Look
from ui.reader.showing import (
    DOUBT,
    GOOD,
    PLAIN,
    TOPIC,
    band_box,
    click,
    has_colour,
    long_text,
    mark,
    point_of,
    shown,
)

LEFT = Qt.MouseButton.LeftButton


def test_a_mark_is_filled_where_it_lies_and_nowhere_else(pane: Pane, look: Look) -> None:
    one = mark(pane, "行政复议案件70件")
    assert one.span is not None
    before = shown(pane)
    pane.set_annotations([one])
    after = shown(pane)
    fill = look.tag("teal").fill
    x, y, width, height = band_box(pane, one.span)
    assert not has_colour(before, fill, (x, y, width, height))
    assert after.pixelColor(x + 1, y + 1) == fill
    assert after.pixelColor(x + width - 2, y + 1) == fill
    assert not has_colour(after, fill, (x + width + 1, y, 60, height))
    assert not has_colour(after, fill, (x, y + 2 * height, width, height))


def test_every_theme_shows_marks_in_its_own_colours(pane: Pane, look: Look) -> None:
    one = mark(pane, "行政复议案件70件")
    assert one.span is not None
    pane.set_annotations([one])
    for theme in THEMES:
        look.set_theme(theme)
        box = band_box(pane, one.span)
        assert has_colour(shown(pane), look.tag("teal").fill, box), theme


def test_the_shortest_mark_gives_the_fill(pane: Pane, look: Look) -> None:
    outer = mark(pane, "全年受理行政复议案件70件，审结63件")
    inner = mark(pane, "行政复议", DOUBT)
    assert inner.span is not None
    pane.set_annotations([outer, inner])
    image, (x, y, width, height) = shown(pane), band_box(pane, inner.span)
    amber, teal = look.tag("amber").fill, look.tag("teal").fill
    assert has_colour(image, amber, (x, y, width, height))
    assert not has_colour(image, teal, (x, y, width, height))
    assert has_colour(image, teal, (x - 16, y, 16, height))


def test_overlapping_marks_have_lanes_of_their_own(pane: Pane, look: Look) -> None:
    outer = mark(pane, "全年受理行政复议案件70件，审结63件")
    inner = mark(pane, "行政复议", DOUBT)
    assert inner.span is not None
    pane.set_annotations([inner, outer])
    x, y, width, height = band_box(pane, inner.span)
    image = shown(pane)
    lanes = (x, y + height, width, 8)
    assert has_colour(image, look.tag("teal").line, lanes)
    assert has_colour(image, look.tag("amber").line, lanes)


def test_no_two_overlapping_marks_share_a_lane_whatever_was_added_or_removed() -> None:
    text = long_text()
    display = DisplayMap(text, paragraphs_of(text, (), (), ""))
    chance = Random(7)

    def some() -> Mark:
        start = chance.randrange(len(text) - 90)
        return Mark(uuid4(), Span(start, start + chance.randrange(2, 90)), tags=(TOPIC,))

    index = MarkIndex(display)
    index.set_all([some() for _ in range(60)])
    for _ in range(60):
        index.put(some())
        index.remove(chance.choice(index.ordered).mark.id)
        moved = chance.choice(index.ordered).mark
        index.put(replace(moved, span=some().span))
    starts = [(p.start, -p.end) for p in index.ordered]
    assert starts == sorted(starts)
    for k, a in enumerate(index.ordered):
        for b in index.ordered[k + 1 :]:
            assert a.end <= b.start or a.lane != b.lane
    in_blocks = {id(p) for n in range(len(display.paragraphs)) for p in index.in_block(n)}
    assert in_blocks == {id(p) for p in index.ordered}


def test_one_added_mark_looks_like_a_fresh_opening(pane: Pane) -> None:
    marks = [mark(pane, "行政复议"), mark(pane, "出具法律意见书", DOUBT, comment="核对")]
    pane.set_annotations(marks[:1])
    shown(pane)
    pane.update_marks(marks[1:])
    grown = shown(pane)
    pane.set_annotations(marks)
    assert grown == shown(pane)
    pane.update_marks([], [marks[1].id])
    pane.set_annotations(marks[:1])
    assert [p.mark for p in pane.view.index.ordered] == marks[:1]


def test_hovering_raises_one_mark_and_fades_the_others(pane: Pane, look: Look) -> None:
    one, other = mark(pane, "行政复议"), mark(pane, "率先完成改革", GOOD)
    assert one.span is not None
    assert other.span is not None
    pane.set_annotations([one, other])
    QTest.mouseMove(pane.view.viewport(), point_of(pane, one.span.start + 1))
    assert pane.view.hovered == one.id
    image = shown(pane)
    assert has_colour(image, look.tag("teal").strong, band_box(pane, one.span))
    assert not has_colour(image, look.tag("green").fill, band_box(pane, other.span))


def test_a_click_activates_the_shortest_mark_and_a_second_one_goes_deeper(
    pane: Pane, qtbot: QtBot
) -> None:
    outer = mark(pane, "全年受理行政复议案件70件，审结63件")
    inner = mark(pane, "行政复议", DOUBT)
    assert inner.span is not None
    pane.set_annotations([outer, inner])
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        click(pane, inner.span.start + 1)
    assert chosen.args == [inner.id]
    qtbot.wait(450)  # longer than a double click
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        click(pane, inner.span.start + 1)
    assert chosen.args == [outer.id]


def test_tab_brings_the_next_overlapping_mark_forward(pane: Pane, qtbot: QtBot) -> None:
    outer = mark(pane, "全年受理行政复议案件70件，审结63件")
    inner = mark(pane, "行政复议", DOUBT)
    pane.set_annotations([outer, inner])
    pane.activate_annotation(inner.id)
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        QTest.keyClick(pane.view, Qt.Key.Key_Tab)
    assert chosen.args == [outer.id]


def test_next_and_previous_go_through_the_marks_in_text_order(pane: Pane) -> None:
    marks = [mark(pane, "审结63件", nth=k) for k in (9, 0, 4)]
    pane.set_annotations(marks)
    seen = []
    for _ in range(4):
        pane.next_annotation()
        seen.append(pane.active_annotation())
    assert seen == [marks[1].id, marks[2].id, marks[0].id, marks[0].id]
    pane.previous_annotation()
    assert pane.active_annotation() == marks[2].id


def test_the_gutter_has_a_bar_and_a_sign_for_a_comment(pane: Pane, look: Look) -> None:
    quiet, said = mark(pane, "率先完成改革"), mark(pane, "出具法律意见书", DOUBT, comment="核对")
    assert said.span is not None
    pane.set_annotations([quiet, said])
    image = pane.view.gutter.grab().toImage()
    _, y, _, height = band_box(pane, said.span)
    assert has_colour(image, look.tag("amber").line, (GUTTER - 7, y, 6, height))
    assert has_colour(image, look.tag("amber").line, (0, y, 12, height))
    assert not has_colour(image, look.tag("teal").line, (0, 0, 12, image.height()))


def test_more_than_three_layers_are_counted_in_the_gutter(pane: Pane) -> None:
    words = "全年受理行政复议案件70件"
    pane.set_annotations([mark(pane, words[k:]) for k in range(5)])
    assert pane.content is not None
    block = pane.view.display.block_of(pane.content.text.index(words))
    assert [n for _, n in pane.view.places.geometry_of(block).deeper] == [2]


def test_the_overview_has_a_tick_where_a_mark_is(pane: Pane, look: Look, qtbot: QtBot) -> None:
    last = mark(pane, "云岭区人民政府")
    pane.set_annotations([last])
    colour = look.tag("teal").line

    def drawn() -> QImage:
        return pane.view.bar.grab().toImage()

    def is_ticked() -> bool:
        image = drawn()
        half = image.height() // 2
        return has_colour(image, colour, (0, half, image.width(), half))

    qtbot.waitUntil(is_ticked)
    image = drawn()
    half = image.height() // 2
    assert not has_colour(image, colour, (0, 0, image.width(), half))


def test_the_text_selection_is_painted_over_the_marks(pane: Pane, look: Look) -> None:
    one = mark(pane, "行政复议案件70件")
    assert one.span is not None
    pane.set_annotations([one])
    pane.select(one.span)
    x, y, _, _ = band_box(pane, one.span)
    assert shown(pane).pixelColor(x + 2, y + 2) == look.textSelection


def test_a_mark_in_hidden_furniture_is_kept_for_when_it_is_shown(pane: Pane) -> None:
    one = mark(pane, "政务公开")
    pane.set_annotations([one])
    assert pane.view.index[one.id] is None
    pane.set_show_furniture(True)
    assert pane.view.index[one.id] is not None
    pane.set_show_furniture(False)
    assert [m.id for m in pane.view.index.marks] == [one.id]


def test_a_mark_on_the_whole_report_is_not_drawn(pane: Pane) -> None:
    pane.set_annotations([Mark(uuid4(), None, tags=(TOPIC,))])
    assert pane.view.index.ordered == []


def test_the_plain_sentence_of_these_tests_fills_several_lines(pane: Pane) -> None:
    one = mark(pane, PLAIN)
    pane.set_annotations([one])
    placed = pane.view.index[one.id]
    assert placed is not None
    assert len(pane.view.places.rects(placed.start, placed.end)) > 1


def test_a_tip_names_tags_reviewer_and_comment_of_every_mark_here(pane: Pane) -> None:
    outer = mark(pane, "全年受理行政复议案件70件，审结63件", comment="长" * 200)
    inner = mark(pane, "行政复议", replace(DOUBT, code="V4"), GOOD)
    assert inner.span is not None
    pane.set_annotations([outer, inner])
    x, y, _, _ = band_box(pane, inner.span)
    marks = pane.view.places.marks_at(QPointF(x + 3, y + 5 + pane.view.bar.value()))
    inner_words, outer_words = pane.view.words_of(marks).split("\n\n")
    assert inner_words == "V4 数据存疑、亮点 · 审阅甲"
    assert outer_words == "行政复议 · 审阅甲\n" + "长" * 120 + "…"

"""Marks on a section and on the whole report: a sign and a card, no band over the text."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.ui.reader.geometry import Bar
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane
from ui.reader.conftest import Opener
from ui.reader.showing import DOUBT, TOPIC, band_box, content, has_colour, mark, shown

LEFT = Qt.MouseButton.LeftButton


def of_report(*, comment: str = "缺少第一责任人履职情况") -> Mark:
    return Mark(uuid4(), None, Scope.REPORT, (DOUBT,), comment, "审阅甲")


def of_section(pane: Pane) -> Mark:
    assert pane.content is not None
    return replace(mark(pane, "一、推进第1项工作"), scope=Scope.SECTION)


def bars_of_first(pane: Pane) -> list[Bar]:
    pane.view.places.tops()  # lays the text out
    return pane.view.places.geometry_of(0).bars


def gutter_colour(pane: Pane, y: int, name: str) -> bool:
    image = pane.view.gutter.grab().toImage()
    return has_colour(image, pane.look.tag(name).line, (0, y - 6, 14, 12))


def test_a_mark_on_the_report_stands_at_its_top(pane: Pane, qtbot: QtBot) -> None:
    one = of_report()
    pane.set_annotations([one, mark(pane, "率先完成")])
    placed = pane.view.index[one.id]
    assert placed is not None
    assert (placed.start, placed.end) == (0, 0)
    assert pane.view.index.ordered[0] is placed
    bars = bars_of_first(pane)
    assert [bar.placed for bar in bars] == [placed]
    assert gutter_colour(pane, round(bars[0].first_line), DOUBT.colour)
    assert pane.view.places.geometry_of(0).bands == []
    top = pane.view.places.tops()[0] - pane.view.bar.value()
    at = QPoint(6, round(top + bars[0].first_line))
    with qtbot.waitSignal(pane.annotation_activated) as activated:
        QTest.mouseClick(pane.view.gutter, LEFT, pos=at)
    assert activated.args == [one.id]
    assert pane.popover.isVisible()


def test_it_has_a_card_at_the_top_even_without_a_comment(open_pane: Opener) -> None:
    pane = open_pane(content(cards=True), width=760)
    one = of_report(comment="")
    pane.set_annotations([mark(pane, "率先完成", comment="亮点"), one])
    QApplication.processEvents()
    cards = pane.view.cards.arranged(0, 600)
    assert next(placed.mark.id for placed, _ in cards) == one.id
    assert cards[0][1].top() < cards[1][1].top()


def test_going_to_it_goes_to_the_top(pane: Pane) -> None:
    one = of_report()
    pane.set_annotations([one])
    pane.view.bar.setValue(pane.view.bar.maximum())
    pane.activate_annotation(one.id)
    assert pane.view.bar.value() == 0
    pane.view.bar.setValue(pane.view.bar.maximum())
    pane.activate_annotation(None)
    pane.previous_annotation()
    assert pane.view.active == one.id


def test_it_comes_and_goes_with_single_changes(pane: Pane) -> None:
    one = of_report()
    pane.update_marks([one])
    assert bars_of_first(pane)
    pane.update_marks([replace(one, comment="另说")])
    assert len(bars_of_first(pane)) == 1
    pane.update_marks([], [one.id])
    assert bars_of_first(pane) == []


def test_a_mark_on_a_section_leaves_its_heading_bare(pane: Pane) -> None:
    one = of_section(pane)
    pane.set_annotations([one])
    assert one.span is not None
    box = band_box(pane, one.span)
    image = shown(pane)
    assert not has_colour(image, pane.look.tag(TOPIC.colour).fill, box)
    x, y, width, height = box
    assert has_colour(image, pane.look.tag(TOPIC.colour).line, (x, y + height, width, 4))
    assert gutter_colour(pane, y + height // 2, TOPIC.colour)
    passage = mark(pane, "推进第1项", DOUBT)
    pane.update_marks([passage])
    assert passage.span is not None
    fill = pane.look.tag(DOUBT.colour).fill
    assert has_colour(shown(pane), fill, band_box(pane, passage.span))


def test_the_section_of_the_caret_is_meant_while_it_is_in_sight(pane: Pane) -> None:
    assert pane.content is not None
    text = pane.content.text
    place = text.index("健全机制第2")
    pane.select(Span(place, place))
    here = pane.section_at(place)
    assert pane.content.sections[here].heading == "健全机制第2"
    cursor = pane.view.textCursor()
    cursor.setPosition(pane.view.display.to_display(place))
    pane.view.setTextCursor(cursor)
    assert pane.section_here() == here
    pane.view.bar.setValue(pane.view.bar.maximum())
    assert pane.section_here() == pane.current_section()
    assert pane.section_at(0) == -1

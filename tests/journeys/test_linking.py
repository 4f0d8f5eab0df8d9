"""Links between passages, through the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.anchor import Span
from app.domain.filters import Standing
from app.domain.link import Link, LinkKind
from app.ui.annotations.filter_bar import Criteria
from app.ui.links.link_popover import LinkPopover
from app.ui.links.link_strip import LinkLine
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.ui.reader.thread_card import ThreadCard
from app.workspace.linking import Passage
from app.workspace.samples import sample_files
from app.workspace.workspace import Workspace
from journeys.gestures import import_files, key, press, select, wait_until

Starter = Callable[..., MainWindow]
HERE, THERE = "全年新收行政复议申请86件", "全年新收行政复议申请63件"


@pytest.fixture
def window(start: Starter) -> MainWindow:
    """Two reports of the same place beside each other, both at their top."""
    made = start()
    import_files(made, sample_files())
    workspace = made.workspace
    assert workspace is not None
    for one in list(made.reading.area.open):
        made.reading.area.close_pane(one)
    for number, title in enumerate(("云岭区2023", "云岭区2022")):
        made.reading.open_report(workspace.reporting.resolve(title).id, beside=number > 0)
    QApplication.processEvents()
    return made


def panes(window: MainWindow) -> tuple[OpenReport, OpenReport]:
    first, second = window.reading.area.open
    return first, second


def opened(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def links(window: MainWindow) -> list[Link]:
    return opened(window).library.links()


def popover(window: MainWindow) -> LinkPopover | None:
    return next((p for p in window.findChildren(LinkPopover) if p.isVisible()), None)


def choose(window: MainWindow, pressed: str) -> None:
    panel = popover(window)
    assert panel is not None
    QTest.keyClick(panel, pressed)


def span_of(one: OpenReport, words: str) -> Span:
    text = one.pane.content.text if one.pane.content else ""
    return Span(text.index(words), text.index(words) + len(words))


def test_two_presses_and_a_number_link_two_passages(window: MainWindow) -> None:
    first, second = panes(window)
    select(first, HERE)
    key(first, "l")
    assert HERE in window.linker.bar.words.text()
    assert window.linker.bar.isVisible()
    select(second, THERE)
    key(second, "l")
    choose(window, "3")
    (made,) = links(window)
    assert made.kind is LinkKind.COPIED
    library = opened(window).library
    ends = [library.annotation(end) for end in (made.origin, made.target)]
    assert [a.report for a in ends] == [first.id, second.id]
    assert [a.anchor.span for a in ends if a.anchor] == [
        span_of(first, HERE),
        span_of(second, THERE),
    ]
    assert not window.linker.bar.isVisible()
    assert second.pane.active_annotation() == made.target
    assert made.target in second.pane.view.links
    window.commands.trigger("undo")
    assert links(window) == []
    assert made.origin not in first.pane.view.links
    window.commands.trigger("redo")
    assert links(window) == [made]


def test_escape_gives_a_link_under_way_up(window: MainWindow) -> None:
    first, _ = panes(window)
    select(first, HERE)
    first.pane.floating.hide()
    key(first, "l")
    key(first, Qt.Key.Key_Escape)
    assert not window.linker.bar.isVisible()
    assert window.linker.origin is None


def test_a_passage_is_not_linked_to_itself(window: MainWindow) -> None:
    first, _ = panes(window)
    select(first, HERE)
    key(first, "l")
    key(first, "l")
    assert popover(window) is None
    assert "不能链接到它自己" in window.status.said.text()


def test_the_active_marks_of_two_panes_are_linked_at_once(window: MainWindow) -> None:
    first, second = panes(window)
    annotating = opened(window).annotating
    here = annotating.highlight(first.id, span_of(first, HERE))
    there = annotating.highlight(second.id, span_of(second, THERE))
    first.pane.activate_annotation(here.id)
    second.pane.activate_annotation(there.id)
    second.pane.setFocus()
    key(second, "l")
    choose(window, "2")
    (made,) = links(window)
    assert (made.origin, made.target, made.kind) == (here.id, there.id, LinkKind.CONTRADICTS)


def test_the_direction_is_turned_and_a_note_is_kept(window: MainWindow) -> None:
    first, second = panes(window)
    select(first, HERE)
    key(first, "l")
    select(second, THERE)
    key(second, "l")
    panel = popover(window)
    assert panel is not None
    panel.note.setText("一字不差")
    choose(window, "x")
    choose(window, "3")
    (made,) = links(window)
    assert opened(window).library.annotation(made.origin).report == second.id
    assert made.comment == "一字不差"


def test_going_along_a_link_brings_both_ends_to_one_height(window: MainWindow) -> None:
    first, second = panes(window)
    workspace = opened(window)
    made = workspace.linking.link(
        Passage(first.id, span_of(first, HERE)), Passage(second.id, span_of(second, THERE)),
        LinkKind.SAME,
    )  # fmt: skip
    window.reading.area.close_pane(second)
    first.pane.activate_annotation(made.origin, show=False)
    first.pane.view.bar.setValue(0)
    first.pane.setFocus()
    key(first, "g")
    wait_until(lambda: len(window.reading.area.open) == 2)
    other = window.reading.area.open[1]
    assert other.id == second.id
    assert other.pane.active_annotation() == made.target

    def height(one: OpenReport, words: str) -> float:
        view = one.pane.view
        unit = view.display.to_display(span_of(one, words).start)
        return view.places.y_of(unit) - view.bar.value()

    wait_until(lambda: abs(height(first, HERE) - height(other, THERE)) < 30)
    QApplication.processEvents()
    assert abs(height(first, HERE) - height(other, THERE)) < 30


def test_linked_annotations_are_listed_with_what_they_are_linked_to(window: MainWindow) -> None:
    first, second = panes(window)
    workspace = opened(window)
    workspace.annotating.highlight(first.id, span_of(first, "坚持学法制度"))
    made = workspace.linking.link(
        Passage(first.id, span_of(first, HERE)), Passage(second.id, span_of(second, THERE)),
        LinkKind.COPIED,
    )  # fmt: skip
    window.reading.area.activate(first)
    window.reading.right.show_page(1)
    dock = window.right_pages.annotations
    assert len(dock.model.rows) == 2
    dock.bar.set_criteria(Criteria(standings=(Standing.LINKED,)))
    assert [row.annotation.id for row in dock.model.rows] == [made.origin]
    dock.view.setCurrentIndex(dock.model.index(0))
    (line,) = [shown for shown in window.findChildren(LinkLine) if shown.isVisible()]
    assert line.text().startswith("抄自 云岭区 2022")
    assert THERE in line.toolTip()
    press(line)
    assert window.reading.area.active is second
    workspace.linking.delete([made.id])
    assert dock.model.rows == []
    assert not [shown for shown in window.findChildren(LinkLine) if shown.isVisible()]


def test_several_links_are_offered_as_a_menu(window: MainWindow) -> None:
    first, second = panes(window)
    linking = opened(window).linking
    origin = Passage(first.id, span_of(first, HERE))
    made = [
        linking.link(origin, Passage(second.id, Span(at, at + 9)), LinkKind.SAME)
        for at in (200, 300)
    ]
    first.pane.activate_annotation(made[0].origin)
    first.pane.setFocus()
    key(first, "g")
    menu = next(m for m in window.findChildren(QMenu) if m.isVisible())
    assert len(menu.actions()) == 2
    menu.actions()[1].trigger()
    menu.close()
    assert second.pane.active_annotation() == made[1].target


def test_the_menu_of_the_text_offers_links_in_words(window: MainWindow) -> None:
    first, second = panes(window)
    select(first, HERE)
    menu = QMenu(window)
    window.pane_menus.fill_context(menu, first)
    words = {action.text().partition("\t")[0]: action for action in menu.actions()}
    words["以此为链接起点"].trigger()
    select(second, THERE)
    menu = QMenu(window)
    window.reading.area.activate(second)
    window.pane_menus.fill_context(menu, second)
    words = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert "改以此为链接起点" in words
    words["与链接起点相连…"].trigger()
    choose(window, "1")
    assert len(links(window)) == 1


def test_with_four_panes_the_other_end_never_takes_the_place_of_this_one(
    window: MainWindow,
) -> None:
    workspace = opened(window)
    reports = workspace.library.reports()
    for report in reports:
        if window.reading.area.find(report.id) is None and len(window.reading.area.open) < 4:
            window.reading.area.activate(window.reading.area.open[-1])
            window.reading.open_report(report.id, beside=True)
    here = window.reading.area.open[-1]
    (missing,) = {r.id for r in reports} - {one.id for one in window.reading.area.open}
    made = workspace.linking.link(
        Passage(here.id, Span(100, 120)), Passage(missing, Span(100, 120)), LinkKind.SAME
    )
    window.reading.area.activate(here)
    window.linker.follow_from(made.origin)
    assert here.id == workspace.library.annotation(made.origin).report
    assert window.reading.area.find(missing) is not None
    assert len(window.reading.area.open) == 4


def test_the_sign_in_the_gutter_goes_along_and_tells_the_other_end(window: MainWindow) -> None:
    first, second = panes(window)
    workspace = opened(window)
    made = workspace.linking.link(
        Passage(first.id, span_of(first, HERE)), Passage(second.id, span_of(second, THERE)),
        LinkKind.ANSWERS,
    )  # fmt: skip
    view = first.pane.view
    view.glide.is_instant = True
    first.pane.scroll_to(span_of(first, HERE))
    QApplication.processEvents()
    placed = view.index[made.origin]
    assert placed is not None
    line = view.places.rects(placed.start, placed.start + 1)[0]
    heights = range(int(line.top()), int(line.bottom()) + 16)
    gutter, bar = view.gutter, view.bar.value()
    hit = next(y for y in heights if gutter._link_at(QPointF(6, y - bar)) == made.origin)
    assert THERE in window.linker.words_of(made.origin)
    press(gutter, QPoint(6, hit - bar))
    assert window.reading.area.active is second
    assert second.pane.active_annotation() == made.target


def test_the_card_of_a_linked_mark_leads_to_the_other_end(window: MainWindow) -> None:
    first, second = panes(window)
    workspace = opened(window)
    here = workspace.annotating.highlight(first.id, span_of(first, HERE), (), "数字可疑")
    made = workspace.linking.link(
        here.id, Passage(second.id, span_of(second, THERE)), LinkKind.CONTRADICTS
    )
    first.pane.set_cards(True)
    first.pane.activate_annotation(here.id)
    wait_until(lambda: any(card.isVisible() for card in first.pane.findChildren(ThreadCard)))
    card = next(card for card in first.pane.findChildren(ThreadCard) if card.isVisible())
    assert card.link_button.isVisible()
    assert THERE in card.link_button.toolTip()
    press(card.link_button)
    assert second.pane.active_annotation() == made.target
    workspace.linking.delete([made.id])
    assert not card.link_button.isVisible()

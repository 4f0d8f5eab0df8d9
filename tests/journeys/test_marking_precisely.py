"""Marking precisely: words, handles, joining and sections, through the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.domain.annotation import Annotation, Scope
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.workspace.samples import sample_files
from journeys.gestures import import_files, key, select, wait_until
from ui.reader.showing import click
from ui.reader.test_handles import hold, let_go, pull

Starter = Callable[..., MainWindow]
PASSAGE = "全年新收行政复议申请86件"


@pytest.fixture
def window(start: Starter) -> MainWindow:
    window = start()
    import_files(window, sample_files())
    return window


@pytest.fixture
def one(window: MainWindow) -> OpenReport:
    """The sample report that has the passage."""
    workspace = window.workspace
    assert workspace is not None
    reports = [line.report.id for line in window.reading.library.model.lines]
    report = next(r for r in reports if PASSAGE in workspace.library.text(r))
    opened = window.reading.open_report(report)
    assert opened is not None
    opened.pane.view.glide.is_instant = True
    opened.pane.setFocus()
    QApplication.processEvents()
    return opened


def annotations(window: MainWindow, one: OpenReport) -> list[Annotation]:
    assert window.workspace is not None
    return window.workspace.annotating.of_report(one.id)


def quotes(window: MainWindow, one: OpenReport) -> list[str]:
    return [a.anchor.quote.exact for a in annotations(window, one) if a.anchor]


def undo(window: MainWindow) -> None:
    window.commands.trigger("undo")
    QApplication.processEvents()


def test_the_words_of_an_opened_report_are_found_and_kept(
    window: MainWindow, one: OpenReport
) -> None:
    workspace = window.workspace
    assert workspace is not None
    wait_until(lambda: workspace.words.ends(one.id) is not None)
    text = workspace.library.text(one.id)
    select(one, PASSAGE)  # brings it into view
    click(one.pane, text.index(PASSAGE) + PASSAGE.index("复议"), 2)
    span = one.pane.selection()
    assert span is not None
    assert span.of(text) == "行政复议"


def test_a_handle_dragged_is_one_step_that_can_be_undone(
    window: MainWindow, one: OpenReport
) -> None:
    select(one, "行政复议申请86件")
    key(one, "1")
    text = one.pane.content.text if one.pane.content else ""
    end = text.index("行政复议申请86件") + len("行政复议申请86件")
    hold(one.pane, of_start=False)
    for to in (end + 1, end + 3, end - 3):
        pull(one.pane, to)
    let_go(one.pane)
    assert quotes(window, one) == ["行政复议申请"]
    undo(window)
    assert quotes(window, one) == ["行政复议申请86件"]
    undo(window)
    assert quotes(window, one) == []


def test_keys_move_an_end_by_characters_in_one_step(window: MainWindow, one: OpenReport) -> None:
    select(one, "行政复议申请86件")
    key(one, "1")
    for _ in range(3):
        key(one, Qt.Key.Key_Comma)
    assert quotes(window, one) == ["行政复议申请86件"]
    wait_until(lambda: quotes(window, one) == ["行政复议申请"])
    undo(window)
    assert quotes(window, one) == ["行政复议申请86件"]


def test_undo_and_closing_wait_for_a_move_by_keys(window: MainWindow, one: OpenReport) -> None:
    select(one, "行政复议申请86件")
    key(one, "1")
    key(one, Qt.Key.Key_Comma)
    undo(window)
    assert quotes(window, one) == ["行政复议申请86件"]
    window.commands.trigger("redo")
    assert quotes(window, one) == ["行政复议申请86"]
    key(one, Qt.Key.Key_Comma)
    window.reading.opening.settle()
    assert quotes(window, one) == ["行政复议申请8"]


def test_the_same_passage_is_marked_once_and_gets_further_tags(
    window: MainWindow, one: OpenReport
) -> None:
    for slot in ("1", "1", "4"):
        select(one, PASSAGE)
        key(one, slot)
    [only] = annotations(window, one)
    assert len(only.tags) == 2
    assert one.pane.active_annotation() == only.id
    assert not one.pane.join_bar.is_open


def test_marks_that_meet_are_joined_by_enter_and_parted_by_undo(
    window: MainWindow, one: OpenReport
) -> None:
    select(one, "全年新收行政复议")
    key(one, "1")
    assert not one.pane.join_bar.is_open
    select(one, "复议申请86件")
    key(one, "1")
    assert one.pane.join_bar.is_open
    key(one, Qt.Key.Key_Return)
    assert quotes(window, one) == [PASSAGE]
    assert not one.pane.join_bar.is_open
    undo(window)
    assert quotes(window, one) == ["全年新收行政复议", "复议申请86件"]


def test_esc_or_anything_else_leaves_them_apart(window: MainWindow, one: OpenReport) -> None:
    for ends_with in (Qt.Key.Key_Escape, Qt.Key.Key_BracketLeft):
        select(one, "全年新收行政复议")
        key(one, "1")
        select(one, "申请86件")
        key(one, "1")
        assert one.pane.join_bar.is_open
        key(one, ends_with)
        assert not one.pane.join_bar.is_open
        assert len(annotations(window, one)) == 2
        undo(window)
        undo(window)


def test_a_mark_moved_away_is_no_longer_asked_about(window: MainWindow, one: OpenReport) -> None:
    select(one, "全年新收行政复议")
    key(one, "1")
    select(one, "申请86件")
    key(one, "1")
    assert one.pane.join_bar.is_open
    key(one, Qt.Key.Key_Greater, Qt.KeyboardModifier.ShiftModifier)
    window.reading.opening.settle()
    assert quotes(window, one) == ["全年新收行政复议", "请86件"]
    assert not one.pane.join_bar.is_open


def test_a_section_is_annotated_from_its_menu_once(window: MainWindow, one: OpenReport) -> None:
    text = one.pane.content.text if one.pane.content else ""
    select(one, PASSAGE)
    section = one.pane.section_at(text.index(PASSAGE))
    menu = QMenu(window)
    window.pane_menus.fill_context(menu, one, section)
    own = next(m for m in menu.findChildren(QMenu) if "本章节" in m.title())
    assert one.sections[section].heading[:6] in own.title()
    for _ in range(2):
        own.actions()[0].trigger()
        QApplication.processEvents()
        one.pane.take_focus()
    [made] = annotations(window, one)
    assert made.scope is Scope.SECTION
    assert made.anchor is not None
    assert made.anchor.span.start == one.sections[section].span.start
    own.actions()[2].trigger()
    span = one.pane.selection()
    assert span is not None
    assert one.sections[section].span.contains(span)


def test_a_section_is_tagged_from_the_outline(window: MainWindow, one: OpenReport) -> None:
    number = window.reading.outline.headings()[2]
    menu = QMenu(window)
    window.reading.counterparts.fill_menu(menu, one, number)
    window.reading.counterparts.menu_opening.emit(menu, one, number)
    tag = next(a for a in menu.actions() if a.text() == "给本章节加标签…")
    tag.trigger()
    wait_until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "V1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: any(a.tags for a in annotations(window, one)))
    [made] = annotations(window, one)
    assert made.scope is Scope.SECTION
    assert len(made.tags) == 1
    assert made.anchor is not None
    assert made.anchor.span.start == one.sections[number].span.start


def test_a_remark_on_the_whole_report_stands_at_its_top(
    window: MainWindow, one: OpenReport
) -> None:
    select(one, PASSAGE)
    window.reading.commands.annotate_report("报送超过 3 月 1 日")
    QApplication.processEvents()
    assert one.pane.view.bar.value() == 0
    [made] = annotations(window, one)
    assert one.pane.active_annotation() == made.id
    one.pane.take_focus()
    key(one, "4")
    assert len(annotations(window, one)[0].tags) == 1

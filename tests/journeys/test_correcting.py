"""Outline and page furniture corrected by mouse and keys, in the window, on the sample library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.anchor import Span
from app.ui.library.outline_dock import NUMBER_ROLE, judge_box
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.ui.reader.document import Role
from journeys.gestures import key, press, select, wait_until

Starter = Callable[..., MainWindow]


def opened(start: Starter, title: str) -> tuple[MainWindow, OpenReport]:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: window.status.said.text().startswith("示例库已备好"))
    line = next(n for n in window.reading.library.model.lines if title in n.report.title)
    one = window.reading.open_report(line.report.id)
    assert one is not None
    wait_until(lambda: bool(window.reading.outline.headings()))
    return window, one


def names(one: OpenReport) -> list[tuple[int, str]]:
    return [(s.level, s.label + s.heading) for s in one.sections]


def choose(window: MainWindow, number: int) -> None:
    """Go to a heading of the outline."""
    outline = window.reading.outline
    item = outline._items[number]
    outline.tree.setCurrentIndex(item.index())
    outline.tree.setFocus()


def item(menu: QMenu, words: str) -> None:
    """Choose what a menu (or one below it) says."""
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            for inner in below.actions():
                if inner.text().split("\t")[0] == words:
                    inner.trigger()
                    return
        elif action.text().split("\t")[0] == words:
            action.trigger()
            return
    raise AssertionError(words)


def test_a_heading_is_demoted_by_key_and_nothing_else_moves(start: Starter) -> None:
    window, one = opened(start, "云岭区2023")
    text = one.pane.content.text if one.pane.content else ""
    span = Span(text.index("2023年"), text.index("2023年") + 5)
    one.pane.view.glide.is_instant = True
    one.pane.scroll_to(one.sections[-3].span)
    one.pane.select(span)
    marks = len(one.pane.view.index.marks)
    before = names(one)
    number = [k for k, s in enumerate(one.sections) if s.level == 1][1]
    choose(window, number)
    here = one.pane.reading_position()
    tree = window.reading.outline.tree
    QTest.keyClick(tree, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert names(one)[number][0] == 2
    assert one.pane.selection() == span
    assert one.pane.reading_position() == here
    assert len(one.pane.view.index.marks) == marks
    assert tree.currentIndex().data(NUMBER_ROLE) is not None
    level = next(p.level for p in one.pane.view.display.paragraphs
                 if p.span.start == one.sections[number].span.start)  # fmt: skip
    assert level == 2
    window.reverse("undo")
    wait_until(lambda: names(one) == before)
    choose(window, number)
    modifiers = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(tree, Qt.Key.Key_Right, modifiers)  # as in Word
    assert names(one)[number][0] == 2


def test_a_line_becomes_a_heading_by_key_and_none_by_the_menu(start: Starter) -> None:
    window, one = opened(start, "云岭区2023")
    text = one.pane.content.text if one.pane.content else ""
    inside = next(s for s in one.sections if s.level == 2)
    line = text.index("\n", inside.heading_end) + 1
    words = text[line : line + 8].strip()
    select(one, words)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    key(one, Qt.Key.Key_3, modifiers)
    made = next(s for s in one.sections if s.span.start == text.index(words))
    assert made.level == 3
    tip = window.reading.outline._items[one.sections.index(made)].toolTip()
    assert tip.endswith("您改的")
    menu = QMenu()
    window.pane_menus.fill_context(menu, one, place=made.span.start)
    item(menu, "不是标题")
    assert made.heading not in [s.heading for s in one.sections]


def test_furniture_comes_back_with_one_press_and_goes_again(start: Starter) -> None:
    _, one = opened(start, "临江")
    hidden = one.pane.content.furniture if one.pane.content else ()
    one.pane.toggle_furniture(True)
    QApplication.processEvents()
    buttons = [b for b in one.pane.furniture._buttons if b.isVisible()]
    assert buttons
    assert buttons[0].accessibleName().startswith("恢复为正文：")
    press(buttons[0])
    assert one.pane.content
    assert one.pane.content.body.start == 0
    shown = one.pane.view.display.paragraphs[0]
    assert shown.role is not Role.FURNITURE
    one.pane.view.put_caret(shown.span.start)
    for _ in range(2):
        one.pane.view.put_caret(one.pane.view.display.paragraphs[0].span.start)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    one.pane.take_focus()
    one.pane.select(Span(hidden[0].start, hidden[0].end - 1))
    key(one, Qt.Key.Key_H, modifiers)
    assert one.pane.content.furniture == hidden
    one.pane.toggle_furniture(False)
    assert one.pane.view.display.paragraphs[0].span.start >= hidden[0].end


def test_an_uncertain_heading_is_answered_with_one_click(start: Starter) -> None:
    window, one = opened(start, "云岭区2023")
    workspace = window.workspace
    assert workspace is not None

    sections = list(one.sections)
    sections[1] = replace(sections[1], confidence=0.5)
    outline = window.reading.outline
    one.sections = tuple(sections)
    outline.show_sections(sections)
    tree = outline.tree
    index = outline._items[1].index()
    row = tree.visualRect(index)
    whole = QRectF(0, row.y(), tree.viewport().width(), row.height())
    press(tree.viewport(), judge_box(tree.look, whole, 1).center().toPoint())
    assert sections[1].heading not in [s.heading for s in one.sections]
    window.reverse("undo")
    wait_until(lambda: len(one.sections) == len(sections))
    assert sections[1].heading in [s.heading for s in one.sections]
    outline.show_sections(sections)
    heard: list[tuple[int, bool]] = []
    outline.judged.connect(lambda number, yes: heard.append((number, yes)))
    press(tree.viewport(), judge_box(tree.look, whole, 0).center().toPoint())
    assert heard == [(1, True)]


def test_the_outline_keeps_what_was_folded(start: Starter) -> None:
    window, one = opened(start, "云岭区2023")
    outline = window.reading.outline
    first = outline._items[0]
    assert first.hasChildren()
    outline.tree.collapse(first.index())
    last = [k for k, s in enumerate(one.sections) if s.level == 1][-1]
    choose(window, last)
    QTest.keyClick(outline.tree, Qt.Key.Key_Delete)
    assert outline.closed() == [0]

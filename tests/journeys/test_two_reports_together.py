"""Two real reports read together: ten passages, six tags, three comments, two ends moved.

All of it is undone and redone, and every passage is found again in the list, in the
table and by searching. By mouse, as a new user would; test_by_keyboard does it without.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from journeys.conftest import Starter
from journeys.gestures import CONTROL, import_files, key, press, press_row, wait_until

PICTURES = os.environ.get("PIYUE_PICTURES")
"""A folder to put pictures of the stages into, for whoever wants to look."""


def look_at(window: MainWindow, name: str) -> None:
    if PICTURES:
        QApplication.processEvents()
        window.grab().save(str(Path(PICTURES) / f"{name}.png"))


def passages(one: OpenReport, count: int) -> list[Span]:
    """Sentences well apart in a report, each of which occurs only once."""
    text = one.pane.content.text if one.pane.content else ""
    found = [m.span(1) for m in re.finditer(r"[。；]([^。；\n]{14,40}[。；])", text)]
    unique = [Span(a, b) for a, b in found if text.count(text[a:b]) == 1]
    step = max(1, len(unique) // count)
    return unique[::step][:count]


def pull(one: OpenReport, span: Span) -> None:
    """Select a passage with the mouse, from its first character to its last."""
    from ui.reader.showing import drag

    one.pane.view.glide.is_instant = True
    one.pane.scroll_to(span)
    QApplication.processEvents()
    drag(one.pane, span.start, span.end)


def state(window: MainWindow) -> list[tuple[object, ...]]:
    assert window.workspace is not None
    return [(a.report, a.anchor, a.tags, a.comment) for a in window.workspace.library.annotations()]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["small", "large"])
def test_two_real_reports_are_read_together(
    start: Starter, real_reports: dict[str, Path], size: tuple[int, int]
) -> None:
    window = start(width=size[0], height=size[1])
    import_files(window, [real_reports["000"], real_reports["001"]])
    look_at(window, f"{size[0]}_imported")
    press_row(window, 0)
    press_row(window, 1, Qt.MouseButton.MiddleButton)
    left, right = window.reading.area.open
    wait_until(lambda: bool(window.workspace and window.workspace.words.ends(right.id)))

    marked: list[tuple[OpenReport, Span]] = []
    for number in range(10):
        one = (left, right)[number % 2]
        window.reading.area.activate(one)
        span = passages(one, 5)[number // 2]
        pull(one, span)
        key(one, str(number % 6 + 1))
        marked.append((one, span))
        if number < 3:
            key(one, "c")
            editor = QApplication.focusWidget()
            assert editor is not None
            QTest.keyClicks(editor, f"remark {number}")
            QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
        if number in {4, 7}:
            # The end is moved on by a word, with the handle of the active mark.
            key(
                one,
                Qt.Key.Key_Right,
                Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
            )
        if number == 7:
            look_at(window, f"{size[0]}_marking")
    QTest.keyClick(left.pane.view, Qt.Key.Key_Escape)
    workspace = window.workspace
    assert workspace is not None
    wait_until(lambda: len({tags for *_, tags, _ in state(window)}) == 6)
    look_at(window, f"{size[0]}_marked")
    done = state(window)
    assert len(done) == 10
    assert sum(bool(comment) for *_, comment in done) == 3
    moved = {span for _, span in marked} - {anchor.span for _, anchor, *_ in done if anchor}  # type: ignore[attr-defined]
    assert len(moved) == 2

    steps = 0
    while state(window):
        QTest.keyClick(window, "z", CONTROL)
        steps += 1
        assert steps < 40
    for _ in range(steps):
        QTest.keyClick(window, "y", CONTROL)
    assert state(window) == done

    assert [len(workspace.annotating.of_report(one.id)) for one in (left, right)] == [5, 5]
    window.show_page("tables")
    page = window.tables_panel.page()
    wait_until(lambda: len(page.table.lines) == 10)  # type: ignore[attr-defined]
    look_at(window, f"{size[0]}_table")
    for _, span in marked[:2]:
        words = left.pane.content.text[span.start : span.end] if left.pane.content else ""
        other = right.pane.content.text[span.start : span.end] if right.pane.content else ""
        window.search((words if (left, span) in marked else other)[:12])
        found = window.search_panel.page()
        wait_until(lambda found=found: found.model.hit_count > 0)  # type: ignore[attr-defined]
    look_at(window, f"{size[0]}_search")
    window.show_page("reading")
    press(window.reading.right.segments[1], QPoint(8, 8))
    wait_until(lambda: window.right_pages.annotations is not None)
    look_at(window, f"{size[0]}_list")
    assert workspace.library.check() == []

"""The page of tables in the window: find, change many at once, undo, jump and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.ui.application import release_clipboard
from app.ui.main_window import MainWindow
from app.ui.tables.tables_page import TablesPage
from app.workspace.samples import sample_files
from journeys.gestures import CONTROL, import_files, press, wait_until

Starter = Callable[..., MainWindow]
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(start: Starter, qapp: QApplication) -> Iterator[MainWindow]:
    """The sample reports with five annotations in two of them."""
    window = start()
    import_files(window, sample_files())
    workspace = window.workspace
    assert workspace is not None
    tags = [workspace.tagging.find(code) for code in ("G1", "V2", "E1")]
    for number, report in enumerate(workspace.library.reports()[:2]):
        text = workspace.library.text(report.id)
        for n in range(3 - number):
            start_at = text.index("。", 60 + 200 * n) + 1
            tag = tags[n]
            assert tag is not None
            workspace.annotating.highlight(report.id, Span(start_at, start_at + 12), [tag.id])
    yield window
    release_clipboard(qapp)


def tables(window: MainWindow) -> TablesPage:
    page = window.tables_panel.page()
    assert isinstance(page, TablesPage)
    return page


def tags_of(window: MainWindow) -> list[list[str]]:
    workspace = window.workspace
    assert workspace is not None
    found = workspace.library.annotations()
    return [[workspace.tagging.tag(t).code for t in a.tags] for a in found]


def test_all_of_it_by_keyboard(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    page = tables(window)
    view = page.part.view
    assert page.isVisible()
    assert view.hasFocus()
    assert page.part.count.text() == "5 条"
    before = tags_of(window)

    # Two rows, one more tag for both, taken back in one step.
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert page.part.bulk.count.text() == "已选 2 条"
    QTest.keyClick(view, Qt.Key.Key_T)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "V6")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert sum("V6" in codes for codes in tags_of(window)) == 2
    assert view.hasFocus(), "the palette gives the focus back"
    assert len(view.chosen()) == 2
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert tags_of(window) == before
    assert len(view.chosen()) == 2

    # Delete both, bring them back.
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert page.part.count.text() == "3 条"
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    assert page.part.count.text() == "5 条"

    # To the passage and back: the table is as it was.
    view.setCurrentIndex(page.part.model.index(3, 2))
    line = view.current_line()
    assert line is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    active = window.reading.area.active
    assert active is not None
    assert window.page == "reading"
    assert active.id == line.report
    assert active.pane.active_annotation() == line.id
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    assert view.current_line() == line
    assert view.hasFocus()


def test_an_annotation_made_while_reading_is_there_when_one_comes_back(
    window: MainWindow,
) -> None:
    window.show_page("tables")
    page = tables(window)
    window.show_page("reading")
    workspace = window.workspace
    assert workspace is not None
    report = workspace.library.reports()[0]
    workspace.annotating.annotate_report(report.id, [], "补一条")
    assert page.part.count.text() == "5 条"
    window.show_page("tables")
    assert page.part.count.text() == "6 条"


def test_what_is_copied_holds_quote_and_source(window: MainWindow) -> None:
    window.show_page("tables")
    view = tables(window).part.view
    view.selectRow(0)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    line = view.current_line()
    assert line is not None
    text = QGuiApplication.clipboard().text()
    assert text.startswith(line.quote)
    assert "年度·" in text
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text().count("\t") >= 18


def test_another_library_shows_its_own_annotations(window: MainWindow) -> None:
    window.show_page("tables")
    page = tables(window)
    window.libraries.open_sample()
    workspace = window.workspace
    assert workspace is not None
    wait_until(lambda: bool(workspace.library.annotations()) and not window.jobs.is_shown())
    window.show_page("tables")
    wait_until(lambda: len(page.table.lines) == len(workspace.library.annotations()))
    assert page.table.lines != []


def test_passages_of_one_tag_are_read_side_by_side(window: MainWindow) -> None:
    window.show_page("tables")
    page = tables(window)
    page.toggle_part("matrix")
    matrix = page.matrix
    row = next(k for k, r in enumerate(matrix.model.rows) if r.tag and r.tag.code == "V2")
    matrix.view.show_cell(row, matrix.model.columnCount() - 1)
    press(matrix.compare_button)
    shown = {one.id for one in window.reading.area.open}
    workspace = window.workspace
    assert workspace is not None
    v2 = workspace.tagging.find("V2")
    assert v2 is not None
    meant = [a for a in workspace.library.annotations() if v2.id in a.tags]
    assert shown == {a.report for a in meant}
    assert {one.pane.active_annotation() for one in window.reading.area.open} <= {
        *(a.id for a in meant),
        None,
    }

"""The main job, through the window: import, read side by side, mark, comment, find, come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.report import ReadingStatus
from app.paths import resource
from app.ui.main_window import MainWindow
from app.ui.panes import OpenReport
from app.workspace.samples import sample_files
from journeys.gestures import (
    CONTROL,
    close,
    import_files,
    key,
    press,
    press_row,
    press_word,
    select,
    sheet,
    wait_until,
)

Starter = Callable[..., MainWindow]
PASSAGE = "全年新收行政复议申请86件"


def report_row(window: MainWindow, file: str) -> int:
    lines = window.reading.library.model.lines
    return next(row for row, line in enumerate(lines) if line.report.file_name.startswith(file))


def active(window: MainWindow) -> OpenReport:
    one = window.reading.area.active
    assert one is not None
    return one


def annotations(window: MainWindow) -> list[str]:
    """Comment and tags of every annotation of the active report."""
    workspace = window.workspace
    assert workspace is not None
    return [
        f"{a.comment}|{','.join(workspace.tagging.tag(t).code for t in a.tags)}"
        for a in workspace.annotating.of_report(active(window).id)
    ]


@pytest.fixture
def window(start: Starter) -> MainWindow:
    """A library with the sample reports, the first of them open."""
    window = start()
    import_files(window, sample_files())
    return window


def test_a_first_start_shows_how_to_begin(start: Starter) -> None:
    window = start()
    assert window.pages.currentWidget() is window.empty
    assert not window.title_row.tabs["search"].isEnabled()
    assert window.workspace is not None
    assert window.workspace.library.path.exists()


def test_dropped_files_are_reviewed_before_they_are_stored(start: Starter) -> None:
    window = start()
    import_files(window, sample_files())
    wait_until(lambda: window.reading.area.active is not None)
    assert len(window.reading.library.model.lines) == len(sample_files())
    assert window.pages.currentWidget() is window.reading


def test_a_middle_click_opens_beside_and_a_click_replaces(window: MainWindow) -> None:
    area = window.reading.area
    press_row(window, report_row(window, "云岭区2022"))
    assert [one.report.year for one in area.open] == ["2022"]
    press_row(window, report_row(window, "云岭区2023"), Qt.MouseButton.MiddleButton)
    assert [one.report.year for one in area.open] == ["2022", "2023"]
    assert active(window).report.year == "2023"


def test_a_passage_is_marked_tagged_and_commented_by_keys(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    key(one, "h")
    assert len(annotations(window)) == 1
    key(one, "1")
    assert annotations(window) == ["|G1"]
    key(one, "c")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "86 - 79 = 7")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert annotations(window) == ["86 - 79 = 7|G1"]
    wait_until(lambda: "批注 1" in window.reading.right.segments[1].text())


def test_undo_and_redo_go_back_and_forth_through_everything(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    key(one, "1")
    key(one, "4")
    states = [annotations(window)]
    for _ in range(2):
        QTest.keyClick(window, "z", CONTROL)
        states.append(annotations(window))
    assert states == [["|G1,V1"], ["|G1"], []]
    for _ in range(2):
        QTest.keyClick(window, "y", CONTROL)
    assert annotations(window) == ["|G1,V1"]


def test_delete_removes_the_active_annotation(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    key(one, "1")
    key(one, Qt.Key.Key_Delete)
    assert annotations(window) == []


def test_the_palette_finds_a_tag_by_its_initials(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    workspace = window.workspace
    assert workspace is not None
    wait_until(lambda: not workspace.tagging.pinyin.lacking())  # the worker has found them
    key(one, "t")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "xzfy")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: annotations(window) == ["|G1"])


def test_a_search_leads_to_the_passage(window: MainWindow) -> None:
    field = window.title_row.field
    press(field)
    field.setText("行政复议申请")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page = window.search_panel.page()
    wait_until(lambda: page.model.hit_count > 0)  # type: ignore[attr-defined]
    view = page.view  # type: ignore[attr-defined]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.reading
    assert "行政复议申请" in (
        active(window).pane.content.text if active(window).pane.content else ""
    )


def test_the_name_is_asked_once_and_can_be_given(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    key(one, "h")
    assert window.name_bar.isVisible()
    window.name_bar.field.setText("审阅甲")
    press(window.name_bar.keep)
    assert not window.name_bar.isVisible()
    assert window.workspace is not None
    assert [r.name for r in window.workspace.annotating.reviewers()] == ["审阅甲"]
    key(one, "h")
    assert not window.name_bar.isVisible()


def test_a_new_start_shows_everything_as_it_was_left(window: MainWindow, start: Starter) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    press_row(window, report_row(window, "青溪市"), Qt.MouseButton.MiddleButton)
    one = window.reading.area.open[0]
    window.reading.area.activate(one)
    select(one, PASSAGE)
    key(one, "1")
    window.set_zoom(120)
    place = one.pane.reading_position()[0]
    shown = [pane.id for pane in window.reading.area.open]
    close(window)

    again = start()
    area = again.reading.area
    wait_until(lambda: [pane.id for pane in area.open] == shown)
    assert area.active is area.open[0]
    assert again.settings.zoom == 120
    assert annotations(again) == ["|G1"]
    wait_until(lambda: abs(area.open[0].pane.reading_position()[0] - place) < 400)


def test_reports_leave_the_library_only_after_a_question(window: MainWindow) -> None:
    count = len(window.reading.library.model.lines)
    press_row(window, 1)
    view = window.reading.library.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    question = sheet(window)
    assert question is not None
    press_word(question, "移出 1 份")
    assert len(window.reading.library.model.lines) == count - 1
    QTest.keyClick(window, "z", CONTROL)
    assert len(window.reading.library.model.lines) == count


def test_a_correction_shows_at_once_in_list_and_pane(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    window.reading.right.show_page(2)
    field = window.reading.details.fields["organisation"]
    field.setFocus()
    field.setText("云岭区司法局")
    QTest.keyClick(field, Qt.Key.Key_Return)
    line = window.reading.library.model.line(active(window).id)
    assert line is not None
    assert line.unit == "云岭区司法局"


def test_a_status_is_kept_per_report(window: MainWindow) -> None:
    report = active(window).id
    window.reading.library.status_asked.emit([report], ReadingStatus.READ)
    line = window.reading.library.model.line(report)
    assert line is not None
    assert line.status is ReadingStatus.READ


def test_the_sample_library_is_one_click_away(start: Starter) -> None:
    window = start()
    press(window.empty.cards["sample"])
    wait_until(lambda: window.reading.area.active is not None)
    assert len(window.reading.library.model.lines) == len(sample_files())
    assert window.workspace is not None
    made = window.workspace.library.annotations()
    written = resource("samples/annotations.json").read_text(encoding="utf-8").count('"scope"')
    assert len(made) == written


def test_a_missing_library_is_said_and_another_offered(start: Starter, tmp_path: Path) -> None:
    window = start(tmp_path / "不在.piyue")
    question = sheet(window)
    assert question is not None
    assert window.workspace is None
    press_word(question, "在此新建")
    assert window.workspace is not None
    assert (tmp_path / "不在.piyue").exists()


def test_the_list_of_annotations_leads_to_the_passage(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    key(one, "1")
    one.pane.view.bar.setValue(0)
    press(window.reading.right.segments[1])
    dock = window.right_pages.annotations
    view = dock.view
    press(view.viewport(), view.visualRect(view.model().index(0, 0)).center())
    assert one.pane.active_annotation() is not None
    assert one.pane.view.bar.value() > 0


def test_a_tag_of_the_dock_is_given_to_the_selection(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    one = active(window)
    select(one, PASSAGE)
    assert window.workspace is not None
    tag = window.workspace.tagging.find("V4")
    assert tag is not None
    dock = window.right_pages.tags
    dock.choose(tag.id)
    QTest.keyClick(dock.tree, Qt.Key.Key_Return)
    assert annotations(window) == ["|V4"]


def test_the_keyboard_goes_round_all_regions_and_panes(window: MainWindow) -> None:
    press_row(window, report_row(window, "云岭区2023"))
    press_row(window, report_row(window, "青溪市"), Qt.MouseButton.MiddleButton)
    area = window.reading.area
    assert area.active is area.open[1]
    QTest.keyClick(area.open[1].pane.view, Qt.Key.Key_Tab, CONTROL)
    assert area.active is area.open[0]
    seen: list[object] = []
    regions = [window.title_row, window.command_row, window.reading.library]
    regions += [window.reading.outline, area.open[0].pane, window.reading.right]
    for _ in regions:
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen += [r for r in regions if focus is not None and r.isAncestorOf(focus)]
    assert set(seen) == set(regions)


def test_a_bug_is_shown_with_details_to_copy(window: MainWindow) -> None:
    window.report(KeyError("boom"))
    shown = sheet(window)
    assert shown is not None
    press_word(shown, "复制详情")
    assert "KeyError: 'boom'" in QApplication.clipboard().text()

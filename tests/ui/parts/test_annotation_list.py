"""The list of annotations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.annotation import Annotation
from app.domain.change import Change
from app.domain.report import Report
from app.ui.annotations.annotation_list import AnnotationDock
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., Annotation]


@pytest.fixture
def dock(look: Look, workspace: Workspace, report: Report, shown: Show) -> AnnotationDock:
    dock = AnnotationDock(look, workspace)
    shown(dock, 200, 600)
    dock.set_report(report.id)
    return dock


def quotes(dock: AnnotationDock) -> list[str]:
    return [row.quote for row in dock.model.rows]


def test_without_annotations_it_says_how_to_make_one(dock: AnnotationDock) -> None:
    assert dock.empty.isVisible()
    assert dock.empty.text() == "选中文字后按 H 或数字键"


def test_a_change_puts_one_row_in_its_place_and_keeps_the_choice(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    changes: list[Change] = []
    workspace.subscribe(changes.append)
    first, last = mark("云岭区坚持", "G1"), mark("执法力量不足", "V2")
    dock.refresh()
    dock.choose(last.id)
    resets = QSignalSpy(dock.model.modelReset)
    mark("𠮷祥街道", "A")
    dock.refresh(changes[-1])
    assert quotes(dock) == ["云岭区坚持", "𠮷祥街道", "执法力量不足"]
    assert [row.annotation.id for row in dock.view.chosen()] == [last.id]
    workspace.annotating.delete([first.id])
    dock.refresh(changes[-1])
    assert quotes(dock) == ["𠮷祥街道", "执法力量不足"]
    workspace.history.undo()
    dock.refresh(changes[-1])
    assert quotes(dock) == ["云岭区坚持", "𠮷祥街道", "执法力量不足"]
    assert [row.annotation.id for row in dock.view.chosen()] == [last.id]
    assert resets.count() == 0


def test_a_change_gives_the_same_list_as_reading_all(
    dock: AnnotationDock, workspace: Workspace, mark: Mark, report: Report
) -> None:
    workspace.subscribe(dock.refresh)
    for words in ("存在的不足", "云岭区", "2023年，云岭区坚持依法行政", "依法行政", "云岭区坚持"):
        mark(words, "G1")
    workspace.annotating.annotate_report(report.id, (), "缺少负责人履职情况")
    kept = [row.annotation for row in dock.model.rows]
    dock.refresh()
    assert [row.annotation for row in dock.model.rows] == kept
    assert len(kept) == 6


def test_filters_narrow_by_words_and_by_tag(
    qtbot: QtBot, dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    mark("行政复议案件70件", "G1", comment="余 7 件未说明")
    mark("执法力量不足", "V2")
    dock.refresh()
    enter(dock.field, "未说明")
    assert quotes(dock) == ["行政复议案件70件"]
    dock.field.clear()
    group = workspace.tagging.find("V")
    assert group is not None
    dock.show_tag(group.id)
    assert quotes(dock) == ["执法力量不足"]
    assert dock.tag_button.isChecked()
    dock.show_tag(None)
    assert len(quotes(dock)) == 2
    assert not dock.tag_button.isChecked()


def test_a_filter_without_an_answer_says_so(qtbot: QtBot, dock: AnnotationDock, mark: Mark) -> None:
    mark("执法力量不足", "V2")
    dock.refresh()
    enter(dock.field, "没有这句话")
    assert dock.empty.isVisible()
    assert dock.empty.text() == "没有符合条件的批注"


def test_the_whole_library_can_be_listed(
    qtbot: QtBot, dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    other = builders.parsed("南岭区2022年度报告\n一、成效\n办结案件3件。", file_name="南岭.txt")
    second = workspace.importing.store([(other, {})])[0]
    workspace.annotating.annotate_report(second.id, (), "另一份")
    mark("执法力量不足", "V2")
    dock.refresh()
    assert len(dock.model.rows) == 1
    with qtbot.waitSignal(dock.counted) as counted:
        qtbot.mouseClick(dock.all_button, Qt.MouseButton.LeftButton)
    assert counted.args == [2]


def test_a_click_and_enter_go_to_the_passage(
    qtbot: QtBot, dock: AnnotationDock, mark: Mark
) -> None:
    made = mark("执法力量不足", "V2")
    dock.refresh()
    place = dock.view.visualRect(dock.model.index(0)).center()
    with qtbot.waitSignal(dock.opened) as opened:
        qtbot.mouseClick(dock.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args is not None
    assert opened.args[0].annotation.id == made.id
    with qtbot.waitSignal(dock.opened):
        qtbot.keyClick(dock.view, Qt.Key.Key_Return)


def test_delete_names_everything_chosen(qtbot: QtBot, dock: AnnotationDock, mark: Mark) -> None:
    made = [mark("云岭区坚持", "G1"), mark("执法力量不足", "V2")]
    dock.refresh()
    dock.view.selectAll()
    with qtbot.waitSignal(dock.deleted) as deleted:
        qtbot.keyClick(dock.view, Qt.Key.Key_Delete)
    assert deleted.args == [[a.id for a in made]]


def test_the_chosen_are_copied_in_another_style(
    qtbot: QtBot, dock: AnnotationDock, mark: Mark
) -> None:
    made = mark("云岭区坚持", "G1")
    dock.refresh()
    dock.view.selectAll()
    dock.view.menu_asked.emit(dock.mapToGlobal(dock.rect().center()))
    menu = next(m for m in dock.findChildren(QMenu) if m.title() == "复制引文为")
    action = next(a for a in menu.actions() if a.text() == "只要出处：GB/T 7714 参考文献")
    with qtbot.waitSignal(dock.copied_as) as copied:
        action.trigger()
    assert copied.args is not None
    rows, citing, alone = copied.args
    assert [row.annotation.id for row in rows] == [made.id]
    assert (citing.style, alone) == ("gbt7714", True)


def test_the_menu_offers_what_can_be_done_with_the_chosen(dock: AnnotationDock, mark: Mark) -> None:
    mark("云岭区坚持", "G1")
    mark("执法力量不足", "V2")
    dock.refresh()
    dock.view.selectAll()
    dock.view.menu_asked.emit(dock.mapToGlobal(dock.rect().center()))
    menu = next(m for m in dock.findChildren(QMenu) if m.isVisible())
    assert [a.text() for a in menu.actions() if a.text()] == [
        "标为已解决\tV",
        "改标签…\tT",
        "复制摘录和出处",
        "复制引文为",
        "导出所选…",
        "删除 2 条",
    ]
    menu.close()


def test_while_hidden_it_only_counts(qtbot: QtBot, dock: AnnotationDock, mark: Mark) -> None:
    dock.hide()
    made = mark("执法力量不足", "V2")
    with qtbot.waitSignal(dock.counted) as counted:
        dock.refresh()
    assert counted.args == [1]
    dock.choose(made.id)
    assert dock.model.rows == []
    dock.show()
    assert quotes(dock) == ["执法力量不足"]
    assert [row.annotation.id for row in dock.view.chosen()] == [made.id]


def test_a_longer_comment_makes_a_higher_row(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    made = mark("执法力量不足", "V2")
    dock.refresh()
    before = dock.view.visualRect(dock.model.index(0)).height()
    workspace.annotating.set_comment(made.id, "请补充编制数和在岗数，并说明与上一年相比的变化。")
    dock.refresh()
    dock.view.doItemsLayout()
    assert dock.view.visualRect(dock.model.index(0)).height() > before

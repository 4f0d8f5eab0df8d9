"""The list of annotations: filters, threads, keys, the place to write under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.filters import Standing
from app.domain.report import Report
from app.ui.annotations.annotation_details import AnnotationDetails
from app.ui.annotations.annotation_list import AnnotationDock
from app.ui.annotations.filter_bar import Criteria
from app.ui.controls import Button
from app.ui.reader.thread import Act, ActKind
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.workspace import Workspace
from ui.parts.conftest import Mark, tag_id

CONTROL = Qt.KeyboardModifier.ControlModifier
Shown = Callable[[QWidget, int, int], None]


@pytest.fixture
def dock(look: Look, workspace: Workspace, report: Report, shown: Shown) -> AnnotationDock:
    dock = AnnotationDock(look, workspace)
    dock.set_report(report.id)
    shown(dock, 240, 640)
    workspace.subscribe(dock.refresh)
    return dock


def quotes(dock: AnnotationDock) -> list[str]:
    return [row.quote for row in dock.model.rows]


def chip(dock: AnnotationDock, words: str) -> Button:
    return next(b for b in dock.bar.chips.findChildren(Button) if words in b.text())


def ask(dock: AnnotationDock, **asked: object) -> None:
    dock.bar.set_criteria(Criteria(**asked))  # type: ignore[arg-type]


def test_everything_asked_for_must_hold_and_is_named_on_a_chip(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    first = mark("审结63件", "G1", comment="请核实")
    mark("行政复议", "G1")
    done = mark("检查81次", comment="已改")
    workspace.discussing.resolve([done.id])
    ask(dock, standings=(Standing.OPEN,), tag=tag_id(workspace, "G"))
    assert [row.annotation.id for row in dock.model.rows] == [first.id]
    words = dock.bar.chips.words()
    assert len(words) == 3
    assert "未解决 ✕" in words
    assert words[-1] == "清除筛选"
    assert dock.bar.count.text() == "1 / 3 条"
    ask(dock, standings=(Standing.OPEN, Standing.UNTAGGED))
    assert quotes(dock) == [], "both must hold"


def test_a_chip_takes_one_condition_away_and_the_last_one_all(
    dock: AnnotationDock, workspace: Workspace, mark: Mark, qtbot: QtBot
) -> None:
    mark("审结63件", "G1", comment="请核实")
    mark("行政复议")
    ask(dock, standings=(Standing.COMMENTED,), text="审结")
    assert dock.field.text() == "审结"
    qtbot.mouseClick(chip(dock, "有意见"), Qt.MouseButton.LeftButton)
    assert dock.bar.criteria == Criteria(text="审结")
    qtbot.mouseClick(chip(dock, "清除筛选"), Qt.MouseButton.LeftButton)
    assert dock.bar.criteria.is_empty
    assert len(dock.model.rows) == 2
    assert not dock.bar.chips.isVisible()


def test_the_menu_of_conditions_counts_and_ticks_them(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    mark("审结63件", "G1", comment="请核实")
    mark("行政复议案件")
    mark("法治意识")
    ask(dock, standings=(Standing.UNTAGGED,))
    menu = QMenu()
    dock.bar._fill_more(menu)
    found = {a.text().partition("\t")[0]: a for a in menu.actions() if "\t" in a.text()}
    assert found["无标签"].text().endswith("\t2")
    assert found["无标签"].isChecked()
    assert not found["已解决"].isEnabled()
    found["二、存在的不足"].trigger()
    assert quotes(dock) == ["法治意识"]
    menu = QMenu()
    dock.bar._fill_more(menu)
    again = next(a for a in menu.actions() if a.text().startswith("二、"))
    again.trigger()
    assert len(quotes(dock)) == 2


def test_the_switch_lets_the_cards_follow_the_filter(
    dock: AnnotationDock, workspace: Workspace, report: Report, mark: Mark
) -> None:
    one = mark("审结63件", comment="请核实")
    mark("行政复议案件", comment="好")
    told = QSignalSpy(dock.cards_chosen)
    ask(dock, text="审结")
    assert told.at(told.count() - 1) == [None, None]
    dock.bar.cards_button.click()
    assert told.at(told.count() - 1) == [report.id, frozenset({one.id})]
    ask(dock)
    assert told.at(told.count() - 1) == [None, None]


def test_a_row_says_how_many_replies_there_are_and_whether_it_is_settled(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    one = mark("审结63件", comment="请核实")
    workspace.discussing.reply(one.id, "已核")
    workspace.discussing.resolve([one.id])
    said = dock.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("✓ 已解决 · 1 条回复")


def test_a_row_is_written_on_under_the_list(
    dock: AnnotationDock, workspace: Workspace, mark: Mark, qtbot: QtBot
) -> None:
    one = mark("审结63件", comment="旧")
    acted: list[Act] = []
    dock.acted.connect(acted.append)
    dock.activateWindow()
    dock.view.setFocus()
    dock.choose(one.id)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_E):
        QTest.keyClick(dock.view, key)
        assert dock.panel.isVisible()
        editor = dock.panel.card.editor
        assert editor is not None
        qtbot.waitUntil(editor.field.hasFocus)
        editor.field.selectAll()
        QTest.keyClicks(editor.field, "new")
        QTest.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
        assert acted.pop() == Act(ActKind.COMMENT, one.id, "new")
        assert not dock.panel.isVisible()
        assert dock.view.hasFocus(), "the keys go back to the list"
    QTest.keyClick(dock.view, Qt.Key.Key_R)
    editor = dock.panel.card.editor
    assert editor is not None
    QTest.keyClicks(editor.field, "agreed")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
    assert acted == [Act(ActKind.REPLY, one.id, "agreed")]


def test_several_rows_are_settled_by_one_key_and_opened_by_the_next(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    made = [mark("审结63件", comment="甲"), mark("法治意识", comment="乙")]
    dock.resolve_asked.connect(
        lambda ids, settled: workspace.discussing.resolve(ids, resolved=settled)
    )
    before = len(workspace.library.changes())
    dock.view.selectAll()
    QTest.keyClick(dock.view, Qt.Key.Key_V)
    assert len(workspace.library.changes()) == before + 1
    assert all(workspace.library.annotation(m.id).resolved for m in made)
    assert len(dock.view.chosen()) == 2
    QTest.keyClick(dock.view, Qt.Key.Key_V)
    assert not any(workspace.library.annotation(m.id).resolved for m in made)


def test_the_panel_follows_what_happens_to_its_annotation(
    dock: AnnotationDock, workspace: Workspace, mark: Mark
) -> None:
    one = mark("审结63件", comment="旧")
    dock.choose(one.id)
    dock.reply(dock.model.rows[0])
    workspace.discussing.reply(one.id, "别人写的")
    shown = dock.panel.shown()
    assert shown is not None
    assert [said.text for said in shown.replies] == ["别人写的"]
    workspace.annotating.delete([one.id])
    assert not dock.panel.isVisible()


def test_the_details_tell_what_became_of_an_annotation(
    look: Look, workspace: Workspace, mark: Mark, shown: Shown
) -> None:
    one = mark("审结63件", "G1", comment="请核实")
    workspace.annotating.add_tag(one.id, tag_id(workspace, "V4"))
    workspace.discussing.reply(one.id, "已核")
    workspace.discussing.resolve([one.id])
    workspace.history.undo()
    details = AnnotationDetails(look, Wording())
    details.set_workspace(workspace)
    shown(details, 220, 400)
    details.show_annotation(one.id)
    lines = details.words(workspace.discussing.history(one.id)).split("\n")
    assert "撤销“标为已解决”" in lines[0]
    assert "标为已解决" in lines[1]
    assert lines[2].endswith("回复：“已核”")
    assert lines[3].endswith("+数据存疑")
    assert "标记" in lines[4]
    assert all("审阅甲" in line for line in lines)


def test_a_long_history_names_its_first_and_last_steps(
    look: Look, workspace: Workspace, mark: Mark
) -> None:
    one = mark("审结63件")
    for n in range(20):
        workspace.annotating.set_comment(one.id, f"第{n}稿")
    details = AnnotationDetails(look, Wording())
    lines = details.words(workspace.discussing.history(one.id)).split("\n")
    assert len(lines) == 13
    assert "第19稿" in lines[0]
    assert "还有 9 步" in lines[-2]
    assert "标记" in lines[-1]

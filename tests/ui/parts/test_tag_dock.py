"""The tag dock by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.settings import ViewState
from app.text.readings import readings_of
from app.ui.tags.tag_dock import TagDock
from app.ui.tags.tag_model import TAG_ROLE
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., object]


@pytest.fixture
def dock(look: Look, workspace: Workspace, shown: Show) -> TagDock:
    names = {t.name: readings_of(t.name) for t in workspace.tagging.tags()}
    workspace.library.put_readings(names)
    dock = TagDock(look, workspace)
    shown(dock, 200, 600)
    return dock


def names(dock: TagDock) -> list[str]:
    """The rows as they stand on the screen."""
    found: list[str] = []
    index = dock.tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data(TAG_ROLE).name)
        index = dock.tree.indexBelow(index)
    return found


def index_of(dock: TagDock, name: str) -> QModelIndex:
    index = dock.tree.model().index(0, 0)
    while index.isValid():
        if index.data(TAG_ROLE).name == name:
            return index
        index = dock.tree.indexBelow(index)
    raise AssertionError(name)


def known(workspace: Workspace, code: str) -> UUID:
    tag = workspace.tagging.find(code)
    assert tag is not None
    return tag.id


def click(qtbot: QtBot, dock: TagDock, name: str, x: int | None = None) -> None:
    rect = dock.tree.visualRect(index_of(dock, name))
    point = QPoint(x if x is not None else rect.center().x(), rect.center().y())
    qtbot.mouseClick(dock.tree.viewport(), Qt.MouseButton.LeftButton, pos=point)


def editor(dock: TagDock) -> QLineEdit:
    return next(e for e in dock.tree.findChildren(QLineEdit) if e.isVisible())


def finish(qtbot: QtBot, dock: TagDock, key: Qt.Key) -> None:
    """End naming by a key; the view takes the name one turn of the event loop later."""
    with qtbot.waitSignal(dock.tree.editing_ended):
        qtbot.keyClick(editor(dock), key)


def choose_action(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(text)).trigger()


def test_a_click_on_the_chevron_opens_the_group_and_chooses_nothing(
    qtbot: QtBot, dock: TagDock
) -> None:
    click(qtbot, dock, "矛盾纠纷化解", x=14)
    assert "行政复议" in names(dock)
    assert not dock.tree.selectedIndexes()
    click(qtbot, dock, "矛盾纠纷化解", x=14)
    assert "行政复议" not in names(dock)


def test_right_and_left_open_and_close_the_group(qtbot: QtBot, dock: TagDock) -> None:
    click(qtbot, dock, "矛盾纠纷化解")
    qtbot.keyClick(dock.tree, Qt.Key.Key_Right)
    assert "行政复议" in names(dock)
    qtbot.keyClick(dock.tree, Qt.Key.Key_Left)
    assert "行政复议" not in names(dock)


def test_enter_and_a_double_click_apply_the_tag(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "G1"))
    with qtbot.waitSignal(dock.tag_applied) as applied:
        qtbot.keyClick(dock.tree, Qt.Key.Key_Return)
    assert applied.args == [known(workspace, "G1")]
    rect = dock.tree.visualRect(dock.tree.currentIndex())
    with qtbot.waitSignal(dock.tag_applied):
        qtbot.mouseDClick(dock.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_delete_asks_and_deletes_nothing_itself(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "G1"))
    with qtbot.waitSignal(dock.delete_asked) as asked:
        qtbot.keyClick(dock.tree, Qt.Key.Key_Delete)
    assert asked.args == [(known(workspace, "G1"),)]
    assert workspace.tagging.find("G1") is not None


def test_f2_renames_in_place(qtbot: QtBot, dock: TagDock, workspace: Workspace) -> None:
    dock.choose(known(workspace, "G1"))
    qtbot.keyClick(dock.tree, Qt.Key.Key_F2)
    field = editor(dock)
    field.selectAll()
    enter(field, "复议案件")
    finish(qtbot, dock, Qt.Key.Key_Return)
    assert workspace.tagging.tag(known(workspace, "G1")).name == "复议案件"
    assert "复议案件" in names(dock)


def test_a_name_being_typed_survives_a_change_from_elsewhere(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "G1"))
    qtbot.keyClick(dock.tree, Qt.Key.Key_F2)
    editor(dock).setText("半个名")
    workspace.tagging.create("别处新建")
    dock.refresh()
    assert editor(dock).text() == "半个名"
    finish(qtbot, dock, Qt.Key.Key_Escape)
    assert "别处新建" in names(dock)
    assert workspace.tagging.tag(known(workspace, "G1")).name == "行政复议"


def test_a_new_tag_is_made_only_when_it_is_named(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    before = len(workspace.tagging.tags())
    qtbot.mouseClick(dock.new_button, Qt.MouseButton.LeftButton)
    finish(qtbot, dock, Qt.Key.Key_Escape)
    assert len(workspace.tagging.tags()) == before
    assert "" not in names(dock)
    qtbot.mouseClick(dock.new_button, Qt.MouseButton.LeftButton)
    enter(editor(dock), "府院联动")
    finish(qtbot, dock, Qt.Key.Key_Return)
    made = workspace.tagging.find("府院联动")
    assert made is not None
    assert made.parent is None
    assert dock.tree.currentIndex().data(TAG_ROLE).id == made.id
    assert workspace.history.can_undo() == "create_tag"


def test_a_new_tag_below_a_group_takes_its_colour(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.create_tag(known(workspace, "G"))
    enter(editor(dock), "咨询点")
    finish(qtbot, dock, Qt.Key.Key_Return)
    made = workspace.tagging.find("咨询点")
    assert made is not None
    assert made.colour == "teal"
    assert workspace.tagging.path(made.id) == "矛盾纠纷化解/咨询点"


def test_a_name_that_is_taken_is_reported_and_nothing_is_made(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    before = len(workspace.tagging.tags())
    dock.create_tag(known(workspace, "G"))
    enter(editor(dock), "行政复议")
    with qtbot.waitSignal(dock.problem) as problem:
        finish(qtbot, dock, Qt.Key.Key_Return)
    assert problem.args[0].what == "name_taken"
    assert len(workspace.tagging.tags()) == before


def test_the_filter_finds_by_initials_and_gives_the_tree_back(qtbot: QtBot, dock: TagDock) -> None:
    closed = names(dock)
    qtbot.keyClicks(dock.field, "xzfy")
    assert {"矛盾纠纷化解", "行政复议"} <= set(names(dock))
    assert "政府机构职能" not in names(dock)
    qtbot.keyClick(dock.field, Qt.Key.Key_Escape)
    assert names(dock) == closed


def test_enter_in_the_filter_goes_to_the_best_answer(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    qtbot.keyClicks(dock.field, "xzfy")
    qtbot.keyClick(dock.field, Qt.Key.Key_Return)
    assert dock.tree.currentIndex().data(TAG_ROLE).id == known(workspace, "G1")
    assert dock.tree.hasFocus()


def test_a_filter_without_an_answer_says_so(qtbot: QtBot, dock: TagDock) -> None:
    enter(dock.field, "没有这个标签")
    assert dock.empty.isVisible()
    assert dock.empty.text() == "没有符合的标签"


def test_a_drop_before_another_tag_moves_it_there(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "G3"))
    model = dock.tree.model()
    group = index_of(dock, "矛盾纠纷化解")
    data = model.mimeData([dock.tree.currentIndex()])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, group)
    first = lambda: workspace.tagging.tree().children(known(workspace, "G"))[0].code  # noqa: E731
    qtbot.waitUntil(lambda: first() == "G3")
    assert dock.tree.currentIndex().data(TAG_ROLE).code == "G3"


def test_a_drop_into_its_own_branch_is_refused(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "G1"))
    model = dock.tree.model()
    data = model.mimeData([index_of(dock, "矛盾纠纷化解")])
    with qtbot.assertNotEmitted(dock.model.move_requested, wait=20):
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, dock.tree.currentIndex())


def test_the_menu_gives_a_colour_and_a_number_key(dock: TagDock, workspace: Workspace) -> None:
    menu = QMenu(dock)
    dock.fill_menu(menu, workspace.tagging.tag(known(workspace, "G5")))
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    choose_action(parts["颜色"], "朱红")
    choose_action(parts["数字键"], "1")
    assert workspace.tagging.tag(known(workspace, "G5")).colour == "red"
    assert workspace.tagging.tag(known(workspace, "G5")).slot == 1
    assert workspace.tagging.tag(known(workspace, "G1")).slot is None


def test_a_retired_tag_is_hidden_and_can_come_back(dock: TagDock, workspace: Workspace) -> None:
    menu = QMenu(dock)
    dock.fill_menu(menu, workspace.tagging.tag(known(workspace, "J")))
    choose_action(menu, "停用")
    assert "法治能力与法治社会" not in names(dock)
    dock.model.shows_retired = True
    dock.refresh()
    assert "法治能力与法治社会" in names(dock)
    back = QMenu(dock)
    dock.fill_menu(back, workspace.tagging.tag(known(workspace, "J")))
    choose_action(back, "重新启用")
    assert not workspace.tagging.tag(known(workspace, "J")).retired


def test_a_right_click_offers_the_menu_of_the_tag(qtbot: QtBot, dock: TagDock) -> None:
    rect = dock.tree.visualRect(index_of(dock, "行政决策"))
    dock.tree.menu_asked.emit(
        index_of(dock, "行政决策"), dock.tree.viewport().mapToGlobal(rect.center())
    )
    menu = next(m for m in dock.findChildren(QMenu) if m.isVisible())
    assert "新建下级标签" in [action.text() for action in menu.actions()]
    menu.close()


def test_counts_follow_annotations_without_losing_the_place(
    dock: TagDock, workspace: Workspace, mark: Mark
) -> None:
    dock.choose(known(workspace, "G2"))
    resets: list[object] = []
    dock.model.modelAboutToBeReset.connect(lambda: resets.append(None))
    mark("行政复议案件70件", "G1")
    dock.refresh_counts()
    assert resets == []
    assert dock.tree.currentIndex().data(TAG_ROLE).code == "G2"
    group = index_of(dock, "矛盾纠纷化解")
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "G 矛盾纠纷化解，1 条"


# --- number keys, moving by keys, what is remembered ---------------------------------------------


def strip_cell(dock: TagDock, slot: int) -> QPoint:
    width = (dock.slots.width() - 16) / 9
    return QPoint(round(8 + (slot - 0.5) * width), dock.slots.height() // 2)


def drop_on_strip(dock: TagDock, name: str, slot: int) -> None:
    data = dock.tree.model().mimeData([index_of(dock, name)])
    event = QDropEvent(
        QPointF(strip_cell(dock, slot)), Qt.DropAction.MoveAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    dock.slots.dropEvent(event)


def test_a_tag_dropped_on_a_number_key_gets_it(dock: TagDock, workspace: Workspace) -> None:
    drop_on_strip(dock, "行政决策", 3)
    assert workspace.tagging.in_slot(3) == workspace.tagging.find("D")
    assert "行政决策" in dock.slots.said(3)
    assert "行政决策" in names(dock), "the row stays where it is"


def test_a_click_on_a_number_key_applies_its_tag(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    with qtbot.waitSignal(dock.tag_applied) as applied:
        qtbot.mouseClick(dock.slots, Qt.MouseButton.LeftButton, pos=strip_cell(dock, 2))
    assert applied.args == [known(workspace, "G2")]


def test_delete_empties_a_number_key(qtbot: QtBot, dock: TagDock, workspace: Workspace) -> None:
    dock.slots.setFocus()
    qtbot.keyClick(dock.slots, Qt.Key.Key_4)
    qtbot.keyClick(dock.slots, Qt.Key.Key_Delete)
    assert workspace.tagging.in_slot(4) is None
    assert "还没有标签" in dock.slots.accessibleDescription()


def test_ctrl_and_a_digit_give_the_chosen_row_that_key_and_take_it_again(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    dock.choose(known(workspace, "H1"))
    qtbot.keyClick(dock.tree, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tagging.in_slot(5) == workspace.tagging.find("H1")
    qtbot.keyClick(dock.tree, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert workspace.tagging.in_slot(5) is None


def test_alt_and_arrows_move_the_chosen_tag(
    qtbot: QtBot, dock: TagDock, workspace: Workspace
) -> None:
    def press(key: Qt.Key) -> None:
        qtbot.keyClick(dock.tree, key, Qt.KeyboardModifier.AltModifier)

    def place() -> str:
        tagging = workspace.tagging
        tag = tagging.tag(known(workspace, "G2"))
        beside = [t.code for t in tagging.tree().children(tag.parent)]
        return f"{tagging.path(tag.id)} {beside.index('G2')}"

    name = "行政应诉与负责人出庭"
    dock.choose(known(workspace, "G2"))
    press(Qt.Key.Key_Up)
    assert place() == f"矛盾纠纷化解/{name} 0"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert place() == f"矛盾纠纷化解/{name} 2"
    press(Qt.Key.Key_Left)
    assert place() == f"{name} 7"
    press(Qt.Key.Key_Right)
    assert place().startswith(f"矛盾纠纷化解/{name}")
    assert dock.tree.currentIndex().data(TAG_ROLE).code == "G2"
    for _ in range(5):
        workspace.history.undo()
    assert place() == f"矛盾纠纷化解/{name} 1"


def test_only_used_tags_can_be_shown(dock: TagDock, workspace: Workspace, mark: Mark) -> None:
    dock.show_used_only(True)
    assert names(dock) == []
    assert dock.empty.text() == "还没有用过的标签"
    mark("行政复议案件70件", "G1")
    dock.refresh_counts()
    dock.tree.expandAll()
    assert names(dock) == ["矛盾纠纷化解", "行政复议"]
    dock.show_used_only(False)
    assert "行政决策" in names(dock)


def test_how_the_tags_were_looked_at_is_remembered_per_library(
    look: Look, workspace: Workspace, shown: Show, tmp_path: Path
) -> None:
    view = ViewState(tmp_path / "config", workspace.library.id)
    first = TagDock(look, workspace, view)
    shown(first, 200, 600)
    first.tree.setExpanded(index_of(first, "矛盾纠纷化解"), True)
    first.show_retired(True)
    first.remember()
    view.save()
    again = TagDock(look, workspace, ViewState(tmp_path / "config", workspace.library.id))
    shown(again, 200, 600)
    assert "行政复议" in names(again)
    assert "行政许可" not in names(again)
    assert again.model.shows_retired

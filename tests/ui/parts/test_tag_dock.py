"""The tag dock by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

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
    assert asked.args == [known(workspace, "G1")]
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
    mark("行政复议案件70件", "G1")
    dock.refresh()
    assert dock.tree.currentIndex().data(TAG_ROLE).code == "G2"
    group = index_of(dock, "矛盾纠纷化解")
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "G 矛盾纠纷化解，1 条"

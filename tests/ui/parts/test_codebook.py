"""The codebook editor and the sheets it asks with."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.filters import Filter
from app.domain.tag import COLOURS, TagKind
from app.ui.colour_vision import confusions, contrast
from app.ui.tags.codebook_page import CodebookPage
from app.ui.tags.groups_page import GroupsPage
from app.ui.tags.merge_page import MergePage
from app.ui.tags.split_page import SplitPage
from app.ui.tags.tag_form import split_keywords
from app.ui.tags.tag_model import dropped_tags
from app.ui.theme import THEMES, Look
from app.workspace.recoding import Part
from app.workspace.workspace import Workspace
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., object]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(look: Look, workspace: Workspace, shown: Show) -> CodebookPage:
    page = CodebookPage(look, workspace)
    shown(page, 1240, 700)
    return page


def known(workspace: Workspace, code: str) -> UUID:
    tag = workspace.tagging.find(code)
    assert tag is not None
    return tag.id


def choose(page: CodebookPage, workspace: Workspace, *codes: str) -> None:
    page.tags.tree.expandAll()
    page.tags.tree.clearSelection()
    page.tags.choose(known(workspace, codes[0]))
    page.tags.choose_all([known(workspace, code) for code in codes])


# --- the form ------------------------------------------------------------------------------


def test_the_form_shows_the_chosen_tag_whole(
    page: CodebookPage, workspace: Workspace, mark: Mark
) -> None:
    mark("行政复议案件70件", "G1", "G")
    mark("执法力量不足", "G")
    page.refresh()
    choose(page, workspace, "G")
    form, tag = page.form, workspace.tagging.tag(known(workspace, "G"))
    assert form.name.text() == tag.name
    assert form.definition.toPlainText() == tag.definition
    assert form.counts.text() == "本身 2 处；连下级 2 处批注，在 1 份报告里"
    assert form.kinds[TagKind.TOPIC].isChecked()


def test_what_is_written_into_the_form_is_one_change_per_field(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1")
    heard: list[str] = []
    workspace.subscribe(lambda change: heard.append(change.action))
    form = page.form
    form.name.setFocus()
    form.name.selectAll()
    enter(form.name, "复议案件")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    form.keywords.setFocus()
    form.keywords.setText("复议， 听证;听证、 ")
    form.definition.setFocus()
    form.definition.setPlainText("受理、审结。\n不含信访。")
    form.name.setFocus()
    tag = workspace.tagging.tag(known(workspace, "G1"))
    assert tag.name == "复议案件"
    assert tag.keywords == ("复议", "听证")
    assert tag.definition == "受理、审结。\n不含信访。"
    assert [a for a in heard if a != "reviewer"] == ["rename_tag", "redefine_tag", "redefine_tag"]


def test_a_name_that_is_taken_is_told_and_taken_back(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1")
    page.form.name.setText("信访与12345热线")
    with qtbot.waitSignal(page.problem) as problem:
        page.form.name.editingFinished.emit()
    assert problem.args[0].what == "name_taken"
    assert page.form.name.text() == "行政复议"


def test_undo_is_seen_in_the_form(page: CodebookPage, workspace: Workspace) -> None:
    choose(page, workspace, "G1")
    page.form.kinds[TagKind.EVALUATION].click()
    assert workspace.tagging.tag(known(workspace, "G1")).kind is TagKind.EVALUATION
    workspace.history.undo()
    page.refresh()
    assert page.form.kinds[TagKind.TOPIC].isChecked()


def test_number_keys_are_given_and_taken_in_the_form(
    page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "H1")
    page.form.slots[1].click()
    assert workspace.tagging.in_slot(1) == workspace.tagging.find("H1")
    assert page.form.slots[1].isChecked()
    page.form.slots[1].click()
    assert workspace.tagging.in_slot(1) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", ()), ("甲、乙,丙；丁", ("甲", "乙", "丙", "丁")), ("甲，，甲 ", ("甲",))],
)
def test_keywords_are_split_at_any_comma(typed: str, words: tuple[str, ...]) -> None:
    assert split_keywords(typed) == words


# --- several at once -------------------------------------------------------------------------


def test_several_tags_are_recoloured_retired_and_moved_together(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1", "G2", "V4")
    assert page.form.title.text() == "选中了 3 个标签"
    assert not page.form.name.isEnabled()
    heard: list[str] = []
    workspace.subscribe(lambda change: heard.append(change.action))
    page.form.colours.picked.emit("plum")
    page.form.verbs["retire"].click()
    colours = {workspace.tagging.tag(known(workspace, c)).colour for c in ("G1", "G2", "V4")}
    assert colours == {"plum"}
    page.tags.show_retired(True)
    choose(page, workspace, "G1", "G2")
    assert page.form.verbs["retire"].text() == "重新启用"
    page.form.verbs["retire"].click()
    choose(page, workspace, "G1", "G2")
    qtbot.keyClick(page.tags.tree, Qt.Key.Key_Down, ALT)
    codes = [t.code for t in workspace.tagging.tree().children(known(workspace, "G"))]
    assert codes[:3] == ["G3", "G1", "G2"]
    assert [a for a in heard if a != "reviewer"] == [
        "recolour_tag", "retire_tag", "unretire_tag", "move_tag",
    ]  # fmt: skip
    assert page.tags.chosen_ids() == (known(workspace, "G1"), known(workspace, "G2"))


def test_several_rows_are_dragged_at_once(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1", "G3")
    model = page.tags.tree.model()
    data = model.mimeData(page.tags.tree.selectedIndexes())
    assert set(dropped_tags(data)) == {known(workspace, "G1"), known(workspace, "G3")}
    page.tags.model.dropMimeData(
        data, Qt.DropAction.MoveAction, 1, 0, page.tags.model.index_of(known(workspace, "H"))
    )
    group = known(workspace, "H")
    first = lambda: [t.code for t in workspace.tagging.tree().children(group)][:4]  # noqa: E731
    qtbot.waitUntil(lambda: first() == ["H1", "G1", "G3", "H2"])


def test_the_menu_of_several_rows_speaks_of_all_of_them(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1", "G2")
    menu = QMenu(page)
    page.tags.fill_menu(menu, workspace.tagging.tag(known(workspace, "G2")))
    words = [action.text() for action in menu.actions()]
    assert "改名" not in words
    with qtbot.waitSignal(page.asked) as asked:
        next(a for a in menu.actions() if a.text() == "合并到…").trigger()
    assert asked.args == ["merge", (known(workspace, "G1"), known(workspace, "G2"))]


def test_delete_asks_for_all_that_is_chosen(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1", "G2")
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.tags.tree, Qt.Key.Key_Delete)
    assert asked.args == ["delete", (known(workspace, "G1"), known(workspace, "G2"))]
    assert workspace.tagging.find("G1") is not None


def test_a_new_tag_stands_in_the_group_of_the_chosen_one(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "G1")
    qtbot.mouseClick(page.tags.new_button, Qt.MouseButton.LeftButton)
    field = next(e for e in page.tags.tree.findChildren(QLineEdit) if e.isVisible())
    enter(field, "听证")
    with qtbot.waitSignal(page.tags.tree.editing_ended):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert workspace.tagging.find("矛盾纠纷化解/听证") is not None
    assert page.form.name.text() == "听证"


# --- merging, splitting, groups -----------------------------------------------------------------


def test_merging_says_what_will_happen_and_tells_the_target(
    qtbot: QtBot, look: Look, workspace: Workspace, shown: Show, mark: Mark
) -> None:
    mark("行政复议案件70件", "G2")
    tags = [workspace.tagging.tag(known(workspace, "G2"))]
    page = MergePage(look, workspace.tagging, tags)
    shown(page, 520, 560)
    assert known(workspace, "G2") not in {i.tag.id for i in page.pick.choices.items}
    enter(page.pick.field, "行政复议")
    assert "1 处批注改用“行政复议”" in page.preview.text()
    with qtbot.waitSignal(page.merged) as merged:
        qtbot.keyClick(page.pick.field, Qt.Key.Key_Return)
    assert merged.args == [known(workspace, "G1")]


def test_of_several_one_can_be_the_target(look: Look, workspace: Workspace) -> None:
    tags = [workspace.tagging.tag(known(workspace, c)) for c in ("G1", "G2")]
    page = MergePage(look, workspace.tagging, tags)
    page.pick.field.setText("行政复议")
    assert page.pick.tag == known(workspace, "G1")
    assert page.buttons["yes"].isEnabled()
    assert page.preview.text().startswith("“行政应诉与负责人出庭” 并入“行政复议”")


def test_digits_send_annotations_to_their_parts(
    qtbot: QtBot, look: Look, workspace: Workspace, shown: Show, mark: Mark
) -> None:
    for words in ("行政复议案件70件", "执法力量不足", "放管服"):
        mark(words, "G1")
    tag = workspace.tagging.tag(known(workspace, "G1"))
    rows = workspace.annotating.rows(Filter(tags=frozenset({tag.id})))
    page = SplitPage(look, workspace.tagging, tag, rows)
    shown(page, 1120, 640)
    assert not page.buttons["yes"].isEnabled()
    enter(page.pick.field, "复议听取意见")
    qtbot.keyClick(page.pick.field, Qt.Key.Key_Return)
    enter(page.pick.field, "亮点")
    qtbot.keyClick(page.pick.field, Qt.Key.Key_Return)
    assert page.quotes.hasFocus()
    qtbot.keyClick(page.quotes, Qt.Key.Key_1)  # and on to the next row
    qtbot.keyClick(page.quotes, Qt.Key.Key_2)
    qtbot.keyClick(page.quotes, Qt.Key.Key_7)  # there is no such part
    qtbot.keyClick(page.quotes, Qt.Key.Key_0)
    assert page.model.parts == [1, 2, 0]
    assert page.buttons["yes"].text() == "拆分 2 处"
    first, second = rows[0].annotation.id, rows[1].annotation.id
    wanted = [
        Part((first,), name="复议听取意见", parent=known(workspace, "G")),
        Part((second,), tag=known(workspace, "V1")),
    ]
    with qtbot.waitSignal(page.divided) as divided:
        page.chosen.emit("yes")
    assert divided.args == [wanted]
    page.below.setChecked(True)
    assert page.parts()[0].parent == tag.id


def test_a_preset_ticks_its_groups(
    qtbot: QtBot, look: Look, workspace: Workspace, shown: Show
) -> None:
    page = GroupsPage(look, workspace.presets)
    shown(page, 680, 444)
    page.use_preset("纲要2015-2020")
    assert page.ticked() == frozenset("ABCDEGHJSV")
    assert page.chips["纲要2015-2020"].isChecked()
    page.groups["F"].click()
    assert not page.chips["纲要2015-2020"].isChecked()
    with qtbot.waitSignal(page.decided) as decided:
        page.chosen.emit("yes")
    assert decided.args == [frozenset("ABCDEFGHJSV")]


# --- colours ------------------------------------------------------------------------------------


def test_confusions_are_those_of_the_look(look: Look) -> None:
    lines = {colour: look.tag(colour).line.name() for colour in COLOURS}
    alike = confusions(lines)
    assert "cyan" in alike["violet"]
    assert "green" in alike["brown"]
    assert alike["red"] == ()
    assert contrast("#D0435C", "#FFFFFF") == pytest.approx(4.53, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_seen_on_the_page_of_every_theme(theme: str, qapp: object) -> None:
    look = Look(theme)
    for colour in COLOURS:
        assert contrast(look.tag(colour).line.name(), look.page.name()) >= 2.8, colour


def test_the_picker_says_what_is_to_be_known_of_a_colour(
    qtbot: QtBot, page: CodebookPage, workspace: Workspace
) -> None:
    choose(page, workspace, "D1")
    picker = page.form.colours
    assert picker.accessibleDescription().startswith("藤紫：与纸面的对比")
    assert "天青" in picker.accessibleDescription()
    picker.setFocus()
    qtbot.keyClick(picker, Qt.Key.Key_Left)
    qtbot.keyClick(picker, Qt.Key.Key_Space)
    assert workspace.tagging.tag(known(workspace, "D1")).colour == "indigo"
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPointF(20, 15).toPoint())
    assert picked.args == ["red"]

"""The table of annotations in its page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.annotation import Annotation
from app.domain.report import Report
from app.domain.table import Column, Facet, Sieve
from app.settings import ViewState
from app.ui.tables.copying import quoted, row_cells, tabbed
from app.ui.tables.table_model import COLUMNS, PICK, Head
from app.ui.tables.table_row import CommentEditor
from app.ui.tables.tables_page import TablesPage
from app.ui.theme import Look
from app.workspace.labels import LABELS
from app.workspace.workspace import Workspace
from ui.parts.conftest import tag_id
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., Annotation]
LEFT = Qt.MouseButton.LeftButton
PASSAGES = (
    ("云岭区坚持", ("A",), ""),
    ("𠮷祥街道率先完成改革", (), "有出处"),
    ("行政复议案件70件", ("G1", "V4"), "余 7 件，未说明\n再问一次"),
    ("执法力量不足", ("V2",), ""),
)


@pytest.fixture
def view_state(tmp_path: Path, workspace: Workspace) -> ViewState:
    return ViewState(tmp_path / "config", workspace.library.id)


Open = Callable[[], TablesPage]


@pytest.fixture
def open_page(
    look: Look, workspace: Workspace, view_state: ViewState, shown: Show
) -> Iterator[Open]:
    """Opens pages on the library; hidden again before the library is closed."""
    opened: list[TablesPage] = []

    def open_one() -> TablesPage:
        page = TablesPage(look, workspace, view_state)
        opened.append(page)
        workspace.subscribe(page.refresh)
        shown(page, 1300, 700)
        return page

    yield open_one
    for page in opened:
        page.hide()


@pytest.fixture
def page(open_page: Open, mark: Mark) -> TablesPage:
    for words, codes, comment in PASSAGES:
        mark(words, *codes, comment=comment)
    return open_page()


def quotes(page: TablesPage) -> list[str]:
    lines = map(page.part.model.line, range(page.part.model.rowCount()))
    return [line.quote for line in lines if line]


def cell(page: TablesPage, row: int, column: Column | None) -> QPoint:
    number = COLUMNS.index(column) + 1 if column else PICK
    return page.part.view.visualRect(page.part.model.index(row, number)).center()


def choose(page: TablesPage, *rows: int) -> list[UUID]:
    for row in rows:
        page.part.view.toggle(row)
    return [line.id for line in page.part.view.chosen()]


def sieve(facet: Facet, *values: str, text: str = "") -> Sieve:
    return Sieve({facet: frozenset(values)}, text)


def test_every_annotation_is_a_row_in_the_order_of_the_text(page: TablesPage) -> None:
    assert quotes(page) == [words for words, _, _ in PASSAGES]
    assert page.part.count.text() == "4 条"


def test_without_annotations_it_says_how_to_make_one(report: Report, open_page: Open) -> None:
    page = open_page()
    assert page.part.message.text() == "还没有批注"
    assert "按 H 标记" in page.part.advice.text()
    assert not page.part.clear_button.isVisible()


def test_a_filter_without_an_answer_offers_to_clear_it(qtbot: QtBot, page: TablesPage) -> None:
    enter(page.filters.field, "没有这句话")
    assert page.part.message.isVisible()
    assert page.part.message.text() == "没有符合条件的批注"
    qtbot.mouseClick(page.part.clear_button, LEFT)
    assert len(quotes(page)) == 4
    assert page.filters.field.text() == ""


def test_words_and_chips_narrow_together_and_say_so(page: TablesPage, workspace: Workspace) -> None:
    enter(page.filters.field, "件 -力量")
    assert quotes(page) == ["行政复议案件70件"]
    assert page.part.count.text() == "1 条，全库 4 条"
    page.filters.clear()
    page.filters.set_sieve(sieve(Facet.TAG, str(tag_id(workspace, "V"))))
    assert quotes(page) == ["行政复议案件70件", "执法力量不足"]
    assert page.filters.chips[Facet.TAG].text() == "标签：V 评价码"


def test_the_values_of_a_facet_are_ticked_in_a_list_with_counts(
    qtbot: QtBot, page: TablesPage
) -> None:
    qtbot.mouseClick(page.filters.chips[Facet.TAG], LEFT)
    popup = page.filters._popup
    assert popup is not None
    assert popup.isVisible()
    names = [(offer.name, offer.count, offer.depth) for offer in popup.offers.shown]
    assert ("V 评价码", 2, 0) in names
    assert ("V4 数据存疑", 1, 1) in names
    enter(popup.field, "存疑")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert quotes(page) == ["行政复议案件70件"]
    spoken = popup.offers.data(popup.offers.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "V4 数据存疑，1 条，已选"
    qtbot.mouseClick(popup.clear_button, LEFT)
    assert len(quotes(page)) == 4
    popup.close()


def test_a_filter_can_be_kept_under_a_name_and_taken_again(
    page: TablesPage, workspace: Workspace, view_state: ViewState, tmp_path: Path
) -> None:
    wanted = sieve(Facet.TAG, str(tag_id(workspace, "V")), text="案件")
    page.filters.set_sieve(wanted)
    page.keep_filter("待核")
    page.filters.clear()
    again = ViewState(tmp_path / "config", workspace.library.id)
    assert again.get(None, "table_filters") is not None
    page.filters.set_sieve(page.kept_filters()["待核"])
    assert quotes(page) == ["行政复议案件70件"]
    page.forget_filter("待核")
    assert page.kept_filters() == {}


def test_a_click_on_a_column_sorts_again_turns_and_shift_adds(
    qtbot: QtBot, page: TablesPage
) -> None:
    head = page.part.view.head

    def click(column: Column, modifiers: Qt.KeyboardModifier) -> None:
        number = COLUMNS.index(column) + 1
        place = QPoint(head.sectionViewportPosition(number) + 20, 10)
        QTest.mouseClick(head.viewport(), LEFT, modifiers, place)

    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    click(Column.TAGS, none)
    assert quotes(page)[-1] == "𠮷祥街道率先完成改革", "without a tag comes last"
    click(Column.TAGS, none)
    assert quotes(page)[0] == "𠮷祥街道率先完成改革"
    click(Column.UNIT, shift)
    assert [key.column for key in head.keys] == [Column.TAGS, Column.UNIT]
    click(Column.TAGS, none)
    click(Column.TAGS, none)
    click(Column.TAGS, none)
    assert [key.column for key in head.keys] == [Column.TAGS]


def test_groups_fold_and_a_line_with_two_tags_is_in_both(qtbot: QtBot, page: TablesPage) -> None:
    page.part.group_by("tag")
    heads = [entry for entry in page.part.model.entries if isinstance(entry, Head)]
    assert [(head.name, head.count) for head in heads] == [
        ("A 政治引领与推进机制", 1),
        ("G1 行政复议", 1),
        ("V2 问题", 1),
        ("V4 数据存疑", 1),
        ("未加标签", 1),
    ]
    assert quotes(page).count("行政复议案件70件") == 2
    view = page.part.view
    row = page.part.model.entries.index(heads[1])
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(200, view.rowViewportPosition(row) + 10))
    assert quotes(page).count("行政复议案件70件") == 1
    view.setCurrentIndex(page.part.model.index(row, 1))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert quotes(page).count("行政复议案件70件") == 2
    spoken = page.part.model.data(page.part.model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "G1 行政复议，1 条"


def test_ticking_rows_opens_a_bar_and_leaves_the_rows_in_place(
    qtbot: QtBot, page: TablesPage
) -> None:
    view = page.part.view
    assert not page.part.bulk.isVisible()
    qtbot.mouseClick(view.viewport(), LEFT, pos=cell(page, 1, None))
    qtbot.mouseClick(view.viewport(), LEFT, pos=cell(page, 2, None))
    assert page.part.bulk.isVisible()
    assert page.part.bulk.count.text() == "已选 2 条"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert page.part.bulk.count.text() == "已选 1 条"
    qtbot.mouseClick(page.part.bulk.close_button, LEFT)
    assert not page.part.bulk.isVisible()
    assert view.chosen() == []


def test_commands_name_everything_chosen_or_the_current_row(qtbot: QtBot, page: TablesPage) -> None:
    view = page.part.view
    view.setCurrentIndex(page.part.model.index(3, 2))
    view.clearSelection()
    current = view.current_line()
    assert current is not None
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked.args == ["delete", [current.id]]
    ids = choose(page, 0, 2)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_T)
    assert asked.args == ["add", ids]
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["copy", ids]


def test_enter_opens_the_passage_and_control_opens_it_beside(
    qtbot: QtBot, page: TablesPage
) -> None:
    view = page.part.view
    view.setCurrentIndex(page.part.model.index(2, 2))
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args is not None
    assert (opened.args[0].quote, opened.args[1]) == ("行政复议案件70件", False)
    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseDClick(
            view.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, cell(page, 0, Column.QUOTE)
        )
    assert opened.args is not None
    assert (opened.args[0].quote, opened.args[1]) == ("云岭区坚持", True)


def test_a_comment_is_edited_in_its_cell_and_escape_gives_up(
    qtbot: QtBot, page: TablesPage, workspace: Workspace
) -> None:
    page.commented.connect(workspace.annotating.set_comment)
    view = page.part.view
    view.setCurrentIndex(page.part.model.index(2, 2))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(CommentEditor)
    assert editor is not None
    assert editor.toPlainText() == "余 7 件，未说明\n再问一次"
    editor.setPlainText("已核实\n无误")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = page.part.model.line(2)
    assert line is not None
    assert line.comment == "已核实\n无误"
    qtbot.waitUntil(lambda: view.findChild(CommentEditor) is None)
    QTest.mouseDClick(view.viewport(), LEFT, pos=cell(page, 3, Column.COMMENT))
    editor = view.findChild(CommentEditor)
    assert editor is not None
    editor.setPlainText("不要了")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    line = page.part.model.line(3)
    assert line is not None
    assert line.comment == ""


def test_a_change_elsewhere_touches_its_rows_only_and_keeps_choice_and_place(
    page: TablesPage, workspace: Workspace, mark: Mark
) -> None:
    resets = QSignalSpy(page.part.model.modelReset)
    ids = choose(page, 1, 3)
    gone = page.part.model.line(0)
    assert gone is not None
    made = mark("双随机、一公开", "E1")
    assert "双随机、一公开" in quotes(page)
    workspace.annotating.add_tags(ids, [tag_id(workspace, "V6")])
    workspace.annotating.delete([gone.id])
    assert [line.id for line in page.part.view.chosen()] == ids
    workspace.history.undo()
    assert quotes(page)[0] == gone.quote
    assert [line.id for line in page.part.view.chosen()] == ids
    assert resets.count() == 0
    workspace.annotating.delete([made.id])
    fresh = workspace.tabulating.table()
    assert page.table.lines == fresh.lines


def test_names_of_tags_and_reviewers_follow_a_change(
    page: TablesPage, workspace: Workspace
) -> None:
    workspace.tagging.rename(tag_id(workspace, "V2"), "真问题")
    index = page.part.model.index(3, COLUMNS.index(Column.TAGS) + 1)
    assert index.data() == "V2 真问题"
    workspace.annotating.rename_reviewer(workspace.reviewer.id, "周丙")
    assert page.part.model.index(3, COLUMNS.index(Column.REVIEWER) + 1).data() == "周丙"


def test_while_hidden_it_reads_nothing_and_catches_up_when_shown(
    page: TablesPage, workspace: Workspace, mark: Mark
) -> None:
    page.hide()
    mark("双随机、一公开", "E1")
    assert len(quotes(page)) == 4
    page.show()
    assert len(quotes(page)) == 5


def test_columns_order_and_height_are_kept_for_the_library(
    page: TablesPage, open_page: Open
) -> None:
    head = page.part.view.head
    head.set_shown(Column.REGION, shown=True)
    head.set_shown(Column.SECTION, shown=False)
    head.moveSection(head.visualIndex(COLUMNS.index(Column.YEAR) + 1), 1)
    head.resizeSection(COLUMNS.index(Column.COMMENT) + 1, 222)
    page.part.group_by("unit")
    page.part.set_text_lines("3")
    head.sort_by(Column.YEAR)
    page.filters.set_sieve(Sieve(text="案件"))
    again = open_page()
    other = again.part.view.head
    assert other.is_shown(Column.REGION)
    assert not other.is_shown(Column.SECTION)
    assert other.visualIndex(COLUMNS.index(Column.YEAR) + 1) == 1
    assert other.sectionSize(COLUMNS.index(Column.COMMENT) + 1) == 222
    assert again.part.view.text_lines == 3
    assert [key.column for key in other.keys] == [Column.YEAR]
    assert isinstance(again.part.model.entries[0], Head)
    assert quotes(again) == ["行政复议案件70件"]


@pytest.mark.parametrize("kept", [None, 3, {"columns": [["x", 1]], "sort": 4, "lines": "9"}])
def test_a_damaged_state_is_as_at_first(page: TablesPage, kept: object) -> None:
    page.part.restore(kept)  # type: ignore[arg-type]
    head = page.part.view.head
    assert head.is_shown(Column.QUOTE)
    assert not head.is_shown(Column.REGION)
    assert head.keys == ()


def test_the_check_boxes_stay_at_the_left(page: TablesPage) -> None:
    head = page.part.view.head
    head.moveSection(0, 3)
    assert head.visualIndex(PICK) == 0
    head.moveSection(2, 0)
    assert head.visualIndex(PICK) == 0


def test_the_menu_offers_what_can_be_done(page: TablesPage) -> None:
    choose(page, 2, 3)
    menu = QMenu()
    page.part._fill_menu(menu)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == [
        "加标签…",
        "换标签…",
        "去标签",
        "标为已解决",
        "复制摘录和出处",
        "复制引文为",
        "复制为表格",
        "导出所选…",
        "删除 2 条",
    ]
    remove = QMenu()
    page.part._fill_remove(remove)
    assert [a.text() for a in remove.actions()] == [
        "G1 行政复议\t1",
        "V2 问题\t1",
        "V4 数据存疑\t1",
    ]


def test_the_preview_shows_the_current_annotation_whole(qtbot: QtBot, page: TablesPage) -> None:
    page.part.view.setCurrentIndex(page.part.model.index(2, 2))
    qtbot.waitUntil(lambda: "行政复议案件70件" in page.part.preview.text.toPlainText())
    text = page.part.preview.text.toPlainText()
    assert "云岭区人民政府·2023年度·一、主要举措和成效" in text
    assert "审阅甲：余 7 件，未说明\n再问一次" in text.replace("\u2028", "\n")


def test_cells_have_names_for_a_screen_reader(page: TablesPage) -> None:
    page.part.view.setCurrentIndex(page.part.model.index(2, 1))
    interface = QAccessible.queryAccessibleInterface(page.part.view)
    assert interface.role() == QAccessible.Role.Table
    names = [interface.child(k).text(QAccessible.Text.Name) for k in range(interface.childCount())]
    assert "G1 行政复议、V4 数据存疑" in names
    assert "单位" in names, "the head of its column"


# --- the clipboard -----------------------------------------------------------------------


def test_a_copied_table_is_taken_apart_again_by_a_spreadsheet(
    page: TablesPage, workspace: Workspace
) -> None:
    rows = workspace.tabulating.rows([line.id for line in page.table.lines])
    cells = row_cells(rows, LABELS["zh"], workspace.citing)
    text = tabbed(cells)
    assert list(csv.reader(io.StringIO(text), delimiter="\t")) == cells
    assert tabbed([["=1+1", 'a"b', "两\n行"]]) == '\'=1+1\t"a""b"\t"两\n行"'


def test_copied_quotes_carry_comment_and_source(page: TablesPage, workspace: Workspace) -> None:
    rows = workspace.tabulating.rows([page.table.lines[1].id, page.table.lines[3].id])
    assert quoted(rows, workspace.citing) == (
        "𠮷祥街道率先完成改革\n有出处\n云岭区人民政府·2023年度·第2段\n\n"
        "执法力量不足\n云岭区人民政府·2023年度·二、存在的不足·第1段"
    )


def test_a_thousand_rows_keep_their_choice_when_the_filter_changes(
    workspace: Workspace, report: Report, open_page: Open
) -> None:
    for n in range(450):
        workspace.annotating.annotate_report(report.id, (), f"第{n}条")
    page = open_page()
    page.part.view.toggle(440)
    chosen = page.part.view.chosen()
    page.filters.set_sieve(Sieve(text="44"))
    assert page.part.view.chosen() == chosen
    page.filters.clear()
    assert page.part.view.chosen() == chosen


def test_in_a_narrow_window_the_filter_takes_a_second_line(
    page: TablesPage, workspace: Workspace
) -> None:
    page.resize(1300, 700)
    QApplication.processEvents()
    one_line = page.filters.height()
    page.resize(640, 700)
    QApplication.processEvents()
    assert page.filters.height() > one_line
    chips = [*page.filters.chips.values(), page.filters.kept_button]
    for k, chip in enumerate(chips):
        assert page.filters.rect().contains(chip.geometry()), chip.text()
        others = [other.geometry() for other in chips[k + 1 :]]
        assert not any(chip.geometry().intersects(other) for other in others)


def test_a_plain_click_after_ticking_chooses_one_row_without_the_bar(
    qtbot: QtBot, page: TablesPage
) -> None:
    view = page.part.view
    choose(page, 0, 1)
    assert page.part.bulk.isVisible()
    qtbot.mouseClick(view.viewport(), LEFT, pos=cell(page, 2, Column.QUOTE))
    assert len(view.chosen()) == 1
    assert not page.part.bulk.isVisible()

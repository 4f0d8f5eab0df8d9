"""The matrix of tags by report in the page of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import Span
from app.domain.report import Report
from app.domain.table import Facet, Sieve
from app.settings import ViewState
from app.ui.tables.matrix_part import MatrixPart
from app.ui.tables.matrix_view import blend
from app.ui.tables.tables_page import MATRIX, TABLE, TablesPage
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from ui.parts.conftest import tag_id

Show = Callable[[QWidget, int, int], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def reports(workspace: Workspace) -> list[Report]:
    """Two units, one of them in two years."""
    made: list[Report] = []
    for name, year in (("云岭区", "2023"), ("安平县", "2022"), ("云岭区", "2022")):
        text = builders.SMALL_TEXT.replace("云岭区", name).replace("2023", year)
        second = text.index("二、")
        sections = (
            builders.section(text, "一、", "主要举措和成效", end=second),
            builders.section(text, "二、", "存在的不足"),
        )
        parsed = builders.parsed(
            text, title=f"{name}{year}年度报告", organisation=f"{name}人民政府", year=year,
            sections=sections, file_name=f"{name}{year}.txt",
        )  # fmt: skip
        made += workspace.importing.store([(parsed, {})])
    return made


def mark(workspace: Workspace, report: Report, words: str, *codes: str, say: str = "") -> None:
    start = workspace.library.text(report.id).index(words)
    tags = [tag_id(workspace, code) for code in codes]
    workspace.annotating.highlight(report.id, Span(start, start + len(words)), tags, say)


@pytest.fixture
def page(
    look: Look, workspace: Workspace, reports: list[Report], tmp_path: Path, shown: Show
) -> Iterator[TablesPage]:
    mark(workspace, reports[0], "行政复议案件70件", "G1", say="余 7 件")
    mark(workspace, reports[0], "执法力量不足", "V2")
    mark(workspace, reports[1], "法治意识有待提升", "V2", say="没有具体表现")
    mark(workspace, reports[1], "𠮷祥街道", "V2")
    mark(workspace, reports[2], "双随机、一公开", "G2")
    workspace.annotating.annotate_report(
        reports[2].id, [tag_id(workspace, "S3"), tag_id(workspace, "V5")]
    )
    page = TablesPage(look, workspace, ViewState(tmp_path / "config", workspace.library.id))
    workspace.subscribe(page.refresh)
    shown(page, 1300, 800)
    page.toggle_part(MATRIX)
    yield page
    page.hide()


@pytest.fixture
def part(page: TablesPage) -> MatrixPart:
    return page.matrix


def row_of(part: MatrixPart, code: str) -> int:
    return next(k for k, row in enumerate(part.model.rows) if row.tag and row.tag.code == code)


def cells(part: MatrixPart, code: str) -> list[str]:
    row = row_of(part, code)
    return [part.model.cell(row, column) for column in range(part.model.columnCount())]


def quotes(part: MatrixPart) -> list[tuple[str, list[str]]]:
    sides = part.passages.passages.sides
    return [(name, [line.quote for line in lines]) for name, lines in sides]


def test_where_only_one_fits_the_matrix_takes_the_place_of_the_table(page: TablesPage) -> None:
    assert page.matrix.isVisible()
    assert not page.part.isVisible()
    assert page.part_buttons[MATRIX].isChecked()
    page.resize(1800, 800)
    assert page.matrix.isVisible()
    assert page.part.isVisible()
    page.toggle_part(MATRIX)
    assert not page.matrix.isVisible()
    page.toggle_part(TABLE)
    assert page.part.isVisible(), "one of the two is always there"


def test_columns_name_unit_and_year_and_cells_count(part: MatrixPart) -> None:
    names = [part.model.column_names(k) for k in range(part.model.columnCount())]
    assert names == [("安平县", "2022"), ("云岭区", "2022"), ("云岭区", "2023"), ("合计", "")]
    assert cells(part, "V2") == ["2", "·", "1", "3"]
    assert cells(part, "G") == ["·", "1", "1", "2"], "a closed group counts what is below it"
    last = part.model.rowCount() - 1
    assert [part.model.cell(last, k) for k in range(4)] == ["2", "2", "2", "6"]


def test_what_a_reviewer_calls_missing_is_shown_as_missing(part: MatrixPart) -> None:
    assert cells(part, "S3") == ["·", "缺", "·", "1"]
    index = part.model.index(row_of(part, "S3"), 1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "云岭区 2022 × S3 第一责任人履职情况：1 条，审阅人标了缺项"


def test_groups_open_and_close_by_chevron_and_by_space(qtbot: QtBot, part: MatrixPart) -> None:
    rows = part.model.rowCount()
    header = part.view.verticalHeader()
    number = row_of(part, "G")
    place = QPoint(10, part.view.rowViewportPosition(number) + 10)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert part.model.rowCount() > rows
    assert cells(part, "G1") == ["·", "·", "1", "1"]
    assert cells(part, "G2") == ["·", "1", "·", "1"]
    part.view.setCurrentIndex(part.model.index(number, 0))
    qtbot.keyClick(part.view, Qt.Key.Key_Space)
    assert part.model.rowCount() == rows


def test_without_the_tags_below_a_group_counts_only_itself(qtbot: QtBot, part: MatrixPart) -> None:
    qtbot.mouseClick(part.whole_button, LEFT)
    assert cells(part, "G") == ["·", "·", "·", "·"]
    part.set_across("years")
    assert cells(part, "V2") == ["1", "2", "3"]
    part.set_across("units")
    assert cells(part, "V2") == ["2", "1", "3"]


def test_a_click_on_a_cell_lists_its_passages_with_their_place(
    qtbot: QtBot, part: MatrixPart
) -> None:
    row = row_of(part, "V2")
    place = part.view.visualRect(part.model.index(row, 0)).center()
    qtbot.mouseClick(part.view.viewport(), LEFT, pos=place)
    assert part.title.text() == "安平县 2022 × V2 问题"
    assert quotes(part) == [("安平县 2022", ["𠮷祥街道", "法治意识有待提升"])]
    model = part.passages.passages
    assert model.index(1, 0).data() == "法治意识有待提升。没有具体表现。二、存在的不足 · 第 1 段"
    assert part.open_button.isEnabled()
    assert not part.compare_button.isEnabled(), "one report is not beside another"


def test_a_click_on_a_tag_lists_all_reports_side_by_side(qtbot: QtBot, part: MatrixPart) -> None:
    row = row_of(part, "V2")
    place = QPoint(120, part.view.rowViewportPosition(row) + 10)
    qtbot.mouseClick(part.view.verticalHeader().viewport(), LEFT, pos=place)
    assert [name for name, _ in quotes(part)] == ["安平县 2022", "云岭区 2023"]
    with qtbot.waitSignal(part.compared) as compared:
        qtbot.mouseClick(part.compare_button, LEFT)
    assert compared.args is not None
    assert [line.quote for line in compared.args[0]] == ["𠮷祥街道", "执法力量不足"]


def test_the_chosen_passages_are_those_that_are_read_side_by_side(part: MatrixPart) -> None:
    part.view.show_cell(row_of(part, "V2"), part.model.columnCount() - 1)
    view, model = part.passages, part.passages.passages
    view.setCurrentIndex(model.index(1, 0))
    flags = view.selectionModel().SelectionFlag
    view.selectionModel().select(model.index(0, 1), flags.Select)
    assert [line.quote for line in view.side_by_side()] == ["法治意识有待提升", "执法力量不足"]


def test_by_keyboard_into_a_cell_to_a_passage_and_back(qtbot: QtBot, part: MatrixPart) -> None:
    part.view.setFocus()
    part.view.setCurrentIndex(part.model.index(row_of(part, "V2"), 0))
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    qtbot.waitUntil(part.passages.hasFocus)
    with qtbot.waitSignal(part.opened) as opened:
        qtbot.keyClick(part.passages, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].quote == "𠮷祥街道"
    qtbot.keyClick(part.passages, Qt.Key.Key_Escape)
    assert part.view.hasFocus()


def test_an_empty_cell_says_so_and_offers_nothing(part: MatrixPart) -> None:
    part.view.show_cell(row_of(part, "V1"), 0)
    assert quotes(part) == []
    assert part.count.text() == "0 条"
    assert not part.open_button.isEnabled()
    assert not part.copy_button.isEnabled()


def test_a_change_counts_again_and_keeps_the_cell(
    part: MatrixPart, workspace: Workspace, reports: list[Report]
) -> None:
    part.view.show_cell(row_of(part, "V2"), 0)
    part.passages.setCurrentIndex(part.passages.passages.index(1, 0))
    mark(workspace, reports[1], "依法行政", "V2")
    assert cells(part, "V2") == ["3", "·", "1", "4"]
    assert quotes(part) == [("安平县 2022", ["依法行政", "𠮷祥街道", "法治意识有待提升"])]
    assert [line.quote for line in part.passages.chosen()] == ["法治意识有待提升"]
    workspace.history.undo()
    assert cells(part, "V2") == ["2", "·", "1", "3"]


def test_the_filter_of_the_page_counts_for_the_matrix_too(
    page: TablesPage, part: MatrixPart
) -> None:
    page.filters.set_sieve(Sieve({Facet.YEAR: frozenset({"2022"})}))
    assert [part.model.column_name(k) for k in range(2)] == ["安平县 2022", "云岭区 2022"]
    assert cells(part, "V2") == ["2", "·", "2"]
    page.filters.set_sieve(Sieve(text="有待"))
    assert cells(part, "V2") == ["1", "·", "·", "1"]


def test_only_used_tags_and_what_is_closed_are_kept(
    look: Look, page: TablesPage, workspace: Workspace, tmp_path: Path, shown: Show
) -> None:
    part = page.matrix
    menu = QMenu()
    part.fill_more(menu)
    next(a for a in menu.actions() if a.text() == "只列有批注的标签").trigger()
    part._set_all_closed(closed=False)
    part.set_across("years")
    codes = [row.tag.code for row in part.model.rows if row.tag]
    assert codes == ["G", "G1", "G2", "S", "S3", "V", "V2", "V5"]
    again = TablesPage(look, workspace, page._view)
    shown(again, 1300, 800)
    assert again.matrix.isVisible(), "the half that was shown"
    assert [row.tag.code for row in again.matrix.model.rows if row.tag] == codes
    assert again.matrix.model.columnCount() == 3
    again.hide()


def test_the_matrix_is_copied_as_cells(qtbot: QtBot, page: TablesPage, part: MatrixPart) -> None:
    with qtbot.waitSignal(page.copied) as copied:
        qtbot.keyClick(part.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args is not None
    table = copied.args[0]
    assert table[0] == ["标签", "安平县 2022", "云岭区 2022", "云岭区 2023", "合计"]
    assert ["V2 问题", "2", "0", "1", "3"] in table
    assert table[-1] == ["合计", "2", "2", "2", "6"]


def test_cells_have_names_for_a_screen_reader(part: MatrixPart) -> None:
    interface = QAccessible.queryAccessibleInterface(part.view)
    assert interface.role() == QAccessible.Role.Table
    names = [interface.child(k).text(QAccessible.Text.Name) for k in range(interface.childCount())]
    assert "安平县 2022 × V2 问题：2 条" in names
    assert "V2 问题" in names
    assert "安平县 2022" in names


def test_titles_of_reports_and_definitions_of_tags_are_in_the_tool_tips(part: MatrixPart) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert part.model.headerData(0, across, tip) == "安平县2022年度报告"
    assert "文本自认" in part.model.headerData(row_of(part, "V2"), down, tip)


def test_a_tint_is_opaque_and_between_ground_and_ink() -> None:
    assert blend(QColor("#FFFFFF"), QColor("#000000"), 0.5) == QColor(128, 128, 128)
    assert blend(QColor("#FFFFFF"), QColor("#1B4B91"), 0.36).alpha() == 255


def test_a_double_click_opens_the_passage(qtbot: QtBot, part: MatrixPart) -> None:
    part.view.show_cell(row_of(part, "G"), 2)
    place = part.passages.visualRect(part.passages.passages.index(0, 0)).center()
    with qtbot.waitSignal(part.opened) as opened:
        QTest.mouseDClick(part.passages.viewport(), LEFT, pos=place)
    assert opened.args is not None
    assert opened.args[0].quote == "行政复议案件70件"

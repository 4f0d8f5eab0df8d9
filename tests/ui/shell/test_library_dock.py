"""The list of reports and the outline: what they show, and how they are narrowed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

import builders
from app.domain.anchor import Span
from app.domain.report import ReadingStatus, Section, SectionKind
from app.ui.library.library_model import LibraryModel, Line, dragged_reports
from app.ui.library.outline_dock import COUNT_ROLE, OutlineDock
from app.ui.library.report_list import LibraryDock
from app.ui.theme import Look
from app.ui.wording import Wording


def line(name: str, year: str, region: str = "江西", **values: object) -> Line:
    report = builders.report(builders.SMALL_TEXT, organisation=name, year=year, region=region)
    plain = Line(report, region, 0, ReadingStatus.UNREAD, 0.0)
    return replace(plain, **values)  # type: ignore[arg-type]


@pytest.fixture
def lines() -> list[Line]:
    return [line("云岭区", "2023", "湖南"), line("青溪市", "2022"), line("平川县", "2023")]


@pytest.fixture
def dock(look: Look, lines: list[Line]) -> LibraryDock:
    dock = LibraryDock(look, Wording())
    dock.show_lines(lines)
    dock.resize(196, 600)
    dock.show()
    return dock


def names(dock: LibraryDock) -> list[str]:
    proxy = dock.filter
    return [proxy.index(row, 0).data().split(" ")[0] for row in range(proxy.rowCount())]


def test_new_reports_are_added_without_starting_anew(lines: list[Line]) -> None:
    model, resets = LibraryModel(), list[None]()
    model.show_lines(lines[:2])
    model.modelReset.connect(lambda: resets.append(None))
    model.show_lines(lines)
    assert resets == []
    assert model.rowCount() == 3


def test_only_the_changed_row_is_painted_again(lines: list[Line]) -> None:
    model, rows = LibraryModel(), list[int]()
    model.show_lines(lines)
    model.dataChanged.connect(lambda first, _: rows.append(first.row()))
    model.set_annotations({lines[1].report.id: 4}, {lines[1].report.id})
    assert rows == [1]
    assert model.lines[1].annotations == 4


def test_filters_narrow_by_year_region_status_and_words(dock: LibraryDock) -> None:
    dock.filter.set_wanted("year", frozenset({"2023"}))
    assert names(dock) == ["云岭区", "平川县"]
    dock.filter.set_wanted("region", frozenset({"江西"}))
    assert names(dock) == ["平川县"]
    assert dock.title.text() == "报告库  1 / 3"
    dock.clear_filter()
    dock.field.setText("青溪")
    assert names(dock) == ["青溪市"]


def test_several_values_of_a_filter_can_be_wanted(dock: LibraryDock) -> None:
    menu = QMenu()
    dock.fill_filter_menu(menu, "year")
    ticks = [action for action in menu.actions() if action.isCheckable()]
    assert [action.text().split("\u3000") for action in ticks] == [["2023", "2"], ["2022", "1"]]
    for action in ticks:
        action.trigger()
    assert dock.filter.wanted["year"] == {"2022", "2023"}
    assert dock.chips["year"].isChecked()


def test_typing_in_the_list_starts_the_filter(dock: LibraryDock) -> None:
    QTest.keyClick(dock.view, "p")
    assert dock.field.isVisible()
    assert dock.field.text() == "p"


def test_enter_opens_here_and_control_enter_beside(dock: LibraryDock, lines: list[Line]) -> None:
    opened: list[tuple[UUID, bool]] = []
    dock.opened.connect(lambda report, beside: opened.append((report, beside)))
    dock.choose(lines[1].report.id)
    QTest.keyClick(dock.view, Qt.Key.Key_Return)
    QTest.keyClick(dock.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [(lines[1].report.id, False), (lines[1].report.id, True)]


def test_dragged_reports_are_known_again(lines: list[Line]) -> None:
    model = LibraryModel()
    model.show_lines(lines)
    data = model.mimeData([model.index(0), model.index(2)])
    assert dragged_reports(data) == [lines[0].report.id, lines[2].report.id]


# --- outline ---


def sections() -> list[Section]:
    own, item = SectionKind.OWN_LINE, SectionKind.ITEM
    return [
        Section(1, own, "一、", "主要举措", Span(10, 100), 14),
        Section(2, own, "（一）", "深化改革", Span(20, 60), 26),
        Section(3, item, "一是", "办理复议", Span(30, 60), 36),
        Section(1, own, "二、", "存在的不足", Span(100, 150), 106, confidence=0.6),
    ]


@pytest.fixture
def outline(look: Look) -> OutlineDock:
    dock = OutlineDock(look)
    dock.show_sections(sections())
    return dock


def test_numbered_statements_are_no_headings_of_the_outline(outline: OutlineDock) -> None:
    assert outline.headings() == [0, 1, 3]


def test_inside_a_numbered_statement_its_heading_is_marked(outline: OutlineDock) -> None:
    outline.set_current(2)
    assert outline.tree.currentIndex().data() == "（一）深化改革"
    outline.set_current(-1)
    assert not outline.tree.currentIndex().isValid()


def test_each_heading_counts_the_annotations_inside_it(outline: OutlineDock) -> None:
    outline.set_counts([12, 25, 35, 120])
    assert outline.counts == {0: 3, 1: 2, 3: 1}
    assert outline.model.item(0).data(COUNT_ROLE) == 3

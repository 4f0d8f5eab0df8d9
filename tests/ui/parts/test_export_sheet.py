"""The export dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.carrying import Content
from app.domain.filters import Filter
from app.domain.report import Report
from app.files.writing import FORMATS, FormatOption
from app.ui.choice_row import ChoiceRow
from app.ui.exporting.scopes import Preset, Scope
from app.ui.exporting.sheet import ExportSheet
from app.ui.exporting.words import PURPOSES, ExportWords
from app.ui.focus import focus_stops
from app.ui.jobs import Jobs
from app.ui.theme import Look
from app.workspace.workspace import Workspace
from journeys.gestures import wait_until

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., object]
Make = Callable[..., ExportSheet]


@pytest.fixture
def make(look: Look, workspace: Workspace, report: Report, shown: Show, qtbot: QtBot) -> Make:
    """Opens the dialog on the report, which is the current one."""
    jobs = Jobs()

    def made(kept: dict[str, str] | None = None, preset: Preset | None = None) -> ExportSheet:
        sheet = ExportSheet(
            look,
            workspace.exporting,
            jobs,
            scopes=[
                Scope(
                    "current", "当前报告：云岭区", Filter(reports=frozenset({report.id})), "云岭区"
                ),
                Scope("library", "整个报告库", Filter()),
            ],
            tags=workspace.tagging.tags(),
            kept=kept or {},
            preset=preset or Preset(),
        )
        shown(sheet, 1180, 660)
        qtbot.addWidget(sheet, before_close_func=lambda _: sheet.stop())
        wait_until(lambda: sheet.is_settled)
        return sheet

    return made


def row(sheet: ExportSheet, start: str) -> ChoiceRow:
    return next(r for r in sheet.findChildren(ChoiceRow) if r.text().startswith(start))


def choose(sheet: ExportSheet, start: str) -> None:
    row(sheet, start).click()
    wait_until(lambda: sheet.is_settled)


def test_it_begins_with_a_table_of_the_whole_library(make: Make, mark: Mark) -> None:
    mark("执法力量不足", "V2")
    sheet = make()
    choice = sheet.choice()
    assert (choice.format, choice.wanted) == ("xlsx", Filter())
    assert sheet.summary.text() == "1 条批注，1 份报告"
    assert "1 条" in sheet.export_button.text()


def test_every_format_has_words_and_a_place_in_the_list(make: Make, workspace: Workspace) -> None:
    offered = [key for _, keys in PURPOSES for key in keys]
    assert set(FORMATS) <= set(offered) == set(ExportWords().formats())
    assert set(make().formats.rows) == set(workspace.exporting.formats())


def test_every_kind_of_content_has_words() -> None:
    assert set(ExportWords().contents()) == set(Content)


def test_every_option_of_a_format_has_words() -> None:
    words = ExportWords()
    for key, format_ in FORMATS.items():
        for option in format_.options:
            assert words.option(key, option.name) != option.name, (key, option.name)
            if set(option.choices) != {"yes", "no"}:
                for choice in option.choices:
                    assert words.choice(key, option.name, choice) != choice, (key, choice)


def test_everything_fits_into_a_small_screen(make: Make) -> None:
    sheet = make()
    for button in (sheet.export_button, sheet.cancel_button):
        assert sheet.rect().contains(button.mapTo(sheet, button.rect().bottomRight()))
    assert sheet.minimumSizeHint().width() <= 1180
    assert sheet.minimumSizeHint().height() <= 660


def test_the_first_rows_are_shown_as_the_file_will_hold_them(make: Make, mark: Mark) -> None:
    mark("执法力量不足", "V2", comment="请补充编制数。")
    table = make().preview.table.sheet
    cells = [str(table.data(table.index(0, n))) for n in range(table.columnCount())]
    assert "执法力量不足" in cells
    assert "请补充编制数。" in cells


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_shows_what_it_will_be(make: Make, mark: Mark, format_: str) -> None:
    mark("执法力量不足", "V2", comment="请补充编制数。")
    sheet = make({"format": format_})
    assert sheet.choice().format == format_
    assert not sheet.preview.is_empty


def test_what_the_format_leaves_behind_is_said_with_counts(make: Make, mark: Mark) -> None:
    mark("执法力量不足", "V2")
    sheet = make({"format": "csv"})
    assert "1 份报告的全文" in sheet.losses.detail.text()
    assert "带不走" in sheet.losses.heading.text()


def test_a_scope_without_annotations_cannot_become_a_table(make: Make) -> None:
    sheet = make()
    assert not sheet.export_button.isEnabled()
    assert sheet.preview.message.text() == "这个范围里还没有批注"
    choose(sheet, "Word 批注稿")
    assert sheet.export_button.isEnabled()


def test_a_tag_is_meant_with_or_without_those_below_it(
    make: Make, mark: Mark, workspace: Workspace
) -> None:
    above = workspace.tagging.ensure("甲")
    workspace.tagging.ensure("甲/乙")
    mark("执法力量不足", "甲/乙")
    sheet = make(preset=Preset(tag=above.id))
    assert sheet.choice().wanted == Filter(tags=frozenset({above.id}))
    assert sheet.summary.text().startswith("1 条")
    sheet.below.click()
    wait_until(lambda: sheet.is_settled)
    assert sheet.choice().wanted == Filter(tags=frozenset({above.id}), exact_tags=True)
    assert sheet.summary.text().startswith("0 条")


def test_one_tag_is_picked_from_the_codebook(make: Make, workspace: Workspace) -> None:
    sheet = make()
    sheet.tag_button.click()
    menu = next(m for m in sheet.findChildren(QMenu) if m.isVisible())
    inner = next(m for m in menu.findChildren(QMenu))
    member = inner.actions()[2]
    name = member.text()
    member.trigger()
    menu.close()
    wait_until(lambda: sheet.is_settled)
    (tag,) = sheet.choice().wanted.tags
    assert name.endswith(workspace.tagging.tree()[tag].name)


def test_the_last_choices_are_remembered(make: Make, mark: Mark) -> None:
    mark("执法力量不足", "V2")
    sheet = make({"qdpx.x": "1"})
    choose(sheet, "CSV")
    choose(sheet, "当前报告")
    kept = sheet.choices()
    assert kept["qdpx.x"] == "1"
    again = make(kept)
    assert (again.choice().format, again.scope.kind) == ("csv", "current")
    assert again.choice().stem == "云岭区"


def test_options_are_shown_and_told(
    make: Make, mark: Mark, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark("执法力量不足", "V2")
    options = (FormatOption("order", ("place", "tag")), FormatOption("texts", ("no", "yes")))
    monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], options=options))
    sheet = make({"format": "csv", "csv.order": "tag"})
    assert sheet.choice().options == {"order": "tag", "texts": "no"}
    qtbot.mouseClick(sheet.options.ticks["texts"], Qt.MouseButton.LeftButton)
    sheet.options.buttons["order"].click()
    menu = next(m for m in sheet.findChildren(QMenu) if m.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    wait_until(lambda: sheet.is_settled)
    assert sheet.choice().options == {"order": "place", "texts": "yes"}
    assert sheet.choices()["csv.texts"] == "yes"


def test_arrows_move_among_the_formats(qtbot: QtBot, make: Make) -> None:
    sheet = make()
    row(sheet, "Excel").setFocus()
    qtbot.keyClick(row(sheet, "Excel"), Qt.Key.Key_Down)
    assert sheet.choice().format != "xlsx"


def test_export_tells_the_choice_and_escape_cancels(qtbot: QtBot, make: Make, mark: Mark) -> None:
    mark("执法力量不足", "V2")
    sheet = make()
    with qtbot.waitSignal(sheet.accepted) as accepted:
        qtbot.mouseClick(sheet.export_button, Qt.MouseButton.LeftButton)
    assert accepted.args is not None
    assert accepted.args[0] == sheet.choice()
    with qtbot.waitSignal(sheet.cancelled):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_list_of_losses_is_reached_and_scrolled_by_keys(
    qtbot: QtBot, make: Make, mark: Mark, look: Look
) -> None:
    mark("执法力量不足", "V2", comment="请补充编制数。")
    look.set_scale(150)
    sheet = make({"format": "markdown"})
    assert sheet.losses.detail in focus_stops(sheet)
    bar = sheet.losses.scroll_bar
    assert bar.maximum() > 0
    sheet.losses.detail.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(sheet.losses.detail, Qt.Key.Key_Down)
    assert bar.value() > 0

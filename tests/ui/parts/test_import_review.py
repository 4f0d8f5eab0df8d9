"""The import review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.errors import UnreadableFile
from app.domain.report import Field, ParsedReport, Source
from app.ui.library.import_review import ImportReview
from app.ui.theme import Look
from app.workspace.importing import Examined
from ui.parts.conftest import LEVELS
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]


def parsed(name: str, *, guess: str = "", **values: str | None) -> ParsedReport:
    """A report of a file; `guess` names the field of which the machine is not sure."""
    found = builders.parsed(f"{name}正文\n一、成效\n办结3件。", file_name=name, **values)  # type: ignore[arg-type]
    if guess:
        value = Field(found.metadata[guess].value, Source.GUESS)
        found = replace(found, metadata=replace(found.metadata, **{guess: value}))
    return found


def examined(found: ParsedReport, **more: object) -> Examined:
    return Examined(Path(found.file_name), found.file_name, parsed=found, **more)  # type: ignore[arg-type]


@pytest.fixture
def review(look: Look, shown: Show) -> ImportReview:
    items = [
        examined(parsed("荣昌区2022.docx", organisation="荣昌区人民政府", year="2022")),
        examined(parsed("副本.txt", year="2022"), duplicate_of=uuid4()),
        examined(parsed("总结.docx", guess="year", organisation=None, year="2022")),
        Examined(Path("扫描件.pdf"), "扫描件.pdf", error=UnreadableFile("扫描件.pdf", "scanned")),
        examined(parsed("江津区2021.docx", organisation="江津区人民政府", year="2021")),
    ]
    review = ImportReview(look, items, LEVELS, lambda e: f"{e.file_name}：只有图片，没有文字。")
    shown(review, 1170, 645)
    return review


def files(review: ImportReview) -> list[str]:
    return [item.examined.file for item in review.model.shown]


def choose(review: ImportReview, name: str) -> None:
    review.table.selectRow(files(review).index(name))


def accepted(qtbot: QtBot, review: ImportReview) -> list[tuple[str, dict[str, str | None]]]:
    with qtbot.waitSignal(review.accepted) as signal:
        qtbot.mouseClick(review.import_button, Qt.MouseButton.LeftButton)
    assert signal.args is not None
    return [(found.file_name, corrections) for found, corrections in signal.args[0]]


def test_problems_stand_first_and_the_first_decision_is_open(review: ImportReview) -> None:
    assert files(review)[:2] == ["扫描件.pdf", "总结.docx"]
    assert files(review)[-1] == "副本.txt"
    assert review.table.currentIndex().row() == 1
    assert "organisation" in review.evidence.fields


def test_the_counts_say_what_will_happen(review: ImportReview) -> None:
    expected = "5 份文件：2 份可直接导入，1 份需确认，1 份重复，1 份无法读取"
    assert review.counts.text() == expected
    assert review.import_button.text() == "导入 3 份"


def test_space_and_a_click_choose_files(qtbot: QtBot, review: ImportReview) -> None:
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    assert review.import_button.text() == "导入 2 份"
    row = files(review).index("荣昌区2022.docx")
    box = review.table.visualRect(review.model.index(row, 0))
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert review.import_button.text() == "导入 1 份"
    assert [name for name, _ in accepted(qtbot, review)] == ["江津区2021.docx"]


def test_a_click_beside_the_box_chooses_nothing(qtbot: QtBot, review: ImportReview) -> None:
    cell = review.table.visualRect(review.model.index(1, 1))
    qtbot.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert review.import_button.text() == "导入 3 份"


def test_what_cannot_be_imported_cannot_be_chosen(qtbot: QtBot, review: ImportReview) -> None:
    choose(review, "扫描件.pdf")
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    choose(review, "副本.txt")
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    assert review.import_button.text() == "导入 3 份"


def test_a_typed_value_goes_with_the_report(qtbot: QtBot, review: ImportReview) -> None:
    field = review.evidence.fields["organisation"]
    enter(field, "市交通局")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ("总结.docx", {"organisation": "市交通局"}) in accepted(qtbot, review)


def test_enter_on_a_guess_confirms_it(qtbot: QtBot, review: ImportReview) -> None:
    enter(review.evidence.fields["organisation"], "市交通局")
    qtbot.keyClick(review.evidence.fields["organisation"], Qt.Key.Key_Return)
    qtbot.keyClick(review.evidence.fields["year"], Qt.Key.Key_Return)
    assert "0 份需确认" not in review.counts.text()
    assert "需确认" not in review.counts.text()
    corrections = dict(accepted(qtbot, review))["总结.docx"]
    assert corrections == {"organisation": "市交通局", "year": "2022"}


@pytest.mark.parametrize(("name", "typed"), [("year", "22"), ("signed_on", "2024年3月")])
def test_a_value_of_the_wrong_form_is_not_taken(
    qtbot: QtBot, review: ImportReview, name: str, typed: str
) -> None:
    field = review.evidence.fields[name]
    field.clear()
    enter(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert name not in dict(accepted(qtbot, review))["总结.docx"]


def test_escape_in_a_changed_field_takes_the_typing_back(
    qtbot: QtBot, review: ImportReview
) -> None:
    field = review.evidence.fields["year"]
    qtbot.keyClicks(field, "7")
    with qtbot.assertNotEmitted(review.cancelled):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2022"
    with qtbot.waitSignal(review.cancelled):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_only_what_needs_a_look_can_be_shown(qtbot: QtBot, review: ImportReview) -> None:
    qtbot.mouseClick(review.only_button, Qt.MouseButton.LeftButton)
    assert files(review) == ["总结.docx"]
    qtbot.mouseClick(review.only_button, Qt.MouseButton.LeftButton)
    assert len(files(review)) == 5


def test_one_year_can_be_set_for_all(qtbot: QtBot, review: ImportReview) -> None:
    assert review.year_field.text() == "2022"
    review.year_field.clear()
    qtbot.keyClicks(review.year_field, "2023")
    qtbot.mouseClick(review.year_button, Qt.MouseButton.LeftButton)
    assert {corrections["year"] for _, corrections in accepted(qtbot, review)} == {"2023"}
    assert review.evidence.fields["year"].text() == "2023"


def test_a_year_that_is_none_is_not_set(qtbot: QtBot, review: ImportReview) -> None:
    review.year_field.clear()
    qtbot.mouseClick(review.year_button, Qt.MouseButton.LeftButton)
    assert all("year" not in corrections for _, corrections in accepted(qtbot, review))


def test_the_reason_of_a_failure_is_said(review: ImportReview) -> None:
    choose(review, "扫描件.pdf")
    words = [w.accessibleName() for w in review.evidence.findChildren(QWidget)]
    assert "只有图片，没有文字。" in words


def test_two_quick_clicks_on_a_box_are_two_clicks(qtbot: QtBot, review: ImportReview) -> None:
    box = review.table.visualRect(review.model.index(1, 0)).center()
    viewport = review.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(box))
    assert review.import_button.text() in {"导入 2 份", "导入 3 份"}

"""The page of an import: its table, what stands beside it, what is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import Span
from app.domain.errors import UnreadableFile
from app.domain.incoming import Choices
from app.domain.report import Field, Note, ParsedReport, Source
from app.domain.version import Kinship
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.model import COLUMNS, FILTERS, ReviewModel
from app.ui.importing.page import ImportPage
from app.ui.importing.words import ReviewWords
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.import_decisions import Decision
from app.workspace.importing import Examined, ImportResult, Status
from ui.parts.entering import enter

Show = Callable[[QWidget, int, int], None]
LEFT = Qt.MouseButton.LeftButton


def parsed(name: str, *, guess: str = "", **values: str | None) -> ParsedReport:
    """A report of a file; `guess` names the field of which the machine is not sure."""
    text = f"{name}正文\n一、成效\n𠮷祥镇办结3件。\n主办：某某"
    section = builders.section(text, "一、", "成效")
    found = builders.parsed(text, file_name=name, sections=[section], **values)  # type: ignore[arg-type]
    if guess:
        value = Field(found.metadata[guess].value, Source.GUESS)
        found = replace(found, metadata=replace(found.metadata, **{guess: value}))
    return found


def item(found: ParsedReport, **more: object) -> ReviewItem:
    examined = Examined(Path(found.file_name), found.file_name, parsed=found, **more)  # type: ignore[arg-type]
    return ReviewItem(examined, file_sha256=found.file_sha256)


def failed(name: str, reason: str) -> ReviewItem:
    return ReviewItem(Examined(Path(name), name, error=UnreadableFile(name, reason)))


SURE = parsed("荣昌区2022.docx", organisation="荣昌区人民政府", year="2022")


@pytest.fixture
def page(look: Look, shown: Show) -> ImportPage:
    page = ImportPage(look, ReviewModel(ReviewWords(Wording(), lambda _: "去年的报告")))
    shown(page, 1366, 704)
    page.model.add(
        [
            item(SURE),
            item(parsed("已有.txt", year="2022"), duplicate_of=uuid4()),
            item(parsed("总结.docx", guess="year", organisation=None, year="2022")),
            failed("扫描件.pdf", "scanned"),
            item(parsed("江津区2021.docx", organisation="江津区人民政府", year="2021")),
            item(SURE),
            item(parsed("修订.docx", year="2023"), version_of=uuid4()),
        ]
    )
    page.table.begin()
    page.beside.settle()
    return page


def files(page: ImportPage) -> list[str]:
    return [item.name for item in page.model.shown]


def go(page: ImportPage, name: str) -> ReviewItem:
    found = next(item for item in page.model.items if item.name == name)
    page.show_item(found)
    page.beside.settle()
    return found


def names(items: list[ReviewItem]) -> list[str]:
    return [item.name for item in items]


def accepted(qtbot: QtBot, page: ImportPage) -> list[ReviewItem]:
    with qtbot.waitSignal(page.accepted) as signal:
        qtbot.mouseClick(page.import_button, LEFT)
    assert signal.args is not None
    return signal.args[0]


# --- the table ------------------------------------------------------------------------


def test_problems_stand_first_and_the_first_decision_is_open(page: ImportPage) -> None:
    assert files(page)[:3] == ["扫描件.pdf", "总结.docx", "修订.docx"]
    assert files(page)[-2:] == ["已有.txt", "荣昌区2022.docx"]
    assert page.table.currentIndex().row() == 1
    assert "organisation" in page.beside.values.fields


def test_the_counts_say_what_will_happen(page: ImportPage) -> None:
    said = "7 份文件：2 份可直接导入，1 份需确认，1 份修订稿，2 份重复，1 份无法读取"
    assert page.counts.text() == said
    assert page.import_button.text() == "导入 4 份"
    assert page.sure_button.text() == "先导入没有疑问的 2 份"


def test_the_same_text_twice_is_taken_once(page: ImportPage) -> None:
    twin = page.model.items[5]
    assert twin.verdict is Verdict.DUPLICATE
    assert "荣昌区2022.docx" in page.model.words.verdict(twin)


def test_space_and_a_click_choose_files(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.import_button.text() == "导入 3 份"
    row = files(page).index("荣昌区2022.docx")
    box = page.table.visualRect(page.model.index(row, 0))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=box.center())
    assert page.import_button.text() == "导入 2 份"
    assert names(accepted(qtbot, page)) == ["江津区2021.docx", "修订.docx"]


def test_two_quick_clicks_on_a_box_are_two_clicks(qtbot: QtBot, page: ImportPage) -> None:
    box = page.table.visualRect(page.model.index(1, 0)).center()
    viewport = page.table.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=box)
    qtbot.mouseDClick(viewport, LEFT, pos=QPoint(box))
    assert page.import_button.text() == "导入 4 份"


def test_a_click_beside_the_box_chooses_nothing(qtbot: QtBot, page: ImportPage) -> None:
    cell = page.table.visualRect(page.model.index(1, 1))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=cell.center())
    assert page.import_button.text() == "导入 4 份"


def test_what_cannot_be_imported_cannot_be_chosen(qtbot: QtBot, page: ImportPage) -> None:
    for name in ("扫描件.pdf", "已有.txt"):
        go(page, name)
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.import_button.text() == "导入 4 份"


def test_the_key_goes_from_problem_to_problem(qtbot: QtBot, page: ImportPage) -> None:
    seen = [page.table.current()]
    for _ in range(3):
        qtbot.keyClick(page.table, Qt.Key.Key_F7)
        seen.append(page.table.current())
    assert names([i for i in seen if i]) == ["总结.docx", "修订.docx", "扫描件.pdf", "总结.docx"]
    qtbot.keyClick(page.table, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    current = page.table.current()
    assert current is not None
    assert current.name == "扫描件.pdf"


def test_a_click_on_a_head_sorts_and_the_third_goes_back(qtbot: QtBot, page: ImportPage) -> None:
    before = files(page)
    head = page.table.head
    number = COLUMNS.index("year")
    place = QPoint(head.sectionViewportPosition(number) + 12, 12)

    def years() -> list[str]:
        return [page.model.words.text(item, "year") for item in page.model.shown]

    qtbot.mouseClick(head.viewport(), LEFT, pos=place)
    assert years() == [*sorted(y for y in years() if y), ""]
    qtbot.mouseClick(head.viewport(), LEFT, pos=place)
    assert years() == [*sorted((y for y in years() if y), reverse=True), ""]
    qtbot.mouseClick(head.viewport(), LEFT, pos=place)
    assert files(page) == before


@pytest.mark.parametrize("column", COLUMNS[1:])
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_without_losing_a_file(
    page: ImportPage, column: str, descending: bool
) -> None:
    page.model.sort_by(column, descending=descending)
    assert sorted(files(page)) == sorted(item.name for item in page.model.items)


def test_a_correction_moves_no_row(qtbot: QtBot, page: ImportPage) -> None:
    before = files(page)
    for name in ("organisation", "year"):
        page.model.correct([page.model.items[2]], name, "2022")
    assert page.model.items[2].verdict is Verdict.READY
    assert files(page) == before


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_shows_its_kind_and_no_other(qtbot: QtBot, page: ImportPage, name: str) -> None:
    chip = page.filters[name]
    if not chip.isVisible():
        assert not any(item.verdict in FILTERS[name] for item in page.model.items)
        return
    qtbot.mouseClick(chip, LEFT)
    expected = [item for item in page.model.items if item.verdict in FILTERS[name]]
    assert sorted(files(page)) == sorted(names(expected))
    assert chip.text().endswith(f" {len(expected)}")


def test_files_that_come_later_stand_at_their_places(page: ImportPage) -> None:
    page.model.add([item(parsed(f"好{n}.txt", year="2024")) for n in range(60)])
    current, y = page.table.current(), page.table.visualRect(page.table.currentIndex()).y()
    page.model.add([failed(f"坏{n}.doc", "damaged") for n in range(30)])
    page.model.add([item(parsed("新.txt", year="2024"))])
    verdicts = [item.verdict for item in page.model.shown]
    assert verdicts == sorted(verdicts)
    assert page.table.current() is current
    assert page.table.visualRect(page.table.currentIndex()).y() == y


def test_columns_chosen_and_widths_are_remembered(page: ImportPage, look: Look) -> None:
    head = page.table.head
    head.set_shown("encoding", True)
    head.set_shown("headings", False)
    head.resizeSection(COLUMNS.index("file"), 333)
    other = ImportPage(look, ReviewModel(ReviewWords(Wording())))
    other.take_state(page.state())
    assert "encoding" in other.table.head.shown()
    assert "headings" not in other.table.head.shown()
    assert other.table.head.state()["widths"]["file"] == 333


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"columns": 3, "sizes": [0, "x"], "side": 5}'])
def test_what_was_kept_badly_is_as_at_first(page: ImportPage, kept: str) -> None:
    before = page.table.head.shown()
    page.take_state(kept)
    assert page.table.head.shown() == before


def test_the_menu_of_columns_names_them_all(page: ImportPage) -> None:
    menu = QMenu()
    page.table.head.fill(menu)
    assert [a.text() for a in menu.actions()] == [
        page.model.words.column(c) for c in COLUMNS if c not in {"chosen", "file", "result"}
    ]


# --- values ---------------------------------------------------------------------------


def test_a_typed_value_goes_with_the_report(qtbot: QtBot, page: ImportPage) -> None:
    field = page.beside.values.fields["organisation"]
    enter(field, "市交通局")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wanted = next(i for i in accepted(qtbot, page) if i.name == "总结.docx").wanted()
    assert wanted is not None
    assert wanted.corrections == {"organisation": "市交通局"}


def test_enter_on_a_guess_confirms_it(qtbot: QtBot, page: ImportPage) -> None:
    fields = page.beside.values.fields
    enter(fields["organisation"], "市交通局")
    qtbot.keyClick(fields["organisation"], Qt.Key.Key_Return)
    qtbot.keyClick(fields["year"], Qt.Key.Key_Return)
    assert "需确认" not in page.counts.text()
    assert page.model.items[2].corrections == {"organisation": "市交通局", "year": "2022"}


def test_a_value_taken_away_by_a_person_is_no_question_any_more(page: ImportPage) -> None:
    found = page.model.items[2]
    page.model.correct([found], "organisation", None)
    assert found.corrections == {"organisation": None}
    assert "organisation" not in found.uncertain


@pytest.mark.parametrize(("name", "typed"), [("year", "22"), ("signed_on", "2024年3月")])
def test_a_value_of_the_wrong_form_is_not_taken(
    qtbot: QtBot, page: ImportPage, name: str, typed: str
) -> None:
    field = page.beside.values.fields[name]
    field.clear()
    enter(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert name not in page.model.items[2].corrections


def test_escape_in_a_changed_field_takes_the_typing_back(qtbot: QtBot, page: ImportPage) -> None:
    field = page.beside.values.fields["year"]
    qtbot.keyClicks(field, "7")
    with qtbot.assertNotEmitted(page.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2022"
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_enter_on_a_row_goes_to_the_first_doubtful_value(qtbot: QtBot, page: ImportPage) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.beside.values.fields["organisation"].hasFocus()


def test_several_rows_get_a_value_at_once(qtbot: QtBot, page: ImportPage) -> None:
    assert not page.bulk.isVisible()
    page.table.selectAll()
    assert page.bulk.isVisible()
    field = page.bulk.fields["year"]
    qtbot.keyClicks(field, "20x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert all("year" not in item.corrections for item in page.model.items)
    field.clear()
    qtbot.keyClicks(field, "2023")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert {i.value("year").value for i in page.model.items if i.can_import} == {"2023"}
    qtbot.mouseClick(page.bulk.skip, LEFT)
    assert page.model.chosen() == []
    qtbot.mouseClick(page.bulk.take, LEFT)
    assert len(page.model.chosen()) == 4
    qtbot.mouseClick(page.bulk.cross, LEFT)
    assert not page.bulk.isVisible()


# --- text and outline -----------------------------------------------------------------


def test_the_text_stands_beside_its_outline(qtbot: QtBot, page: ImportPage) -> None:
    found = go(page, "荣昌区2022.docx")
    qtbot.mouseClick(page.beside.tabs["text"], LEFT)
    text = page.beside.text
    assert found.parsed is not None
    assert text.lines.toPlainText() == found.parsed.text
    assert text.outline.count() == 1
    section = text.outline.item(0)
    assert section is not None
    place = text.outline.visualItemRect(section).center()
    qtbot.mouseClick(text.outline.viewport(), LEFT, pos=place)
    assert text.lines.textCursor().block().text() == "一、成效"
    assert text.lines.textCursor().block().text()[0] == "一"


def test_headings_are_bold_and_furniture_is_grey_and_slanted(page: ImportPage) -> None:
    found = go(page, "荣昌区2022.docx")
    assert found.parsed is not None
    start = found.parsed.text.index("主办")
    hidden = replace(found.parsed, furniture=(Span(start, len(found.parsed.text)),))
    page.beside.text.show_report(hidden)
    document = page.beside.text.lines.document()
    shapes = {}
    block = document.firstBlock()
    while block.isValid():
        if block.text():
            shapes[block.text()] = block.begin().fragment().charFormat()
        block = block.next()
    assert shapes["一、成效"].font().bold()
    assert shapes["主办：某某"].font().italic()
    assert not shapes["𠮷祥镇办结3件。"].font().italic()


def test_switches_read_the_file_anew(qtbot: QtBot, page: ImportPage) -> None:
    found = parsed("网页.html", year="2020")
    notes = (Note("encoding", {"name": "gb18030"}), Note("replaced", {"count": 3}))
    found = replace(found, media_type="text/html", notes=notes, furniture=(Span(0, 3),))
    page.model.add([item(found)])
    web = go(page, "网页.html")
    page.beside.show_side("text")
    bar = page.beside.bar
    assert bar.encoding.text() == "编码：GB18030"
    assert bar.damage.text() == "3 个字符无法识别"
    with qtbot.waitSignal(page.wished) as signal:
        qtbot.mouseClick(bar.whole, LEFT)
    assert signal.args == [web, Choices(whole_page=True)]
    menu = QMenu()
    bar._fill(menu)
    with qtbot.waitSignal(page.wished) as signal:
        next(a for a in menu.actions() if a.text() == "Big5").trigger()
    assert signal.args == [web, Choices(encoding="big5hkscs")]


def test_a_file_read_anew_takes_its_new_place_in_the_import(page: ImportPage) -> None:
    web = page.model.items[4]
    other = replace(web.examined, choices=Choices(whole_page=True), parsed=SURE)
    web.see(other, is_foreign=False)
    page.model.reread(web)
    assert web.verdict is Verdict.DUPLICATE
    assert web.twin is page.model.items[0]
    assert web.decision.choices == Choices(whole_page=True)


# --- deciding -------------------------------------------------------------------------


def buttons(page: ImportPage) -> set[str]:
    return set(page.beside.remedies.buttons)


def test_a_failed_file_says_why_and_what_can_be_done(qtbot: QtBot, page: ImportPage) -> None:
    scan = go(page, "扫描件.pdf")
    assert "只有图片，没有文字" in page.beside.verdict.accessibleName()
    assert {"recognise", "again", "folder"} <= buttons(page)
    with qtbot.waitSignal(page.wished) as signal:
        qtbot.mouseClick(page.beside.remedies.buttons["recognise"], LEFT)
    assert signal.args == [scan, Choices(recognise=True)]
    page.model.add([failed("怪.txt", "binary")])
    go(page, "怪.txt")
    assert "encoding" in buttons(page)


def test_what_the_reading_warns_of_is_a_question_until_it_was_seen(
    qtbot: QtBot, page: ImportPage
) -> None:
    broken = replace(parsed("缺字.txt"), notes=(Note("replaced", {"count": 3}),))
    page.model.add([item(broken)])
    found = go(page, "缺字.txt")
    assert found.verdict is Verdict.UNCERTAIN
    assert "3 个字符无法识别" in page.model.words.verdict(found)
    assert found not in page.model.sure()
    qtbot.mouseClick(page.beside.remedies.buttons["seen"], LEFT)
    assert found.verdict is Verdict.READY
    assert found.decision == Decision(seen=True)


def test_a_corrected_version_is_decided_in_one_press(qtbot: QtBot, page: ImportPage) -> None:
    version = go(page, "修订.docx")
    assert "去年的报告" in page.beside.verdict.accessibleName()
    wanted = version.wanted()
    assert wanted is not None
    assert wanted.replaces == version.examined.version_of
    qtbot.mouseClick(page.beside.remedies.buttons["apart"], LEFT)
    wanted = version.wanted()
    assert wanted is not None
    assert wanted.replaces is None
    qtbot.mouseClick(page.beside.remedies.buttons["skip"], LEFT)
    assert not version.chosen
    qtbot.mouseClick(page.beside.remedies.buttons["version"], LEFT)
    assert version.chosen
    assert not version.apart


def test_a_text_like_another_units_report_is_kept_apart_unless_told_otherwise(
    page: ImportPage,
) -> None:
    copied = item(parsed("抄来.docx", year="2023"))
    copied.see(replace(copied.examined, version_of=uuid4()), is_foreign=True)
    page.model.add([copied])
    wanted = copied.wanted()
    assert wanted is not None
    assert wanted.replaces is None
    go(page, "抄来.docx")
    assert "另存一份" in page.beside.verdict.accessibleName()
    page.model.set_apart(copied, apart=False)
    wanted = copied.wanted()
    assert wanted is not None
    assert wanted.replaces is not None


def test_a_former_text_is_not_taken_unasked(page: ImportPage) -> None:
    former = item(parsed("旧稿.docx", year="2023"))
    report = uuid4()
    kinship = Kinship(report, 0.9, is_former=True)
    former.see(replace(former.examined, version_of=report, kinship=kinship), is_foreign=False)
    page.model.add([former])
    assert not former.chosen
    go(page, "旧稿.docx")
    assert "以前的文本" in page.beside.verdict.accessibleName()
    assert {"version", "skip", "open"} <= buttons(page)
    assert "apart" not in buttons(page)


def test_a_duplicate_leads_to_the_report_it_doubles(qtbot: QtBot, page: ImportPage) -> None:
    double = go(page, "已有.txt")
    with qtbot.waitSignal(page.asked) as signal:
        qtbot.mouseClick(page.beside.remedies.buttons["open"], LEFT)
    assert signal.args == [double, "open"]
    page.show_item(page.model.items[5])
    qtbot.mouseClick(page.beside.remedies.buttons["twin"], LEFT)
    assert page.table.current() is page.model.items[0]


def test_what_was_decided_before_is_in_force_is_said_and_can_be_forgotten(
    qtbot: QtBot, page: ImportPage
) -> None:
    again = item(parsed("又来.txt", guess="year", organisation=None, year="2019"))
    again.decide(Decision({"year": "2018", "organisation": "某局"}, skipped=True))
    page.model.add([again])
    assert not again.chosen
    assert again.value("year").value == "2018"
    go(page, "又来.txt")
    assert "按您上次的决定" in page.beside.verdict.accessibleName()
    with qtbot.waitSignal(page.model.decided):
        qtbot.mouseClick(page.beside.remedies.buttons["forget"], LEFT)
    assert again.decision == Decision()
    assert again.chosen
    assert "forget" not in buttons(page)


def test_what_is_being_stored_cannot_be_changed_meanwhile(page: ImportPage) -> None:
    found = page.model.items[0]
    page.model.set_busy([found], busy=True)
    page.model.correct([found], "year", "1999")
    page.model.set_chosen([found], chosen=False)
    assert found.corrections == {}
    assert found.chosen
    assert found not in page.model.chosen()


# --- the report -----------------------------------------------------------------------


def test_the_report_adds_up_and_names_every_file(page: ImportPage) -> None:
    name = "荣昌区2022.docx"
    added = ImportResult(Path(name), name, Status.ADDED, builders.report())
    page.model.settle([(page.model.items[0], added)])
    page.model.set_chosen([page.model.items[4]], chosen=False)
    results = [item.outcome() for item in page.model.items]
    page.summary.show_results(results, datetime(2026, 3, 1, 12))  # noqa: DTZ001 - shown as it is
    said = "7 份文件：新增 1 份，重复 2 份，跳过 1 份，尚未导入 2 份，无法读取 1 份"
    assert page.summary.title.text() == said
    lines = page.summary.lines
    shown = [lines.data(lines.index(row)) for row in range(lines.rowCount())]
    assert len(shown) == 7 + 5
    assert shown[0].startswith("1 份 · 只有图片，没有文字")


def test_a_line_of_the_report_leads_to_its_file(qtbot: QtBot, page: ImportPage) -> None:
    results = [item.outcome() for item in page.model.items]
    page.summary.show_results(results, datetime(2026, 3, 1, 12))  # noqa: DTZ001 - shown as it is
    qtbot.mouseClick(page.views["summary"], LEFT)
    page.summary.list.setCurrentIndex(page.summary.lines.index(1))
    with qtbot.waitSignal(page.entered) as signal:
        qtbot.keyClick(page.summary.list, Qt.Key.Key_Return)
    assert signal.args is not None
    assert signal.args[0].file == "扫描件.pdf"


@pytest.mark.parametrize("kind", ["failed", "duplicate", "none"])
def test_with_nothing_to_import_the_page_says_so(look: Look, shown: Show, kind: str) -> None:
    page = ImportPage(look, ReviewModel(ReviewWords(Wording())))
    shown(page, 1366, 704)
    made = {
        "failed": [failed(f"{n}.doc", "damaged") for n in range(3)],
        "duplicate": [item(parsed(f"{n}.txt"), duplicate_of=uuid4()) for n in range(3)],
        "none": [],
    }
    page.model.add(made[kind])
    page.table.begin()
    assert not page.import_button.isVisible() or not page.import_button.isEnabled()
    assert not page.sure_button.isVisible()

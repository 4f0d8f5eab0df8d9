"""A folder of mixed files comes in while a person reads: nothing waits, nothing is hidden."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

import builders
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.page import ImportPage
from app.ui.main_window import MainWindow
from app.workspace.import_decisions import FILE_NAME
from journeys.conftest import Starter
from journeys.gestures import drop, key, press, press_word, select, sheet, wait_until

PLACES = [f"{first}山区" for first in "青白红紫金银玉石清明安永"]
READY = len(PLACES)


HAN = "云山石水田林路桥河湖海江城镇村街办法规令政务公开督察培训案件调解复议诉讼执法检查服务平台窗口"


def text_of(place: str) -> str:
    """A report of a place; no two are alike in more than their headings."""
    any_ = random.Random(place)
    lines = ["".join(any_.choices(HAN, k=60)) + "。" for _ in range(6)]
    return (
        f"{place}2023年度法治政府建设情况报告\n2023年，{place}坚持依法行政。{lines[0]}\n"
        f"一、主要举措和成效\n（一）优化营商环境。{lines[1]}\n（二）规范执法。{lines[2]}\n{lines[3]}\n"
        f"二、存在的不足\n{lines[4]}\n{lines[5]}\n{place}人民政府\n2024年2月10日"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good reports in three formats, and one of everything that goes wrong."""
    top = tmp_path / "报送"
    (top / "乡镇").mkdir(parents=True)
    for n, place in enumerate(PLACES):
        text, name = text_of(place), f"{place}2023"
        match n % 3:
            case 0:
                (top / f"{name}.txt").write_bytes(text.encode("gb18030"))
            case 1:
                (top / "乡镇" / f"{name}.txt").write_text(text, encoding="utf-8")
            case _:
                lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
                page = f'<html><head><meta charset="utf-8"></head><body><div class="nav"><a href="/">首页</a></div><div id="zoom">{lines}</div></body></html>'
                (top / f"{name}.html").write_text(page, encoding="utf-8")
    (top / "总结.txt").write_text(
        "今年以来，工作取得成效。\n一、成效\n办结3件。\n", encoding="utf-8"
    )
    (top / "副本.txt").write_text(text_of(PLACES[0]), encoding="utf-8")
    (top / "空.txt").write_bytes(b"")
    (top / "坏.docx").write_bytes(b"PK\x03\x04" + b"x" * 400)
    (top / "怪.txt").write_bytes(b"\x01\x02\x03" * 90 + text_of("怪石镇").encode("gb18030"))
    return top


@pytest.fixture
def window(start: Starter, tmp_path: Path) -> MainWindow:
    """A window in which a report is open."""
    window = start()
    first = tmp_path / "云岭区2023.txt"
    first.write_text(builders.SMALL_TEXT, encoding="utf-8")
    drop(window, [first])
    wait_until(lambda: window.imports.is_read)
    press(window.imports.page().import_button)
    wait_until(lambda: window.reading.area.active is not None and window.imports.is_idle)
    window.imports.close()
    return window


def page(window: MainWindow) -> ImportPage:
    return window.imports.page()


def item(window: MainWindow, name: str) -> ReviewItem:
    return next(i for i in page(window).model.items if i.name == name)


def bring_in(window: MainWindow, folder: Path) -> None:
    drop(window, [folder])
    wait_until(lambda: window.imports.is_read)
    press(window.title_row.tabs["import"])
    assert window.page == "import"


def reports(window: MainWindow) -> int:
    return len(window.reading.library.model.lines)


def test_reading_goes_on_while_files_come_in(window: MainWindow, folder: Path) -> None:
    one = window.reading.area.active
    assert one is not None
    drop(window, [folder])
    assert window.page == "reading"
    assert sheet(window) is None
    select(one, "审结63件")
    key(one, "h")
    assert len(window.workspace.annotating.rows()) == 1  # type: ignore[union-attr]
    wait_until(lambda: window.imports.is_read)
    assert window.page == "reading"  # who annotates is not taken away from it
    press_word(window, "核对并导入")
    assert window.page == "import"
    assert len(page(window).model.items) == READY + 5


def test_the_review_opens_by_itself_for_who_waits(window: MainWindow, folder: Path) -> None:
    drop(window, [folder])
    wait_until(lambda: window.imports.is_read)
    wait_until(lambda: window.page == "import")


def test_a_mixed_folder_is_decided_and_imported_by_mouse_and_keys(
    window: MainWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(window, folder)
    view = page(window)
    counts = {v: view.model.count(v) for v in Verdict}
    assert counts[Verdict.READY] == READY
    assert counts[Verdict.UNCERTAIN] == 1
    assert counts[Verdict.DUPLICATE] == 1
    assert counts[Verdict.FAILED] == 3
    # What has no question goes ahead; the rest waits.
    before = reports(window)
    press(view.sure_button)
    assert not view.close_button.isEnabled()  # its report must say what was stored
    wait_until(lambda: reports(window) == before + READY and window.imports.is_idle)
    assert window.page == "import"
    assert view.close_button.isEnabled()
    assert view.model.count(Verdict.DONE) == READY
    # A file that looks like no text is opened in another encoding.
    view.show_item(item(window, "怪.txt"))
    press(view.beside.remedies.buttons["encoding"])
    menu = view.beside.remedies.findChild(QMenu)
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "GB18030").trigger()
    menu.close()
    wait_until(lambda: window.imports.is_idle)
    assert item(window, "怪.txt").parsed is not None
    # The doubtful one is corrected with the keys.
    view.show_item(item(window, "总结.txt"))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    field = view.beside.values.fields["organisation"]
    assert window.focusWidget() is field
    field.insert("红星镇人民政府")
    QTest.keyClick(field, Qt.Key.Key_Return)
    for name, value in (("year", "2023"), ("title", "红星镇2023年工作总结")):
        field = view.beside.values.fields[name]
        field.setText(value)
        field.editingFinished.emit()
    view.model.set_chosen([item(window, "怪.txt")], chosen=False)
    press(view.import_button)
    wait_until(lambda: reports(window) == before + READY + 1 and window.imports.is_idle)
    stored = [
        line.report.metadata.organisation.value for line in window.reading.library.model.lines
    ]
    assert "红星镇人民政府" in stored
    # The report adds up, and is saved.
    wait_until(lambda: view.stack.currentWidget() is view.summary)
    expected = f"{READY + 5} 份文件：新增 {READY + 1} 份，重复 1 份，跳过 1 份，无法读取 2 份"
    assert view.summary.title.text() == expected
    target = tmp_path / "导入报告.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(view.summary.save_button)
    wait_until(target.exists)
    names = [row[0].value for row in load_workbook(target).worksheets[-1].iter_rows(min_row=2)]
    assert len(names) == READY + 5
    # And it is found again after the import was closed.
    press(view.close_button)
    assert window.page == "reading"
    assert not window.title_row.tabs["import"].isVisible()
    window.commands.trigger("import_report")
    assert window.page == "import"
    assert view.summary.title.text() == expected


def test_what_was_decided_is_remembered_after_a_restart(start: Starter, folder: Path) -> None:
    window = start()
    bring_in(window, folder)
    view = page(window)
    summary = item(window, "总结.txt")
    view.model.correct([summary], "organisation", "红星镇人民政府")
    view.model.set_chosen([item(window, f"{PLACES[1]}2023.txt")], chosen=False)
    window.close()
    kept = window.paths.config / FILE_NAME
    assert len(json.loads(kept.read_text(encoding="utf-8"))["decisions"]) == 2
    assert str(folder) not in kept.read_text(encoding="utf-8")
    again = start()
    bring_in(again, folder)
    summary = item(again, "总结.txt")
    assert summary.corrections == {"organisation": "红星镇人民政府"}
    assert summary.is_remembered
    skipped = item(again, f"{PLACES[1]}2023.txt")
    assert not skipped.chosen
    page(again).show_item(skipped)
    press(page(again).beside.remedies.buttons["forget"])
    assert skipped.chosen


def test_files_that_come_meanwhile_are_added(window: MainWindow, folder: Path) -> None:
    other = folder.parent / "后来.txt"
    other.write_text(text_of("后山县"), encoding="utf-8")
    drop(window, [folder])
    drop(window, [other])
    wait_until(lambda: window.imports.is_read)
    assert len(page(window).model.items) == READY + 6


def test_reading_that_is_stopped_says_what_was_not_read_and_goes_on(
    window: MainWindow, folder: Path
) -> None:
    drop(window, [folder])
    window.imports.show()
    press(page(window).stop_button)
    wait_until(lambda: window.imports.is_idle)
    view = page(window)
    read = len(view.model.items)
    if read < READY + 5:
        assert view.resume_button.text() == f"继续读其余 {READY + 5 - read} 份"
        press(view.resume_button)
        wait_until(lambda: window.imports.is_idle)
    assert len(view.model.items) == READY + 5


def test_another_library_puts_an_unfinished_import_down(
    window: MainWindow, folder: Path, tmp_path: Path
) -> None:
    bring_in(window, folder)
    window.libraries.open(tmp_path / "别的.piyue", create=True)
    assert not window.imports.is_active
    assert window.page == "reading"
    assert reports(window) == 0


def test_a_corrected_version_takes_the_place_and_a_copy_leads_to_the_report(
    window: MainWindow, tmp_path: Path
) -> None:
    one = window.reading.area.active
    assert one is not None
    report = one.id
    select(one, "审结63件")
    key(one, "h")
    corrected = tmp_path / "云岭区2023（更正）.txt"
    corrected.write_text(builders.SMALL_TEXT.replace("81次", "82次"), encoding="utf-8")
    same = tmp_path / "云岭区2023（同）.txt"
    same.write_bytes(builders.SMALL_TEXT.encode("gb18030"))
    drop(window, [corrected, same])
    wait_until(lambda: window.imports.is_read)
    window.imports.show()
    view = page(window)
    version = item(window, corrected.name)
    assert version.examined.version_of == report
    assert version.verdict is Verdict.VERSION
    view.show_item(version)
    press(view.beside.remedies.buttons["apart"])
    press(view.beside.remedies.buttons["version"])
    press(view.import_button)
    wait_until(lambda: version.result is not None and window.imports.is_idle)
    assert view.summary.title.text() == "2 份文件：新文本 1 份，重复 1 份"
    workspace = window.workspace
    assert workspace is not None
    assert reports(window) == 1
    assert "82次" in workspace.reporting.text(report)
    (row,) = workspace.annotating.rows()
    assert row.quote == "审结63件"
    view.show_item(item(window, same.name))
    press(view.beside.remedies.buttons["open"])
    assert window.page == "reading"
    active = window.reading.area.active
    assert active is not None
    assert active.id == report

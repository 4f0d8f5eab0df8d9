"""The report at hand becomes a PDF that says what the window shows."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from app.ui.controls import Button
from app.ui.exporting.sheet import ExportSheet
from app.ui.printing.print_sheet import PrintSheet
from journeys.conftest import Starter
from journeys.gestures import wait_until


def test_a_read_report_is_saved_as_pdf(
    start: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: bool(window.reading.area.open))
    lines = window.workspace.reporting.list() if window.workspace else []
    report = max(lines, key=lambda line: line.annotations).report
    window.reading.open_report(report.id)
    target = tmp_path / "报告.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(PrintSheet)
    assert isinstance(sheet, PrintSheet)
    pdf = next(b for b in sheet.findChildren(Button) if b.text() == "存为 PDF…")
    QTest.mouseClick(pdf, Qt.MouseButton.LeftButton)
    wait_until(target.exists)
    document = pypdfium2.PdfDocument(target)
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    words = "".join(said.split())
    workspace = window.workspace
    assert workspace is not None
    for annotation in workspace.annotating.of_report(report.id):
        assert "".join(annotation.comment.split()) in words


def test_a_folder_that_is_gone_is_said_and_the_sheet_stays(
    start: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: bool(window.reading.area.open))
    target = tmp_path / "没有" / "报告.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.commands.trigger("print")
    sheet = window.findChild(PrintSheet)
    assert isinstance(sheet, PrintSheet)
    sheet.pdf_wished.emit(sheet.preview.printed)
    wait_until(lambda: "报告.pdf" in window.status.said.text())
    assert sheet.isVisible()
    assert next(b for b in sheet.findChildren(Button) if b.text() == "存为 PDF…").isEnabled()


def test_several_reports_become_one_pdf_by_the_export_dialog(
    start: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    window.libraries.open_sample()
    wait_until(lambda: bool(window.reading.area.open))
    target = tmp_path / "全部.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.transfers.ask_export()
    dialog = window.findChild(ExportSheet)
    assert isinstance(dialog, ExportSheet)
    dialog.scopes[-1][0].setChecked(True)  # the whole library
    dialog.formats.choose("pdf")
    wait_until(lambda: dialog.is_settled)
    assert "每份报告一个文件" in dialog.note.text()
    QTest.mouseClick(dialog.options.buttons["files"], Qt.MouseButton.LeftButton)
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    next(one for one in menu.actions() if one.text() == "合成一个文件").trigger()
    menu.close()
    wait_until(lambda: dialog.is_settled)
    assert "每份报告一个文件" not in dialog.note.text()
    QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    wait_until(target.exists)
    document = pypdfium2.PdfDocument(target)
    titles = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    document.close()
    assert window.workspace is not None
    meant = {row.report.title for row in window.workspace.annotating.rows()}
    assert set(titles) == meant

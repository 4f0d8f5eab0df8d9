"""Printing: from the pane's report to the sheet, and from there to a file or a printer."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.domain.annotation import Scope
from app.domain.discussion import Reply
from app.domain.errors import PiyueError
from app.files.atomic import write_files
from app.ui.dialogs import Sheet, ask
from app.ui.naming import report_name
from app.ui.panes import OpenReport
from app.ui.printing.notes import Note, Said
from app.ui.printing.paper import DOTS, Notes, Options, PrintedReport, write_pdf
from app.ui.printing.pdf_text import with_ideographs
from app.ui.printing.printer import ask_printer, print_pages
from app.ui.reader.marks import Mark

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Printing(QObject):
    """Prints the report of a pane."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Show how the active report would look on paper."""
        from app.ui.printing.print_sheet import PrintSheet, sheet_size

        window = self._window
        one = window.reading.area.active
        if one is None or one.pane.content is None:
            window.say(self.tr("先打开一份报告，再打印"))
            return
        kept = window.settings
        options = Options(Notes(kept.print_notes), kept.print_size, kept.print_tag_names)
        content = PrintSheet(window.look, one.pane.content, self.notes(one), options)
        sheet = Sheet(window.look, content, window, sheet_size())
        stem = report_name(one.report)
        content.changed.connect(self._remember)
        content.cancelled.connect(sheet.close_sheet)
        content.pdf_wished.connect(lambda printed: self._ask_pdf(sheet, printed, stem))
        content.print_wished.connect(lambda printed: self._print(sheet, printed, stem))
        sheet.open_sheet()

    def notes(self, one: OpenReport) -> list[Note]:
        """What was said of the report in a pane, in text order; of the whole report first."""
        workspace = self._window.workspace
        if workspace is None:
            return []
        names = {r.id: r.name for r in workspace.annotating.reviewers()}
        threads: dict[object, list[Reply]] = {}
        for reply in workspace.library.replies(one.id):
            threads.setdefault(reply.annotation, []).append(reply)
        text = one.pane.view.display.text
        marks = sorted(one.pane.view.index.marks, key=_place)
        notes: list[Note] = []
        number = 0
        for mark in marks:
            said = [Said(mark.reviewer_name, mark.comment)] if mark.comment else []
            said += [Said(names.get(r.reviewer, ""), r.text) for r in threads.get(mark.id, ())]
            number += bool(said)
            quote = mark.span.of(text) if mark.span else mark.lost_quote
            notes.append(Note(number if said else 0, mark, self._name(mark), quote, tuple(said)))
        return notes

    def _name(self, mark: Mark) -> str:
        name = self._tags(mark)
        if mark.lost_quote:
            return self.tr("{name}（原文找不到）").format(name=name)
        return self.tr("{name}（位置待确认）").format(name=name) if mark.is_doubtful else name

    def _tags(self, mark: Mark) -> str:
        if mark.tags:
            return self.tr("、").join(tag.short_name or tag.name for tag in mark.tags)
        if mark.scope is Scope.REPORT:
            return self.tr("整份报告")
        return self.tr("无标签")

    def _remember(self, options: Options) -> None:
        values = asdict(options)
        self._window.remember(
            print_notes=options.notes.value,
            print_size=values["size"],
            print_tag_names=values["names_tags"],
        )

    # --- PDF ---------------------------------------------------------------------

    def _ask_pdf(self, sheet: Sheet, printed: PrintedReport, stem: str) -> None:
        window = self._window
        folder = window.settings.export_folder or window.paths.documents
        name, _ = QFileDialog.getSaveFileName(
            window, self.tr("存为 PDF"), str(folder / f"{stem}.pdf"), "*.pdf"
        )
        if name:
            target = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
            window.remember(export_folder=target.parent)
            self.write(sheet, printed, target, stem)

    def write(self, sheet: Sheet, printed: PrintedReport, target: Path, title: str) -> None:
        """Write the PDF; a file that cannot be written leaves the sheet open and says why."""
        window = self._window
        try:
            write_files([(target, partial(_write_pdf, printed, title))])
        except PiyueError as problem:
            window.report(problem)
            return
        sheet.close_sheet()
        folder = QUrl.fromLocalFile(str(target.parent))
        ask(
            window.look, window, self.tr("已存为 PDF"),
            self.tr("共 {pages} 页：\n{file}").format(pages=printed.pages, file=target),
            [("folder", self.tr("打开所在文件夹"), "normal"), ("close", self.tr("知道了"), "primary")],
            lambda key: QDesktopServices.openUrl(folder) if key == "folder" else None,
        )  # fmt: skip

    # --- printer -----------------------------------------------------------------

    def _print(self, sheet: Sheet, printed: PrintedReport, title: str) -> None:
        window = self._window
        printer = ask_printer(window, title, printed.pages)
        if printer is None:
            return
        if print_pages(printer, printed.pages, DOTS, printed.paint_page):
            sheet.close_sheet()
            window.say(self.tr("已送往打印机"))
        else:
            window.say(self.tr("打印机没有接受这份文件，请检查打印机后再试"))


def _place(mark: Mark) -> tuple[int, int]:
    return (mark.span.start, -mark.span.end) if mark.span else (-1, 0)


def _write_pdf(printed: PrintedReport, title: str, stream: BinaryIO) -> None:
    stream.write(pdf_bytes(printed, title))


def pdf_bytes(printed: PrintedReport, title: str) -> bytes:
    """The whole PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write_pdf(printed, buffer, title)
    return with_ideographs(bytes(buffer.data().data()))

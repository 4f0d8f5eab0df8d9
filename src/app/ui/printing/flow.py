"""Printing: from the pane's report to the sheet, and from there to a file or a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.ui.dialogs import Sheet, ask
from app.ui.naming import report_name
from app.ui.printing.paper import PrintedReport
from app.ui.printing.printer import ask_printer, print_pages
from app.ui.printing.sheet import DOTS, Notes, Options
from app.ui.printing.write_pdf import chosen_of, printed_of
from app.ui.theme import Look
from app.workspace.labels import LABELS
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.files.export import Words
    from app.ui.main_window import MainWindow
    from app.ui.printing.print_sheet import PrintSheet

PDF = "pdf"


class Printing(QObject):
    """Prints the report of a pane."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Show how the active report would look on paper."""
        from app.ui.printing.print_sheet import PrintSheet, sheet_size

        window = self._window
        one, workspace = window.reading.area.active, window.workspace
        if one is None or workspace is None:
            window.say(self.tr("先打开一份报告，再打印"))
            return
        kept = window.settings
        options = Options(Notes(kept.print_notes), kept.print_size, kept.print_tag_names)
        exporting = workspace.exporting
        export = exporting.gather(PDF, exporting.survey(report=one.id))
        page, look = export.pages[0], Look("light")
        lay_out = partial(printed_of, export, page, words=self._words, look=look)
        content = PrintSheet(window.look, lay_out, page.report.title, len(page.rows), options)
        sheet = Sheet(window.look, content, window, sheet_size())
        stem, id_ = report_name(one.report), one.id
        content.changed.connect(self._remember)
        content.cancelled.connect(sheet.close_sheet)
        content.pdf_wished.connect(
            lambda printed: self._ask_pdf(content, sheet, printed, id_, stem)
        )
        content.print_wished.connect(lambda printed: self._print(sheet, printed, stem))
        sheet.open_sheet()

    @property
    def _words(self) -> Words:
        return LABELS[self._window.settings.language]

    def _remember(self, options: Options) -> None:
        self._window.remember(
            print_notes=options.notes.value,
            print_size=options.size,
            print_tag_names=options.names_tags,
        )

    # --- PDF ---------------------------------------------------------------------

    def _ask_pdf(
        self, content: PrintSheet, sheet: Sheet, printed: PrintedReport, report: UUID, stem: str
    ) -> None:
        window = self._window
        folder = window.settings.export_folder or window.paths.documents
        name, _ = QFileDialog.getSaveFileName(
            window, self.tr("存为 PDF"), str(folder / f"{stem}.pdf"), "*.pdf"
        )
        if not name or window.workspace is None:
            return
        target = Path(name) if Path(name).suffix else Path(name).with_suffix(".pdf")
        window.remember(export_folder=target.parent)
        exporting, options, words = window.workspace.exporting, printed.options, self._words

        def work(progress: Progress) -> list[Path]:
            return exporting.export(
                PDF, target, progress=progress, report=report, words=words,
                options=chosen_of(options),
            )  # fmt: skip

        def done(files: list[Path]) -> None:
            sheet.close_sheet()
            self._tell(files[0], printed.pages)

        def failed(problem: BaseException) -> None:
            content.set_busy(False)
            window.report(problem)

        content.set_busy(True)
        window.jobs.start(work, done=done, failed=failed, title=self.tr("存为 PDF"))

    def _tell(self, target: Path, pages: int) -> None:
        window = self._window
        folder = QUrl.fromLocalFile(str(target.parent))
        ask(
            window.look, window, self.tr("已存为 PDF"),
            self.tr("共 {pages} 页：\n{file}").format(pages=pages, file=target),
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

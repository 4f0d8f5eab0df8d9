"""Former texts in the details of a report, and taking another file for its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import PiyueError
from app.domain.version import Version
from app.ui.naming import report_name
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.ui.library.versions import VersionsPart
    from app.ui.main_window import MainWindow
    from app.workspace.versioning import Replaced

SIZE = QSize(900, 640)


class FormerTexts(QObject):
    """Fills the part of the details page that is about versions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.part: VersionsPart | None = None
        window.reading.details.shown.connect(self._show)

    def _show(self) -> None:
        window = self._window
        workspace, report = window.workspace, window.reading.details.report_id()
        if workspace is None or report is None:
            return
        if self.part is None:
            from app.ui.library.versions import VersionsPart

            self.part = VersionsPart(window.look)
            self.part.differences_asked.connect(self._show_differences)
            self.part.replacement_asked.connect(self.ask_file)
            window.reading.details.put_below(self.part)
        self.part.show_versions(
            workspace.versioning.versions(report), writes=not workspace.library.read_only
        )

    def _show_differences(self, version: Version) -> None:
        from app.ui.dialogs import Sheet
        from app.ui.library.versions import DifferencesPage

        window = self._window
        workspace = window.workspace
        if workspace is None:
            return
        try:
            name = report_name(workspace.reporting.report(version.report))
            found = workspace.versioning.differences(version.report, version.text_sha256)
        except PiyueError as refusal:
            window.report(refusal)
            return
        title = self.tr("{name}：旧文本与现在的文本").format(name=name)
        page = DifferencesPage(window.look, title, *found)
        sheet = Sheet(window.look, page, window, SIZE)
        page.closed.connect(sheet.close_sheet)
        sheet.open_sheet()

    # --- another file for the text ---------------------------------------------------

    def ask_file(self) -> None:
        """Ask for the corrected file of the report that the details are of."""
        report = self._window.reading.details.report_id()
        if report is None:
            return
        title = self.tr("选择修订稿")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title)
        if chosen:
            self.replace(report, Path(chosen))

    def replace(self, report: UUID, path: Path) -> None:
        """Make a file the text of a report, in a job."""
        window = self._window
        workspace = window.workspace
        if workspace is None:
            return

        def work(progress: Progress) -> Replaced:
            (examined, *_) = workspace.importing.examine([path], progress)
            if examined.parsed is None:
                assert examined.error is not None
                raise examined.error
            return workspace.versioning.replace(report, examined.parsed)

        def done(replaced: Replaced) -> None:
            if replaced.corrections_lost or replaced.pins_lost:
                window.say(
                    self.tr(
                        "文本已更换；{corrections} 处目录或杂项更正、{pins} 处手动对齐的位置已不在"
                    ).format(corrections=replaced.corrections_lost, pins=replaced.pins_lost)
                )
            else:
                window.say(self.tr("文本已更换"))

        window.jobs.start(work, done=done, failed=window.report, title=self.tr("更换文本"))

"""Bringing reports in and annotations out: the flows between dialogs and jobs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.domain.filters import Filter
from app.files.suffixes import SUFFIXES
from app.ui.dialogs import Sheet, ask
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.ui.export_sheet import Choice
    from app.ui.main_window import MainWindow

FOLDER_FORMATS = frozenset({"docx"})
LIBRARY_SUFFIX = ".piyue"


class Transfers(QObject):
    """Import: choose; the rest is the import desk's. Export: choose, write, show."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # --- in ---

    def ask_files(self) -> None:
        window = self._window
        names, _ = QFileDialog.getOpenFileNames(
            window,
            self.tr("导入报告"),
            str(window.settings.import_folder or window.paths.documents),
            self._kinds(),
        )
        self.bring_in([Path(name) for name in names])

    def _kinds(self) -> str:
        """What the file dialog offers, the endings from the one table of formats."""
        offered = (
            (self.tr("全部报告文件 ({kinds})"), [kind for kind in SUFFIXES if kind != "word_2003"]),
            (
                self.tr("Word、WPS 文档 ({kinds})"),
                ("docx", "doc", "rtf", "odt", "flat_odt", "flat_opc"),
            ),
            (self.tr("PDF、OFD ({kinds})"), ("pdf", "ofd")),
            (self.tr("网页、电子书 ({kinds})"), ("html", "mhtml", "epub")),
            (self.tr("纯文字 ({kinds})"), ("text", "markdown")),
            (self.tr("压缩包 ({kinds})"), ("archive",)),
        )
        lines = [
            words.format(
                kinds=" ".join(f"*{ending}" for kind in kinds for ending in SUFFIXES[kind])
            )
            for words, kinds in offered
        ]
        return ";;".join((*lines, self.tr("所有文件 (*)")))

    def ask_folder(self) -> None:
        window = self._window
        name = QFileDialog.getExistingDirectory(
            window,
            self.tr("导入文件夹"),
            str(window.settings.import_folder or window.paths.documents),
        )
        if name:
            self.bring_in([Path(name)])

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Read files and folders; what was understood is shown before anything is stored."""
        window = self._window
        libraries = [path for path in paths if path.suffix == LIBRARY_SUFFIX]
        if libraries:
            window.libraries.open(libraries[0])
            return
        if not paths or not window.has_workspace():
            return
        folder = paths[0] if paths[0].is_dir() else paths[0].parent
        window.remember(import_folder=folder)
        window.imports.bring_in(paths)

    # --- out ---

    def ask_export(self) -> None:
        """Ask what to export and in which format."""
        from app.ui.export_sheet import ExportSheet
        from app.ui.naming import report_name

        window = self._window
        workspace, area = window.workspace, window.reading.area
        if workspace is None:
            return

        def count(wanted: Filter) -> tuple[int, int]:
            rows = workspace.annotating.rows(wanted)
            return len(rows), len({row.report.id for row in rows})

        active = area.active
        content = ExportSheet(
            window.look,
            current=(active.id, report_name(active.report)) if active else None,
            opened=[one.id for one in area.open],
            tags=workspace.tagging.tags(),
            count=count,
        )
        sheet = Sheet(window.look, content, window, QSize(620, 640))

        def accepted(choice: Choice) -> None:
            sheet.close_sheet()
            self._export(choice)

        content.accepted.connect(accepted)
        content.cancelled.connect(sheet.close_sheet)
        sheet.open_sheet()

    def export_some(self, format_: str, wanted: Filter) -> None:
        """Ask where to, and write the annotations meant in one of the formats."""
        from app.ui.export_sheet import Choice

        self._export(Choice(format_, wanted, None))

    def _export(self, choice: Choice) -> None:
        window = self._window
        workspace = window.workspace
        target = self._target(choice) if workspace else None
        if workspace is None or target is None:
            return
        window.remember(export_folder=target.parent)

        def work(progress: Progress) -> list[Path]:
            from app.workspace.labels import LABELS

            return workspace.exporting.export(
                choice.format, target, choice.wanted, progress,
                report=choice.report, words=LABELS[window.settings.language],
            )  # fmt: skip

        window.jobs.start(
            work, done=self._exported, failed=window.report, title=self.tr("导出批注")
        )

    def _target(self, choice: Choice) -> Path | None:
        """Where to: a file, or a folder for several Word documents."""
        window = self._window
        folder = window.settings.export_folder or window.paths.documents
        if choice.format in FOLDER_FORMATS and choice.report is None:
            name = QFileDialog.getExistingDirectory(window, self.tr("导出到文件夹"), str(folder))
            return Path(name) if name else None
        stem = self.tr("{name} 批注").format(name=self._stem(choice))
        name, _ = QFileDialog.getSaveFileName(
            window, self.tr("导出批注"), str(folder / f"{stem}.{choice.format}"),
            f"*.{choice.format}",
        )  # fmt: skip
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(f".{choice.format}")

    def _stem(self, choice: Choice) -> str:
        from app.ui.naming import report_name

        workspace = self._window.workspace
        if workspace is None:
            return ""
        if choice.report is not None:
            return report_name(workspace.reporting.report(choice.report))
        return workspace.library.path.stem

    def _exported(self, files: list[Path]) -> None:
        window = self._window
        if not files:
            window.say(self.tr("没有内容可导出"))
            return
        words = self.tr("已写出 {count} 个文件：\n{first}").format(count=len(files), first=files[0])
        folder = QUrl.fromLocalFile(str(files[0].parent))
        ask(
            window.look, window, self.tr("导出完成"), words,
            [("folder", self.tr("打开所在文件夹"), "normal"), ("close", self.tr("知道了"), "primary")],
            lambda key: QDesktopServices.openUrl(folder) if key == "folder" else None,
        )  # fmt: skip


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

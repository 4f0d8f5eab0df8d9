"""Bringing reports in and annotations out: what the menus call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QFileDialog

from app.files.suffixes import SUFFIXES

if TYPE_CHECKING:
    from app.ui.bringing.desk import BringingDesk
    from app.ui.exporting.flow import ExportFlow
    from app.ui.exporting.scopes import Preset
    from app.ui.main_window import MainWindow

LIBRARY_SUFFIX = ".piyue"


class Transfers(QObject):
    """Import: choose; the rest is the import desk's. Export: the export flow's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._flow: ExportFlow | None = None

    # --- in ---

    def ask_files(self) -> None:
        window = self._window
        names, _ = QFileDialog.getOpenFileNames(
            window,
            self.tr("导入报告"),
            str(window.settings.import_folder or window.paths.documents),
            self._kinds(),
            "",
            QFileDialog.Option.HideNameFilterDetails,  # dozens of endings hide the words
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
        workspace = self._window.workspace
        endings = " ".join(f"*{one}" for one in workspace.bringing.suffixes()) if workspace else ""
        lines.append(self._exchange_kinds().format(kinds=endings))
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
        libraries = [path for path in paths if is_library(path)]
        if libraries:
            if not window.libraries.open(libraries[0]):
                return
            if len(libraries) > 1:
                window.say(self.tr("一次只能打开一个报告库，其余的没有打开"))
            paths = [path for path in paths if path not in libraries]
        if not paths or not window.has_workspace():
            return
        folder = paths[0] if paths[0].is_dir() else paths[0].parent
        window.remember(import_folder=folder)
        others = self._exchange_files(paths)
        reports = [path for path in paths if path not in others]
        if reports:
            window.imports.bring_in(reports)
            if others:
                self.bringing.open_later(others)
        elif others:
            self.bringing.open(others)

    def _exchange_files(self, paths: Sequence[Path]) -> list[Path]:
        """Those that hold annotations or tags of other programs or libraries."""
        workspace = self._window.workspace
        if workspace is None or all(path.is_dir() and not path.suffix for path in paths):
            return []
        known = frozenset(workspace.bringing.suffixes())
        return [
            path
            for path in paths
            if path.suffix.lower() in known and workspace.bringing.format_of(path)
        ]

    @cached_property
    def bringing(self) -> BringingDesk:
        """Files with annotations or tags; nobody brings any in at start."""
        from app.ui.bringing.desk import BringingDesk

        return BringingDesk(self._window)

    def ask_exchange_files(self) -> None:
        """Ask for files with annotations or tags."""
        window = self._window
        if not window.has_workspace() or window.workspace is None:
            return
        kinds = " ".join(f"*{ending}" for ending in window.workspace.bringing.suffixes())
        names, _ = QFileDialog.getOpenFileNames(
            window,
            self.tr("导入批注或标签体系"),
            str(window.settings.import_folder or window.paths.documents),
            ";;".join((self._exchange_kinds().format(kinds=kinds), self.tr("所有文件 (*)"))),
        )
        paths = [Path(name) for name in names]
        if paths:
            window.remember(import_folder=paths[0].parent)
            self.bringing.open(paths)

    def _exchange_kinds(self) -> str:
        return self.tr("批注和标签体系 ({kinds})")

    def forget(self) -> None:
        """Another library is shown."""
        if "bringing" in self.__dict__:  # it was asked for
            self.bringing.forget()

    # --- out ---

    def ask_export(self, preset: Preset | None = None) -> None:
        """Ask what to export and in which format."""
        if self._flow is None:
            from app.ui.exporting.flow import ExportFlow  # nobody exports at start

            self._flow = ExportFlow(self._window)
        self._flow.ask(preset)

    def export_annotations(self, ids: Sequence[UUID]) -> None:
        self._ask_with(kind="selection", annotations=ids)

    def export_table(self, ids: Sequence[UUID]) -> None:
        """Export the annotations that the table lists."""
        self._ask_with(kind="table", annotations=ids)

    def export_passage(self, ids: Sequence[UUID]) -> None:
        """Export the annotations in what is selected in the text."""
        self._ask_with(kind="passage", annotations=ids)

    def export_reports(self, ids: Sequence[UUID]) -> None:
        self._ask_with(kind="listed", reports=ids)

    def export_tag(self, tag: UUID) -> None:
        self._ask_with(tag=tag)

    def _ask_with(self, **preset: Any) -> None:
        from app.ui.exporting.scopes import Preset

        self.ask_export(Preset(**preset))


def is_library(path: Path) -> bool:
    """Whether a file is called as libraries are."""
    return path.suffix.lower() == LIBRARY_SUFFIX


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

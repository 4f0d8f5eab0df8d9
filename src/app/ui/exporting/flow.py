"""From the export dialog to files on the disk: where to, writing, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.domain.carrying import Loss
from app.domain.errors import Cancelled, PiyueError
from app.domain.filters import Filter
from app.ui.controls import Kind
from app.ui.dialogs import Sheet, ask
from app.ui.exporting.scopes import KINDS, Choice, Preset, Scope
from app.ui.exporting.words import ExportWords
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.workspace.survey import Survey


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what the format left behind."""

    files: Sequence[Path]
    losses: Sequence[Loss]


class ExportFlow(QObject):
    """Asks, writes in a job, and tells."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.words = ExportWords(self)

    # --- what can be meant -----------------------------------------------------------------

    def scopes(self, preset: Preset) -> list[Scope]:
        """What can be exported from here, in the order of the dialog."""
        from app.ui.naming import report_name

        window = self._window
        area = window.reading.area
        found: dict[str, Scope] = {}
        tabled = list(window.tables_panel.shown_ids()) if window.page == "tables" else []
        for kind, ids, words in (
            ("selection", self._chosen(), self.tr("所选的 {count} 条批注")),
            ("passage", [], self.tr("选中文字里的 {count} 条批注")),
            ("table", tabled, self.tr("表中列出的 {count} 条批注")),
        ):
            meant = frozenset(preset.annotations if preset.kind == kind else ids)
            if meant:
                name = words.format(count=f"{len(meant):,}")
                found[kind] = Scope(kind, name, Filter(annotations=meant))
        if area.active is not None:
            own = report_name(area.active.report)
            name = self.tr("当前报告：{name}").format(name=own)
            found["current"] = Scope(
                "current", name, Filter(reports=frozenset({area.active.id})), own
            )
        if len(area.open) > 1:
            name = self.tr("打开的 {count} 份报告").format(count=len(area.open))
            found["open"] = Scope(
                "open", name, Filter(reports=frozenset(one.id for one in area.open))
            )
        listed = list(preset.reports) or window.reading.library.chosen_ids()
        if len(listed) > 1 or preset.reports:
            name = self.tr("列表中所选的 {count} 份报告").format(count=len(listed))
            found["listed"] = Scope("listed", name, Filter(reports=frozenset(listed)))
        found["library"] = Scope("library", self.tr("整个报告库"), Filter())
        return [found[kind] for kind in KINDS if kind in found]

    def _chosen(self) -> list[UUID]:
        """Annotations that are chosen where the person is."""
        window = self._window
        if window.page == "tables":
            return list(window.tables_panel.chosen_ids())
        dock = window.right_pages.annotations
        rows = dock.view.chosen() if window.page == "reading" and dock is not None else []
        return [row.annotation.id for row in rows] if len(rows) > 1 else []

    # --- asking ------------------------------------------------------------------------------

    def ask(self, preset: Preset | None = None) -> None:
        """Open the dialog."""
        from app.ui.exporting.sheet import SIZE, ExportSheet
        from app.workspace.labels import LABELS

        window = self._window
        workspace, preset = window.workspace, preset or Preset()
        if workspace is None:
            return
        window.reading.opening.settle()
        scopes = self.scopes(preset)
        if preset == Preset():
            # Where the person is says more than what was exported the last time.
            here = {scope.kind for scope in scopes} & {"selection", "table"}
            preset = Preset(next((kind for kind in KINDS if kind in here), ""))
        content = ExportSheet(
            window.look,
            workspace.exporting,
            window.jobs,
            scopes=scopes,
            tags=workspace.tagging.tags(),
            kept=window.settings.export_choices,
            preset=preset,
            labels=LABELS[window.settings.language],
            word=window.wording.problem,
        )
        sheet = Sheet(window.look, content, window, SIZE)

        def accepted(choice: Choice, found: Survey) -> None:
            target = self._target(choice, found)
            if target is not None:
                window.remember(export_choices=content.choices(), export_folder=target.parent)
                self._confirm(choice, found, target, sheet)

        content.accepted.connect(accepted)
        content.cancelled.connect(sheet.close_sheet)
        sheet.closed.connect(content.stop)
        sheet.open_sheet()
        content.formats.rows[content.formats.chosen].setFocus()

    def _target(self, choice: Choice, found: Survey) -> Path | None:
        """Where to: a file, or a folder for a file of each report."""
        window, workspace = self._window, self._window.workspace
        if workspace is None:
            return None
        folder = window.settings.export_folder or window.paths.documents
        if workspace.exporting.names(choice.format, found, choice.options):
            name = QFileDialog.getExistingDirectory(window, self.tr("导出到文件夹"), str(folder))
            return Path(name) if name else None
        suffix = workspace.exporting.format(choice.format).suffix
        kind = self.words.formats()[choice.format][0]
        stem = self.tr("{name} 批注").format(name=choice.stem or workspace.library.path.stem)
        stem += f" {choice.format}" if suffix == ".zip" else ""
        name, _ = QFileDialog.getSaveFileName(
            window, self.tr("导出"), str(folder / f"{stem}{suffix}"), f"{kind} (*{suffix})"
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.casefold() == suffix else Path(f"{path}{suffix}")

    def _confirm(self, choice: Choice, found: Survey, target: Path, sheet: Sheet) -> None:
        """Files that would be replaced without the file dialog having asked are asked about."""
        workspace = self._window.workspace
        if workspace is None:
            return
        names = workspace.exporting.names(choice.format, found, choice.options)
        there = [name for name in names if (target / name).exists()]
        if not there:
            sheet.close_sheet()
            self.write(choice, target)
            return
        words = self.tr("文件夹“{folder}”里已有 {count} 个同名的文件，如“{first}”。要替换它们吗？")
        said = words.format(folder=target.name, count=len(there), first=there[0])

        def answered(key: str) -> None:
            if key == "yes":
                sheet.close_sheet()
                self.write(choice, target)

        ask(
            self._window.look, self._window, self.tr("替换已有的文件"), said,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("替换"), "primary")], answered,
        )  # fmt: skip

    # --- writing -----------------------------------------------------------------------------

    def write(self, choice: Choice, target: Path) -> None:
        """Write in a job with progress in the status row, and tell what became of it."""
        window, workspace = self._window, self._window.workspace
        if workspace is None:
            return
        language = window.settings.language

        def work(progress: Progress) -> Exported:
            from app.workspace.labels import LABELS

            exporting = workspace.exporting
            found = exporting.survey(choice.wanted)
            files = exporting.export(
                choice.format, target, choice.wanted, progress,
                words=LABELS[language], options=choice.options, found=found,
            )  # fmt: skip
            return Exported(
                files, exporting.losses(choice.format, options=choice.options, found=found)
            )

        window.jobs.start(
            work,
            done=lambda done: self._tell(choice, done),
            failed=self._tell_failure,
            title=self.tr("导出批注"),
        )

    def _tell(self, choice: Choice, done: Exported) -> None:
        window = self._window
        first = done.files[0]
        if len(done.files) == 1:
            lines = [self.tr("已写出：{file}").format(file=first.name)]
        else:
            words = self.tr("已在文件夹“{folder}”里写出 {count} 个文件")
            lines = [words.format(folder=first.parent.name, count=len(done.files))]
        if done.losses:
            lines += ["", self.tr("这种格式没有带走："), self.words.losses(done.losses)]
        else:
            lines += ["", self.tr("内容全部带走，一样不少。")]
        opens: list[tuple[str, str, Kind]] = [("folder", self.tr("打开所在文件夹"), "normal")]
        if len(done.files) == 1 and choice.format != "piyue":
            opens.append(("file", self.tr("打开文件"), "normal"))

        def answered(key: str) -> None:
            if key in {"folder", "file"}:
                path = first if key == "file" else first.parent
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        ask(
            window.look, window, self.tr("导出完成"), "\n".join(lines),
            [*opens, ("close", self.tr("知道了"), "primary")], answered,
        )  # fmt: skip

    def _tell_failure(self, problem: BaseException) -> None:
        """A refusal is told where it is seen; nothing half-written is left."""
        window = self._window
        if isinstance(problem, Cancelled):
            window.say(self.tr("已取消导出，没有留下文件"))
        elif isinstance(problem, PiyueError):
            ask(
                window.look, window, self.tr("没有导出"), window.wording.problem(problem),
                [("close", self.tr("关闭"), "normal"), ("again", self.tr("重新选择…"), "primary")],
                lambda key: self.ask() if key == "again" else None,
            )  # fmt: skip
        else:
            window.report(problem)

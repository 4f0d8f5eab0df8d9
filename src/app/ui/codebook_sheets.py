"""The sheets of the codebook: the editor, and what is asked before much changes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QFileDialog

from app.domain.change import Change, Entity
from app.domain.errors import PiyueError
from app.domain.filters import Filter
from app.ui.dialogs import Page, Sheet, ask
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.tags.codebook_page import CodebookPage

EDITOR, SPLIT, MERGE, GROUPS = QSize(1240, 700), QSize(1120, 640), QSize(520, 560), QSize(680, 444)


class CodebookSheets(QObject):
    """Opens them over the window; the workspace does what is decided in them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor: CodebookPage | None = None

    # --- the editor ---

    def open_editor(self, tag: UUID | None = None, *, writes: bool = False) -> None:
        """The whole codebook; with a tag chosen, or with its definition to be written."""
        workspace = self._workspace()
        if workspace is None or self._editor is not None:
            return
        from app.ui.tags.codebook_page import CodebookPage

        window = self._window
        page = self._editor = CodebookPage(window.look, workspace, window.view)
        page.problem.connect(window.report)
        page.asked.connect(self._asked)
        sheet = self._open(page, EDITOR)
        page.chosen.connect(lambda key: self._pressed(key, sheet))
        page.shown.connect(lambda id_: (sheet.close_sheet(), window.right_pages.list_tag(id_)))
        page.rule_asked.connect(
            lambda id_: (sheet.close_sheet(), window.auto_tagging.open(tag=id_))
        )
        page.export_asked.connect(
            lambda id_: (sheet.close_sheet(), window.transfers.export_tag(id_))
        )
        sheet.closed.connect(self._editor_closed)
        if tag is not None:
            (page.write_definition if writes else page.choose)(tag)

    def _pressed(self, key: str, sheet: Sheet) -> None:
        if key == "groups":
            self.choose_groups()
        elif key == "restore":
            self._restore()
        elif key == "import":
            self._window.transfers.ask_exchange_files()
        elif key == "export":
            self._export()
        else:
            sheet.close_sheet()

    def _editor_closed(self) -> None:
        page, self._editor = self._editor, None
        if page is not None:
            page.form.commit()
            page.tags.remember()

    def refresh(self, change: Change) -> None:
        """Tags or annotations changed, also by undoing."""
        if self._editor is not None and (
            change.touched(Entity.TAG) or change.touched(Entity.ANNOTATION)
        ):
            self._editor.refresh()

    def _asked(self, what: str, ids: Sequence[UUID]) -> None:
        {"merge": self.merge, "delete": self.ask_deletion, "split": self._split_first}[what](ids)

    # --- many annotations at once ---

    def merge(self, ids: Sequence[UUID]) -> None:
        """Ask into which tag these go, and say what will become of their annotations."""
        workspace = self._workspace()
        if workspace is None or not ids:
            return
        from app.ui.tags.merge_page import MergePage

        tags = [workspace.tagging.tag(id_) for id_ in ids]
        page = MergePage(self._window.look, workspace.tagging, tags)
        page.merged.connect(
            lambda target: self._attempt(lambda: workspace.recoding.merge(ids, target))
        )
        self._open_asking(page, MERGE)

    def split(self, tag: UUID) -> None:
        """List the annotations of a tag, to be sent to others."""
        workspace = self._workspace()
        if workspace is None:
            return
        carrying = {a.id for a in workspace.library.annotations_with([tag])}
        known = workspace.tagging.tag(tag)
        if not carrying:
            self._window.say(self.tr("“{name}”还没有批注，不用拆分").format(name=known.name))
            return
        from app.ui.tags.split_page import SplitPage

        rows = workspace.annotating.rows(Filter(annotations=frozenset(carrying)))
        page = SplitPage(self._window.look, workspace.tagging, known, rows)
        page.divided.connect(
            lambda parts: self._attempt(lambda: workspace.recoding.split(tag, parts))
        )
        self._open_asking(page, SPLIT)

    def _split_first(self, ids: Sequence[UUID]) -> None:
        self.split(ids[0])

    def ask_deletion(self, ids: Sequence[UUID]) -> None:
        """Branches are only deleted after their extent was said."""
        workspace, window = self._workspace(), self._window
        if workspace is None or not ids:
            return
        tagging = workspace.tagging
        names = "、".join(f"“{tagging.tag(id_).name}”" for id_ in ids[:4])
        if len(ids) > 4:
            names += self.tr("等 {count} 个标签").format(count=len(ids))
        below = len(tagging.tree().with_below(ids)) - len(set(ids))
        used, reports = tagging.extent(ids)
        words = self.tr("{names}和下面的 {below} 个标签将被删除。").format(names=names, below=below)
        if not below:
            words = self.tr("{names}将被删除。").format(names=names)
        if used:
            words += self.tr(
                "{reports} 份报告里的 {used} 处批注会去掉这些标签；批注和原文不受影响。"
            ).format(reports=reports, used=used)
        else:
            words += self.tr("没有批注用到它们。")
        words += self.tr("\n可用“撤销”恢复；只是以后不想再用，可以改为停用。")
        ask(
            window.look, window, self.tr("删除标签"), words,
            [
                ("cancel", self.tr("取消"), "normal"),
                ("retire", self.tr("改为停用"), "normal"),
                ("yes", self.tr("删除标签"), "primary"),
            ],
            lambda key: self._delete(workspace, key, ids),
        )  # fmt: skip

    def _delete(self, workspace: Workspace, key: str, ids: Sequence[UUID]) -> None:
        if key == "yes":
            self._attempt(lambda: workspace.tagging.delete_all(ids))
        elif key == "retire":
            self._attempt(lambda: workspace.tagging.retire_all(ids))

    # --- codebooks as files ---

    def _export(self) -> None:
        """Write the whole codebook to a file of the kind that is chosen."""
        workspace, window = self._workspace(), self._window
        if workspace is None:
            return
        kinds = {
            self.tr("Excel 表格 (*.xlsx)"): "codebook_xlsx",
            self.tr("REFI-QDA 标签体系 (*.qdc)"): "qdc",
            self.tr("CSV 表格 (*.csv)"): "codebook_csv",
            self.tr("JSON (*.json)"): "codebook_json",
        }
        folder = window.settings.export_folder or window.paths.documents
        stem = self.tr("{name} 标签体系").format(name=workspace.library.path.stem)
        name, kind = QFileDialog.getSaveFileName(
            window, self.tr("导出标签体系"), str(folder / f"{stem}.xlsx"), ";;".join(kinds)
        )
        if not name:
            return
        by_suffix = {words.rpartition("*")[2].rstrip(")"): key for words, key in kinds.items()}
        target = Path(name)
        format_ = by_suffix.get(target.suffix.lower()) or kinds.get(kind, "codebook_xlsx")
        suffix = workspace.exporting.format(format_).suffix
        if target.suffix.lower() != suffix:
            target = target.with_name(target.name + suffix)
        window.remember(export_folder=target.parent)
        language = window.settings.language

        def work(progress: Progress) -> list[Path]:
            from app.workspace.labels import LABELS

            return workspace.exporting.export(
                format_, target, progress=progress, words=LABELS[language]
            )

        window.jobs.start(
            work,
            done=lambda _: window.say(self.tr("标签体系已存为：{path}").format(path=target)),
            failed=window.report,
            title=self.tr("导出标签体系"),
        )

    # --- the default codebook ---

    def choose_groups(self, *, is_new: bool = False) -> None:
        """Ask which groups of the default codebook are offered."""
        workspace = self._workspace()
        if workspace is None:
            return
        from app.ui.tags.groups_page import GroupsPage

        page = GroupsPage(self._window.look, workspace.presets, is_new=is_new)
        page.decided.connect(lambda codes: self._attempt(lambda: workspace.presets.offer(codes)))
        self._open_asking(page, GROUPS)

    def _restore(self) -> None:
        workspace = self._workspace()
        if workspace is not None:
            count = len(workspace.presets.missing())
            self._attempt(workspace.presets.restore)
            self._window.say(self.tr("补回了 {count} 个默认标签").format(count=count))

    # --- how ---

    def _workspace(self) -> Workspace | None:
        """The open library, when it can be written."""
        workspace = self._window.workspace
        return workspace if workspace and not workspace.library.read_only else None

    def _open(self, page: Page, size: QSize) -> Sheet:
        sheet = Sheet(self._window.look, page, self._window, size)
        sheet.open_sheet()
        return sheet

    def _open_asking(self, page: Page, size: QSize) -> None:
        sheet = self._open(page, size)
        page.chosen.connect(lambda _: sheet.close_sheet())

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self._window.report(refusal)

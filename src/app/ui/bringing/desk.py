"""Bringing files in from the window: reads, shows what would happen, does it, tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from app.domain.change import Change
from app.domain.errors import Cancelled, UnreadableFile
from app.domain.exchange import TableColumn
from app.ui.bringing.sheet import BringingSheet
from app.ui.bringing.words import BringingWords
from app.ui.dialogs import Sheet, tell
from app.ui.jobs import Job, Work
from app.ui.notice_bar import NoticeBar
from app.workspace.bringing_plan import Choices, Delivered, Outcome, Plan
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.ui.bringing.columns_page import ColumnsPage
    from app.ui.main_window import MainWindow
    from app.workspace.workspace import Workspace

SIZE = QSize(1140, 660)
COLUMNS_SIZE = QSize(860, 600)


class BringingDesk(QObject):
    """One file after the other: a sheet for each."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._words = BringingWords(self)
        self._waiting: list[Path] = []
        self._held: list[Path] = []
        self._columns: dict[Path, Mapping[str, int]] = {}
        self._job: Job | None = None
        self.sheet: Sheet | None = None
        self.content: BringingSheet | None = None
        self.columns: ColumnsPage | None = None
        self.bar = NoticeBar(window.look, "ok")
        self.later = NoticeBar(window.look, "import")
        layout = window.layout()
        assert isinstance(layout, QVBoxLayout)
        for bar in (self.bar, self.later):
            layout.insertWidget(layout.indexOf(window.pages), bar)
            bar.dismissed.connect(bar.hide)
        self.bar.acted.connect(self._undo)
        self.bar.also_acted.connect(self._confirm)
        self.later.acted.connect(self._open_held)
        window.signals.changed.connect(self._changed)

    # --- opening ----------------------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> None:
        """Bring these files in, one after the other."""
        workspace = self._window.workspace
        if workspace is None:
            return
        if workspace.library.read_only:
            self._window.say(self.tr("报告库是只读的，不能导入"))
            return
        self._waiting += paths
        if self.sheet is None:
            self._next()

    def open_later(self, paths: Sequence[Path]) -> None:
        """Reports came along, which must be stored first: say so, and offer it."""
        self._held = list(paths)
        names = self.tr("、").join(path.name for path in paths[:3])
        self.later.say(
            self.tr("报告存入后，再导入“{names}”里的批注").format(names=names),
            self.tr("现在导入"),
        )

    def _open_held(self) -> None:
        self.later.hide()
        held, self._held = self._held, []
        self.open(held)

    def _next(self) -> None:
        workspace = self._window.workspace
        if not self._waiting or workspace is None:
            return
        path = self._waiting.pop(0)
        window = self._window
        content = self.content = BringingSheet(window.look, path.name)
        sheet = self.sheet = Sheet(window.look, content, window, SIZE)
        content.chosen.connect(lambda key: sheet.close_sheet() if key == "cancel" else None)
        content.decided.connect(lambda choices: self._plan_again(workspace, choices))
        content.accepted.connect(lambda choices: self._bring(workspace, path, choices))
        content.save_asked.connect(lambda: self._save(path))
        sheet.closed.connect(self._left)
        sheet.open_sheet()
        content.buttons["cancel"].setFocus()

        columns = self._columns.pop(path, None)

        def work(progress: Progress) -> Plan:
            brought = workspace.bringing.read(path, progress, columns)
            return workspace.bringing.plan(brought, progress=progress)

        self._start(work, path)

    def _start(self, work: Work, path: Path) -> None:
        """Run a job that ends in a plan; an earlier one is given up."""
        if self._job is not None:
            self._job.cancel()
        content = self.content

        def show(plan: Plan) -> None:
            if self.content is content and content is not None:
                content.show_plan(plan)

        def failed(problem: BaseException) -> None:
            if self.content is content:
                self._refuse(problem, path)

        def moved(job: Job) -> None:
            if self.content is content and content is not None:
                content.show_progress(job.done, job.total, job.what)

        self._job = self._window.jobs.start(work, done=show, failed=failed, progress=moved)

    def _plan_again(self, workspace: Workspace, choices: Choices) -> None:
        content = self.content
        if content is None or content.plan is None:
            return
        old = content.plan

        def work(progress: Progress) -> Plan:
            return workspace.bringing.plan(old.brought, choices, progress, old.memo)

        self._start(work, Path(content.name.text()))

    def _refuse(self, problem: BaseException, path: Path) -> None:
        if isinstance(problem, Cancelled):
            return
        if isinstance(problem, UnreadableFile) and problem.reason == "no_columns":
            self._look_at_columns(path)
            return
        if self.sheet is not None:
            self.sheet.close_sheet()
        if isinstance(problem, UnreadableFile):
            window = self._window
            words = self._words.refused(problem) or window.wording.problem(problem)
            title = self.tr("没有导入“{name}”").format(name=path.name)
            tell(window.look, window, title, words, self.tr("知道了"))
        else:
            self._window.report(problem)

    # --- a table whose header is not understood ---------------------------------------------

    def _look_at_columns(self, path: Path) -> None:
        workspace, content = self._window.workspace, self.content
        if workspace is None:
            return

        def show(columns: list[TableColumn]) -> None:
            if self.content is content and self.sheet is not None:
                self._ask_columns(path, columns)

        self._job = self._window.jobs.start(
            lambda _: workspace.bringing.columns(path), done=show, failed=self._window.report
        )

    def _ask_columns(self, path: Path, columns: list[TableColumn]) -> None:
        """In the place of the sheet that was reading: which column is what."""
        from app.ui.bringing.columns_page import ColumnsPage

        window, reading = self._window, self.sheet
        page = ColumnsPage(window.look, path.name, columns)
        sheet = Sheet(window.look, page, window, COLUMNS_SIZE)
        if reading is not None:
            reading.closed.disconnect(self._left)
            reading.close_sheet()
        self.sheet, self.content, self.columns = sheet, None, page

        def chosen(key: str) -> None:
            if key == "read":
                self._columns[path] = page.meant()
                self._waiting.insert(0, path)
            sheet.close_sheet()

        page.chosen.connect(chosen)
        sheet.closed.connect(self._left)
        sheet.open_sheet()
        page.first_choice.setFocus()

    def _left(self) -> None:
        """The sheet is closed, also by Escape: what was looked at is given up."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.sheet = self.content = self.columns = None
        self._next()

    # --- doing ------------------------------------------------------------------------------

    def _bring(self, workspace: Workspace, path: Path, choices: Choices) -> None:
        content, sheet = self.content, self.sheet
        if content is None or content.plan is None or sheet is None:
            return
        plan = content.plan

        def work(progress: Progress) -> Outcome:
            return workspace.bringing.bring(plan, choices, progress)

        sheet.close_sheet()
        self._window.jobs.start(
            work,
            done=lambda outcome: self._tell(path, outcome),
            failed=self._window.report,
            title=self.tr("导入“{name}”").format(name=path.name),
        )

    def _tell(self, path: Path, outcome: Outcome) -> None:
        window, plan = self._window, outcome.plan
        if outcome.change is None:
            window.say(self.tr("文件里的内容库中都已有，没有改动"))
            return
        words = self._words.done(path.name, plan)
        waiting = plan.places.to_confirm + plan.places.lost
        self.bar.say(words, self.tr("撤销"), self.tr("去确认") if waiting else "")
        window.say(words)

    def _undo(self) -> None:
        self.bar.hide()
        self._window.reverse("undo")

    def _confirm(self) -> None:
        self.bar.hide()
        self._window.reanchoring.open()

    def _changed(self, change: Change) -> None:
        if change.action not in {"bring_in", "reviewer"}:
            self.bar.hide()  # undo would take back something else now

    def forget(self) -> None:
        """Another library is shown."""
        self._waiting.clear()
        self._held.clear()
        self.bar.hide()
        self.later.hide()

    # --- the list in a file -----------------------------------------------------------------

    def _save(self, path: Path) -> None:
        from app.workspace.bringing_report import save_bringing_report

        content, window = self.content, self._window
        if content is None or content.plan is None:
            return
        folder = window.settings.export_folder or window.paths.documents
        stem = self.tr("{name} 导入清单").format(name=path.stem)
        name, _ = QFileDialog.getSaveFileName(
            window,
            self.tr("保存清单"),
            str(folder / f"{stem}.xlsx"),
            self.tr("Excel 表格 (*.xlsx);;网页 (*.html);;CSV (*.csv);;纯文字 (*.txt)"),
        )
        if not name:
            return
        file = Delivered(path, path.name, content.plan.brought.format, content.plan)
        words, language = self._words, window.settings.language

        def work(progress: Progress) -> Path:
            del progress
            return save_bringing_report(
                [file],
                Path(name),
                datetime.now().astimezone(),
                language=language,
                word_note=words.note,
                word_error=lambda _: "",
            )

        window.jobs.start(
            work,
            done=lambda saved: window.say(self.tr("清单已保存：{path}").format(path=saved)),
            failed=window.report,
        )

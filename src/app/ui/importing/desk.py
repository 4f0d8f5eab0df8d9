"""The import in the window: its page, the slim bar above the other pages, the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import PiyueError, UnreadableFile
from app.workspace.importing import ImportResult, Status
from app.workspace.session import utc_now

if TYPE_CHECKING:
    from app.domain.incoming import Choices
    from app.ui.importing.bar import ImportBar
    from app.ui.importing.intake import Intake
    from app.ui.importing.item import ReviewItem
    from app.ui.importing.model import ReviewModel
    from app.ui.jobs import Job
    from app.ui.main_window import MainWindow
    from app.workspace.progress import Progress
    from app.workspace.workspace import Workspace

SAVE_MS = 1500
"""What was decided is written down so long after the last decision."""


class ImportDesk(QObject):
    """Files are read beside whatever else is done; the person looks when he likes.

    The page is made when it is first needed. Files that come while others are read
    are added to the same table.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._page: Any = None  # an ImportPage, whose module is loaded when first needed
        self._model: ReviewModel | None = None
        self._intake: Intake | None = None
        self._bar: ImportBar | None = None
        self._last: tuple[list[ImportResult], datetime] | None = None
        self._is_shown = False
        self._is_away = False  # the person does something else meanwhile
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_MS)
        self._save.timeout.connect(self._write_down)

    @property
    def is_active(self) -> bool:
        """There is an import to look at."""
        return self._is_shown

    @property
    def is_idle(self) -> bool:
        """Nothing is being read or stored."""
        return self._intake is None or self._intake.is_idle

    @property
    def is_read(self) -> bool:
        """All that was brought in has been read."""
        return self._is_shown and self.is_idle

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Another library: an unfinished import belongs to the former one and is put down."""
        if workspace is self._workspace:
            return
        if self._is_shown:
            self.close()
        self._workspace, self._last = workspace, None

    def page(self) -> Any:
        """The page itself; made at the first call."""
        if self._page is None:
            self._make()
        return self._page

    def focus(self) -> None:
        if self._page is not None:
            self._page.enter()

    def _make(self) -> None:
        from app.ui.importing.bar import ImportBar
        from app.ui.importing.intake import Intake
        from app.ui.importing.model import ReviewModel
        from app.ui.importing.page import ImportPage
        from app.ui.importing.words import ReviewWords
        from app.workspace.import_decisions import Decisions

        window = self._window
        model = self._model = ReviewModel(ReviewWords(window.wording, self._title_of, self), self)
        intake = Intake(window.jobs, model, Decisions(window.paths.config), self)
        page = self._page = ImportPage(window.look, model)
        page.take_state(window.settings.import_view)
        window.pages.addWidget(page)
        bar = ImportBar(window.look)
        layout: Any = window.layout()
        layout.insertWidget(layout.indexOf(window.pages), bar)
        self._intake, self._bar = intake, bar
        self._connect_page(page)
        bar.acted.connect(self.show)
        bar.stopped.connect(intake.stop)
        bar.dismissed.connect(bar.hide)
        model.decided.connect(self._remember)
        intake.moved.connect(self._show_progress)
        intake.read.connect(self._was_read)
        intake.stored.connect(self._was_stored)
        intake.changed.connect(page.refresh_item)
        intake.refused.connect(self._refused)
        intake.failed.connect(window.report)
        window.reading.moved.connect(self._note_away)
        window.signals.changed.connect(lambda _: self._note_away())

    def _connect_page(self, page: Any) -> None:
        window, intake = self._window, self._intake
        assert intake is not None
        page.beside.remedies.can_recognise = self._can_recognise
        page.accepted.connect(self._store)
        page.wished.connect(self._read_again)
        page.asked.connect(self._ask)
        page.entered.connect(self._enter)
        page.stopped.connect(intake.stop)
        page.resumed.connect(self._resume)
        page.save_asked.connect(self.save_report)
        page.left.connect(lambda: window.show_page("reading"))
        page.closed.connect(self.close)
        page.arranged.connect(lambda: window.remember(import_view=page.state()))
        page.views["summary"].clicked.connect(self._show_report)

    def _title_of(self, id_: UUID) -> str:
        workspace = self._workspace
        try:
            return workspace.reporting.report(id_).title if workspace else ""
        except PiyueError:  # it was removed meanwhile
            return ""

    def _can_recognise(self) -> bool:
        return self._workspace is not None and self._workspace.importing.can_recognise()

    # --- what is asked for ---

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Read files and folders beside whatever else is done."""
        window = self._window
        self._workspace = window.workspace
        self.page()
        intake = self._intake
        if self._workspace is None or intake is None:
            return
        if not self._is_shown or self._is_finished():
            self._start_anew()
        self._is_away = False
        intake.add(self._workspace, paths)
        self._set_shown(True)
        if not window.reading.area.open:
            self.show()

    def _start_anew(self) -> None:
        intake, model = self._intake, self._model
        if intake is None or model is None:
            return
        if model.items:
            self._last = (self._results(), _now())
        intake.forget()
        self._page.start_anew()

    def _is_finished(self) -> bool:
        """Nothing is under way, and nothing is left that could be imported."""
        intake, model = self._intake, self._model
        idle = intake is not None and intake.is_idle and not intake.unread
        return idle and model is not None and not model.chosen()

    def _store(self, items: Sequence[ReviewItem]) -> None:
        if self._workspace is not None and self._intake is not None:
            self._intake.store(self._workspace, items)

    def _read_again(self, item: ReviewItem, choices: Choices) -> None:
        if self._workspace is not None and self._intake is not None:
            self._intake.read_again(self._workspace, item, choices)

    def _resume(self) -> None:
        if self._workspace is not None and self._intake is not None:
            self._page.set_unread(0)
            self._intake.resume(self._workspace)

    # --- what happens ---

    def _was_read(self) -> None:
        window, intake, model = self._window, self._intake, self._model
        if intake is None or model is None:
            return
        self._page.set_unread(len(intake.unread))
        self._page.table.begin()
        self._settle()
        if not model.items and not intake.unread:
            self.close()
            window.say(self.tr("没有找到可导入的文件"))
        elif not self._is_away and window.page == "reading":
            self.show()

    def _was_stored(self, items: Sequence[ReviewItem]) -> None:
        window = self._window
        self._page.beside.refresh()
        self._last = (self._results(), _now())
        self._settle()
        done = sum(item.result is not None for item in items)
        if done:
            window.say(self.tr("已导入 {count} 份").format(count=done))
            window.open_first_reports()
        if done and self._is_finished():
            self._show_report()
            self._page.show_view("summary")

    def _refused(self, item: ReviewItem, error: UnreadableFile) -> None:
        del item
        self._window.say(self._window.wording.unreadable(error))

    # --- what is shown ---

    def show(self) -> None:
        """The page of the import."""
        if self._is_shown:
            self._window.show_page("import")

    def page_shown(self, page: str) -> None:
        """Another page of the window is shown: the slim bar stands in for this one."""
        if self._bar is not None:
            self._bar.setVisible(self._is_shown and page != "import")
            if page == "import":
                self._show_report()

    def _set_shown(self, shown: bool) -> None:
        self._is_shown = shown
        self._window.title_row.set_importing(shown)
        self.page_shown(self._window.page)

    def _note_away(self) -> None:
        reads = self._intake is not None and self._intake.reading is not None
        self._is_away = self._is_away or (reads and self._window.page != "import")

    def _show_progress(self, kind: str, job: Job) -> None:
        bar = self._bar
        if bar is None or job.is_over:
            return
        share = job.done / job.total if job.total else 0.0
        words = self.tr("已读 {done} / {total}")
        if kind == "store":
            words = self.tr("已导入 {done} / {total}")
        words = words.format(done=job.done, total=job.total)
        if not job.total:
            words = self.tr("正在查找文件")
        self._page.show_progress(words, share)
        self._page.set_storing(self._intake is not None and self._intake.storing is not None)
        bar.say(words, self.tr("查看"), share)

    def _settle(self) -> None:
        """After reading or storing: the other one may still be under way."""
        intake, model, bar = self._intake, self._model, self._bar
        if intake is None or model is None or bar is None:
            return
        if intake.reading is not None:
            self._show_progress("read", intake.reading)
        elif intake.storing is not None:
            self._show_progress("store", intake.storing)
        else:
            self._page.show_progress(None)
            self._page.set_storing(False)
            left = model.chosen()
            words = model.words.total(self._results())
            bar.say(words, self.tr("核对并导入") if left else self.tr("看小结"))

    def _results(self) -> list[ImportResult]:
        """What became of every file so far; it adds up to the files."""
        model, intake = self._model, self._intake
        found = [self._outcome(item) for item in model.items] if model else []
        unread = intake.unread if intake else []
        found += [ImportResult(path, path.name, Status.CANCELLED) for path in unread]
        return found

    def _outcome(self, item: ReviewItem) -> ImportResult:
        """What became of a file; of a duplicate, with the report that holds its text."""
        result, known = item.outcome(), item.examined.duplicate_of
        if result.status is not Status.DUPLICATE or result.report is not None:
            return result
        first = item.twin.result if item.twin else None
        if first is not None:
            return replace(result, report=first.report)
        try:
            reports = self._workspace.reporting if self._workspace and known else None
            return replace(result, report=reports.report(known)) if reports and known else result
        except PiyueError:  # it was removed meanwhile
            return result

    def _show_report(self) -> None:
        """The report of this import; without files, that of the last one."""
        if self._model is None:
            return
        if self._model.items:
            self._page.summary.show_results(self._results(), _now())
        elif self._last is not None:
            self._page.summary.show_results(*self._last)

    def show_last(self) -> None:
        """The report of the last import, from the menu."""
        if self._last is None and not self._is_shown:
            self._window.say(self.tr("打开这个报告库以来还没有导入过"))
            return
        self._set_shown(True)
        self._show_report()
        self._page.show_view("summary")
        self.show()

    def _ask(self, item: ReviewItem, key: str) -> None:
        found = item.examined
        id_ = item.result.report.id if item.result and item.result.report else None
        id_ = id_ or found.duplicate_of or found.version_of
        if key == "open" and id_ is not None:
            self._window.show_page("reading")
            self._window.reading.open_report(id_)

    def _enter(self, result: ImportResult) -> None:
        """From a line of the report to the report that was made, or to the file in the table."""
        if result.report is not None:
            self._window.show_page("reading")
            self._window.reading.open_report(result.report.id)
            return
        model = self._model
        items = model.items if model else []
        item = next((i for i in items if i.examined.file == result.file), None)
        if item is not None:
            self._page.show_item(item)

    def save_report(self) -> None:
        """Ask where to, and write the report."""
        from app.workspace.import_report import SUFFIXES, save_report

        window, summary = self._window, self._page.summary
        when = summary.when or _now()
        folder = window.settings.export_folder or window.paths.documents
        name, _ = QFileDialog.getSaveFileName(
            window,
            self.tr("保存导入报告"),
            str(folder / self.tr("导入报告 {day}.xlsx").format(day=f"{when:%Y-%m-%d}")),
            ";;".join(f"*{suffix}" for suffix in SUFFIXES),
        )
        if not name:
            return
        target = Path(name)
        target = target if target.suffix else target.with_suffix(SUFFIXES[0])
        window.remember(export_folder=target.parent)
        results, wording = list(summary.results), window.wording

        def work(progress: Progress) -> Path:
            del progress
            return save_report(
                results,
                target,
                when,
                language=window.settings.language,
                word_error=wording.unreadable,
                word_note=wording.note,
            )

        said = self.tr("导入报告已存为“{name}”")
        window.jobs.start(
            work,
            done=lambda path: window.say(said.format(name=path.name)),
            failed=window.report,
            title=self.tr("保存导入报告"),
        )

    # --- the end ---

    def close(self) -> None:
        """Done with this import; what was decided about files not imported is remembered."""
        window, model, intake = self._window, self._model, self._intake
        if model is None or intake is None:
            return
        left = len(model.chosen())
        if model.items:
            self._last = (self._results(), _now())
        self._write_down()
        intake.forget()
        self._page.start_anew()
        self._set_shown(False)
        if window.page == "import":
            window.show_page("reading")
        if left:
            words = self.tr("还有 {count} 份没有导入。再导入这些文件时，会照您这次的改动")
            window.say(words.format(count=left))

    def _remember(self, items: Sequence[ReviewItem]) -> None:
        if self._intake is None:
            return
        for item in items:
            if item.file_sha256:
                self._intake.decisions.keep(item.file_sha256, item.decision)
        self._save.start()

    def _write_down(self) -> None:
        self._save.stop()
        if self._intake is not None:
            self._intake.decisions.save()


def _now() -> datetime:
    return utc_now().astimezone()

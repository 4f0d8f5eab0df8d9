"""Files on their way in: read, read again and stored by jobs, in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Cancelled, NotFound
from app.domain.incoming import AS_DETECTED, Choices
from app.ui.importing.item import ReviewItem
from app.ui.importing.model import ReviewModel
from app.ui.jobs import Job, Jobs
from app.workspace.import_decisions import Decisions
from app.workspace.importing import BATCH, Examined, ImportResult, Status
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

Over = Callable[[], None]


class Intake(QObject):
    """Fills the model of an import while other things are done. One import at a time.

    Attributes:
        unread: files that were not reached when reading was stopped.

    Signals:
        moved: `read` or `store`, and the Job that has come further.
        read: all that was waiting has been read, or reading was stopped.
        stored: the items that were to be stored; those with a result were.
        refused: something went wrong with one file: its item, and what.
        failed: something went wrong with the whole: the exception.
        changed: an item was read again or stored.
    """

    moved = Signal(str, object)
    read = Signal()
    stored = Signal(object)
    refused = Signal(object, object)
    failed = Signal(object)
    changed = Signal(object)

    def __init__(
        self, jobs: Jobs, model: ReviewModel, decisions: Decisions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._model, self.decisions = jobs, model, decisions
        self.unread: list[Path] = []
        self._waiting: deque[tuple[Workspace, list[Path]]] = deque()
        self._came: deque[ReviewItem] = deque()
        self._done: deque[tuple[ReviewItem, ImportResult]] = deque()
        self._run = 0  # jobs of an import that was closed have nothing to say any more
        self.reading: Job | None = None
        self.storing: Job | None = None
        self._again: list[Job] = []

    @property
    def is_idle(self) -> bool:
        return not (self.reading or self.storing or self._again or self._waiting)

    def stop(self) -> None:
        """Stop at the next file; what is done stays."""
        for job in (self.reading, self.storing, *self._again):
            if job is not None:
                job.cancel()

    def forget(self) -> None:
        """Stop, and begin anew: what is still under way belongs to nobody."""
        self.stop()
        self._run += 1
        self.reading = self.storing = None
        self._again.clear()
        self._waiting.clear()
        self._came.clear()
        self._done.clear()
        self.unread.clear()
        self._model.clear()

    def _while(self, does: Callable[..., None]) -> Callable[..., None]:
        """A call that is made only as long as this import is the present one."""
        run = self._run
        return lambda *values: does(*values) if run == self._run else None

    # --- reading ---

    def add(self, workspace: Workspace, paths: Sequence[Path]) -> None:
        """Read files and folders after those that are waiting already."""
        self._waiting.append((workspace, list(paths)))
        self._read_next()

    def resume(self, workspace: Workspace) -> None:
        """Go on with what was not read."""
        paths, self.unread = self.unread, []
        self.add(workspace, paths)

    def _read_next(self) -> None:
        if self.reading is not None or not self._waiting:
            return
        workspace, paths = self._waiting.popleft()
        came, decisions = self._came, self.decisions

        def work(progress: Progress) -> list[Path]:
            reached: set[Path] = set()
            inside: Path | None = None
            try:
                for examined in workspace.importing.examining(paths, progress):
                    came.append(_item(workspace, decisions, examined))
                    reached.add(examined.path)
                    inside = examined.path if examined.members else None
            except Cancelled:
                # Of an archive that was opened some members may be left.
                reached.discard(inside) if inside else None
                return [path for path in workspace.importing.files(paths) if path not in reached]
            return []

        self.reading = self._jobs.start(
            work,
            done=self._while(self._was_read),
            failed=self._while(self._was_not_read),
            progress=self._while(lambda job: self._tell("read", job)),
            title=self.tr("已读"),
        )
        self.moved.emit("read", self.reading)

    def _tell(self, kind: str, job: Job) -> None:
        self.take_in()
        self.moved.emit(kind, job)

    def _was_read(self, unread: list[Path]) -> None:
        self.reading = None
        self.take_in()
        self.unread += unread
        if unread:
            while self._waiting:
                self.unread += self._waiting.popleft()[1]
        if self._waiting:
            self._read_next()
        else:
            self.read.emit()

    def _was_not_read(self, problem: BaseException) -> None:
        self.reading = None
        self.take_in()
        self._waiting.clear()
        self.read.emit()
        self.failed.emit(problem)

    def take_in(self) -> None:
        """Show what was read and stored meanwhile."""
        if self._came:
            self._model.add([self._came.popleft() for _ in range(len(self._came))])
        if self._done:
            stored = [self._done.popleft() for _ in range(len(self._done))]
            self._model.settle(stored)
            for item, _ in stored:
                self.changed.emit(item)

    # --- one file once more ---

    def read_again(self, workspace: Workspace, item: ReviewItem, choices: Choices) -> None:
        """Read one file as the person wishes."""
        if item.is_busy:
            return
        self._model.set_busy([item], busy=True)
        examined = item.examined
        jobs: list[Job] = []

        def over() -> None:
            self._again = [job for job in self._again if job not in jobs]

        def done(read: tuple[Examined, bool]) -> None:
            over()
            found, is_foreign = read
            if found.error is not None and found.parsed is not None:
                # Nothing came of it; what was read before is still good.
                self._model.set_busy([item], busy=False)
                self.refused.emit(item, found.error)
            else:
                item.see(found, is_foreign=is_foreign)
                self._model.reread(item)
            self.changed.emit(item)

        def failed(problem: BaseException) -> None:
            over()
            self._model.set_busy([item], busy=False)
            self.changed.emit(item)
            self.failed.emit(problem)

        def work(progress: Progress) -> tuple[Examined, bool]:
            importing = workspace.importing
            if choices.recognise:
                found = importing.recognise(replace(examined, choices=choices), progress)
            else:
                found = importing.examine_again(examined, choices)
            return found, _is_foreign(workspace, found)

        title = self.tr("识别文字") if choices.recognise else self.tr("重新读取")
        jobs.append(
            self._jobs.start(work, done=self._while(done), failed=self._while(failed), title=title)
        )
        self._again += jobs

    # --- storing ---

    def store(self, workspace: Workspace, items: Sequence[ReviewItem]) -> None:
        """Import what is accepted; the other files wait."""
        items = [item for item in items if item.is_open]
        if not items or self.storing is not None:
            return
        self._model.set_busy(items, busy=True)
        done = self._done

        def work(progress: Progress) -> None:
            for start in range(0, len(items), BATCH):
                progress.step(start, len(items), items[start].name)
                done.extend(_stored(workspace, items[start : start + BATCH]))
            progress.step(len(items), len(items), "")

        self.storing = self._jobs.start(
            work,
            done=self._while(lambda _: self._was_stored(items)),
            failed=self._while(lambda problem: self._was_stored(items, problem)),
            progress=self._while(lambda job: self._tell("store", job)),
            title=self.tr("导入报告"),
        )
        self.moved.emit("store", self.storing)

    def _was_stored(self, items: list[ReviewItem], problem: BaseException | None = None) -> None:
        self.storing = None
        self.take_in()
        self._model.set_busy([item for item in items if item.result is None], busy=False)
        self.stored.emit(items)
        if problem is not None:
            self.failed.emit(problem)


def _item(workspace: Workspace, decisions: Decisions, examined: Examined) -> ReviewItem:
    """In a job's thread: the file with what was decided about it another time."""
    sha256 = workspace.importing.file_sha256(examined)
    decision = decisions.of(sha256) if sha256 else None
    if decision is not None:
        # Recognition takes minutes: it is done only when it is asked for.
        choices = replace(decision.choices, recognise=False)
        if choices != AS_DETECTED:
            examined = workspace.importing.examine_again(examined, choices)
    item = ReviewItem(examined, file_sha256=sha256)
    item.see(examined, is_foreign=_is_foreign(workspace, examined))
    if decision is not None:
        item.decide(decision)
    return item


def _is_foreign(workspace: Workspace, examined: Examined) -> bool:
    """Whether the report that a text resembles is of another unit or another year.

    Offices copy from each other: a text that is the same but for the name is no
    correction of the other one's report, and must not take its place unasked.
    """
    if examined.version_of is None or examined.parsed is None:
        return False
    try:
        there = workspace.reporting.report(examined.version_of).metadata
    except NotFound:  # it was removed meanwhile
        return True
    here = examined.parsed.metadata
    pairs = ((here[name].value, there[name].value) for name in ("organisation", "year"))
    return any(mine is None or mine != its for mine, its in pairs)


def _stored(
    workspace: Workspace, items: Sequence[ReviewItem]
) -> list[tuple[ReviewItem, ImportResult]]:
    """In a job's thread: one change; what became of each file."""
    wanted = [(item, found) for item in items if (found := item.wanted()) is not None]
    shas = [found.parsed.text_sha256 for _, found in wanted]
    library = workspace.library
    known = [
        (library.report_with_text(sha) or library.report_with_former_text(sha)) is not None
        for sha in shas
    ]
    reports = workspace.importing.store([found for _, found in wanted])
    results: list[tuple[ReviewItem, ImportResult]] = []
    for (item, found), was_known, report in zip(wanted, known, reports, strict=True):
        status = Status.VERSION if found.replaces else Status.ADDED
        status = Status.DUPLICATE if was_known and not found.replaces else status
        file = item.examined
        results.append((item, ImportResult(file.path, file.file, status, report, item.notes)))
    return results

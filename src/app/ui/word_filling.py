"""Word filling: having the words of every report found while nobody waits for anything.

One report at a time, in the one worker process. A report that is opened comes first;
the others are filled in when nothing else is under way, and give way at once to an
import, another library or the end of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.jobs import Job, Jobs
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

SOON_MS = 1000
"""After a report is opened: its first paint comes before."""

IDLE_MS = 4000
"""After a library is opened or reports came in, and between two looks at whether it is quiet."""

PAUSE_MS = 150
"""Between two reports: the machine belongs to whoever reads."""

Found = tuple[UUID, list[tuple[int, ...]]]


class WordFilling(QObject):
    """Fills in the words of one library at a time.

    Signals:
        found: report id, and the ends of its words for each of its lines.
    """

    found = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self._wanted: list[UUID] = []
        self._tried: set[UUID] = set()
        self._job: Job | None = None
        self._is_urgent = False
        self._has_worked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        jobs.started.connect(self._give_way)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Leave a library, and look after another one when it is quiet."""
        self._stop()
        self._wanted.clear()
        self._tried.clear()
        self._has_worked = False
        self._workspace = workspace
        if workspace is not None:
            self._timer.start(IDLE_MS)

    def wish(self, report: UUID) -> None:
        """Words of a report that is being read are wanted before all others."""
        if report in self._tried or report in self._wanted:
            return
        self._wanted.append(report)
        if self._job is not None and not self._is_urgent:
            self._stop()
        if self._job is None:
            self._timer.start(SOON_MS)

    def wake(self) -> None:
        """There may be reports without words."""
        if self._job is None and self._workspace is not None and not self._timer.isActive():
            self._timer.start(IDLE_MS)

    @property
    def is_working(self) -> bool:
        return self._job is not None

    def _give_way(self, job: Job) -> None:
        """Something the person waits for has begun."""
        del job
        if self._job is not None and not self._is_urgent:
            self._stop()
            self._timer.start(IDLE_MS)

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _go_on(self) -> None:
        workspace = self._workspace
        if workspace is None or self._job is not None:
            return
        if self._wanted:
            report = self._wanted.pop(0)
            self._is_urgent = True
            self._start(workspace, lambda: report)
        elif self._jobs.is_shown():
            self._timer.start(IDLE_MS)
        else:
            self._is_urgent = False
            tried = frozenset(self._tried)
            self._start(
                workspace,
                lambda: next((id_ for id_ in workspace.words.missing() if id_ not in tried), None),
            )

    def _start(self, workspace: Workspace, choose: Callable[[], UUID | None]) -> None:
        chosen: list[UUID] = []

        def work(progress: Progress) -> Found | None:
            report = choose()
            if report is None:
                return None
            chosen.append(report)
            return report, workspace.words.compute(report, progress)

        def done(found: Found | None) -> None:
            if found is not None and workspace is self._workspace:
                self._has_worked = True
                self._tried.add(found[0])
                self.found.emit(*found)
            if self._job is not job:  # it was stopped, but had just come to its end
                return
            self._job = None
            if found is not None:
                self._timer.start(PAUSE_MS)
            elif self._has_worked:
                self._has_worked = False
                workspace.words.rest()

        def failed(problem: BaseException) -> None:
            """Words are a comfort: without them the list of terms serves."""
            del problem
            if self._job is job:  # it was not stopped from here
                self._job = None
                self._tried.update(chosen)
                self._timer.start(IDLE_MS)

        self._job = job = self._jobs.start(work, done=done, failed=failed)

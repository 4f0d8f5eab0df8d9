"""Jobs: long work in other threads. The only place of the program that starts threads."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import Cancelled
from app.workspace.progress import Progress, Watched

log = logging.getLogger(__name__)

THREADS = 4
"""A long import must not keep a search waiting."""

TELL_EVERY_S = 0.05
"""Steps in between are not shown: thousands a second would drown the window."""

Work = Callable[[Progress], Any]


class Job:
    """One piece of work, from its start to the call that ends it.

    Attributes:
        title: shown with the counts and a way to cancel; empty for silent work.
        done, total, what: the last step told.
    """

    def __init__(self, number: int, title: str, tell: Callable[[Job], None]) -> None:
        self.number = number
        self.title = title
        self.done, self.total, self.what = 0, 0, ""
        self.is_over = False
        self._tell = tell
        self._told = 0.0
        self._watched = Watched(self._stepped)

    @property
    def watched(self) -> Watched:
        return self._watched

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._watched.cancel()

    def _stepped(self, done: int, total: int, what: str) -> None:
        """In the job's thread."""
        self.done, self.total, self.what = done, total, what
        now = time.monotonic()
        if now - self._told >= TELL_EVERY_S or done == total:
            self._told = now
            self._tell(self)


class Jobs(QObject):
    """Starts work and brings its outcome back to the window's thread.

    Signals:
        started, moved, ended: a Job with a title, for the status row.
    """

    started = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    _arrived = Signal(object)
    _stepped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._unfinished = 0  # given to the threads and not ended yet
        self._lock = threading.Lock()
        self._running: dict[int, Job] = {}
        self._listeners: dict[int, Callable[[Job], None]] = {}
        self._count = 0
        self._closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._arrived.connect(self._call, queued)
        self._stepped.connect(self._tell, queued)

    def start(
        self,
        work: Work,
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[Job], None] | None = None,
        title: str = "",
    ) -> Job:
        """Run `work(progress)` in another thread.

        Args:
            done: called with the value, in the window's thread.
            failed: called with what was raised (Cancelled too), in the window's
                thread; without it anything but Cancelled is raised there.
            progress: called with the job at most every TELL_EVERY_S.
            title: shown in the status row; silent work has none.
        """
        self._count += 1
        job = Job(self._count, title, self._stepped.emit)
        self._running[job.number] = job
        outcome = _Outcome(job, done, failed)

        def run() -> None:
            try:
                outcome.value = work(job.watched)
            except BaseException as problem:  # noqa: BLE001 - handed to the window's thread whole
                outcome.problem = problem
            try:
                self._arrived.emit(outcome)
            except RuntimeError:  # the window is gone already; nobody waits for it
                log.debug("job %s ended after the window", job.number)

        if progress is not None:
            self._listeners[job.number] = progress
        self._submit(run)
        if title:
            self.started.emit(job)
        return job

    def is_running(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def is_shown(self) -> bool:
        """Whether something is under way that the person started and waits for."""
        return any(job.title for job in self._running.values())

    def close(self, wait_s: float = 5.0) -> None:
        """Ask everything to stop and wait for it; nothing is called back any more."""
        self._closed = True
        for job in self._running.values():
            job.cancel()
        for _ in self._threads:
            self._waiting.put(None)
        until = time.monotonic() + wait_s
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._running.clear()

    # --- in the window's thread ---

    def _tell(self, job: Job) -> None:
        if job.is_over or self._closed:
            return
        listener = self._listeners.get(job.number)
        if listener is not None:
            listener(job)
        if job.title:
            self.moved.emit(job)

    def _call(self, outcome: _Outcome) -> None:
        job = outcome.job
        job.is_over = True
        self._running.pop(job.number, None)
        self._listeners.pop(job.number, None)
        if self._closed:
            return
        if job.title:
            self.ended.emit(job)
        if outcome.problem is None:
            if outcome.done is not None:
                outcome.done(outcome.value)
        elif outcome.failed is not None:
            outcome.failed(outcome.problem)
        elif not isinstance(outcome.problem, Cancelled):
            raise outcome.problem

    # --- threads ---

    def _submit(self, run: Callable[[], None]) -> None:
        with self._lock:
            self._unfinished += 1
            is_free = self._unfinished <= len(self._threads)
        if not is_free and len(self._threads) < THREADS:
            name = f"job-{len(self._threads) + 1}"
            # A daemon: a parser that hangs must not keep the program from ending.
            thread = threading.Thread(target=self._work_off, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._waiting.put(run)

    def _work_off(self) -> None:
        while True:
            run = self._waiting.get()
            if run is None:
                return
            if not self._closed:
                run()
            with self._lock:
                self._unfinished -= 1


class _Outcome:
    """What a job came to, on its way back."""

    __slots__ = ("done", "failed", "job", "problem", "value")

    def __init__(
        self,
        job: Job,
        done: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        self.job, self.done, self.failed = job, done, failed
        self.value: Any = None
        self.problem: BaseException | None = None

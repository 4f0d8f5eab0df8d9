"""Jobs: other threads work, the window hears of it in its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from app.domain.errors import Cancelled, NotFound
from app.ui.jobs import Job, Jobs
from app.ui.status_row import StatusRow
from app.ui.theme import Look
from app.workspace.progress import Progress


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def wait_until(claim: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not claim():
        assert time.monotonic() < until
        QCoreApplication.processEvents()
        time.sleep(0.002)


def test_the_outcome_comes_back_in_the_thread_of_the_window(jobs: Jobs) -> None:
    threads: list[int] = []
    values: list[int] = []

    def work(progress: Progress) -> int:
        threads.append(threading.get_ident())
        return 7

    def done(value: int) -> None:
        threads.append(threading.get_ident())
        values.append(value)

    jobs.start(work, done=done)
    wait_until(lambda: bool(values))
    assert values == [7]
    assert threads[0] != threads[1] == threading.get_ident()


def test_what_a_job_raises_is_handed_over_whole(jobs: Jobs) -> None:
    problems: list[BaseException] = []

    def work(progress: Progress) -> None:
        raise NotFound("report", "甲")

    jobs.start(work, failed=problems.append)
    wait_until(lambda: bool(problems))
    assert isinstance(problems[0], NotFound)
    assert problems[0].__traceback__ is not None


def test_a_cancelled_job_stops_at_its_next_step(jobs: Jobs) -> None:
    problems: list[BaseException] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        for number in range(10_000):
            begun.set()
            progress.step(number, 10_000, "")
            time.sleep(0.001)

    job = jobs.start(work, failed=problems.append, title="导入")
    assert begun.wait(5)
    job.cancel()
    wait_until(lambda: bool(problems))
    assert isinstance(problems[0], Cancelled)


def test_progress_is_told_but_not_for_every_step(jobs: Jobs) -> None:
    told: list[int] = []
    ended: list[None] = []

    def work(progress: Progress) -> None:
        for number in range(5000):
            progress.step(number + 1, 5000, "")

    jobs.start(work, done=ended.append, progress=lambda job: told.append(job.done))
    wait_until(lambda: bool(ended))
    assert len(told) < 500


def test_nothing_is_called_back_after_closing(jobs: Jobs) -> None:
    called: list[object] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 0, "")
            time.sleep(0.001)

    jobs.start(work, done=called.append, failed=called.append)
    assert begun.wait(5)
    jobs.close()
    QCoreApplication.processEvents()
    assert called == []


def test_a_long_job_does_not_keep_a_short_one_waiting(jobs: Jobs) -> None:
    release = threading.Event()
    short: list[int] = []
    jobs.start(lambda _: release.wait(5))
    jobs.start(lambda _: 1, done=short.append)
    wait_until(lambda: bool(short))
    release.set()


def test_the_status_row_shows_slow_work_with_counts_and_a_way_to_stop(
    jobs: Jobs, look: Look
) -> None:
    row = StatusRow(look, jobs)
    row.show()
    running: list[Job] = []
    release = threading.Event()

    def work(progress: Progress) -> None:
        progress.step(3, 12, "云岭区.txt")
        while not release.wait(0.01):
            progress.step(3, 12, "云岭区.txt")

    jobs.started.connect(running.append)
    jobs.start(work, title="读取文件")
    assert not row.progress.isVisible()
    wait_until(row.progress.isVisible)
    assert "3 / 12" in row.progress.words.text()
    row.progress.cancel.click()
    wait_until(lambda: not row.progress.isVisible())
    release.set()

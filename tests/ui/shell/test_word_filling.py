"""Words are filled in while nobody waits, and give way to everything else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication

import builders
from app.domain.errors import Cancelled
from app.paths import Paths
from app.settings import Settings
from app.ui import word_filling
from app.ui.jobs import Jobs
from app.ui.word_filling import WordFilling
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace
from journeys.gestures import wait_until

TEXTS = [f"深化“放管服”改革，𠮷祥镇第{k}次落实双随机、一公开。\n\n行政复议{k}件" for k in range(3)]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOON_MS", "IDLE_MS", "PAUSE_MS"):
        monkeypatch.setattr(word_filling, name, 1)


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def opened(folder: Path, texts: list[str]) -> tuple[Workspace, list[UUID]]:
    paths = Paths(*(folder / name for name in ("documents", "config", "cache", "logs")))
    workspace = Workspace.open(folder / "库.piyue", paths, Settings(), create=True)
    reports = [workspace.importing.store([(builders.parsed(text), {})])[0].id for text in texts]
    return workspace, reports


@pytest.fixture
def library(tmp_path: Path) -> Iterator[tuple[Workspace, list[UUID]]]:
    workspace, reports = opened(tmp_path / "一", TEXTS)
    yield workspace, reports
    workspace.close()


def test_every_report_gets_its_words_and_the_worker_then_rests(
    jobs: Jobs, library: tuple[Workspace, list[UUID]]
) -> None:
    workspace, reports = library
    filling = WordFilling(jobs, jobs)
    filling.set_workspace(workspace)
    wait_until(lambda: not workspace.words.missing() and not filling.is_working)
    for report, text in zip(reports, TEXTS, strict=True):
        ends = workspace.words.ends(report)
        assert ends is not None
        line = text.split("\n")[0]
        at = line.index("放管服")
        assert {at, at + 3} <= set(ends[0])
    wait_until(lambda: workspace._parsing.worker().process_id is None)


def test_a_report_that_is_opened_comes_first(
    jobs: Jobs, library: tuple[Workspace, list[UUID]]
) -> None:
    workspace, reports = library
    filling = WordFilling(jobs, jobs)
    order: list[UUID] = []
    filling.found.connect(lambda report, _: order.append(report))
    filling.set_workspace(workspace)
    filling.wish(reports[0])
    wait_until(lambda: len(order) == len(TEXTS))
    assert order[0] == reports[0]
    assert set(order) == set(reports)


def test_nothing_is_filled_in_while_the_person_waits_for_something_else(
    jobs: Jobs, library: tuple[Workspace, list[UUID]]
) -> None:
    workspace, reports = library
    release = threading.Event()

    def long(progress: Progress) -> None:
        del progress
        release.wait(20)

    jobs.start(long, title="导入")
    filling = WordFilling(jobs, jobs)
    filling.set_workspace(workspace)
    for _ in range(50):
        QCoreApplication.processEvents()
    assert not filling.is_working
    assert len(workspace.words.missing()) == len(reports)
    release.set()
    wait_until(lambda: not workspace.words.missing())


def test_filling_gives_way_to_what_the_person_starts_and_goes_on_later(
    jobs: Jobs, library: tuple[Workspace, list[UUID]]
) -> None:
    workspace, _ = library
    filling = WordFilling(jobs, jobs)
    filling.set_workspace(workspace)
    wait_until(lambda: filling.is_working)
    jobs.start(lambda _: None, title="导入")
    assert not filling.is_working
    wait_until(lambda: not workspace.words.missing())


def test_another_library_takes_the_place_of_the_first(
    jobs: Jobs, library: tuple[Workspace, list[UUID]], tmp_path: Path
) -> None:
    workspace, _ = library
    other, [report] = opened(tmp_path / "二", ["另一个库里的府院联动。"])
    filling = WordFilling(jobs, jobs)
    found: list[UUID] = []
    filling.found.connect(lambda report, _: found.append(report))
    filling.set_workspace(workspace)
    wait_until(lambda: filling.is_working)
    filling.set_workspace(other)
    workspace.close()
    wait_until(lambda: not other.words.missing() and not filling.is_working)
    assert found == [report]
    with pytest.raises(Cancelled):
        workspace._parsing.worker()
    filling.set_workspace(None)
    other.close()


def test_a_report_that_fails_is_not_tried_for_ever(
    jobs: Jobs, library: tuple[Workspace, list[UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, reports = library
    filling = WordFilling(jobs, jobs)
    filling.set_workspace(workspace)
    workspace.reporting.remove(reports[:1])
    filling.wish(reports[0])
    wait_until(lambda: not workspace.words.missing() and not filling.is_working)
    filling.wish(reports[0])
    assert workspace.words.missing() == []

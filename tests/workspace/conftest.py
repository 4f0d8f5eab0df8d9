"""A library that can be closed and opened again, and one report in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import builders
from app.domain.report import Report
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace
from workspace.samples import parsed


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("documents", "config", "cache", "logs")))


@pytest.fixture
def settings() -> Settings:
    return Settings(reviewer_name="李审阅")


Opener = Callable[[], Workspace]


@pytest.fixture
def reopen(tmp_path: Path, paths: Paths, settings: Settings) -> Iterator[Opener]:
    """Opens the same library again each time; closes what is open at the end."""
    opened: list[Workspace] = []
    clock = builders.Clock()

    def again() -> Workspace:
        for workspace in opened:
            workspace.close()
        workspace = Workspace.open(tmp_path / "库.piyue", paths, settings, create=True, clock=clock)
        opened.append(workspace)
        return workspace

    yield again
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(reopen: Opener) -> Workspace:
    return reopen()


@pytest.fixture
def report(workspace: Workspace) -> Report:
    return workspace.importing.store([(parsed(), {})])[0]

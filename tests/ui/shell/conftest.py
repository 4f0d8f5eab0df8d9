"""A look, and a workspace with a few small reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import builders
from app.paths import Paths
from app.settings import Settings
from app.ui.theme import Look
from app.workspace.workspace import Workspace


@pytest.fixture
def look(qapp: QApplication) -> Look:
    qapp.setStyle("Fusion")
    return Look("light")


@pytest.fixture
def workspace(tmp_path: Path, own_home: Path) -> Iterator[Workspace]:
    """Three reports of different units and years."""
    opened = Workspace.open(tmp_path / "库.piyue", Paths.of_user(), Settings(), create=True)
    opened.importing.store(
        [
            (
                builders.parsed(
                    builders.SMALL_TEXT + str(number),
                    organisation=f"{name}人民政府",
                    year=year,
                    region=region,
                    file_name=f"{name}.txt",
                ),
                {},
            )
            for number, (name, year, region) in enumerate(
                (("云岭区", "2023", "湖南"), ("青溪市", "2022", "江西"), ("平川县", "2023", "江西"))
            )
        ]
    )
    yield opened
    opened.close()

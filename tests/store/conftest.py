"""A library of its own for every test of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.store.library import Library
from store.changing import DEVICE, Changes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "法治报告.piyue"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def library(path: Path, cache: Path) -> Iterator[Library]:
    opened = Library.create(path, device=DEVICE, cache=cache)
    yield opened
    opened.close()


@pytest.fixture
def changes(library: Library) -> Changes:
    return Changes(library, reviewer=uuid4())

"""A home of its own for each test, and one call of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import builders
from app.main import main


@dataclass(frozen=True)
class Ran:
    """What one call left behind."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)


Piyue = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("PIYUE_HOME", str(folder))
    return folder


@pytest.fixture
def piyue(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Piyue:
    """Runs `piyue --library 库.piyue WORDS…` in this process."""

    def call(*words: object, library: Path | None = tmp_path / "库.piyue") -> Ran:
        capsys.readouterr()
        before = [] if library is None else ["--library", str(library)]
        code = main([*before, *map(str, words)])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of two reports and one file that is none."""
    folder = tmp_path / "报告"
    folder.mkdir()
    for name in ("云岭区", "青山县"):
        text = builders.SMALL_TEXT.replace("云岭区", name)
        (folder / f"{name}2023.txt").write_text(text, encoding="utf-8")
    (folder / "空.txt").write_bytes(b"")
    return folder


@pytest.fixture
def filled(piyue: Piyue, files: Path) -> Piyue:
    """The same call, with both reports in the library."""
    piyue("import", files / "云岭区2023.txt", files / "青山县2023.txt")
    return piyue

"""`piyue --selftest`: silent and whole where all is well, honest where something is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.paths import resources

SOURCE = Path(__file__).resolve().parents[2] / "src"
SAMPLES_BYTES = 160_000


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)

    @property
    def problems(self) -> str:
        """All problems of a run, one a line."""
        inside = [p for step in self.value["steps"] for p in step["detail"].get("problems", [])]
        return "\n".join([*inside, *self.value["problems"]])


def tried_out(source: Path, home: Path, **more: str) -> Ran:
    """Run the self-test of a source tree in an environment with hardly anything in it."""
    temporary = home / "临时 temp"
    temporary.mkdir(parents=True)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
        "PIYUE_HOME": str(home / "用户"),
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-m", "app", "--selftest"],
        env=environment, capture_output=True, check=False, timeout=120, cwd=home,
    )  # fmt: skip
    assert not list(temporary.iterdir()), "something was left in the temporary folder"
    assert not (home / "用户").exists(), "the user's folders were touched"
    return Ran(done.returncode, done.stdout, done.stderr.decode())


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Of this program, on no display, for a user without a home and without a language."""
    return tried_out(SOURCE, tmp_path_factory.mktemp("张 三𠮷"), LC_ALL="C")


def test_an_installation_in_order_passes_in_silence(usual: Ran) -> None:
    assert usual.problems == ""
    assert (usual.code, usual.err, usual.value["ok"]) == (0, "", True)


def test_the_answer_is_one_line_of_ascii(usual: Ran) -> None:
    assert usual.out.isascii()
    assert usual.out.endswith(b"\n")
    assert usual.out.count(b"\n") == 1
    value = usual.value
    assert {"ok", "version", "frozen", "seconds", "steps", "versions"} <= set(value)
    assert {"python", "sqlite", "qt", "pyside"} <= set(value["versions"])
    assert all({"step", "ok", "seconds", "detail"} <= set(step) for step in value["steps"])


def test_the_samples_stay_small() -> None:
    folder = resources() / "samples" / "formats"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < SAMPLES_BYTES

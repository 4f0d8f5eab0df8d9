"""Trying the installation out: the self-test, run in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.workspace.progress import Progress, Silent

LIMIT_SECONDS = 180.0
"""After which a self-test is given up; it takes less than ten."""

_LOOK_SECONDS = 0.2
_SOURCE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class TriedOut:
    """What came of it.

    Attributes:
        told: the JSON of the self-test (see cli/selftest); None when it did not come to that.
        said: what was written beside it, the reason when `told` is None.
    """

    told: Mapping[str, Any] | None
    said: str

    @property
    def is_well(self) -> bool:
        return self.told is not None and self.told.get("ok") is True


def try_out(progress: Progress | None = None) -> TriedOut:
    """Run the self-test of this program and wait for it.

    Raises:
        Cancelled: by the progress, which is asked several times a second; the process is ended.
    """
    watched = progress or Silent()
    # Its temporary folder lies in ours, so that nothing is left of one that was ended.
    with tempfile.TemporaryDirectory(prefix="piyue-", ignore_cleanup_errors=True) as folder:
        environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        if not getattr(sys, "frozen", False):
            environment["PYTHONPATH"] = str(_SOURCE)
        # Windows would open a console for it; elsewhere the flag does not exist.
        flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            process = subprocess.Popen(
                _command(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                creationflags=flags,
            )
        except OSError as error:
            return TriedOut(None, str(error))
        try:
            return _answer(process, watched)
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--selftest"]
    return [sys.executable, "-P", "-m", "app", "--selftest"]


def _answer(process: subprocess.Popen[bytes], progress: Progress) -> TriedOut:
    deadline = time.monotonic() + LIMIT_SECONDS
    while True:
        progress.step(0, 0, "")
        try:
            out, err = process.communicate(timeout=_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                return TriedOut(None, f"{LIMIT_SECONDS:.0f} s")
            continue
        said = err.decode("utf-8", "replace").strip()
        with contextlib.suppress(ValueError):
            told: Any = json.loads(out)
            if isinstance(told, dict):
                return TriedOut(told, said)  # pyright: ignore[reportUnknownArgumentType] - JSON
        return TriedOut(None, said or f"{process.returncode}")

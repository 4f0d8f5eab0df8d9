"""What every script here starts from: where things lie, how it talks, how it calls."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".work"
WINDOWS = sys.platform == "win32"


class SetupFailed(Exception):
    """Something only a person can mend; the message says how."""


def say(text: str) -> None:
    """One line or more; those after the first stand apart."""
    print("piyue: " + text.replace("\n", "\n    "), file=sys.stderr, flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Run a command in the project's folder and return its exit code."""
    words, unheard = [str(part) for part in command], subprocess.DEVNULL if quiet else None
    return subprocess.run(
        words, cwd=ROOT, env=env, stdout=unheard, stderr=unheard, check=False
    ).returncode


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", **more}

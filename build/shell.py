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
    print(f"piyue: {text}", file=sys.stderr, flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(c) for c in command], cwd=ROOT, env=env, check=False).returncode


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", **more}

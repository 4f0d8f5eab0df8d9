"""A Windows to try things on: this machine, or a session of Wine (shipping/wine.py)."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shipping.bundle import BuildFailed


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program answered."""

    code: int
    stdout: str
    stderr: str


class Told(Protocol):
    """What is read of an answer, whoever made it."""

    @property
    def code(self) -> int: ...
    @property
    def stdout(self) -> str: ...
    @property
    def stderr(self) -> str: ...


class Machine(Protocol):
    """Where Windows programs run; paths in `words` are those of Windows."""

    @property
    def version(self) -> str: ...

    def run(
        self, words: Sequence[str], *, env: Mapping[str, str] | None = None, timeout: float = 300
    ) -> Told: ...

    def command(self, words: Sequence[str]) -> list[str]: ...

    def inside(self, path: Path) -> str: ...

    def outside(self, path: str) -> Path: ...


@dataclass(frozen=True, slots=True)
class ThisWindows:
    """The machine that the build itself runs on."""

    @property
    def version(self) -> str:
        import platform

        return platform.platform()

    def run(
        self, words: Sequence[str], *, env: Mapping[str, str] | None = None, timeout: float = 300
    ) -> Answer:
        try:
            done = subprocess.run(
                list(words),
                env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"after {timeout:.0f} s: {' '.join(words)[:200]}") from None
        out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        return Answer(done.returncode, out.replace("\r\n", "\n"), err.replace("\r\n", "\n"))

    def command(self, words: Sequence[str]) -> list[str]:
        return list(words)

    def inside(self, path: Path) -> str:
        return str(path)

    def outside(self, path: str) -> Path:
        return Path(path)


def folders(machine: Machine) -> dict[str, str]:
    """The user's folders, by the names that Windows has for them."""
    names = ("LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP")
    if isinstance(machine, ThisWindows):
        return {name: os.environ[name] for name in names}
    asked = " & ".join(f"echo {name}=%{name}%" for name in names)
    told = machine.run(["cmd", "/c", asked]).stdout
    found = dict(line.strip().split("=", 1) for line in told.splitlines() if "=" in line)
    missing = [name for name in names if name not in found]
    if missing:
        raise BuildFailed(f"Windows does not name its folders: {', '.join(missing)}")
    return found


# --- registry --------------------------------------------------------------------


def parsed_registry(exported: bytes) -> dict[str, dict[str, str]]:
    """Keys with their values, from a file of `reg export`; a default value has no name.

    Numbers are told in decimal; what is no text and no number, as it is written.
    """
    found: dict[str, dict[str, str]] = {}
    key = ""
    text = exported.decode("utf-16", "replace").replace("\\\r\n", "")  # long values go on
    for line in text.splitlines():
        head = re.fullmatch(r"\[(.*)\]", line)
        value = re.fullmatch(r'(?:@|"((?:[^"\\]|\\.)*)")=(.*)', line)
        if head:
            key = head[1]
            found[key] = {}
        elif value and key:
            found[key][_plain(value[1] or "")] = _read(value[2])
    return found


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _read(value: str) -> str:
    if value.startswith("dword:"):
        return str(int(value[6:], 16))
    return _plain(value[1:-1]) if value.startswith('"') else value


def registry(machine: Machine, key: str) -> dict[str, dict[str, str]]:
    """A key with everything below it; empty when there is none.

    By a file: what `reg query` prints depends on the code page.
    """
    exported = folders(machine)["TEMP"] + "\\piyue-trial.reg"
    file = machine.outside(exported)
    file.unlink(missing_ok=True)
    told = machine.run(["reg", "export", key, exported, "/y"])
    found = parsed_registry(file.read_bytes()) if told.code == 0 and file.exists() else {}
    file.unlink(missing_ok=True)
    return found


def wait_until(happened: Callable[[], bool], seconds: float) -> bool:
    """Whether it happened in time."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.25)
    return True

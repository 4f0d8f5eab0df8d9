"""The installed program as a journey meets it: how it is started, where its files lie.

It may be installed on this system, in a chroot or under Wine: the journey names files
by where they lie here, the program by where they lie for it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

KEPT = ("PATH", "LANG", "LC_ALL", "XAUTHORITY")
"""Of this system's environment: what a program needs whatever it is told."""

ANSWER_S = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program's files lie.

    Attributes:
        root: the folder that the program takes for the root of the file system.
        drive: the drive letter under which Wine shows that root (`Z:`), else empty.
    """

    root: Path = Path("/")
    drive: str = ""

    def told(self, path: Path) -> str:
        """A file of this system, as the program calls it."""
        inside = "/" / PurePosixPath(path.absolute().relative_to(self.root.absolute()).as_posix())
        if not self.drive:
            return str(inside)
        return self.drive + str(inside).replace("/", "\\")

    def here(self, told: str) -> Path:
        """Where a file lies here that the program calls so."""
        inside = told.removeprefix(self.drive).replace("\\", "/") if self.drive else told
        return self.root / inside.lstrip("/")


@dataclass(frozen=True)
class Subject:
    """A program to be used.

    Attributes:
        command: starts it; its arguments follow. A prefix such as `chroot …` belongs to it.
        home: an empty folder inside `place`; its settings and its files go there.
        env: more of its environment.
        asking: the command for questions to the command line, when it is another.
    """

    command: tuple[str, ...]
    home: Path
    place: Place = Place()
    env: Mapping[str, str] = field(default_factory=dict[str, str])
    asking: tuple[str, ...] = ()

    def environment(self, around: Mapping[str, str], display: str) -> dict[str, str]:
        """What the program finds around it: as little as possible of this system."""
        own = {name: around[name] for name in KEPT if name in around}
        home = self.place.told(self.home)
        # Wine programs have the folders of their prefix: only our own variable moves them.
        where = {"PIYUE_HOME": home} if self.place.drive else {"HOME": home}
        return {**own, "LANG": "C.UTF-8", "DISPLAY": display, **where, **self.env}

    @property
    def documents(self) -> Path:
        """Where it offers to put a library."""
        return self.home / ("documents" if self.place.drive else "Documents")

    def start(self, env: Mapping[str, str], errors: Path, *words: str) -> subprocess.Popen[bytes]:
        """Open the window; what it writes on standard error goes to a file."""
        with errors.open("ab") as out:
            return subprocess.Popen(
                (*self.command, *words),
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=out,
            )

    def ask(self, env: Mapping[str, str], library: Path, *words: str) -> Any:
        """What its command line says of a library, as JSON.

        Raises:
            ValueError: it said nothing that could be read.
        """
        command = (
            *(self.asking or self.command),
            *("--library", self.place.told(library), "--json", *words),
        )
        done = subprocess.run(
            command,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=ANSWER_S,
        )
        return json_of(done.stdout, command)


def json_of(said: bytes, command: Sequence[str]) -> Any:
    """JSON out of what a command wrote; Windows ends lines in its own way."""
    words = said.decode("utf-8", "replace").replace("\r\n", "\n").strip()
    try:
        return json.loads(words)
    except ValueError:
        raise ValueError(f"{' '.join(command)}: no JSON but {words[:200]!r}") from None

"""Wine: Windows programs run here, with a display of their own, for trying what was made.

A session is one running Wine in a userland. Commands enter it, so that they find the
registry, the processes and the windows that earlier ones have left.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shell import ROOT, say
from shipping.bundle import SHIPPING, BuildFailed
from shipping.chroots import Output, Userland, userland

PACKAGES = ("wine", "wine64", "xvfb", "xdotool", "imagemagick", "fonts-wqy-microhei")
SUITE = "trixie"
"""Older releases bring Wine 8, which lacks what Qt 6.5 and newer ask for at the start."""

SHARED = SHIPPING / "windows"
"""Seen inside as Z:\\shipping; the project as Z:\\project."""

SCREEN = "1366x768x24"
_STARTING_SECONDS = 180
_LIBRARIES_OF_WINE = "mscoree=;mshtml=;winemenubuilder.exe=d"
"""No offer to fetch .NET or a browser engine, no entries in the menus of Linux."""

_NOT_FOR_WINDOWS = ("PYTHONPATH", "PYTHONHOME", "QT_QPA_PLATFORM", "QT_IM_MODULE", "TMPDIR")


def environment(prefix: str, display: str) -> dict[str, str]:
    """The variables of every command in a session."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "DISPLAY": display,
        "WINEPREFIX": prefix,
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": _LIBRARIES_OF_WINE,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
    }


def inside_of(path: Path, binds: Mapping[str, Path]) -> str:
    """A file of this machine as Windows programs of the session name it.

    Raises:
        ValueError: it lies in no folder that the session sees.
    """
    # The deepest folder first: the shared one may lie in the project.
    for place, own in sorted(binds.items(), key=lambda bind: -len(bind[1].parts)):
        if path.is_relative_to(own):
            rest = path.relative_to(own).parts
            return "\\".join(("Z:", place.strip("/"), *rest))
    raise ValueError(f"{path} is not seen in Wine")


@dataclass(frozen=True, slots=True)
class Wine:
    """A running session.

    Attributes:
        userland: with the folders it sees.
        prefix: what Windows calls C:, and the registry; as a folder of the userland.
        display: of X, for tools that press keys and take pictures.
        process: in whose namespaces its commands run.
        version: of Wine.
    """

    userland: Userland
    prefix: str
    display: str
    process: int
    version: str

    def inside(self, path: Path) -> str:
        """A file of this machine as a Windows path."""
        return inside_of(path, self.userland.binds)

    def outside(self, path: str) -> Path:
        """A Windows path as a file of this machine."""
        drive, rest = path[:2].upper(), path[2:].replace("\\", "/").strip("/")
        if drive == "C:":
            return SHARED / Path(self.prefix).name / "drive_c" / rest
        for place, own in self.userland.binds.items():
            below = place.strip("/")
            if rest == below or rest.startswith(below + "/"):
                return own / rest[len(below) :].strip("/")
        return self.userland.place(rest)

    def command(self, words: Sequence[str]) -> list[str]:
        """The command line of this machine that runs a Windows program in the session."""
        return self.entering(["wine", *words])

    def entering(self, words: Sequence[str]) -> list[str]:
        """The command line of this machine that runs a Linux program in the session."""
        usual = environment(self.prefix, self.display)
        variables = [f"{name}={value}" for name, value in usual.items()]
        # What else the caller sets goes through, but for what is meant for its own Python.
        unset = [word for name in _NOT_FOR_WINDOWS for word in ("-u", name)]
        return [
            *("nsenter", "-t", str(self.process), "--mount", "--pid", "--ipc", "--net", "--"),
            *("chroot", str(self.userland.root), "env", *unset, *variables, *words),
        ]

    def run(
        self,
        words: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        timeout: float = 300,
        linux: bool = False,
    ) -> Output:
        """Run a Windows program (or one of Linux) in the session to its end.

        Raises:
            BuildFailed: it took longer than `timeout` seconds.
        """
        named = [f"{name}={value}" for name, value in (env or {}).items()]
        plain = ["env", *named, *(() if linux else ("wine",)), *words]
        try:
            done = subprocess.run(
                self.entering(plain),
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            shown = " ".join(words)[:200]
            raise BuildFailed(f"under Wine, after {timeout:.0f} s: {shown}") from None
        out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        return Output(done.returncode, out.replace("\r\n", "\n"), err.replace("\r\n", "\n"))

    def picture(self, target: Path) -> None:
        """Take a picture of the whole screen; `target` lies where the session sees it."""
        seen = self.inside(target)[2:].replace("\\", "/")
        self.run(["import", "-window", "root", seen], linux=True, timeout=60)


@contextlib.contextmanager
def wine_session(name: str = "prefix", *, fresh: bool = True) -> Generator[Wine]:
    """Start Wine with a display; everything in it ends with the block.

    Args:
        name: of the prefix: one registry and one C: drive, kept under this name.
        fresh: begin with a Windows on which nothing was installed yet.
    """
    SHARED.mkdir(parents=True, exist_ok=True)
    land = userland(SUITE, PACKAGES).with_binds(shipping=SHARED, project=ROOT)
    bare = SHARED / "bare-prefix"
    if not bare.exists():
        _make_prefix(land, bare)
    mine = SHARED / name
    if fresh or not mine.exists():
        shutil.rmtree(mine, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(bare), str(mine)], check=True)
    with _running(land, f"/shipping/{name}") as wine:
        yield wine


def _make_prefix(land: Userland, target: Path) -> None:
    say("making an empty Windows in Wine")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    with _running(land, f"/shipping/{part.name}") as wine:
        wine.run(["wineboot", "-i"], timeout=_STARTING_SECONDS)
    part.rename(target)


@contextlib.contextmanager
def _running(land: Userland, prefix: str) -> Generator[Wine]:
    # Several sessions of one userland see one /tmp, where the displays have their sockets.
    number = 100 + os.getpid() % 10_000
    display = f":{number}"
    script = (
        f"rm -f /tmp/.X{number}-lock /tmp/.X11-unix/X{number}; "
        f"Xvfb {display} -screen 0 {SCREEN} -ac -nolisten tcp >/dev/null 2>&1 & "
        "exec sleep infinity"
    )
    keeper = subprocess.Popen(
        land.command(["sh", "-c", script]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(prefix, display),
        start_new_session=True,
    )
    try:
        wine = Wine(land, prefix, display, _child_of(keeper), "")
        _wait_for_display(wine)
        version = wine.run(["wine", "--version"], linux=True).stdout.strip()
        # The server of Wine stays between two commands and is not started for each.
        # Nobody reads what it says: it would keep the pipes of this command open.
        serve = "wineserver -p >/dev/null 2>&1; exec wine cmd /c ver >/dev/null 2>&1"
        wine.run(["sh", "-c", serve], linux=True, timeout=_STARTING_SECONDS)
        yield Wine(land, prefix, display, wine.process, version)
        # It writes the registry when it ends.
        wine.run(["wineserver", "-k"], linux=True, timeout=60)
        wine.run(["wineserver", "-w"], linux=True, timeout=60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(keeper.pid, signal.SIGKILL)
        keeper.wait()


def _child_of(keeper: subprocess.Popen[bytes]) -> int:
    """The first process in the namespaces that `unshare --fork` has made."""
    listing = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children")
    for _ in range(200):
        found = listing.read_text(encoding="ascii").split() if listing.exists() else []
        if found:
            return int(found[0])
        if keeper.poll() is not None:
            break
        time.sleep(0.05)
    raise BuildFailed("the userland for Wine could not be entered (are you root?)")


def _wait_for_display(wine: Wine) -> None:
    for _ in range(100):
        answer = wine.run(["xdotool", "getdisplaygeometry"], linux=True, timeout=20)
        if re.match(r"\d+ \d+", answer.stdout):
            return
        time.sleep(0.1)
    raise BuildFailed(f"the display for Wine did not start: {answer.both.strip()[:200]}")

"""A place to try things out in: a folder that is removed, and nothing of the user's in reach."""

from __future__ import annotations

import contextlib
import locale
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from app.paths import Paths

_NAMES = ("批阅 自检 𠮷 ", "批阅 自检 ", "piyue selftest ")
"""Of the folder: rare characters and blanks, as far as the system can write them."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Folders of one self-test, all of them inside `folder`.

    Attributes:
        temporary: what the system calls the folder for temporary files meanwhile.
    """

    folder: Path
    temporary: Path

    @property
    def paths(self) -> Paths:
        """Where the program keeps things meanwhile."""
        return Paths(*(self.folder / part for part in ("documents", "config", "cache", "logs")))


@contextlib.contextmanager
def scratch(left: list[str]) -> Generator[Scratch]:
    """Make the folder, point the environment to it, and remove it at the end.

    Args:
        left: told, at the end, what could not be removed or was left for others to.
    """
    folder = _make_folder()
    made = Scratch(folder, folder / "temporary")
    made.temporary.mkdir()
    former = dict(os.environ)
    try:
        os.environ.update(_environment(made))
        tempfile.tempdir = None  # asked for anew
        yield made
        left += [f"left in the temporary folder: {path.name}" for path in made.temporary.iterdir()]
    finally:
        os.environ.clear()
        os.environ.update(former)
        tempfile.tempdir = None
        shutil.rmtree(folder, onerror=lambda _do, path, _error: left.append(f"not removed: {path}"))


def _make_folder() -> Path:
    for name in _NAMES:
        with contextlib.suppress(UnicodeEncodeError):
            return Path(tempfile.mkdtemp(prefix=name))
    return Path(tempfile.mkdtemp())


def _environment(made: Scratch) -> dict[str, str]:
    """What is read of the environment, by us, Qt and the font library, leads here."""
    # Fonts that the user has installed for himself are only read, and stay in reach.
    fonts = os.environ.get("XDG_DATA_HOME") or str(_home() / ".local" / "share")
    values = {
        "PIYUE_HOME": str(made.folder),
        "HOME": str(made.folder),
        "XDG_DATA_HOME": fonts,
        "XDG_CONFIG_HOME": str(made.folder / "config"),
        "XDG_CACHE_HOME": str(made.folder / "cache"),
        "XDG_STATE_HOME": str(made.folder / "state"),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(made.temporary)),
        "PYTHONWARNINGS": "default",  # of the parsing process; a packaged one shows the usual
    }
    if sys.platform.startswith("linux"):
        values["QT_QPA_PLATFORM"] = "offscreen"
        if locale.nl_langinfo(locale.CODESET).upper() != "UTF-8":
            values["LC_ALL"] = "C.UTF-8"  # which Qt takes as well, but complains about
    return values


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # there is neither a variable nor an entry of a user
        return Path("/")

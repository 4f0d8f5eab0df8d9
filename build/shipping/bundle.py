"""The bundle: PyInstaller over piyue.spec, in an environment that holds nothing but the lock."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from packages import BUILD_LOCK, install_locked, make_venv, python_of, suitable_python
from shell import ROOT, WINDOWS, WORK, call, environment, say
from shipping.elf import forget_search_outside, read_elf
from shipping.icu import slim
from shipping.listing import write_listing
from shipping.notices import write_notices

SHIPPING = WORK / "shipping"
"""Where work in progress lies."""

DIST = ROOT / "dist"
NAME = "piyue"


SETTINGS = {
    # A fixed seed of hashes, and times of the lock: the same source gives the same files.
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": "1795305600",
    # Modules lie in the program as they are: it starts a little sooner (10 ms of processor
    # time), and a package, which compresses everything anyway, becomes 2.7 MB smaller.
    "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
}
"""The environment that PyInstaller is run with, here and under Wine."""


class BuildFailed(Exception):
    """Something could not be made, or what was made does not pass; the message says what."""


def bundling_python(python: str | None = None, venv: Path = SHIPPING / "venv") -> Path:
    """The interpreter of an environment with the build lock and nothing else.

    Args:
        python: made with this interpreter, else with the usual one.
        venv: where it lies; it is made anew when the lock has changed.
    """
    stamp, note = hashlib.sha256(BUILD_LOCK.read_bytes()).hexdigest(), venv / ".piyue-build"
    if note.exists() and note.read_text() == stamp:
        return python_of(venv)
    shutil.rmtree(venv, ignore_errors=True)
    SHIPPING.mkdir(parents=True, exist_ok=True)
    make_venv(python or suitable_python(), venv)
    say("installing the locked dependencies of the bundle")
    install_locked(BUILD_LOCK, python_of(venv))
    note.write_text(stamp)
    return python_of(venv)


def make_bundle(python: Path | None = None, target: Path = DIST) -> Path:
    """Make the folder `piyue` in `target` anew and return it.

    Raises:
        BuildFailed: PyInstaller did not succeed.
    """
    python = python or bundling_python()
    shutil.rmtree(target / NAME, ignore_errors=True)
    code = call(
        *(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", target, "--workpath", SHIPPING / "pyinstaller"),
        ROOT / "build" / "piyue.spec",
        env=environment(**SETTINGS),
    )
    if code != 0 or not (target / NAME).is_dir():
        raise BuildFailed("PyInstaller did not make the bundle; the lines above say why")
    complete(target / NAME)
    return target / NAME


def complete(folder: Path) -> None:
    """Everything that is done to what PyInstaller has made, on whichever system."""
    tidy(folder)
    write_notices(folder)
    write_listing(folder)  # the last: nothing is changed after it


def tidy(folder: Path) -> None:
    """What PyInstaller leaves to be done to the files themselves.

    Libraries forget folders of the building machine, ICU's data become small, and only
    what is run may be run.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        elf = read_elf(path)
        if elf is not None:
            forget_search_outside(path)
            if path.name.startswith("libicudata.so."):
                slim(path)
        if not WINDOWS:
            path.chmod(0o755 if elf is not None and path.parent == folder else 0o644)

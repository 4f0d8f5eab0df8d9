"""`make.py windows`: bundle, gates, installer, and the installer on trial.

On Windows everything is made and tried on this machine. With --wine the same is done on
Linux: a Windows CPython runs PyInstaller under Wine, and the installer is tried there.
What comes out of that is for testing only and says so.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Generator, Sequence
from pathlib import Path

from shell import ROOT, WINDOWS, SetupFailed, say
from shipping import nsis
from shipping.bundle import (
    DIST,
    NAME,
    SETTINGS,
    SHIPPING,
    BuildFailed,
    bundling_python,
    complete,
    make_bundle,
)
from shipping.gates import figures_of, problems_of
from shipping.judging import Limits
from shipping.notices import installer_licences
from shipping.windows_machine import Machine, ThisWindows, wait_until
from shipping.windows_resources import ICONS, make_resources, version_of_source
from shipping.windows_trial import Trial, reports_to_try

INSTALLER_MB = 32
OLDER = "0.1.0"
RESULTS = DIST / "windows"
SHARED = SHIPPING / "windows"
FOR_TESTING = "made under Wine with a CPython from the package index: for testing only"


def windows(arguments: Sequence[str]) -> int:
    """The verb."""
    parser = argparse.ArgumentParser(prog="make.py windows", description=__doc__)
    parser.add_argument("--wine", action="store_true", help="on Linux, under Wine")
    parser.add_argument("--again", action="store_true", help="only try what was made last")
    parser.add_argument("--older", type=Path, help="an installer of an older version to start from")
    asked = parser.parse_args(arguments)
    if asked.wine == WINDOWS:
        raise SetupFailed("make.py windows runs on Windows; elsewhere with --wine")
    version = version_of_source()
    bundle = RESULTS / NAME
    installer = RESULTS / installer_name(version, testing=asked.wine)
    program = bundle / "piyue.exe"
    if not (asked.again and program.exists()):
        _make_bundle(version, wine=asked.wine)
    if not (installer.exists() and installer.stat().st_mtime > program.stat().st_mtime):
        _make_installer(bundle, version, testing=asked.wine)
    figures = {
        **figures_of(bundle, windows=True),
        "installer": f"{installer.stat().st_size / 1e6:.1f} MB",
    }
    problems = problems_of(
        bundle, windows=True, traces=(str(ROOT), "Z:\\project", "Z:\\shipping\\python")
    )
    if installer.stat().st_size > INSTALLER_MB * 1_000_000:
        problems.append(f"the installer has {figures['installer']}, more than {INSTALLER_MB}")
    older = asked.older or _make_installer(_older_payload(bundle), OLDER, testing=True, quick=True)
    with _machine(wine=asked.wine) as machine:
        trial = _tried(machine, installer, bundle, version, older)
    return _told({**figures, **trial.figures}, [*problems, *trial.problems], wine=asked.wine)


# --- making ----------------------------------------------------------------------


def _make_bundle(version: str, *, wine: bool) -> None:
    make_resources(bundling_python(), version)
    started = time.monotonic()
    if wine:
        _bundle_under_wine()
    else:
        make_bundle(target=RESULTS)
    say(f"the bundle was made in {time.monotonic() - started:.0f} s")


def _bundle_under_wine() -> None:
    from shipping.windows_python import windows_python
    from shipping.wine import wine_session

    python = windows_python(SHARED / "python")
    shutil.rmtree(RESULTS / NAME, ignore_errors=True)
    with wine_session("build") as machine:
        command = [
            *(machine.inside(python / "python.exe"), "-m", "PyInstaller", "--noconfirm"),
            *("--log-level", "WARN", "--distpath", machine.inside(RESULTS)),
            *("--workpath", machine.inside(SHARED / "pyinstaller")),
            machine.inside(ROOT / "build" / "piyue.spec"),
        ]
        told = machine.run(command, env=SETTINGS, timeout=1800)
    if told.code != 0 or not (RESULTS / NAME / "piyue.exe").is_file():
        raise BuildFailed(f"PyInstaller did not make the bundle:\n{told.both[-3000:]}")
    complete(RESULTS / NAME)


def installer_name(version: str, *, testing: bool) -> str:
    return f"Piyue-{version}-{'for-testing-' if testing else ''}Setup.exe"


def _make_installer(payload: Path, version: str, *, testing: bool, quick: bool = False) -> Path:
    started = time.monotonic()
    made = nsis.make_installer(
        payload,
        RESULTS / installer_name(version, testing=testing),
        version=version,
        drawn=ICONS,
        licences=installer_licences(),
        work=SHARED / f"lists-{version}",
        quick=quick,
    )
    say(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB in {time.monotonic() - started:.0f} s")
    return made


def _older_payload(bundle: Path) -> Path:
    """The same program as an older version would have installed it, with a file it had more."""
    older = SHARED / "older"
    shutil.rmtree(older, ignore_errors=True)
    shutil.copytree(bundle, older)
    (older / "_internal" / "only-in-the-older-version.txt").write_text("stale", encoding="ascii")
    return older


# --- trying ----------------------------------------------------------------------


@contextlib.contextmanager
def _machine(*, wine: bool) -> Generator[Machine]:
    if not wine:
        yield ThisWindows()
        return
    from shipping.wine import wine_session

    with wine_session("trial") as session:
        yield session


def _tried(machine: Machine, installer: Path, bundle: Path, version: str, older: Path) -> Trial:
    shared = SHARED / "trial-files"
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir(parents=True)
    shot = shared / "window.png"
    limits = Limits(
        # Wine starts slowly, and counts into the memory what it has mapped for itself.
        wall_s=1.5 if WINDOWS else 6,
        rss_mb=120 if WINDOWS else 300,
        platform="windows",
        shot=shot,
        shot_inside=machine.inside(shot),
    )
    trial = Trial(machine, installer, bundle, version, shared, limits)
    before = trial.traces()
    steps = (
        ("installs", trial.installs),
        ("works", trial.works),
        ("is removed", trial.uninstalls),
        ("obeys options", trial.obeys_options),
    )
    for name, step in steps:
        say(f"— {name}")
        step()
    say("— does the main job in the older version, and is upgraded")
    trial.install(older)
    library = trial.does_the_main_job(reports_to_try())
    marked = trial.annotations(library)
    trial.upgrades(older)
    trial.keeps(library, marked)
    say("— is opened by a double click, and refuses to be replaced then")
    _opened_by_association(trial, library)
    trial.keeps(library, marked)
    say("— refuses a downgrade")
    trial.refuses_a_downgrade(older)
    say("— is removed")
    trial.uninstalls()
    trial.left_only_the_reviewer_s(before)
    if shot.exists():
        shutil.copy(shot, RESULTS / "window.png")
    return trial


def _opened_by_association(trial: Trial, library: str) -> None:
    """Open the library as a double click does; look at the window while it is there.

    The shell of Wine 10.0 does not read associations of one user; there the command that
    the registry names is run by itself.
    """
    machine = trial.machine
    registered = trial.command_for("Piyue.Library", library)
    opener = subprocess.Popen(
        ["cmd", "/c", "start", "/wait", "", library] if WINDOWS else machine.command(registered),
        env={**os.environ, "PIYUE_HOME": trial.home("opened")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        lock = machine.outside(library + "-wal")  # there while the library is open
        opened = wait_until(lambda: lock.exists() or opener.poll() is not None, 60)
        trial.expect(opened and lock.exists(), "a double click on a library does not open it")
        time.sleep(6)
        _take_picture(machine, RESULTS / "opened.png")
        trial.refuses_while_it_runs()
    finally:
        machine.run(["taskkill", "/im", "piyue.exe"], timeout=60)
        closed = wait_until(lambda: opener.poll() is not None, 30)
        trial.expect(closed, "the window does not close when it is asked to")
        if not closed:
            machine.run(["taskkill", "/f", "/im", "piyue.exe"], timeout=60)
            opener.kill()
        said = (opener.stderr.read() if opener.stderr else b"").decode("utf-8", "replace")
        trial.expect(not said.strip(), f"the opened window says on standard error: {said[:300]}")


def _take_picture(machine: Machine, target: Path) -> None:
    """Of the whole screen, where that can be had."""
    from shipping import wine

    if isinstance(machine, wine.Wine):
        seen = SHARED / "screen.png"
        machine.picture(seen)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(seen, target)


def _told(figures: dict[str, str], problems: list[str], *, wine: bool) -> int:
    if wine:
        figures = {"kind": FOR_TESTING, **figures}
    report = {"figures": figures, "problems": problems}
    (RESULTS / "report.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    for name, value in figures.items():
        say(f"{name}: {value}")
    for problem in problems:
        say(f"✗ {problem}")
    return 1 if problems else 0

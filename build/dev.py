"""Set up, run, test and measure Piyue on a machine with nothing installed.

    python3 build/dev.py run      open the window on the sample library
    python3 build/dev.py test     everything CI runs (--qt 6.8.0.2: the tests on the Qt of ARM;
                                  --bundle: also the packaged program, as CI does)
    python3 build/dev.py bench    the benchmark (--json for a list of figures)
    python3 build/dev.py fuzz     fuzz the readers of files (--reader docx --seconds 600)
    python3 build/dev.py setup    only the set-up
    python3 build/dev.py pictures render the pictures of the README anew
    python3 build/dev.py lock     resolve the dependencies anew

Standard library only; Linux and Windows. The set-up is idempotent: a stamp of
everything it depends on is kept, and a second call finds nothing to do.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from debian import (
    set_up_system,
)
from packages import (
    BUILD_LOCK,
    DEV_LOCK,
    NEWEST,
    OLDEST,
    RUNTIME_LOCK,
    ensure,
    only_qt,
    python_of,
    qt_versions,
    suitable_python,
)
from shell import ROOT, WINDOWS, WORK, SetupFailed, call, environment, say

VENV = WORK / "venv"
PYTHON = python_of(VENV)

# --- set-up ----------------------------------------------------------------------


def set_up(*, dev: bool) -> None:
    """Everything `run` needs; with `dev` also what `test` and `bench` need."""
    WORK.mkdir(exist_ok=True)
    set_up_system(suitable_python(), dev=dev)
    ensure(VENV, RUNTIME_LOCK, ".piyue-run")
    if dev:
        ensure(VENV, DEV_LOCK, ".piyue-dev", RUNTIME_LOCK)
    check_that_qt_loads(PYTHON)


def complaint_about(python: Path, code: str) -> list[str]:
    """The lines that Python writes when it cannot run this code; none when it can."""
    tried = subprocess.run(
        [str(python), "-c", code],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if tried.returncode == 0:
        return []
    return tried.stderr.strip().splitlines() or ["it ended without a word"]


def check_that_qt_loads(python: Path) -> None:
    """Raises SetupFailed, with the library that is missing, where Qt cannot be loaded at all."""
    complaint = complaint_about(python, "import PySide6.QtWidgets")
    if complaint:
        why = complaint[-1]
        raise SetupFailed(
            f"Qt cannot be loaded: {why}\nInstall the system packages (on a Debian-like system"
            " they are named above), then run this again."
        )


def set_up_qt(version: str) -> Path:
    """The interpreter of an environment like the usual one, but with another version of Qt."""
    folder = WORK / f"qt-{version}"
    chosen = only_qt(DEV_LOCK.read_text(encoding="utf-8"), version)
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "requirements.lock"
    lock.write_text(chosen, encoding="utf-8")
    ensure(folder / "venv", lock, ".piyue-dev")
    return python_of(folder / "venv")


# --- verbs -----------------------------------------------------------------------


def why_no_window() -> str:
    """Empty when a window can be opened: a display is named, and really answers."""
    if WINDOWS or sys.platform == "darwin":
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display"
    complaint = complaint_about(PYTHON, "from PySide6.QtGui import QGuiApplication as A; A([])")
    if not complaint:
        return ""
    said = complaint[0]
    return f"the display cannot be used ({said})"


def run(arguments: list[str]) -> int:
    set_up(dev=False)
    env = environment(PIYUE_HOME=str(WORK / "home"))
    if "--headless" not in arguments:
        why = why_no_window()
        if not why:
            return call(PYTHON, ROOT / "build" / "sample_run.py", "window", env=env)
        say(f"{why}; doing the main job on the samples without a window instead")
    env["QT_QPA_PLATFORM"] = "offscreen"
    return call(
        PYTHON, ROOT / "build" / "sample_run.py", "headless", ROOT / "dist" / "run", env=env
    )


def test(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py test", allow_abbrev=False)
    parser.add_argument("--qt", metavar="VERSION", help="only the tests, on this version of Qt")
    parser.add_argument(
        "--bundle",
        action="store_true",
        help="also make the packaged program, hold it to its gates and start it (a minute or two)",
    )
    asked, for_pytest = parser.parse_known_args(arguments)
    set_up(dev=True)
    if asked.qt:
        return report([("tests", tests(set_up_qt(asked.qt), for_pytest))])
    ci = bool(os.environ.get("CI"))
    steps: list[Step] = [
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("types", [PYTHON, "-m", "pyright", "--pythonpath", PYTHON]),
        ("imports", [PYTHON.parent / "lint-imports"]),
        ("tests", tests(PYTHON, ["--long", *for_pytest] if ci else for_pytest)),
    ]
    if ci:
        # The program is also to run on the Qt of ARM, the oldest locked (what ARM itself has).
        oldest = qt_versions(DEV_LOCK.read_text(encoding="utf-8"))[0]
        steps.append((f"tests on Qt {oldest}", tests(set_up_qt(oldest), for_pytest)))
    if ci or asked.bundle:
        steps.append(("bundle", [suitable_python(), ROOT / "build" / "make.py", "onedir"]))
    return report(steps)


Step = tuple[str, Sequence[str | Path]]


def tests(python: Path, arguments: Sequence[str]) -> list[str | Path]:
    workers = str(min(4, os.cpu_count() or 1))
    return [python, "-m", "pytest", "-n", workers, *arguments]


def report(steps: Sequence[Step]) -> int:
    """Run every step, say how long it took and in the end which of them failed."""
    env = environment(QT_QPA_PLATFORM="offscreen")
    failed: list[str] = []
    for name, command in steps:
        started = time.monotonic()
        say(f"— {name}")
        if call(*command, env=env) != 0:
            failed.append(name)
        say(f"  {name}: {time.monotonic() - started:.0f} s")
    say(f"failed: {', '.join(failed)}" if failed else "all green")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    set_up(dev=True)
    env = environment(QT_QPA_PLATFORM="offscreen", PIYUE_HOME=str(WORK / "bench-home"))
    return call(PYTHON, ROOT / "tests" / "bench" / "bench.py", *arguments, env=env)


def fuzz(arguments: list[str]) -> int:
    set_up(dev=True)
    return call(PYTHON, ROOT / "tests" / "fuzz" / "fuzzing.py", *arguments, env=environment())


def pictures(arguments: list[str]) -> int:
    set_up(dev=False)
    return call(PYTHON, ROOT / "build" / "pictures.py", *arguments, env=environment())


def only_set_up(arguments: list[str]) -> int:
    set_up(dev="--dev" in arguments)
    return 0


def lock(arguments: list[str]) -> int:
    """Resolve for every supported Python on Linux (also on ARM) and Windows, with hashes."""
    set_up(dev=True)
    common = (
        *(PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", f"3.{OLDEST[1]}", "--no-header", "--no-annotate", *arguments),
    )
    tools = ROOT / "build" / "requirements-tools.in"
    code = call(*common, "pyproject.toml", tools, "-o", RUNTIME_LOCK)
    common = (*common, "-c", RUNTIME_LOCK, "pyproject.toml", tools)
    code = code or call(*common, "--extra", "build", "-o", BUILD_LOCK)
    code = code or call(*common, "--all-extras", "-c", BUILD_LOCK, "-o", DEV_LOCK)
    return code or uninstallable()


# The oldest systems the program is for; what they load, newer ones load as well.
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_31", "x86_64-pc-windows-msvc")


def uninstallable() -> int:
    """Whether a lock lists something that one of the platforms has no wheel for."""
    failed = 0
    for lock in (RUNTIME_LOCK, BUILD_LOCK, DEV_LOCK):
        for platform in PLATFORMS:
            for minor in range(OLDEST[1], NEWEST[1] + 1):
                code = call(
                    *(PYTHON, "-m", "uv", "pip", "install", "--quiet", "--dry-run", "--no-deps"),
                    *("--require-hashes", "--only-binary", ":all:", "--no-binary", "jieba"),
                    *("--target", WORK / "nowhere", "--python-platform", platform),
                    *("--python-version", f"3.{minor}", "-r", lock),
                )
                if code != 0:
                    say(f"{lock.name} cannot be installed on {platform} with Python 3.{minor}")
                    failed = 1
    return failed


VERBS = {
    "run": run,
    "test": test,
    "bench": bench,
    "fuzz": fuzz,
    "setup": only_set_up,
    "pictures": pictures,
    "lock": lock,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=VERBS)
    known, rest = parser.parse_known_args()
    try:
        return VERBS[known.verb](rest)
    except SetupFailed as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

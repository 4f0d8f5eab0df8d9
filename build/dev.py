"""Set up, run, test and measure Piyue on a machine with nothing installed.

    python3 build/dev.py run      open the window on the sample library
    python3 build/dev.py test     everything CI runs
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
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".work"
VENV = WORK / "venv"
WINDOWS = sys.platform == "win32"
RUNTIME_LOCK = ROOT / "build" / "requirements.lock"
DEV_LOCK = ROOT / "build" / "requirements-dev.lock"
BUILD_LOCK = ROOT / "build" / "requirements-build.lock"
OLDEST, NEWEST = (3, 11), (3, 13)

# What Qt's own libraries and its xcb platform plug-in need on a Debian-like system.
DEBIAN_LIBRARIES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
DEBIAN_FONT = "fonts-noto-cjk"

# The accessibility bus with a client and a display of its own: tests/journeys/test_screen_reader.py.
DEBIAN_TEST_TOOLS = (
    "at-spi2-core",
    "dbus",
    "gir1.2-atspi-2.0",
    "python3-gi",
    "xdotool",
    "xvfb",
)


class SetupFailed(Exception):
    """Something only a person can mend; the message says how."""


def say(text: str) -> None:
    print(f"piyue: {text}", file=sys.stderr, flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    return subprocess.run([str(c) for c in command], cwd=ROOT, env=env, check=False).returncode


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", **more}


# --- set-up ----------------------------------------------------------------------


def suitable_python() -> str:
    """This interpreter when it fits, else the newest fitting one on the path."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    raise SetupFailed(
        f"Python {sys.version.split()[0]} does not fit: 3.{OLDEST[1]} to 3.{NEWEST[1]} is needed"
    )


def missing_debian_packages(wanted: tuple[str, ...]) -> list[str]:
    query = shutil.which("dpkg-query")
    if WINDOWS or query is None:
        return []
    listed = subprocess.run(
        [query, "-W", "-f=${Package} ${Status}\n"], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    # A package renamed for 64-bit time (libglib2.0-0t64) provides the old name's library.
    installed = {
        line.split()[0].removesuffix("t64") for line in listed if line.endswith(" installed")
    }
    return [name for name in wanted if name not in installed]


def install_debian_packages(names: list[str]) -> None:
    if not names:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if os.geteuid() != 0:
        say("some system packages are missing; please run:")
        print(f"    sudo {' '.join(command)}", file=sys.stderr, flush=True)
        return
    say(f"installing {', '.join(names)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["apt-get", "-qq"]
    if call(*quiet, *command[1:], env=env) != 0:
        call(*quiet, "update", env=env)
        if call(*quiet, *command[1:], env=env) != 0:
            raise SetupFailed(f"could not install: {' '.join(names)}")


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese (there is none to ask on Windows: it has)."""
    lister = shutil.which("fc-list")
    if WINDOWS:
        return True
    if lister is None:
        return False
    found = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def set_up_system() -> None:
    wanted = list(missing_debian_packages(DEBIAN_LIBRARIES))
    if not has_chinese_font():
        wanted += missing_debian_packages((DEBIAN_FONT,))
    install_debian_packages(wanted)


def set_up_test_system() -> None:
    """What one test needs beside: without it that test is skipped, and says so."""
    wanted = missing_debian_packages(DEBIAN_TEST_TOOLS)
    try:
        install_debian_packages(wanted)
    except SetupFailed as problem:
        say(f"{problem}; the test with a screen reader will be skipped")


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


PYTHON = python_of(VENV)


def make_venv(python: str, venv: Path = VENV) -> None:
    if python_of(venv).exists():
        return
    say(f"making a virtual environment in {venv}")
    if call(python, "-m", "venv", venv) == 0:
        return
    # Debian splits venv off; a half-made environment must not be taken for a whole one.
    shutil.rmtree(venv, ignore_errors=True)
    install_debian_packages(missing_debian_packages(("python3-venv",)))
    if call(python, "-m", "venv", venv) != 0:
        shutil.rmtree(venv, ignore_errors=True)
        raise SetupFailed("Python cannot make a virtual environment (is python3-venv installed?)")


def stanzas(lock: Path, names: tuple[str, ...]) -> str:
    """The entries of some packages, with their hashes, out of a lock file."""
    entries: list[str] = []
    wanted = False
    for line in lock.read_text(encoding="utf-8").splitlines(keepends=True):
        if not line.startswith((" ", "#")):
            wanted = line.split("==")[0] in names
        if wanted:
            entries.append(line)
    return "".join(entries)


def pip_install(python: Path, *arguments: str | Path) -> None:
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    if call(*pip, *arguments, env=environment()) != 0:
        raise SetupFailed("the dependencies could not be installed; the lines above say why")


def install_locked(lock: Path, python: Path = PYTHON) -> None:
    # jieba comes as source: it is built with the setuptools of the same lock, not with
    # whatever an isolated build would fetch. So setuptools goes in first.
    tools = WORK / "build-tools.txt"
    tools.write_text(stanzas(RUNTIME_LOCK, ("setuptools",)), encoding="utf-8")
    pip_install(python, "--require-hashes", "--no-deps", "-r", tools)
    pip_install(
        python, "--require-hashes", "--no-build-isolation", "--use-pep517", "--no-deps", "-r", lock
    )


def link_source() -> None:
    """Let the environment import the program from src/, with the resources beside it."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([str(PYTHON), "-c", where], capture_output=True, text=True, check=True)
    # Python reads path files in the encoding of the system, not in UTF-8.
    path_file = Path(found.stdout.strip()) / "piyue.pth"
    path_file.write_text(f"{ROOT / 'src'}\n", encoding="locale")


def stamp_of(*locks: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for part in (*locks, ROOT / "pyproject.toml"):
        digest.update(part.read_bytes())
    digest.update(str(ROOT).encode())  # the link to the source points here
    return digest.hexdigest()


def set_up(*, dev: bool) -> None:
    """Everything `run` needs; with `dev` also what `test` and `bench` need."""
    WORK.mkdir(exist_ok=True)
    set_up_system()
    if dev:
        set_up_test_system()
    for name, locks in (
        ("run", (RUNTIME_LOCK,)),
        *((("dev", (RUNTIME_LOCK, DEV_LOCK)),) if dev else ()),
    ):
        stamp, note = stamp_of(*locks), VENV / f".piyue-{name}"
        if note.exists() and note.read_text() == stamp:
            continue
        make_venv(suitable_python())
        started = time.monotonic()
        say("installing the locked dependencies")
        install_locked(locks[-1])
        link_source()
        note.write_text(stamp)
        say(f"done in {time.monotonic() - started:.0f} s")


# --- verbs -----------------------------------------------------------------------


def has_display() -> bool:
    """Whether a window can be opened: named by the system, and really answering."""
    if WINDOWS or sys.platform == "darwin":
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    probe = "from PySide6.QtGui import QGuiApplication as A; A([])"
    answer = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, check=False)
    return answer.returncode == 0


def run(arguments: list[str]) -> int:
    set_up(dev=False)
    env = environment(PIYUE_HOME=str(WORK / "home"))
    headless = "--headless" in arguments
    if has_display() and not headless:
        return call(PYTHON, ROOT / "build" / "sample_run.py", "window", env=env)
    if not headless:
        say("there is no display; doing the main job on the samples without a window instead")
    env["QT_QPA_PLATFORM"] = "offscreen"
    return call(
        PYTHON, ROOT / "build" / "sample_run.py", "headless", ROOT / "dist" / "run", env=env
    )


def test(arguments: list[str]) -> int:
    set_up(dev=True)
    env = environment(QT_QPA_PLATFORM="offscreen")
    scripts = PYTHON.parent
    long = ["--long"] if os.environ.get("CI") else []
    workers = str(min(4, os.cpu_count() or 1))
    steps: tuple[tuple[str, list[str | Path]], ...] = (
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("types", [PYTHON, "-m", "pyright", "--pythonpath", PYTHON]),
        ("imports", [scripts / "lint-imports"]),
        ("tests", [PYTHON, "-m", "pytest", "-n", workers, *long, *arguments]),
    )
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
    """Resolve for every supported Python on Linux and Windows, with hashes."""
    set_up(dev=True)
    common = (
        *(PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", f"3.{OLDEST[1]}", "--no-header", "--no-annotate", *arguments),
    )
    tools = ROOT / "build" / "requirements-tools.in"
    code = call(*common, "pyproject.toml", tools, "-o", RUNTIME_LOCK)
    common = (*common, "-c", RUNTIME_LOCK, "pyproject.toml", tools)
    code = code or call(*common, "--extra", "build", "-o", BUILD_LOCK)
    return code or call(*common, "--all-extras", "-c", BUILD_LOCK, "-o", DEV_LOCK)


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

"""What a Debian-like system must hold: shared libraries, a Chinese font, tools of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from shell import WINDOWS, SetupFailed, call, say

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


def apt_get(names: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]


def install_debian_packages(names: list[str]) -> None:
    """As root; else only print the command.

    Raises:
        SetupFailed: apt-get did not do it.
    """
    if not names:
        return
    command = apt_get(names)
    if os.geteuid() != 0:
        say("some system packages are missing; please run:")
        by_hand = f"sudo apt-get update && sudo {' '.join(command)}"
        print(f"    {by_hand}", file=sys.stderr, flush=True)
        return
    say(f"installing {', '.join(names)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["apt-get", "-qq"]
    if call(*quiet, *command[1:], env=env) != 0:
        call(*quiet, "update", env=env)
        if call(*quiet, *command[1:], env=env) != 0:
            by_hand = f"apt-get update && {' '.join(command)}"
            raise SetupFailed(f"some system packages could not be installed; by hand:\n{by_hand}")


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese (there is none to ask on Windows: it has)."""
    lister = shutil.which("fc-list")
    if WINDOWS:
        return True
    if lister is None:
        return False
    found = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def can_make_venv(python: str) -> bool:
    """Debian splits what makes a virtual environment off from Python."""
    return call(python, "-c", "import ensurepip, venv", quiet=True) == 0


def set_up_system(python: str = sys.executable, *, dev: bool = False) -> None:
    """Install, or name in one command, what is missing here; whether it is needed is seen later.

    Args:
        python: the interpreter of the environment to make.
        dev: also the tools of the test with a screen reader, which is skipped without them.
    """
    wanted = missing_debian_packages(DEBIAN_LIBRARIES)
    if not can_make_venv(python):
        version = subprocess.run(
            [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        wanted += missing_debian_packages((f"python{version}-venv",))
    if not has_chinese_font():
        wanted += missing_debian_packages((DEBIAN_FONT,))
    if dev:
        wanted += missing_debian_packages(DEBIAN_TEST_TOOLS)
    try:
        install_debian_packages(wanted)
    except SetupFailed as problem:
        say(str(problem))

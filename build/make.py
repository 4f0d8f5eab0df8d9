"""Make what people install, and prove it.

    python3 build/make.py onedir    the program as one folder, for the system this runs on, proved
    python3 build/make.py windows   the installer for Windows, tried; on Linux with --wine
    python3 build/make.py journey   the main job in an installed program, with mouse and keys
    python3 build/make.py linux     .deb and .tar.xz for Linux, made in an old userland (as root)
    python3 build/make.py try-linux those on clean systems: installed, started, upgraded, purged
    python3 build/make.py check     everything that this machine can make and prove for Linux

Results go to dist/, work in progress to .work/shipping/. Standard library only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from shell import SetupFailed, say
from shipping.bundle import BuildFailed
from shipping.checking import check, onedir
from shipping.journey import journey
from shipping.linux import linux, try_linux
from shipping.windows import windows

VERBS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "onedir": onedir,
    "linux": linux,
    "try-linux": try_linux,
    "windows": windows,
    "journey": journey,
    "check": check({"onedir": onedir, "linux": linux, "try-linux": try_linux}),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    try:
        return VERBS[asked.verb](asked.rest)
    except (SetupFailed, BuildFailed) as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

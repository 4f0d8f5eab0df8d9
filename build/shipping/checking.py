"""A bundle made, held to the gates and judged; and everything this machine can prove, at once."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from debian import install_debian_packages, missing_debian_packages, set_up_system
from shell import ROOT, WINDOWS, SetupFailed, say
from shipping.bundle import BuildFailed, make_bundle
from shipping.display import DEBIAN_DISPLAY, display
from shipping.gates import figures_of, problems_of
from shipping.judging import Limits, judge

DEBIAN_BUNDLE_TOOLS = ("binutils", *DEBIAN_DISPLAY)
"""What making and judging a bundle needs beside the libraries of the program."""

SHOT = ROOT / "dist" / "piyue-window.png"
"""The picture of the window of the judged start; a person may look at it."""


@dataclass
class Proof:
    """What was done with an artefact, and what came of it."""

    figures: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[str] = field(default_factory=list[str])

    def tell(self, title: str) -> int:
        """Print figures and problems; returns the exit code."""
        width = max((len(name) for name in self.figures), default=0)
        print(f"\n{title}")
        for name, value in self.figures.items():
            print(f"  {name.ljust(width)}  {value}")
        for problem in self.problems:
            print(f"  ✗ {problem}")
        print(
            "  no problems" if not self.problems else f"  {len(self.problems)} problems", flush=True
        )
        return 1 if self.problems else 0


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of an ordinary session, without anything of this build's own.

    Nothing that could help the program to find a Python, a Qt or libraries outside its
    folder is handed on.
    """
    foreign = ("PYTHON", "QT_", "PIYUE_", "LD_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**own, "PIYUE_HOME": str(home), **more}


def proof_of_bundle(folder: Path, *, limits: Limits | None = None, runs: int = 3) -> Proof:
    """The gates and the judgement of a bundle for this system."""
    figures = figures_of(folder, windows=WINDOWS)
    problems = problems_of(folder, windows=WINDOWS)
    SHOT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="piyue-judged-") as home, display() as shown:
        platform = shown.get("QT_QPA_PLATFORM", "")
        limits = limits or Limits(platform=platform, shot=SHOT)
        command = [str(folder / ("piyue.exe" if WINDOWS else "piyue"))]
        judgement = judge(
            command, env=plain_environment(Path(home), **shown), runs=runs, limits=limits
        )
    if platform == "offscreen":
        figures["note"] = "no X server here: the start was judged without a display"
    return Proof({**figures, **judgement.figures()}, [*problems, *judgement.problems])


def onedir(arguments: Sequence[str]) -> int:
    """Make the bundle; unless told otherwise hold it to the gates and judge it."""
    parser = argparse.ArgumentParser(prog="make.py onedir", description=onedir.__doc__)
    parser.add_argument("--only-make", action="store_true", help="neither gates nor runs")
    parser.add_argument(
        "--only-prove", action="store_true", help="take the bundle as it lies there"
    )
    asked = parser.parse_args(arguments)
    if not (WINDOWS or asked.only_make):
        set_up_system()
        install_debian_packages(missing_debian_packages(DEBIAN_BUNDLE_TOOLS))
    started = time.monotonic()
    folder = ROOT / "dist" / "piyue" if asked.only_prove else make_bundle()
    took = time.monotonic() - started
    if asked.only_make:
        print(folder)
        return 0
    proof = proof_of_bundle(folder)
    if not asked.only_prove:
        proof.figures = {"made in": f"{took:.0f} s", **proof.figures}
    return proof.tell(str(folder))


Verb = Callable[[Sequence[str]], int]


def why_not_in_userlands() -> str:
    """Why packages cannot be built and tried in other userlands here; empty where they can."""
    if WINDOWS or sys.platform != "linux":
        return "this is no Linux"
    if os.geteuid() != 0:
        return "userlands need root"
    if shutil.which("debootstrap") is None and shutil.which("apt-get") is None:
        return "there is no debootstrap, and no apt-get to install it"
    return ""


def _code_of(verb: Verb) -> int:
    """What a verb ends with; one that could not go on at all has failed, and said why."""
    try:
        return verb([])
    except (SetupFailed, BuildFailed) as problem:
        say(str(problem))
        return 1


def check(verbs: Mapping[str, Verb]) -> Verb:
    """The verb that does with others, in their order, everything that this machine can."""
    reasons = dict.fromkeys(("linux", "try-linux"), why_not_in_userlands)

    def run(arguments: Sequence[str]) -> int:
        parser = argparse.ArgumentParser(prog="make.py check")
        parser.parse_args(arguments)
        done: dict[str, str] = {}
        failed = False
        for name, verb in verbs.items():
            reason = reasons[name]() if name in reasons else ""
            if reason:
                done[name] = f"left out: {reason}"
                continue
            say(f"— {name}")
            started = time.monotonic()
            code = _code_of(verb)
            failed = failed or code != 0
            done[name] = f"{'failed' if code else 'passed'} in {time.monotonic() - started:.0f} s"
        done["windows"] = "left out: by `make.py windows`, on Windows or with --wine"
        print("\nchecked")
        for name, outcome in done.items():
            print(f"  {name.ljust(9)}  {outcome}")
        return 1 if failed else 0

    return run

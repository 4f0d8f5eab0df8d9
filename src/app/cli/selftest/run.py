"""The self-test: its steps one after the other, and the one line that says how they went."""

from __future__ import annotations

import contextlib
import json
import locale
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app import __version__
from app.cli.exits import Exit
from app.cli.selftest import reading, working
from app.cli.selftest.hearing import Hearing
from app.cli.selftest.scratch import scratch
from app.cli.selftest.trial import Findings, NotReached, Trial
from app.paths import resources

if TYPE_CHECKING:
    from app.files.writing import Writer

Step = Callable[[Trial, Findings], None]

STEPS: Mapping[str, Step] = {
    "resources": working.look_at_resources,
    "open": working.open_new,
    "import": reading.import_each,
    "words": reading.understand,
    "bring": reading.bring_each,
    "annotate": working.annotate,
    "undo": working.undo_and_redo,
    "search": working.search,
    "export": working.export_each,
    "backup": working.back_up,
    "reopen": working.reopen,
    "quit": working.leave,
}
"""In this order; each needs what those before it left."""


def selftest(painter: Writer, toolkit: Callable[[], Mapping[str, str]]) -> int:
    """Try everything out in a folder of its own, and print one line of JSON.

    Args:
        painter: writes the pages of a PDF, which is no part of this room.
        toolkit: the versions of the window's toolkit, likewise.

    Returns:
        0 when everything works and nobody complained, else 1.
    """
    begun = time.monotonic()
    hearing = Hearing()
    left: list[str] = []
    steps: list[dict[str, Any]] = []
    versions: dict[str, Any] = {}
    with hearing, scratch(left) as made:
        trial = Trial(made, painter)
        try:
            steps += [_taken(name, step, trial) for name, step in STEPS.items()]
        finally:
            trial.close()
        steps.append(_taken("versions", lambda _, found: _versions(found, toolkit), trial))
        versions = steps.pop()["detail"]
    problems = [*left, *hearing.heard]
    is_well = not problems and all(step["ok"] for step in steps) and "problem" not in versions
    _print(
        {
            "ok": is_well,
            "version": __version__,
            "frozen": bool(getattr(sys, "frozen", False)),
            "seconds": round(time.monotonic() - begun, 3),
            "steps": steps,
            "problems": problems,
            "versions": versions,
            "system": _system(),
        }
    )
    return Exit.DONE if is_well else Exit.SOME_FAILED


def _taken(name: str, step: Step, trial: Trial) -> dict[str, Any]:
    """One step and how it went; whatever goes wrong in it is its own problem."""
    begun, found = time.monotonic(), Findings()
    try:
        step(trial, found)
    except NotReached as error:
        found.problems.append(f"not reached: {error}")
    except Exception as error:  # noqa: BLE001 - a self-test tells of every defect, and goes on
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119 - may be no path
        found.problems.append(f"{type(error).__name__}: {error} ({where})")
    return {
        "step": name,
        "ok": not found.problems,
        "seconds": round(time.monotonic() - begun, 3),
        "detail": found.detail | ({"problems": found.problems} if found.problems else {}),
    }


def _versions(found: Findings, toolkit: Callable[[], Mapping[str, str]]) -> None:
    from app.files.libraries import library_versions
    from app.store.engine import engine_version, has_full_text_index

    found.detail |= {
        "python": platform.python_version(),
        "sqlite": engine_version(),
        "fts5": has_full_text_index(),
        **toolkit(),
        **library_versions(),
    }
    found.expect(found.detail["fts5"], "SQLite was built without FTS5")


def _system() -> dict[str, Any]:
    return {
        "platform": platform.platform(),
        "machine": platform.machine(),
        "encoding": sys.getfilesystemencoding(),
        "locale": locale.setlocale(locale.LC_CTYPE, None),
        "resources": str(resources()),
    }


def _print(value: Mapping[str, Any]) -> None:
    """One line of ASCII, also where there is no console and no encoding to speak of."""
    line = json.dumps(value).encode("ascii") + b"\n"
    with contextlib.suppress(OSError):  # nobody listens: the exit code says it too
        while line:
            line = line[os.write(1, line) :]

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
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app import __version__
from app.cli.exits import Exit
from app.cli.selftest.hearing import Hearing
from app.cli.selftest.scratch import Scratch, scratch
from app.paths import resources

if TYPE_CHECKING:
    from app.cli.selftest.trial import Findings, Trial
    from app.files.writing import Writer


def selftest(painter: Writer, toolkit: Callable[[], Mapping[str, str]]) -> int:
    """Try everything out in a folder of its own, and print one line of JSON.

    Args:
        painter: writes the pages of a PDF, which is no part of this room.
        toolkit: the versions of the window's toolkit, likewise.

    Returns:
        0 when everything works and nobody complained, else 1.
    """
    begun = time.monotonic()
    hearing, left = Hearing(), list[str]()
    steps: list[dict[str, Any]] = []
    try:
        with hearing, scratch(left) as made:
            steps += _go_through(made, painter, toolkit)
    except Exception as error:  # noqa: BLE001 - also of this it tells, in the same one line
        left.append(_defect(error))
    problems = [*left, *hearing.heard]
    found = {step["step"]: step["detail"] for step in steps}
    is_well = not problems and all(step["ok"] for step in steps)
    _print(
        {
            "ok": is_well,
            "version": __version__,
            "frozen": bool(getattr(sys, "frozen", False)),
            "seconds": round(time.monotonic() - begun, 3),
            "steps": steps,
            "problems": problems,
            "versions": found.get("versions", {}),
            "system": _system(),
        }
    )
    return Exit.DONE if is_well else Exit.SOME_FAILED


def _go_through(
    made: Scratch, painter: Writer, toolkit: Callable[[], Mapping[str, str]]
) -> Iterator[dict[str, Any]]:
    """Each step in its order; it needs what those before it left."""
    # Imported when somebody hears what is complained of meanwhile.
    from app.cli.selftest import files, parts, reading, working
    from app.cli.selftest.trial import Trial

    trial = Trial(made, painter, toolkit)
    try:
        for name, step in (
            ("versions", parts.look_at_versions),
            ("files", files.look_at_files),
            ("resources", parts.look_at_resources),
            ("open", working.open_new),
            ("import", reading.import_each),
            ("words", reading.understand),
            ("bring", reading.bring_each),
            ("annotate", working.annotate),
            ("undo", working.undo_and_redo),
            ("search", working.search),
            ("export", working.export_each),
            ("backup", working.back_up),
            ("reopen", working.reopen),
            ("quit", working.leave),
        ):
            yield _taken(name, step, trial)
    finally:
        trial.close()


def _taken(name: str, step: Callable[[Trial, Findings], None], trial: Trial) -> dict[str, Any]:
    """One step and how it went; whatever goes wrong in it is its own problem."""
    from app.cli.selftest.trial import Findings

    begun, found = time.monotonic(), Findings()
    try:
        step(trial, found)
    except Exception as error:  # noqa: BLE001 - a self-test tells of every defect, and goes on
        found.problems.append(_defect(error))
    return {
        "step": name,
        "ok": not found.problems,
        "seconds": round(time.monotonic() - begun, 3),
        "detail": found.detail | ({"problems": found.problems} if found.problems else {}),
    }


def _defect(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119 - may be no path
    return f"{type(error).__name__}: {error} ({where})"


def _system() -> dict[str, Any]:
    """Where this program runs."""
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

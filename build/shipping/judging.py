"""Whether an installed program works: its self-test and its start, judged from outside.

Every artefact (the folder, a package in another userland, an installer under Wine) is
judged by the same two runs; only the command and the limits differ.

    piyue --selftest                        one line of JSON: what it could do
    piyue gui --quit-after-first-paint      one line of JSON at the painted window
"""

from __future__ import annotations

import json
import os
import re
import statistics
import struct
import subprocess
import tempfile
import threading
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDEST_SQLITE = (3, 40)
"""What the library file needs: STRICT tables are of 3.37, and we test with 3.40 and later."""

PATIENCE = 4

BUSY = 1.2
"""A crowding above this is told beside the times."""

CANCEL = "取消"
"""What Qt's own buttons say when its words were found."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an artefact may take.

    Attributes:
        wall_s: from the launch to the painted window, median of the warm starts.
        rss_mb: resident memory at that moment; where the system does not tell, it is not judged.
        selftest_s: the whole self-test, by the clock of the caller.
        hang_s: how long any run may take before it is ended.
        platform: the platform that Qt must have chosen; empty where any will do.
        shot: a file that the window's picture is to be written to, as this process sees it.
        shot_inside: the same file as the program sees it, where that differs (a chroot).
        not_ours: patterns of lines on standard error that something around the program
            writes; every other line is a problem.
    """

    wall_s: float = 0.6
    rss_mb: float = 120
    selftest_s: float = 30
    hang_s: float = 120
    platform: str = ""
    shot: Path | None = None
    shot_inside: str = ""
    not_ours: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the runs told, and what is wrong with it.

    Attributes:
        paints: the fastest measured starts: what the program wrote, and `outside_ms`, the
            time from the launch to that line.
    """

    selftest: dict[str, Any]
    paints: list[dict[str, Any]]
    problems: list[str]

    def figures(self) -> dict[str, str]:
        """The measured values, worded for a table."""
        found: dict[str, str] = {}
        if self.paints:
            for label, key, unit in (
                ("start to the painted window, from outside", "outside_ms", "ms"),
                ("the same as the program tells it", "wall_ms", "ms"),
                ("processor time of the start", "cpu_ms", "ms"),
                ("resident memory then", "rss_mb", "MB"),
            ):
                values = [float(paint[key]) for paint in self.paints if key in paint]
                if values:
                    found[label] = (
                        f"{statistics.median(values):.0f} {unit} (median of {len(values)})"
                    )
            crowd = statistics.median(float(paint.get("crowding", 1)) for paint in self.paints)
            if crowd > BUSY:
                found["the machine meanwhile"] = f"busy with other work, {crowd:.1f} times slower"
            found["platform of the start"] = str(self.paints[0].get("platform", "not told"))
        if self.selftest:
            steps = self.selftest.get("steps", ())
            found["self-test"] = f"{self.selftest.get('seconds', 0):.1f} s, {len(steps)} steps"
            versions = self.selftest.get("versions", {})
            found["versions"] = ", ".join(f"{name} {value}" for name, value in versions.items())
        return found


@dataclass(frozen=True, slots=True)
class _Run:
    code: int | None
    """The exit code; None when it was ended because it hung."""
    lines: list[str]
    stderr: str
    first_line_s: float
    seconds: float


def judge(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    runs: int = 3,
    limits: Limits | None = None,
) -> Judgement:
    """Run the self-test and the start to the first paint, and say everything that is wrong.

    Args:
        command: what starts the program; words are added to it, so that a prefix
            (`chroot`, `wine64`) may stand before the program.
        env: the whole environment of the runs, with a PIYUE_HOME that may be written to.
        runs: measured starts, after one that is not. While their median is above the
            limit, more are made, up to PATIENCE times as many, and the fastest count: other
            work of the machine can only add to the time. What it adds even then is measured
            beside each start, and the limit stretched by it.
    """
    limits = limits or Limits()
    selftest, problems = _selftest(command, env, limits)
    paints: list[dict[str, Any]] = []
    for number in range(PATIENCE * runs + 1):
        crowd = crowding()
        paint, wrong = _paint(command, env, limits, with_shot=number == 0)
        problems += [problem for problem in wrong if problem not in problems]
        if number and paint:
            paints.append({**paint, "crowding": round((crowd + crowding()) / 2, 1)})
        if wrong and not paint:
            break  # it does not start: once is enough
        paints = sorted(paints, key=lambda each: each["outside_ms"])[:runs]
        if number >= runs and _wall_s(paints) <= limits.wall_s:
            break
    return Judgement(
        selftest, paints, [*problems, *_beyond(paints, limits), *_at_odds(selftest, paints)]
    )


def _selftest(
    command: Sequence[str], env: Mapping[str, str], limits: Limits
) -> tuple[dict[str, Any], list[str]]:
    what = "self-test"
    run = _run([*command, "--selftest"], env, max(limits.hang_s, 2 * limits.selftest_s))
    told, problems = _told(what, run, limits)
    if not told:
        return {}, problems
    if told.get("ok") is not True:
        problems.append(f"{what}: it says itself that it failed")
    for step in told.get("steps", ()):
        if not step.get("ok"):
            problems.append(f"{what}: step {step.get('step')} failed: {step.get('detail')}")
    if not told.get("frozen"):
        problems.append(f"{what}: this is not the packaged program")
    versions = told.get("versions", {})
    problems += unfit_sqlite(str(versions.get("sqlite", "")))
    if versions.get("fts5") is False:
        problems.append(f"{what}: SQLite cannot search texts (no FTS5)")
    if run.seconds > limits.selftest_s:
        problems.append(f"{what}: it took {run.seconds:.1f} s, more than {limits.selftest_s:g}")
    return told, problems


def unfit_sqlite(version: str) -> list[str]:
    """What is wrong with the SQLite that the program was linked with."""
    parts = tuple(int(part) for part in version.split(".") if part.isdigit())
    if parts >= OLDEST_SQLITE:
        return []
    return [
        f"SQLite {version or 'of unknown version'}, older than {'.'.join(map(str, OLDEST_SQLITE))}"
    ]


def _paint(
    command: Sequence[str], env: Mapping[str, str], limits: Limits, *, with_shot: bool
) -> tuple[dict[str, Any], list[str]]:
    what = "start"
    more = {"PIYUE_FIRST_PAINT": "1"}
    shot = limits.shot if with_shot else None
    if shot is not None:
        shot.unlink(missing_ok=True)
        more["PIYUE_SHOT"] = limits.shot_inside or str(shot)
    run = _run([*command, "gui", "--quit-after-first-paint"], {**env, **more}, limits.hang_s)
    told, problems = _told(what, run, limits)
    if not told:
        return {}, problems
    told["outside_ms"] = run.first_line_s * 1000
    if limits.platform and told.get("platform") != limits.platform:
        problems.append(f"{what}: Qt chose {told.get('platform')}, not {limits.platform}")
    if told.get("qt_translation") != CANCEL:
        problems.append(
            f"{what}: Qt's own buttons say {told.get('qt_translation')!r}, not {CANCEL}"
        )
    if told.get("icons_ok") is not True:
        problems.append(f"{what}: icons are blank")
    if shot is not None:
        problems += [f"{what}: {wrong}" for wrong in blank(shot)]
    return told, problems


def _told(what: str, run: _Run, limits: Limits) -> tuple[dict[str, Any], list[str]]:
    """The JSON of a run, and what is wrong with the run itself."""
    problems = [
        f"{what}: on standard error: {line}"
        for line in run.stderr.splitlines()
        if line.strip() and not any(re.search(pattern, line) for pattern in limits.not_ours)
    ]
    if run.code is None:
        return {}, [*problems, f"{what}: it did not end within {run.seconds:.0f} s"]
    if run.code != 0:
        problems.append(f"{what}: it ended with {run.code}")
    if len(run.lines) != 1:
        return {}, [*problems, f"{what}: {len(run.lines)} lines on standard output, not one"]
    if not run.lines[0].isascii():
        problems.append(f"{what}: its line is not plain ASCII")
    try:
        told = json.loads(run.lines[0])
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return {}, [*problems, f"{what}: this is no object of JSON: {run.lines[0][:80]}"]
    return told, problems


def crowding(seconds: float = 0.02) -> float:
    """How many times longer work takes by the clock because the machine does other work too.

    1 on a machine that is ours alone. Measured by doing something: the load that a
    system tells is that of the last minute.
    """
    began, worked = time.perf_counter(), time.thread_time()
    while time.thread_time() - worked < seconds:
        pass
    return max(1.0, (time.perf_counter() - began) / (time.thread_time() - worked))


def _wall_s(paints: Sequence[Mapping[str, Any]]) -> float:
    """The time to the painted window, median; none where nothing was painted."""
    return statistics.median([float(paint["outside_ms"]) for paint in paints] or [0]) / 1000


def _beyond(paints: Sequence[Mapping[str, Any]], limits: Limits) -> list[str]:
    problems: list[str] = []
    if paints:
        wall = _wall_s(paints)
        crowd = statistics.median(float(paint["crowding"]) for paint in paints)
        if wall > limits.wall_s * crowd:
            busy = f" on a machine {crowd:.1f} times as busy" if crowd > BUSY else ""
            problems.append(
                f"start: {wall:.2f} s to the painted window{busy}, more than {limits.wall_s:g}"
            )
        rss = max(float(paint.get("rss_mb", 0)) for paint in paints)
        if rss > limits.rss_mb:
            problems.append(f"start: {rss:.0f} MB resident, more than {limits.rss_mb:g}")
    return problems


def _at_odds(selftest: Mapping[str, Any], paints: Sequence[Mapping[str, Any]]) -> list[str]:
    versions = {str(told["version"]) for told in (selftest, *paints) if "version" in told}
    return (
        [f"two versions of the program answer: {', '.join(sorted(versions))}"]
        if len(versions) > 1
        else []
    )


def _run(command: Sequence[str], env: Mapping[str, str], hang_s: float) -> _Run:
    """Run to the end, with the moment of the first line, and end what hangs."""
    # Standard error goes into a file, so that no pipe of it can fill up and block.
    with tempfile.TemporaryFile() as errors:
        started = time.monotonic()
        process = subprocess.Popen(
            list(command),
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=os.name != "nt",
        )
        timer = threading.Timer(hang_s, _end, [process])
        timer.start()
        lines: list[str] = []
        first = 0.0
        assert process.stdout is not None
        with process.stdout as out:
            for raw in out:
                first = first or time.monotonic() - started
                lines.append(raw.decode(errors="replace").rstrip("\r\n"))
        code = process.wait()
        hung = not timer.is_alive()
        timer.cancel()
        seconds = time.monotonic() - started
        errors.seek(0)
        told = errors.read().decode(errors="replace")
    return _Run(None if hung else code, lines, told, first, seconds)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a run together with the parsing process that it may have started."""
    if os.name == "nt":
        process.kill()
        return
    import signal

    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


FEWEST_ROWS = 100
"""Different rows of pixels in the picture of a window with anything in it."""


def blank(picture: Path) -> list[str]:
    """What is wrong with the picture of a window: not there, no PNG, or nothing in it."""
    try:
        rows = different_rows(picture.read_bytes())
    except FileNotFoundError:
        return ["no picture of the window was made"]
    except (ValueError, struct.error, zlib.error) as problem:
        return [f"the picture of the window cannot be read: {problem}"]
    return (
        []
        if rows >= FEWEST_ROWS
        else [f"the picture of the window is blank ({rows} kinds of rows)"]
    )


def different_rows(png: bytes) -> int:
    """How many rows of a PNG differ, as they are stored.

    The rows need not be unfiltered for that: a row equal to its neighbour is stored
    in one of very few ways, whichever filter the writer chose.
    """
    if not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("no PNG")
    at, packed, height = 8, b"", 0
    while at < len(png):
        length, kind = struct.unpack_from("!I4s", png, at)
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            (height,) = struct.unpack_from("!I", body, 4)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    pixels = zlib.decompress(packed)
    if not height or len(pixels) % height:
        raise ValueError("rows of unequal length")
    step = len(pixels) // height
    return len({pixels[start : start + step] for start in range(0, len(pixels), step)})

"""The window: start, opening a report, staying alive."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from corpus import reports
from measuring import Figure, say, watch
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication, QTextEdit

from app.domain.anchor import Span
from app.domain.report import ParsedReport, Report
from app.domain.tag import COLOURS, Tag, TagKind
from app.paths import Paths
from app.settings import Settings
from app.text.understand import understand
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane, PaneContent
from app.ui.theme import Look
from app.workspace.workspace import Workspace

HERE = Path(__file__).resolve().parent
TAGS = [
    Tag(uuid4(), f"标签{n}", kind=list(TagKind)[n % 3], colour=colour)
    for n, colour in enumerate(COLOURS)
]


def measure_start(library: Path, times: int = 5) -> list[Figure]:
    """A fresh process up to its first painted window, against a bare window."""
    say("starting…")
    window = [sys.executable, "-m", "app", "--library", str(library), "gui", "--quit-after-first-paint"]  # fmt: skip
    bare = [sys.executable, str(HERE / "bare_window.py")]
    ours = [started(window) for _ in range(times + 1)][1:]
    theirs = [started(bare) for _ in range(times + 1)][1:]
    cpu = statistics.median(run["cpu_ms"] for run in ours)
    base = statistics.median(run["cpu_ms"] for run in theirs)
    rss = statistics.median(run["rss_mb"] for run in ours)
    rss_base = statistics.median(run["rss_mb"] for run in theirs)
    return [
        Figure("start to the painted window", cpu, "ms cpu", base, "≤ 2.5 × a bare window"),
        Figure("resident memory at the first paint", rss, "MB", rss_base, "≤ 160 MB"),
    ]


def started(command: Sequence[str]) -> dict[str, float]:
    """What a program measured of itself up to its first paint."""
    env = {**os.environ, "PIYUE_FIRST_PAINT": "1", "PYTHONPATH": str(HERE.parents[1] / "src")}
    # An installed program has its bytecode; so has this one, after the run not counted.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "piyue-bench-bytecode")
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


# --- the reading surface -------------------------------------------------------------


def content_of(number: int, characters: int = 8000) -> PaneContent:
    """A pane's content from the benchmark corpus."""
    *_, (name, text) = reports(number + 1, characters)
    parsed = understand(
        text, file_name=name, file_sha256="0" * 64, media_type="text/plain", hints={}
    )
    return PaneContent(
        report=_report(parsed), text=text, sections=parsed.sections, furniture=parsed.furniture,
        body=parsed.body, title=name, cards=True,
    )  # fmt: skip


def _report(parsed: ParsedReport) -> Report:
    from builders import NOON

    return Report(
        id=uuid4(), metadata=parsed.metadata, text_sha256=parsed.text_sha256,
        characters=len(parsed.text), sections=len(parsed.sections),
        file_name=parsed.file_name, media_type=parsed.media_type, imported=NOON,
    )  # fmt: skip


def marks_for(text: str, count: int, seed: int = 1) -> list[Mark]:
    rng = random.Random(seed)
    marks: list[Mark] = []
    for n in range(count):
        start = rng.randrange(len(text) - 130)
        span = Span(start, start + rng.randint(4, 120))
        comment = "请核对口径。" if n % 5 == 0 else ""
        marks.append(Mark(uuid4(), span, tags=(rng.choice(TAGS),), comment=comment, reviewer_name="甲"))  # fmt: skip
    return marks


def measure_opening(app: QApplication, look: Look) -> list[Figure]:
    say("opening reports…")
    content = content_of(0)
    figures: list[Figure] = []
    for count, floor in ((500, "≤ 60 ms"), (5000, "≤ 300 ms")):
        marks = marks_for(content.text, count)
        taken: list[float] = []
        for _ in range(6):
            pane = Pane(look)
            pane.resize(900, 900)
            pane.show()
            app.processEvents()
            with watch() as clock:
                pane.show_report(content, marks)
                app.processEvents()
                pane.view.viewport().repaint()
            taken.append(clock.cpu_ms)
            pane.close()
        plain = _plain_opening(app, content.text)
        name = f"open a report with {count} annotations"
        figures.append(Figure(name, statistics.median(taken[1:]), "ms cpu", plain, floor))
    return figures


def _plain_opening(app: QApplication, text: str) -> float:
    taken: list[float] = []
    for _ in range(6):
        edit = QTextEdit()
        edit.resize(900, 900)
        edit.show()
        app.processEvents()
        with watch() as clock:
            edit.setPlainText(text)
            app.processEvents()
            edit.viewport().repaint()
        taken.append(clock.cpu_ms)
        edit.close()
    return statistics.median(taken[1:])


# --- staying alive -------------------------------------------------------------------


def measure_stalls(app: QApplication, count: int = 300) -> list[Figure]:
    """The longest time the window's thread was away while reports were imported."""
    from app.ui.application import settle_memory
    from app.ui.main_window import MainWindow

    say("importing beside an open window…")
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        source = folder / "reports"
        source.mkdir()
        for file, text in reports(count):
            (source / file).write_text(text, encoding="utf-8")
        paths = Paths(folder / "d", folder / "config", folder / "cache", folder / "logs")
        settings = Settings(reviewer_named=True, tour_seen=True)
        library = folder / "stalls.piyue"
        Workspace.open(library, paths, settings, create=True).close()
        window = MainWindow(Look(), paths, settings)
        window.libraries.open_first(library)
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        settle_memory()
        workspace = window.workspace
        if workspace is None:
            raise RuntimeError("the library did not open")
        idle = longest_gap(app, lambda: False, 4000)
        over: list[object] = []
        window.jobs.start(
            lambda progress: workspace.importing.add([source], progress), done=over.append
        )
        busy = longest_gap(app, lambda: bool(over), 120_000)
        window.close()
    return [
        Figure(
            f"longest stall of the window, {count} reports imported",
            busy,
            "ms wall",
            idle,
            "≤ 50 ms; baseline: the idle window",
        )
    ]


def longest_gap(app: QApplication, is_over: Callable[[], bool], limit_ms: int) -> float:
    """The longest time between two ticks of a 5 ms timer of the window's thread."""
    clock, whole = QElapsedTimer(), QElapsedTimer()
    longest = 0.0

    def tick() -> None:
        nonlocal longest
        longest = max(longest, clock.nsecsElapsed() / 1e6)
        clock.restart()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(tick)
    clock.start()
    whole.start()
    timer.start()
    while not is_over() and whole.elapsed() < limit_ms:
        app.processEvents()
    return longest

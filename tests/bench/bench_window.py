"""The window: start, opening a report, scrolling four panes, marking, staying alive."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from uuid import uuid4

from corpus import reports
from measuring import Figure, percentile, say, watch
from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QWidget

from app.analysis.alignment import chain, match, section_texts
from app.domain.anchor import Span
from app.domain.report import ParsedReport, Report
from app.domain.tag import COLOURS, Tag, TagKind
from app.paths import Paths
from app.settings import Settings
from app.text.understand import understand
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane, PaneContent
from app.ui.reader.sync import ScrollSync
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


def measure_scrolling(app: QApplication, look: Look) -> list[Figure]:
    """Four panes kept together by section, 500 marks each, one wheel step a frame."""
    say("scrolling four panes…")
    holder = QWidget()
    layout = QHBoxLayout(holder)
    panes = [Pane(look) for _ in range(4)]
    for number, pane in enumerate(panes):
        layout.addWidget(pane)
        content = content_of(number)
        pane.show_report(content, marks_for(content.text, 500, number))
    holder.resize(1900, 1000)
    holder.show()
    app.processEvents()
    sync = ScrollSync()
    sync.set_panes(panes)
    sync.set_mode("section")
    for a, b in combinations(panes, 2):
        sync.set_matches(a, b, _matches(a, b))
    ours = frames(app, panes[0], panes[1:])
    highlight = _highlights(app, panes[0])
    holder.close()
    edits = QWidget()
    layout = QHBoxLayout(edits)
    plain = [QTextEdit() for _ in range(4)]
    for number, edit in enumerate(plain):
        layout.addWidget(edit)
        edit.setPlainText(content_of(number).text)
        if number:
            plain[0].verticalScrollBar().valueChanged.connect(edit.verticalScrollBar().setValue)
    edits.resize(1900, 1000)
    edits.show()
    app.processEvents()
    theirs = frames(app, plain[0], [])
    edits.close()
    return [
        Figure("scroll frame, four panes (median)", statistics.median(ours), "ms cpu",
               statistics.median(theirs), "baseline: four plain text edits"),
        Figure("scroll frame, four panes (p99)", percentile(ours, 0.99), "ms cpu",
               percentile(theirs, 0.99), "≤ 10 ms"),
        Figure("one more highlight, painted (median)", highlight, "ms cpu", None, "≤ 16 ms"),
    ]  # fmt: skip


def _matches(a: Pane, b: Pane) -> list[tuple[int, int]]:
    first, second = (
        section_texts(pane.content.text, pane.content.sections) if pane.content else ()
        for pane in (a, b)
    )
    return [(pair.a, pair.b) for pair in chain(match(first, second))]


def frames(app: QApplication, driver: Pane | QTextEdit, others: Sequence[Pane]) -> list[float]:
    """CPU time of frames in which a touch pad scrolls the driver by 40 pixels."""
    edit = driver.view if isinstance(driver, Pane) else driver
    before = [pane.view.bar.value() for pane in others]
    taken: list[float] = []
    for frame in range(300):
        down = frame // 60 % 2 == 0
        with watch() as clock:
            app.sendEvent(edit.viewport(), _wheel(edit, -40 if down else 40))
            app.processEvents()
        taken.append(clock.cpu_ms)
        if frame == 30 and [pane.view.bar.value() for pane in others] == before and others:
            raise RuntimeError("the other panes do not follow")
    return taken[20:]


def _wheel(edit: QTextEdit, pixels: int) -> QWheelEvent:
    at = QPointF(edit.viewport().rect().center())
    return QWheelEvent(
        at,
        QPointF(edit.viewport().mapToGlobal(at.toPoint())),
        QPoint(0, pixels),
        QPoint(0, pixels * 3),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.ScrollUpdate,
        False,
    )


def _highlights(app: QApplication, pane: Pane) -> float:
    if pane.content is None:
        raise RuntimeError("the pane is empty")
    text = pane.content.text
    taken: list[float] = []
    for n, mark in enumerate(marks_for(text, 40, seed=99)):
        pane.scroll_to(mark.span or Span(0, 1))
        app.processEvents()
        with watch() as clock:
            pane.update_marks([mark])
            app.processEvents()
        if n >= 5:
            taken.append(clock.cpu_ms)
    return statistics.median(taken)


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

"""Marking: handles dragged, marks made and joined, words filled in beside an open window."""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path
from uuid import UUID

from bench_window import content_of, longest_gap, marks_for
from corpus import reports
from measuring import Figure, percentile, say, watch
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.domain.anchor import Span
from app.paths import Paths
from app.settings import Settings
from app.ui import word_filling
from app.ui.reader.pane import Pane
from app.ui.theme import Look
from app.workspace.workspace import Workspace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MARKS, CHARACTERS = 1000, 10_000


def measure_marking(app: QApplication, look: Look) -> list[Figure]:
    """One pane of 10,000 characters with 1,000 marks."""
    say("dragging handles…")
    pane = Pane(look)
    content = content_of(1, CHARACTERS)
    pane.show_report(content, marks_for(content.text, MARKS, 3))
    pane.resize(900, 1000)
    pane.show()
    app.processEvents()
    made = [_made(app, pane, number) for number in range(40)]
    dragged = [step for number in range(12) for step in _dragged(app, pane, number)]
    pane.close()
    return [
        Figure("one more highlight beside 1,000, painted (median)",
               statistics.median(made[5:]), "ms cpu", None, "≤ 5 ms"),
        Figure("a handle dragged by a step, painted (median)",
               statistics.median(dragged), "ms cpu", None, ""),
        Figure("a handle dragged by a step, painted (p99)",
               percentile(dragged, 0.99), "ms cpu", None, "≤ 16 ms"),
    ]  # fmt: skip


def _made(app: QApplication, pane: Pane, seed: int) -> float:
    """The cost of a mark that comes into view."""
    assert pane.content is not None
    mark = marks_for(pane.content.text, 2, 1000 + seed)[1]  # nothing is said of it yet
    at = pane.view.display.to_display(mark.span.start if mark.span else 0)
    pane.view.bar.setValue(round(pane.view.places.y_of(at)) - 300)
    app.processEvents()
    with watch() as clock:
        pane.update_marks([mark])
        pane.activate_annotation(mark.id, show=False)
        app.processEvents()
    return clock.cpu_ms


def _dragged(app: QApplication, pane: Pane, seed: int) -> list[float]:
    """The costs of the steps of one drag."""
    view = pane.view
    placed = view.index.ordered[seed * 80]
    pane.activate_annotation(placed.mark.id)
    view.glide.stop()
    view.bar.setValue(round(view.places.y_of(placed.start)) - 300)
    app.processEvents()
    knobs = view.bounds.knobs()
    if knobs is None:
        return []
    taken: list[float] = []
    _mouse(app, pane, QEvent.Type.MouseButtonPress, knobs[1])
    for step in range(1, 25):
        at = knobs[1] + QPointF(9 * step, 4 * step)
        with watch() as clock:
            _mouse(app, pane, QEvent.Type.MouseMove, at)
            app.processEvents()
        taken.append(clock.cpu_ms)
    view.bounds.cancel()
    _mouse(app, pane, QEvent.Type.MouseButtonRelease, knobs[1])
    return taken


def _mouse(app: QApplication, pane: Pane, what: QEvent.Type, at: QPointF) -> None:
    port = pane.view.viewport()
    app.sendEvent(port, QMouseEvent(what, at, port.mapToGlobal(at), LEFT, LEFT, NONE))


def measure_joining() -> list[Figure]:
    """What looking for the same passage and for neighbours costs beside the commit."""
    say("marking beside 1,000 annotations…")
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        workspace, report, text = _library(folder, 1)
        rng = random.Random(5)
        places = [rng.randrange(len(text) - 130) for _ in range(MARKS)]
        for start in places:
            workspace.annotating.highlight(report, Span(start, start + 1 + start % 90))
        plain, whole = list[float](), list[float]()
        for start in places[:60]:
            span = Span(start, start + 100 + start % 20)
            with watch() as clock:
                workspace.annotating.highlight(report, span)
            plain.append(clock.cpu_ms)
            with watch() as clock:
                made = workspace.joining.mark(report, Span(span.start, span.end + 1)).annotation
                workspace.joining.neighbours(made.id)
            whole.append(clock.cpu_ms)
        workspace.close()
    more = statistics.median(whole) - statistics.median(plain)
    return [
        Figure("looking for doubles and neighbours beside a commit", more, "ms cpu",
               statistics.median(plain), "≤ 2 ms; baseline: the commit"),
    ]  # fmt: skip


def measure_filling(app: QApplication, count: int = 60) -> list[Figure]:
    """The longest time the window's thread was away while words were filled in."""
    from app.ui.application import settle_memory
    from app.ui.main_window import MainWindow

    say("filling words in beside an open window…")
    waits = word_filling.SOON_MS, word_filling.IDLE_MS
    word_filling.SOON_MS = word_filling.IDLE_MS = 50
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        workspace, report, _ = _library(folder, count)
        workspace.close()
        paths, settings = _paths(folder), Settings(reviewer_named=True)
        window = MainWindow(Look(), paths, settings)
        window.resize(1366, 768)
        window.show()
        idle = longest_gap(app, lambda: False, 2000)
        window.libraries.open_first(folder / "words.piyue")
        window.reading.open_report(report)
        app.processEvents()
        settle_memory()
        opened = window.workspace
        if opened is None:
            raise RuntimeError("the library did not open")
        left = [count]

        def is_over() -> bool:
            filling = window.reading.opening.filling
            if not filling.is_working:
                left[0] = len(opened.words.missing())
            return not left[0]

        busy = longest_gap(app, is_over, 120_000)
        window.close()
    word_filling.SOON_MS, word_filling.IDLE_MS = waits
    if left[0]:
        raise RuntimeError("not all words were found")
    words = f"longest stall of the window, words of {count} reports filled in"
    return [Figure(words, busy, "ms wall", idle, "≤ 50 ms; baseline: the idle window")]


def _paths(folder: Path) -> Paths:
    return Paths(folder / "d", folder / "config", folder / "cache", folder / "logs")


def _library(folder: Path, count: int) -> tuple[Workspace, UUID, str]:
    from builders import parsed

    path = folder / "words.piyue"
    workspace = Workspace.open(path, _paths(folder), Settings(reviewer_named=True), create=True)
    texts = [text for _, text in reports(count, CHARACTERS)]
    stored = [workspace.importing.store([(parsed(text), {})])[0] for text in texts]
    return workspace, stored[0].id, texts[0]

"""The reading surface at size: scrolling, marking, zoom, resizing, very long reports."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations

from bench_window import content_of, marks_for
from measuring import Figure, percentile, say, watch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QWidget

from app.analysis.alignment import chain, match, section_texts
from app.domain.anchor import Span
from app.ui.reader.pane import Pane
from app.ui.reader.sync import ScrollSync
from app.ui.theme import Look

SIZE = (1900, 1000)


class Panes:
    """Four synchronised panes in one window."""

    def __init__(self, app: QApplication, look: Look, characters: int, marks: int) -> None:
        self._app = app
        self.window = QWidget()
        layout = QHBoxLayout(self.window)
        self.panes = [Pane(look) for _ in range(4)]
        for number, pane in enumerate(self.panes):
            layout.addWidget(pane)
            content = content_of(number, characters)
            pane.show_report(content, marks_for(content.text, marks, number))
        self.window.resize(*SIZE)
        self.window.show()
        app.processEvents()
        self.sync = ScrollSync()
        self.sync.set_panes(self.panes)
        self.sync.set_mode("section")
        for a, b in combinations(self.panes, 2):
            self.sync.set_matches(a, b, _matches(a, b))

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self._app.processEvents()


def reading_figures(app: QApplication, look: Look) -> list[Figure]:
    """Every figure of the reading surface."""
    from app.ui.application import settle_memory

    say("scrolling four panes…")
    plain = _plain_frames(app)
    four = Panes(app, look, 10_000, 1_000)
    settle_memory()
    with pauses() as longest:
        ours = frames(app, four.panes[0], four.panes[1:])
    figures = [
        Figure("scroll frame, 4 panes × 10k × 1,000 marks (p50)", statistics.median(ours),
               "ms cpu", statistics.median(plain), "≤ 3 ms; baseline: four plain text edits"),
        Figure("scroll frame, 4 panes × 10k × 1,000 marks (p99)", percentile(ours, 0.99),
               "ms cpu", percentile(plain, 0.99), "≤ 8 ms"),
        Figure("longest garbage collection while scrolling", longest[0], "ms wall", None,
               "≤ 10 ms"),
        Figure("one more highlight, painted (median)", _highlights(app, four.panes[0]), "ms cpu",
               None, "≤ 5 ms"),
        Figure("zoom of four panes", _zooming(app, four.panes), "ms cpu", None, "≤ 80 ms"),
        Figure("resize of four panes", _resizing(app, four.window), "ms cpu", None, "≤ 80 ms"),
    ]  # fmt: skip
    four.close()
    say("scrolling four long panes…")
    long = Panes(app, look, 100_000, 10_000)
    settle_memory()
    with pauses() as longest:
        ours = frames(app, long.panes[0], long.panes[1:])
    figures += [
        Figure("scroll frame, 4 panes × 100k × 10,000 marks (p99)", percentile(ours, 0.99),
               "ms cpu", percentile(plain, 0.99), "≤ 10 ms"),
        Figure("  longest garbage collection", longest[0], "ms wall", None, "≤ 10 ms"),
    ]  # fmt: skip
    long.close()
    return figures + _opening_a_million(app, look)


@contextmanager
def pauses() -> Iterator[list[float]]:
    """Tell the longest garbage collection inside, in milliseconds of wall time."""
    longest, begun = [0.0], [0.0]

    def told(phase: str, info: dict[str, int]) -> None:
        del info
        if phase == "start":
            begun[0] = time.perf_counter()
        else:
            longest[0] = max(longest[0], (time.perf_counter() - begun[0]) * 1000)

    gc.callbacks.append(told)
    try:
        yield longest
    finally:
        gc.callbacks.remove(told)


def _plain_frames(app: QApplication) -> list[float]:
    edits = QWidget()
    layout = QHBoxLayout(edits)
    plain = [QTextEdit() for _ in range(4)]
    for number, edit in enumerate(plain):
        layout.addWidget(edit)
        edit.setPlainText(content_of(number, 10_000).text)
        if number:
            plain[0].verticalScrollBar().valueChanged.connect(edit.verticalScrollBar().setValue)
    edits.resize(*SIZE)
    edits.show()
    app.processEvents()
    taken = frames(app, plain[0], [])
    edits.close()
    return taken


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
    taken: list[float] = []
    for n, mark in enumerate(marks_for(pane.content.text, 40, seed=99)):
        pane.scroll_to(mark.span or Span(0, 1))
        app.processEvents()
        with watch() as clock:
            pane.update_marks([mark])
            app.processEvents()
        if n >= 5:
            taken.append(clock.cpu_ms)
    return statistics.median(taken)


def _median(app: QApplication, works: Sequence[Callable[[], object]]) -> float:
    taken: list[float] = []
    for work in works:
        with watch() as clock:
            work()
            app.processEvents()
        taken.append(clock.cpu_ms)
    return statistics.median(taken[2:])


def _zooming(app: QApplication, panes: Sequence[Pane]) -> float:
    def zoom(percent: int) -> None:
        for pane in panes:
            pane.set_zoom(percent)

    return _median(app, [lambda p=p: zoom(p) for p in (110, 120, 130, 120, 110, 100, 90, 100)])


def _resizing(app: QApplication, window: QWidget) -> float:
    width, height = SIZE
    works = [lambda w=w: window.resize(w, height) for w in range(width, width - 320, -40)]
    return _median(app, works)


def _opening_a_million(app: QApplication, look: Look) -> list[Figure]:
    say("opening a report of a million characters…")
    content = content_of(0, 1_000_000)
    taken: list[float] = []
    plain: list[float] = []
    for _ in range(3):
        pane = Pane(look)
        pane.resize(900, 900)
        pane.show()
        app.processEvents()
        with watch() as clock:
            pane.show_report(content, ())
            app.processEvents()
            pane.view.viewport().repaint()
        taken.append(clock.cpu_ms)
        pane.close()
        pane.deleteLater()
        edit = QTextEdit()
        edit.resize(900, 900)
        edit.show()
        app.processEvents()
        with watch() as clock:
            edit.setPlainText(content.text)
            edit.document().documentLayout().documentSize()
            app.processEvents()
            edit.viewport().repaint()
        plain.append(clock.cpu_ms)
        edit.close()
    return [
        Figure(f"open a report of {len(content.text):,} characters", statistics.median(taken),
               "ms cpu", statistics.median(plain), "≤ 500 ms; baseline: a plain text edit")
    ]  # fmt: skip

"""The import beside the reading: stalls of the window, and a long table of files."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import reports
from measuring import Figure, say, watch
from PySide6.QtWidgets import QApplication

from app.paths import Paths
from app.settings import Settings
from app.text.understand import understand
from app.ui.importing.item import ReviewItem
from app.ui.importing.model import COLUMNS, ReviewModel
from app.ui.importing.page import ImportPage
from app.ui.importing.words import ReviewWords
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.importing import Examined
from app.workspace.workspace import Workspace

FILES, ROWS = 300, 1000
PAUSE_S = 0.005


def measure_import_page(app: QApplication) -> list[Figure]:
    return [*_measure_stalls(app), *_measure_table(app)]


def _measure_stalls(app: QApplication) -> list[Figure]:
    """The longest time the window's thread was away while files were read and stored."""
    from mixed_corpus import mixed

    from app.ui.application import settle_memory

    say(f"reading {FILES} mixed files beside a report that is scrolled…")
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        source = folder / "来件"
        source.mkdir()
        mixed(FILES, source)
        window = _window(app, folder)
        settle_memory()
        idle, _ = _gap(app, window, lambda: False, 3000)
        window.transfers.bring_in([source])
        read, reading = _gap(app, window, lambda: window.imports.is_read, 300_000)
        window.imports.show()
        page: ImportPage = window.imports.page()
        page.import_button.click()
        window.show_page("reading")
        stored, storing = _gap(app, window, lambda: window.imports.is_idle, 300_000)
        window.close()
    said = "≤ 50 ms; baseline: the idle window, scrolled"
    return [
        Figure(f"longest stall while {FILES} mixed files are read", read, "ms wall", idle, said),
        Figure("  of which work of the window itself", reading, "ms cpu", None, "≤ 50 ms"),
        Figure("longest stall while they are stored", stored, "ms wall", idle, said),
        Figure("  of which work of the window itself", storing, "ms cpu", None, "≤ 50 ms"),
    ]


def _window(app: QApplication, folder: Path) -> MainWindow:
    paths = Paths(folder / "d", folder / "config", folder / "cache", folder / "logs")
    settings = Settings(reviewer_named=True, tour_seen=True)
    library = folder / "stalls.piyue"
    workspace = Workspace.open(library, paths, settings, create=True)
    first = folder / "在读.txt"
    first.write_text(next(reports(1, 20_000))[1], encoding="utf-8")
    workspace.importing.add([first])
    workspace.close()
    window = MainWindow(Look(), paths, settings)
    window.libraries.open_first(library)
    window.resize(1366, 768)
    window.show()
    window.open_first_reports()
    app.processEvents()
    return window


def _gap(
    app: QApplication, window: MainWindow, is_over: Callable[[], bool], limit_ms: int
) -> tuple[float, float]:
    """The longest turn of the event loop, and its own work, while a report is scrolled."""
    active = window.reading.area.active
    if active is None:
        raise RuntimeError("no report is open")
    bar = active.pane.view.verticalScrollBar()
    step, wall, cpu, until = 20, 0.0, 0.0, time.monotonic() + limit_ms / 1000
    while not is_over() and time.monotonic() < until:
        began, worked = time.perf_counter(), time.thread_time()
        if not bar.minimum() < bar.value() + step < bar.maximum():
            step = -step
        bar.setValue(bar.value() + step)
        app.processEvents()
        wall = max(wall, time.perf_counter() - began)
        cpu = max(cpu, time.thread_time() - worked)
        time.sleep(PAUSE_S)
    return 1000 * wall, 1000 * cpu


def _measure_table(app: QApplication) -> list[Figure]:
    say(f"a table of {ROWS} files…")
    items = []
    for name, text in reports(ROWS, 2000):
        parsed = understand(text, file_name=name, file_sha256="0" * 64, media_type="text/plain")
        items.append(ReviewItem(Examined(Path(name), name, parsed=parsed)))
    page = ImportPage(Look(), ReviewModel(ReviewWords(Wording())))
    page.resize(1366, 700)
    page.show()
    app.processEvents()
    with watch() as filled:
        for start in range(0, ROWS, 20):
            page.model.add(items[start : start + 20])
            app.processEvents()
    sorts: list[float] = []
    for column in COLUMNS[1:]:
        with watch() as clock:
            page.table.keep_current(lambda c=column: page.model.sort_by(c))
            page.table.viewport().repaint()
        sorts.append(clock.cpu_ms)
    rows: list[float] = []
    for item in items[:40]:
        with watch() as clock:
            page.show_item(item)
            page.beside.settle()
            app.processEvents()
        rows.append(clock.cpu_ms)
    frames: list[float] = []
    bar = page.table.verticalScrollBar()
    for value in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
        with watch() as clock:
            bar.setValue(value)
            page.table.viewport().repaint()
        frames.append(clock.cpu_ms)
    page.close()
    return [
        Figure(f"{ROWS:,} files put into the table, 20 at a time", filled.cpu_ms, "ms cpu"),
        Figure("  sorted by a column (median)", statistics.median(sorts), "ms cpu", None, "≤ 50 ms"),
        Figure("  another file shown, values and text (median)", statistics.median(rows), "ms cpu", None, "≤ 50 ms"),
        Figure("  scroll frame (median)", statistics.median(frames), "ms cpu", None, "≤ 8 ms"),
    ]  # fmt: skip

"""Panes: a start with several of them, a very long report, four at once."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from bench_window import HERE, started
from measuring import Figure, say, watch
from PySide6.QtWidgets import QApplication

from app.paths import Paths
from app.settings import Settings, ViewState
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.workspace import Workspace

LINE = "　　全年受理行政复议案件70件，审结63件；𠮷祥街道出具法律意见书12份，负责人出庭应诉率100%，比上年提高。\n"
LONG = 1_000_000


def measure_restoring(library: Path, times: int = 5) -> list[Figure]:
    """A start that brings three panes back: only the active one is made before the first paint."""
    say("starting with three panes…")
    paths = Paths.of_user()
    workspace = Workspace.open(library, paths, Settings())
    view = ViewState(paths.config, workspace.library.id)
    view.set(None, "panes", [str(r.id) for r in workspace.library.reports()[:3]])
    view.set(None, "active", 1)
    view.save()
    workspace.close()
    window = [sys.executable, "-m", "app", "--library", str(library), "gui", "--quit-after-first-paint"]  # fmt: skip
    bare = [sys.executable, str(HERE / "bare_window.py")]
    ours = [started(window)["cpu_ms"] for _ in range(times + 1)][1:]
    theirs = [started(bare)["cpu_ms"] for _ in range(times + 1)][1:]
    figure = Figure(
        "start to the painted window, three panes",
        statistics.median(ours),
        "ms cpu",
        statistics.median(theirs),
        "≤ 2.5 × a bare window",
    )
    return [figure]


def measure_long_report(app: QApplication, look: Look) -> list[Figure]:
    """Opening a report of a million characters in the window, up to its painted text."""
    from builders import parsed

    say("opening a report of a million characters…")
    text = (LINE * (LONG // len(LINE) + 1))[:LONG]
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        folder = Path(name)
        paths = Paths(folder, folder / "config", folder / "cache", folder / "logs")
        settings = Settings(reviewer_named=True)
        library = folder / "long.piyue"
        workspace = Workspace.open(library, paths, settings, create=True)
        workspace.importing.store([(parsed(text), {}), (parsed(LINE * 40, file_name="短.txt"), {})])
        long, short = (report.id for report in workspace.library.reports())
        workspace.close()
        window = MainWindow(look, paths, settings)
        window.libraries.open_first(library)
        window.resize(1366, 768)
        window.show()
        taken: list[float] = []
        for _ in range(4):
            window.reading.open_report(short)
            app.processEvents()
            with watch() as clock:
                one = window.reading.open_report(long)
                app.processEvents()
                if one is None:
                    raise RuntimeError("the long report did not open")
                one.pane.view.viewport().repaint()
            taken.append(clock.cpu_ms)
        window.close()
    figure = Figure(
        "open a report of 1,000,000 characters", statistics.median(taken), "ms cpu", None, "≤ 500 ms"
    )  # fmt: skip
    return [figure]

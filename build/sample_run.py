"""What `dev.py run` starts: the window on the sample library, or the main job without one.

    python build/sample_run.py window
    python build/sample_run.py headless FOLDER

Runs in the environment that dev.py has set up.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from app.domain.filters import Filter
from app.paths import Paths
from app.settings import Settings
from app.workspace.samples import make_samples, sample_files
from app.workspace.workspace import Workspace

NAME = "示例库.piyue"
SIZE = (1366, 768)
SETTLE_S = 1.5


def make_library(path: Path, paths: Paths, settings: Settings) -> Workspace:
    """The sample library, made anew when it is not there."""
    is_new = not path.exists()
    workspace = Workspace.open(path, paths, settings, create=True)
    if is_new:
        make_samples(workspace)
    return workspace


def window() -> int:
    from app.main import main

    paths = Paths.of_user()
    library = paths.documents / NAME
    make_library(library, paths, Settings.of_user(paths.config)).close()
    return main(["--library", str(library), "gui"])


def headless(folder: Path) -> int:
    """Import, annotate and export the samples into `folder`, and paint the window into a PNG."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = Paths(folder, folder / "config", folder / "cache", folder / "logs")
    settings = Settings(reviewer_named=True, tour_seen=True)
    workspace = make_library(folder / NAME, paths, settings)
    try:
        annotations = len(workspace.annotating.rows())
        print(f"已导入 {len(sample_files())} 份示例报告，已有 {annotations} 条批注")
        exports = folder / "exports"
        exports.mkdir()
        found = workspace.exporting.survey()
        for name in workspace.exporting.formats():
            is_folder = bool(workspace.exporting.names(name, found))
            suffix = "" if is_folder else workspace.exporting.format(name).suffix
            target = exports / f"{name}{suffix}"
            for path in workspace.exporting.export(name, target, Filter()):
                print(f"已导出 {path.relative_to(folder)}")
        problems = workspace.library.check()
        print("报告库检查：" + ("完好" if not problems else "；".join(problems)))
        reports = [report.id for report in workspace.library.reports()]
    finally:
        workspace.close()
    picture = paint_window(folder, paths, settings, reports[:2])
    print(f"窗口画面 {picture.relative_to(folder)}")
    print(f"全部结果在 {folder}")
    return 1 if problems else 0


def paint_window(folder: Path, paths: Paths, settings: Settings, reports: Sequence[UUID]) -> Path:
    """The real window with two reports side by side, drawn without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.ui.application import application, dress
    from app.ui.main_window import MainWindow
    from app.ui.theme import Look

    app = application(settings)
    look = Look(settings.theme, settings.ui_scale)
    dresser = dress(app, look)
    shown = MainWindow(look, paths, settings)
    shown.libraries.open_first(folder / NAME)
    shown.resize(*SIZE)
    shown.show()
    for number, report in enumerate(reports):
        shown.reading.open_report(report, beside=number > 0)
    until = time.monotonic() + SETTLE_S
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    target = folder / "window.png"
    shown.grab().save(str(target))
    shown.close()
    del dresser
    return target


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["headless"]:
        return headless(Path(arguments[1]))
    return window()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

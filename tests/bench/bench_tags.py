"""The tag palette and the dock over a large codebook."""

from __future__ import annotations

import statistics
from pathlib import Path

from measuring import Figure, percentile, say, watch
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import Paths
from app.settings import Settings
from app.ui.tags.palette import Request, TagPalette
from app.ui.tags.tag_dock import TagDock
from app.ui.theme import Look
from app.workspace.workspace import Workspace

TAGS = 500
TYPED = ("xzfy", "行政", "fuyi", "审查", "zhengce", "g1", "Recon", "枫桥经验")


def measure_tags(app: QApplication, look: Look, folder: Path) -> list[Figure]:
    """CPU time of opening the palette, of a keystroke in it, and of a count in the dock."""
    say("tags…")
    settings = Settings(reviewer_named=True)
    workspace = Workspace.open(folder / "tags.piyue", Paths.of_user(), settings, create=True)
    names = [tag.name for tag in workspace.tagging.tags() if tag.parent]
    for extra in range(TAGS - len(workspace.tagging.tags())):
        workspace.tagging.ensure(f"专题{extra % 20}/{names[extra % len(names)]}之{extra}")
    workspace.tagging.pinyin.compute()
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    palette = TagPalette(look, window)
    request = Request(workspace.tagging, words="枫桥经验")
    opened: list[float] = []
    keys: list[float] = []
    for number, typed in enumerate(TYPED * 5):
        with watch() as clock:
            palette.open_at(QRectF(300, 200, 200, 24), request)
            app.processEvents()
        is_counted = number >= len(TYPED)  # the first round draws each character for the first time
        if is_counted:
            opened.append(clock.cpu_ms)
        for char in typed:
            with watch() as clock:
                if char.isascii():
                    QTest.keyClick(palette.field, char)
                else:
                    palette.field.insert(char)
                app.processEvents()
            if is_counted:
                keys.append(clock.cpu_ms)
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    dock = TagDock(look, workspace)
    dock.resize(200, 600)
    dock.show()
    app.processEvents()
    counted: list[float] = []
    for _ in range(20):
        with watch() as clock:
            dock.refresh_counts()
            app.processEvents()
        counted.append(clock.cpu_ms)
    dock.close()
    window.close()
    workspace.close()
    return [
        Figure(f"palette, {TAGS} tags, open (median)", statistics.median(opened), "ms cpu", None, "≤ 50 ms"),
        Figure(f"palette, {TAGS} tags, a keystroke (median)", statistics.median(keys), "ms cpu", None, "≤ 10 ms"),
        Figure(f"palette, {TAGS} tags, a keystroke (p99)", percentile(keys, 0.99), "ms cpu", None, "≤ 16 ms"),
        Figure(f"tag dock, {TAGS} tags, counts taken up", statistics.median(counted), "ms cpu", None, "≤ 5 ms"),
    ]  # fmt: skip

"""The window's own process never loads pypinyin, also when a tag was found by pinyin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"

TAGGING_BY_PINYIN = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.paths import Paths
from app.settings import Settings
from app.ui.application import application
from app.ui.main_window import MainWindow
from app.ui.theme import Look
from app.workspace.samples import make_samples
from app.workspace.workspace import Workspace

path, paths, settings = Path(sys.argv[1]), Paths.of_user(), Settings(reviewer_named=True, tour_seen=True)
workspace = Workspace.open(path, paths, settings, create=True)
make_samples(workspace)
workspace.close()
app = application(settings)
window = MainWindow(Look(), paths, settings)
window.libraries.open_first(path)
window.show()
window.activateWindow()


def wait(claim):
    until = time.monotonic() + 30
    while not claim() and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)


report = window.workspace.library.reports()[0].id
before = len(window.workspace.library.annotations(report))
one = window.reading.open_report(report)
wait(lambda: not window.workspace.tagging.pinyin.lacking())
cursor = one.pane.view.textCursor()
cursor.setPosition(200)
cursor.setPosition(220, cursor.MoveMode.KeepAnchor)
one.pane.view.setTextCursor(cursor)
window.reading.commands.open_palette()
QCoreApplication.processEvents()
QTest.keyClicks(QApplication.focusWidget(), "xzfy")
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
QCoreApplication.processEvents()
after = window.workspace.library.annotations(report)
print(len(after) - before, "pypinyin" in sys.modules)
window.close()
"""


def test_tagging_by_pinyin_does_not_load_its_dictionary(own_home: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    run = subprocess.run(
        [sys.executable, "-c", TAGGING_BY_PINYIN, str(tmp_path / "库.piyue")],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    assert run.stdout.split() == ["1", "False"], run.stderr

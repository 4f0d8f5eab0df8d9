"""The Qt binding itself: one release loses references to None and crashes."""

from __future__ import annotations

import subprocess
import sys

PROBE = """
import sys
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

app = QGuiApplication([])
image = QImage(30, 30, QImage.Format.Format_RGB32)
painter, thing = QPainter(image), QObject()
calls = (
    lambda: painter.fillRect(QRect(0, 0, 5, 5), QColor("red")),
    lambda: painter.translate(1.0, 1.0),
    lambda: painter.drawLine(0, 0, 5, 5),
    lambda: thing.setObjectName("x"),
    lambda: app.processEvents(),
)
worst = 0
for call in calls:
    call()
    before = sys.getrefcount(None)
    for _ in range(200):
        call()
    worst = max(worst, abs(sys.getrefcount(None) - before))
painter.end()
print(worst)
"""


def test_void_calls_keep_the_references_to_none() -> None:
    """PySide6 6.12.0 on CPython 3.11 loses one per call: 200 calls would drift by 200.

    From 3.12 on None is immortal and cannot drift; the pinned release is right on all.
    """
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 20

"""The baseline of a start: a bare window of the same binding with some Chinese text."""

from __future__ import annotations

import json
import time
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

started = time.perf_counter()
app = QApplication([])


class Text(QTextEdit):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        app.exit()


window = QMainWindow()
text = Text()
text.setPlainText("法治政府建设年度报告\n" * 200)
window.setCentralWidget(text)
window.resize(1366, 768)
window.show()
app.exec()
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
resident = next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
print(json.dumps({"cpu_ms": time.process_time() * 1000, "rss_mb": resident}))

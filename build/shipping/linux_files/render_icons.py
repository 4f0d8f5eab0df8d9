"""Pictures of drawings, by Qt: run with a Python that has PySide6.

python render_icons.py LIST, a JSON file: [[drawing, size, target], …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer


def render(drawing: str, size: int, target: str) -> None:
    renderer = QSvgRenderer(drawing)
    if not renderer.isValid():
        raise SystemExit(f"{drawing} is no drawing")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    if not QImageWriter(target, b"png").write(image):
        raise SystemExit(f"{target} could not be written")


def main() -> None:
    app = QGuiApplication(["icons", "-platform", "offscreen"])
    for drawing, size, target in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        render(drawing, size, target)
    del app


if __name__ == "__main__":
    main()

"""A few wrapped lines, painted; the last one ends with an ellipsis when there is more."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from app.ui.theme import Look


def draw_prose(p: QPainter, look: Look, rect: QRectF, text: str, px: int, colour: QColor) -> None:
    """Text wrapped between any two characters, from the top of `rect`."""
    metrics = look.metrics(px)
    height = metrics.height() + 1
    shown = max(1, int(rect.height() // height))
    layout = QTextLayout(text.replace("\n", " "), look.font(px))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    for _ in range(shown):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        starts.append(line.textStart())
    layout.endLayout()
    p.setFont(look.font(px))
    p.setPen(colour)
    said = layout.text()
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        end = None if is_last else starts[number + 1]
        words = said[start:end]
        if is_last:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        p.drawText(QPointF(rect.x(), rect.y() + number * height + metrics.ascent()), words)

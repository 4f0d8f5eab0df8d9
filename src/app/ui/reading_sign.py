"""The sign of how far a report was read, the same in the list and in a pane's header."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.report import ReadingStatus
from app.ui.theme import Look

BEGUN = 0.005
LEAST_PIE = 0.05


def paint_sign(
    p: QPainter, look: Look, centre: QPointF, status: ReadingStatus, share: float
) -> None:
    """An empty ring, a filling pie, a tick, or a warning: shape and colour say the same."""
    side = look.px(16)
    corner = QPointF(centre.x() - side / 2, centre.y() - side / 2)
    if status is ReadingStatus.READ:
        p.drawPixmap(corner, look.pixmap("ok", look.ok, 16))
        return
    if status is ReadingStatus.DOUBTFUL:
        p.drawPixmap(corner, look.pixmap("warning", look.warn, 16))
        return
    radius = look.px(11) / 2
    begun = share > BEGUN or status is ReadingStatus.READING
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(look.accent if begun else look.stroke, 1.5))
    p.drawEllipse(centre, radius, radius)
    if begun:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.accent)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        p.drawPie(box, 90 * 16, -round(max(LEAST_PIE, share) * 360 * 16))
    p.restore()

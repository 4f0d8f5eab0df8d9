"""Scrolling while something is dragged to the upper or lower edge of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer

if TYPE_CHECKING:
    from app.ui.reader.view import ReaderView

EVERY_MS = 30
ZONE_PX = 14
"""Inside the edge too: the lower edge of a pane may be the edge of the screen."""

GAIN, MOST_LINES = 0.35, 2.5


class EdgeScroll(QObject):
    """Scrolls, the faster the farther the pointer is out, and lets the drag go on there.

    Args:
        reach: called with the point of the viewport that the drag has now come to.
    """

    def __init__(self, view: ReaderView, reach: Callable[[QPointF], None]) -> None:
        super().__init__(view)
        self._view, self._reach = view, reach
        self._from = QPointF()
        self._pointer = QPointF()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.scroll)

    def begin(self, point: QPointF) -> None:
        """A drag begins at a point of the viewport."""
        self._from = self._pointer = point

    def follow(self, point: QPointF) -> None:
        """The pointer moved."""
        self._pointer = point
        is_out = bool(self._distance())
        if is_out != self._timer.isActive():
            (self._timer.start if is_out else self._timer.stop)()

    def stop(self) -> None:
        self._timer.stop()

    @property
    def is_active(self) -> bool:
        return self._timer.isActive()

    def _distance(self) -> float:
        """How far the pointer is beyond the edge zone, upwards negative.

        Inside the view the zone counts only for a drag that came from elsewhere:
        a word of the first line can be selected without the page running away.
        """
        y, height = self._pointer.y(), self._view.viewport().height()
        came = abs(y - self._from.y()) > self._view.measures.line
        zone = ZONE_PX if came else 0
        if y < zone:
            return y - zone
        return max(0.0, y - (height - zone))

    def scroll(self) -> None:
        """One step."""
        view, distance = self._view, self._distance()
        if not distance:
            self._timer.stop()
            return
        most = MOST_LINES * view.measures.line
        step = min(most, max(1.0, abs(distance) * GAIN)) * (1 if distance > 0 else -1)
        view.driven.emit(False)
        view.glide.stop()
        view.bar.setValue(view.bar.value() + round(step))
        height = view.viewport().height()
        self._reach(QPointF(self._pointer.x(), min(max(self._pointer.y(), 1), height - 1)))

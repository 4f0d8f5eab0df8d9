"""Gliding: a scroll bar that goes to its place in a tenth of a second."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollBar

GLIDE_S = 0.12
FRAME_MS = 16


def step_unit(ratio: float) -> int:
    """Logical pixels a scroll step must be a multiple of, for a device pixel ratio.

    Only then is a step a whole number of device pixels, and Qt moves what is
    on screen instead of painting all of it anew.
    """
    for unit in (1, 2, 4):
        if abs(ratio * unit - round(ratio * unit)) < 0.01:
            return unit
    return 1


class Glide(QObject):
    """Moves one scroll bar with an ease-out; a new goal replaces the old one."""

    finished = Signal()

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.is_instant = False
        """Reduced motion: every glide is one jump."""
        self._from = self._goal = 0
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._step)

    @property
    def is_active(self) -> bool:
        return self._timer.isActive()

    @property
    def goal(self) -> int:
        """Where the bar will stand when all is done."""
        return self._goal if self.is_active else self._bar.value()

    def to(self, value: int) -> None:
        """Glide to a value of the bar."""
        bar = self._bar
        self._goal = max(bar.minimum(), min(bar.maximum(), value))
        self._from = bar.value()
        if self.is_instant:
            self._timer.stop()
            bar.setValue(self._goal)
            self.finished.emit()
            return
        self._began = perf_counter()
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _step(self) -> None:
        part = min(1.0, (perf_counter() - self._began) / GLIDE_S)
        eased = 1 - (1 - part) ** 3
        whole = (self._goal - self._from) * eased
        unit = step_unit(self._bar.devicePixelRatioF())
        if part >= 1:
            self._timer.stop()
            self._bar.setValue(self._goal)
            self.finished.emit()
        else:
            self._bar.setValue(self._from + round(whole / unit) * unit)

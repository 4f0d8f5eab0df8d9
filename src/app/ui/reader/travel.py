"""Travelling in a pane: back and forward between the places one jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.ui.reader.trail import Stop, Trail

if TYPE_CHECKING:
    from app.ui.reader.pane import Pane

BUTTONS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
"""The side buttons of a mouse do what they do in a browser."""


class Travel(QObject):
    """The trail of a pane, its two buttons, and the way along it.

    Signals:
        elsewhere: a Stop in another report than the one shown.
    """

    elsewhere = Signal(object)

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.trail = Trail()
        self._is_stepping = False
        pane.sticky.back_button.clicked.connect(self.back)
        pane.sticky.forward_button.clicked.connect(self.forward)
        pane.view.viewport().installEventFilter(self)
        self._show()

    def jump(self, place: int) -> None:
        """The pane is about to jump to a code point; one in view is no journey."""
        here = self._here()
        if here is not None and not self._pane.is_in_view(place):
            self.trail.jump(here, Stop(here.report, (place, 0)))
            self._show()

    def arrive(self, report: UUID) -> None:
        """Another report is about to take the place of the one shown."""
        here = self._here()
        if here is not None and here.report != report and not self._is_stepping:
            self.trail.jump(here, Stop(report, (0, 0)))
            self._show()

    def back(self) -> None:
        self.step(-1)

    def forward(self) -> None:
        self.step(1)

    def forget(self, report: UUID) -> None:
        """A report left the library."""
        self.trail.forget(report)
        self._show()

    def _here(self) -> Stop | None:
        content = self._pane.content
        return Stop(content.report.id, self._pane.reading_position()) if content else None

    def step(self, by: int) -> None:
        """Go back (−1) or forward (1)."""
        here = self._here()
        stop = self.trail.step(here, by) if here else None
        if here is None or stop is None:
            return
        if stop.report == here.report:
            self._pane.view.driven.emit(False)
            self._pane.restore(stop.place)
        else:
            self._is_stepping = True
            self.elsewhere.emit(stop)
            self._is_stepping = False
        self._show()

    def _show(self) -> None:
        sticky, trail = self._pane.sticky, self.trail
        sticky.back_button.setEnabled(trail.can_go_back)
        sticky.forward_button.setEnabled(trail.can_go_forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            by = BUTTONS.get(event.button())
            if by is not None:
                self.step(by)
                return True
        return False

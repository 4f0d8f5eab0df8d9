"""Restoring: the panes of the last time, the active one at once, the others after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QTimer

from app.ui.keeping import Keeping, Left
from app.ui.panes import PaneArea


class Restoring(QObject):
    """Holds places for the panes still to come, so that nothing moves when they do."""

    def __init__(
        self,
        area: PaneArea,
        keeping: Keeping,
        fill: Callable[[int, Left], None],
    ) -> None:
        """
        Args:
            fill: opens a report in the place of this number; does nothing when it cannot.
        """
        super().__init__(area)
        self._area, self._keeping, self._fill = area, keeping, fill
        self._waiting: list[tuple[int, Left]] = []
        area.closing.connect(self._hurry)

    def begin(self, known: frozenset[UUID]) -> None:
        """Open what was open when the library was left, as far as it is still in it."""
        panes = self._keeping.panes(known)
        if not panes:
            return
        area, active = self._area, min(self._keeping.active(known), len(panes) - 1)
        area.hold([left.share or 1 / len(panes) for left in panes])
        self._waiting = list(enumerate(panes))
        self._keeping.is_complete = False
        self._open(self._waiting[active])
        if not self._waiting or not area.open:
            self.finish()
        else:
            area.open[0].pane.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._waiting:
            watched.removeEventFilter(self)
            # The window is painted in this very moment; what follows comes after it.
            QTimer.singleShot(0, self, self._next)
        return False

    def _next(self) -> None:
        """One pane per turn of the event loop: the window stays alive between them."""
        if self._waiting:
            self._open(self._waiting[0])
        if self._waiting:
            QTimer.singleShot(0, self, self._next)
        else:
            self._end()

    def _open(self, waiting: tuple[int, Left]) -> None:
        self._waiting.remove(waiting)
        self._fill(*waiting)

    def finish(self) -> None:
        """Open at once what was to be opened after the first paint."""
        while self._waiting:
            self._open(self._waiting[0])
        self._end()

    def _hurry(self) -> None:
        """A pane is about to close: the places are numbered, so the others come first."""
        if self._waiting:
            self.finish()

    def stop(self) -> None:
        """What was waiting is not opened any more: another library comes, or the window closes."""
        self._waiting.clear()
        self._keeping.is_complete = True

    def _end(self) -> None:
        self._keeping.is_complete = True
        self._area.let_go()

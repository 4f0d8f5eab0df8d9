"""The trail of one pane: the places one jumped between, as a browser keeps its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

MOST = 50
STAY_S = 1.0
"""A place one leaves by another jump within so long was only passed through."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place one jumped to or from.

    Attributes:
        place: first code point of the top line, and pixels of it scrolled away.
    """

    report: UUID
    place: tuple[int, int]


class Trail:
    """Stops in the order of travel; what lay ahead is forgotten by a new jump."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self._stops: list[Stop] = []
        self._at = -1
        self._arrived = 0.0

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._stops) - 1

    def jump(self, here: Stop, there: Stop) -> None:
        """Note a jump; `here` is where it began, scrolling since the last one included."""
        now = self.clock()
        passing = self._at > 0 and now - self._arrived < STAY_S
        if passing:
            self._at -= 1
        elif self._at < 0:
            self._stops, self._at = [here], 0
        else:
            self._stops[self._at] = here
        del self._stops[self._at + 1 :]
        self._stops.append(there)
        del self._stops[:-MOST]
        self._at = len(self._stops) - 1
        self._arrived = now

    def step(self, here: Stop, by: int) -> Stop | None:
        """Go back (−1) or forward (1) from where one is; None at either end."""
        at = self._at + by
        if not 0 <= at < len(self._stops):
            return None
        self._stops[self._at] = here
        self._at = at
        self._arrived = self.clock() - STAY_S
        return self._stops[at]

    def forget(self, report: UUID) -> None:
        """A report left the library: nobody can go back to it."""
        before = sum(stop.report == report for stop in self._stops[: self._at])
        current = self._stops[self._at] if self._stops else None
        self._stops = [stop for stop in self._stops if stop.report != report]
        gone = current is not None and current.report == report
        self._at = min(self._at - before - gone, len(self._stops) - 1)
        if self._stops:
            self._at = max(0, self._at)

"""Keeping: how each report and the library were last looked at, in the user's own settings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.settings import ZOOM_RANGE, Json, ViewState
from app.ui.panes import MOST, OpenReport, PaneArea

KEEP_MS = 4000
"""Positions are written down when nothing has moved for so long."""

MOST_PARTS = 200
"""Parts of a text that were read are kept up to this number; a bare share says the rest."""


@dataclass(frozen=True, slots=True)
class Left:
    """A pane as it was left.

    Attributes:
        share: of the width of all panes; 0 when not known.
    """

    report: UUID
    place: tuple[int, int] | None
    cards: bool | None
    share: float


class Keeping(QObject):
    """Reads and writes the view state; nothing here is content, so nothing here is recorded."""

    def __init__(self, area: PaneArea) -> None:
        super().__init__(area)
        self._area = area
        self.view: ViewState | None = None
        self.is_complete = True
        """False while panes of the last time are still to come: those are not forgotten."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.write)

    def soon(self) -> None:
        """Something moved: write it down when it has come to rest."""
        self._timer.start()

    def leave(self) -> None:
        """Write everything down and stop."""
        self.write()
        self._timer.stop()
        self.view = None

    # --- single values ---

    def keep(self, report: UUID | None, key: str, value: Json) -> None:
        """Remember how a report (None: the library) is looked at."""
        if self.view is not None:
            self.view.set(report, key, value)
            self._timer.start()

    def kept(self, report: UUID | None, key: str) -> Json:
        return self.view.get(report, key) if self.view else None

    def number(self, report: UUID | None, key: str) -> float:
        """A remembered number; 0 for anything else."""
        return number_of(self.kept(report, key))

    def position(self, report: UUID) -> tuple[int, int] | None:
        """Where reading was left off."""
        return position_of(self.kept(report, "position"))

    def cards(self, report: UUID) -> bool | None:
        """Whether the person wanted cards beside this report; None when never asked."""
        cards = self.kept(report, "cards")
        return cards if isinstance(cards, bool) else None

    def zoom(self, report: UUID | None) -> int:
        """The library's own zoom (0: none yet), or how much more a report's is, in per cent."""
        return int(self.number(report, "zoom"))

    def seen(self, report: UUID) -> tuple[tuple[int, int], ...]:
        """The parts of a text that were read."""
        kept = self.kept(report, "seen")
        parts = [position_of(part) for part in kept] if isinstance(kept, list) else []
        return tuple(part for part in parts if part is not None)

    def keep_read(self, one: OpenReport) -> float:
        """Remember what was read of a report; returns how much that is."""
        share = max(one.pane.read.share(), self.number(one.id, "progress"))
        parts: list[Json] = [list(part) for part in one.pane.read.seen[:MOST_PARTS]]
        self.keep(one.id, "seen", parts)
        self.keep(one.id, "progress", round(share, 3))
        return share

    def keep_position(self, one: OpenReport) -> None:
        if self.view is not None:
            self.view.set(one.id, "position", list(one.pane.reading_position()))

    # --- the panes ---

    def write(self) -> None:
        """Write down which panes are open and where one is in each."""
        view, area = self.view, self._area
        if view is None:
            return
        for one in area.open:
            self.keep_position(one)
        if self.is_complete:
            view.set(None, "panes", [str(one.id) for one in area.open])
            view.set(None, "places", [list(one.pane.reading_position()) for one in area.open])
            view.set(None, "with_cards", [one.pane.view.cards_shown for one in area.open])
            view.set(None, "shares", [round(share, 4) for share in area.shares()])
            view.set(None, "active", area.open.index(area.active) if area.active else 0)
        view.save()

    def panes(self, known: frozenset[UUID]) -> list[Left]:
        """The panes that were open, from the left.

        What is no longer in the library, or no longer legible, is left out.
        """
        names = {str(id_): id_ for id_ in known}
        panes = self.kept(None, "panes")
        if not isinstance(panes, list):
            return []
        places, cards, shares = (
            self._beside(key, len(panes)) for key in ("places", "with_cards", "shares")
        )
        return [
            Left(
                names[text],
                position_of(places[k]),
                card if isinstance(card := cards[k], bool) else None,
                number_of(shares[k]),
            )
            for k, text in enumerate(panes[:MOST])
            if isinstance(text, str) and text in names
        ]

    def _beside(self, key: str, count: int) -> list[Json]:
        """A value for each pane; None for each when there is not just one for each."""
        values = self.kept(None, key)
        return values if isinstance(values, list) and len(values) == count else [None] * count

    def active(self, known: frozenset[UUID]) -> int:
        """Which of `panes` was the active one."""
        panes, number = self.kept(None, "panes"), int(self.number(None, "active"))
        if not isinstance(panes, list):
            return 0
        names = {str(id_) for id_ in known}
        return sum(text in names for text in panes[:number])


def number_of(value: Json) -> float:
    """A remembered number; 0 for anything else."""
    return float(value) if isinstance(value, int | float) else 0.0


def position_of(value: Json) -> tuple[int, int] | None:
    """A remembered pair of whole numbers; None for anything else."""
    if isinstance(value, list) and len(value) == 2:
        return int(number_of(value[0])), int(number_of(value[1]))
    return None


def within_zoom(percent: int) -> int:
    return max(ZOOM_RANGE[0], min(ZOOM_RANGE[1], percent))

"""Pins in the gutter: where a person set this report beside another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.reader.flow import height_of

if TYPE_CHECKING:
    from app.ui.reader.page import Page

SIDE, NEAR = 13, 9


class PinSigns:
    """A thin line across the gutter at each pinned place, with a pin on it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pins: dict[int, Sequence[str]] = {}

    def show(self, pins: Mapping[int, Sequence[str]]) -> bool:
        """Show these: code points, each with the names of the reports beside. True: others."""
        changed = dict(pins) != self._pins
        self._pins = dict(pins)
        return changed

    def paint(self, p: QPainter, top: int, bottom: int, width: int) -> None:
        """Paint those between two heights of the gutter."""
        page = self._page
        for place in self._pins:
            y = height_of(page, place) - page.bar.value()
            if top - SIDE <= y <= bottom + SIDE:
                p.setPen(QPen(page.look.accent, 1))
                p.drawLine(QPointF(0, y), QPointF(width, y))
                p.setPen(Qt.PenStyle.NoPen)
                p.drawPixmap(
                    QPointF(0, y - SIDE - 1), page.look.pixmap("pin", page.look.accent, SIDE)
                )

    def at(self, y: float) -> int | None:
        """The pinned place at a height of the gutter."""
        heights = {place: height_of(self._page, place) for place in self._pins}
        here = y + self._page.bar.value()
        near = [place for place, top in heights.items() if -SIDE - 2 <= here - top <= NEAR]
        return min(near, key=lambda place: abs(heights[place] - here), default=None)

    def reports_at(self, place: int) -> Sequence[str]:
        """Names of the reports that a pinned place stands beside."""
        return self._pins.get(place, ())

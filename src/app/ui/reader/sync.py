"""Synchronised scrolling: several panes follow the one a person scrolls.

The coordinate of a pane is its reading line, which slides from the top of the
view (at the top of the text) to its bottom (at the end), so that both ends of
all texts meet without a special case. Between matched places the way is
linear: nothing ever freezes or runs back.

Whatever changes the way (matches that arrive, a pin, another pane that drives)
leaves a rest between where a pane stands and where it would stand now. The rest
fades over the next strokes of scrolling instead of being a jump.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Literal

from PySide6.QtCore import QObject

from app.ui.reader.flow import height_of, place_at
from app.ui.reader.pane import HEADING_AIR, Pane
from app.ui.reader.scroll_map import Point, ScrollMap
from app.ui.reader.scrolling import step_unit

Mode = Literal["section", "proportional", "off"]
STEEP = 3.0
"""Follower pixels per driver pixel above which the follower eases to its place."""

FADE_PX, FADE_SLOPE = 480.0, 3.0
"""A rest is gone after so many pixels of the driver, or three times its own length."""

LEVEL_PX = 2
SAME_HEIGHT = 1.5
"""Lines by which headings on screen may differ in height and still stand side by side."""

FAR = 2.0
"""A pane further off than so many heights of its view glides to its place at once."""


@dataclass(slots=True)
class _Way:
    """What is known of two panes: sections by their places in the outlines, else code points."""

    matches: Sequence[tuple[int, int]] = ()
    passages: Sequence[tuple[int, int]] = ()
    pins: Sequence[tuple[int, int]] = ()


@dataclass(slots=True)
class _Rest:
    """How far a pane stands from its place, and what is left of that.

    Attributes:
        since: where the driver stood then.
        part: the share still kept; it only falls.
    """

    pixels: float
    since: float
    part: float = 1.0

    def left(self, own: float) -> float:
        reach = max(FADE_PX, FADE_SLOPE * abs(self.pixels))
        self.part = min(self.part, max(0.0, 1 - abs(own - self.since) / reach))
        return self.pixels * self.part


@dataclass(frozen=True, slots=True)
class _Detour:
    """A pane is held beside a section of another one that the way does not pass there."""

    beside: Pane
    top: float
    bottom: float

    def is_over(self, driver: Pane, own: float) -> bool:
        return driver is not self.beside or not self.top <= own <= self.bottom


class ScrollSync(QObject):
    """Keeps panes together; the pane last wheeled, dragged or keyed drives.

    Alt and the wheel move one pane alone and keep its new distance.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panes: list[Pane] = []
        self._mode: Mode = "section"
        self._driver: Pane | None = None
        self._is_alone = False
        self._is_busy = False
        self._ways: dict[tuple[int, int], _Way] = {}
        self._maps: dict[tuple[int, int], ScrollMap] = {}
        self._offsets: dict[int, float] = {}
        self._rests: dict[int, _Rest] = {}
        self._detours: dict[int, _Detour] = {}
        self._is_stale = True
        self._was_at = 0.0
        self._links: list[tuple[QObject, Callable[..., None], Pane]] = []

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._offsets.clear()
        self._detours.clear()
        self._forget_maps()
        self._rests.clear()
        self._is_stale = False
        if self._driver is not None:
            self._follow(self._driver)

    def set_panes(self, panes: Sequence[Pane]) -> None:
        """The panes to keep together; what is known of panes that stay is kept."""
        for pane in self._panes:
            if pane not in panes:
                self._disconnect(pane)
        for pane in panes:
            if pane not in self._panes:
                self._connect(pane)
        self._panes = list(panes)
        ids = {id(pane) for pane in panes}
        for key in [k for k in self._ways if not ids.issuperset(k)]:
            del self._ways[key]
        for kept in (self._offsets, self._detours):
            for key in [k for k in kept if k not in ids]:
                del kept[key]
        self._forget_maps()
        if self._driver not in self._panes:
            self._driver = None

    def set_matches(
        self,
        a: Pane,
        b: Pane,
        matches: Sequence[tuple[int, int]],
        passages: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Matched sections of two panes, as indices into their outlines.

        Args:
            passages: code points of sentences that say the same thing.
        """
        for way, turned in self._both(a, b):
            way.matches = _turned(matches) if turned else matches
            way.passages = _turned(passages) if turned else passages

    def set_pins(self, a: Pane, b: Pane, pins: Sequence[tuple[int, int]]) -> None:
        """Code points that a person said belong together; kept exactly."""
        for way, turned in self._both(a, b):
            way.pins = _turned(pins) if turned else pins

    def _both(self, a: Pane, b: Pane) -> list[tuple[_Way, bool]]:
        self._forget_maps()
        there = self._ways.setdefault((id(a), id(b)), _Way())
        return [(there, False), (self._ways.setdefault((id(b), id(a)), _Way()), True)]

    def places(self) -> list[int]:
        """The code point at the reading line of each pane."""
        return [place_at(pane.view, ref_y(pane)) for pane in self._panes]

    def places_beside(self) -> list[int]:
        """What a person sees side by side: headings at one height, else the reading lines.

        Of several such headings those at the very same height are meant, then those
        nearest to the reading line: what was put side by side on purpose is level.
        """
        if not self._panes:
            return []
        first, *others = self._panes
        rows: list[tuple[bool, float, list[int]]] = []
        reading = ref_y(first) - first.view.bar.value()
        for y, start in _headings_on_screen(first):
            row, widest = [start], 0.0
            for other in others:
                beside = [(abs(y - there), at) for there, at in _headings_on_screen(other)]
                away, at = min(beside, default=(inf, 0))
                if away <= SAME_HEIGHT * first.view.measures.line:
                    row.append(at)
                    widest = max(widest, away)
            if len(row) == len(self._panes):
                rows.append((widest > LEVEL_PX, abs(y - reading), row))
        return min(rows)[2] if rows else self.places()

    def distances(self, pane: Pane, places: Sequence[int]) -> list[float]:
        """How far code points lie from a pane's reading line, in pixels."""
        here = ref_y(pane)
        return [abs(height_of(pane.view, place) - here) for place in places]

    def show_together(self, places: Sequence[tuple[Pane, int]]) -> None:
        """Bring a section of each pane to the top; inside the first one they stay together.

        Sections may stand in another order than the way of the whole texts allows:
        then the others go back to that way when the first pane leaves its section.
        """
        first, number = places[0]
        self._driver = None
        for pane, index in places:
            pane.view.glide.stop()
            self._offsets.pop(id(pane), None)
            pane.view.bar.setValue(round(pane.section_y(index) - HEADING_AIR))
        self._driver, self._is_alone = first, False
        self._keep_rests(first)
        if self._mode == "off" or first.content is None:
            return
        end = height_of(first.view, first.content.sections[number].span.end)
        for pane, _ in places[1:]:
            if id(pane) not in self._rests:
                self._offsets[id(pane)] = ref_y(pane) - self._goal(first, pane, self._own(first))
                self._detours[id(pane)] = _Detour(first, first.section_y(number), end)
        self._keep_rests(first)

    def rebase(self) -> None:
        """What stands side by side now is meant so: distances kept by Alt are forgotten."""
        self._offsets.clear()
        self._detours.clear()
        self._forget_maps()

    def map_between(self, a: Pane, b: Pane) -> ScrollMap:
        """The way from a reading line of `a` to that of `b`."""
        key = id(a), id(b)
        found = self._maps.get(key)
        if found is None:
            way = self._ways.get(key, _Way()) if self._mode == "section" else _Way()
            anchors = [
                (a.section_y(i), b.section_y(j))
                for i, j in way.matches
                if i < a.section_count and j < b.section_count
            ]
            found = self._maps[key] = ScrollMap(
                anchors,
                a.view.places.height,
                b.view.places.height,
                _heights(a, b, way.pins),
                _heights(a, b, way.passages),
            )
        return found

    def _connect(self, pane: Pane) -> None:
        for signal, slot in (
            (pane.view.driven, partial(self._drive, pane)),
            (pane.view.scrolled, partial(self._scrolled, pane)),
            (pane.view.laid_out, self._forget_maps),
            (pane.replaced, partial(self._forget_report, pane)),
        ):
            signal.connect(slot)
            self._links.append((signal, slot, pane))  # type: ignore[arg-type]  - the binding types signals loosely

    def _disconnect(self, pane: Pane) -> None:
        for signal, slot, owner in [link for link in self._links if link[2] is pane]:
            signal.disconnect(slot)  # type: ignore[attr-defined]  - likewise
            self._links.remove((signal, slot, owner))

    def _forget_maps(self) -> None:
        """The ways are others now; the panes stay where they are."""
        self._maps.clear()
        self._is_stale = True

    def _forget_report(self, pane: Pane) -> None:
        self._offsets.pop(id(pane), None)
        self._detours.clear()
        for key in [k for k in self._ways if id(pane) in k]:
            del self._ways[key]
        self._forget_maps()

    def _drive(self, pane: Pane, alone: bool) -> None:
        if not alone and (pane is not self._driver or self._is_alone or self._is_stale):
            self._keep_rests(pane)
        self._driver, self._is_alone = pane, alone
        for other in self._panes:
            if other is not pane and not alone:
                other.view.glide.stop()

    def _keep_rests(self, driver: Pane) -> None:
        """Before a pane begins to drive: note how far the others are from their places."""
        self._rests.clear()
        self._is_stale = False
        self._was_at = own = self._own(driver)
        if self._mode == "off":
            return
        for pane in self._panes:
            if pane is not driver:
                rest = ref_y(pane) - self._goal(driver, pane, own)
                if abs(rest) <= FAR * pane.view.viewport().height():
                    self._rests[id(pane)] = _Rest(rest, own)

    def _own(self, pane: Pane) -> float:
        return ref_y(pane) - self._offsets.get(id(pane), 0.0)

    def _goal(self, driver: Pane, pane: Pane, own: float) -> float:
        return self.map_between(driver, pane)(own) + self._offsets.get(id(pane), 0.0)

    def _scrolled(self, pane: Pane) -> None:
        if self._is_busy or pane is not self._driver or pane.view.is_settling:
            return
        if self._is_alone:
            self._rebase(pane)
        else:
            self._follow(pane)

    def _follow(self, driver: Pane) -> None:
        if self._mode == "off":
            return
        self._is_busy = True
        try:
            own = self._own(driver)
            for pane in self._panes:
                if pane is not driver and not _show_one_report(pane, driver):
                    self._bring(driver, pane, own)
            self._was_at = own
        finally:
            self._is_busy = False

    def _bring(self, driver: Pane, pane: Pane, own: float) -> None:
        detour = self._detours.get(id(pane))
        if detour is not None and detour.is_over(driver, own):
            del self._detours[id(pane)]
            self._offsets.pop(id(pane), None)
            self._rests.pop(id(pane), None)
        goal = self._goal(driver, pane, own)
        here = ref_y(pane)
        rest = self._rests.get(id(pane))
        if rest is not None and (left := rest.left(own)):
            # While the rest fades the pane may wait, but never runs against the driver.
            turn = max if own >= self._was_at else min
            goal = turn(goal + left, here)
        is_far = abs(goal - here) > FAR * pane.view.viewport().height()
        _bring(pane, goal, ease=is_far or self.map_between(driver, pane).slope(own) > STEEP)

    def _rebase(self, pane: Pane) -> None:
        """A pane moved alone: its distance to the others is what they keep from now on."""
        self._rests.pop(id(pane), None)
        self._detours.pop(id(pane), None)
        other = next((p for p in self._panes if p is not pane), None)
        if other is not None:
            own = self._own(other)
            self._offsets[id(pane)] = ref_y(pane) - self.map_between(other, pane)(own)


def _headings_on_screen(pane: Pane) -> list[tuple[float, int]]:
    """Height in the view and start of every heading that can be seen."""
    top, height = pane.view.bar.value(), pane.view.viewport().height()
    sections = pane.content.sections if pane.content else ()
    found = ((pane.section_y(k) - top, s.span.start) for k, s in enumerate(sections))
    return [(y, start) for y, start in found if 0 <= y < height]


def _turned(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(there, here) for here, there in pairs]


def _heights(a: Pane, b: Pane, places: Sequence[tuple[int, int]]) -> list[Point]:
    return [(height_of(a.view, p), height_of(b.view, q)) for p, q in places]


def _show_one_report(a: Pane, b: Pane) -> bool:
    """A report opened twice is read at two places: these panes do not follow each other."""
    return bool(a.content and b.content and a.content.report.id == b.content.report.id)


def ref_y(pane: Pane) -> float:
    """Where the reading line is, in pixels of the document."""
    bar = pane.view.bar
    return bar.value() * pane.view.places.height / max(1, bar.maximum())


def _bring(pane: Pane, y: float, *, ease: bool) -> None:
    """Bring a pane's reading line to a height, in whole device pixels."""
    view = pane.view
    value = y * view.bar.maximum() / max(1.0, view.places.height)
    goal = min(view.bar.maximum(), max(0, round(value)))
    if 0 < goal < view.bar.maximum():
        unit = step_unit(view.devicePixelRatioF())
        goal = view.bar.value() + round((value - view.bar.value()) / unit) * unit
    if ease and not view.glide.is_instant:
        view.glide.to(goal)
    else:
        view.glide.stop()
        view.bar.setValue(goal)

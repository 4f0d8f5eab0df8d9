"""Synchronised scrolling: several panes follow the one a person scrolls.

The coordinate of a pane is its reading line, which slides from the top of the
view (at the top of the text) to its bottom (at the end), so that both ends of
all texts meet without a special case. Between matched places the way is
linear: nothing ever freezes or runs back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import permutations
from typing import Literal

from PySide6.QtCore import QObject

from app.ui.reader.pane import Pane
from app.ui.reader.scrolling import step_unit

Mode = Literal["section", "proportional", "off"]
EDGE = 0.5
"""Pixels from an end of the text within which a match is the end itself."""

STEEP = 3.0
"""Follower pixels per driver pixel above which the follower eases to its place."""


class ScrollMap:
    """A strictly increasing, piecewise linear map of one height onto another."""

    __slots__ = ("_xs", "_ys")

    def __init__(
        self,
        anchors: Iterable[tuple[float, float]],
        height_from: float,
        height_to: float,
        pins: Iterable[tuple[float, float]] = (),
    ) -> None:
        """
        Args:
            anchors: matched places; crossing ones are dropped, the longest chain stays.
            pins: matched by a person; they win over anchors that cross them.
        """
        top = max(1.0, height_from), max(1.0, height_to)
        inner = [a for a in pins if _is_inside(a, top)]
        fixed = increasing(inner)
        free = [
            a
            for a in anchors
            if _is_inside(a, top)
            and all((a[0] < f[0]) == (a[1] < f[1]) and a[0] != f[0] and a[1] != f[1] for f in fixed)
        ]  # fmt: skip
        points = [(0.0, 0.0), *sorted([*increasing(free), *fixed]), top]
        self._xs = [x for x, _ in points]
        self._ys = [y for _, y in points]

    def __call__(self, x: float) -> float:
        k = self._piece(x)
        return self._ys[k] + (x - self._xs[k]) * self._slope(k)

    def slope(self, x: float) -> float:
        """Follower pixels per driver pixel at a place."""
        return self._slope(self._piece(x))

    def _piece(self, x: float) -> int:
        return min(max(bisect_right(self._xs, x) - 1, 0), len(self._xs) - 2)

    def _slope(self, k: int) -> float:
        return (self._ys[k + 1] - self._ys[k]) / (self._xs[k + 1] - self._xs[k])


def _is_inside(point: tuple[float, float], top: tuple[float, float]) -> bool:
    return all(EDGE <= value <= limit - EDGE for value, limit in zip(point, top, strict=True))


def increasing(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The longest chain of points that increases strictly in both coordinates."""
    ordered = sorted(set(points), key=lambda p: (p[0], -p[1]))
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, y) in enumerate(ordered):
        at = bisect_left(tails, y)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(y)
            ends.append(index)
        else:
            tails[at], ends[at] = y, index
    chain: list[tuple[float, float]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]


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
        self._matches: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._pins: dict[tuple[int, int], list[tuple[tuple[int, int], tuple[int, int]]]] = {}
        self._maps: dict[tuple[int, int], ScrollMap] = {}
        self._offsets: dict[int, float] = {}
        self._links: list[tuple[QObject, Callable[..., None], Pane]] = []

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._offsets.clear()
        self._maps.clear()
        if self._driver is not None:
            self._follow(self._driver)

    def set_panes(self, panes: Sequence[Pane]) -> None:
        """The panes to keep together; matches and pins of panes that stay are kept."""
        for pane in self._panes:
            if pane not in panes:
                self._disconnect(pane)
        for pane in panes:
            if pane not in self._panes:
                self._connect(pane)
        self._panes = list(panes)
        ids = {id(pane) for pane in panes}
        for kept in (self._matches, self._pins):
            for key in [k for k in kept if not ids.issuperset(k)]:
                del kept[key]
        self._offsets = {k: v for k, v in self._offsets.items() if k in ids}
        self._maps.clear()
        if self._driver not in self._panes:
            self._driver = None

    def set_matches(self, a: Pane, b: Pane, matches: Sequence[tuple[int, int]]) -> None:
        """Matched sections of two panes, as indices into their outlines."""
        self._matches[id(a), id(b)] = list(matches)
        self._matches[id(b), id(a)] = [(j, i) for i, j in matches]
        self._maps.clear()

    def pin_here(self) -> None:
        """What stands at the reading lines of all panes now belongs together."""
        places = {id(pane): pane.view.line_at(ref_y(pane)) for pane in self._panes}
        for (a, place), (b, other) in permutations(places.items(), 2):
            self._pins.setdefault((a, b), []).append((place, other))
        self._offsets.clear()
        self._maps.clear()

    def clear_pins(self, pane: Pane | None = None) -> None:
        """Forget the pins of one pane (it shows another report now) or all of them."""
        for key in [k for k in self._pins if pane is None or id(pane) in k]:
            del self._pins[key]
        self._maps.clear()

    def map_between(self, a: Pane, b: Pane) -> ScrollMap:
        """The way from a reading line of `a` to that of `b`."""
        key = id(a), id(b)
        found = self._maps.get(key)
        if found is None:
            anchors: list[tuple[float, float]] = []
            pins: list[tuple[float, float]] = []
            if self._mode == "section":
                anchors = [
                    (a.section_y(i), b.section_y(j))
                    for i, j in self._matches.get(key, ())
                    if i < a.section_count and j < b.section_count
                ]
                pins = [
                    (a.view.y_of_line(p), b.view.y_of_line(q)) for p, q in self._pins.get(key, ())
                ]
            found = self._maps[key] = ScrollMap(
                anchors, a.view.places.height, b.view.places.height, pins
            )
        return found

    def _connect(self, pane: Pane) -> None:
        for signal, slot in (
            (pane.view.driven, partial(self._drive, pane)),
            (pane.view.scrolled, partial(self._scrolled, pane)),
            (pane.view.laid_out, partial(self._forget, pane)),
            (pane.replaced, partial(self._forget_report, pane)),
        ):
            signal.connect(slot)
            self._links.append((signal, slot, pane))  # type: ignore[arg-type]  - the binding types signals loosely

    def _disconnect(self, pane: Pane) -> None:
        for signal, slot, owner in [link for link in self._links if link[2] is pane]:
            signal.disconnect(slot)  # type: ignore[attr-defined]  - likewise
            self._links.remove((signal, slot, owner))

    def _forget(self, pane: Pane) -> None:
        for key in [k for k in self._maps if id(pane) in k]:
            del self._maps[key]

    def _forget_report(self, pane: Pane) -> None:
        self._offsets.pop(id(pane), None)
        for key in [k for k in self._matches if id(pane) in k]:
            del self._matches[key]
        self.clear_pins(pane)

    def _drive(self, pane: Pane, alone: bool) -> None:
        self._driver, self._is_alone = pane, alone
        for other in self._panes:
            if other is not pane and not alone:
                other.view.glide.stop()

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
            own = ref_y(driver) - self._offsets.get(id(driver), 0.0)
            for pane in self._panes:
                if pane is not driver:
                    way = self.map_between(driver, pane)
                    goal = way(own) + self._offsets.get(id(pane), 0.0)
                    _bring(pane, goal, ease=way.slope(own) > STEEP)
        finally:
            self._is_busy = False

    def _rebase(self, pane: Pane) -> None:
        """A pane moved alone: its distance to the others is what they keep from now on."""
        other = next((p for p in self._panes if p is not pane), None)
        if other is not None:
            own = ref_y(other) - self._offsets.get(id(other), 0.0)
            self._offsets[id(pane)] = ref_y(pane) - self.map_between(other, pane)(own)


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

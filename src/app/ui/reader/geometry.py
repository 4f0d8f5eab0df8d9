"""Where the marks of one block lie, in pixels of that block; made once per layout."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from app.domain.annotation import Scope
from app.domain.tag import TagKind
from app.ui.reader.marks import Placed
from app.ui.reader.typesetting import BODY_PX, Measures

LANES = 3
"""Lanes drawn under a line; what lies deeper is counted in the gutter."""

_ABOVE_BASELINE = 0.88
"""Part of the em box above the baseline of Han characters."""


class Bar:
    """A mark's bar in the gutter, as far as it belongs to one block."""

    __slots__ = ("bottom", "first_line", "placed", "starts", "top")

    def __init__(
        self, placed: Placed, top: float, bottom: float, first_line: float, *, starts: bool
    ) -> None:
        self.placed, self.top, self.bottom = placed, top, bottom
        self.first_line, self.starts = first_line, starts


class BlockGeometry:
    """Rectangles of one block's marks, relative to the block's own origin.

    Attributes:
        bands: per mark, one rectangle for each line it touches.
        fills: per mark, the parts where it is the shortest mark: disjoint, so
            that no two fills mix. A mark on a section leaves its heading bare.
        lanes: lines under the text by colour and pattern.
        bars: bars of the gutter, those of one lane parted where they meet.
        deeper: (y, count) of marks without a lane of their own, per line.

    `joins`: what stands above goes on here; false beside the first cell of a row.
    """

    __slots__ = ("bands", "bars", "deeper", "fills", "lanes")

    def __init__(
        self,
        layout: QTextLayout,
        origin: int,
        pieces: Sequence[Placed],
        measures: Measures,
        *,
        joins: bool = True,
    ) -> None:
        self.bands: list[tuple[Placed, list[QRectF]]] = []
        self.fills: list[tuple[Placed, list[QRectF]]] = []
        self.lanes: dict[tuple[str, TagKind], list[QLineF]] = {}
        self.bars: list[Bar] = []
        self.deeper: list[tuple[float, int]] = []
        if pieces:
            self._measure(layout, origin, [p for p in pieces if p.length], measures)
            # Joins the parts of a mark over the gap between paragraphs.
            self._make_bars(origin, 2.0 * measures.px if joins else 0.0)
            self._make_signs(layout, [p for p in pieces if not p.length], measures)

    def _measure(
        self, layout: QTextLayout, origin: int, pieces: Sequence[Placed], measures: Measures
    ) -> None:
        bands: dict[UUID, list[QRectF]] = {}
        fills: dict[UUID, list[QRectF]] = {}
        by_length = sorted(pieces, key=lambda p: p.length)
        deeper_before = 0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = line.textStart()
            last = first + line.textLength()
            here: list[tuple[Placed, int, int]] = []
            edges: dict[int, float] = {}
            for placed in by_length:
                start = max(placed.start - origin, first)
                end = min(placed.end - origin, last)
                if start < end:
                    here.append((placed, start, end))
                    for at in (start, end):
                        if at not in edges:
                            edges[at] = _x(line, at, last)
            if not here:
                deeper_before = 0
                continue
            top, height = band_of(line, measures.px)
            for placed, start, end in here:
                rect = QRectF(edges[start], top, edges[end] - edges[start], height)
                bands.setdefault(placed.mark.id, []).append(rect)
                if placed.lane < LANES:
                    y = top + height + 1.5 + measures.pitch * placed.lane
                    key = (placed.mark.colour, placed.mark.kind)
                    self.lanes.setdefault(key, []).append(QLineF(rect.left(), y, rect.right(), y))
            cuts = sorted(edges)
            filling = [piece for piece in here if piece[0].mark.scope is Scope.PASSAGE]
            for left, right in pairwise(cuts):
                for placed, start, end in filling:  # the shortest comes first
                    if start <= left and end >= right:
                        rect = QRectF(edges[left], top, edges[right] - edges[left], height)
                        fills.setdefault(placed.mark.id, []).append(rect)
                        break
            deeper = sum(placed.lane >= LANES for placed, _, _ in here)
            if deeper > deeper_before:
                self.deeper.append((top + height / 2, deeper))
            deeper_before = deeper
        self.bands = [(p, bands[p.mark.id]) for p in pieces if p.mark.id in bands]
        self.fills = [(p, fills[p.mark.id]) for p in pieces if p.mark.id in fills]

    def _make_signs(
        self, layout: QTextLayout, pieces: Sequence[Placed], measures: Measures
    ) -> None:
        """A place in the gutter for marks on the whole report: beside the first line, no bar."""
        if pieces and layout.lineCount():
            top, height = band_of(layout.lineAt(0), measures.px)
            middle = top + height / 2
            self.bars += [Bar(placed, middle, middle, middle, starts=True) for placed in pieces]

    def _make_bars(self, origin: int, reach: float) -> None:
        last: dict[int, Bar] = {}
        for placed, rects in self.bands:
            starts = placed.start >= origin
            top = rects[0].top() if starts else -reach
            bar = Bar(placed, top, rects[-1].bottom(), rects[0].center().y(), starts=starts)
            if placed.lane < LANES:
                before = last.get(placed.lane)
                if before is not None and before.bottom > bar.top - 2:
                    middle = (before.bottom + bar.top) / 2
                    before.bottom, bar.top = middle - 1.5, middle + 1.5
                last[placed.lane] = bar
            self.bars.append(bar)


def band_of(line: QTextLine, px: int) -> tuple[float, float]:
    """Top and height of the coloured band of a line: its em box and a little more."""
    more = max(1, round(px / BODY_PX))
    top = round(line.y() + line.ascent() - px * _ABOVE_BASELINE) - more
    return top, px + 2 * more


def rects_of(layout: QTextLayout, start: int, end: int, px: int) -> list[QRectF]:
    """Bands of a range inside one block (units of that block), one per line."""
    rects: list[QRectF] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = line.textStart()
        last = first + line.textLength()
        a, b = max(start, first), min(end, last)
        if a < b:
            top, height = band_of(line, px)
            left = _x(line, a, last)
            rects.append(QRectF(left, top, _x(line, b, last) - left, height))
    return rects


def _x(line: QTextLine, at: int, last: int) -> float:
    if at == last:
        return line.naturalTextRect().right()  # knows the alignment; line.x() does not
    x: Any = line.cursorToX(at)  # the binding returns (x, position); its stubs say otherwise
    return x[0]

"""What lies under the letters: fills, lanes, outlines, search hits."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.painting import lane_pattern
from app.ui.reader.geometry import BlockGeometry
from app.ui.reader.marks import Placed
from app.ui.reader.typesetting import Measures
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.reader.page import Page


def paint_under(page: Page, p: QPainter, area: QRect) -> None:
    """Paint what lies under the letters of an area of the viewport."""
    offset = page.bar.value()
    first, last = area.y() + offset, area.y() + area.height() + offset
    starts = page.display.block_starts
    for number, top in page.places.blocks_between(first, last):
        geometry = page.places.geometry_of(number)
        x = page.places.left(number)
        p.translate(x, top - offset)
        if geometry.bands:
            paint_marks(p, page.look, page.measures, geometry, page.hovered, page.active)
        p.translate(-x, offset - top)
        if page.hits or page.flashed:
            end = starts[number + 1] if number + 1 < len(starts) else page.display.length + 1
            _paint_hits(page, p, starts[number], end, offset)


def paint_marks(
    p: QPainter,
    look: Look,
    measures: Measures,
    geometry: BlockGeometry,
    hot: UUID | None = None,
    active: UUID | None = None,
) -> None:
    """Fills, lanes and outlines of one block; the painter's origin is the block's.

    Args:
        hot: the mark under the mouse; while there is one, the others lose their fill.
    """
    p.setPen(Qt.PenStyle.NoPen)
    for placed, rects in geometry.fills:
        raised = placed.mark.id == active
        if placed.mark.is_doubtful and not raised:
            _paint_doubt(p, look, placed, rects)
        elif hot is None or raised:
            colours = look.tag(placed.mark.colour)
            p.setBrush(colours.strong if raised else colours.fill)
            p.drawRects(rects)
    if hot is not None:
        for placed, rects in geometry.bands:
            if placed.mark.id == hot:
                p.setBrush(look.tag(placed.mark.colour).strong)
                p.drawRects(rects)
    for (colour, kind), lines in geometry.lanes.items():
        pen = QPen(look.tag(colour).line, measures.lane)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = lane_pattern(kind)
        if pattern is not None:
            pen.setDashPattern([length / 2 for length in pattern])
        p.setPen(pen)
        p.drawLines(lines)
    for placed, rects in geometry.bands:
        if placed.mark.id in {hot, active}:
            p.setPen(QPen(look.tag(placed.mark.colour).line, 1.5))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRects([r.adjusted(0.5, 0.5, -0.5, -0.5) for r in rects])


def _paint_doubt(p: QPainter, look: Look, placed: Placed, rects: list[QRectF]) -> None:
    """A place to be confirmed: no fill, a dashed frame."""
    p.save()
    p.setPen(QPen(look.tag(placed.mark.colour).line, 1.2, Qt.PenStyle.DashLine))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRects([r.adjusted(0.5, 0.5, -0.5, -0.5) for r in rects])
    p.restore()


def _paint_hits(page: Page, p: QPainter, start: int, end: int, offset: int) -> None:
    look = page.look
    first = max(0, bisect_left(page.hits, (start, 0)) - 1)
    shown: list[tuple[tuple[int, int], bool]] = []
    for hit in page.hits[first:]:
        if hit[0] >= end:
            break
        shown.append((hit, hit == page.current_hit))
    if page.flashed is not None:
        shown.append((page.flashed, True))
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (a, b), filled in shown:
        if a >= end or b <= start:
            continue
        p.setPen(QPen(look.hitLine, 1.5))
        p.setBrush(look.hit if filled else Qt.BrushStyle.NoBrush)
        for rect in page.places.rects(max(a, start), min(b, end)):
            p.drawRoundedRect(rect.translated(QPointF(0, -offset)), 2, 2)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, False)

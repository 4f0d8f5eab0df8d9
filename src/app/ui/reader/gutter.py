"""The gutter left of the text: a bar per mark and lane, a sign where there is a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.reader.geometry import LANES, Bar
from app.ui.reader.pin_signs import PinSigns

if TYPE_CHECKING:
    from app.ui.reader.page import Page

GUTTER, BAR, ACTIVE_BAR, PITCH = 30, 4, 6, 6
SIGN = 13
"""A sign and the air under it."""


class Gutter(QWidget):
    """Painted from the page's geometry; a click on a bar or sign activates its mark.

    Signals:
        pressed: UUID of a mark. link_pressed: the sign of a mark's links.
        pin_menu_wished: code point of a pin, global position.
    """

    pressed = Signal(object)
    link_pressed = Signal(object)
    pin_menu_wished = Signal(int, QPoint)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.pins = PinSigns(page)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("批注条"))

    def set_pins(self, pins: Mapping[int, Sequence[str]]) -> None:
        """Places set beside other reports by hand, with the names of those."""
        if self.pins.show(pins):
            self.update()

    def move_by(self, dy: int) -> None:
        """Follow the text, painting only what came into view."""
        if abs(dy) < self.height():
            self.scroll(0, dy)
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        page, area = self._page, event.rect()
        p = QPainter(self)
        p.fillRect(area, page.look.page)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(Qt.PenStyle.NoPen)
        offset = page.bar.value()
        reach = page.measures.line + 16  # a bar reaches up to join its part in the block before
        first, last = area.y() + offset, area.y() + area.height() + offset + reach
        for number, top in page.places.blocks_between(first, last):
            geometry = page.places.geometry_of(number)
            p.translate(0, top - offset)
            piped = self._paint_bars(p, geometry.bars)
            linked = self._paint_links(p, geometry.bars)
            for y, count in geometry.deeper:
                under = SIGN * ((y in piped) + (y in linked))
                self._paint_count(p, y + under, count)
            p.translate(0, offset - top)
        self.pins.paint(p, area.y(), area.y() + area.height(), self.width())

    def _paint_bars(self, p: QPainter, bars: list[Bar]) -> set[float]:
        page = self._page
        signs: set[float] = set()
        for bar in bars:
            mark = bar.placed.mark
            colours = page.look.tag(mark.colour)
            raised = mark.id in {page.active, page.hovered}
            faded = page.hovered is not None and not raised
            p.setBrush(colours.strong if faded else colours.line)
            if bar.placed.length and (bar.placed.lane < LANES or raised):
                width = ACTIVE_BAR if raised else BAR
                lane = min(bar.placed.lane, LANES - 1)
                x = GUTTER - PITCH - PITCH * lane - (width - BAR)
                p.drawRoundedRect(QRectF(x, bar.top, width, bar.bottom - bar.top), 2, 2)
            if mark.has_card and bar.starts:
                signs.add(bar.first_line)
                if mark.is_doubtful:
                    self._paint_doubt(p, bar.first_line)
                else:
                    self._paint_sign(p, bar.first_line, colours.line, is_settled=mark.resolved)
        return signs

    def _paint_sign(self, p: QPainter, y: float, ink: QColor, *, is_settled: bool) -> None:
        """A speech bubble; that of a settled remark is hollow."""
        if is_settled:
            p.setPen(QPen(ink, 1.2))
            p.setBrush(self._page.look.page)
        p.drawPath(_speech(y))
        p.setPen(Qt.PenStyle.NoPen)

    def _paint_doubt(self, p: QPainter, y: float) -> None:
        """A question mark: the place is to be confirmed."""
        look = self._page.look
        p.setFont(look.font(13, bold=True))
        p.setPen(look.warn)
        p.drawText(QRectF(0, y - 8, 14, 16), Qt.AlignmentFlag.AlignCenter, "?")
        p.setPen(Qt.PenStyle.NoPen)

    def _paint_links(self, p: QPainter, bars: list[Bar]) -> set[float]:
        """The sign of a link, under that of a comment; not in the colour of a tag."""
        look, lines = self._page.look, set[float]()
        for bar, y in self._link_signs(bars):
            if bar.first_line not in lines:
                lines.add(bar.first_line)
                ink = look.text if bar.placed.mark.id == self._page.active else look.text2
                p.drawPixmap(QPointF(0, y - 7), look.pixmap("link", ink, 14))
        p.setPen(Qt.PenStyle.NoPen)
        return lines

    def _link_signs(self, bars: list[Bar]) -> Iterator[tuple[Bar, float]]:
        """The bars of linked marks, each with the height of its sign in the block."""
        links = self._page.links
        linked = [bar for bar in bars if bar.starts and bar.placed.mark.id in links]
        if linked:
            talked = {bar.first_line for bar in bars if bar.starts and bar.placed.mark.has_talk}
            for bar in linked:
                yield bar, bar.first_line + (SIGN if bar.first_line in talked else 0)

    def _link_at(self, point: QPointF) -> UUID | None:
        page = self._page
        if not page.links or point.x() >= PITCH * 2 + 2:
            return None
        y = point.y() + page.bar.value()
        for number, top in page.places.blocks_between(y - SIGN, y + page.measures.line):
            for bar, at in self._link_signs(page.places.geometry_of(number).bars):
                if abs(y - top - at) < SIGN / 2 + 1:
                    return bar.placed.mark.id
        return None

    def _paint_count(self, p: QPainter, y: float, count: int) -> None:
        look = self._page.look
        p.setFont(look.font(12))
        p.setPen(look.text3)
        p.drawText(QRectF(0, y - 8, 16, 16), Qt.AlignmentFlag.AlignCenter, f"+{count}")
        p.setPen(Qt.PenStyle.NoPen)

    def _mark_at(self, point: QPointF) -> UUID | None:
        page = self._page
        y = point.y() + page.bar.value()
        nearest: tuple[float, UUID] | None = None
        for number, top in page.places.blocks_between(y, y + page.measures.line):
            for bar in page.places.geometry_of(number).bars:
                local = y - top
                mark = bar.placed.mark
                if point.x() < PITCH * 2 and mark.has_card and bar.starts:
                    distance = abs(local - bar.first_line)
                    if distance < 12 and (nearest is None or distance < nearest[0]):
                        nearest = distance, mark.id
                elif point.x() >= PITCH * 2 and bar.top - 1 <= local <= bar.bottom + 1:
                    x = GUTTER - PITCH - PITCH * min(bar.placed.lane, LANES - 1) + BAR / 2
                    distance = abs(point.x() - x)
                    if distance < PITCH and (nearest is None or distance < nearest[0]):
                        nearest = distance, mark.id
        return nearest[1] if nearest else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        id_ = self._link_at(event.position()) or self._mark_at(event.position())
        self._page.set_hovered(id_)
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if id_ else Qt.CursorShape.ArrowCursor)

    def _words_of(self, place: int | None) -> str:
        if place is None:
            return ""
        names = self.tr("、").join(self.pins.reports_at(place))
        return self.tr("此处已与{names}对齐（右键可取消）").format(names=names)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.pins.at(event.pos().y())
        if place is None:
            super().contextMenuEvent(event)
        else:
            self.pin_menu_wished.emit(place, event.globalPos())

    def leaveEvent(self, event: object) -> None:
        del event
        self._page.set_hovered(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        linked = self._link_at(event.position())
        id_ = self._mark_at(event.position())
        if linked is not None:
            self.link_pressed.emit(linked)
        elif id_ is not None:
            self.pressed.emit(id_)

    def event(self, event: QEvent) -> bool:
        """Over the sign of a link or a pin a tool tip tells what stands beside."""
        if isinstance(event, QHelpEvent):
            linked = self._link_at(QPointF(event.pos()))
            tell = getattr(self._page, "link_words", None)
            words = tell(linked) if linked and tell else ""
            words = words or self._words_of(self.pins.at(event.pos().y()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _speech(y: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(1.5, y - 5, 10, 8), 2, 2)
    path.moveTo(3.5, y + 3)
    path.lineTo(3.5, y + 6.5)
    path.lineTo(7.5, y + 3)
    path.closeSubpath()
    return path

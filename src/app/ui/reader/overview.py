"""The scroll bar that is also the map of the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from app.domain.tag import TagKind
from app.ui.painting import panel
from app.ui.theme import Look

WIDTH, THUMB, LEAST_THUMB, TICK, LEAST_TICK = 14, 10, 24, 3.5, 3
REDRAW_MS = 120

Tick = tuple[float, float, int, str, TagKind]
"""Top and bottom as parts of the whole (0..1), lane, colour and kind of the tag."""


class OverviewBar(QScrollBar):
    """Ticks in tag colours in two columns, search hits across, a translucent thumb.

    Args:
        ticks: called when the map must be drawn anew.
        hits: places of search hits as parts of the whole (0..1).
    """

    driven = Signal()

    def __init__(
        self,
        look: Look,
        ticks: Callable[[], Sequence[Tick]],
        hits: Callable[[], Sequence[float]],
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.look, self._ticks, self._hits = look, ticks, hits
        self._map = QPixmap()
        # A burst of changes (typing, resizing, a bulk tag) draws the map once.
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._draw_map)
        self._grip: float | None = None
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("滚动条和批注分布"))
        look.changed.connect(self.refresh)

    def refresh(self) -> None:
        """The marks, hits, heights or colours changed: the map follows in a moment."""
        self._redraw.start()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()
        super().resizeEvent(event)

    def thumb(self) -> QRectF:
        height = self.height()
        total = max(1, self.maximum() - self.minimum() + self.pageStep())
        long = min(float(height), max(LEAST_THUMB, self.pageStep() * height / total))
        room = height - long
        span = max(1, self.maximum() - self.minimum())
        return QRectF(3, (self.value() - self.minimum()) * room / span, THUMB, long)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), self.look.page)
        p.fillRect(0, 0, 1, self.height(), self.look.line)
        if self.maximum() > self.minimum():
            colour = QColor(self.look.thumb)
            if self.underMouse() or self._grip is not None:
                colour.setAlpha(min(255, colour.alpha() * 2))
            panel(p, self.thumb(), colour, 4)
        p.drawPixmap(0, 0, self._map)

    def _draw_map(self) -> None:
        """At most one tick per pixel row and column, however many marks there are."""
        height, ratio = self.height(), self.devicePixelRatioF()
        image = QPixmap(round(WIDTH * ratio), max(1, round(height * ratio)))
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        p = QPainter(image)
        rows: dict[tuple[int, int], tuple[float, str, TagKind]] = {}
        for top, bottom, lane, colour, kind in self._ticks():
            key = (int(top * height), lane % 2)
            long = max(LEAST_TICK, (bottom - top) * height)
            if key not in rows or rows[key][0] < long:
                rows[key] = (long, colour, kind)
        for (y, column), (long, colour, kind) in rows.items():
            for part in tick_parts(QRectF(4 + 4 * column, y, TICK, long), kind):
                p.fillRect(part, self.look.tag(colour).line)
        for y in {int(part * height) for part in self._hits()}:
            p.fillRect(QRectF(1, y, WIDTH - 1, 2), self.look.hitLine)
        p.end()
        self._map = image
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.driven.emit()
        thumb, y = self.thumb(), event.position().y()
        inside = thumb.top() <= y <= thumb.bottom()
        self._grip = y - thumb.top() if inside else thumb.height() / 2
        self.setSliderDown(True)
        if not inside:
            self._drag_to(y)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseMoveEvent(event)
            return
        self.driven.emit()
        self._drag_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseReleaseEvent(event)
            return
        self._grip = None
        self.setSliderDown(False)
        self.update()

    def _drag_to(self, y: float) -> None:
        room = self.height() - self.thumb().height()
        if room > 0 and self._grip is not None:
            part = (y - self._grip) / room
            self.setValue(round(self.minimum() + part * (self.maximum() - self.minimum())))


def tick_parts(tick: QRectF, kind: TagKind) -> list[QRectF]:
    """What is filled of a tick, so that its shape says the kind as the swatch does.

    Whole for a topic, a thin line for structure, parted in its middle for an evaluation.
    """
    if kind is TagKind.STRUCTURE:
        return [QRectF(tick.x(), tick.y(), 1.5, tick.height())]
    if kind is TagKind.EVALUATION:
        half = (tick.height() - 1) / 2
        lower = tick.y() + half + 1
        return [
            QRectF(tick.x(), tick.y(), tick.width(), half),
            QRectF(tick.x(), lower, tick.width(), half),
        ]
    return [tick]

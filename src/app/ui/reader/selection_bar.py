"""Selection bar: the ground of the small bars that float at a passage, inside its pane."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.painting import drop_shadow, panel
from app.ui.reader.view import ReaderView
from app.ui.theme import Look

HEIGHT, EDGE, SPACE = 40, 14, 6


class SelectionBar(QWidget):
    """Above the first line of a passage, below the last where there is no room.

    It never takes the focus by itself, so that keys keep meaning what they
    mean in the text; Tab goes into it.
    """

    space = SPACE
    """Pixels between the bar and the passage."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self.look, self._host = look, host
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(EDGE + 4, EDGE, EDGE + 4, EDGE)
        self._row.setSpacing(1)
        look.changed.connect(self._resize)
        self.hide()

    def follow(self, view: ReaderView, start: int, end: int) -> None:
        """Show the bar at a range of the document; hide it when none of that is in sight."""
        first = view.places.rects(start, min(end, start + 2))
        last = view.places.rects(max(start, end - 2), end)
        port = QRect(view.viewport().mapTo(self._host, QPoint(0, 0)), view.viewport().size())
        dx, dy = port.x(), port.y() - view.bar.value()
        ends = [rect.translated(dx, dy).toAlignedRect() for rect in (*first[:1], *last[-1:])]
        if len(ends) < 2 or ends[1].bottom() < port.top() or ends[0].top() > port.bottom():
            self.hide()
        else:
            bounds = QRect(view.mapTo(self._host, QPoint(0, 0)), view.size())
            self.show_at(ends[0], ends[1], bounds)

    def show_at(self, first_line: QRect, last_line: QRect, bounds: QRect) -> None:
        """Place the bar at a passage; all in the host's coordinates."""
        self._resize()
        width, height = self.width(), self.look.px(HEIGHT)
        x = max(bounds.left() - EDGE + 4, first_line.left() - EDGE - 8)
        x = min(x, bounds.right() - width + EDGE - 4)
        y = first_line.top() - self.space - height
        if y < bounds.top():
            y = last_line.bottom() + self.space + 8
        if y + height > bounds.bottom():
            y = max(bounds.top(), bounds.bottom() - height - self.space)
        self.move(max(bounds.left() - EDGE, x), y - EDGE)
        self.show()
        self.raise_()

    def _resize(self) -> None:
        self.setFixedHeight(self.look.px(HEIGHT) + 2 * EDGE)
        self._row.invalidate()
        self.resize(self._row.sizeHint().width(), self.height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, self.look, rect)
        panel(p, rect, self.look.raised, 8, self.look.line2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._host.setFocus()
        else:
            super().keyPressEvent(event)

"""The list of phrases under the caret of a comment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.ui.painting import draw_text, drop_shadow, key_cap, panel
from app.ui.theme import Look

WIDTH, ROW, PAD, EDGE, SHOWN = 260, 28, 4, 10, 8


class PhraseList(QWidget):
    """Offers phrases; the field keeps the focus and hands its keys on.

    Signals:
        chosen: the phrase.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.look = look
        self._found: Sequence[tuple[int, str]] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()

    def offer(self, found: Sequence[tuple[int, str]], caret: QRect) -> None:
        """Show numbered phrases under the caret (in the window), or above where room lacks."""
        self._found, self._current = found, 0
        look, window = self.look, self.window().rect()
        rows = min(len(found), SHOWN)
        width = look.px(WIDTH) + 2 * EDGE
        height = rows * look.px(ROW) + 2 * PAD + 2 * EDGE
        x = min(max(0, caret.x() - EDGE), max(0, window.width() - width))
        y = caret.bottom() + 4 - EDGE
        if y + height > window.height():
            y = max(0, caret.top() - height + EDGE - 4)
        self.setGeometry(x, y, width, height)
        self.show()
        self.raise_()
        self._tell()
        self.update()

    def take_key(self, key: int) -> None:
        """Up and down choose, Enter and Tab insert, Esc closes."""
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = (self._current + step) % len(self._found)
            self._tell()
            self.update()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self.chosen.emit(self._found[self._current][1])

    @property
    def current(self) -> str:
        return self._found[self._current][1] if self._found else ""

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("常用语：{text}").format(text=self.current))
        if QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(said)

    def _first(self) -> int:
        return max(0, min(self._current - SHOWN + 1, len(self._found) - SHOWN))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        box = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, look, box, 6, 8)
        panel(p, box, look.raised, 6, look.line2)
        first, height = self._first(), look.px(ROW)
        for place in range(min(SHOWN, len(self._found))):
            number, phrase = self._found[first + place]
            row = QRectF(box.x() + 1, box.y() + PAD + place * height, box.width() - 2, height)
            if first + place == self._current:
                panel(p, row.adjusted(3, 0, -3, 0), look.selected, 4)
                p.fillRect(QRectF(row.x(), row.y() + 2, 3, height - 4), look.accent)
            cap = row.x() + look.px(30)
            key_cap(p, look, cap, row.center().y(), str(number))
            words = QRectF(cap + 8, row.y(), row.right() - cap - 14, height)
            draw_text(p, look, words, " ".join(phrase.split()), 13, look.text)

    def _row_at(self, y: float) -> int | None:
        at = int((y - EDGE - PAD) // self.look.px(ROW))
        return self._first() + at if 0 <= at < min(SHOWN, len(self._found)) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if at is not None and at != self._current:
            self._current = at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._found[at][1])

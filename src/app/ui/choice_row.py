"""Choices as rows: one of several with a ring, yes or no with a box."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.controls import BY_KEY
from app.ui.painting import draw_text, panel
from app.ui.search.facets import paint_check
from app.ui.theme import Look


class _Choice(QAbstractButton):
    """Something to choose: by a click, the space bar or Enter; a ring shows the focus."""

    def __init__(self, look: Look, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.look, self._rings = look, False
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_ring(self, p: QPainter) -> None:
        if self.hasFocus() and self._rings:
            panel(p, QRectF(self.rect()), None, 4, self.look.focus, 2)


class ChoiceRow(_Choice):
    """One of several: a ring, a name, and what it is good for.

    Args:
        side: a short word at the right, such as the ending of a file.
        height: in px at 100 %; 0: as much as the words need.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        side: str = "",
        height: int = 0,
    ) -> None:
        super().__init__(look, name, parent)
        self._hint, self._side = hint, side
        self._height = height or (40 if hint else 28)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self.look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.isChecked():
            panel(p, rect, look.accentSoft, 4)
        elif self.underMouse():
            panel(p, rect, look.hover, 4)
        side = look.px(16)
        line = rect.height() / 2 if self._hint else rect.height()
        ring = QRectF(12, line / 2 - side / 2 + (2 if self._hint else 0), side, side)
        border = look.accent if self.isChecked() else look.stroke
        panel(p, ring, look.raised, side / 2, border, 1.5 if self.isChecked() else 1)
        if self.isChecked():
            panel(p, ring.adjusted(4, 4, -4, -4), look.accent, side / 2)
        x = ring.right() + 10
        right = rect.width() - 8
        if self._side:
            side_width = look.width(self._side, 12)
            place = QRectF(right - side_width - 2, 0, side_width + 2, line)
            draw_text(p, look, place, self._side, 12, look.text3)
            right -= side_width + 8
        name = QRectF(x, 2 if self._hint else 0, right - x, line)
        draw_text(p, look, name, self.text(), 14, bold=self.isChecked())
        if self._hint:
            hint = QRectF(x, line, rect.width() - x - 8, line - 2)
            draw_text(p, look, hint, self._hint, 13, look.text2)
        self._paint_ring(p)


class Tick(_Choice):
    """Yes or no: a box with a tick, and what it means."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def accessible_role(self) -> QAccessible.Role:
        return QAccessible.Role.CheckBox

    def sizeHint(self) -> QSize:
        return QSize(int(self.look.width(self.text(), 13)) + self.look.px(32), self.look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            panel(p, rect, look.hover, 4)
        side = look.px(16)
        box = QRectF(2, (rect.height() - side) / 2, side, side)
        paint_check(p, look, box, checked=self.isChecked(), enabled=self.isEnabled())
        words = QRectF(box.right() + 8, 0, rect.width() - box.right() - 8, rect.height())
        draw_text(p, look, words, self.text(), 13, look.text if self.isEnabled() else look.stroke)
        self._paint_ring(p)

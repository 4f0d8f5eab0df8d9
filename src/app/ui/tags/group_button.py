"""A group of the codebook with a box to tick."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from app.domain.tag import Tag
from app.ui.accessible import Role
from app.ui.controls import Button
from app.ui.painting import draw_text, panel, swatch
from app.ui.theme import Look

TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
"""Corners of the tick, as shares of the side of its box."""


class GroupButton(Button):
    """Ticked or not; box, swatch, code and name."""

    @property
    def accessible_role(self) -> Role:
        return Role.CheckBox

    def __init__(self, look: Look, group: Tag) -> None:
        super().__init__(look, f"{group.code} {group.name}", height=32, checkable=True)
        self._group = group
        self.setToolTip(group.definition)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(260), self.look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.underMouse():
            panel(p, rect, look.hover, 4)
        middle, side = rect.center().y(), look.px(16)
        box = QRectF(8, middle - side / 2, side, side)
        on = self.isChecked()
        panel(p, box, look.accent if on else look.raised, 3, look.accent if on else look.stroke)
        if on:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(look.onAccent, 1.8))
            at = [QPointF(box.x() + side * x, box.y() + side * y) for x, y in TICK]
            p.drawPolyline(at)
        x = box.right() + 10
        swatch(p, look, x, middle, self._group.colour, self._group.kind)
        x += look.px(17)
        room = QRectF(x, 0, rect.right() - x, rect.height())
        x += draw_text(p, look, room, self._group.code, 13, look.text3) + 6
        draw_text(p, look, QRectF(x, 0, rect.right() - x - 4, rect.height()), self._group.name, 14)
        if self.hasFocus() and self._keyboard_focus:
            panel(p, rect, None, 4, look.focus, 2)

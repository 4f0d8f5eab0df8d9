"""The twelve tag colours to choose from, and what is to be known of each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.tag import COLOURS, TagKind
from app.ui.accessible import Role
from app.ui.colour_vision import confusions, contrast
from app.ui.controls import BY_KEY
from app.ui.painting import lane_pattern, panel, swatch
from app.ui.tags.prose import draw_prose
from app.ui.tags.tag_menu import colour_word
from app.ui.theme import Look

ACROSS, CELL, NOTE = 6, 38, 58


class ColourPicker(QWidget):
    """Two rows of swatches; under them contrast and likely confusions of the one pointed at.

    Signals:
        picked: the name of a colour.
    """

    accessible_role = Role.ColorChooser
    picked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._colour = ""
        self._kind = TagKind.TOPIC
        self._pointed = -1
        self._by_key = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("颜色"))
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(2 * CELL + NOTE))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(ACROSS * CELL), self.look.px(2 * CELL + NOTE))

    def show_colour(self, colour: str, kind: TagKind) -> None:
        """Mark the colour of the tag; empty when several have different ones."""
        self._colour, self._kind, self._pointed = colour, kind, -1
        self._describe()
        self.update()

    @property
    def _at(self) -> int:
        """The cell whose note is shown."""
        if self._pointed >= 0:
            return self._pointed
        return COLOURS.index(self._colour) if self._colour in COLOURS else -1

    def note(self, number: int) -> str:
        """What is to be known of a colour."""
        if number < 0:
            return self.tr("所选标签颜色不同；选一种，全部换成它。")
        look, name = self.look, COLOURS[number]
        lines = {c: look.tag(c).line.name() for c in COLOURS}
        ratio = contrast(lines[name], look.page.name())
        words = self.tr("{name}：与纸面的对比 {ratio}。").format(
            name=colour_word(name), ratio=f"{ratio:.1f}"
        )
        alike = confusions(lines)[name]
        if not alike:
            return words + self.tr("色觉障碍者也能与其他颜色分开。")
        others = "、".join(colour_word(other) for other in alike)
        return words + self.tr("色觉障碍者不易与{others}分清，请看形状和编码。").format(
            others=others
        )

    def _describe(self) -> None:
        self.setAccessibleDescription(self.note(self._at))

    def _cell(self, number: int) -> QRectF:
        side = self.look.px(CELL)
        width = min(float(side) * 1.4, self.width() / ACROSS)
        return QRectF(number % ACROSS * width, number // ACROSS * side, width, side)

    def _number_at(self, point: QPointF) -> int:
        return next((k for k in range(len(COLOURS)) if self._cell(k).contains(point)), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look = QPainter(self), self.look
        for number, colour in enumerate(COLOURS):
            cell = self._cell(number).adjusted(2, 2, -2, -2)
            if colour == self._colour:
                panel(p, cell, look.selected, 4, look.accent, 1.5)
            elif number == self._pointed:
                panel(p, cell, look.hover, 4)
            swatch(p, look, cell.center().x() - 8, cell.y() + 11, colour, self._kind, 16)
            y = cell.bottom() - 6
            pen = QPen(look.tag(colour).line, 2)
            dashes = lane_pattern(self._kind)
            if dashes:
                pen.setDashPattern([d / 2 for d in dashes])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            p.setPen(pen)
            p.drawLine(QPointF(cell.x() + 6, y), QPointF(cell.right() - 6, y))
            if number == self._at and self.hasFocus() and self._by_key:
                panel(p, cell, None, 4, look.focus, 2)
        top = 2 * look.px(CELL) + 4
        room = QRectF(0, top, self.width(), self.height() - top)
        draw_prose(p, look, room, self.note(self._at), 12, look.text2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number != self._pointed:
            self._pointed = number
            self._describe()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = -1
        self._describe()
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number >= 0:
            self.picked.emit(COLOURS[number])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            number = self._number_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.note(number) if number >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointed = -1
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -ACROSS, Qt.Key.Key_Down: ACROSS,
        }  # fmt: skip
        key = event.key()
        if key in steps:
            self._pointed = max(0, min(len(COLOURS) - 1, max(0, self._at) + steps[key]))
            self._by_key = True
            self._describe()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at >= 0:
            self.picked.emit(COLOURS[self._at])
        else:
            super().keyPressEvent(event)

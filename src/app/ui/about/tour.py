"""The first tour: five bubbles beside the things they speak of, to be skipped at any time.

Nothing is blocked meanwhile: the bubble lies in a corner of the work, and whoever
already knows goes on working.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.controls import Button, Words, row
from app.ui.dialogs import Prose
from app.ui.painting import drop_shadow, panel
from app.ui.theme import Look

WIDTH = 348
EDGE = 12
"""Room around the panel of a bubble, for its shadow."""

APART = 8
GROWN = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the tour; `target` may be hidden, then the bubble stands by itself."""

    title: str
    words: str
    target: Callable[[], QWidget | None]


class Ring(QWidget):
    """A ring around what a bubble speaks of; the mouse goes through it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        panel(p, QRectF(self.rect()), None, 6, self._look.accent, 2)


class Tour(QWidget):
    """The bubble, and the ring around its target.

    Signals:
        ended: it was finished or skipped; whether the focus was in it.
    """

    ended = Signal(bool)

    def __init__(
        self, look: Look, steps: Sequence[Step], window: QWidget, *, takes_focus: bool
    ) -> None:
        super().__init__(window)
        self.look, self._steps, self._window = look, tuple(steps), window
        self._takes_focus = takes_focus
        self.number = 0
        self.ring = Ring(look, window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Words(look, px=15, bold=True, height=28)
        self._words = Prose(look, "", role="text2")
        self._count = Words(look, px=13, role="text3", fit=True)
        self.skip = Button(look, self.tr("跳过"), height=28)
        self.back = Button(look, self.tr("上一步"), kind="normal", height=28)
        self.on = Button(look, self.tr("下一步"), kind="primary", height=28)
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self.go_to(self.number - 1))
        self.on.clicked.connect(self._go_on)
        foot = QWidget()
        row(foot, self._count, None, self.skip, 6, self.back, 6, self.on, margins=(0, 0, 0, 0))
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE + 14, EDGE + 8, EDGE + 14, EDGE + 12)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addSpacing(4)
        layout.addWidget(foot)
        self.setFixedWidth(look.px(WIDTH) + 2 * EDGE)
        window.installEventFilter(self)
        # It may have no focus: Esc takes it away wherever the keys go.
        QShortcut(Qt.Key.Key_Escape, self, self.end)
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Show a step, counted from 0."""
        self.number = max(0, min(number, len(self._steps) - 1))
        step, last = self._steps[self.number], self.number == len(self._steps) - 1
        count = self.tr("第 {step} 步，共 {steps} 步")
        count = count.format(step=self.number + 1, steps=len(self._steps))
        self._title.set_text(step.title)
        self._words.setText(step.words)
        self._count.set_text(count)
        self.setAccessibleName(f"{step.title}。{count}")
        self.setAccessibleDescription(step.words)
        self.back.setVisible(self.number > 0)
        self.skip.setVisible(not last)
        self.on.setText(self.tr("知道了") if last else self.tr("下一步"))
        self.on.setAccessibleName(self.on.text())
        self._place()
        self.show()
        self.raise_()
        if self._takes_focus:
            self.on.setFocus(Qt.FocusReason.PopupFocusReason)

    def end(self) -> None:
        """Take the tour away."""
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is self or (focus is not None and self.isAncestorOf(focus))
        self._window.removeEventFilter(self)
        self.hide()
        self.ring.hide()
        self.ring.deleteLater()
        self.ended.emit(had_focus)
        self.deleteLater()

    def _go_on(self) -> None:
        if self.number == len(self._steps) - 1:
            self.end()
        else:
            self.go_to(self.number + 1)

    # --- place -----------------------------------------------------------------------

    def _target(self) -> QRect | None:
        """Where in the window the thing is that the step speaks of; None when it is hidden."""
        widget = self._steps[self.number].target()
        if widget is None or not widget.isVisible():
            return None
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())

    def _place(self) -> None:
        inside = self._window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        inner = self.width() - self._column.contentsMargins().left() * 2
        self._words.setFixedHeight(self._words.heightForWidth(inner))
        size = QSize(self.width(), self._column.sizeHint().height())
        target = self._target()
        self.ring.setVisible(target is not None)
        if target is None:
            corner = QPoint(
                inside.center().x() - size.width() // 2, inside.bottom() - size.height() - 40
            )
        else:
            self.ring.setGeometry(target.adjusted(-GROWN, -GROWN, GROWN, GROWN) & inside)
            self.ring.raise_()
            corner = _beside(target, size, inside)
        self.setGeometry(QRect(corner, size))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_PageDown}:
            self._go_on()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_PageUp}:
            self.go_to(self.number - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, self.look, rect, 8)
        panel(p, rect, self.look.raised, 8, self.look.line2)


def _beside(target: QRect, size: QSize, inside: QRect) -> QPoint:
    """Under the target, else above, right or left of it, where there is room; kept inside."""
    middle = target.center().x() - size.width() // 2
    places = (
        QPoint(middle, target.bottom() + APART - EDGE),
        QPoint(target.right() + APART - EDGE, target.top() - EDGE),
        QPoint(target.left() - size.width() - APART + EDGE, target.top() - EDGE),
        QPoint(middle, target.top() - size.height() - APART + EDGE),
    )

    def kept(place: QPoint) -> QPoint:
        x = min(max(place.x(), inside.left()), inside.right() - size.width())
        y = min(max(place.y(), inside.top()), inside.bottom() - size.height())
        return QPoint(x, y)

    def is_clear(place: QPoint) -> bool:
        shown = QRect(place, size).adjusted(EDGE, EDGE, -EDGE, -EDGE)  # without the shadow
        return not shown.intersects(target)

    return next((place for place in map(kept, places) if is_clear(place)), kept(places[0]))

"""The small panel in which the kind of a link is chosen, by a key or by a click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QVBoxLayout, QWidget

from app.domain.link import LinkKind
from app.ui.controls import Button, Field, Words, row
from app.ui.links.telling import LinkTelling
from app.ui.painting import draw_text, drop_shadow, key_cap, panel
from app.ui.theme import Look

WIDTH, ROW, EDGE = 372, 34, 14
KINDS = tuple(LinkKind)
DIGITS = "1234１２３４"
"""The second four are what an input method types in its wide mode."""


class KindRow(QAbstractButton):
    """One kind with the number key that takes it."""

    def __init__(self, look: Look, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.number = look, number
        self.is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.px(ROW))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the panel knows what its keys mean

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, look, rect = QPainter(self), self.look, QRectF(self.rect())
        if self.is_current:
            panel(p, rect, look.selected, 4)
            p.fillRect(QRectF(rect.x(), rect.y() + 4, 3, rect.height() - 8), look.accent)
        elif self.underMouse():
            panel(p, rect, look.hover, 4)
        key_cap(p, look, 12 + look.px(18), rect.center().y(), str(self.number))
        words = rect.adjusted(24 + look.px(18), 0, -60, 0)
        draw_text(p, look, words, self.text(), 14, bold=self.is_current)
        if self.is_current:
            key_cap(p, look, rect.right() - 8, rect.center().y(), "Enter")


class LinkPopover(QWidget):
    """Two ends, four kinds, a note. Keys 1–4 take a kind at once, Enter the marked one.

    Signals:
        chosen: LinkKind, note, whether the direction is turned round.
        closed: it went away, with or without a choice.
    """

    chosen = Signal(object, str, bool)
    closed = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.look, self._window = look, window
        self._telling = LinkTelling(self)
        self._current, self._turned = 0, False
        self.setAccessibleName(self.tr("选择链接的类型"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.first = Words(look, px=13, role="text2", height=22)
        self.second = Words(look, px=13, role="text2", height=22)
        self.rows = [KindRow(look, number + 1, self) for number in range(len(KINDS))]
        self.note = Field(look, self.tr("说明（可不写）"), px=13, height=28)
        self.turn = Button(look, self.tr("调换方向"), "sync", px=13, height=28, key="X")
        keys = Words(look, self.tr("1–4 或 Enter 选定　Esc 取消"), px=12, role="text3")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE + 8, EDGE + 8, EDGE + 8, EDGE + 6)
        layout.setSpacing(1)
        for part in (self.first, self.second, *self.rows):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addWidget(self.note)
        foot = QWidget()
        row(foot, keys, self.turn, margins=(2, 4, 0, 0))
        layout.addWidget(foot)
        for number, button in enumerate(self.rows):
            button.clicked.connect(lambda _=False, n=number: self._take(n))
        self.turn.clicked.connect(self._turn)
        self.note.returnPressed.connect(lambda: self._take(self._current))
        self.note.installEventFilter(self)
        self.hide()

    def open_at(
        self,
        place: QRectF,
        ends: tuple[str, str],
        kind: LinkKind,
        *,
        note: str = "",
        turned: bool = False,
    ) -> None:
        """Show the panel under a place of the window.

        Args:
            ends: what stands at the beginning and here, in words.
            kind: the one that Enter takes.
        """
        self.first.set_text(self.tr("起点 {words}").format(words=ends[0]))
        self.second.set_text(self.tr("此处 {words}").format(words=ends[1]))
        self.note.setText(note)
        self._current, self._turned = KINDS.index(kind), turned
        self._tell()
        self.setFixedWidth(self.look.px(WIDTH))
        self.adjustSize()
        x = min(max(0, int(place.x()) - EDGE), self._window.width() - self.width())
        y = int(place.bottom()) + 6 - EDGE + 8
        if y + self.height() > self._window.height():
            y = max(0, int(place.y()) - self.height() + EDGE - 4)
        self.move(x, y)
        self.show()
        self.raise_()
        self.rows[self._current].setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def close_popover(self) -> None:
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self.closed.emit()

    def _tell(self) -> None:
        for number, button in enumerate(self.rows):
            words = self._telling.choice(KINDS[number], turned=self._turned)
            button.setText(words)
            button.setAccessibleName(words)
            button.is_current = number == self._current
            button.update()

    def _turn(self) -> None:
        self._turned = not self._turned
        if not KINDS[self._current].is_directed:
            self._current = KINDS.index(LinkKind.COPIED)
        self._tell()
        self.rows[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, number: int) -> None:
        note = self.note.text().strip()
        self.close_popover()
        self.chosen.emit(KINDS[number], note, self._turned)

    def _step(self, by: int) -> None:
        self._current = (self._current + by) % len(KINDS)
        self._tell()
        self.rows[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- mouse and keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.close_popover,
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Return: lambda: self._take(self._current),
            Qt.Key.Key_Enter: lambda: self._take(self._current),
            Qt.Key.Key_Space: lambda: self._take(self._current),
            Qt.Key.Key_X: self._turn,
        }
        typed = event.text()
        if event.key() in does:
            does[event.key()]()
        elif typed and typed in DIGITS:
            self._take(DIGITS.index(typed) % len(KINDS))
        event.accept()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Between the kinds, the note and the direction; never out of the panel."""
        stops: list[QWidget] = [self.rows[self._current], self.note, self.turn]
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else 0
        reason = Qt.FocusReason.TabFocusReason
        stops[(at + (1 if forwards else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press outside closes the panel, Esc in the note too."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if self.isVisible() and watched is not self and not self.isAncestorOf(watched):
                self.close_popover()
        elif watched is self.note and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self.close_popover()
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        rect = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        drop_shadow(p, self.look, rect)
        panel(p, rect, self.look.raised, 8, self.look.line2)

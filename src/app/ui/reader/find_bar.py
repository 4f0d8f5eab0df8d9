"""Finding in one report: the row with the field, the count and the way through the hits."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.theme import Look

NARROW = 520
"""Below this width the count is written short."""

PAUSE_MS = 60
"""Typing pauses this long before the text is searched."""


class FindBar(Ground):
    """Typed text is searched at once; Enter goes on, Shift+Enter back, Esc closes."""

    wanted_changed = Signal(str, bool)  # text, exact
    step_wished = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "dock", "b", height=40, parent=parent)
        self.field = _Field(look, self.tr("在本篇中查找"), "search")
        self.field.setMinimumWidth(look.px(90))
        self.field.setMaximumWidth(look.px(240))
        self.count = Words(look, "", px=13, role="text2")
        self.exact = Button(look, self.tr("精确"), kind="chip", px=13, height=26, checkable=True)
        self.exact.setToolTip(self.tr("区分大小写和全角半角"))
        self.back = Button(look, self.tr("上一处"), px=13, height=26)
        self.on = Button(look, self.tr("下一处"), px=13, height=26)
        self.close_button = Button(look, "", "close", height=26, tip=self.tr("关闭查找"))
        row(
            self, self.field, 6, self.count, self.exact, self.back, self.on, self.close_button,
            margins=(8, 0, 4, 0),
        )  # fmt: skip
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.exact.toggled.connect(lambda _: self._ask())
        self.field.step_wished.connect(self._step)
        self.field.escaped.connect(self.close_bar)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self, text: str = "") -> None:
        """Show the bar; a given text (the selection) becomes the question."""
        self.show()
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def close_bar(self) -> None:
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def show_count(self, number: int, total: int) -> None:
        """`number` is 1-based, 0 while no hit is the current one."""
        if not self.field.text():
            words = ""
        elif total == 0:
            words = self.tr("没有找到")
        elif number and self.width() < self.look.px(NARROW):
            words = self.tr("{number}/{total}").format(number=number, total=total)
        elif number:
            words = self.tr("第 {number} 处，共 {total} 处").format(number=number, total=total)
        else:
            words = self.tr("共 {total} 处").format(total=total)
        self.count.set_text(words)
        self.count.setMinimumWidth(int(self.look.width(words, 13)) + 4)
        for button in (self.back, self.on):
            button.setEnabled(total > 0)

    def _step(self, step: int) -> None:
        if self._pause.isActive():
            self._ask()
        self.step_wished.emit(step)

    def _ask(self) -> None:
        self._pause.stop()
        self.wanted_changed.emit(self.field.text(), self.exact.isChecked())


class _Field(Field):
    step_wished = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            self.step_wished.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

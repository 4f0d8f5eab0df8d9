"""The bar that asks once, after the first annotation, under which name to sign."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.theme import Look


class NameBar(Ground):
    """It stands above the status row, takes no focus and can be left alone.

    Signals:
        named: the name given; empty when the person does not want to say.
    """

    named = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "accentSoft", "t", height=40, parent=parent)
        words = self.tr("批注会署上审阅人的名字，多人合并时分得清。您的名字：")
        self.field = Field(look, self.tr("例如：审阅甲"), height=28)
        self.field.setFixedWidth(look.px(160))
        self.keep = Button(look, self.tr("记下"), kind="primary", height=28)
        self.skip = Button(look, self.tr("以后再说"), height=28)
        row(
            self, Words(look, words, fit=True, height=38), self.field, 6, self.keep, self.skip, None,
            margins=(16, 0, 8, 0), spacing=2,
        )  # fmt: skip
        self.keep.clicked.connect(self._name)
        self.field.returnPressed.connect(self._name)
        self.skip.clicked.connect(lambda: self.named.emit(""))
        self.hide()

    def _name(self) -> None:
        self.named.emit(self.field.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.named.emit("")
        else:
            super().keyPressEvent(event)

"""A quiet bar above the text: what is going on or was done, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Ground, Words, row
from app.ui.theme import Look


class NoticeBar(Ground):
    """One sentence and an act or two; it takes no focus and covers nothing.

    Signals:
        acted: the word button was pressed.
        also_acted: the second one was.
        dismissed: the cross was pressed.
    """

    acted = Signal()
    also_acted = Signal()
    dismissed = Signal()

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "accentSoft", "b", height=36, parent=parent)
        self.words = Words(look, px=13, icon=icon, height=30)
        self.act = Button(look, height=28, px=13)
        self.also = Button(look, height=28, px=13)
        self.cross = Button(look, "", "close", height=28, tip=self.tr("关闭"))
        row(self, self.words, 8, self.also, self.act, self.cross, margins=(16, 0, 8, 0), spacing=2)
        self.act.clicked.connect(self.acted)
        self.also.clicked.connect(self.also_acted)
        self.cross.clicked.connect(self.dismissed)
        self.hide()

    def say(self, words: str, act: str, also: str = "") -> None:
        """Show the bar with this sentence; an empty act has no button."""
        self.words.set_text(words)
        self.words.setToolTip(words)
        self.act.set_label(act)
        self.act.setVisible(bool(act))
        self.also.set_label(also)
        self.also.setVisible(bool(also))
        self.setAccessibleName(words)
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

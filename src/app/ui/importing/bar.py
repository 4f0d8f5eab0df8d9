"""The slim bar of an import above the other pages: how far it is, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Ground, Words, row
from app.ui.status_row import Bar
from app.ui.theme import Look


class ImportBar(Ground):
    """It covers nothing and takes no focus; reading goes on below it.

    Signals:
        acted: to the import.
        stopped: reading or storing is to stop.
        dismissed: the bar is not wanted; the import goes on.
    """

    acted = Signal()
    stopped = Signal()
    dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "accentSoft", "b", height=36, parent=parent)
        self.words = Words(look, px=13, icon="import", height=30)
        self.bar = Bar(look)
        self.act = Button(look, self.tr("查看"), "", "normal", height=28, px=13)
        self.stop = Button(look, self.tr("停止"), height=28, px=13)
        self.cross = Button(look, "", "close", height=28, tip=self.tr("收起"))
        row(
            self, self.words, 8, self.bar, 12, self.act, self.stop, self.cross,
            margins=(16, 0, 8, 0), spacing=2,
        )  # fmt: skip
        self.act.clicked.connect(self.acted)
        self.stop.clicked.connect(self.stopped)
        self.cross.clicked.connect(self.dismissed)
        self.hide()

    def say(self, words: str, act: str, share: float | None = None) -> None:
        """What is going on; a share is how much of it is done, None when it is over."""
        self.words.set_text(words)
        self.words.setToolTip(words)
        self.setAccessibleName(words)
        self.act.set_label(act)
        self.bar.setVisible(share is not None)
        self.stop.setVisible(share is not None)
        if share is not None:
            self.bar.set_share(share)

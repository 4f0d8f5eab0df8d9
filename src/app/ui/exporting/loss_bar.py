"""What a format leaves behind, said under the preview before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QSizePolicy, QWidget

from app.domain.carrying import Loss
from app.ui.controls import Ground, Words, column
from app.ui.dialogs import Prose
from app.ui.exporting.words import ExportWords
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

HEIGHT = 128


class LossBar(Ground):
    """A heading with a sign, and the kinds of content with their counts."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "page", "t", height=HEIGHT, parent=parent)
        self._words = ExportWords(self)
        self.heading = Words(look, px=14, bold=True, height=30, icon="ok")
        self.detail = Prose(look, "", px=13, role="text2")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._room = QScrollArea()
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setVerticalScrollBar(SlimBar(look, self._room))
        self._room.setWidget(self.detail)
        self._room.setAccessibleName(self.tr("带不走的内容"))
        self._room.viewport().setAutoFillBackground(False)
        self.detail.setAutoFillBackground(False)
        column(self, self.heading, self._room, margins=(16, 4, 12, 8)).setStretchFactor(
            self._room, 1
        )
        look.changed.connect(self._show_focus)
        self._show_focus()

    def _show_focus(self) -> None:
        """The ring around the list, which the Tab key reaches so that arrows scroll it."""
        ring = f"border:2px solid {self.look.focus.name()};border-radius:4px"
        self.detail.setStyleSheet(f"QLabel:focus{{{ring}}}")

    @property
    def scroll_bar(self) -> QScrollBar:
        return self._room.verticalScrollBar()

    def say(self, words: str) -> None:
        """Nothing is known yet, or there is nothing to say."""
        self.heading.set_text(words, role="text3", icon="")
        self.detail.setText("")

    def show_losses(self, losses: Sequence[Loss]) -> None:
        if not losses:
            self.heading.set_text(self.tr("这种格式带走全部内容，一样不少"), role="ok", icon="ok")
            self.detail.setText("")
        else:
            words = self.tr("这种格式带不走 {count} 类内容，它们仍在报告库里")
            self.heading.set_text(words.format(count=len(losses)), role="warn", icon="warning")
            self.detail.setText(self._words.losses(losses))
        self.detail.setAccessibleName(self.detail.text())
        # After the text: a label takes its policy from whether there is something to press.
        policy = Qt.FocusPolicy.TabFocus if losses else Qt.FocusPolicy.NoFocus
        self.detail.setFocusPolicy(policy)

"""What stands beside the table of an import: one file, its values, its outline and text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls import Button, Ground, Rule, Words, column, row
from app.ui.importing.evidence import WIDTH as VALUES_WIDTH
from app.ui.importing.evidence import Evidence, Paragraph
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.model import ReviewModel
from app.ui.importing.outline_text import OutlineAndText
from app.ui.importing.reading_bar import ReadingBar
from app.ui.importing.remedies import Remedies
from app.ui.theme import Look

BOTH = 860
"""From this width on, values and text stand side by side."""

SETTLE_MS = 40
"""After so long on a row its text is shown; going through many rows stays quick."""


class Beside(Ground):
    """Values and text of one file; in a narrow window one of the two.

    Signals:
        wished: an item and the Choices by which it is to be read anew.
        asked: an item and `open`, `twin`, `version`, `apart`, `skip` or `forget`.
    """

    wished = Signal(object, object)
    asked = Signal(object, str)

    def __init__(self, look: Look, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", "l", parent=parent)
        self._model = model
        self.item: ReviewItem | None = None
        self._shown_as: tuple[object, ...] = ()
        self.side = "values"
        self.name = Words(look, px=15, bold=True, height=28, elide=Qt.TextElideMode.ElideMiddle)
        self.verdict = Paragraph(look, "")
        self.remedies = Remedies(look)
        self.values = Evidence(look, model)
        self.bar = ReadingBar(look)
        self.text = OutlineAndText(look)
        self.tabs: dict[str, Button] = {}
        self._lay_out()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.settle)
        self.remedies.wished.connect(self._wish)
        self.bar.wished.connect(self._wish)
        self.remedies.asked.connect(lambda key: self.item and self.asked.emit(self.item, key))
        self._fit()

    def _lay_out(self) -> None:
        look = self.look
        head = QWidget()
        top = QWidget()
        group = QButtonGroup(self)
        for key, words in (("values", self.tr("识别结果")), ("text", self.tr("目录与正文"))):
            tab = Button(look, words, kind="chip", checkable=True, height=28, px=13)
            tab.clicked.connect(lambda _=False, k=key: self.show_side(k))
            group.addButton(tab)
            self.tabs[key] = tab
        self.tabs["values"].setChecked(True)
        row(top, self.name, 8, *self.tabs.values(), margins=(0, 0, 0, 0), spacing=4)
        column(head, top, 2, self.verdict, 4, self.remedies, margins=(16, 8, 12, 8))
        self._text_side = Ground(look, "page")
        column(self._text_side, self.bar, self.text)
        self._between = Rule(look)
        self._between.setFixedWidth(1)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self.values)
        sides.addWidget(self._between)
        sides.addWidget(self._text_side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Rule(look, vertical=False))
        whole.addLayout(sides, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Both sides where there is room, else the chosen one."""
        both = self.width() >= self.look.px(BOTH)
        for tab in self.tabs.values():
            tab.setVisible(not both)
        self.values.setVisible(both or self.side == "values")
        self._text_side.setVisible(both or self.side == "text")
        self._between.setVisible(both)
        width = self.look.px(VALUES_WIDTH)
        self.values.setMinimumWidth(width if both else 0)
        self.values.setMaximumWidth(width if both else 16_777_215)

    def show_side(self, side: str) -> None:
        """`values` or `text`, where only one has room."""
        self.side = side
        self.tabs[side].setChecked(True)
        self._fit()

    # --- one file ---

    def show_item(self, item: ReviewItem | None) -> None:
        """Show a file; its values and text follow a moment later."""
        self.item = item
        self._say(item)
        if item is None:
            self.settle()
        else:
            self._settle.start()

    def settle(self) -> None:
        """Show values and text now."""
        self._settle.stop()
        item = self.item
        parsed = item.parsed if item else None
        shown = (item, parsed, item.is_open if item else False)
        if shown != self._shown_as:
            self._shown_as = shown
            self.values.show_item(item)
        self.bar.show_item(item)
        self.text.show_report(parsed)

    def refresh(self) -> None:
        """After something was decided about the file elsewhere."""
        self._shown_as = ()
        self.show_item(self.item)

    def say(self) -> None:
        """Only what is said of it has changed."""
        self._say(self.item)

    def _say(self, item: ReviewItem | None) -> None:
        self.name.set_text(item.name if item else "")
        self.name.setToolTip(item.name if item else "")
        words, role = "", "text2"
        if item is not None:
            words = self._model.words.advice(item)
            roles = {
                Verdict.FAILED: "danger",
                Verdict.UNCERTAIN: "warn",
                Verdict.VERSION: "warn",
            }
            role = roles.get(item.verdict, "text2")
        self.verdict.set_words(words, role)
        self.verdict.setVisible(bool(words))
        self.remedies.show_item(item)

    def _wish(self, choices: object) -> None:
        if self.item is not None:
            self.wished.emit(self.item, choices)

    def enter(self) -> None:
        """To what can be corrected."""
        self.show_side("values")
        self.settle()
        self.values.enter()

"""The list of formats, by what they are good for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.choice_row import ChoiceRow
from app.ui.controls import Ground, Words, row
from app.ui.exporting.words import PURPOSES, ExportWords
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

WIDTH = 236


class FormatList(QScrollArea):
    """One format is chosen; arrows move among all of them.

    Signals:
        chose: the key of a format.
    """

    chose = Signal(str)

    def __init__(self, look: Look, suffixes: Mapping[str, str]) -> None:
        """
        Args:
            suffixes: the endings of the formats there are, by their keys.
        """
        super().__init__()
        self.look = look
        self.rows: dict[str, ChoiceRow] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = Ground(look, "dock")
        self._group = QButtonGroup(self)
        self._fill(suffixes)
        self.setWidget(self._ground)
        look.changed.connect(self._restyle)
        self._restyle()

    def _fill(self, suffixes: Mapping[str, str]) -> None:
        layout = QVBoxLayout(self._ground)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(1)
        words = ExportWords(self)
        names, purposes = words.formats(), words.purposes()
        for purpose, keys in PURPOSES:
            offered = [key for key in keys if key in suffixes]
            if not offered:
                continue
            head = QWidget()
            row(
                head,
                Words(self.look, purposes[purpose], px=12, role="text3", height=22),
                margins=(12, 0, 0, 0),
            )
            layout.addWidget(head)
            for key in offered:
                name, hint = names[key]
                one = self.rows[key] = ChoiceRow(self.look, name, side=suffixes[key], height=26)
                one.setAccessibleDescription(f"{purposes[purpose]}：{hint}")
                one.toggled.connect(lambda on, k=key: self._toggled(k, on=on))
                self._group.addButton(one)
                layout.addWidget(one)
        layout.addStretch(1)

    def _restyle(self) -> None:
        self.setFixedWidth(self.look.px(WIDTH))

    def choose(self, key: str) -> None:
        """Choose a format; the first one for a key that is not there."""
        (self.rows.get(key) or next(iter(self.rows.values()))).setChecked(True)

    @property
    def chosen(self) -> str:
        return next((key for key, one in self.rows.items() if one.isChecked()), "")

    def _toggled(self, key: str, *, on: bool) -> None:
        if on:
            self.ensureWidgetVisible(self.rows[key], 0, 24)
            self.chose.emit(key)

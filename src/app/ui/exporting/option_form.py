"""The options of a format: a switch for yes or no, a menu for one of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.ui.choice_row import Tick
from app.ui.controls import Button, Words, row
from app.ui.exporting.words import ExportWords
from app.ui.menus import add_choices, opens_menu
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.files.writing import FormatOption

SWITCH = frozenset({"yes", "no"})


class OptionForm(QWidget):
    """Shows the options of one format at a time.

    Signals:
        changed: something was chosen.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self._words = look, ExportWords(self)
        self._values: dict[str, str] = {}
        self._body: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.buttons: dict[str, Button] = {}
        self.ticks: dict[str, Tick] = {}

    @property
    def values(self) -> dict[str, str]:
        return dict(self._values)

    def show_options(
        self, format_: str, options: tuple[FormatOption, ...], kept: Mapping[str, str]
    ) -> None:
        """Show the options of a format, chosen as they were the last time."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body, self.buttons, self.ticks = QWidget(self), {}, {}
        self._values = {
            one.name: kept[one.name] if kept.get(one.name) in one.choices else one.choices[0]
            for one in options
        }
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for one in options:
            layout.addWidget(self._line(format_, one))
        self._layout.addWidget(self._body)
        self.setVisible(bool(options))

    def _line(self, format_: str, option: FormatOption) -> QWidget:
        line, look = QWidget(), self.look
        label = self._words.option(format_, option.name)
        if set(option.choices) == SWITCH:
            tick = self.ticks[option.name] = Tick(look, label)
            tick.setChecked(self._values[option.name] == "yes")
            tick.toggled.connect(lambda on: self._put(option.name, "yes" if on else "no"))
            row(line, tick, None, margins=(0, 0, 0, 0))
            return line
        button = self.buttons[option.name] = Button(look, "", kind="chip", px=13, height=28)
        self._name(format_, option)
        opens_menu(button, lambda menu: self._fill(menu, format_, option))
        words = Words(look, label, px=13, role="text2", height=28, fit=True)
        row(line, words, 8, button, None, margins=(0, 0, 0, 0))
        return line

    def _name(self, format_: str, option: FormatOption) -> None:
        said = self._words.choice(format_, option.name, self._values[option.name])
        button = self.buttons[option.name]
        button.set_label(said)
        label = self._words.option(format_, option.name)
        button.setAccessibleName(f"{label}：{said}")

    def _fill(self, menu: QMenu, format_: str, option: FormatOption) -> None:
        names = {one: self._words.choice(format_, option.name, one) for one in option.choices}

        def choose(value: str) -> None:
            self._put(option.name, value)
            self._name(format_, option)

        add_choices(menu, names, self._values[option.name], choose)

    def _put(self, name: str, value: str) -> None:
        if self._values.get(name) != value:
            self._values[name] = value
            self.changed.emit()

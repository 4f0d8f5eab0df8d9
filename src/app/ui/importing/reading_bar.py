"""How the file beside the table is read: whole page, line breaks, encoding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.incoming import AS_DETECTED, ENCODINGS, Choices
from app.ui.controls import Button, Ground, Words, row
from app.ui.importing.item import ReviewItem
from app.ui.importing.words import ENCODING_NAMES
from app.ui.menus import add_choices, opens_menu
from app.ui.theme import Look

BY_BYTES = frozenset({"text/plain", "text/html", "text/markdown", "multipart/related"})
"""Media types whose encoding is a question at all."""


class ReadingBar(Ground):
    """Switches that read the file anew.

    Signals:
        wished: the Choices by which the file is to be read.
    """

    wished = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "page", "b", height=40, parent=parent)
        self._item: ReviewItem | None = None
        self.whole = Button(
            look, self.tr("整页都是正文"), kind="chip", checkable=True, height=28, px=13,
            tip=self.tr("页眉、导航和页脚也算正文，不隐藏任何一行"),
        )  # fmt: skip
        self.breaks = Button(
            look, self.tr("保留原有换行"), kind="chip", checkable=True, height=28, px=13,
            tip=self.tr("每一行就是一段，不把看起来折断的行连起来认"),
        )  # fmt: skip
        self.encoding = Button(look, self.tr("编码"), kind="chip", height=28, px=13)
        self.damage = Words(look, px=13, role="warn", icon="warning", fit=True)
        row(
            self, self.whole, 4, self.breaks, 4, self.encoding, 8, self.damage, None,
            margins=(12, 0, 8, 0),
        )  # fmt: skip
        self.whole.clicked.connect(lambda on: self._wish(whole_page=on))
        self.breaks.clicked.connect(lambda on: self._wish(keep_breaks=on))
        opens_menu(self.encoding, self._fill)

    def show_item(self, item: ReviewItem | None) -> None:
        self._item = item
        choices = item.examined.choices if item else AS_DETECTED
        media = item.parsed.media_type if item and item.parsed else ""
        lines = item is not None and (item.noted("unwrapped", "lines") or choices.keep_breaks)
        hides = item is not None and (bool(item.parsed and item.parsed.furniture))
        free = item is not None and item.parsed is not None and item.is_open
        self.whole.setChecked(choices.whole_page)
        self.whole.setVisible(hides or choices.whole_page)
        self.breaks.setChecked(choices.keep_breaks)
        self.breaks.setVisible(bool(lines))
        self.encoding.setVisible(media in BY_BYTES)
        for button in (self.whole, self.breaks, self.encoding):
            button.setEnabled(free)
        name = str(item.noted("encoding", "name") or "") if item else ""
        self.encoding.set_label(
            self.tr("编码：{name}").format(name=ENCODING_NAMES.get(name, name.upper() or "—"))
        )
        count = item.noted("replaced", "count") if item else None
        self.damage.setVisible(bool(count))
        self.damage.set_text(self.tr("{count} 个字符无法识别").format(count=count))
        self.setVisible(bool(hides or choices.whole_page or lines or media in BY_BYTES))

    def _wish(self, **changed: bool) -> None:
        if self._item is not None:
            self.wished.emit(replace(self._item.examined.choices, **changed))

    def _fill(self, menu: QMenu) -> None:
        if self._item is not None:
            fill_encodings(menu, self._item.examined.choices, self.wished.emit)


def fill_encodings(menu: QMenu, choices: Choices, wish: Callable[[Choices], object]) -> None:
    """The encodings to choose from; the first entry leaves it to the program."""
    names = {"": QCoreApplication.translate("ReadingBar", "自动判断")} | {
        n: ENCODING_NAMES[n] for n in ENCODINGS
    }
    add_choices(
        menu, names, choices.encoding or "", lambda n: wish(replace(choices, encoding=n or None))
    )

"""The bar that narrows table and matrix: words, one chip for each facet, named filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.table import Facet, Sieve
from app.ui.controls import Button, Field, Ground
from app.ui.menus import opens_menu
from app.ui.tables.value_popup import Offer, ValuePopup
from app.ui.theme import Look

OFFERED = (
    Facet.UNIT,
    Facet.YEAR,
    Facet.REGION,
    Facet.TAG,
    Facet.SECTION,
    Facet.REVIEWER,
    Facet.STATE,
    Facet.COMMENT,
)
FIELD, LINE = 190, 44
"""Width of the field and height of a line, at 100 %."""

CHIP_ROOM = 92
"""Most pixels that the chosen values take in a chip, at 100 %."""


class FilterBar(Ground):
    """Says and changes which annotations are meant; in a narrow window it takes more lines.

    Signals:
        changed: the new Sieve.
        save_asked: the present filter is to be kept under a name.
        forgotten: the name of a kept filter that is no longer wanted.
        left: the focus goes down to the rows.
    """

    changed = Signal(object)
    save_asked = Signal()
    forgotten = Signal(str)
    left = Signal()

    def __init__(
        self,
        look: Look,
        names: Mapping[Facet, str],
        offers: Callable[[Facet], list[Offer]],
        word: Callable[[Facet, str], str],
        kept: Callable[[], Mapping[str, Sieve]],
        parent: QWidget | None = None,
    ) -> None:
        """
        Args:
            offers: the values of a facet with their counts.
            word: what a value is called.
            kept: the named filters of the library.
        """
        super().__init__(look, "page", "b", parent=parent)
        self.sieve = Sieve()
        self._names, self._offers, self._word, self._kept = names, offers, word, kept
        self._popup: ValuePopup | None = None
        self.field = Field(look, self.tr("筛选原文与批注"), "filter")
        self.field.setToolTip(self.tr("几个词用空格分开，都要有；词前加 - 表示不要"))
        self.chips: dict[Facet, Button] = {}
        for facet in OFFERED:
            chip = Button(look, names[facet], kind="chip", height=28, px=13, checkable=True)
            chip.set_arrow(True)
            chip.clicked.connect(lambda _=False, f=facet: self._open(f))
            self.chips[facet] = chip
        self.clear_button = Button(look, self.tr("清除筛选"), "close", height=28, px=13)
        self.kept_button = Button(look, self.tr("存好的筛选"), "filter", height=28, px=13)
        opens_menu(self.kept_button, self._fill_kept)
        self._items = (self.field, *self.chips.values(), self.clear_button, self.kept_button)
        for item in self._items:
            item.setParent(self)
        self.field.textChanged.connect(lambda _: self._typed())
        self.field.installEventFilter(self)
        self.clear_button.clicked.connect(self.clear)
        look.changed.connect(self._flow)
        self._show()

    def set_sieve(self, sieve: Sieve) -> None:
        """Show a filter, and tell it when it is another one."""
        if sieve == self.sieve:
            self._show()
            return
        self.sieve = sieve
        if self.field.text() != sieve.text:
            self.field.blockSignals(True)
            self.field.setText(sieve.text)
            self.field.blockSignals(False)
        self._show()
        self.changed.emit(sieve)

    def clear(self) -> None:
        """Everything passes."""
        self.set_sieve(Sieve())

    def _typed(self) -> None:
        self.set_sieve(Sieve(self.sieve.chosen, self.field.text()))

    def _show(self) -> None:
        look = self.look
        for facet, chip in self.chips.items():
            values = sorted(self.sieve.of(facet))
            chip.setChecked(bool(values))
            name = self._names[facet]
            if values:
                first = self._word(facet, values[0])
                room = look.px(CHIP_ROOM)
                first = look.metrics(13).elidedText(first, Qt.TextElideMode.ElideRight, room)
                name = self.tr("{facet}：{value}").format(facet=name, value=first)
                name += f" +{len(values) - 1}" if len(values) > 1 else ""
            chip.set_label(name)
            words = [self._word(facet, value) for value in values]
            chip.setToolTip(self.tr("、").join(words))
        self.clear_button.setVisible(not self.sieve.is_open)
        self._flow()

    def _flow(self) -> None:
        """Place field and chips from left to right, in as many lines as they need."""
        look = self.look
        line, gap, x, y = look.px(LINE), look.px(6), look.px(12), 0
        right = max(self.width(), look.px(320)) - look.px(8)
        for item in self._items:
            if item.isHidden():
                continue
            width = look.px(FIELD) if item is self.field else item.sizeHint().width()
            if x + width > right and x > look.px(12):
                x, y = look.px(12), y + line - look.px(6)
            if item is self.kept_button:
                x = right - width
            height = item.minimumHeight() or item.sizeHint().height()
            item.setGeometry(x, y + (line - height) // 2, width, height)
            x += width + gap
        self.setFixedHeight(y + line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    def _open(self, facet: Facet) -> None:
        chip = self.chips[facet]
        self._show()  # the click alone has not chosen anything
        popup = self._popup
        if popup is None:
            popup = self._popup = ValuePopup(self.look, self)
        else:
            popup.chose.disconnect()
        popup.chose.connect(lambda values: self.set_sieve(self.sieve.having(facet, values)))
        title = self.tr("按{facet}筛选").format(facet=self._names[facet])
        popup.open_under(chip, title, self._offers(facet), self.sieve.of(facet))

    def _fill_kept(self, menu: QMenu) -> None:
        kept = self._kept()
        save = menu.addAction(self.tr("存下现在的筛选…"), self.save_asked.emit)
        save.setEnabled(not self.sieve.is_open)
        if not kept:
            return
        menu.addSeparator()
        for name, sieve in kept.items():
            action = menu.addAction(name, lambda s=sieve: self.set_sieve(s))
            action.setCheckable(True)
            action.setChecked(sieve == self.sieve)
        gone = menu.addMenu(self.tr("不再保留"))
        for name in kept:
            gone.addAction(name, lambda n=name: self.forgotten.emit(n))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

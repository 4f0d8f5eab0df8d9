"""The list of phrases: written, put in order, thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.settings import MOST_PHRASES, PHRASES
from app.ui.controls import Button
from app.ui.dialogs import Page, Prose, Sheet
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look


class PhraseRows(QListWidget):
    """F2, Enter or a double click edits a row, Delete removes it, Alt+↑/↓ or dragging moves it."""

    def __init__(self, look: Look, phrases: Sequence[str]) -> None:
        super().__init__()
        self.look = look
        self.setAccessibleName(self.tr("常用语列表"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setWordWrap(True)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setFont(look.font(13))
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.raised)
        palette.setColor(QPalette.ColorRole.Highlight, look.selected)
        palette.setColor(QPalette.ColorRole.HighlightedText, look.text)
        self.setPalette(palette)
        self.show_phrases(phrases)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        self.clear()
        for phrase in phrases:
            self._add(phrase)
        self.setCurrentRow(0)

    def _add(self, phrase: str) -> QListWidgetItem:
        item = QListWidgetItem(phrase)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        self.addItem(item)
        return item

    def phrases(self) -> list[str]:
        return [self.item(k).text() for k in range(self.count())]

    def add_new(self) -> None:
        """A new row at the end, ready to be typed."""
        if self.count() < MOST_PHRASES:
            item = self._add("")
            self.setCurrentItem(item)
            self.editItem(item)

    def edit_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.editItem(item)

    def remove_current(self) -> None:
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())

    def move_current(self, by: int) -> None:
        at = self.currentRow()
        if at >= 0 and 0 <= at + by < self.count():
            item = self.takeItem(at)
            self.insertItem(at + by, item)
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_idle = self.state() is not QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_current(1 if event.key() == Qt.Key.Key_Down else -1)
        elif is_idle and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_current()
        else:
            super().keyPressEvent(event)


def manage_phrases(
    look: Look, window: QWidget, phrases: Sequence[str], done: Callable[[Sequence[str]], object]
) -> Sheet:
    """Let a person put the phrases in order; `done` gets the new list when it is kept."""
    content = PhrasesPage(look, phrases)
    sheet = Sheet(look, content, window, QSize(520, 520))

    def chosen(key: str) -> None:
        if key == "yes":
            done(content.rows.phrases())
        sheet.close_sheet()

    content.chosen.connect(chosen)
    sheet.open_sheet()
    content.rows.setFocus(Qt.FocusReason.PopupFocusReason)
    return sheet


class PhrasesPage(Page):
    """Rows, and what can be done with them as words."""

    def __init__(self, look: Look, phrases: Sequence[str]) -> None:
        body = QWidget()
        self.rows = PhraseRows(look, phrases)
        super().__init__(
            look,
            self.tr("常用语"),
            body,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("记下"), "primary")],
        )
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(6)
        layout.addWidget(
            Prose(
                look, self.tr("写批注时键入 / 或按 Ctrl+/ 插入；编号就是这里的次序。"), role="text2"
            )
        )
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for words, does in (
            (self.tr("新增"), self.rows.add_new),
            (self.tr("修改"), self.rows.edit_current),
            (self.tr("删除"), self.rows.remove_current),
            (self.tr("上移"), lambda: self.rows.move_current(-1)),
            (self.tr("下移"), lambda: self.rows.move_current(1)),
            (self.tr("恢复默认"), lambda: self.rows.show_phrases(PHRASES)),
        ):
            button = Button(look, words, px=13, height=28)
            button.clicked.connect(lambda _=False, d=does: d())
            bar.addWidget(button)
        bar.addStretch(1)
        layout.addLayout(bar)
        layout.addWidget(self.rows, 1)

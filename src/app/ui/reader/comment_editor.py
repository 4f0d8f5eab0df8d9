"""The editor of one comment or reply: field, phrases, draft, and how to end it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.controls import Button
from app.ui.menus import show_menu
from app.ui.painting import panel
from app.ui.reader.comment_field import CommentField
from app.ui.reader.desk import Desk
from app.ui.reader.phrase_list import PhraseList
from app.ui.theme import Look

LEAST_LINES, MOST_LINES = 3, 14
FOOT, INSET = 28, 5


class CommentEditor(QWidget):
    """Edits a text in place, and ends once.

    What is typed is a draft at every moment: Ctrl+Enter, 完成 or leaving the editor
    keeps it, Esc or 取消 leaves it as a draft that the next editing finds again.

    Args:
        key: of its draft on the desk.
        text: as it is kept now.

    Signals:
        kept: the new text, when it is another one.
        closed: whether the focus was in it; the editor is then done with.
        grown: it wants another height.
    """

    kept = Signal(str)
    closed = Signal(bool)
    grown = Signal()

    def __init__(
        self, look: Look, desk: Desk, key: str, text: str, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.look, self._desk, self._key, self._text = look, desk, key, text
        self._is_open = True
        self._lines = LEAST_LINES
        self._list: PhraseList | None = None
        self.setAccessibleName(name)
        self.field = field = CommentField(look, self)
        field.setAccessibleName(name)
        field.setPlaceholderText(
            self.tr("{name}：Ctrl+Enter 完成，Esc 取消，/ 选常用语").format(name=name)
        )
        self.phrases_button = self._button(
            self.tr("常用语"), self.tr("插入常用语（Ctrl+/，或键入 /）")
        )
        self.back_button = self._button(self.tr("弃稿"), self.tr("放弃草稿，恢复已保存的内容"))
        self.cancel_button = self._button(self.tr("取消"), self.tr("取消（Esc）：已键入的留作草稿"))
        self.done_button = self._button(self.tr("完成"), self.tr("完成（Ctrl+Enter）"))
        draft = desk.draft(key)
        field.setPlainText(text if draft is None else draft)
        self.back_button.setVisible(draft is not None and draft != text)
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
        self._fit()
        self._connect()

    def _button(self, word: str, tip: str) -> Button:
        button = Button(self.look, word, px=12, height=24, tip=tip, parent=self)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the field's focus
        return button

    def _connect(self) -> None:
        field = self.field
        field.textChanged.connect(self._keep_draft)
        field.document().documentLayout().documentSizeChanged.connect(self._fit)
        field.kept.connect(self.finish)
        field.went.connect(self.finish)
        field.left.connect(lambda: self.finish(keep=False))
        field.phrase_asked.connect(self._offer)
        field.phrase_key.connect(self._take_key)
        self.phrases_button.clicked.connect(self._open_menu)
        self.back_button.clicked.connect(self._go_back)
        self.cancel_button.clicked.connect(lambda: self.finish(keep=False))
        self.done_button.clicked.connect(self.finish)

    # --- size --------------------------------------------------------------------------

    def wished_height(self) -> int:
        lines = self._lines * self.field.fontMetrics().lineSpacing()
        return lines + 2 * INSET + 2 + self.look.px(FOOT)

    def _fit(self) -> None:
        lines = round(self.field.document().size().height())
        lines = min(MOST_LINES, max(LEAST_LINES, lines))
        if lines != self._lines:
            self._lines = lines
            self.grown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        del event
        foot = self.look.px(FOOT)
        box = self.rect().adjusted(INSET, INSET, -INSET, -foot - INSET)
        self.field.setGeometry(box)
        right = self.width()
        for button in (self.done_button, self.cancel_button):
            right -= self._place(button, right - button.sizeHint().width())
        self.phrases_button.set_label(self.tr("常用语"))
        if self.phrases_button.sizeHint().width() > right:
            self.phrases_button.set_label(self.tr("常用"))
        self.phrases_button.setAccessibleName(self.phrases_button.toolTip())
        left = self._place(self.phrases_button, 0)
        if self.back_button.isVisibleTo(self):
            has_room = left + self.back_button.sizeHint().width() <= right
            self.phrases_button.setVisible(has_room)
            self._place(self.back_button, left if has_room else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        box = QRectF(0, 0, self.width(), self.height() - self.look.px(FOOT))
        panel(QPainter(self), box, self.look.raised, 4, self.look.stroke)

    def _place(self, button: Button, x: int) -> int:
        """Put a button into the foot; returns its width."""
        size = button.sizeHint()
        y = self.height() - self.look.px(FOOT) + 3
        button.setGeometry(x, y, size.width(), size.height())
        return size.width()

    # --- ending ------------------------------------------------------------------------

    def text(self) -> str:
        return self.field.toPlainText().strip()

    def _keep_draft(self) -> None:
        if self._is_open:
            text = self.field.toPlainText()
            if text.strip() == self._text:
                self._desk.drop_draft(self._key)
            else:
                self._desk.keep_draft(self._key, text)

    def _go_back(self) -> None:
        self.field.setPlainText(self._text)
        self.back_button.hide()
        self.phrases_button.show()
        self.field.setFocus()

    def finish(self, *, keep: bool = True) -> None:
        """End the edit once; an unchanged text is not reported."""
        if not self._is_open:
            return
        self._is_open = False
        self._hide_list()
        text, had_focus = self.text(), self._has_focus()
        if keep:
            self._desk.drop_draft(self._key)
            if text != self._text:
                self.kept.emit(text)
        self.hide()
        self.closed.emit(had_focus)
        self.deleteLater()

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # --- phrases -----------------------------------------------------------------------

    def _offer(self, question: str | None) -> None:
        found = self._desk.matching(question) if question is not None else []
        if not found:
            self._hide_list()
            return
        if self._list is None:
            self._list = PhraseList(self.look, self.window())
            self._list.chosen.connect(self.field.insert_phrase)
        self._list.offer(found, self.field.caret())
        self.field.offers_phrases = True

    def _take_key(self, key: int) -> None:
        if self._list is not None:
            self._list.take_key(key)
            if not self._list.isVisible():
                self.field.offers_phrases = False

    def _hide_list(self) -> None:
        self.field.offers_phrases = False
        if self._list is not None:
            self._list.hide()
            if not self._is_open:
                self._list.deleteLater()
                self._list = None

    def _open_menu(self) -> None:
        show_menu(self.phrases_button, self._fill_menu)

    def _fill_menu(self, menu: QMenu) -> None:
        for number, phrase in enumerate(self._desk.phrases, 1):
            words = f"{number}  {' '.join(phrase.split())}".replace("&", "&&")
            menu.addAction(words, lambda p=phrase: self.field.insert_phrase(p))
        menu.addSeparator()
        chosen = self.field.textCursor().selectedText().replace("\u2029", "\n") or self.text()
        keep = menu.addAction(self.tr("保存为常用语"), lambda: self._desk.keep_phrase(chosen))
        keep.setEnabled(bool(chosen.strip()))
        menu.addAction(self.tr("管理常用语…"), self._desk.manage_asked.emit)

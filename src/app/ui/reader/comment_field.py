"""The field in which comments and replies are written."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ASKS = "/／"
"""Typed where a word may begin, they ask for a phrase; Chinese input gives 、 for this key."""

BEFORE_A_PHRASE = frozenset(" \t　，。；：！？、（(“")
MOST_ASKED = 12
"""Characters behind the stroke that are still taken for a question."""


class CommentField(QPlainTextEdit):
    """Enter begins a paragraph; Ctrl+Enter keeps, Esc leaves it as a draft.

    While an input method is composing, none of these keys is taken. `/` at the
    beginning of a word asks for a phrase by its number or by words in it.

    Signals:
        kept, left: Ctrl+Enter; Esc. went: the focus went out of the editor.
        phrase_asked (str | None): what is typed behind the stroke; None: no more.
        phrase_key (int): a key for the open list of phrases.
    """

    kept = Signal()
    left = Signal()
    went = Signal()
    phrase_asked = Signal(object)
    phrase_key = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.offers_phrases = False
        self._is_composing = False
        self._hint = ""
        self._stroke: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._look_for_stroke)
        self.cursorPositionChanged.connect(self._look_for_stroke)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self.look.font(13))
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.raised)
        palette.setColor(QPalette.ColorRole.PlaceholderText, self.look.text3)
        self.setPalette(palette)

    @property
    def is_composing(self) -> bool:
        """An input method holds characters that are not in the text yet."""
        return self._is_composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        was, self._is_composing = self._is_composing, bool(event.preeditString())
        if self._is_composing and not was:  # Qt would paint the hint over what is composed
            self._hint = self.placeholderText()
            self.setPlaceholderText("")
        elif was and not self._is_composing:
            self.setPlaceholderText(self._hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._is_composing:
            event.accept()  # the input method's own; nothing around may take it for Esc
        elif self.offers_phrases and self._is_for_phrases(key, control=control):
            self.phrase_key.emit(int(key))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in ENTER and control:
            self.kept.emit()
        elif key == Qt.Key.Key_Slash and control:
            self.phrase_asked.emit("")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes the phrase that is offered before it leaves the field."""
        if self.offers_phrases and forward:
            self.phrase_key.emit(int(Qt.Key.Key_Tab))
            return True
        return super().focusNextPrevChild(forward)

    @staticmethod
    def _is_for_phrases(key: Qt.Key, *, control: bool) -> bool:
        if control:
            return False
        return key in ENTER | {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape}

    # --- phrases ---------------------------------------------------------------------

    def _look_for_stroke(self) -> None:
        """Whether the caret stands behind a stroke that asks for a phrase."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        found = max((line.rfind(mark) for mark in ASKS), default=-1)
        if line.startswith("、") and found < 0:
            found = 0
        asks = (
            found >= 0
            and (found == 0 or line[found - 1] in BEFORE_A_PHRASE)
            and len(line) - found - 1 <= MOST_ASKED
            and not cursor.hasSelection()
        )
        stroke = cursor.block().position() + found if asks else None
        if stroke is not None and not self._is_composing:
            self._stroke = stroke
            self.phrase_asked.emit(line[found + 1 :])
        elif self._stroke is not None:
            self._stroke = None
            self.phrase_asked.emit(None)

    def insert_phrase(self, phrase: str) -> None:
        """Put a phrase where the caret is, in place of the stroke that asked for it."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if self._stroke is not None:
            cursor.setPosition(self._stroke, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(phrase)
        cursor.endEditBlock()
        self._stroke = None
        self.setTextCursor(cursor)
        self.phrase_asked.emit(None)

    def caret(self) -> QRect:
        """Where the caret is, in the window."""
        rect = self.cursorRect()
        rect.moveTopLeft(self.viewport().mapTo(self.window(), rect.topLeft()))
        return rect

    # --- focus -----------------------------------------------------------------------

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.phrase_asked.emit(None)
        stays = {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
            # Another window came to the front (an input method's, too): nothing is decided.
            Qt.FocusReason.ActiveWindowFocusReason,
        }
        focus = QApplication.focusWidget()
        inside = focus is not None and focus.parentWidget() is self.parentWidget()
        if event.reason() not in stays and not inside:
            self.went.emit()

"""The whole of the current annotation: its passage, what was said of it, where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.citation import Citing
from app.domain.rows import AnnotationRow
from app.ui.controls import Button, Ground, column, row
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look


class LinePreview(Ground):
    """Text that can be read and copied; two buttons go to the passage.

    Signals:
        opened: whether beside the present report.
        asked: `edit`, `add` or `copy`.
    """

    opened = Signal(bool)
    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", "t", parent=parent)
        self._row: AnnotationRow | None = None
        self._citing = Citing()
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("所选批注的全文"))
        self.text.setVerticalScrollBar(SlimBar(look, self.text))
        self.open_button = Button(look, self.tr("在报告中打开"), "read", "primary")
        self.beside_button = Button(look, self.tr("在旁边打开"), "open-beside", "normal")
        self.edit_button = Button(look, self.tr("改批注"), "comment", key="F2")
        self.tag_button = Button(look, self.tr("加标签…"), "tag", key="T")
        self.copy_button = Button(look, self.tr("复制摘录和出处"), "copy")
        self.foot = Ground(look, "dock", height=42)
        row(
            self.foot, self.open_button, self.beside_button, 8, self.edit_button, self.tag_button,
            self.copy_button, None, margins=(12, 0, 12, 4), spacing=6,
        )  # fmt: skip
        layout = column(self, self.text, self.foot, margins=(0, 1, 0, 0))
        layout.setStretchFactor(self.text, 1)
        self.open_button.clicked.connect(lambda: self.opened.emit(False))
        self.beside_button.clicked.connect(lambda: self.opened.emit(True))
        for key, button in (
            ("edit", self.edit_button),
            ("add", self.tag_button),
            ("copy", self.copy_button),
        ):
            button.clicked.connect(lambda _=False, k=key: self.asked.emit(k))
        look.changed.connect(self._write)
        self.show_row(None)

    def show_row(self, shown: AnnotationRow | None, citing: Citing | None = None) -> None:
        """Show an annotation with its source; None shows that none is chosen."""
        self._row = shown
        self._citing = citing or self._citing
        for button in (
            self.open_button,
            self.beside_button,
            self.edit_button,
            self.tag_button,
            self.copy_button,
        ):
            button.setEnabled(shown is not None)
        self._write()

    def _write(self) -> None:
        look = self.look
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.dock)
        self.text.setPalette(palette)
        self.text.viewport().setPalette(palette)
        self.text.document().setDocumentMargin(12)
        self.text.clear()
        shown = self._row
        if shown is None:
            self._add(self.tr("选中一行，这里显示全文。"), 13, "text3")
            return
        if shown.quote:
            self._add(shown.quote, 15, "text", serif=True)
        self._add(self._citing.row(shown), 12, "text3")
        names = [tag.name for tag, _ in shown.tags]
        if names:
            self._add(self.tr("标签：{names}").format(names=self.tr("、").join(names)), 13, "text2")
        if shown.annotation.comment:
            said = self.tr("{name}：{comment}")
            name, comment = shown.reviewer.name, shown.annotation.comment
            self._add(said.format(name=name, comment=comment), 14, "text")
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self, words: str, px: int, role: str, *, serif: bool = False) -> None:
        look = self.look
        characters, block = QTextCharFormat(), QTextBlockFormat()
        characters.setFont(look.font(px, serif=serif))
        characters.setForeground(getattr(look, role))
        block.setBottomMargin(4)
        block.setLineHeight(look.px(px * 1.6), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.text.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        cursor.insertText(words, characters)

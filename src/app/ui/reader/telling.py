"""Telling a screen reader of the annotations, which are only painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QTextCursor

from app.ui.reader.marks import Placed

if TYPE_CHECKING:
    from app.ui.reader.page import Page

MOST_OF_A_COMMENT = 200


class Telling(QObject):
    """Says which annotations the caret is in: once when it gets there, not at every step.

    Attributes:
        is_on: whether anything is said; the person can switch it off.
    """

    def __init__(self, view: Page) -> None:
        super().__init__(view)
        self._view = view
        self.is_on = True
        self._told: frozenset[UUID] = frozenset()

    def tell_caret(self) -> None:
        """The caret moved."""
        if not (self.is_on and QAccessible.isActive()):
            return
        view = self._view
        at = view.textCursor().position()
        marks = view.index.in_block(view.display.block_at(at))
        here = [placed for placed in marks if placed.start <= at < placed.end]
        ids = frozenset(placed.mark.id for placed in here)
        if ids - self._told:
            self._say(here)
        self._told = ids

    def tell_active(self, placed: Placed | None) -> None:
        """An annotation was brought forward by a key or from a list."""
        if placed is not None and self.is_on and QAccessible.isActive():
            self._say([placed], quote=True)
            self._told |= {placed.mark.id}

    def _say(self, marks: Sequence[Placed], *, quote: bool = False) -> None:
        words = "".join(self.words_of(placed, quote=quote) for placed in marks)
        if len(marks) > 1:
            words = self.tr("此处有 {count} 条批注：").format(count=len(marks)) + words
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))

    def words_of(self, placed: Placed, *, quote: bool = False) -> str:
        """Tags, comment and, where it is wanted, the passage of an annotation as a sentence."""
        mark = placed.mark
        tags = self.tr("、").join(tag.name for tag in mark.tags) or self.tr("没有标签")
        words = self.tr("批注，{tags}").format(tags=tags)
        if mark.comment:
            words += self.tr("，意见：{comment}").format(comment=mark.comment[:MOST_OF_A_COMMENT])
        if quote:
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(placed.start)
            cursor.setPosition(placed.end, QTextCursor.MoveMode.KeepAnchor)
            passage = cursor.selectedText()[:MOST_OF_A_COMMENT]
            words += self.tr("，原文：{passage}").format(passage=passage)
        return words + self.tr("。")

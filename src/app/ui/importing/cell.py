"""How a row of the import is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.domain.report import METADATA_FIELDS
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.model import COLUMNS, ITEM_ROLE, NUMBERS
from app.ui.importing.words import ReviewWords
from app.ui.painting import RowState, draw_text, panel
from app.ui.search.facets import paint_check
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 34
"""Of a row; look.md, section 6."""


class ReviewCell(QStyledItemDelegate):
    """Cells of the review; an uncertain value stands in a framed, tinted cell."""

    def __init__(self, look: Look, view: QTableView, words: ReviewWords) -> None:
        super().__init__(view)
        self.look, self._view, self._words = look, view, words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        rect, item = state.rect, index.data(ITEM_ROLE)
        column = COLUMNS[index.column()]
        if state.selected:
            p.fillRect(rect, look.selected)
            if column == "chosen":
                p.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), look.accent)
        elif state.hovered:
            p.fillRect(rect, look.hover)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), look.line)
        self._paint_ring(p, rect, index)
        box = rect.adjusted(8, 0, -8, 0)
        ink = look.text if item.can_import and item.chosen else look.text3
        if column == "chosen":
            side = look.px(16)
            place = QRectF(rect.x() + 10, rect.center().y() - side / 2, side, side)
            done = item.result is not None
            paint_check(p, look, place, checked=item.chosen or done, enabled=item.is_open)
        elif column == "result":
            self._paint_verdict(p, box, item)
        else:
            self._paint_text(p, rect, box, item, column, ink)

    def _paint_text(self, p, rect, box, item: ReviewItem, column: str, ink) -> None:
        look = self.look
        if column in METADATA_FIELDS and column in item.uncertain and item.can_import:
            panel(p, rect.adjusted(2, 2, -4, -3), look.warnSoft, 4, look.warn)
        right = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        middle = Qt.TextElideMode.ElideMiddle
        elide = middle if column in {"file", "title"} else Qt.TextElideMode.ElideRight
        shown = self._words.text(item, column) or "—"
        draw_text(p, look, box, shown, 14, ink, align=right, elide=elide)

    def _paint_ring(self, p: QPainter, rect: QRectF, index: Index) -> None:
        """The focus ring round the whole row, drawn cell by cell."""
        view = self._view
        rings: bool = view.rings  # pyright: ignore[reportAttributeAccessIssue] - of our own view
        if not (rings and view.hasFocus() and index.row() == view.currentIndex().row()):
            return
        ink = self.look.focus
        p.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), ink)
        p.fillRect(QRectF(rect.x(), rect.bottom() - 2, rect.width(), 2), ink)

    def _paint_verdict(self, p: QPainter, box: QRectF, item: ReviewItem) -> None:
        look = self.look
        icon, ink = {
            Verdict.READY: ("ok", look.ok),
            Verdict.UNCERTAIN: ("warning", look.warn),
            Verdict.VERSION: ("sync", look.warn),
            Verdict.DUPLICATE: ("duplicate", look.text3),
            Verdict.FAILED: ("warning", look.danger),
            Verdict.DONE: ("check", look.ok),
        }[item.verdict]
        words = ink
        if item.can_import and not item.chosen:
            icon, ink, words = "minus", look.text3, look.text3
        elif item.verdict in {Verdict.READY, Verdict.DONE}:
            words = look.text if item.verdict is Verdict.READY else look.text3
        side = look.px(16)
        p.drawPixmap(QPointF(box.x(), box.center().y() - side / 2), look.pixmap(icon, ink, 16))
        place = box.adjusted(side + 6, 0, 0, 0)
        draw_text(p, look, place, self._words.verdict(item), 14, words)

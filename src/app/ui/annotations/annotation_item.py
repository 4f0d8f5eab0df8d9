"""How one annotation is drawn in the list: only lines that say something."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.annotation import Scope
from app.domain.rows import AnnotationRow
from app.domain.tag import TagKind
from app.ui.annotations.annotation_model import AnnotationModel
from app.ui.annotations.wrapping import Wrapping
from app.ui.naming import report_name
from app.ui.painting import RowState, draw_text, row_ground, swatch
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
QUOTE_LINES, COMMENT_LINES = 2, 3
LINE, SIDE = 20, 14


KEPT = 20_000
"""Measured rows remembered; more than any list is likely to show."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The lines of a row at the present width."""

    quote: list[str]
    comment: list[str]
    size: QSize


class AnnotationItem(QStyledItemDelegate):
    """Tags and reviewer, the quote, the comment, the place.

    Attributes:
        names_report: say in which report each one stands.
        rings: ring the current row.
    """

    def __init__(self, look: Look, model: AnnotationModel, view: QListView) -> None:
        super().__init__(view)
        self.look, self._model = look, model
        self.names_report = False
        self.rings = False
        self._width = 0.0
        self._measured: dict[tuple[str, str], Measured] = {}
        self._take_fonts()
        look.changed.connect(self._take_fonts)

    def _take_fonts(self) -> None:
        look = self.look
        self._measured.clear()
        self._serif = Wrapping(look.metrics(13, serif=True).horizontalAdvance)
        self._sans = Wrapping(look.metrics(13).horizontalAdvance)

    def set_width(self, width: int) -> bool:
        """Break the lines for rows of this width, in pixels. Returns whether it is another."""
        if width == self._width:
            return False
        self._width = width
        self._measured.clear()
        return True

    def _measure(self, row: AnnotationRow) -> Measured:
        key = (row.quote, row.annotation.comment)
        found = self._measured.get(key)
        if found is not None:
            return found
        if len(self._measured) >= KEPT:
            self._measured.clear()
        room = max(40.0, self._width - 2 * SIDE)
        quote = self._serif.lines(key[0].replace("\n", " "), room, QUOTE_LINES)
        comment = self._sans.lines(key[1].replace("\n", " "), room, COMMENT_LINES)
        lines = 2 + len(quote) + len(comment)
        found = Measured(quote, comment, QSize(0, lines * self.look.px(LINE) + 10))
        self._measured[key] = found
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return self._measure(self._model.rows[index.row()]).size

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self.look
        shown = self._model.rows[index.row()]
        found = self._measure(shown)
        state = RowState(option)
        rect = state.rect
        row_ground(
            p, look, rect,
            selected=state.selected, hovered=state.hovered, focused=state.focused and self.rings,
        )  # fmt: skip
        if not state.selected:
            line = QRectF(rect.x() + SIDE, rect.bottom() - 1, rect.width() - 2 * SIDE, 1)
            p.fillRect(line, look.line)
        height = look.px(LINE)
        x, y, width = rect.x() + SIDE, rect.y() + 5, rect.width() - 2 * SIDE
        self._paint_head(p, QRectF(x, y, width, height), shown)
        # Widths of single characters add up to a little more or less than a line's.
        room = width + 4
        for text in found.quote:
            y += height
            draw_text(p, look, QRectF(x, y, room, height), text, 13, look.text, serif=True)
        for text in found.comment:
            y += height
            draw_text(p, look, QRectF(x, y, room, height), text, 13, look.text2)
        self._paint_place(p, QRectF(x, y + height, width, height), shown)

    def _paint_place(self, p: QPainter, rect: QRectF, shown: AnnotationRow) -> None:
        look = self.look
        x = rect.x()
        if self.names_report:
            name = report_name(shown.report)
            middle = Qt.TextElideMode.ElideMiddle
            x += draw_text(p, look, rect, name, 12, look.text2, elide=middle) + 8
        place = " › ".join(shown.section) or self._scope_word(shown)
        state, right = self._model.state_of(shown), rect.right()
        if state:
            width = look.width(state, 12) + 2
            ink = look.ok if shown.annotation.resolved else look.text2
            draw_text(
                p, look, QRectF(right - width, rect.y(), width, rect.height()), state, 12, ink
            )
            right -= width + 8
        box = QRectF(x, rect.y(), max(0.0, right - x), rect.height())
        if box.width() > look.px(30):
            draw_text(p, look, box, place, 12, look.text3, elide=Qt.TextElideMode.ElideMiddle)

    def _scope_word(self, shown: AnnotationRow) -> str:
        if shown.annotation.scope is Scope.REPORT:
            return self.tr("整份报告")
        return self.tr("正文开头")

    def _paint_head(self, p: QPainter, rect: QRectF, shown: AnnotationRow) -> None:
        look = self.look
        who = shown.reviewer.name[-1:]
        mark = look.width(who, 12)
        right = QRectF(rect.right() - mark, rect.y(), mark + 1, rect.height())
        draw_text(p, look, right, who, 12, look.text3)
        x, limit = rect.x(), rect.right() - mark - 8
        if shown.links:
            limit -= look.px(14)
            place = QPointF(limit + 2, rect.center().y() - look.px(14) / 2)
            p.drawPixmap(place, look.pixmap("link", look.text2, 14))
            limit -= 4
        if not shown.tags:
            swatch(p, look, x, rect.center().y(), "slate", TagKind.TOPIC)
            box = QRectF(x + 16, rect.y(), limit - x - 16, rect.height())
            draw_text(p, look, box, self.tr("未加标签"), 13, look.text2)
            return
        for number, (tag, _) in enumerate(shown.tags):
            left = len(shown.tags) - number
            if number and x + look.px(60) > limit:
                box = QRectF(x, rect.y(), max(0.0, limit - x), rect.height())
                draw_text(p, look, box, f"+{left}", 12, look.text3)
                return
            swatch(p, look, x, rect.center().y(), tag.colour, tag.kind)
            room = limit - x - 16 - (look.px(24) if left > 1 else 0)
            box = QRectF(x + 16, rect.y(), room, rect.height())
            name = tag.name if look.width(tag.name, 13, bold=True) <= room else tag.short_name
            x += 16 + draw_text(p, look, box, name or tag.name, 13, bold=True) + 12

"""The head of the table: names of the columns, order, widths, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from app.domain.table import Column, SortKey
from app.settings import Json
from app.ui.painting import draw_text
from app.ui.search.facets import paint_check
from app.ui.tables.table_model import COLUMNS, PICK, TableModel
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.tables.table_view import TableView

WIDTHS = {
    Column.TAGS: 150,
    Column.QUOTE: 300,
    Column.COMMENT: 190,
    Column.UNIT: 104,
    Column.YEAR: 56,
    Column.REGION: 90,
    Column.SECTION: 160,
    Column.REVIEWER: 74,
    Column.STATE: 104,
    Column.CREATED: 128,
    Column.EDITED: 128,
}
"""Widths at 100 %, until somebody changes them."""

HIDDEN = frozenset({Column.REGION, Column.CREATED, Column.EDITED})
PICK_WIDTH, LEAST, LEAST_QUOTE, HEIGHT = 34, 40, 220, 30


def fill_rest(head: QHeaderView, look: Look) -> None:
    """Let a horizontal head go on to the right of its last column."""
    start = max(0, head.length() - head.offset())
    width, height = head.viewport().width() - start, head.viewport().height()
    if width > 0:
        p = QPainter(head.viewport())
        p.fillRect(start, 0, width, height, look.chrome)
        p.fillRect(start, height - 1, width, 1, look.line)


class TableHead(QHeaderView):
    """Click: sort by a column, again: the other way; with Shift: in addition.

    Until its width is set by hand, the quote takes the room that the others leave.

    Signals:
        sorted_by: a tuple of SortKeys.
        arranged: widths, order or choice of columns have changed.
        columns_asked: where on the screen to open the menu of columns.
    """

    sorted_by = Signal(object)
    arranged = Signal()
    columns_asked = Signal(QPoint)

    def __init__(self, look: Look, view: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.look, self._view = look, view
        self.keys: tuple[SortKey, ...] = ()
        self._fills = True
        self._is_fitting = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.setAccessibleName(self.tr("列"))
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(self._moved)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(HEIGHT))
        self.viewport().update()

    # --- arranging ---

    def arrange(self, kept: Json) -> None:
        """Columns as they were left, else as they are at first."""
        known = _known(kept)
        self._is_fitting = True
        self.resizeSection(PICK, self.look.px(PICK_WIDTH))
        self.setSectionResizeMode(PICK, QHeaderView.ResizeMode.Fixed)
        for number, column in enumerate(COLUMNS, 1):
            width, shown, place = known.get(column, (0, column not in HIDDEN, number))
            if column is Column.QUOTE:
                self._fills = not width
            self.resizeSection(number, width or self.look.px(WIDTHS[column]))
            self.setSectionHidden(number, not shown)
            self.moveSection(self.visualIndex(number), min(place, len(COLUMNS)))
        self._is_fitting = False
        self.fill(self._view.viewport().width())

    def state(self) -> list[Json]:
        """Columns from left to right as [name, width (0: fills), shown]."""
        found: list[Json] = []
        for place in range(1, len(COLUMNS) + 1):
            number = self.logicalIndex(place)
            column = COLUMNS[number - 1]
            width = self.sectionSize(number) or self.look.px(WIDTHS[column])
            fills = column is Column.QUOTE and self._fills
            found.append([column.value, 0 if fills else width, not self.isSectionHidden(number)])
        return found

    def fill(self, width: int) -> None:
        """Give the quote what the other columns leave of this width."""
        quote = COLUMNS.index(Column.QUOTE) + 1
        if not self._fills or self.isSectionHidden(quote):
            return
        others = sum(self.sectionSize(k) for k in range(self.count()) if k != quote)
        self._is_fitting = True
        self.resizeSection(quote, max(self.look.px(LEAST_QUOTE), width - others))
        self._is_fitting = False

    def set_shown(self, column: Column, shown: bool) -> None:
        self.setSectionHidden(COLUMNS.index(column) + 1, not shown)
        self.fill(self._view.viewport().width())
        self.arranged.emit()

    def is_shown(self, column: Column) -> bool:
        return not self.isSectionHidden(COLUMNS.index(column) + 1)

    def _resized(self, number: int, old: int, new: int) -> None:
        del old
        if self._is_fitting or not new:
            return
        if COLUMNS[number - 1] is Column.QUOTE:
            self._fills = False
        else:
            self.fill(self._view.viewport().width())
        self.arranged.emit()

    def _moved(self, number: int, old: int, new: int) -> None:
        del number, old
        if not self._is_fitting:
            if new == 0 or self.visualIndex(PICK) != 0:
                self._is_fitting = True
                self.moveSection(self.visualIndex(PICK), 0)  # the check boxes stay at the left
                self._is_fitting = False
            self.arranged.emit()

    # --- sorting ---

    def _clicked(self, number: int) -> None:
        if number == PICK:
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        adds = bool(QGuiApplication.keyboardModifiers() & shift)
        self.sort_by(COLUMNS[number - 1], adds=adds)

    def sort_by(self, column: Column, *, adds: bool = False) -> None:
        """Sort by a column; by the same again: the other way round, then not any more."""
        former = next((key for key in self.keys if key.column is column), None)
        if former is None:
            fresh: SortKey | None = SortKey(column)
        else:
            fresh = None if former.descending else SortKey(column, descending=True)
        if not adds:
            self.keys = (fresh,) if fresh else ()
        elif former is None and fresh:
            self.keys = (*self.keys, fresh)
        else:
            turned = (fresh if key is former else key for key in self.keys)
            self.keys = tuple(key for key in turned if key)
        self.viewport().update()
        self.sorted_by.emit(self.keys)

    def set_keys(self, keys: Sequence[SortKey]) -> None:
        self.keys = tuple(keys)
        self.viewport().update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fill_rest(self, self.look)

    def paintSection(self, p: QPainter, rect: QRect, number: int) -> None:
        look, box = self.look, QRectF(rect)
        p.fillRect(rect, look.chrome)
        p.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), look.line)
        if number == PICK:
            self._paint_check(p, box)
            return
        column = COLUMNS[number - 1]
        model = cast("TableModel", self.model())
        at = next((k for k, key in enumerate(self.keys) if key.column is column), -1)
        mark = look.px(14) + (look.px(10) if len(self.keys) > 1 else 0) if at >= 0 else 0
        words = box.adjusted(8, 0, -8 - mark, 0)
        x = words.x() + draw_text(
            p, look, words, model.words.columns[column], 13, look.accent if at >= 0 else look.text2
        )
        if at >= 0:
            self._paint_sign(p, box, x + 2, at)
        if number != self.logicalIndex(self.count() - 1):
            p.fillRect(QRectF(box.right() - 1, box.y() + 8, 1, box.height() - 16), look.line2)

    def _paint_sign(self, p: QPainter, box: QRectF, x: float, at: int) -> None:
        """A chevron down from small to great, up the other way; with a number for several."""
        look, side = self.look, self.look.px(14)
        sign = look.pixmap("chevron-down", look.accent, 14)
        p.save()
        p.translate(QPointF(x + side / 2, box.center().y()))
        if self.keys[at].descending:
            p.rotate(180)
        p.drawPixmap(QPointF(-side / 2, -side / 2), sign)
        p.restore()
        if len(self.keys) > 1:
            place = QRectF(x + side, box.y(), look.px(12), box.height())
            draw_text(p, look, place, str(at + 1), 12, look.accent)

    def _paint_check(self, p: QPainter, box: QRectF) -> None:
        look, side = self.look, self.look.px(16)
        square = QRectF(box.x() + look.px(9), box.center().y() - side / 2, side, side)
        paint_check(p, look, square, checked=self._view.picks_all())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.columns_asked.emit(event.globalPos())


def _known(kept: Json) -> dict[Column, tuple[int, bool, int]]:
    """Width, whether shown, and place of the columns as `state` wrote them down."""
    found: dict[Column, tuple[int, bool, int]] = {}
    for place, entry in enumerate(kept if isinstance(kept, list) else [], 1):
        match entry:
            case [str(name), int(width), bool(shown)] if name in WIDTHS and 0 <= width < 4000:
                found[Column(name)] = (width, shown, place)
            case _:
                continue
    return found

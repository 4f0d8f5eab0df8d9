"""The head of the import's table: which columns, how wide, and what they are sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QMenu

from app.ui.importing.model import COLUMNS, NUMBERS, ReviewModel
from app.ui.painting import draw_text
from app.ui.search.facets import paint_check
from app.ui.tables.table_head import fill_rest
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.importing.table import ReviewTable

WIDTHS = {
    "chosen": 36,
    "file": 190,
    "title": 240,
    "organisation": 136,
    "level": 76,
    "region": 90,
    "year": 62,
    "published_on": 104,
    "signed_on": 104,
    "headings": 62,
    "characters": 76,
    "encoding": 90,
    "notes": 220,
    "result": 190,
}
"""Widths at 100 %, until somebody changes them."""

LEAST, HEAD = 40, 30
MORE_NAME = 120
"""What the names get at most of the room that is left."""

GIVE_WAY = (
    *("notes", "published_on", "signed_on", "encoding", "region", "title", "level"),
    *("characters", "headings"),
)
"""Columns left out where there is no room, the first of them first."""


class ReviewHead(QHeaderView):
    """A click sorts by a column, the next one the other way, the third by urgency again.

    Until a person chooses columns, those that have room are shown.

    Signals:
        arranged: widths or choice of columns were changed by hand.
    """

    arranged = Signal()

    def __init__(self, look: Look, view: ReviewTable, model: ReviewModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.look, self._review, self._view = look, model, view
        self._widths = dict(WIDTHS)
        self._chosen: frozenset[str] | None = None  # shown by a person's choice
        self._is_fitting = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.setAccessibleName(self.tr("列"))
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._resized)

    def restyle(self) -> None:
        self.setFixedHeight(self.look.px(HEAD))
        self.fit()

    def shown(self) -> frozenset[str]:
        return frozenset(c for k, c in enumerate(COLUMNS) if not self.isSectionHidden(k))

    def set_shown(self, column: str, shown: bool) -> None:
        """Choose columns by hand; from then on no other is left out."""
        others = self.shown() - {column}
        self._chosen = others | {column} if shown else others
        self.fit()
        self.arranged.emit()

    def fit(self) -> None:
        """Columns for the present width; the last one takes what is left."""
        room = self._view.viewport().width()
        px = self.look.px
        wanted = [c for c in COLUMNS if self._chosen is None or c in self._chosen]
        if self._chosen is None:
            for column in GIVE_WAY:
                if sum(px(self._widths[c]) for c in wanted) > room and column in wanted:
                    wanted.remove(column)
        by_hand = self._chosen is not None
        policy = Qt.ScrollBarPolicy
        self._view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if by_hand else policy.ScrollBarAlwaysOff
        )
        self._is_fitting = True
        spare = room - sum(px(self._widths[c]) for c in wanted)
        for k, column in enumerate(COLUMNS):
            self.setSectionHidden(k, column not in wanted)
            width = px(self._widths[column])
            if column == "file" and spare > 0 and self._widths[column] == WIDTHS[column]:
                more = min(spare * 2 // 5, px(MORE_NAME))
                width, spare = width + more, spare - more
            elif column == "result":
                width = max(width, width + spare)
            elif column in ("file", "organisation") and spare < 0:
                less = min(-spare, max(0, width - px(96)))
                width, spare = width - less, spare + less
            self.resizeSection(k, width)
        self._is_fitting = False

    def state(self) -> dict[str, Any]:
        shown = None if self._chosen is None else sorted(self._chosen)
        widths = {c: w for c, w in self._widths.items() if w != WIDTHS[c]}
        return {"shown": shown, "widths": widths}

    def take(self, kept: object) -> None:
        """Columns as they were left; what is not understood is as at first."""
        known = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
        shown, widths = known.get("shown"), known.get("widths")
        if isinstance(shown, list):
            listed = cast("list[object]", shown)
            self._chosen = frozenset(c for c in COLUMNS if c in listed) | {
                "chosen",
                "file",
                "result",
            }
        if isinstance(widths, dict):
            for column, width in cast("dict[str, object]", widths).items():
                if column in WIDTHS and isinstance(width, int) and LEAST <= width < 2000:
                    self._widths[column] = width
        self.fit()

    def _resized(self, number: int, old: int, new: int) -> None:
        del old
        if not self._is_fitting and new:
            self._widths[COLUMNS[number]] = max(LEAST, round(new * 100 / self.look.scale))
            self.arranged.emit()

    def _clicked(self, number: int) -> None:
        column, model = COLUMNS[number], self._review
        if column == "chosen":
            self._view.choose_all()
        elif column != model.sorted_by:
            self._view.keep_current(lambda: model.sort_by(column))
        elif not model.descending:
            self._view.keep_current(lambda: model.sort_by(column, descending=True))
        else:
            self._view.keep_current(lambda: model.sort_by(""))
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """The choice of columns."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill(menu)
        menu.popup(at)

    def fill(self, menu: QMenu) -> None:
        for column in COLUMNS:
            if column in {"chosen", "file", "result"}:
                continue
            action = menu.addAction(self._review.words.column(column))
            action.setCheckable(True)
            action.setChecked(column in self.shown())
            action.toggled.connect(lambda on, c=column: self.set_shown(c, on))

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        fill_rest(self, self.look)

    def paintSection(self, p: QPainter, rect: QRect, number: int) -> None:
        look, box, column = self.look, QRectF(rect), COLUMNS[number]
        p.fillRect(rect, look.chrome)
        p.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), look.line)
        if column == "chosen":
            side = look.px(16)
            place = QRectF(box.x() + 10, box.center().y() - side / 2, side, side)
            paint_check(p, look, place, checked=self._view.has_all_chosen())
            return
        is_key = column == self._review.sorted_by
        side = look.px(14) if is_key else 0
        right = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        words = box.adjusted(8, 0, -8 - side, 0)
        ink = look.accent if is_key else look.text2
        drawn = draw_text(p, look, words, self._review.words.column(column), 13, ink, align=right)
        if is_key:
            x = words.right() if column in NUMBERS else words.x() + drawn + 2
            self._paint_sign(p, x, box.center().y(), side)
        if column != "result":
            p.fillRect(QRectF(box.right() - 1, box.y() + 8, 1, box.height() - 16), look.line2)

    def _paint_sign(self, p: QPainter, x: float, y: float, side: int) -> None:
        p.save()
        p.translate(QPointF(x + side / 2, y))
        if self._review.descending:
            p.rotate(180)
        sign = self.look.pixmap("chevron-down", self.look.accent, 14)
        p.drawPixmap(QPointF(-side / 2, -side / 2), sign)
        p.restore()

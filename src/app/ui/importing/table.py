"""The table of an import: keys, mouse, and what is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.ui.controls import BY_KEY
from app.ui.importing.cell import HEIGHT, ReviewCell
from app.ui.importing.head import ReviewHead
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.model import COLUMNS, ITEM_ROLE, ReviewModel
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

TO_DO = frozenset({Verdict.FAILED, Verdict.UNCERTAIN, Verdict.VERSION})
TO_DECIDE = frozenset({Verdict.UNCERTAIN, Verdict.VERSION})
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReviewTable(QTableView):
    """Space or a click on the box chooses files, arrows move, F7 goes to the next problem.

    Signals:
        current_changed: the item of the current row, or None.
        selected_changed: the items of the chosen rows.
        entered: Enter on a row: to what can be corrected of it.
    """

    current_changed = Signal(object)
    selected_changed = Signal(object)
    entered = Signal()

    def __init__(self, look: Look, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._review = model
        self._kept: tuple[ReviewItem, int] | None = None
        self.rings = False
        self.is_untouched = True
        self.setModel(model)
        self.setAccessibleName(self.tr("识别结果"))
        self.setItemDelegate(ReviewCell(look, self, model.words))
        self.head = ReviewHead(look, self, model)
        self.setHorizontalHeader(self.head)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setHorizontalScrollBar(SlimBar(look, self, Qt.Orientation.Horizontal))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(
            lambda current: self.current_changed.emit(current.data(ITEM_ROLE))
        )
        chosen.selectionChanged.connect(lambda *_: self.selected_changed.emit(self.selected()))
        model.arriving.connect(self._keep_place)
        model.arrived.connect(self._take_place)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.look.px(HEIGHT))
        self.verticalScrollBar().setSingleStep(self.look.px(HEIGHT))
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.page)
        self.setPalette(palette)
        self.head.restyle()

    # --- rows ---

    def current(self) -> ReviewItem | None:
        return self.currentIndex().data(ITEM_ROLE)

    def selected(self) -> list[ReviewItem]:
        """The items of the chosen rows, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._review.shown[row] for row in rows]

    def choose_row(self, item: ReviewItem | None) -> None:
        """Make an item the current one; the first row where it is not shown."""
        shown = self._review.shown
        if not shown:
            self.current_changed.emit(None)
            return
        row = shown.index(item) if item is not None and item in shown else 0
        index = self._review.index(row, 1)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keep_current(self, does: Callable[[], object]) -> None:
        """Sort or filter, and stay with the same file."""
        item = self.current()
        does()
        self.choose_row(item)
        self.head.viewport().update()

    def step_to_problem(self, by: int) -> bool:
        """Go to the next (1) or previous (−1) file that wants a decision."""
        shown = self._review.shown
        here = self.currentIndex().row()
        count = len(shown)
        for step in range(1, count + 1):
            item = shown[(here + by * step) % count]
            if item.verdict in TO_DO and (item.chosen or item.verdict is Verdict.FAILED):
                self.choose_row(item)
                return True
        return False

    def _keep_place(self) -> None:
        """Rows arrive above and below; what is being looked at must not move away."""
        index = self.currentIndex()
        if index.isValid() and self.viewport().rect().intersects(self.visualRect(index)):
            self._kept = (index.data(ITEM_ROLE), self.visualRect(index).y())
        else:
            self._kept = None

    def begin(self) -> None:
        """Go to the first file that wants a decision, unless a person is somewhere already."""
        if self.is_untouched and self._review.shown:
            wanting = (item for item in self._review.shown if item.verdict in TO_DECIDE)
            self.choose_row(next(wanting, self._review.shown[0]))
            self.verticalScrollBar().setValue(0)
            self.scrollTo(self.currentIndex())

    def _take_place(self) -> None:
        self.head.fit()
        if self._kept is None:
            if not self.currentIndex().isValid():
                self.choose_row(None)
            return
        item, y = self._kept
        if item not in self._review.shown:
            return
        self.updateGeometries()  # the bar knows the new rows only then
        row = self._review.shown.index(item)
        wanted = row * self.look.px(HEIGHT) - y
        if self.verticalScrollBar().value() != wanted:
            self.verticalScrollBar().setValue(wanted)

    # --- choosing ---

    def has_all_chosen(self) -> bool:
        found = [item for item in self._review.shown if item.is_open]
        return bool(found) and all(item.chosen for item in found)

    def choose_all(self) -> None:
        """Take all of the shown files, or none where all are taken."""
        self._review.set_chosen(list(self._review.shown), not self.has_all_chosen())

    def _toggle(self, index: QModelIndex) -> None:
        item: ReviewItem | None = index.data(ITEM_ROLE)
        if item is None:
            return
        selected = self.selected()
        items = selected if item in selected else [item]
        self._review.set_chosen(items, not item.chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.rings, self.is_untouched = False, False
        if index.isValid() and COLUMNS[index.column()] == "chosen":
            if event.button() is Qt.MouseButton.LeftButton:
                item = index.data(ITEM_ROLE)
                self._review.set_chosen([item], not item.chosen)
            if not self.selectionModel().isRowSelected(index.row()):
                super().mousePressEvent(event)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks on a box are two clicks

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rings = event.reason() in BY_KEY
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_row(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        self.is_untouched = False
        if key == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif key in ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_F7:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_to_problem(-1 if shift else 1)
        else:
            self.rings = True
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are no beginning of a name here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit()

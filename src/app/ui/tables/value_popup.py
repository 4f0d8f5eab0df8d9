"""The values of one facet, to be ticked, with how many annotations have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.tag import Tag
from app.text.fold import fold
from app.ui.controls import Button, Field, Ground, column, row
from app.ui.painting import RowState, draw_text, panel, row_ground, swatch
from app.ui.search.facets import paint_check
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
WIDTH, ROW, SHOWN, FEW = 300, 30, 12, 9
"""At 100 %; rows in sight; up to how many values no field to find them is needed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One value.

    Attributes:
        depth: how far it is indented, for tags.
    """

    value: str
    name: str
    count: int
    depth: int = 0
    tag: Tag | None = None


class Offers(QAbstractListModel):
    """The values offered, and which of them are ticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Offer] = []
        self.ticked: set[str] = set()
        self._all: list[Offer] = []

    def offer(self, offers: Sequence[Offer], ticked: frozenset[str]) -> None:
        self._all, self.ticked = list(offers), set(ticked)
        self.find("")

    def find(self, typed: str) -> None:
        """Show only values in whose names this stands."""
        words = fold(typed).split()
        self.beginResetModel()
        self.shown = [o for o in self._all if all(word in fold(o.name) for word in words)]
        self.endResetModel()

    def toggle(self, number: int) -> None:
        self.ticked ^= {self.shown[number].value}
        self.dataChanged.emit(self.index(number), self.index(number))

    def clear(self) -> None:
        self.ticked.clear()
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.shown):
            return None
        offer = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{name}，{count} 条").format(name=offer.name, count=offer.count)
            return words + self.tr("，已选") if offer.value in self.ticked else words
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = offer.value in self.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None


class OfferRow(QStyledItemDelegate):
    """Check box, sign of a tag, name, count."""

    def __init__(self, look: Look, offers: Offers, parent: QObject) -> None:
        super().__init__(parent)
        self.look, self._offers = look, offers

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(ROW))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state, offer = self.look, RowState(option), self._offers.shown[index.row()]
        rect = state.rect
        row_ground(p, look, rect, selected=False, hovered=state.hovered or state.selected)
        side = look.px(16)
        x = rect.x() + 12
        box = QRectF(x, rect.center().y() - side / 2, side, side)
        paint_check(p, look, box, checked=offer.value in self._offers.ticked)
        x = box.right() + 8 + offer.depth * look.px(14)
        if offer.tag is not None:
            swatch(p, look, x, rect.center().y(), offer.tag.colour, offer.tag.kind)
            x += 16
        count = str(offer.count)
        width = look.width(count, 12)
        words = QRectF(x, rect.y(), rect.right() - 12 - width - x - 6, rect.height())
        ink = look.text if offer.count else look.text3
        draw_text(p, look, words, offer.name, 14, ink)
        right = QRectF(rect.right() - 12 - width, rect.y(), width + 1, rect.height())
        draw_text(p, look, right, count, 12, look.text3)


class ValuePopup(QFrame):
    """Opens under its chip. Space, Enter or a click tick; Escape closes.

    Signals:
        chose: the frozenset of ticked values, at every tick.
    """

    chose = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.look = look
        self.offers = Offers(self)
        self.field = Field(look, self.tr("查找"), "search")
        self.view = QListView()
        self.clear_button = Button(look, self.tr("不限"), height=26, px=13)
        self.done_button = Button(look, self.tr("完成"), kind="normal", height=26, px=13)
        view = self.view
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollBar(SlimBar(look, view))
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setModel(self.offers)
        view.setItemDelegate(OfferRow(look, self.offers, view))
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self.field.installEventFilter(self)
        self._head, foot = QWidget(), Ground(look, "raised", "t", height=38)
        row(self._head, self.field, margins=(8, 8, 8, 6))
        row(foot, self.clear_button, None, self.done_button, margins=(8, 0, 8, 0))
        column(self, self._head, view, foot, margins=(1, 1, 1, 1)).setStretchFactor(view, 1)
        self.field.textChanged.connect(self._find)
        self.clear_button.clicked.connect(self._clear)
        self.done_button.clicked.connect(self.close)

    def open_under(
        self, chip: QWidget, title: str, offers: Sequence[Offer], ticked: frozenset[str]
    ) -> None:
        """Offer values; `title` is read to those who do not see the chip."""
        look = self.look
        self.setAccessibleName(title)
        self.view.setAccessibleName(title)
        palette = look.palette()
        palette.setColor(QPalette.ColorRole.Base, look.raised)
        palette.setColor(QPalette.ColorRole.Window, look.raised)
        self.setPalette(palette)
        self.view.setPalette(palette)
        self.view.viewport().setPalette(palette)
        self.offers.offer(offers, ticked)
        self.field.clear()
        has_many = len(offers) > FEW
        self._head.setVisible(has_many)
        rows = max(1, min(SHOWN, len(offers)))
        height = look.px(ROW) * rows + look.px(38) + 8
        if has_many:
            height += look.px(30) + 14
        self.setFixedSize(look.px(WIDTH), height)
        self.move(self._place(chip))
        self.show()
        self.view.setCurrentIndex(self.offers.index(0))
        (self.field if has_many else self.view).setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, chip: QWidget) -> QPoint:
        place = chip.mapToGlobal(QPoint(0, chip.height() + 2))
        screen = chip.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        return QPoint(x, max(room.top(), min(place.y(), room.bottom() - self.height())))

    def _find(self, typed: str) -> None:
        self.offers.find(typed)
        self.view.setCurrentIndex(self.offers.index(0))

    def _clear(self) -> None:
        self.offers.clear()
        self.chose.emit(frozenset[str]())

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self.offers.toggle(index.row())
            self.chose.emit(frozenset(self.offers.ticked))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        view = self.view
        if watched is view.viewport() and event.type() == QEvent.Type.MouseButtonRelease:
            assert isinstance(event, QMouseEvent)
            self._toggle(view.indexAt(event.position().toPoint()))
            return False
        if watched in {view, self.field} and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event, in_field=watched is self.field)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, *, in_field: bool) -> bool:
        key, here = event.key(), self.view.currentIndex()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (
            key == Qt.Key.Key_Space and not in_field
        ):
            self._toggle(here)
            return True
        if in_field and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            fresh = self.offers.index(here.row() + step)
            if fresh.isValid():
                self.view.setCurrentIndex(fresh)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), self.look.raised)
        panel(p, QRectF(self.rect()), self.look.raised, 0, self.look.line2)

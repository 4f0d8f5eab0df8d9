"""Choosing which reports to read side by side, when there are more than panes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.text.fold import fold
from app.ui.controls import Field, Ground, Words, column
from app.ui.dialogs import Page
from app.ui.library.library_model import LINE_ROLE, Index, Line
from app.ui.naming import report_name
from app.ui.painting import RowState, draw_text, panel, row_ground
from app.ui.plain_views import dress_view
from app.ui.theme import Look

HEIGHT, BOX = 36, 16
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 1


class CandidateRow(QStyledItemDelegate):
    """Check box, unit, place, year."""

    def __init__(self, look: Look, view: QWidget) -> None:
        super().__init__(view)
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        line: Line = index.data(LINE_ROLE)
        state_of = index.data(Qt.ItemDataRole.CheckStateRole)
        ticked = Qt.CheckState(state_of) is Qt.CheckState.Checked
        rect = state.rect
        row_ground(p, look, rect, selected=False, hovered=state.hovered, focused=state.focused)
        side = look.px(BOX)
        box = QRectF(rect.x() + 16, rect.center().y() - side / 2, side, side)
        if ticked:
            mark = look.pixmap("check", look.accent, BOX + 2)
            p.drawPixmap(QPointF(box.x() - look.px(1), box.y() - look.px(1)), mark)
        else:
            panel(p, box.adjusted(1, 1, -1, -1), look.raised, 2, look.stroke)
        left, right = box.right() + 10, rect.right() - 16
        words = QRectF(left, rect.y(), right - left, rect.height())
        end = Qt.AlignmentFlag.AlignRight
        year = line.report.year or "—"
        draw_text(p, look, words, year, 14, look.text2, align=end)
        words.setWidth(words.width() - look.width(year, 14) - 24)
        used = draw_text(p, look, words, line.unit, 14, bold=ticked)
        words.setLeft(left + used + 12)
        draw_text(p, look, words, line.place, 12, look.text3)


class CandidateList(QListView):
    """A click, Space or Enter ticks a row."""

    toggled = Signal(QModelIndex)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        dress_view(self, look)
        self.setUniformItemSizes(True)
        self.setItemDelegate(CandidateRow(look, self))
        self.clicked.connect(self.toggled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggled.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TogetherPage(Page):
    """The candidates, up to `most` of them ticked.

    Signals (besides `chosen` of Page):
        counted: how many are ticked now.
    """

    counted = Signal(int)

    def __init__(
        self, look: Look, title: str, lines: Sequence[Line], ticked: Collection[UUID], most: int
    ) -> None:
        self._most = most
        body = Ground(look, "page")
        super().__init__(
            look, title, body,
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("一起阅读"), "primary")],
        )  # fmt: skip
        self.field = Field(look, self.tr("筛选单位或年度"), "filter")
        self.list = CandidateList(look)
        self.list.setAccessibleName(self.tr("可以一起阅读的报告"))
        self.said = Words(look, px=13, role="text3", height=28)
        self.model = QStandardItemModel(self)
        self.filter = QSortFilterProxyModel(self)
        self.filter.setSourceModel(self.model)
        self.filter.setFilterRole(SEARCH_ROLE)
        self.list.setModel(self.filter)
        top = Ground(look, "page", height=44)
        column(top, self.field, margins=(16, 4, 16, 8))
        foot = Ground(look, "page", "t", height=32)
        column(foot, self.said, margins=(20, 2, 20, 2))
        layout = column(body, top, self.list, foot)
        layout.setStretch(1, 1)
        for line in lines:
            self.model.appendRow(self._item(line, line.report.id in ticked))
        self.field.textChanged.connect(lambda typed: self.filter.setFilterFixedString(fold(typed)))
        self.list.toggled.connect(self._toggle)
        self._count()

    def _item(self, line: Line, ticked: bool) -> QStandardItem:
        item = QStandardItem(report_name(line.report))
        item.setData(line, LINE_ROLE)
        item.setData(fold(f"{line.report.title} {line.unit} {line.report.year}"), SEARCH_ROLE)
        item.setCheckable(True)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _items(self) -> list[QStandardItem]:
        return [self.model.item(row) for row in range(self.model.rowCount())]

    def ticked(self) -> list[UUID]:
        """The chosen reports, in the order of the list."""
        return [
            item.data(LINE_ROLE).report.id
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _toggle(self, index: QModelIndex) -> None:
        item = self.model.itemFromIndex(self.filter.mapToSource(index))
        if item is None:
            return
        on = item.checkState() is Qt.CheckState.Unchecked
        if on and len(self.ticked()) >= self._most:
            words = self.tr("最多 {most} 份。请先去掉一份，再选这一份。")
            self.said.set_text(words.format(most=self._most), role="warn")
            return
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._count()

    def _count(self) -> None:
        count = len(self.ticked())
        words = self.tr("已选 {count} 份，最多 {most} 份").format(count=count, most=self._most)
        self.said.set_text(words, role="text3")
        self.buttons["yes"].set_label(self.tr("一起阅读 {count} 份").format(count=count))
        self.buttons["yes"].setEnabled(count > 1)
        self.counted.emit(count)

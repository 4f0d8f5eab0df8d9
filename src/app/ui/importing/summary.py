"""The report of an import as it is seen: counts, reasons with what to do, every file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.controls import Button, Ground, Rule, Words, row
from app.ui.focus import RingedView
from app.ui.importing.words import ReviewWords
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.import_report import Group, grouped
from app.workspace.importing import ImportResult, Status

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
HEIGHTS = {Group: 42, ImportResult: 30}
SIGNS = {
    Status.FAILED: ("warning", "danger"),
    Status.CANCELLED: ("warning", "warn"),
    Status.SKIPPED: ("minus", "text3"),
    Status.DUPLICATE: ("duplicate", "text3"),
    Status.VERSION: ("sync", "ok"),
    Status.ADDED: ("ok", "ok"),
}


class Lines(QAbstractListModel):
    """Groups and, below each, its files."""

    def __init__(self, words: ReviewWords) -> None:
        super().__init__()
        self.words = words
        self.lines: list[Group | ImportResult] = []

    def show(self, results: Sequence[ImportResult]) -> None:
        self.beginResetModel()
        self.lines = []
        for group in grouped(results):
            self.lines += [group, *group.results]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if isinstance(line, Group):
                return self.words.group(line)
            return " ".join(part for part in (line.file, self.words.outcome(line)) if part)
        return None


class LineRow(QStyledItemDelegate):
    """A group with its sign and count; a file with what is to be said of it."""

    def __init__(self, look: Look, view: LineList, words: ReviewWords) -> None:
        super().__init__(view)
        self.look, self._view, self._words = look, view, words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        return QSize(0, self.look.px(HEIGHTS[type(index.data(LINE))]))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state, line = self.look, RowState(option), index.data(LINE)
        rect = state.rect
        focused = state.focused and self._view.rings
        row_ground(p, look, rect, selected=state.selected, hovered=state.hovered, focused=focused)
        if isinstance(line, Group):
            icon, role = SIGNS[line.status]
            side = look.px(18)
            top = rect.center().y() - side / 2
            p.drawPixmap(QPointF(rect.x() + 16, top), look.pixmap(icon, getattr(look, role)))
            box = rect.adjusted(16 + side + 8, 0, -16, 0)
            draw_text(p, look, box, self._words.group(line), 15, bold=True)
            p.fillRect(QRectF(rect.x() + 16, rect.bottom() - 1, rect.width() - 32, 1), look.line)
            return
        box = rect.adjusted(16 + look.px(26), 0, -16, 0)
        half = box.width() * 0.42
        left = QRectF(box.x(), box.y(), half - 12, box.height())
        right = QRectF(box.x() + half, box.y(), box.width() - half, box.height())
        draw_text(p, look, left, line.file, 14, elide=Qt.TextElideMode.ElideMiddle)
        draw_text(p, look, right, self._words.outcome(line), 13, look.text2)


class LineList(RingedView, QListView):
    """Enter or a double click on a file goes to it."""

    entered_file = Signal(object)

    def __init__(self, look: Look, lines: Lines) -> None:
        super().__init__()
        self.look = look
        self.setModel(lines)
        self.setItemDelegate(LineRow(look, self, lines.words))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("导入结果"))
        self.activated.connect(self._enter)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.page)
        self.setPalette(palette)
        self.verticalScrollBar().setSingleStep(self.look.px(HEIGHTS[ImportResult]))
        self.scheduleDelayedItemsLayout()

    def _enter(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        if isinstance(line, ImportResult):
            self.entered_file.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
            return
        self.rings = True
        super().keyPressEvent(event)


class Summary(QWidget):
    """What became of the files of an import.

    Signals:
        save_asked: the report is to be written to a file.
        entered: an ImportResult: show that file, or the report made of it.
    """

    save_asked = Signal()
    entered = Signal(object)

    def __init__(self, look: Look, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.results: list[ImportResult] = []
        self.when: datetime | None = None
        self.lines = Lines(words)
        self.list = LineList(look, self.lines)
        self.title = Words(look, px=15, bold=True, height=30)
        self.save_button = Button(look, self.tr("保存报告…"), "export", "normal")
        head = Ground(look, "page", height=46)
        row(head, self.title, 8, self.save_button, margins=(16, 0, 16, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Rule(look, vertical=False))
        layout.addWidget(self.list, 1)
        self.save_button.clicked.connect(self.save_asked)
        self.list.entered_file.connect(self.entered)
        self.setFocusProxy(self.list)

    def show_results(self, results: Sequence[ImportResult], when: datetime) -> None:
        """Show an import; `when` is local time."""
        self.results, self.when = list(results), when
        self.lines.show(results)
        self.title.set_text(self._words.total(results))
        self.save_button.setEnabled(bool(results))

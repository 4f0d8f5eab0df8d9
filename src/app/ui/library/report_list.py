"""The list of reports: how each stands, and how to open it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.report import ReadingStatus
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.focus import RingedView
from app.ui.library.library_model import (
    LINE_ROLE,
    UNKNOWN,
    Index,
    LibraryFilter,
    LibraryModel,
    Line,
    value_of,
)
from app.ui.painting import RowState, draw_text, row_ground
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.ui.wording import Wording

HEIGHT = 42
TALL = 720
"""From this height of the left dock on, the field for typing is always shown."""


class ReportRow(QStyledItemDelegate):
    """Reading progress, unit and year; below them place and number of annotations."""

    def __init__(self, look: Look, view: ReportList, wording: Wording) -> None:
        super().__init__(view)
        self.look, self._view, self._statuses = look, view, wording.statuses()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, self.look.px(HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, state = self.look, RowState(option)
        line: Line = index.data(LINE_ROLE)
        rect = state.rect
        row_ground(
            p, look, rect, selected=state.selected, hovered=state.hovered,
            focused=state.focused and self._view.rings,
        )  # fmt: skip
        self._paint_progress(p, QPointF(rect.x() + 20, rect.y() + look.px(14)), line)
        left, right = rect.x() + 34, rect.right() - 12
        upper = QRectF(left, rect.y() + look.px(2), right - left, look.px(22))
        lower = QRectF(left, rect.y() + look.px(22), right - left, look.px(17))
        end = Qt.AlignmentFlag.AlignRight
        year = line.report.year or "—"
        draw_text(p, look, upper, year, 13, look.text2, align=end)
        upper.setWidth(upper.width() - look.width(year, 13) - 6)
        draw_text(p, look, upper, line.unit, 14, bold=state.selected)
        word = self._word(line)
        draw_text(p, look, lower, word, 12, look.text3, align=end)
        lower.setWidth(lower.width() - look.width(word, 12) - 6)
        draw_text(p, look, lower, line.place, 12, look.text3)

    def _word(self, line: Line) -> str:
        if line.annotations:
            return self.tr("批注 {count}").format(count=line.annotations)
        return self._statuses[line.status]

    def _paint_progress(self, p: QPainter, centre: QPointF, line: Line) -> None:
        """An empty ring, a filling pie, a tick, or a warning: shape and colour say the same."""
        look = self.look
        side = look.px(16)
        corner = QPointF(centre.x() - side / 2, centre.y() - side / 2)
        if line.status is ReadingStatus.READ:
            p.drawPixmap(corner, look.pixmap("ok", look.ok, 16))
            return
        if line.status is ReadingStatus.DOUBTFUL:
            p.drawPixmap(corner, look.pixmap("warning", look.warn, 16))
            return
        radius = look.px(11) / 2
        begun = line.progress > 0.005 or line.status is ReadingStatus.READING
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(look.accent if begun else look.stroke, 1.5))
        p.drawEllipse(centre, radius, radius)
        if begun:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.accent)
            box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            p.drawPie(box, 90 * 16, -round(max(0.05, line.progress) * 360 * 16))
        p.restore()


class ReportList(RingedView, QListView):
    """A click or Enter opens, Ctrl+Enter or the middle button opens beside.

    Signals:
        opened: report id, and whether beside the present one.
        typed: characters typed into the list, for the field above it.
    """

    opened = Signal(object, bool)
    typed = Signal(str)
    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollBar(SlimBar(look, self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.look.palette()
        palette.setColor(QPalette.ColorRole.Base, self.look.dock)
        self.setPalette(palette)
        self.scheduleDelayedItemsLayout()

    def chosen(self) -> list[Line]:
        return [index.data(LINE_ROLE) for index in sorted(self.selectedIndexes())]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        dragging = self.state() is not QAbstractItemView.State.NoState
        super().mouseReleaseEvent(event)
        line: Line | None = index.data(LINE_ROLE)
        if line is None or dragging:
            return
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is Qt.MouseButton.MiddleButton:
            self.opened.emit(line.report.id, True)
        elif event.button() is Qt.MouseButton.LeftButton and plain:
            self.opened.emit(line.report.id, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line: Line | None = self.currentIndex().data(LINE_ROLE)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if line is not None:
                beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.opened.emit(line.report.id, beside)
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.removed.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class ChoiceMenu(QMenu):
    """A menu of ticks that stays open while several are chosen."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class LibraryDock(Ground):
    """The upper part of the left dock.

    Signals:
        opened: report id, beside.
        import_asked
        status_asked: list of report ids, a ReadingStatus.
        details_asked: a report id.
        removal_asked: list of report ids.
    """

    opened = Signal(object, bool)
    import_asked = Signal()
    status_asked = Signal(object, object)
    details_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, look: Look, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._wording = wording
        self._is_tall = False
        self.model = LibraryModel(self)
        self.filter = LibraryFilter(self)
        self.filter.setSourceModel(self.model)
        self.title = Words(look, self.tr("报告库"), bold=True, height=36, fit=True)
        self.import_button = Button(look, self.tr("导入"), "plus", px=13, height=26)
        self.field = Field(look, self.tr("筛选报告"), "filter", height=28)
        self.chips: dict[str, Button] = {}
        self._names: Mapping[str, str] = {
            "year": self.tr("年度"),
            "region": self.tr("地区"),
            "status": self.tr("状态"),
        }
        for name, words in self._names.items():
            chip = Button(look, words, kind="chip", px=13, height=26, checkable=True)
            chip.set_arrow(True)
            chip.clicked.connect(lambda _=False, n=name: self._choose(n))
            self.chips[name] = chip
        self.view = ReportList(look, self)
        self.view.setModel(self.filter)
        self.view.setItemDelegate(ReportRow(look, self.view, wording))
        self.view.setAccessibleName(self.tr("报告列表"))
        self._head, self._search, chips = (
            Ground(look, "dock", height=36),
            Ground(look, "dock", height=36),
            Ground(look, "dock", height=34),
        )
        row(self._head, self.title, None, self.import_button, margins=(12, 0, 4, 0))
        row(self._search, self.field, margins=(8, 2, 8, 4))
        year, region, status = self.chips.values()
        row(chips, year, 3, region, 3, status, None, margins=(6, 0, 0, 4), spacing=0)
        column(self, self._head, self._search, chips, self.view)
        self._search.setVisible(False)
        self._connect()

    def _connect(self) -> None:
        self.import_button.clicked.connect(self.import_asked)
        self.field.textChanged.connect(self._typed)
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self._start_typing)
        self.view.removed.connect(lambda: self.removal_asked.emit(self.chosen_ids()))
        self.view.customContextMenuRequested.connect(self._context_menu)
        self.filter.narrowed.connect(self._count)
        self.model.rowsInserted.connect(self._count)
        self.model.modelReset.connect(self._count)

    # --- showing ---

    def show_lines(self, lines: list[Line]) -> None:
        chosen = self.chosen_ids()
        self.model.show_lines(lines)
        if chosen and not self.chosen_ids():
            self.choose(chosen[0])
        self._count()

    def choose(self, report: UUID) -> None:
        """Mark the row of a report without opening it."""
        index = self.filter.mapFromSource(self.model.index_of(report))
        if index.isValid() and self.chosen_ids() != [report]:
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        elif not index.isValid():
            self.view.clearSelection()

    def chosen_ids(self) -> list[UUID]:
        return [line.report.id for line in self.view.chosen()]

    def _count(self) -> None:
        total, shown = len(self.model.lines), self.filter.rowCount()
        count = f"{shown} / {total}" if self.filter.is_narrowing else str(total)
        self.title.set_text(self.tr("报告库  {count}").format(count=count))

    def least_width(self) -> int:
        """What the names of the filters need beside each other."""
        return sum(chip.sizeHint().width() for chip in self.chips.values()) + 14

    # --- narrowing ---

    def _typed(self, typed: str) -> None:
        self.filter.set_typed(typed)
        self._fit()

    def _start_typing(self, typed: str) -> None:
        self._search.show()
        self.field.setFocus()
        self.field.setText(typed)

    def _fit(self) -> None:
        """Show the field where there is room, or where something is typed into it."""
        wanted = self._is_tall or bool(self.field.text()) or self.field.hasFocus()
        self._search.setVisible(wanted)

    def set_dock_height(self, height: int) -> None:
        """How high the whole left dock is: a low one keeps its rows for reports."""
        self._is_tall = height >= self.look.px(TALL)
        self._fit()

    def _choose(self, name: str) -> None:
        chip = self.chips[name]
        self._show_chip(name)
        menu = ChoiceMenu(chip)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_filter_menu(menu, name)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def fill_filter_menu(self, menu: QMenu, name: str) -> None:
        """The values there are, with their numbers, ticked where they are wanted."""
        counts: dict[str, int] = {}
        for line in self.model.lines:
            value = value_of(line, name)
            counts[value] = counts.get(value, 0) + 1
        every = menu.addAction(self.tr("全部"))
        every.triggered.connect(lambda: self._want(name, frozenset()))
        menu.addSeparator()
        order = sorted(counts, reverse=name == "year")
        if name == "status":
            order = [s.value for s in ReadingStatus if s.value in counts]
        for value in order:
            action = menu.addAction(f"{self._value_words(name, value)}　{counts[value]}")
            action.setCheckable(True)
            action.setChecked(value in self.filter.wanted[name])
            action.toggled.connect(lambda on, v=value: self._toggle(name, v, on))

    def _value_words(self, name: str, value: str) -> str:
        if value == UNKNOWN:
            return self.tr("未知")
        return self._wording.statuses()[ReadingStatus(value)] if name == "status" else value

    def _toggle(self, name: str, value: str, on: bool) -> None:
        wanted = self.filter.wanted[name]
        self._want(name, wanted | {value} if on else wanted - {value})

    def _want(self, name: str, values: frozenset[str]) -> None:
        self.filter.set_wanted(name, values)
        self._show_chip(name)

    def _show_chip(self, name: str) -> None:
        wanted = sorted(self.filter.wanted[name], reverse=True)
        words = self._names[name]
        if len(wanted) == 1:
            words = self._value_words(name, wanted[0])
        elif wanted:
            words = f"{words} {len(wanted)}"
        self.chips[name].set_label(words)
        self.chips[name].setChecked(bool(wanted))

    def clear_filter(self) -> None:
        """Show every report again."""
        self.field.clear()
        self.filter.clear()
        for name in self.chips:
            self._show_chip(name)

    # --- menu ---

    def _context_menu(self, point: QPoint) -> None:
        chosen = self.view.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu, chosen)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def fill_menu(self, menu: QMenu, chosen: list[Line]) -> None:
        """Everything that can be done with the chosen reports."""
        ids = [line.report.id for line in chosen]
        first = ids[0]
        menu.addAction(self.tr("打开"), lambda: self.opened.emit(first, False))
        menu.addAction(self.tr("在旁边打开"), lambda: self.opened.emit(first, True))
        menu.addSeparator()
        states = menu.addMenu(self.tr("状态"))
        for status, name in self._wording.statuses().items():
            action = states.addAction(name)
            action.setCheckable(True)
            action.setChecked(all(line.status is status for line in chosen))
            action.triggered.connect(_calls(self.status_asked.emit, ids, status))
        if len(chosen) == 1:
            menu.addAction(self.tr("更正信息…"), lambda: self.details_asked.emit(first))
        menu.addSeparator()
        words = self.tr("移出报告库…")
        if len(chosen) > 1:
            words = self.tr("移出 {count} 份…").format(count=len(chosen))
        menu.addAction(words, lambda: self.removal_asked.emit(ids))


def _calls(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda *_: function(*arguments)

"""The list of reports: how each stands, and how to open it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.region import SEPARATOR
from app.domain.report import ReadingStatus
from app.settings import Json
from app.ui.controls import Button, Field, Ground, Words, column, row
from app.ui.library.library_model import (
    LINE_ROLE,
    SORTS,
    UNKNOWN,
    LibraryFilter,
    LibraryModel,
    Line,
    values_of,
)
from app.ui.library.report_rows import ReportList, ReportRow
from app.ui.menus import add_choices, show_menu
from app.ui.theme import Look
from app.ui.wording import Wording

TALL = 720
"""From this height of the left dock on, the field for typing is always shown."""


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
        export_asked: list of report ids.
        batch_asked: list of report ids, to be corrected alike.
        together_asked: list of report ids, to be read side by side.
        unit_asked, year_asked: a report id; to be read with those of its unit, or its year.
        arranged: filter or order changed.
    """

    opened = Signal(object, bool)
    import_asked = Signal()
    status_asked = Signal(object, object)
    details_asked = Signal(object)
    removal_asked = Signal(object)
    export_asked = Signal(object)
    batch_asked = Signal(object)
    together_asked = Signal(object)
    unit_asked = Signal(object)
    year_asked = Signal(object)
    arranged = Signal()

    def __init__(self, look: Look, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._wording = wording
        self._is_tall = False
        self.model = LibraryModel(self)
        self.filter = LibraryFilter(self)
        self.filter.setSourceModel(self.model)
        self.title = Words(look, self.tr("报告库"), bold=True, height=36, fit=True)
        self.import_button = Button(look, self.tr("导入"), "plus", px=13, height=26)
        self.sort_button = Button(look, "", "sort", height=26, tip=self.tr("排列顺序"))
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
        row(
            self._head, self.title, None, self.sort_button, self.import_button,
            margins=(12, 0, 4, 0),
        )  # fmt: skip
        row(self._search, self.field, margins=(8, 2, 8, 4))
        year, region, status = self.chips.values()
        row(chips, year, 3, region, 3, status, None, margins=(6, 0, 0, 4), spacing=0)
        self.bar = Ground(look, "selected", "t", height=40)
        self.bar_words = Words(look, px=13, height=26)
        self.together_button = Button(look, self.tr("一起阅读"), kind="primary", px=13, height=28)
        self.together_button.setToolTip(self.tr("把所选报告并排打开（Ctrl+Shift+Enter）"))
        row(self.bar, self.bar_words, self.together_button, margins=(12, 0, 8, 0))
        self.bar.hide()
        column(self, self._head, self._search, chips, self.view, self.bar)
        self._search.setVisible(False)
        self._connect()

    def _connect(self) -> None:
        self.import_button.clicked.connect(self.import_asked)
        self.field.textChanged.connect(self._typed)
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self._start_typing)
        self.view.together.connect(self._read_together)
        self.together_button.clicked.connect(self._read_together)
        self.view.selectionModel().selectionChanged.connect(self._show_bar)
        self.sort_button.clicked.connect(lambda: show_menu(self.sort_button, self.fill_sort_menu))
        self.view.removed.connect(lambda: self.removal_asked.emit(self.chosen_ids()))
        self.view.customContextMenuRequested.connect(self._context_menu)
        self.filter.narrowed.connect(self._count)
        self.filter.narrowed.connect(self.arranged)
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

    def _show_bar(self) -> None:
        """With several reports chosen, what can be done with them stands below the list."""
        count = len(self.view.selectedIndexes())
        self.bar.setVisible(count > 1)
        self.bar_words.set_text(self.tr("已选 {count} 份").format(count=count))

    def _read_together(self) -> None:
        self.together_asked.emit(self.chosen_ids())

    # --- order, and what is remembered ---

    def fill_sort_menu(self, menu: QMenu) -> None:
        """In which order the reports stand."""
        names = {
            "import": self.tr("按导入顺序"),
            "unit": self.tr("按单位，年度新的在前"),
            "year": self.tr("按年度，新的在前"),
            "progress": self.tr("按阅读进度，未读的在前"),
        }
        add_choices(menu, names, self.filter.order, self.sort_by)

    def sort_by(self, order: str) -> None:
        """Order the list by one of SORTS; rules part the groups."""
        self.filter.sort_by(order)
        self.view.scrollTo(self.view.currentIndex())
        self.arranged.emit()

    def state(self) -> dict[str, Json]:
        """Filter, order and place of the list, for the next start."""
        top = self.view.indexAt(QPoint(4, 4)).data(LINE_ROLE)
        wanted: dict[str, Json] = {n: [*sorted(v)] for n, v in self.filter.wanted.items() if v}
        return {
            "order": self.filter.order,
            "wanted": wanted,
            "top": str(top.report.id) if top else None,
        }

    def set_state(self, state: Json) -> None:
        """As it was left; what cannot be read is left as it is."""
        kept = state if isinstance(state, dict) else {}
        order, wanted, top = kept.get("order"), kept.get("wanted"), kept.get("top")
        self.filter.sort_by(order if isinstance(order, str) and order in SORTS else SORTS[0])
        for name in self.chips:
            values = wanted.get(name) if isinstance(wanted, dict) else None
            if isinstance(values, list):
                self._want(name, frozenset(str(value) for value in values))
        line = next((n for n in self.model.lines if str(n.report.id) == top), None)
        if line is not None:
            index = self.filter.mapFromSource(self.model.index_of(line.report.id))
            self.view.scrollTo(index, ReportList.ScrollHint.PositionAtTop)

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
            for value in values_of(line, name):
                counts[value] = counts.get(value, 0) + 1
        every = menu.addAction(self.tr("全部"))
        every.triggered.connect(lambda: self._want(name, frozenset()))
        menu.addSeparator()
        order = sorted(counts, reverse=name == "year")
        if name == "status":
            order = [s.value for s in ReadingStatus if s.value in counts]
        for value in order:
            words = self._value_words(name, value)
            if name == "region":  # a city stands below its province
                words = "　" * value.count(SEPARATOR) + words.rpartition(SEPARATOR)[2]
            action = menu.addAction(f"{words}　{counts[value]}")
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
        if len(chosen) > 1:
            words = self.tr("一起阅读 {count} 份").format(count=len(chosen))
            menu.addAction(words, lambda: self.together_asked.emit(ids))
        else:
            menu.addAction(self.tr("打开"), lambda: self.opened.emit(first, False))
            menu.addAction(self.tr("在旁边打开"), lambda: self.opened.emit(first, True))
            menu.addAction(self.tr("一起阅读：同单位历年"), lambda: self.unit_asked.emit(first))
            menu.addAction(self.tr("一起阅读：同年度各单位"), lambda: self.year_asked.emit(first))
        menu.addSeparator()
        states = menu.addMenu(self.tr("状态"))
        for status, name in self._wording.statuses().items():
            action = states.addAction(name)
            action.setCheckable(True)
            action.setChecked(all(line.status is status for line in chosen))
            action.triggered.connect(_calls(self.status_asked.emit, ids, status))
        if len(chosen) == 1:
            menu.addAction(self.tr("更正信息…"), lambda: self.details_asked.emit(first))
        else:
            menu.addAction(self.tr("批量修改…"), lambda: self.batch_asked.emit(ids))
        menu.addAction(self.tr("导出…"), lambda: self.export_asked.emit(ids))
        menu.addSeparator()
        words = self.tr("移出报告库…")
        if len(chosen) > 1:
            words = self.tr("移出 {count} 份…").format(count=len(chosen))
        menu.addAction(words, lambda: self.removal_asked.emit(ids))


def _calls(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda *_: function(*arguments)

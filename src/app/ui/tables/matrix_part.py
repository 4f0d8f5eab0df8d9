"""The matrix with its options and the passages of a cell: the other half of the page."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.table import Sieve, TableLine
from app.settings import Json
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.menus import add_choices, opens_menu
from app.ui.naming import report_name
from app.ui.panes import Splitter
from app.ui.tables.matrix_model import MatrixModel
from app.ui.tables.matrix_view import MatrixView
from app.ui.tables.passages import PassageView, Side
from app.ui.tables.words import TableWords
from app.ui.theme import Look
from app.workspace.matrix import Across, make_matrix
from app.workspace.table import Table
from app.workspace.workspace import Workspace

NARROW = 760
"""Width in pixels at 100 % under which the names of tags get less room."""


class MatrixPart(QWidget):
    """Tags by report; a click on a cell shows its passages below.

    Signals:
        opened: a TableLine, and whether beside the present report.
        compared: TableLines of two to four reports, to be read side by side.
        copied: annotation ids, whose quotes are wanted on the clipboard.
        matrix_copied: the cells of the matrix as lists of texts.
        arranged: what is kept of the look has changed.
    """

    opened = Signal(object, bool)
    compared = Signal(object)
    copied = Signal(object)
    matrix_copied = Signal(object)
    arranged = Signal()

    def __init__(self, look: Look, workspace: Workspace, words: TableWords, table: Table) -> None:
        super().__init__()
        self.look, self._workspace, self._words = look, workspace, words
        self._lines: list[TableLine] = []
        self._sieve = Sieve()
        self._across = Across.REPORTS_BY_UNIT
        self.model = MatrixModel(table, make_matrix(table, (), self._across), self)
        self.view = MatrixView(look, self.model)
        self.view.setAccessibleName(self.tr("标签与报告的对照表"))
        self.passages = PassageView(look, table, self._place)
        self.across_button = Button(look, "", kind="chip", height=28, px=13)
        self.whole_button = Button(
            look, self.tr("含下级标签"), kind="chip", height=28, px=13, checkable=True,
            tip=self.tr("一组标签算上它下面的标签"),
        )  # fmt: skip
        self.more_button = Button(look, "", "more", height=28, tip=self.tr("更多"))
        self.title = Words(look, px=15, bold=True, height=36, elide=Qt.TextElideMode.ElideMiddle)
        self.count = Words(look, px=13, role="text3", fit=True)
        self.open_button = Button(look, self.tr("在报告中打开"), "read", "primary")
        self.compare_button = Button(look, self.tr("并排阅读这几处"), "columns", "normal")
        self.copy_button = Button(look, self.tr("复制摘录和出处"), "copy", "normal")
        self.close_button = Button(look, "", "close", height=28, tip=self.tr("关闭"))
        self._lay_out()
        self._connect()
        self.whole_button.setChecked(True)
        self._name_across()

    def _lay_out(self) -> None:
        look = self.look
        top, legend = Ground(look, "page", height=44), Ground(look, "page", "t", height=30)
        name = Words(look, self.tr("标签 × 报告"), px=18, bold=True, fit=True, height=36)
        self.hint = Words(look, self.tr("数字为批注条数"), px=13, role="text2")
        row(
            top, name, 8, self.hint, None, self.across_button, self.whole_button, self.more_button,
            margins=(14, 0, 8, 0), spacing=6,
        )  # fmt: skip
        absent = Words(
            look, self.tr("缺：审阅人标了“缺项”"), px=12, role="danger", icon="warning", fit=True
        )
        none = Words(look, self.tr("· 没有批注"), px=12, role="text3", fit=True)
        how = Words(
            look, self.tr("点格子，下面列出原文；点标签，各份报告并排列出"), px=12, role="text3",
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        row(legend, absent, 12, none, 12, how, margins=(14, 0, 12, 0))
        upper = QWidget()
        column(upper, self.view, legend).setStretchFactor(self.view, 1)
        self.below = Ground(look, "page", "t")
        head, foot = Ground(look, "page", height=40), Ground(look, "dock", "t", height=46)
        row(head, self.title, self.count, self.close_button, margins=(14, 0, 6, 0), spacing=6)
        row(
            foot, self.open_button, self.compare_button, None, self.copy_button,
            margins=(12, 0, 12, 0), spacing=6,
        )  # fmt: skip
        inner = column(self.below, head, self.passages, foot, margins=(0, 1, 0, 0))
        inner.setStretchFactor(self.passages, 1)
        self.splitter = Splitter(look, Qt.Orientation.Vertical, handle=1)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.below)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column(self, top, self.splitter).setStretchFactor(self.splitter, 1)
        self.below.hide()

    def _connect(self) -> None:
        opens_menu(self.across_button, self._fill_across)
        self.more_button.clicked.connect(self._open_more)
        self.whole_button.toggled.connect(lambda _: self._take_options())
        self.view.shown.connect(self._show_cell)
        self.view.entered.connect(lambda: self.passages.setFocus(Qt.FocusReason.TabFocusReason))
        self.view.copied.connect(self._copy_matrix)
        self.passages.opened.connect(self.opened)
        self.passages.chose.connect(self._chose)
        self.passages.left.connect(lambda: self.view.setFocus(Qt.FocusReason.TabFocusReason))
        self.passages.copied.connect(self._copy)
        self.open_button.clicked.connect(self._open)
        self.compare_button.clicked.connect(
            lambda: self.compared.emit(self.passages.side_by_side())
        )
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close_passages)

    # --- showing ---

    def set_library(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.model.closed = None
        self.close_passages()

    def show_lines(self, table: Table, lines: list[TableLine], sieve: Sieve) -> None:
        """Count these lines of a table; the cell that was chosen stays chosen."""
        self._lines, self._sieve = lines, sieve
        row, column = self.view.currentIndex().row(), self.view.currentIndex().column()
        before = self._keys(row, column)
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        was_shown = self.view.is_shown
        self.model.show(table, make_matrix(table, lines, self._across, sieve), self._across)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        if was_shown:
            self._show_again(before)

    def _keys(self, row: int, column: int) -> tuple[UUID | str | None, str]:
        """Tag and column of a cell, by what stays when others come and go."""
        model = self.model
        tag = model.rows[row].id if 0 <= row < len(model.rows) else "sum"
        key = model.columns[column].key if 0 <= column < len(model.columns) else "sum"
        return tag, key

    def _show_again(self, keys: tuple[UUID | str | None, str]) -> None:
        """Show the cell of this tag and column, if it is still in sight, with what was chosen."""
        model = self.model
        rows = [k for k in range(model.rowCount()) if self._keys(k, 0)[0] == keys[0]]
        columns = [k for k in range(model.columnCount()) if self._keys(0, k)[1] == keys[1]]
        if not rows or not columns:
            self.close_passages()
            return
        chosen = {line.id for line in self.passages.chosen()}
        self.view.show_cell(rows[0], columns[0])
        self.passages.choose(chosen)

    def _show_cell(self, row: int, column: int) -> None:
        model = self.model
        lines = model.lines(row, column, self._lines)
        self.title.set_text(self._title(row, column))
        self.count.set_text(self.tr("{count} 条").format(count=len(lines)))
        branch = model.rows[row].id if row < len(model.rows) else None
        self.passages.show_sides(model.table, self._sides(lines), branch)
        if self.below.isHidden():
            self.below.show()
            height = self.splitter.height()
            self.splitter.setSizes([height * 3 // 5, height * 2 // 5])
        self._chose()

    def _title(self, row: int, column: int) -> str:
        model = self.model
        tag, where = model.row_name(row), model.column_name(column)
        if row >= len(model.rows):
            tag = self.tr("全部标签")
        if column >= len(model.columns):
            where = self.tr("各份报告")
        return f"{where} × {tag}"

    def _sides(self, lines: list[TableLine]) -> list[Side]:
        """One column for each report that has any, in the order of the matrix."""
        model = self.model
        by_report: dict[UUID, list[TableLine]] = {}
        for line in lines:
            by_report.setdefault(line.report, []).append(line)
        return [
            (report_name(model.table.reports[report]), by_report[report])
            for found in model.columns
            for report in found.reports
            if report in by_report
        ]

    def close_passages(self) -> None:
        """Take the passages away; no cell is chosen."""
        self.below.hide()
        self.view.forget_cell()
        self.view.setFocus()

    def _chose(self) -> None:
        chosen, apart = self.passages.chosen(), self.passages.side_by_side()
        self.open_button.setEnabled(len(chosen) == 1)
        self.compare_button.setEnabled(len(apart) > 1)
        self.copy_button.setEnabled(bool(chosen))

    def _place(self, line: TableLine) -> str:
        """Section and paragraph."""
        if line.start < 0:
            return ""
        place = self._workspace.annotating.place(line.report, line.start)
        parts = ["".join(place.section[-1:])]
        if place.paragraph:
            parts.append(self.tr("第 {number} 段").format(number=place.paragraph))
        return " · ".join(part for part in parts if part)

    # --- commands ---

    def _open(self) -> None:
        chosen = self.passages.chosen()
        if chosen:
            self.opened.emit(chosen[0], False)

    def _copy(self) -> None:
        self.copied.emit([line.id for line in self.passages.chosen()])

    def _copy_matrix(self) -> None:
        self.matrix_copied.emit(self.model.as_cells())

    # --- options ---

    def _fill_across(self, menu: QMenu) -> None:
        names = {across.value: words for across, words in self._words.across.items()}
        add_choices(menu, names, self._across.value, self.set_across)

    def set_across(self, across: str) -> None:
        """What the columns are."""
        self._across = Across(across)
        self._name_across()
        self.close_passages()
        self.show_lines(self.model.table, self._lines, self._sieve)
        self.arranged.emit()

    def _name_across(self) -> None:
        words = self.tr("列：{name}").format(name=self._words.across[self._across])
        self.across_button.set_label(words)

    def _open_more(self) -> None:
        menu = QMenu(self.more_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_more(menu)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def fill_more(self, menu: QMenu) -> None:
        """What is seldom wanted."""
        used = menu.addAction(self.tr("只列有批注的标签"))
        used.setCheckable(True)
        used.setChecked(self.model.only_used)
        used.toggled.connect(self._set_only_used)
        menu.addAction(self.tr("展开全部标签"), lambda: self._set_all_closed(closed=False))
        menu.addAction(self.tr("收起全部标签"), lambda: self._set_all_closed(closed=True))
        menu.addSeparator()
        menu.addAction(self.tr("复制这张表，可贴进 Excel") + "\tCtrl+C", self._copy_matrix)

    def _set_only_used(self, only: bool) -> None:
        self.model.only_used = only
        self._take_options()

    def _set_all_closed(self, *, closed: bool) -> None:
        self.model.set_all_closed(closed=closed)
        self.close_passages()
        self.arranged.emit()

    def _take_options(self) -> None:
        whole = self.whole_button.isChecked()
        self.model.set_options(whole=whole, only_used=self.model.only_used)
        self.close_passages()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.look.px(NARROW)
        self.view.set_narrow(narrow=narrow)
        self.hint.setVisible(not narrow)

    # --- remembering ---

    def state(self) -> dict[str, Json]:
        """How the matrix looks, to be kept."""
        closed: list[Json] = [str(id_) for id_ in sorted(self.model.closed or ())]
        return {
            "across": self._across.value,
            "whole": self.whole_button.isChecked(),
            "only_used": self.model.only_used,
            "closed": closed if self.model.closed is not None else None,
        }

    def restore(self, kept: Json) -> None:
        """Look as it was left; what is not understood is as at first."""
        known: Mapping[str, Json] = kept if isinstance(kept, dict) else {}
        across, closed = known.get("across"), known.get("closed")
        found = next((a for a in Across if a.value == across), Across.REPORTS_BY_UNIT)
        self._across = found
        self._name_across()
        self.model.only_used = known.get("only_used") is True
        self.whole_button.setChecked(known.get("whole") is not False)
        self.model.whole = self.whole_button.isChecked()
        if isinstance(closed, list):
            texts = {text for text in closed if isinstance(text, str)}
            self.model.closed = {t.id for t in self.model.table.tree.tags if str(t.id) in texts}

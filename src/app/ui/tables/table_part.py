"""The table with its title, bulk bar and preview: one half of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.domain.citation import Citing
from app.domain.table import Column, Facet, SortKey, TableLine
from app.settings import Json
from app.ui.citing import CitationStyles
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.menus import add_choices, opens_menu, show_menu
from app.ui.panes import Splitter
from app.ui.tables.bulk_bar import BulkBar
from app.ui.tables.preview import LinePreview
from app.ui.tables.table_model import COLUMNS, Entry, Head, TableModel
from app.ui.tables.table_view import TableView
from app.ui.tables.words import TableWords
from app.ui.theme import Look
from app.workspace.table import Table
from app.workspace.workspace import Workspace

GROUPS = (Facet.UNIT, Facet.YEAR, Facet.REGION, Facet.TAG, Facet.SECTION, Facet.REVIEWER)
PREVIEW_HEIGHT = 168
REST_MS = 30
"""Moving on through the rows within this time reads none of them whole."""


class TablePart(QWidget):
    """Shows lines sorted and grouped; keeps what is chosen while they change.

    Signals:
        opened: a TableLine, and whether beside the present report.
        asked: a command on annotations (`add`, `replace`, `remove:<tag id>`, `copy`,
            `copy:<style>`, `copy_table`, `delete`, `resolve`, `reopen`, `export`), and their ids.
        commented: an annotation id and its new comment.
        arranged: columns, order, groups or heights have changed.
        cleared: the filter is to be taken away.
    """

    opened = Signal(object, bool)
    asked = Signal(str, object)
    commented = Signal(object, str)
    arranged = Signal()
    cleared = Signal()

    def __init__(self, look: Look, workspace: Workspace, words: TableWords, table: Table) -> None:
        super().__init__()
        self.look, self._workspace, self._words = look, workspace, words
        self._lines: list[TableLine] = []
        self._group: Facet | None = None
        self._closed: set[str] = set()
        self._is_filtered = False
        self.model = TableModel(table, words, self)
        self.view = TableView(look, self.model)
        self.view.setAccessibleName(self.tr("批注表"))
        self.count = Words(look, px=13, role="text2", fit=True)
        self.group_button = Button(look, "", kind="chip", height=28, px=13, checkable=True)
        self.show_button = Button(look, self.tr("列与行高"), kind="chip", height=28, px=13)
        self.bulk = BulkBar(look, self._fill_remove)
        self.preview = LinePreview(look)
        self._styles = CitationStyles(self)
        self.message = Words(look, px=15, role="text2", height=40, align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        self.advice = Words(look, px=13, role="text3", height=24, align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        self.clear_button = Button(look, self.tr("清除筛选"), kind="primary")
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self.look
        top = Ground(look, "page", height=44)
        title = Words(look, self.tr("批注表"), px=18, bold=True, fit=True, height=36)
        row(
            top, title, 8, self.count, None, self.group_button, self.show_button,
            margins=(14, 0, 8, 0), spacing=6,
        )  # fmt: skip
        silence, button = Ground(look, "page"), QWidget()
        row(button, None, self.clear_button, None, margins=(0, 12, 0, 0))
        column(silence, 72, self.message, self.advice, button, None)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(silence)
        self.splitter = Splitter(look, Qt.Orientation.Vertical, handle=1)
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setCollapsible(0, False)
        column(self, top, self.bulk, self.splitter).setStretchFactor(self.splitter, 1)

    def _connect(self) -> None:
        view = self.view
        opens_menu(self.group_button, self._fill_groups)
        opens_menu(self.show_button, self.fill_show)
        self.group_button.clicked.connect(self._name_group)
        view.opened.connect(self.opened)
        view.commented.connect(self.commented)
        view.chose.connect(self._chose)
        view.folded.connect(self._fold)
        view.menu_asked.connect(lambda place: show_menu(view, self._fill_menu, place))
        view.deleted.connect(lambda: self.ask("delete"))
        view.retagged.connect(lambda: self.ask("add"))
        view.copied.connect(lambda as_table: self.ask("copy_table" if as_table else "copy"))
        view.head.sorted_by.connect(lambda _: self._arranged_anew())
        view.head.arranged.connect(self.arranged)
        view.head.columns_asked.connect(lambda at: show_menu(view, self._fill_columns, at))
        self.bulk.asked.connect(self._bulk)
        self.preview.opened.connect(self._open_current)
        self.preview.asked.connect(self._preview_asked)
        self.splitter.splitterMoved.connect(lambda *_: self.arranged.emit())
        self.clear_button.clicked.connect(self.cleared)
        self._rest.timeout.connect(self.show_current)

    # --- showing ---

    def set_library(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._closed.clear()

    def show_lines(self, table: Table, lines: list[TableLine], *, is_filtered: bool) -> None:
        """Show these lines of a table, sorted and grouped as the person wishes."""
        self.model.table = table
        self._lines, self._is_filtered = lines, is_filtered
        self._arrange()

    def _arrange(self) -> None:
        table = self.model.table
        entries = self._entries(table.ordered(self._lines, self.view.head.keys))
        self.view.show_rows(lambda: self.model.show(entries))
        if not self.view.currentIndex().isValid():
            self.view.start_at_top()
        self._count()
        self._stack.setCurrentIndex(0 if self._lines else 1)
        self._say_why_empty()
        self._name_group()

    def _entries(self, lines: list[TableLine]) -> Sequence[Entry]:
        if self._group is None:
            return lines
        table, facet = self.model.table, self._group
        entries: list[Entry] = []
        for group in table.grouped(lines, facet):
            is_closed = group.value in self._closed
            name = self._words.value(table, facet, group.value)
            tag = UUID(group.value) if facet is Facet.TAG and group.value else None
            entries.append(Head(group.value, name, len(group.lines), is_closed, tag))
            entries += () if is_closed else group.lines
        return entries

    def _arranged_anew(self) -> None:
        self._arrange()
        self.view.scrollToTop()
        self.arranged.emit()

    def _say_why_empty(self) -> None:
        if self._is_filtered:
            self.message.set_text(self.tr("没有符合条件的批注"))
            self.advice.set_text(self.tr("可去掉一两个条件，或清除全部筛选"))
        else:
            self.message.set_text(self.tr("还没有批注"))
            words = self.tr(
                "在阅读页选中文字，按 H 标记、按 T 加标签、按 C 写批注；批注都会列在这里"
            )
            self.advice.set_text(words)
        self.clear_button.setVisible(self._is_filtered)
        self.preview.setVisible(bool(self._lines))

    def _count(self) -> None:
        shown, chosen = len(self._lines), len(self.view.chosen())
        words = self.tr("{count} 条").format(count=f"{shown:,}")
        total = len(self.model.table.lines)
        if shown != total:
            words = self.tr("{count} 条，全库 {total} 条").format(
                count=f"{shown:,}", total=f"{total:,}"
            )
        self.count.set_text(words)
        self.bulk.show_count(chosen)
        self._show_bulk(shown=chosen > 1 or (chosen == 1 and self.view.was_ticked))

    def _show_bulk(self, *, shown: bool) -> None:
        """The bar pushes the table down; its rows stay where they are on the screen."""
        if shown != self.bulk.isVisible() and self.isVisible():
            bar, height = self.view.verticalScrollBar(), self.look.px(40)
            place = bar.value()
            self.bulk.setVisible(shown)
            self.layout().activate()  # type: ignore[union-attr]
            bar.setValue(place + height if shown else place - height)
        else:
            self.bulk.setVisible(shown)

    def _chose(self) -> None:
        self._count()
        if self.isVisible():
            self._rest.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    def show_current(self) -> None:
        """Show the current annotation whole."""
        line = self.view.current_line()
        rows = self._workspace.tabulating.rows([line.id]) if line else []
        self.preview.show_row(rows[0] if rows else None, self._workspace.citing)

    # --- commands ---

    def ask(self, command: str) -> None:
        """Do something with the chosen annotations, or with the current one."""
        ids = [line.id for line in self.view.acted_on()]
        if ids:
            self.asked.emit(command, ids)

    def _copy_as(self, citing: Citing, alone: bool) -> None:
        self.ask(f"copy:{citing.style}{'+' if alone else ''}")

    def _bulk(self, command: str) -> None:
        if command == "none":
            self.view.clearSelection()
            self.view.setFocus()
        else:
            self.ask(command)

    def _open_current(self, beside: bool) -> None:
        line = self.view.current_line()
        if line is not None:
            self.opened.emit(line, beside)

    def _preview_asked(self, command: str) -> None:
        """The buttons under the passage mean this passage, whatever else is chosen."""
        line = self.view.current_line()
        if line is None:
            return
        if command == "edit":
            self.view.setFocus()
            self.view.edit_comment()
        else:
            self.asked.emit(command, [line.id])

    def _fold(self, value: str, close: bool) -> None:
        (self._closed.add if close else self._closed.discard)(value)
        self._arrange()

    # --- menus ---

    def _fill_groups(self, menu: QMenu) -> None:
        names = {"": self.tr("不分组")}
        names |= {facet.value: self._words.facets[facet] for facet in GROUPS}
        add_choices(menu, names, self._group.value if self._group else "", self.group_by)
        if self._group is not None:
            menu.addSeparator()
            menu.addAction(self.tr("全部收起"), self._close_all)
            menu.addAction(self.tr("全部展开"), self._open_all)

    def group_by(self, facet: str) -> None:
        """Put lines under the values of a facet; under none with an empty name."""
        self._group = Facet(facet) if facet else None
        self._closed.clear()
        self._arranged_anew()

    def _close_all(self) -> None:
        heads = (entry for entry in self.model.entries if isinstance(entry, Head))
        self._closed = {head.value for head in heads}
        self._arrange()

    def _open_all(self) -> None:
        self._closed.clear()
        self._arrange()

    def _name_group(self) -> None:
        name = self._words.facets[self._group] if self._group else self.tr("不分组")
        self.group_button.set_label(self.tr("分组：{name}").format(name=name))
        self.group_button.setChecked(self._group is not None)

    def fill_show(self, menu: QMenu) -> None:
        """Sorting, columns and heights, for those who do without the head of the table."""
        self._fill_sorting(menu.addMenu(self.tr("排序")))
        self._fill_columns(menu.addMenu(self.tr("列")))
        menu.addSeparator()
        names = {"1": self.tr("每行一行字"), "2": self.tr("每行两行字"), "3": self.tr("每行三行字")}
        add_choices(menu, names, str(self.view.text_lines), self.set_text_lines)

    def set_text_lines(self, count: str) -> None:
        self.view.set_text_lines(int(count))
        self.arranged.emit()

    def _fill_sorting(self, menu: QMenu) -> None:
        head = self.view.head
        menu.addAction(self.tr("按报告和位置"), lambda: (head.set_keys(()), self._arranged_anew()))
        menu.addSeparator()
        for name in COLUMNS:
            key = next((key for key in head.keys if key.column is name), None)
            sign = "" if key is None else " ↑" if not key.descending else " ↓"
            menu.addAction(self._words.columns[name] + sign, lambda c=name: head.sort_by(c))

    def _fill_columns(self, menu: QMenu) -> None:
        head = self.view.head
        for name in COLUMNS:
            action = menu.addAction(self._words.columns[name])
            action.setCheckable(True)
            action.setChecked(head.is_shown(name))
            action.setEnabled(name is not Column.QUOTE)
            action.toggled.connect(lambda on, c=name: head.set_shown(c, on))
        menu.addSeparator()
        menu.addAction(self.tr("恢复原样"), self._reset_columns)

    def _reset_columns(self) -> None:
        self.view.head.arrange(None)
        self.arranged.emit()

    def _fill_menu(self, menu: QMenu) -> None:
        lines = self.view.acted_on()
        if len(lines) == 1:
            line = lines[0]
            menu.addAction(
                self.tr("在报告中打开") + "\tEnter", lambda: self.opened.emit(line, False)
            )
            menu.addAction(self.tr("在旁边打开") + "\tCtrl+Enter", lambda: self.opened.emit(line, True))  # fmt: skip
            menu.addAction(self.tr("改批注") + "\tF2", self.view.edit_comment)
            menu.addSeparator()
        menu.addAction(self.tr("加标签…") + "\tT", lambda: self.ask("add"))
        menu.addAction(self.tr("换标签…"), lambda: self.ask("replace"))
        self._fill_remove(menu.addMenu(self.tr("去标签")))
        menu.addSeparator()
        if any(not line.resolved for line in lines):
            menu.addAction(self.tr("标为已解决"), lambda: self.ask("resolve"))
        if any(line.resolved for line in lines):
            menu.addAction(self.tr("改回未解决"), lambda: self.ask("reopen"))
        menu.addSeparator()
        menu.addAction(self.tr("复制摘录和出处") + "\tCtrl+C", lambda: self.ask("copy"))
        self._styles.add_to(menu, self._workspace.citing, self._copy_as)
        menu.addAction(self.tr("复制为表格") + "\tCtrl+Shift+C", lambda: self.ask("copy_table"))
        menu.addAction(self.tr("导出所选…"), lambda: self.ask("export"))
        menu.addSeparator()
        words = self.tr("删除 {count} 条").format(count=len(lines))
        menu.addAction(words + "\tDelete", lambda: self.ask("delete"))

    def _fill_remove(self, menu: QMenu) -> None:
        """The tags that the chosen ones carry."""
        lines, tree = self.view.acted_on(), self.model.table.tree
        held = {tag for line in lines for tag in line.tags}
        for tag in tree.tags:
            if tag.id in held:
                count = sum(tag.id in line.tags for line in lines)
                words = f"{tag.code} {tag.name}".strip() + f"\t{count}"
                menu.addAction(words, lambda t=tag.id: self.ask(f"remove:{t}"))
        if menu.isEmpty():
            menu.addAction(self.tr("所选批注没有标签")).setEnabled(False)

    # --- remembering ---

    def state(self) -> dict[str, Json]:
        """How the table looks, to be kept."""
        keys: list[Json] = [[key.column.value, key.descending] for key in self.view.head.keys]
        return {
            "columns": self.view.head.state(),
            "sort": keys,
            "group": self._group.value if self._group else "",
            "lines": self.view.text_lines,
            "preview": self.splitter.sizes()[1],
        }

    def restore(self, kept: Json) -> None:
        """Look as it was left; what is not understood is as at first."""
        known: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self.view.head.arrange(known.get("columns"))
        self.view.head.set_keys(_keys(known.get("sort")))
        group = known.get("group")
        self._group = next((facet for facet in GROUPS if facet.value == group), None)
        count = known.get("lines")
        self.view.set_text_lines(count if count in {1, 2, 3} else 1)
        height = known.get("preview")
        lower = height if isinstance(height, int) and height > 0 else self.look.px(PREVIEW_HEIGHT)
        self.splitter.setSizes([max(200, self.height() - lower), lower])


def _keys(kept: Any) -> list[SortKey]:
    known = {column.value: column for column in Column}
    found: list[SortKey] = []
    for entry in kept if isinstance(kept, list) else []:
        match entry:
            case [str(name), bool(descending)] if name in known:
                found.append(SortKey(known[name], descending))
            case _:
                continue
    return found

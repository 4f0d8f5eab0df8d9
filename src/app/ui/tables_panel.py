"""The page of tables in the window: made when first shown, and what its commands do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.anchor import Span
from app.domain.change import Change
from app.domain.citation import Style
from app.domain.errors import PiyueError
from app.domain.table import TableLine
from app.settings import ViewState
from app.ui.dialogs import ask_text
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class TablesPanel(QObject):
    """Brings the page of tables, the panes and the verbs together."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._view: ViewState | None = None
        self._page: Any = None  # a TablesPage, whose module is loaded when first needed
        self._palette: Any = None
        self._to_tag: tuple[str, Sequence[UUID]] = ("add", ())

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        self._workspace, self._view = workspace, view
        if self._page is not None and workspace is not None and view is not None:
            self._page.set_workspace(workspace, view)

    def page(self) -> QWidget:
        """The page itself; made at the first call."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def _make(self) -> QWidget:
        from app.ui.tables.tables_page import TablesPage

        window = self._window
        assert self._workspace is not None
        assert self._view is not None
        page = TablesPage(window.look, self._workspace, self._view)
        window.pages.addWidget(page)
        page.opened.connect(self.open_line)
        page.asked.connect(self.run)
        page.compared.connect(self.read_side_by_side)
        page.copied.connect(self._copy_cells)
        page.commented.connect(self._set_comment)
        page.commanded.connect(window.commands.trigger)
        page.name_asked.connect(self._ask_name)
        for id_, button in (("undo", page.undo_button), ("redo", page.redo_button)):
            action = window.commands[id_]
            button.setEnabled(action.isEnabled())
            button.setToolTip(window.commands.tip(id_))
            action.enabledChanged.connect(button.setEnabled)
        return page

    def focus(self) -> None:
        """Into the rows."""
        if self._page is not None:
            self._page.focus_rows()

    def recite(self) -> None:
        """Show sources in the form that was chosen now."""
        if self._page is not None:
            self._page.part.show_current()

    def refresh(self, change: Change) -> None:
        if self._page is not None:
            self._page.refresh(change)

    # --- going to passages ---

    def open_line(self, line: TableLine, beside: bool) -> None:
        """Go to the passage of an annotation; the table stays as it is, to come back to."""
        window = self._window
        window.show_page("reading")
        span = Span(line.start, line.end) if line.start >= 0 else None
        window.reading.open_at(line.report, span, beside=beside)
        active = window.reading.area.active
        if active is not None and active.id == line.report:
            active.pane.activate_annotation(line.id)
        keys = window.commands.key("page_tables")
        window.say(self.tr("按 {keys} 回到批注表").format(keys=keys))

    def read_side_by_side(self, lines: Sequence[TableLine]) -> None:
        """Show these passages, each in a pane of its own, and no other report."""
        window = self._window
        window.show_page("reading")
        reading = window.reading
        wanted = {line.report for line in lines}
        for one in [one for one in reading.area.open if one.id not in wanted]:
            reading.opening.close(one)
        for line in lines:
            self.open_line(line, beside=True)

    # --- verbs ---

    def run(self, command: str, ids: Sequence[UUID]) -> None:
        """Do what the table asks for with these annotations: one change each."""
        workspace = self._workspace
        if workspace is None or not ids:
            return
        verb, _, argument = command.partition(":")
        does: dict[str, Callable[[], object]] = {
            "add": lambda: self._ask_tag("add", ids),
            "replace": lambda: self._ask_tag("replace", ids),
            "remove": lambda: workspace.annotating.remove_tags(ids, [UUID(argument)]),
            "delete": lambda: self._delete(workspace, ids),
            "resolve": lambda: workspace.discussing.resolve(ids),
            "reopen": lambda: workspace.discussing.resolve(ids, resolved=False),
            "copy": lambda: self._copy(workspace, ids, argument),
            "copy_table": lambda: self._copy_table(workspace, ids),
            "export": lambda: self._export("selection", ids),
            "export_table": lambda: self._export("table", ids),
        }
        self._attempt(does[verb])

    def _delete(self, workspace: Workspace, ids: Sequence[UUID]) -> None:
        workspace.annotating.delete(ids)
        words = self.tr("已删除 {count} 条批注，可用“撤销”恢复")
        self._window.say(words.format(count=len(ids)))

    def _set_comment(self, id_: UUID, comment: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.annotating.set_comment(id_, comment))

    def _copy(self, workspace: Workspace, ids: Sequence[UUID], form: str) -> None:
        """Quotes and sources.

        Args:
            form: a style of citation, with `+` for sources alone; empty for the usual one.
        """
        from app.ui.tables.copying import quoted

        rows, citing = workspace.tabulating.rows(ids), workspace.citing
        style = form.removesuffix("+")
        if style:
            citing = replace(citing, style=Style(style))
        if form.endswith("+"):
            text = "\n".join(citing.row(row) for row in rows)
            QGuiApplication.clipboard().setText(text)
            self._window.say(self.tr("已复制 {count} 条出处").format(count=len(rows)))
            return
        QGuiApplication.clipboard().setText(quoted(rows, citing))
        self._window.say(self.tr("已复制 {count} 条摘录和出处").format(count=len(rows)))

    def _copy_table(self, workspace: Workspace, ids: Sequence[UUID]) -> None:
        from app.ui.tables.copying import row_cells, tabbed
        from app.workspace.labels import LABELS

        rows = workspace.tabulating.rows(ids)
        labels = LABELS[self._window.settings.language]
        QGuiApplication.clipboard().setText(tabbed(row_cells(rows, labels, workspace.citing)))
        self._window.say(self.tr("已复制 {count} 行，可贴进 Excel").format(count=len(rows)))

    def _copy_cells(self, cells: Sequence[Sequence[str]]) -> None:
        from app.ui.tables.copying import tabbed

        QGuiApplication.clipboard().setText(tabbed(cells))
        self._window.say(self.tr("已复制 {count} 行，可贴进 Excel").format(count=len(cells)))

    def _export(self, kind: str, ids: Sequence[UUID]) -> None:
        transfers = self._window.transfers
        if kind == "table":
            transfers.export_table(ids)
        else:
            transfers.export_annotations(ids)

    def shown_ids(self) -> Sequence[UUID]:
        """The annotations that the filter of the table leaves."""
        return self._page.shown_ids() if self._page is not None else ()

    def chosen_ids(self) -> Sequence[UUID]:
        return self._page.chosen_ids() if self._page is not None else ()

    # --- asking ---

    def _ask_name(self) -> None:
        window = self._window
        ask_text(
            window.look, window, self.tr("存下现在的筛选"), self.tr("给它一个名字，以后一点就用："), "",
            [("cancel", self.tr("取消"), "normal"), ("yes", self.tr("存下"), "primary")],
            lambda key, typed: self._page.keep_filter(typed.strip())
            if key == "yes" and typed.strip() else None,
        )  # fmt: skip

    def _ask_tag(self, mode: str, ids: Sequence[UUID]) -> None:
        """Open the palette over the table."""
        from app.ui.tags.palette import Request, TagPalette

        window, workspace = self._window, self._workspace
        if workspace is None or self._page is None:
            return
        self._to_tag = (mode, list(ids))
        if self._palette is None:
            self._palette = TagPalette(window.look, window)
            self._palette.tag_chosen.connect(lambda tag, _: self._take(tag))
            self._palette.new_tag.connect(lambda name, group, _: self._take_new(name, group))
            self._palette.slot_wished.connect(self._give_slot)
            self._palette.closed.connect(self.focus)
        view = self._page.part.view
        place = view.viewport().mapTo(window, QPoint(40, 0))
        rect = view.visualRect(view.currentIndex())
        y = min(max(0, rect.bottom()), view.viewport().height() // 2)
        place = QRectF(place.x(), place.y() + y, 1, 1)
        self._palette.open_at(place, Request(workspace.tagging, self._given))

    def _given(self) -> frozenset[UUID]:
        """The tags that all the annotations carry to which more are added."""
        mode, ids = self._to_tag
        workspace = self._workspace
        if workspace is None or mode != "add" or not ids:
            return frozenset()
        each = [frozenset(workspace.library.annotation(id_).tags) for id_ in ids]
        return each[0].intersection(*each[1:])

    def _take_new(self, name: str, group: UUID | None) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: self._take(workspace.tagging.ensure(name, group).id))

    def _give_slot(self, slot: int, tag: UUID) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.tagging.toggle_slot(slot, tag))

    def _take(self, tag: UUID) -> None:
        mode, ids = self._to_tag
        workspace = self._workspace
        if workspace is None:
            return
        if tag in self._given():
            self._attempt(lambda: workspace.annotating.remove_tags(ids, [tag]))
        elif mode == "add":
            self._attempt(lambda: workspace.annotating.add_tags(ids, [tag]))
        else:
            self._attempt(lambda: workspace.annotating.retag(ids, [tag]))
            self._to_tag = ("add", ids)  # what is chosen further comes in addition

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self._window.report(refusal)

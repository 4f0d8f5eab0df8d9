"""The page of tables: one filter, the table of annotations, and the matrix beside it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.change import Change, Entity
from app.domain.table import Facet, Sieve
from app.settings import Json, ViewState
from app.ui.controls import Button, Ground, Rule, column, row
from app.ui.panes import Splitter
from app.ui.tables.filter_bar import FilterBar
from app.ui.tables.matrix_part import MatrixPart
from app.ui.tables.table_part import TablePart
from app.ui.tables.value_popup import Offer
from app.ui.tables.words import TableWords
from app.ui.theme import Look
from app.workspace.sieves import sieve_fields, sieve_value
from app.workspace.table import Table
from app.workspace.workspace import Workspace

TABLE, MATRIX = "table", "matrix"
ROOM_FOR_BOTH = 1560
"""Width in pixels at 100 % from which table and matrix stand side by side."""

SHARE = 0.6
"""How much of it the table gets at first."""

STATE, FILTERS = "tables", "table_filters"
"""Under which keys the view state of a library keeps how the page looks, and named filters."""


class TablesPage(QWidget):
    """Everything annotated in the library.

    While it is hidden it reads nothing; shown again, it takes up what has changed.

    Signals:
        opened: a TableLine, and whether beside the present report.
        asked: a command on annotations, and their ids (see TablePart).
        commented: an annotation id and its new comment.
        compared: TableLines of two to four reports, to be read side by side.
        copied: cells of a table for the clipboard, as lists of texts.
        commanded: the name of an action of the window.
        name_asked: the present filter is to be kept under a name.
    """

    opened = Signal(object, bool)
    asked = Signal(str, object)
    commented = Signal(object, str)
    compared = Signal(object)
    copied = Signal(object)
    commanded = Signal(str)
    name_asked = Signal()

    def __init__(self, look: Look, workspace: Workspace, view: ViewState) -> None:
        super().__init__()
        self.look, self._workspace, self._view = look, workspace, view
        self.words = TableWords()
        self.table: Table = workspace.tabulating.table()
        self._is_stale = False
        self._touched: set[UUID] = set()
        self.filters = FilterBar(
            look, self.words.facets, self._offers, self._word, self.kept_filters
        )
        self.part = TablePart(look, workspace, self.words, self.table)
        self._matrix: MatrixPart | None = None
        self._parts = [TABLE, MATRIX]
        self._lay_out()
        self._connect()
        self._restore()

    def _lay_out(self) -> None:
        look = self.look
        top = Ground(look, "dock", "b", height=38)
        self.undo_button = Button(look, self.tr("撤销"), "undo")
        self.redo_button = Button(look, self.tr("重做"), "redo")
        self.export_button = Button(look, self.tr("导出…"), "export", "normal", height=28)
        self.export_button.clicked.connect(
            lambda: self.asked.emit("export_table", self.shown_ids())
        )
        self.part_buttons = {
            TABLE: Button(look, self.tr("批注表"), "summary", checkable=True),
            MATRIX: Button(look, self.tr("标签 × 报告"), "columns", checkable=True),
        }
        for key, button in self.part_buttons.items():
            button.clicked.connect(lambda _=False, k=key: self.toggle_part(k))
        row(
            top, *self.part_buttons.values(), Rule(look), self.undo_button, self.redo_button, None,
            self.export_button, margins=(8, 0, 8, 0), spacing=1,
        )  # fmt: skip
        self.splitter = Splitter(look, Qt.Orientation.Horizontal, handle=1)
        self.splitter.addWidget(self.part)
        self.splitter.setChildrenCollapsible(False)
        column(self, top, self.filters, self.splitter).setStretchFactor(self.splitter, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(lambda _: self._sift())
        self.filters.save_asked.connect(self.name_asked)
        self.filters.forgotten.connect(self.forget_filter)
        self.filters.left.connect(self.focus_rows)
        self.part.opened.connect(self.opened)
        self.part.asked.connect(self.asked)
        self.part.commented.connect(self.commented)
        self.part.arranged.connect(self._remember)
        self.part.cleared.connect(self.filters.clear)
        self.undo_button.clicked.connect(lambda: self.commanded.emit("undo"))
        self.redo_button.clicked.connect(lambda: self.commanded.emit("redo"))

    # --- the library ---

    def set_workspace(self, workspace: Workspace, view: ViewState) -> None:
        """Show another library, as it was last looked at."""
        self._workspace, self._view = workspace, view
        self.part.set_library(workspace)
        if self._matrix is not None:
            self._matrix.set_library(workspace)
        self._is_stale = True
        self.filters.set_sieve(Sieve())
        self._restore()

    def set_undo(self, *, undo: bool, redo: bool) -> None:
        self.undo_button.setEnabled(undo)
        self.redo_button.setEnabled(redo)

    def refresh(self, change: Change) -> None:
        """Take up a change: only the annotations it touches are read again."""
        if any(change.touched(e) for e in (Entity.TAG, Entity.REPORT, Entity.REVIEWER)):
            self._is_stale = True
        else:
            self._touched |= {UUID(id_) for id_ in change.touched(Entity.ANNOTATION)}
        if self.isVisible():
            self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        """Read what has changed since the page was last seen."""
        if self._is_stale:
            self.table = self._workspace.tabulating.table()
        elif self._touched:
            self._workspace.tabulating.renew(self.table, frozenset(self._touched))
        else:
            self.part.show_current()
            return
        self._is_stale = False
        self._touched.clear()
        self._sift()

    # --- narrowing ---

    def _sift(self) -> None:
        """Show what passes the filter."""
        if self._is_stale:
            return  # read when shown
        sieve = self.filters.sieve
        lines = self.table.sift(sieve)
        if not self.part.isHidden():
            self.part.show_lines(self.table, lines, is_filtered=not sieve.is_open)
        if self._matrix is not None and not self._matrix.isHidden():
            self._matrix.show_lines(self.table, lines, sieve)
        self._remember()

    # --- the two halves ---

    @property
    def matrix(self) -> MatrixPart:
        """The matrix, made when first asked for."""
        if self._matrix is None:
            matrix = self._matrix = MatrixPart(self.look, self._workspace, self.words, self.table)
            kept = self._view.get(None, STATE)
            matrix.restore(kept.get("matrix") if isinstance(kept, dict) else None)
            matrix.opened.connect(self.opened)
            matrix.compared.connect(self.compared)
            matrix.copied.connect(lambda ids: self.asked.emit("copy", ids))
            matrix.matrix_copied.connect(self.copied)
            matrix.arranged.connect(self._remember)
            self.splitter.addWidget(matrix)
        return self._matrix

    @property
    def has_room(self) -> bool:
        """Whether both halves fit beside each other."""
        return self.width() >= self.look.px(ROOM_FOR_BOTH)

    def toggle_part(self, part: str) -> None:
        """Show or hide a half; where only one fits, show that one instead of the other."""
        if not self.has_room:
            self._parts = [part, *(p for p in self._parts if p != part)]
        elif part in self._parts and len(self._parts) > 1:
            self._parts.remove(part)
        elif part not in self._parts:
            self._parts.append(part)
        self._show_parts()
        self.focus_rows()
        self._remember()

    def _show_parts(self) -> None:
        shown = self._parts if self.has_room else self._parts[:1]
        for key, button in self.part_buttons.items():
            button.setChecked(key in shown)
        before = (self.part.isHidden(), self._matrix is None or self._matrix.isHidden())
        self.part.setVisible(TABLE in shown)
        if MATRIX in shown:
            self.matrix.show()
        elif self._matrix is not None:
            self._matrix.hide()
        self.setFocusProxy(self.part.view if TABLE in shown else self.matrix.view)
        after = (self.part.isHidden(), self._matrix is None or self._matrix.isHidden())
        if len(shown) > 1 and before != after:
            self.splitter.setSizes([round(self.width() * SHARE), round(self.width() * (1 - SHARE))])
        if before != after:
            self._sift()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def _word(self, facet: Facet, value: str) -> str:
        return self.words.value(self.table, facet, value)

    def _offers(self, facet: Facet) -> list[Offer]:
        """The values of a facet, tags as a tree."""
        tree = self.table.tree
        found: list[Offer] = []
        for value, count in self.table.counts(facet, self.filters.sieve):
            tag = tree.get(UUID(value)) if facet is Facet.TAG and value else None
            depth = tree.path(tag.id).count("/") if tag else 0
            found.append(Offer(value, self._word(facet, value), count, depth, tag))
        return found

    def kept_filters(self) -> Mapping[str, Sieve]:
        """The named filters of this library."""
        kept = self._view.get(None, FILTERS)
        named = kept if isinstance(kept, dict) else {}
        return {name: sieve_value(fields) for name, fields in named.items()}

    def keep_filter(self, name: str) -> None:
        """Keep the present filter under a name; an older one of that name goes."""
        kept = {**self.kept_filters(), name: self.filters.sieve}
        self._put_filters(kept)

    def forget_filter(self, name: str) -> None:
        self._put_filters({n: sieve for n, sieve in self.kept_filters().items() if n != name})

    def _put_filters(self, kept: Mapping[str, Sieve]) -> None:
        fields: dict[str, Json] = {name: sieve_fields(sieve) for name, sieve in kept.items()}
        self._view.set(None, FILTERS, fields)
        self._view.save()

    # --- going about ---

    def focus_rows(self) -> None:
        """From the filter into the table."""
        if self.part.isHidden():
            self.matrix.view.setFocus(Qt.FocusReason.TabFocusReason)
            return
        view = self.part.view
        if view.current_line() is None:
            view.start_at_top()
        view.setFocus(Qt.FocusReason.TabFocusReason)

    def shown_ids(self) -> list[UUID]:
        """The annotations that the filter leaves."""
        return [line.id for line in self.table.sift(self.filters.sieve)]

    def chosen_ids(self) -> list[UUID]:
        return [line.id for line in self.part.view.chosen()]

    # --- remembering ---

    def _restore(self) -> None:
        kept = self._view.get(None, STATE)
        known: Mapping[str, Json] = kept if isinstance(kept, dict) else {}
        self.part.restore(known.get("table"))
        parts = known.get("parts")
        if isinstance(parts, list):
            self._parts = [p for p in parts if p in (TABLE, MATRIX)] or [TABLE]
        if self._matrix is not None:
            self._matrix.restore(known.get("matrix"))
        self.filters.set_sieve(sieve_value(known.get("filter")))
        self._sift()

    def _remember(self) -> None:
        fields: dict[str, Json] = {
            "table": self.part.state(),
            "matrix": self._matrix.state() if self._matrix else self._kept_matrix(),
            "parts": list[Json](self._parts),
            "filter": sieve_fields(self.filters.sieve),
        }
        self._view.set(None, STATE, fields)

    def _kept_matrix(self) -> Json:
        kept = self._view.get(None, STATE)
        return kept.get("matrix") if isinstance(kept, dict) else None

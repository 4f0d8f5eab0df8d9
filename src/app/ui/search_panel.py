"""The search page in the window: made when first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class SearchPanel(QObject):
    """Brings the search page and the panes together."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._page: Any = None  # a SearchPage, whose module is loaded when first needed

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        if self._page is not None and workspace is not None:
            self._page.set_workspace(workspace)

    def page(self) -> QWidget:
        """The page itself; made at the first call."""
        if self._page is None:
            self._page = self._make()
        return self._page

    def start(self, typed: str) -> None:
        """Search for this; with nothing typed only the field is made ready."""
        self.page()
        if typed:
            self._page.start(typed)
        else:
            self._page.field.setFocus()
            self._page.field.selectAll()

    def _make(self) -> QWidget:
        from app.ui.search.search_page import SearchPage

        window = self._window
        assert self._workspace is not None
        page = SearchPage(window.look, self._workspace, window.jobs, window.wording.levels())
        window.pages.addWidget(page)
        page.opened.connect(window.open_hit)
        page.problem.connect(window.report)
        page.tag_wished.connect(window.auto_tagging.open_for_query)
        page.searched.connect(window.reading.opening.marks.show_hits)
        return page

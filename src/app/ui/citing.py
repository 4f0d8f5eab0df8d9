"""Citing: the styles of citations as words, copying in any of them, choosing the usual one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.domain.citation import Citing, Style
from app.domain.filters import Filter
from app.domain.rows import AnnotationRow
from app.ui.commands import quoted
from app.ui.dialogs import Sheet

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.panes import OpenReport
    from app.workspace.workspace import Workspace

Copy = Callable[[Citing, bool], object]
"""Copies with a source in this form; True: the source alone."""


class CitationStyles(QObject):
    """The styles as words, and the menu that copies in any of them."""

    def names(self) -> dict[str, str]:
        """By the value of the style."""
        return {
            Style.PATH.value: self.tr("单位·年度·章节"),
            Style.STANDARD.value: self.tr("GB/T 7714 参考文献"),
            Style.TEMPLATE.value: self.tr("自定义模板"),
        }

    def add_to(self, menu: QMenu, citing: Citing, copy: Copy) -> QMenu:
        """A menu inside a menu: text with source, or the source alone, in each style.

        Args:
            citing: the usual form; what is chosen here does not change it.
        """
        inside = menu.addMenu(self.tr("复制引文为"))
        for style, name in self.names().items():
            form = replace(citing, style=Style(style))
            inside.addAction(name, lambda f=form: copy(f, False))
        inside.addSeparator()
        alone = self.tr("只要出处：{style}")
        for style, name in self.names().items():
            form = replace(citing, style=Style(style))
            inside.addAction(alone.format(style=name), lambda f=form: copy(f, True))
        return inside


class Citations(QObject):
    """What the window does about citations."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.styles = CitationStyles(self)

    # --- copying ---

    def add_to(self, menu: QMenu, one: OpenReport) -> None:
        """Copy the selection of a pane, else its active annotation."""
        workspace = self._window.workspace
        if workspace is not None:
            self.styles.add_to(menu, workspace.citing, lambda *form: self._copy(one, *form))

    def open_menu(self) -> None:
        """Ask in which style to copy what is selected in the active pane."""
        one, workspace = self._window.reading.area.active, self._window.workspace
        if one is None or workspace is None:
            return
        if one.pane.selection() is None and one.pane.active_annotation() is None:
            self._window.say(self.tr("请先选中文字，或点一处标记"))
            return
        menu = QMenu(one.pane)
        menu.aboutToHide.connect(menu.deleteLater)
        inside = self.styles.add_to(menu, workspace.citing, lambda *form: self._copy(one, *form))
        port = one.pane.view.viewport()
        inside.popup(port.mapToGlobal(one.pane.selection_rect().bottomLeft()))

    def _copy(self, one: OpenReport, citing: Citing, alone: bool) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        span, active = one.pane.selection(), one.pane.active_annotation()
        if span is not None:
            words = one.pane.view.display.shown_of(span)
            source = workspace.annotating.citation(one.id, span, citing)
        elif active is not None:
            rows = workspace.annotating.rows(
                Filter(reports=frozenset({one.id}), annotations=frozenset({active}))
            )
            if not rows:
                return
            words, source = rows[0].quote, citing.row(rows[0])
        else:
            return
        QGuiApplication.clipboard().setText(source if alone else quoted(words, source))
        self._window.say(self.tr("已复制出处") if alone else self.tr("已复制文字和出处"))

    # --- the usual style ---

    def ask(self) -> None:
        """Show the styles with a real passage, and take the one that is chosen."""
        from app.ui.settings.citation_page import CitationPage

        window = self._window
        settings = window.settings
        usual = Citing.kept(settings.citation_style, settings.citation_template)
        workspace = window.workspace
        example = self._example(workspace) if workspace is not None else None
        is_english = settings.language == "en"
        page = CitationPage(window.look, self.styles.names(), usual, example, english=is_english)
        sheet = Sheet(window.look, page, window, QSize(640, 560))

        def chosen(key: str) -> None:
            if key == "use":
                self._take(page.citing())
            sheet.close_sheet()

        page.chosen.connect(chosen)
        sheet.open_sheet()

    def _take(self, citing: Citing) -> None:
        window = self._window
        window.remember(citation_style=citing.style.value, citation_template=citing.template)
        if window.workspace is not None:
            window.workspace.cite_by(citing)
        window.tables_panel.recite()
        window.say(self.tr("出处改用：{style}").format(style=self.styles.names()[citing.style]))

    def _example(self, workspace: Workspace) -> Callable[[Citing], str] | None:
        """Cites the active annotation, another one of the library, or a report."""
        row = self._row(workspace)
        if row is not None:
            return lambda citing: citing.row(row)
        reports = workspace.library.reports()
        if not reports:
            return None
        report = reports[0]
        return lambda citing: citing.passage(report)

    def _row(self, workspace: Workspace) -> AnnotationRow | None:
        active = self._window.reading.area.active
        first = [active.id] if active is not None else []
        for id_ in [*first, *(report.id for report in workspace.library.reports()[:20])]:
            rows = workspace.annotating.rows(Filter(reports=frozenset({id_})))
            marked = active.pane.active_annotation() if active is not None else None
            for row in rows:
                if row.annotation.id == marked:
                    return row
            deepest = max(rows, key=lambda row: (row.paragraph > 0, len(row.section)), default=None)
            if deepest is not None:
                return deepest
        return None

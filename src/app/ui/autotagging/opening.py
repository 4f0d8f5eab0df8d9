"""Opening the sheet for tagging by rule, and saying afterwards what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QVBoxLayout

from app.domain.change import Change
from app.domain.errors import NotFound
from app.domain.search import Query
from app.ui.library.library_model import LINE_ROLE
from app.ui.notice_bar import NoticeBar

if TYPE_CHECKING:
    from app.ui.autotagging.rule_form import Reports
    from app.ui.main_window import MainWindow
    from app.workspace.autotagging import Wish

SIZE = QSize(1180, 700)


class AutoTaggingDesk(QObject):
    """Brings the sheet, the search page, the tags and the window together."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = NoticeBar(window.look, "ok")
        layout = window.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(window.pages), self.bar)
        self.bar.acted.connect(self._undo)
        self.bar.dismissed.connect(self.bar.hide)
        window.signals.changed.connect(self._changed)

    def open_for_query(self, query: Query) -> None:
        """Give a tag to what a search has found."""
        self.open(terms=(query.text,), exact=query.exact, reports=query.reports)

    def open(
        self,
        *,
        tag: UUID | None = None,
        terms: Sequence[str] = (),
        exact: bool = False,
        reports: frozenset[UUID] | None = None,
    ) -> None:
        """Open the sheet.

        Args:
            tag: chosen at first; else the tag used last.
            terms: written at first; else the keywords of the tag.
            reports: where to look at first; None is everywhere.
        """
        from app.ui.autotagging.sheet import AutoTaggingSheet
        from app.ui.dialogs import Sheet

        window = self._window
        workspace = window.workspace
        if workspace is None or workspace.library.read_only or not window.reading.has_reports:
            return
        content = AutoTaggingSheet(
            window.look, workspace, window.jobs, window.wording, self._reports(reports), window
        )
        form = content.form
        form.exact_chip.setChecked(exact)
        if terms:
            form.terms.set_terms(terms)
        if reports is not None:
            form.choose_reports(reports)
        recent = [tag] if tag else workspace.tagging.recent()[:1]
        known = workspace.tagging.tree().get(recent[0]) if recent else None
        if known is not None and (tag is not None or terms):
            form.set_tag(known)
        sheet = Sheet(window.look, content, window, SIZE)

        def applied(wish: Wish, count: int, reports: int) -> None:
            sheet.close_sheet()
            self._say(wish, count, reports)

        content.applied.connect(applied)
        content.cancelled.connect(sheet.close_sheet)
        sheet.closed.connect(content.leave)
        sheet.open_sheet()
        form.terms.setFocus()
        content.look_up()

    def _reports(self, asked: frozenset[UUID] | None) -> list[Reports]:
        """The choices of reports there are: all, and those that are fewer."""
        from app.ui.autotagging.rule_form import Reports

        reading = self._window.reading
        proxy = reading.library.filter
        lines = [proxy.index(k, 0).data(LINE_ROLE) for k in range(proxy.rowCount())]
        listed = frozenset(line.report.id for line in lines)
        count = len(reading.library.model.lines)
        choices = [Reports(self.tr("全部 {count} 份").format(count=count), None)]
        if asked is not None:
            words = self.tr("检索所限 {count} 份").format(count=len(asked))
            choices.append(Reports(words, asked))
        for words, ids in (
            (self.tr("列表中的 {count} 份"), listed if len(listed) < count else frozenset[UUID]()),
            (self.tr("所选 {count} 份"), frozenset(reading.library.chosen_ids())),
            (self.tr("打开的 {count} 份"), frozenset(one.id for one in reading.area.open)),
        ):
            if ids:
                choices.append(Reports(words.format(count=len(ids)), ids))
        return choices

    def _say(self, wish: Wish, count: int, reports: int) -> None:
        workspace = self._window.workspace
        try:
            name = workspace.tagging.tag(wish.tag).name if workspace else ""
        except NotFound:
            name = ""
        words = self.tr("已新增 {count} 处“{name}”标记，涉及 {reports} 份报告").format(
            count=f"{count:,}", name=name, reports=reports
        )
        self.bar.say(words, self.tr("撤销"))
        self._window.say(words)

    def _undo(self) -> None:
        self.bar.hide()
        self._window.reverse("undo")

    def _changed(self, change: Change) -> None:
        if change.action not in {"autotag", "reviewer"}:
            self.bar.hide()  # undo would take back something else now

    def forget(self) -> None:
        """Another library is shown."""
        self.bar.hide()

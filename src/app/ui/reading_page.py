"""The reading page: library and outline, panes, right dock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.anchor import Span
from app.domain.errors import PiyueError
from app.domain.report import ReadingStatus, SectionKind
from app.domain.rows import AnnotationRow
from app.settings import ViewState
from app.ui.commands import Commands
from app.ui.controls import Ground, column
from app.ui.counterparts import Counterparts
from app.ui.jobs import Jobs
from app.ui.key_map import KeyMap
from app.ui.library.details import DetailsPage
from app.ui.library.library_model import LINE_ROLE, Line
from app.ui.library.outline_dock import OutlineDock
from app.ui.library.report_list import LibraryDock
from app.ui.naming import report_name
from app.ui.opening import Opening
from app.ui.panes import OpenReport, PaneArea, Splitter
from app.ui.reader.desk import Desk
from app.ui.right_dock import RightDock
from app.ui.seat import Seat
from app.ui.signals import Signals
from app.ui.syncing import Syncing
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.workspace import Workspace

LEFT, RIGHT = (196, 224), (188, 224)
"""Widths of the docks in narrow and in wide windows (look.md §2)."""

WIDE = 1600
LIST_SHARE = 0.44
"""Height of the report list in the left dock."""

NARROWEST, WIDEST = 170, 420


class ReadingPage(QWidget):
    """Everything around the panes, kept up to date with them and with the library.

    Signals:
        moved: the place, the counts or the panes changed (for status and command row).
        refused: a PiyueError to be worded.
        together_wished: ids of several reports, to be read side by side.
    """

    together_wished = Signal(object)
    moved = Signal()
    refused = Signal(object)

    def __init__(
        self,
        look: Look,
        wording: Wording,
        jobs: Jobs,
        signals: Signals,
        keys: KeyMap,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.look, self._wording, self._jobs = look, wording, jobs
        self._workspace: Workspace | None = None
        self._was_shown = False
        self.library = LibraryDock(look, wording)
        self.outline = OutlineDock(look)
        self.area = PaneArea(look)
        self.commands = Commands(look, self.area, window)
        self.desk = Desk(keys, self)
        self.opening = Opening(look, wording, jobs, self.area, self.commands, keys, self.desk)
        self.syncing = Syncing(self.area, jobs)
        self.counterparts = Counterparts(self.area, self.outline, self.syncing)
        self.details = DetailsPage(look, wording)
        self.right = RightDock(look)
        self.seat = Seat(self.right, self)
        self._lay_out()
        self._connect(signals)

    def _lay_out(self) -> None:
        look = self.look
        self.left = Ground(look, "dock")
        self._left_parts = Splitter(look, Qt.Orientation.Vertical, handle=1)
        self._left_parts.addWidget(self.library)
        self._left_parts.addWidget(self.outline)
        column(self.left, self._left_parts)
        self.splitter = Splitter(look, Qt.Orientation.Horizontal, handle=1)
        for part in (self.left, self.area, self.seat):
            self.splitter.addWidget(part)
        for dock in (self.left, self.seat):
            dock.setMinimumWidth(look.px(NARROWEST))
            dock.setMaximumWidth(look.px(WIDEST))
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.right.raise_()

    def _connect(self, signals: Signals) -> None:
        self.library.opened.connect(self.open_report)
        self.library.status_asked.connect(self._set_statuses)
        self.library.details_asked.connect(self._correct)
        self.library.arranged.connect(self._keep_list)
        self.outline.jumped.connect(self._jump)
        self.outline.folded.connect(
            lambda numbers: self.with_active(lambda one: self._keep_folded(one, numbers))
        )
        self.area.activated.connect(self._activated)
        self.right.close_asked.connect(self._close_right)
        self.area.arranged.connect(self.moved)
        self.area.report_dropped.connect(self.opening.drop)
        self.area.reports_dropped.connect(self.together_wished)
        self.opening.status_wished.connect(lambda id_, s: self._set_statuses([id_], s))
        self.splitter.evened.connect(lambda: self.set_dock_widths(0, 0))
        self._left_parts.evened.connect(lambda: self.set_left_parts(""))
        self.commands.refused.connect(self.refused)
        self.opening.refused.connect(self.refused)
        self.counterparts.refused.connect(self.refused)
        self.syncing.changed.connect(self.moved)
        self.opening.section_changed.connect(self._section_changed)
        self.opening.progressed.connect(self.library.model.set_progress)
        self.opening.furniture_toggled.connect(lambda _: self._show_details())
        self.details.corrected.connect(self._set_field)
        self.details.confirmed.connect(self._confirm_field)
        self.details.restore_asked.connect(self._restore_field)
        self.details.history = self._field_history
        self.details.status_chosen.connect(lambda id_, s: self._set_statuses([id_], s))
        self.details.furniture_shown.connect(self._show_furniture)
        signals.changed.connect(self.syncing.hear)
        signals.annotations_changed.connect(self._annotations_changed)
        signals.tags_changed.connect(self._tags_changed)
        signals.reports_changed.connect(self._reports_changed)
        signals.statuses_changed.connect(self._statuses_changed)
        signals.reviewers_changed.connect(self._tags_changed)

    # --- the library ---

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        """Show another library, as it was last looked at."""
        self.opening.set_workspace(workspace, view)
        listed = self.opening.kept(None, "list")
        self._workspace = workspace
        self.commands.set_workspace(workspace)
        self.syncing.set_workspace(workspace)
        self.counterparts.set_workspace(workspace)
        self.library.clear_filter()
        self.refresh_library()
        self.opening.restoring.begin(frozenset(line.report.id for line in self.library.model.lines))
        if self.area.active is None:
            self._activated(None)
        self.library.set_state(listed)

    def leave(self) -> None:
        """The window closes: write down the place, and ask nothing of the library any more."""
        self._keep_list()
        self.opening.leave()
        self.syncing.set_workspace(None)
        self.counterparts.set_workspace(None)
        self.commands.set_workspace(None)
        self._workspace = None

    def refresh_library(self) -> None:
        """Read the list of reports again."""
        workspace = self._workspace
        if workspace is None:
            self.library.show_lines([])
            return
        self.library.show_lines(
            [
                Line(
                    line.report,
                    self._wording.place(line.report),
                    line.annotations,
                    line.status,
                    self.opening.keeping.number(line.report.id, "progress"),
                )
                for line in workspace.reporting.list()
            ]
        )

    def _keep_folded(self, one: OpenReport, numbers: list[int]) -> None:
        self.opening.keep(one.id, "folded", [*numbers] or None)

    def _keep_list(self) -> None:
        if self._workspace is not None:
            self.opening.keep(None, "list", self.library.state())

    @property
    def has_reports(self) -> bool:
        return bool(self.library.model.lines)

    # --- opening ---

    def open_report(self, report: UUID, beside: bool = False) -> OpenReport | None:
        """Show a report in the active pane, or beside it; an open one is only made active."""
        return self.opening.open_report(report, beside=beside)

    def open_at(self, report: UUID, span: Span | None, *, beside: bool = False) -> None:
        """Open a report and go to a passage of it."""
        one = self.opening.open_report(report, beside=beside)
        if one is not None and span is not None:
            one.pane.scroll_to(span)
            one.pane.view.put_caret(span.start)

    def show_row(self, row: AnnotationRow) -> None:
        """Go to the passage of an annotation."""
        anchor = row.annotation.anchor
        self.open_at(row.report.id, anchor.span if anchor else None)
        if self.area.active is not None:
            self.area.active.pane.activate_annotation(row.annotation.id)

    def set_columns(self, count: int) -> None:
        """Show this many panes, with reports that the list shows."""
        proxy = self.library.filter
        lines = [proxy.index(row, 0).data(LINE_ROLE) for row in range(proxy.rowCount())]
        self.opening.set_columns(count, [line.report.id for line in lines])

    def close_active(self) -> None:
        if self.area.active is not None:
            self.opening.close(self.area.active)

    def with_active(self, does: Callable[[OpenReport], object]) -> None:
        if self.area.active is not None:
            does(self.area.active)

    def travel(self, by: int) -> None:
        """Back (−1) or forward (1) in the active pane."""
        self.with_active(lambda one: one.pane.travel.step(by))

    def set_status(self, status: ReadingStatus) -> None:
        """Say how far the reviewer has come with the active report."""
        self.with_active(lambda one: self._set_statuses([one.id], status))

    # --- changes in the library ---

    def _annotations_changed(self, reports: frozenset[UUID], ids: frozenset[UUID]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self.opening.marks.update(reports, ids)
            self.library.model.set_annotations(workspace.library.annotation_counts(), reports)
            self._count_sections()
            self.moved.emit()

    def _tags_changed(self, *_: object) -> None:
        self.opening.marks.refresh()
        self.moved.emit()

    def _reports_changed(self, reports: frozenset[UUID]) -> None:
        self.refresh_library()
        closed, current = self.outline.closed_starts(), self.outline.current_start()
        for one in [one for one in self.area.open if one.id in reports]:
            gone, sections = self.library.model.line(one.id) is None, one.sections
            if gone or not self.opening.refresh(one):
                self.area.close_pane(one)
            elif one is self.area.active and one.sections != sections:
                folded = [n for n, s in enumerate(one.sections) if s.span.start in closed]
                self._keep_folded(one, folded)
                self._show_outline(one)
                self.outline.set_current_start(current)
                self._count_sections()
        for report in reports:
            if self.library.model.line(report) is None:
                self.area.each(lambda pane, id_=report: pane.travel.forget(id_))
        self.syncing.forget(reports)
        self.opening.filling.wake()
        self._show_details()
        self.moved.emit()

    def _statuses_changed(self, reports: frozenset[UUID]) -> None:
        workspace = self._workspace
        if workspace is not None:
            statuses = workspace.library.statuses(workspace.reviewer.id)
            self.library.model.set_statuses(statuses, reports)
            for report in reports:
                self.opening.show_status(report, statuses.get(report, ReadingStatus.UNREAD))
            self._show_details()

    # --- the active pane ---

    def _activated(self, one: OpenReport | None) -> None:
        self._show_outline(one)
        if one is not None:
            self.library.choose(one.id)
        self._count_sections()
        self._show_details()
        self.moved.emit()

    def _show_outline(self, one: OpenReport | None) -> None:
        made = (
            self._workspace.corrected_headings(one.id) if self._workspace and one else frozenset()
        )
        self.outline.blockSignals(True)
        self.outline.show_sections(
            one.sections if one else (), has_report=one is not None, by_hand=made
        )
        self.outline.blockSignals(False)
        if one is not None:
            kept = self.opening.kept(one.id, "folded")
            numbers = kept if isinstance(kept, list) else []
            self.outline.close_up([n for n in numbers if isinstance(n, int)])
            self.outline.set_current(one.pane.current_section())

    def _count_sections(self) -> None:
        starts = self.area.active.starts.values() if self.area.active else ()
        self.outline.set_counts(sorted(start for start in starts if start is not None))
        if self.area.active is not None:
            self.area.active.pane.set_section_counts(self.outline.counts)

    def _section_changed(self, one: OpenReport, number: int) -> None:
        if one is self.area.active:
            self.outline.set_current(number)
            self.moved.emit()

    def _jump(self, number: int) -> None:
        if self.area.active is not None:
            self.area.active.pane.go_to_section(number)
            self.area.active.pane.setFocus()

    def _show_details(self) -> None:
        one, workspace = self.area.active, self._workspace
        if one is None or workspace is None:
            self.details.show_report(None)
            return
        shown = bool(self.opening.kept(one.id, "furniture"))
        status = workspace.reporting.status(one.id)
        self.details.show_report(one.report, status, shows_furniture=shown)

    def place(self) -> str:
        """Where one is: `大足区 2022：第 7 节，共 10 节`."""
        one = self.area.active
        if one is None:
            return ""
        headings = [k for k, s in enumerate(one.sections) if s.kind is not SectionKind.ITEM]
        here = sum(number <= one.pane.current_section() for number in headings)
        if not headings:
            return report_name(one.report)
        words = self.tr("{report}：第 {here} 节，共 {count} 节")
        if here == 0:
            words = self.tr("{report}：正文开头，共 {count} 节")
        return words.format(report=report_name(one.report), here=here, count=len(headings))

    @property
    def annotation_count(self) -> int:
        """Annotations of the active report."""
        return len(self.area.active.starts) if self.area.active else 0

    # --- verbs on reports ---

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)

    def _set_statuses(self, reports: Sequence[UUID], status: ReadingStatus) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.reporting.set_statuses(reports, status))

    def _set_field(self, report: UUID, name: str, value: str | None) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.reporting.correct(report, {name: value}))

    def _confirm_field(self, report: UUID, name: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.reporting.confirm([report], [name]))

    def _restore_field(self, report: UUID, name: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.field_history.restore(report, name))

    def _field_history(self, report: UUID, name: str) -> tuple[str, list[str]]:
        workspace = self._workspace
        if workspace is None:
            return "", []
        found = workspace.field_history.recognised(report, name).value or ""
        lines = [self._wording.former(name, v) for v in workspace.field_history.of(report, name)]
        return self._wording.levels().get(found, found) if name == "level" else found, lines

    def _correct(self, report: UUID) -> None:
        self.open_report(report)
        self.right.setVisible(True)
        self.right.show_page(self.right.stack.indexOf(self.details))
        self.details.edit("organisation")

    def _show_furniture(self, shown: bool) -> None:
        one = self.area.active
        if one is not None:
            one.pane.set_show_furniture(shown)
            self.opening.keep(one.id, "furniture", shown)

    # --- docks ---

    def set_right_over(self, over: bool) -> None:
        """Let the right dock lie over the panes, where the window is narrow, or beside them."""
        self.seat.set_over(over)
        self.right.set_over(over)

    def _close_right(self) -> None:
        self.right.hide()
        if self.area.active is not None:
            self.area.active.pane.setFocus()

    def set_dock_widths(self, left: int, right: int) -> None:
        """Widths in pixels; 0 means what suits the window."""
        wide = self.window().width() >= WIDE
        left = left or max(self.look.px(LEFT[wide]), self.library.least_width())
        right = right or self.look.px(RIGHT[wide])
        middle = max(300, self.window().width() - left - right - 2)
        self.splitter.setSizes([left, middle, right])

    def dock_widths(self) -> tuple[int, int]:
        """Widths of the docks; 0 for a hidden one."""
        sizes = self.splitter.sizes()
        return sizes[0], sizes[2]

    def set_left_parts(self, state: str) -> None:
        """How the left dock is divided, as `left_parts` said; else what suits its height."""
        saved = QByteArray.fromBase64(state.encode())
        if saved.isEmpty() or not self._left_parts.restoreState(saved):
            height = max(400, self.height())
            upper = round(height * LIST_SHARE)
            self._left_parts.setSizes([upper, height - upper])

    def left_parts(self) -> str:
        return bytes(self._left_parts.saveState().toBase64().data()).decode()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.opening.go_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.library.set_dock_height(self.height())

"""The reading page: library and outline, panes, right dock."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.errors import NotFound, PiyueError
from app.domain.report import ReadingStatus, SectionKind
from app.domain.rows import AnnotationRow
from app.domain.search import Query
from app.domain.tag import SLOTS, Tag
from app.settings import Json, ViewState
from app.ui.commands import Commands
from app.ui.controls import Ground, column
from app.ui.jobs import Jobs
from app.ui.library.details import DetailsPage
from app.ui.library.library_model import Line
from app.ui.library.outline_dock import OutlineDock
from app.ui.library.report_list import LibraryDock
from app.ui.naming import report_name, report_unit
from app.ui.panes import MOST, OpenReport, PaneArea, Splitter
from app.ui.right_dock import RightDock
from app.ui.signals import Signals
from app.ui.syncing import Syncing
from app.ui.theme import Look
from app.ui.wording import Wording
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # the reader is loaded with the first report, not for an empty library
    from app.ui.reader.marks import Mark
    from app.ui.reader.content import PaneContent
    from app.ui.reader.pane import Pane

LEFT, RIGHT = (196, 224), (188, 224)
"""Widths of the docks in narrow and in wide windows (look.md §2)."""

WIDE = 1600
LIST_SHARE = 0.44
"""Height of the report list in the left dock."""

NARROWEST, WIDEST = 170, 420
KEEP_MS = 4000
WORDS_AFTER_MS = 1500
MOST_HITS = 2000
RECENT = 2
FEW = 50
"""Up to so many changed annotations are read one by one; more than that all together."""


class ReadingPage(QWidget):
    """Opens reports in panes and keeps everything around them up to date.

    Signals:
        moved: the place, the counts or the panes changed (for status and command row).
        refused: a PiyueError to be worded.
        command: a command of a pane that the window answers (find in library, help…).
        zoom_wished: steps of the wheel.
        context_menu_wished: an OpenReport and a global point.
        more_menu_wished: the menu of a pane, to be added to.
        annotation_chosen: id of the annotation that became active in the active pane.
    """

    moved = Signal()
    refused = Signal(object)
    command = Signal(str)
    annotation_chosen = Signal(object)
    zoom_wished = Signal(int)
    context_menu_wished = Signal(object, QPoint)
    more_menu_wished = Signal(QMenu)

    def __init__(
        self,
        look: Look,
        wording: Wording,
        jobs: Jobs,
        signals: Signals,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.look, self._wording, self._jobs = look, wording, jobs
        self._workspace: Workspace | None = None
        self._view: ViewState | None = None
        self._zoom = 100
        self._was_shown = False
        self.library = LibraryDock(look, wording)
        self.outline = OutlineDock(look)
        self.area = PaneArea(look)
        self.commands = Commands(look, self.area, window)
        self.syncing = Syncing(self.area, jobs)
        self.details = DetailsPage(look, wording)
        self.right = RightDock(look)
        self._lay_out()
        self._connect(signals)
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_MS)
        self._keep_timer.timeout.connect(self.remember)
        self._words_timer = QTimer(self)
        self._words_timer.setSingleShot(True)
        self._words_timer.setInterval(WORDS_AFTER_MS)
        self._words_timer.timeout.connect(self._find_words)

    def _lay_out(self) -> None:
        look = self.look
        self.left = Ground(look, "dock")
        self._left_parts = Splitter(look, Qt.Orientation.Vertical)
        self._left_parts.addWidget(self.library)
        self._left_parts.addWidget(self.outline)
        self._left_parts.setHandleWidth(3)
        column(self.left, self._left_parts)
        self.splitter = Splitter(look, Qt.Orientation.Horizontal)
        for part in (self.left, self.area, self.right):
            self.splitter.addWidget(part)
        for dock in (self.left, self.right):
            dock.setMinimumWidth(look.px(NARROWEST))
            dock.setMaximumWidth(look.px(WIDEST))
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self, signals: Signals) -> None:
        self.library.opened.connect(self.open_report)
        self.library.status_asked.connect(self._set_statuses)
        self.library.details_asked.connect(self._correct)
        self.outline.jumped.connect(self._jump)
        self.area.activated.connect(self._activated)
        self.area.arranged.connect(self._arranged)
        self.area.report_dropped.connect(self._dropped)
        self.commands.refused.connect(self.refused)
        self.details.corrected.connect(self._set_field)
        self.details.status_chosen.connect(lambda id_, s: self._set_statuses([id_], s))
        self.details.furniture_shown.connect(self._show_furniture)
        signals.annotations_changed.connect(self._annotations_changed)
        signals.tags_changed.connect(self._tags_changed)
        signals.reports_changed.connect(self._reports_changed)
        signals.statuses_changed.connect(self._statuses_changed)
        signals.reviewers_changed.connect(self._tags_changed)

    # --- the library ---

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        """Show another library, as it was last looked at."""
        self.area.close_all()
        self._workspace, self._view = workspace, view
        self.commands.set_workspace(workspace)
        self.syncing.set_workspace(workspace)
        self.library.clear_filter()
        self.refresh_library()
        if workspace is not None:
            self._restore()
        if self.area.active is None:
            self._activated(None)

    def refresh_library(self) -> None:
        """Read the list of reports again."""
        workspace, view = self._workspace, self._view
        if workspace is None or view is None:
            self.library.show_lines([])
            return
        self.library.show_lines(
            [
                Line(
                    line.report,
                    self._wording.place(line.report),
                    line.annotations,
                    line.status,
                    _number(view.get(line.report.id, "progress")),
                )
                for line in workspace.reporting.list()
            ]
        )

    @property
    def has_reports(self) -> bool:
        return bool(self.library.model.lines)

    # --- opening ---

    def open_report(self, report: UUID, beside: bool = False) -> OpenReport | None:
        """Show a report in the active pane, or beside it; an open one is only made active."""
        one = self.area.find(report)
        if one is None:
            at = self.area.open.index(self.area.active) + 1 if self.area.active else 0
            if self.area.active is None or (beside and len(self.area.open) < MOST):
                one = self._open_new(report, at)
            else:
                # With four panes open, `beside` takes the place of the next one.
                number = min(at, MOST - 1) if beside else at - 1
                one = self.area.open[number]
                self._show(one, report)
        if one is not None:
            self.area.activate(one)
            one.pane.setFocus()
        return one

    def open_at(self, report: UUID, span: Span | None, *, beside: bool = False) -> None:
        """Open a report and go to a passage of it."""
        one = self.open_report(report, beside)
        if one is not None and span is not None:
            one.pane.scroll_to(span)

    def _open_new(self, report: UUID, at: int) -> OpenReport | None:
        from app.ui.reader.pane import Pane

        content = self._content(report)
        if content is None:
            return None
        pane = Pane(self.look)
        one = self.area.add(pane, content.report, content.sections, at)
        self._listen(one)
        pane.set_zoom(self._zoom)
        self._fill(one, content)
        self._make_room()
        return one

    def _make_room(self) -> None:
        """Panes that became narrow give up their cards, unless a person wanted them."""
        from app.ui.reader.pane import WIDE_ENOUGH_FOR_CARDS

        width = self.area.width() // max(1, len(self.area.open))
        if self.area.isVisible() and width < WIDE_ENOUGH_FOR_CARDS:
            for one in self.area.open:
                if self._view is not None and self._view.get(one.id, "cards") is None:
                    one.pane.set_cards(False)

    def _show(self, one: OpenReport, report: UUID) -> None:
        content = self._content(report)
        if content is not None:
            self._remember_pane(one)
            self._fill(one, content)
            self.area.replace(one, content.report, content.sections)

    def _content(self, report: UUID) -> PaneContent | None:
        """A report as it was left; None (and a word) when it cannot be read."""
        from app.ui.reader.content import PaneContent

        workspace, view = self._workspace, self._view
        if workspace is None or view is None:
            return None
        try:
            known = workspace.reporting.report(report)
            cards = view.get(report, "cards")
            return PaneContent(
                report=known,
                text=workspace.reporting.text(report),
                sections=workspace.reporting.outline(report),
                furniture=workspace.reporting.furniture(report),
                body=workspace.reporting.body(report),
                title=report_name(known),
                place=self._wording.place(known),
                cards=cards if isinstance(cards, bool) else None,
                show_furniture=bool(view.get(report, "furniture", False)),
                progress=_number(view.get(report, "progress")),
            )
        except PiyueError as problem:
            self.refused.emit(problem)
            return None

    def _fill(self, one: OpenReport, content: PaneContent) -> None:
        """Show a report with its annotations, where it was left."""
        workspace, view = self._workspace, self._view
        if workspace is None or view is None:
            return
        id_, pane = content.report.id, one.pane
        one.report, one.sections = content.report, content.sections
        annotations = workspace.annotating.of_report(id_)
        one.starts = _starts(annotations)
        pane.show_report(content, self._marks(annotations))
        pane.set_citation(lambda span: workspace.annotating.citation(id_, span))
        pane.set_recent_tags(self._recent_tags())
        ends = workspace.words.ends(id_)
        pane.set_word_ends(ends)
        if ends is None:
            self._words_timer.start()
        self._go_back(one)

    def _go_back(self, one: OpenReport) -> None:
        """To where reading was left off."""
        position = self._view.get(one.id, "position") if self._view else None
        if isinstance(position, list) and len(position) == 2:
            one.pane.restore((int(_number(position[0])), int(_number(position[1]))))

    def _listen(self, one: OpenReport) -> None:
        pane = one.pane
        pane.command.connect(lambda name: self._pane_command(one, name))
        pane.tag_chosen.connect(self.commands.apply_tag)
        pane.palette_requested.connect(self.commands.open_palette)
        pane.comment_requested.connect(self.commands.comment)
        pane.comment_edited.connect(self.commands.set_comment)
        pane.span_moved.connect(self.commands.move_span)
        pane.section_changed.connect(lambda number: self._section_changed(one, number))
        pane.progress_changed.connect(lambda part: self._progressed(one, part))
        pane.cards_toggled.connect(lambda shown: self._keep(one.id, "cards", shown))
        pane.furniture_toggled.connect(lambda shown: self._furniture_toggled(one, shown))
        pane.annotation_activated.connect(self.annotation_chosen)
        pane.zoom_wished.connect(self.zoom_wished)
        pane.open_outline.connect(lambda: self.command.emit("outline"))
        pane.context_menu.connect(lambda at: self.context_menu_wished.emit(one, at))
        pane.more_menu.connect(self.more_menu_wished)

    def _recent_tags(self) -> list[Tag]:
        """The tags used last, filled up from the number keys, for the bar at a selection."""
        workspace = self._workspace
        if workspace is None:
            return []
        tree = workspace.tagging.tree()
        recent = [tag for id_ in workspace.tagging.recent() if (tag := tree.get(id_)) is not None]
        slots = [tag for slot in SLOTS if (tag := workspace.tagging.in_slot(slot)) is not None]
        unique = {tag.id: tag for tag in (*recent, *slots) if not tag.retired}
        return list(unique.values())[:RECENT]

    def _pane_command(self, one: OpenReport, name: str) -> None:
        """What the pane does not do by itself."""
        self.area.activate(one)
        self.commands.run(name)
        self.command.emit(name)

    # --- marks ---

    def _marks(self, annotations: Iterable[Annotation]) -> list[Mark]:
        """Annotations as the panes show them."""
        from app.ui.reader.marks import Mark

        workspace = self._workspace
        if workspace is None:
            return []
        tags = {tag.id: tag for tag in workspace.tagging.tags()}
        names = {r.id: r.name for r in workspace.annotating.reviewers()}
        return [
            Mark(
                a.id,
                a.anchor.span if a.anchor else None,
                a.scope,
                tuple(tags[tag] for tag in a.tags if tag in tags),
                a.comment,
                names.get(a.reviewer, ""),
            )
            for a in annotations
        ]

    def _load_marks(self, one: OpenReport) -> None:
        """Read every annotation of a pane's report again."""
        workspace = self._workspace
        if workspace is not None:
            annotations = workspace.annotating.of_report(one.id)
            one.starts = _starts(annotations)
            one.pane.set_annotations(self._marks(annotations))

    def _annotations_changed(self, reports: frozenset[UUID], ids: frozenset[UUID]) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        affected = [one for one in self.area.open if one.id in reports]
        if affected and len(ids) > FEW:
            for one in affected:
                self._load_marks(one)
        elif affected:
            present = list(_present(workspace, ids))
            for one in affected:
                self._update_marks(one, [a for a in present if a.report == one.id], ids)
        self.library.model.set_annotations(workspace.library.annotation_counts(), reports)
        self._count_sections()
        self.moved.emit()

    def _update_marks(
        self, one: OpenReport, present: Sequence[Annotation], ids: frozenset[UUID]
    ) -> None:
        removed = ids - {a.id for a in present}
        for id_ in removed:
            one.starts.pop(id_, None)
        one.starts |= _starts(present)
        one.pane.update_marks(self._marks(present), set(removed))
        one.pane.set_recent_tags(self._recent_tags())

    def _tags_changed(self, *_: object) -> None:
        for one in self.area.open:
            self._load_marks(one)
            one.pane.set_recent_tags(self._recent_tags())
        self.moved.emit()

    def _reports_changed(self, reports: frozenset[UUID]) -> None:
        self.refresh_library()
        for one in list(self.area.open):
            if one.id not in reports:
                continue
            content = self._content(one.id) if self.library.model.line(one.id) else None
            if content is None:
                self.area.close_pane(one)
            else:
                one.report = content.report
                one.pane.header.show_report(content.title, content.place)
        self.syncing.forget(reports)
        self._show_details()
        self.moved.emit()

    def _statuses_changed(self, reports: frozenset[UUID]) -> None:
        workspace = self._workspace
        if workspace is not None:
            statuses = workspace.library.statuses(workspace.reviewer.id)
            self.library.model.set_statuses(statuses, reports)
            self._show_details()

    # --- the active pane ---

    def _activated(self, one: OpenReport | None) -> None:
        self.outline.show_sections(one.sections if one else (), has_report=one is not None)
        if one is not None:
            self.library.choose(one.id)
            self.outline.set_current(one.pane.current_section())
        self._count_sections()
        self._show_details()
        self.moved.emit()

    def _arranged(self) -> None:
        self._keep_timer.start()
        self.moved.emit()

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
        one, workspace, view = self.area.active, self._workspace, self._view
        if one is None or workspace is None or view is None:
            self.details.show_report(None)
            return
        shown = bool(view.get(one.id, "furniture", False))
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
            for report in reports:
                self._attempt(lambda r=report: workspace.reporting.set_status(r, status))

    def _set_field(self, report: UUID, name: str, value: str | None) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.reporting.correct(report, {name: value}))

    def _correct(self, report: UUID) -> None:
        self.open_report(report)
        self.right.setVisible(True)
        self.right.show_page(self.right.stack.indexOf(self.details))
        self.details.edit("organisation")

    def _furniture_toggled(self, one: OpenReport, shown: bool) -> None:
        self._keep(one.id, "furniture", shown)
        self._show_details()

    def _show_furniture(self, shown: bool) -> None:
        one = self.area.active
        if one is not None:
            one.pane.set_show_furniture(shown)
            self._keep(one.id, "furniture", shown)

    def _dropped(self, report: UUID, number: int, side: str) -> None:
        if not self.area.open:
            self.open_report(report)
            return
        one = self.area.open[min(number, len(self.area.open) - 1)]
        self.area.activate(one)
        known = self.area.find(report)
        if known is not None:
            self.area.activate(known)
        elif side == "here":
            self.open_report(report)
        else:
            made = self._open_new(report, number + (side == "after"))
            if made is not None:
                self.area.activate(made)

    def set_columns(self, count: int) -> None:
        """Show this many panes: further reports of the list are opened, the last ones closed."""
        while len(self.area.open) > count:
            others = [one for one in self.area.open if one is not self.area.active]
            self._close(others[-1])
        shown = {one.id for one in self.area.open}
        lines = [
            self.library.filter.index(row, 0).data(Qt.ItemDataRole.UserRole)
            for row in range(self.library.filter.rowCount())
        ]
        rest = iter([line.report.id for line in lines if line.report.id not in shown])
        active = self.area.active
        while len(self.area.open) < count:
            report = next(rest, None)
            if report is None or self._open_new(report, len(self.area.open)) is None:
                break
        self.area.activate(active or (self.area.open[0] if self.area.open else None))

    def close_active(self) -> None:
        if self.area.active is not None:
            self._close(self.area.active)

    def _close(self, one: OpenReport) -> None:
        self._remember_pane(one)
        self.area.close_pane(one)

    # --- zoom and words ---

    def set_zoom(self, percent: int) -> None:
        self._zoom = percent
        self.area.each(lambda pane: pane.set_zoom(percent))

    def _find_words(self) -> None:
        """Have the worker find the words of open reports that have none yet."""
        workspace = self._workspace
        if workspace is None:
            return
        for one in self.area.open:
            if workspace.words.ends(one.id) is None:
                self._start_words(workspace, one.id)

    def _start_words(self, workspace: Workspace, report: UUID) -> None:
        def work(progress: Progress) -> list[tuple[int, ...]]:
            return workspace.words.compute(report, progress)

        def done(ends: list[tuple[int, ...]]) -> None:
            one = self.area.find(report) if workspace is self._workspace else None
            if one is not None:
                one.pane.set_word_ends(ends)

        # Words are a comfort: without them a double click takes what Qt takes.
        self._jobs.start(work, done=done, failed=lambda _: None)

    # --- remembering ---

    def _keep(self, report: UUID | None, key: str, value: Any) -> None:
        if self._view is not None:
            self._view.set(report, key, value)
            self._keep_timer.start()

    def _progressed(self, one: OpenReport, part: float) -> None:
        view = self._view
        if view is None:
            return
        furthest = max(part, _number(view.get(one.id, "progress")))
        view.set(one.id, "progress", round(furthest, 3))
        self.library.model.set_progress(one.id, furthest)
        self._keep_timer.start()

    def _remember_pane(self, one: OpenReport) -> None:
        if self._view is not None:
            block, offset = one.pane.reading_position()
            self._view.set(one.id, "position", [block, offset])

    def remember(self) -> None:
        """Write down which panes are open and where one is in each."""
        view = self._view
        if view is None:
            return
        for one in self.area.open:
            self._remember_pane(one)
        view.set(None, "panes", [str(one.id) for one in self.area.open])
        view.set(None, "shares", [round(share, 4) for share in self.area.shares()])
        active = self.area.open.index(self.area.active) if self.area.active else 0
        view.set(None, "active", active)
        view.save()

    def _restore(self) -> None:
        view = self._view
        panes = view.get(None, "panes") if view else None
        if view is None or not isinstance(panes, list):
            return
        for text in panes[:MOST]:
            try:
                report = UUID(str(text))
            except ValueError:
                continue
            if self.library.model.line(report):
                self._open_new(report, len(self.area.open))
        shares = view.get(None, "shares")
        if isinstance(shares, list):
            self.area.set_shares([_number(share) for share in shares])
        active = int(_number(view.get(None, "active")))
        if self.area.open:
            self.area.activate(self.area.open[min(active, len(self.area.open) - 1)])

    # --- search ---

    def show_hits(self, query: Query | None) -> None:
        """Mark what is searched for in the open reports; None marks nothing."""
        workspace = self._workspace
        if workspace is None:
            return
        for one in self.area.open:
            hits: list[Span] = []
            if query is not None:
                own = replace(query, reports=frozenset({one.id}))
                hits = [hit.span for hit in workspace.finding.hits(own, MOST_HITS)]
            one.pane.set_hits(hits)

    def make_preview(self) -> Pane:
        """A pane outside the reading page, for the passage chosen in a search."""
        from app.ui.reader.pane import Pane

        pane = Pane(self.look)
        pane.set_zoom(self._zoom)
        return pane

    def fill_preview(self, pane: Pane, report: UUID, span: Span) -> None:
        """Show a passage in its report; the report is only loaded when it is another one."""
        workspace = self._workspace
        if workspace is None:
            return
        if pane.property("report") != str(report):
            content = self._content(report)
            if content is None:
                return
            marks = self._marks(workspace.annotating.of_report(report))
            pane.show_report(replace(content, cards=False), marks)
            pane.setProperty("report", str(report))
        pane.set_hits([span], 0)
        pane.scroll_to(span)

    # --- docks ---

    def set_dock_widths(self, left: int, right: int) -> None:
        """Widths in pixels; 0 means what suits the window."""
        wide = self.window().width() >= WIDE
        left = left or self.look.px(LEFT[wide])
        right = right or self.look.px(RIGHT[wide])
        middle = max(300, self.window().width() - left - right - 10)
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

    def show_row(self, row: AnnotationRow) -> None:
        """Go to the passage of an annotation."""
        anchor = row.annotation.anchor
        self.open_at(row.report.id, anchor.span if anchor else None)
        if self.area.active is not None:
            self.area.active.pane.activate_annotation(row.annotation.id)

    def unit_of(self, report: UUID) -> str:
        line = self.library.model.line(report)
        if line is None:
            raise NotFound("report", str(report))
        return report_unit(line.report)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            # Panes opened before the window was shown had no size to find their place in.
            self._was_shown = True
            for one in self.area.open:
                self._go_back(one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.library.set_dock_height(self.height())


def _present(workspace: Workspace, ids: Iterable[UUID]) -> Iterator[Annotation]:
    """Those of the annotations that (still) exist."""
    for id_ in ids:
        with contextlib.suppress(NotFound):
            yield workspace.library.annotation(id_)


def _starts(annotations: Iterable[Annotation]) -> dict[UUID, int | None]:
    return {a.id: a.anchor.span.start if a.anchor else None for a in annotations}


def _number(value: Json) -> float:
    return float(value) if isinstance(value, int | float) else 0.0

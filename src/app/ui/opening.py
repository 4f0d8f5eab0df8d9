"""Opening reports in panes, as they were left, and keeping their marks up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.errors import PiyueError
from app.domain.search import Query
from app.settings import Json, ViewState
from app.ui.commands import Commands
from app.ui.jobs import Jobs
from app.ui.key_map import KeyMap
from app.ui.marking import marks_of, present, recent_tags, starts_of
from app.ui.naming import report_name
from app.ui.panes import MOST, OpenReport, PaneArea, silence
from app.ui.reader.desk import Desk
from app.ui.theme import Look
from app.ui.word_filling import WordFilling
from app.ui.wording import Wording
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # the reader is loaded with the first report, not for an empty library
    from app.ui.reader.content import PaneContent

KEEP_MS = 4000
"""Positions are written down when nothing has moved for so long."""

MOST_HITS = 2000
AROUND, BODY_PX, LEAST_CHARACTERS = 60, 16, 20
"""What stands around the text of a pane, the size of a character, and how many a line must hold."""

FEW = 50
"""Up to so many changed annotations are read one by one; more than that all together."""


class Opening(QObject):
    """What is shown in the panes of one library, and where.

    Signals:
        refused: a PiyueError to be worded.
        commanded: id of an action that a pane does not carry out by itself, or `outline`.
        section_changed: the OpenReport, index of its section.
        progressed: report id, share read.
        furniture_toggled: the OpenReport.
        annotation_chosen: annotation id, or None.
        zoom_wished: steps of the wheel.
        context_menu_wished: an OpenReport and a global point.
        more_menu_wished: the menu of a pane, to be added to.
    """

    refused = Signal(object)
    commanded = Signal(str)
    section_changed = Signal(object, int)
    progressed = Signal(object, float)
    furniture_toggled = Signal(object)
    annotation_chosen = Signal(object)
    zoom_wished = Signal(int)
    context_menu_wished = Signal(object, QPoint)
    more_menu_wished = Signal(QMenu)

    def __init__(
        self,
        look: Look,
        wording: Wording,
        jobs: Jobs,
        area: PaneArea,
        commands: Commands,
        keys: KeyMap,
        desk: Desk,
    ) -> None:
        super().__init__(area)
        self.look, self._wording, self._jobs = look, wording, jobs
        self._area, self._commands, self._keys = area, commands, keys
        self._workspace: Workspace | None = None
        self._view: ViewState | None = None
        self._zoom = 100
        self.desk = desk
        self._is_reduced, self._announces = False, True
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_MS)
        self._keep_timer.timeout.connect(self.remember)
        self.filling = WordFilling(jobs, self)
        self.filling.found.connect(self._words_found)
        area.arranged.connect(self._keep_timer.start)

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        """Close every pane; `restore` then opens those of the other library."""
        self.settle()
        self._area.close_all()
        self.desk.set_view(view)
        self._workspace, self._view = workspace, view
        self.filling.set_workspace(workspace)

    def leave(self) -> None:
        """The window closes: write down the place, and ask nothing of the library any more."""
        self._area.each(lambda pane: pane.commenting.finish())
        self.remember()
        self._keep_timer.stop()
        self.filling.set_workspace(None)
        self.desk.set_view(None)
        self._area.each(silence)
        self._workspace = self._view = None

    def settle(self) -> None:
        """Write down what keys are just moving in a pane."""
        self._area.each(lambda pane: pane.view.bounds.settle())

    # --- opening ---

    def open_report(self, report: UUID, *, beside: bool = False) -> OpenReport | None:
        """Show a report in the active pane, or beside it; an open one is only made active."""
        area = self._area
        one = area.find(report)
        if one is None:
            at = area.open.index(area.active) + 1 if area.active else 0
            if area.active is None or (beside and len(area.open) < MOST):
                one = self.open_new(report, at)
            else:
                # With four panes open, `beside` takes the place of the next one.
                one = area.open[min(at, MOST - 1) if beside else at - 1]
                self._show(one, report)
        if one is not None:
            area.activate(one)
            one.pane.setFocus()
        return one

    def open_new(self, report: UUID, at: int) -> OpenReport | None:
        """Show a report in a new pane at a place among the others."""
        from app.ui.reader.pane import Pane

        content = self._content(report)
        if content is None:
            return None
        pane = Pane(self.look, keys=self._keys)
        pane.commenting.set_desk(self.desk)
        one = self._area.add(pane, content.report, content.sections, at)
        self._listen(one)
        pane.set_zoom(self._zoom)
        pane.set_reduced_motion(self._is_reduced)
        pane.view.telling.is_on = self._announces
        self._fill(one, content)
        self._make_room()
        return one

    def close(self, one: OpenReport) -> None:
        """Close a pane; its place is remembered, and what is being written is kept."""
        one.pane.commenting.finish()
        self._remember_pane(one)
        self._area.close_pane(one)

    def set_columns(self, count: int, listed: Sequence[UUID]) -> None:
        """Show this many panes: the last ones are closed, or further listed reports opened."""
        area = self._area
        while len(area.open) > count:
            self.close([one for one in area.open if one is not area.active][-1])
        active = area.active
        shown = {one.id for one in area.open}
        rest = iter([report for report in listed if report not in shown])
        while len(area.open) < count:
            report = next(rest, None)
            if report is None or self.open_new(report, len(area.open)) is None:
                break
        area.activate(active or (area.open[0] if area.open else None))

    def drop(self, report: UUID, number: int, side: str) -> None:
        """Open a report where it was dropped: `before`, `after` or in place of (`here`) a pane."""
        area = self._area
        one = area.find(report)
        if one is None and area.open and side != "here":
            one = self.open_new(report, number + (side == "after"))
        elif one is None:
            area.activate(area.open[min(number, len(area.open) - 1)] if area.open else None)
            one = self.open_report(report)
        if one is not None:
            area.activate(one)

    def refresh_title(self, one: OpenReport) -> bool:
        """After a correction; False when the report cannot be read any more."""
        content = self._content(one.id)
        if content is not None:
            one.report = content.report
            one.pane.header.show_report(content.title, content.place)
        return content is not None

    def _make_room(self) -> None:
        """Where the lines become too short, cards are given up that nobody has asked for."""
        area, view = self._area, self._view
        if not area.isVisible() or view is None:
            return
        least = self.look.px(AROUND) + LEAST_CHARACTERS * BODY_PX * self._zoom / 100
        for one in reversed(area.open):
            if area.text_width() >= least:
                break
            if view.get(one.id, "cards") is None:
                one.pane.set_cards(False)
        area.spread()

    def _show(self, one: OpenReport, report: UUID) -> None:
        content = self._content(report)
        if content is not None:
            self._remember_pane(one)
            self._fill(one, content)
            self._area.replace(one, content.report, content.sections)

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
                progress=number_of(view.get(report, "progress")),
            )
        except PiyueError as problem:
            self.refused.emit(problem)
            return None

    def _fill(self, one: OpenReport, content: PaneContent) -> None:
        """Show a report with its annotations, where it was left."""
        workspace = self._workspace
        if workspace is None:
            return
        id_, pane = content.report.id, one.pane
        one.report, one.sections = content.report, content.sections
        annotations = workspace.annotating.of_report(id_)
        one.starts = starts_of(annotations)
        pane.show_report(content, marks_of(workspace, annotations))
        pane.set_citation(lambda span: workspace.annotating.citation(id_, span))
        pane.set_recent_tags(recent_tags(workspace))
        pane.view.bounds.can_move = not workspace.library.read_only
        ends = workspace.words.ends(id_)
        pane.set_word_ends(ends)
        if ends is None:
            self.filling.wish(id_)
        self._go_back(one)

    def _listen(self, one: OpenReport) -> None:
        pane, commands = one.pane, self._commands
        pane.command.connect(lambda name: self._command(one, name))
        pane.tag_chosen.connect(commands.apply_tag)
        pane.palette_requested.connect(commands.open_palette)
        pane.comment_requested.connect(commands.comment)
        pane.comment_edited.connect(commands.set_comment)
        pane.discussed.connect(commands.discussion.carry_out)
        pane.span_moved.connect(commands.move_span)
        pane.join_bar.join_wished.connect(commands.join)
        pane.section_changed.connect(lambda number: self.section_changed.emit(one, number))
        pane.progress_changed.connect(lambda part: self._progressed(one, part))
        pane.cards_toggled.connect(lambda shown: self.keep(one.id, "cards", shown))
        pane.furniture_toggled.connect(lambda shown: self._furniture_toggled(one, shown=shown))
        pane.annotation_activated.connect(self.annotation_chosen)
        pane.zoom_wished.connect(self.zoom_wished)
        pane.open_outline.connect(lambda: self.commanded.emit("outline"))
        pane.context_menu.connect(lambda at: self.context_menu_wished.emit(one, at))
        pane.more_menu.connect(self.more_menu_wished)

    def _command(self, one: OpenReport, name: str) -> None:
        """What the pane does not do by itself."""
        self._area.activate(one)
        self.commanded.emit(name)

    # --- marks ---

    def refresh_marks(self) -> None:
        """Tags or names changed: every mark may look different."""
        for one in self._area.open:
            self._load_marks(one)

    def update_marks(self, reports: frozenset[UUID], ids: frozenset[UUID]) -> None:
        """Some annotations changed; few of them are read one by one."""
        workspace = self._workspace
        affected = [one for one in self._area.open if one.id in reports]
        if workspace is None or not affected:
            return
        if len(ids) > FEW:
            for one in affected:
                self._load_marks(one)
            return
        found = list(present(workspace, ids))
        for one in affected:
            self._update(workspace, one, [a for a in found if a.report == one.id], ids)

    def _update(
        self,
        workspace: Workspace,
        one: OpenReport,
        found: Sequence[Annotation],
        ids: frozenset[UUID],
    ) -> None:
        removed = set(ids) - {a.id for a in found}
        for id_ in removed:
            one.starts.pop(id_, None)
        one.starts |= starts_of(found)
        one.pane.update_marks(marks_of(workspace, found), removed)
        one.pane.set_recent_tags(recent_tags(workspace))

    def _load_marks(self, one: OpenReport) -> None:
        workspace = self._workspace
        if workspace is not None:
            annotations = workspace.annotating.of_report(one.id)
            one.starts = starts_of(annotations)
            one.pane.set_annotations(marks_of(workspace, annotations))
            one.pane.set_recent_tags(recent_tags(workspace))

    def show_hits(self, query: Query | None) -> None:
        """Mark what is searched for in the open reports; None marks nothing."""
        workspace = self._workspace
        if workspace is None:
            return
        for one in self._area.open:
            hits: list[Span] = []
            if query is not None:
                own = replace(query, reports=frozenset({one.id}))
                hits = [hit.span for hit in workspace.finding.hits(own, MOST_HITS)]
            one.pane.set_hits(hits)

    # --- zoom and words ---

    def set_manner(self, *, reduced_motion: bool, announces: bool) -> None:
        """Whether the text jumps instead of gliding, and whether annotations are announced."""
        self._is_reduced, self._announces = reduced_motion, announces
        for one in self._area.open:
            one.pane.set_reduced_motion(reduced_motion)
            one.pane.view.telling.is_on = announces

    def set_zoom(self, percent: int) -> None:
        self._zoom = percent
        self._area.each(lambda pane: pane.set_zoom(percent))

    def _words_found(self, report: UUID, ends: list[tuple[int, ...]]) -> None:
        one = self._area.find(report)
        if one is not None:
            one.pane.set_word_ends(ends)

    # --- remembering ---

    def keep(self, report: UUID | None, key: str, value: Any) -> None:
        """Remember how something is looked at."""
        if self._view is not None:
            self._view.set(report, key, value)
            self._keep_timer.start()

    def kept(self, report: UUID | None, key: str) -> Json:
        return self._view.get(report, key) if self._view else None

    def _furniture_toggled(self, one: OpenReport, *, shown: bool) -> None:
        self.keep(one.id, "furniture", shown)
        self.furniture_toggled.emit(one)

    def _progressed(self, one: OpenReport, part: float) -> None:
        furthest = max(part, number_of(self.kept(one.id, "progress")))
        self.keep(one.id, "progress", round(furthest, 3))
        self.progressed.emit(one.id, furthest)

    def _remember_pane(self, one: OpenReport) -> None:
        if self._view is not None:
            self._view.set(one.id, "position", list(one.pane.reading_position()))

    def _go_back(self, one: OpenReport) -> None:
        """To where reading was left off."""
        position = self.kept(one.id, "position")
        if isinstance(position, list) and len(position) == 2:
            one.pane.restore((int(number_of(position[0])), int(number_of(position[1]))))

    def go_back(self) -> None:
        """In every pane: those opened before the window was shown had no size yet."""
        for one in self._area.open:
            self._go_back(one)

    def remember(self) -> None:
        """Write down which panes are open and where one is in each."""
        view, area = self._view, self._area
        if view is None:
            return
        for one in area.open:
            self._remember_pane(one)
        view.set(None, "panes", [str(one.id) for one in area.open])
        view.set(None, "shares", [round(share, 4) for share in area.shares()])
        view.set(None, "active", area.open.index(area.active) if area.active else 0)
        view.save()

    def restore(self, known: frozenset[UUID]) -> None:
        """Open what was open when the library was left, as far as it is still in it."""
        area, panes = self._area, self.kept(None, "panes")
        if not isinstance(panes, list):
            return
        for text in panes[:MOST]:
            report = next((id_ for id_ in known if str(id_) == text), None)
            if report is not None:
                self.open_new(report, len(area.open))
        shares = self.kept(None, "shares")
        if isinstance(shares, list):
            area.set_shares([number_of(share) for share in shares])
        if area.open:
            active = int(number_of(self.kept(None, "active")))
            area.activate(area.open[min(active, len(area.open) - 1)])


def number_of(value: Json) -> float:
    """A remembered number; 0 for anything else."""
    return float(value) if isinstance(value, int | float) else 0.0

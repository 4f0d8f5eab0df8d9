"""Opening reports in panes, as they were left, and keeping their marks up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal

from app.domain.errors import PiyueError
from app.domain.report import ReadingStatus
from app.settings import Json, ViewState
from app.ui.commands import Commands
from app.ui.jobs import Jobs
from app.ui.keeping import Keeping, Left, within_zoom
from app.ui.key_map import KeyMap
from app.ui.marking import marks_of, recent_tags, starts_of
from app.ui.naming import report_name
from app.ui.pane_marks import PaneMarks
from app.ui.panes import MOST, OpenReport, PaneArea, silence
from app.ui.reader.desk import Desk
from app.ui.restoring import Restoring
from app.ui.theme import Look
from app.ui.word_filling import WordFilling
from app.ui.wording import Wording
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # the reader is loaded with the first report, not for an empty library
    from app.ui.reader.content import PaneContent
    from app.ui.reader.pane import Pane
    from app.ui.reader.trail import Stop

LONG = 600_000
"""Characters from which on opening takes long enough to be announced."""

AROUND, BODY_PX, LEAST_CHARACTERS = 60, 16, 20
"""What stands around the text of a pane, the size of a character, and how many a line must hold."""


class Opening(QObject):
    """What is shown in the panes of one library, and where.

    Signals:
        refused: a PiyueError to be worded.
        commanded: id of an action that a pane does not carry out by itself, or `outline`.
        section_changed: the OpenReport, index of its section.
        progressed: report id, share read.
        furniture_toggled: the OpenReport.
        furniture_wished: the OpenReport and a Span of hidden lines that are the report's.
        annotation_chosen: annotation id, or None.
        zoom_wished: steps of the wheel.
        context_menu_wished: an OpenReport and a global point.
        more_menu_wished: an OpenReport whose ⋯ was pressed.
        status_wished: report id and a ReadingStatus.
        hinted: a short word of why something was not done.
        unreadable: a PiyueError; a report that was to be opened could not be read.
    """

    refused = Signal(object)
    hinted = Signal(str)
    unreadable = Signal(object)
    status_wished = Signal(object, object)
    commanded = Signal(str)
    section_changed = Signal(object, int)
    progressed = Signal(object, float)
    furniture_toggled = Signal(object)
    furniture_wished = Signal(object, object)
    annotation_chosen = Signal(object)
    zoom_wished = Signal(int)
    context_menu_wished = Signal(object, QPoint)
    more_menu_wished = Signal(object)

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
        self.zoom = 100
        """Text size of all panes in this library, per cent."""
        self.desk = desk
        self._is_reduced, self._announces = False, True
        self.keeping = Keeping(area)
        self.restoring = Restoring(area, self.keeping, self._restore_one)
        self.filling = WordFilling(jobs, self)
        self.filling.found.connect(self._words_found)
        self.marks = PaneMarks(area)
        area.arranged.connect(self.keeping.soon)

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        """Close every pane; `restore` then opens those of the other library."""
        self.settle()
        self.restoring.stop()
        self._area.close_all()
        self._area.let_go()
        self.desk.set_view(view)
        self._workspace = self.marks.workspace = workspace
        self.keeping.view = view
        self.zoom = self.keeping.zoom(None) or self.zoom
        self.filling.set_workspace(workspace)

    def leave(self) -> None:
        """The window closes: write down the place, and ask nothing of the library any more."""
        self._area.each(lambda pane: pane.commenting.finish())
        self.keeping.leave()
        self.filling.set_workspace(None)
        self.desk.set_view(None)
        self.restoring.stop()
        self._area.each(silence)
        self._workspace = self.marks.workspace = None

    def settle(self) -> None:
        """Write down what keys are just moving in a pane."""
        self._area.each(lambda pane: pane.view.bounds.settle())

    # --- opening ---

    def open_report(self, report: UUID, *, beside: bool = False) -> OpenReport | None:
        """Show a report in the active pane, or beside it; an open one is only made active."""
        self.restoring.finish()
        area = self._area
        one = area.find(report)
        if one is None:
            at = area.open.index(area.active) + 1 if area.active else 0
            if area.active is None or (beside and len(area.open) < MOST):
                one = self.open_new(report, at)
            else:
                # With four panes open, `beside` takes the place of the next one.
                one = area.open[min(at, MOST - 1) if beside else at - 1]
                if not self._show(one, report):
                    return None
        if one is not None:
            area.activate(one)
            one.pane.setFocus()
        return one

    def open_new(self, report: UUID, at: int) -> OpenReport | None:
        """Show a report in a new pane at a place among the others."""
        content = self._content(report)
        if content is None:
            return None
        one = self._area.add(self._pane(), content.report, content.sections, at)
        self._begin(one, content)
        self._make_room()
        return one

    def _pane(self) -> Pane:
        from app.ui.reader.pane import Pane

        pane = Pane(self.look, keys=self._keys)
        pane.commenting.set_desk(self.desk)
        pane.set_reduced_motion(self._is_reduced)
        pane.view.telling.is_on = self._announces
        return pane

    def _begin(self, one: OpenReport, content: PaneContent) -> None:
        self._listen(one)
        self._fill(one, content)

    def duplicate(self, one: OpenReport) -> OpenReport | None:
        """The same report once more, at the same place, to be read at two places."""
        area = self._area
        if len(area.open) >= MOST:
            self.hinted.emit(self.tr("最多四栏。请先关闭一栏，再复制。"))
            return None
        copy = self.open_new(one.id, area.open.index(one) + 1)
        if copy is not None:
            copy.pane.restore(one.pane.reading_position())
            area.activate(copy)
            copy.pane.setFocus()
        return copy

    def close(self, one: OpenReport) -> None:
        """Close a pane; its place is remembered, and what is being written is kept."""
        one.pane.commenting.finish()
        self.keeping.keep_position(one)
        self._area.close_pane(one)

    def close_others(self, one: OpenReport) -> None:
        """Leave one pane alone."""
        for other in [other for other in self._area.open if other is not one]:
            self.close(other)
        self._area.activate(one)

    def set_columns(self, count: int, listed: Sequence[UUID]) -> None:
        """Show this many panes: the last ones are closed, or further listed reports opened."""
        self.restoring.finish()
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

    def read_together(self, reports: Sequence[UUID]) -> None:
        """Show these reports and no others, side by side in this order, the first one active."""
        self.restoring.finish()
        area, wanted = self._area, list(dict.fromkeys(reports))[:MOST]
        kept: dict[UUID, OpenReport] = {}
        for one in list(area.open):
            if one.id in wanted and one.id not in kept:
                kept[one.id] = one
            elif len(area.open) > 1 or kept:
                self.close(one)
        for number, report in enumerate(wanted):
            one = kept.get(report)
            spare = [other for other in area.open if other.id not in wanted]
            if one is not None:
                area.move_to(one, number)
            elif spare:
                self._show(spare[0], report)
                area.move_to(spare[0], number)
            else:
                self.open_new(report, min(number, len(area.open)))
        area.spread()
        if area.open:
            area.activate(area.open[0])
            area.open[0].pane.setFocus()

    def drop(self, report: UUID, number: int, side: str) -> None:
        """Open a report where it was dropped: `before`, `after` or in place of (`here`) a pane.

        An open report dropped at an edge brings its pane there.
        """
        self.restoring.finish()
        area = self._area
        target = area.open[min(number, len(area.open) - 1)] if area.open else None
        one = area.find(report)
        if target is None:
            one = self.open_report(report)
        elif side == "here":
            if target.id != report and not self._show(target, report):
                return
            one = target
        elif one is not None:
            area.move_beside(one, target, after=side == "after")
        elif len(area.open) < MOST:
            one = self.open_new(report, number + (side == "after"))
        else:
            self.hinted.emit(self.tr("最多四栏，其余的没有打开。"))
        if one is not None:
            area.activate(one)
            one.pane.setFocus()

    def travel(self, one: OpenReport, stop: Stop) -> None:
        """Go back or forward to a place in another report, in the same pane."""
        if self._show(one, stop.report):
            one.pane.restore(stop.place)
            self._area.activate(one)
            one.pane.setFocus()
        else:
            one.pane.travel.forget(stop.report)

    def refresh(self, one: OpenReport) -> bool:
        """After a correction; False when the report cannot be read any more."""
        content, shown = self._content(one.id), one.pane.content
        if content is None:
            return False
        if shown is not None and content.text != shown.text:
            self._show_other_text(one, shown.text, content)
            return True
        one.report = content.report
        one.pane.header.show_report(content.title, content.place)
        if shown is not None and content.layout != shown.layout:
            one.sections = content.sections
            one.pane.change_layout(content)
        return True

    def _show_other_text(self, one: OpenReport, old: str, content: PaneContent) -> None:
        """The report got another text: show it where one was reading."""
        from app.text.position_map import PositionMap

        offset, by = one.pane.reading_position()
        place = (PositionMap(old, content.text).offset(offset), by)
        self._fill(one, content)
        self._go_back(one, place)
        self.keeping.keep_position(one)
        self._area.replace(one, content.report, content.sections)

    def _make_room(self) -> None:
        """Where the lines become too short, cards are given up that nobody has asked for."""
        area = self._area
        if not area.isVisible() or self.keeping.view is None:
            return
        least = self.look.px(AROUND) + LEAST_CHARACTERS * BODY_PX * self.zoom / 100
        for one in reversed(area.open):
            if area.text_width() >= least:
                break
            if self.keeping.cards(one.id) is None:
                one.pane.set_cards(False)
        area.spread()

    def _show(self, one: OpenReport, report: UUID) -> bool:
        """Let a pane show another report; False when that one cannot be read."""
        content = self._content(report)
        if content is not None:
            self.keeping.keep_position(one)
            self._fill(one, content)
            self._area.replace(one, content.report, content.sections)
        return content is not None

    def _content(self, report: UUID) -> PaneContent | None:
        """A report as it was left; None (and a word) when it cannot be read."""
        from app.ui.reader.content import PaneContent

        workspace, keeping = self._workspace, self.keeping
        if workspace is None:
            return None
        try:
            known = workspace.reporting.report(report)
            return PaneContent(
                report=known,
                text=workspace.reporting.text(report),
                sections=workspace.reporting.outline(report),
                furniture=workspace.reporting.furniture(report),
                body=workspace.reporting.body(report),
                title=report_name(known),
                place=self._wording.standing(known),
                cards=keeping.cards(report),
                show_furniture=bool(keeping.kept(report, "furniture")),
                progress=keeping.number(report, "progress"),
                seen=keeping.seen(report),
            )
        except PiyueError as problem:
            self.unreadable.emit(problem)
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
        if content.report.characters > LONG:
            words = self.tr("正在打开：{name}（{count} 字）")
            count = f"{content.report.characters:,}"
            self._area.say_busy(one, words.format(name=content.title, count=count))
        pane.set_zoom(within_zoom(self.zoom + self.keeping.zoom(id_)))
        pane.show_report(content, marks_of(workspace, annotations))
        pane.header.set_status(workspace.reporting.status(id_), self._wording.statuses())
        pane.set_citation(lambda span: workspace.annotating.citation(id_, span))
        pane.set_recent_tags(recent_tags(workspace))
        pane.view.bounds.can_move = not workspace.library.read_only
        pane.furniture.can_change = not workspace.library.read_only
        ends = workspace.words.ends(id_)
        pane.set_word_ends(ends)
        if ends is None:
            self.filling.wish(id_)
        self._go_back(one, self.keeping.position(id_))
        self._area.end_busy()

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
        pane.read.grown.connect(lambda: self._progressed(one))
        pane.cards_toggled.connect(lambda shown: self.keep(one.id, "cards", shown))
        pane.furniture_toggled.connect(lambda shown: self._furniture_toggled(one, shown=shown))
        pane.furniture.show_wished.connect(lambda span: self.furniture_wished.emit(one, span))
        pane.annotation_activated.connect(self.annotation_chosen)
        pane.zoom_wished.connect(self.zoom_wished)
        pane.header.status_wished.connect(lambda s: self.status_wished.emit(one.id, s))
        pane.header.more_wished.connect(lambda: self.more_menu_wished.emit(one))
        pane.travel.elsewhere.connect(lambda stop: self.travel(one, stop))
        pane.open_outline.connect(lambda: self.commanded.emit("outline"))
        pane.context_menu.connect(lambda at: self.context_menu_wished.emit(one, at))

    def _command(self, one: OpenReport, name: str) -> None:
        """What the pane does not do by itself."""
        self._area.activate(one)
        self.commanded.emit(name)

    # --- zoom and words ---

    def set_manner(self, *, reduced_motion: bool, announces: bool) -> None:
        """Whether the text jumps instead of gliding, and whether annotations are announced."""
        self._is_reduced, self._announces = reduced_motion, announces
        for one in self._area.open:
            one.pane.set_reduced_motion(reduced_motion)
            one.pane.view.telling.is_on = announces

    def set_zoom(self, percent: int) -> None:
        """Text size of all panes; a report keeps what it is larger or smaller by."""
        self.zoom = percent
        self.keeping.keep(None, "zoom", percent)
        for one in self._area.open:
            one.pane.set_zoom(within_zoom(percent + self.keeping.zoom(one.id)))

    def zoom_one(self, one: OpenReport, by: int | None) -> None:
        """Make the text of one report larger or smaller than the others; None: like them."""
        more = 0 if by is None else within_zoom(one.pane.view.zoom + by) - self.zoom
        self.keeping.keep(one.id, "zoom", more or None)
        for same in self._area.open:
            if same.id == one.id:
                same.pane.set_zoom(within_zoom(self.zoom + more))

    def show_status(self, report: UUID, status: ReadingStatus) -> None:
        """The reviewer's status of a report changed."""
        for one in self._area.open:
            if one.id == report:
                one.pane.header.set_status(status, self._wording.statuses())

    def _words_found(self, report: UUID, ends: list[tuple[int, ...]]) -> None:
        one = self._area.find(report)
        if one is not None:
            one.pane.set_word_ends(ends)

    # --- remembering ---

    def keep(self, report: UUID | None, key: str, value: Json) -> None:
        """Remember how something is looked at."""
        self.keeping.keep(report, key, value)

    def kept(self, report: UUID | None, key: str) -> Json:
        return self.keeping.kept(report, key)

    def remember(self) -> None:
        """Write down which panes are open and where one is in each."""
        self.keeping.write()

    def _furniture_toggled(self, one: OpenReport, *, shown: bool) -> None:
        self.keep(one.id, "furniture", shown)
        self.furniture_toggled.emit(one)

    def _progressed(self, one: OpenReport) -> None:
        share = self.keeping.keep_read(one)
        for same in self._area.open:
            if same is not one and same.id == one.id:
                same.pane.read.also(one.pane.read.seen)
        self.progressed.emit(one.id, share)

    def _go_back(self, one: OpenReport, place: tuple[int, int] | None) -> None:
        """To where reading was left off."""
        one.place = place
        if place is not None:
            one.pane.restore(place)

    def go_back(self) -> None:
        """In every pane: those opened before the window was shown had no size yet."""
        for one in self._area.open:
            self._go_back(one, one.place)

    def _restore_one(self, number: int, left: Left) -> None:
        """Fill a place that was held for a report."""
        content = self._content(left.report)
        if content is None:
            return
        if left.cards is not None:
            content = replace(content, cards=left.cards)
        one = self._area.add_held(self._pane(), content.report, content.sections, number)
        self._begin(one, content)
        self._go_back(one, left.place)
        if self._area.active is None:
            self._area.activate(one)

"""What stands in the right dock: tags, annotations, details; made when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.change import Change, Entity
from app.ui.tags.pinyin_keeper import PinyinKeeper
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.annotations.annotation_list import AnnotationDock
    from app.ui.main_window import MainWindow

TAGS, ANNOTATIONS, DETAILS = range(3)


class RightPages(QObject):
    """Connects the pages of the right dock with the reading page and the workspace."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_made = False
        self._pinyin = PinyinKeeper(window.jobs, window.signals, self)
        self._pinyin.arrived.connect(window.reading.commands.choosing.refresh)
        self.tags: Any = None
        self.annotations: Any = None
        self._history: Any = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._pinyin.set_workspace(workspace)
        if workspace is None:
            self.remember()
        elif self._is_made:
            self.tags.set_workspace(workspace, self._window.view)
            if self.annotations is not None:
                self.annotations.set_workspace(workspace)
            if self._history is not None:
                self._history.set_workspace(workspace)
            self._follow(self._window.reading.area.active)
            self._show_kept()
        else:
            self.make_ready()

    def remember(self) -> None:
        """Keep how the tags were looked at; whoever leaves the library saves it."""
        if self._is_made:
            self.tags.remember()

    def make_ready(self) -> None:
        """Make the pages, once there is something to read: an empty library starts without."""
        window = self._window
        if window.workspace is not None and window.reading.has_reports:
            self.make(window.workspace)

    def make(self, workspace: Workspace) -> None:
        """Make the pages if they are not there yet."""
        if not self._is_made:
            self._make(workspace)
            self._follow(self._window.reading.area.active)

    def _make(self, workspace: Workspace) -> None:
        from app.ui.tags.tag_dock import TagDock

        window = self._window
        reading = window.reading
        self._is_made = True
        self.tags = tags = TagDock(window.look, workspace, window.view)
        reading.right.set_pages(
            [
                (self.tr("标签"), tags),
                (self.tr("批注"), QWidget()),
                (self.tr("详情"), reading.details),
            ]
        )
        tags.tag_applied.connect(reading.commands.apply_tag)
        tags.tag_shown.connect(self.list_tag)
        tags.problem.connect(window.report)
        tags.rule_asked.connect(lambda tag: window.auto_tagging.open(tag=tag))
        tags.export_asked.connect(window.transfers.export_tag)
        sheets = window.codebook
        tags.delete_asked.connect(sheets.ask_deletion)
        tags.definition_asked.connect(lambda tag: sheets.open_editor(tag, writes=True))
        tags.merge_asked.connect(sheets.merge)
        tags.split_asked.connect(sheets.split)
        tags.codebook_asked.connect(sheets.open_editor)
        tags.groups_asked.connect(sheets.choose_groups)
        reading.area.activated.connect(self._follow)
        reading.right.shown.connect(self._make_annotations)
        reading.right.shown.connect(self._make_history)
        self._show_kept()
        reading.right.shown.connect(lambda n: reading.opening.keep(None, "dock_page", n))

    def _show_kept(self) -> None:
        """The page this library was left with."""
        reading = self._window.reading
        reading.right.show_page(int(reading.opening.keeping.number(None, "dock_page")))

    def _make_annotations(self, number: int) -> None:
        """Make the list of annotations when its page is first shown."""
        window = self._window
        if number != ANNOTATIONS or self.annotations is not None or window.workspace is None:
            return
        from app.ui.annotations.annotation_list import AnnotationDock

        reading, commands = window.reading, window.reading.commands
        self.annotations = annotations = AnnotationDock(window.look, window.workspace, reading.desk)
        annotations.opened.connect(reading.show_row)
        annotations.deleted.connect(commands.delete_all)
        annotations.copied.connect(commands.copy_rows)
        annotations.copied_as.connect(commands.copy_rows)
        annotations.export_asked.connect(window.transfers.export_annotations)
        annotations.retag_asked.connect(commands.retag)
        annotations.acted.connect(commands.discussion.carry_out)
        annotations.resolve_asked.connect(commands.discussion.resolve_all)
        annotations.cards_chosen.connect(self._choose_cards)
        annotations.reanchor_asked.connect(lambda id_: window.reanchoring.open(annotation=id_))
        reading.opening.annotation_chosen.connect(annotations.choose)
        self._add_strip(annotations)
        reading.right.replace_page(ANNOTATIONS, annotations)
        self._follow(reading.area.active)

    def _add_strip(self, annotations: AnnotationDock) -> None:
        """Under the list: what the chosen annotation is linked with, and by which rule it was made."""
        from app.ui.links.link_strip import LinkStrip

        strip = LinkStrip(self._window, self._window.linker)
        layout = annotations.layout()
        if layout is not None:
            layout.addWidget(strip)
        annotations.view.current_changed.connect(strip.show_annotation)
        self._window.reading.opening.annotation_chosen.connect(strip.show_annotation)

    def _choose_cards(self, report: UUID | None, ids: frozenset[UUID] | None) -> None:
        """Cards follow the filter of the list where it lists their report (None: any)."""
        for one in self._window.reading.area.open:
            meant = report is None or one.id == report
            one.pane.commenting.choose_cards(ids if meant else None)

    def _make_history(self, number: int) -> None:
        """Make the history of the active annotation when the details are first shown."""
        window = self._window
        if number != DETAILS or self._history is not None:
            return
        from app.ui.annotations.annotation_details import AnnotationDetails

        self._history = AnnotationDetails(window.look, window.wording)
        self._history.set_workspace(window.workspace)
        window.reading.details.put_on_top(self._history)
        window.reading.opening.annotation_chosen.connect(lambda _: self._follow_annotation())
        self._follow_annotation()

    def _follow_annotation(self) -> None:
        active = self._window.reading.area.active
        if self._history is not None:
            self._history.show_annotation(active.pane.active_annotation() if active else None)

    def refresh(self, change: Change) -> None:
        """Take up a change; only the pages it concerns read again."""
        self._window.codebook.refresh(change)
        if not self._is_made:
            return
        if change.touched(Entity.TAG):
            self.tags.refresh()
        elif change.touched(Entity.ANNOTATION):
            self.tags.refresh_counts()
        if self.annotations is not None:
            self.annotations.refresh(change)
        self._follow_annotation()

    def set_count(self, count: int) -> None:
        """Annotations of the active report, in the name of their page."""
        words = self.tr("批注 {count}").format(count=count) if count else self.tr("批注")
        self._window.reading.right.set_title(ANNOTATIONS, words)

    def _follow(self, active: Any) -> None:
        if self.annotations is not None:
            self.annotations.set_report(active.id if active else None)
        self._follow_annotation()

    def list_tag(self, tag: UUID) -> None:
        """Show the annotations that carry a tag."""
        self._window.reading.right.show_page(ANNOTATIONS)
        self.annotations.show_tag(tag)

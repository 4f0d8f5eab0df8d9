"""Joining in the window: what marking a selection or moving an end came to, and what is offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain.anchor import Span
from app.domain.annotation import Annotation, Scope
from app.domain.errors import PiyueError
from app.domain.report import Section
from app.ui.panes import OpenReport
from app.workspace.joining import Outcome
from app.workspace.workspace import Workspace

Say = Callable[[str], None]


class Joining(QObject):
    """Marks passages without doubles, and asks whether to join what is connected.

    Args:
        say: shows a short word in the status row.
        refuse: shows why something could not be done.
    """

    def __init__(self, say: Say, refuse: Callable[[PiyueError], None], parent: QObject) -> None:
        super().__init__(parent)
        self._say, self._refuse = say, refuse

    def mark(
        self, workspace: Workspace, one: OpenReport, tags: Sequence[UUID], *, quietly: bool = False
    ) -> UUID | None:
        """An annotation on the selection of a pane; it becomes the active one.

        Args:
            quietly: for writing on it at once; what stands there already is simply
                taken, and nothing is asked.
        """
        span = one.pane.selection()
        if span is None:
            return None
        active = one.pane.active_annotation()
        try:
            marked = workspace.joining.mark(one.id, span, tags, prefer=active)
        except PiyueError as refusal:
            self._refuse(refusal)
            return None
        made = marked.annotation
        one.pane.clear_selection()
        one.pane.activate_annotation(made.id, show=False)
        if marked.outcome is Outcome.SAME and not quietly:
            self._say(self.tr("这段文字已有相同标记"))
        elif marked.outcome is Outcome.TAGGED:
            names = self._names(workspace, tags)
            self._say(self.tr("这段文字已有标记，加上了“{names}”").format(names=names))
        elif marked.outcome is Outcome.MADE:
            self._tell_hidden(one, span)
        if marked.outcome is not Outcome.SAME and not quietly:
            self.offer(workspace, one, made)
        return made.id

    def of_section(self, workspace: Workspace, one: OpenReport, section: Section) -> UUID:
        """One's own annotation on a section, made when there is none.

        Raises:
            PiyueError: as annotating.annotate_section.
        """
        me, heading = workspace.reviewer.id, section.heading_span
        for annotation in workspace.library.annotations_around(one.id, heading):
            is_there = annotation.anchor is not None and annotation.anchor.span == heading
            if annotation.scope is Scope.SECTION and annotation.reviewer == me and is_there:
                return annotation.id
        return workspace.annotating.annotate_section(one.id, section).id

    def move(self, workspace: Workspace, one: OpenReport, id_: UUID, span: Span) -> None:
        """Give an annotation other ends."""
        try:
            moved = workspace.annotating.set_span(id_, span)
        except PiyueError as refusal:
            self._refuse(refusal)
            return
        self._tell_hidden(one, span)
        self.offer(workspace, one, moved)

    def offer(self, workspace: Workspace, one: OpenReport, annotation: Annotation) -> None:
        """Ask about the neighbours of an annotation that has just got its place."""
        neighbours = workspace.joining.neighbours(annotation.id)
        if not neighbours:
            one.pane.join_bar.hide()
        else:
            common = [t for t in annotation.tags if any(t in other.tags for other in neighbours)]
            ids = [annotation.id, *(other.id for other in neighbours)]
            one.pane.join_bar.offer(ids, self._names(workspace, common[:1]))

    def join(self, workspace: Workspace, one: OpenReport, ids: Sequence[UUID]) -> None:
        """Make one annotation of several; it is the active one."""
        try:
            joined = workspace.joining.join(ids)
        except PiyueError as refusal:
            self._refuse(refusal)
            return
        one.pane.activate_annotation(joined.id, show=False)
        self._say(self.tr("已合并 {count} 条批注").format(count=len(ids)))

    def _tell_hidden(self, one: OpenReport, span: Span) -> None:
        """Lines that nobody sees are never taken silently."""
        lines = one.pane.view.display.hidden_in(span)
        if lines:
            words = self.tr("这处标记含有 {count} 行没有显示的页面杂项，可在“⋯”里显示")
            self._say(words.format(count=len(lines)))

    def _names(self, workspace: Workspace, tags: Sequence[UUID]) -> str:
        tree = workspace.tagging.tree()
        found = [tag.name for id_ in tags if (tag := tree.get(id_)) is not None]
        return self.tr("、").join(found)

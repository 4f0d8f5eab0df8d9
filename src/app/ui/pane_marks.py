"""The marks in the panes, kept up to date with the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.search import Query
from app.ui.marking import marks_of, present, recent_tags, starts_of
from app.ui.panes import OpenReport, PaneArea
from app.workspace.workspace import Workspace

MOST_HITS = 2000
FEW = 50
"""Up to so many changed annotations are read one by one; more than that all together."""


class PaneMarks:
    """Marks and search hits of every open pane."""

    def __init__(self, area: PaneArea) -> None:
        self._area = area
        self.workspace: Workspace | None = None

    def refresh(self) -> None:
        """Tags or names changed: every mark may look different."""
        for one in self._area.open:
            self.load(one)

    def update(self, reports: frozenset[UUID], ids: frozenset[UUID]) -> None:
        """Some annotations changed; few of them are read one by one."""
        workspace = self.workspace
        affected = [one for one in self._area.open if one.id in reports]
        if workspace is None or not affected:
            return
        if len(ids) > FEW:
            for one in affected:
                self.load(one)
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

    def load(self, one: OpenReport) -> None:
        workspace = self.workspace
        if workspace is not None:
            annotations = workspace.annotating.of_report(one.id)
            one.starts = starts_of(annotations)
            one.pane.set_annotations(marks_of(workspace, annotations))
            one.pane.set_recent_tags(recent_tags(workspace))

    def show_hits(self, query: Query | None) -> None:
        """Mark what is searched for in the open reports; None marks nothing."""
        workspace = self.workspace
        if workspace is None:
            return
        for one in self._area.open:
            hits: list[Span] = []
            if query is not None:
                own = replace(query, reports=frozenset({one.id}))
                hits = [hit.span for hit in workspace.finding.hits(own, MOST_HITS)]
            one.pane.set_hits(hits)

"""Signals: what changed in the library, told to the views in the window's thread.

The workspace tells its listeners in the thread that applied a change; here it
becomes one queued Qt signal per subject. Views refresh the ids named, nothing else.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.change import Change, Entity
from app.domain.errors import NotFound
from app.workspace.workspace import Workspace


class Signals(QObject):
    """The changes of one workspace at a time.

    Signals:
        changed: every Change, before the finer signals.
        annotations_changed: report ids, annotation ids.
        tags_changed: tag ids.
        reports_changed: report ids (created, corrected or removed).
        statuses_changed: report ids.
        reviewers_changed
    """

    changed = Signal(object)
    annotations_changed = Signal(object, object)
    tags_changed = Signal(object)
    reports_changed = Signal(object)
    statuses_changed = Signal(object)
    reviewers_changed = Signal()
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.get_ident()
        self._workspace: Workspace | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._arrived.connect(self._tell)

    def listen_to(self, workspace: Workspace | None) -> None:
        """Follow this workspace instead of the former one."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._workspace = workspace
        self._unsubscribe = workspace.subscribe(self._hear) if workspace else None

    def _hear(self, change: Change) -> None:
        """In the thread that applied the change; at once when it is the window's own."""
        if threading.get_ident() == self._thread:
            self._tell(self._workspace, change)
        else:
            self._arrived.emit(self._workspace, change)

    def _tell(self, workspace: Workspace | None, change: Change) -> None:
        if workspace is None or workspace is not self._workspace:
            return  # queued before another library was opened
        self.changed.emit(change)
        reports = change.touched(Entity.REPORT)
        if reports:
            self.reports_changed.emit(_ids(reports))
        if change.touched(Entity.TAG):
            self.tags_changed.emit(_ids(change.touched(Entity.TAG)))
        marked = annotations_of(workspace, change)
        if marked:
            self.annotations_changed.emit(_reports_of(workspace, change, marked), marked)
        statuses = change.touched(Entity.STATUS)
        if statuses:
            self.statuses_changed.emit(_ids(frozenset(s.partition("/")[0] for s in statuses)))
        if change.touched(Entity.REVIEWER):
            self.reviewers_changed.emit()


def _ids(texts: frozenset[str]) -> frozenset[UUID]:
    return frozenset(UUID(text) for text in texts)


def annotations_of(workspace: Workspace, change: Change) -> frozenset[UUID]:
    """The annotations that look different after a change, also by what is replied to them."""
    found = set(_ids(change.touched(Entity.ANNOTATION)))
    for edit in change.edits:
        if edit.entity is Entity.REPLY:
            images = (edit.before or {}, edit.after or {})
            named = {str(image["annotation"]) for image in images if "annotation" in image}
            whose = None if named else workspace.discussing.annotation_of(UUID(edit.id))
            found |= {UUID(id_) for id_ in named} | ({whose} if whose else set())
    return frozenset(found)


def _reports_of(
    workspace: Workspace, change: Change, annotations: frozenset[UUID]
) -> frozenset[UUID]:
    """The reports of touched annotations; an alteration names only what it alters."""
    known: dict[UUID, UUID] = {}
    for edit in change.edits:
        if edit.entity is Entity.ANNOTATION:
            named = (edit.after or {}).get("report") or (edit.before or {}).get("report")
            if isinstance(named, str):
                known[UUID(edit.id)] = UUID(named)
    for id_ in annotations - set(known):
        with contextlib.suppress(NotFound):
            known[id_] = workspace.library.annotation(id_).report
    return frozenset(known.values())

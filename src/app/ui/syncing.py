"""Synchronised scrolling: which panes move together, and by which sections."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from app.ui.jobs import Jobs
from app.ui.panes import PaneArea
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.reader.pane import Pane
    from app.ui.reader.sync import Mode, ScrollSync

Pair = tuple[int, int]
MATCH_AFTER_MS = 150
"""The panes are painted first; nobody scrolls sooner."""

MODES: dict[str, Mode] = {"off": "off", "section": "section", "proportional": "proportional"}


class Syncing(QObject):
    """Keeps the scroll follower told about the panes, the mode and the matched sections."""

    def __init__(self, area: PaneArea, jobs: Jobs) -> None:
        super().__init__(area)
        self._area, self._jobs = area, jobs
        self._made: ScrollSync | None = None
        self._workspace: Workspace | None = None
        self._known: dict[tuple[UUID, UUID], tuple[Pair, ...]] = {}
        self._asked: set[tuple[UUID, UUID]] = set()
        self._shown: dict[int, UUID] = {}
        self.mode: Mode = "off"
        self._match_timer = QTimer(self)
        self._match_timer.setSingleShot(True)
        self._match_timer.setInterval(MATCH_AFTER_MS)
        self._match_timer.timeout.connect(self._match_all)
        area.arranged.connect(self.refresh)

    @property
    def _follower(self) -> ScrollSync:
        """Made with the first pane: the reader is not loaded for an empty library."""
        if self._made is None:
            from app.ui.reader.sync import ScrollSync

            self._made = ScrollSync(self)
            self._made.set_mode(self.mode)
        return self._made

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self._match_timer.stop()
        self._known.clear()
        self._asked.clear()

    def set_mode(self, mode: str) -> None:
        """`off`, `section` or `proportional`."""
        self.mode = MODES.get(mode, "off")
        if self._made is not None:
            self._made.set_mode(self.mode)
        self.refresh()

    def forget(self, reports: frozenset[UUID]) -> None:
        """Outlines changed: their matches are computed again."""
        self._known = {p: m for p, m in self._known.items() if reports.isdisjoint(p)}
        self._asked = {p for p in self._asked if reports.isdisjoint(p)}
        self.refresh()

    def refresh(self) -> None:
        """Tell the follower which panes there are; ask for the matches still missing."""
        panes = [one.pane for one in self._area.open]
        if not panes and self._made is None:
            return
        self._follower.set_panes(panes)
        for one in self._area.open:
            if self._shown.get(id(one.pane)) != one.id:
                self._shown[id(one.pane)] = one.id
                self._forget_pane(one.pane)
        if self.mode == "section":
            self._match_timer.start()

    def _match_all(self) -> None:
        for k, first in enumerate(self._area.open):
            for second in self._area.open[k + 1 :]:
                self._match(first.id, second.id)

    def pin_here(self) -> None:
        """What is on screen in all panes now belongs together."""
        self._follower.pin_here()

    def clear_pins(self) -> None:
        """Forget every pair aligned by hand."""
        self._follower.clear_pins()

    def _forget_pane(self, pane: Pane) -> None:
        """A pane shows another report: the pairs of the former one are void."""
        self._follower.clear_pins(pane)
        for other in self._area.open:
            if other.pane is not pane:
                self._follower.set_matches(pane, other.pane, ())

    def _match(self, a: UUID, b: UUID) -> None:
        workspace = self._workspace
        if a == b or workspace is None:
            return
        if (a, b) in self._known:
            self._tell(a, b)
            return
        if (a, b) in self._asked:
            return
        self._asked.add((a, b))

        def work(progress: Progress) -> tuple[Pair, ...]:
            del progress
            return tuple((match.a, match.b) for match in workspace.aligning.match(a, b))

        def done(pairs: tuple[Pair, ...]) -> None:
            if workspace is self._workspace and (a, b) in self._asked:
                self._known[a, b] = pairs
                self._known[b, a] = tuple((second, first) for first, second in pairs)
                self._tell(a, b)

        self._jobs.start(work, done=done)

    def _tell(self, a: UUID, b: UUID) -> None:
        """Hand the pairs to the follower, for the panes that show these two now."""
        for first in self._area.open:
            for second in self._area.open:
                if (first.id, second.id) == (a, b):
                    self._follower.set_matches(first.pane, second.pane, self._known[a, b])

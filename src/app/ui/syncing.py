"""Synchronised scrolling: which panes move together, and by which sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.change import Change, Entity
from app.domain.errors import Cancelled, NotFound
from app.domain.pin import Pin
from app.ui.jobs import Jobs
from app.ui.naming import report_name
from app.ui.panes import OpenReport, PaneArea
from app.workspace.aligning import reports_of
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.analysis.alignment import Match
    from app.ui.reader.pane import Pane
    from app.ui.reader.sync import Mode, ScrollSync

Places = Sequence[tuple[int, int]]
MATCH_AFTER_MS = 150
"""The panes are painted first; nobody scrolls sooner."""

MODES: dict[str, Mode] = {"off": "off", "section": "section", "proportional": "proportional"}


@dataclass(frozen=True, slots=True)
class Common:
    """What two reports have in common.

    Attributes:
        pairs: sections about the same thing; they may cross.
        chain: those of them that run forward in both, by their places in the outlines.
        passages: code points of sentences that say the same thing.
    """

    pairs: Sequence[Match]
    chain: Places
    passages: Places


class Syncing(QObject):
    """Keeps the scroll follower told about the panes, the mode and the matched sections.

    Signals:
        changed: what open reports have in common is known, or is something else now.
    """

    changed = Signal()

    def __init__(self, area: PaneArea, jobs: Jobs) -> None:
        super().__init__(area)
        self._area, self._jobs = area, jobs
        self._made: ScrollSync | None = None
        self._workspace: Workspace | None = None
        self._known: dict[tuple[UUID, UUID], Common] = {}
        self._asked: set[frozenset[UUID]] = set()
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

    # --- what is known ---

    def common(self, a: UUID, b: UUID) -> Common | None:
        """What two reports have in common; None while that is not known."""
        return self._known.get((a, b))

    def strangers(self) -> list[tuple[OpenReport, OpenReport]]:
        """Open reports of which no two sections are about the same thing."""
        return [
            (one, other)
            for one, other in combinations(self._area.open, 2)
            if (found := self.common(one.id, other.id)) is not None and not found.pairs
        ]

    def pins(self, a: UUID, b: UUID) -> list[Pin]:
        """Places of two reports that a person set side by side."""
        return self._workspace.pinning.between(a, b) if self._workspace else []

    def forget(self, reports: frozenset[UUID]) -> None:
        """Outlines changed: what they have in common is computed again."""
        self._known = {p: c for p, c in self._known.items() if reports.isdisjoint(p)}
        self._asked = {p for p in self._asked if reports.isdisjoint(p)}
        self.refresh()

    def hear(self, change: Change) -> None:
        """A change of the library: pins alter what reports have in common."""
        touched = {reports_of(e) for e in change.edits if e.entity is Entity.PIN}
        if touched:
            # What was known stays shown until the new answer is there.
            self._asked -= touched
            self._tell_pins()
            self._match_timer.start()
            self.changed.emit()

    def refresh(self) -> None:
        """Tell the follower which panes there are; ask for what is still unknown of them."""
        panes = [one.pane for one in self._area.open]
        if not panes and self._made is None:
            return
        self._follower.set_panes(panes)
        for one in self._area.open:
            if self._shown.get(id(one.pane)) != one.id:
                self._shown[id(one.pane)] = one.id
                self._forget_pane(one.pane)
        self._tell_pins()
        if len(panes) > 1:
            self._match_timer.start()
        self.changed.emit()

    # --- pins ---

    def pin_here(self) -> bool:
        """Say that what is on screen in all panes belongs together. Returns: whether it was said.

        Raises:
            PiyueError: it cannot be said.
        """
        if self._workspace is None:
            return False
        places: dict[UUID, int] = {}
        for one, place in zip(self._area.open, self._follower.places_beside(), strict=True):
            places.setdefault(one.id, place)
        self._workspace.pinning.pair(list(places.items()))
        self._follower.rebase()
        return True

    def place_of(self, one: OpenReport) -> int:
        """The code point at the reading line of an open report."""
        return self._follower.places()[self._area.open.index(one)]

    def show_together(self, places: Sequence[tuple[OpenReport, int]]) -> None:
        """Bring a section of each of several open reports to the top, whatever the mode."""
        self._follower.show_together([(one.pane, number) for one, number in places])

    def pins_at(self, one: OpenReport) -> list[Pin]:
        """The pins nearest to the reading line of an open report, if any is on its screen."""
        found = [
            pin
            for other in self._area.open
            if other.id != one.id
            for pin in self.pins(one.id, other.id)
        ]
        if not found:
            return []
        places = self._follower.distances(one.pane, [pin.a_at for pin in found])
        nearest = min(places)
        if nearest > one.pane.view.viewport().height():
            return []
        return [pin for pin, away in zip(found, places, strict=True) if away == nearest]

    # --- telling the follower ---

    def _forget_pane(self, pane: Pane) -> None:
        """A pane shows another report: the pairs of the former one are void."""
        for other in self._area.open:
            if other.pane is not pane:
                self._follower.set_matches(pane, other.pane, ())
                self._follower.set_pins(pane, other.pane, ())

    def _tell_pins(self) -> None:
        workspace = self._workspace
        if workspace is None or len(self._area.open) < 2:
            for one in self._area.open:
                one.pane.view.gutter.set_pins({})
            return
        signs: dict[int, dict[int, list[str]]] = {id(one): {} for one in self._area.open}
        for one, other in combinations(self._area.open, 2):
            if one.id == other.id:
                continue
            pins = [(pin.a_at, pin.b_at) for pin in workspace.pinning.between(one.id, other.id)]
            self._follower.set_pins(one.pane, other.pane, pins)
            for here, there in pins:
                signs[id(one)].setdefault(here, []).append(report_name(other.report))
                signs[id(other)].setdefault(there, []).append(report_name(one.report))
        for one in self._area.open:
            one.pane.view.gutter.set_pins(signs[id(one)])

    def _match_all(self) -> None:
        for first, second in combinations(self._area.open, 2):
            self._match(first.id, second.id)

    def _match(self, a: UUID, b: UUID) -> None:
        workspace = self._workspace
        pair = frozenset((a, b))
        if a == b or workspace is None:
            return
        if pair in self._asked:
            if (a, b) in self._known:
                self._tell(a, b)
            return
        self._asked.add(pair)

        def work(progress: Progress) -> tuple[Common, Common]:
            del progress
            aligning = workspace.aligning
            chain = [(match.a, match.b) for match in aligning.match(a, b)]
            passages = aligning.passages(a, b)
            return (
                Common(aligning.pairs(a, b), chain, passages),
                Common(aligning.pairs(b, a), _turned(chain), _turned(passages)),
            )

        def done(found: tuple[Common, Common]) -> None:
            if workspace is self._workspace and pair in self._asked:
                self._known[a, b], self._known[b, a] = found
                self._tell(a, b)
                self.changed.emit()

        def failed(problem: BaseException) -> None:
            # One of them was removed meanwhile; brought back by undo, they are matched anew.
            self._asked.discard(pair)
            if not isinstance(problem, NotFound | Cancelled):
                raise problem

        self._jobs.start(work, done=done, failed=failed)

    def _tell(self, a: UUID, b: UUID) -> None:
        """Hand what is known to the follower, for the panes that show these two now."""
        known = self._known[a, b]
        for first in self._area.open:
            for second in self._area.open:
                if (first.id, second.id) == (a, b):
                    self._follower.set_matches(first.pane, second.pane, known.chain, known.passages)


def _turned(pairs: Places) -> Places:
    return [(there, here) for here, there in pairs]

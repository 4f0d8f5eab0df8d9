"""The open library as every verb sees it: one way to commit, one place for caches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from app.domain.change import Change, Edit, Entity
from app.domain.citation import Citing
from app.domain.errors import NotFound
from app.domain.fields import reviewer_fields
from app.domain.ids import new_id
from app.domain.reviewer import DEFAULT_NAME, Reviewer
from app.paths import Paths
from app.store.library import Library, NewText
from app.workspace.edits import alter, create
from app.workspace.places import Headings, Places
from app.workspace.tree import TagTree

log = logging.getLogger(__name__)

Listener = Callable[[Change], None]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Session:
    """What the verbs share: library, reviewer, clock, `commit`, and derived values.

    Attributes:
        lock: held by a verb from reading the old value to committing the new
            one; re-entrant.
        citing: how passages are cited wherever a verb says where they stand.
    """

    def __init__(
        self, library: Library, paths: Paths, reviewer: Reviewer, clock: Callable[[], datetime]
    ) -> None:
        self.library = library
        self.paths = paths
        self.reviewer = reviewer
        self.clock = clock
        self.citing = Citing()
        self.lock = threading.RLock()
        self._followers: list[Listener] = [self._forget_derived]
        self._listeners: list[Listener] = []
        self._tree: TagTree | None = None
        self._headings: dict[UUID, Headings] = {}
        self._places: dict[UUID, Places] = {}
        self._is_recorded = False

    # --- write, record, tell --------------------------------------------------

    def commit(
        self,
        action: str,
        edits: Sequence[Edit],
        texts: Sequence[NewText] = (),
        *,
        reverses: UUID | None = None,
    ) -> Change:
        """Apply one change, tell those who follow, then those who listen.

        Raises:
            LibraryError: it could not be written; nothing happened.
            Invalid: `stale`, when the library no longer holds what an edit starts from.
        """
        with self.lock:
            recorded = self._record_reviewer()
            change = self._apply(action, edits, texts, reverses)
        if recorded:
            self._tell(recorded)
        self._tell(change)
        return change

    def commit_aside(
        self,
        action: str,
        edits: Sequence[Edit],
        texts: Sequence[NewText],
        *,
        records: bool = True,
    ) -> Change:
        """As `commit`, for much at once that no other verb can be in the middle of.

        The session's lock is not held while it is written and indexed (50 reports
        take some 50 ms), so that an annotation made meanwhile does not wait for it.

        Args:
            records: whether the reviewer at work is recorded for it; not for what
                others said, who are among the edits.
        """
        with self.lock:
            recorded = self._record_reviewer() if records else None
        change = self._written(action, edits, texts, None)
        with self.lock:
            self._follow(change)
        if recorded:
            self._tell(recorded)
        self._tell(change)
        return change

    def commit_unowned(self, action: str, edits: Sequence[Edit]) -> Change:
        """As `commit`, for what the program lays down itself: nobody is recorded for it."""
        with self.lock:
            change = self._apply(action, edits, (), None)
        self._tell(change)
        return change

    def follow(self, follower: Listener) -> None:
        """Call `follower` with each change under the lock, before any listener."""
        self._followers.append(follower)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` once per applied change, in the thread that applied it.

        Returns:
            What ends the subscription; calling it again does nothing.
        """
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _apply(
        self, action: str, edits: Sequence[Edit], texts: Sequence[NewText], reverses: UUID | None
    ) -> Change:
        change = self._written(action, edits, texts, reverses)
        self._follow(change)
        return change

    def _written(
        self, action: str, edits: Sequence[Edit], texts: Sequence[NewText], reverses: UUID | None
    ) -> Change:
        return self.library.apply(
            Change(new_id(), action, tuple(edits), self.reviewer.id, self.clock(), reverses),
            texts,
        )

    def _follow(self, change: Change) -> None:
        for follower in self._followers:
            follower(change)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:
                # The change is written: a listener's bug must not look like a failed
                # verb, nor keep the other listeners from hearing of it.
                log.exception("A listener failed on %s", change.action)

    # --- who ------------------------------------------------------------------

    def reviewer_of(self, id_: UUID | None) -> UUID:
        """The reviewer meant: the one at work, or another one of this library.

        Raises:
            NotFound: nobody in the library has this id.
        """
        if id_ is None or id_ == self.reviewer.id:
            return self.reviewer.id
        if any(r.id == id_ for r in self.library.reviewers()):
            return id_
        raise NotFound("reviewer", str(id_))

    def _record_reviewer(self) -> Change | None:
        """Write the reviewer at work into the library, before the first thing he does."""
        if self._is_recorded:
            return None
        known = {r.id: r for r in self.library.reviewers()}.get(self.reviewer.id)
        change = None
        if known is None:
            edit = create(Entity.REVIEWER, str(self.reviewer.id), reviewer_fields(self.reviewer))
            change = self._apply("reviewer", [edit], (), None)
        elif self.reviewer.name not in (known.name, DEFAULT_NAME):
            edit = alter(
                Entity.REVIEWER,
                str(known.id),
                reviewer_fields(known),
                reviewer_fields(self.reviewer),
            )
            change = self._apply("reviewer", [edit], (), None)
        self._is_recorded = True
        return change

    # --- derived values ---------------------------------------------------------

    @property
    def tree(self) -> TagTree:
        """The codebook as it is now."""
        tree = self._tree
        if tree is None:
            with self.lock:
                tree = self._tree = TagTree(self.library.tags())
        return tree

    def headings(self, report: UUID) -> Headings:
        """The headings of a report, without reading its text."""
        headings = self._headings.get(report)
        if headings is None:
            headings = self._headings[report] = Headings.of(self.library.outline(report))
        return headings

    def places(self, report: UUID) -> Places:
        """Where the sections and paragraphs of a report begin."""
        places = self._places.get(report)
        if places is None:
            library = self.library
            places = Places.of(
                library.text(report),
                self.headings(report),
                library.furniture(report),
                library.body(report),
            )
            self._places[report] = places
        return places

    def _forget_derived(self, change: Change) -> None:
        if change.touched(Entity.TAG):
            self._tree = None
        for id_ in change.touched(Entity.REPORT):
            self._places.pop(UUID(id_), None)
            self._headings.pop(UUID(id_), None)

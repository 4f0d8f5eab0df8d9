"""How tags are used: counts kept as changes come, and who used what lately."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from app.domain.change import Change, Edit, Entity
from app.workspace.session import Session

RECENT = 24
"""How many tags are remembered as last used."""

LOOKED_BACK = 200
"""Changes of this installation searched for them after a start."""

FADING = 0.5 ** (1 / 20)
"""What an earlier use still weighs after one more use: after twenty it weighs half."""

_USES = frozenset({"annotate", "tag", "retag", "autotag"})


class TagUsage:
    """Counts of all annotations, and the uses of the reviewer at work.

    A use weighs 1 and fades with each later use of any tag (see FADING), so that
    the weight of a tag says both how often and how lately it was given. Time is
    not asked: a week away from the desk changes nothing.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._counts: dict[UUID, int] | None = None
        self._recent: list[UUID] | None = None
        self._weights: dict[UUID, float] = {}
        session.follow(self._follow)

    def counts(self) -> dict[UUID, int]:
        """Annotations that carry each tag itself; none for a tag never given."""
        with self._session.lock:
            if self._counts is None:
                self._counts = self._session.library.tag_counts()
            return dict(self._counts)

    def recent(self) -> list[UUID]:
        """Tags given by this reviewer, the last one first."""
        with self._session.lock:
            self._look_back()
            return list(self._recent or ())

    def weights(self) -> Mapping[UUID, float]:
        """What the uses of this reviewer weigh, per tag used."""
        with self._session.lock:
            self._look_back()
            return dict(self._weights)

    # --- how ----------------------------------------------------------------------

    def _follow(self, change: Change) -> None:
        if self._counts is not None:
            _count(self._counts, change)
        if self._recent is not None and change.reviewer == self._session.reviewer.id:
            self._use(change)

    def _use(self, change: Change) -> None:
        if self._recent is None:
            return
        for id_ in reversed(_tags_given(change)):
            if id_ in self._recent:
                self._recent.remove(id_)
            self._recent.insert(0, id_)
            for known in self._weights:
                self._weights[known] *= FADING
            self._weights[id_] = self._weights.get(id_, 0.0) + 1.0
        del self._recent[RECENT:]

    def _look_back(self) -> None:
        """What was used before this start, from the log."""
        if self._recent is not None:
            return
        self._recent = []
        library, own = self._session.library, self._session.reviewer.id
        headers = [h for h in library.recent_headers(LOOKED_BACK) if h.action in _USES]
        for header in headers:
            change = library.change(header.id)
            if change.reviewer == own:
                self._use(change)


def _count(counts: dict[UUID, int], change: Change) -> None:
    for edit in change.edits:
        if edit.entity is Entity.ANNOTATION:
            for tag, by in _difference(edit):
                left = counts.get(tag, 0) + by
                if left:
                    counts[tag] = left
                else:
                    counts.pop(tag, None)


def _difference(edit: Edit) -> Iterator[tuple[UUID, int]]:
    """Tags an edit takes off and puts on an annotation; an edit of other fields names none."""
    for image, by in ((edit.before, -1), (edit.after, 1)):
        tags = (image or {}).get("tags")
        if isinstance(tags, list):
            yield from ((UUID(str(tag)), by) for tag in tags)


def _tags_given(change: Change) -> list[UUID]:
    """Tags that a change put on annotations, in the order in which they were given.

    Many annotations given a tag at once are one use of it.
    """
    if change.action not in _USES:
        return []
    given: dict[UUID, None] = {}
    for edit in change.edits:
        after, before = (edit.after or {}).get("tags"), (edit.before or {}).get("tags")
        if edit.entity is Entity.ANNOTATION and isinstance(after, list):
            had = before if isinstance(before, list) else []
            given.update((UUID(str(t)), None) for t in after if t not in had)
    return list(given)

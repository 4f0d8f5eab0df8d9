"""History: taking back, doing again, and what became of one annotation."""

from __future__ import annotations

from bisect import insort
from typing import NamedTuple
from uuid import UUID

from app.domain.change import Change
from app.domain.errors import Invalid
from app.store.library import ChangeHeader
from app.workspace.session import Session

REMEMBERED = 1000
"""Changes of this installation looked at to rebuild the stacks after a start."""

NOT_UNDONE = frozenset({"codebook", "reviewer"})
"""What lays the ground for remarks (tags shipped, people's names) and is no remark."""


class _Step(NamedTuple):
    """One entry of a stack; steps are ordered by their place in the log."""

    sequence: int
    id: UUID
    action: str


class History:
    """Undo and redo, rebuilt from the log, so that both outlive a restart.

    A change goes onto the undo stack. Undoing it is a change of its own, which
    goes onto the redo stack; redoing reverses that one and can be undone again.
    Any new change clears the redo stack.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        for header in session.library.recent_headers(REMEMBERED):
            self._record(header)
        session.follow(self._record)

    def can_undo(self) -> str | None:
        """The action that `undo` would take back, such as `annotate`."""
        return self._undo[-1].action if self._undo else None

    def can_redo(self) -> str | None:
        """The action that `redo` would do again."""
        return self._redo[-1].action if self._redo else None

    def undo(self) -> Change:
        """Take back the last change of this installation.

        Raises:
            Invalid: `nothing_to_undo`; `stale` when a later change of somebody
                else stands in the way (it is then passed over next time).
        """
        return self._reverse("undo", self._undo)

    def redo(self) -> Change:
        """Do again what was last taken back; raises as `undo` does."""
        return self._reverse("redo", self._redo)

    def of_annotation(self, id_: UUID) -> list[Change]:
        """Every change that touched one annotation, oldest first."""
        return self._session.library.annotation_history(id_)

    def _reverse(self, action: str, stack: list[_Step]) -> Change:
        with self._session.lock:
            if not stack:
                raise Invalid(f"nothing_to_{action}")
            last = self._session.library.change(stack[-1].id)
            edits = [edit.reversed() for edit in reversed(last.edits)]
            try:
                return self._session.commit(action, edits, reverses=last.id)
            except Invalid:
                stack.pop()
                raise

    def _record(self, done: Change | ChangeHeader) -> None:
        if done.action == "undo":
            action = self._take(self._undo, done.reverses)
            insort(self._redo, _Step(done.sequence, done.id, action))
        elif done.action == "redo":
            action = self._take(self._redo, done.reverses)
            insort(self._undo, _Step(done.sequence, done.id, action))
        elif done.action not in NOT_UNDONE:
            # In the order of the log: an import may be told of after what came later.
            insort(self._undo, _Step(done.sequence, done.id, done.action))
            self._redo.clear()

    def _take(self, stack: list[_Step], id_: UUID | None) -> str:
        """Remove an entry and name its action, also when it is older than what we remember."""
        for index in range(len(stack) - 1, -1, -1):
            if stack[index].id == id_:
                return stack.pop(index).action
        action = ""
        while id_:
            change = self._session.library.change(id_)
            action, id_ = change.action, change.reverses
        return action

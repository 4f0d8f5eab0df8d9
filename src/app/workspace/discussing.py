"""Discussing: answers to an annotation, whether it is settled, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from app.domain.change import Change, Edit, Entity
from app.domain.discussion import Reply
from app.domain.errors import Invalid, NotFound
from app.domain.fields import annotation_fields, reply_fields
from app.domain.ids import new_id
from app.domain.reviewer import Reviewer
from app.workspace.edits import alter, create, delete, storable
from app.workspace.session import Session


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of an annotation, as a person reads it.

    Attributes:
        action: of the change; for an undo or redo the action that was reversed.
        reversal: `undo`, `redo` or empty.
        said: the comment, reply or quote as it became.
        added, removed: names of tags; ones deleted since are left out.
    """

    at: datetime
    reviewer: Reviewer
    action: str
    reversal: str = ""
    said: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Discussing:
    """Verbs on threads; a reply is altered by nobody but who wrote it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library

    def reply(self, annotation: UUID, text: str, reviewer: UUID | None = None) -> Reply:
        """Answer an annotation.

        Raises:
            Invalid: `reply_empty`. NotFound: the annotation or the reviewer.
        """
        session = self._session
        with session.lock:
            self._library.annotation(annotation)
            now = session.clock()
            made = Reply(
                new_id(), annotation, _clean(text), session.reviewer_of(reviewer), now, now
            )
            session.commit("reply", [create(Entity.REPLY, str(made.id), reply_fields(made))])
        return made

    def edit_reply(self, id_: UUID, text: str) -> Reply:
        """Word an own reply anew.

        Raises:
            Invalid: `reply_empty`, or `not_own` (reviewer: its name). NotFound.
        """
        said = _clean(text)
        with self._session.lock:
            old = self._own(id_)
            if said == old.text:
                return old
            new = replace(old, text=said, edited=self._session.clock())
            edit = alter(Entity.REPLY, str(id_), reply_fields(old), reply_fields(new))
            self._session.commit("edit_reply", [edit])
        return new

    def delete_reply(self, id_: UUID) -> None:
        """Take an own reply away; raises as `edit_reply` does."""
        with self._session.lock:
            old = self._own(id_)
            edit = delete(Entity.REPLY, str(id_), reply_fields(old))
            self._session.commit("delete_reply", [edit])

    def resolve(self, ids: Sequence[UUID], *, resolved: bool = True) -> None:
        """Mark annotations as settled, or open them again, in one change."""
        with self._session.lock:
            now = self._session.clock()
            edits: list[Edit] = []
            for old in self._library.annotations_named(ids):
                if old.resolved != resolved:
                    new = replace(old, resolved=resolved, edited=now)
                    before, after = annotation_fields(old), annotation_fields(new)
                    edits.append(alter(Entity.ANNOTATION, str(old.id), before, after))
            if edits:
                self._session.commit("resolve" if resolved else "reopen", edits)

    # --- reading ----------------------------------------------------------------

    def of(self, annotation: UUID) -> list[Reply]:
        """The thread of an annotation, in order of time."""
        report = self._library.annotation(annotation).report
        return [r for r in self._library.replies(report) if r.annotation == annotation]

    def annotation_of(self, reply: UUID) -> UUID | None:
        """Whose thread a reply belongs to; None when it is gone."""
        try:
            return self._library.reply(reply).annotation
        except NotFound:
            return None

    def history(self, annotation: UUID) -> list[Event]:
        """Who did what to an annotation and its thread, oldest first, also after its deletion."""
        people = {r.id: r for r in self._library.reviewers()}
        told: list[Event] = []
        for change in self._library.thread_history(annotation):
            id_ = _author(change, annotation)
            told.append(self._event(change, annotation, people.get(id_, Reviewer(id_))))
        return told

    def _event(self, change: Change, annotation: UUID, who: Reviewer) -> Event:
        action, reversal = change.action, ""
        if change.reverses is not None:
            reversal, first = change.action, change
            while first.reverses is not None:
                first = self._library.change(first.reverses)
            action = first.action
        edits = [
            edit
            for edit in change.edits
            if edit.entity is Entity.REPLY or edit.id == str(annotation)
        ]
        added, removed = self._tags(edits)
        return Event(change.at, who, action, reversal, _said(edits), added, removed)

    def _tags(self, edits: Iterable[Edit]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        before: list[Any] = []
        after: list[Any] = []
        for edit in edits:
            if edit.entity is Entity.ANNOTATION:
                before += cast("list[Any]", (edit.before or {}).get("tags") or [])
                after += cast("list[Any]", (edit.after or {}).get("tags") or [])
        return self._names(t for t in after if t not in before), self._names(
            t for t in before if t not in after
        )

    def _names(self, ids: Iterable[Any]) -> tuple[str, ...]:
        tree = self._session.tree
        found = (tree.get(UUID(str(id_))) for id_ in ids)
        return tuple(tag.name for tag in found if tag is not None)

    def _own(self, id_: UUID) -> Reply:
        reply = self._library.reply(id_)
        if reply.reviewer != self._session.reviewer.id:
            names = {r.id: r.name for r in self._library.reviewers()}
            raise Invalid("not_own", reviewer=names.get(reply.reviewer, ""))
        return reply


def _author(change: Change, annotation: UUID) -> UUID:
    """Who is meant: who something new is signed by, else who made the change."""
    for edit in change.edits:
        if edit.before is None and edit.after is not None:
            is_own = edit.entity is Entity.ANNOTATION and edit.id == str(annotation)
            signed = edit.after.get("reviewer")
            if (is_own or edit.entity is Entity.REPLY) and isinstance(signed, str):
                return UUID(signed) if change.reverses is None else change.reviewer
    return change.reviewer


def _said(edits: Iterable[Edit]) -> str:
    """What a change made of the words: the newest of text, comment and quote it names."""
    for edit in edits:
        image = edit.after or edit.before or {}
        for field in ("text", "comment"):
            words = image.get(field)
            if isinstance(words, str) and words:
                return words
    for edit in edits:
        quote = (edit.after or edit.before or {}).get("quote")
        if isinstance(quote, str):
            return quote
    return ""


def _clean(text: str) -> str:
    said = storable(text.strip())
    if not said:
        raise Invalid("reply_empty")
    return said

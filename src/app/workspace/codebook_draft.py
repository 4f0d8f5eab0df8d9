"""The codebook while one verb reshapes it: what differs in the end becomes one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.annotation import Annotation
from app.domain.change import Edit, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import annotation_fields, rule_fields, tag_fields
from app.domain.tag import Tag
from app.workspace.edits import alter, create, delete
from app.workspace.session import Session
from app.workspace.tree import TagTree


class Draft:
    """Tags and annotations as a verb wants them; nothing is written before `commit`.

    Made and committed under the session's lock, so that what it starts from is
    what the library holds.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: Mapping[UUID, Tag] = {tag.id: tag for tag in session.tree.tags}
        self._tags = dict(self._before)
        self._tree: TagTree | None = None
        self._annotations: dict[UUID, tuple[Annotation, Annotation]] = {}
        self._rules: list[Edit] = []

    @property
    def tree(self) -> TagTree:
        """The codebook as drafted so far."""
        if self._tree is None:
            self._tree = TagTree(self._tags.values())
        return self._tree

    def tag(self, id_: UUID) -> Tag:
        """A tag as drafted so far.

        Raises:
            NotFound: there is none.
        """
        found = self._tags.get(id_)
        if found is None:
            raise NotFound("tag", str(id_))
        return found

    def put(self, *tags: Tag) -> None:
        """Add these tags, or put them in the place of their former selves."""
        self._tags |= {tag.id: tag for tag in tags}
        self._tree = None

    def drop(self, ids: Iterable[UUID]) -> None:
        for id_ in ids:
            del self._tags[id_]
        self._tree = None

    def outermost(self, ids: Iterable[UUID]) -> list[Tag]:
        """These tags in the order of the tree, without those that lie below another of them."""
        wanted = {self.tag(id_).id for id_ in ids}
        inner = {below.id for id_ in wanted for below in self.tree.branch(id_) if below.id != id_}
        return [tag for tag in self.tree.tags if tag.id in wanted - inner]

    def place(self, moved: Sequence[Tag], parent: UUID | None, position: int) -> None:
        """Put tags into a group, before its `position`-th member that is none of them.

        Raises:
            Invalid: `circle` when the group lies below one of them; `name_taken`.
        """
        ids = {tag.id for tag in moved}
        if parent is not None and any(parent in self.tree.with_below([i]) for i in ids):
            raise Invalid("circle")
        members = [tag for tag in self.tree.children(parent) if tag.id not in ids]
        names = {tag.name for tag in members}
        for tag in moved:
            if tag.name in names:
                raise Invalid("name_taken", name=tag.name)
            names.add(tag.name)
        at = max(0, min(position, len(members)))
        members[at:at] = moved
        self.put(*(replace(t, parent=parent, position=n) for n, t in enumerate(members)))

    def retag(
        self, tags: Iterable[UUID], make: Callable[[tuple[UUID, ...]], tuple[UUID, ...]]
    ) -> None:
        """Give every annotation that carries one of these tags other ones."""
        for old in self._session.library.annotations_with(tags):
            self._annotations[old.id] = (old, replace(old, tags=make(old.tags)))

    def reassign(self, tag: UUID, given: Mapping[UUID, Sequence[UUID]]) -> None:
        """Put other tags in the place of one, on the annotations named that carry it."""
        for old in self._session.library.annotations_with([tag]):
            if old.id in given:
                at = old.tags.index(tag)
                tags = dict.fromkeys((*old.tags[:at], *given[old.id], *old.tags[at + 1 :]))
                self._annotations[old.id] = (old, replace(old, tags=tuple(tags)))

    def repoint_rules(self, into: Mapping[UUID, UUID]) -> None:
        """Let rules give the tags that theirs were joined into."""
        for rule in self._session.library.rules():
            tag = rule.tag
            while tag in into:
                tag = into[tag]
            if tag != rule.tag:
                before, after = rule_fields(rule), rule_fields(replace(rule, tag=tag))
                self._rules.append(alter(Entity.RULE, str(rule.id), before, after))

    def commit(self, action: str) -> None:
        """Write what differs, as one change; nothing when nothing does."""
        edits = self.edits()
        if edits:
            self._session.commit(action, edits)

    def edits(self) -> list[Edit]:
        """New tags (groups first), altered ones, annotations, then deletions (members first)."""
        made: list[Edit] = []
        altered: list[Edit] = []
        for tag in self.tree.tags:
            old = self._before.get(tag.id)
            if old is None:
                made.append(create(Entity.TAG, str(tag.id), tag_fields(tag)))
            elif old != tag:
                altered.append(alter(Entity.TAG, str(tag.id), tag_fields(old), tag_fields(tag)))
        retagged = [
            alter(Entity.ANNOTATION, str(old.id), annotation_fields(old), annotation_fields(new))
            for old, new in self._annotations.values()
            if old.tags != new.tags
        ]
        gone = [
            delete(Entity.TAG, str(tag.id), tag_fields(tag))
            for tag in reversed(list(self._before.values()))
            if tag.id not in self._tags
        ]
        return [*made, *altered, *retagged, *self._rules, *gone]

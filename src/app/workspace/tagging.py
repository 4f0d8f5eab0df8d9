"""Tagging: the codebook as people change it, and finding tags while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.annotation import Annotation
from app.domain.change import Change, Edit, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import annotation_fields, tag_fields
from app.domain.ids import new_id
from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.workspace.edits import alter, create, delete, storable
from app.workspace.pinyin import readings
from app.workspace.session import Session
from app.workspace.suggesting import Suggestion, suggest
from app.workspace.tree import SEPARATOR, TagTree

RECENT = 24
"""How many tags are remembered as last used."""

LOOKED_BACK = 200
"""Changes of this installation searched for them after a start."""

_USES = frozenset({"annotate", "tag", "retag"})


class Tagging:
    """Verbs on tags; each makes one change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._recent: list[UUID] | None = None
        session.follow(self._remember_use)

    # --- reading ----------------------------------------------------------------

    def tags(self) -> list[Tag]:
        """All tags in the order of the tree, each group before its members."""
        return list(self._session.tree.tags)

    def tree(self) -> TagTree:
        return self._session.tree

    def tag(self, id_: UUID) -> Tag:
        """The tag with this id.

        Raises:
            NotFound: there is none.
        """
        found = self._session.tree.get(id_)
        if found is None:
            raise NotFound("tag", str(id_))
        return found

    def path(self, tag_id: UUID) -> str:
        """`矛盾纠纷化解/行政复议`."""
        return self._session.tree.path(self.tag(tag_id).id)

    def counts(self) -> dict[UUID, int]:
        """Annotations that carry each tag itself (not those below it)."""
        return self._session.library.tag_counts()

    def find(self, path_or_code: str) -> Tag | None:
        """By codebook id (`G1`), by path, or by a name that only one tag has."""
        return self._session.tree.find(path_or_code)

    def in_slot(self, slot: int) -> Tag | None:
        """The tag that a number key gives."""
        return next((t for t in self._session.tree.tags if t.slot == slot), None)

    def recent(self) -> list[UUID]:
        """Tags last used by this reviewer, newest first; none that is gone or retired."""
        with self._session.lock:
            if self._recent is None:
                self._recent = self._used_lately()
            used = list(self._recent)
        tree = self._session.tree
        return [id_ for id_ in used if id_ in tree and not tree[id_].retired]

    def suggest(self, typed: str, limit: int = 12) -> list[Suggestion]:
        """The tags that answer best to what was typed; see suggesting.suggest."""
        return suggest(self._session.tree, self.counts(), self.recent(), typed, limit)

    def warm_pinyin(self) -> None:
        """Load the pinyin of every tag, so that the first suggestion does not wait."""
        for tag in self._session.tree.tags:
            readings(tag.name)

    # --- changing ---------------------------------------------------------------

    def create(
        self,
        name: str,
        parent: UUID | None = None,
        colour: str | None = None,
        kind: TagKind | None = None,
        definition: str = "",
    ) -> Tag:
        """Add a tag as the last one of its group; colour and kind default to the group's.

        Raises:
            Invalid: `name_empty`, `name_taken`, `unknown_colour`.
            NotFound: the group does not exist.
        """
        with self._session.lock:
            tag = self._new(self._session.tree, name, parent, colour, kind, definition)
            self._commit_new("create_tag", [tag])
        return tag

    def ensure(self, path_or_code: str) -> Tag:
        """The tag of this codebook id or path; what is missing of a path is created.

        Raises:
            Invalid: `name_empty` when nothing, or a part of the path, is blank.
        """
        with self._session.lock:
            tree = self._session.tree
            found = tree.find(path_or_code)
            if found:
                return found
            names = [_clean(name) for name in path_or_code.split(SEPARATOR)]
            parent: Tag | None = None
            made: list[Tag] = []
            for name in names:
                above = parent.id if parent else None
                known = None if made else tree.child_named(above, name)
                if known is None:
                    known = self._beneath(parent, name, tree)
                    made.append(known)
                parent = known
            self._commit_new("create_tag", made)
        assert parent is not None  # split always yields at least one name
        return parent

    def rename(self, tag: UUID, name: str) -> Tag:
        with self._session.lock:
            old = self.tag(tag)
            name = _clean(name)
            self._check_free(self._session.tree, old.parent, name, old.id)
            return self._change("rename_tag", [old], lambda t: replace(t, name=name))[0]

    def recolour(self, tag: UUID, colour: str) -> Tag:
        _check_colour(colour)
        return self._change("recolour_tag", [self.tag(tag)], lambda t: replace(t, colour=colour))[0]

    def redefine(
        self,
        tag: UUID,
        *,
        definition: str | None = None,
        english: str | None = None,
        short_name: str | None = None,
        keywords: Sequence[str] | None = None,
        kind: TagKind | None = None,
    ) -> Tag:
        """Change what a tag means; what is not given stays.

        Raises:
            Invalid: `short_name_long`, for more than six characters.
        """
        if short_name is not None and len(short_name) > 6:
            raise Invalid("short_name_long", limit=6)

        def make(old: Tag) -> Tag:
            return replace(
                old,
                definition=old.definition if definition is None else definition,
                english=old.english if english is None else english,
                short_name=old.short_name if short_name is None else short_name,
                keywords=old.keywords if keywords is None else tuple(keywords),
                kind=old.kind if kind is None else kind,
            )

        return self._change("redefine_tag", [self.tag(tag)], make)[0]

    def move(self, tag: UUID, parent: UUID | None, position: int) -> Tag:
        """Put a tag (and all below it) into a group, before its `position`-th other member.

        Raises:
            Invalid: `circle` when the group lies below the tag; `name_taken`.
        """
        with self._session.lock:
            tree = self._session.tree
            moved = self.tag(tag)
            if parent is not None:
                self.tag(parent)
                if any(t.id == parent for t in tree.branch(tag)):
                    raise Invalid("circle")
            self._check_free(tree, parent, moved.name, moved.id)
            members = [t for t in tree.children(parent) if t.id != tag]
            members.insert(max(0, min(position, len(members))), moved)
            places = {t.id: place for place, t in enumerate(members)}

            def make(old: Tag) -> Tag:
                above = parent if old.id == tag else old.parent
                return replace(old, parent=above, position=places[old.id])

            self._change("move_tag", members, make)
            return self.tag(tag)

    def retire(self, tag: UUID, retired: bool = True) -> Tag:
        """Offer a tag and those below it no longer (or again); old annotations keep them."""
        with self._session.lock:
            branch = self._session.tree.branch(self.tag(tag).id)

            def make(old: Tag) -> Tag:
                return replace(old, retired=retired, slot=None if retired else old.slot)

            return self._change("retire_tag", branch, make)[0]

    def delete(self, tag: UUID) -> None:
        """Remove a tag with all below it, and take them off every annotation."""
        with self._session.lock:
            branch = self._session.tree.branch(self.tag(tag).id)
            gone = {t.id for t in branch}
            edits: list[Edit] = []
            for old in self._carrying(gone):
                new = replace(old, tags=tuple(t for t in old.tags if t not in gone))
                before, after = annotation_fields(old), annotation_fields(new)
                edits.append(alter(Entity.ANNOTATION, str(old.id), before, after))
            edits += [delete(Entity.TAG, str(t.id), tag_fields(t)) for t in reversed(branch)]
            self._session.commit("delete_tag", edits)

    def set_slot(self, slot: int, tag: UUID | None) -> None:
        """Give a number key to a tag (None: to nothing); it is taken from any other.

        Raises:
            Invalid: `slot` outside 1..9.
        """
        if slot not in SLOTS:
            raise Invalid("slot", slot=slot)
        with self._session.lock:
            losing = [t for t in self._session.tree.tags if t.slot == slot and t.id != tag]
            gaining = [self.tag(tag)] if tag else []

            def make(old: Tag) -> Tag:
                return replace(old, slot=slot if old.id == tag else None)

            self._change("slot", [*losing, *gaining], make)

    # --- how ----------------------------------------------------------------------

    def _change(self, action: str, tags: Sequence[Tag], make: Callable[[Tag], Tag]) -> list[Tag]:
        edits: list[Edit] = []
        result: list[Tag] = []
        for old in tags:
            new = make(old)
            if new != old:
                edits.append(alter(Entity.TAG, str(old.id), tag_fields(old), tag_fields(new)))
            result.append(new)
        if edits:
            self._session.commit(action, edits)
        return result

    def _new(
        self,
        tree: TagTree,
        name: str,
        parent: UUID | None,
        colour: str | None,
        kind: TagKind | None,
        definition: str,
    ) -> Tag:
        name = _clean(name)
        group = self.tag(parent) if parent else None
        self._check_free(tree, parent, name, None)
        if colour is not None:
            _check_colour(colour)
        made = self._beneath(group, name, tree)
        return replace(
            made,
            colour=colour or made.colour,
            kind=kind or made.kind,
            definition=storable(definition),
        )

    def _beneath(self, group: Tag | None, name: str, tree: TagTree) -> Tag:
        last = max((t.position for t in tree.children(group.id if group else None)), default=-1)
        return Tag(
            id=new_id(),
            name=name,
            parent=group.id if group else None,
            kind=group.kind if group else TagKind.TOPIC,
            colour=group.colour if group else COLOURS[-1],
            position=last + 1,
        )

    def _commit_new(self, action: str, tags: Iterable[Tag]) -> None:
        self._session.commit(
            action, [create(Entity.TAG, str(tag.id), tag_fields(tag)) for tag in tags]
        )

    def _check_free(self, tree: TagTree, parent: UUID | None, name: str, but: UUID | None) -> None:
        if any(t.name == name and t.id != but for t in tree.children(parent)):
            raise Invalid("name_taken", name=name)

    def _carrying(self, tags: set[UUID]) -> list[Annotation]:
        counts = self.counts()
        if not any(counts.get(tag) for tag in tags):
            return []
        return [a for a in self._session.library.annotations() if not tags.isdisjoint(a.tags)]

    # --- last used ------------------------------------------------------------------

    def _remember_use(self, change: Change) -> None:
        if self._recent is None or change.reviewer != self._session.reviewer.id:
            return
        for id_ in reversed(_tags_given(change)):
            if id_ in self._recent:
                self._recent.remove(id_)
            self._recent.insert(0, id_)
        del self._recent[RECENT:]

    def _used_lately(self) -> list[UUID]:
        library = self._session.library
        used: dict[UUID, None] = {}
        for header in reversed(library.recent_headers(LOOKED_BACK)):
            if header.action not in _USES:
                continue
            change = library.change(header.id)
            if change.reviewer == self._session.reviewer.id:
                used.update(dict.fromkeys(_tags_given(change)))
            if len(used) >= RECENT:
                break
        return list(used)[:RECENT]


def _tags_given(change: Change) -> list[UUID]:
    """Tags that a change put on annotations, in the order in which they were given."""
    if change.action not in _USES:
        return []
    given: dict[UUID, None] = {}
    for edit in change.edits:
        after, before = (edit.after or {}).get("tags"), (edit.before or {}).get("tags")
        if edit.entity is Entity.ANNOTATION and isinstance(after, list):
            had = before if isinstance(before, list) else []
            given.update((UUID(str(t)), None) for t in after if t not in had)
    return list(given)


def _clean(name: str) -> str:
    if not name.strip():
        raise Invalid("name_empty")
    return storable(name.strip())


def _check_colour(colour: str) -> None:
    if colour not in COLOURS:
        raise Invalid("unknown_colour", colour=colour)

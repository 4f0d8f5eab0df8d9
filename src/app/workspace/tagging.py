"""Tagging: the codebook as people change it, and finding tags while typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from app.domain.change import Edit, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import tag_fields
from app.domain.ids import new_id
from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.workspace.codebook_draft import Draft
from app.workspace.edits import alter, create, storable
from app.workspace.parsing import Parsing
from app.workspace.pinyin import Pinyin
from app.workspace.session import Session
from app.workspace.suggesting import Suggestion, suggest
from app.workspace.tree import SEPARATOR, TagTree
from app.workspace.usage import TagUsage


class Tagging:
    """Verbs on tags; each makes one change."""

    def __init__(self, session: Session, parsing: Parsing) -> None:
        self._session = session
        self._usage = TagUsage(session)
        self.pinyin = Pinyin(session, parsing)

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
        return self._usage.counts()

    def extent(self, tags: Iterable[UUID]) -> tuple[int, int]:
        """How many annotations carry any of these tags or of those below, in how many reports."""
        return self._session.library.tag_extent(self._session.tree.with_below(tags))

    def find(self, path_or_code: str) -> Tag | None:
        """By codebook id (`G1`), by path, or by a name that only one tag has."""
        return self._session.tree.find(path_or_code)

    def in_slot(self, slot: int) -> Tag | None:
        """The tag that a number key gives."""
        return next((t for t in self._session.tree.tags if t.slot == slot), None)

    def recent(self) -> list[UUID]:
        """Tags last used by this reviewer, newest first; none that is gone or retired."""
        tree = self._session.tree
        return [id_ for id_ in self._usage.recent() if id_ in tree and not tree[id_].retired]

    def suggest(self, typed: str, limit: int = 12) -> list[Suggestion]:
        """The tags that answer best to what was typed; see suggesting.suggest."""
        self.pinyin.load()
        tree, weights = self._session.tree, self._usage.weights()
        return suggest(tree, self.counts(), weights, self.pinyin.of, typed, limit)

    def suggestions_of(self, ids: Iterable[UUID]) -> list[Suggestion]:
        """These tags as suggestions, in the order of the tree; none that is gone."""
        wanted, counts, tree = frozenset(ids), self.counts(), self._session.tree
        return [
            Suggestion(tag, tree.path(tag.id), counts.get(tag.id, 0), ())
            for tag in tree.tags
            if tag.id in wanted
        ]

    def groups(self) -> list[Suggestion]:
        """The tags at the top that are offered."""
        tops = self._session.tree.children(None)
        return self.suggestions_of(tag.id for tag in tops if not tag.retired)

    def retired_named(self, name_or_code: str) -> Tag | None:
        """The retired tag that was typed exactly, when no offered one answers to it."""
        tree = self._session.tree
        found = [
            tag
            for tag in tree.tags
            if name_or_code
            and (name_or_code in (tag.name, tree.path(tag.id)) or name_or_code == tag.code)
        ]
        return found[0] if found and all(tag.retired for tag in found) else None

    def planned(self, typed: str) -> str:
        """The path of the group in which `ensure` would make the last tag of what was typed."""
        group, missing = self._session.tree.resolve(typed)
        above = [self._session.tree.path(group.id)] if group else []
        return SEPARATOR.join([*above, *missing[:-1]])

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

    def ensure(self, path_or_code: str, group: UUID | None = None) -> Tag:
        """The tag of this codebook id or path; what is missing of a path is created.

        Args:
            group: where a name that is no path is looked for and made; None: the whole
                codebook is searched and the tag made at the top.

        Raises:
            Invalid: `name_empty` when nothing, or a part of the path, is blank.
        """
        with self._session.lock:
            tree = self._session.tree
            if group is not None:
                name = _clean(path_or_code)
                return tree.child_named(group, name) or self.create(name, group)
            parent, missing = tree.resolve(path_or_code)
            made: list[Tag] = []
            for name in missing:
                parent = self._beneath(parent, _clean(name), tree)
                made.append(parent)
            if made:
                self._commit_new("create_tag", made)
        assert parent is not None  # resolve yields a tag or a name
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

    def recolour_branches(self, tags: Iterable[UUID], colour: str) -> None:
        """Give one colour to these tags and to all below them."""
        _check_colour(colour)
        with self._session.lock:
            draft = Draft(self._session)
            for top in draft.outermost(tags):
                draft.put(*(replace(t, colour=colour) for t in draft.tree.branch(top.id)))
            draft.commit("recolour_tag")

    def set_kind(self, tags: Iterable[UUID], kind: TagKind) -> None:
        """Give these tags another kind, and with it the shape and the line they are shown by."""
        with self._session.lock:
            draft = Draft(self._session)
            draft.put(*(replace(draft.tag(id_), kind=kind) for id_ in tags))
            draft.commit("redefine_tag")

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
        """Put a tag (and all below it) into a group; see `move_all`."""
        self.move_all([tag], parent, position)
        return self.tag(tag)

    def move_all(self, tags: Iterable[UUID], parent: UUID | None, position: int) -> None:
        """Put tags (and all below them) into a group, before its `position`-th other member.

        They keep their order; one that lies below another of them goes along with it.

        Raises:
            Invalid: `circle` when the group lies below one of them; `name_taken`.
        """
        with self._session.lock:
            draft = Draft(self._session)
            if parent is not None:
                self.tag(parent)
            draft.place(draft.outermost(tags), parent, position)
            draft.commit("move_tag")

    def retire(self, tag: UUID, retired: bool = True) -> Tag:
        """Offer a tag no longer (or again); see `retire_all`."""
        self.retire_all([tag], retired)
        return self.tag(tag)

    def retire_all(self, tags: Iterable[UUID], retired: bool = True) -> None:
        """Offer tags and those below them no longer (or again); old annotations keep them.

        A retired tag gives its number key away. One that is offered again brings back
        the groups above it, or it would have no place.
        """
        with self._session.lock:
            draft = Draft(self._session)
            for top in draft.outermost(tags):
                branch = draft.tree.branch(top.id)
                draft.put(*(_retired(t, retired) for t in branch))
                above = None if retired else top.parent
                while above is not None:
                    group = draft.tag(above)
                    draft.put(replace(group, retired=False))
                    above = group.parent
            draft.commit("retire_tag" if retired else "unretire_tag")

    def delete(self, tag: UUID) -> None:
        """Remove a tag with all below it, and take them off every annotation."""
        self.delete_all([tag])

    def delete_all(self, tags: Iterable[UUID]) -> None:
        """Remove tags with all below them, and take them off every annotation."""
        with self._session.lock:
            draft = Draft(self._session)
            gone = draft.tree.with_below(t.id for t in draft.outermost(tags))
            draft.retag(gone, lambda kept: tuple(t for t in kept if t not in gone))
            draft.drop(gone)
            draft.commit("delete_tag")

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

    def toggle_slot(self, slot: int, tag: UUID) -> None:
        """Give a number key to a tag, or take it away when the tag has it."""
        self.set_slot(slot, None if self.tag(tag).slot == slot else tag)

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


def _clean(name: str) -> str:
    if not name.strip():
        raise Invalid("name_empty")
    return storable(name.strip())


def _check_colour(colour: str) -> None:
    if colour not in COLOURS:
        raise Invalid("unknown_colour", colour=colour)


def _retired(tag: Tag, retired: bool) -> Tag:
    return replace(tag, retired=retired, slot=None if retired else tag.slot)

"""The tags and people of a brought file: which are here already, which are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.domain.change import Edit, Entity, Value
from app.domain.exchange import Brought, BroughtReviewer, BroughtTag, ExchangeNote, id_of
from app.domain.fields import reviewer_fields, tag_fields
from app.domain.reviewer import DEFAULT_NAME, Reviewer
from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.workspace.bringing_plan import Answer, Asked, Choices, Fate, Question
from app.workspace.edits import alter, create, storable
from app.workspace.session import Session
from app.workspace.tree import TagTree

NOTES = (
    "tag_nameless",  # a tag without a name is left out
    "tag_parent_missing",  # parent: it was put at the top
    "tag_deep",  # levels: it lay deeper than a codebook goes, and was put at the top
    "tag_circle",  # it lies below itself: it was put at the top
    "tag_renamed",  # name: there is another one of its name in the group
    "tag_slot_taken",  # slot: another tag has the number key
    "tag_field",  # field: a value that cannot be
    "tag_same",  # tag: taken for the library's of this path
    "tag_differs",  # fields: the library's tag says something else and stays
    "reviewer_same",  # taken for the library's of this name
    "reviewer_other",  # a second person of this name
    "reviewer_renamed",  # name: the same person is called otherwise here
)

COMPARED = ("name", "parent", "code", "kind", "colour", "short_name", "english", "definition",
            "keywords", "retired")  # fmt: skip
"""Fields in which one tag of two libraries can differ; its place and key are each library's own."""

DEEPEST = 50
"""Levels of a codebook; a file that nests deeper was not made by people."""

_TEXTS = {"code": 64, "short_name": 6, "english": 4000, "definition": 100_000}


class Codebook:
    """Decides for all tags of one file.

    Attributes:
        ids: the library's tag by key of the file.
        fates: by key.
    """

    def __init__(self, session: Session, brought: Brought, choices: Choices) -> None:
        self._tree = TagTree(session.library.tags())
        self._brought = brought
        self._choices = choices
        self._tags = {tag.key: tag for tag in brought.tags}
        self.ids: dict[str, UUID] = {}
        self.fates: dict[str, Fate] = {}
        self.taken = 0
        self.questions: list[Question] = []
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []
        self._new: dict[UUID, Tag] = {}
        self._altered: list[Edit] = []
        self._names: dict[UUID | None, dict[str, UUID]] = {}
        self._last: dict[UUID | None, int] = {}
        self._slots = {tag.slot for tag in self._tree.tags if tag.slot is not None}
        for tag in self._tree.tags:
            parent = tag.parent if tag.parent in self._tree else None
            self._names.setdefault(parent, {}).setdefault(tag.name, tag.id)
            self._last[parent] = max(self._last.get(parent, -1), tag.position)
        self._before = dict(self._last)

    def decide(self) -> None:
        for tag in _parents_first(self._brought.tags, self._tags):
            if tag.key not in self.fates:
                self._decide_one(tag)

    @property
    def edits(self) -> list[Edit]:
        """New tags, groups first, then those that the file's take the place of."""
        made = [create(Entity.TAG, str(tag.id), tag_fields(tag)) for tag in self._new.values()]
        return [*made, *self._altered]

    def here(self, key: str) -> UUID | None:
        """The library's tag that a key names of itself, when the file does not list it."""
        id_ = id_of(key, self._brought.context)
        return id_ if id_ in self._tree else None

    def path(self, id_: UUID) -> str:
        """Of a tag of the library or a new one."""
        names: list[str] = []
        at: UUID | None = id_
        while at is not None and len(names) < 100:
            tag = self._new.get(at) or self._tree[at]
            names.append(tag.name)
            at = tag.parent if tag.parent in self._tree or tag.parent in self._new else None
        return "/".join(reversed(names))

    # --- one tag ----------------------------------------------------------------------

    def _decide_one(self, tag: BroughtTag) -> None:
        name = storable(tag.name).strip()
        id_ = id_of(tag.key, self._brought.context)
        if id_ in self._tree:
            self._here(tag, id_)
            return
        if not name:
            self.fates[tag.key] = Fate.REJECTED
            self.rejects.append(ExchangeNote("tag_nameless", tag.key))
            return
        parent = self._parent(tag)
        namesake = self._namesake(tag, parent, name)
        if namesake is not None and self._is_same(tag, name, namesake):
            self.ids[tag.key] = namesake
            self.fates[tag.key] = Fate.PRESENT
            return
        if id_ in self._new:  # the file has it twice
            self.ids[tag.key], self.fates[tag.key] = id_, Fate.PRESENT
            return
        self._make(tag, id_, parent, name)

    def _here(self, tag: BroughtTag, id_: UUID) -> None:
        """The library has a tag of this id."""
        self.ids[tag.key] = id_
        old = self._tree[id_]
        new = self._value(tag, old, storable(tag.name).strip() or old.name)
        before, after = tag_fields(old), tag_fields(new)
        if tag.parent is not None or "parent" in tag.fields:
            after["parent"] = _text(self._parent(tag))
        differs = tuple(field for field in COMPARED if before[field] != after[field])
        if not differs:
            self.fates[tag.key] = Fate.PRESENT
            return
        self.fates[tag.key] = Fate.CONFLICT
        path = self._tree.path(id_)
        self.questions.append(
            Question(Asked.TAG_FIELDS, tag.key, tag.name, id_, path, Answer.KEEP, differs=differs)
        )
        if self._choices.of(Asked.TAG_FIELDS, tag.key, Answer.KEEP) is Answer.TAKE:
            after["slot"], after["position"] = before["slot"], before["position"]
            if self._may_stand(id_, after):
                self.taken += 1
                self._altered.append(alter(Entity.TAG, str(id_), before, after))
                return
        self.repairs.append(ExchangeNote("tag_differs", path, {"fields": ",".join(differs)}))

    def _may_stand(self, id_: UUID, after: dict[str, Value]) -> bool:
        """Whether a tag may have this name in this group: no circle, no second one of its name."""
        parent = UUID(str(after["parent"])) if after["parent"] else None
        if parent is not None and parent in self._tree.with_below([id_]):
            return False
        return self._names.get(parent, {}).get(str(after["name"]), id_) == id_

    def _parent(self, tag: BroughtTag) -> UUID | None:
        if tag.parent is None:
            return None
        if tag.parent in self.ids:
            parent = self.ids[tag.parent]
            if self._depth(parent) < DEEPEST:
                return parent
            self.repairs.append(ExchangeNote("tag_deep", tag.name, {"levels": DEEPEST}))
            return None
        known = id_of(tag.parent, self._brought.context)
        if known in self._tree:
            return known
        is_circle = tag.parent in self._tags and tag.parent not in self.fates
        code = "tag_circle" if is_circle else "tag_parent_missing"
        self.repairs.append(ExchangeNote(code, tag.name, {"parent": tag.parent}))
        return None

    def _depth(self, id_: UUID) -> int:
        depth, at = 0, self._new.get(id_) or self._tree.get(id_)
        while at is not None and depth < DEEPEST:
            depth += 1
            at = (self._new.get(at.parent) or self._tree.get(at.parent)) if at.parent else None
        return depth

    def _namesake(self, tag: BroughtTag, parent: UUID | None, name: str) -> UUID | None:
        """The library's tag of the same codebook id, or of the same path."""
        code = tag.fields.get("code")
        if code:
            found = [t.id for t in self._tree.tags if t.code == code]
            if len(found) == 1:
                return found[0]
        found_here = self._names.get(parent, {}).get(name)
        if found_here in self._tree:
            return found_here
        is_mere_name = tag.parent is None and not tag.fields and self._brought.annotations
        return self._called(name) if is_mere_name and not _has_own_id(tag.key) else None

    def _called(self, name: str) -> UUID | None:
        """The only tag that people mean by a name alone: its name, code or short name."""
        found = [tag.id for tag in self._tree.tags if name in (tag.name, tag.code, tag.short_name)]
        return found[0] if len(found) == 1 else None

    def _is_same(self, tag: BroughtTag, name: str, other: UUID) -> bool:
        path = self._tree.path(other)
        self.questions.append(Question(Asked.TAG, tag.key, name, other, path, Answer.SAME))
        if self._choices.of(Asked.TAG, tag.key, Answer.SAME) is Answer.NEW:
            return False
        self.repairs.append(ExchangeNote("tag_same", name, {"tag": path}))
        return True

    def _make(self, tag: BroughtTag, id_: UUID, parent: UUID | None, name: str) -> None:
        taken = self._names.setdefault(parent, {})
        free, number = name, 2
        while free in taken:
            free, number = f"{name} ({number})", number + 1
        if free != name:
            self.repairs.append(ExchangeNote("tag_renamed", name, {"name": free}))
        group = self._new.get(parent) or self._tree.get(parent) if parent else None
        blank = Tag(
            id_,
            free,
            parent,
            kind=group.kind if group else TagKind.TOPIC,
            colour=group.colour if group else COLOURS[-1],
        )
        made = self._value(tag, blank, free, tell=True)
        made = replace(made, parent=parent, position=self._position(tag, parent))
        if made.slot is not None and (made.slot in self._slots or made.retired):
            self.repairs.append(ExchangeNote("tag_slot_taken", free, {"slot": made.slot}))
            made = replace(made, slot=None)
        if made.slot is not None:
            self._slots.add(made.slot)
        taken[free] = id_
        self._new[id_] = made
        self.ids[tag.key] = id_
        self.fates[tag.key] = Fate.ADDED

    def _position(self, tag: BroughtTag, parent: UUID | None) -> int:
        """As the file has it, when that is after all that were here; else after the last."""
        given = tag.fields.get("position")
        last = self._last.get(parent, -1)
        is_free = isinstance(given, int) and self._before.get(parent, -1) < given < 2**31
        position = given if is_free and isinstance(given, int) else last + 1
        self._last[parent] = max(last, position)
        return position

    def _value(self, tag: BroughtTag, old: Tag, name: str, *, tell: bool = False) -> Tag:
        """The tag with what the file knows of it; what cannot be stays as it was."""
        values: dict[str, Any] = {"name": name}
        for field, given in tag.fields.items():
            if field in ("name", "parent", "position"):
                continue
            good = _good(field, given)
            if good is not None or (field == "slot" and given is None):
                values[field] = good
            elif tell:
                self.repairs.append(ExchangeNote("tag_field", name, {"field": field}))
        return replace(old, **values)


def _good(field: str, value: Value) -> Any:
    """A field's value as a Tag holds it, or None: it cannot be."""
    match field, value:
        case (("code" | "short_name" | "english" | "definition"), str()):
            kept = storable(value)
            return kept if len(kept) <= _TEXTS[field] else None
        case "kind", str() if value in tuple(TagKind):
            return TagKind(value)
        case "colour", str() if value in COLOURS:
            return value
        case "slot", int() if value in SLOTS:
            return value
        case "keywords", list() if all(isinstance(word, str) for word in value):
            return tuple(storable(str(word)) for word in value)
        case "retired", bool():
            return value
        case _:
            return None


def _parents_first(
    tags: Iterable[BroughtTag], by_key: Mapping[str, BroughtTag]
) -> Iterable[BroughtTag]:
    """Each group before its members; the members of a circle as they come."""
    done: set[str] = set()
    for tag in tags:
        line: list[BroughtTag] = []
        at: BroughtTag | None = tag
        while at is not None and at.key not in done and at not in line:
            line.append(at)
            at = by_key.get(at.parent) if at.parent is not None else None
        for one in reversed(line):
            done.add(one.key)
            yield one


def _has_own_id(key: str) -> bool:
    """Whether a key is an id that is unique in the world."""
    return id_of(key, "") == id_of(key, "another file")


def _text(id_: UUID | None) -> str | None:
    return str(id_) if id_ else None


class People:
    """Decides for all reviewers of one file.

    Attributes:
        ids: the library's reviewer by key of the file.
    """

    def __init__(self, session: Session, brought: Brought, choices: Choices) -> None:
        self._me = session.reviewer
        known = session.library.reviewers()
        everybody = known if any(r.id == self._me.id for r in known) else [*known, self._me]
        self._known = {r.id: r for r in everybody}
        self._brought = brought
        self._choices = choices
        self.ids: dict[str, UUID] = {}
        self.fates: dict[str, Fate] = {}
        self.questions: list[Question] = []
        self.repairs: list[ExchangeNote] = []
        self.edits: list[Edit] = []
        self._made: set[UUID] = set()

    def decide(self) -> None:
        for person in self._brought.reviewers:
            if person.key not in self.fates:
                self.ids[person.key], self.fates[person.key] = self._decide_one(person)

    def of(self, key: str) -> UUID | None:
        """The person of a key; None when the file does not say who."""
        if not key:
            return None
        known = self.ids.get(key)
        if known is None:
            id_ = id_of(key, self._brought.context)
            known = id_ if id_ in self._known else None
        return known

    @property
    def me(self) -> UUID:
        return self._me.id

    def _decide_one(self, person: BroughtReviewer) -> tuple[UUID, Fate]:
        name = storable(person.name).strip() or DEFAULT_NAME
        id_ = id_of(person.key, self._brought.context)
        if id_ in self._known:
            here = self._known[id_]
            if here.name == name or here.id == self._me.id or not person.name.strip():
                return id_, Fate.PRESENT
            self.repairs.append(ExchangeNote("reviewer_renamed", name, {"name": here.name}))
            return id_, Fate.CONFLICT
        same = sorted((r for r in self._known.values() if r.name == name), key=self._rank)
        if same:
            has_id = str(id_) in person.key.lower()
            default = Answer.NEW if has_id else Answer.SAME
            self.questions.append(
                Question(Asked.REVIEWER, person.key, name, same[0].id, same[0].name, default)
            )
            if self._choices.of(Asked.REVIEWER, person.key, default) is Answer.SAME:
                self.repairs.append(ExchangeNote("reviewer_same", name))
                return same[0].id, Fate.PRESENT
            self.repairs.append(ExchangeNote("reviewer_other", name))
        if id_ not in self._made:
            self._made.add(id_)
            self.edits.append(
                create(Entity.REVIEWER, str(id_), reviewer_fields(Reviewer(id_, name)))
            )
            return id_, Fate.ADDED
        return id_, Fate.PRESENT

    def _rank(self, person: Reviewer) -> tuple[bool, str]:
        return person.id != self._me.id, str(person.id)

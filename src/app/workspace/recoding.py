"""Recoding: joining tags into one, and dividing the annotations of one among several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.errors import Invalid
from app.domain.ids import new_id
from app.domain.tag import Tag
from app.workspace.codebook_draft import Draft
from app.workspace.edits import storable
from app.workspace.session import Session


@dataclass(frozen=True, slots=True)
class Part:
    """Where some annotations of a divided tag go.

    Attributes:
        annotations: their ids.
        tag: a tag there is; None makes a new one.
        name: of the new tag.
        parent: group of the new tag; it takes colour and kind of the divided tag.
    """

    annotations: tuple[UUID, ...]
    tag: UUID | None = None
    name: str = ""
    parent: UUID | None = None


class Recoding:
    """Verbs that move annotations from tag to tag; each makes one change."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def merge(self, sources: Iterable[UUID], target: UUID) -> Tag:
        """Join tags into `target`: their annotations carry it instead, each of them once.

        The target keeps its name, colour and place. It takes over what it lacks or
        what adds to it: definitions (one under the other), keywords and the former
        names as keywords, the English name and the number key when it has none. Tags
        below the sources move below it; one that has a namesake there is joined with
        it. A target below a source takes that source's place. Rules that gave a
        source give the target.

        Raises:
            NotFound, and Invalid: `merge_self` when nothing else is named, `name_taken`.
        """
        with self._session.lock:
            draft = Draft(self._session)
            draft.tag(target)
            wanted = {draft.tag(id_).id for id_ in sources} - {target}
            if not wanted:
                raise Invalid("merge_self")
            into: dict[UUID, UUID] = {}
            # From below, so that a member that is named goes where it was told to.
            for source in [t.id for t in reversed(draft.tree.tags) if t.id in wanted]:
                if source not in into:
                    _absorb(draft, source, target, into)
            draft.retag(into, lambda tags: _replaced(tags, into))
            draft.repoint_rules(into)
            draft.commit("merge_tags")
        return self._session.tree[target]

    def split(self, tag: UUID, parts: Sequence[Part]) -> list[Tag]:
        """Divide the annotations of a tag; those named in no part keep it.

        An annotation named in several parts gets the tags of all of them.

        Returns:
            The tag of each part.

        Raises:
            NotFound, and Invalid: `name_empty`, `name_taken`, `split_self`.
        """
        with self._session.lock:
            draft = Draft(self._session)
            divided = draft.tag(tag)
            result: list[Tag] = []
            given: dict[UUID, list[UUID]] = {}
            for part in parts:
                goes_to = self._tag_of(draft, divided, part)
                result.append(goes_to)
                for annotation in part.annotations:
                    given.setdefault(annotation, []).append(goes_to.id)
            draft.reassign(tag, given)
            draft.commit("split_tag")
        return result

    def _tag_of(self, draft: Draft, divided: Tag, part: Part) -> Tag:
        if part.tag is not None:
            if part.tag == divided.id:
                raise Invalid("split_self")
            return draft.tag(part.tag)
        name = storable(part.name.strip())
        if not name:
            raise Invalid("name_empty")
        members = draft.tree.children(part.parent)
        if any(member.name == name for member in members):
            raise Invalid("name_taken", name=name)
        made = Tag(
            id=new_id(),
            name=name,
            parent=draft.tag(part.parent).id if part.parent else None,
            kind=divided.kind,
            colour=divided.colour,
            position=max((member.position for member in members), default=-1) + 1,
        )
        draft.put(made)
        return made


def _absorb(draft: Draft, source: UUID, target: UUID, into: dict[UUID, UUID]) -> None:
    """Let `target` take over what `source` is and has; `into` notes what becomes of whom."""
    old, new = draft.tag(source), draft.tag(target)
    if target in draft.tree.with_below([source]):
        draft.put(replace(old, name=""))  # it goes, so its place and its name are free
        beside = draft.tree.children(old.parent)
        draft.place([new], old.parent, [t.id for t in beside].index(source))
        new = draft.tag(target)
    into[source] = target
    draft.put(_joined(new, old))
    for child in list(draft.tree.children(source)):
        namesake = draft.tree.child_named(target, child.name)
        if namesake is not None:
            _absorb(draft, child.id, namesake.id, into)
        else:
            draft.place([child], target, len(draft.tree.children(target)))
    draft.drop([source])


def _joined(new: Tag, old: Tag) -> Tag:
    said = [new.definition] if new.definition else []
    if old.definition and old.definition not in new.definition:
        said.append(old.definition)
    words = [w for w in (old.name, *old.keywords) if w and w != new.name]
    return replace(
        new,
        definition="\n".join(said),
        keywords=tuple(dict.fromkeys((*new.keywords, *words))),
        english=new.english or old.english,
        slot=new.slot if new.slot is not None or new.retired else old.slot,
    )


def _replaced(tags: tuple[UUID, ...], into: Mapping[UUID, UUID]) -> tuple[UUID, ...]:
    """Each tag that was joined as the one it went into, once."""
    found: dict[UUID, None] = {}
    for tag in tags:
        last = tag
        while last in into:
            last = into[last]
        found[last] = None
    return tuple(found)

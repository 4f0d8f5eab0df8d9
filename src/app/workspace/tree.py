"""The codebook as a tree: order, paths, branches, and finding a tag by what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.domain.tag import Tag

SEPARATOR = "/"


class TagTree:
    """All tags of a library at one moment.

    A tag whose parent is missing, or that lies on a circle (both can only come
    from outside), stands at the top: nothing is ever left out.
    """

    def __init__(self, tags: Iterable[Tag]) -> None:
        self._by_id = {tag.id: tag for tag in tags}
        self._children: dict[UUID | None, list[Tag]] = {}
        for tag in sorted(self._by_id.values(), key=lambda t: (t.position, t.name, str(t.id))):
            self._children.setdefault(self._parent(tag), []).append(tag)
        self._paths: dict[UUID, str] = {}
        self._ordered: list[Tag] = []
        self._lay_out(self._children.get(None, ()), "")
        # What no walk from the top has reached lies on a circle.
        for tag in self._by_id.values():
            if tag.id not in self._paths:
                self._paths[tag.id] = tag.name
                self._ordered.append(tag)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: UUID) -> Tag:
        return self._by_id[id_]

    def get(self, id_: UUID) -> Tag | None:
        return self._by_id.get(id_)

    @property
    def tags(self) -> Sequence[Tag]:
        """Every tag, each group before its members."""
        return self._ordered

    def path(self, id_: UUID) -> str:
        """Names from the top, joined by `/`."""
        return self._paths[id_]

    def children(self, parent: UUID | None) -> Sequence[Tag]:
        return self._children.get(parent, ())

    def branch(self, id_: UUID) -> list[Tag]:
        """The tag and everything below it, each group before its members."""
        found = [self._by_id[id_]]
        seen = {id_}
        for tag in found:
            below = [child for child in self.children(tag.id) if child.id not in seen]
            seen.update(child.id for child in below)
            found.extend(below)
        return found

    def with_below(self, ids: Iterable[UUID]) -> frozenset[UUID]:
        """The ids themselves and those of all tags below them."""
        return frozenset(
            tag.id for id_ in ids for tag in (self.branch(id_) if id_ in self._by_id else ())
        )

    def find(self, path_or_code: str) -> Tag | None:
        """The tag with this codebook id, this path, or (when only one has it) this name."""
        typed = path_or_code.strip()
        if not typed:
            return None
        for tag in self._ordered:
            if tag.code and tag.code.casefold() == typed.casefold():
                return tag
        for tag in self._ordered:
            if self._paths[tag.id] == typed:
                return tag
        named = [tag for tag in self._ordered if tag.name == typed]
        return named[0] if len(named) == 1 else None

    def resolve(self, path_or_code: str) -> tuple[Tag | None, list[str]]:
        """How far a path is there: its last tag that is, and the names that are missing.

        The first part may also be a codebook id or a name that only one tag has.
        """
        found = self.find(path_or_code)
        if found:
            return found, []
        first, *rest = [part.strip() for part in path_or_code.split(SEPARATOR)]
        at = (self.child_named(None, first) or self.find(first)) if rest else None
        names = rest if at else [first, *rest]
        while at is not None and names:
            below = self.child_named(at.id, names[0])
            if below is None:
                break
            at, names = below, names[1:]
        return at, names

    def child_named(self, parent: UUID | None, name: str) -> Tag | None:
        return next((tag for tag in self.children(parent) if tag.name == name), None)

    def _parent(self, tag: Tag) -> UUID | None:
        return tag.parent if tag.parent in self._by_id else None

    def _lay_out(self, tags: Sequence[Tag], above: str) -> None:
        for tag in tags:
            path = f"{above}{SEPARATOR}{tag.name}" if above else tag.name
            self._paths[tag.id] = path
            self._ordered.append(tag)
            self._lay_out(self._children.get(tag.id, ()), path)

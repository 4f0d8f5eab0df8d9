"""Presets: which groups of the default codebook a library offers, and bringing tags back.

The presets of `codebook.json` name the groups that an outline speaks of. Structure (S)
and evaluation (V) are asked of every report whatever the outline, so that the outline
presets offer them too; the preset for checking required contents offers them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from app.domain.ids import default_tag_id
from app.domain.tag import Tag
from app.workspace.codebook import default_codebook, shipped
from app.workspace.codebook_draft import Draft
from app.workspace.session import Session
from app.workspace.tree import TagTree

ALWAYS = ("S", "V")


class Presets:
    """Verbs on the groups of the default codebook; each makes one change."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def groups(self) -> list[Tag]:
        """The groups as they are shipped, in their order."""
        return [tag for tag in default_codebook() if tag.parent is None]

    def presets(self) -> Mapping[str, frozenset[str]]:
        """Per preset the codes of the groups it offers."""
        found: dict[str, list[str]] = shipped()["presets"]
        return {name: frozenset((*codes, *ALWAYS)) for name, codes in found.items()}

    def offered(self) -> frozenset[str]:
        """Codes of the default groups that this library has and offers."""
        tree = self._session.tree
        return frozenset(
            group.code for group in self.groups() if group.id in tree and not tree[group.id].retired
        )

    def offer(self, codes: Collection[str]) -> None:
        """Offer these default groups and no others; tags of one's own are left alone.

        A group no longer offered is retired with all below it: old annotations keep
        it. One that is offered again comes back as it was shipped where it is missing,
        and takes its number keys back where they are free. With no codes and nothing
        annotated yet the default tags are removed: an empty codebook.
        """
        with self._session.lock:
            draft = Draft(self._session)
            unused = not codes and not self._session.library.tag_counts()
            for group in self.groups():
                if group.code in codes:
                    _bring_back(draft, group.id)
                elif group.id in draft.tree:
                    branch = draft.tree.branch(group.id)
                    if unused and all(tag.code for tag in branch):
                        draft.drop(tag.id for tag in branch)
                    else:
                        draft.put(*(replace(t, retired=True, slot=None) for t in branch))
            draft.commit("offer_groups")

    def missing(self) -> list[Tag]:
        """Default tags that were deleted here, of the groups that are offered."""
        offered = self.offered()
        tree = self._session.tree
        return [
            tag
            for tag in default_codebook()
            if tag.id not in tree and tag.code[:1] in offered and _has_room(tag, tree)
        ]

    def restore(self) -> int:
        """Bring the missing default tags back; returns how many.

        One whose name another tag of its group has meanwhile stays away.
        """
        with self._session.lock:
            draft = Draft(self._session)
            wanted = self.missing()
            for tag in wanted:
                _add(draft, tag)
            draft.commit("restore_tags")
        return len(wanted)


def _bring_back(draft: Draft, group: UUID) -> None:
    is_there = group in draft.tree
    was_retired = is_there and draft.tag(group).retired
    if is_there and not was_retired:
        return
    if was_retired:
        back = [replace(tag, retired=False) for tag in draft.tree.branch(group)]
        draft.put(*back)
    for tag in default_codebook():
        if default_tag_id(tag.code[:1]) != group:
            continue
        if not is_there and tag.id not in draft.tree and _has_room(tag, draft.tree):
            _add(draft, tag)
        elif tag.id in draft.tree and tag.slot and _is_free(draft, tag.slot):
            draft.put(replace(draft.tag(tag.id), slot=tag.slot))


def _add(draft: Draft, tag: Tag) -> None:
    parent = tag.parent if tag.parent and tag.parent in draft.tree else None
    slot = tag.slot if tag.slot and _is_free(draft, tag.slot) else None
    draft.put(replace(tag, parent=parent, slot=slot))


def _is_free(draft: Draft, slot: int) -> bool:
    return all(tag.slot != slot for tag in draft.tree.tags)


def _has_room(tag: Tag, tree: TagTree) -> bool:
    """Whether no tag beside it has its name."""
    parent = tag.parent if tag.parent in tree else None
    return tree.child_named(parent, tag.name) is None

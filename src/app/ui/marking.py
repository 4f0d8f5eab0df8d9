"""Annotations as the panes show them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation
from app.domain.errors import NotFound
from app.domain.tag import SLOTS, Tag
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # the reader is loaded with the first report, not for an empty library
    from app.ui.reader.marks import Mark

RECENT = 2
"""Tags offered in the bar at a selection."""


def marks_of(workspace: Workspace, annotations: Sequence[Annotation]) -> list[Mark]:
    """Annotations with the tags, names and replies they stand for."""
    from app.ui.reader.marks import Mark
    from app.ui.reader.thread import Said

    me = workspace.reviewer.id
    tags = {tag.id: tag for tag in workspace.tagging.tags()}
    names = {reviewer.id: reviewer.name for reviewer in workspace.annotating.reviewers()}
    threads: dict[UUID, list[Said]] = {}
    for report in {a.report for a in annotations}:
        for r in workspace.library.replies(report):
            said = Said(r.id, r.text, names.get(r.reviewer, ""), r.edited, r.reviewer == me)
            threads.setdefault(r.annotation, []).append(said)
    return [
        Mark(
            a.id,
            None if a.anchor is None or a.state is AnchorState.LOST else a.anchor.span,
            a.scope,
            tuple(tags[tag] for tag in a.tags if tag in tags),
            a.comment,
            names.get(a.reviewer, ""),
            a.edited,
            a.resolved,
            tuple(threads.get(a.id, ())),
            is_doubtful=a.state is AnchorState.TO_CONFIRM,
            lost_quote=a.anchor.quote.exact if a.anchor and a.state is AnchorState.LOST else "",
        )
        for a in annotations
    ]


def starts_of(annotations: Iterable[Annotation]) -> dict[UUID, int | None]:
    """Where each annotation begins; None for one on the whole report."""
    return {a.id: a.anchor.span.start if a.anchor else None for a in annotations}


def present(workspace: Workspace, ids: Iterable[UUID]) -> Iterator[Annotation]:
    """Those of the annotations that (still) exist."""
    for id_ in ids:
        with contextlib.suppress(NotFound):
            yield workspace.library.annotation(id_)


def recent_tags(workspace: Workspace) -> list[Tag]:
    """The tags used last, filled up from the number keys."""
    tree = workspace.tagging.tree()
    recent = [tag for id_ in workspace.tagging.recent() if (tag := tree.get(id_)) is not None]
    slots = [tag for slot in SLOTS if (tag := workspace.tagging.in_slot(slot)) is not None]
    unique = {tag.id: tag for tag in (*recent, *slots) if not tag.retired}
    return list(unique.values())[:RECENT]

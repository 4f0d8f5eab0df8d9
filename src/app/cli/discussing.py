"""The commands that answer an annotation, and that mark annotations as settled."""

from __future__ import annotations

from argparse import Namespace
from uuid import UUID

from app.cli.exits import Exit
from app.cli.output import Output
from app.domain.errors import NotFound
from app.workspace.edits import storable
from app.workspace.workspace import Workspace


def reply(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """Everything is checked before a reviewer is made."""
    annotation = _annotation(workspace, asked.annotation)
    name: str | None = asked.reviewer
    reviewer = workspace.annotating.reviewer_named(name).id if name is not None else None
    made = workspace.discussing.reply(annotation, storable(asked.text), reviewer)
    if out.as_json:
        out.value({"reply": str(made.id)})
    else:
        out.line(out.words.say("replied", reply=made.id))
    return Exit.DONE


def resolve(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """Mark annotations as settled, or (`--reopen`) open them again."""
    ids = [_annotation(workspace, name) for name in asked.annotations]
    workspace.discussing.resolve(ids, resolved=not asked.reopen)
    if out.as_json:
        out.value({"annotations": [str(id_) for id_ in ids], "resolved": not asked.reopen})
    else:
        out.line(out.words.say("reopened" if asked.reopen else "resolved", count=len(ids)))
    return Exit.DONE


def _annotation(workspace: Workspace, name: str) -> UUID:
    """The annotation of an id that was typed."""
    try:
        return workspace.library.annotation(UUID(name)).id
    except ValueError:
        raise NotFound("annotation", name) from None

"""What hangs on an annotation or a report goes with it, in one step, and comes back."""

from __future__ import annotations

from uuid import uuid4

from app.domain.anchor import Span
from app.domain.change import Entity
from app.domain.discussion import Reply
from app.domain.fields import link_fields, pin_fields, reply_fields
from app.domain.link import Link, LinkKind
from app.domain.pin import Pin, PinKind
from app.workspace.edits import create
from app.workspace.workspace import Workspace
from builders import NOON
from workspace.samples import parsed


def discussed(workspace: Workspace):
    """Two reports with a passage each; a reply, a link and a pin between them."""
    one, two = workspace.importing.store([(parsed(), {}), (parsed("青山镇"), {})])
    a = workspace.annotating.highlight(one.id, Span(0, 3))
    b = workspace.annotating.highlight(two.id, Span(0, 3))
    me = workspace.reviewer.id
    reply = Reply(uuid4(), a.id, "答复", me, NOON, NOON)
    link = Link(uuid4(), a.id, b.id, LinkKind.SAME, "", me, NOON)
    pin = Pin(uuid4(), one.id, 0, two.id, 0, PinKind.PAIR, me, NOON)
    workspace.annotating._session.commit(
        "discuss",
        [
            create(Entity.REPLY, str(reply.id), reply_fields(reply)),
            create(Entity.LINK, str(link.id), link_fields(link)),
            create(Entity.PIN, str(pin.id), pin_fields(pin)),
        ],
    )
    return one, two, a, b


def said(workspace: Workspace) -> tuple[int, int, int, int]:
    library = workspace.library
    return (
        len(library.annotations()),
        len(library.replies()),
        len(library.links()),
        len(library.pins()),
    )


def test_an_annotation_takes_its_replies_and_links_along(workspace: Workspace) -> None:
    _, _, a, b = discussed(workspace)
    workspace.annotating.delete([a.id])
    assert said(workspace) == (1, 0, 0, 1)
    workspace.history.undo()
    assert said(workspace) == (2, 1, 1, 1)
    workspace.annotating.delete([b.id])
    assert said(workspace) == (1, 1, 0, 1)
    assert workspace.library.check() == []


def test_reports_take_everything_said_of_them_along(workspace: Workspace) -> None:
    one, two, _, _ = discussed(workspace)
    workspace.reporting.remove([two.id])
    assert said(workspace) == (1, 1, 0, 0)
    workspace.history.undo()
    workspace.reporting.remove([one.id, two.id])
    assert said(workspace) == (0, 0, 0, 0)
    workspace.history.undo()
    assert said(workspace) == (2, 1, 1, 1)
    assert workspace.library.check() == []

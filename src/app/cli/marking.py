"""The commands that mark by rule, and that list the links between passages."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from app.cli.exits import Exit
from app.cli.output import Output, short
from app.cli.stopping import stoppable
from app.domain.errors import NotFound
from app.domain.rows import LinkRow
from app.domain.rule import RuleScope
from app.workspace.autotagging import MOST, Preview, Wish
from app.workspace.edits import storable
from app.workspace.labels import LABELS
from app.workspace.progress import Silent, Watched
from app.workspace.workspace import Workspace


def autotag(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """Mark what a rule finds, or (`--dry-run`) only list it."""
    tag = workspace.tagging.find(asked.tag)
    if tag is None:
        raise NotFound("tag", asked.tag)
    wish = Wish(
        tag.id,
        tuple(map(storable, asked.term)),
        tuple(map(storable, asked.without)),
        asked.pattern,
        asked.exact,
        RuleScope(asked.extent),
    )
    chosen = [workspace.reporting.resolve(name).id for name in asked.report] or None
    watched = Watched(Silent().step)
    with stoppable(watched):
        found = workspace.autotagging.preview(wish, chosen, watched)
        if not asked.dry_run:
            workspace.autotagging.apply(wish, found.proposals, asked.name, watched)
    reports = len({proposal.report for proposal in found.proposals})
    if out.as_json:
        out.value(_preview_value(found, reports, is_done=not asked.dry_run))
        return Exit.DONE
    if found.is_cut:
        out.message(out.words.say("autotag_cut", count=MOST))
    if asked.dry_run:
        for proposal in found.proposals:
            out.line(f"{proposal.before}【{proposal.quote}】{proposal.after}".strip())
            citation = workspace.annotating.citation(proposal.report, proposal.span)
            out.line(f"    {citation}  [{proposal.span.start}, {proposal.span.end})")
    say = "would_autotag" if asked.dry_run else "autotagged"
    count = len(found.proposals)
    out.line(out.words.say(say, count=count, reports=reports, skipped=found.skipped))
    return Exit.DONE


def _preview_value(found: Preview, reports: int, *, is_done: bool) -> dict[str, Any]:
    return {
        "marked": is_done,
        "count": len(found.proposals),
        "reports": reports,
        "skipped": found.skipped,
        "cut": found.is_cut,
        "passages": [
            {
                "report": str(proposal.report),
                "start": proposal.span.start,
                "end": proposal.span.end,
                "quote": proposal.quote,
            }
            for proposal in found.proposals
        ],
    }


def list_links(workspace: Workspace, asked: Namespace, out: Output) -> int:
    chosen = {workspace.reporting.resolve(name).id for name in asked.report}
    rows = [
        row
        for row in workspace.linking.rows()
        if not chosen or not chosen.isdisjoint((row.origin.report.id, row.target.report.id))
    ]
    if out.as_json:
        out.value([link_value(row) for row in rows])
        return Exit.DONE
    if not rows:
        out.message(out.words.say("no_links"))
        return Exit.DONE
    names = LABELS[out.words.language]
    keys = ("link_origin", "quote", "link", "link_target", "quote", "link_note")
    heads = [names[k] for k in keys]
    out.table(
        [*heads, out.words.say("id")],
        [
            (
                workspace.citing.row(row.origin),
                short(row.origin.quote),
                names[f"link_{row.link.kind.value}"],
                workspace.citing.row(row.target),
                short(row.target.quote),
                short(row.link.comment),
                row.link.id,
            )
            for row in rows
        ],
    )
    return Exit.DONE


def link_value(row: LinkRow) -> dict[str, Any]:
    """One line of `links`."""
    link = row.link
    value: dict[str, Any] = {"link": str(link.id), "kind": link.kind.value, "comment": link.comment}
    for name, end in (("origin", row.origin), ("target", row.target)):
        anchor = end.annotation.anchor
        value[name] = {
            "annotation": str(end.annotation.id),
            "report": str(end.report.id),
            "title": end.report.title,
            "section": " › ".join(end.section),
            "start": anchor.span.start if anchor else None,
            "end": anchor.span.end if anchor else None,
            "quote": end.quote,
        }
    value["created"] = link.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value

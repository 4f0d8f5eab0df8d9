"""The command that corrects reports: metadata, outline and hidden lines."""

from __future__ import annotations

from argparse import Namespace

from app.cli.exits import Exit
from app.cli.output import Output
from app.cli.values import metadata_value
from app.domain.anchor import Span
from app.domain.errors import Invalid
from app.workspace.workspace import Workspace


def correct(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """Set metadata (`field=value`), and say what the lines of a span are."""
    report = workspace.reporting.resolve(asked.report)
    values: dict[str, str | None] = {}
    for pair in asked.values:
        name, sign, value = pair.partition("=")
        if not sign:
            raise Invalid("no_value", given=pair)
        values[name.strip()] = value.strip() or None
    spans = {
        name: Span(*span) if span else None
        for name, span in (("hide", asked.hide), ("show", asked.show), ("plain", asked.plain))
    }
    for span in spans.values():
        if span is not None and span.end > report.characters:
            raise Invalid("span_outside", start=span.start, end=span.end, length=report.characters)
    if values:
        workspace.reporting.correct(report.id, values)
    verbs = workspace.correcting
    if asked.heading:
        level, start, end = asked.heading
        verbs.make_heading(report.id, Span(min(start, end), max(start, end)), level)
    if (plain := spans["plain"]) is not None:
        verbs.remove_heading(report.id, plain.start)
    if (hide := spans["hide"]) is not None:
        verbs.hide(report.id, hide)
    if (show := spans["show"]) is not None:
        verbs.show(report.id, show)
    if asked.restore:
        verbs.restore_all(report.id)
    report = workspace.reporting.report(report.id)
    if out.as_json:
        out.value(
            {
                "report": str(report.id),
                "metadata": metadata_value(report),
                "sections": len(workspace.reporting.outline(report.id)),
                "corrections": len(workspace.library.corrections(report.id)),
            }
        )
    else:
        out.line(out.words.say("corrected", title=report.title))
    return Exit.DONE

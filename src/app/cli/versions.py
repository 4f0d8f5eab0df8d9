"""The command line: another text for a report."""

from __future__ import annotations

from argparse import Namespace

from app.cli.exits import Exit
from app.cli.output import Output
from app.cli.values import kinship_value
from app.cli.wording import plain
from app.domain.errors import Invalid
from app.workspace.workspace import Workspace


def replace_text(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """`import --replace`: one file takes the place of a report's text."""
    report = workspace.reporting.resolve(asked.replace)
    examined = workspace.importing.examine(asked.paths)
    if len(examined) != 1:
        raise Invalid("one_file", count=len(examined))
    (found,) = examined
    say = out.words.say
    if found.parsed is None:
        assert found.error is not None
        out.message(out.words.error(found.error))
        return Exit.SOME_FAILED
    done = workspace.versioning.replace(report.id, found.parsed)
    tally = done.tally
    counts = {
        "exact": tally.exact,
        "moved": tally.moved,
        "to_confirm": tally.to_confirm,
        "lost": tally.lost,
    }
    if out.as_json:
        out.value(
            {
                "file": str(found.path),
                "status": "version",
                "report": str(report.id),
                "title": done.report.title,
                "version_of": kinship_value(found.kinship),
                "annotations": counts,
                "pins_lost": done.pins_lost,
                "corrections_lost": done.corrections_lost,
            }
        )
        return Exit.DONE
    out.line(say("replaced_text", title=plain(done.report.title), total=tally.total, **counts))
    if tally.to_confirm or tally.lost:
        out.line(say("confirm_places"))
    return Exit.DONE

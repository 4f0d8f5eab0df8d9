"""Exchange files among the paths of `import`: brought in, told of, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.cli.output import Output
from app.cli.wording import plain
from app.domain.exchange import ExchangeNote, Offsets
from app.workspace.bringing_plan import Counted, Delivered, Plan, Way
from app.workspace.bringing_report import WORDS, counted

SHOWN = 20
"""Mended or left-out things told one by one; the report has them all."""


def brought_value(file: Delivered, out: Output) -> dict[str, Any]:
    """The entry of an exchange file: that of any file, and what came with it."""
    plan = file.plan
    error = None
    if file.error is not None:
        error = {"reason": file.error.reason, "message": out.words.refused(file.error)}
    value: dict[str, Any] = {
        "file": str(file.path),
        "members": [],
        "status": file.status,
        "report": None,
        "title": None,
        "notes": [],
        "error": error,
        "version_of": None,
        "format": file.format,
    }
    if plan is None:
        return value
    places = plan.places
    return {
        **value,
        "origin": plan.brought.origin,
        "stored": file.is_done,
        "reports": [
            {
                "name": source.name,
                "way": source.way.value,
                "report": str(source.report) if source.report else None,
                "title": source.title or None,
                "likeness": source.likeness if source.way is Way.ALIKE else None,
                "annotations": source.annotations,
            }
            for source in plan.sources
        ],
        "annotations": {
            **_counts(plan.annotations),
            "exact": places.exact,
            "moved": places.moved,
            "to_confirm": places.to_confirm,
            "lost": places.lost,
        },
        "tags": _counts(plan.tags),
        "reviewers": _counts(plan.reviewers),
        "replies": _counts(plan.replies),
        "links": _counts(plan.links),
        "things": {kind: _counts(count) for kind, count in plan.things.items()},
        "repairs": [_note(note, out) for note in plan.repairs],
        "rejects": [_note(note, out) for note in plan.rejects],
        "offsets": _offsets(plan.offsets),
    }


def _counts(counted_: Counted) -> dict[str, int]:
    return {
        "total": counted_.total,
        "added": counted_.added,
        "present": counted_.present,
        "conflicts": counted_.conflicts,
        "rejected": counted_.rejected,
    }


def _note(note: ExchangeNote, out: Output) -> dict[str, Any]:
    return {
        "code": note.code,
        "where": note.where,
        "message": out.words.exchange(note),
        "values": dict(note.values),
    }


def _offsets(offsets: Offsets | None) -> dict[str, Any] | None:
    if offsets is None:
        return None
    return {
        "unit": offsets.unit,
        "line_ends": offsets.line_ends,
        "end": offsets.end,
        "fits": offsets.fits,
        "total": offsets.total,
    }


def tell_brought(files: Sequence[Delivered], out: Output) -> None:
    """Say what became of the files, one after the other."""
    for file in files:
        if file.error is not None:
            out.message(out.words.refused(file.error))
        elif file.plan is None:
            out.line(f"{out.words.say('cancelled')}  {plain(file.file)}")
        else:
            _tell_one(file, file.plan, out)


def _tell_one(file: Delivered, plan: Plan, out: Output) -> None:
    say, words = out.words.say, WORDS[out.words.language]
    status = file.status if file.is_done or file.status != "added" else "would_add"
    program = f"  ({plain(plan.brought.origin)})" if plan.brought.origin else ""
    out.line(f"{say(status)}  {plain(file.file)}{program}")
    for kind, count in counted(plan):
        out.line(say("brought_counts", what=words[kind], **_counts(count)))
    places = plan.places
    if plan.annotations.added or plan.taken:
        sure = places.exact + places.moved
        out.line(say("brought_places", sure=sure, to_confirm=places.to_confirm, lost=places.lost))
    if plan.offsets is not None:
        out.line(say("brought_offsets", how=out.words.offsets(plan.offsets),
                     fits=plan.offsets.fits, total=plan.offsets.total))  # fmt: skip
    for key, notes in (("brought_rejects", plan.rejects), ("brought_repairs", plan.repairs)):
        if notes:
            out.line(say(key, count=len(notes)))
            for note in notes[:SHOWN]:
                out.line(f"      {plain(out.words.exchange(note))}")
            if len(notes) > SHOWN:
                out.line(say("brought_more", count=len(notes) - SHOWN))
    if file.is_done and places.to_confirm + places.lost:
        out.line(say("confirm_places"))

"""Steps that read: reports of each format, and what other programs wrote."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from app.cli.selftest.processes import children
from app.cli.selftest.trial import SAMPLES, Findings, Trial, squeezed
from app.domain.errors import UnreadableFile
from app.domain.report import METADATA_FIELDS, ParsedReport
from app.files.bringing import BRINGERS
from app.files.reading import FORMATS
from app.paths import resource
from app.store.bringing import DATABASES
from app.workspace.bringing_plan import Plan
from app.workspace.importing import Examined

ARCHIVE = "archive"
"""What the samples call the kind of a zip file with reports in it."""


def import_each(trial: Trial, found: Findings) -> None:
    """Read a sample of every format through the parsing process, and store them."""
    folder = trial.scratch.folder / "样本 报告"
    shutil.copytree(resource(SAMPLES), folder)
    kinds: dict[str, str] = trial.expected["reports"]
    missing = {one.kind for one in FORMATS} | {ARCHIVE}
    found.expect(not missing - set(kinds.values()), f"no sample of {missing - set(kinds.values())}")
    seconds: dict[str, float] = {}
    parsed: dict[str, list[ParsedReport]] = {name: [] for name in kinds}
    begun = time.monotonic()
    for one in trial.workspace.importing.examining([folder / name for name in kinds]):
        name = one.path.name
        seconds[name] = round(seconds.get(name, 0) + time.monotonic() - begun, 3)
        begun = time.monotonic()
        parsed[name] += _judged(one, kinds[name], trial, found)
    found.expect(children(), "no parsing process was seen")
    for name, read in parsed.items():
        found.expect(read or any(name in p for p in found.problems), f"{name}: nothing was read")
    reports = trial.workspace.importing.store(
        [(one, {}) for read in parsed.values() for one in read]
    )
    if reports:
        trial.stored = reports[0]
    notes = {note.code for read in parsed.values() for one in read for note in one.notes}
    found.detail |= {
        "files": len(kinds),
        "read": sum(map(len, parsed.values())),
        "reports": len({report.id for report in reports}),
        "notes": sorted(notes),
        "seconds": seconds,
    }


def _judged(one: Examined, kind: str, trial: Trial, found: Findings) -> list[ParsedReport]:
    """The report of one file, once all of its words, headings and details are looked for."""
    name = one.path.name
    if one.parsed is None:
        found.problems.append(f"{name}: {_reason(one.error)}")
        return []
    media = {format_.kind: format_.media_type for format_ in FORMATS}
    is_right = kind == ARCHIVE or one.parsed.media_type == media.get(kind)
    found.expect(is_right, f"{name}: taken for {one.parsed.media_type}")
    text = one.parsed.text
    for words in trial.expected["words"]:
        found.expect(words in text, f"{name}: these words are missing: {words}")
    headings = [s.heading for s in one.parsed.sections if s.level == 1]
    found.expect(headings == trial.expected["headings"], f"{name}: headings are {headings}")
    for field, value in trial.expected["fields"].items():
        read = one.parsed.metadata[field].value
        found.expect(read == value, f"{name}: {field} is {read}")
    return [one.parsed]


def _reason(error: UnreadableFile | None) -> str:
    return "not read" if error is None else f"{error.reason} {dict(error.values) or ''}".rstrip()


def understand(trial: Trial, found: Findings) -> None:
    """Find the words of the stored report with jieba, and the pinyin of the tags."""
    workspace = trial.workspace
    lines = workspace.library.text(trial.report).split("\n")
    ends = workspace.words.compute(trial.report)
    words = [
        line[start:end]
        for line, stops in zip(lines, ends, strict=True)
        for start, end in zip((0, *stops), stops, strict=False)
    ]
    found.expect("".join(words) == "".join(lines), "the words do not make up the text")
    for word in ("双随机、一公开", "依法行政", "认真", "加以解决"):
        found.expect(word in words, f"not seen as one word: {word}")
    found.expect(workspace.words.ends(trial.report) == ends, "the words were not kept")
    spelled = workspace.tagging.pinyin.compute()
    report = workspace.library.report(trial.report)
    found.detail |= {
        "words": len(words),
        "sections": len(workspace.library.outline(trial.report)),
        "fields": sum(report.metadata[name].value is not None for name in METADATA_FIELDS),
        "spelled_tags": spelled,
    }


def bring_each(trial: Trial, found: Findings) -> None:
    """Bring in what each other program wrote, and take it back."""
    workspace = trial.workspace
    folder = trial.scratch.folder / "样本 报告"
    kinds: dict[str, str] = trial.expected["exchange"]
    missing = {*BRINGERS, *DATABASES} - set(kinds.values())
    found.expect(not missing, f"no sample of {missing}")
    counts: dict[str, dict[str, int]] = {}
    for name, kind in kinds.items():
        path = folder / name
        seen = workspace.bringing.format_of(path)
        found.expect(seen == kind, f"{name}: taken for {seen}")
        try:
            plan = workspace.bringing.plan(workspace.bringing.read(path))
        except UnreadableFile as error:
            found.problems.append(f"{name}: {_reason(error)}")
            continue
        outcome = workspace.bringing.bring(plan)
        found.problems += [f"{name}: {words}" for words in _troubles(outcome.plan, trial)]
        if outcome.change is None:
            found.problems.append(f"{name}: nothing was brought")
        else:
            workspace.history.undo()
        counts[name] = {
            "tags": plan.tags.added,
            "annotations": plan.annotations.added,
            "replies": plan.replies.added,
            "links": plan.links.added,
        }
    found.expect(not workspace.library.annotations(), "something brought was not taken back")
    found.detail["files"] = counts


def _troubles(plan: Plan, trial: Trial) -> Iterator[str]:
    yield from (f"left out: {note.code}" for note in plan.rejects)
    if plan.places.lost or plan.places.to_confirm:
        yield "a passage was not found for sure"
    if not plan.tags.added:
        yield "no tag was added"
    reports = {source.report for source in plan.sources if source.report}
    if plan.annotations.added and reports != {trial.report}:
        yield "the annotations are not on the sample report"


def read_back(trial: Trial, path: Path) -> str:
    """The text of a file, as a report would be read from it, squeezed.

    Raises:
        UnreadableFile
    """
    one = trial.workspace.importing.examine([path])[0]
    if one.parsed is None:
        assert one.error is not None
        raise one.error
    return squeezed(one.parsed.text)

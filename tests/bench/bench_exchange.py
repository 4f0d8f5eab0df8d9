"""Exports and imports of a large library: 25,000 annotations over 1,000 reports.

Each export runs in a process of its own, as on the command line: nothing is read in
advance, and the most memory it took can be told from that of the others.

    python3 tests/bench/bench_exchange.py KEEP    makes the library in the folder KEEP, or takes
                                                  the one that is there, and measures with it
"""

from __future__ import annotations

import csv
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

from corpus import reports  # noqa: E402 - the paths above come first
from measuring import Figure, most_memory_mb, say, watch  # noqa: E402

from app.domain.anchor import Anchor, Span  # noqa: E402
from app.domain.annotation import Annotation, Scope  # noqa: E402
from app.domain.change import Edit, Entity  # noqa: E402
from app.domain.discussion import Reply  # noqa: E402
from app.domain.fields import annotation_fields, link_fields, reply_fields  # noqa: E402
from app.domain.link import Link, LinkKind  # noqa: E402
from app.main import COLLECTIONS  # noqa: E402
from app.paths import Paths  # noqa: E402
from app.settings import Settings  # noqa: E402
from app.ui.printing.alone import paint_alone  # noqa: E402
from app.workspace.edits import create  # noqa: E402
from app.workspace.session import Session, utc_now  # noqa: E402
from app.workspace.workspace import Workspace  # noqa: E402

REPORTS, ANNOTATIONS, COMMENTS = 1000, 25_000, 500
NAME = "exchange.piyue"
SAID = (
    "",
    "",
    "",
    "请核对口径，见台账。",
    "与上年数字不一致：“𠮷”字误作“吉”，=SUM(A1) 无依据。\n第二段。",
)
FLOORS = {
    "csv": "≤ 3 s",
    "xlsx": "≤ 3 s",
    "json": "≤ 3 s",
    "qdpx": "≤ 6 s",
    "cas": "≤ 8 s",
    "brat": "≤ 6 s",
    "piyuepack": "≤ 6 s",
    "markdown": "≤ 3 s",
    "quotes": "≤ 10 s",
}
"""Of CPU time, by format; only those that the program has are measured."""
BROUGHT = ("qdpx", "piyuepack")
"""What is brought back in as well."""


def paths_in(folder: Path) -> Paths:
    return Paths(folder / "documents", folder / "config", folder / "cache", folder / "logs")


def make_library(folder: Path) -> Path:
    """The library, as deterministic as ids and times of import let it be."""
    library = folder / NAME
    if library.exists():
        return library
    say(f"importing {REPORTS} reports and annotating them…")
    source = folder / "reports"
    source.mkdir()
    for file, text in reports(REPORTS):
        (source / file).write_text(text, encoding="utf-8")
    part = library.with_name(f"part-{NAME}")
    settings = Settings(reviewer_name="审阅甲")
    workspace = Workspace.open(part, paths_in(folder), settings, create=True)
    try:
        workspace.importing.add([source])
        _annotate(workspace, random.Random(7))
    finally:
        workspace.close()
    part.rename(library)
    return library


def _annotate(workspace: Workspace, rng: random.Random) -> None:
    library = workspace.library
    tags = [tag.id for tag in workspace.tagging.tags()]
    people = [workspace.annotating.add_reviewer(f"审阅{who}").id for who in "甲乙丙"]
    edits: list[Edit] = []
    last: UUID | None = None
    many, *others = library.reports()
    shares = [(many, COMMENTS)]  # the one whose document with comments is measured
    rest, over = divmod(ANNOTATIONS - COMMENTS, len(others))
    shares += [(report, rest + (n < over)) for n, report in enumerate(others)]
    number = 0
    for report, share in shares:
        text = library.text(report.id)
        for _ in range(share):
            number += 1
            made = _annotation(rng, report.id, text, tags, people, number)
            edits.append(create(Entity.ANNOTATION, str(made.id), annotation_fields(made)))
            edits += _talk(rng, made, last, people)
            last = made.id
    # All in one change: one by one they would be as many commits to the disk.
    Session(library, workspace.paths, workspace.reviewer, utc_now).commit("annotate", edits)


def _annotation(
    rng: random.Random, report: UUID, text: str, tags: list[UUID], people: list[UUID], number: int
) -> Annotation:
    start = rng.randrange(len(text) - 130)
    span = Span(start, start + rng.randint(6, 120))
    given = tuple(rng.sample(tags, rng.choice([0, 1, 1, 1, 2, 3])))
    moment = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=number)
    return Annotation(
        UUID(int=rng.getrandbits(128), version=4),
        report,
        Scope.PASSAGE,
        Anchor.at(text, span),
        given,
        rng.choice(SAID),
        rng.choice(people),
        moment,
        moment + timedelta(seconds=rng.randrange(86_400)),
        resolved=number % 9 == 0,
    )


def _talk(
    rng: random.Random, annotation: Annotation, last: UUID | None, people: list[UUID]
) -> Iterator[Edit]:
    """An answer to every fifth annotation, a link from every tenth to the one before it."""
    if rng.random() < 0.2:
        at = annotation.edited
        id_ = UUID(int=rng.getrandbits(128), version=4)
        reply = Reply(id_, annotation.id, "同意，请补充依据。", rng.choice(people), at, at)
        yield create(Entity.REPLY, str(id_), reply_fields(reply))
    if last is not None and rng.random() < 0.1:
        id_ = UUID(int=rng.getrandbits(128), version=4)
        kind = rng.choice(list(LinkKind))
        link = Link(id_, annotation.id, last, kind, "", annotation.reviewer, annotation.edited)
        yield create(Entity.LINK, str(id_), link_fields(link))


# --- one export, in a process of its own -------------------------------------------------


def export_one(library: Path, name: str, target: Path, *, one_report: bool) -> dict[str, float]:
    """What an export took: seconds of CPU and of the clock, megabytes at the most."""
    gc.set_threshold(*COLLECTIONS)  # as the command does
    workspace = Workspace.open(
        library, paths_in(library.parent), Settings(), read_only=True, painter=paint_alone
    )
    try:
        report = workspace.library.reports()[0].id if one_report else None
        with watch() as clock:
            workspace.exporting.export(name, target, report=report)
        return {
            "cpu": clock.cpu_ms / 1000,
            "wall": clock.wall_ms / 1000,
            "memory": most_memory_mb(),
        }
    finally:
        workspace.close()


def read_one(path: Path) -> dict[str, float]:
    """What reading an exchange file took, before anything is compared with a library."""
    from app.files.bringing import BRINGERS, bringer_of

    gc.set_threshold(*COLLECTIONS)
    key = bringer_of(path)
    assert key is not None
    with watch() as clock:
        brought = BRINGERS[key].read(path)
    assert len(brought.annotations) == ANNOTATIONS
    return {"cpu": clock.cpu_ms / 1000, "memory": most_memory_mb()}


def bring_one(file: Path, folder: Path) -> dict[str, float]:
    """What bringing a file into an empty library took, with the process that parses it."""
    gc.set_threshold(*COLLECTIONS)
    workspace = Workspace.open(folder / "brought.piyue", paths_in(folder), Settings(), create=True)
    with watch() as clock:
        [done] = workspace.bringing.add([file])
        count = len(workspace.library.annotations())
        workspace.close()
    if count != ANNOTATIONS:
        raise RuntimeError(f"{count} of {ANNOTATIONS} annotations came back: {done.error}")
    return {
        "cpu": (clock.cpu_ms + clock.children_ms) / 1000,
        "wall": clock.wall_ms / 1000,
        "memory": most_memory_mb(),
    }


def plain_csv(library: Path, target: Path) -> float:
    """CPU seconds of the simplest thing that could be done: the same rows through the csv module."""
    workspace = Workspace.open(library, paths_in(library.parent), Settings(), read_only=True)
    try:
        with watch() as clock:
            annotations = workspace.library.annotations()
            with target.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(
                    (a.id, a.report, a.anchor.quote.exact if a.anchor else "", a.comment, a.created)
                    for a in annotations
                )
        return clock.cpu_ms / 1000
    finally:
        workspace.close()


def _apart(*words: str | Path) -> dict[str, float]:
    """What one of the functions above says, called in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, *map(str, words)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return json.loads(done.stdout)


# --- the figures ---------------------------------------------------------------------------


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="piyue-bench-") as name:
        yield Path(name)


def measure_exchange(keep: Path | None = None) -> list[Figure]:
    """Every format of a large library that has a bound, and one report with many comments."""
    from app.files.writing import FORMATS

    figures: list[Figure] = []
    with _folder(keep) as folder:
        library = make_library(folder)
        plain = plain_csv(library, folder / "plain.csv")
        for name in (name for name in FLOORS if name in FORMATS):
            say(f"exporting {name}…")
            took = _apart("--one", library, name, folder / f"out{FORMATS[name].suffix}")
            figures += [
                Figure(f"export of {ANNOTATIONS} annotations over {REPORTS} reports: {name}",
                       took["cpu"], "s cpu", plain, f"{FLOORS[name]}; baseline: csv module"),
                Figure("  by the clock", took["wall"], "s wall"),
                Figure("  most memory", took["memory"], "MB", None, "≤ 300 MB"),
            ]  # fmt: skip
            if name == "qdpx":
                took = _apart("--read", folder / "out.qdpx")
                figures += [
                    Figure("  read again, positions weighed", took["cpu"], "s cpu"),
                    Figure("  most memory", took["memory"], "MB", None, "≤ 300 MB"),
                ]
        say("exporting comments…")
        for name, floor in (("docx", "≤ 1 s"), ("pdf", "≤ 2 s, fonts found included")):
            took = _apart("--one", library, name, folder / f"out.{name}", "--report")
            figures += [
                Figure(f"{name} of one report with {COMMENTS} comments", took["cpu"], "s cpu",
                       None, floor),
                Figure("  most memory", took["memory"], "MB", None, "≤ 300 MB"),
            ]  # fmt: skip
        for name in (name for name in BROUGHT if name in FORMATS):
            say(f"bringing {name} in…")
            with tempfile.TemporaryDirectory(prefix="piyue-bench-") as empty:
                file = folder / f"out{FORMATS[name].suffix}"
                took = _apart("--bring", file, empty)
            figures += [
                Figure(f"the same brought into an empty library: {name}", took["cpu"], "s cpu",
                       plain, "with the process that parses; baseline: csv module"),
                Figure("  by the clock", took["wall"], "s wall"),
                Figure("  most memory of this process", took["memory"], "MB"),
            ]  # fmt: skip
    return figures


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        library, name, target, *more = arguments[1:]
        took = export_one(Path(library), name, Path(target), one_report=bool(more))
        print(json.dumps(took))
        return 0
    if arguments[:1] == ["--read"]:
        print(json.dumps(read_one(Path(arguments[1]))))
        return 0
    if arguments[:1] == ["--bring"]:
        print(json.dumps(bring_one(*map(Path, arguments[1:]))))
        return 0
    from measuring import show

    print(show(measure_exchange(Path(arguments[0]) if arguments else None)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

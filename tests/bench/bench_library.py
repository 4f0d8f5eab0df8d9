"""Import, annotation, search and export of a library of 1,000 reports."""

from __future__ import annotations

import csv
import hashlib
import random
import shutil
import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import reports
from measuring import Figure, median_ms, percentile, say, watch

from app.domain.anchor import Span
from app.domain.search import Query
from app.paths import Paths
from app.settings import Settings
from app.workspace.workspace import Workspace

REPORTS = 1000
SEARCHES = {
    "one frequent character": "的",
    "one rare character": "𠮷",
    "punctuation": "。",
    "two characters": "复议",
    "four characters": "行政复议",
    "a figure": "12",
    "a long literal": "深化“放管服”改革，优化法治化营商环境",
    "absent, of frequent pairs": "规范文件行政",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """A workspace on a fresh library of REPORTS reports, and the folder it lies in."""

    workspace: Workspace
    folder: Path
    texts: list[str]


@contextmanager
def library(figures: list[Figure], count: int = REPORTS) -> Iterator[Bench]:
    """Write the corpus, import it (measured) and hand out the workspace."""
    folder = Path(tempfile.mkdtemp(prefix="piyue-bench-"))
    source = folder / "reports"
    source.mkdir()
    texts: list[str] = []
    for name, text in reports(count):
        (source / name).write_text(text, encoding="utf-8")
        texts.append(text)
    paths = Paths(folder / "documents", folder / "config", folder / "cache", folder / "logs")
    workspace = Workspace.open(folder / "bench.piyue", paths, Settings(), create=True)
    try:
        figures += measure_import(workspace, source, folder, count)
        yield Bench(workspace, folder, texts)
    finally:
        workspace.close()
        shutil.rmtree(folder)


def measure_import(workspace: Workspace, source: Path, folder: Path, count: int) -> list[Figure]:
    say(f"importing {count} reports…")
    with watch() as plain:
        _plain_import(source, folder / "plain.db")
    with watch() as ours:
        results = workspace.importing.add([source])
    added = sum(result.status == "added" for result in results)
    if added != count:
        raise RuntimeError(f"{added} of {count} reports were imported")
    return [
        Figure(
            f"import of {count} text reports, searchable (wall)",
            ours.wall_ms / 1000,
            "s wall",
            plain.wall_ms / 1000,
            "≤ 15 s on 2 cores; baseline: read, decode, hash, one SQLite table",
        ),
        Figure("  of which this process", ours.cpu_ms / 1000, "s cpu"),
    ]


def _plain_import(source: Path, target: Path) -> None:
    db = sqlite3.connect(target)
    db.execute("CREATE TABLE text(sha TEXT PRIMARY KEY, body TEXT)")
    for path in sorted(source.iterdir()):
        raw = path.read_bytes()
        row = (hashlib.sha256(raw).hexdigest(), raw.decode())
        db.execute("INSERT OR IGNORE INTO text VALUES(?, ?)", row)
    db.commit()
    db.close()


def measure_annotating(bench: Bench) -> list[Figure]:
    """One durable annotation after another, against one durable row after another."""
    say("annotating…")
    workspace, rng = bench.workspace, random.Random(5)
    report = workspace.library.reports()[0]
    tags = [tag.id for tag in workspace.tagging.tags()]
    taken: list[float] = []
    for _ in range(300):
        start = rng.randrange(report.characters - 40)
        with watch() as clock:
            workspace.annotating.highlight(report.id, Span(start, start + 20), [rng.choice(tags)])
        taken.append(clock.wall_ms)
    plain = _plain_commits(bench.folder / "commits.db", 300)
    return [
        Figure(
            "one annotation, durable (median)",
            statistics.median(taken),
            "ms wall",
            statistics.median(plain),
            "≤ 20 ms; baseline: one row in WAL/FULL",
        ),
        Figure("one annotation, durable (p95)", percentile(taken, 0.95), "ms wall",
               percentile(plain, 0.95)),
    ]  # fmt: skip


def _plain_commits(target: Path, times: int) -> list[float]:
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE a(id INTEGER PRIMARY KEY, quote TEXT)")
    taken: list[float] = []
    for _ in range(times):
        with watch() as clock:
            db.execute("INSERT INTO a(quote) VALUES(?)", ("法治政府建设" * 4,))
        taken.append(clock.wall_ms)
    db.close()
    return taken


def measure_search(bench: Bench) -> list[Figure]:
    """First hits and exact counts, against a scan of the same texts in memory."""
    say("searching…")
    finding = bench.workspace.finding
    figures: list[Figure] = []
    for name, text in SEARCHES.items():
        query = Query(text)
        scan = median_ms(lambda t=text: sum(body.count(t) for body in bench.texts))
        figures += [
            Figure(
                f"search, first 50 hits: {name}",
                median_ms(lambda q=query: finding.hits(q, 50)),
                "ms cpu",
                scan,
                "≤ 30 ms",
            ),
            Figure(
                f"search, exact count: {name}",
                median_ms(lambda q=query: finding.count(q)),
                "ms cpu",
                scan,
                "≤ 100 ms; baseline: str.count over the texts in memory",
            ),
        ]
    return figures


def measure_export(bench: Bench) -> list[Figure]:
    """The annotations made above, in each format."""
    say("exporting…")
    workspace, folder = bench.workspace, bench.folder
    report = workspace.library.reports()[0].id
    rows = workspace.annotating.rows()

    def plain() -> None:
        with (folder / "plain.csv").open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows((r.quote, r.annotation.comment) for r in rows)

    baseline = median_ms(plain)
    return [
        Figure(
            f"export of {len(rows)} annotations as {name}",
            median_ms(
                lambda n=name: workspace.exporting.export(n, folder / f"out.{n}", report=report)
            ),
            "ms cpu",
            baseline,
            "baseline: quotes and comments through the csv module",
        )
        for name in ("csv", "xlsx", "json", "html", "docx")
    ]

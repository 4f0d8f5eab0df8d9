"""Steps that work: annotating, taking back, searching, exporting, and what outlives the program."""

from __future__ import annotations

import contextlib
import threading
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from app.cli.selftest.processes import children
from app.cli.selftest.reading import read_back
from app.cli.selftest.trial import RARE, Findings, Trial, content_of, squeezed
from app.domain.anchor import Span
from app.domain.errors import PiyueError
from app.domain.link import LinkKind
from app.domain.report import ReadingStatus
from app.domain.search import Query
from app.workspace.exporting import COPY
from app.workspace.workspace import Workspace

QUITTING_SECONDS = 5.0

NOTE = f"“请核对”：含上年结转吗？{RARE}"

_AS_REPORT = {"docx", "html", "markdown", "quotes", "pdf"}
_AS_EXCHANGE = {
    *("xlsx", "csv", "json", "qdpx", "qdc", "piyuepack"),
    *("codebook_xlsx", "codebook_csv", "codebook_json"),
}
_AS_ARCHIVE = {"cas", "brat"}


def open_new(trial: Trial, found: Findings) -> None:
    """Make a library with the codebook in it."""
    library = trial.open(create=True).library
    found.expect(trial.path.is_file(), "the library is no file")
    found.expect(not library.check(), "the new library is not in order")
    found.detail["tags"] = len(library.tags())


def annotate(trial: Trial, found: Findings) -> None:
    """Say something of passages, of a section and of the report."""
    workspace, report = trial.workspace, trial.report
    annotating, tagging = workspace.annotating, workspace.tagging
    own = tagging.create(f"自检标签{RARE}")
    tag = tagging.create("下级", own.id)
    first = annotating.highlight(report, _span(trial, f"{RARE}祥街道"), [tag.id, own.id], NOTE)
    other = annotating.highlight(report, _span(trial, "行政复议案件70件"), [tag.id])
    section = workspace.library.outline(report)[0]
    annotating.annotate_section(report, section, [own.id], "这一章不完整。")
    annotating.annotate_report(report, [tag.id], "整份报告：时段不符。")
    workspace.discussing.reply(first.id, "已核对，无误。")
    workspace.discussing.resolve([first.id])
    workspace.linking.link(first.id, other.id, LinkKind.SAME, "对照")
    workspace.reporting.set_status(report, ReadingStatus.DOUBTFUL)
    stored = {one.id: one for one in workspace.library.annotations()}
    found.expect(len(stored) == 4, f"{len(stored)} annotations instead of 4")
    anchor = stored[first.id].anchor
    is_kept = anchor and anchor.quote.exact == f"{RARE}祥街道" and stored[first.id].comment == NOTE
    found.expect(is_kept, "an annotation was not kept as it was made")
    found.detail |= {"annotations": len(stored), "changes": workspace.library.change_count()}


def _span(trial: Trial, words: str) -> Span:
    start = trial.workspace.library.text(trial.report).index(words)
    return Span(start, start + len(words))


def undo_and_redo(trial: Trial, found: Findings) -> None:
    """Take back what was said, and do it again."""
    workspace = trial.workspace
    before = content_of(workspace.library)
    steps = 0
    while workspace.library.annotations() and workspace.history.can_undo():
        workspace.history.undo()
        steps += 1
    found.expect(not workspace.library.annotations(), "annotations were not taken back")
    for _ in range(steps):
        workspace.history.redo()
    found.expect(content_of(workspace.library) == before, "doing again gave something else")
    found.detail["steps"] = steps


def search(trial: Trial, found: Findings) -> None:
    """Find words, in full width too, and tags by their pinyin."""
    workspace = trial.workspace
    counts: dict[str, int] = {}
    for words, least in ((f"{RARE}祥街道", 1), ("３,４１２件", 1), ("MIXED", 1), ("没有这些字", 0)):
        count = workspace.finding.count(Query(words))
        hits = workspace.finding.hits(Query(words), 10)
        found.expect(
            (count.occurrences >= least) if least else not count.occurrences,
            f"{count.occurrences} times: {words}",
        )
        found.expect(len(hits) == min(10, count.occurrences), f"not all hits are there: {words}")
        counts[words] = count.occurrences
    found.expect(not workspace.library.unindexed(), "a report is not indexed")
    workspace.tagging.pinyin.compute()
    for typed in ("zijian", "zj"):
        names = [one.tag.name for one in workspace.tagging.suggest(typed, 200)]
        found.expect(f"自检标签{RARE}" in names, f"no tag is found by its pinyin: {typed}")
    found.detail["found"] = counts


def export_each(trial: Trial, found: Findings) -> None:
    """Write every format, and read again what can be read again."""
    exporting = trial.workspace.exporting
    folder = trial.scratch.folder / f"导出 {RARE}"
    folder.mkdir()
    sizes: dict[str, int] = {}
    seconds: dict[str, float] = {}
    found.expect("pdf" in exporting.formats(), "there is no format pdf")
    for name in exporting.formats():
        begun = time.monotonic()
        target = folder / f"{name}{exporting.format(name).suffix}"
        try:
            files = exporting.export(name, target)
            sizes[name] = sum(file.stat().st_size for file in files)
            found.expect(files and sizes[name], f"{name}: nothing was written")
            _check_again(trial, name, files[0], found)
        except (PiyueError, OSError, zipfile.BadZipFile) as error:
            found.problems.append(f"{name}: {type(error).__name__} {error}")
        seconds[name] = round(time.monotonic() - begun, 3)
    found.detail |= {"formats": len(sizes), "bytes": sizes, "seconds": seconds}


def _check_again(trial: Trial, name: str, path: Path, found: Findings) -> None:
    if name in _AS_REPORT:
        text = read_back(trial, path)
        for words in ("祥街道", *(() if name == "docx" else (squeezed(NOTE.removesuffix(RARE)),))):
            found.expect(words in text, f"{name}: not read again: {words}")
    elif name in _AS_EXCHANGE:
        plan = trial.workspace.bringing.plan(trial.workspace.bringing.read(path))
        found.expect(not plan.rejects, f"{name}: {[note.code for note in plan.rejects]}")
        found.expect(plan.annotations.total or plan.tags.total, f"{name}: nothing in it")
    elif name in _AS_ARCHIVE:
        with zipfile.ZipFile(path) as archive:
            found.expect(archive.testzip() is None, f"{name}: damaged")
            whole = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
        found.expect(f"{RARE}祥街道" in whole, f"{name}: the text is not in it")
    elif name == COPY:
        _compare(trial, path, content_of(trial.workspace.library), name, found)
    else:
        found.problems.append(f"{name}: nobody knows how to read it again")


def _compare(
    trial: Trial, path: Path, content: Mapping[str, object], name: str, found: Findings
) -> None:
    """A library file holds just this, and is in order."""
    with contextlib.closing(
        Workspace.open(path, trial.scratch.paths, trial.settings, read_only=True)
    ) as other:
        found.expect(content_of(other.library) == content, f"{name}: holds something else")
        found.problems += [f"{name}: {words}" for words in other.library.check()]


def back_up(trial: Trial, found: Findings) -> None:
    """Make a backup of the open library, and open it."""
    library = trial.workspace.library
    target = trial.scratch.folder / f"备份 {RARE}.piyue"
    library.backup(target)
    _compare(trial, target, content_of(library), "backup", found)
    found.detail["bytes"] = target.stat().st_size


def reopen(trial: Trial, found: Findings) -> None:
    """Close the library and open it again: everything is still there."""
    before = content_of(trial.workspace.library)
    trial.close()
    beside = [path.name for path in trial.path.parent.glob(f"{trial.path.name}-*")]
    found.expect(not beside, f"left beside the library: {beside}")
    library = trial.open().library
    found.expect(content_of(library) == before, "something is not there again")
    found.problems += library.check()
    found.expect(trial.workspace.history.can_undo(), "nothing can be taken back any more")
    found.detail |= {"things": len(before), "changes": library.change_count()}


def leave(trial: Trial, found: Findings) -> None:
    """Close everything: no process and no thread is left."""
    trial.close()
    deadline = time.monotonic() + QUITTING_SECONDS
    while (left := _still_running()) and time.monotonic() < deadline:
        time.sleep(0.02)
    found.problems += left


def _still_running() -> list[str]:
    mine = threading.current_thread()
    threads = [f"thread left: {one.name}" for one in threading.enumerate() if one is not mine]
    return threads + [f"process left: {name}" for name in children().values()]

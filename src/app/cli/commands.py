"""The commands: each reads its arguments, calls the workspace, prints, and says how it went."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from app.cli import exporting
from app.cli.bringing import brought_value, tell_brought
from app.cli.correcting import correct
from app.cli.discussing import reply, resolve
from app.cli.exits import Exit
from app.cli.marking import autotag, list_links
from app.cli.output import Output, is_watched, short
from app.cli.stopping import stoppable
from app.cli.values import (
    hit_value,
    kinship_value,
    metadata_value,
    note_value,
    report_value,
    row_value,
    section_value,
)
from app.cli.versions import replace_text
from app.cli.wording import plain
from app.domain.anchor import Span
from app.domain.errors import Cancelled, Invalid, NotFound
from app.domain.filters import Filter, Standing
from app.domain.report import METADATA_FIELDS, Note, Report, SectionKind
from app.domain.rows import AnnotationRow
from app.domain.search import Query
from app.workspace.bringing_plan import Delivered
from app.workspace.edits import storable
from app.workspace.importing import ImportResult, Status
from app.workspace.labels import LABELS
from app.workspace.progress import Watched
from app.workspace.session import utc_now
from app.workspace.workspace import Workspace

Run = Callable[[Workspace, Namespace, Output], int]


def import_files(workspace: Workspace, asked: Namespace, out: Output) -> int:
    watched = Watched(_teller(out))
    if asked.libreoffice:
        workspace.importing.use_libreoffice(asked.libreoffice)
    if asked.replace is not None:
        return replace_text(workspace, asked, out)
    others = [path for path in asked.paths if workspace.bringing.format_of(path)]
    paths = [path for path in asked.paths if path not in others]
    try:
        with stoppable(watched):
            results = _imported(workspace, paths, asked, watched)
            brought = workspace.bringing.add(others, watched, dry_run=asked.dry_run)
    finally:
        if is_watched():
            out.message("")
    if out.as_json:
        entries = [_import_value(result, out) for result in results]
        out.value([*entries, *(brought_value(file, out) for file in brought)])
    else:
        if results or not brought:
            _tell_import(results, out)
        tell_brought(brought, out)
    if asked.report is not None:
        _save_report(results, brought, asked.report, out)
    statuses = {result.status for result in results} | {Status(file.status) for file in brought}
    if Status.CANCELLED in statuses:
        out.message(out.words.say("stopped_safe"))
        return Exit.STOPPED
    return Exit.SOME_FAILED if Status.FAILED in statuses else Exit.DONE


def _imported(
    workspace: Workspace, paths: list[Path], asked: Namespace, watched: Watched
) -> list[ImportResult]:
    """Reports among the paths, stored or, for a dry run, only looked at."""
    if not asked.dry_run:
        return workspace.importing.add(paths, watched, recognise=asked.recognise) if paths else []
    try:
        return [found.as_result() for found in workspace.importing.examine(paths, watched)]
    except Cancelled:
        return [ImportResult(path, path.name, Status.CANCELLED) for path in paths]


def _save_report(
    results: list[ImportResult], brought: list[Delivered], target: Path, out: Output
) -> None:
    from app.workspace.import_report import save_report

    if brought:
        _save_brought(results, brought, target, out)
        return
    path = save_report(
        results,
        target,
        utc_now().astimezone(),
        language=out.words.language,
        word_error=out.words.error,
        word_note=out.words.note,
    )
    out.message(out.words.say("report_saved", path=plain(str(path))))


def _save_brought(
    results: list[ImportResult], brought: list[Delivered], target: Path, out: Output
) -> None:
    from app.workspace.bringing_report import save_bringing_report
    from app.workspace.import_report import report_tables

    words = out.words
    reports = report_tables(results, words.language, words.error, words.note) if results else ()
    path = save_bringing_report(
        brought,
        target,
        utc_now().astimezone(),
        language=words.language,
        word_note=words.exchange,
        word_error=lambda file: words.refused(file.error) if file.error else words.say("cancelled"),
        before=reports,
    )
    out.message(words.say("report_saved", path=plain(str(path))))


def _teller(out: Output) -> Callable[[int, int, str], None]:
    watched = is_watched()

    def tell(done: int, total: int, what: str) -> None:
        if watched:
            out.progress(f"{done}/{total} {what}")

    return tell


def _import_value(result: ImportResult, out: Output) -> dict[str, object]:
    error = None
    if result.error:
        error = {"reason": result.error.reason, "message": out.words.error(result.error)}
    return {
        "file": str(result.path),
        "members": list(result.members),
        "status": result.status.value,
        "report": str(result.report.id) if result.report else None,
        "title": result.report.title if result.report else None,
        "notes": [note_value(note) for note in result.notes],
        "error": error,
        "version_of": kinship_value(result.kinship),
    }


def _tell_import(results: list[ImportResult], out: Output) -> None:
    say = out.words.say
    if not results:
        out.message(say("nothing_to_import"))
        return
    for result in results:
        if result.error:
            out.message(out.words.error(result.error))
            continue
        title = f"  {plain(result.report.title)}" if result.report else ""
        notes = "; ".join(out.words.note(n) for n in result.notes if not _is_usual(n))
        out.line(
            f"{say(result.status.value)}  {plain(result.file)}{title}"
            + (f"  [{notes}]" if notes else "")
        )
        if result.kinship and result.status is Status.ADDED:
            likeness = round(result.kinship.likeness * 100)
            out.line(say("seems_version", report=result.kinship.report, likeness=likeness))
    counts = {s.value: sum(r.status is s for r in results) for s in Status}
    out.line(say("imported", total=len(results), **counts))


def _is_usual(note: Note) -> bool:
    """Nothing to look at: the file was UTF-8, as most are; a page tells its address."""
    if note.code == "address":
        return True
    return note.code == "encoding" and str(note.values.get("name", "")).startswith("utf-8")


def list_reports(workspace: Workspace, asked: Namespace, out: Output) -> int:
    del asked
    lines = workspace.reporting.list()
    if out.as_json:
        out.value([report_value(line.report, line.annotations) for line in lines])
        return Exit.DONE
    if not lines:
        out.message(out.words.say("no_reports"))
        return Exit.DONE
    names = LABELS[out.words.language]
    heads = [names[k] for k in ("title", "organisation", "region", "level", "year", "annotations")]
    out.table(
        [*heads, out.words.say("id")],
        [
            (
                line.report.title,
                line.report.metadata.organisation.value,
                line.report.metadata.region.value,
                _level(line.report, names),
                line.report.year,
                line.annotations,
                line.report.id,
            )
            for line in lines
        ],
    )
    return Exit.DONE


def show(workspace: Workspace, asked: Namespace, out: Output) -> int:
    report = workspace.reporting.resolve(asked.report)
    sections = workspace.reporting.outline(report.id)
    furniture = workspace.reporting.furniture(report.id)
    text = workspace.reporting.text(report.id)
    if out.as_json:
        out.value(
            {
                "report": str(report.id),
                "metadata": metadata_value(report),
                "sections": [section_value(section) for section in sections],
                "furniture": [{"start": s.start, "end": s.end} for s in furniture],
                "text": text,
            }
        )
        return Exit.DONE
    say, names = out.words.say, LABELS[out.words.language]
    for name in METADATA_FIELDS:
        known = report.metadata[name]
        value = _level(report, names) if name == "level" else known.value
        source = f"  ({say(f'source_{known.source}')})" if known.source else ""
        out.fact(names[name], f"{value or say('unknown')}{source}")
    out.fact(say("id"), str(report.id))
    out.line()
    by_hand = workspace.corrected_headings(report.id)
    for section in sections:
        if section.kind is not SectionKind.ITEM:
            sign = "" if section.is_sure else " ?"
            sign = f"  ({say('source_user')})" if section.span.start in by_hand else sign
            place = f"[{section.span.start}, {section.heading_end})  " if asked.outline else ""
            out.line(f"{place}{'  ' * (section.level - 1)}{section.label}{section.heading}{sign}")
    if asked.outline:
        return Exit.DONE
    out.line()
    out.line(text)
    return Exit.DONE


def search(workspace: Workspace, asked: Namespace, out: Output) -> int:
    if not asked.query:
        raise Invalid("empty_query")
    if asked.limit < 0:
        raise Invalid("bad_limit")
    chosen = [workspace.reporting.resolve(name).id for name in asked.report]
    query = Query(storable(asked.query), asked.exact, asked.furniture, frozenset(chosen) or None)
    count = workspace.finding.count(query)
    hits = workspace.finding.hits(query, asked.limit)
    if out.as_json:
        found = [
            hit_value(hit, workspace.finding.section(hit))
            | {"citation": workspace.annotating.citation(hit.report, hit.span)}
            for hit in hits
        ]
        out.value({"count": count.occurrences, "hits": found})
        return Exit.DONE
    if not count.occurrences:
        out.message(out.words.say("no_hits", text=asked.query))
        return Exit.DONE
    for hit in hits:
        out.line(f"{hit.before}【{hit.match}】{hit.after}".strip())
        citation = workspace.annotating.citation(hit.report, hit.span)
        out.line(f"    {citation}  [{hit.span.start}, {hit.span.end})")
    out.line(out.words.say("hits", count=count.occurrences, reports=count.reports, shown=len(hits)))
    return Exit.DONE


def annotate(workspace: Workspace, asked: Namespace, out: Output) -> int:
    """Everything is checked before anything is made: a bad span leaves no new tag behind."""
    report = workspace.reporting.resolve(asked.report)
    span = _span(asked, report.characters)
    if any(not part.strip() for path in asked.tag for part in path.split("/")):
        raise Invalid("name_empty")
    annotating = workspace.annotating
    reviewer = annotating.reviewer_named(asked.reviewer).id if asked.reviewer is not None else None
    tags = [workspace.tagging.ensure(path).id for path in asked.tag]
    if span is None:
        made = annotating.annotate_report(report.id, tags, asked.comment, reviewer)
    else:
        made = annotating.highlight(report.id, span, tags, asked.comment, reviewer)
    if out.as_json:
        out.value({"annotation": str(made.id)})
    else:
        out.line(out.words.say("annotated", annotation=made.id))
    return Exit.DONE


def _span(asked: Namespace, length: int) -> Span | None:
    start, end = asked.start, asked.end
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise Invalid("half_span")
    if not 0 <= start < end:
        raise Invalid("not_a_span", start=start, end=end)
    if end > length:
        raise Invalid("span_outside", start=start, end=end, length=length)
    return Span(start, end)


def list_annotations(workspace: Workspace, asked: Namespace, out: Output) -> int:
    rows = workspace.annotating.rows(_filter(workspace, asked))
    if out.as_json:
        out.value([row_value(row) | {"citation": workspace.citing.row(row)} for row in rows])
        return Exit.DONE
    if not rows:
        out.message(out.words.say("no_annotations"))
        return Exit.DONE
    names = LABELS[out.words.language]
    heads = [names[k] for k in ("citation", "quote", "tags", "comment", "reviewer")]
    out.table(
        [*heads, out.words.say("id")], [_shown(row, workspace.citing.row(row), out) for row in rows]
    )
    return Exit.DONE


def _shown(row: AnnotationRow, citation: str, out: Output) -> tuple[object, ...]:
    return (
        citation,
        short(row.quote) if row.annotation.anchor else out.words.say("whole_report"),
        "; ".join(path for _, path in row.tags),
        short(row.annotation.comment),
        row.reviewer.name,
        row.annotation.id,
    )


def list_tags(workspace: Workspace, asked: Namespace, out: Output) -> int:
    del asked
    counts = workspace.tagging.counts()
    lines = [
        {
            "tag": tag.code or None,
            "id": str(tag.id),
            "path": workspace.tagging.path(tag.id),
            "colour": tag.colour,
            "count": counts.get(tag.id, 0),
        }
        for tag in workspace.tagging.tags()
    ]
    if out.as_json:
        out.value(lines)
        return Exit.DONE
    names = LABELS[out.words.language]
    heads = [names["code"], names["tag"], names["count"]]
    out.table(heads, [(line["tag"] or "", line["path"], line["count"]) for line in lines])
    return Exit.DONE


def export(workspace: Workspace, asked: Namespace, out: Output) -> int:
    return exporting.export(workspace, asked, out, _filter(workspace, asked), _teller(out))


def check(workspace: Workspace, asked: Namespace, out: Output) -> int:
    del asked
    problems = workspace.library.check()
    if out.as_json:
        out.value({"ok": not problems, "problems": problems})
    elif problems:
        out.message(out.words.say("check_bad", count=len(problems)))
        for problem in problems:
            out.line(f"  {problem}")
    else:
        out.line(out.words.say("check_ok"))
    return Exit.LIBRARY if problems else Exit.DONE


COMMANDS: Mapping[str, Run] = {
    "import": import_files,
    "list": list_reports,
    "show": show,
    "correct": correct,
    "search": search,
    "annotate": annotate,
    "annotations": list_annotations,
    "reply": reply,
    "resolve": resolve,
    "tags": list_tags,
    "autotag": autotag,
    "links": list_links,
    "export": export,
    "check": check,
}


def _filter(workspace: Workspace, asked: Namespace) -> Filter:
    """The filter that the options describe; every name in them must answer to something."""
    tagged: set[UUID] = set()
    exact = bool(asked.tag_only)
    if exact and asked.tag:
        raise Invalid("two_tags")
    for name in asked.tag_only if exact else asked.tag:
        tag = workspace.tagging.find(name)
        if tag is None:
            raise NotFound("tag", name)
        tagged.add(tag.id)
    people: set[UUID] = set()
    for name in asked.reviewer:
        named = {r.id for r in workspace.annotating.reviewers() if name in (r.name, str(r.id))}
        if not named:
            raise NotFound("reviewer", name)
        people |= named
    return Filter(
        reports=frozenset(workspace.reporting.resolve(name).id for name in asked.report),
        years=frozenset(asked.year),
        regions=frozenset(asked.region),
        reviewers=frozenset(people),
        tags=frozenset(tagged),
        text=tuple(storable(text) for text in asked.text if text),
        standings=frozenset(Standing(name) for name in asked.state),
        exact_tags=exact,
    )


def _level(report: Report, names: Mapping[str, str]) -> str | None:
    level = report.metadata.level.value
    return names.get(f"level_{level}", level) if level else None

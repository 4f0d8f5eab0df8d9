"""Annotations as a workbook: annotations, tags by report, reports, codebook, replies, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.colours import RGB
from app.domain.discussion import Reply
from app.domain.report import Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.files.export import (
    FILLS,
    UNTAGGED,
    Export,
    Tell,
    Words,
    level_word,
    link_line,
    links_by_end,
    paper_colour,
)
from app.files.workbook import About, Cell, Sheet, Tinted, put_workbook

_TINTS = tuple(fill for fill, _ in FILLS.values())
_ACROSS = 50
"""Up to so many reports stand side by side in the matrix, more one below the other."""


def write_xlsx(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """One row per annotation, and what belongs to them in sheets of their own.

    Those of replies and links are there when there are any, that of tags by report
    unless the option `matrix` is `no`.
    """
    sheets = [_annotations(export, words, tell)]
    if export.options.get("matrix") != "no":
        sheets.append(_matrix(export, words))
    sheets += [_reports(export, words), _codebook(export, words)]
    if any(row.replies for row in export.rows):
        sheets.append(_replies(export, words))
    if export.links:
        sheets.append(_links(export, words))
    put_workbook(sheets, About(export.library_name, export.newest, words["cut_mark"]), out)


def _sheet(
    title: str,
    widths: dict[str, int],
    rows: Iterator[Sequence[Cell]],
    count: int,
    words: Words,
    *,
    printed: str,
) -> Sheet:
    """A sheet by the keys of its columns; `printed` is the last one that goes to the printer."""
    columns = [(words[key], width) for key, width in widths.items()]
    last = list(widths).index(printed) + 1
    return Sheet(words[title], columns, rows, count, printed=last, tints=_TINTS)


# --- annotations -----------------------------------------------------------------------


def _annotations(export: Export, words: Words, tell: Tell) -> Sheet:
    widths = {
        "title": 22,
        "year": 7,
        "section": 24,
        "quote": 46,
        "tags": 20,
        "comment": 34,
        "replies": 26,
        "state": 9,
        "reviewer": 10,
        # What follows stays on the screen: for filters, scripts, and the way back.
        "organisation": 18,
        "links": 40,
        "created": 17,
        "edited": 17,
        "citation": 40,
        "scope": 12,
        "start": 8,
        "end": 8,
        "prefix": 30,
        "suffix": 30,
        "annotation_id": 38,
        "report_id": 38,
        "tag_ids": 38,
        "reviewer_id": 38,
    }

    def rows() -> Iterator[Sequence[Cell]]:
        total, links = len(export.rows), links_by_end(export.links)
        for done, row in enumerate(export.rows, 1):
            id_ = row.annotation.id
            told = "\n".join(
                link_line(link, id_, words, export.cite) for link in links.get(id_, ())
            )
            yield _annotation(row, told, export, words)
            tell(done, total, row.report.title)

    return _sheet("sheet_annotations", widths, rows(), len(export.rows), words, printed="reviewer")


def _annotation(row: AnnotationRow, links: str, export: Export, words: Words) -> list[Cell]:
    annotation, report = row.annotation, row.report
    anchor = annotation.anchor
    place = anchor.span if anchor and annotation.state is not AnchorState.LOST else None
    return [
        report.title,
        _year(report),
        " › ".join(row.section),
        row.quote,
        _tags(row),
        annotation.comment,
        "\n".join(_reply(reply, who.name, export) for reply, who in row.replies),
        _state(row, words),
        row.reviewer.name,
        report.metadata.organisation.value,
        links,
        export.local(annotation.created),
        export.local(annotation.edited),
        export.cite(row),
        _scope(annotation.scope, words),
        place.start if place else None,
        place.end if place else None,
        anchor.quote.prefix if anchor else None,
        anchor.quote.suffix if anchor else None,
        str(annotation.id),
        str(report.id),
        "; ".join(str(tag.id) for tag, _ in row.tags),
        str(row.reviewer.id),
    ]


def _tags(row: AnnotationRow) -> Cell:
    paths = "; ".join(path for _, path in row.tags)
    return Tinted(paths, FILLS[paper_colour(row.tags)][0]) if paths else None


def _scope(scope: Scope, words: Words) -> str:
    keys = {Scope.PASSAGE: "on_passage", Scope.SECTION: "on_section", Scope.REPORT: "on_report"}
    return words[keys[scope]]


def _reply(reply: Reply, name: str, export: Export) -> str:
    return f"{name} {export.local(reply.edited):%Y-%m-%d %H:%M} {reply.text}"


def _state(row: AnnotationRow, words: Words) -> str:
    """Settled, open, or nothing where nothing is said; and whether its place is in doubt."""
    said = ""
    if row.annotation.resolved:
        said = words["resolved"]
    elif row.annotation.comment or row.replies:
        said = words["open"]
    state = row.annotation.state
    return "; ".join(part for part in (said, "" if state.is_sure else words[state.value]) if part)


def _replies(export: Export, words: Words) -> Sheet:
    """One answer a line, with the ids of what a script joins."""
    widths = {
        "citation": 40,
        "quote": 46,
        "comment": 40,
        "reply": 46,
        "reviewer": 12,
        "created": 17,
        "edited": 17,
        "reply_id": 38,
        "annotation_id": 38,
        "reviewer_id": 38,
    }

    def rows() -> Iterator[Sequence[Cell]]:
        for row in export.rows:
            for reply, who in row.replies:
                yield [
                    export.cite(row),
                    row.quote,
                    row.annotation.comment,
                    reply.text,
                    who.name,
                    export.local(reply.created),
                    export.local(reply.edited),
                    str(reply.id),
                    str(row.annotation.id),
                    str(who.id),
                ]

    count = sum(len(row.replies) for row in export.rows)
    return _sheet("sheet_replies", widths, rows(), count, words, printed="edited")


def _links(export: Export, words: Words) -> Sheet:
    """One link a line: what its origin is to its target."""
    widths = {
        "link_origin": 36,
        "link_origin_quote": 46,
        "link": 12,
        "link_target": 36,
        "link_target_quote": 46,
        "link_note": 30,
        "reviewer": 12,
        "created": 17,
        "link_id": 38,
        "link_origin_id": 38,
        "link_target_id": 38,
        "reviewer_id": 38,
    }
    people = {reviewer.id: reviewer for reviewer in export.reviewers}

    def rows() -> Iterator[Sequence[Cell]]:
        for row in export.links:
            link = row.link
            yield [
                export.cite(row.origin),
                row.origin.quote,
                words[f"link_{link.kind.value}"],
                export.cite(row.target),
                row.target.quote,
                link.comment,
                people.get(link.reviewer, Reviewer(link.reviewer)).name,
                export.local(link.created),
                str(link.id),
                str(link.origin),
                str(link.target),
                str(link.reviewer),
            ]

    return _sheet("sheet_links", widths, rows(), len(export.links), words, printed="created")


# --- reports and tags --------------------------------------------------------------------


def _reports(export: Export, words: Words) -> Sheet:
    widths = {
        "title": 40,
        "organisation": 24,
        "region": 14,
        "level": 10,
        "year": 10,
        "published_on": 12,
        "signed_on": 12,
        "filed_on": 12,
        "index_number": 24,
        "characters": 10,
        "annotations": 10,
        "file_name": 30,
        "imported": 17,
        "report_id": 38,
    }
    counts = Counter(row.report.id for row in export.rows)
    reports = export.every_report

    def rows() -> Iterator[Sequence[Cell]]:
        for report in reports:
            meta = report.metadata
            yield [
                report.title,
                meta.organisation.value,
                meta.region.value,
                level_word(report, words),
                _year(report),
                _day(meta.published_on.value),
                _day(meta.signed_on.value),
                _day(meta.filed_on.value),
                meta.index_number.value,
                report.characters,
                counts[report.id],
                report.file_name,
                export.local(report.imported),
                str(report.id),
            ]

    return _sheet("sheet_reports", widths, rows(), len(reports), words, printed="file_name")


def _matrix(export: Export, words: Words) -> Sheet:
    """How often each tag was given in each report; a tag counts where it was given itself.

    Few reports stand side by side as the tags below each other; many of them would be
    more columns than anybody pages through, so they take the lines.
    """
    paths = {tag.id: path for tag, path, _ in export.tags}
    paths.update((tag.id, path) for row in export.rows for tag, path in row.tags)
    tags = [*paths.values(), words["untagged"]]
    across = {id_: number for number, id_ in enumerate(paths)}
    reports = export.every_report
    counts = {report.id: [0] * len(tags) for report in reports}
    for row in export.rows:
        of_report = counts[row.report.id]
        for tag, _ in row.tags:
            of_report[across[tag.id]] += 1
        if not row.tags:
            of_report[-1] += 1
    total = (words["total"], 8)

    def line(title: str, numbers: Sequence[int]) -> Sequence[Cell]:
        return [title, *(n or None for n in numbers), sum(numbers)]

    def by_tag() -> Iterator[Sequence[Cell]]:
        for path, *numbers in zip(tags, *counts.values(), strict=True):
            yield line(path, numbers)

    def by_report() -> Iterator[Sequence[Cell]]:
        for report in reports:
            yield line(report.title, counts[report.id])

    if len(reports) <= _ACROSS:
        columns = [(words["tag"], 36), *((report.title, 14) for report in reports), total]
        return Sheet(words["sheet_matrix"], columns, by_tag(), len(tags))
    columns = [(words["title"], 40), *((path, 12) for path in tags), total]
    return Sheet(words["sheet_matrix"], columns, by_report(), len(reports))


def _codebook(export: Export, words: Words) -> Sheet:
    widths = {
        "tag": 40,
        "code": 8,
        "kind": 10,
        "colour": 10,
        "short_name": 14,
        "english": 28,
        "definition": 60,
        "keywords": 40,
        "slot": 8,
        "retired": 8,
        "count": 8,
        "tag_id": 38,
    }

    def rows() -> Iterator[Sequence[Cell]]:
        for tag, path, count in export.tags:
            yield [
                Tinted(path, FILLS[paper_colour([(tag, path)])][0]),
                tag.code,
                words[f"kind_{tag.kind}"],
                f"#{RGB.get(tag.colour, RGB[UNTAGGED])}",
                tag.short_name,
                tag.english,
                tag.definition,
                "; ".join(tag.keywords),
                tag.slot,
                words["yes"] if tag.retired else None,
                count,
                str(tag.id),
            ]

    return _sheet("sheet_tags", widths, rows(), len(export.tags), words, printed="count")


def _year(report: Report) -> Cell:
    year = report.year
    return int(year) if year and year.isascii() and year.isdigit() else year


def _day(text: str | None) -> Cell:
    """A day as a date; what is none stays the text it is."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text

"""From annotations to notes on paper: one way for the print sheet and for the export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.rows import AnnotationRow
from app.files.export import Export, Words, link_line, links_by_end
from app.files.pdf_markup import Saying
from app.ui.printing.notes import Note
from app.ui.reader.marks import Mark


def notes_of(export: Export, rows: Sequence[AnnotationRow], words: Words) -> list[Note]:
    """The notes of one report in text order; on the whole report first.

    They are numbered when the report is laid out, which knows who gets an entry.
    """
    links = links_by_end(export.links)
    many = len({row.reviewer.id for row in rows}) > 1
    notes: list[Note] = []
    for row in sorted(rows, key=_place):
        told = [
            link_line(link, row.annotation.id, words, export.cite)
            for link in links.get(row.annotation.id, ())
        ]
        notes.append(_note(row, export, words, told, names_author=many))
    return notes


def _note(
    row: AnnotationRow, export: Export, words: Words, links: Sequence[str], *, names_author: bool
) -> Note:
    a = row.annotation
    said = Saying(a.id, row.reviewer.name, a.comment, a.created, a.edited)
    replies = tuple(
        Saying(reply.id, who.name, reply.text, reply.created, reply.edited)
        for reply, who in row.replies
    )
    signs = [f"✓ {words['resolved']}"] if a.resolved else []
    if not a.state.is_sure:
        signs.append(words[a.state.value])
    name = _name(row, words)
    is_silent = not (a.comment or replies or signs or links)
    if is_silent and names_author and row.reviewer.name:
        name = f"{name} · {row.reviewer.name}"

    def day(moment: datetime) -> str:
        return export.local(moment).strftime("%Y-%m-%d")

    return Note(
        number=0,
        mark=_mark(row),
        name=name,
        quote=row.quote if a.scope is Scope.PASSAGE else "",
        said=said,
        replies=replies,
        signs=tuple(signs),
        links=tuple(line.replace("\n", " ") for line in links),
        place=export.cite(row),
        paths="、".join(path for _, path in row.tags),
        dates=(day(a.edited), *(day(reply.edited) for reply in replies)),
    )


def _name(row: AnnotationRow, words: Words) -> str:
    parts = ["、".join(tag.short_name or tag.name for tag, _ in row.tags)]
    if row.annotation.scope is not Scope.PASSAGE:
        on_report = row.annotation.scope is Scope.REPORT
        parts.insert(0, words["on_report" if on_report else "on_section"])
    elif not row.tags:
        parts = [words["untagged"]]
    return " · ".join(part for part in parts if part)


def _mark(row: AnnotationRow) -> Mark:
    a = row.annotation
    is_lost = a.state is AnchorState.LOST
    return Mark(
        a.id,
        None if a.anchor is None or is_lost else a.anchor.span,
        a.scope,
        tuple(tag for tag, _ in row.tags),
        a.comment,
        row.reviewer.name,
        a.edited,
        a.resolved,
        is_doubtful=a.state is AnchorState.TO_CONFIRM,
        lost_quote=row.quote if is_lost else "",
    )


def _place(row: AnnotationRow) -> tuple[int, int, datetime, UUID]:
    a = row.annotation
    start, end = (a.anchor.span.start, a.anchor.span.end) if a.anchor else (-1, 0)
    return start, -end, a.created, a.id

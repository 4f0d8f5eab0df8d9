"""Copying: the library, or what is meant of it, as another library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID, uuid5

from app.domain.carrying import Content, Loss
from app.domain.change import Change, Edit, Entity, Value
from app.domain.errors import Invalid, LibraryError, WriteFailed
from app.domain.fields import (
    annotation_fields,
    link_fields,
    pin_fields,
    reply_fields,
    reviewer_fields,
    rule_fields,
    tag_fields,
)
from app.domain.ids import NAMESPACE
from app.domain.rows import AnnotationRow
from app.store.copying import NewLibrary, copy_whole, write_library
from app.store.library import NewText
from app.workspace.edits import create
from app.workspace.progress import Progress
from app.workspace.session import Session
from app.workspace.survey import Survey

if TYPE_CHECKING:
    from app.files.export import Export, Tell, Words
    from app.files.writing import Format

SUFFIX = ".piyue"
BATCH = 50
"""Reports of one change: their texts are in memory together."""

_REASONS = {"locked": "is_open", "read_only": "no_access"}
"""Reasons of LibraryError as those of a file that could not be written."""

Part = tuple[list[Edit], list[NewText]]


def copy_format() -> Format:
    """What is known of a copy as a format of export."""
    from app.files.writing import Format

    return Format(_no_stream, SUFFIX, "application/vnd.piyue.library", carries=frozenset(Content))


def _no_stream(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    del export, out, words, tell
    raise ValueError("a library is no stream")


def copy_losses(found: Survey) -> list[Loss]:
    """What a copy of a part leaves behind: how it came about, and links that lead out of it."""
    if found.is_everything:
        return []
    links = found.leading_out
    is_partial = links < found.present.get(Content.LINKS, 0)
    lost = [Loss(Content.LINKS, links, is_partial)] if links else []
    history = found.present.get(Content.HISTORY, 0)
    return [*lost, Loss(Content.HISTORY, history)] if history else lost


def copy_library(session: Session, found: Survey, target: Path, progress: Progress) -> Path:
    """Write what is meant as a library of its own.

    The whole library is copied as it is, with its history; of a part, everything that
    belongs to its reports and annotations is put into a new one.

    Raises:
        Invalid: `own_library`.
        WriteFailed, Cancelled: what lay at the target is untouched.
    """
    target = target.resolve()
    if target == session.library.path.resolve():
        raise Invalid("own_library")
    total = len(found.listed)
    counted = [0]

    def step(what: str) -> None:
        if what == "check":
            counted[0] = total
        progress.step(min(counted[0], total), total, "")

    try:
        if found.is_everything:
            step("write")
            copy_whole(session.library, target, step)
        else:
            made = _part(session, found)

            def changes() -> Iterator[tuple[Change, Sequence[NewText]]]:
                for change in made.changes:
                    yield change
                    counted[0] += len(change[0].touched(Entity.REPORT))

            write_library(NewLibrary(made.id, made.device, changes()), target, step)
    except LibraryError as error:
        reason = _REASONS.get(error.reason, error.reason)
        raise WriteFailed(str(target), reason) from error
    return target


# --- a part as changes -----------------------------------------------------------------


def _part(session: Session, found: Survey) -> NewLibrary:
    library = session.library
    ids = sorted([str(row.annotation.id) for row in found.rows])
    ids += sorted(str(report.id) for report in found.listed)
    scope = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    id_ = uuid5(NAMESPACE, f"copy:{library.id}:{scope}")
    at = max(
        (*(row.annotation.edited for row in found.rows), *(r.imported for r in found.listed)),
        default=session.clock(),
    )
    return NewLibrary(id_, uuid5(NAMESPACE, f"device:{id_}"), _changes(session, found, id_, at))


def _changes(
    session: Session, found: Survey, id_: UUID, at: datetime
) -> Iterator[tuple[Change, Sequence[NewText]]]:
    for number, (edits, texts) in enumerate(_parts(session, found)):
        change = uuid5(NAMESPACE, f"change:{id_}:{number}")
        yield Change(change, "copy", tuple(edits), session.reviewer.id, at), texts


def _parts(session: Session, found: Survey) -> Iterator[Part]:
    """What everything else refers to, then the reports with what is said of them, then ties."""
    library = session.library
    rules = library.rules()
    first = [create(Entity.TAG, str(tag.id), tag_fields(tag)) for tag in library.tags()]
    first += [create(Entity.RULE, str(rule.id), rule_fields(rule)) for rule in rules]
    people = {reviewer.id: reviewer for reviewer in library.reviewers()}
    first += [
        create(Entity.REVIEWER, str(who), reviewer_fields(people[who]))
        for who in sorted(_involved(session, found), key=str)
        if who in people
    ]
    yield first, []
    rows: dict[UUID, list[AnnotationRow]] = {}
    for row in found.rows:
        rows.setdefault(row.report.id, []).append(row)
    for start in range(0, len(found.listed), BATCH):
        edits: list[Edit] = []
        texts: list[NewText] = []
        for report in found.listed[start : start + BATCH]:
            _report(session, report.id, edits, texts)
            for row in rows.get(report.id, ()):
                edits += _said(row)
        yield edits, texts
    meant = {row.annotation.id for row in found.rows}
    reports = {report.id for report in found.listed}
    ties = [
        create(Entity.LINK, str(x.link.id), link_fields(x.link))
        for x in found.links
        if meant.issuperset((x.link.origin, x.link.target))
    ]
    ties += [
        create(Entity.PIN, str(pin.id), pin_fields(pin))
        for pin in library.pins()
        if reports.issuperset((pin.a, pin.b))
    ]
    if ties:
        yield ties, []


def _involved(session: Session, found: Survey) -> set[UUID]:
    """Everybody who is named in what is copied."""
    library = session.library
    reports = {report.id for report in found.listed}
    people = {row.reviewer.id for row in found.rows}
    people |= {who.id for row in found.rows for _, who in row.replies}
    people |= {x.link.reviewer for x in found.links}
    people |= {rule.reviewer for rule in library.rules()}
    people |= {pin.reviewer for pin in library.pins() if reports.issuperset((pin.a, pin.b))}
    return people | {
        who.id for who in library.reviewers() if reports & library.statuses(who.id).keys()
    }


def _report(session: Session, id_: UUID, edits: list[Edit], texts: list[NewText]) -> None:
    """A report with its text, former texts and statuses."""
    library = session.library
    edits.append(create(Entity.REPORT, str(id_), _fields(session, Entity.REPORT, str(id_))))
    texts.append(_text(library.text(id_)))
    for version in library.versions(id_):
        texts.append(_text(library.text_with(version.text_sha256)))
        fields = _fields(session, Entity.VERSION, version.id)
        edits.append(create(Entity.VERSION, version.id, fields))
    for who in library.reviewers():
        key = f"{id_}/{who.id}"
        if (fields := library.fields(Entity.STATUS, key)) is not None:
            edits.append(create(Entity.STATUS, key, fields))


def _fields(session: Session, entity: Entity, key: str) -> Mapping[str, Value]:
    fields = session.library.fields(entity, key)
    if fields is None:  # removed while it is being copied
        raise Invalid("stale", id=key)
    return fields


def _text(text: str) -> NewText:
    return NewText(hashlib.sha256(text.encode()).hexdigest(), text)


def _said(row: AnnotationRow) -> Iterable[Edit]:
    yield create(Entity.ANNOTATION, str(row.annotation.id), annotation_fields(row.annotation))
    for reply, _ in row.replies:
        yield create(Entity.REPLY, str(reply.id), reply_fields(reply))

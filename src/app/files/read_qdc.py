"""Codebooks of the REFI-QDA standard, alone or as part of a project."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from uuid import UUID

from app.domain.change import Value
from app.domain.colours import colour_of
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought, BroughtTag, ExchangeNote
from app.domain.fields import tag_fields
from app.domain.tag import Tag, TagKind
from app.files import limits
from app.files.content import content_of
from app.files.refi import ORIGIN, derived, details
from app.files.refi_project import Code, Project, is_guid, read_project
from app.files.refi_remarks import Notes

NOTES = (
    "qdc_ids",  # repair: count; ids that are none in form, or stood twice
    "qdc_sets",  # reject: count; sets of codes
    "qdc_unknown",  # reject: count; elements that are not of the standard
)
"""Codes of what is mended and left out."""

_BLANK = tag_fields(Tag(UUID(int=0), ""))
_KINDS = {str(derived("set", "kind", kind)): kind for kind in TagKind}


def read_qdc(path: Path) -> Brought:
    """Read a codebook.

    Raises:
        UnreadableFile: `damaged`, `suspicious`, `too_large`, `empty`, `not_found`, `no_access`.
    """
    data = _content(path)
    project = read_project(data, path.name)
    ours = project.origin == ORIGIN
    tags = brought_tags(project, None, ours=ours)
    seen = Counter(code.guid for code in project.codes)
    odd = sum(count if not is_guid(guid) else count - 1 for guid, count in seen.items())
    sets = 0 if ours else len(project.groups)
    notes = [
        ExchangeNote(code, "", {"count": count})
        for code, count in zip(NOTES, (odd, sets, project.unknown.total()), strict=True)
        if count
    ]
    return Brought(
        "qdc",
        project.origin,
        hashlib.sha256(data).hexdigest(),
        tags=tags,
        repairs=tuple(note for note in notes if note.code == NOTES[0]),
        rejects=tuple(note for note in notes if note.code != NOTES[0]),
    )


def _content(path: Path) -> bytes:
    data = content_of(path, limits.TEXT_BYTES)
    if not data.strip():
        raise UnreadableFile(path.name, "empty")
    return data


def brought_tags(project: Project, notes: Notes | None, *, ours: bool) -> tuple[BroughtTag, ...]:
    """The codes of a file as tags, each after the one above it.

    Args:
        notes: of the project; what hangs on a code is put below its definition.
        ours: what a file of ours does not say is empty, not unknown.
    """
    kinds = {c: _KINDS[g.guid] for g in project.groups if g.guid in _KINDS for c in g.codes}
    places: Counter[str | None] = Counter()
    again: Counter[str] = Counter()
    made: list[BroughtTag] = []
    for code in project.codes:
        again[code.guid] += 1
        number = again[code.guid]
        key = code.guid if number == 1 else str(derived("again", code.guid, number))
        fields = _fields(code, notes)
        if kind := kinds.get(code.guid):
            fields.setdefault("kind", kind.value)
        if ours:
            fields = {**_BLANK, "name": code.name, "parent": code.parent, **fields}
        fields["position"] = places[code.parent]
        places[code.parent] += 1
        made.append(BroughtTag(key, code.name or code.guid, code.parent, fields))
    return tuple(made)


def _fields(code: Code, notes: Notes | None) -> dict[str, Value]:
    fields = details(code.description)
    if notes is not None and (said := [one.text for one in notes.said(code.notes)]):
        definition = str(fields.get("definition", ""))
        fields["definition"] = "\n\n".join(text for text in (definition, *said) if text)
    if colour := colour_of(code.colour):
        fields["colour"] = colour
    return fields

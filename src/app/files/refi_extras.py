"""What the REFI-QDA standard has no place for, as JSON in notes of a project.

One note holds one object of objects: by the kind of thing, then its id, then as an edit
names its fields. Only what the elements of the file would not give back is told. What
another program makes of these notes is its own affair: they are read only from files
that we wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState
from app.domain.annotation import Annotation, Scope
from app.domain.change import Value
from app.domain.discussion import Reply
from app.domain.fields import (
    annotation_fields,
    layout_fields,
    link_fields,
    metadata_fields,
    note_fields,
    reply_fields,
    tag_fields,
    time_text,
)
from app.domain.link import Link
from app.domain.reviewer import Reviewer
from app.domain.tag import Tag
from app.files.export import ReportPage, readable
from app.files.refi import derived

KINDS = ("reports", "tags", "reviewers", "annotations", "replies", "links", "resolved", "threads")
_NOTE_LENGTH = 1_000_000
"""Characters of one note, more or less: parsers of XML refuse texts of ten million."""

Things = Mapping[str, Mapping[str, Any]]


class Extras:
    """Collects what an export has to tell beside the standard."""

    def __init__(self) -> None:
        self._told: list[tuple[str, str, str]] = []

    def report(self, page: ReportPage) -> None:
        self._tell("reports", page.report.id, _report(page))

    def tag(self, tag: Tag, above: UUID | None, place: int) -> None:
        is_told = (tag.parent, tag.position) == (above, place) and _is_plain(
            tag.name, tag.definition, tag.code, tag.short_name, tag.english, *tag.keywords
        )
        if not is_told:
            self._tell("tags", tag.id, tag_fields(tag))

    def reviewer(self, who: Reviewer) -> None:
        if not _is_plain(who.name):
            self._tell("reviewers", who.id, {"name": who.name})

    def annotation(
        self, annotation: Annotation, text: str, replies: Sequence[tuple[Reply, object]] = ()
    ) -> None:
        """Tell an annotation whole, unless its selection tells all of it."""
        anchor = annotation.anchor
        is_told = (
            annotation.scope is Scope.PASSAGE
            and annotation.state is AnchorState.EXACT
            and annotation.rule is None
            and anchor is not None
            and anchor.span.end <= len(text)
            and Anchor.at(text, anchor.span) == anchor
            and _is_plain(annotation.comment)
        )
        if not is_told:
            self._tell("annotations", annotation.id, annotation_fields(annotation))
        elif annotation.resolved:
            self._tell("resolved", annotation.id, 1)
        if anchor is None and replies and not annotation.comment:
            # Without a note of the comment they hang on the source, where nothing tells of whom.
            self._tell("threads", annotation.id, [str(reply.id) for reply, _ in replies])

    def reply(self, reply: Reply) -> None:
        if not _is_plain(reply.text):
            self._tell("replies", reply.id, reply_fields(reply))

    def link(self, link: Link) -> None:
        self._tell("links", link.id, link_fields(link))

    def _tell(self, kind: str, id_: UUID, value: Value) -> None:
        # In ASCII: no program on the way can take offence at a character.
        self._told.append((kind, str(id_), json.dumps(value, separators=(",", ":"))))

    def notes(self) -> Iterator[tuple[UUID, str]]:
        """Id and text of each note."""
        number, length = 0, 0
        things: dict[str, list[str]] = {}
        for kind, id_, value in self._told:
            things.setdefault(kind, []).append(f'"{id_}":{value}')
            length += len(value) + len(id_)
            if length > _NOTE_LENGTH:
                yield derived("extras", number), _object(things)
                number, length, things = number + 1, 0, {}
        if things:
            yield derived("extras", number), _object(things)


def _object(things: Mapping[str, Sequence[str]]) -> str:
    inside = (f'"{kind}":{{{",".join(told)}}}' for kind, told in things.items())
    return f"{{{','.join(inside)}}}"


def _report(page: ReportPage) -> dict[str, Value]:
    """A report as an edit names it, but for its file's hash and a person's corrections."""
    report = page.report
    return {
        **metadata_fields(report.metadata),
        "text_sha256": report.text_sha256,
        "characters": report.characters,
        "file_name": report.file_name,
        "media_type": report.media_type,
        "imported": time_text(report.imported),
        "notes": [note_fields(note) for note in report.notes],
        **layout_fields(page.body, page.furniture, page.sections),
    }


def read_extras(texts: Iterator[str]) -> Things:
    """What such notes tell, by kind and id; what is none of it is left out."""
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for text in texts:
        try:
            told: Any = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for kind in KINDS:
            things = cast("dict[str, Any]", told).get(kind) if isinstance(told, dict) else None
            if isinstance(things, dict):
                found[kind].update(cast("dict[str, Any]", things))
    return found


def _is_plain(*texts: str) -> bool:
    """XML can hold them as they are."""
    return all(readable(text) == text for text in texts)

"""Reading a package with a change log (`.piyuepack`); see pack.py."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.domain.errors import UnreadableFile
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
)
from app.domain.fields import time_value
from app.domain.report import METADATA_FIELDS
from app.domain.reviewer import DEFAULT_NAME
from app.files.pack import FORMAT, OPS
from app.files.pack_folding import Folding, Notes, State, well_made
from app.files.pack_parts import PackParts
from app.text.canonical import canonical

NOTES = (
    # left out
    "pack_unknown_entity",  # kind: a thing that this program does not know
    "pack_not_applicable",  # kind: a step that does not fit what was there before it
    "pack_change_twice",  # a change that is in the log already
    "pack_misshapen",  # kind, field: a thing with a field that cannot be
    "pack_no_target",  # kind: a thing on something that is not in the package
    "pack_text_missing",  # kind: a former text that is not in the package
    # mended
    "pack_unknown_field",  # kind, field: left away
    "pack_tag_circle",  # a tag below itself: put at the top
    "pack_tag_parent",  # a tag below one that is not there: put at the top
    "pack_tag_gone",  # tag: taken off an annotation
    "pack_reviewer_unknown",  # someone without a name
    "pack_quote_differs",  # the passage does not say what was recorded: looked for by its words
)
"""With `more`, a note stands for so many others of its code."""

_TEXTS = "texts/"
_SURE = {AnchorState.EXACT, AnchorState.MOVED}


def read_pack(path: Path) -> Brought:
    """What the log of a package says is there, with all that Piyue knows of it.

    Raises:
        UnreadableFile: `newer_version` (found, known), `damaged` (also when anything is
            not what the manifest says), `suspicious`, `encrypted`, `unsupported`.
    """
    repairs, rejects = Notes(), Notes()
    with contextlib.closing(PackParts(path)) as parts:
        state = well_made(_folded(parts, path.name, rejects), repairs, rejects)
        texts = _texts(parts, path.name)
    for report, fields in state[Entity.REPORT].items():
        text = texts.get(fields["text_sha256"])
        if text is not None and not _fits(fields, len(text)):
            raise UnreadableFile(path.name, "damaged", detail=report)
    _close(state, repairs, rejects)
    return _Making(state, texts, repairs, rejects).brought(str(parts.manifest.get("library") or ""))


def _folded(parts: PackParts, name: str, rejects: Notes) -> State:
    folding = Folding(rejects)
    for line in parts.lines(OPS):
        try:
            folding.line(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableFile(name, "damaged", detail="line") from error
    return folding.state


def _texts(parts: PackParts, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts.names():
        data = parts.read(part) if part != OPS else b""
        if not part.startswith(_TEXTS):
            continue  # what nobody but people reads; only its hash counts
        sha256 = part.removeprefix(_TEXTS).removesuffix(".txt")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise UnreadableFile(name, "damaged", detail="hash")
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise UnreadableFile(name, "damaged", detail="utf8") from error
        if canonical(text) != (text, 0):
            raise UnreadableFile(name, "damaged", detail="text")
        found[sha256] = text
    return found


def _fits(fields: Mapping[str, Any], length: int) -> bool:
    """Whether what is said of a report's text lies in it."""
    ends = [fields["body"][1], *(end for _, end in fields["furniture"])]
    ends += [section[5] for section in fields["sections"]]
    ends += [section[6] for section in fields["sections"]]
    return fields["characters"] == length and max(ends) <= length


# --- references --------------------------------------------------------------------


_TARGETS: Mapping[Entity, tuple[tuple[str, Entity], ...]] = {
    Entity.ANNOTATION: (("report", Entity.REPORT),),
    Entity.REPLY: (("annotation", Entity.ANNOTATION),),
    Entity.LINK: (("origin", Entity.ANNOTATION), ("target", Entity.ANNOTATION)),
    Entity.PIN: (("a", Entity.REPORT), ("b", Entity.REPORT)),
}
"""What must be there for a thing to be; in an order in which one decides for the next."""


def _close(state: State, repairs: Notes, rejects: Notes) -> None:
    """Leave nothing that refers to something that is not there."""
    for entity, targets in _TARGETS.items():
        for id_, fields in list(state[entity].items()):
            ends = [fields[name] for name, _ in targets]
            stands = all(
                end in state[kind] for end, (_, kind) in zip(ends, targets, strict=True)
            ) and len(set(ends)) == len(ends)
            if not stands:
                del state[entity][id_]
                rejects.add("pack_no_target", id_, kind=entity.value)
    for entity in (Entity.STATUS, Entity.VERSION):
        for id_ in list(state[entity]):
            if id_.partition("/")[0] not in state[Entity.REPORT]:
                del state[entity][id_]
                rejects.add("pack_no_target", id_, kind=entity.value)
    _close_tags(state, repairs)
    _close_people(state, repairs)


def _close_tags(state: State, repairs: Notes) -> None:
    tags = state[Entity.TAG]
    sound: set[str] = set()
    for id_, fields in tags.items():
        if fields["parent"] is not None and fields["parent"] not in tags:
            fields["parent"] = None
            repairs.add("pack_tag_parent", fields["name"])
        way: list[str] = []
        above: str | None = id_
        while above is not None and above not in sound:
            if above in way:
                tags[above]["parent"] = None
                repairs.add("pack_tag_circle", tags[above]["name"])
                break
            way.append(above)
            parent = tags[above]["parent"]
            above = parent if parent in tags else None
        sound.update(way)
    for id_, fields in state[Entity.ANNOTATION].items():
        for tag in [tag for tag in fields["tags"] if tag not in tags]:
            fields["tags"].remove(tag)
            repairs.add("pack_tag_gone", id_, tag=tag)


def _close_people(state: State, repairs: Notes) -> None:
    people = state[Entity.REVIEWER]
    named = {
        fields["reviewer"] for e in Entity for fields in state[e].values() if "reviewer" in fields
    }
    named |= {id_.partition("/")[2] for id_ in state[Entity.STATUS]}
    for id_ in sorted(named - set(people)):
        people[id_] = {"name": DEFAULT_NAME}
        repairs.add("pack_reviewer_unknown", id_)


# --- making ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes what is brought of a state in which every reference leads somewhere."""

    state: State
    texts: dict[str, str]
    repairs: Notes
    rejects: Notes

    def brought(self, library: str) -> Brought:
        state = self.state
        threads = self._threads()
        sources = tuple(self._source(*one) for one in state[Entity.REPORT].items())
        annotations = tuple(
            self._annotation(id_, fields, threads.get(id_, ()))
            for id_, fields in state[Entity.ANNOTATION].items()
        )
        things = self._things()
        shown = {source.text_sha256 for source in sources}
        named = {id_.partition("/")[2] for id_ in things[Entity.VERSION.value]}
        return Brought(
            format=FORMAT,
            origin="Piyue",
            context=library,
            sources=sources,
            tags=tuple(_tag(*one) for one in state[Entity.TAG].items()),
            reviewers=tuple(
                BroughtReviewer(id_, fields["name"])
                for id_, fields in state[Entity.REVIEWER].items()
            ),
            annotations=annotations,
            links=tuple(_link(*one) for one in state[Entity.LINK].items()),
            repairs=self.repairs.all(),
            rejects=self.rejects.all(),
            things=things,
            texts={sha256: self.texts[sha256] for sha256 in sorted(named - shown)},
        )

    def _source(self, id_: str, fields: dict[str, Any]) -> BroughtSource:
        known = {name: fields[name]["value"] for name in METADATA_FIELDS}
        return BroughtSource(
            key=id_,
            name=known["title"] or fields["file_name"],
            text=self.texts.get(fields["text_sha256"]),
            report=UUID(id_),
            text_sha256=fields["text_sha256"],
            file_name=fields["file_name"],
            metadata={name: value for name, value in known.items() if value},
            fields=fields,
        )

    def _annotation(
        self, id_: str, fields: dict[str, Any], replies: tuple[BroughtReply, ...]
    ) -> BroughtAnnotation:
        state = AnchorState(fields["state"])
        start, end = fields["start"], fields["end"]
        is_right = self._says(fields) or state not in _SURE
        if not is_right:
            self.repairs.add("pack_quote_differs", id_)
        return BroughtAnnotation(
            key=id_,
            source=fields["report"],
            scope=Scope(fields["scope"]),
            start=start if is_right else None,
            end=end if is_right else None,
            quote=fields["quote"] or "",
            prefix=fields["prefix"] or "",
            suffix=fields["suffix"] or "",
            tags=tuple(fields["tags"]),
            comment=fields["comment"],
            reviewer=fields["reviewer"],
            created=time_value(fields["created"]),
            edited=time_value(fields["edited"]),
            resolved=fields["resolved"],
            state=state if is_right else AnchorState.EXACT,
            replies=replies,
            fields=fields if is_right else None,
        )

    def _says(self, fields: Mapping[str, Any]) -> bool:
        """Whether the text, if it is here, says at the place what was recorded."""
        report = self.state[Entity.REPORT][fields["report"]]
        text = self.texts.get(report["text_sha256"])
        start, end = fields["start"], fields["end"]
        return text is None or start is None or text[start:end] == fields["quote"]

    def _threads(self) -> dict[str, tuple[BroughtReply, ...]]:
        found: dict[str, list[BroughtReply]] = {}
        for id_, fields in self.state[Entity.REPLY].items():
            reply = BroughtReply(
                id_,
                fields["text"],
                fields["reviewer"],
                time_value(fields["created"]),
                time_value(fields["edited"]),
            )
            found.setdefault(fields["annotation"], []).append(reply)
        return {annotation: tuple(replies) for annotation, replies in found.items()}

    def _things(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Rules, pins, statuses, and versions whose text is here."""
        versions = dict(self.state[Entity.VERSION])
        for id_ in [id_ for id_ in versions if id_.partition("/")[2] not in self.texts]:
            del versions[id_]
            self.rejects.add("pack_text_missing", id_, kind=Entity.VERSION.value)
        kept = {e.value: self.state[e] for e in (Entity.RULE, Entity.PIN, Entity.STATUS)}
        return {**kept, Entity.VERSION.value: versions}


def _tag(id_: str, fields: dict[str, Any]) -> BroughtTag:
    rest = {name: value for name, value in fields.items() if name not in {"name", "parent"}}
    return BroughtTag(id_, fields["name"], fields["parent"], rest)


def _link(id_: str, fields: dict[str, Any]) -> BroughtLink:
    return BroughtLink(
        id_,
        fields["origin"],
        fields["target"],
        fields["kind"],
        fields["comment"],
        fields["reviewer"],
        time_value(fields["created"]),
    )

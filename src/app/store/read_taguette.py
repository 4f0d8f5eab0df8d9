"""Projects of Taguette: SQLite with documents as HTML, highlights and a tree of tags.

Source: remram44/taguette, taguette/database/models.py and the migrations (what the
tables hold), taguette/extract.py (start_offset and end_offset count bytes of UTF-8 of
the text between the tags; the end is excluded). Tags are named by a path with dots;
since the end of 2024 a tag can also name the one above it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import UnreadableFile
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
    ExchangeNote,
    Offsets,
)
from app.store.foreign_database import (
    MAGIC,
    ForeignDatabase,
    Row,
    moment_of,
    number_of,
    text_of,
)
from app.text.marked_up import ByteMap, MarkedUp

NOTES = (
    "taguette_no_document",  # a highlight on a document that is not there
    "taguette_position",  # a highlight whose place says something else than was recorded
    "taguette_empty",  # a highlight with nothing but blanks
)

_TABLES = {"projects", "documents", "highlights", "highlight_tags", "tags"}


def recognises(path: Path, head: bytes) -> bool:
    """A database with Taguette's tables."""
    if not head.startswith(MAGIC):
        return False
    try:
        with ForeignDatabase(path) as database:
            return database.tables >= _TABLES
    except UnreadableFile:
        return False


def read_taguette(path: Path) -> Brought:
    """All projects of a file.

    Raises:
        UnreadableFile
    """
    with ForeignDatabase(path) as database:
        return _Reading(database).brought()


@dataclass(slots=True)
class _Act:
    """Who made a highlight, and when; from the log of commands."""

    reviewer: str = ""
    created: datetime | None = None
    edited: datetime | None = None

    def on(self, annotation: BroughtAnnotation, tags: list[str]) -> BroughtAnnotation:
        return replace(
            annotation,
            tags=tuple(tags),
            reviewer=self.reviewer,
            created=self.created,
            edited=self.edited,
        )


@dataclass
class _Reading:
    database: ForeignDatabase
    repairs: list[ExchangeNote] = field(default_factory=list[ExchangeNote])
    rejects: list[ExchangeNote] = field(default_factory=list[ExchangeNote])
    tags: dict[str, BroughtTag] = field(default_factory=dict[str, BroughtTag])
    fits: int = 0
    total: int = 0
    odd: dict[str, str] = field(default_factory=dict[str, str])

    def brought(self) -> Brought:
        columns = ("id", "name", "created")
        projects = {
            number_of(row["id"]): row for row in self.database.rows("projects", columns, "id")
        }
        self._tags({id_: text_of(row["name"]) for id_, row in projects.items()})
        marks, acts, highlights = self._marks(), self._acts(), self._highlights()
        sources: list[BroughtSource] = []
        annotations: list[BroughtAnnotation] = []
        for row in self._documents():
            read = MarkedUp(self.database.text(row["contents"]))
            sources.append(_source(row, read.text))
            here = highlights.pop(number_of(row["id"]), [])
            bytes_of = ByteMap(read.source) if here else ByteMap("")
            for one in here:
                made = self._annotation(one, read, bytes_of)
                if made is not None:
                    id_ = number_of(one["id"])
                    annotations.append(acts.get(id_, _Act()).on(made, marks.get(id_, [])))
        for row in (row for rows in highlights.values() for row in rows):
            words = _said(row)[:40] or str(row["id"])
            self.rejects.append(ExchangeNote("taguette_no_document", words))
        people = dict.fromkeys(a.reviewer for a in annotations if a.reviewer)
        known = "\n".join(
            f"{text_of(r['name'])} {text_of(r['created'])}" for r in projects.values()
        )
        return Brought(
            format="taguette",
            origin="Taguette",
            context=hashlib.sha256(known.encode("utf-8", "replace")).hexdigest(),
            sources=tuple(sources),
            tags=tuple(self.tags.values()),
            reviewers=tuple(BroughtReviewer(login, login) for login in people),
            annotations=tuple(map(self._believed, annotations)),
            repairs=tuple(self.repairs),
            rejects=tuple(self.rejects),
            offsets=Offsets("utf8", "as_is", "exclusive", self.fits, self.total),
        )

    # --- tags ---------------------------------------------------------------------

    def _tags(self, projects: dict[int | None, str]) -> None:
        """The tags of each project; of several projects each below a tag of its name."""
        columns = ("id", "project_id", "path", "description", "parent_id")
        rows = list(self.database.rows("tags", columns, "id"))
        by_path = {
            (number_of(r["project_id"]), text_of(r["path"])): _tag_key(r["id"]) for r in rows
        }
        above = {_tag_key(r["id"]): _tag_key(r["parent_id"]) for r in rows if r["parent_id"]}
        if len(projects) > 1:
            for id_, name in projects.items():
                self.tags[f"project:{id_}"] = BroughtTag(f"project:{id_}", name or f"{id_}")
        for row in rows:
            project, path = number_of(row["project_id"]), text_of(row["path"])
            top = f"project:{project}" if f"project:{project}" in self.tags else None
            key = _tag_key(row["id"])
            parent, name = above.get(key), path
            if parent is None:
                parent, name = self._group(project, path, by_path, top)
            else:
                name = path.rpartition(".")[2] or path
            definition = text_of(row["description"])
            fields: dict[str, Any] = {"definition": definition} if definition else {}
            self.tags[key] = BroughtTag(key, name or key, parent, fields)

    def _group(
        self,
        project: int | None,
        path: str,
        by_path: dict[tuple[int | None, str], str],
        top: str | None,
    ) -> tuple[str | None, str]:
        """The tag above a path, made when nobody made it, and the last part of the path."""
        group, _, name = path.rpartition(".")
        if not group.strip(".") or not name:
            return top, path
        known = by_path.get((project, group))
        if known is None:
            known = f"path:{project}:{group}"
            by_path[project, group] = known
            above, own = self._group(project, group, by_path, top)
            self.tags[known] = BroughtTag(known, own, above)
        return known, name

    # --- documents ----------------------------------------------------------------

    def _documents(self) -> Iterator[Row]:
        columns = ("id", "name", "filename", "created", "contents")
        return self.database.rows("documents", columns, "id")

    # --- highlights ---------------------------------------------------------------

    def _highlights(self) -> dict[int | None, list[Row]]:
        """By their documents."""
        columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
        found: dict[int | None, list[Row]] = {}
        for row in self.database.rows("highlights", columns, "id"):
            found.setdefault(number_of(row["document_id"]), []).append(row)
        return found

    def _marks(self) -> dict[int | None, list[str]]:
        found: dict[int | None, list[str]] = {}
        for row in self.database.rows("highlight_tags", ("highlight_id", "tag_id"), "tag_id"):
            key = _tag_key(row["tag_id"])
            if key in self.tags:
                found.setdefault(number_of(row["highlight_id"]), []).append(key)
        return found

    def _acts(self) -> dict[int | None, _Act]:
        """Who made and who last changed each highlight, where the log of commands knows."""
        found: dict[int | None, _Act] = {}
        for row in self.database.rows("commands", ("id", "date", "user_login", "payload"), "id"):
            try:
                payload: Any = json.loads(text_of(row["payload"]))
                if payload["type"] != "highlight_add":
                    continue
                act = found.setdefault(number_of(payload["highlight_id"]), _Act())
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
            at = moment_of(row["date"], UTC)
            act.created = act.created or at
            act.edited = at or act.edited
            act.reviewer = act.reviewer or text_of(row["user_login"])
        return found

    def _annotation(self, row: Row, read: MarkedUp, bytes_of: ByteMap) -> BroughtAnnotation | None:
        """The passage as it stands; whether its snippet says the same is counted."""
        said, span = _said(row), self._span(row, read, bytes_of)
        if span is None and not said:
            self.rejects.append(ExchangeNote("taguette_empty", str(row["id"])))
            return None
        quote = read.text[slice(*span)] if span else said
        key = _key("highlight", row["id"])
        self.total += bool(said)
        if said and span and _plain(quote) == _plain(said):
            self.fits += 1
        elif said:
            self.odd[key] = said
        return BroughtAnnotation(
            key=key,
            source=_key("document", row["document_id"]),
            start=span[0] if span else None,
            end=span[1] if span else None,
            quote=quote,
        )

    def _believed(self, annotation: BroughtAnnotation) -> BroughtAnnotation:
        """Where place and snippet differ, the one that can be relied on.

        The program shows places; snippets are cut out once. Before it cut at bytes
        (utf-8), all snippets of Chinese documents were wrong, and only the places right.
        """
        said = self.odd.get(annotation.key)
        if said is None:
            return annotation
        self.repairs.append(ExchangeNote("taguette_position", said[:40]))
        if annotation.start is not None and self.fits * 2 < self.total:
            return annotation
        return replace(annotation, start=None, end=None, quote=said)

    def _span(self, row: Row, read: MarkedUp, bytes_of: ByteMap) -> tuple[int, int] | None:
        start, end = number_of(row["start_offset"]), number_of(row["end_offset"])
        if start is None or end is None:
            return None
        raw = bytes_of.span(start, end)
        return read.span(*raw) if raw else None


def _source(row: Row, text: str) -> BroughtSource:
    file_name = text_of(row["filename"])
    name = text_of(row["name"]) or file_name
    return BroughtSource(_key("document", row["id"]), name, text, file_name=file_name)


def _said(row: Row) -> str:
    """What a highlight says, as the program cut it out."""
    return MarkedUp(text_of(row["snippet"])).text


def _key(kind: str, id_: Any) -> str:
    return f"{kind}:{number_of(id_)}"


def _tag_key(id_: Any) -> str:
    return _key("tag", id_)


def _plain(text: str) -> str:
    return "".join(text.split())

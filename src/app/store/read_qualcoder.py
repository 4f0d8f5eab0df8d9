"""Projects of QualCoder: a folder `name.qda` with a database `data.qda`.

Source: ccbogel/QualCoder, the CREATE TABLE and ALTER TABLE statements of versions v1 to
v31 of its database (older ones lack columns; they are then empty). Positions are what a
Qt text cursor said of a text that Qt had cleaned of CR and of the byte order mark, or
what Python counts in the stored text; `seltext` tells which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.annotation import Scope
from app.domain.colours import colour_of
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
from app.text.canonical import canonical
from app.text.raw_positions import Counting, RawMap, likeliest, says
from app.text.told_fields import field_called, value_of

NOTES = (
    "qualcoder_no_source",  # a coding of a file that is not there, or has no text
    "qualcoder_position",  # the place says something else than was recorded
    "qualcoder_no_text",  # kind: a picture, recording or film: only texts are taken
    "qualcoder_media",  # count: codings of pictures, recordings and films
    "qualcoder_journals",  # count
    "qualcoder_important",  # count: codings marked as important
    "qualcoder_attribute",  # name, count: an attribute that reports have no field for
    "qualcoder_case",  # name: a case that is no unit of one report
)

_TABLES = {"source", "code_name", "code_text", "code_cat"}
_DATABASE = "data.qda"


def recognises(path: Path, head: bytes) -> bool:
    """QualCoder's database, or the folder of a project."""
    path = database_of(path)
    if not path.is_file():
        return False
    if not head:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    if not head.startswith(MAGIC):
        return False
    try:
        with ForeignDatabase(path) as database:
            return database.tables >= _TABLES
    except UnreadableFile:
        return False


def database_of(path: Path) -> Path:
    """The database of a project that was named by its folder."""
    return path / _DATABASE if path.is_dir() else path


def read_qualcoder(path: Path) -> Brought:
    """A whole project.

    Raises:
        UnreadableFile
    """
    with ForeignDatabase(database_of(path)) as database:
        return _Reading(database).brought()


@dataclass
class _Reading:
    database: ForeignDatabase
    repairs: list[ExchangeNote] = field(default_factory=list[ExchangeNote])
    rejects: list[ExchangeNote] = field(default_factory=list[ExchangeNote])
    sources: dict[int | None, Row] = field(default_factory=dict[int | None, Row])
    maps: dict[int | None, RawMap] = field(default_factory=dict[int | None, RawMap])
    people: dict[str, None] = field(default_factory=dict[str, None])

    def brought(self) -> Brought:
        self._read_sources()
        codings = list(self._rows("code_text", _CODING, "ctid"))
        counting, offsets = self._counting(codings)
        self.maps = {
            id_: RawMap(self.database.text(row["fulltext"]), counting)
            for id_, row in self.sources.items()
        }
        tags = self._tags()
        annotations = [
            *self._codings(codings, {tag.key for tag in tags}),
            *self._memos(),
            *self._source_memos(),
        ]
        self._what_is_left()
        metadata = self._metadata()
        return Brought(
            format="qualcoder",
            origin=self._origin(),
            context=self._context(),
            sources=tuple(
                BroughtSource(
                    _key("source", id_),
                    text_of(row["name"]),
                    self.maps[id_].text,
                    file_name=text_of(row["name"]),
                    metadata=metadata.get(id_, {}),
                )
                for id_, row in self.sources.items()
            ),
            tags=tags,
            reviewers=tuple(BroughtReviewer(name, name) for name in self.people),
            annotations=tuple(annotations),
            repairs=tuple(self.repairs),
            rejects=tuple(self.rejects),
            offsets=offsets,
        )

    def _rows(self, table: str, columns: tuple[str, ...], order: str) -> Iterator[Row]:
        return self.database.rows(table, columns, order)

    def _project(self) -> Row:
        columns = ("databaseversion", "date", "about")
        return next(self._rows("project", columns, ""), dict.fromkeys(columns))

    def _origin(self) -> str:
        about = text_of(self._project()["about"])
        return about if about.startswith("QualCoder") else "QualCoder"

    def _context(self) -> str:
        """What stays the same while a project goes on: when it was made, its first text."""
        names = [text_of(row["name"]) for row in self.sources.values()][:1]
        known = "\n".join([text_of(self._project()["date"]), *names])
        return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()

    def _person(self, name: str) -> str:
        if name:
            self.people.setdefault(name)
        return name

    # --- texts --------------------------------------------------------------------

    def _read_sources(self) -> None:
        columns = ("id", "name", "fulltext", "mediapath", "memo", "owner", "date")
        for row in self._rows("source", columns, "id"):
            if text_of(row["fulltext"]).strip("\ufeff \r\n\t"):
                self.sources[number_of(row["id"])] = row
            else:
                kind = text_of(row["mediapath"]).strip("/").partition("/")[0].partition(":")[0]
                self.rejects.append(
                    ExchangeNote("qualcoder_no_text", text_of(row["name"]), {"kind": kind})
                )

    def _counting(self, codings: list[Row]) -> tuple[Counting, Offsets]:
        texts = {str(id_): text_of(row["fulltext"]) for id_, row in self.sources.items()}
        asked = [
            (str(number_of(row["fid"])), start, end, text_of(row["seltext"]))
            for row in codings
            if (start := number_of(row["pos0"])) is not None
            and (end := number_of(row["pos1"])) is not None
        ]
        counting, fits, total = likeliest(texts, asked)
        unit = "utf16" if counting.utf16 else "code_points"
        line_ends = "as_is" if counting.crlf_is_two else "crlf_as_one"
        return counting, Offsets(unit, line_ends, "exclusive", fits, total)

    # --- codes --------------------------------------------------------------------

    def _tags(self) -> tuple[BroughtTag, ...]:
        found: list[BroughtTag] = []
        columns = ("catid", "name", "memo", "supercatid")
        for row in self._rows("code_cat", columns, "catid"):
            above = _key("category", row["supercatid"]) if row["supercatid"] else None
            found.append(_tag(_key("category", row["catid"]), row, above))
        columns = ("cid", "name", "memo", "catid", "supercid", "color", "owner")
        for row in self._rows("code_name", columns, "cid"):
            above = _key("category", row["catid"]) if row["catid"] else None
            if row["supercid"]:
                above = _key("code", row["supercid"])
            found.append(_tag(_key("code", row["cid"]), row, above))
        return tuple(found)

    # --- codings ------------------------------------------------------------------

    def _codings(self, rows: list[Row], codes: set[str]) -> Iterator[BroughtAnnotation]:
        """One annotation for the codes that one person gave one passage, memos apart."""
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for number, row in enumerate(rows):
            place = (number_of(row["fid"]), number_of(row["pos0"]), number_of(row["pos1"]))
            said = number if text_of(row["memo"]).strip() else -1
            groups.setdefault((*place, text_of(row["owner"]), said), []).append(row)
        for members in groups.values():
            first = members[0]
            if number_of(first["fid"]) not in self.sources:
                words = text_of(first["seltext"])[:40]
                self.rejects += [ExchangeNote("qualcoder_no_source", words)] * len(members)
                continue
            tags = dict.fromkeys(_key("code", row["cid"]) for row in members)
            times = sorted(t for row in members if (t := moment_of(row["date"], None)))
            yield self._placed(
                key="coding:" + ":".join(str(part) for part in _coding_id(first)),
                row=first,
                quote=canonical(text_of(first["seltext"]))[0],
                tags=tuple(tag for tag in tags if tag in codes),
                created=times[0] if times else None,
                edited=times[-1] if times else None,
            )
        important = sum(bool(number_of(row["important"])) for row in rows)
        if important:
            self.rejects.append(ExchangeNote("qualcoder_important", "", {"count": important}))

    def _memos(self) -> Iterator[BroughtAnnotation]:
        """Memos on passages without a code."""
        columns = ("anid", "fid", "pos0", "pos1", "memo", "owner", "date")
        for row in self._rows("annotation", columns, "anid"):
            if number_of(row["fid"]) not in self.sources:
                words = text_of(row["memo"])[:40]
                self.rejects.append(ExchangeNote("qualcoder_no_source", words))
                continue
            at = moment_of(row["date"], None)
            yield self._placed(
                key=_key("memo", row["anid"]), row=row, quote="", tags=(), created=at, edited=at
            )

    def _source_memos(self) -> Iterator[BroughtAnnotation]:
        """What is said of a whole text."""
        for id_, row in self.sources.items():
            memo = text_of(row["memo"]).strip()
            if memo:
                at = moment_of(row["date"], None)
                yield BroughtAnnotation(
                    key=_key("source_memo", id_),
                    source=_key("source", id_),
                    scope=Scope.REPORT,
                    comment=canonical(memo)[0],
                    reviewer=self._person(text_of(row["owner"])),
                    created=at,
                    edited=at,
                )

    def _placed(self, *, key: str, row: Row, quote: str, **said: Any) -> BroughtAnnotation:
        source = number_of(row["fid"])
        known = self.maps[source]
        start, end = number_of(row["pos0"]), number_of(row["pos1"])
        span = None if start is None or end is None else known.span(start, end)
        if quote and (span is None or not says(known.text, span, quote)):
            self.repairs.append(ExchangeNote("qualcoder_position", quote[:40]))
            span = None
        elif span:
            quote = known.text[slice(*span)]
        return BroughtAnnotation(
            key=key,
            source=_key("source", source),
            start=span[0] if span else None,
            end=span[1] if span else None,
            quote=quote,
            comment=canonical(text_of(row["memo"]))[0].strip(),
            reviewer=self._person(text_of(row["owner"])),
            **said,
        )

    # --- what is known of texts -----------------------------------------------------

    def _metadata(self) -> dict[int | None, dict[str, str]]:
        """Attributes and cases of the texts, as far as a report has a field for them."""
        found: dict[int | None, dict[str, str]] = {id_: {} for id_ in self.sources}
        of_case = self._texts_of_cases(found)
        left: dict[str, int] = {}
        for row in self._rows("attribute", ("name", "attr_type", "value", "id"), "attrid"):
            name, value = text_of(row["name"]).strip(), text_of(row["value"]).strip()
            field_ = field_called(name)
            known = value_of(field_, value) if field_ else ""
            kind, id_ = text_of(row["attr_type"]), number_of(row["id"])
            texts = of_case.get(id_, []) if kind == "case" else [id_] if id_ in found else []
            if not value:
                continue
            if not known or not texts:
                left[name] = left.get(name, 0) + 1
                continue
            for text in texts:
                found[text].setdefault(field_, known)
        self.rejects += [
            ExchangeNote("qualcoder_attribute", "", {"name": name, "count": count})
            for name, count in left.items()
        ]
        return found

    def _texts_of_cases(
        self, found: dict[int | None, dict[str, str]]
    ) -> dict[int | None, list[int | None]]:
        """The texts of each case; a case that has whole texts names their unit."""
        of_case: dict[int | None, list[int | None]] = {}
        for row in self._rows("case_text", ("caseid", "fid"), "id"):
            text = number_of(row["fid"])
            texts = of_case.setdefault(number_of(row["caseid"]), [])
            if text in found and text not in texts:
                texts.append(text)
        cases: dict[int | None, int] = {}
        for texts in of_case.values():
            for text in texts:
                cases[text] = cases.get(text, 0) + 1
        for row in self._rows("cases", ("caseid", "name"), "caseid"):
            texts = of_case.get(number_of(row["caseid"]), [])
            name = text_of(row["name"]).strip()
            if not texts or any(cases[text] > 1 for text in texts):
                self.rejects.append(ExchangeNote("qualcoder_case", name))
                continue
            for text in texts:
                found[text]["organisation"] = name
        return of_case

    def _what_is_left(self) -> None:
        media = self.database.count("code_image") + self.database.count("code_av")
        journals = self.database.count("journal")
        for code, count in (("qualcoder_media", media), ("qualcoder_journals", journals)):
            if count:
                self.rejects.append(ExchangeNote(code, "", {"count": count}))


_CODING = ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important")


def _coding_id(row: Row) -> tuple[Any, ...]:
    """An id that stays: that of the coding, or in old versions what makes it unique."""
    if row["ctid"] is not None:
        return (number_of(row["ctid"]),)
    return (
        *(number_of(row[name]) for name in ("cid", "fid", "pos0", "pos1")),
        text_of(row["owner"]),
    )


def _tag(key: str, row: Row, above: str | None) -> BroughtTag:
    fields: dict[str, Any] = {}
    if memo := canonical(text_of(row["memo"]))[0].strip():
        fields["definition"] = memo
    if colour := colour_of(text_of(row.get("color"))):
        fields["colour"] = colour
    return BroughtTag(key, text_of(row["name"]).strip(), above, fields)


def _key(kind: str, id_: Any) -> str:
    return f"{kind}:{number_of(id_)}"

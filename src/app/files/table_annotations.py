"""A table as annotations: a line each, found again by the words it quotes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.exchange import (
    BroughtAnnotation,
    BroughtReply,
    BroughtReviewer,
    BroughtSource,
    BroughtTag,
    ExchangeNote,
)
from app.files.codebook_tags import path_key, uuid_key
from app.files.json_piyue import uuid_of
from app.files.table_columns import Table, moment_of, number_of, truth_of
from app.files.table_files import Cell
from app.text.fold import fold

NOTES = (
    "row_without_report",  # repair: count; the report is looked for by the words
    "row_without_words",  # reject: neither words nor tag nor comment
    "row_time",  # repair: value; no time that can be read
    "row_positions",  # repair: positions that cannot be
    "row_twice",  # repair: an id that a line before it has
)
_CLEAR_ENDS = re.compile(r"[;；\n]+")
_OTHER_ENDS = re.compile(r"[、,，|]+")
_REPLY = re.compile(
    r"(?P<who>[^\n]{1,40}?) (?P<when>\d{4}-\d\d-\d\d \d\d:\d\d) (?P<text>.*)", re.DOTALL
)
_PLAIN_REPLY = re.compile(r"(?P<who>[^\n:：]{1,40})[:：] ?(?P<text>.*)", re.DOTALL)
_STATES = {
    "位置待确认": AnchorState.TO_CONFIRM,
    "placetobeconfirmed": AnchorState.TO_CONFIRM,
    "原文找不到": AnchorState.LOST,
    "passagelost": AnchorState.LOST,
    **{state.value: state for state in AnchorState},
}
_METADATA = ("title", "organisation", "region", "year")


class Annotations:
    """Annotations while the tables of a file are read.

    Args:
        tags: those of a codebook in the same file, by key.
    """

    def __init__(self, tags: Mapping[str, BroughtTag]) -> None:
        self._tags = dict(tags)
        self._paths = _paths_of(tags)
        self._sources: dict[str, BroughtSource] = {}
        self._reviewers: dict[str, BroughtReviewer] = {}
        self._found: dict[str, BroughtAnnotation] = {}
        self._unnamed = 0
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []

    @property
    def found(self) -> tuple[BroughtAnnotation, ...]:
        return tuple(self._found.values())

    @property
    def sources(self) -> tuple[BroughtSource, ...]:
        return tuple(self._sources.values())

    @property
    def tags(self) -> tuple[BroughtTag, ...]:
        return tuple(self._tags.values())

    @property
    def reviewers(self) -> tuple[BroughtReviewer, ...]:
        return tuple(self._reviewers.values())

    def take(self, table: Table) -> None:
        """Read every line of a table."""
        ends = _ends(table)
        people = {table.text(row, "reviewer").strip() for _, row in table.rows()}
        self._unnamed = 0
        for number, row in table.rows():
            self._take(table, row, number, ends, people)
        if self._unnamed:
            count = {"count": self._unnamed}
            self.repairs.append(ExchangeNote("row_without_report", table.sheet.name, count))

    def _take(
        self, table: Table, row: list[Cell], number: int, ends: re.Pattern[str], people: set[str]
    ) -> None:
        quote, comment = table.text(row, "quote"), table.text(row, "comment").strip()
        tags = self._tags_of(table, row, ends)
        scope = _scope(table, row, quote)
        if not quote.strip() and scope is Scope.PASSAGE:
            self.rejects.append(ExchangeNote("row_without_words", table.where(number)))
            return
        if not (quote.strip() or comment or tags or table.text(row, "replies").strip()):
            self.rejects.append(ExchangeNote("row_without_words", table.where(number)))
            return
        source = self._source(table, row)
        start, end = self._place(table, row, number)
        created = self._time(table, row, "created", number)
        edited = self._time(table, row, "edited", number) or created
        reviewer = self.reviewer(table, row)
        made = BroughtAnnotation(
            key="",
            source=source,
            scope=scope,
            start=start,
            end=end,
            quote=quote,
            prefix=table.text(row, "prefix"),
            suffix=table.text(row, "suffix"),
            tags=tags,
            comment=comment,
            reviewer=reviewer,
            created=created or edited,
            edited=edited,
            resolved=_is_resolved(table, row),
            state=_state(table, row),
        )
        key = self._key(table, row, made, number)
        replies = self._replies(table.text(row, "replies"), key, people, edited)
        self._found[key] = replace(made, key=key, replies=replies)

    def _key(self, table: Table, row: list[Cell], made: BroughtAnnotation, number: int) -> str:
        """The id the file gives, else one of what the line says: the same line, the same one."""
        told = uuid_key(table.text(row, "annotation_id"))
        if told and told not in self._found:
            return told
        if told:
            self.repairs.append(ExchangeNote("row_twice", table.where(number)))
        said = (
            *(made.source, made.scope.value, made.quote, str(made.start), made.comment),
            *(made.reviewer, *made.tags, table.text(row, "annotation_id")),
        )
        key = f"row:{hashlib.sha256(chr(31).join(said).encode('utf-8', 'replace')).hexdigest()}"
        again = 1
        while (f"{key}#{again}" if again > 1 else key) in self._found:
            again += 1
        return f"{key}#{again}" if again > 1 else key

    # --- what a line names ----------------------------------------------------------------

    def _source(self, table: Table, row: list[Cell]) -> str:
        told = {name: " ".join(table.text(row, name).split()) for name in _METADATA}
        told = {name: text for name, text in told.items() if text}
        if "year" in told:
            told["year"] = fold(told["year"]).removesuffix("年度").removesuffix("年")
        file_name = table.text(row, "file_name").strip()
        report = uuid_of(uuid_key(table.text(row, "report_id")))
        called = "".join(told.get(name, "") for name in ("organisation", "year"))
        name = told.get("title") or file_name or called
        if report is None and not name:
            self._unnamed += 1
            return ""
        key = str(report) if report else "|".join((*told.values(), file_name))
        if key not in self._sources:
            self._sources[key] = BroughtSource(
                key, name, report=report, file_name=file_name, metadata=told
            )
        return key

    def _tags_of(self, table: Table, row: list[Cell], ends: re.Pattern[str]) -> tuple[str, ...]:
        said = table.text(row, "tags")
        ids = [uuid_key(one) for one in table.text(row, "tag_ids").split(";")]
        names = _parted(said, ends, self._paths)
        if any(ids) and len(ids) == len(names):
            return tuple(dict.fromkeys(map(self._tag, names, ids)))
        return tuple(dict.fromkeys(self._tag(name, "") for name in names))

    def _tag(self, path: str, id_: str) -> str:
        """The key of the tag; the groups that its path names are made too."""
        known = self._paths.get(path)
        if known is not None and (not id_ or known == id_):
            return known
        if id_ and id_ in self._tags:
            return id_
        above, slash, name = path.rpartition("/")
        is_path = bool(slash and above.strip() and name.strip())
        parent = self._tag(above, "") if is_path else None
        name = name.strip() if is_path else path
        key = id_ or path_key(parent, name)
        if key not in self._tags:
            self._tags[key] = BroughtTag(key, name, parent)
        self._paths.setdefault(path, key)
        return key

    def take_replies(self, table: Table) -> None:
        """The sheet of answers, which knows more of them than the cells do."""
        found: dict[str, list[BroughtReply]] = {}
        for _, row in table.rows():
            key = uuid_key(table.text(row, "reply_id"))
            above = uuid_key(table.text(row, "annotation_id"))
            if key and above in self._found:
                created = moment_of(table.cell(row, "created"))
                edited = moment_of(table.cell(row, "edited")) or created
                who = self.reviewer(table, row)
                reply = BroughtReply(key, table.text(row, "text"), who, created or edited, edited)
                found.setdefault(above, []).append(reply)
        for above, replies in found.items():
            self._found[above] = replace(self._found[above], replies=tuple(replies))

    def reviewer(self, table: Table, row: list[Cell]) -> str:
        """The key of who a row says it is by; empty when it does not."""
        name = " ".join(table.text(row, "reviewer").split())
        key = uuid_key(table.text(row, "reviewer_id")) or self._named(name)
        if key and key not in self._reviewers:
            self._reviewers[key] = BroughtReviewer(key, name)
        return key

    def _named(self, name: str) -> str:
        same = (one.key for one in self._reviewers.values() if one.name == name)
        return next(same, f"reviewer:{name}") if name else ""

    # --- what it says of them -------------------------------------------------------------

    def _place(self, table: Table, row: list[Cell], number: int) -> tuple[int | None, int | None]:
        start, end = number_of(table.cell(row, "start")), number_of(table.cell(row, "end"))
        if start is not None and end is not None and start < end:
            return start, end
        if table.text(row, "start").strip() or table.text(row, "end").strip():
            self.repairs.append(ExchangeNote("row_positions", table.where(number)))
        return None, None

    def _time(self, table: Table, row: list[Cell], name: str, number: int) -> datetime | None:
        text = table.text(row, name).strip()
        moment = moment_of(table.cell(row, name))
        if text and moment is None:
            self.repairs.append(ExchangeNote("row_time", table.where(number), {"value": text[:40]}))
        return moment

    def _replies(
        self, text: str, key: str, people: set[str], when: datetime | None
    ) -> tuple[BroughtReply, ...]:
        """Answers of a cell, one begun by each line that names who says it."""
        replies: list[BroughtReply] = []
        for line in text.split("\n") if text.strip() else ():
            found = _REPLY.fullmatch(line) or _PLAIN_REPLY.fullmatch(line)
            who = found.group("who").strip() if found else ""
            is_new = found is not None and (
                not replies or "when" in found.groupdict() or who in people
            )
            if found is not None and is_new:
                told = found.groupdict().get("when")
                moment = (moment_of(told) if told else None) or when
                replies.append(
                    BroughtReply("", found.group("text"), self._speaker(who), moment, moment)
                )
            elif replies:
                last = replies[-1]
                replies[-1] = replace(last, text=f"{last.text}\n{line}")
            else:
                replies.append(BroughtReply("", line, "", when, when))
        return tuple(replace(one, key=f"{key}/{n}") for n, one in enumerate(replies, 1))

    def _speaker(self, name: str) -> str:
        key = self._named(name)
        if key not in self._reviewers:
            self._reviewers[key] = BroughtReviewer(key, name)
        return key


def _paths_of(tags: Mapping[str, BroughtTag]) -> dict[str, str]:
    """Key by path of names; the names of one level that stand nowhere else too."""
    found: dict[str, str] = {}
    for key, tag in tags.items():
        names: list[str] = []
        above: BroughtTag | None = tag
        while above is not None and len(names) < 40:
            names.insert(0, above.name)
            above = tags.get(above.parent) if above.parent else None
        found.setdefault("/".join(names), key)
    for key, tag in tags.items():
        found.setdefault(tag.name, key)
    return found


def _ends(table: Table) -> re.Pattern[str]:
    """What parts the tags of a cell: commas only where no line uses semicolons."""
    cells = (table.text(row, "tags").strip() for _, row in table.rows())
    return _CLEAR_ENDS if any(_CLEAR_ENDS.search(cell) for cell in cells) else _OTHER_ENDS


def _parted(said: str, ends: re.Pattern[str], known: Mapping[str, str]) -> list[str]:
    """The names in a cell; a name that is known holds what it holds."""
    whole = said.strip()
    if not whole or whole in known:
        return [whole] if whole else []
    parts = [part.strip() for part in ends.split(whole)]
    if not any(name for name in known if ends.search(name)):
        return [part for part in parts if part]
    return _joined(whole, ends, known)


def _joined(whole: str, ends: re.Pattern[str], known: Mapping[str, str]) -> list[str]:
    """From the left the longest name that is known, else up to the next sign."""
    cuts = [0, *(m.end() for m in ends.finditer(whole)), len(whole) + 1]
    stops = [m.start() for m in ends.finditer(whole)] + [len(whole)]
    found: list[str] = []
    at = 0
    while at < len(stops):
        last = next(
            (
                n
                for n in range(len(stops) - 1, at, -1)
                if whole[cuts[at] : stops[n]].strip() in known
            ),
            at,
        )
        if name := whole[cuts[at] : stops[last]].strip():
            found.append(name)
        at = last + 1
    return found


_SCOPES = {
    "对选文": Scope.PASSAGE,
    "on a passage": Scope.PASSAGE,
    "对本章节": Scope.SECTION,
    "on this section": Scope.SECTION,
    "对整份报告": Scope.REPORT,
    "on the whole report": Scope.REPORT,
    **{scope.value: scope for scope in Scope},
}


def _scope(table: Table, row: Sequence[Cell], quote: str) -> Scope:
    told = fold(table.text(row, "scope")).strip()
    named = _SCOPES.get(told)
    if named is Scope.PASSAGE and not quote.strip():
        return Scope.PASSAGE
    if named is not None and (named is Scope.REPORT or quote.strip()):
        return named
    return Scope.PASSAGE if quote.strip() else Scope.REPORT


def _state(table: Table, row: Sequence[Cell]) -> AnchorState:
    parts = (part.replace(" ", "") for part in fold(table.text(row, "state")).split(";"))
    return next((_STATES[part] for part in parts if part in _STATES), AnchorState.EXACT)


def _is_resolved(table: Table, row: Sequence[Cell]) -> bool:
    words = {part.strip() for part in fold(table.text(row, "state")).split(";")}
    return truth_of(table.text(row, "resolved")) or bool(words & {"已解决", "resolved"})

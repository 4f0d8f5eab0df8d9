"""What only a Piyue file brings: rules, pins, reading statuses, former texts of reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from app.domain.change import Edit, Entity, Value
from app.domain.exchange import Brought, ExchangeNote
from app.domain.fields import (
    pin_fields,
    pin_value,
    rule_fields,
    rule_value,
    status_id,
    version_fields,
    version_value,
)
from app.domain.report import ReadingStatus
from app.domain.version import version_id
from app.store.library import Library
from app.workspace.bringing_plan import Fate
from app.workspace.brought_codebook import Codebook, People
from app.workspace.brought_documents import Documents
from app.workspace.edits import create, storable_fields

NOTES = (
    "thing_unknown",  # entity: a kind of thing that is not known here
    "thing_fields",  # entity: its fields cannot be
    "thing_alone",  # entity: what it speaks of did not come
    "thing_differs",  # entity: the library's says something else and stays
)

Made = tuple[str, Mapping[str, Value]]
"""An id and the fields, as they would be here."""


class Alone(Exception):
    """What a thing speaks of is not here."""


class Things:
    """Decides for them, by entity."""

    def __init__(
        self,
        library: Library,
        brought: Brought,
        documents: Documents,
        codebook: Codebook,
        people: People,
    ) -> None:
        self._library = library
        self._brought = brought
        self._documents = documents
        self._codebook = codebook
        self._people = people
        self._reports: dict[str, UUID] = {}
        self._lengths: dict[UUID, int] = {}
        self.fates: dict[str, list[Fate]] = {}
        self.edits: list[Edit] = []
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []
        self.referred: set[str] = set()
        self._make: dict[str, Callable[[str, Any], Made]] = {
            Entity.RULE: self._rule,
            Entity.PIN: self._pin,
            Entity.STATUS: self._status,
            Entity.VERSION: self._version,
        }

    def decide(self) -> None:
        self._reports = {
            str(document.source.report): document.report
            for document in self._documents.found.values()
            if document.source.report is not None and document.report is not None
        }
        for entity, things in self._brought.things.items():
            self.fates[entity] = [self._one(entity, id_, things[id_]) for id_ in things]

    def _one(self, entity: str, id_: str, fields: Mapping[str, Value]) -> Fate:
        if entity not in self._make:
            return self._reject("thing_unknown", entity, id_)
        try:
            here, made = self._make[entity](id_, storable_fields(fields))
        except Alone:
            return self._reject("thing_alone", entity, id_)
        except (KeyError, TypeError, ValueError, AttributeError):
            return self._reject("thing_fields", entity, id_)
        kind = Entity(entity)
        old = self._library.fields(kind, here)
        if old is None:
            self.edits.append(create(kind, here, made))
            return Fate.ADDED
        if old == dict(made):
            return Fate.PRESENT
        self.repairs.append(ExchangeNote("thing_differs", id_, {"entity": entity}))
        return Fate.CONFLICT

    def _reject(self, code: str, entity: str, id_: str) -> Fate:
        self.rejects.append(ExchangeNote(code, id_, {"entity": entity}))
        return Fate.REJECTED

    # --- each kind ----------------------------------------------------------------------------

    def _rule(self, id_: str, fields: Any) -> Made:
        value = rule_value(id_, fields)
        made = dict(rule_fields(value))
        tag = self._codebook.ids.get(str(value.tag), value.tag)
        made |= {"tag": str(tag), "reviewer": str(self._person(value.reviewer))}
        return str(UUID(id_)), made

    def _pin(self, id_: str, fields: Any) -> Made:
        value = pin_value(id_, fields)
        made = dict(pin_fields(value))
        a, b = self._report(str(value.a)), self._report(str(value.b))
        if a == b or not (
            0 <= value.a_at <= self._length(a) and 0 <= value.b_at <= self._length(b)
        ):
            raise Alone
        made |= {"a": str(a), "b": str(b), "reviewer": str(self._person(value.reviewer))}
        return str(UUID(id_)), made

    def _status(self, id_: str, fields: Any) -> Made:
        report, reviewer = id_.split("/")
        status = ReadingStatus(fields["status"])
        here = status_id(self._report(report), self._person(UUID(reviewer)))
        return here, {"status": status.value}

    def _version(self, id_: str, fields: Any) -> Made:
        value = version_value(id_, fields)
        report = self._report(str(value.report))
        if not self._documents.has_text(value.text_sha256):
            raise Alone
        self.referred.add(value.text_sha256)
        return version_id(report, value.text_sha256), version_fields(value)

    # --- what they speak of ---------------------------------------------------------------------

    def _person(self, id_: UUID) -> UUID:
        found = self._people.of(str(id_))
        if found is None:
            raise Alone
        return found

    def _report(self, id_: str) -> UUID:
        """The report of the library, if its text is the one the file speaks of."""
        found = self._reports.get(id_)
        if found is None:
            raise Alone
        return found

    def _length(self, report: UUID) -> int:
        """Characters of the text, when it is the one that the file counts in; else -1."""
        if report not in self._lengths:
            document = next(d for d in self._documents.found.values() if d.report == report)
            is_same = document.base_sha256 == document.text_sha256
            text = self._documents.text(document.text_sha256) if is_same else None
            self._lengths[report] = -1 if text is None else len(text)
        return self._lengths[report]

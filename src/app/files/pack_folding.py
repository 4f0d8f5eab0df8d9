"""Folding the change log of a package to what it says is there now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from app.domain.change import Entity
from app.domain.exchange import ExchangeNote
from app.domain.fields import LATER
from app.files import pack_fields
from app.files.pack import object_of

State = dict[Entity, dict[str, dict[str, Any]]]

_KINDS = frozenset(entity.value for entity in Entity)

_NOTES_OF_A_KIND = 100
"""Notes of one code that are kept one by one; the rest are one note with their number."""


class Notes:
    """Notes, of each code only so many: a hostile file could make millions."""

    def __init__(self) -> None:
        self._kept: dict[str, list[ExchangeNote]] = {}
        self._more: dict[str, int] = {}

    def add(self, code: str, where: str = "", **values: str | int) -> None:
        kept = self._kept.setdefault(code, [])
        if len(kept) < _NOTES_OF_A_KIND:
            kept.append(ExchangeNote(code, where, values))
        else:
            self._more[code] = self._more.get(code, 0) + 1

    def all(self) -> tuple[ExchangeNote, ...]:
        return tuple(
            note for code, kept in self._kept.items() for note in (*kept, *self._rest(code))
        )

    def _rest(self, code: str) -> list[ExchangeNote]:
        more = self._more.get(code, 0)
        return [ExchangeNote(code, "", {"more": more})] if more else []


class Folding:
    """The state after the changes read so far.

    Attributes:
        state: fields by kind and id.
        changes: how many were read.
    """

    def __init__(self, rejects: Notes) -> None:
        self.state: State = {entity: {} for entity in Entity}
        self.changes = 0
        self._rejects = rejects
        self._seen: set[str] = set()
        self._last = ""
        self._is_taken = False

    def line(self, line: bytes) -> None:
        """Take one change in, or more of the one before.

        Raises:
            ValueError, RecursionError: the line is no change at all.
        """
        change = object_of(json.loads(line)) or {}
        id_ = str(change.get("id"))
        goes_on = "more" in change and id_ == self._last
        edits = change.get("more" if goes_on else "edits")
        if not isinstance(edits, list):
            raise ValueError("no change")
        if not goes_on:
            self._begin(id_)
        if self._is_taken:
            for edit in cast("list[Any]", edits):
                self._edit(edit)

    def _begin(self, id_: str) -> None:
        """A change of its own, which counts once."""
        self._last, self._is_taken = id_, id_ not in self._seen
        if self._is_taken:
            self._seen.add(id_)
            self.changes += 1
        else:
            self._rejects.add("pack_change_twice", id_)

    def _edit(self, edit: Any) -> None:
        edit = object_of(edit)
        if edit is None:
            raise ValueError("no edit")
        kind, id_ = str(edit.get("entity")), str(edit.get("id"))
        if kind not in _KINDS:
            self._rejects.add("pack_unknown_entity", id_, kind=kind)
            return
        before, after = object_of(edit.get("before")), object_of(edit.get("after"))
        if not self._carry_out(Entity(kind), id_, before, after):
            self._rejects.add("pack_not_applicable", id_, kind=kind)

    def _carry_out(
        self,
        entity: Entity,
        id_: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> bool:
        things = self.state[entity]
        now = things.get(id_)
        if before is None:
            if after is None or now is not None:
                return False
            things[id_] = {**LATER.get(entity, {}), **after}
            return True
        if now is None or any(field not in now or now[field] != before[field] for field in before):
            return False
        if after is None:
            del things[id_]
        elif set(after) == set(before):
            now.update(after)
        else:
            return False
        return True


def well_made(state: State, repairs: Notes, rejects: Notes) -> State:
    """The things that can be what they say, without fields that this program does not know."""
    made: State = {entity: {} for entity in Entity}
    for entity, things in state.items():
        known = pack_fields.SHAPES[entity]
        for id_, fields in things.items():
            if wrong := pack_fields.problem(entity, id_, fields):
                rejects.add("pack_misshapen", id_, kind=entity.value, field=wrong)
                continue
            for field in _unknown(fields, known):
                repairs.add("pack_unknown_field", id_, kind=entity.value, field=field)
            made[entity][id_] = {field: fields[field] for field in known}
    return made


def _unknown(fields: Iterable[str], known: Mapping[str, Any]) -> list[str]:
    return sorted(str(field) for field in fields if field not in known)

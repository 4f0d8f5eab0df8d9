"""Pinning: what a person says of which places of two reports belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from uuid import UUID

from app.domain.change import Edit, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.fields import pin_fields
from app.domain.ids import new_id
from app.domain.pin import Pin, PinKind
from app.domain.report import Section
from app.workspace.edits import create, delete
from app.workspace.session import Session

Place = tuple[UUID, int]
"""A report and a code point in its text."""


class Pinning:
    """Verbs on pins; each makes one change.

    The PAIR pins of two reports never contradict one another: a new one takes
    the place of those it crosses, so that each is kept exactly.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- reading ----------------------------------------------------------------

    def between(self, a: UUID, b: UUID, kind: PinKind = PinKind.PAIR) -> list[Pin]:
        """The pins of two reports, by time; each with `a` as its first end."""
        return [
            _turned(pin, a)
            for pin in self._session.library.pins(a)
            if {pin.a, pin.b} == {a, b} and pin.kind is kind
        ]

    # --- making -----------------------------------------------------------------

    def pair(self, places: Sequence[Place]) -> list[Pin]:
        """Say that places of two or more reports belong together, each with each.

        Pins that a new one crosses are removed in the same change, and so is what
        was said against the sections it stands in.

        Raises:
            Invalid: `one_place`: there are no two different reports among them;
                `place_outside`, a place lies outside its text.
        """
        by_report = dict(places)
        if len(by_report) < 2:
            raise Invalid("one_place")
        session = self._session
        with session.lock:
            for report, at in by_report.items():
                self._check(report, at)
            edits: list[Edit] = []
            made: list[Pin] = []
            for (a, a_at), (b, b_at) in combinations(by_report.items(), 2):
                pin = self._pin(a, a_at, b, b_at, PinKind.PAIR)
                crossed = [p for p in self.between(a, b) if _cross(p, pin)]
                crossed += [
                    p
                    for p in self.between(a, b, PinKind.APART)
                    if self._sections(p) == self._sections(pin)
                ]
                edits += map(_removed, crossed)
                edits.append(create(Entity.PIN, str(pin.id), pin_fields(pin)))
                made.append(pin)
            session.commit("pin", edits)
        return made

    def part(self, a: UUID, a_section: Section, b: UUID, b_section: Section) -> Pin:
        """Say that two sections are no counterparts; pins that pair them are removed.

        Raises:
            Invalid: `one_place`: it is one report.
        """
        if a == b:
            raise Invalid("one_place")
        session = self._session
        with session.lock:
            pin = self._pin(a, a_section.span.start, b, b_section.span.start, PinKind.APART)
            self._check(a, pin.a_at)
            self._check(b, pin.b_at)
            sections = self._sections(pin)
            pairing = [p for p in self.between(a, b) if self._sections(p) == sections]
            edits = [*map(_removed, pairing), create(Entity.PIN, str(pin.id), pin_fields(pin))]
            session.commit("part", edits)
        return pin

    # --- unmaking ---------------------------------------------------------------

    def remove(self, ids: Iterable[UUID]) -> None:
        """Take pins back; none of them given, nothing happens.

        Raises:
            NotFound: one of them is not in the library.
        """
        wanted = set(ids)
        if not wanted:
            return
        session = self._session
        with session.lock:
            known = {pin.id: pin for pin in session.library.pins()}
            for id_ in wanted:
                if id_ not in known:
                    raise NotFound("pin", str(id_))
            session.commit("unpin", [_removed(pin) for pin in known.values() if pin.id in wanted])

    # --- help -------------------------------------------------------------------

    def _pin(self, a: UUID, a_at: int, b: UUID, b_at: int, kind: PinKind) -> Pin:
        session = self._session
        return Pin(new_id(), a, a_at, b, b_at, kind, session.reviewer.id, session.clock())

    def _check(self, report: UUID, at: int) -> None:
        length = self._session.library.report(report).characters
        if not 0 <= at <= length:
            raise Invalid("place_outside", at=at, length=length)

    def _sections(self, pin: Pin) -> tuple[int, int]:
        outline = self._session.library.outline
        return section_at(outline(pin.a), pin.a_at), section_at(outline(pin.b), pin.b_at)


def section_at(outline: Sequence[Section], at: int) -> int:
    """Index of the innermost section that holds a code point, or −1."""
    found = -1
    for index, section in enumerate(outline):
        if section.span.start > at:
            break
        if at < section.span.end:
            found = index
    return found


def _turned(pin: Pin, first: UUID) -> Pin:
    if pin.a == first:
        return pin
    return Pin(pin.id, pin.b, pin.b_at, pin.a, pin.a_at, pin.kind, pin.reviewer, pin.created)


def _cross(one: Pin, other: Pin) -> bool:
    """Two pins of the same two reports, turned alike, that cannot both be kept."""
    a, b = other.a_at - one.a_at, other.b_at - one.b_at
    return not (a > 0 and b > 0) and not (a < 0 and b < 0)


def _removed(pin: Pin) -> Edit:
    return delete(Entity.PIN, str(pin.id), pin_fields(pin))

"""Versioning: a corrected text takes the place of a report's text; remarks follow their passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Annotation, Placing, Scope
from app.domain.change import Edit, Entity, Value
from app.domain.errors import Invalid, NotFound
from app.domain.fields import (
    annotation_fields,
    correction_value,
    metadata_value,
    parsed_fields,
    pin_fields,
    section_value,
    time_value,
    version_fields,
)
from app.domain.pin import Pin, PinKind
from app.domain.report import METADATA_FIELDS, Metadata, ParsedReport, Report, Section, Source
from app.domain.version import Version, version_id
from app.store.library import NewText
from app.text.anchoring import Placement
from app.text.comparing import Difference, differences
from app.text.correcting import Parts
from app.text.position_map import key_text
from app.text.quoting import Quoting
from app.text.relocating import SURE_SCORE, Following
from app.workspace.edits import alter, create, delete
from app.workspace.layouts import carried_over
from app.workspace.progress import Progress, Silent
from app.workspace.reporting import checked_values
from app.workspace.session import Session

SURE = frozenset({AnchorState.EXACT, AnchorState.MOVED})

PIN_REACH = 40
"""Code points after a pin by which its place is found again."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the annotations of a report when it got its present text.

    Every annotation is in exactly one of them; those on the whole report are exact.
    """

    exact: int = 0
    moved: int = 0
    to_confirm: int = 0
    lost: int = 0

    @classmethod
    def of(cls, states: Iterable[AnchorState]) -> Tally:
        found = list(states)
        return cls(*(found.count(state) for state in AnchorState))

    @property
    def total(self) -> int:
        return self.exact + self.moved + self.to_confirm + self.lost


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a replacement did.

    Attributes:
        tally: of the report's annotations.
        pins_lost: pins taken away because their place is gone.
        corrections_lost: corrections of outline and page that found no certain place.
    """

    report: Report
    tally: Tally
    pins_lost: int = 0
    corrections_lost: int = 0


class Versioning:
    """Verbs on the texts of a report."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library

    # --- reading ----------------------------------------------------------------

    def versions(self, report: UUID) -> list[Version]:
        """Former texts, the oldest first."""
        return self._library.versions(report)

    def tally(self, report: UUID | None = None) -> Tally:
        """How many annotations stand for sure, are to confirm, and are lost."""
        return Tally.of(a.state for a in self._library.annotations(report))

    def differences(self, report: UUID, text_sha256: str) -> tuple[str, str, list[Difference]]:
        """A former text, the present one, and the paragraphs that differ between them."""
        old, new = self._library.text_with(text_sha256), self._library.text(report)
        return old, new, differences(old, new)

    # --- changing ---------------------------------------------------------------

    def replace(
        self,
        report: UUID,
        parsed: ParsedReport,
        corrections: Mapping[str, str | None] | None = None,
        progress: Progress | None = None,
    ) -> Replaced:
        """Give a report another text, as one change.

        The former text stays in the library as a version. What a person said wins:
        metadata he typed stay, his corrections of outline and page are carried over
        where their place is certain. Annotations and pins follow their passages.

        Raises:
            NotFound: there is no such report.
            Invalid: `same_text` (report: title of another report that has this text);
                a correction of the metadata is no good, see Reporting.correct.
            Cancelled: by the progress; nothing happened.
        """
        checked = checked_values(corrections or {})
        known: _Placed | None = None
        while True:
            snapshot = self._snapshot(report)
            if known is None or known.snapshot != snapshot:
                # Outside the lock: following thousands of passages takes seconds.
                known = self._place(snapshot, parsed, progress or Silent())
            with self._session.lock:
                if self._snapshot(report) == snapshot:
                    return self._commit(known, parsed, checked)

    def _snapshot(self, report: UUID) -> _Snapshot:
        fields = self._library.fields(Entity.REPORT, str(report))
        if fields is None:
            raise NotFound("report", str(report))
        return _Snapshot(
            report,
            fields,
            tuple(self._library.annotations(report)),
            tuple(self._library.pins(report)),
        )

    def _place(self, snapshot: _Snapshot, parsed: ParsedReport, progress: Progress) -> _Placed:
        fields: Mapping[str, Any] = snapshot.fields
        text = self._library.text_with(fields["text_sha256"])
        made = [correction_value(row) for row in fields["corrections"]]
        machine = Parts(parsed.body, parsed.furniture, parsed.sections)
        layout, lost = carried_over(parsed.text, machine, made, former=text)
        carrier = _Carrier(
            snapshot.report,
            self._library.text_with,
            fields["text_sha256"],
            text,
            [section_value(row) for row in fields["sections"]],
            parsed.text,
            [section_value(row) for row in _rows(layout["sections"])],
        )
        annotations: list[Annotation] = []
        for number, annotation in enumerate(snapshot.annotations):
            if number % 200 == 0:
                progress.step(number, len(snapshot.annotations), parsed.file_name)
            annotations.append(carrier.annotation(annotation))
        return _Placed(
            snapshot, layout, len(lost), annotations, _uncrossed(map(carrier.pin, snapshot.pins))
        )

    def _commit(
        self, placed: _Placed, parsed: ParsedReport, corrections: Mapping[str, str | None]
    ) -> Replaced:
        library, session = self._library, self._session
        snapshot = placed.snapshot
        report = snapshot.report
        before: Mapping[str, Any] = snapshot.fields
        other = library.report_with_text(parsed.text_sha256)
        if other == report:
            return Replaced(library.report(report), self.tally(report))
        if other is not None:
            raise Invalid("same_text", report=library.report(other).title)
        now = session.clock()
        metadata = _merged(metadata_value(before), parsed.metadata, corrections)
        came = time_value(before["imported"])  # which orders reports, so that this one stays put
        after = {**parsed_fields(replace(parsed, metadata=metadata), came), **placed.layout}
        versions = library.versions(report)
        former = Version(
            report,
            before["text_sha256"],
            before["file_name"],
            before["file_sha256"],
            before["media_type"],
            versions[-1].replaced if versions else came,
            now,
        )
        edits: list[Edit] = []
        again = version_id(report, parsed.text_sha256)
        returning = library.fields(Entity.VERSION, again)
        if returning is not None:  # a former text is the present one again
            edits.append(delete(Entity.VERSION, again, returning))
        edits.append(create(Entity.VERSION, former.id, version_fields(former)))
        edits.append(alter(Entity.REPORT, str(report), snapshot.fields, after))
        edits += [
            alter(Entity.ANNOTATION, str(old.id), annotation_fields(old), annotation_fields(new))
            for old, new in zip(snapshot.annotations, placed.annotations, strict=True)
            if new != old
        ]
        kept = {pin.id: pin for pin in placed.pins}
        for pin in snapshot.pins:
            new_pin = kept.get(pin.id)
            if new_pin is None:
                edits.append(delete(Entity.PIN, str(pin.id), pin_fields(pin)))
            elif new_pin != pin:
                edits.append(alter(Entity.PIN, str(pin.id), pin_fields(pin), pin_fields(new_pin)))
        texts = [NewText(parsed.text_sha256, parsed.text, parsed.search_tokens)]
        session.commit("replace_text", edits, texts)
        return Replaced(
            library.report(report),
            Tally.of(a.state for a in placed.annotations),
            len(snapshot.pins) - len(kept),
            placed.corrections_lost,
        )


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A report with what stands on its text, as it was read."""

    report: UUID
    fields: Mapping[str, Value]
    annotations: tuple[Annotation, ...]
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where everything stands in the new text."""

    snapshot: _Snapshot
    layout: Mapping[str, Value]
    corrections_lost: int
    annotations: Sequence[Annotation]
    pins: Sequence[Pin]


class _Carrier:
    """Carries annotations and pins of one report over to its new text."""

    def __init__(
        self,
        report: UUID,
        text_with: Callable[[str], str],
        sha256: str,
        old: str,
        old_sections: Sequence[Section],
        new: str,
        new_sections: Sequence[Section],
    ) -> None:
        self._report = report
        self._text_with = text_with
        self._sha256 = sha256
        self._new = new
        self._followings = {sha256: Following(old, new)}
        self._old_headings = {s.heading_span: s for s in old_sections}
        self._old_starts = {s.span.start for s in old_sections}
        self._old_sections = old_sections
        self._new_sections = new_sections

    def annotation(self, old: Annotation) -> Annotation:
        """The annotation as it is in the new text.

        One whose place was not sure before is followed from the text in which it was.
        """
        if old.anchor is None:
            return old
        if old.placing is None and old.state not in SURE:
            return self._by_words(old, old.anchor)
        sha256, span = self._sha256, old.anchor.span
        if old.placing is not None and old.state not in SURE:
            sha256 = old.placing.text_sha256
            span = Span(old.placing.start, old.placing.end)
        following = self._following(sha256)
        placement = following.place(span)
        if old.scope is Scope.SECTION:
            placement = self._heading(following, span, placement)
        placing = Placing(
            round(placement.score, 4), round(placement.margin, 4), sha256, span.start, span.end
        )
        anchor = old.anchor
        if placement.span is None:
            # An empty span cuts nothing out of any text; it says where the passage stood.
            at = min(following.map.offset(span.start), len(self._new))
            anchor = Anchor(Span(at, at), anchor.quote)
        elif placement.state in SURE:
            anchor = Anchor.at(self._new, placement.span)
        else:
            anchor = Anchor(placement.span, anchor.quote)
        return replace(old, anchor=anchor, state=placement.state, placing=placing)

    def _by_words(self, old: Annotation, anchor: Anchor) -> Annotation:
        """One that came from elsewhere and was never sure: it stays in doubt until somebody looks."""
        placed = Quoting(self._new).place(anchor.quote)
        if placed.span is None:
            at = min(anchor.span.start, len(self._new))
            return replace(old, anchor=Anchor(Span(at, at), anchor.quote), state=AnchorState.LOST)
        return replace(old, anchor=Anchor(placed.span, anchor.quote), state=AnchorState.TO_CONFIRM)

    def _following(self, sha256: str) -> Following:
        if sha256 not in self._followings:
            self._followings[sha256] = Following(self._text_with(sha256), self._new)
        return self._followings[sha256]

    def _heading(self, following: Following, span: Span, placed: Placement) -> Placement:
        """The same for a heading: its place is a heading of the new outline, or in doubt."""
        old = self._old_headings.get(span)
        words = key_text(old.heading if old else span.of(following.map.old.text))
        if placed.span is not None:
            for section in self._new_sections:
                if section.heading_span.overlaps(placed.span):
                    is_same = key_text(section.heading) == words or placed.state in SURE
                    here = section.heading_span
                    is_exact = here == span and here.of(self._new) == span.of(
                        following.map.old.text
                    )
                    sure = AnchorState.EXACT if is_exact else AnchorState.MOVED
                    state = sure if is_same else AnchorState.TO_CONFIRM
                    score = max(placed.score, SURE_SCORE) if is_same else placed.score
                    return Placement(here, state, score, placed.margin)
        alike = [s for s in self._new_sections if key_text(s.heading) == words]
        before = [s for s in self._old_sections if key_text(s.heading) == words]
        if len(alike) == 1 and len(before) == 1:
            return Placement(alike[0].heading_span, AnchorState.MOVED, SURE_SCORE, 1.0)
        if placed.state in SURE:  # the words are there, but begin no section any more
            return replace(placed, state=AnchorState.TO_CONFIRM)
        return placed

    def pin(self, pin: Pin) -> Pin | None:
        """The pin at its place in the new text; None when that is gone."""
        following = self._followings[self._sha256]
        length = len(following.map.old.text)
        is_first = pin.a == self._report
        at = min(pin.a_at if is_first else pin.b_at, length)
        span = Span(at, min(length, at + PIN_REACH))
        placed = following.place(span)
        if placed.span is None:
            if at in self._old_starts or following.map.kept(*following.map.old.range(span)) == 0:
                return None
            place = following.map.offset(at)
        else:
            place = placed.span.start
        if pin.kind is PinKind.APART:
            starts = [s.span.start for s in self._new_sections if s.span.start <= place]
            begun = max(starts, default=-1)
            if begun < 0 or key_text(self._new[begun:place]):
                return None
            place = begun
        return replace(pin, a_at=place) if is_first else replace(pin, b_at=place)


def _rows(value: Value) -> list[Any]:
    assert isinstance(value, list)
    return value


def _merged(old: Metadata, new: Metadata, corrections: Mapping[str, str | None]) -> Metadata:
    """What a person typed wins; then what the new text says; then what was known."""
    fields = {
        name: old[name] if old[name].source is Source.USER or new[name].value is None else new[name]
        for name in METADATA_FIELDS
    }
    return Metadata(**fields).corrected(corrections)


def _uncrossed(pins: Iterable[Pin | None]) -> list[Pin]:
    """The pins that can be kept together: of two that cross, the earlier one."""
    kept: list[Pin] = []
    for pin in sorted((p for p in pins if p), key=lambda p: (p.created, p.id)):
        beside = [
            (k.a_at, k.b_at) if k.a == pin.a else (k.b_at, k.a_at)
            for k in kept
            if pin.kind is k.kind is PinKind.PAIR and {k.a, k.b} == {pin.a, pin.b}
        ]
        if all((a - pin.a_at) * (b - pin.b_at) > 0 for a, b in beside):
            kept.append(pin)
    return kept

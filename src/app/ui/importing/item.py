"""One file of an import: what was understood of it, and what a person decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from app.domain.incoming import AS_DETECTED
from app.domain.report import Field, Note, ParsedReport, SectionKind, Source
from app.workspace.import_decisions import Decision
from app.workspace.importing import Examined, ImportResult, Status, Wanted

NEEDED = ("title", "organisation", "year")
"""Fields a report should not be without; a missing or guessed one asks for a look."""

WATCHED = (*NEEDED, "level")

ALARMING = frozenset(
    {
        *("replaced", "text_loss", "mixed_scan", "recognised", "no_outline"),
        *("numbers_missing", "not_converted", "frames_missing", "parts_missing"),
        *("uncounted", "embedded"),
    }
)
"""Codes of notes that say that text may be missing or wrong; see NOTE_CODES."""


class Verdict(IntEnum):
    """What is to be said of a file, the most urgent first."""

    FAILED = 0
    UNCERTAIN = 1
    VERSION = 2
    READY = 3
    DUPLICATE = 4
    DONE = 5


@dataclass(slots=True, eq=False)
class ReviewItem:
    """One file of the import.

    Attributes:
        number: its place in the order of arrival.
        file_sha256: of its bytes; empty when it could not be read at all.
        chosen: it is to be imported.
        corrections: field name → the person's value; None takes a value away.
        apart: of a corrected version, to be kept as a report of its own.
        seen: a person has looked at what the reading warns of.
        is_foreign: it is like a report of the library, of which unit or year are others.
        twin: an earlier file of the import with the same text.
        is_remembered: what was decided about it another time is in force.
        is_busy: it is being read again or stored; nothing can be decided now.
        result: what became of it, once it was imported.
    """

    examined: Examined
    number: int = 0
    file_sha256: str = ""
    chosen: bool = False
    corrections: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    apart: bool = False
    seen: bool = False
    is_foreign: bool = False
    twin: ReviewItem | None = None
    is_remembered: bool = False
    is_busy: bool = False
    result: ImportResult | None = None
    _uncertain: tuple[str, ...] | None = None
    """Kept, because a thousand files are counted at every step."""

    @property
    def parsed(self) -> ParsedReport | None:
        return self.examined.parsed

    @property
    def name(self) -> str:
        return self.examined.file

    @property
    def can_import(self) -> bool:
        found = self.examined
        if found.parsed is None or found.duplicate_of is not None or self.result is not None:
            return False
        return self.twin is None

    @property
    def is_former(self) -> bool:
        """It is a text that a report of the library had before the present one."""
        kinship = self.examined.kinship
        return kinship is not None and kinship.is_former

    @property
    def is_offered(self) -> bool:
        """Taken unless a person says otherwise; what would lead back to an old text is not."""
        return self.can_import and not self.is_former

    @property
    def is_open(self) -> bool:
        """A person can still decide about it."""
        return self.can_import and not self.is_busy

    def value(self, name: str) -> Field:
        """The field as it would be stored."""
        if name in self.corrections:
            return Field(self.corrections[name], Source.USER)
        return self.parsed.metadata[name] if self.parsed else Field()

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Names of the fields that need a look."""
        if self._uncertain is None:
            names = WATCHED if self.parsed else ()
            self._uncertain = tuple(name for name in names if self._is_uncertain(name))
        return self._uncertain

    @property
    def alarms(self) -> tuple[Note, ...]:
        """What the reading warns of, until a person has looked at it."""
        return () if self.seen else tuple(n for n in self.notes if n.code in ALARMING)

    def _is_uncertain(self, name: str) -> bool:
        field = self.value(name)
        if field.source is Source.USER:
            return False
        return field.source is Source.GUESS or (name in NEEDED and field.value is None)

    @property
    def verdict(self) -> Verdict:
        if self.result is not None:
            return Verdict.DONE
        if self.examined.error is not None or self.parsed is None:
            return Verdict.FAILED
        if not self.can_import:
            return Verdict.DUPLICATE
        if self.uncertain or self.alarms:
            return Verdict.UNCERTAIN
        return Verdict.VERSION if self.examined.version_of else Verdict.READY

    @property
    def headings(self) -> int:
        """Headings of the outline; numbered statements are not counted."""
        sections = self.parsed.sections if self.parsed else ()
        return sum(section.kind is not SectionKind.ITEM for section in sections)

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.parsed.notes if self.parsed else ()

    def noted(self, code: str, name: str) -> str | int | None:
        """A value of one of the notes; None without such a note."""
        return next((note.values.get(name) for note in self.notes if note.code == code), None)

    def see(self, examined: Examined, *, is_foreign: bool) -> None:
        """It was read; what seems to be another unit's or year's is kept apart."""
        self.examined, self.is_foreign = examined, is_foreign
        self._uncertain = None
        self.apart = self.apart or is_foreign

    # --- what was decided ---

    @property
    def decision(self) -> Decision:
        skipped = self.is_offered and not self.chosen
        return Decision(
            dict(self.corrections), skipped, self.examined.choices, self.apart, self.seen
        )

    def correct(self, name: str, value: str | None) -> None:
        """Take a person's value; one that was recognised for sure anyway is none."""
        known = self.parsed.metadata[name] if self.parsed else Field()
        if value == known.value and known.source not in (Source.GUESS, None):
            self.corrections.pop(name, None)
        else:
            self.corrections[name] = value
        self._uncertain = None

    def decide(self, decision: Decision) -> None:
        """Take up what was decided another time (how it is read was taken up before)."""
        self.corrections = dict(decision.corrections)
        self._uncertain = None
        self.apart = decision.apart or self.is_foreign
        self.seen = decision.seen
        self.chosen = self.is_offered and not decision.skipped
        self.is_remembered = True

    def forget(self) -> None:
        """As if nothing had been decided; the manner of reading stays until it is read again."""
        self.corrections.clear()
        self._uncertain = None
        self.apart, self.seen = self.is_foreign, False
        self.chosen = self.is_offered
        self.is_remembered = False

    @property
    def reads_as_chosen(self) -> bool:
        """It was read otherwise than the program would by itself."""
        return self.examined.choices != AS_DETECTED

    def wanted(self) -> Wanted | None:
        """What is to be stored."""
        if self.parsed is None:
            return None
        replaces = None if self.apart else self.examined.version_of
        return Wanted(self.parsed, dict(self.corrections), replaces)

    def outcome(self) -> ImportResult:
        """What became of the file so far, for the report."""
        if self.result is not None:
            return self.result
        status = Status.CANCELLED if self.chosen else Status.SKIPPED
        if self.verdict is Verdict.FAILED:
            status = Status.FAILED
        elif self.verdict is Verdict.DUPLICATE:
            status = Status.DUPLICATE
        found = self.examined
        return ImportResult(found.path, found.file, status, None, self.notes, found.error)

"""What bringing a file in would do, and did: counts, questions, where everything goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.change import Change, Edit
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought, ExchangeNote, Offsets
from app.domain.report import ParsedReport
from app.domain.version import Kinship
from app.store.library import NewText


class Fate(StrEnum):
    """What becomes of one thing of the file; every thing has exactly one."""

    ADDED = "added"
    PRESENT = "present"  # the library has it, alike
    CONFLICT = "conflict"  # the library has it, and it says something else
    REJECTED = "rejected"  # left out; the rejects say why


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things of one kind met which fate."""

    added: int = 0
    present: int = 0
    conflicts: int = 0
    rejected: int = 0

    @classmethod
    def of(cls, fates: Iterable[Fate]) -> Counted:
        found = list(fates)
        return cls(*(found.count(fate) for fate in Fate))

    @property
    def total(self) -> int:
        return self.added + self.present + self.conflicts + self.rejected


@dataclass(frozen=True, slots=True)
class Places:
    """Where the annotations stand that are added, or taken from the file."""

    exact: int = 0
    moved: int = 0
    to_confirm: int = 0
    lost: int = 0

    @classmethod
    def of(cls, states: Iterable[AnchorState]) -> Places:
        found = list(states)
        return cls(*(found.count(state) for state in AnchorState))


class Way(StrEnum):
    """How the report was found that a document of the file is."""

    ID = "id"
    TEXT = "text"  # its text is the same
    FORMER = "former"  # the report had this text before
    WORDS = "words"  # the same but for white space and width
    ALIKE = "alike"  # a similar text
    NAME = "name"  # nothing but the name is known
    NEW = "new"
    NONE = "none"  # there is no report, and no text to make one of


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """Where one document of the file goes.

    Attributes:
        report: None for NONE.
        likeness: 0..1 for ALIKE.
        annotations: how many of the file stand on it.
    """

    key: str
    name: str
    way: Way
    report: UUID | None
    title: str
    likeness: float
    annotations: int


@dataclass(frozen=True, slots=True)
class AnnotationPlan:
    """What becomes of one annotation of the file.

    Attributes:
        report: where it goes; None when rejected for want of one.
        state: how sure its place is; None when it is not to be placed.
        why: code of the reject, or what differs, joined by commas.
    """

    key: str
    fate: Fate
    scope: Scope
    quote: str
    report: UUID | None = None
    state: AnchorState | None = None
    why: str = ""


class Asked(StrEnum):
    """What a question is about."""

    SOURCE = "source"  # SAME: the similar report; NEW: a report of its own
    TAG = "tag"  # of the same path and another id. SAME or NEW
    TAG_FIELDS = "tag_fields"  # the same tag says something else. KEEP or TAKE
    REVIEWER = "reviewer"  # of the same name and another id. SAME or NEW
    ANNOTATION = "annotation"  # the same annotation says something else. KEEP or TAKE


class Answer(StrEnum):
    SAME = "same"
    NEW = "new"
    KEEP = "keep"  # the library's stays
    TAKE = "take"  # the file's takes its place


@dataclass(frozen=True, slots=True)
class Question:
    """A decision that a person may see differently.

    Attributes:
        key: of the thing in the file.
        name: as the file calls it.
        other: the library's thing.
        other_name: as the library calls it.
        differs: names of fields.
    """

    asked: Asked
    key: str
    name: str
    other: UUID
    other_name: str
    default: Answer
    likeness: float = 1.0
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """A person's answers; where there is none, the default holds.

    Attributes:
        every: one answer for all questions of a kind that have none of their own.
    """

    answers: Mapping[tuple[Asked, str], Answer] = field(
        default_factory=dict[tuple[Asked, str], Answer]
    )
    every: Mapping[Asked, Answer] = field(default_factory=dict[Asked, Answer])

    def of(self, asked: Asked, key: str, default: Answer) -> Answer:
        return self.answers.get((asked, key)) or self.every.get(asked) or default


@dataclass
class Memo:
    """What is slow to find out of a file and does not depend on anybody's answers.

    Attributes:
        understood: by the SHA-256 of the text.
        kin: the same.
    """

    understood: dict[str, ParsedReport] = field(default_factory=dict[str, ParsedReport])
    kin: dict[str, Kinship | None] = field(default_factory=dict[str, "Kinship | None"])


@dataclass(frozen=True, slots=True)
class Plan:
    """All that bringing a file in would do; nothing is stored.

    Attributes:
        sources: one for each document of the file.
        taken: things of CONFLICT that the file's take the place of.
        things: of a Piyue file, by entity.
        places: of annotations that are added or taken.
        repairs, rejects: the reader's, then ours.
        edits, texts: the change itself.
        stamp: of the library that it was made for; see Bringing.bring.
    """

    brought: Brought
    choices: Choices
    reports: Counted
    tags: Counted
    reviewers: Counted
    annotations: Counted
    replies: Counted
    links: Counted
    things: Mapping[str, Counted]
    places: Places
    taken: int
    sources: tuple[SourcePlan, ...]
    each: tuple[AnnotationPlan, ...]
    questions: tuple[Question, ...]
    repairs: tuple[ExchangeNote, ...]
    rejects: tuple[ExchangeNote, ...]
    edits: tuple[Edit, ...] = field(repr=False)
    texts: tuple[NewText, ...] = field(repr=False)
    memo: Memo = field(repr=False, compare=False)
    stamp: int = -1

    @property
    def offsets(self) -> Offsets | None:
        return self.brought.offsets

    @property
    def is_empty(self) -> bool:
        """Whether bringing it in would change nothing."""
        return not self.edits


@dataclass(frozen=True, slots=True)
class Outcome:
    """What bringing a file in did.

    Attributes:
        change: None when everything was here already.
        reports: those that got annotations or are new, in the order of the file.
    """

    plan: Plan
    change: Change | None
    reports: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one exchange file.

    Attributes:
        plan: None when it could not be read, or was not reached.
        is_done: whether it was brought in, and not only tried.
    """

    path: Path
    file: str
    format: str
    plan: Plan | None = None
    error: UnreadableFile | None = None
    is_done: bool = False

    @property
    def status(self) -> str:
        """`added`, `duplicate` (all of it is here already), `failed` or `cancelled`."""
        if self.error is not None:
            return "failed"
        if self.plan is None:
            return "cancelled"
        return "duplicate" if self.plan.is_empty else "added"

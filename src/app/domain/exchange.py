"""Exchange: what a file of another program, or of another library, brings along.

A reader makes one `Brought` of one file; nothing of it is in the library yet. Keys are
the file's own ids as text. `workspace/bringing.py` decides what they are here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from app.domain.anchor import AnchorState
from app.domain.annotation import Scope
from app.domain.change import Value
from app.domain.ids import NAMESPACE

UNITS = ("code_points", "utf16", "utf8")
LINE_ENDS = ("as_is", "crlf_as_one", "lf_as_two")
"""How the positions count a line end of the text that lies in the file: `crlf_as_one`: a
CRLF is one position; `lf_as_two`: an LF counts as a CRLF."""
ENDS = ("exclusive", "inclusive")


@dataclass(frozen=True, slots=True)
class Offsets:
    """The way of counting that a file's positions were found to follow.

    Attributes:
        fits, total: how many of the selections looked at speak for it, and of how many.
    """

    unit: str = "code_points"
    line_ends: str = "as_is"
    end: str = "exclusive"
    fits: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ExchangeNote:
    """Something mended, or something left out.

    Attributes:
        code: says what; ui and cli have the words (EXCHANGE_CODES).
        where: what it happened to, as people know it: a name in the file, a row.
        values: named facts for the sentence.
    """

    code: str
    where: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class BroughtSource:
    """A document of the file.

    Attributes:
        text: canonical (see text/canonical.py); None when only its name or id is known.
        report: the id of the Piyue report it is, when the file says so.
        text_sha256: of the canonical text that the places count in; empty when unknown.
        metadata: values under METADATA_FIELDS.
        fields: the whole report as an edit names it, of a Piyue file.
    """

    key: str
    name: str
    text: str | None = None
    report: UUID | None = None
    text_sha256: str = ""
    file_name: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class BroughtTag:
    """A code of the file.

    Attributes:
        parent: key of the tag above it.
        fields: any of the other fields of domain.tag.Tag, as an edit names them; what is
            missing is not known. `colour` is one of COLOURS (colours.py finds it).
    """

    key: str
    name: str
    parent: str | None = None
    fields: Mapping[str, Value] = field(default_factory=dict[str, Value])


@dataclass(frozen=True, slots=True)
class BroughtReviewer:
    """A coder of the file."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class BroughtReply:
    """An answer in the thread of an annotation."""

    key: str
    text: str
    reviewer: str = ""
    created: datetime | None = None
    edited: datetime | None = None


@dataclass(frozen=True, slots=True)
class BroughtAnnotation:
    """A coded passage, section or document.

    Attributes:
        source: key of the document; empty when only the quote is known.
        start, end: code points of the source's canonical text, half-open; None when
            the file gives no position, or one that cannot be.
        quote, prefix, suffix: what the passage says; empty when the file does not tell.
        tags, reviewer: keys; reviewer empty when unknown.
        created, edited: aware; None when unknown.
        fields: the whole annotation as an edit names it, of a Piyue file.
    """

    key: str
    source: str
    scope: Scope = Scope.PASSAGE
    start: int | None = None
    end: int | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    tags: tuple[str, ...] = ()
    comment: str = ""
    reviewer: str = ""
    created: datetime | None = None
    edited: datetime | None = None
    resolved: bool = False
    state: AnchorState = AnchorState.EXACT
    replies: tuple[BroughtReply, ...] = ()
    fields: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class BroughtLink:
    """A link between two annotations, by their keys.

    Attributes:
        kind: a LinkKind value; empty when the file's relation is none of ours, whose
            name then begins the comment.
    """

    key: str
    origin: str
    target: str
    kind: str = ""
    comment: str = ""
    reviewer: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """All of one file.

    Attributes:
        format: the key of the format, such as `qdpx`.
        origin: the program that wrote it, as the file says; may be empty.
        context: what makes keys that are no UUIDs unique: the file's own project id or
            the SHA-256 of the file.
        offsets: how positions were counted, for formats that leave it open.
        things: what only a Piyue file has (rules, pins, statuses, versions), by entity,
            then id, as an edit names them.
        texts: canonical texts that the things speak of and no source has (former texts),
            by their SHA-256.
    """

    format: str
    origin: str = ""
    context: str = ""
    sources: tuple[BroughtSource, ...] = ()
    tags: tuple[BroughtTag, ...] = ()
    reviewers: tuple[BroughtReviewer, ...] = ()
    annotations: tuple[BroughtAnnotation, ...] = ()
    links: tuple[BroughtLink, ...] = ()
    repairs: tuple[ExchangeNote, ...] = ()
    rejects: tuple[ExchangeNote, ...] = ()
    offsets: Offsets | None = None
    things: Mapping[str, Mapping[str, Mapping[str, Value]]] = field(
        default_factory=dict[str, Mapping[str, Mapping[str, Value]]]
    )
    texts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table of annotations whose header may not be understood.

    Attributes:
        header: as it stands in the file.
        means: a field of an annotation (see files/table_columns.ANNOTATION_COLUMNS), or empty.
        examples: of what stands in it.
    """

    header: str
    means: str
    examples: tuple[str, ...]


def id_of(key: str, context: str) -> UUID:
    """The id that a key of a file has in every library: itself if it is a UUID.

    Hyphenated or in braces, of either case (REFI-QDA), or as `urn:uuid:` (W3C).
    """
    bare = key.removeprefix("urn:uuid:").strip("{}")
    if len(bare) == 36:
        with contextlib.suppress(ValueError):
            return UUID(bare)
    # A key out of JSON may hold half a character, which UTF-8 cannot.
    name = f"brought:{context}:{key}".encode(errors="backslashreplace").decode()
    return uuid5(NAMESPACE, name)

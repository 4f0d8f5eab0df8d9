"""Reports: their metadata, outline and what an outside file turned into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.anchor import Span


class Source(StrEnum):
    """Where a metadata value came from."""

    META = "meta"  # tags of a web page or properties of a file
    TABLE = "table"  # a labelled cell or line at the head of the page
    TEXT = "text"  # the report's own words: title, signature, body
    GUESS = "guess"  # inferred; a person should look
    USER = "user"  # typed or confirmed by the reviewer; wins over all others


class Level(StrEnum):
    """Administrative level of the unit that reports."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"
    ZONE = "zone"  # 新区、高新区、开发区、试验区…: functional zones


class ReadingStatus(StrEnum):
    """How far one reviewer has come with one report."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Field:
    """One metadata value and its source; both None when unknown.

    No value with the source USER: a person says that there is none.

    Dates are `YYYY-MM-DD`, the year is four digits, the level a Level value:
    all of them text, so that one form serves storage, table and correction.
    """

    value: str | None = None
    source: Source | None = None


METADATA_FIELDS = (
    "title",
    "organisation",
    "region",
    "level",
    "year",
    "published_on",
    "signed_on",
    "filed_on",
    "index_number",
)
"""Names of the metadata fields, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report; see METADATA_FIELDS."""

    title: Field = Field()
    organisation: Field = Field()
    region: Field = Field()
    level: Field = Field()
    year: Field = Field()
    published_on: Field = Field()
    signed_on: Field = Field()
    filed_on: Field = Field()
    index_number: Field = Field()

    def __getitem__(self, name: str) -> Field:
        if name not in METADATA_FIELDS:
            raise KeyError(name)
        value: Field = getattr(self, name)
        return value

    def corrected(self, values: Mapping[str, str | None]) -> Metadata:
        """A copy in which the named fields hold a person's values."""
        unknown = set(values) - set(METADATA_FIELDS)
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        fields = {name: Field(value or None, Source.USER) for name, value in values.items()}
        return replace(self, **fields)


SURE = 0.8
"""Headings recognised with less confidence are shown as uncertain."""


class SectionKind(StrEnum):
    """How a section's heading stands in the text."""

    OWN_LINE = "own_line"  # a line of its own
    RUN_IN = "run_in"  # the first sentence of a paragraph
    ITEM = "item"  # a numbered statement that is not a heading (一是…)


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the outline; nodes are kept in text order.

    Attributes:
        level: depth, 1 is the top.
        kind: how the heading stands in the text.
        label: the number as written, `一、` or `（二）` or `3.`; may be empty.
        heading: without label and without a final full stop.
        span: from the label's first code point to the start of the next section
            of the same or a higher level, else the end of the body; a section
            contains its sub-sections.
        heading_end: where the heading ends (exclusive); its start is span.start.
        confidence: 0..1; see is_sure.
    """

    level: int
    kind: SectionKind
    label: str
    heading: str
    span: Span
    heading_end: int
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Not so doubtful that it is shown as uncertain and a person is asked."""
        return self.confidence >= SURE

    @property
    def heading_span(self) -> Span:
        return Span(self.span.start, self.heading_end)


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know about how a text was made.

    A code with named values; the sentence is made in ui or cli. See
    NOTE_CODES for the codes in use.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


NOTE_CODES = (
    "encoding",  # name: the encoding a text file was decoded with
    "replaced",  # count: characters that could not be decoded, now U+FFFD
    "furniture",  # lines: lines hidden as page furniture
    "unwrapped",  # lines: hard line breaks read over to find outline and metadata
    "text_loss",  # percent: the parser lost text and the plain strip was used
    "unhidden",  # a page that hides most of its text was read as if it showed it
    "automatic_numbers",  # count: list numbers computed from the file's own lists
    "mixed_scan",  # pages: pages without text in a file that has text elsewhere; numbers: `3,7-9`
    "recognised",  # pages, words, doubtful words, mean confidence (of 100): letters guessed by a machine
    "no_outline",  # no heading was recognised
    "tracked_changes",  # count: tracked deletions left out
    "hidden_text",  # count: stretches of hidden text left out
    "embedded",  # count: charts, objects and other files inside that were not read
    "converted_by",  # name: the program that converted the file before it was read
    "not_converted",  # reason: LibreOffice gave nothing, or less, and was not used
    "uncounted",  # count: characters in the file that belong to no part of the document
    "numbers_missing",  # the file's lists could not be read: numbers may be missing
    "frames",  # count: frames of a page whose text was put in from what was saved with it
    "frames_missing",  # count: frames of a page that were not saved with it
    "parts_missing",  # count: chapters that a book names and does not hold
    "address",  # url: where on the web the page was saved from
)


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """What one outside file was understood as, before anything is stored.

    Attributes:
        text: canonical text (see text/canonical.py), furniture included.
        body: the span of the report itself, front matter and signature included.
        furniture: sorted, disjoint spans that are hidden, never deleted.
        text_sha256: hex digest of the canonical text in UTF-8; the identity.
        file_name: name without folders. No path is kept.
    """

    file_name: str
    file_sha256: str
    media_type: str
    text: str
    text_sha256: str
    metadata: Metadata
    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    body: Span
    notes: tuple[Note, ...] = ()
    search_tokens: str | None = None
    """Space-separated tokens for the search index, made in the worker; derived."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a library (its text and outline are read separately)."""

    id: UUID
    metadata: Metadata
    text_sha256: str
    characters: int
    sections: int
    file_name: str
    media_type: str
    imported: datetime
    notes: tuple[Note, ...] = ()

    @property
    def title(self) -> str:
        return self.metadata.title.value or self.file_name

    @property
    def year(self) -> str | None:
        return self.metadata.year.value

    @property
    def address(self) -> str:
        """Where on the web it was saved from; empty when that is not known."""
        return next((str(n.values["url"]) for n in self.notes if n.code == "address"), "")

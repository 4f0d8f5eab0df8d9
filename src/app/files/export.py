"""What an export is made of, and the pieces that several formats share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

from app.domain.anchor import Span
from app.domain.carrying import Content
from app.domain.change import Change, Value
from app.domain.citation import row_citation
from app.domain.report import Level, Report, Section
from app.domain.reviewer import Reviewer
from app.domain.rows import LINK_ROLES, AnnotationRow, LinkRow
from app.domain.tag import Tag, TagKind

Words: TypeAlias = Mapping[str, str]
"""The caller's words for people, under the keys of WORDS."""

Tell: TypeAlias = Callable[[int, int, str], None]
"""Progress: done, total, what. What it raises stops the export and is passed on."""

Cite: TypeAlias = Callable[[AnnotationRow], str]
"""Where an annotation stands, in the form the person chose."""

WORDS = (
    # sheets of a workbook
    "sheet_annotations",
    "sheet_reports",
    "sheet_matrix",
    "sheet_tags",
    # columns
    "title",
    "organisation",
    "region",
    "level",
    "year",
    "section",
    "quote",
    "tags",
    "comment",
    "replies",
    "state",
    "resolved",
    "open",
    "to_confirm",
    "lost",
    "reviewer",
    "created",
    "edited",
    "citation",
    "start",
    "end",
    "annotation_id",
    "report_id",
    "published_on",
    "signed_on",
    "filed_on",
    "index_number",
    "characters",
    "annotations",
    "file_name",
    "imported",
    "tag",
    "code",
    "kind",
    "colour",
    "short_name",
    "english",
    "definition",
    "keywords",
    "slot",
    "retired",
    "count",
    "tag_id",
    "tag_path",
    "tag_name",
    "position",
    "total",
    "untagged",
    "yes",
    *(f"level_{level}" for level in Level),
    *(f"kind_{kind}" for kind in TagKind),
    # pages for reading
    "contents",
    "full_text",
    "summary",  # format: {annotations}, {reports}
    "links",
    "sheet_links",
    "link",
    "link_origin",
    "link_origin_quote",
    "link_target",
    "link_target_quote",
    "link_note",
    "link_id",
    "link_origin_id",
    "link_target_id",
    *(f"link_{role}" for role in LINK_ROLES),
    "sheet_replies",
    "reply",
    "reply_id",
    "scope",
    "on_passage",
    "prefix",
    "suffix",
    "tag_ids",
    "reviewer_id",
    "link_line",  # format: {role}, {place}, {quote}
    "on_report",
    "on_section",
    "highlight_only",  # stands for the text of a comment that has none
    "not_located",  # before the quote of an annotation whose passage is not in the text
    "refi_about",  # what a REFI-QDA project says of itself
    "refi_rare",  # format: {count} reports with characters that some programs count as two
    "digest_title",  # format: {library}
    "tags_line",  # beside a quote; format: {tags}
    "more_tags_line",  # the same for those it does not stand under; format: {tags}
    "page_of",  # format: {page}, {pages}
    "on_page",  # format: {page}
    "see_end",  # beside a passage whose comment stands at the end
    "notes_at_end",
    "notes_unplaced",
    "cut_mark",  # ends a text that was too long for a cell
)
"""Keys that a caller of `writing.write` must give words for; `format:` names their fields."""

FILLS = {
    "red": ("FFE3E4", "FEC2C6"),
    "brown": ("FEE2D1", "FCC7A5"),
    "amber": ("FCEAD1", "F0CE9C"),
    "olive": ("EFEBCE", "DED69D"),
    "green": ("DBECD3", "BEDFAE"),
    "teal": ("D0F4ED", "9BE4D8"),
    "cyan": ("D5F2FE", "9EDFF9"),
    "blue": ("DBE9FE", "BAD6FE"),
    "indigo": ("E2E2FE", "CECEFE"),
    "violet": ("ECE9FF", "D4CCFE"),
    "plum": ("F7DCEE", "F5C1E5"),
    "slate": ("DEE8FB", "CAD4E7"),
}
"""Tag colours on paper: one highlight, and where several lie over each other.

Those of the light theme; a test keeps the two alike.
"""

UNTAGGED = "amber"
"""Colour of a highlight without tags."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date inside a file that holds nothing dated."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One whole report with its annotations.

    Attributes:
        rows: annotations of this report, in any order.
    """

    report: Report
    text: str
    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    body: Span
    rows: tuple[AnnotationRow, ...]


def _no_record(report: UUID) -> Mapping[str, Value]:
    del report
    return {}


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The change log behind what is exported.

    Attributes:
        changes: every change of the library, the oldest first; each call begins anew.
        size: how many there are.
        text_of: a text of the library, by its SHA-256.
        reports: those meant, also without annotations.
        has_chosen: only some annotations are meant; else also those that are gone.
        is_whole: everything in the library is meant.
    """

    changes: Callable[[], Iterator[Change]]
    size: int
    text_of: Callable[[str], str]
    reports: frozenset[UUID]
    has_chosen: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Everything an export shows.

    Attributes:
        rows: in the order in which they are to stand.
        pages: the reports as a whole, for the formats that show their text.
        tags: the codebook in tree order: tag, path of names, number of annotations.
        shown: the reports of the pages, when they can be told without reading these.
        listed: reports that an overview names even when nothing is annotated in them.
        made: now, aware; only its time zone is used, that of all times shown, so
            that the same content makes the same bytes on every day.
        links: those with an end among the rows.
        cite: the citation of an annotation in the form the person chose.
        options: what was chosen for the format, by the names of its options.
        reviewers: everybody in the library.
        library: its id.
        present: how many things there are of the kinds of content that no other
            attribute shows (rules, pins, statuses, versions, corrections, history).
        record: everything that is stored of a report, as an edit names it; read when
            it is asked for.
        log: the change log, for the format that takes it along.
    """

    rows: Sequence[AnnotationRow]
    pages: Sequence[ReportPage]
    tags: Sequence[tuple[Tag, str, int]]
    library_name: str
    made: datetime
    shown: Sequence[Report] = ()
    listed: Sequence[Report] = ()
    links: Sequence[LinkRow] = ()
    cite: Cite = row_citation
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    reviewers: Sequence[Reviewer] = ()
    library: UUID | None = None
    present: Mapping[Content, int] = field(default_factory=dict[Content, int])
    record: Callable[[UUID], Mapping[str, Value]] = _no_record
    log: ChangeLog | None = None

    def local(self, moment: datetime) -> datetime:
        """The moment in the zone of the export, without zone and fractions of a second."""
        return moment.astimezone(self.made.tzinfo).replace(microsecond=0, tzinfo=None)

    @property
    def newest(self) -> datetime:
        """When the youngest annotation was edited (UTC), else UNDATED."""
        moments = (row.annotation.edited for row in self.rows)
        return max(moments, default=UNDATED).astimezone(UTC).replace(microsecond=0)

    @property
    def reports(self) -> list[Report]:
        """Each report once: those of the pages, then others that only rows mention."""
        shown = self.shown or [page.report for page in self.pages]
        found = {report.id: report for report in shown}
        for row in self.rows:
            found.setdefault(row.report.id, row.report)
        return list(found.values())

    @property
    def every_report(self) -> list[Report]:
        """Each report once: those listed, then others that are shown."""
        found = {report.id: report for report in (*self.listed, *self.reports)}
        return list(found.values())


def without_resolved(page: ReportPage, options: Mapping[str, str]) -> ReportPage:
    """The page, without what is settled when the option `resolved` is `no`."""
    if options.get("resolved") != "no":
        return page
    return replace(page, rows=tuple(row for row in page.rows if not row.annotation.resolved))


def links_by_end(links: Sequence[LinkRow]) -> dict[UUID, list[LinkRow]]:
    """The links of each annotation that has any."""
    found: dict[UUID, list[LinkRow]] = {}
    for row in links:
        for end in (row.link.origin, row.link.target):
            found.setdefault(end, []).append(row)
    return found


def link_line(
    row: LinkRow,
    annotation: UUID,
    words: Words,
    cite: Cite,
) -> str:
    """One link as it is told at one of its ends, on one line: what that is to which passage."""
    other = row.other(annotation)
    said = words["link_line"].format(
        role=words[f"link_{row.role(annotation)}"],
        place=cite(other),
        quote=" ".join(other.quote.split()),
    )
    return " ".join([said, *row.link.comment.split()])


def paper_colour(tags: Sequence[tuple[Tag, str]]) -> str:
    """The key in FILLS for something with these tags: the first one gives the colour."""
    colour = tags[0][0].colour if tags else UNTAGGED
    return colour if colour in FILLS else UNTAGGED


def readable(text: str) -> str:
    """The text with LF line ends and without what XML cannot hold (U+FFFD stands there)."""
    if text.isprintable():  # nearly every one; found in half the time of the search below
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", text)


def level_word(report: Report, words: Words) -> str:
    level = report.metadata.level.value
    return words.get(f"level_{level}", level) if level else ""

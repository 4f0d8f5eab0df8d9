"""Carrying: the kinds of content a library holds, of which a format takes some along."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """One kind of content; words for people belong to ui and cli."""

    PLACES = "places"  # where in the text a passage stands, not only what it says
    TAGS = "tags"  # that an annotation has them
    TAG_TREE = "tag_tree"  # groups, and tags nobody used
    TAG_DETAILS = "tag_details"  # definition, kind, code, short and English name, keywords
    TAG_COLOURS = "tag_colours"
    COMMENTS = "comments"
    THREADS = "threads"  # replies
    RESOLVED = "resolved"
    REVIEWERS = "reviewers"
    TIMES = "times"  # when made and edited
    LINKS = "links"
    SECTION_REMARKS = "section_remarks"  # annotations on a whole section
    REPORT_REMARKS = "report_remarks"  # annotations on a whole report
    LONG_TEXTS = "long_texts"  # to their end, also those that no cell of a workbook holds
    DOUBTS = "doubts"  # that a place is to be confirmed or lost
    TEXTS = "texts"  # of the reports
    OUTLINES = "outlines"
    CORRECTIONS = "corrections"  # what a person said of outline and furniture
    METADATA = "metadata"
    VERSIONS = "versions"  # former texts
    RULES = "rules"
    PINS = "pins"
    STATUSES = "statuses"
    HISTORY = "history"  # the change log


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of content that is there and that a format leaves behind.

    Attributes:
        count: how many things of the kind are there.
        is_partial: the format carries some of it (see the format's own words).
    """

    content: Content
    count: int
    is_partial: bool = False

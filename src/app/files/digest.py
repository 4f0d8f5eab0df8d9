"""A digest: quotes under headings, in the order of the codebook or of the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.annotation import Scope
from app.domain.carrying import Content
from app.domain.rows import AnnotationRow, LinkRow
from app.domain.tag import Tag
from app.files.export import UNTAGGED, Export, Words, link_line, paper_colour, readable

CARRIES = frozenset(
    {
        Content.TAGS,
        Content.COMMENTS,
        Content.THREADS,
        Content.RESOLVED,
        Content.SECTION_REMARKS,
        Content.REPORT_REMARKS,
        Content.DOUBTS,
    }
)
"""What a digest with comments takes along."""
PARTLY = frozenset(
    {
        Content.PLACES,  # section and paragraph
        Content.TIMES,  # of the last edit
        Content.REVIEWERS,  # names of those who wrote something
        Content.TAG_TREE,
        Content.LINKS,
        Content.METADATA,
    }
)

_LINKED = 60
"""Characters that are shown of the other end of a link: it is quoted whole elsewhere."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, followed by the quotes and headings under it.

    Attributes:
        level: 1 for the top; the next one is at most one deeper.
        count: annotations under it and under deeper headings, each counted once.
    """

    level: int
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One annotation under a heading.

    Attributes:
        colour: a key of domain.tag.COLOURS: of the tag it stands under, else of its first one.
        tags: paths of the tags that are to be named beside it.
        label: key of the words that name them.
    """

    row: AnnotationRow
    colour: str
    tags: tuple[str, ...]
    label: str = "tags_line"


Part = Heading | Entry


def digest(export: Export, words: Words) -> list[Part]:
    """Headings and quotes in order.

    Options of the export: `order`: `tag` or `report`; `repeat`: whether an annotation with
    several tags stands under each of them, or only under the first.
    """
    if export.options.get("order", "tag") == "report":
        return list(_by_report(export))
    return list(_by_tag(export, words, repeat=export.options.get("repeat", "yes") == "yes"))


def quote_lines(row: AnnotationRow, words: Words) -> list[str]:
    """The paragraphs of a quote that hold anything, or what an annotation without one stands on."""
    lines = [line for line in readable(row.quote).split("\n") if line.strip()]
    if row.annotation.scope is Scope.PASSAGE and lines:
        return lines
    on = words["on_report" if row.annotation.scope is Scope.REPORT else "on_section"]
    return [f"（{on}）", *lines]


def signs_of(row: AnnotationRow, words: Words) -> list[str]:
    """What a reader must know of an annotation: its place is in doubt, it is settled."""
    state = row.annotation.state
    found = [] if state.is_sure else [words[state.value]]
    return [*found, words["resolved"]] if row.annotation.resolved else found


def link_words(link: LinkRow, row: AnnotationRow, export: Export, words: Words) -> str:
    """A link as it is told under one of its ends, on one line; a long quote is cut."""
    told = link_line(link, row.annotation.id, words, export.cite)
    quote = link.other(row.annotation.id).quote
    if len(quote) > _LINKED:
        told = told.replace(quote, f"{quote[:_LINKED]}……", 1)
    return _one_line(told)


# --- by tag --------------------------------------------------------------------------


def _by_tag(export: Export, words: Words, *, repeat: bool) -> Iterator[Part]:
    under: dict[UUID, list[AnnotationRow]] = {}
    untagged: list[AnnotationRow] = []
    for row in export.rows:
        if not row.tags:
            untagged.append(row)
        for tag, _ in row.tags if repeat else row.tags[:1]:
            under.setdefault(tag.id, []).append(row)
    tags = _every_tag(export)
    within = _within(tags, under)
    levels: dict[UUID, int] = {}
    for tag, _ in tags:
        if not within[tag.id]:
            continue
        levels[tag.id] = level = levels.get(tag.parent, 0) + 1 if tag.parent else 1
        name = f"{tag.code} {tag.name}".strip()
        yield Heading(level, _one_line(name), len(within[tag.id]))
        for row in under.get(tag.id, ()):
            others = tuple(path for other, path in row.tags if other.id != tag.id)
            yield Entry(row, paper_colour([(tag, "")]), others, "more_tags_line")
    if untagged:
        yield Heading(1, words["untagged"], len(untagged))
        for row in untagged:
            yield Entry(row, UNTAGGED, ())


def _every_tag(export: Export) -> list[tuple[Tag, str]]:
    """The codebook in its order, then tags that only rows know."""
    known = [(tag, path) for tag, path, _ in export.tags]
    ids = {tag.id for tag, _ in known}
    extra = {tag.id: (tag, path) for row in export.rows for tag, path in row.tags}
    return [*known, *(pair for id_, pair in extra.items() if id_ not in ids)]


def _within(
    tags: Sequence[tuple[Tag, str]], under: dict[UUID, list[AnnotationRow]]
) -> dict[UUID, set[UUID]]:
    """The annotations of each tag and of all tags below it."""
    parents = {tag.id: tag.parent for tag, _ in tags}
    found: dict[UUID, set[UUID]] = {id_: set() for id_ in parents}
    for id_, rows in under.items():
        own = {row.annotation.id for row in rows}
        above: UUID | None = id_
        while above is not None and above in found:
            found[above] |= own
            above = parents[above]
    return found


# --- by report -----------------------------------------------------------------------


def _by_report(export: Export) -> Iterator[Part]:
    """Each report, and in it the sections of the first level."""
    rows: dict[UUID, list[AnnotationRow]] = {}
    for row in export.rows:
        rows.setdefault(row.report.id, []).append(row)
    for own in rows.values():
        yield Heading(1, _one_line(own[0].report.title), len(own))
        section = ""
        for number, row in enumerate(own):
            here = row.section[0] if row.section else ""
            if here and here != section:
                section = here
                yield Heading(2, _one_line(here), _run(own, number, here))
            paths = tuple(path for _, path in row.tags)
            yield Entry(row, paper_colour(row.tags), paths)


def _run(rows: Sequence[AnnotationRow], start: int, section: str) -> int:
    """How many rows from `start` on stand under a heading, up to the next other one."""
    count = 0
    for row in rows[start:]:
        here = row.section[0] if row.section else ""
        if here and here != section:
            break
        count += 1
    return count


def _one_line(text: str) -> str:
    return " ".join(readable(text).split())

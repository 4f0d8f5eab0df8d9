"""Suggesting tags while somebody types: Chinese, pinyin, initials, English, code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from app.domain.anchor import Span
from app.domain.tag import Tag
from app.workspace.pinyin import Spelling, tidied
from app.workspace.tree import SEPARATOR, TagTree


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that answers to what was typed.

    Attributes:
        count: annotations that carry it.
        matched: what to emphasise, spans of the tag's name; empty when the match
            lies elsewhere (code, English name, definition).
    """

    tag: Tag
    path: str
    count: int
    matched: tuple[Span, ...]


class Rank(IntEnum):
    """How good a match is; smaller is better. The order is that of look.md, section 6."""

    CODE = 0
    START = 1  # the name begins with it, in characters or in initials
    INSIDE = 2  # the name contains it, in characters or in initials
    PINYIN_START = 3
    PINYIN_INSIDE = 4
    ENGLISH = 5
    DEFINITION = 6


def suggest(
    tree: TagTree,
    counts: Mapping[UUID, int],
    weights: Mapping[UUID, float],
    ways_of: Callable[[str], Spelling | None],
    typed: str,
    limit: int,
) -> list[Suggestion]:
    """The best tags for what was typed, most used first among equals.

    First by how well they match (see Rank), then by what the reviewer's own uses
    weigh (often and lately: usage.TagUsage), then by all annotations of the library,
    then in the order of the tree. With `/` the part before it narrows the choice to
    tags below a group that contains it. Retired tags are never offered.

    Args:
        ways_of: how a name is typed by pinyin; None while that is not known.
    """
    *above, wanted = [part.strip().casefold() for part in typed.split(SEPARATOR)]
    letters = tidied(wanted)
    found: list[tuple[tuple[int, float, int, int], Suggestion]] = []
    for order, tag in enumerate(tree.tags):
        if tag.retired:
            continue
        path = tree.path(tag.id)
        groups = path.casefold().removesuffix(tag.name.casefold())
        if not all(part in groups for part in above):
            continue
        match = _match(tag, wanted, letters, ways_of) if wanted else (Rank.CODE, None)
        if match is None:
            continue
        rank, span = match
        count = counts.get(tag.id, 0)
        key = (rank, -weights.get(tag.id, 0.0), -count, order)
        found.append((key, Suggestion(tag, path, count, (span,) if span else ())))
    found.sort(key=lambda pair: pair[0])
    return [suggestion for _, suggestion in found[:limit]]


def _match(
    tag: Tag, typed: str, letters: str, ways_of: Callable[[str], Spelling | None]
) -> tuple[Rank, Span | None] | None:
    """How a tag answers to something typed (not empty, case folded; `letters` as pinyin)."""
    name = tag.name.casefold()
    at = name.find(typed)
    literal = Span(at, at + len(typed)) if at >= 0 and len(name) == len(tag.name) else None
    if tag.code.casefold() == typed:
        return Rank.CODE, literal
    if at >= 0:
        return (Rank.START if at == 0 else Rank.INSIDE), literal
    spelling = ways_of(tag.name) if letters else None
    spelled = _spelled(spelling, letters) if spelling else None
    if spelled:
        return spelled
    if typed in tag.english.casefold():
        return Rank.ENGLISH, None
    said = (tag.short_name, tag.definition, *tag.keywords)
    if any(typed in text.casefold() for text in said):
        return Rank.DEFINITION, None
    return None


def _spelled(spelling: Spelling, letters: str) -> tuple[Rank, Span] | None:
    """How a name answers to letters, by initials before full pinyin."""
    found = spelling.match(letters)
    if found is None:
        return None
    kind, is_start, span = found
    ranks = ((Rank.INSIDE, Rank.START), (Rank.PINYIN_INSIDE, Rank.PINYIN_START))
    return ranks[kind][is_start], span

"""Two versions of a text: how much they share, and which paragraphs differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.anchor import Span
from app.text.nearness import distance
from app.text.position_map import key_text
from app.text.relocating import wording

SHORTEST = 8
"""A shorter piece of a sentence stands in every report."""

CHANGED_WORDS = 0.4
"""Two paragraphs in the same place with less in common are one that went and one that came."""

KEPT_WORDS = 0.8
"""Unless nearly all of the shorter one stands in the longer one."""

_ENDS = re.compile(r"[.;!?]")


def pieces(text: str) -> Mapping[int, int]:
    """The sentences of a text, each as a number, and how long each is.

    Line breaks, white space, width and kinds of punctuation marks make no difference, so
    that the same report read from a web page and from a Word file has the same pieces.
    """
    found = (wording(piece) for piece in _ENDS.split(key_text(text)))
    return {hash(piece): len(piece) for piece in found if len(piece) >= SHORTEST}


def shared(left: Mapping[int, int], right: Mapping[int, int]) -> float:
    """The share of two texts, as pieces, that stands in both: 0..1."""
    total = sum(left.values()) + sum(right.values())
    both = sum(length for piece, length in left.items() if piece in right)
    return 2 * both / total if total else 0.0


class DifferenceKind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that is not the same in both texts.

    Attributes:
        old, new: where it stands; None when it was added or removed.
    """

    kind: DifferenceKind
    old: Span | None
    new: Span | None


def differences(
    old: str, new: str, old_body: Span | None = None, new_body: Span | None = None
) -> list[Difference]:
    """The paragraphs that differ, in the order of the texts.

    White space, width and kinds of punctuation marks are no difference, nor are blank
    lines. A paragraph that stands elsewhere was removed here and added there.
    """
    before, after = _paragraphs(old, old_body), _paragraphs(new, new_body)
    matcher = SequenceMatcher(
        None, [key for key, _ in before], [key for key, _ in after], autojunk=False
    )
    found: list[Difference] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _between(before[a:b], after[c:d])
    return found


def _paragraphs(text: str, body: Span | None) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    within = body or Span(0, len(text))
    at = within.start
    for line in text[within.start : within.end].split("\n"):
        key = key_text(line)
        if key:
            found.append((key, Span(at, at + len(line))))
        at += len(line) + 1
    return found


def _is_one(old: str, new: str) -> bool:
    """Whether one paragraph became the other: enough words stayed, or it was cut or added to."""
    longer, shorter = max(len(old), len(new)), min(len(old), len(new))
    same = longer - distance(old, new)
    return same >= CHANGED_WORDS * longer or (shorter >= SHORTEST and same >= KEPT_WORDS * shorter)


def _between(
    before: Sequence[tuple[str, Span]], after: Sequence[tuple[str, Span]]
) -> list[Difference]:
    """Pairs of paragraphs that have words in common, in order; the others went or came."""
    found: list[Difference] = []
    at = 0
    for key, span in before:
        partner = next((i for i in range(at, len(after)) if _is_one(key, after[i][0])), None)
        if partner is None:
            found.append(Difference(DifferenceKind.REMOVED, span, None))
            continue
        found += [Difference(DifferenceKind.ADDED, None, new) for _, new in after[at:partner]]
        found.append(Difference(DifferenceKind.CHANGED, span, after[partner][1]))
        at = partner + 1
    found += [Difference(DifferenceKind.ADDED, None, new) for _, new in after[at:]]
    return found

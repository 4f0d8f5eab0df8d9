"""Tags: the nodes of a codebook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class TagKind(StrEnum):
    """What a tag speaks about; shown as the shape of its swatch."""

    TOPIC = "topic"  # square, solid lane
    STRUCTURE = "structure"  # hollow square, long dashes
    EVALUATION = "evaluation"  # diamond, short dashes


COLOURS = (
    "red",
    "brown",
    "amber",
    "olive",
    "green",
    "teal",
    "cyan",
    "blue",
    "indigo",
    "violet",
    "plum",
    "slate",
)
"""Names of the tag colours; their values belong to the theme."""

SLOTS = range(1, 10)
"""Number keys a tag can be given."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A code with its place in the tree.

    Attributes:
        code: codebook id such as `G1`; empty for tags made by hand.
        parent: id of the group, None at the top.
        position: order among its siblings, ascending; ties by name.
        slot: number key 1..9, or None.
        short_name: at most six characters for narrow places; may be empty.
        retired: still readable on old annotations, no longer offered.
    """

    id: UUID
    name: str
    parent: UUID | None = None
    code: str = ""
    kind: TagKind = TagKind.TOPIC
    colour: str = "slate"
    position: int = 0
    slot: int | None = None
    short_name: str = ""
    english: str = ""
    definition: str = ""
    keywords: tuple[str, ...] = ()
    retired: bool = False

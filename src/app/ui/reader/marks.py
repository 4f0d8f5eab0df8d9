"""The marks of one report: who lies where, and in which lane.

Lanes part overlapping marks: two marks that share a character never share a
lane, however deep they overlap.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.tag import Tag, TagKind
from app.ui.reader.document import DisplayMap
from app.ui.reader.thread import Said

UNTAGGED_COLOUR = "slate"


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as the reading surface shows it.

    Attributes:
        span: in code points; None for an annotation on the whole report.
        tags: in the annotation's order; the first gives colour and pattern.
        at: when it was last worked on.
        replies: in order of time.
        is_doubtful: this is the likeliest place, to be confirmed by a person.
        lost_quote: the words of a passage that is not in this text (then `span` is None).
    """

    id: UUID
    span: Span | None
    scope: Scope = Scope.PASSAGE
    tags: tuple[Tag, ...] = ()
    comment: str = ""
    reviewer_name: str = ""
    at: datetime | None = None
    resolved: bool = False
    replies: tuple[Said, ...] = ()
    is_doubtful: bool = False
    lost_quote: str = ""

    @property
    def has_talk(self) -> bool:
        """Something is said of it."""
        return bool(self.comment or self.replies)

    @property
    def has_card(self) -> bool:
        """Something was said of it, or it has no passage of its own to be seen by."""
        return self.has_talk or self.is_doubtful or self.scope is not Scope.PASSAGE

    @property
    def colour(self) -> str:
        return self.tags[0].colour if self.tags else UNTAGGED_COLOUR

    @property
    def kind(self) -> TagKind:
        return self.tags[0].kind if self.tags else TagKind.TOPIC


class Placed:
    """A mark with its range in the shown document (UTF-16 units) and its lane.

    The range of a mark on the whole report is empty, at the top.
    """

    __slots__ = ("end", "lane", "mark", "start")

    def __init__(self, mark: Mark, start: int, end: int) -> None:
        self.mark, self.start, self.end, self.lane = mark, start, end, 0

    @property
    def length(self) -> int:
        return self.end - self.start


def _order(placed: Placed) -> tuple[int, int]:
    return placed.start, -placed.end


class MarkIndex:
    """Every shown mark, in text order and by block."""

    def __init__(self, display: DisplayMap) -> None:
        self._display = display
        self.ordered: list[Placed] = []
        self.chosen: frozenset[UUID] | None = None
        """Marks that a filter lets through; None: all. The others have no card."""
        self._by_id: dict[UUID, Placed] = {}
        self._by_block: dict[int, list[Placed]] = {}
        self._unseen: dict[UUID, Mark] = {}

    @property
    def marks(self) -> list[Mark]:
        """All of them, the hidden and the unplaced ones too."""
        return [*(p.mark for p in self.ordered), *self._unseen.values()]

    def __getitem__(self, id_: UUID) -> Placed | None:
        return self._by_id.get(id_)

    def in_block(self, block: int) -> list[Placed]:
        """Marks that touch a block, in text order."""
        return self._by_block.get(block, [])

    def with_cards(self, more: Set[UUID] = frozenset()) -> list[Placed]:
        """Marks that have a card of themselves (and `more`), in text order."""
        chosen = self.chosen
        if not more and chosen is None:  # hashing thousands of ids takes milliseconds
            return [p for p in self.ordered if p.mark.has_card]
        return [
            p
            for p in self.ordered
            if (p.mark.has_card or (more and p.mark.id in more))
            and (chosen is None or p.mark.id in chosen)
        ]

    def set_all(self, marks: Iterable[Mark]) -> None:
        """Replace everything; lanes by one pass from the left."""
        self.ordered = []
        for kept in (self._by_id, self._by_block, self._unseen):
            kept.clear()
        for mark in marks:
            placed = self._place(mark)
            if placed is not None:
                self.ordered.append(placed)
        self.ordered.sort(key=_order)
        ends: list[int] = []
        for placed in self.ordered:
            for lane, end in enumerate(ends):
                if end <= placed.start:
                    placed.lane = lane
                    ends[lane] = placed.end
                    break
            else:
                placed.lane = len(ends)
                ends.append(placed.end)
            for block in self.blocks(placed):
                self._by_block.setdefault(block, []).append(placed)

    def put(self, mark: Mark) -> set[int]:
        """Add or replace one mark. Returns the blocks that look different now."""
        old = self._by_id.get(mark.id)
        touched = self.remove(mark.id)
        placed = self._place(mark)
        if placed is None:
            return touched
        blocks = self.blocks(placed)
        taken = {
            other.lane
            for block in blocks
            for other in self.in_block(block)
            if other.start < placed.end and placed.start < other.end
        }
        if old is not None and old.lane not in taken:
            placed.lane = old.lane
        else:
            placed.lane = next(lane for lane in range(len(taken) + 1) if lane not in taken)
        insort(self.ordered, placed, key=_order)
        for block in blocks:
            insort(self._by_block.setdefault(block, []), placed, key=_order)
        return touched | set(blocks)

    def remove(self, id_: UUID) -> set[int]:
        """Take one mark away. Returns the blocks that look different now."""
        self._unseen.pop(id_, None)
        placed = self._by_id.pop(id_, None)
        if placed is None:
            return set()
        self.ordered.remove(placed)
        blocks = self.blocks(placed)
        for block in blocks:
            self._by_block[block].remove(placed)
        return set(blocks)

    def blocks(self, placed: Placed) -> range:
        """The blocks a mark touches; one on the whole report counts as on the first."""
        first = self._display.block_at(placed.start)
        after = bisect_left(self._display.block_starts, placed.end)
        return range(first, max(after, first + (not placed.length)))

    def neighbour(self, position: int, step: int, active: UUID | None) -> Placed | None:
        """The next (step 1) or previous (−1) mark, from the active one or else a position."""
        placed = self._by_id.get(active) if active else None
        if placed is not None:
            index = self.ordered.index(placed) + step
        else:
            index = bisect_left(self.ordered, position, key=lambda p: p.start)
            index -= step < 0
        return self.ordered[index] if 0 <= index < len(self.ordered) else None

    def _place(self, mark: Mark) -> Placed | None:
        if mark.scope is Scope.REPORT:
            shown = (0, 0)  # at the top, over no text
        else:
            shown = self._display.display_range(mark.span) if mark.span else None
        if shown is None:
            self._unseen[mark.id] = mark
            return None
        placed = self._by_id[mark.id] = Placed(mark, *shown)
        return placed

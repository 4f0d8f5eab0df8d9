"""Which place of a former text is which place of the new one.

Both texts are compared as keys: the search fold, without white space, with one form for
each kind of punctuation mark. Stretches that stand once in both texts are the landmarks;
the heaviest set of them in one order is the frame, between which shorter landmarks and
at last single characters are compared. What stands in another order is a moved block.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from app.domain.anchor import Span
from app.text.fold import fold

LANDMARKS = (32, 12, 5)
"""Lengths of the stretches that must stand once in both texts, one pass after the other."""

MOVED = 16
"""A stretch that stands once in both texts, of at least this length, may be told as moved."""

SMALL = 250_000
"""Two gaps are compared character by character up to this product of their lengths."""

NOISE = 2
"""A shorter agreement between two long gaps is chance."""

_VISIBLE = re.compile(r"[^\s\u200b-\u200d\u2060\ufeff\u00ad]+")

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟「」『』〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛＇", "'"),
        **dict.fromkeys("—–‐‑‒―─－", "-"),
        **dict.fromkeys("〔【﹝［", "["),
        **dict.fromkeys("〕】﹞］", "]"),
        **dict.fromkeys("《〈＜", "<"),
        **dict.fromkeys("》〉＞", ">"),
        **dict.fromkeys("。．｡", "."),
        **dict.fromkeys("、，﹑､", ","),
        **dict.fromkeys("；﹔", ";"),
        **dict.fromkeys("：﹕", ":"),
        **dict.fromkeys("・•‧∙", "·"),
        "…": ".",
    }
)


def key_text(text: str) -> str:
    """A text as it is compared: folded, without white space."""
    return "".join(_VISIBLE.findall(fold(text).translate(_MARKS)))


@dataclass(frozen=True, slots=True)
class Key:
    """A text as it is compared, and where each of its characters stands.

    Attributes:
        key: folded, without white space.
        at: per character of the key its offset in the text, in code points.
    """

    text: str
    key: str
    at: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Key:
        folded = fold(text).translate(_MARKS)
        parts: list[str] = []
        at = array("L")
        for part in _VISIBLE.finditer(folded):
            parts.append(part.group())
            at.extend(range(part.start(), part.end()))
        return cls(text, "".join(parts), at)

    def range(self, span: Span) -> tuple[int, int]:
        """The characters of the key that stand in a span of the text."""
        return bisect_left(self.at, span.start), bisect_left(self.at, span.end)

    def span(self, start: int, end: int) -> Span:
        """The span of the text from one character of the key to before another, start < end."""
        return Span(self.at[start], self.at[end - 1] + 1)


@lru_cache(maxsize=4)
def key_of(text: str) -> Key:
    return Key.of(text)


@dataclass(frozen=True, slots=True)
class Block:
    """Equal characters of both keys: `length` of them from `old` and from `new`."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


class PositionMap:
    """What became of every place of a former text.

    Attributes:
        blocks: equal characters in one order, by place; they neither overlap nor touch.
        moved: equal characters that stand in another order, by place in the old text.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = key_of(old)
        self.new = key_of(new)
        a, b = self.old.key, self.new.key
        self.blocks = tuple(_joined(_in_order(a, b, (0, len(a)), (0, len(b)), LANDMARKS)))
        self._starts = [block.old for block in self.blocks]
        self.gone = gaps([(block.old, block.old_end) for block in self.blocks], len(a))
        self.come = gaps([(block.new, block.new_end) for block in self.blocks], len(b))
        self.moved = tuple(self._moved())
        self._moved_starts = [block.old for block in self.moved]

    def pieces(self, start: int, end: int) -> list[Block]:
        """The blocks in one order that lie in a range of the old key, cut to it."""
        return _cut(self.blocks, self._starts, start, end)

    def moved_pieces(self, start: int, end: int) -> list[Block]:
        return _cut(self.moved, self._moved_starts, start, end)

    def kept(self, start: int, end: int, least: int = 1) -> int:
        """How many characters of a range of the old key stand in the new one, in order.

        Args:
            least: those in shorter blocks do not count.
        """
        found = 0
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.blocks) and (block := self.blocks[index]).old < end:
            if block.length >= least:
                found += max(0, min(block.old_end, end) - max(block.old, start))
            index += 1
        return found

    def offset(self, offset: int) -> int:
        """Where a place of the old text lies in the new one, in code points.

        A place whose characters are gone is the place where they stood.
        """
        at = bisect_left(self.old.at, offset)
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.blocks[index].old_end:
            block = self.blocks[index]
            return self.new.at[block.new + at - block.old]
        if index + 1 < len(self.blocks):
            return self.new.at[self.blocks[index + 1].new]
        if index >= 0:
            return self.new.at[self.blocks[index].new_end - 1] + 1
        return 0

    def _moved(self) -> Iterator[Block]:
        """Stretches that are gone from their place and have come at another one."""
        if not self.gone or not self.come:
            return
        a, b = self.old.key, self.new.key
        here = _once(a, self.gone, MOVED)
        there = _once(b, self.come, MOVED)
        end = 0
        for run in _runs(here, there, MOVED):
            shift = run.new - run.old

            def goes_on(at: int, shift: int = shift) -> bool:
                return (
                    _within(self.gone, at)
                    and _within(self.come, at + shift)
                    and a[at] == b[at + shift]
                )

            start, stop = max(run.old, end), run.old_end
            while start > end and goes_on(start - 1):
                start -= 1
            while goes_on(stop):
                stop += 1
            if stop > start:
                yield Block(start, start + shift, stop - start)
                end = stop


def gaps(ranges: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What sorted ranges leave of 0..length."""
    found: list[tuple[int, int]] = []
    last = 0
    for start, end in ranges:
        if start > last:
            found.append((last, start))
        last = max(last, end)
    if last < length:
        found.append((last, length))
    return found


def _within(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(ranges, (at, 1 << 60)) - 1
    return index >= 0 and ranges[index][0] <= at < ranges[index][1]


def _cut(blocks: Sequence[Block], starts: Sequence[int], start: int, end: int) -> list[Block]:
    found: list[Block] = []
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(blocks) and blocks[index].old < end:
        block = blocks[index]
        low, high = max(block.old, start), min(block.old_end, end)
        if low < high:
            found.append(Block(low, block.new + low - block.old, high - low))
        index += 1
    return found


def _in_order(
    a: str, b: str, left: tuple[int, int], right: tuple[int, int], lengths: Sequence[int]
) -> Iterator[Block]:
    """Equal stretches of two ranges in one order."""
    (a_low, a_high), (b_low, b_high) = left, right
    same = _common(a, b, left, right)
    if same:
        yield Block(a_low, b_low, same)
        a_low, b_low = a_low + same, b_low + same
    tail = _common_tail(a, b, (a_low, a_high), (b_low, b_high))
    a_high, b_high = a_high - tail, b_high - tail
    if a_low < a_high and b_low < b_high:
        if lengths:
            yield from _by_landmarks(a, b, (a_low, a_high), (b_low, b_high), lengths)
        elif (a_high - a_low) * (b_high - b_low) <= SMALL:
            yield from _by_characters(a, b, (a_low, a_high), (b_low, b_high))
    if tail:
        yield Block(a_high, b_high, tail)


def _by_landmarks(
    a: str, b: str, left: tuple[int, int], right: tuple[int, int], lengths: Sequence[int]
) -> Iterator[Block]:
    length, shorter = lengths[0], lengths[1:]
    runs = list(_runs(_once(a, [left], length), _once(b, [right], length), length))
    a_at, b_at = left[0], right[0]
    for run in _heaviest_in_order(runs):
        overlap = max(a_at - run.old, b_at - run.new, 0)
        if overlap >= run.length:
            continue
        old, new = run.old + overlap, run.new + overlap
        yield from _in_order(a, b, (a_at, old), (b_at, new), shorter)
        yield Block(old, new, run.length - overlap)
        a_at, b_at = run.old_end, run.new_end
    yield from _in_order(a, b, (a_at, left[1]), (b_at, right[1]), shorter)


def _by_characters(
    a: str, b: str, left: tuple[int, int], right: tuple[int, int]
) -> Iterator[Block]:
    old, new = a[slice(*left)], b[slice(*right)]
    least = 1 if min(len(old), len(new)) <= 2 * NOISE else NOISE
    for found in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if found.size >= least:
            yield Block(left[0] + found.a, right[0] + found.b, found.size)


def _common(a: str, b: str, left: tuple[int, int], right: tuple[int, int]) -> int:
    """Length of the common beginning of two ranges."""
    low, high = 0, min(left[1] - left[0], right[1] - right[0])
    while low < high:
        middle = (low + high + 1) // 2
        if a[left[0] + low : left[0] + middle] == b[right[0] + low : right[0] + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(a: str, b: str, left: tuple[int, int], right: tuple[int, int]) -> int:
    low, high = 0, min(left[1] - left[0], right[1] - right[0])
    while low < high:
        middle = (low + high + 1) // 2
        if a[left[1] - middle : left[1] - low] == b[right[1] - middle : right[1] - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _once(text: str, ranges: Sequence[tuple[int, int]], length: int) -> dict[str, int]:
    """Place of each stretch of this length that stands once in the ranges; -1 for the others."""
    found: dict[str, int] = {}
    for low, high in ranges:
        for at in range(low, high - length + 1):
            gram = text[at : at + length]
            found[gram] = -1 if gram in found else at
    return found


def _runs(here: dict[str, int], there: dict[str, int], length: int) -> Iterator[Block]:
    """Stretches that stand once on both sides, joined where they follow each other."""
    first = last = -2
    shift = 0
    pairs = sorted(
        (at, other) for gram, at in here.items() if at >= 0 and (other := there.get(gram, -1)) >= 0
    )
    for at, other in pairs:
        if at != last + 1 or other - at != shift:
            if last >= 0:
                yield Block(first, first + shift, last - first + length)
            first, shift = at, other - at
        last = at
    if last >= 0:
        yield Block(first, first + shift, last - first + length)


def _heaviest_in_order(runs: Sequence[Block]) -> list[Block]:
    """The runs of most characters altogether that stand in the same order in both texts.

    A binary indexed tree of the best chain that ends at or before each new place.
    """
    places = sorted({run.new for run in runs})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)  # weight, index of its last run
    before: list[int] = []
    for index, run in enumerate(runs):
        rank = bisect_left(places, run.new)
        best, at = (0, -1), rank
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        mine, at = (best[0] + run.length, index), rank + 1
        while at <= len(places):
            tree[at] = max(tree[at], mine)
            at += at & -at
    best, at = (0, -1), len(places)
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    chain: list[Block] = []
    index = best[1]
    while index >= 0:
        chain.append(runs[index])
        index = before[index]
    return chain[::-1]


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks that follow each other on both sides as one."""
    last: Block | None = None
    for block in blocks:
        if last and last.old_end == block.old and last.new_end == block.new:
            last = Block(last.old, last.new, last.length + block.length)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last

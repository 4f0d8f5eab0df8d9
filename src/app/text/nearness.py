"""How near two wordings are: edit distance, and the nearest place of a wording in a text.

Source: G. Myers, A fast bit-vector algorithm for approximate string matching (1999), with
the formulation of H. Hyyrö (2003); one integer of Python holds a whole column.
"""

from __future__ import annotations

from collections.abc import Sequence

GRAM = 4
"""With at most one error in five characters, some GRAM characters in a row are right."""

MAX_ERROR_SHARE = 0.2
MAX_ERRORS = 32
MIN_FUZZY = 12
"""A shorter wording is looked for as it is or not at all: two or three other characters
make another wording of it."""

_TRIED = 8
"""Places verified for one wording, those with most stretches in common first."""

_COMMON = 64
"""A stretch that occurs more often says nothing about the place."""


def distance(left: str, right: str) -> int:
    """Characters to insert, delete or replace to make one of the other."""
    start = 0
    most = min(len(left), len(right))
    while start < most and left[start] == right[start]:
        start += 1
    end = 0
    while end < most - start and left[-1 - end] == right[-1 - end]:
        end += 1
    left, right = left[start : len(left) - end], right[start : len(right) - end]
    if not left or not right:
        return len(left) + len(right)
    return _last_row(left, right, anywhere=False)[-1]


def likeness(left: str, right: str) -> float:
    """1 for the same, 0 for nothing in common."""
    longest = max(len(left), len(right))
    return 1 - distance(left, right) / longest if longest else 1.0


def _last_row(pattern: str, text: str, *, anywhere: bool) -> list[int]:
    """Per character of the text the distance of the whole pattern to what ends there.

    Args:
        anywhere: what ends there may begin anywhere; else it is the text from its start.
    """
    full = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    equal: dict[str, int] = {}
    for index, character in enumerate(pattern):
        equal[character] = equal.get(character, 0) | 1 << index
    up, down, score = full, 0, len(pattern)
    row: list[int] = []
    for character in text:
        same = equal.get(character, 0)
        vertical = same | down
        horizontal = (((same & up) + up) ^ up) | same
        right_up = down | (full & ~(horizontal | up))
        right_down = up & horizontal
        if right_up & last:
            score += 1
        elif right_down & last:
            score -= 1
        right_up = (right_up << 1 | (not anywhere)) & full
        right_down = right_down << 1 & full
        up = right_down | (full & ~(vertical | right_up))
        down = right_up & vertical
        row.append(score)
    return row


class Nearest:
    """Looks for near wordings in some ranges of a text."""

    def __init__(self, text: str, ranges: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._ranges = ranges
        self._grams: dict[str, list[int]] | None = None

    def places(self, wording: str, share: float = MAX_ERROR_SHARE) -> list[tuple[int, int, int]]:
        """Start, end and distance of the places near to a wording, the nearest first.

        At most this share of its characters and MAX_ERRORS differ (with a greater share
        some places are missed); nothing is found for one shorter than MIN_FUZZY.
        """
        if len(wording) < MIN_FUZZY:
            return []
        errors = min(int(len(wording) * share), MAX_ERRORS)
        grams = self._index()
        votes: dict[int, int] = {}
        for at in range(0, len(wording) - GRAM + 1, GRAM):
            for place in grams.get(wording[at : at + GRAM], ())[:_COMMON]:
                bucket = (place - at) // (errors + 1)
                votes[bucket] = votes.get(bucket, 0) + 1
        tried = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:_TRIED]
        found: dict[tuple[int, int], int] = {}
        for bucket in tried:
            place = self._near(wording, bucket * (errors + 1), errors)
            if place:
                found[place[0], place[1]] = place[2]
        ranked = sorted((errors_there, start, end) for (start, end), errors_there in found.items())
        chosen: list[tuple[int, int, int]] = []
        for errors_there, start, end in ranked:
            if all(end <= low or high <= start for low, high, _ in chosen):
                chosen.append((start, end, errors_there))
        return chosen

    def _near(self, wording: str, expected: int, errors: int) -> tuple[int, int, int] | None:
        low = max(0, expected - errors)
        window = self._text[low : expected + len(wording) + 2 * errors + 1]
        if not window:
            return None
        row = _last_row(wording, window, anywhere=True)
        least = min(row)
        if least > errors:
            return None
        end = row.index(least) + 1
        back = _last_row(wording[::-1], window[:end][::-1], anywhere=True)
        start = end - (back.index(min(back)) + 1)
        return low + start, low + end, least

    def _index(self) -> dict[str, list[int]]:
        if self._grams is None:
            grams: dict[str, list[int]] = {}
            for low, high in self._ranges:
                for at in range(low, high - GRAM + 1):
                    grams.setdefault(self._text[at : at + GRAM], []).append(at)
            self._grams = grams
        return self._grams

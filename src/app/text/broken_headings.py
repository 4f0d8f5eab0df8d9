"""Headings that go on in the next line: broken by a copy or by a narrow page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.text.lines import Line
from app.text.numbering import number_at
from app.text.sentences import CLOSING, OPENING

# Lengths in code points; expect new texts to move them.
MIN_BROKEN_FIRST, MAX_BROKEN_FIRST = 18, 34  # first line of a heading broken over two lines
MAX_BROKEN_SECOND = 22
MAX_REMNANT = 10  # what a heading without a stop may leave for the second line
LONG_PARAGRAPH = 60  # what follows a broken heading

_STOPS = "。!?;:"
_GOES_ON = re.compile("[,、;:”’》)]")
"""Signs that begin no line: it belongs to the one before."""
_JOINS = re.compile("[为和与及的并]")
"""Words that join: at the end of a line or the beginning of the next it is one heading."""


def is_broken(line: Line, rest: str, following: Sequence[Line]) -> bool:
    """Whether a heading goes on in the next line, which is then no paragraph of its own."""
    if len(following) < 2 or len(line) > MAX_BROKEN_FIRST or rest[-1] in _STOPS:
        return False
    second, after = following[0].folded, following[1]
    if len(second) > MAX_BROKEN_SECOND or number_at(second) or second[-1] == ":":
        return False
    is_open = sum(c in OPENING for c in rest) > sum(c in CLOSING for c in rest)
    is_full = len(line) >= MIN_BROKEN_FIRST and ("," in rest or "、" in rest)
    if _GOES_ON.match(second):
        return True
    if rest[-1] in ",、" or is_open or any(_JOINS.match(end) for end in (rest[-1], second[0])):
        return len(after) > MAX_BROKEN_SECOND or number_at(after.folded) is not None
    if len(after) > LONG_PARAGRAPH:
        return is_full and (second[-1] == "。" or len(second) <= MAX_REMNANT)
    return is_full and second[-1] == "。" and number_at(after.folded) is not None

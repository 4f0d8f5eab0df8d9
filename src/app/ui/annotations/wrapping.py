"""Breaking a line of Chinese text by the widths of its characters.

QTextLayout does the same more thoroughly and forty times more slowly; a list of
thousands of annotations needs the number of lines of each to know its height.
"""

from __future__ import annotations

import re
from collections.abc import Callable

SQUARE = re.compile("[、-〗㐀-䶿一-鿿（），：；？！]*")
"""Characters that are as wide as they are high in every Chinese font."""

NO_START = frozenset("，。、；：？！）》〉」』】”’％%…,.;:?!)]}")
"""Characters that do not begin a line."""

NO_END = frozenset("（《〈「『【“‘([{")
"""Characters that do not end one."""

REACH = 12
"""Characters a break may be moved back for one of these rules."""


class Wrapping:
    """Wraps texts of one font.

    Args:
        advance: width of one character in pixels.
    """

    def __init__(self, advance: Callable[[str], float]) -> None:
        self._advance = advance
        self._widths: dict[str, float] = {}
        self._square = advance("国")

    def lines(self, text: str, room: float, limit: int) -> list[str]:
        """At most `limit` lines of at most `room` pixels; the last one holds all that is left."""
        found: list[str] = []
        start = 0
        while start < len(text) and len(found) < limit - 1:
            end = self._line_end(text, start, room)
            found.append(text[start:end])
            start = end
            while start < len(text) and text[start] == " ":
                start += 1
        if start < len(text):
            found.append(text[start:])
        return found

    def paragraphs(self, text: str, room: float) -> list[list[str]]:
        """Every line of a text of several paragraphs, by paragraph; an empty one has no line."""
        return [self.lines(part, room, len(part) + 1) if part else [] for part in text.split("\n")]

    def _line_end(self, text: str, start: int, room: float) -> int:
        widths = self._widths
        most = start + int(room // self._square)
        square = SQUARE.match(text, start, most)
        first = square.end() if square else start
        used = (first - start) * self._square
        for k in range(first, len(text)):
            char = text[k]
            width = widths.get(char)
            if width is None:
                width = widths[char] = self._advance(char)
            used += width
            if used > room:
                return _good_break(text, start, max(k, start + 1))
        return len(text)


def _good_break(text: str, start: int, end: int) -> int:
    """The last place up to `end` where a line may break; `end` when there is none near."""
    for k in range(end, max(start, end - REACH), -1):
        before, after = text[k - 1], text[k]
        in_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if not in_word and after not in NO_START and before not in NO_END:
            return k
    return end

"""Code points of canonical text and the UTF-16 units that Qt counts in."""

from __future__ import annotations

import re
from bisect import bisect_left

from app.domain.anchor import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Translates positions in one text; built once, each look-up is a bisection.

    Characters outside the Basic Multilingual Plane (𠮷, emoji) take two UTF-16
    units, all others one. A position inside such a pair belongs to the
    character's end, where a text cursor would also go.
    """

    def __init__(self, text: str) -> None:
        self._code_points = [m.start() for m in _ASTRAL.finditer(text)]
        self._second_units = [at + before + 1 for before, at in enumerate(self._code_points)]
        self.length = len(text)
        self.length_utf16 = len(text) + len(self._code_points)

    def to_utf16(self, code_point: int) -> int:
        """Position in UTF-16 units of a position in code points."""
        if not self._code_points:
            return code_point
        return code_point + bisect_left(self._code_points, code_point)

    def to_code_point(self, unit: int) -> int:
        """Position in code points of a position in UTF-16 units."""
        if not self._second_units:
            return unit
        return unit - bisect_left(self._second_units, unit)

    def span_utf16(self, span: Span) -> tuple[int, int]:
        """Start and end of a span in UTF-16 units."""
        return self.to_utf16(span.start), self.to_utf16(span.end)

    def span(self, start: int, end: int) -> Span:
        """The span of a range that is given in UTF-16 units."""
        return Span(self.to_code_point(start), self.to_code_point(end))

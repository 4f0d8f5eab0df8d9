"""A text as lines that know where they lie; what every rule about layout starts from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.anchor import Span
from app.text.fold import fold

BLANKS = " \t\x0b\x0c\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
"""What indents and separates; U+200B and U+FEFF are not white space to str.strip()."""

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_ZERO_WIDTH = str.maketrans("", "", "\u200b\ufeff")


def without_blanks(text: str) -> str:
    """The text without any blank or line break."""
    return "".join(text.translate(_ZERO_WIDTH).split())


def line_around(text: str, offset: int) -> Span:
    """The line that holds an offset, trimmed as in `Line.start` and `Line.end`."""
    start = text.rfind("\n", 0, offset) + 1
    stop = text.find("\n", offset)
    raw = text[start : len(text) if stop < 0 else stop]
    words = raw.strip(BLANKS)
    left = start + len(raw) - len(raw.lstrip(BLANKS)) if words else start
    right = left + len(words)
    if words[:1] == "#" and (mark := _MARKDOWN_HEADING.match(words)):
        left += mark.end()
    return Span(left, right)


def whole_lines(text: str, span: Span) -> Span:
    """The lines that a span touches, with their indentation and line breaks."""
    start = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", max(span.start, span.end - 1))
    return Span(start, len(text) if stop < 0 else stop + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, trimmed.

    Attributes:
        start, end: the trimmed part, without the # of a Markdown heading; equal in
            a blank line.
        full_start, full_end: the whole line with indentation and its LF.
        folded: the trimmed part in the search fold (same length), in which
            full-width punctuation is ASCII: what the rules are matched against.
        compact: `folded` without blanks inside.
    """

    start: int
    end: int
    full_start: int
    full_end: int
    folded: str
    compact: str

    @property
    def is_blank(self) -> bool:
        return self.start == self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Page:
    """A canonical text with its fold and its lines, made once for all rules."""

    text: str
    folded: str
    lines: tuple[Line, ...]
    filled: tuple[int, ...] = field(default=())
    """Indices of the lines that are not blank."""

    @classmethod
    def of(cls, text: str) -> Page:
        folded = fold(text)
        has_zero_width = "\u200b" in folded or "\ufeff" in folded
        lines: list[Line] = []
        start = 0
        for raw in folded.split("\n"):
            stop = start + len(raw)
            line = raw.strip(BLANKS)
            if line:
                right = start + len(raw.rstrip(BLANKS))
                if line[0] == "#" and (mark := _MARKDOWN_HEADING.match(line)):
                    line = line[mark.end() :]
                left = right - len(line)
            else:
                left = right = start
            after = min(stop + 1, len(text))
            compact = without_blanks(line) if has_zero_width else "".join(line.split())
            lines.append(Line(left, right, start, after, line, compact))
            start = stop + 1
        filled = tuple(i for i, line in enumerate(lines) if not line.is_blank)
        return cls(text, folded, tuple(lines), filled)

    def source(self, line: Line) -> str:
        """The trimmed line as written."""
        return self.text[line.start : line.end]

    def line_at(self, offset: int) -> int:
        """Index of the line that holds an offset (the last line for the text's end)."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].full_end <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def within(self, span: Span) -> range:
        """Indices of the lines that a span touches."""
        first = self.line_at(span.start)
        last = first
        while last + 1 < len(self.lines) and self.lines[last + 1].full_start < span.end:
            last += 1
        return range(first, last + 1)

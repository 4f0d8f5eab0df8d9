"""The text of a small HTML document as one reads it, with every position of its source text.

For documents that another program made and keeps positions in: those count the text
between the tags as it stands in the file, blanks and all.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from app.text.canonical import canonical

_BLANKS = frozenset(" \t\n\r\x0c\x85\u2028\u2029")
"""What HTML takes for one space, and line breaks that a canonical text has no room for."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_NOT_TEXT = frozenset({"script", "style", "head", "title", "template"})

_NAME = re.compile("/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_TAG_STOP = re.compile("[>\"']")


class MarkedUp:
    """An HTML document read.

    Attributes:
        text: canonical; a block is a line, a line break one too, cells are parted by tabs.
        source: the text between the tags, from beginning to end.
    """

    def __init__(self, source: str) -> None:
        reader = _Reader()
        for kind, what in _tokens(source.replace("\r\n", "\n").replace("\r", "\n")):
            reader.take(kind, what)
        self.source = "".join(reader.source)
        self.text = canonical("".join(reader.text))[0]
        self._starts, self._ends = reader.starts, reader.ends

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a range of the source text stands in the text, without blanks at its ends.

        Args:
            start, end: code points of `source`.

        Returns:
            None when the range lies outside, or holds nothing but blanks.
        """
        if not 0 <= start < end <= len(self.source):
            return None
        first, last = self._starts[start], self._ends[end - 1]
        while first < last and self.text[first].isspace():
            first += 1
        while first < last and self.text[last - 1].isspace():
            last -= 1
        return (first, last) if first < last else None


class ByteMap:
    """Positions of a text in the bytes of its UTF-8."""

    def __init__(self, text: str) -> None:
        self._ends = array("L", accumulate(map(_width, text), initial=0))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Code points; a range that cuts a character takes it whole; None outside the text."""
        if not 0 <= start <= end <= self._ends[-1]:
            return None
        return bisect_right(self._ends, start) - 1, bisect_left(self._ends, end)


def _width(character: str) -> int:
    code = ord(character)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """Pieces of a document: `text` (entities resolved), `open` and `close` with a name.

    Linear also for what never ends: each kind of end is looked for in vain only once.
    """
    at, text_from = 0, 0
    missing: set[str] = set()

    def after(mark: str, start: int) -> int:
        found = -1 if mark in missing else source.find(mark, start)
        if found < 0:
            missing.add(mark)
        return found

    while (start := source.find("<", at)) >= 0:
        named = _NAME.match(source, start + 1)
        if source.startswith("<!--", start):
            stop = after("-->", start + 4)
            end = stop + 3
        elif named or source.startswith(("<!", "<?"), start):
            stop = _tag_end(source, start + 1, after)
            end = stop + 1
        else:
            stop = end = -1
        if stop < 0:
            at = start + 1  # a sign by itself
            continue
        if text_from < start:
            yield "text", html.unescape(source[text_from:start])
        if named:
            yield "close" if source[start + 1] == "/" else "open", named.group(1).lower()
        at = text_from = end
    if text_from < len(source):
        yield "text", html.unescape(source[text_from:])


def _tag_end(source: str, at: int, after: Callable[[str, int], int]) -> int:
    """Where the tag ends, quoted values passed over; -1 when it does not."""
    while after(">", at) >= 0:
        stop = _TAG_STOP.search(source, at)
        if stop is None:
            return -1
        if stop.group() == ">":
            return stop.start()
        at = after(stop.group(), stop.end()) + 1
        if at == 0:
            return -1
    return -1


class _Reader:
    """Builds the text and notes for each source character where it went."""

    def __init__(self) -> None:
        self.source: list[str] = []
        self.text: list[str] = []
        self.starts = array("L")
        self.ends = array("L")
        self._length = 0
        self._skipped: str = ""
        self._kept = 0
        self._begins_kept = False
        self._waits = ""
        """What stands between the last word and the next one, if there is a next one."""

    def take(self, kind: str, what: str) -> None:
        if self._skipped:
            if kind == "close" and what == self._skipped:
                self._skipped = ""
        elif kind == "text":
            self._text(what)
        elif kind == "open" and what in _NOT_TEXT:
            self._skipped = what
        elif what == "br":
            self._waits = self._waits.strip(" \t") + "\n"
        elif what in _CELLS:
            self._wait("\t")
        elif what in _BLOCKS:
            self._wait("\n")
            if what == "pre":
                self._kept = max(0, self._kept + (1 if kind == "open" else -1))
                self._begins_kept = kind == "open"

    def _text(self, text: str) -> None:
        if self._begins_kept:
            text = text.removeprefix("\n")  # as every reader of HTML does
            self._begins_kept = False
        for character in text:
            self.source.append(character)
            if character == "\n" and self._kept:
                self._waits = self._waits.strip(" \t") + "\n"
            elif character in "\r\ufeff":
                pass
            elif character in _BLANKS and not self._kept:
                self._wait(" ")
            else:
                self._put(character)
                continue
            self.starts.append(self._length)
            self.ends.append(self._length)

    def _wait(self, between: str) -> None:
        """Of several, the strongest stands: a line end before a tab before a blank."""
        if not self._waits or " \t\n".index(between) > " \t\n".index(self._waits[0]):
            self._waits = between

    def _put(self, character: str) -> None:
        if self._waits and self._length:
            self.text.append(self._waits)
            self._length += len(self._waits)
        self._waits = ""
        self.starts.append(self._length)
        self.text.append(character)
        self._length += 1
        self.ends.append(self._length)

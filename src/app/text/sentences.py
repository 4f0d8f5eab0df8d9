"""Sentences and paragraphs: where they end, and which one holds a position."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.anchor import Span
from app.text.lines import BLANKS

OPENING = "“‘《〈「『【(（〔["
CLOSING = "”’》〉」』】)）〕]"
_FIRST_COLON = 3
"""A colon so near to the beginning belongs to a label, not to a sentence."""

_MARK = re.compile(r"[“‘《〈「『【(〔\[”’》〉」』】)〕\]。!?:]")
_SENTENCE = re.compile(r"[^。！？!?；;]*(?:[。！？!?；;]+[”’》」』）)]*|$)")


def first_sentence_end(folded: str) -> int | None:
    """Where the first sentence of a folded line ends (after its mark), or None.

    Marks inside quotes and brackets do not count, unless these are never
    closed. A colon ends a sentence here: what follows it is an explanation.
    """
    depth = 0
    inside: int | None = None
    for match in _MARK.finditer(folded):
        mark = match.group()
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth = max(0, depth - 1)
        elif mark == ":" and (match.start() <= _FIRST_COLON or _is_clock(folded, match.start())):
            continue
        elif depth == 0:
            return match.end()
        elif inside is None and mark == "。":
            inside = match.end()
    return inside if depth else None


def _is_clock(folded: str, colon: int) -> bool:
    return folded[colon - 1].isdecimal() and folded[colon + 1 : colon + 2].isdecimal()


def paragraph_span(text: str, offset: int) -> Span:
    """The line around a position, without indentation and line break."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return _trimmed(text, start, len(text) if end < 0 else end)


def sentence_span(text: str, offset: int) -> Span:
    """The sentence around a position: up to 。！？； with the quotes that follow it."""
    paragraph = paragraph_span(text, offset)
    offset = min(max(offset, paragraph.start), paragraph.end)
    for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        if match.end() > offset or match.end() == paragraph.end:
            return _trimmed(text, match.start(), match.end())
    return paragraph


def _trimmed(text: str, start: int, end: int) -> Span:
    """The part without blanks at its ends; all of it when there is nothing else."""
    part = text[start:end]
    left = start + len(part) - len(part.lstrip(BLANKS))
    right = start + len(part.rstrip(BLANKS))
    return Span(left, right) if left < right else Span(start, start)


def sentence_spans(text: str) -> Iterator[Span]:
    """All sentences in order; together they cover every line that says something.

    Blanks belong to the sentence they stand before, or at the end of a line after.
    """
    start = 0
    for line in text.split("\n"):
        if line.strip(BLANKS):
            yield from _sentences_of_line(line, start)
        start += len(line) + 1


def _sentences_of_line(line: str, at: int) -> Iterator[Span]:
    ends = [match.end() for match in _SENTENCE.finditer(line) if match.end() > match.start()]
    if len(ends) > 1 and not line[ends[-2] :].strip(BLANKS):
        del ends[-2]
    begin = 0
    for end in ends:
        yield Span(at + begin, at + end)
        begin = end

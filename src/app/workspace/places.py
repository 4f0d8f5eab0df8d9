"""Places: in which section, and in which paragraph of it, a position lies."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a report.

    Attributes:
        section: headings from the top, label included; empty before the first one.
        paragraph: 1-based number inside the deepest of them; 0 on the heading's
            own line, which is no paragraph.
    """

    section: tuple[str, ...]
    paragraph: int


def _path(chain: Sequence[Section]) -> tuple[str, ...]:
    return tuple(section.label + section.heading for section in chain)


def _start(section: Section) -> int:
    return section.span.start


@dataclass(frozen=True, slots=True)
class Headings:
    """The outline without its numbered statements (ITEM): to a reader they are paragraphs."""

    sections: tuple[Section, ...]

    @classmethod
    def of(cls, outline: Sequence[Section]) -> Headings:
        return cls(tuple(s for s in outline if s.kind is not SectionKind.ITEM))

    def chain(self, offset: int) -> list[Section]:
        """The sections that contain a code point, from the top down."""
        index = bisect_right(self.sections, offset, key=_start) - 1
        level, found = 10**9, list[Section]()
        while index >= 0 and level > 1:
            section = self.sections[index]
            if section.level < level:
                level = section.level
                if offset < section.span.end:
                    found.append(section)
            index -= 1
        found.reverse()
        return found

    def path(self, offset: int) -> tuple[str, ...]:
        """Headings from the top, label included; empty before the first one."""
        return _path(self.chain(offset))


@dataclass(frozen=True, slots=True)
class Places:
    """The starts of a report's paragraphs and headings, without its text.

    Attributes:
        paragraphs: where each line begins that is neither blank nor furniture.
        body: where the report itself begins.
    """

    paragraphs: array[int]
    headings: Headings
    body: int

    @classmethod
    def of(cls, text: str, headings: Headings, furniture: Sequence[Span], body: Span) -> Places:
        starts = array("L")
        hidden = iter((*furniture, Span(len(text), len(text))))
        skip = next(hidden)
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            while skip.end <= start < len(text):
                skip = next(hidden)
            is_hidden = skip.start <= start and end <= skip.end
            if not is_hidden and line.strip():
                starts.append(start)
            start = end + 1
        return cls(starts, headings, body.start)

    def at(self, offset: int) -> Place:
        """The place of a code point."""
        chain = self.headings.chain(offset)
        here = self._paragraph(offset)
        if not chain:
            return Place((), max(0, here - self._paragraph(self.body) + 1))
        deepest = chain[-1]
        number = here - self._paragraph(deepest.span.start)
        if deepest.kind is not SectionKind.OWN_LINE:
            number += 1
        return Place(_path(chain), max(0, number))

    def _paragraph(self, offset: int) -> int:
        """Index of the paragraph that holds `offset`, or the last one before it.

        A body that begins with a blank line counts from the next paragraph.
        """
        return max(0, bisect_right(self.paragraphs, offset) - 1)

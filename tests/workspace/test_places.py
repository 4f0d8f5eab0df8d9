"""Places: sections and paragraphs of a position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.report import Section, SectionKind
from app.workspace.places import Headings

SECTIONS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 30), st.integers(0, 15)), max_size=12
)


def outline(parts: list[tuple[int, int, int]]) -> tuple[Section, ...]:
    return tuple(
        Section(level, SectionKind.OWN_LINE, "", str(n), Span(start, start + length), start)
        for n, (level, start, length) in enumerate(sorted(parts, key=lambda part: part[1]))
    )


def one_by_one(sections: tuple[Section, ...], offset: int) -> list[Section]:
    """What the chain means: from the first section on, a higher one closes the lower ones."""
    found: list[Section] = []
    for section in sections:
        if section.span.start > offset:
            break
        while found and found[-1].level >= section.level:
            found.pop()
        found.append(section)
    return [section for section in found if offset < section.span.end]


@given(SECTIONS, st.integers(0, 50))
def test_the_chain_is_found_from_behind_as_from_the_front(
    parts: list[tuple[int, int, int]], offset: int
) -> None:
    sections = outline(parts)
    assert Headings(sections).chain(offset) == one_by_one(sections, offset)

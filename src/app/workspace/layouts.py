"""Layouts: which part of a report is shown, and its outline, as values and as fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.anchor import Span
from app.domain.change import Value
from app.domain.correction import Correction
from app.domain.fields import correction_fields, layout_fields, section_value
from app.domain.report import Section, SectionKind
from app.text.correcting import Parts, corrected, reanchored, settled


def parts_of(fields: Mapping[str, Any]) -> Parts:
    """Body, furniture and outline from the fields of a report, or from its `recognised`."""
    start, end = fields["body"]
    return Parts(
        Span(start, end),
        tuple(Span(a, b) for a, b in fields["furniture"]),
        tuple(section_value(row) for row in fields["sections"]),
    )


def corrected_fields(machine: Parts, parts: Parts, made: Sequence[Correction]) -> dict[str, Value]:
    """The fields of a report with these corrections, which give these parts."""
    recognised = layout_fields(machine.body, machine.furniture, machine.sections)
    return {
        **layout_fields(parts.body, parts.furniture, parts.sections),
        "corrections": [correction_fields(c) for c in made],
        "recognised": recognised if made else None,
    }


def carried_over(
    text: str, machine: Parts, made: Sequence[Correction], former: str | None = None
) -> tuple[dict[str, Value], list[Correction]]:
    """A report's fields when another text takes the place of the one that was corrected.

    Args:
        text: the new text.
        machine: what was recognised in it.
        made: the corrections of the former text.
        former: that text; with it, places are followed instead of looked for.

    Returns:
        Body, furniture, sections, corrections and recognised; and the corrections
        that found no certain place in the new text.
    """
    kept, lost = reanchored(made, text, former)
    kept = list(settled(text, kept))
    return corrected_fields(machine, corrected(text, machine, kept), kept), lost


def deepest(sections: Sequence[Section], start: int) -> int:
    """The deepest level that the heading which begins at `start` can have."""
    before = [s for s in sections if s.span.start < start and is_heading(s)]
    return before[-1].level + 1 if before else 1


def next_beside(sections: Sequence[Section], section: Section) -> Section | None:
    """The next heading of the same level below the same heading."""
    after = next((s for s in sections if s.span.start >= section.span.end and is_heading(s)), None)
    return after if after is not None and after.level == section.level else None


def is_heading(section: Section) -> bool:
    return section.kind is not SectionKind.ITEM


def section_around(sections: Sequence[Section], at: int) -> Section | None:
    """The innermost section with a heading that holds a place."""
    found = None
    for section in sections:
        if section.span.start > at:
            break
        if at < section.span.end and is_heading(section):
            found = section
    return found

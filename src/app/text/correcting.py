"""What a person says of a report's outline and page, laid over what the machine recognised.

The machine's reading stays as it is; the layout shown is always made from it and the
corrections anew, so that each can be taken back by itself and all can be carried over
to another text. Everything here counts in whole lines: a heading begins where its line
begins, furniture is made of lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.correction import Correction, CorrectionKind
from app.domain.report import Section, SectionKind
from app.text.anchoring import locate
from app.text.fold import fold
from app.text.lines import BLANKS, line_around, whole_lines
from app.text.numbering import number_at
from app.text.outline import outline
from app.text.relocating import Following

NO_HEADING_END = "。;:,、.!?；：，"
OF_LINES = frozenset({CorrectionKind.BODY, CorrectionKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class Parts:
    """Which part of a text is the report, what is hidden in it, and its outline.

    Attributes:
        body: the report itself, front matter and signature included.
        furniture: sorted, disjoint spans of whole lines.
        sections: in text order, see Section.
    """

    body: Span
    furniture: tuple[Span, ...]
    sections: tuple[Section, ...]


def corrected(text: str, machine: Parts, corrections: Sequence[Correction]) -> Parts:
    """The layout of a text after a person's corrections; of none, the machine's own.

    Of two corrections of one line the later one counts. Hiding everything hides
    nothing. A heading takes those below it along: what the machine found below it
    stays below it.

    Args:
        text: canonical text.
        machine: what was recognised in it.
        corrections: in the order in which they were made.
    """
    if not corrections:
        return machine
    body, furniture = _page(text, machine, corrections)
    found = [s for s in machine.sections if _shows(s.span.start, body, furniture)]
    restored = outside(machine.furniture, furniture)
    if any(span.of(text).strip(BLANKS + "\n") for span in restored):
        known = {s.span.start for s in machine.sections}
        found += [
            s
            for s in outline(text, body, furniture)
            if s.span.start not in known and _holds(restored, s.span.start)
        ]
        found.sort(key=lambda s: s.span.start)
    said = _said(text, corrections)
    nodes = _nodes(text, machine, found, said, (body, furniture))
    return Parts(body, furniture, _sections(_levels(nodes), body))


# --- the page -----------------------------------------------------------------------


def _page(
    text: str, machine: Parts, corrections: Sequence[Correction]
) -> tuple[Span, tuple[Span, ...]]:
    """Body and furniture; what was said of a line last holds."""
    furniture = list(machine.furniture)
    for one in corrections:
        if one.kind in OF_LINES:
            lines = whole_lines(text, one.anchor.span)
            if one.kind is CorrectionKind.BODY:
                furniture = outside(furniture, (lines,))
            else:
                furniture = _plus(furniture, lines)
    if furniture == list(machine.furniture):
        return machine.body, machine.furniture
    body = _body(text, machine, furniture)
    if body is None:
        return machine.body, machine.furniture
    return body, tuple(furniture)


def _body(text: str, machine: Parts, furniture: Sequence[Span]) -> Span | None:
    """From the first line that is shown to the last one; None when none is left."""
    start, end = machine.body.start, machine.body.end
    for span in outside(machine.furniture, furniture):
        if span.of(text).strip(BLANKS + "\n"):
            start, end = min(start, span.start), max(end, span.end)
    first = _first_shown(text, Span(start, end), furniture)
    last = _last_shown(text, Span(start, end), furniture)
    if first is None or last is None:
        return None
    return Span(start if first.start <= machine.body.start <= first.end else
                whole_lines(text, first).start, last.end)  # fmt: skip


def _first_shown(text: str, within: Span, furniture: Sequence[Span]) -> Span | None:
    at = within.start
    while at < within.end:
        line = line_around(text, at)
        hidden = _around(furniture, line.start)
        if len(line) and hidden is None:
            return line
        at = max(whole_lines(text, Span(at, at)).end, hidden.end if hidden else 0)
    return None


def _last_shown(text: str, within: Span, furniture: Sequence[Span]) -> Span | None:
    at = within.end
    while at > within.start:
        lines = whole_lines(text, Span(at - 1, at))
        line = line_around(text, lines.start)
        hidden = _around(furniture, line.start)
        if len(line) and hidden is None:
            return line
        at = min(lines.start, hidden.start if hidden else at)
    return None


def _around(spans: Sequence[Span], at: int) -> Span | None:
    """The one of some sorted, disjoint spans that holds a place."""
    near = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[near] if near >= 0 and at < spans[near].end else None


def _holds(spans: Sequence[Span], at: int) -> bool:
    return _around(spans, at) is not None


def _shows(at: int, body: Span, furniture: Sequence[Span]) -> bool:
    return body.start <= at < body.end and not _holds(furniture, at)


def outside(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """What remains of some spans; neither they nor the holes overlap each other."""
    rest: list[Span] = []
    for span in spans:
        at = span.start
        for hole in holes[bisect_right(holes, at, key=lambda h: h.end) :]:
            if hole.start >= span.end:
                break
            if at < hole.start:
                rest.append(Span(at, hole.start))
            at = max(at, hole.end)
        if at < span.end:
            rest.append(Span(at, span.end))
    return rest


def _plus(spans: Sequence[Span], more: Span) -> list[Span]:
    """With one more, which takes its lines over from those that had them."""
    return sorted([*outside(spans, (more,)), more])


# --- headings -----------------------------------------------------------------------


def heading_place(text: str, correction: Correction) -> int:
    """Where the line begins that a correction of a heading is about."""
    return line_around(text, correction.anchor.span.start).start


def _said(text: str, corrections: Sequence[Correction]) -> dict[int, Correction]:
    """The last word on each line, by where the line begins."""
    said: dict[int, Correction] = {}
    for one in corrections:
        if one.kind in OF_LINES:
            continue
        place = heading_place(text, one)
        if one.kind is CorrectionKind.HEADING:  # of two lines: the second is no heading any more
            for other in [at for at in said if place < at < one.anchor.span.end]:
                del said[other]
            for at, other in said.items():  # nor does one above it reach into this line
                if at < place < other.anchor.span.end and other.kind is CorrectionKind.HEADING:
                    said[at] = replace(other, anchor=Anchor.at(text, Span(at, place)))
        said.pop(place, None)  # the last word stands last
        said[place] = one
    return said


@dataclass(frozen=True, slots=True)
class _Node:
    """A section on its way to a level.

    Attributes:
        found: its depth as the machine has it; 0 for a heading the machine has not.
        parent: index of the node below which the machine has it, or −1.
        wanted: the depth a person gave it, or 0.
        is_left_out: it is no section, but those the machine had below it follow it.
    """

    section: Section
    found: int
    parent: int
    wanted: int = 0
    is_left_out: bool = False


def _nodes(
    text: str,
    machine: Parts,
    found: Sequence[Section],
    said: dict[int, Correction],
    page: tuple[Span, Sequence[Span]],
) -> list[_Node]:
    """All sections of machine and person in text order."""
    shown = {s.span.start for s in found}
    everything = sorted(
        {s.span.start: s for s in (*machine.sections, *found)}.values(), key=lambda s: s.span.start
    )
    made = {
        place: heading
        for place, one in said.items()
        if one.kind is CorrectionKind.HEADING
        and _shows(place, *page)
        and (heading := heading_at(text, one.anchor.span)) is not None
    }
    swallowed = sorted((m.span.start, m.heading_end) for m in made.values())
    nodes: list[_Node] = []
    open_: list[int] = []  # nodes of the machine that have not ended
    later = sorted(made, reverse=True)

    def add_made(place: int, *, level: int, parent: int) -> None:
        wanted = max(1, said[place].level)
        nodes.append(_Node(made[place], level, parent, wanted))

    for section in everything:
        start = section.span.start
        while later and later[-1] < start:
            add_made(later.pop(), level=0, parent=-1)
        while open_ and nodes[open_[-1]].found >= section.level:
            open_.pop()
        parent = open_[-1] if open_ else -1
        open_.append(len(nodes))
        if later and later[-1] == start:
            add_made(later.pop(), level=section.level, parent=parent)
            continue
        is_plain = start in said and said[start].kind is CorrectionKind.PLAIN
        near = bisect_left(swallowed, (start, 0)) - 1
        is_inside = near >= 0 and start < swallowed[near][1]
        is_left_out = is_plain or is_inside or start not in shown
        nodes.append(_Node(section, section.level, parent, is_left_out=is_left_out))
    while later:
        add_made(later.pop(), level=0, parent=-1)
    return nodes


def heading_at(text: str, span: Span) -> Section | None:
    """The heading of the line in which a span begins, up to where the span ends.

    Level and end of the section are not known yet. None for an empty line.
    """
    line = line_around(text, span.start)
    if not len(line):
        return None
    last = line_around(text, max(line.start, span.end - 1))
    end = min(span.end, last.end) if span.end > line.start else line.end
    words = line_around(text, line.start).of(text)
    end = line.start + len(text[line.start : end].rstrip(NO_HEADING_END + BLANKS + "\n"))
    if end == line.start:
        end = line.end
    last = line_around(text, end - 1)
    rest = text[end : last.end].strip(NO_HEADING_END + BLANKS)
    number = number_at(fold(words))
    label = number.label if number and line.start + number.rest < end else 0
    begins = line.start + number.rest if number and label else line.start
    heading = "".join(part.strip(BLANKS) for part in text[begins:end].split("\n"))
    return Section(
        level=1,
        kind=SectionKind.RUN_IN if rest else SectionKind.OWN_LINE,
        label=text[line.start : line.start + label],
        heading=heading,
        span=Span(line.start, max(end, line.end)),
        heading_end=end,
    )


# --- levels -------------------------------------------------------------------------


def _levels(nodes: Sequence[_Node]) -> list[Section]:
    """The sections with their depths: each lies at most one below the one before it.

    Every node has a rank: the machine's depth, moved by as much as what it stands
    below was moved. A heading that a person moved takes the rank of its new
    neighbours; so what follows it falls into place by rank alone.
    """
    open_: list[int] = []  # ranks of the sections that have not ended
    moved = [0] * len(nodes)
    levels: list[Section] = []
    for index, node in enumerate(nodes):
        by = moved[index] = moved[node.parent] if node.parent >= 0 else 0
        if node.is_left_out:
            continue
        rank = node.found + by
        depth = bisect_left(open_, rank) + 1
        target = min(node.wanted, len(open_) + 1) if node.wanted else depth
        if target != depth or not node.found:
            below = open_[target - 2] + 1 if target > 1 else 1
            rank = open_[target - 1] if target <= len(open_) and target < depth else below
            if not node.found and target <= len(open_):
                rank = open_[target - 1]
        if node.found:
            moved[index] = rank - node.found
        open_[target - 1 :] = [rank]
        confidence = 1.0 if node.wanted else node.section.confidence
        levels.append(replace(node.section, level=target, confidence=confidence))
    return levels


def _sections(found: Sequence[Section], body: Span) -> tuple[Section, ...]:
    """With their spans: each ends where the next of its own or a higher level begins."""
    ends = [body.end] * len(found)
    open_: list[int] = []
    for index, section in enumerate(found):
        while open_ and found[open_[-1]].level >= section.level:
            ends[open_.pop()] = section.span.start
        open_.append(index)
    return tuple(
        replace(
            section,
            span=Span(section.span.start, end),
            heading_end=min(section.heading_end, end),
        )
        for section, end in zip(found, ends, strict=True)
    )


# --- lists of corrections -------------------------------------------------------------


def settled(text: str, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Without those on which a later one has the last word; those of lines come first."""
    kept: list[Correction] = []
    lines: list[Span] = []  # what later corrections have said of lines
    for one in reversed(corrections):
        if one.kind in OF_LINES:
            span = whole_lines(text, one.anchor.span)
            left = outside((span,), lines)
            kept += [replace(one, anchor=Anchor.at(text, part)) for part in reversed(left)]
            lines = sorted([*outside(lines, (span,)), span])
    return (*reversed(kept), *_said(text, corrections).values())


def reanchored(
    corrections: Iterable[Correction], text: str, former: str | None = None
) -> tuple[list[Correction], list[Correction]]:
    """Corrections of one text carried over to another.

    Args:
        former: the text they were made in; with it, places are followed from one text
            to the other, so that look-alikes are told apart.

    Returns:
        Those whose place is certain, anchored in the new text, in their order; and
        those whose lines are gone or stand at several places alike.
    """
    kept: list[Correction] = []
    lost: list[Correction] = []
    following = Following(former, text) if former is not None else None
    for one in corrections:
        placed = following.place(one.anchor.span) if following else locate(text, one.anchor)
        is_sure = placed.state in (AnchorState.EXACT, AnchorState.MOVED)
        span = placed.span if is_sure else None
        if span is not None and one.kind not in OF_LINES:
            line = line_around(text, span.start)
            span = span if line.start == span.start else None
        if span is None:
            lost.append(one)
        else:
            kept.append(replace(one, anchor=Anchor.at(text, span)))
    return kept, lost

"""Correcting: what a person says of a report's outline and page furniture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Edit, Entity
from app.domain.correction import Correction, CorrectionKind
from app.domain.errors import Invalid, NotFound
from app.domain.fields import annotation_fields, correction_value
from app.domain.report import Section, SectionKind
from app.text.correcting import OF_LINES, Parts, corrected, heading_place, outside, settled
from app.text.fold import fold
from app.text.lines import BLANKS, line_around, whole_lines
from app.text.outline import MAX_OWN_LINE, MAX_RUN_IN
from app.text.sentences import first_sentence_end
from app.workspace.edits import alter
from app.workspace.layouts import (
    corrected_fields,
    deepest,
    is_heading,
    next_beside,
    parts_of,
    section_around,
)
from app.workspace.session import Session

LONGEST_HEADING = 120
"""Code points; a longer passage is no heading."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person said of one report.

    Attributes:
        headings: where the headings begin that a person made, moved or confirmed.
        removed: where the machine has a heading and the person says there is none.
        hidden, restored: lines a person hid, and lines brought back to the report.
    """

    headings: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    hidden: tuple[Span, ...] = ()
    restored: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headings or self.removed or self.hidden or self.restored)


@dataclass(frozen=True, slots=True)
class _State:
    """A report at the beginning of a verb."""

    id: UUID
    text: str
    fields: Mapping[str, Any]
    machine: Parts
    shown: Parts
    made: tuple[Correction, ...]

    def heading(self, start: int) -> Section:
        for section in self.shown.sections:
            if section.span.start == start and section.kind is not SectionKind.ITEM:
                return section
        raise Invalid("no_heading")

    def below(self, section: Section) -> list[Section]:
        """The headings below a section, at any depth."""
        return [
            s
            for s in self.shown.sections
            if s.level > section.level and section.span.contains(s.span) and s is not section
        ]

    def said(self, kind: CorrectionKind, span: Span, level: int = 0) -> Correction:
        return Correction(kind, Anchor.at(self.text, span), level)


class Correcting:
    """Verbs on outline and page; each makes one change.

    A heading is named by where it begins. All raise Invalid `no_heading` when no
    heading begins there, and NotFound when the report is not in the library.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- reading ----------------------------------------------------------------

    def corrected(self, report: UUID) -> Corrected:
        """What a person said of a report so far."""
        made = self._session.library.corrections(report)
        if not made:
            return Corrected()
        text = self._session.library.text(report)

        def places(kind: CorrectionKind) -> frozenset[int]:
            return frozenset(heading_place(text, c) for c in made if c.kind is kind)

        def lines(kind: CorrectionKind) -> tuple[Span, ...]:
            return tuple(sorted(whole_lines(text, c.anchor.span) for c in made if c.kind is kind))

        return Corrected(
            places(CorrectionKind.HEADING),
            places(CorrectionKind.PLAIN),
            lines(CorrectionKind.FURNITURE),
            lines(CorrectionKind.BODY),
        )

    # --- headings ---------------------------------------------------------------

    def make_heading(self, report: UUID, span: Span, level: int) -> None:
        """Make the line in which a span begins a heading, up to where the span ends.

        Of an empty span the whole line becomes one, or its first sentence if it is long.

        Raises:
            Invalid: `no_line` (the line is empty or hidden), `heading_long` (limit).
        """

        def say(state: _State) -> list[Correction]:
            found = self._heading_span(state, span)
            return [state.said(CorrectionKind.HEADING, found, max(1, level))]

        self._change(report, "heading", say)

    def _heading_span(self, state: _State, span: Span) -> Span:
        text = state.text
        line = line_around(text, span.start)
        if not len(line) or any(s.start <= line.start < s.end for s in state.shown.furniture):
            raise Invalid("no_line")
        if len(span):
            chosen = span.of(text)
            end = span.start + len(chosen.rstrip(BLANKS + "\n"))
            if end <= line.start:
                raise Invalid("no_line")
            found = Span(line.start, end)
        else:
            found = Span(line.start, line.start + _heading_length(line.of(text)))
        if len(found) > LONGEST_HEADING:
            raise Invalid("heading_long", limit=LONGEST_HEADING)
        return found

    def split(self, report: UUID, at: int) -> None:
        """Begin a new section with the line of a place, beside the section that holds it.

        Raises:
            Invalid: `no_line`, or `is_heading`: a section begins there already.
        """

        def say(state: _State) -> list[Correction]:
            span = self._heading_span(state, Span(at, at))
            if any(s.span.start == span.start and is_heading(s) for s in state.shown.sections):
                raise Invalid("is_heading")
            around = section_around(state.shown.sections, span.start)
            level = around.level if around else 1
            return [state.said(CorrectionKind.HEADING, span, level)]

        self._change(report, "split_section", say)

    def promote(self, report: UUID, start: int) -> None:
        """One level up, with all headings below it. Raises Invalid `no_level` at the top."""
        self._move(report, start, -1)

    def demote(self, report: UUID, start: int) -> None:
        """One level down, with all headings below it.

        Raises:
            Invalid: `no_level`: no heading of its level stands before it, below which it could go.
        """
        self._move(report, start, 1)

    def set_level(self, report: UUID, start: int, level: int) -> None:
        """Put a heading, with those below it, at a level; as deep as it can go."""
        sections = self._session.library.outline(report)
        here = next((s for s in sections if s.span.start == start and is_heading(s)), None)
        if here is None:
            raise Invalid("no_heading")
        self._move(report, start, level - here.level)

    def _move(self, report: UUID, start: int, by: int) -> None:
        if not by:
            return

        def say(state: _State) -> list[Correction]:
            section = state.heading(start)
            level = section.level + by
            if level < 1 or (by > 0 and level > deepest(state.shown.sections, start)):
                raise Invalid("no_level")
            known = {
                heading_place(state.text, c) for c in state.made if c.kind is CorrectionKind.HEADING
            }
            # What the person said of headings below it keeps its distance to it.
            below = [s for s in state.below(section) if s.span.start in known]
            return [
                state.said(CorrectionKind.HEADING, s.heading_span, s.level + by)
                for s in (section, *below)
            ]

        self._change(report, "promote" if by < 0 else "demote", say)

    def confirm(self, report: UUID, start: int) -> None:
        """Say that an uncertain heading is one."""

        def say(state: _State) -> list[Correction]:
            section = state.heading(start)
            return [state.said(CorrectionKind.HEADING, section.heading_span, section.level)]

        self._change(report, "confirm_heading", say)

    def remove_heading(self, report: UUID, start: int) -> None:
        """Say that this is no heading: its text belongs to the section before it."""
        self._change(report, "plain", lambda state: [_plain(state, start)])

    def merge_next(self, report: UUID, start: int) -> None:
        """Join a section with the next one of its level.

        Raises:
            Invalid: `no_next`: there is none below the same heading.
        """

        def say(state: _State) -> list[Correction]:
            section = state.heading(start)
            after = next_beside(state.shown.sections, section)
            if after is None:
                raise Invalid("no_next")
            return [_plain(state, after.span.start)]

        self._change(report, "merge_section", say)

    def merge_line(self, report: UUID, start: int) -> None:
        """Take the line below into a heading that was broken over two lines.

        Raises:
            Invalid: `no_next` (nothing is shown below it), `heading_long` (limit).
        """

        def say(state: _State) -> list[Correction]:
            section = state.heading(start)
            line = self._line_below(state, section.heading_end)
            if line is None:
                raise Invalid("no_next")
            span = Span(start, line.end)
            if len(span) > LONGEST_HEADING:
                raise Invalid("heading_long", limit=LONGEST_HEADING)
            return [state.said(CorrectionKind.HEADING, span, section.level)]

        self._change(report, "merge_line", say)

    def _line_below(self, state: _State, at: int) -> Span | None:
        at = whole_lines(state.text, Span(at, at)).end
        while at < state.shown.body.end:
            line = line_around(state.text, at)
            if len(line) and not any(s.start <= line.start < s.end for s in state.shown.furniture):
                return line
            at = whole_lines(state.text, Span(at, at)).end
        return None

    # --- furniture --------------------------------------------------------------

    def hide(self, report: UUID, span: Span) -> None:
        """Make the lines a span touches page furniture.

        Raises:
            Invalid: `nothing_left`: they are all there is.
        """

        def say(state: _State) -> list[Correction]:
            lines = whole_lines(state.text, span)
            hidden = state.said(CorrectionKind.FURNITURE, lines)
            rest = corrected(state.text, state.machine, [*state.made, hidden])
            shown = outside((lines,), rest.furniture)
            if any(part.of(state.text).strip(BLANKS + "\n") for part in shown):
                raise Invalid("nothing_left")
            return [hidden]

        self._change(report, "hide_lines", say)

    def show(self, report: UUID, span: Span) -> None:
        """Bring the hidden lines a span touches back to the report."""

        def say(state: _State) -> list[Correction]:
            lines = whole_lines(state.text, span)
            return [
                state.said(
                    CorrectionKind.BODY,
                    Span(max(lines.start, s.start), min(lines.end, s.end)),
                )
                for s in state.shown.furniture
                if s.overlaps(lines)
            ]

        self._change(report, "show_lines", say)

    # --- taking back ------------------------------------------------------------

    def restore(self, report: UUID, span: Span) -> None:
        """What the machine recognised in the lines of a span, as if nothing had been said."""
        self._restore(report, span)

    def restore_all(self, report: UUID) -> None:
        """What the machine recognised in the whole report."""
        self._restore(report, None)

    def _restore(self, report: UUID, span: Span | None) -> None:
        with self._session.lock:
            state = self._state(report)
            lines = Span(0, len(state.text)) if span is None else whole_lines(state.text, span)
            kept = [
                c
                for c in state.made
                if not (
                    whole_lines(state.text, c.anchor.span).overlaps(lines)
                    if c.kind in OF_LINES
                    else lines.start <= heading_place(state.text, c) < max(lines.end, 1)
                )
            ]
            if len(kept) < len(state.made):
                self._commit(state, "restore_outline", kept)

    # --- one change -------------------------------------------------------------

    def _change(
        self, report: UUID, action: str, say: Callable[[_State], Sequence[Correction]]
    ) -> None:
        with self._session.lock:
            state = self._state(report)
            made = list(state.made)
            for one in say(state):
                kept = [*settled(state.text, [*made, one])]
                without = [c for c in kept if c != one]
                # What only repeats the machine's own reading need not be remembered.
                is_needed = _looks(state, kept) != _looks(state, without)
                made = kept if is_needed else without
            self._commit(state, action, made)

    def _state(self, report: UUID) -> _State:
        library = self._session.library
        fields = library.fields(Entity.REPORT, str(report))
        if fields is None:
            raise NotFound("report", str(report))
        rows: Any = fields["corrections"]
        shown = parts_of(fields)
        recognised: Any = fields["recognised"]
        return _State(
            report,
            library.text(report),
            fields,
            parts_of(recognised) if recognised else shown,
            shown,
            tuple(correction_value(row) for row in rows),
        )

    def _commit(self, state: _State, action: str, made: Sequence[Correction]) -> None:
        parts = corrected(state.text, state.machine, made)
        after = corrected_fields(state.machine, parts, made)
        before = {name: state.fields[name] for name in after}
        edit = alter(Entity.REPORT, str(state.id), before, after)
        if edit.after:
            follow = self._follow(state, parts)
            self._session.commit(action, [edit, *follow])

    def _follow(self, state: _State, parts: Parts) -> list[Edit]:
        """Annotations on whole sections go to the section that now holds their heading."""
        edits: list[Edit] = []
        starts = {s.span.start: s for s in parts.sections if is_heading(s)}
        for one in self._session.library.annotations(state.id):
            if one.scope is not Scope.SECTION or one.anchor is None:
                continue
            at = one.anchor.span.start
            section = starts.get(at) or section_around(parts.sections, at)
            moved = _on_section(one, state.text, section)
            if moved != one:
                before, after = annotation_fields(one), annotation_fields(moved)
                edits.append(alter(Entity.ANNOTATION, str(one.id), before, after))
        return edits


def _heading_length(line: str) -> int:
    """How much of a line is taken as its heading when nothing was chosen."""
    if len(line) <= MAX_OWN_LINE:
        return len(line)
    end = first_sentence_end(fold(line))
    return end if end is not None and end <= MAX_RUN_IN else MAX_RUN_IN


def _plain(state: _State, start: int) -> Correction:
    section = state.heading(start)
    return state.said(CorrectionKind.PLAIN, section.heading_span)


def _looks(state: _State, made: Sequence[Correction]) -> object:
    """What people see of the layout that some corrections give."""
    parts = corrected(state.text, state.machine, made)
    shown = [replace(s, confidence=float(s.is_sure)) for s in parts.sections]
    return parts.body, parts.furniture, shown


def _on_section(one: Annotation, text: str, section: Section | None) -> Annotation:
    """The annotation at the heading of a section; on its own words when there is none."""
    if section is None:
        return replace(one, scope=Scope.PASSAGE)
    if one.anchor is not None and one.anchor.span == section.heading_span:
        return one
    return replace(one, anchor=Anchor.at(text, section.heading_span))

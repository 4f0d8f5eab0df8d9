"""Reanchoring: what a person decides about passages that were not found for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Entity
from app.domain.errors import Invalid
from app.domain.fields import annotation_fields
from app.text.quoting import Quoting
from app.text.relocating import Candidate, Following
from app.workspace.edits import alter
from app.workspace.session import Session

CONTEXT = 60
"""Code points of the former text shown on either side of a passage."""

UNSURE = (AnchorState.TO_CONFIRM, AnchorState.LOST)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An annotation whose passage was not found for sure.

    Attributes:
        quote: what the passage said, `before` and `after` what stood beside it.
        candidates: places in the present text, the best first; empty for one that
            was not looked for yet (see Reanchoring.doubt).
    """

    annotation: Annotation
    quote: str
    before: str
    after: str
    candidates: tuple[Candidate, ...] = ()


class Reanchoring:
    """Verbs on annotations that are to confirm or lost; each makes one change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._library = session.library
        self._following: tuple[str, str, Following] | None = None

    # --- reading ----------------------------------------------------------------

    def waiting(self, report: UUID | None = None) -> list[Annotation]:
        """Those to confirm and those lost, of a report or of all, in text order."""
        return [a for a in self._library.annotations(report) if a.state in UNSURE]

    def doubt(self, id_: UUID) -> Doubt:
        """One of them with its former surroundings and the places it may have now.

        The first candidate of one to confirm is the place it has.

        Raises:
            NotFound: there is no such annotation.
            Invalid: `no_doubt`: its place is sure.
        """
        annotation = self._doubtful(id_)
        anchor, placing = annotation.anchor, annotation.placing
        assert anchor is not None
        if placing is None:  # it came from elsewhere without a former text
            return self._doubt_by_words(annotation, anchor)
        text = self._library.text_with(placing.text_sha256)
        start, end = placing.start, placing.end
        found = self._follow(placing.text_sha256, annotation.report).candidates(Span(start, end))
        if annotation.state is AnchorState.TO_CONFIRM:
            here = [c for c in found if c.span == anchor.span]
            others = [c for c in found if not c.span.overlaps(anchor.span)]
            found = [*(here or [Candidate(anchor.span, placing.score)]), *others]
        return Doubt(
            annotation,
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
            tuple(found),
        )

    def _doubt_by_words(self, annotation: Annotation, anchor: Anchor) -> Doubt:
        """One of which nothing is known but what it recorded itself."""
        quote = anchor.quote
        text = self._library.text(annotation.report)
        found = Quoting(text).candidates(quote, anchor.span)
        if annotation.state is AnchorState.TO_CONFIRM:
            here = [c for c in found if c.span == anchor.span]
            others = [c for c in found if not c.span.overlaps(anchor.span)]
            found = [*(here or [Candidate(anchor.span, 0.0)]), *others]
        return Doubt(annotation, quote.exact, quote.prefix, quote.suffix, tuple(found))

    def _follow(self, sha256: str, report: UUID) -> Following:
        now = self._library.report(report).text_sha256
        if self._following is None or self._following[:2] != (sha256, now):
            following = Following(self._library.text_with(sha256), self._library.text(report))
            self._following = (sha256, now, following)
        return self._following[2]

    # --- deciding ---------------------------------------------------------------

    def accept(self, id_: UUID) -> Annotation:
        """It stands where it is shown.

        Raises:
            NotFound, Invalid: `no_doubt`; `no_candidate`: a lost one stands nowhere.
        """
        annotation = self._doubtful(id_)
        if annotation.state is AnchorState.LOST or annotation.anchor is None:
            raise Invalid("no_candidate")
        return self.place(id_, annotation.anchor.span)

    def place(self, id_: UUID, span: Span) -> Annotation:
        """It stands here: a candidate, or what a person selected.

        A remark on a section stands on the heading that begins in the span's line.

        Raises:
            NotFound, Invalid: `no_doubt`, `empty_span`, `span_outside`; `no_heading`.
        """
        annotation = self._doubtful(id_)
        text = self._library.text(annotation.report)
        if not len(span):
            raise Invalid("empty_span", start=span.start, end=span.end)
        if span.end > len(text):
            raise Invalid("span_outside", start=span.start, end=span.end, length=len(text))
        if annotation.scope is Scope.SECTION:
            outline = self._library.outline(annotation.report)
            headings = [s.heading_span for s in outline if s.heading_span.overlaps(span)]
            if not headings:
                raise Invalid("no_heading")
            span = headings[0]
        return self._settle(
            "reanchor",
            id_,
            replace(annotation, anchor=Anchor.at(text, span), state=AnchorState.MOVED),
        )

    def give_up(self, id_: UUID) -> Annotation:
        """None of the places is right: it is lost, and stays in the lists with its words."""
        annotation = self._doubtful(id_)
        anchor = annotation.anchor
        assert anchor is not None
        at = anchor.span.start
        lost = replace(
            annotation, anchor=Anchor(Span(at, at), anchor.quote), state=AnchorState.LOST
        )
        return self._settle("give_up", id_, lost)

    def _doubtful(self, id_: UUID) -> Annotation:
        annotation = self._library.annotation(id_)
        if annotation.state not in UNSURE or annotation.anchor is None:
            raise Invalid("no_doubt")
        return annotation

    def _settle(self, action: str, id_: UUID, new: Annotation) -> Annotation:
        with self._session.lock:
            old = self._library.annotation(id_)
            if new != old:
                before, after = annotation_fields(old), annotation_fields(new)
                edit = alter(Entity.ANNOTATION, str(id_), before, after)
                self._session.commit(action, [edit])
        return new


def counts(annotations: Sequence[Annotation]) -> tuple[int, int]:
    """How many are to confirm, and how many lost."""
    states = [a.state for a in annotations]
    return states.count(AnchorState.TO_CONFIRM), states.count(AnchorState.LOST)

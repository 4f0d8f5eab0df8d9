"""Where the annotations of one brought document stand in its report.

A position is believed only where the text agrees with it; everything else is looked for
by its words, and what is not sure waits for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from app.domain.anchor import Anchor, AnchorState, Quote, Span
from app.domain.annotation import Annotation, Placing, Scope
from app.domain.exchange import BroughtAnnotation
from app.text.anchoring import Placement
from app.text.position_map import key_text
from app.text.quoting import Quoting
from app.text.relocating import Following
from app.workspace.brought_documents import Document, Documents
from app.workspace.edits import storable

UNSURE = frozenset({AnchorState.TO_CONFIRM, AnchorState.LOST})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotation stands; or, with `why`, why it cannot stand anywhere.

    Attributes:
        anchor: None for a remark on the whole report.
    """

    anchor: Anchor | None = None
    state: AnchorState = AnchorState.EXACT
    placing: Placing | None = None
    why: str = ""


class Ground:
    """The report of one document, as far as its annotations need it."""

    def __init__(self, documents: Documents, document: Document) -> None:
        self._documents = documents
        self._document = document
        self.text = documents.text(document.text_sha256)
        self.is_same_text = document.base_sha256 == document.text_sha256

    @cached_property
    def _base(self) -> str | None:
        """The text that the places count in; None when it is not at hand."""
        if self.is_same_text:
            return self.text
        sha256 = self._document.base_sha256
        return self._documents.text(sha256) if sha256 else None

    @cached_property
    def _following(self) -> Following:
        return Following(self._base or "", self.text)

    @cached_property
    def _quoting(self) -> Quoting:
        return Quoting(self.text)

    @cached_property
    def _base_quoting(self) -> Quoting:
        return self._quoting if self.is_same_text else Quoting(self._base or "")

    @cached_property
    def _headings(self) -> list[Span]:
        return [section.heading_span for section in self._documents.sections(self._document)]

    def place(self, annotation: BroughtAnnotation) -> Place:
        """Where an annotation of the file stands."""
        if annotation.scope is Scope.REPORT:
            return Place()
        quote = Quote(*map(storable, (annotation.quote, annotation.prefix, annotation.suffix)))
        place = self._passage(_hint(annotation), quote)
        if place.why or place.anchor is None:
            return place
        if annotation.scope is Scope.SECTION:
            place = self._on_heading(place)
        if annotation.state in UNSURE and place.state not in UNSURE:  # nobody has looked yet
            place = replace(place, state=AnchorState.TO_CONFIRM)
        return place

    def place_again(self, annotation: Annotation) -> Place:
        """Where an annotation of another library stands: as there, if the text is the same."""
        anchor = annotation.anchor
        if anchor is None:
            return Place()
        is_kept = annotation.state in UNSURE or anchor.span.of(self.text) == anchor.quote.exact
        if self.is_same_text and anchor.span.end <= len(self.text) and is_kept:
            placing = annotation.placing
            if placing is not None and not self._documents.has_text(placing.text_sha256):
                placing = None
            return Place(anchor, annotation.state, placing)
        hint = None if annotation.state in UNSURE else anchor.span
        place = self._passage(hint, anchor.quote)
        if annotation.scope is Scope.SECTION and not place.why:
            place = self._on_heading(place)
        if annotation.state in UNSURE and place.state not in UNSURE:
            place = replace(place, state=AnchorState.TO_CONFIRM)
        return place

    # --- passages -----------------------------------------------------------------------

    def _passage(self, hint: Span | None, quote: Quote) -> Place:
        if hint is None and not key_text(quote.exact):
            return Place(why="no_place")
        if self._base is not None and hint is not None and self._is_believed(hint, quote):
            if not len(hint):
                return Place(why="empty_passage")
            return self._believed(hint)
        if not quote.exact:
            return self._unverified(hint)
        return self._by_quote(quote, hint)

    def _is_believed(self, hint: Span, quote: Quote) -> bool:
        """Whether the text that the place counts in agrees with it."""
        if self._base is None or hint.end > len(self._base):
            return False
        return not quote.exact or self._base_quoting.stands(quote.exact, hint)

    def _believed(self, span: Span) -> Place:
        """A place in the text of the file, followed into the report's."""
        if self.is_same_text:
            return Place(Anchor.at(self.text, span))
        base = self._base or ""
        placed = self._following.place(span)
        quote = Quote.at(base, span)
        if placed.span is not None and placed.state not in UNSURE:
            if key_text(placed.span.of(self.text)) == key_text(quote.exact):
                return Place(Anchor.at(self.text, placed.span))  # its words are the same
            return Place(Anchor.at(self.text, placed.span), placed.state, self._how(placed, span))
        at = min(self._following.map.offset(span.start), len(self.text))
        here = placed.span or Span(at, at)
        return Place(Anchor(here, quote), placed.state, self._how(placed, span))

    def _how(self, placed: Placement, span: Span) -> Placing:
        return Placing(
            round(placed.score, 4),
            round(placed.margin, 4),
            self._document.base_sha256,
            span.start,
            span.end,
        )

    def _unverified(self, hint: Span | None) -> Place:
        """A position and no words: where it points is shown, and a person asked."""
        if hint is None or hint.end > len(self.text):
            return Place(why="bad_position")
        if not len(hint):
            return Place(why="empty_passage")
        return Place(Anchor.at(self.text, hint), AnchorState.TO_CONFIRM)

    def _by_quote(self, quote: Quote, hint: Span | None) -> Place:
        placed = self._quoting.place(quote, hint)
        if placed.span is None:
            at = min(hint.start if hint else 0, len(self.text))
            return Place(Anchor(Span(at, at), quote), AnchorState.LOST)
        if placed.state in UNSURE:
            return Place(Anchor(placed.span, quote), placed.state)
        return Place(Anchor.at(self.text, placed.span), placed.state)

    # --- sections -------------------------------------------------------------------------

    def _on_heading(self, place: Place) -> Place:
        """The same on the heading that stands there; to confirm where there is none."""
        assert place.anchor is not None
        if place.state in UNSURE:
            return place
        span = place.anchor.span
        if span in self._headings:
            return place
        over = [heading for heading in self._headings if heading.overlaps(span)]
        if not over:
            return replace(place, state=AnchorState.TO_CONFIRM)
        return replace(place, anchor=Anchor.at(self.text, over[0]))


def _hint(annotation: BroughtAnnotation) -> Span | None:
    start, end = annotation.start, annotation.end
    if start is None or end is None or not 0 <= start <= end:
        return None
    return Span(start, end)

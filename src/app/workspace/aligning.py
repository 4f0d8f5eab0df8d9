"""Aligning: which section of one report speaks of what a section of another speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.change import Change, Edit, Entity
from app.domain.pin import PinKind
from app.workspace.codebook import shipped
from app.workspace.pinning import Pinning, section_at
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.analysis.alignment import Dimension, Features, Match

Reports = tuple[UUID, UUID]
Way = tuple[tuple[int, int], ...]
"""Code points of two reports that belong side by side, rising in both."""


class Aligning:
    """Pairs of sections, computed when first asked for and kept while nothing changes."""

    def __init__(self, session: Session, pinning: Pinning) -> None:
        self._session, self._pinning = session, pinning
        self._dimensions: tuple[Dimension, ...] = ()
        self._features: dict[UUID, Features] = {}
        self._pairs: dict[Reports, tuple[Match, ...]] = {}
        self._passages: dict[Reports, Way] = {}
        session.follow(self._forget)

    def match(self, a: UUID, b: UUID) -> tuple[Match, ...]:
        """Pairs that run forward in both reports: what synchronised scrolling follows.

        Returns:
            Indices into the two outlines, rising in both, with a score 0..1.
        """
        from app.analysis.alignment import chain

        return chain(self.pairs(a, b))

    def pairs(self, a: UUID, b: UUID) -> tuple[Match, ...]:
        """Every pair of sections about the same thing, in the order of `a`; they may cross."""
        found = self._pairs.get((a, b))
        if found is None:
            found = self._computed(a, b)
            self._pairs[a, b] = found
            turned = (replace(m, a=m.b, b=m.a) for m in found)
            self._pairs[b, a] = tuple(sorted(turned, key=lambda m: m.a))
        return found

    def passages(self, a: UUID, b: UUID) -> Way:
        """Sentences inside matched sections that say the same thing, rising in both reports.

        Between headings they hold two panes together where one report is longer.
        """
        from app.analysis.passages import passages

        found = self._passages.get((a, b))
        if found is None:
            library = self._session.library
            pairs = [(m.a, m.b) for m in self.match(a, b)]
            found = passages(
                library.text(a), library.outline(a), library.text(b), library.outline(b), pairs
            )
            self._passages[a, b] = found
            self._passages[b, a] = tuple((there, here) for here, there in found)
        return found

    def _computed(self, a: UUID, b: UUID) -> tuple[Match, ...]:
        from app.analysis.alignment import align

        return align(
            self._features_of(a),
            self._features_of(b),
            self._said(a, b, PinKind.PAIR),
            self._said(a, b, PinKind.APART),
        )

    def _said(self, a: UUID, b: UUID, kind: PinKind) -> list[tuple[int, int]]:
        """Sections that pins pair or part; the last word on a section counts."""
        pins = self._pinning.between(a, b, kind)
        if not pins:
            return []
        library = self._session.library
        one, other = library.outline(a), library.outline(b)
        said = [(section_at(one, p.a_at), section_at(other, p.b_at)) for p in pins]
        said = [(i, j) for i, j in said if i >= 0 and j >= 0]
        if kind is PinKind.APART:
            return said
        kept: list[tuple[int, int]] = []
        for i, j in reversed(said):
            if all(i != x and j != y for x, y in kept):
                kept.append((i, j))
        return kept

    def _features_of(self, report: UUID) -> Features:
        from app.analysis.alignment import dimensions_of, features_of, section_texts

        found = self._features.get(report)
        if found is None:
            if not self._dimensions:
                self._dimensions = dimensions_of(shipped())
            library = self._session.library
            texts = section_texts(library.text(report), library.outline(report))
            found = self._features[report] = features_of(texts, self._dimensions)
        return found

    def _forget(self, change: Change) -> None:
        touched = {UUID(id_) for id_ in change.touched(Entity.REPORT)}
        for id_ in touched:
            self._features.pop(id_, None)
        pinned = {reports_of(e) for e in change.edits if e.entity is Entity.PIN}
        for known in (self._pairs, self._passages):
            for pair in [p for p in known if touched.intersection(p) or frozenset(p) in pinned]:
                del known[pair]


def reports_of(edit: Edit) -> frozenset[UUID]:
    """The two reports of a pin made or removed."""
    fields = edit.after or edit.before or {}
    return frozenset(UUID(str(fields[end])) for end in ("a", "b") if end in fields)

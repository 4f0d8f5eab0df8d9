"""Aligning: which section of one report speaks of what a section of another speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.change import Change, Entity
from app.domain.report import SectionKind
from app.workspace.codebook import shipped
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.analysis.alignment import Dimension, Match, SectionText


class Aligning:
    """Pairs of sections, computed when first asked for and kept while nothing changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dimensions: tuple[Dimension, ...] = ()
        self._pairs: dict[tuple[UUID, UUID], tuple[Match, ...]] = {}
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
            found = self._pairs[a, b] = self._computed(a, b)
        return found

    def _computed(self, a: UUID, b: UUID) -> tuple[Match, ...]:
        from app.analysis.alignment import dimensions_of, match

        if not self._dimensions:
            self._dimensions = dimensions_of(shipped())
        (numbers_a, texts_a), (numbers_b, texts_b) = self._sections(a), self._sections(b)
        return tuple(
            replace(pair, a=numbers_a[pair.a], b=numbers_b[pair.b])
            for pair in match(texts_a, texts_b, self._dimensions)
        )

    def _sections(self, report: UUID) -> tuple[list[int], tuple[SectionText, ...]]:
        """The headings of a report, and the place of each in the whole outline.

        Numbered statements (ITEM) are words of the section around them.
        """
        from app.analysis.alignment import section_texts

        library = self._session.library
        headings = [
            (number, section)
            for number, section in enumerate(library.outline(report))
            if section.kind is not SectionKind.ITEM
        ]
        texts = section_texts(library.text(report), [section for _, section in headings])
        return [number for number, _ in headings], texts

    def _forget(self, change: Change) -> None:
        touched = change.touched(Entity.REPORT)
        if touched:
            self._pairs = {
                pair: match
                for pair, match in self._pairs.items()
                if touched.isdisjoint(map(str, pair))
            }

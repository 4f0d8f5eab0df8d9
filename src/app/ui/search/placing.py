"""Where hits stand: their headings, and the tags that are on them already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.search import Hit
from app.domain.tag import Tag, TagKind
from app.ui.search.hit_model import FoundHit
from app.workspace.workspace import Workspace

Marks = tuple[tuple[str, TagKind], ...]


def placed(workspace: Workspace, hits: Iterable[Hit]) -> list[FoundHit]:
    """The hits with their place and tags. Reads the library: for a job thread."""
    counts = workspace.library.annotation_counts()
    tree = workspace.tagging.tree()
    found: list[FoundHit] = []
    for report, group in groupby(hits, key=lambda hit: hit.report):
        annotations = workspace.annotating.of_report(report) if counts.get(report) else []
        touching = Touching(annotations)
        for hit in group:
            tags = (tree.get(id_) for id_ in touching.tags(hit.span))
            marks = tuple((tag.colour, tag.kind) for tag in tags if isinstance(tag, Tag))
            found.append(FoundHit(hit, workspace.finding.section(hit), marks))
    return found


class Touching:
    """Which annotations of one report touch a span."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        with_place = [(a.anchor.span, a.tags) for a in annotations if a.anchor and a.tags]
        with_place.sort(key=lambda pair: pair[0])
        self._spans = [span for span, _ in with_place]
        self._tags = [tags for _, tags in with_place]
        self._starts = [span.start for span in self._spans]
        self._longest = max((len(span) for span in self._spans), default=0)

    def tags(self, span: Span) -> tuple[UUID, ...]:
        """The tags of the annotations that share a code point with `span`, each once."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        found: dict[UUID, None] = {}
        for k in range(first, last):
            if self._spans[k].overlaps(span):
                found.update(dict.fromkeys(self._tags[k]))
        return tuple(found)

"""The citation of a passage: one form, for the clipboard and for every export."""

from __future__ import annotations

from app.domain.anchor import Span
from app.domain.report import Report
from app.domain.rows import AnnotationRow
from app.workspace.places import Place, Places

PART = "·"
LEVEL = "/"


def citation(report: Report, place: Place | None = None) -> str:
    """`单位·年度·一级标题/二级标题·第n段`; parts that are not known are left out.

    The form is Chinese in every language of the interface: it is pasted into
    Chinese documents.
    """
    meta = report.metadata
    parts = [
        meta.organisation.value or report.title,
        f"{meta.year.value}年度" if meta.year.value else "",
        LEVEL.join(place.section) if place else "",
        f"第{place.paragraph}段" if place and place.paragraph else "",
    ]
    return PART.join(part for part in parts if part)


def row_citation(row: AnnotationRow) -> str:
    """The citation of an annotation."""
    return citation(row.report, Place(row.section, row.paragraph))


def span_citation(report: Report, places: Places, span: Span) -> str:
    """The citation of a passage: of the paragraph where it begins."""
    return citation(report, places.at(span.start))

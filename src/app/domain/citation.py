"""The citation of a passage: one form, for the clipboard and for every export."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.report import Report
from app.domain.rows import AnnotationRow

PART = "·"
LEVEL = "/"


def citation(report: Report, section: Sequence[str] = (), paragraph: int = 0) -> str:
    """`单位·年度·一级标题/二级标题·第n段`; parts that are not known are left out.

    The form is Chinese in every language of the interface: it is pasted into
    Chinese documents.

    Args:
        section: headings from the top, label included.
        paragraph: 1-based inside the deepest section; 0 when it stands on no paragraph.
    """
    meta = report.metadata
    parts = [
        meta.organisation.value or report.title,
        f"{meta.year.value}年度" if meta.year.value else "",
        LEVEL.join(section),
        f"第{paragraph}段" if paragraph else "",
    ]
    return PART.join(part for part in parts if part)


def row_citation(row: AnnotationRow) -> str:
    """The citation of an annotation."""
    return citation(row.report, row.section, row.paragraph)

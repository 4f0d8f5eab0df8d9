"""Telling: what a link is, in words, as seen from one of its ends."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.link import LinkKind
from app.domain.rows import AnnotationRow, LinkRow
from app.ui.naming import report_name

MOST_OF_A_QUOTE = 60


class LinkTelling(QObject):
    """Sentences about links; every method is pure."""

    def role(self, role: str) -> str:
        """What one end is to the other; see domain.rows.LINK_ROLES."""
        return {
            "same": self.tr("相同"),
            "contradicts": self.tr("矛盾"),
            "copied": self.tr("抄自"),
            "copied_by": self.tr("被抄"),
            "answers": self.tr("回应"),
            "answers_by": self.tr("得到回应"),
        }[role]

    def choice(self, kind: LinkKind, *, turned: bool) -> str:
        """A kind as it is offered: which end is what to the other."""
        if kind is LinkKind.SAME:
            return self.tr("两处相同")
        if kind is LinkKind.CONTRADICTS:
            return self.tr("两处矛盾")
        if kind is LinkKind.COPIED:
            return self.tr("此处抄自起点") if turned else self.tr("起点抄自此处")
        return self.tr("此处回应起点") if turned else self.tr("起点回应此处")

    def place(self, row: AnnotationRow) -> str:
        """`青溪市2022 · 三、规范执法`."""
        parts = (report_name(row.report), row.section[-1] if row.section else "")
        return " · ".join(part for part in parts if part)

    def line(self, row: LinkRow, annotation: UUID) -> str:
        """One link at one of its ends: `抄自 青溪市2022 · 三、规范执法：“…”`."""
        other = row.other(annotation)
        words = self.tr("{role} {place}：“{quote}”").format(
            role=self.role(row.role(annotation)),
            place=self.place(other),
            quote=shortened(other.quote),
        )
        return f"{words}\n{row.link.comment}" if row.link.comment else words


def shortened(text: str, most: int = MOST_OF_A_QUOTE) -> str:
    """The beginning of a quote in one line."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def several(count: int) -> str:
    """`链接 2`."""
    words = QCoreApplication.translate("LinkTelling", "链接 {count}")
    return words.format(count=count)

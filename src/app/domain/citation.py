"""Citations: the one place that says where a passage stands, in the form a person chose.

Three styles: the path of sections, which circulars and scoring sheets use; the national
standard for references; and a template that a person writes (see citation_template).
Whatever is not known is left out together with its punctuation. Nothing here asks for the
present time: the same passage is cited by the same words on every day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from app.domain.citation_template import Cited, Template
from app.domain.errors import Invalid
from app.domain.report import Report
from app.domain.rows import AnnotationRow

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PART = "·"
LEVEL = "/"
WEB = frozenset({"text/html", "application/xhtml+xml", "multipart/related"})
"""Media types of what was saved from a web page."""


class Style(StrEnum):
    """The forms to choose from; words for people belong to ui and cli."""

    PATH = "path"
    STANDARD = "gbt7714"
    TEMPLATE = "template"


STYLES = {
    **{style.value: style for style in Style},
    "路径": Style.PATH,
    "国标": Style.STANDARD,
    "gb/t7714": Style.STANDARD,
    "模板": Style.TEMPLATE,
}
"""What a style is called where it is typed, in lower case and without blanks."""

USUAL_TEMPLATE = "[{单位}：]《{标题}》[，{章节}][，第{段}段][（{发布日期}）]"
"""A template to begin with: the form of a footnote; it shows how optional parts are written."""


@dataclass(frozen=True, slots=True)
class Citing:
    """How passages are cited.

    Attributes:
        template: what the style TEMPLATE fills; kept when another style is chosen.
        zone: of the day of an import, None for that of this computer.
    """

    style: Style = Style.PATH
    template: str = USUAL_TEMPLATE
    zone: tzinfo | None = None

    @classmethod
    def kept(cls, style: str, template: str) -> Citing:
        """As it was written down: what cannot be used any more gives way to the usual form."""
        known = Style(style) if style in list(Style) else Style.PATH
        if not template:
            return cls(known)
        try:
            Template.of(template)
        except Invalid:
            return cls(Style.PATH if known is Style.TEMPLATE else known)
        return cls(known, template)

    def named(self, words: str) -> Citing:
        """A copy in the style that somebody typed: the name of one, or a template itself.

        Raises:
            Invalid: `no_style`, or what Template.of raises.
        """
        style = STYLES.get("".join(words.split()).casefold())
        if style is not None:
            return Citing(style, self.template, self.zone)
        if not set(words) & set("{}｛｝"):
            raise Invalid("no_style", given=words)
        Template.of(words)
        return Citing(Style.TEMPLATE, words, self.zone)

    def row(self, row: AnnotationRow) -> str:
        """The citation of an annotation."""
        id_ = f"piyue://annotation/{row.annotation.id}"
        return self._of(
            Cited(row.report, row.section, row.paragraph, row.reviewer.name, id_, self.zone)
        )

    def passage(self, report: Report, section: Sequence[str] = (), paragraph: int = 0) -> str:
        """The citation of a place that nobody annotated.

        Args:
            section: headings from the top, label included.
            paragraph: 1-based inside the deepest section; 0 when it stands on no paragraph.
        """
        id_ = f"piyue://report/{report.id}"
        return self._of(Cited(report, tuple(section), paragraph, "", id_, self.zone))

    def _of(self, cited: Cited) -> str:
        if self.style is Style.STANDARD:
            return _standard(cited)
        if self.style is Style.TEMPLATE:
            return Template.of(self.template).filled(cited)
        return _path(cited)


def _path(cited: Cited) -> str:
    """`单位·年度·一级标题/二级标题·第n段`.

    The form is Chinese in every language of the interface: it is pasted into
    Chinese documents.
    """
    meta = cited.report.metadata
    parts = (
        meta.organisation.value or cited.report.title,
        f"{meta.year.value}年度" if meta.year.value else "",
        _place(cited),
    )
    return PART.join(part for part in parts if part)


def _place(cited: Cited) -> str:
    paragraph = f"第{cited.paragraph}段" if cited.paragraph else ""
    return PART.join(part for part in (LEVEL.join(cited.section), paragraph) if part)


def _standard(cited: Cited) -> str:
    """A reference as the national standard writes it, with the passage in the place of the page.

    `责任者. 题名: 索引号[R/OL]. 出版年: 引文位置(发布日期)[引用日期]. 网址.`

    - The unit is who is responsible; where it is unknown the entry begins with its title.
    - The number by which an office files a text stands behind the title, after a colon.
    - R is a report; /OL is added, and the day of the import given as the day of
      citing it, when it came from the web. An online text needs no place and publisher.
    - The page cited follows the year and a colon. A text without pages is cited by what
      stands there instead, as the standard allows for prefaces: section and paragraph.
    - Day of publication, else the day the text was signed, in round brackets; the year
      is taken out of it and only needed before a page.

    Source: GB/T 7714—2015, 4.6 (electronic resources: elements and their order),
    7.2 (marks before the elements), 8.5 (page cited), 8.4 (dates as YYYY-MM-DD; no
    place and publisher online), annex B (types and carriers).
    """
    report = cited.report
    meta = report.metadata
    unit, number = _one_line(meta.organisation.value), _one_line(meta.index_number.value)
    days = (meta.published_on.value or "", meta.signed_on.value or "")
    day = next((day for day in days if _DAY.fullmatch(day)), "")
    is_online = bool(report.address) or report.media_type in WEB
    title = ": ".join(part for part in (_one_line(report.title), number) if part)
    place = _one_line(_place(cited))
    if place and day:
        place = f"{day[:4]}: {place}"
    dates = (f"({day})" if day else "") + (f"[{cited.imported_on}]" if is_online else "")
    parts = (unit, f"{title}[{'R/OL' if is_online else 'R'}]", f"{place}{dates}", report.address)
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def citation(report: Report, section: Sequence[str] = (), paragraph: int = 0) -> str:
    """A place in the usual style."""
    return Citing().passage(report, section, paragraph)


def row_citation(row: AnnotationRow) -> str:
    """An annotation in the usual style."""
    return Citing().row(row)

"""Values for tests, with sensible defaults."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.report import (
    Field,
    Metadata,
    ParsedReport,
    Report,
    Section,
    SectionKind,
    Source,
)

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)

SMALL_TEXT = (
    "云岭区2023年度法治政府建设情况报告\n"
    "2023年，云岭区坚持依法行政。𠮷祥街道率先完成改革，mixed 中English。\n"
    "\n"
    "一、主要举措和成效\n"
    "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件。\n"
    "（二）规范行政执法。开展双随机、一公开检查81次。\n"
    "二、存在的不足\n"
    "一是法治意识有待提升。二是执法力量不足。\n"
    "云岭区人民政府\n"
    "2024年2月10日"
)


class Clock:
    """Time that moves one second per look."""

    def __init__(self, start: datetime = NOON) -> None:
        self._ticks = itertools.count()
        self._start = start

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=next(self._ticks))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def section(
    text: str, label: str, heading: str, *, level: int = 1, end: int | None = None
) -> Section:
    """A section whose label and heading occur in `text`; it ends at `end` or with the text."""
    start = text.index(label + heading)
    heading_end = start + len(label) + len(heading)
    span = Span(start, len(text) if end is None else end)
    return Section(level, SectionKind.OWN_LINE, label, heading, span, heading_end)


def metadata(**values: str | None) -> Metadata:
    return Metadata(**{name: Field(v, Source.TEXT if v else None) for name, v in values.items()})


def parsed(
    text: str = SMALL_TEXT,
    *,
    title: str = "云岭区2023年度法治政府建设情况报告",
    organisation: str | None = "云岭区人民政府",
    year: str | None = "2023",
    region: str | None = "重庆",
    level: str | None = "county",
    sections: Sequence[Section] = (),
    furniture: Sequence[Span] = (),
    file_name: str = "云岭区2023.txt",
) -> ParsedReport:
    return ParsedReport(
        file_name=file_name,
        file_sha256=sha256(file_name + text),
        media_type="text/plain",
        text=text,
        text_sha256=sha256(text),
        metadata=metadata(
            title=title, organisation=organisation, year=year, region=region, level=level
        ),
        sections=tuple(sections),
        furniture=tuple(furniture),
        body=Span(0, len(text)),
    )


def report(text: str = SMALL_TEXT, **values: str | None) -> Report:
    facts = {"title": "云岭区2023年度法治政府建设情况报告", "year": "2023", **values}
    return Report(
        id=uuid4(),
        metadata=metadata(**facts),
        text_sha256=sha256(text),
        characters=len(text),
        sections=0,
        file_name="云岭区2023.txt",
        media_type="text/plain",
        imported=NOON,
    )


def annotation(
    report_id: UUID,
    text: str,
    span: Span | None,
    *,
    tags: Sequence[UUID] = (),
    comment: str = "",
    reviewer: UUID | None = None,
    scope: Scope | None = None,
) -> Annotation:
    return Annotation(
        id=uuid4(),
        report=report_id,
        scope=scope or (Scope.PASSAGE if span else Scope.REPORT),
        anchor=Anchor.at(text, span) if span else None,
        tags=tuple(tags),
        comment=comment,
        reviewer=reviewer or uuid4(),
        created=NOON,
        edited=NOON,
    )

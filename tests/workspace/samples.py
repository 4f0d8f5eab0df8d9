"""Values of the workspace tests: a report with an outline, and what a test compares."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import builders
from app.domain.anchor import Span
from app.domain.change import Entity
from app.domain.report import ParsedReport, Section, SectionKind
from app.workspace.workspace import Workspace

TEXT = builders.SMALL_TEXT


def outline(text: str = TEXT) -> tuple[Section, ...]:
    """The outline of SMALL_TEXT: two headings on lines of their own, two run in."""

    def at(level: int, kind: SectionKind, label: str, heading: str, end: int) -> Section:
        start = text.index(label + heading)
        return Section(
            level, kind, label, heading, Span(start, end), start + len(label) + len(heading)
        )

    second = text.index("二、存在的不足")
    return (
        at(1, SectionKind.OWN_LINE, "一、", "主要举措和成效", second),
        at(2, SectionKind.RUN_IN, "（一）", "深化“放管服”改革", text.index("（二）")),
        at(2, SectionKind.RUN_IN, "（二）", "规范行政执法", second),
        at(1, SectionKind.OWN_LINE, "二、", "存在的不足", len(text)),
        at(2, SectionKind.ITEM, "一是", "法治意识有待提升", text.index("二是")),
    )


def parsed(name: str = "云岭区", year: str = "2023", **values: Any) -> ParsedReport:
    """SMALL_TEXT as the report of another unit and year."""
    text = TEXT.replace("云岭区", name).replace("2023", year)
    facts: dict[str, Any] = {
        "title": f"{name}{year}年度法治政府建设情况报告",
        "organisation": f"{name}人民政府",
        "year": year,
        "region": name,
        "sections": outline(text),
        "file_name": f"{name}{year}.txt",
        **values,
    }
    return builders.parsed(text, **facts)


def span_of(passage: str, text: str = TEXT) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def state(workspace: Workspace) -> dict[str, Any]:
    """All content of a library but its people, as plain fields."""
    library = workspace.library
    ids: dict[Entity, list[str]] = {
        Entity.REPORT: [str(r.id) for r in library.reports()],
        Entity.TAG: [str(t.id) for t in library.tags()],
        Entity.ANNOTATION: [str(a.id) for a in library.annotations()],
        Entity.REPLY: [str(r.id) for r in library.replies()],
    }
    found: dict[str, Any] = {
        f"{entity} {id_}": library.fields(entity, id_) for entity, of in ids.items() for id_ in of
    }
    for reviewer in library.reviewers():
        for report, status in library.statuses(reviewer.id).items():
            found[f"status {report} {reviewer.id}"] = status
    return found


def tag(workspace: Workspace, code: str) -> UUID:
    found = workspace.tagging.find(code)
    assert found is not None
    return found.id

"""Samples: a small library to try things out in, made from the shipped reports."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.anchor import Span
from app.domain.errors import PiyueError
from app.domain.report import Section
from app.paths import resource
from app.workspace.progress import Progress, Silent
from app.workspace.workspace import Workspace

log = logging.getLogger(__name__)

ANNOTATIONS = "annotations.json"
SUFFIXES = frozenset({".txt", ".docx", ".html", ".htm", ".pdf", ".md"})
NOT_REPORTS = frozenset({"readme.md", "license.md", "sources.md"})


def sample_files() -> list[Path]:
    """The shipped reports, in the order of their names."""
    return sorted(
        file
        for file in resource("samples").glob("*")
        if file.suffix.lower() in SUFFIXES and file.name.lower() not in NOT_REPORTS
    )


def make_samples(workspace: Workspace, progress: Progress | None = None) -> int:
    """Import the shipped reports into an open library and annotate them.

    Returns:
        The number of reports.

    Raises:
        Cancelled: what is stored by then stays.
    """
    watched = progress or Silent()
    files = sample_files()
    results = workspace.importing.add(files, watched)
    reports = {result.file: result.report.id for result in results if result.report is not None}
    remarks = _remarks()
    for number, remark in enumerate(remarks):
        watched.step(number, len(remarks), "")
        report = reports.get(str(remark.get("file")))
        if report is not None:
            _annotate(workspace, report, remark)
    return len(reports)


def _remarks() -> list[Mapping[str, Any]]:
    """The shipped annotations: file, quote, tags (codebook ids), comment, scope."""
    path = resource("samples") / ANNOTATIONS
    if not path.exists():
        return []
    remarks: list[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return remarks


def _annotate(workspace: Workspace, report: UUID, remark: Mapping[str, Any]) -> None:
    """Make one annotation; a quote that is not found is logged and left out."""
    quote, comment = str(remark.get("quote") or ""), str(remark.get("comment") or "")
    found = (workspace.tagging.find(str(code)) for code in remark.get("tags") or ())
    tags = [tag.id for tag in found if tag is not None]
    scope = str(remark.get("scope") or "passage")
    try:
        if scope == "report":
            workspace.annotating.annotate_report(report, tags, comment)
            return
        if scope == "section":
            section = _section(workspace, report, quote)
            if section is not None:
                workspace.annotating.annotate_section(report, section, tags, comment)
            return
        start = workspace.library.text(report).find(quote) if quote else -1
        if start < 0:
            log.warning("a sample annotation has no place in its report")
            return
        span = Span(start, start + len(quote))
        workspace.annotating.highlight(report, span, tags, comment)
    except PiyueError as problem:
        log.warning("a sample annotation was left out: %s", problem)


def _section(workspace: Workspace, report: UUID, heading: str) -> Section | None:
    """The first section whose label and heading contain the words."""
    for section in workspace.library.outline(report):
        if heading in section.label + section.heading:
            return section
    return None

"""A small library and a look for the parts of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.domain.report import Report
from app.paths import Paths
from app.settings import Settings
from app.ui.theme import Look
from app.workspace.workspace import Workspace

LEVELS = {"county": "区县", "city": "市级", "zone": "开发区 / 新区", "department": "部门"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    paths = Paths(*(tmp_path / name for name in ("documents", "config", "cache", "logs")))
    settings = Settings(reviewer_name="审阅甲")
    opened = Workspace.open(
        tmp_path / "库.piyue", paths, settings, create=True, clock=builders.Clock()
    )
    yield opened
    opened.close()


@pytest.fixture
def look(qapp: object) -> Look:
    return Look()


@pytest.fixture
def report(workspace: Workspace) -> Report:
    """A report with a 一、（一） outline and a character outside the first plane."""
    text = builders.SMALL_TEXT
    second = text.index("二、")
    sections = (
        builders.section(text, "一、", "主要举措和成效", end=second),
        builders.section(text, "二、", "存在的不足"),
    )
    parsed = builders.parsed(text, sections=sections)
    return workspace.importing.store([(parsed, {})])[0]


Mark = Callable[..., Annotation]


@pytest.fixture
def mark(workspace: Workspace, report: Report) -> Mark:
    """Marks the first place where some words stand."""

    def make(words: str, *codes: str, comment: str = "") -> Annotation:
        start = builders.SMALL_TEXT.index(words)
        tags = [tag_id(workspace, code) for code in codes]
        span = Span(start, start + len(words))
        return workspace.annotating.highlight(report.id, span, tags, comment)

    return make


def tag_id(workspace: Workspace, code: str) -> UUID:
    tag = workspace.tagging.find(code)
    assert tag is not None, code
    return tag.id


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget, int, int], None]:
    """Shows a widget at a size and waits until it is there."""

    def show(widget: QWidget, width: int, height: int) -> None:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()

    return show

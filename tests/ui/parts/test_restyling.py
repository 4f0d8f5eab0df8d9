"""Every part takes another theme and another scale while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

import builders
from app.domain.filters import Filter
from app.domain.report import Report
from app.ui.annotations.annotation_list import AnnotationDock
from app.ui.exporting.scopes import Scope
from app.ui.exporting.sheet import ExportSheet
from app.ui.importing.item import ReviewItem
from app.ui.importing.model import ReviewModel
from app.ui.importing.page import ImportPage
from app.ui.importing.words import ReviewWords
from app.ui.jobs import Jobs
from app.ui.search.search_page import SearchPage
from app.ui.tags.palette import Request, TagPalette
from app.ui.tags.tag_dock import TagDock
from app.ui.theme import SCALES, THEMES, Look
from app.ui.wording import Wording
from app.workspace.importing import Examined
from app.workspace.workspace import Workspace
from journeys.gestures import wait_until
from ui.parts.conftest import LEVELS

Show = Callable[[QWidget, int, int], None]
Mark = Callable[..., object]


def tag_dock(look: Look, workspace: Workspace, report: Report) -> QWidget:
    del report
    return TagDock(look, workspace)


def palette(look: Look, workspace: Workspace, report: Report) -> QWidget:
    del report
    window = QWidget()
    window.resize(800, 600)
    request = Request(workspace.tagging)
    TagPalette(look, window).open_at(QRectF(50, 50, 100, 20), request)
    return window


def annotations(look: Look, workspace: Workspace, report: Report) -> QWidget:
    dock = AnnotationDock(look, workspace)
    dock.set_report(report.id)
    return dock


def review(look: Look, workspace: Workspace, report: Report) -> QWidget:
    del workspace, report
    found = builders.parsed(file_name="云岭.txt", organisation=None)
    page = ImportPage(look, ReviewModel(ReviewWords(Wording())))
    page.model.add([ReviewItem(Examined(Path("云岭.txt"), "云岭.txt", parsed=found))])
    page.table.begin()
    page.beside.settle()
    return page


def export(look: Look, workspace: Workspace, report: Report) -> QWidget:
    del report
    tags, scopes = workspace.tagging.tags(), [Scope("library", "整个报告库", Filter())]
    sheet = ExportSheet(look, workspace.exporting, Jobs(), scopes=scopes, tags=tags, kept={})
    wait_until(lambda: sheet.is_settled)
    return sheet


def search(look: Look, workspace: Workspace, report: Report) -> QWidget:
    del report
    return SearchPage(look, workspace, Jobs(), LEVELS)


@pytest.mark.parametrize("make", [tag_dock, palette, annotations, review, export, search])
def test_it_is_painted_in_every_theme_and_at_every_scale(
    make: Callable[[Look, Workspace, Report], QWidget],
    look: Look,
    workspace: Workspace,
    report: Report,
    mark: Mark,
    shown: Show,
) -> None:
    mark("执法力量不足", "V2", comment="请补充编制数。")
    widget = make(look, workspace, report)
    shown(widget, 1000, 640)
    pictures: list[QImage] = []
    for theme in THEMES:
        look.set_theme(theme)
        pictures.append(widget.grab().toImage())
    for scale in SCALES:
        look.set_scale(scale)
        QApplication.processEvents()  # rows in scroll areas are laid out when the loop comes to it
        pictures.append(widget.grab().toImage())
    # The last theme at 100 % is there twice.
    assert sum(one == other for one in pictures for other in pictures) == len(pictures) + 2

"""The main window: rows, pages, docks, and what is remembered of them."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from app.domain.change import Change
from app.domain.errors import Cancelled, LibraryError, PiyueError
from app.domain.search import Hit, Query
from app.paths import Paths
from app.settings import ZOOM_RANGE, Settings, ViewState
from app.ui.actions import Actions
from app.ui.command_row import CommandRow
from app.ui.controls import column
from app.ui.dialogs import ask_text, show_details, tell
from app.ui.jobs import Jobs
from app.ui.library.empty_page import EmptyPage
from app.ui.menus import add_choices
from app.ui.name_bar import NameBar
from app.ui.reading_page import ReadingPage
from app.ui.signals import Signals
from app.ui.status_row import StatusRow
from app.ui.theme import SCALES, Look
from app.ui.title_row import TitleRow
from app.ui.transfers import Transfers, local_files
from app.ui.wording import Wording
from app.workspace.workspace import Workspace

log = logging.getLogger(__name__)

ZOOM_STEP = 10
FIRST_SIZE = QSize(1366, 768)
SMALLEST = QSize(800, 480)
OVERLAP = 1280
"""Below this width the right dock starts hidden, so that the text keeps its room."""


class MainWindow(QWidget):
    """One library at a time.

    Signals:
        library_wanted: `open`, `new`, `copy`, `sample`, or the path of a recent one;
            the application does it, because it may end with another workspace.
    """

    library_wanted = Signal(str)

    def __init__(self, look: Look, paths: Paths, settings: Settings) -> None:
        super().__init__()
        self.look, self.paths, self.settings = look, paths, settings
        self.workspace: Workspace | None = None
        self.view: ViewState | None = None
        self.wording = Wording(self)
        self.jobs = Jobs(self)
        self.signals = Signals(self)
        self.actions_ = Actions(look, self)
        self.title_row = TitleRow(look, self.actions_)
        self.command_row = CommandRow(look, self.actions_)
        self.reading = ReadingPage(look, self.wording, self.jobs, self.signals, self)
        self.empty = EmptyPage(look)
        self.pages = QStackedWidget()
        self.name_bar = NameBar(look)
        self.status = StatusRow(look, self.jobs)
        self.transfers = Transfers(self)
        self._search: Any = None
        self._page = "reading"
        self._facts_timer = QTimer(self)
        self._lay_out()
        self._bind()
        self._connect()
        self._restore_window()

    def _lay_out(self) -> None:
        self.pages.addWidget(self.reading)
        self.pages.addWidget(self.empty)
        column(
            self, self.title_row, self.command_row, self.pages, self.name_bar, self.status
        )
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.reading.right.set_pages(self._right_pages())

    def _right_pages(self) -> list[tuple[str, QWidget]]:
        from app.ui.annotations.annotation_list import AnnotationDock
        from app.ui.tags.tag_dock import TagDock

        placeholder = _no_workspace()
        self.tags = TagDock(self.look, placeholder)
        self.annotations = AnnotationDock(self.look, placeholder)
        return [
            (self.tr("标签"), self.tags),
            (self.tr("批注"), self.annotations),
            (self.tr("详情"), self.reading.details),
        ]

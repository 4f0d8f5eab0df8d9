"""The main window: rows, pages, docks, and what is remembered of them."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.change import Change
from app.domain.errors import Cancelled, LibraryError, PiyueError
from app.domain.search import Hit
from app.domain.tag import SLOTS
from app.paths import Paths
from app.settings import SYNC_MODES, ZOOM_RANGE, Settings, ViewState
from app.ui.autotagging.opening import AutoTaggingDesk
from app.ui.bindings import BY_COMMANDS, ZOOM_STEP, bind, start_with, step_through
from app.ui.codebook_sheets import CodebookSheets
from app.ui.command_row import CommandRow
from app.ui.controls import column
from app.ui.correcting import CorrectingDesk
from app.ui.dialogs import show_details, tell
from app.ui.facts import Facts
from app.ui.focus import enter
from app.ui.guiding import Guide
from app.ui.importing.desk import ImportDesk
from app.ui.jobs import Jobs
from app.ui.libraries import Libraries
from app.ui.library.empty_page import EmptyPage
from app.ui.links.linker import Linker
from app.ui.name_bar import NameBar
from app.ui.pane_menus import PaneMenus
from app.ui.questions import Questions
from app.ui.reading_page import ReadingPage
from app.ui.reading_together import ReadingTogether
from app.ui.reanchoring.desk import ReanchoringDesk
from app.ui.right_pages import RightPages
from app.ui.search_panel import SearchPanel
from app.ui.signals import Signals
from app.ui.status_row import StatusRow
from app.ui.tables_panel import TablesPanel
from app.ui.theme import Look
from app.ui.title_row import TitleRow
from app.ui.transfers import Transfers, local_files
from app.ui.window_actions import Actions
from app.ui.window_menus import WindowMenus
from app.ui.wording import Wording
from app.workspace.workspace import Workspace

log = logging.getLogger(__name__)

FIRST_SIZE = QSize(1366, 768)
SMALLEST = QSize(800, 480)
NARROW = 1280
"""Below this width (in pixels at 100 %) the right dock opens over the panes: the text keeps its room."""


class MainWindow(QWidget):
    """Shows one library at a time; its collaborators do what the menus say.

    Attributes:
        workspace, view: the open library and how it was last looked at; None
            while no library could be opened.
    """

    def __init__(self, look: Look, paths: Paths, settings: Settings) -> None:
        super().__init__()
        self.look, self.paths, self.settings = look, paths, settings
        self.workspace: Workspace | None = None
        self.view: ViewState | None = None
        self.wording = Wording(self)
        self.jobs = Jobs(self)
        self.signals = Signals(self)
        self.commands = Actions(look, self, settings.keys)
        self.title_row = TitleRow(look, self.commands)
        self.command_row = CommandRow(look, self.commands)
        self.reading = ReadingPage(
            look, self.wording, self.jobs, self.signals, self.commands.keys, self
        )
        self.empty = EmptyPage(look, self.commands)
        self.pages = QStackedWidget()
        self.name_bar = NameBar(look)
        self.status = StatusRow(look, self.jobs)
        self.libraries = Libraries(self)
        self.transfers = Transfers(self)
        self.imports = ImportDesk(self)
        self.codebook = CodebookSheets(self)
        self.right_pages = RightPages(self)
        self.search_panel = SearchPanel(self)
        self.tables_panel = TablesPanel(self)
        self.questions = Questions(self)
        self.menus = WindowMenus(self)
        self.pane_menus = PaneMenus(self)
        self.correcting = CorrectingDesk(self)
        self.linker = Linker(self)
        self.guide = Guide(self)
        self.together = ReadingTogether(self)
        self.page = "reading"
        self._facts = QTimer(self)
        self._facts.setSingleShot(True)
        self._facts.setInterval(0)
        self._facts.timeout.connect(Facts(self).show)
        self._docks_set = False
        self._lay_out()
        self.auto_tagging = AutoTaggingDesk(self)
        self.reanchoring = ReanchoringDesk(self)
        bind(self)
        self._connect()
        self._restore_window()
        self.set_workspace(None, None)

    def _lay_out(self) -> None:
        self.pages.addWidget(self.reading)
        self.pages.addWidget(self.empty)
        layout = column(
            self, self.title_row, self.command_row, self.pages, self.name_bar, self.status
        )
        layout.setStretchFactor(self.pages, 1)
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("批阅"))

    def _connect(self) -> None:
        self.title_row.page_chosen.connect(self.show_page)
        self.title_row.searched.connect(self.search)
        self.title_row.left.connect(self.focus_page)
        self.empty.chosen.connect(lambda key: start_with(self, key))
        self.reading.moved.connect(self._facts.start)
        self.reading.refused.connect(self.report)
        self.reading.commands.hinted.connect(self.status.say)
        self.reading.counterparts.said.connect(self.status.say)
        self.reading.opening.hinted.connect(self.status.say)
        self.reading.opening.unreadable.connect(self.questions.tell_unreadable)
        self.reading.opening.zoom_wished.connect(
            lambda steps: self.set_zoom(self.settings.zoom + ZOOM_STEP * steps)
        )
        self.reading.commands.annotated.connect(self.questions.ask_name_once)
        self.reading.opening.commanded.connect(self._pane_command)
        self.reading.library.import_asked.connect(self.transfers.ask_files)
        self.reading.library.removal_asked.connect(self.questions.ask_removal)
        self.reading.library.export_asked.connect(self.transfers.export_reports)
        self.reading.details.remark_asked.connect(self.questions.ask_remark)
        self.name_bar.named.connect(self.questions.take_name)
        self.signals.changed.connect(self._changed)
        self.signals.reports_changed.connect(lambda _: self._choose_page())
        self.look.changed.connect(self._facts.start)
        right = self.reading.right
        right.visibility_changed.connect(
            lambda _: self.commands["right_dock"].setChecked(not right.isHidden())
        )
        self.questions.lay_desk()
        keys = self.commands.keys
        keys.changed.connect(lambda: self.remember(keys=keys.changes()))
        self.menus.connect_rows()

    # --- the library ---

    def has_workspace(self) -> bool:
        """Whether a library is open; without one, the user's own is opened or made."""
        if self.workspace is None:
            self.libraries.open(self.libraries.own_path(), create=True)
        return self.workspace is not None

    def set_workspace(self, workspace: Workspace | None, view: ViewState | None) -> None:
        """Show another library; the former one is closed by whoever opened this one."""
        if self.workspace is not None:
            self.right_pages.remember()
            self.reading.opening.remember()
        self.signals.listen_to(workspace)
        self.workspace, self.view = workspace, view
        self.linker.forget()
        self.auto_tagging.forget()
        self.reanchoring.forget()
        self.transfers.forget()
        self.reading.set_workspace(workspace, view)
        self._take_up_view()
        self.right_pages.set_workspace(workspace)
        self.search_panel.set_workspace(workspace)
        self.tables_panel.set_workspace(workspace, view)
        self.imports.set_workspace(workspace)
        name = workspace.library.path.stem if workspace else self.tr("没有打开报告库")
        self.title_row.set_library(name, str(workspace.library.path) if workspace else "")
        self.setWindowTitle(self.tr("{name} — 批阅").format(name=name))
        if workspace is not None and workspace.library.read_only:
            self.status.set_read_only()
        else:
            self.status.set_saved()
        self.empty.set_has_library(workspace is not None)
        self._choose_page()
        self.enable()
        self._facts.start()

    def _take_up_view(self) -> None:
        """Text size and synchronised scrolling are those this library was left with."""
        opening = self.reading.opening
        mode = opening.kept(None, "sync_mode")
        if isinstance(mode, str) and mode in SYNC_MODES and mode != self.settings.sync_mode:
            self.set_sync_mode(mode)
        self.remember(zoom=opening.zoom)

    def open_first_reports(self) -> None:
        """After an import into an empty window: show the first report."""
        reading = self.reading
        if not reading.area.open and reading.library.model.lines:
            reading.open_report(reading.library.model.lines[0].report.id)
            self.guide.offer_tour()

    def _choose_page(self) -> None:
        has_reports = self.reading.has_reports
        self.right_pages.make_ready()
        self.title_row.set_has_reports(has_reports)
        self.command_row.set_has_reports(has_reports)
        if not has_reports and self.page not in {"reading", "import"}:
            self.page = "reading"
            self.title_row.set_page("reading")
        self.show_page(self.page)

    def show_page(self, page: str) -> None:
        """Show a page (`reading`, `search`, `tables`, `import`) that there is something for."""
        has_reports = self.reading.has_reports
        if page != "reading" and not (self.imports.is_active if page == "import" else has_reports):
            return
        self.page = page
        if page == "search":
            self.pages.setCurrentWidget(self.search_panel.page())
        elif page == "tables":
            self.pages.setCurrentWidget(self.tables_panel.page())
            self.tables_panel.focus()
        elif page == "import":
            self.pages.setCurrentWidget(self.imports.page())
            self.imports.focus()
        else:
            self.pages.setCurrentWidget(self.reading if has_reports else self.empty)
        shown = self.settings.command_row_shown and has_reports and page == "reading"
        self.command_row.setVisible(shown)
        self.title_row.set_page(page)
        self.imports.page_shown(page)
        self.guide.page_shown(page)
        self._facts.start()

    def search(self, typed: str) -> None:
        """Search the whole library."""
        if self.workspace is not None and self.reading.has_reports:
            self.show_page("search")
            self.search_panel.start(typed)

    def open_hit(self, hit: Hit, beside: bool) -> None:
        self.show_page("reading")
        self.reading.open_at(hit.report, hit.span, beside=beside)

    def focus_search(self) -> None:
        if self.page == "search":
            self.search_panel.start("")
        else:
            self.title_row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.title_row.field.selectAll()

    def focus_page(self) -> None:
        """Give the focus back to what is read."""
        active = self.reading.area.active
        if self.page == "reading" and active is not None:
            active.pane.setFocus()
        else:
            enter(self.pages.currentWidget(), Qt.FocusReason.OtherFocusReason)

    def _pane_command(self, name: str) -> None:
        """Carry out an action of the table whose key was pressed in a pane."""
        if name in self.commands:
            self.commands.run(name)
        elif name == "outline":
            self.commands["left_dock"].setChecked(True)
            self.toggle("left_dock")
            self.reading.outline.tree.setFocus()

    # --- changes, undo ---

    def _changed(self, change: Change) -> None:
        self.status.set_saved()
        self.right_pages.refresh(change)
        self.tables_panel.refresh(change)
        self.enable()
        self._facts.start()

    def reverse(self, action: str) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        self.reading.opening.settle()
        history = workspace.history
        name = history.can_undo() if action == "undo" else history.can_redo()
        try:
            change = history.undo() if action == "undo" else history.redo()
        except PiyueError as refusal:
            self.report(refusal)
            return
        done = self.tr("已撤销：{name}") if action == "undo" else self.tr("已重做：{name}")
        self.status.say(done.format(name=self.wording.action(name or change.action)))

    def enable(self) -> None:
        """What is possible now."""
        workspace = self.workspace
        writes = workspace is not None and not workspace.library.read_only
        undo = workspace.history.can_undo() if workspace and writes else None
        redo = workspace.history.can_redo() if workspace and writes else None
        self.commands["undo"].setEnabled(undo is not None)
        self.commands["redo"].setEnabled(redo is not None)
        aligns = bool(writes) and len(self.reading.area.open) > 1
        for id_ in ("align_here", "unalign"):
            self.commands[id_].setEnabled(aligns and self.settings.sync_mode == "section")
        self.command_row.set_undo(
            self.wording.action(undo) if undo else "", self.wording.action(redo) if redo else ""
        )
        self.pane_menus.enable(writes=writes)
        reads = writes and self.reading.area.active is not None
        slots = (f"tag_{slot}" for slot in SLOTS)
        for id_ in (*BY_COMMANDS, "annotate_report", "link", *slots):
            self.commands[id_].setEnabled(reads)
        self.commands["auto_tag"].setEnabled(writes and self.reading.has_reports)
        for id_ in ("import_files", "import_folder", "import_annotations"):
            self.commands[id_].setEnabled(workspace is None or writes)

    # --- saying things ---

    def say(self, words: str) -> None:
        self.status.say(words)

    def report(self, problem: BaseException) -> None:
        """Word what went wrong; a bug is logged whole and offered for copying."""
        if isinstance(problem, Cancelled):
            self.say(self.wording.problem(problem))
        elif isinstance(problem, LibraryError):
            words = self.wording.problem(problem)
            self.status.set_not_saved(words)
            tell(self.look, self, self.tr("没有保存"), words, self.tr("知道了"))
        elif isinstance(problem, PiyueError):
            self.say(self.wording.problem(problem))
        else:
            self.report_bug(problem)

    def report_bug(self, problem: BaseException) -> None:
        """Something the program should not have done: log it, and let it be copied."""
        import traceback

        log.error("Unexpected error", exc_info=problem)
        details = "".join(traceback.format_exception(problem))
        show_details(
            self.look, self, self.tr("程序内部出错"), self.wording.problem(problem), details,
            copy=self.tr("复制详情"), close=self.tr("关闭"),
        )  # fmt: skip

    def refresh_facts(self) -> None:
        """Show what is known of place, counts and modes, when the event loop is next idle."""
        self._facts.start()

    # --- look, zoom, docks ---

    def set_zoom(self, percent: int) -> None:
        """Zoom of the reading text."""
        percent = max(ZOOM_RANGE[0], min(ZOOM_RANGE[1], percent))
        self.remember(zoom=percent)
        self.reading.opening.set_zoom(percent)
        self._facts.start()

    def set_sync_mode(self, mode: str) -> None:
        self.remember(sync_mode=mode)
        self.reading.opening.keep(None, "sync_mode", mode)
        self.reading.syncing.set_mode(mode)
        self._facts.start()

    def set_theme(self, theme: str) -> None:
        self.remember(theme=theme)
        self.look.set_theme(self.settings.theme)

    def set_scale(self, percent: int) -> None:
        self.remember(ui_scale=percent)
        self.look.set_scale(self.settings.ui_scale)

    def toggle(self, part: str) -> None:
        shown = self.commands[part].isChecked()
        over = part == "right_dock" and self.reading.seat.is_over
        if not over:
            self.remember(**{f"{part}_shown": shown})
        if part == "command_row":
            self.show_page(self.page)
        else:
            dock = self.reading.left if part == "left_dock" else self.reading.right
            dock.setVisible(shown)
            if over:
                self.reading.right.take_focus() if shown else self.focus_page()

    # --- remembering ---

    def remember(self, **values: Any) -> None:
        """Change settings and write them down; a folder that cannot be written is logged."""
        changed = self.settings.changed(**values)
        if self.settings.locks(values):
            self.say(self.tr("这一项由管理员设定，不能更改"))
        if changed == self.settings:
            return
        self.settings = changed
        try:
            self.settings.save(self.paths.config)
        except OSError as error:
            log.warning("Settings could not be written: %s", error.strerror)

    def _restore_window(self) -> None:
        settings = self.settings
        geometry = QByteArray.fromBase64(settings.window_geometry.encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(FIRST_SIZE.boundedTo(screen))
        self.reading.left.setVisible(settings.left_dock_shown)
        self.commands["left_dock"].setChecked(settings.left_dock_shown)
        self.commands["command_row"].setChecked(settings.command_row_shown)
        self.reading.opening.set_zoom(settings.zoom)
        self.menus.set_manner()
        self.reading.syncing.set_mode(settings.sync_mode)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return step_through(self, forward=forwards)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys have something to act on from the beginning."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.focus_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._docks_set:
            self._docks_set = True
            self._place_docks()
        elif self._is_narrow() != self.reading.seat.is_over:
            self._seat_right_dock()

    def _is_narrow(self) -> bool:
        return self.width() < self.look.px(NARROW)

    def _seat_right_dock(self) -> None:
        """Beside the panes as it was left; over them only when it is asked for."""
        narrow = self._is_narrow()
        self.reading.set_right_over(narrow)
        self.reading.right.setVisible(self.settings.right_dock_shown and not narrow)

    def _place_docks(self) -> None:
        """Once, when the window has its size."""
        settings = self.settings
        self._seat_right_dock()
        self.reading.set_dock_widths(settings.left_dock, settings.right_dock)
        self.reading.set_left_parts(settings.window_state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is lost by closing: everything was saved when it was done."""
        left, right = self.reading.dock_widths()
        self.remember(
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            window_state=self.reading.left_parts(),
            left_dock=left or self.settings.left_dock,
            right_dock=right or self.settings.right_dock,
        )
        self.right_pages.set_workspace(None)
        self.reading.leave()
        self.imports.close()
        self.hide()  # what is still running may take a moment to stop
        self.jobs.close()
        self.signals.listen_to(None)
        self._facts.stop()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
        self.libraries.neighbours.release()
        event.accept()

    # --- dropping files anywhere ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            self.empty.zone.set_lit(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.zone.set_lit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.zone.set_lit(False)
        files = local_files(event.mimeData())
        event.acceptProposedAction()
        if files:
            self.transfers.bring_in(files)

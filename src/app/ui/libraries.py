"""Opening, making, copying libraries; and what to offer when one cannot be opened."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import LibraryError, PiyueError, UnreadableFile
from app.settings import ViewState
from app.ui.controls import Kind
from app.ui.dialogs import ask, tell
from app.ui.neighbours import Neighbours
from app.workspace.progress import Progress
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.files.export import Export, Tell, Words
    from app.ui.main_window import MainWindow

log = logging.getLogger(__name__)

SUFFIX = ".piyue"
DEFAULT_NAME = "批阅"
MOST_SHOWN = 8
PREPARE_AFTER_MS = 1000

OFFERS: dict[str, tuple[str, ...]] = {
    "in_use": ("front", "read_only", "open"),
    "not_alone": ("retry", "read_only", "open"),
    "locked": ("read_only", "retry", "open"),
    "not_found": ("open", "create", "retry"),
    "newer_version": ("open", "new"),
    "not_a_library": ("open", "new"),
    "damaged": ("open", "new"),
    "read_only": ("read_only", "open"),
    "no_access": ("retry", "open", "new"),
    "disk_full": ("retry", "read_only", "open"),
    "input_output": ("retry", "open"),
    "exists": ("open", "new"),
}
"""What is offered when a library cannot be opened, the most useful first."""


class Libraries(QObject):
    """Which library the window shows. Closing one always happens before opening another."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.neighbours = Neighbours(window)

    # --- opening ---

    def open_first(self, library: Path | None) -> None:
        """Open the library named, else the last one, else the user's own (made when missing)."""
        settings = self._window.settings
        path = library or settings.last_library
        if path is None:
            self.open(self.own_path(), create=True)
        else:
            self.open(path)

    def own_path(self) -> Path:
        """Where the library of the first start lies."""
        return self._window.paths.documents / f"{DEFAULT_NAME}{SUFFIX}"

    def open(self, path: Path, *, create: bool = False, read_only: bool = False) -> bool:
        """Show this library instead of the present one; on failure say why and keep that one."""
        window = self._window
        if window.workspace is not None and is_same(window.workspace.library.path, path):
            return True
        path, hold = path.absolute(), None
        try:
            if not read_only and path.exists():
                hold = self.neighbours.hold(path)
                if hold is None:
                    raise LibraryError(str(path), "in_use")
            workspace = Workspace.open(
                path, window.paths, window.settings, create=create,
                read_only=read_only, painter=paint_pdf,
            )  # fmt: skip
        except LibraryError as error:
            log.warning("library not opened: %s", error.reason)
            if hold is not None:
                hold.release()
            self._offer(path, error)
            return False
        self._show(workspace)
        if workspace.codebook_fault is not None:
            self._tell_codebook(workspace.codebook_fault)
        self.neighbours.keep(hold or (None if read_only else self.neighbours.hold(path)))
        return True

    def _tell_codebook(self, fault: UnreadableFile) -> None:
        window = self._window
        words = self.tr(
            "管理员指定的标签体系没有用上：\n{reason}\n\n"
            "新报告库用的是自带的标签体系。请告诉管理员；换好文件后，可用“导入批注或标签体系”补上。"
        ).format(reason=window.wording.unreadable(fault))
        tell(window.look, window, self.tr("标签体系"), words, self.tr("知道了"))

    def _show(self, workspace: Workspace) -> None:
        window = self._window
        former = window.workspace
        view = ViewState(window.paths.config, workspace.library.id)
        window.set_workspace(workspace, view)
        if former is not None:
            former.close()
        path = workspace.library.path
        window.remember(**_opened(window, path))
        QTimer.singleShot(PREPARE_AFTER_MS, self, self._prepare)

    def _prepare(self) -> None:
        """What can wait until the window has been painted, but not until it is asked for."""
        workspace = self._window.workspace
        if workspace is not None:
            self._window.right_pages.make(workspace)
            self._window.jobs.start(
                lambda progress: _prepare(workspace, progress), failed=_not_prepared
            )

    def _offer(self, path: Path, error: LibraryError) -> None:
        """Say why a library was not opened, and what can be done."""
        window = self._window
        names = {
            "retry": self.tr("再试一次"),
            "read_only": self.tr("只读打开"),
            "open": self.tr("打开其他报告库…"),
            "new": self.tr("新建报告库…"),
            "create": self.tr("在此新建"),
            "front": self.tr("转到那个窗口"),
        }
        offers = OFFERS[error.reason]
        buttons: list[tuple[str, str, Kind]] = [(key, names[key], "normal") for key in offers]
        buttons[0] = (offers[0], names[offers[0]], "primary")
        title = self.tr("没有打开报告库")
        words = window.wording.library(error) + f"\n{path}"
        does: dict[str, Callable[[], object]] = {
            "retry": lambda: self.open(path),
            "read_only": lambda: self.open(path, read_only=True),
            "open": self.ask_open,
            "new": self.ask_new,
            "create": lambda: self.open(path, create=True),
            "front": lambda: self.neighbours.lead_to(path),
        }
        ask(
            window.look, window, title, words, list(reversed(buttons)),
            lambda key: does.get(key, lambda: None)(),
        )  # fmt: skip

    # --- asking ---

    def ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("打开报告库"), str(self._folder()), self._kinds()
        )
        if name:
            self.open(Path(name))

    def ask_new(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("新建报告库"),
            str(self._folder() / (self.tr("新报告库") + SUFFIX)),
            self._kinds(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            path = with_suffix(Path(name))
            if path.exists():
                self._offer(path, LibraryError(str(path), "exists"))
            elif self.open(path, create=True):
                self._window.codebook.choose_groups(is_new=True)

    def ask_copy(self) -> None:
        """Write a copy of the present library elsewhere."""
        window = self._window
        workspace = window.workspace
        if workspace is None:
            return
        own = workspace.library.path
        name, _ = QFileDialog.getSaveFileName(
            window,
            self.tr("另存副本"),
            str(own.with_name(self.tr("{name} 副本").format(name=own.stem) + SUFFIX)),
            self._kinds(),
        )
        if not name:
            return
        target = with_suffix(Path(name))

        def work(progress: Progress) -> Path:
            progress.step(0, 0, target.name)
            workspace.library.backup(target)
            return target

        def done(path: Path) -> None:
            window.say(self.tr("已另存副本：{name}").format(name=path.name))

        window.jobs.start(work, done=done, failed=window.report, title=self.tr("另存副本"))

    def open_sample(self) -> None:
        """Open the sample library, making it from the shipped samples when it is not there."""
        from app.workspace.samples import make_samples

        window = self._window
        path = window.paths.documents / (self.tr("示例库") + SUFFIX)
        is_new = not path.exists()
        if not self.open(path, create=True) or not is_new:
            return
        workspace = window.workspace
        if workspace is None:
            return

        def done(count: int) -> None:
            if window.workspace is workspace:
                window.say(self.tr("示例库已备好：{count} 份报告").format(count=count))
                window.open_first_reports()

        window.jobs.start(
            lambda progress: make_samples(workspace, progress),
            done=done,
            failed=window.report,
            title=self.tr("准备示例库"),
        )

    def recent(self) -> list[Path]:
        """Other libraries opened before, newest first."""
        window = self._window
        present = window.workspace.library.path if window.workspace else None
        known = [path for path in window.settings.recent_libraries if path != present]
        return known[:MOST_SHOWN]

    def _folder(self) -> Path:
        workspace = self._window.workspace
        folder = workspace.library.path.parent if workspace else self._window.paths.documents
        return folder if folder.is_dir() else Path.home()

    def _kinds(self) -> str:
        return self.tr("批阅报告库 (*.piyue)")


def with_suffix(path: Path) -> Path:
    """The name typed, with the suffix of a library."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def is_same(library: Path, path: Path) -> bool:
    """Whether a path leads to an open library, by whatever name.

    It must not be opened a second time: closing the file would drop the locks of the first.
    """
    try:
        return library == path.absolute() or library.samefile(path)
    except OSError:
        return False


def _opened(window: MainWindow, path: Path) -> dict[str, object]:
    settings = window.settings.opened(path)
    return {
        "last_library": settings.last_library,
        "recent_libraries": settings.recent_libraries,
    }


def _prepare(workspace: Workspace, progress: Progress) -> None:
    """Look back which tags were used, then fill the search index where it lacks reports."""
    workspace.tagging.recent()
    while not workspace.library.read_only and workspace.library.index_pending(20):
        progress.step(0, 0, "")


def _not_prepared(problem: BaseException) -> None:
    """Search still works without the index, only slower: it is logged and tried next time."""
    if isinstance(problem, PiyueError):
        log.warning("index not filled: %s", problem)
    else:
        log.error("index not filled", exc_info=problem)


def paint_pdf(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Write a PDF; what paints it is loaded when somebody first exports one."""
    from app.ui.printing.write_pdf import write_pdf

    write_pdf(export, out, words, tell)

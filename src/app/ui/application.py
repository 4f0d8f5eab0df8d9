"""The application: one window, one look, and what happens before and after the first paint."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMessageBox

from app.paths import Paths
from app.settings import Settings
from app.ui import input_methods
from app.ui.accessible import describe_widgets
from app.ui.file_types import know_by_name
from app.ui.first_showing import show
from app.ui.given_files import GivenFiles
from app.ui.main_window import MainWindow
from app.ui.start_notices import StartNotices
from app.ui.theme import Look
from app.ui.translation import install

log = logging.getLogger(__name__)

ASKED = ("PIYUE_FIRST_PAINT", "PIYUE_SHOT")
"""Environment variables; see first_paint, which an ordinary start does not load."""

STYLE = "Fusion"
"""The one that every platform has; under our style sheet it does not tell its name any more."""

SETTLE_MS = 300
"""After the first paint: long enough for the window to answer the first click."""

LINUX_FONTS = (
    "Please install the package fonts-noto-cjk (for example: sudo apt install fonts-noto-cjk)",
    "安装 fonts-noto-cjk",
)
WINDOWS_FONTS = (
    "Please add the optional feature “Chinese (Simplified) Supplemental Fonts” in the Settings",
    "在“设置”的“可选功能”里添加“简体中文补充字体”",
)
"""Windows 10 and 11 of other languages may lack it; those of Chinese have it."""


def run(
    paths: Paths,
    settings: Settings,
    library: Path | None,
    files: Sequence[Path],
    quit_after_first_paint: bool,
) -> int:
    """Show the window until it is closed; returns the exit code.

    Args:
        library: to open instead of the last one.
        files: given to the program: a library, or what to bring into the library.
        quit_after_first_paint: end with 0 as soon as the window was painted
            (a self-test of an installation).
    """
    _be_known_to_the_taskbar()
    app = application(settings)
    if paths.portable is not None:  # Qt's own file dialogs remember folders
        native, mine = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(native, mine, str(paths.config))
    look = Look(settings.theme, settings.ui_scale)
    dresser = dress(app, look)
    translator = install(settings.language)
    if not look.has_chinese_font:
        _tell_missing_font(settings.language)
    window = MainWindow(look, paths, settings)
    given = GivenFiles(window, library, files)
    window.libraries.open_first(given.library)

    def painted() -> None:
        _painted(app, window, look, quits=quit_after_first_paint)
        given.take()
        StartNotices(window).show()

    watch = FirstPaint(window, painted)
    former = sys.excepthook
    sys.excepthook = _hook(window)
    try:
        show(window, is_first=not settings.window_geometry)
        return app.exec()
    finally:
        release_clipboard(app)
        sys.excepthook = former
        del watch, translator, dresser


def application(settings: Settings) -> QApplication:
    """The QApplication, in the style that every platform has."""
    know_by_name()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        input_methods.prepare()
        app = QApplication(["piyue"])
    app.setApplicationName("piyue")
    app.setApplicationDisplayName("")
    app.setStyle(STYLE)
    describe_widgets(app)
    app.setDesktopFileName("piyue")
    if settings.language == "zh":
        _translate_qt(app)
    return app


def _be_known_to_the_taskbar() -> None:
    """Run from the source, take a button of our own and not that of the Python that runs us.

    The packaged program has it by its file; with a name as well, its button would no
    longer belong to the link in the Start menu that carries none.
    """
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("Piyue.Source")


def dress(app: QApplication, look: Look) -> Dresser:
    """Let native widgets follow the look, from now on."""
    dresser = Dresser(app, look)
    dresser.dress()
    return dresser


def release_clipboard(app: QApplication) -> None:
    """Hand what was copied to Qt itself before Python ends.

    Qt deletes the clipboard's data after the interpreter is gone; data made in Python
    (the reading surface's copy) then crashes the process at its very end (PySide6 6.9.3).
    """
    clipboard = app.clipboard()
    # The offscreen platform has a clipboard of its own and does not say whose data it holds.
    is_private = app.platformName() in {"offscreen", "minimal"}
    if is_private or clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        mode = QClipboard.Mode.Selection
        clipboard.setText(clipboard.text(mode), mode)


class Dresser(QObject):
    """Keeps palette, font and menus of the application in the look."""

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__(app)
        self._app, self._look = app, look
        look.changed.connect(self.dress)
        look.changed.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def dress(self) -> None:
        app, look = self._app, self._look
        app.setPalette(look.palette())
        app.setStyleSheet(look.style_sheet())
        app.setFont(look.font(14))
        app.setWindowIcon(look.icon("logo", 64))

    def _hand_on(self) -> None:
        """Give every viewport the palette of its view.

        Under a style sheet a viewport keeps the palette it had at first (Qt 6.9.3).
        Queued, so that it comes after the views have taken theirs, before the next paint.
        """
        for widget in self._app.allWidgets():
            if isinstance(widget, QAbstractScrollArea):
                widget.viewport().setPalette(widget.palette())


def _translate_qt(app: QApplication) -> None:
    """Qt's own words (buttons of file dialogs) in Chinese, where Qt has brought them."""
    own = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if own.load(QLocale(QLocale.Language.Chinese), "qtbase", "_", folder):
        app.installTranslator(own)


def _tell_missing_font(language: str) -> None:
    """One clear message; in English too, because Chinese cannot be drawn without a font."""
    how, what = WINDOWS_FONTS if sys.platform == "win32" else LINUX_FONTS
    text = (
        f"No Chinese font was found. {how} and start Piyue again.\n\n"
        f"没有找到中文字体。请{what}后重新启动。"
    )
    log.warning("no Chinese font (language %s)", language)
    box = QMessageBox(QMessageBox.Icon.Warning, "Piyue", text)
    if QApplication.platformName() in {"offscreen", "minimal"}:
        sys.stderr.write(text + "\n")
        return
    # In the language that can be read without the font.
    box.addButton("Continue", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


class FirstPaint(QObject):
    """Calls back once, after the window was painted with everything in it."""

    def __init__(self, window: MainWindow, painted: Callable[[], None]) -> None:
        super().__init__(window)
        self._painted: Callable[[], None] | None = painted
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._painted is not None:
            watched.removeEventFilter(self)
            painted, self._painted = self._painted, None
            # The children are painted within the same flush; this comes after it.
            QTimer.singleShot(0, painted)
        return False


def _painted(app: QApplication, window: MainWindow, look: Look, *, quits: bool) -> None:
    if any(name in os.environ for name in ASKED):
        from app.ui.first_paint import tell

        tell(window, look)
    if quits:
        window.close()
        app.exit(0)
        return
    QTimer.singleShot(SETTLE_MS, settle_memory)


def settle_memory() -> None:
    """Keep collections short while somebody reads.

    What lives as long as the program is set aside, and a full collection (measured:
    50 ms and more, during which the window stands still) becomes rare.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 1_000)


def _hook(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(
        kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        try:
            window.report(problem.with_traceback(trace))
        except Exception:
            # The dialog itself failed: the log is what remains.
            log.exception("Could not show an error")
            log.critical("Unhandled", exc_info=(kind, problem, trace))

    return hook

"""Files given to the program: by the desktop, on the command line, or by another start of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.dialogs import tell
from app.ui.transfers import is_library

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

MOST_NAMED = 5


class GivenFiles(QObject):
    """A library is opened, all else is brought into the library; what is not there is said.

    Attributes:
        library: the first library given, which is opened instead of the last one.
    """

    def __init__(self, window: MainWindow, library: Path | None, files: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        named = [path for path in files if is_library(path)]
        self.library = library or next(iter(named), None)
        self._waiting = [path.absolute() for path in files if path not in named]
        self._is_one_of_many = len(named) > 1 or (library is not None and bool(named))

    def take(self, files: Sequence[Path] = ()) -> None:
        """Open these files, and those given at the start, once the window can be seen."""
        waiting, self._waiting = [*self._waiting, *files], []
        # A library that is not there is told of by whoever opens it, with ways out.
        missing = [path for path in waiting if not is_library(path) and not path.exists()]
        found = [path for path in waiting if path not in missing]
        window = self._window
        if found:
            window.transfers.bring_in(found)
            window.imports.show()
        if self._is_one_of_many:
            self._is_one_of_many = False
            window.say(self.tr("一次只能打开一个报告库，其余的没有打开"))
        if missing:
            self._tell_missing(missing)

    def _tell_missing(self, missing: Sequence[Path]) -> None:
        window = self._window
        names = [str(path) for path in missing[:MOST_NAMED]]
        if len(missing) > MOST_NAMED:
            names.append(self.tr("……共 {count} 个").format(count=len(missing)))
        words = self.tr(
            "没有找到下列文件。它们可能已被移动、改名，或在未插上的U盘里。报告库未改动。"
        )
        tell(
            window.look, window, self.tr("没有找到文件"), "\n".join((words, *names)),
            self.tr("知道了"),
        )  # fmt: skip

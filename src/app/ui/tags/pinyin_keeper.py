"""Has the worker find how the names of tags are typed, whenever a name is new."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.jobs import Jobs
from app.ui.signals import Signals
from app.workspace.workspace import Workspace

log = logging.getLogger(__name__)

FIRST_AFTER_MS, AGAIN_AFTER_MS = 1200, 300
"""After the window was painted; after tags changed."""


class PinyinKeeper(QObject):
    """Until the readings arrive, tags are found without pinyin.

    Signals:
        arrived: tags are found by pinyin now.
    """

    arrived = Signal()

    def __init__(self, jobs: Jobs, signals: Signals, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._workspace: Workspace | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        signals.tags_changed.connect(lambda _: self._timer.start(AGAIN_AFTER_MS))

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        if workspace is None:
            self._timer.stop()
        else:
            self._timer.start(FIRST_AFTER_MS)

    def _start(self) -> None:
        workspace = self._workspace
        if workspace is not None and workspace.tagging.pinyin.lacking():
            self._jobs.start(
                lambda _: workspace.tagging.pinyin.compute(),
                done=lambda _: self.arrived.emit(),
                failed=_not_found,
            )


def _not_found(problem: BaseException) -> None:
    """Tags are found by characters all the same; it is tried again after the next change."""
    log.info("no pinyin of tags: %s", problem)

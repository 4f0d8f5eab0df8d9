"""The status row: saved or not, where one is, what is going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls import Button, Ground, Rule, Words, row
from app.ui.jobs import Job, Jobs
from app.ui.painting import panel
from app.ui.theme import Look

QUIET_MS = 400
"""Work shorter than this is not announced."""

SAID_MS = 5000


class Bar(QWidget):
    """How far the work has come; without a total it stands empty."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = max(0.0, min(1.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(120), self.look.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p, rect = QPainter(self), QRectF(self.rect())
        panel(p, rect, self.look.line2, 3)
        if self._share > 0:
            rect.setWidth(max(6.0, rect.width() * self._share))
            panel(p, rect, self.look.accent, 3)


class Progress(QWidget):
    """The job under way: words, bar, a way to stop it."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self.words = Words(look, px=12, role="text2", fit=True)
        self.bar = Bar(look)
        self.cancel = Button(look, self.tr("取消"), px=12, height=20)
        row(self, self.words, 8, self.bar, 4, self.cancel, margins=(0, 0, 8, 0), spacing=0)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._show)
        self.cancel.clicked.connect(self._stop)
        jobs.started.connect(self._started)
        jobs.moved.connect(self._moved)
        jobs.ended.connect(self._ended)
        self.hide()

    def _started(self, job: Job) -> None:
        self._jobs.append(job)
        if self.isHidden() and not self._quiet.isActive():
            self._quiet.start()

    def _ended(self, job: Job) -> None:
        self._jobs = [known for known in self._jobs if known is not job]
        if not self._jobs:
            self._quiet.stop()
            self.hide()
        else:
            self._moved(self._jobs[-1])

    def _show(self) -> None:
        if self._jobs:
            self.cancel.setEnabled(True)
            self._moved(self._jobs[-1])
            self.show()

    def _moved(self, job: Job) -> None:
        if not self._jobs or job is not self._jobs[-1]:
            return
        words = job.title
        if job.total:
            words += f"  {job.done} / {job.total}"
        if job.what:
            middle = Qt.TextElideMode.ElideMiddle
            words += "  " + self.words.look.metrics(12).elidedText(job.what, middle, 220)
        self.words.set_text(words)
        self.bar.set_share(job.done / job.total if job.total else 0)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        for job in self._jobs:
            job.cancel()


class StatusRow(Ground):
    """Left: saved, reviewer, place, counts. Right: work under way, modes."""

    def __init__(self, look: Look, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(look, "chrome", "t", height=24, parent=parent)
        self.saved = Words(
            look, self.tr("已保存"), px=12, role="ok", icon="save", fit=True, height=24
        )
        self.said = Words(look, px=12, role="text", fit=True, height=24)
        self._left = _Group(look)
        self._right = _Group(look)
        self.progress = Progress(look, jobs)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SAID_MS)
        self._silence.timeout.connect(self.said.hide)
        row(
            self, self.saved, self._left, 12, self.said, None, self.progress, self._right,
            margins=(10, 0, 12, 0), spacing=0,
        )  # fmt: skip
        self.said.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def set_saved(self) -> None:
        """Everything done is on the disk."""
        self.saved.set_text(self.tr("已保存"), role="ok", icon="save")
        self.saved.setToolTip("")

    def set_not_saved(self, why: str) -> None:
        self.saved.set_text(self.tr("未保存"), role="danger", icon="warning")
        self.saved.setToolTip(why)

    def set_read_only(self) -> None:
        self.saved.set_text(self.tr("只读"), role="warn", icon="warning")

    def set_facts(self, left: Sequence[str], right: Sequence[str]) -> None:
        """The facts at either side, each parted by a rule; empty ones are left out."""
        self._left.show_facts([fact for fact in left if fact], first_rule=True)
        self._right.show_facts([fact for fact in right if fact], first_rule=False)

    def say(self, text: str) -> None:
        """Something that has just happened; it goes away by itself."""
        self.said.set_text(text)
        self.said.show()
        self._silence.start()


class _Group(QWidget):
    """Facts in a row; widgets are kept and only their words change."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 0, 0)
        self._layout.setSpacing(4)
        self._parts: list[tuple[Rule, Words]] = []

    def show_facts(self, facts: Sequence[str], *, first_rule: bool) -> None:
        while len(self._parts) < len(facts):
            part = (
                Rule(self.look, inset=6),
                Words(self.look, px=12, role="text2", fit=True, height=24),
            )
            for widget in part:
                self._layout.addWidget(widget)
            self._parts.append(part)
        for k, (rule, words) in enumerate(self._parts):
            shown = k < len(facts)
            if shown:
                words.set_text(facts[k])
            words.setVisible(shown)
            rule.setVisible(shown and (k > 0 or first_rule))

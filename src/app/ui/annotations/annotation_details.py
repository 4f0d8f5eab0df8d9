"""What became of one annotation: who did what, and when."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import NotFound
from app.ui.controls import Ground, Rule, Words, column
from app.ui.dialogs import Prose
from app.ui.theme import Look
from app.ui.when import when
from app.ui.wording import Wording
from app.workspace.discussing import Event
from app.workspace.workspace import Workspace

MOST_SAID = 80
SHOWN = 12
"""Steps shown; of a longer history the first one and the last ones."""


class AnnotationDetails(Ground):
    """The history of the active annotation, newest first."""

    def __init__(self, look: Look, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", parent=parent)
        self._wording = wording
        self._workspace: Workspace | None = None
        self._annotation: UUID | None = None
        self._is_stale = False
        self._quote = Prose(look, "", px=13)
        self._steps = Prose(look, "", px=13, role="text2")
        self._title = Words(look, self.tr("这条批注的经过"), px=14, bold=True, height=28)
        for prose in (self._quote, self._steps):
            prose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column(
            self, self._title, self._quote, self._steps, 4, Rule(look, vertical=False),
            margins=(0, 0, 0, 6), spacing=4,
        )  # fmt: skip
        self.setAccessibleName(self.tr("这条批注的经过"))
        self.hide()

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace
        self.show_annotation(None)

    def show_annotation(self, annotation: UUID | None) -> None:
        """Show the history of an annotation; None shows nothing."""
        self._annotation = annotation
        self.setVisible(annotation is not None)
        self._read_if_seen()

    def refresh(self, touched: frozenset[UUID]) -> None:
        """Some annotations changed."""
        if self._annotation in touched:
            self._read_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read_if_seen()

    def _read_if_seen(self) -> None:
        self._is_stale = not self.isVisible()
        workspace, annotation = self._workspace, self._annotation
        if self._is_stale or workspace is None or annotation is None:
            return
        try:
            anchor = workspace.library.annotation(annotation).anchor
            quote = anchor.quote.exact if anchor else ""
        except NotFound:
            quote = self.tr("（已删除）")
        self._quote.setText(_short(quote))
        self._quote.setVisible(bool(quote))
        self._steps.setText(self.words(workspace.discussing.history(annotation)))

    def words(self, events: list[Event]) -> str:
        """The history as lines, newest first."""
        lines = [self._line(event) for event in reversed(events)]
        if len(lines) > SHOWN:
            left = len(lines) - SHOWN
            more = self.tr("……（还有 {count} 步）").format(count=left)
            lines = [*lines[: SHOWN - 1], more, lines[-1]]
        return "\n".join(lines)

    def _line(self, event: Event) -> str:
        what = self._wording.action(event.action)
        if event.reversal == "undo":
            what = self.tr("撤销“{what}”").format(what=what)
        elif event.reversal == "redo":
            what = self.tr("重做“{what}”").format(what=what)
        parts = [f"+{name}" for name in event.added] + [f"−{name}" for name in event.removed]
        if event.said and not event.reversal:
            parts.append(f"“{_short(event.said)}”")
        line = self.tr("{when} {who} {what}").format(
            when=when(event.at), who=event.reviewer.name, what=what
        )
        colon = QCoreApplication.translate("AnnotationDetails", "：")
        return f"{line}{colon}{' '.join(parts)}" if parts else line


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= MOST_SAID else one[: MOST_SAID - 1] + "…"

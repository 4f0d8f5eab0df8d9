"""What cards and lists ask for in threads, done by the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.errors import PiyueError
from app.ui.panes import PaneArea
from app.ui.reader.thread import Act, ActKind
from app.workspace.workspace import Workspace


class Discussion(QObject):
    """Carries out acts of threads.

    Signals:
        refused: a PiyueError to be worded. hinted: what is needed first.
    """

    refused = Signal(object)
    hinted = Signal(str)

    def __init__(self, area: PaneArea, parent: QObject) -> None:
        super().__init__(parent)
        self._area = area
        self._workspace: Workspace | None = None

    def set_workspace(self, workspace: Workspace | None) -> None:
        self._workspace = workspace

    def carry_out(self, act: Act) -> None:
        """One Act of a card."""
        workspace = self._workspace
        if workspace is None:
            return
        discussing, id_, text = workspace.discussing, act.id, act.text
        does: dict[ActKind, Callable[[], object]] = {
            ActKind.COMMENT: lambda: workspace.annotating.set_comment(id_, text),
            ActKind.REPLY: lambda: discussing.reply(id_, text),
            ActKind.EDIT_REPLY: lambda: discussing.edit_reply(id_, text),
            ActKind.DELETE_REPLY: lambda: discussing.delete_reply(id_),
            ActKind.RESOLVE: lambda: discussing.resolve([id_]),
            ActKind.REOPEN: lambda: discussing.resolve([id_], resolved=False),
        }
        self._attempt(does[act.kind])

    def resolve_all(self, ids: Sequence[UUID], resolved: bool) -> None:
        """Mark several annotations as settled, or open them again."""
        workspace = self._workspace
        if workspace is not None:
            self._attempt(lambda: workspace.discussing.resolve(ids, resolved=resolved))

    # --- for the active annotation -------------------------------------------------------

    def reply(self) -> None:
        """Answer the active annotation."""
        one = self._area.active
        active = one.pane.active_annotation() if one else None
        if one is None or active is None:
            self.hinted.emit(self.tr("请先点一处标记"))
        else:
            one.pane.commenting.reply(active)

    def resolve(self) -> None:
        """Mark the active annotation as settled; a settled one is opened again."""
        one, workspace = self._area.active, self._workspace
        active = one.pane.active_annotation() if one else None
        if active is None or workspace is None:
            self.hinted.emit(self.tr("请先点一处标记"))
            return

        def toggle() -> None:
            now = workspace.library.annotation(active).resolved
            workspace.discussing.resolve([active], resolved=not now)
            self.hinted.emit(self.tr("已重新打开") if now else self.tr("已标为已解决"))

        self._attempt(toggle)

    def toggle_cards(self) -> None:
        """Show or hide the cards of the active pane."""
        if self._area.active is not None:
            self._area.active.pane.header.cards_button.click()

    def _attempt(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except PiyueError as refusal:
            self.refused.emit(refusal)

"""The codebook as a dock: find, apply, create, rename, recolour, move, delete tags."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.settings import ViewState
from app.ui.controls import Button, Ground, column, row
from app.ui.tags.slot_strip import SlotStrip
from app.ui.tags.tag_list import TagList
from app.ui.tags.tag_tree import TagTree
from app.ui.theme import Look
from app.workspace.workspace import Workspace


class TagDock(TagList):
    """The first page of the right dock.

    Signals:
        codebook_asked: the editor is to be opened.
        groups_asked: which groups are offered is to be chosen.
    """

    codebook_asked = Signal()
    groups_asked = Signal()

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        view: ViewState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, workspace, TagTree(look), parent)
        self.slots = SlotStrip(look)
        self.slots.given.connect(self._give_slot)
        self.slots.applied.connect(self.tag_applied)
        self.new_button = Button(look, self.tr("新标签"), "plus", "normal")
        self.new_button.clicked.connect(lambda: self.create_tag(None))
        self.more_button = Button(look, self.tr("管理"))
        self.more_button.set_arrow(True)
        self.more_button.clicked.connect(self._open_manage_menu)
        head, foot = Ground(look, "dock"), Ground(look, "dock", "t", height=44)
        row(head, self.field, margins=(10, 8, 10, 6))
        row(foot, self.new_button, None, self.more_button, margins=(10, 0, 8, 0))
        layout = column(self, head, self.empty, self.tree, self.slots, foot)
        layout.setStretchFactor(self.tree, 1)
        self.set_workspace(workspace, view)

    def refresh(self) -> None:
        super().refresh()
        self.slots.show_tags(self._workspace.tagging.tags())

    def _give_slot(self, slot: int, tag: UUID | None) -> None:
        self.attempt(self._workspace.tagging.set_slot, slot, tag)

    def manage_menu(self) -> QMenu:
        """What concerns the codebook as a whole."""
        menu = QMenu(self)
        menu.addAction(self.tr("编辑标签体系…"), self.codebook_asked.emit)
        menu.addAction(self.tr("选用标签组…"), self.groups_asked.emit)
        menu.addAction(self.tr("按规则批量打标签…"), lambda: self.rule_asked.emit(None))
        menu.addSeparator()
        self.fill_view_menu(menu)
        return menu

    def _open_manage_menu(self) -> None:
        menu = self.manage_menu()
        button = self.more_button
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

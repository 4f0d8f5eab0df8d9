"""The codebook editor: the tree with its numbers at the left, one tag whole at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.tag import TagKind
from app.settings import ViewState
from app.ui.controls import Button, Ground, column, row
from app.ui.dialogs import Page
from app.ui.tags.codebook_tree import CodebookTree, ColumnHeads
from app.ui.tags.slot_strip import SlotStrip
from app.ui.tags.tag_form import TagForm
from app.ui.tags.tag_list import TagList
from app.ui.theme import Look
from app.workspace.workspace import Workspace

translate = QCoreApplication.translate

FORM = 388
"""Width of the form at 100 %."""


class CodebookList(TagList):
    """The left part: filter, column heads, rows, number keys."""

    def __init__(self, look: Look, workspace: Workspace, view: ViewState | None) -> None:
        super().__init__(look, workspace, CodebookTree(look), ground="page")
        self.new_button = Button(look, self.tr("新标签"), "plus", "normal")
        self.new_button.clicked.connect(self._create_beside)
        self.look_button = Button(look, self.tr("查看"))
        self.look_button.set_arrow(True)
        self.look_button.clicked.connect(self._open_look_menu)
        self.slots = SlotStrip(look)
        self.slots.given.connect(self._give_slot)
        self.slots.applied.connect(self.choose)
        head = Ground(look, "page")
        row(head, self.field, 8, self.new_button, 4, self.look_button, margins=(14, 4, 10, 8))
        layout = column(self, head, ColumnHeads(look, self.tree), self.empty, self.tree, self.slots)
        layout.setStretchFactor(self.tree, 1)
        self.set_workspace(workspace, view)

    def refresh(self) -> None:
        super().refresh()
        self.slots.show_tags(self._workspace.tagging.tags())
        self.chosen_changed.emit()

    def _create_beside(self) -> None:
        """A new tag in the group of the chosen one; in the group itself when that is chosen."""
        chosen = self.chosen()
        one = chosen[0] if len(chosen) == 1 else None
        if one is None or one.retired:
            self.create_tag(None)
        else:
            self.create_tag(one.id if one.parent is None else one.parent)

    def _give_slot(self, slot: int, tag: UUID | None) -> None:
        self.attempt(self._workspace.tagging.set_slot, slot, tag)

    def _open_look_menu(self) -> None:
        menu = QMenu(self)
        self.fill_view_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.look_button.mapToGlobal(self.look_button.rect().bottomLeft()))


class CodebookPage(Page):
    """Content of the sheet 标签体系.

    Signals:
        problem: a request the workspace refused; the window words it.
        asked: `merge`, `split` or `delete`, and the ids of the tags meant.
        shown: the annotations of a tag are to be listed.
        rule_asked: a tag is to be given by rule.
        export_asked: what carries a tag is to be written to a file.
    """

    problem = Signal(object)
    asked = Signal(str, object)
    shown = Signal(object)
    rule_asked = Signal(object)
    export_asked = Signal(object)

    def __init__(self, look: Look, workspace: Workspace, view: ViewState | None = None) -> None:
        self.tags = CodebookList(look, workspace, view)
        self.form = TagForm(look)
        self.form.setFixedWidth(max(look.px(FORM), self.form.sizeHint().width()))
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tags, 1)
        layout.addWidget(self.form)
        super().__init__(
            look,
            translate("CodebookPage", "标签体系"),
            body,
            [
                ("import", translate("CodebookPage", "导入…"), "normal"),
                ("export", translate("CodebookPage", "导出…"), "normal"),
                ("groups", translate("CodebookPage", "选用标签组…"), "normal"),
                ("restore", translate("CodebookPage", "补回默认标签"), "normal"),
                ("close", translate("CodebookPage", "完成"), "primary"),
            ],
            hint=translate(
                "CodebookPage", "每一步都已保存，可用“撤销”退回。拖动可移动；Alt+方向键也可以。"
            ),
        )
        for key, tip in (
            ("import", translate("CodebookPage", "从 .qdc、Excel、CSV 或 JSON 文件导入标签体系")),
            ("export", translate("CodebookPage", "把标签体系存为 .qdc、Excel、CSV 或 JSON 文件")),
        ):
            self.buttons[key].setToolTip(tip)
            self.buttons[key].setAccessibleName(tip)
        self._workspace = workspace
        self._connect()
        self._show_chosen()

    def _connect(self) -> None:
        tags, form = self.tags, self.form
        tags.chosen_changed.connect(self._show_chosen)
        tags.problem.connect(self.problem)
        tags.delete_asked.connect(lambda ids: self.asked.emit("delete", ids))
        tags.merge_asked.connect(lambda ids: self.asked.emit("merge", ids))
        tags.split_asked.connect(lambda id_: self.asked.emit("split", (id_,)))
        tags.definition_asked.connect(self.write_definition)
        tags.tag_shown.connect(self.shown)
        tags.rule_asked.connect(self.rule_asked)
        tags.export_asked.connect(self.export_asked)
        form.renamed.connect(lambda name: self._on_one(self._workspace.tagging.rename, name))
        form.redefined.connect(self._redefine)
        form.coloured.connect(
            lambda colour: self._on_all(self._workspace.tagging.recolour_branches, colour)
        )
        form.slotted.connect(
            lambda slot: self._on_one(lambda id_: self._workspace.tagging.toggle_slot(slot, id_))
        )
        form.verb.connect(self._verb)

    def refresh(self) -> None:
        """Tags or annotations changed, here or by undoing."""
        self.tags.refresh()
        self.tags.refresh_counts()
        self._show_chosen()

    def choose(self, tag: UUID) -> None:
        self.tags.choose(tag)

    def write_definition(self, tag: UUID) -> None:
        """Choose a tag and go to its definition."""
        self.tags.choose(tag)
        self.form.definition.setFocus()

    def _show_chosen(self) -> None:
        chosen = self.tags.chosen()
        tagging = self._workspace.tagging
        ids = [tag.id for tag in chosen]
        words = ""
        if ids:
            own = sum(tagging.counts().get(id_, 0) for id_ in ids)
            annotations, reports = tagging.extent(ids)
            words = self.tr("本身 {own} 处；连下级 {all} 处批注，在 {reports} 份报告里").format(
                own=own, all=annotations, reports=reports
            )
        self.form.show_tags(chosen, words)
        self.buttons["restore"].setEnabled(bool(self._workspace.presets.missing()))

    # --- requests of the form ---

    def _on_one(self, verb: Callable[..., object], *arguments: object) -> None:
        ids = self.tags.chosen_ids()
        if len(ids) == 1 and self.tags.attempt(verb, ids[0], *arguments) is None:
            self._show_chosen()  # a refused name is taken back

    def _on_all(self, verb: Callable[..., object], *arguments: object) -> None:
        ids = self.tags.chosen_ids()
        if ids:
            self.tags.attempt(verb, ids, *arguments)

    def _redefine(self, changed: dict[str, Any]) -> None:
        tagging = self._workspace.tagging
        kind = changed.get("kind")
        if isinstance(kind, TagKind):
            self._on_all(tagging.set_kind, kind)
        else:
            self._on_one(lambda id_: tagging.redefine(id_, **changed))

    def _verb(self, verb: str) -> None:
        ids = self.tags.chosen_ids()
        if not ids:
            return
        if verb in {"retire", "unretire"}:
            self.tags.attempt(self._workspace.tagging.retire_all, ids, verb == "retire")
        else:
            self.asked.emit(verb, ids)

"""Choosing which groups of the default codebook a library offers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.tag import Tag
from app.ui.controls import Button, row
from app.ui.dialogs import Page, Prose
from app.ui.tags.group_button import GroupButton
from app.ui.theme import Look
from app.workspace.codebook_presets import Presets

translate = QCoreApplication.translate


class GroupsPage(Page):
    """Signals:
    decided: the codes of the groups to be offered.
    """

    decided = Signal(object)

    def __init__(self, look: Look, presets: Presets, *, is_new: bool = False) -> None:
        groups = presets.groups()
        self._every = frozenset(group.code for group in groups)
        self._presets = {
            translate("GroupsPage", "全部"): self._every,
            **presets.presets(),
            translate("GroupsPage", "都不用"): frozenset[str](),
        }
        self.chips = {
            name: Button(look, name, kind="chip", px=13, checkable=True) for name in self._presets
        }
        offered = self._every if is_new else presets.offered()
        self.groups = {group.code: _button(look, group, offered) for group in groups}
        self.note = Prose(look, "", px=13, role="text2")
        self.note.setMinimumHeight(look.px(44))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 0, 20, 4)
        layout.setSpacing(8)
        line = QWidget()
        row(line, *self.chips.values(), None, margins=(0, 0, 0, 0), spacing=6)
        layout.addWidget(line)
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, button in enumerate(self.groups.values()):
            grid.addWidget(button, number // 2, number % 2)
        layout.addLayout(grid)
        layout.addWidget(self.note)
        layout.addStretch(1)
        title = translate("GroupsPage", "选用标签组")
        if is_new:
            title = translate("GroupsPage", "这个新报告库用哪些标签")
        super().__init__(
            look,
            title,
            body,
            [
                ("cancel", translate("GroupsPage", "取消"), "normal"),
                ("yes", translate("GroupsPage", "就用这些"), "primary"),
            ],
            hint=translate("GroupsPage", "以后可在“管理”里再改，也可撤销。"),
        )
        self.setObjectName("groups")
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, n=name: self.use_preset(n))
        for button in self.groups.values():
            button.toggled.connect(lambda _: self._show())
        self.chosen.connect(self._finish)
        self._show()

    def use_preset(self, name: str) -> None:
        """Tick just the groups of a preset."""
        for code, button in self.groups.items():
            button.setChecked(code in self._presets[name])
        self._show()

    def ticked(self) -> frozenset[str]:
        return frozenset(code for code, button in self.groups.items() if button.isChecked())

    def _show(self) -> None:
        ticked = self.ticked()
        for name, chip in self.chips.items():
            chip.setChecked(self._presets[name] == ticked)
        words = self.tr(
            "列出 {count} 组。没有选的组停用：不再列出，旧批注仍可读；自己建的标签不受影响。"
        )
        if not ticked:
            words = self.tr("不用默认标签，自己建。已有批注用到的标签只停用，不删除。")
        self.note.setText(words.format(count=len(ticked)))

    def _finish(self, key: str) -> None:
        if key == "yes":
            self.decided.emit(self.ticked())


def _button(look: Look, group: Tag, offered: frozenset[str]) -> GroupButton:
    button = GroupButton(look, group)
    button.setChecked(group.code in offered)
    return button

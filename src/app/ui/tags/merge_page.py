"""Merging tags: into which one, and what will become of annotations and members."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.tag import Tag
from app.ui.dialogs import Page, Prose
from app.ui.tags.tag_pick import TagPick
from app.ui.theme import Look
from app.workspace.tagging import Tagging

translate = QCoreApplication.translate


class MergePage(Page):
    """Signals:
    merged: the id of the tag into which the others go.
    """

    merged = Signal(object)

    def __init__(self, look: Look, tagging: Tagging, tags: Sequence[Tag]) -> None:
        self._tagging, self._tags = tagging, tuple(tags)
        ids = {tag.id for tag in tags}
        # Of several, one of them may be the target: the others then go into it.
        self.pick = TagPick(
            look,
            tagging,
            translate("MergePage", "并入哪个标签"),
            without=lambda: ids if len(ids) == 1 else (),
        )
        self.preview = Prose(look, "", px=13, role="text2")
        self.preview.setMinimumHeight(look.px(88))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 0, 20, 4)
        layout.addWidget(self.pick, 1)
        layout.addWidget(self.preview)
        names = "、".join(f"“{tag.name}”" for tag in self._tags[:4])
        more = translate("MergePage", " 等 {count} 个标签").format(count=len(tags))
        super().__init__(
            look,
            translate("MergePage", "合并标签"),
            body,
            [
                ("cancel", translate("MergePage", "取消"), "normal"),
                ("yes", translate("MergePage", "合并"), "primary"),
            ],
            hint=names + (more if len(tags) > 4 else ""),
        )
        self.pick.pointed.connect(self._show_preview)
        self.pick.picked.connect(lambda: self.chosen.emit("yes"))
        self.chosen.connect(self._finish)
        self._show_preview()

    def _sources(self, target: UUID) -> list[Tag]:
        return [tag for tag in self._tags if tag.id != target]

    def _show_preview(self) -> None:
        target = self.pick.tag
        sources = self._sources(target) if target else []
        self.buttons["yes"].setEnabled(bool(sources))
        if target is None or not sources:
            self.preview.setText(self.tr("请选一个标签。"))
            return
        tree, counts = self._tagging.tree(), self._tagging.counts()
        uses = sum(counts.get(tag.id, 0) for tag in sources)
        below = sum(len(tree.children(tag.id)) for tag in sources)
        into = tree[target]
        lines = [
            self.tr("{names} 并入“{into}”：{uses} 处批注改用“{into}”，已有的不重复。").format(
                names="、".join(f"“{tag.name}”" for tag in sources), into=into.name, uses=uses
            ),
            self.tr("说明接在后面，原名和关键词都能再找到它。"),
        ]
        if below:
            lines.append(
                self.tr("{below} 个下级标签移到它下面，同名的一并合并。").format(below=below)
            )
        slots = [tag.slot for tag in sources if tag.slot]
        if slots and into.slot is None:
            lines.append(self.tr("数字键 {slot} 归它。").format(slot=slots[0]))
        lines.append(self.tr("可用“撤销”一步恢复。"))
        self.preview.setText("".join(lines))

    def _finish(self, key: str) -> None:
        target = self.pick.tag
        if key == "yes" and target is not None and self._sources(target):
            self.merged.emit(target)

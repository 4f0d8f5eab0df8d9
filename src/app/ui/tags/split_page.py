"""Splitting a tag: send its annotations to new or known tags, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rows import AnnotationRow
from app.domain.tag import Tag
from app.ui.controls import Button, Ground, Words
from app.ui.dialogs import Page
from app.ui.tags.split_list import QuoteList, SplitModel
from app.ui.tags.tag_pick import TagPick
from app.ui.theme import Look
from app.workspace.recoding import Part
from app.workspace.tagging import Tagging

translate = QCoreApplication.translate
MOST_PARTS = 9
SIDE = 360


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a digit sends annotations: a tag there is, or a new one of this name."""

    name: str
    tag: UUID | None = None


class SplitPage(Page):
    """Signals:
    divided: a list of Part.
    """

    divided = Signal(object)

    def __init__(
        self, look: Look, tagging: Tagging, tag: Tag, rows: Sequence[AnnotationRow]
    ) -> None:
        self._tag = tag
        self.goals: list[Goal] = []
        self.model = SplitModel(rows)
        self.quotes = QuoteList(look, self.model)
        self.pick = TagPick(
            look,
            tagging,
            translate("SplitPage", "加一个去处：找标签，或写新标签的名字"),
            without=lambda: {tag.id, *(goal.tag for goal in self.goals if goal.tag)},
            makes_new=True,
        )
        self.below = Button(
            look,
            translate("SplitPage", "新标签作为它的下级"),
            kind="chip",
            px=13,
            checkable=True,
        )
        self._places: list[Button] = []
        side = Ground(look, "dock", "l")
        side.setFixedWidth(look.px(SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(4)
        column.addWidget(
            Words(look, translate("SplitPage", "去处（按数字键分派，0 不动）"), px=13, role="text2")
        )
        for number in range(1, MOST_PARTS + 1):
            place = Button(look, "", kind="ghost", px=13, height=28)
            place.clicked.connect(lambda _=False, n=number: self.send(n))
            self._places.append(place)
            column.addWidget(place)
        column.addWidget(self.below)
        column.addWidget(self.pick, 1)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.quotes, 1)
        layout.addWidget(side)
        super().__init__(
            look,
            translate("SplitPage", "拆分“{name}”的 {count} 处批注").format(
                name=tag.name, count=len(rows)
            ),
            body,
            [
                ("cancel", translate("SplitPage", "取消"), "normal"),
                ("yes", translate("SplitPage", "拆分"), "primary"),
            ],
            hint=translate("SplitPage", "没有分派的批注保留原标签；可用“撤销”一步恢复。"),
        )
        self.quotes.part_wished.connect(self.send)
        self.pick.picked.connect(self._add_goal)
        self.model.assigned.connect(self._show)
        self.chosen.connect(self._finish)
        if rows:
            self.quotes.setCurrentIndex(self.model.index(0))
        self._show()

    def _add_goal(self) -> None:
        """Take the picked tag (or new name) as the next digit's goal, and send what is chosen."""
        tag, name = self.pick.tag, self.pick.new_name
        if len(self.goals) == MOST_PARTS or (tag is None and not name):
            return
        row = self.pick.choices.row
        known = row.item.tag.name if row and row.item else name
        if all(goal.name != name for goal in self.goals) or tag is not None:
            self.goals.append(Goal(known, tag))
            self.model.names = {n: goal.name for n, goal in enumerate(self.goals, 1)}
        self.pick.field.clear()
        self.pick.refresh()
        self.quotes.setFocus()
        self._show()

    def send(self, part: int) -> None:
        """Send the chosen annotations to a goal (0: they stay) and go on to the next one."""
        numbers = self.quotes.numbers()
        if part > len(self.goals) or not numbers:
            return
        self.model.assign(numbers, part)
        following = min(numbers[-1] + 1, self.model.rowCount() - 1)
        self.quotes.setCurrentIndex(self.model.index(following))

    def _show(self) -> None:
        for number, place in enumerate(self._places, 1):
            place.setVisible(number <= len(self.goals))
            if number <= len(self.goals):
                goal, count = self.goals[number - 1], len(self.model.of_part(number))
                words = self.tr("{number}  {name}    {count} 处")
                if goal.tag is None:
                    words = self.tr("{number}  {name}（新）    {count} 处")
                place.set_label(words.format(number=number, name=goal.name, count=count))
        self.below.setVisible(any(goal.tag is None for goal in self.goals))
        sent = sum(part > 0 for part in self.model.parts)
        self.buttons["yes"].setEnabled(sent > 0)
        self.buttons["yes"].set_label(self.tr("拆分 {count} 处").format(count=sent))

    def parts(self) -> list[Part]:
        """What was decided; goals nothing was sent to are left out."""
        parent = self._tag.id if self.below.isChecked() else self._tag.parent
        found: list[Part] = []
        for number, goal in enumerate(self.goals, 1):
            ids = self.model.of_part(number)
            if ids and goal.tag is not None:
                found.append(Part(ids, tag=goal.tag))
            elif ids:
                found.append(Part(ids, name=goal.name, parent=parent))
        return found

    def _finish(self, key: str) -> None:
        parts = self.parts()
        if key == "yes" and parts:
            self.divided.emit(parts)

"""The sheet that asks which column of a table is what, when its header is not understood."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from app.domain.exchange import TableColumn
from app.ui.controls import Button, Ground, Words, column, row
from app.ui.dialogs import Page, Prose
from app.ui.menus import add_choices, opens_menu
from app.ui.theme import Look

translate = QCoreApplication.translate

NEEDED = "quote"
MEANINGS = (
    *("quote", "title", "file_name", "organisation", "year", "tags", "comment", "reviewer"),
    *("created", "start", "end", "replies"),
)


class ColumnsPage(Page):
    """Content of the sheet 各列是什么: a line for each column."""

    def __init__(self, look: Look, name: str, columns: Sequence[TableColumn]) -> None:
        self._columns = columns
        self._meant = [one.means if one.means in MEANINGS else "" for one in columns]
        body = Ground(look, "page", "tb")
        super().__init__(
            look,
            translate("ColumnsPage", "各列是什么"),
            body,
            [
                ("cancel", translate("ColumnsPage", "取消"), "normal"),
                ("read", translate("ColumnsPage", "读取"), "primary"),
            ],
            hint=translate("ColumnsPage", "至少要指出哪一列是原文。"),
        )
        self._words = self._meanings()
        told = Prose(
            look,
            self.tr("没有看懂“{name}”的表头。请指出哪一列是什么，用不着的不用管。").format(
                name=name
            ),
        )
        lines = Ground(look, "page")
        self.choices = [self._choice(number) for number in range(len(columns))]
        column(
            lines,
            *(self._line(one, self.choices[n]) for n, one in enumerate(columns)),
            None,
            margins=(0, 4, 0, 8),
        )
        area = QScrollArea()
        area.setWidget(lines)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QWidget()
        column(top, told, margins=(20, 12, 20, 8))
        column(body, top, area, margins=(0, 1, 0, 1)).setStretchFactor(area, 1)
        self._show()

    @property
    def first_choice(self) -> Button:
        """Where the keyboard begins."""
        return self.choices[0] if self.choices else self.buttons["cancel"]

    def meant(self) -> dict[str, int]:
        """By what is meant, the number of the column."""
        return {means: number for number, means in enumerate(self._meant) if means}

    def choose(self, number: int, means: str) -> None:
        """Say what a column is; another one that was said to be this is nothing any more."""
        self._meant = ["" if means and one == means else one for one in self._meant]
        self._meant[number] = means
        self._show()

    def _meanings(self) -> dict[str, str]:
        return {
            "": self.tr("不用"),
            "quote": self.tr("原文"),
            "title": self.tr("报告标题"),
            "file_name": self.tr("文件名"),
            "organisation": self.tr("单位"),
            "year": self.tr("年度"),
            "tags": self.tr("标签"),
            "comment": self.tr("批注内容"),
            "reviewer": self.tr("审阅人"),
            "created": self.tr("时间"),
            "start": self.tr("起点"),
            "end": self.tr("终点"),
            "replies": self.tr("回复"),
        }

    def _choice(self, number: int) -> Button:
        button = Button(self.look, "", kind="chip", px=13, height=30)

        def fill(menu: QMenu) -> None:
            add_choices(menu, self._words, self._meant[number], lambda m: self.choose(number, m))

        opens_menu(button, fill)
        return button

    def _line(self, one: TableColumn, choice: Button) -> QWidget:
        look = self.look
        line = Ground(look, "page", "b", height=46)
        header = Words(look, one.header or self.tr("（没有表头）"), bold=True, height=30)
        header.setFixedWidth(look.px(190))
        examples = Words(
            look, "　".join(filter(None, one.examples)), px=13, role="text2", height=30
        )
        row(line, header, 12, examples, 12, choice, margins=(20, 0, 20, 0))
        return line

    def _show(self) -> None:
        for one, means, button in zip(self._columns, self._meant, self.choices, strict=True):
            said = self._words[means]
            button.set_label(said)
            button.setAccessibleName(
                self.tr("{column}：{meaning}").format(column=one.header, meaning=said)
            )
        self.buttons["read"].setEnabled(NEEDED in self._meant)

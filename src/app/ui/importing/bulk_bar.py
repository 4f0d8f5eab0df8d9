"""What can be set for several files of an import at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.report import Level
from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.importing.evidence import is_valid
from app.ui.menus import opens_menu
from app.ui.theme import Look


class ReviewBulkBar(Ground):
    """Opens above the table while several rows are chosen. Enter in a field sets it for all.

    Signals:
        corrected: the name of a field and its value for all chosen rows.
        chosen: whether all of them are to be imported.
        closed: the choice of rows is to be given up.
    """

    corrected = Signal(str, str)
    chosen = Signal(bool)
    closed = Signal()

    def __init__(
        self, look: Look, levels: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "accentSoft", "b", height=40, parent=parent)
        self._levels = levels
        self.count = Words(look, role="accent", bold=True, fit=True)
        self.fields: dict[str, Field] = {}
        for name, words, width in (
            ("year", self.tr("年度"), 66),
            ("organisation", self.tr("单位"), 150),
            ("region", self.tr("地区"), 96),
        ):
            field = Field(look, words, px=13, height=28)
            field.setAccessibleName(self.tr("所选文件的{field}").format(field=words))
            field.setToolTip(self.tr("按 Enter 设给所选的每一份"))
            field.setMinimumWidth(look.px(56))
            field.setMaximumWidth(look.px(width))
            field.returnPressed.connect(lambda n=name: self._set(n))
            self.fields[name] = field
        self.level = Button(look, self.tr("层级"), kind="chip", height=28, px=13)
        opens_menu(self.level, self._fill_levels)
        self.take = Button(look, self.tr("导入"), "check", height=28, px=13)
        self.skip = Button(look, self.tr("不导入"), "minus", height=28, px=13)
        self.cross = Button(look, "", "close", height=28, tip=self.tr("取消选择"))
        row(
            self, self.count, 8, *self.fields.values(), self.level, 4, self.take, self.skip, None,
            self.cross, margins=(14, 0, 8, 0), spacing=4,
        )  # fmt: skip
        self.take.clicked.connect(lambda: self.chosen.emit(True))
        self.skip.clicked.connect(lambda: self.chosen.emit(False))
        self.cross.clicked.connect(self.closed)
        self.hide()

    def show_count(self, count: int) -> None:
        self.count.set_text(self.tr("已选 {count} 份").format(count=count))
        self.setVisible(count > 1)
        if count < 2:
            for field in self.fields.values():
                field.clear()

    def _set(self, name: str) -> None:
        field = self.fields[name]
        typed = field.text().strip()
        if not typed or not is_valid(name, typed):
            field.set_state("danger")
            field.setToolTip(self.tr("请写四位年份，如 2023") if name == "year" else "")
            return
        field.set_state("")
        self.corrected.emit(name, typed)

    def _fill_levels(self, menu: QMenu) -> None:
        for level in Level:
            menu.addAction(
                self._levels.get(level, level),
                lambda v=level.value: self.corrected.emit("level", v),
            )

"""What can be done with the chosen annotations, each as one change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.controls import Button, Ground, Words, row
from app.ui.menus import Fill, opens_menu
from app.ui.theme import Look


class BulkBar(Ground):
    """Opens above the table while several rows are chosen.

    Signals:
        asked: `add`, `replace`, `copy`, `copy_table`, `delete` or `none`.
    """

    asked = Signal(str)

    def __init__(self, look: Look, remove: Fill, parent: QWidget | None = None) -> None:
        """
        Args:
            remove: fills the menu of tags that can be taken away.
        """
        super().__init__(look, "accentSoft", "b", height=40, parent=parent)
        self.count = Words(look, role="accent", bold=True, fit=True)
        self.buttons = {
            "add": Button(look, self.tr("加标签…"), "tag"),
            "replace": Button(look, self.tr("换标签…"), "edit"),
            "remove": Button(look, self.tr("去标签"), "minus"),
            "copy": Button(look, self.tr("复制"), "copy"),
            "export": Button(look, self.tr("导出所选…"), "export"),
            "delete": Button(look, self.tr("删除"), "trash"),
        }
        self.close_button = Button(look, self.tr("取消选择"), "close")
        row(
            self, self.count, 10, *self.buttons.values(), None, self.close_button,
            margins=(14, 0, 8, 0), spacing=2,
        )  # fmt: skip
        opens_menu(self.buttons["remove"], remove)
        opens_menu(self.buttons["copy"], self._fill_copy)
        for key in ("add", "replace", "export", "delete"):
            self.buttons[key].clicked.connect(lambda _=False, k=key: self.asked.emit(k))
        self.close_button.clicked.connect(lambda: self.asked.emit("none"))
        self.hide()

    def show_count(self, count: int) -> None:
        self.count.set_text(self.tr("已选 {count} 条").format(count=count))

    def _fill_copy(self, menu: QMenu) -> None:
        menu.addAction(self.tr("摘录和出处") + "\tCtrl+C", lambda: self.asked.emit("copy"))
        menu.addAction(
            self.tr("表格，可贴进 Excel") + "\tCtrl+Shift+C",
            lambda: self.asked.emit("copy_table"),
        )

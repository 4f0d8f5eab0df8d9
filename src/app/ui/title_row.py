"""The title row: mark, library, pages, search, reviewer, help."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.ui.controls import Button, Field, Ground, row
from app.ui.menus import Fill, opens_menu
from app.ui.theme import Look
from app.ui.window_actions import Actions


class Mark(QWidget):
    """The seal of the program."""

    def __init__(self, look: Look, side: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self._side = look, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = self.look.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        mark = self.look.pixmap("logo", self.look.text, self._side)
        QPainter(self).drawPixmap(QPointF(0, 0), mark)


class SearchField(Field):
    """The search through all reports; Escape gives the focus back to the page."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TitleRow(Ground):
    """Always there.

    Signals:
        page_chosen: id of the page whose tab was pressed.
        searched: what was typed into the search field.
        left: Escape in the search field.
    """

    page_chosen = Signal(str)
    searched = Signal(str)
    left = Signal()

    def __init__(self, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(look, "chrome", "b", height=40, parent=parent)
        self.library = Button(look, self.tr("批阅"), tip=self.tr("报告库"))
        self.tabs: dict[str, Button] = {}
        group = QButtonGroup(self)
        for key, name, icon in (
            ("reading", self.tr("阅读"), "read"),
            ("search", self.tr("检索"), "search"),
            ("tables", self.tr("汇总"), "summary"),
            ("import", self.tr("导入"), "import"),
        ):
            tab = Button(look, name, icon, "tab", px=15, height=40, checkable=True)
            tab.clicked.connect(lambda _=False, k=key: self.page_chosen.emit(k))
            group.addButton(tab)
            self.tabs[key] = tab
        self.tabs["reading"].setChecked(True)
        self.tabs["import"].hide()
        self._actions = actions
        self.field = SearchField(look, self.tr("在全部报告中检索…"), "search", height=30)
        self.reviewer = Button(look, "", "person", tip=self.tr("审阅人"))
        self.help = Button(look, self.tr("帮助"), "help")
        row(
            self, Mark(look), 8, self.library, 10, *self.tabs.values(), None,
            self.field, 8, self.reviewer, self.help,
            margins=(12, 0, 8, 0), spacing=0,
        )  # fmt: skip
        self._show_keys()
        actions.keys.changed.connect(self._show_keys)
        self.field.returnPressed.connect(lambda: self.searched.emit(self.field.text()))
        self.field.left.connect(self.left)

    def _show_keys(self) -> None:
        for key, tab in self.tabs.items():
            tab.setToolTip(self._actions.tip(f"page_{key}"))
        self.field.set_key(self._actions.key("search_library"))

    def set_menus(self, library: Fill, reviewer: Fill, help_: Fill) -> None:
        opens_menu(self.library, library)
        opens_menu(self.reviewer, reviewer)
        opens_menu(self.help, help_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _restyle(self) -> None:
        super()._restyle()
        self._fit()

    def _fit(self) -> None:
        field = getattr(self, "field", None)  # the ground styles itself before there is one
        if field is not None:
            room = self.width() // 4
            field.setFixedWidth(max(self.look.px(150), min(self.look.px(310), room)))

    def set_library(self, name: str, path: str) -> None:
        metrics = self.look.metrics(14)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self.look.px(220))
        self.library.set_label(short)
        self.library.setToolTip(path)
        self.library.setAccessibleName(self.tr("报告库：{name}").format(name=name))

    def set_reviewer(self, name: str) -> None:
        self.reviewer.set_label(name)
        self.reviewer.setAccessibleName(self.tr("审阅人：{name}").format(name=name))

    def set_page(self, page: str) -> None:
        self.tabs[page].setChecked(True)
        # The search page has a larger field of its own.
        self.field.setVisible(page != "search")

    def set_importing(self, shown: bool) -> None:
        """The tab of the import is there while there is one."""
        self.tabs["import"].setVisible(shown)

    def set_has_reports(self, has_reports: bool) -> None:
        """Without reports there is nothing to search and nothing to list."""
        self.tabs["search"].setEnabled(has_reports)
        self.tabs["tables"].setEnabled(has_reports)
        self.field.setEnabled(has_reports)

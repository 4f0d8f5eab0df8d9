"""The command row: what can be done with the reports on screen, in words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.controls import Button, Ground, Rule, Words, row
from app.ui.menus import Fill, opens_menu
from app.ui.theme import Look
from app.ui.window_actions import Actions


class CommandRow(Ground):
    """Words first; when the window is narrow, longer labels give way to shorter ones."""

    def __init__(self, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(look, "dock", "b", height=38, parent=parent)
        self._actions = actions
        self._sync, self._theme = "", ""
        self._undone = {"undo": "", "redo": ""}
        self._shows_caps = True
        self._keyed: list[tuple[Button, str, bool]] = []
        self.import_button = Button(look, self.tr("导入"), "import")
        self.undo_button = self._command("undo")
        self.redo_button = self._command("redo")
        self.highlight_button = self._command("highlight", key=True)
        self.tag_button = self._command("palette", key=True)
        self.comment_button = self._command("comment", key=True)
        self.sync_button = Button(look, self.tr("同步滚动"), "sync", checkable=True)
        self.align_button = self._command("align_here")
        self.columns_button = Button(look, self.tr("一栏"), "columns")
        self.minus_button = self._command("zoom_out", word=False)
        self.plus_button = self._command("zoom_in", word=False)
        self.zoom = Words(look, "100%", fit=True, height=30)
        self.theme_button = Button(look, self.tr("主题"), "theme")
        self.export_button = Button(look, self.tr("导出"), "export", "normal", height=28)
        row(
            self,
            self.import_button, Rule(look), self.undo_button, self.redo_button, Rule(look),
            self.highlight_button, self.tag_button, self.comment_button, Rule(look),
            self.sync_button, self.align_button, Rule(look), self.columns_button,
            self.minus_button, self.zoom, self.plus_button,
            None, self.theme_button, 4, self.export_button,
            margins=(8, 0, 8, 0), spacing=1,
        )  # fmt: skip
        self._show_keys()
        actions.keys.changed.connect(self._show_keys)

    def _show_keys(self) -> None:
        """Key caps and tool tips as the key map now has them."""
        for button, id_, has_cap in self._keyed:
            tip, name = self._actions.tip(id_), self._undone.get(id_)
            button.set_key(self._actions.key(id_) if has_cap and self._shows_caps else "")
            words = self.tr("{words}：{name}").format(words=tip, name=name)
            button.setToolTip(words if name else tip)

    def _command(self, id_: str, *, key: bool = False, word: bool = True) -> Button:
        """A button for an action of the table; it follows whether the action is possible."""
        actions = self._actions
        action, spec = actions[id_], actions.specs[id_]
        button = Button(
            self.look,
            actions.words(id_) if word else "",
            spec.icon,
        )
        button.setAccessibleName(actions.words(id_))
        self._keyed.append((button, id_, key))
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def set_menus(
        self, *, imports: Fill, sync: Fill, columns: Fill, theme: Fill, out: Fill
    ) -> None:
        opens_menu(self.import_button, imports)
        opens_menu(self.sync_button, sync)
        opens_menu(self.columns_button, columns)
        opens_menu(self.theme_button, theme)
        opens_menu(self.export_button, out)
        # A click opens the menu; it must not change what the button shows.
        self.sync_button.clicked.connect(self._show_sync)

    # --- what it shows ---

    def set_sync(self, mode: str, name: str, panes: int) -> None:
        """The mode by its name; it is on only where there are two panes to synchronise."""
        self._sync = name
        self._sync_is_on = mode != "off" and panes > 1
        self.sync_button.setEnabled(panes > 1)
        self._show_sync()
        self._label()

    def _show_sync(self) -> None:
        self.sync_button.setChecked(self._sync_is_on)

    def set_columns(self, count: int) -> None:
        names = (self.tr("一栏"), self.tr("两栏"), self.tr("三栏"), self.tr("四栏"))
        self.columns_button.set_label(names[max(1, min(4, count)) - 1])

    def set_zoom(self, percent: int) -> None:
        self.zoom.set_text(f"{percent}%")

    def set_theme_name(self, name: str) -> None:
        self._theme = name
        self._label()

    def set_undo(self, undo: str, redo: str) -> None:
        """What would be taken back and done again, for the tool tips."""
        self._undone = {"undo": undo, "redo": redo}
        self._show_keys()

    def set_has_reports(self, has_reports: bool) -> None:
        for button in (self.columns_button, self.export_button):
            button.setEnabled(has_reports)

    # --- narrow windows ---

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label()

    def _label(self) -> None:
        long = self.tr("同步滚动：{mode}").format(mode=self._sync)
        theme = self.tr("主题：{theme}").format(theme=self._theme)
        for sync_words, theme_words, theme_shown, shows_caps in (
            (long, theme, True, True),
            (long, self.tr("主题"), True, True),
            (self.tr("同步：{mode}").format(mode=self._sync), self.tr("主题"), True, True),
            (self._sync, self.tr("主题"), False, True),
            (self._sync, self.tr("主题"), False, False),
        ):
            if shows_caps != self._shows_caps:
                self._shows_caps = shows_caps
                self._show_keys()
            self.align_button.setVisible(theme_shown)
            self.zoom.setMinimumWidth(self.zoom.sizeHint().width())
            self.sync_button.set_label(sync_words)
            self.theme_button.set_label(theme_words)
            self.theme_button.setVisible(theme_shown)
            layout = self.layout()
            if layout is None or layout.minimumSize().width() <= self.width():
                return

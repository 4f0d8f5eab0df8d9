"""The menus of the rows, and the sheets they open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMenu

from app.ui.dialogs import Sheet
from app.ui.menus import add_choices
from app.ui.pane_menus import PLACES
from app.ui.theme import SCALES

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.printing.flow import Printing


class WindowMenus(QObject):
    """Fills each menu when it is opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._printing: Printing | None = None

    def connect_rows(self) -> None:
        window = self._window
        window.title_row.set_menus(self._library, self._reviewer, self._help)
        window.command_row.set_menus(
            imports=self._imports,
            sync=self._sync,
            columns=self._columns,
            theme=self._theme,
            out=self._out,
        )

    def bind_help(self) -> None:
        for id_, does in (
            ("keys", self.show_keys),
            ("about", self.show_about),
            ("check_installation", self.check_installation),
            ("settings", self.show_settings),
            ("print", self.print_report),
        ):
            self._window.commands.bind(id_, does)

    def _add(self, menu: QMenu, *ids: str) -> None:
        """Actions of the table; an empty id is a separator."""
        commands = self._window.commands
        commands.with_icons()
        for id_ in ids:
            if id_:
                menu.addAction(commands[id_])
            else:
                menu.addSeparator()

    def print_report(self) -> None:
        from app.ui.printing.flow import Printing  # nobody prints at start

        if self._printing is None:
            self._printing = Printing(self._window)
        self._printing.ask()

    # --- title row ---

    def _library(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, "new_library", "open_library", "sample_library")
        recent = window.libraries.recent()
        if recent:
            menu.addSeparator()
            menu.addAction(self.tr("最近用过")).setEnabled(False)
            for path in recent:
                action = menu.addAction(path.stem, partial(window.libraries.open, path))
                action.setToolTip(str(path))
            menu.setToolTipsVisible(True)
        self._add(menu, "", "codebook", "tag_groups", "", "save_copy", "", "settings", "quit")
        for id_ in ("codebook", "tag_groups"):
            workspace = window.workspace
            writes = workspace is not None and not workspace.library.read_only
            window.commands[id_].setEnabled(writes)
        window.commands["save_copy"].setEnabled(window.workspace is not None)

    def _reviewer(self, menu: QMenu) -> None:
        self._add(menu, "rename_reviewer")

    def _help(self, menu: QMenu) -> None:
        self._add(menu, "manual", "tour", "keys", "", "check_installation", "about")

    # --- command row ---

    def _imports(self, menu: QMenu) -> None:
        self._add(menu, "import_files", "import_folder", "import_annotations", "", "import_report")

    def _out(self, menu: QMenu) -> None:
        self._add(menu, "export", "print", "citation", "", "save_copy")

    def _sync(self, menu: QMenu) -> None:
        window = self._window
        names = window.wording.sync_modes()
        add_choices(menu, names, window.settings.sync_mode, window.set_sync_mode)
        self._add(menu, "", "align_here", "unalign")
        menu.addAction(self.tr("取消全部手动对齐"), window.reading.counterparts.unalign_all)

    def _columns(self, menu: QMenu) -> None:
        window = self._window
        names = {
            "1": self.tr("一栏"),
            "2": self.tr("两栏"),
            "3": self.tr("三栏"),
            "4": self.tr("四栏"),
        }
        area = window.reading.area
        add_choices(
            menu, names, str(len(area.open)), lambda key: window.reading.set_columns(int(key))
        )
        self._add(menu, "", "read_together", "same_unit", "same_year")
        self._add(menu, "", *PLACES[:-1], "even_panes", "", "close_pane")

    def _theme(self, menu: QMenu) -> None:
        window = self._window
        add_choices(menu, window.wording.themes(), window.look.choice, window.set_theme)
        menu.addSeparator()
        sizes = menu.addMenu(self.tr("界面大小"))
        names = {str(scale): f"{scale}%" for scale in SCALES}
        add_choices(sizes, names, str(window.look.scale), lambda key: window.set_scale(int(key)))
        menu.addSeparator()
        self._add(menu, "left_dock", "right_dock", "command_row", "", "settings")

    # --- sheets ---

    def show_keys(self) -> None:
        """Every key, by group, to be read and changed."""
        from app.ui.about.keys import KeysPage
        from app.ui.printing.printer import print_document

        window = self._window
        page = KeysPage(window.look, window.commands)
        sheet = Sheet(window.look, page, window, QSize(680, 700))
        page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
        page.print_asked.connect(lambda document: print_document(document, window))
        sheet.open_sheet()

    def show_about(self) -> None:
        """What this program is; from there to what it is made of."""
        from app.ui.about.about import AboutPage

        page = AboutPage(self._window.look, self._window.paths.portable)
        sheet = Sheet(self._window.look, page, self._window, QSize(540, 440))
        page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
        page.notices_asked.connect(lambda: (sheet.close_sheet(), self.show_notices()))
        sheet.open_sheet()

    def show_notices(self) -> None:
        """Everybody whose work ships, with the words of every licence."""
        from app.ui.about.notices_page import NoticesPage

        window = self._window
        page = NoticesPage(window.look, window.settings.language)
        sheet = Sheet(window.look, page, window, QSize(1080, 680))
        page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
        sheet.open_sheet()

    def check_installation(self) -> None:
        """Try everything out in a process of its own, and say what works."""
        from app.ui.about.checking import CheckingPage

        window = self._window
        page = CheckingPage(window.look, window.jobs)
        sheet = Sheet(window.look, page, window, QSize(680, 600))
        page.chosen.connect(lambda key: page.act(key) or sheet.close_sheet())
        sheet.closed.connect(page.stop)
        sheet.open_sheet()

    def show_settings(self) -> None:
        from app.ui.settings.settings_page import SettingsPage

        window = self._window
        page = SettingsPage(window.look, window.wording, window.settings)
        page.theme_chosen.connect(window.set_theme)
        page.scale_chosen.connect(window.set_scale)
        page.zoom_chosen.connect(window.set_zoom)
        page.language_chosen.connect(lambda language: window.remember(language=language))
        page.motion_reduced.connect(lambda on: self.set_manner(reduced_motion=on))
        page.announcing_chosen.connect(lambda on: self.set_manner(announces=on))
        page.libreoffice_chosen.connect(self.set_libreoffice)
        page.citation_asked.connect(
            lambda: (sheet.close_sheet(), window.commands.trigger("citation"))
        )
        page.keys_asked.connect(lambda: (sheet.close_sheet(), self.show_keys()))
        page.rename_asked.connect(lambda: (sheet.close_sheet(), window.questions.ask_name()))
        sheet = self._open(page, QSize(520, 580))

    def set_manner(self, **changed: bool) -> None:
        """Change `reduced_motion` or `announces`, and let the panes follow."""
        window = self._window
        window.remember(**changed)
        window.reading.opening.set_manner(
            reduced_motion=window.settings.reduced_motion, announces=window.settings.announces
        )

    def set_libreoffice(self, mode: str) -> None:
        """Say when LibreOffice converts old Word files, from the next import on."""
        self._window.remember(libreoffice=mode)
        if self._window.workspace is not None:
            self._window.workspace.importing.use_libreoffice(mode)

    def _open(self, page, size: QSize) -> Sheet:
        sheet = Sheet(self._window.look, page, self._window, size)
        page.chosen.connect(lambda _: sheet.close_sheet())
        sheet.open_sheet()
        return sheet

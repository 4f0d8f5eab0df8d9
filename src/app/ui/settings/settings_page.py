"""The sheet of settings: a few choices, each taking effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.settings import Settings
from app.ui.citing import CitationStyles
from app.ui.controls import Button, Words, row
from app.ui.dialogs import Page, Prose
from app.ui.menus import add_choices, opens_menu
from app.ui.theme import SCALES, Look
from app.ui.wording import Wording

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


class SettingsPage(Page):
    """Signals say what was chosen; the window remembers it."""

    theme_chosen = Signal(str)
    scale_chosen = Signal(int)
    zoom_chosen = Signal(int)
    language_chosen = Signal(str)
    rename_asked = Signal()
    keys_asked = Signal()
    citation_asked = Signal()
    motion_reduced = Signal(bool)
    announcing_chosen = Signal(bool)
    libreoffice_chosen = Signal(str)

    def __init__(self, look: Look, wording: Wording, settings: Settings) -> None:
        body = QWidget()
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(20, 8, 20, 8)
        self._layout.setSpacing(8)
        super().__init__(look, self.tr("设置"), body, [("close", self.tr("完成"), "primary")])
        self._languages = {"zh": "中文", "en": "English"}
        scales = {str(scale): f"{scale}%" for scale in SCALES}
        zooms = {str(zoom): f"{zoom}%" for zoom in ZOOMS}
        self._locked = settings.preset.locked
        self._add(
            self.tr("主题"), wording.themes(), settings.theme, self.theme_chosen.emit, "theme"
        )
        self._add(
            self.tr("界面大小"), scales, str(settings.ui_scale),
            lambda key: self.scale_chosen.emit(int(key)), "ui_scale",
        )  # fmt: skip
        self._add(
            self.tr("正文字号"), zooms, str(settings.zoom),
            lambda key: self.zoom_chosen.emit(int(key)), "zoom",
        )  # fmt: skip
        self._add(
            self.tr("界面语言"), self._languages, settings.language, self._choose_language,
            "language",
        )  # fmt: skip
        self._hint = Prose(look, self.tr("界面语言在下次启动后生效。"), px=13, role="text3")
        self._layout.addWidget(self._hint)
        switch = {"off": self.tr("关"), "on": self.tr("开")}
        self._add(
            self.tr("减少动画"), switch, "on" if settings.reduced_motion else "off",
            lambda key: self.motion_reduced.emit(key == "on"), "reduced_motion",
        )  # fmt: skip
        self._add(
            self.tr("朗读批注"), switch, "on" if settings.announces else "off",
            lambda key: self.announcing_chosen.emit(key == "on"), "announces",
        )  # fmt: skip
        office = {
            "when_needed": self.tr("需要时用 LibreOffice"),
            "always": self.tr("总是先用 LibreOffice 转换"),
            "never": self.tr("不用 LibreOffice"),
        }
        self._add(
            self.tr("旧版 Word 文件"), office, settings.libreoffice, self.libreoffice_chosen.emit,
            "libreoffice",
        )  # fmt: skip
        citation = Button(look, self._citation_words(settings), kind="normal")
        citation.clicked.connect(self.citation_asked)
        self._line(self.tr("出处写法"), citation, "citation_style")
        keys = Button(look, self.tr("查看和修改…"), kind="normal")
        keys.clicked.connect(self.keys_asked)
        self._line(self.tr("快捷键"), keys, "keys")
        name = Button(look, settings.reviewer_name, "person", "normal")
        name.clicked.connect(self.rename_asked)
        self._line(self.tr("审阅人"), name)
        self._layout.addStretch(1)

    def _citation_words(self, settings: Settings) -> str:
        names = CitationStyles(self).names()
        return self.tr("{style}…").format(style=names[settings.citation_style])

    def _choose_language(self, language: str) -> None:
        self.language_chosen.emit(language)
        self._hint.setFont(self.look.font(13, bold=True))

    def _add(
        self, words: str, names: dict[str, str], current: str, choose, setting: str = ""
    ) -> None:
        """A line with a choice; the button shows what is chosen."""
        chosen = [current]
        button = Button(self.look, names.get(current, f"{current}%"), kind="normal")

        def take(key: str) -> None:
            chosen[0] = key
            button.set_label(names[key])
            choose(key)

        def fill(menu: QMenu) -> None:
            add_choices(menu, names, chosen[0], take)

        opens_menu(button, fill)
        self._line(words, button, setting)

    def _line(self, words: str, button: Button, setting: str = "") -> None:
        """A line; what an administrator locked can be read and not pressed."""
        line = QWidget()
        label = Words(self.look, words, role="text2", height=32)
        label.setFixedWidth(self.look.px(120))
        button.setAccessibleName(f"{words} {button.text()}")
        if setting in self._locked:
            button.setEnabled(False)
            why = Words(self.look, self.tr("由管理员设定"), px=13, role="text3", height=32)
            button.setAccessibleDescription(self.tr("由管理员设定"))
            row(line, label, button, 8, why, None, margins=(0, 0, 0, 0))
        else:
            row(line, label, button, None, margins=(0, 0, 0, 0))
        self._layout.addWidget(line)

"""The look: colours, fonts and icons of one theme. The only place that knows a colour.

Source of the values: resources/themes/tokens.json. One Look is made by the
application and handed to every widget; when the theme, the interface scale or
the fonts change it emits `changed` and widgets repaint or lay out anew.
"""

from __future__ import annotations

import json
import logging
from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QImageReader,
    QPalette,
    QPixmap,
)

from app.paths import resource

log = logging.getLogger(__name__)

THEMES: Final = ("light", "dark", "eyecare", "contrast")
SYSTEM: Final = "system"
ICON_INK: Final = "#3B4656"
SCALES: Final = (90, 100, 110, 125, 150)


class TagColours:
    """The three roles of one tag colour."""

    __slots__ = ("fill", "line", "strong")

    def __init__(self, values: dict[str, str]) -> None:
        self.line = QColor(values["line"])
        self.fill = QColor(values["fill"])
        self.strong = QColor(values["strong"])


def _colour(value: str) -> QColor:
    """`#RRGGBB` or `#RRGGBBAA` (Qt itself would read the latter as ARGB)."""
    return QColor("#" + value[7:9] + value[1:7]) if len(value) == 9 else QColor(value)


class Look(QObject):
    """Tokens of the current theme as colours, fonts and icons.

    Colour roles (chrome, dock, page, raised, hover, pressed, selected, line,
    line2, stroke, text, text2, text3, accent, accentHover, accentPressed,
    onAccent, accentSoft, textSelection, focus, danger, warn, ok, dangerSoft,
    warnSoft, okSoft, hit, hitLine, shadow, thumb) are attributes; look.md §3
    says what each is for.
    """

    changed = Signal()

    chrome: QColor
    dock: QColor
    page: QColor
    raised: QColor
    hover: QColor
    pressed: QColor
    selected: QColor
    line: QColor
    line2: QColor
    stroke: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accentHover: QColor
    accentPressed: QColor
    onAccent: QColor
    accentSoft: QColor
    focus: QColor
    textSelection: QColor
    danger: QColor
    warn: QColor
    ok: QColor
    dangerSoft: QColor
    warnSoft: QColor
    okSoft: QColor
    hit: QColor
    hitLine: QColor
    shadow: QColor
    thumb: QColor

    def __init__(self, theme: str = "light", scale: int = 100) -> None:
        super().__init__()
        tokens = json.loads(resource("themes/tokens.json").read_text(encoding="utf-8"))
        self._tokens: dict[str, Any] = tokens
        families = set(QFontDatabase.families())
        self.ui_family = _first(tokens["type"]["ui"], families) or _any_chinese()
        self.body_family = _first(tokens["type"]["body"], families) or self.ui_family
        self.has_chinese_font = self.ui_family is not None
        self._bold_ui = _heavier(self.ui_family, QFont.Weight.Medium)
        self._bold_body = _heavier(self.body_family, QFont.Weight.DemiBold)
        self._icons: dict[tuple[str, int, int], QPixmap] = {}
        self._fonts: dict[tuple[int, bool, bool], QFont] = {}
        self._metrics: dict[tuple[int, bool, bool], QFontMetricsF] = {}
        self.name = ""
        self.choice = ""
        self.scale = scale
        self.tags: dict[str, TagColours] = {}
        self._load(theme)

    def set_theme(self, theme: str) -> None:
        """Take another theme: one of THEMES, or SYSTEM to follow the desktop."""
        self._load(theme)
        self.changed.emit()

    def set_scale(self, percent: int) -> None:
        """Interface scale 90..150 %, beside the text zoom of the panes."""
        self.scale = percent
        self._fonts.clear()
        self._metrics.clear()
        self.changed.emit()

    def _load(self, theme: str) -> None:
        self.choice = theme
        if theme == SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            theme = "dark" if scheme is Qt.ColorScheme.Dark else "light"
        if theme not in THEMES:
            log.warning("no theme %s; using light", theme)
            theme = "light"
        raw = self._tokens["themes"][theme]
        self.name = theme
        self.tags = {name: TagColours(values) for name, values in raw["tags"].items()}
        for role, value in raw.items():
            if role != "tags":
                setattr(self, role, _colour(value))

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"

    def px(self, size: float) -> int:
        """A measure of look.md at the current interface scale, in logical pixels."""
        return round(size * self.scale / 100)

    def font(self, px: int = 14, *, bold: bool = False, serif: bool = False) -> QFont:
        """UI (or body) font with a size given at 100 % scale; caption sizes never under 12."""
        key = (px, bold, serif)
        found = self._fonts.get(key)
        if found is None:
            family = self.body_family if serif else self.ui_family
            found = QFont(family) if family else QFont()
            found.setPixelSize(max(12, self.px(px)))
            if bold:
                found.setWeight(self._bold_body if serif else self._bold_ui)
            self._fonts[key] = found
        return found

    def metrics(self, px: int = 14, *, bold: bool = False, serif: bool = False) -> QFontMetricsF:
        key = (px, bold, serif)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetricsF(self.font(px, bold=bold, serif=serif))
        return found

    def width(self, text: str, px: int = 14, *, bold: bool = False) -> float:
        return self.metrics(px, bold=bold).horizontalAdvance(text)

    def tag(self, colour: str) -> TagColours:
        """Roles of a tag colour; an unknown name (a newer library) gets slate."""
        return self.tags.get(colour) or self.tags["slate"]

    def pixmap(self, name: str, colour: QColor | None = None, size: int = 18) -> QPixmap:
        """An icon in one colour, drawn for double resolution; `size` at 100 % scale."""
        ink = colour or self.text2
        side = self.px(size)
        key = (name, ink.rgba(), side)
        found = self._icons.get(key)
        if found is None:
            found = self._icons[key] = _render(name, ink, side)
        return found

    def icon(self, name: str, size: int = 18) -> QIcon:
        """The icon for native places (menus, window), in secondary text colour."""
        return QIcon(self.pixmap(name, self.text2, size))

    def palette(self) -> QPalette:
        """The palette that native widgets (menus, message boxes, line edits) get."""
        palette = QPalette()
        role = QPalette.ColorRole
        for which, colour in (
            (role.Window, self.dock),
            (role.Base, self.raised),
            (role.AlternateBase, self.dock),
            (role.Button, self.raised),
            (role.Text, self.text),
            (role.WindowText, self.text),
            (role.ButtonText, self.text),
            (role.Highlight, self.textSelection),
            (role.HighlightedText, self.text),
            (role.PlaceholderText, self.text3),
            (role.ToolTipBase, self.raised),
            (role.ToolTipText, self.text),
            (role.Link, self.accent),
            (role.Accent, self.accent),
            (role.Light, self.raised),
            (role.Midlight, self.line),
            (role.Mid, self.line2),
            (role.Dark, self.stroke),
            (role.Shadow, self.stroke),
        ):
            palette.setColor(which, colour)
        for which in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, self.stroke)
        return palette

    def style_sheet(self) -> str:
        """For tool tips and menus only; never for the text pane."""
        return (
            f"QToolTip{{background:{self.raised.name()};color:{self.text.name()};"
            f"border:1px solid {self.line2.name()};padding:4px 6px}}"
            f"QMenu{{background:{self.raised.name()};color:{self.text.name()};"
            f"border:1px solid {self.line2.name()};padding:4px}}"
            f"QMenu::item{{padding:6px 28px 6px 12px;border-radius:4px}}"
            f"QMenu::icon{{padding-left:6px}}"
            f"QMenu::item:selected{{background:{self.hover.name()}}}"
            f"QMenu::item:disabled{{color:{self.stroke.name()}}}"
            f"QMenu::separator{{height:1px;background:{self.line.name()};margin:4px 8px}}"
        )


def _first(wanted: list[str], families: set[str]) -> str | None:
    return next((family for family in wanted if family in families), None)


def _any_chinese() -> str | None:
    """A family that says it has simplified Chinese, where none of the known ones is there."""
    found = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return found[0] if found else None


def _heavier(family: str | None, wanted: QFont.Weight) -> QFont.Weight:
    """The wanted weight where the family has it, else Bold: Qt would fall to Regular."""
    if family is None:
        return QFont.Weight.Bold
    weights = {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}
    return wanted if wanted.value in weights else QFont.Weight.Bold


def _render(name: str, ink: QColor, side: int) -> QPixmap:
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    data = QByteArray(svg.replace(ICON_INK, ink.name()).encode())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The image plug-in draws the vector at any size; the QtSvg binding is not needed for it.
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side * 2, side * 2))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(2)
    return pixmap

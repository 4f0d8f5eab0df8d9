"""Controls in the look of the program: buttons, fields, labels, rules, grounds.

Every control is a real widget (focus, keyboard, accessible name); only its
painting is ours. Sizes are those of look.md §5–6 at 100 % and follow the scale.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.focus import BY_KEY
from app.ui.painting import draw_text, key_cap, panel
from app.ui.theme import Look

Kind = Literal["primary", "normal", "ghost", "chip", "tab"]
PAD = {"primary": 14, "normal": 12, "tab": 13, "chip": 8, "ghost": 8}


class Button(QAbstractButton):
    """A word, with an icon at its left; an icon alone only for close, more, − and +.

    Args:
        kind: primary (one per surface), normal, ghost, chip or tab.
        key: the shortcut shown as a key cap, for people to learn it.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        icon: str = "",
        kind: Kind = "ghost",
        *,
        key: str = "",
        px: int = 14,
        height: int = 30,
        checkable: bool = False,
        menu: QMenu | None = None,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._icon_name, self._kind, self._key, self._px = icon, kind, key, px
        self._height = height
        self._menu: QMenu | None = None
        self._keyboard_focus = False
        self._arrow = False
        self.setText(text)
        self.setCheckable(checkable)
        self.setToolTip(tip)
        self.setAccessibleName(text or tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self._restyle)
        if menu is not None:
            self.set_menu(menu)

    @property
    def accessible_role(self) -> QAccessible.Role:
        if self._kind == "tab":
            return QAccessible.Role.PageTab
        if self._arrow:
            return QAccessible.Role.ButtonMenu
        return QAccessible.Role.CheckBox if self.isCheckable() else QAccessible.Role.Button

    def set_menu(self, menu: QMenu) -> None:
        self._menu, self._arrow = menu, True
        self.clicked.connect(self._open_menu)
        self.updateGeometry()

    def set_arrow(self, shown: bool) -> None:
        """Show the down arrow for a button whose click opens something of its own."""
        self._arrow = shown
        self.updateGeometry()

    def set_label(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text or self.toolTip())
            self.updateGeometry()
            self.update()

    def set_kind(self, kind: Kind) -> None:
        """What was one choice among others has become the next step, or the other way round."""
        if kind != self._kind:
            self._kind = kind
            self._restyle()

    def set_key(self, key: str) -> None:
        """Show another shortcut as the key cap."""
        if key != self._key:
            self._key = key
            self._restyle()

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.update()

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self.look
        height = look.px(self._height)
        if not self.text():
            return QSize(max(height, look.px(28)), height)
        bold = self._kind in {"tab", "primary"}
        width = 2 * look.px(PAD[self._kind]) + look.width(self.text(), self._px, bold=bold)
        if self._icon_name:
            width += look.px(24)
        if self._arrow:
            width += look.px(18)
        if self._key:
            width += max(look.px(18), look.width(self._key, 12) + 8) + look.px(6)
        return QSize(int(width + 0.99), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Ink, ground and border of the present state."""
        look = self.look
        hover = self.underMouse() and self.isEnabled()
        if self._kind == "primary":
            if not self.isEnabled():
                return look.stroke, look.chrome, None
            if self.isDown():
                return look.onAccent, look.accentPressed, None
            return look.onAccent, look.accentHover if hover else look.accent, None
        if not self.isEnabled():
            return look.stroke, None, look.stroke if self._kind in {"normal", "chip"} else None
        ground = look.pressed if self.isDown() else look.hover if hover else None
        if self._kind in {"normal", "chip"}:
            if self.isChecked():
                return look.accent, look.accentSoft, look.accent
            return look.text, ground or look.raised, look.stroke
        if self._kind == "tab":
            return (look.accent if self.isChecked() else look.text2), ground, None
        if self.isChecked():
            return look.accent, look.pressed if self.isDown() else look.selected, None
        return look.text, ground, None

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        look, rect = self.look, QRectF(self.rect())
        ink, ground, border = self._colours()
        bold = self._kind == "primary" or (self._kind == "tab" and self.isChecked())
        if ground is not None or border is not None:
            panel(p, rect, ground, 4, border)
        if self._kind == "tab" and self.isChecked():
            panel(p, QRectF(12, rect.height() - 3, rect.width() - 24, 3), look.accent, 1.5)
        pad = look.px(PAD[self._kind]) if self.text() else 0
        x: float = pad
        if self._icon_name:
            plain = self._kind in {"ghost", "normal", "chip"} and not self.isChecked()
            tint = look.text2 if plain and self.isEnabled() else ink
            side = look.px(18)
            left = x if self.text() else (rect.width() - side) / 2
            mark = look.pixmap(self._icon_name, tint)
            p.drawPixmap(QPointF(left, (rect.height() - side) / 2), mark)
            x += look.px(24)
        right = rect.width() - pad
        if self._arrow:
            side = look.px(14)
            arrow = look.pixmap("chevron-down", ink, 14)
            p.drawPixmap(QPointF(right - side + 2, (rect.height() - side) / 2), arrow)
            right -= look.px(18)
        if self._key:
            right -= key_cap(p, look, right, rect.height() / 2, self._key) + look.px(4)
        if self.text():
            words = QRectF(x, 0, max(0.0, right - x) + 1, rect.height())
            draw_text(p, look, words, self.text(), self._px, ink, bold=bold)
        if self.hasFocus() and self._keyboard_focus:
            panel(p, rect, None, 4, look.focus if self._kind != "primary" else look.onAccent, 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard_focus = event.reason() in BY_KEY
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Field(QLineEdit):
    """A line of input with an icon at its left and a key cap at its right."""

    def __init__(
        self,
        look: Look,
        hint: str = "",
        icon: str = "",
        *,
        key: str = "",
        px: int = 14,
        height: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._icon_name, self._key, self._px, self._height = icon, key, px, height
        self._state = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_key(self, key: str) -> None:
        """Show another shortcut as the key cap."""
        self._key = key
        self._restyle()

    def set_state(self, state: Literal["", "warn", "danger"]) -> None:
        """Mark the value as uncertain or wrong; the reason stands beside the field."""
        self._state = state
        self._restyle()

    def _restyle(self) -> None:
        look = self.look
        self.setFont(look.font(self._px))
        self.setFixedHeight(look.px(self._height))
        border = {"warn": look.warn, "danger": look.danger}.get(self._state, look.stroke)
        ground = look.warnSoft if self._state == "warn" else look.raised
        left = look.px(28) if self._icon_name else 8
        right = int(look.width(self._key, 12)) + 22 if self._key else 6
        self.setStyleSheet(
            f"QLineEdit{{background:{ground.name()};color:{look.text.name()};"
            f"border:1px solid {border.name()};border-radius:4px;"
            f"selection-background-color:{look.textSelection.name()};"
            f"selection-color:{look.text.name()};"
            f"placeholder-text-color:{look.text3.name()};"
            f"padding-left:{left}px;padding-right:{right}px}}"
            f"QLineEdit:focus{{border:2px solid {look.focus.name()};"
            f"padding-left:{left - 1}px;padding-right:{right - 1}px}}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self)
        middle = self.height() / 2
        if self._icon_name:
            mark = self.look.pixmap(self._icon_name, self.look.text2, 16)
            p.drawPixmap(QPointF(8, middle - self.look.px(16) / 2), mark)
        if self._key and not self.text():
            key_cap(p, self.look, self.width() - 6, middle, self._key)


class Words(QWidget):
    """One line of text as a widget, elided when there is no room.

    Args:
        role: name of the colour role, such as `text2`.
        fit: take just the width of the text instead of stretching.
    """

    clicked = Signal()
    accessible_role = QAccessible.Role.StaticText

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        px: int = 14,
        role: str = "text",
        bold: bool = False,
        height: int = 24,
        icon: str = "",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        fit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._text, self._px, self._role, self._bold = text, px, role, bold
        self._height, self._icon_name, self._align, self._elide, self._fit = (
            height, icon, align, elide, fit,
        )  # fmt: skip
        horizontal = QSizePolicy.Policy.Maximum if fit else QSizePolicy.Policy.Expanding
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        look.changed.connect(self._restyle)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, *, role: str | None = None, icon: str | None = None) -> None:
        if (text, role or self._role, icon or self._icon_name) == (
            self._text, self._role, self._icon_name,
        ):  # fmt: skip
            return
        self._text = text
        self._role = role or self._role
        self._icon_name = self._icon_name if icon is None else icon
        self.setAccessibleName(text)
        if self._fit:
            self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self.look.width(self._text, self._px, bold=self._bold) + 2
        width += self.look.px(20) if self._icon_name else 0
        return QSize(int(width + 0.99), self.look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(16), self.look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        ink: QColor = getattr(self.look, self._role)
        x = 0.0
        if self._icon_name:
            side = self.look.px(16)
            mark = self.look.pixmap(self._icon_name, ink, 16)
            p.drawPixmap(QPointF(0, (self.height() - side) / 2), mark)
            x = self.look.px(20)
        rect = QRectF(x, 0, self.width() - x, self.height())
        draw_text(
            p, self.look, rect, self._text, self._px, ink,
            bold=self._bold, align=self._align, elide=self._elide,
        )  # fmt: skip

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()
        super().mouseReleaseEvent(event)


class Ground(QWidget):
    """A coloured ground with hairlines on the named sides (any of `t b l r`)."""

    def __init__(
        self,
        look: Look,
        role: str = "chrome",
        sides: str = "",
        *,
        height: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._role, self._sides, self._height = role, sides, height
        look.changed.connect(self._restyle)
        self._restyle()

    def set_sides(self, sides: str) -> None:
        self._sides = sides
        self.update()

    def _restyle(self) -> None:
        if self._height is not None:
            self.setFixedHeight(self.look.px(self._height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), getattr(self.look, self._role))
        w, h = self.width(), self.height()
        places = {
            "b": (0, h - 1, w, 1),
            "t": (0, 0, w, 1),
            "r": (w - 1, 0, 1, h),
            "l": (0, 0, 1, h),
        }
        for side in self._sides:
            p.fillRect(*places[side], self.look.line)


class Rule(QWidget):
    """A hairline; vertical ones stand between groups of a command row."""

    def __init__(
        self, look: Look, *, vertical: bool = True, inset: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look, self._vertical, self._inset = look, vertical, inset
        if vertical:
            self.setFixedWidth(9)
        else:
            self.setFixedHeight(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        if self._vertical:
            height = self.height() - 2 * self._inset
            p.fillRect(self.width() // 2, self._inset, 1, height, self.look.line2)
        else:
            p.fillRect(self.rect(), self.look.line)


def row(
    parent: QWidget,
    *items: QWidget | int | None,
    margins: tuple[int, int, int, int] = (8, 0, 8, 0),
    spacing: int = 2,
) -> QHBoxLayout:
    """Lay widgets out in a row; an int is a gap in px, None a stretch."""
    layout = QHBoxLayout(parent)
    _fill(layout, items, margins, spacing)
    return layout


def column(
    parent: QWidget,
    *items: QWidget | int | None,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    spacing: int = 0,
) -> QVBoxLayout:
    """Lay widgets out in a column; an int is a gap in px, None a stretch."""
    layout = QVBoxLayout(parent)
    _fill(layout, items, margins, spacing)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | int | None, ...],
    margins: tuple[int, int, int, int],
    spacing: int,
) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)
